"""Numbers that know their unit, so that a text may say {value} and a table may show a cell."""

from typing import Any, Self

from data.text import _
from diagnostics import units
from diagnostics.model import Unit
from diagnostics.texts import PARTICLES, Texts

UNRANKED = {"ssg": _("SSG.COM"), "lotteon": _("LOTTE ON"), "ohouse": _("Ohouse"), "shopify": _("Shopify shop"),
            "own_mall": _("Own shop"), "other": _("Somewhere else")}
"""Names of channels whose files we read and that have no unit among the channels, because nothing is known to rank them by."""

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class Quantity(float):
    """A number with its unit and language: `str()` writes it, and formats such as :number or :won still work on it."""

    unit: Unit
    texts: Texts

    @classmethod
    def of(cls, value: Any, unit: Unit, texts: Texts) -> "Self | Any":
        """The number as a quantity; anything else (None, a text, a flag) as it is."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        made = cls(value)
        made.unit, made.texts = unit, texts
        return made

    def __str__(self) -> str:
        return self.texts.value(float(self), str(self.unit))

    def __format__(self, spec: str) -> str:
        return str(self) if not spec or spec in PARTICLES else super().__format__(spec)


def channel_title(channel_id: str, texts: Texts) -> str:
    """The name of a sales channel; its id where we do not know it."""
    channel = units.channels().get(channel_id)
    title = channel.title if channel is not None else UNRANKED.get(channel_id)
    return texts(title) if title is not None else channel_id


def cell(value: Any, unit: Unit | None, name: str, texts: Texts) -> str:
    """One cell of evidence as text: numbers with their unit, days as dates, what is missing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return texts(_("yes")) if value else texts(_("no"))
    if isinstance(value, int | float):
        return texts.value(value, str(unit or Unit.COUNT))
    text = str(value)
    if name == "channel":
        return channel_title(text, texts)
    if name == "weekday":
        return texts(WEEKDAYS[int(text)])
    if name.endswith(("_at", "_on")) and len(text) >= 10 and text[4] == "-":
        return texts("{day:date}", day=text)
    return text
