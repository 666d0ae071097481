"""What merchants received: record one treatment, or list them."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, as_won, records, workspace

HELP = "record what a merchant received, or list what all received"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--programme", metavar="NAME")
    parser.add_argument("--as-of", type=as_day, metavar="DATE", help="list what began before this day")
    parser.add_argument("--merchant", metavar="ID", help="record for this merchant")
    parser.add_argument("--treatment", metavar="ID", help="what it received, such as detail_page.rebuild")
    parser.add_argument("--package", metavar="NAME", help="the package that it belonged to")
    parser.add_argument("--started", type=as_day, metavar="DATE")
    parser.add_argument("--ended", type=as_day, metavar="DATE")
    parser.add_argument("--cost", type=as_won, metavar="WON")


def run(options: argparse.Namespace) -> Any:
    from data import roster
    from data.errors import InputProblem
    from data.text import _
    from diagnostics import units

    space = workspace(options)
    if options.merchant is not None:
        if options.started is None:
            raise InputProblem(_("When did it begin? Without a first day nobody can say what was before and what after."))
        if options.treatment is not None and options.treatment not in units.treatments():
            raise InputProblem(_("We know no treatment of this name. Take its number or name from the list of treatments."))
        roster.record(space, options.merchant, options.treatment, options.started, options.ended, options.cost,
                      options.programme, options.package)
    return records(roster.treatments(space, options.programme, options.as_of))
