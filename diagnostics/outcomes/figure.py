"""The figure of a study: how far treated shops lay from those like them, month by month around the start."""
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from data.text import _
from diagnostics.figures import GOOD, QUIET, Figure, laid_out
from diagnostics.texts import Texts

TITLES = {True: _("After the start, months with a sale differ by {points:decimal} points"),
          False: _("After the start, no difference beyond chance")}


def events(study: Mapping[str, Any], t: Texts) -> Figure:
    """Points of difference in months with a sale, with 95 % intervals; the months after are drawn full, those before hollow."""
    rows = study["events"]
    number = study["outcomes"]["sells"]
    title = t(TITLES[bool(number["significant"])], points=round(100 * number["effect"], 1))
    values = [100 * row["sells"]["effect"] for row in rows]
    figure = go.Figure(go.Scatter(
        x=[row["period"] for row in rows], y=values, mode="markers",
        marker={"color": [GOOD if row["used"] == "after" else QUIET for row in rows], "size": 10,
                "symbol": ["circle" if row["used"] == "after" else "circle-open" for row in rows]},
        error_y={"type": "data", "symmetric": False, "color": QUIET, "thickness": 1.5,
                 "array": [100 * row["sells"]["high"] - v for row, v in zip(rows, values, strict=True)],
                 "arrayminus": [v - 100 * row["sells"]["low"] for row, v in zip(rows, values, strict=True)]},
        hovertemplate="%{x}: %{y:.1f}<extra></extra>"))
    laid_out(figure, title, 6, str(study["id"]), unit=t("months from the first month after the treatment"))
    figure.add_hline(y=0, line={"color": QUIET, "width": 1})
    figure.add_vline(x=-0.5, line={"color": QUIET, "width": 1, "dash": "dot"})
    figure.update_yaxes(title=t("points, against shops like them"))
    return Figure(figure, t("{title}. {n:number} treated shops, {months:number} months before and {after:number} after.",
                            title=title, n=study["n"], months=sum(row["period"] < 0 for row in rows),
                            after=sum(row["period"] >= 0 for row in rows)))
