"""The outline of a detail page by kind of goods: heading, what it is for, and sentences to complete.

The page is Korean in every language of the program. {name}, {short}, {origin}, {size}, {price}, {shop} and {place} are filled in
from the shop's data or become gaps.
"""

from dataclasses import dataclass

from data.text import _


@dataclass(frozen=True)
class Part:
    """One part of a page: its heading (Korean), what it is for (message), the picture in it (message), sentences (Korean)."""

    heading: str
    aim: str
    picture: str
    lines: tuple[str, ...]


WHOLE, HAND, LABEL, NONE = _("the whole product"), _("hands at work"), _("the label, legible"), _("no picture needed")
DETAIL, USE, SIZE, BOX = (
    _("a detail, close"),
    _("the product in use"),
    _("beside a hand or a ruler"),
    _("the parcel as it arrives"),
)
