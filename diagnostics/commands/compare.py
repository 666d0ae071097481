"""Compare two days of a merchant: what changed in each area and check, and why (behaviour, data, answers, rubric)."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, known_merchant, workspace
from diagnostics.model import STAGES

HELP = "what changed between two days, and why"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("who", nargs="?", metavar="MERCHANT", help="id of the merchant")
    parser.add_argument("--merchant", help="the same, as the other commands take it")
    parser.add_argument("--from", type=as_day, required=True, dest="from_day", metavar="DAY",
                        help="the first day that was not known then, YYYY-MM-DD; a diagnosis kept of that day is used")
    parser.add_argument("--to", type=as_day, dest="to_day", metavar="DAY", help="default: the day after the newest evidence")
    parser.add_argument("--stages", nargs=2, choices=STAGES, default=["intake", "intake"], metavar=("THEN", "NOW"),
                        help="whose answers of the self-check: intake, mid or exit")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.text import _
    from diagnostics.comparison import compare

    merchant = options.who or options.merchant
    if merchant is None or (options.who and options.merchant and options.who != options.merchant):
        raise InputProblem(_("Name one merchant: python -m diagnostics compare MERCHANT --from DAY --to DAY."))
    space = known_merchant(workspace(options), merchant)
    return compare(space, merchant, options.from_day, options.to_day or space.default_as_of(merchant), options.stages)
