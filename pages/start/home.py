"""시작: two doors, and the way back to where one stopped."""
import streamlit as st

from diagnostics.questions import clean, questions
from pages.shared import access, session, show

access.require()
t = session.texts()
show.head(t, t("Selling online: in ten minutes you know how far you are."),
          t("No test and no marks. You see what is already good and which three things to do next."))

total = len(questions())
merchant = session.merchant()
answered = len(clean(session.workspace().answers(merchant, session.stage()))) if merchant else 0

if answered:
    with st.container(border=True):
        show.card(t("Welcome back"), ":material/bookmark:")
        st.markdown(t("You have answered {n} of {total} questions.", n=answered, total=total))
        if answered < total and st.button(t("Go on where I stopped"), type="primary", width="stretch", key="resume",
                                          icon=":material/play_arrow:"):
            session.go("start.selfcheck")
        if st.button(t("See my result"), width="stretch", key="to_result", icon=":material/psychiatry:",
                     type="secondary" if answered < total else "primary"):
            session.go("start.result")

first, second = st.columns(2, gap="medium")
with first, st.container(border=True, height="stretch"):
    show.card(t("By questions"), ":material/checklist:")
    st.markdown(t("{total} short questions, one tap each. You need no papers and no sign-in.", total=total))
    if st.button(t("Start with questions") if not answered else t("Start anew"), width="stretch", key="by_questions",
                 type="secondary" if answered else "primary", icon=":material/arrow_forward:"):
        session.keep("merchant", None)
        session.go("start.selfcheck")
with second, st.container(border=True, height="stretch"):
    show.card(t("By sales files"), ":material/upload_file:")
    st.markdown(t("If you sell online already: bring the files of your seller centre and see more."))
    if st.button(t("Start with files"), width="stretch", key="by_files", icon=":material/arrow_forward:"):
        session.go("session.files")

show.quiet(t("What you enter stays on this machine."))
