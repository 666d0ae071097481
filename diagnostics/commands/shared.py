"""What several commands share: the store that they work on, and values that arguments hold."""
import argparse
import math
import mmap
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import InputProblem
from data.read import Upload
from data.store import Store
from data.text import _
from data.workspace import Workspace
from diagnostics.texts import Texts

LARGE = 50_000_000
"""Bytes from which on a file is mapped into memory."""
QUIET = 1.0
"""Seconds before progress is told: what is done or refused at once says its one sentence alone."""


def add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", type=Path, required=True, help="the store, a DuckDB file; intake and demo make a new one")


def workspace(options: argparse.Namespace, new: bool = False) -> Workspace:
    """The whole store: whoever can read the file may see all of it. Only with `new` is a missing one made."""
    if not new and not options.db.exists():
        raise InputProblem(_("There is no store {path}. Load files into it first."), path=options.db.name)
    return Workspace(Store.open(options.db))


def known_merchant(space: Workspace, merchant_id: str) -> Workspace:
    """`space` again, or the sentence that it does not know the merchant."""
    if not space.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    return space


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame for JSON: what is missing is null."""
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records")]


def as_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as YYYY-MM-DD") from None


def as_won(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is not an amount in won; write a whole number of 0 or more, such as 3000000")
    return int(digits)


def as_hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not (math.isfinite(hours) and hours >= 0):
        raise argparse.ArgumentTypeError(f"{text} is not a number of hours; write a number of 0 or more, such as 40")
    return hours


def as_upload(path: Path) -> Upload:
    """A file of the command line, as a page would hand it over; a large one is looked at where it lies, not copied."""
    try:
        with path.open("rb") as file:
            large = path.stat().st_size > LARGE
            return Upload(path.name, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if large else file.read())
    except OSError as error:
        raise InputProblem(_("{file} cannot be read. Check that it exists and may be opened."), file=path.name) from error


def progress(quiet: float = QUIET) -> Callable[[float, dict[str, Any]], None]:
    """A function that writes the share done and what is being done to stderr, once the work has taken `quiet` seconds."""
    since, texts = time.monotonic(), Texts("en")

    def tell(share: float, what: dict[str, Any]) -> None:
        if time.monotonic() - since >= quiet:
            sys.stderr.write(f"{share:4.0%} {texts.say(what)}\n")

    return tell
