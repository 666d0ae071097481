"""Forecast the next 90 days of all merchants as of a day, and say how well such forecasts did before. Nothing is kept."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, known_merchant, workspace

HELP = "forecast the next 90 days of all merchants; --card: how well such forecasts did"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--merchant", help="this merchant alone; the forecast still learns from all")
    parser.add_argument("--card", action="store_true",
                        help="print what the forecasts were made from and how they did, without the merchants")


def run(options: argparse.Namespace) -> Any:
    from diagnostics import cohorts, risk

    space = workspace(options)
    if options.merchant is not None:
        known_merchant(space, options.merchant)
    day = options.as_of or space.default_as_of()
    made = risk.forecasts(space, day, cohorts.evidence(space.tables(day)).index)
    if options.card:
        return made.card
    return {"as_of": day.isoformat(), "merchants": risk.listed(made, options.merchant)}
