"""Messages as results keep them: an English text and its fields, translated where it is shown."""
from collections.abc import Iterable
from typing import Any

from data.text import _
from diagnostics import units

Message = dict[str, Any]
MONTHS = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"), _("September"),
          _("October"), _("November"), _("December"))
HURDLES = {1: _("Alone, in half an hour"), 2: _("Alone, in a day"), 3: _("With help once"), 4: _("With an expert"),
           5: _("Left to a supplier")}
BY = {"merchant": _("You"), "consultant": _("You and the consultant"), "vendor": _("A supplier")}


def say(text: str, **params: Any) -> Message:
    return {"text": text, "params": params}


def title(treatment: str) -> Message:
    return say(units.treatments()[treatment].title)


def finding(check: str) -> Message:
    known = units.checks().get(check)
    return say(known.failing if known is not None else check)


def month_names(numbers: Iterable[int]) -> list[Message]:
    return [say(MONTHS[n - 1]) for n in numbers]
