"""방법: how a score is made, printed from the code itself: every check, weight, limit, source and date."""

import streamlit as st

from diagnostics import labels, rubric, units
from diagnostics.explain import basis
from diagnostics.model import DIMENSIONS, Importance
from diagnostics.texts import Texts
from pages.shared import access, session, show

WEIGHTS = {importance.value: importance.weight for importance in Importance}


def check_rows(t: Texts, dimension: str) -> list[list[str]]:
    """The checks of a dimension, the weightiest first."""
    rows = []
    for check in units.checks().values():
        if check.dimension != dimension:
            continue
        unit = str(units.metrics()[check.metric].unit)
        limits = [t.value(check.curve.half, unit), t.value(check.curve.good, unit)]
        if check.curve.upper:
            limits = [
                f"{limits[0]} / {t.value(check.curve.upper[0], unit)}",
                f"{limits[1]} – {t.value(check.curve.upper[1], unit)}",
            ]
        rows.append(
            (
                -check.weight,
                check.id,
                [
                    show.safe(t(check.title)),
                    t.value(check.weight, "points") if check.weight else t("on trial"),
                    *map(show.safe, limits),
                    show.safe(basis(check.basis, t)),
                ],
            )
        )
    return [row for _weight, _id, row in sorted(rows)]


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
    t("What is not known is no zero: it widens the range. Below {share:percent} of the weight there is a range and no number.",
      share=rubric.ENOUGH_COVERAGE),
    t("The law stands beside the score and is never mixed into it."),
)  # fmt: skip
st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
st.info(
    t("The score describes today. It does not forecast sales, and it is no official mark of any ministry."),
    icon=":material/info:",
)
st.caption(t("Rubric {rubric}, fingerprint {fingerprint}", rubric=rubric.RUBRIC, fingerprint=rubric.fingerprint()))

st.subheader(t("Every check"), anchor=False)
for dimension in DIMENSIONS:
    rows = check_rows(t, dimension)
    box = st.expander(f"{labels.name('dimension', dimension, t)} ({len(rows)})", key=f"dimension_{dimension}", on_change="rerun")
    if box.open:
        with box:
            st.caption(t(labels.QUESTIONS[dimension]))
            show.grid([t("Check"), t("Weight"), t("0.5 from"), t("0.9 from"), t("Where the limits come from")], rows)
