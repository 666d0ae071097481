"""Hold orders against settlements, per channel and month: lines, sales, fees, payout, and what stands in one file alone."""
import argparse
import re
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.files import written
from data.safe_csv import as_csv
from data.text import _
from diagnostics.commands.shared import add_store, known_merchant, records, workspace

HELP = "hold the orders of one merchant against the settlements"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help="this month alone, with the lines that do not match")
    parser.add_argument("--out", type=Path, help="write the rows (with --month the lines that do not match) to this .csv too")


def run(options: argparse.Namespace) -> Any:
    from data.merging.reconcile import reconcile, unmatched

    if options.out is not None and options.out.suffix.lower() != ".csv":
        raise InputProblem(_("The file {file} must end in .csv."), file=options.out.name)
    space = known_merchant(workspace(options), options.merchant)
    rows = [row for row in records(reconcile(space, options.merchant)) if options.month in (None, row["month"])]
    answer: dict[str, Any] = {"months": rows}
    if options.month is not None:
        answer["unmatched"] = [{"channel": row["channel"], **line} for row in rows
                               for line in records(unmatched(space, options.merchant, row["channel"], options.month))]
    if options.out is not None:
        content = as_csv(answer.get("unmatched", rows))
        with written(options.out) as path:
            path.write_bytes(content)
        answer["file"] = str(options.out)
    return answer


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text} is not a month; write it as YYYY-MM")
    return text
