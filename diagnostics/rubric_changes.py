"""What each rubric changed, in words, the newest first; the checks that came with it are told by their `since`."""
from dataclasses import dataclass

from data.text import _
from diagnostics import units


@dataclass(frozen=True)
class Change:
    """A rubric, the month in which it was made, and what it changed."""

    rubric: str
    month: str
    texts: tuple[str, ...]


CHANGES = (
    Change("2026.2", "2026-11", (
        _("The self-check has twenty questions, five in each part. Parts count alike, however many of their questions are "
          "answered; one question asks the other way round."),
        _("Bands end at 25, 50 and 75 points of the rounded score."),
        _("Limits of checks on real behaviour can be calibrated on the merchants of the institution itself."),
        _("Measured numbers carry a 95 % interval where chance plays a part."),
    )),
    Change("2026.1", "2026-11", (_("The first rubric."),)),
)


def new_checks(rubric: str) -> list[str]:
    """Ids of the checks that were first scored by this rubric."""
    return [check.id for check in units.checks().values() if check.since == rubric]
