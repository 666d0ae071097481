"""Kits: for every treatment, what is needed to do it oneself, filled in with the merchant's data and ready to print."""

from datetime import date

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.kits.desk import Desk
from diagnostics.kits.document import compose
from diagnostics.kits.gather import gather
from diagnostics.kits.model import Kit
from diagnostics.planning import programme
from diagnostics.report.model import Document
from diagnostics.texts import Texts

__all__ = ["kit", "kits", "made"]


def kits() -> dict[str, Kit]:
    """The kits by the id of their treatment."""
    from diagnostics import units

    found: dict[str, Kit] = units.load("kits", "KIT")
    return found


def kit(workspace: Workspace, merchant_id: str, treatment: str, language: str = "ko", as_of: date | None = None) -> Document:
    """The kit of a treatment, filled in with what is known of the merchant before `as_of` (default: all of it).

    Raises `InputProblem` for a treatment or merchant that is not known, `AccessDenied` for somebody else's merchant.
    """
    return made(workspace, merchant_id, treatment, language, as_of)[0]


def made(
    workspace: Workspace, merchant_id: str, treatment: str, language: str = "ko", as_of: date | None = None
) -> tuple[Document, Desk]:
    """The same with the desk at which it was filled in: it knows every sentence that was written for buyers."""
    known = kits()
    if treatment not in known:
        raise InputProblem(
            _("There is no kit for {treatment}. Kits: {known}."), treatment=treatment, known=", ".join(sorted(known))
        )
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    desk = Desk(gather(workspace, merchant_id, as_of), Texts(language), as_of or date.today())
    terms = programme.read(workspace).terms[treatment]
    return compose(known[treatment], desk, terms, date.today()), desk
