"""What the diagnosis would say with other values or with treatments done. Without --set and --treatment: what can be changed."""
import argparse
import math
from typing import Any

from diagnostics.commands.shared import add_store, as_day, known_merchant, workspace
from diagnostics.model import STAGES

HELP = "change values of a diagnosis and see the score"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--stage", choices=STAGES, default="intake")
    parser.add_argument("--set", type=as_change, action="append", default=[], metavar="METRIC=VALUE", dest="values",
                        help="a share is 0..1; may be given several times")
    parser.add_argument("--treatment", action="append", default=[], metavar="ID", help="as if it were done; several times")


def as_change(text: str) -> tuple[str, float]:
    metric, _equals, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not metric or not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"{text} is no change; write METRIC=VALUE, such as service.ship_on_time=0.95")
    return metric, number


def run(options: argparse.Namespace) -> Any:
    from diagnostics import rubric
    from diagnostics.diagnosis import diagnose
    from diagnostics.whatif import levers, what_if

    space = known_merchant(workspace(options), options.merchant)
    result = diagnose(space, options.merchant, options.as_of, options.stage)
    checks = rubric.in_force(space).checks
    if not options.values and not options.treatment:
        return {"merchant_id": options.merchant, "as_of": result["as_of"], "values": levers(result, checks)}
    return what_if(result, dict(options.values), options.treatment, checks)
