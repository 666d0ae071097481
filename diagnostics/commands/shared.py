"""What several commands share: the store that they work on, and values that arguments hold."""
import argparse
from datetime import date
from pathlib import Path

from data.errors import InputProblem
from data.read import Upload
from data.store import Store
from data.text import _
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


def as_upload(path: Path) -> Upload:
    """A file of the command line, as a page would hand it over."""
    try:
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise InputProblem(_("{file} cannot be read. Check that it exists and may be opened."), file=path.name) from error
