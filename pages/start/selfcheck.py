"""자가진단: one question per screen; each tap is kept at once, the place stands in the address."""
from datetime import date

import streamlit as st

from data.workspace import FORM_ROW
from diagnostics.questions import FORM, UNKNOWN, questions
from pages.shared import access, session, show, stages

access.require()
t = session.texts()
form = questions()
merchant = session.merchant()
stage = stages.choose(t)
answers = session.workspace().answers_and_form(merchant, stage) if merchant else {}


def place() -> int:
    """The number of the question (from 1): of the address, else the first one without an answer."""
    asked = st.query_params.get("q", "")
    if asked.isdecimal() and 1 <= int(asked) <= len(form):
        return int(asked)
    return next((i for i, q in enumerate(form, 1) if q.id not in answers), len(form))


def turn(to: int) -> None:
    """Show another question, or the result after the last."""
    if to > len(form):
        del st.query_params["q"]
        session.go("start.result")
    st.query_params["q"] = str(to)
    st.rerun()


number = place()
st.query_params["q"] = str(number)
question = form[number - 1]

st.progress(number / len(form), text=f"{number} / {len(form)}")
st.title(t(question.text), anchor=False)
show.quiet(t(question.help))

given = answers.get(question.id)
with st.container(gap="small"):
    for choice in question.choices:
        chosen = choice.value == given
        icon = ":material/check:" if chosen else (":material/help:" if choice.value == UNKNOWN else None)
        if st.button(t(choice.text), key=f"{question.id}_{choice.value}", width="stretch", wrap=True, icon=icon,
                     type="primary" if chosen else "secondary"):
            merchant = merchant or session.new_merchant()
            if answers.get(FORM_ROW) != FORM:
                session.workspace().save_answer(merchant, stage, FORM_ROW, FORM, date.today())
            session.workspace().save_answer(merchant, stage, question.id, choice.value, date.today())
            turn(number + 1)

with st.container(horizontal=True, horizontal_alignment="distribute"):
    if st.button(t("Back"), type="tertiary", icon=":material/arrow_back:", key="back"):
        if number == 1:
            session.go("start.home")
        turn(number - 1)
    if given is not None and st.button(t("Next"), type="tertiary", icon=":material/arrow_forward:", key="next"):
        turn(number + 1)

if answers:
    with st.expander(t("Stop here and go on later"), icon=":material/bookmark:"):
        st.markdown(t("Everything up to here is kept. Keep this address, for instance by sending it to yourself; "
                      "it brings you back to this question."))
        st.code(session.here(), language=None, wrap_lines=True)
        show.quiet(t("Whoever has this address sees your answers."))
