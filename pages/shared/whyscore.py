"""Why this score and not more, the three axes beside it, and what may come – each said apart."""
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics import figures_explain
from diagnostics.axes import NO_FORECAST, axes
from diagnostics.goals import goals
from diagnostics.overview import waterfall
from diagnostics.texts import Texts
from pages.shared import show
from pages.shared.clinic import chart

FINDINGS = 7


def three_axes(t: Texts, result: Mapping[str, Any]) -> None:
    """Activity, trend and service with their word and range; what each is read from when it is asked for."""
    found = axes(result, t)
    with st.container(border=True):
        chart(figures_explain.three_axes(found, t), key="three_axes")
        st.caption(show.safe(t(NO_FORECAST)))
        box = st.expander(t("What these three are read from"), key="axes_parts", on_change="rerun")
        if box.open:
            with box:
                for axis in found:
                    st.markdown(f"**{show.safe(axis['title'])}** · {show.safe(axis['question'])}")
                    if axis["sentence"]:
                        show.quiet(show.safe(axis["sentence"]))
                    rows = [[show.safe(p["title"]), show.safe(p["value"] or t("not known")), t.value(p["n"], "count"),
                             "–" if p["score"] is None else t.value(round(100 * p["score"]), "points")] for p in axis["parts"]]
                    if rows:
                        show.grid([show.safe(axis["title"]), t("Value"), "n", t("Points of 100")], rows)


def why(t: Texts, result: Mapping[str, Any]) -> None:
    """The question that everybody asks, answered with arithmetic; the way down from 100 folded below it."""
    found = goals(result, t)
    if found:
        with st.container(border=True, gap="small"):
            for place, goal in enumerate(found):
                name = f" · {goal['band']}" if goal["band"] else ""
                if place == 0:
                    show.card(show.safe(goal["title"] + name), ":material/help:")
                    st.markdown(show.safe(goal["sentence"]))
                    st.markdown("\n".join(f"- {show.safe(part['name'])} **+{show.safe(t.value(part['shown'], 'points'))}**"
                                          for part in goal["findings"][:FINDINGS]))
                else:
                    st.markdown(f"**{show.safe(goal['title'] + name)}**  \n{show.safe(goal['sentence'])}")
    rows = waterfall(result, t)
    if not rows:
        return
    box = st.expander(t("From 100 down to the score, step by step"), icon=":material/stairs:", key="why", on_change="rerun")
    if box.open:
        with box:
            _steps(t, rows, result["summary"])


def _steps(t: Texts, rows: Sequence[Mapping[str, Any]], summary: Mapping[str, Any]) -> None:
    """The chart by area or by finding; below it every finding under its area, with sums."""
    views = {False: t("By area"), True: t("By finding")}
    by_finding = bool(st.radio(t("Show"), list(views), format_func=views.__getitem__, horizontal=True, key="steps_by",
                               label_visibility="collapsed"))
    chart(figures_explain.steps(rows, summary, t, by_finding=by_finding), key=f"steps_{by_finding}")
    for row in rows[:-1]:
        if row["shown"]:
            st.markdown(f"**{show.safe(row['name'])}** {_points(row['shown'], t)}  \n"
                        + " · ".join(f"{show.safe(c['name'])} {_points(c['shown'], t)}" for c in row["checks"] if c["shown"]))
    st.caption(t("100 minus the points lost is the score. Points of areas that could not be scored are not lost; they widen the "
                 "range."))


def _points(shown: float, t: Texts) -> str:
    return show.safe(t.value(shown, "points").replace("-", "−"))
