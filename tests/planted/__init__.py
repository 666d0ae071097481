"""Shops with planted orders, written as the files that one marketplace hands out, and what is true of them.

One module per marketplace with `shops() -> list[Planted]`, found by walking; tests/test_intake_planted.py loads each in many
ways. The truth is added up from plain rows in the module, never by the code under test.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Truth:
    """What must stand in the store. None: not stated by these files, so not looked at.

    Live lines and what was paid for them in won, dead lines (cancelled, returned), shipping paid on live and dead lines, what
    was settled (fees positive, net), refunds in won of lines that stay alive, rows of listings and of statistics.
    """

    lines: int | None = None
    sales: int | None = None
    dead: int | None = None
    shipping: int | None = None
    fees: int | None = None
    net: int | None = None
    refunded: int | None = None
    listings: int | None = None
    statistics: int | None = None
    views: int | None = None
    stat_sales: int | None = None


@dataclass(frozen=True)
class Planted:
    """One shop: its files by name, what is true once all are loaded, and what each alone tells (where that is less)."""

    name: str
    files: Mapping[str, bytes]
    truth: Truth
    formats: Mapping[str, str]
    """File name → id of the format that must be recognised."""
    alone: Mapping[str, Truth] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)
    """File name → rows that must be refused (totals, never paid, blank); 0 where it is not named."""
    password: str | None = None
    persons: tuple[str, ...] = ()
    """Names, phones and addresses of buyers that stand in the files and must stand nowhere else."""


@cache
def planted() -> dict[str, Planted]:
    found: dict[str, Planted] = {}
    for info in pkgutil.iter_modules(__path__):
        for shop in importlib.import_module(f"{__name__}.{info.name}").shops():
            found[shop.name] = shop
    return found
