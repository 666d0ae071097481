"""The command line: `python -m diagnostics COMMAND …`. JSON on stdout, messages on stderr.

Exit 0: done. 2: bad usage or unreadable input, one plain sentence. 1: our fault, with an incident number for the log.
"""
import argparse
import json
import logging
import os
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from data.errors import Problem
from diagnostics import units


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def plain(value: Any) -> Any:
    """What JSON has no form for: dates as ISO text, exact money as a number."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _Parser(prog="python -m diagnostics", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in units.modules("commands"):
        if hasattr(module, "run"):
            sub = commands.add_parser(name.replace("_", "-"), help=module.HELP, description=module.__doc__)
            module.arguments(sub)
            sub.set_defaults(run=module.run)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with _libraries_on_stderr():
            answer = options.run(options)
        text = json.dumps(answer, ensure_ascii=False, indent=1, default=plain, allow_nan=False)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 2
    except Exception as error:
        incident = uuid.uuid4().hex[:8]
        logging.getLogger("diagnostics").error("incident %s: %s", incident, type(error).__name__, exc_info=_wanted())
        print(f"Something went wrong on our side (incident {incident}). Nothing was changed. Run again with "
              "DIGITAL_DOCTOR_DEBUG=1 to see the cause.", file=sys.stderr)
        return 1
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


@contextmanager
def _libraries_on_stderr() -> Iterator[None]:
    """Compiled libraries print past Python (the solver HiGHS does): stdout has to hold JSON and nothing else."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def _wanted() -> bool:
    return bool(os.environ.get("DIGITAL_DOCTOR_DEBUG"))


if __name__ == "__main__":
    sys.exit(main())
