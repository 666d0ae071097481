"""Charts of the report as inline SVG: bars below each other on one axis, readable on white and on dark, no script."""

from collections.abc import Callable
from html import escape

from diagnostics.report.model import Bar, Chart

WIDTH, LABEL, ROW, TOP, RIGHT = 720, 190, 34, 10, 84
LINE = 15
"""Letters of a label that fit on one line, counting a Korean syllable as one."""


def svg(chart: Chart) -> str:
    """The chart as an SVG element with a role, a name and a description for screen readers."""
    height = TOP + ROW * len(chart.bars) + 34
    span = (chart.most - chart.least) or 1.0

    def x(value: float) -> float:
        return LABEL + (WIDTH - LABEL - RIGHT) * (min(max(value, chart.least), chart.most) - chart.least) / span

    parts = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(chart.alt)}" xmlns="http://www.w3.org/2000/svg">'
    ]
    bottom = TOP + ROW * len(chart.bars)
    for value, label in chart.ticks:
        parts.append(
            f'<line class="grid" x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{TOP}" y2="{bottom}"/>'
            f'<text class="tick" x="{x(value):.1f}" y="{bottom + 16}" text-anchor="middle">{escape(label)}</text>'
        )
    if chart.unit:
        parts.append(f'<text class="tick" x="{WIDTH - RIGHT + 12}" y="{bottom + 16}">{escape(chart.unit)}</text>')
    for i, bar in enumerate(chart.bars):
        parts.append(_bar(bar, TOP + ROW * i, x))
    return "".join(parts) + "</svg>"


def _bar(bar: Bar, y: float, x: Callable[[float], float]) -> str:
    left, right = x(min(bar.start, bar.end)), x(max(bar.start, bar.end))
    middle, width = y + ROW / 2, max(right - left, 1.5)
    parts = [
        _label(bar.label, middle),
        f'<rect class="bar {escape(bar.tone)}" x="{left:.1f}" y="{y + 7}" width="{width:.1f}" height="{ROW - 14}" rx="3"/>',
    ]
    end = right
    if bar.low is not None and bar.high is not None and bar.high - bar.low > 0.5:
        low, high = x(bar.low), x(bar.high)
        end = max(end, high)
        ends = f"M{low:.1f} {middle - 5}v10M{high:.1f} {middle - 5}v10"
        parts.append(f'<path class="range" d="M{low:.1f} {middle}H{high:.1f}{ends}"/>')
    parts.append(f'<text class="value" x="{end + 7:.1f}" y="{middle + 4.5}">{escape(bar.text)}</text>')
    return "".join(parts)


def _label(text: str, middle: float) -> str:
    """The label at the left, on two lines where one is too short."""
    lines = wrap(text)
    start = middle + 4.5 - 7 * (len(lines) - 1)
    return "".join(
        f'<text class="label" x="{LABEL - 10}" y="{start + 14 * i:.1f}" text-anchor="end">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def wrap(text: str, lines: int = 2) -> list[str]:
    """`text` on at most two lines; what does not fit ends with an ellipsis."""
    found: list[str] = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".strip()
        if _width(joined) <= LINE or not found[-1]:
            found[-1] = joined
        else:
            found.append(word)
    shown = found[:lines]
    if len(found) > lines or _width(shown[-1]) > LINE * 1.4:
        shown[-1] = _cut(shown[-1], LINE - 1) + "…"
    return shown


def _width(text: str) -> float:
    return sum(1.0 if ord(c) > 0x1100 else 0.55 for c in text)


def _cut(text: str, width: float) -> str:
    while _width(text) > width:
        text = text[:-1]
    return text
