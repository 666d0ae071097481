"""Plan the package of one merchant within a budget and the merchant's hours: what, when, for how much, and why."""
import argparse
import re
from datetime import date
from typing import Any

from diagnostics.commands.shared import add_store, as_day, as_hours, as_won, workspace

HELP = "plan the package of one merchant within a budget; compare budgets, or the accepted plan with what happened"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--budget", type=as_won, metavar="WON", help="won, such as 3000000")
    parser.add_argument("--hours", type=as_hours, metavar="H", help="hours of the merchant's own time in all")
    parser.add_argument("--max-open", type=_count, default=3, metavar="N", help="treatments open in the same week at most (3)")
    parser.add_argument("--weeks", type=_count, default=None, metavar="N", help="weeks in which all must be finished (26)")
    parser.add_argument("--pin", action="append", default=[], metavar="TREATMENT", help="must be in the plan; may be repeated")
    parser.add_argument("--ban", action="append", default=[], metavar="TREATMENT", help="may not be in the plan; may be repeated")
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--start", type=as_day, metavar="DAY", help="when it begins (the first Monday from --as-of or today)")
    parser.add_argument("--weekly-hours", type=as_hours, metavar="H", help="hours of the merchant in one week at most")
    parser.add_argument("--consultant-hours", type=as_hours, metavar="H", help="hours of the consultant in all at most")
    parser.add_argument("--weekly-consultant-hours", type=as_hours, metavar="H", help="of the consultant in one week at most")
    parser.add_argument("--blocked", action="append", default=[], type=_closed, metavar="DAY[..DAY]",
                        help="days on which the shop is closed; may be repeated")
    parser.add_argument("--budgets", type=_budgets, metavar="WON/WON", help="compare these budgets side by side")
    parser.add_argument("--review", action="store_true", help="compare the accepted plan with what is known before --as-of")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.text import _
    from diagnostics.commands.shared import known_merchant
    from diagnostics.planning import HORIZON_WEEKS, compared, plan, scenarios

    space = workspace(options)
    if options.review:
        found = compared(known_merchant(space, options.merchant), options.merchant, options.as_of)
        if found is None:
            raise InputProblem(_("No plan was accepted for this merchant yet, so there is nothing to compare."))
        return found
    if options.hours is None or (options.budget is None) == (options.budgets is None):
        raise InputProblem(_("Give --hours and one of --budget and --budgets."))
    more = {"pins": options.pin, "bans": options.ban, "horizon_weeks": HORIZON_WEEKS if options.weeks is None else options.weeks,
            "start": options.start, "weekly_hours": options.weekly_hours, "consultant_hours": options.consultant_hours,
            "weekly_consultant_hours": options.weekly_consultant_hours, "blocked": options.blocked}
    if options.budgets is not None:
        return scenarios(space, options.merchant, options.budgets, options.hours, options.max_open, options.as_of, **more)
    return plan(space, options.merchant, options.budget, options.hours, options.max_open, options.as_of, **more)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 1 or more")
    return int(text)


def _closed(text: str) -> tuple[date, date]:
    first, _dots, last = text.partition("..")
    return as_day(first), as_day(last or first)


def _budgets(text: str) -> list[int]:
    return [as_won(part) for part in re.split(r"[;/ ]+", text.strip()) if part]
