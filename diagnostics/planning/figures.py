"""The plan on a time line of days: one bar per treatment, the days off of 설 and 추석 as bands."""
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from diagnostics import labels
from diagnostics.figures import FAMILY_COLOURS, QUIET, Figure, laid_out, wrapped
from diagnostics.planning.weeks import feasts
from diagnostics.texts import Texts

DAY = 86_400_000
"""Milliseconds, in which the axis counts lengths."""


def dated_timeline(rows: Sequence[Mapping[str, Any]], t: Texts) -> Figure:
    """`rows` as `diagnostics.planning.timeline` gives them, with dates."""
    shown = sorted(rows, key=lambda r: (r["start_date"], r["end_date"], r["treatment"]))
    names = [wrapped(t.say(r["title"])) for r in shown]
    figure = go.Figure()
    # One trace per line of the package: its name does not fit into a bar of one week, so it stands below, with its colour.
    for family in dict.fromkeys(r["family"] for r in shown):
        mine = [(r, name) for r, name in zip(shown, names, strict=True) if r["family"] == family]
        figure.add_bar(
            name=labels.name("family", family, t), orientation="h", marker_color=FAMILY_COLOURS.get(family, QUIET),
            base=[r["start_date"] for r, _name in mine], x=[_length(r) for r, _name in mine], y=[name for _row, name in mine],
            hovertext=[span(r, t) for r, _name in mine], hoverinfo="y+text")
    first, last = date.fromisoformat(shown[0]["start_date"]), date.fromisoformat(max(r["end_date"] for r in shown))
    title = t("All done by {day:date}", day=last)
    laid_out(figure, title, len(shown) + 1, "dated", names=names)
    for begin, end in feasts(first.year, last.year):
        if begin <= last and end >= first:
            figure.add_vrect(x0=begin.isoformat(), x1=(end + timedelta(days=1)).isoformat(), fillcolor=QUIET, opacity=0.3,
                             line_width=0, annotation_text=t("설") if begin.month < 6 else t("추석"), annotation_position="top")
    figure.update_layout(barmode="overlay", showlegend=True, legend={
        "orientation": "h", "x": 0, "xanchor": "left", "xref": "container", "y": 0, "yanchor": "bottom", "yref": "container",
        "itemclick": False, "itemdoubleclick": False}, margin_b=90)
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names)
    figure.update_xaxes(type="date", tickformat="%-m/%-d", nticks=6,
                        range=[first.isoformat(), (last + timedelta(days=2)).isoformat()])
    return Figure(figure, f"{title}. " + "; ".join(f"{t.say(r['title'])}: {span(r, t)}" for r in shown))


def _length(row: Mapping[str, Any]) -> int:
    return ((date.fromisoformat(row["end_date"]) - date.fromisoformat(row["start_date"])).days + 1) * DAY


def span(row: Mapping[str, Any], t: Texts) -> str:
    """From which day to which."""
    if row["start_date"] == row["end_date"]:
        return t("{day:date}", day=row["start_date"])
    return t("{first:date} to {last:date}", first=row["start_date"], last=row["end_date"])
