"""Figures of a cohort: a distribution, and shares as lying bars."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from diagnostics.figures import BAD, GOOD, Figure, laid_out, wrapped
from diagnostics.texts import Texts


def histogram(bins: Sequence[Mapping[str, Any]], title: str, unit: str, people: str, t: Texts) -> Figure:
    """A distribution; `bins` are {"label", "n"}, n None where it is too small to be shown."""
    figure = go.Figure(
        go.Bar(
            x=[b["label"] for b in bins],
            y=[b["n"] or 0 for b in bins],
            marker_color=GOOD,
            text=["" if b["n"] is None else t.value(b["n"], "count") for b in bins],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}: %{y}<extra></extra>",
        )
    )
    laid_out(figure, title, 5, title, unit=unit)
    figure.update_yaxes(title=people, rangemode="tozero")
    figure.update_xaxes(type="category")
    said = "; ".join(f"{b['label']}: {t('too few to show') if b['n'] is None else b['n']}" for b in bins)
    return Figure(figure, f"{title}. {said}")


def bars(rows: Sequence[Mapping[str, Any]], title: str, unit: str, t: Texts, *, colour: str = BAD) -> Figure:
    """Shares as lying bars, the largest on top; `rows` are {"label", "share" 0..1, "n"}."""
    names = [wrapped(r["label"]) for r in rows]
    figure = go.Figure(
        go.Bar(
            x=[100 * r["share"] for r in rows],
            y=names,
            orientation="h",
            marker_color=colour,
            text=[t("{share:percent} (n={n:number})", share=r["share"], n=r["n"]) for r in rows],
            textposition="auto",
            textangle=0,
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    laid_out(figure, title, len(rows), title, unit=unit, names=names)
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, 100])
    return Figure(figure, f"{title}. " + "; ".join(t("{name}: {share:percent}", name=r["label"], share=r["share"]) for r in rows))
