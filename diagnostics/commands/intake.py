"""Take in the files of one merchant, or the canonical tables of many."""
import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.errors import FormatUnclear, FormatUnknown, InputProblem, PeriodNeeded
from data.mapping import Choice
from data.text import _
from diagnostics.commands.mappingfile import as_choice
from diagnostics.commands.shared import add_store, as_day, as_upload, progress, workspace
from diagnostics.texts import Texts

HELP = "take in the files of one merchant, or of a cohort"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", help="id of the merchant whose files these are; made where it does not exist")
    parser.add_argument("--cohort", type=Path, metavar="DIR", help="folder with merchants.parquet, order_lines.csv and so on")
    parser.add_argument("--password", help="password of encrypted workbooks; used once and not kept")
    parser.add_argument("--mapping", type=Path, metavar="FILE.json",
                        help="what the columns of these files mean: what detect prints, put right where it is wrong")
    parser.add_argument("--format", metavar="ID", help="what these files are, where several formats fit")
    parser.add_argument("--period", nargs=2, type=as_day, metavar=("FIRST", "LAST"),
                        help="the days that statistics count, where their file does not say, YYYY-MM-DD YYYY-MM-DD")
    parser.add_argument("--channel", metavar="ID", help="with --mapping: where the sales were made, such as naver or own_mall")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")


def run(options: argparse.Namespace) -> Any:
    from data.intake import intake, intake_cohort

    if (options.cohort is None) == (options.merchant is None):
        raise InputProblem(_("Say whose files these are: --merchant ID FILE…, or --cohort DIR."))
    if options.cohort is not None:
        if options.files or options.mapping or options.format or options.channel:
            raise InputProblem(_("With --cohort give the folder alone; its files are found by their names."))
        return [_plain(entry) for entry in intake_cohort(workspace(options, new=True), options.cohort)]
    if not options.files:
        raise InputProblem(_("Name at least one file."))
    uploads = [as_upload(path) for path in options.files]
    choice = as_choice(options.mapping, options.format, options.channel)
    if options.period:
        choice = replace(choice or Choice(), first_day=options.period[0], last_day=options.period[1])
    try:
        taken = intake(workspace(options, new=True), options.merchant, uploads, options.password, progress=progress(),
                       choices={upload.name: choice for upload in uploads} if choice else None)
    except FormatUnknown as unknown:
        raise InputProblem(_("We do not know what {file} is. Save what “diagnostics detect {file}” prints as a JSON file, put "
                             "its columns right, and give it with --mapping."), **unknown.params) from unknown
    except FormatUnclear as unclear:
        raise InputProblem(_("{file} could be any of {formats}. Say which one it is with --format."),
                           file=unclear.params["file"], formats=", ".join(unclear.options)) from unclear
    except PeriodNeeded as needed:
        raise InputProblem(_("{file} does not say which days it counts. Give them with --period FIRST LAST, or put them into "
                             "the name of the file, such as _20260801_20260831."), **needed.params) from needed
    return [_plain(entry) for entry in taken]


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with its reasons and warnings as plain English sentences: the command line speaks one language."""
    t = Texts("en")
    rejects = [{"row": r["row"], "column": r["column"], "reason": t(r["reason"], **r["params"])} for r in entry["rejects"]]
    return {**entry, "rejects": rejects, "warnings": [t.say(w) for w in entry["warnings"]]}
