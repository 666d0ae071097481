"""Icons and colours of statuses; the words themselves are those of `diagnostics.labels`."""
from typing import NamedTuple

from diagnostics import labels


class Look(NamedTuple):
    """How a status is shown: by word and icon, the colour only supports them."""

    word: str
    icon: str
    color: str


def _look(word: str, icon: str, color: str) -> Look:
    return Look(word, f":material/{icon}:", color)


# Red is kept for the law and for losing money.
STATUSES = {
    "pass": _look(labels.STATUSES["pass"], "check_circle", "green"),
    "warn": _look(labels.STATUSES["warn"], "change_history", "blue"),
    "fail": _look(labels.STATUSES["fail"], "build_circle", "orange"),
    "no_data": _look(labels.STATUSES["no_data"], "help", "gray"),
    "not_applicable": _look(labels.STATUSES["not_applicable"], "remove_circle", "gray"),
    "error": _look(labels.STATUSES["error"], "error", "gray"),
    "block": _look(labels.SEVERITIES["block"], "gavel", "red"),
    "review": _look(labels.SEVERITIES["review"], "visibility", "orange"),
    "info": _look(labels.SEVERITIES["info"], "info", "blue"),
}
"""Of findings, and of what was found about the law."""
