"""Set the limits of checks on real behaviour by the merchants of this store: half of them reach .5, a quarter .9.

Without --accept nothing is kept: the shift table is printed. --reset takes the calibration in force back.
"""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "calibrate the limits on the store's own merchants"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--as-of", type=as_day, metavar="DATE", help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--cohort-name", default="", metavar="TEXT", help="what this cohort is called, kept with the calibration")
    parser.add_argument("--statistics", action="store_true",
                        help="replace limits that are a statistic of another population as well (a survey, another market)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--dry-run", action="store_true", help="only print what would change (the default)")
    what.add_argument("--accept", action="store_true", help="put the new limits in force and keep them in the store")
    what.add_argument("--reset", action="store_true", help="take the calibration in force back")


def run(options: argparse.Namespace) -> Any:
    from diagnostics import calibration, rubric
    from diagnostics.texts import Texts

    space = workspace(options)
    if options.reset:
        entry = calibration.reset(space)
        now = rubric.in_force(space)
        return {"reset": True, "number": entry["number"], "rubric": now.name, "fingerprint": now.fingerprint}
    made = calibration.propose(space, options.as_of, options.cohort_name.strip(), options.statistics)
    if options.accept:
        calibration.accept(space, made)
    entry, texts = made.entry, Texts("en")
    return {"accepted": options.accept, "rubric": entry["name"], "fingerprint": entry["fingerprint"], "from": entry["from"],
            "as_of": entry["as_of"], "cohort": entry["cohort"], "merchants": entry["merchants"],
            "minimum": calibration.MINIMUM, "quantiles": entry["quantiles"],
            "checks": {id: {k: v for k, v in points.items() if k != "source"} for id, points in entry["checks"].items()},
            "kept": [{"check": k["check"], "reason": texts.say(k["reason"])} for k in made.kept], "shift": made.shift}
