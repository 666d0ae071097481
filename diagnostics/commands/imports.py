"""List what was loaded for one merchant, the newest first: file, content, period, rows, who and when, and what was taken back."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, known_merchant, records, workspace

HELP = "list the files that were loaded for one merchant"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)


def run(options: argparse.Namespace) -> Any:
    space = known_merchant(workspace(options), options.merchant)
    return records(space.imports(options.merchant))
