"""What treatments and packages did, against merchants like them who had received nothing yet."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "measure what treatments did against a comparison group"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--treatment", help="this treatment alone")
    parser.add_argument("--package", help="this package alone")
    parser.add_argument("--programme", help="members and treatments of this programme alone")
    parser.add_argument("--before", type=int, default=12, metavar="MONTHS", help="months before (default 12)")
    parser.add_argument("--after", type=int, default=3, metavar="MONTHS", help="months after (default 3)")
    parser.add_argument("--keep", action="store_true", help="keep the study and put the effects into the plan")


def run(options: argparse.Namespace) -> Any:
    from datetime import date

    from data import evaluations
    from diagnostics.outcomes import keeping
    from diagnostics.outcomes.evaluating import evaluate

    space = workspace(options)
    result = evaluate(space, options.as_of, options.treatment, options.package, options.programme, options.before, options.after)
    if options.keep:
        evaluations.save(space, date.fromisoformat(result["as_of"]), {"programme": options.programme}, result)
        result = {**result, "kept": keeping.keep(space, result)}
    return result
