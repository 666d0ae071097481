"""A survey of sellers (입점 실태조사): load its file, or read the co-growth index of what was answered."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, as_day, as_upload, workspace

HELP = "load a survey of sellers (xlsx, csv), or read its co-growth index"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files with a row per respondent or per answer")
    parser.add_argument("--survey", metavar="NAME", help="name of the survey; the file's name where it is left out")
    parser.add_argument("--as-of", type=as_day, metavar="DATE", help="first day whose answers are not known any more")


def run(options: argparse.Namespace) -> Any:
    from data import surveys
    from diagnostics.markets import cogrowth

    space = workspace(options, new=bool(options.files))
    loaded = []
    for path in options.files:
        upload = as_upload(path)
        loaded.append(surveys.load(space, bytes(upload.content), upload.name, options.survey))
    if loaded:
        return loaded
    return cogrowth.index(space, options.as_of, options.survey)
