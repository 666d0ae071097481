"""The font of the PDF and what it can draw: typst would draw an empty box for a letter that the font lacks, and say nothing."""

from functools import cache
from pathlib import Path
from typing import Any

FAMILY = "Noto Sans KR"
MISSING = "〓"
"""What printers of Korean put for a letter that they do not have."""
NEAR = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2212": "−",
    "\u20de": "", "\ufe0f": "", "\ufe0e": "", "\u200d": "",
    "✗": "×", "✘": "×", "❌": "×", "✅": "✓", "✔": "✓", "☐": "□", "☑": "■", "☒": "■", "⚠": "△", "•": "·", "⟨": "〈", "⟩": "〉",
}
"""Letters that the font may lack, and those that say the same."""


def font_folder() -> Path:
    """Where the package with the Korean font keeps it."""
    import pylopdf_fonts_ko

    return Path(str(pylopdf_fonts_ko.__file__)).parent


@cache
def covered() -> frozenset[int]:
    """Every letter that the font has."""
    from fontTools.ttLib import TTFont

    with TTFont(font_folder() / "NotoSansKR-Regular.otf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """`text` in letters that the font has: what it lacks becomes a letter that says the same, else the mark `MISSING`."""
    known = covered()
    if all(ord(c) in known or c in "\n\t" for c in text):
        return text
    shown: list[str] = []
    for c in text:
        letter = c if ord(c) in known or c in "\n\t" else NEAR.get(c, MISSING)
        # One mark stands for a picture that is put together from several signs.
        if letter != MISSING or not shown or shown[-1] != MISSING:
            shown.append(letter)
    return "".join(shown)


@cache
def fonts() -> Any:
    """The fonts for typst, read once: only our own, so that every machine writes the same bytes."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
