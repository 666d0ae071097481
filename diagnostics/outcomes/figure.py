"""The figure of a study: how far treated shops lay from those like them, month by month around the start."""
from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go

from data.text import _
from diagnostics.figures import GOOD, QUIET, Figure, laid_out
from diagnostics.outcomes import words
from diagnostics.texts import Texts

SURE = {"sells": _("After the start, months with a sale differ by {points:decimal} points"),
        "log_sales": _("After the start, sales of a typical shop differ by {points:decimal} %")}
UNSURE = _("After the start, no difference beyond chance")
UNITS = {"sells": _("points, against shops like them"), "log_sales": _("% of sales, against shops like them")}


def _in_points(share: float) -> float:
    return 100 * share


def events(study: Mapping[str, Any], t: Texts) -> Figure:
    """Points of difference in months with a sale (in percent of sales where all sold in every month), with 95 % intervals; the
    months after are drawn full, those before hollow."""
    rows, name = study["events"], words.spoken(study)
    number = study["outcomes"][name]
    shown: Callable[[float], float] = words.in_percent if name == "log_sales" else _in_points
    title = t(SURE[name], points=round(shown(number["effect"]), 1)) if number["significant"] else t(UNSURE)
    values = [shown(row[name]["effect"]) for row in rows]
    figure = go.Figure(go.Scatter(
        x=[row["period"] for row in rows], y=values, mode="markers",
        marker={"color": [GOOD if row["used"] == "after" else QUIET for row in rows], "size": 10,
                "symbol": ["circle" if row["used"] == "after" else "circle-open" for row in rows]},
        error_y={"type": "data", "symmetric": False, "color": QUIET, "thickness": 1.5,
                 "array": [shown(row[name]["high"]) - v for row, v in zip(rows, values, strict=True)],
                 "arrayminus": [v - shown(row[name]["low"]) for row, v in zip(rows, values, strict=True)]},
        hovertemplate="%{x}: %{y:.1f}<extra></extra>"))
    laid_out(figure, title, 6, str(study["id"]), unit=t("months since it ended"))
    figure.add_hline(y=0, line={"color": QUIET, "width": 1})
    figure.add_vline(x=-0.5, line={"color": QUIET, "width": 1, "dash": "dot"})
    figure.update_yaxes(title=t(UNITS[name]))
    return Figure(figure, t("{title}. {n:number} treated shops, {months:number} months before and {after:number} after.",
                            title=title, n=study["n"], months=sum(row["period"] < 0 for row in rows),
                            after=sum(row["period"] >= 0 for row in rows)))
