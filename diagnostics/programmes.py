"""A programme's roster with the names of our treatments: what `data.roster` cannot know."""
from functools import cache
from typing import Any

from data import roster
from data.roster_words import plain
from data.workspace import Workspace
from diagnostics import units
from diagnostics.texts import LANGUAGES, Texts


def load_roster(workspace: Workspace, data: bytes, filename: str, programme: str | None = None) -> dict[str, Any]:
    """`data.roster.load`, with treatments by their ids or their names in any of our languages."""
    return roster.load(workspace, data, filename, programme, lambda text: _named().get(plain(text)))


@cache
def _named() -> dict[str, str]:
    names = {plain(id): id for id in units.treatments()}
    for language in LANGUAGES:
        t = Texts(language)
        names |= {plain(t(unit.title)): id for id, unit in units.treatments().items()}
    return names
