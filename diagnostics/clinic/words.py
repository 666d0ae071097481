"""Where words seem to stand in a picture: small strokes of strong contrast, alike in height, one beside the other in a line.

This finds print and misses handwriting, ornate and very large letters; a row of buttons or windows may look like print.
"""
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

CONTRAST = 45
"""Grey levels by which a stroke differs from what surrounds it."""
SMALL, TALL = 0.012, 0.16
"""Height of a letter as a share of the picture's height."""
ENOUGH = 5
"""Letters that make a line of words."""
Box = tuple[slice, slice]


def lines_of_words(points: NDArray[np.int16], thing: Box | None) -> tuple[int, int]:
    """How many lines of words stand outside the product, and how many on it. Without a plain background there is no telling
    what is product: every line then counts as outside."""
    grey = points.mean(axis=2)
    outside = inside = 0
    for line in _lines(grey):
        rows = slice(min(b[0].start for b in line), max(b[0].stop for b in line))
        columns = slice(line[0][1].start, line[-1][1].stop)
        if thing is not None and _within(rows, thing[0]) and _within(columns, thing[1]):
            inside += 1
        else:
            outside += 1
    return outside, inside


def _within(part: slice, whole: slice) -> bool:
    return bool(part.start >= whole.start - 2 and part.stop <= whole.stop + 2)


def _lines(grey: NDArray[np.float64]) -> list[list[Box]]:
    """Lines of letters, dark on light and light on dark."""
    surround = ndimage.uniform_filter(grey, size=max(15, min(grey.shape) // 12))
    found = []
    for strokes in (grey < surround - CONTRAST, grey > surround + CONTRAST):
        found += _in_line(_letters(strokes))
    return found


def _letters(strokes: NDArray[np.bool_]) -> list[Box]:
    """Boxes of strokes as large as letters; parts of a Korean syllable that nearly touch are one."""
    height = strokes.shape[0]
    label, _n = ndimage.label(strokes, structure=np.ones((3, 3)))
    boxes: list[Box] = []
    areas = np.bincount(label.ravel())
    for number, box in enumerate(ndimage.find_objects(label), 1):
        tall, wide = box[0].stop - box[0].start, box[1].stop - box[1].start
        full = areas[number] / (tall * wide)
        if SMALL * height <= tall <= TALL * height and 0.08 * tall <= wide <= 3 * tall and 0.15 <= full <= 0.98:
            boxes.append(box)
    return boxes


def _in_line(boxes: list[Box]) -> list[list[Box]]:
    """Boxes one beside the other, at the same height, alike in size and not far apart, `ENOUGH` of them at least."""
    rest = sorted(boxes, key=lambda b: b[1].start)
    lines: list[list[Box]] = []
    for box in rest:
        line = next((x for x in lines if _continues(x[-1], box)), None)
        if line is None:
            lines.append([box])
        else:
            line.append(box)
    return [x for x in lines if len(x) >= ENOUGH and _uneven(x)]


def _continues(left: Box, right: Box) -> bool:
    a, b = left[0].stop - left[0].start, right[0].stop - right[0].start
    gap = right[1].start - left[1].stop
    level = abs((left[0].stop + left[0].start) - (right[0].stop + right[0].start)) / 2
    return max(a, b) <= 2.2 * min(a, b) and level <= 0.6 * max(a, b) and -0.3 * a <= gap <= 1.2 * max(a, b)


def _uneven(line: list[Box]) -> bool:
    """Letters differ in width; a chain, a zip or a pattern repeats one shape."""
    wide = np.array([b[1].stop - b[1].start for b in line], dtype=float)
    return bool(wide.std() / wide.mean() > 0.08)
