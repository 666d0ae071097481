"""When the money of a month's sales comes: a line per channel that climbs with each payout."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from diagnostics.figures import BAD, GOOD, MILD, Figure, laid_out
from diagnostics.texts import Texts

COLOURS = (GOOD, BAD, MILD)


def money_comes(calendars: Sequence[tuple[str, Mapping[str, Any]]], t: Texts) -> Figure:
    """Up to three channels, each a name and its calendar (see `payout_calendar.calendar_json`) with at least one payout."""
    figure = go.Figure()
    said = []
    first = date.fromisoformat(calendars[0][1]["sales_from"])
    for (name, seen), colour in zip(calendars, COLOURS, strict=False):
        days, sums, total = [first], [0], 0
        for payout in seen["payouts"]:
            total += payout["won"]
            if date.fromisoformat(payout["day"]) == days[-1]:
                sums[-1] = total
            else:
                days.append(date.fromisoformat(payout["day"]))
                sums.append(total)
        figure.add_scatter(
            x=days,
            y=sums,
            mode="lines+markers+text",
            line={"shape": "hv", "color": colour, "width": 3},
            marker={"size": 6, "color": colour},
            text=[""] * (len(days) - 1) + [name],
            textposition="top left",
            textfont={"color": colour, "size": 14},
            cliponaxis=False,
            hovertemplate="%{x|%Y-%m-%d}: %{y:,.0f}<extra></extra>",
        )
        said.append(
            t(
                "{channel}: first money on {first:date}, all of {total:won} by {last:date}",
                channel=name,
                first=seen["first_day"],
                last=seen["last_day"],
                total=total,
            )
        )
    slow = max(calendars, key=lambda c: c[1]["last_day"])
    title = t("{channel}: the last money of the month's sales comes on {day:date}", channel=slow[0], day=slow[1]["last_day"])
    laid_out(figure, title, 5, "money-comes")
    top = max(sum(p["won"] for p in seen["payouts"]) for _name, seen in calendars)
    figure.update_yaxes(title=t("won received"), tickformat=",.0f", nticks=4, range=[0, top * 1.2])
    figure.update_xaxes(tickformat="%m-%d", nticks=5)
    return Figure(figure, f"{title}. {'; '.join(said)}")
