"""Say what a file is: its format, header row and encoding, and what its columns mean."""
import argparse
from pathlib import Path
from typing import Any

from diagnostics.commands.shared import as_upload

HELP = "say what a file is and what its columns mean"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--password", help="password of an encrypted workbook; used once and not kept")


def run(options: argparse.Namespace) -> Any:
    from data.intake import detect

    answer = detect(as_upload(options.file), options.password)
    shown = ("format", "confidence", "sheet", "header_row", "encoding", "columns", "unknown", "personal", "table", "channel",
             "proposals")
    return {name: answer[name] for name in shown}
