"""보고서: diagnosis, channels and plan as one document to hand over, in either language, long or on one sheet."""

from functools import partial

import streamlit as st

from data import plans
from diagnostics.report import FORMATS, VERSIONS, Document, report, write
from diagnostics.report.names import file_name
from diagnostics.texts import LANGUAGES
from pages.shared import access, clinic, session, show, stages
from pages.shared.catalog import STAFF

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Report"))
space = session.workspace()
show.head(t, t("Report"), t("One file that opens and prints anywhere, without a network."), shop=session.record(merchant))

accepted = plans.current(space, merchant)
wanted = accepted["request"] if accepted else {}
spoken = list(LANGUAGES)
names = {"long": t("Long: with evidence, for the file"), "short": t("Short: one sheet for the shop owner")}
language = st.radio(
    t("Language of the report"),
    spoken,
    index=spoken.index(t.language) if t.language in spoken else 0,
    format_func=LANGUAGES.__getitem__,
    horizontal=True,
    key="report_language",
    persist_state="session",
)
version = st.radio(
    t("How much"), VERSIONS, format_func=names.__getitem__, horizontal=True, key="report_version", persist_state="session"
)
stage = stages.choose(t)
if accepted:
    st.caption(
        t("With the accepted plan: {budget:won_words}, {hours:number} hours.", budget=wanted["budget"], hours=wanted["hours"])
    )
else:
    st.caption(t("No plan is accepted yet; the report shows the one that the programme would make by default."))
    session.link("session.plan", t("Make the plan first"))

with clinic.looking(t("Writing the report …")):
    when = accepted["accepted_at"] if accepted else None
    key = (merchant, space.version(merchant), language, version, stage, repr(when), repr(space.setting("programme")))
    document: Document = session.remembered(
        "report", key, lambda: report(space, merchant, language, version=version, stage=stage)
    )
    # Each file is written once, when it is first asked for, and kept beside the document that it comes from.
    files: dict[str, bytes] = session.remembered("report_files", (document.number, key), dict)
    if "html" not in files:
        files["html"] = write(document, "html")


def content(format: str) -> bytes:
    """The file; runs when its button is pressed."""
    if format not in files:
        files[format] = write(document, format)
    return files[format]


st.caption(
    t("Report number {number}. Every file says the same; take the one that the other side can open.", number=document.number)
)
with st.container(horizontal=True):
    for format, kind in FORMATS.items():
        st.download_button(
            t("Download the report ({type})", type=kind.title),
            files[format] if format in files else partial(content, format),
            file_name=file_name(document, format),
            mime=kind.mime,
            type="primary" if format == "pdf" else "secondary",
            icon=":material/download:",
            on_click="ignore",
            key=f"download_report_{format}" if format != "html" else "download_report",
        )
st.caption(t("The PDF is ready to print on A4. HWPX opens in 한글, DOCX in Word, XLSX in Excel with the money to reckon on."))
st.subheader(t("Preview"), anchor=False)
st.iframe(files["html"].decode(), height=900)
