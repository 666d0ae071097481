"""Load the fictional merchants: three through their export files, and a cohort of 300. Loading twice changes nothing."""
import argparse
import sys
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, progress, workspace

HELP = "load the fictional merchants"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--files", type=Path, metavar="DIR",
                        help="write the export files of the three merchants here, to try uploading")


def run(options: argparse.Namespace) -> Any:
    from data import kept
    from data.samples.demo import load_demo, write_files
    from data.samples.programme import STAGES
    from diagnostics import cohorts

    space = workspace(options, new=True)
    summary = load_demo(space, progress())
    there = kept.cohort_days(space)
    days = [day for _stage, day in STAGES if day not in there]
    if days:
        sys.stderr.write("     Diagnosing all of them for the cohort page\n")
        cohorts.save(space, days)
    if options.files is not None:
        summary["files"] = [str(path) for path in write_files(options.files)]
    return summary
