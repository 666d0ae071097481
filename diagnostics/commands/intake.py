"""Take in the files of one merchant, or the canonical tables of many."""
import argparse
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics.commands.shared import add_store, as_upload, progress, workspace
from diagnostics.texts import Texts

HELP = "take in the files of one merchant, or of a cohort"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", help="id of the merchant whose files these are; made where it does not exist")
    parser.add_argument("--cohort", type=Path, metavar="DIR", help="folder with merchants.parquet, order_lines.csv and so on")
    parser.add_argument("--password", help="password of encrypted workbooks; used once and not kept")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")


def run(options: argparse.Namespace) -> Any:
    from data.intake import intake, intake_cohort

    if (options.cohort is None) == (options.merchant is None):
        raise InputProblem(_("Say whose files these are: --merchant ID FILE…, or --cohort DIR."))
    if options.cohort is not None:
        if options.files:
            raise InputProblem(_("With --cohort give the folder alone; its files are found by their names."))
        return [_plain(entry) for entry in intake_cohort(workspace(options, new=True), options.cohort)]
    if not options.files:
        raise InputProblem(_("Name at least one file."))
    uploads = [as_upload(path) for path in options.files]
    taken = intake(workspace(options, new=True), options.merchant, uploads, options.password, progress=progress())
    return [_plain(entry) for entry in taken]


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with its reasons and warnings as plain English sentences: the command line speaks one language."""
    t = Texts("en")
    rejects = [{"row": r["row"], "column": r["column"], "reason": t(r["reason"], **r["params"])} for r in entry["rejects"]]
    return {**entry, "rejects": rejects, "warnings": [t.say(w) for w in entry["warnings"]]}
