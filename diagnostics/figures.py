"""Plotly figures from plain values: a title that says the finding, an axis with its unit, labels on the marks.

Each returns a `Figure`: what to draw and, for those who cannot see it, the takeaway in words. Colours are middle tones that
hold on white and on dark; the page's theme draws text and grid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

import plotly.graph_objects as go

from diagnostics import labels
from diagnostics.texts import Texts

GOOD, MILD, BAD, QUIET, LINE = "#14807a", "#3f7fc1", "#c8681a", "#8a9996", "#84928f"
LOSS = "#c0392b"
"""Red is kept for the law and for losing money."""
FAMILY_COLOURS = {"detail_page": GOOD, "branding": "#7a5aa6", "packaging": BAD, "platform": MILD}


@dataclass(frozen=True)
class Figure:
    """A chart and its takeaway in words, which stands as its text alternative."""

    figure: go.Figure
    alt: str


def laid_out(figure: go.Figure, title: str, rows: int, revision: str, *, unit: str = "", names: Sequence[str] = ()) -> go.Figure:
    """The same quiet frame for all: room for the title, no legend, no zooming by accident on a phone.

    `names` are the labels beside the bars, ready `wrapped`: the longest decides how high a row is.
    """
    heading = wrapped(title, 36)
    row = max(44, 10 + 17 * max((_lines(name) for name in names), default=1))
    figure.update_layout(
        title={"text": heading, "x": 0, "xanchor": "left", "y": 1, "yanchor": "top",
               "pad": {"t": 8 + 14 * (_lines(heading) - 1)}, "font": {"size": 16}},
        height=70 + 20 * _lines(heading) + row * max(rows, 2),
        margin={"l": 8, "r": 16, "t": 20 + 22 * _lines(heading), "b": 40},
        showlegend=False,
        dragmode=False,
        uirevision=revision,
        xaxis={"title": unit, "fixedrange": True, "automargin": True},
        yaxis={"fixedrange": True, "automargin": True},
        bargap=0.35,
    )
    return figure


def _lines(text: str) -> int:
    return text.count("<br>") + 1


def _width(text: str) -> int:
    """How wide a text is in half letters: those of Korean are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, width: int = 24) -> str:
    """`text` in lines of `width` half letters, so that they fit beside a bar on a phone. Marks of HTML are put out of action."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    lines, line = [], ""
    for word in plain.split():
        if line and _width(line) + _width(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])


def dimensions(rows: Sequence[Mapping[str, Any]], t: Texts) -> Figure:
    """Scores of the dimensions as bars with their ranges; `rows` as `overview()["dimensions"]`."""
    shown = [r for r in rows if r["coverage"] is not None][::-1]
    scores = [r["score"] if r["score"] is not None else 0.0 for r in shown]
    texts = [r["score_text"] for r in shown]
    names = [wrapped(r["name"]) for r in shown]
    figure = go.Figure(
        go.Bar(
            x=scores,
            y=names,
            orientation="h",
            text=texts,
            textposition="inside",
            insidetextanchor="start",
            textangle=0,
            marker_color=[
                QUIET if r["score"] is None else GOOD if r["score"] >= 75 else MILD if r["score"] >= 50 else BAD for r in shown
            ],
            error_x={
                "type": "data",
                "symmetric": False,
                "color": LINE,
                "thickness": 1.5,
                "width": 5,
                "array": [max(0.0, (r["high"] or 0) - s) for r, s in zip(shown, scores, strict=True)],
                "arrayminus": [max(0.0, s - (r["low"] or 0)) for r, s in zip(shown, scores, strict=True)],
            },
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    known = [r for r in rows if r["score"] is not None]
    if known:
        weak, strong = min(known, key=lambda r: r["score"]), max(known, key=lambda r: r["score"])
        title = (
            t("{name}: weakest, with {score:number} points", name=weak["name"], score=weak["score"])
            if weak is not strong
            else t("{name}: {score:number} points", name=weak["name"], score=weak["score"])
        )
    else:
        title = t("Nothing could be scored yet")
    laid_out(figure, title, len(shown), "dimensions", unit=t("points of 100"), names=names)
    figure.update_xaxes(range=[0, 104])
    said = "; ".join(f"{r['name']} {r['score_text']}" for r in rows if r["coverage"] is not None)
    return Figure(figure, f"{title}. {said}")


def waterfall(rows: Sequence[Mapping[str, Any]], t: Texts) -> Figure:
    """From 100 down to the score; `rows` as `overview.waterfall()`."""
    names = [t("Full marks"), *[r["name"] for r in rows]]
    steps = [100.0, *[r["shown"] for r in rows[:-1]], rows[-1]["shown"]]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=[wrapped(n) for n in names],
            x=steps,
            measure=["absolute", *["relative"] * (len(rows) - 1), "total"],
            text=[f"{s:+.1f}" if 0 < i < len(steps) - 1 else f"{s:.1f}" for i, s in enumerate(steps)],
            textposition="auto",
            cliponaxis=False,
            connector={"line": {"color": QUIET, "width": 1}},
            decreasing={"marker": {"color": BAD}},
            increasing={"marker": {"color": GOOD}},
            totals={"marker": {"color": GOOD}},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    worst = min(rows[:-1], key=lambda r: r["points"], default=None)
    title = (
        t("Most points are lost in: {name} ({points:decimal})", name=worst["name"], points=-worst["shown"])
        if worst
        else t("Full marks")
    )
    laid_out(figure, title, len(names), "waterfall", unit=t("points"), names=[wrapped(n) for n in names])
    figure.update_yaxes(autorange="reversed")
    said = "; ".join(f"{n} {s:+.1f}" for n, s in zip(names, steps, strict=True))
    return Figure(figure, f"{title}. {said}")


def money_waterfall(lines: Sequence[Mapping[str, Any]], total: float, title: str, t: Texts) -> Figure:
    """From the price to what stays; `lines` are {"label": text, "amount": won, negative where it is taken away}."""
    names, amounts = [x["label"] for x in lines], [float(x["amount"]) for x in lines]
    # The amount stands with the name: beside a short bar it would run into it. By place, as two lines may have the same name.
    beside = [f"{wrapped(n)}<br><b>{t.value(a, 'won')}</b>"
              for n, a in zip([*names, t("What stays")], [*amounts, total], strict=True)]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=list(range(len(beside))),
            x=[*amounts, total],
            measure=["relative"] * len(lines) + ["total"],
            connector={"line": {"color": QUIET, "width": 1}},
            decreasing={"marker": {"color": QUIET}},
            increasing={"marker": {"color": GOOD}},
            totals={"marker": {"color": GOOD if total >= 0 else LOSS}},
            hovertext=beside,
            hoverinfo="text",
        )
    )
    laid_out(figure, title, len(beside), "money", unit=t("won per order"), names=beside)
    figure.update_yaxes(autorange="reversed", tickvals=list(range(len(beside))), ticktext=beside)
    figure.update_xaxes(tickformat=",.0f", nticks=3)
    said = "; ".join(t("{name}: {a:won}", name=n, a=a) for n, a in zip(names, amounts, strict=True))
    return Figure(figure, f"{title}. {said}. {t('{name}: {a:won}', name=t('What stays'), a=total)}")


def timeline(rows: Sequence[Mapping[str, Any]], t: Texts) -> Figure:
    """A plan by weeks; `rows` are {"title", "family", "start_week", "end_week"}, the first week is 1, the end is not included."""
    shown = sorted(rows, key=lambda r: (r["start_week"], r["end_week"], r["title"]))
    names = [wrapped(r["title"]) for r in shown]
    figure = go.Figure()
    # One trace per line of the package: its name does not fit into a bar of one week, so it stands below, with its colour.
    for family in dict.fromkeys(r["family"] for r in shown):
        mine = [(r, name) for r, name in zip(shown, names, strict=True) if r["family"] == family]
        figure.add_bar(
            name=labels.name("family", family, t),
            base=[r["start_week"] - 0.5 for r, _name in mine],
            x=[r["end_week"] - r["start_week"] for r, _name in mine],
            y=[name for _row, name in mine],
            orientation="h",
            marker_color=FAMILY_COLOURS.get(family, QUIET),
            hovertext=[_weeks(r, t) for r, _name in mine],
            hoverinfo="y+text",
        )
    last = max((r["end_week"] - 1 for r in shown), default=1)
    title = t.many("The package takes {n} week", "The package takes {n} weeks", last)
    laid_out(figure, title, len(shown) + 1, "timeline", unit=t("week"), names=names)
    figure.update_layout(barmode="overlay", showlegend=True, legend={
        "orientation": "h", "x": 0, "xanchor": "left", "xref": "container", "y": 0, "yanchor": "bottom", "yref": "container",
        "itemclick": False, "itemdoubleclick": False}, margin_b=80)
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names)
    figure.update_xaxes(range=[0.5, last + 0.5], dtick=1 if last <= 12 else 2, tick0=1)
    return Figure(figure, f"{title}. " + "; ".join(f"{r['title']}: {_weeks(r, t)}" for r in shown))


def _weeks(row: Mapping[str, Any], t: Texts) -> str:
    first, last = row["start_week"], row["end_week"] - 1
    return t("week {first}", first=first) if first >= last else t("weeks {first} to {last}", first=first, last=last)
