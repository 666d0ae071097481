"""The days on which a programme measures: set them, or list them."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, records, workspace

HELP = "set or list the days on which a programme measures (T0 intake, T1 mid, T2 exit)"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--programme", metavar="NAME", help="the programme; needed to set a day")
    for stage, name in (("intake", "T0"), ("mid", "T1"), ("exit", "T2")):
        parser.add_argument(f"--{stage}", type=as_day, metavar="DATE", help=f"{name}: first day that is not known any more")


def run(options: argparse.Namespace) -> Any:
    from data import roster
    from data.errors import InputProblem
    from data.text import _

    space = workspace(options)
    for stage in roster.STAGES:
        day = getattr(options, stage)
        if day is not None and options.programme is None:
            raise InputProblem(_("Which programme? Name it with --programme."))
        if day is not None:
            roster.set_stage(space, options.programme, stage, day)
    return records(roster.stages(space, options.programme))
