"""방법: how a score is made, printed from the program itself: every check with its curve and source, what was calibrated, how
well the self-check holds together, and what each rubric changed."""

import streamlit as st

from diagnostics import rubric
from diagnostics.model import Importance
from pages.shared import access, method_parts, session, show

WEIGHTS = {importance.value: importance.weight for importance in Importance}


access.require()
t = session.texts()
show.head(
    t, t("How a score is made"), t("Everything on this page is printed from the program itself, so it cannot be out of date.")
)

steps = (
    t("Files become the same tables: orders, settlements, products, reviews, costs, answers. Names, phones and addresses of "
      "buyers are dropped while reading."),
    t("Only what was known before the day of the diagnosis counts."),
    t("Where there are few observations, the value is moved toward what is usual: (n × counted + strength × usual) ÷ "
      "(n + strength). The finding says n and how far."),
    t("Each check turns one value into 0 to 1: 0.5 at the first limit (from there it could be better), 0.9 at the second "
      "(from there it is good)."),
    t("A check weighs {critical:decimal}, {high:decimal}, {medium:decimal} or {low:decimal} by its importance. An area is the "
      "weighted mean of its checks, the score the plain mean of the areas.", **WEIGHTS),
    t("Readiness is the plain mean of the four parts of the self-check, however many of their questions are answered. Bands end "
      "at 25, 50 and 75 points, as in the EU's digital maturity assessment."),
    t("What is not known is no zero: it widens the range. Below {share:percent} of the weight there is a range and no number.",
      share=rubric.ENOUGH_COVERAGE),
    t("The law stands beside the score and is never mixed into it."),
)  # fmt: skip
st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
st.info(
    t("The score describes today. It does not forecast sales, and it is no official mark of any ministry."),
    icon=":material/info:",
)
now = rubric.in_force(session.workspace())
st.caption(t("Rubric {rubric}, fingerprint {fingerprint}", rubric=now.name, fingerprint=now.fingerprint))

st.subheader(t("Every check"), anchor=False)
method_parts.checks(t, now)

st.subheader(t("Limits from the institution's own merchants"), anchor=False)
method_parts.calibrated(t, now)

st.subheader(t("How well the questions of the self-check hang together"), anchor=False)
method_parts.instrument(t)

st.subheader(t("What changed in the rubric"), anchor=False)
method_parts.changes(t)
