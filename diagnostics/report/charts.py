"""Charts of the report as inline SVG: bars below each other on one axis, readable on white and on dark, no script."""

from collections.abc import Callable
from html import escape as _escape

from diagnostics.report.model import Bar, Chart
from diagnostics.report.plain import clean

WIDTH, ROW, TOP, RIGHT = 480, 44, 4, 78
LETTERS = 30
"""How many letters of a label fit above its bar, a Korean syllable counted as one."""


def escape(text: str) -> str:
    """Text for SVG: without what cannot be shown, its marks escaped."""
    return _escape(clean(text))


def svg(chart: Chart) -> str:
    """The chart as an SVG element with a role and a description for screen readers; drawn narrow, so that a phone can show it."""
    bottom = TOP + ROW * len(chart.bars)
    span = (chart.most - chart.least) or 1.0

    def x(value: float) -> float:
        return (WIDTH - RIGHT) * (min(max(value, chart.least), chart.most) - chart.least) / span

    parts = [f'<svg viewBox="0 0 {WIDTH} {bottom + 22}" role="img" aria-label="{escape(chart.alt)}">']
    for value, label in chart.ticks:
        anchor = "start" if value == chart.least else "middle"
        parts.append(f'<line class="grid" x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{TOP}" y2="{bottom}"/>')
        parts.append(f'<text class="tick" x="{x(value):.1f}" y="{bottom + 16}" text-anchor="{anchor}">{escape(label)}</text>')
    if chart.unit:
        parts.append(f'<text class="tick" x="{WIDTH}" y="{bottom + 16}" text-anchor="end">{escape(chart.unit)}</text>')
    parts += [_bar(bar, TOP + ROW * i, x) for i, bar in enumerate(chart.bars)]
    return "".join(parts) + "</svg>"


def _bar(bar: Bar, y: float, x: Callable[[float], float]) -> str:
    """The label, below it the bar with its range, and the number at its end."""
    left, right = x(min(bar.start, bar.end)), x(max(bar.start, bar.end))
    middle, width = y + 29, max(right - left, 1.5)
    parts = [
        f'<text class="label" x="0" y="{y + 15}">{escape(shortened(bar.label))}</text>',
        f'<rect class="bar {escape(bar.tone)}" x="{left:.1f}" y="{y + 21}" width="{width:.1f}" height="16" rx="3"/>',
    ]
    end = right
    if bar.low is not None and bar.high is not None and bar.high - bar.low > 0.5:
        low, high = x(bar.low), x(bar.high)
        end = max(end, high)
        ends = f"M{low:.1f} {middle - 5}v10M{high:.1f} {middle - 5}v10"
        parts.append(f'<path class="range" d="M{low:.1f} {middle}H{high:.1f}{ends}"/>')
    parts.append(f'<text class="value" x="{end + 7:.1f}" y="{middle + 5}">{escape(bar.text)}</text>')
    return "".join(parts)


def shortened(text: str) -> str:
    """`text`, or as much of it as fits above a bar, with an ellipsis."""
    if _width(text) <= LETTERS:
        return text
    while _width(text) > LETTERS - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _width(text: str) -> float:
    return sum(1.0 if ord(c) > 0x1100 else 0.55 for c in text)
