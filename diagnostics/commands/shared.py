"""What several commands share: the store that they work on, and values that arguments hold."""
import argparse
from datetime import date
from pathlib import Path

from data.store import Store
from data.workspace import Workspace


def add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", type=Path, required=True, help="the store, a DuckDB file; made where it does not exist")


def workspace(options: argparse.Namespace) -> Workspace:
    """The whole store: whoever can read the file may see all of it."""
    return Workspace(Store.open(options.db))


def as_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as YYYY-MM-DD") from None
