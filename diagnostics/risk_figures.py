"""Charts of the forecasts' card: what was said against what happened, by size of the forecast and by month."""
from collections.abc import Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go

from data.text import _
from diagnostics.figures import BAD, GOOD, LINE, QUIET, Figure, laid_out
from diagnostics.texts import Texts

ROWS = 5
"""Height of both charts, in rows of a bar chart."""


def reliability(check: Mapping[str, Any], t: Texts) -> Figure:
    """Groups of past forecasts: what was said (across) against what happened (up), with 95 % intervals; on the line both
    agree."""
    bins = check["bins"]
    said, happened = [100 * b["forecast"] for b in bins], [100 * b["happened"] for b in bins]
    top = min(100.0, max([*said, *(100 * b["high"] for b in bins)]) * 1.05)
    figure = go.Figure(go.Scatter(x=[0, top], y=[0, top], mode="lines", line={"color": LINE, "dash": "dot", "width": 1.5},
                                  hoverinfo="skip"))
    figure.add_scatter(
        x=said, y=happened, mode="markers", cliponaxis=False, marker={"color": GOOD, "size": 10},
        error_y={"type": "data", "symmetric": False, "color": QUIET, "thickness": 1.5, "width": 4,
                 "array": [100 * b["high"] - h for b, h in zip(bins, happened, strict=True)],
                 "arrayminus": [h - 100 * b["low"] for b, h in zip(bins, happened, strict=True)]},
        hovertext=[_pair(b, t) for b in bins], hoverinfo="text")
    last = bins[-1]
    title = t(_("Where {said:percent} was said, it happened in {happened:percent} (n={n:number})"),
              said=round(last["forecast"], 2), happened=round(last["happened"], 2), n=last["n"])
    laid_out(figure, title, ROWS, f"reliability {title}", unit=t(_("% said")))
    figure.update_yaxes(title=t(_("% happened")), range=[0, top], nticks=5)
    figure.update_xaxes(range=[0, top], nticks=6)
    return Figure(figure, f"{title}. " + "; ".join(_pair(b, t) for b in bins))


def _pair(group: Mapping[str, Any], t: Texts) -> str:
    return t(_("{said:percent} said, {happened:percent} happened (n={n:number})"), said=round(group["forecast"], 2),
             happened=round(group["happened"], 2), n=group["n"])


def months(check: Mapping[str, Any], t: Texts) -> Figure:
    """What was said on average and what happened, at each past day that was judged."""
    rows = check["months"][::-1]
    ends = [rows[0]["day"], rows[-1]["day"]] if len(rows) > 1 else [rows[0]["day"]]
    worst = max(rows, key=lambda r: abs(r["base_rate"] - r["forecast"]))
    lines = {t(_("said")): ("forecast", QUIET, "dot"), t(_("happened")): ("base_rate", BAD, "solid")}
    figure = go.Figure()
    above = rows[-1]["forecast"] >= rows[-1]["base_rate"]
    for name, (column, colour, dash) in lines.items():
        # The name stands at the end of its line, the upper one above it: a legend would have to be looked up.
        place = "top left" if (column == "forecast") == above else "bottom left"
        figure.add_scatter(x=[r["day"] for r in rows], y=[100 * r[column] for r in rows], mode="lines+markers+text", name=name,
                           line={"color": colour, "dash": dash}, text=[""] * (len(rows) - 1) + [name], textposition=place,
                           cliponaxis=False, hovertext=[_month(r, t) for r in rows], hoverinfo="text")
    title = t(_("The largest gap was {gap:number} points, on {day:date}"),
              gap=100 * abs(worst["base_rate"] - worst["forecast"]), day=date.fromisoformat(worst["day"]))
    laid_out(figure, title, ROWS, f"months {title}", unit=t(_("day of the forecast")))
    top = 100 * max(max(r["forecast"], r["base_rate"]) for r in rows)
    figure.update_yaxes(title=t(_("% of the shops")), range=[0, min(100, 1.35 * top)], nticks=4)
    # The first and the last day alone: more would be turned on their side on a phone. The others are told when pointed at.
    figure.update_xaxes(type="category", tickvals=ends, ticktext=[t("{day:date}", day=date.fromisoformat(d)) for d in ends],
                        tickangle=0, range=[-0.7, len(rows) - 0.3])
    return Figure(figure, f"{title}. " + "; ".join(_month(r, t) for r in rows))


def _month(row: Mapping[str, Any], t: Texts) -> str:
    return t(_("{day:date}: {said:percent} said, {happened:percent} happened (n={n:number})"), day=date.fromisoformat(row["day"]),
             said=round(row["forecast"], 2), happened=round(row["base_rate"], 2), n=row["n"])
