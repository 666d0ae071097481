"""Write the kit of one treatment for one merchant: what is needed to do it oneself, filled in with the merchant's data."""

import argparse
from pathlib import Path
from typing import Any

from data.files import written
from diagnostics.commands.shared import add_store, as_day, workspace
from diagnostics.report.formats import FORMATS
from diagnostics.texts import LANGUAGES

HELP = "write the kit of one treatment for a merchant"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--treatment", required=True, help="id of the treatment, such as detail_page.photography")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="ko")
    parser.add_argument("--format", choices=sorted(FORMATS), default="html")
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")


def run(options: argparse.Namespace) -> Any:
    from diagnostics.kits import kit
    from diagnostics.report.formats import write

    document = kit(workspace(options), options.merchant, options.treatment, options.lang, options.as_of)
    content = write(document, options.format)
    with written(options.out) as path:
        path.write_bytes(content)
    return {
        "file": str(options.out),
        "bytes": len(content),
        "language": options.lang,
        "treatment": options.treatment,
        "format": options.format,
    }
