"""The online trade area: cells of category and channel, concentration, fairness by size, co-growth index."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "the market of all merchants: cells, concentration, fairness, co-growth index"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--as-of", type=as_day, metavar="DATE", help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--survey", metavar="NAME", help="read this survey alone for the co-growth index")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the cells that may be shown as .csv")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.safe_csv import as_csv
    from data.text import _
    from diagnostics.markets import market
    from diagnostics.markets.table import plain

    if options.out is not None and options.out.suffix.lower() != ".csv":
        raise InputProblem(_("The file {file} must end in .csv."), file=options.out.name)
    if options.out is not None and not options.out.parent.is_dir():
        raise InputProblem(_("There is no folder {folder}. Make it first."), folder=str(options.out.parent))
    found = market(workspace(options), options.as_of, options.survey)
    if options.out is not None:
        options.out.write_bytes(as_csv(plain(found["cells"])))
        return {**found, "written": str(options.out)}
    return found
