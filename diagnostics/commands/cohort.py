"""Diagnose all merchants as of one or more days: a row per merchant and day, kept for the programme's page."""
import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import InputProblem
from data.files import written
from data.text import _
from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "diagnose all merchants"
FORMS = (".parquet", ".csv")


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--as-of", type=as_day, action="append", metavar="DATE",
                        help="first day that is not known any more, YYYY-MM-DD; may be given several times")
    parser.add_argument("--scores-only", action="store_true",
                        help="make no forecasts, which take most of the time, and keep nothing")
    parser.add_argument("--out", type=Path, help="write the rows to this .parquet or .csv instead of printing them")


def run(options: argparse.Namespace) -> Any:
    from diagnostics import cohorts

    if options.out is not None and options.out.suffix.lower() not in FORMS:
        raise InputProblem(_("The file {file} must end in .parquet or .csv."), file=options.out.name)
    days = list(dict.fromkeys(options.as_of or [])) or None
    rows = cohorts.cohort(workspace(options), days, forecast=False) if options.scores_only else cohorts.save(
        workspace(options), days, lambda day, n: sys.stderr.write(f"{day}: {n} merchants\n"))
    if options.out is None:
        return rows.astype(object).where(rows.notna(), None).to_dict("records")
    with written(options.out) as path:
        _write(rows, path, options.out.suffix.lower())
    return {"file": str(options.out), "rows": len(rows), "days": sorted({day.isoformat() for day in rows.as_of})}


def _write(rows: pd.DataFrame, path: Path, form: str) -> None:
    if form == ".parquet":
        rows.to_parquet(path, index=False)
    else:
        rows.to_csv(path, index=False)
