"""보고서: diagnosis, channels and plan as one document to hand over, in either language."""

import streamlit as st

from data import plans
from diagnostics import write_report
from diagnostics.texts import LANGUAGES
from pages.shared import access, clinic, session, show
from pages.shared.catalog import STAFF

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Report"))
space = session.workspace()
show.head(t, t("Report"), t("One file that opens and prints anywhere, without a network."), shop=session.record(merchant))

accepted = plans.current(space, merchant)
wanted = accepted["request"] if accepted else {}
spoken = list(LANGUAGES)
language = st.radio(
    t("Language of the report"),
    spoken,
    index=spoken.index(t.language) if t.language in spoken else 0,
    format_func=LANGUAGES.__getitem__,
    horizontal=True,
    key="report_language",
    persist_state="session",
)
if accepted:
    st.caption(
        t("With the accepted plan: {budget:won_words}, {hours:number} hours.", budget=wanted["budget"], hours=wanted["hours"])
    )
else:
    st.caption(t("No plan is accepted yet; the report shows the one that the programme would make by default."))
    session.link("session.plan", t("Make the plan first"))

with clinic.looking(t("Writing the report …")):
    key = (merchant, space.version(merchant), language, repr(wanted), repr(space.setting("programme")))
    document = session.remembered(
        "report", key, lambda: write_report(space, merchant, language, wanted.get("budget"), wanted.get("hours"))
    )
st.download_button(
    t("Download the report (HTML)"),
    document.encode(),
    file_name=f"report-{merchant}-{language}.html",
    mime="text/html",
    type="primary",
    icon=":material/download:",
    on_click="ignore",
    key="download_report",
)
st.caption(t("To print or to make a PDF: open the file and press Ctrl+P."))
st.subheader(t("Preview"), anchor=False)
st.iframe(document, height=900)
