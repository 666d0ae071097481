"""Charts that explain a score: the steps down from 100, the three axes, a finding on its scale, two days side by side.

Labels stand above their bars, so that sentences fit on a phone; numbers stand beside the marks.
"""
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from data.text import _
from diagnostics.figures import BAD, GOOD, LINE, MILD, QUIET, Figure, wrapped
from diagnostics.texts import Texts

TONES = {"good": GOOD, "mild": MILD, "bad": BAD, "quiet": QUIET}
OUTCOMES = {"pass": GOOD, "warn": MILD, "fail": BAD}
BARS = 12
"""Findings that stand alone in the chart; the rest is one bar."""
INK = "#ffffff"
"""Of marks that lie on a coloured ground: those grounds are as dark in light mode as in dark."""
ROW, LETTERS = 54, 46
"""Pixels of a row; half letters of a label on a phone."""


def framed(figure: go.Figure, labels: Sequence[str], title: str, revision: str, *, most: float = 100,
           unit: str = "") -> go.Figure:
    """Rows below each other, each with its label above the bar, one axis from 0 to `most` below them."""
    heading = wrapped(title, 40)
    lines = heading.count("<br>") + 1
    for place, label in enumerate(labels):
        figure.add_annotation(x=0, y=place - 0.36, text=_short(label), showarrow=False, xanchor="left", yanchor="middle",
                              align="left", font={"size": 13})
    top = 18 + 22 * lines
    figure.update_layout(
        title={"text": heading, "x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "pad": {"t": 8 + 14 * (lines - 1)},
               "font": {"size": 16}}, showlegend=False, dragmode=False,
        height=top + (52 if unit else 34) + ROW * max(len(labels), 1), margin={"l": 4, "r": 8, "t": top, "b": 48 if unit else 28},
        uirevision=revision, barmode="overlay",
        xaxis={"fixedrange": True, "range": [0, most * 1.12], "title": unit, "zeroline": False,
               "tickvals": [0, most / 4, most / 2, 3 * most / 4, most]},
        yaxis={"fixedrange": True, "range": [len(labels) - 0.4, -0.65], "showticklabels": False, "showgrid": False,
               "zeroline": False})
    return figure


def _short(label: str) -> str:
    line = wrapped(label, LETTERS).split("<br>")
    return line[0] + ("…" if len(line) > 1 else "")


def steps(rows: Sequence[Mapping[str, Any]], summary: Mapping[str, Any], t: Texts, *, by_finding: bool) -> Figure:
    """From 100 down to the score, by area or by finding; `rows` as `overview.waterfall()`. What missing data leaves open stands
    as a range around the score."""
    areas, last = rows[:-1], rows[-1]
    parts = [(r["name"], r["shown"]) for r in areas if r["shown"]]
    if by_finding:
        every = sorted(((c["name"], c["shown"]) for r in areas for c in r["checks"] if c["shown"]), key=lambda p: p[1])
        parts = every[:BARS]
        if every[BARS:]:
            rest = sum(round(10 * p) for _name, p in every[BARS:]) / 10
            parts.append((t(_("{n:number} more findings"), n=len(every[BARS:])), rest))
    names = [t(_("Full marks")), *(n for n, _p in parts), last["name"]]
    starts, widths, texts, colours = [0.0], [100.0], ["100"], [QUIET]
    top = 100.0
    for _name, shown in parts:
        top += shown
        starts.append(top)
        widths.append(-shown)
        texts.append(f"−{-shown:.1f}")
        colours.append(BAD)
    figure = go.Figure(go.Bar(
        orientation="h", y=list(range(len(names))), base=[*starts, 0.0], x=[*widths, last["shown"]], width=0.38, offset=-0.12,
        text=[*texts, f"{last['shown']:.1f}"], textposition="outside", cliponaxis=False,
        marker_color=[*colours, GOOD], hovertext=[f"{n}: {x}" for n, x in zip(names, [*texts, ""], strict=False)],
        hoverinfo="text"))
    low, high = summary["low"], summary["high"]
    if low is not None and high is not None and high - low >= 1:
        place = len(names)
        names.append(t(_("With all data: {low:number} to {high:number}"), low=low, high=high))
        figure.add_bar(orientation="h", y=[place], base=[low], x=[high - low], width=0.38, offset=-0.12,
                       marker={"color": "rgba(0,0,0,0)", "line": {"color": LINE, "width": 2},
                               "pattern": {"shape": "/", "fgcolor": LINE}}, hoverinfo="skip")
    worst = min(parts, key=lambda p: p[1], default=None)
    title = t(_("{name} costs most: {points:decimal} points"), name=worst[0], points=-worst[1]) if worst else t(_("Full marks"))
    framed(figure, names, title, f"steps{by_finding}", unit=t(_("points")))
    said = "; ".join(f"{n} {x}" for n, x in zip(names, [*texts, f"{last['shown']:.1f}"], strict=False))
    return Figure(figure, f"{title}. {said}")


