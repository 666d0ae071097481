"""Write the report of one merchant: diagnosis, channels and plan as one HTML file to hand over."""
import argparse
from pathlib import Path
from typing import Any

from data.files import written
from diagnostics.commands.shared import add_store, as_day, as_hours, as_won, workspace
from diagnostics.texts import LANGUAGES

HELP = "write the report of one merchant"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--out", type=Path, required=True, help="the HTML file to write")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="ko")
    parser.add_argument("--budget", type=as_won, help="won; default: of the accepted plan, else of a proposal")
    parser.add_argument("--hours", type=as_hours, help="hours of the shop owner")
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from diagnostics.report import write_report

    page = write_report(workspace(options), options.merchant, options.lang, options.budget, options.hours, options.as_of)
    content = page.encode("utf-8")
    with written(options.out) as path:
        path.write_bytes(content)
    return {"file": str(options.out), "bytes": len(content), "language": options.lang}
