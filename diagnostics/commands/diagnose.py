"""Diagnose one merchant as of a day: the result JSON."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, workspace
from diagnostics.model import STAGES

HELP = "diagnose one merchant"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--stage", choices=STAGES, default="intake")


def run(options: argparse.Namespace) -> Any:
    from diagnostics.diagnosis import diagnose

    return diagnose(workspace(options), options.merchant, options.as_of, options.stage)
