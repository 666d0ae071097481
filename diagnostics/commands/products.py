"""The product list of a merchant (본점): show it, begin it from the listings, load or write a file, check it for the channels."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import add_store, as_upload, known_merchant, workspace

HELP = "the product list of a merchant: show, seed, load, write, check for the channels"
SHOWN = 5_000
"""As many faults and differences are printed; the counts name all of them."""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True, help="id of the merchant")
    parser.add_argument("--validate", action="store_true", help="check every product for the channels")
    parser.add_argument("--channel", action="append", metavar="ID", help="this channel alone; may be given several times")
    parser.add_argument("--differences", action="store_true", help="what the channels show otherwise than the list")
    parser.add_argument("--seed", action="store_true", help="put known listings, plans and sold goods on the list first")
    parser.add_argument("--fix", action="store_true", help="make every safe fix first")
    parser.add_argument("--undo", metavar="ACT", help="take an act back first")
    parser.add_argument("--in", dest="source", type=Path, metavar="FILE", help="load products from a CSV or XLSX first")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the list as .csv or .xlsx; an empty list is a template")


def run(options: argparse.Namespace) -> Any:
    from data import master
    from data.product import files, seeding
    from diagnostics.master import apply_all, differences, overview
    from diagnostics.master.validation import known_channels

    merchant = options.merchant
    known_channels(options.channel)
    _writable(options.out)
    space = known_merchant(workspace(options), merchant)
    answer: dict[str, Any] = {"merchant_id": merchant}
    if options.undo:
        answer["undone"] = master.undo(space, merchant, options.undo)
    if options.seed:
        answer["seeded"] = seeding.seed(space, merchant)
    if options.source is not None:
        answer["loaded"] = files.load(space, merchant, as_upload(options.source))
    if options.fix:
        answer["fixed"] = apply_all(space, merchant, options.channel)
    rows = master.products(space, merchant)
    answer["products"] = len(rows)
    if options.validate:
        seen = overview(space, merchant, options.channel)
        answer |= {"channels": seen["channels"], "matrix": seen["matrix"], "faults_count": len(seen["faults"]),
                   "faults": seen["faults"][:SHOWN]}
    if options.differences:
        found = differences(space, merchant, options.channel)
        answer |= {"differences_count": len(found), "differences": found[:SHOWN]}
    if options.out is not None:
        content = files.xlsx(rows) if options.out.suffix.lower() == ".xlsx" else files.csv(rows)
        options.out.write_bytes(content)
        answer["written"] = str(options.out)
    if not (options.validate or options.differences or options.out):
        answer["list"] = rows
    return answer


def _writable(path: Path | None) -> None:
    from data.errors import InputProblem
    from data.text import _

    if path is None:
        return
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise InputProblem(_("{file} is neither .csv nor .xlsx. Give the file one of these endings."), file=path.name)
    if not path.parent.is_dir():
        raise InputProblem(_("There is no folder {folder}. Make it first."), folder=str(path.parent))
