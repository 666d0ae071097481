"""Plan the package of one merchant within a budget and the merchant's hours: what, when, for how much, and why."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, as_hours, as_won, workspace

HELP = "plan the package of one merchant within a budget"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--budget", type=as_won, required=True, metavar="WON", help="won, such as 3000000")
    parser.add_argument("--hours", type=as_hours, required=True, metavar="H", help="hours of the merchant's own time in all")
    parser.add_argument("--max-open", type=_count, default=3, metavar="N", help="treatments open in the same week at most (3)")
    parser.add_argument("--weeks", type=_count, default=None, metavar="N", help="weeks in which all must be finished (26)")
    parser.add_argument("--pin", action="append", default=[], metavar="TREATMENT", help="must be in the plan; may be repeated")
    parser.add_argument("--ban", action="append", default=[], metavar="TREATMENT", help="may not be in the plan; may be repeated")
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from diagnostics.planning import HORIZON_WEEKS, plan

    return plan(workspace(options), options.merchant, options.budget, options.hours, options.max_open, options.as_of,
                options.pin, options.ban, HORIZON_WEEKS if options.weeks is None else options.weeks)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 1 or more")
    return int(text)
