"""A kit: everything that is needed to do a treatment oneself, as data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnostics.model import Basis
from diagnostics.report.model import Section

if TYPE_CHECKING:
    from diagnostics.kits.desk import Desk


@dataclass(frozen=True)
class Kit:
    """What stands in the kit of the treatment with the same id. Texts are message ids.

    Parameters
    ----------
    id: the treatment's id, and the path of the file below kits/
    ready: what to lay out before beginning
    how: one text per task of the treatment, in the same order: how exactly it is done
    fill: the part that is filled in with the merchant's data
    avoid: what must not be said or done
    done: how to know that it is done, as boxes to tick
    help: where to ask, beside what holds for every kit of the family
    claims: whether something is written for buyers, so that the rules of advertising for the shop's goods are shown
    sources: where facts of the texts come from
    """

    id: str
    ready: Sequence[str]
    how: Sequence[str]
    fill: "Callable[[Desk], Sequence[Section]]"
    avoid: Sequence[str]
    done: Sequence[str]
    help: Sequence[str] = ()
    claims: bool = False
    sources: Sequence[Basis] = ()
