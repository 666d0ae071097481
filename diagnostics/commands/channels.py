"""Rank the sales channels for one merchant: what is missing, what stays per order, when the money comes."""

import argparse
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "rank the sales channels for one merchant"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="put a number in the place of the merchant's own, such as price=25000 or return_rate=0.05; repeatable",
    )


def run(options: argparse.Namespace) -> Any:
    from diagnostics.selling.recommendation import recommend

    given = {}
    for text in options.assume:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputProblem(_("Write an assumption as NAME=NUMBER, such as price=25000."))
        given[name.strip()] = value.strip()
    return recommend(workspace(options), options.merchant, options.as_of, given)