def three_axes(found: Sequence[Mapping[str, Any]], t: Texts) -> Figure:
    """Activity, trend and service, each with its word and its range; `found` as `axes.axes()`."""
    names = [t(_("{axis}: {word}"), axis=a["title"], word=a["word"]) for a in found]
    figure = go.Figure()
    places = range(len(found))
    figure.add_bar(orientation="h", y=list(places), x=[100] * len(found), width=0.3, offset=-0.08, marker_color=QUIET,
                   opacity=0.18, hoverinfo="skip")
    figure.add_bar(
        orientation="h", y=list(places), x=[a["score"] or 0 for a in found], width=0.3, offset=-0.08,
        marker_color=[TONES[a["tone"]] for a in found], hovertext=[f"{n}. {a['sentence'] or ''}" for n, a in
                                                                    zip(names, found, strict=True)], hoverinfo="text")
    for place, a in zip(places, found, strict=True):
        if a["low"] is not None and a["high"] - a["low"] >= 1:
            figure.add_scatter(x=[a["low"], a["high"]], y=[place + 0.07] * 2, mode="lines+markers", hoverinfo="skip",
                               line={"color": LINE, "width": 2}, marker={"symbol": "line-ns-open", "size": 9, "color": LINE})
    known = [a for a in found if a["score"] is not None]
    weak = min(known, key=lambda a: a["score"], default=None)
    title = t(_("{axis}: {word}"), axis=weak["title"], word=weak["word"]) if weak else t(_("Nothing could be scored yet"))
    framed(figure, names, title, "axes")
    return Figure(figure, "; ".join(f"{n} ({a['sentence'] or '–'})" for n, a in zip(names, found, strict=True)))


def scale(found: Mapping[str, Any], headline: str, t: Texts) -> Figure:
    """One value between the limits of its check; `found` as `scale.scale()`."""
    figure = go.Figure()
    words = {"fail": t(_("Mend this first")), "warn": t(_("Could be better")), "pass": t(_("Good"))}
    for zone in found["zones"]:
        figure.add_bar(orientation="h", y=[0], base=[zone["from"]], x=[zone["to"] - zone["from"]], width=0.5,
                       marker_color=OUTCOMES[zone["outcome"]], hovertext=words[zone["outcome"]], hoverinfo="text")
    if found["low"] is not None and found["high"] is not None:
        figure.add_scatter(x=[found["low"], found["high"]], y=[0, 0], mode="lines+markers", hoverinfo="skip",
                           line={"color": INK, "width": 3}, marker={"symbol": "line-ns-open", "size": 14, "color": INK})
    if found["counted"] is not None:
        figure.add_scatter(x=[found["counted"]], y=[0], mode="markers", hoverinfo="skip",
                           marker={"symbol": "circle-open", "size": 13, "color": INK, "line": {"width": 2}})
    figure.add_scatter(x=[found["value"]], y=[0], mode="markers", hoverinfo="skip",
                       marker={"symbol": "diamond", "size": 15, "color": INK, "line": {"width": 2, "color": "#1d2625"}})
    span = found["most"] - found["least"]
    place = (found["value"] - found["least"]) / span if span else 0.5
    figure.add_annotation(x=found["value"], y=0.72, text=f"<b>{t(_('Here: {value}'), value=found['value_text'])}</b>",
                          showarrow=False, xanchor="left" if place < 0.2 else "right" if place > 0.8 else "center")
    ticks = _apart([(m["at"], m["text"]) for m in found["marks"] if found["least"] < m["at"] < found["most"]], span)
    figure.update_layout(
        height=104, margin={"l": 8, "r": 8, "t": 6, "b": 28}, showlegend=False, dragmode=False, barmode="overlay", bargap=0,
        xaxis={"fixedrange": True, "range": [found["least"] - span * 0.02, found["most"] + span * 0.02], "showgrid": False,
               "zeroline": False, "tickvals": [x for x, _text in ticks], "ticktext": [text for _x, text in ticks]},
        yaxis={"fixedrange": True, "visible": False, "range": [-0.35, 1.0]})
    return Figure(figure, f"{headline}. {found['sentence']}")


def _apart(marks: Sequence[tuple[float, str]], span: float) -> list[tuple[float, str]]:
    """Marks that do not run into each other: of two that stand too near, the second gives way to the first."""
    kept: list[tuple[float, str]] = []
    for at, text in marks:
        if not kept or (at - kept[-1][0]) / (span or 1) > 0.14:
            kept.append((at, text))
        else:
            kept[-1] = (kept[-1][0], f"{kept[-1][1]} · {text}")
    return kept


def dumbbell(rows: Sequence[Mapping[str, Any]], title: str, ends: tuple[str, str], t: Texts) -> Figure:
    """Two days side by side, area by area; `rows` [{name, from, to, tone, word}], the names of the days in `ends`."""
    names = [f"{r['name']} · {r['word']}" for r in rows]
    figure = go.Figure()
    for place, r in enumerate(rows):
        old, new, y = r["from"], r["to"], place + 0.08
        look = {"color": TONES[r["tone"]], "size": 13}
        rises = old is None or new is None or old <= new
        if old is not None and new is not None:
            figure.add_scatter(x=[old, new], y=[y, y], mode="lines", line={"color": look["color"], "width": 4}, hoverinfo="skip")
        if old is not None and (new is None or abs(new - old) >= 0.5):
            figure.add_scatter(**_dot(old, y, ends[0], rises, look | {"symbol": "circle-open", "line": {"width": 3}}))
        if new is not None:
            figure.add_scatter(**_dot(new, y, ends[1], not rises, look | {"symbol": "circle"}))
    framed(figure, names, title, "dumbbell", unit=t(_("points of 100")))
    figure.update_xaxes(range=[-7, 112])
    said = "; ".join(f"{r['name']}: {_whole(r['from'])} → {_whole(r['to'])} ({r['word']})" for r in rows)
    return Figure(figure, f"{title}. {said}")


def _dot(x: float, y: float, day: str, left: bool, look: Mapping[str, Any]) -> dict[str, Any]:
    """A circle with its number on the side where no line runs."""
    return {"x": [x], "y": [y], "mode": "markers+text", "hoverinfo": "text", "hovertext": day, "text": [_whole(x)],
            "textposition": "middle left" if left else "middle right", "cliponaxis": False, "marker": dict(look)}


def _whole(number: float | None) -> str:
    return "–" if number is None else f"{number:.0f}"
