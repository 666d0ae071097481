"""Decide which merchants get which treatments from one budget, under quotas; write the list for the field."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, as_day, as_hours, as_won, progress, workspace

HELP = "choose which merchants get which treatments from one budget, and say what each quota costs"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--budget", type=as_won, required=True, metavar="WON", help="won, such as 300000000")
    parser.add_argument("--consultant-hours", type=as_hours, metavar="H", help="hours of the consultants in all (no limit)")
    parser.add_argument("--slots", type=_slots, action="extend", nargs="+", default=[], metavar="TREATMENT=N",
                        help="how many times a treatment can be given; may be repeated")
    parser.add_argument("--quota", action="append", default=[], metavar="RULE",
                        help="segment=unlisted>=30%%, region=전남<=20%% money, or >=100 helped; may be repeated")
    parser.add_argument("--most", type=int, default=3, metavar="K", help="treatments per merchant at most (3)")
    parser.add_argument("--goal", choices=("points", "sales"), default="points", help="what is made as large as possible")
    parser.add_argument("--pays", choices=("full", "subsidy"), default="full", help="what the budget pays of a price (full)")
    parser.add_argument("--shop-cost", type=as_won, metavar="WON",
                        help="what each helped shop costs beside its treatments (the programme's rule, else 0)")
    parser.add_argument("--programme", metavar="NAME", help="the members of this programme alone")
    parser.add_argument("--as-of", type=as_day, metavar="DATE", help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument("--keep", action="store_true", help="keep the result for the programme's page")
    parser.add_argument("--lang", choices=("ko", "en"), default="ko", help="language of the list (ko)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the list to this .xlsx or .csv")


def run(options: argparse.Namespace) -> Any:
    from data.errors import InputProblem
    from data.files import written
    from data.text import _
    from diagnostics.allocation import allocate, export
    from diagnostics.texts import Texts

    form = None if options.out is None else options.out.suffix.lower()
    if form not in (None, ".xlsx", ".csv"):
        raise InputProblem(_("The file {file} must end in .xlsx or .csv."), file=options.out.name)
    found = allocate(workspace(options), options.budget, options.consultant_hours, dict(options.slots), options.quota,
                     options.most, options.as_of, options.goal, options.pays, options.programme, options.keep, progress(),
                     options.shop_cost)
    if form is not None and found["feasible"]:
        texts = Texts(options.lang)
        with written(options.out) as path:
            path.write_bytes(export.xlsx(found, texts) if form == ".xlsx" else export.csv(found, texts))
        found["file"] = str(options.out)
    if not found["feasible"]:
        raise InputProblem("{sentence}", sentence=Texts("en").say(found["answer"]))
    return found


def _slots(text: str) -> tuple[str, int]:
    id, _sign, count = text.partition("=")
    if not (id and count.isascii() and count.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is not a treatment with its slots; write it as detail_page.rebuild=40")
    return id, int(count)
