"""Write the report of one merchant to hand over: diagnosis, channels and plan as HTML, PDF, HWPX, XLSX or DOCX."""
import argparse
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.files import written
from data.text import _
from diagnostics.commands.shared import add_store, as_day, as_hours, as_won, workspace
from diagnostics.texts import LANGUAGES

HELP = "write the report of one merchant"
FORMATS = ("html", "pdf", "hwpx", "xlsx", "docx")
STAGES = ("intake", "mid", "exit", "T0", "T1", "T2")


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--format", choices=FORMATS, help="the file type; default: by the ending of --out, else html")
    parser.add_argument("--version", choices=("long", "short"), default="long", help="with all evidence, or one sheet")
    parser.add_argument("--stage", choices=STAGES, default="intake", help="before (T0), during (T1) or after (T2) the support")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="ko")
    parser.add_argument("--budget", type=as_won, help="won; default: of the accepted plan, else of a proposal")
    parser.add_argument("--hours", type=as_hours, help="hours of the shop owner")
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from diagnostics.report import write_report

    kind = options.format or file_type(options.out)
    made = write_report(
        workspace(options), options.merchant, options.lang, options.budget, options.hours, options.as_of,
        format=kind, version=options.version, stage=options.stage,
    )
    content = made.encode("utf-8") if isinstance(made, str) else made
    with written(options.out) as path:
        path.write_bytes(content)
    return {"file": str(options.out), "bytes": len(content), "language": options.lang, "format": kind, "version": options.version}


def file_type(out: Path) -> str:
    """By the ending of the file's name; without one, HTML. Raises `InputProblem` for an ending that is none of ours."""
    ending = out.suffix.lower().removeprefix(".")
    if ending in ("", "htm"):
        return "html"
    if ending not in FORMATS:
        raise InputProblem(_("There is no file type {format}. Choose one of {known}."), format=ending, known=", ".join(FORMATS))
    return ending
