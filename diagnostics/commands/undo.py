"""Take one import back: the store is then as if its file had never been loaded. The file may be loaded again."""
import argparse
from typing import Any

from diagnostics.commands.shared import add_store, known_merchant, workspace

HELP = "take one loaded file back"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--import", required=True, dest="import_id", metavar="IMPORT_ID", help="as `imports` lists it")


def run(options: argparse.Namespace) -> Any:
    from data.merging.undo import undo

    return undo(known_merchant(workspace(options), options.merchant), options.merchant, options.import_id)
