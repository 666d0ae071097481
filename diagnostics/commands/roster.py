"""The roster of a programme: load its file, or list who takes part."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, as_upload, records, workspace

HELP = "load the roster of a programme (xlsx, csv), or list who takes part"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE",
                        help="files with a row per shop, or per shop and treatment")
    parser.add_argument("--programme", metavar="NAME",
                        help="of the rows that name none themselves; when listing, of this one alone")


def run(options: argparse.Namespace) -> Any:
    from data import roster
    from diagnostics.programmes import load_roster

    space = workspace(options, new=bool(options.files))
    loaded = []
    for path in options.files:
        upload = as_upload(path)
        loaded.append(load_roster(space, bytes(upload.content), upload.name, options.programme))
    return loaded or records(roster.members(space, options.programme))
