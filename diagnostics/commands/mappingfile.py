"""What a person says of files on the command line: the id of a format, or a JSON file as `detect` prints it."""
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.mapping import Choice
from data.text import _

_SHAPE = _("{file} is no mapping. It holds “table”, “channel” and “columns”, as detect prints them.")


def as_choice(mapping: Path | None, format_id: str | None, channel: str | None) -> Choice | None:
    """The choice of these options, None where there is none. Raises `InputProblem` for what cannot be read or does not agree."""
    if mapping is None:
        if channel is not None:
            raise InputProblem(_("--channel goes with --mapping: known files tell their channel themselves."))
        return Choice(format=format_id) if format_id else None
    if format_id is not None:
        raise InputProblem(_("Give --format or --mapping, not both."))
    given = _read(mapping)
    if given.get("format"):
        return Choice(format=str(given["format"]))
    columns = given.get("columns")
    if (not isinstance(columns, dict) or not all(isinstance(column, str | None) for column in columns.values())
            or not isinstance(given.get("table"), str) or not isinstance(given.get("channel"), str | None)):
        raise InputProblem(_SHAPE, file=mapping.name)
    said = {header: column for header, column in columns.items() if column}
    if not said:
        raise InputProblem(_("{file} names no column. Say in “columns” what the columns of the file mean."), file=mapping.name)
    return Choice(table=given["table"], channel=channel or given.get("channel") or None, columns=said)


def _read(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_bytes().decode("utf-8-sig"), object_pairs_hook=_once)
    except OSError as error:
        raise InputProblem(_("{file} cannot be read. Check that it exists and may be opened."), file=path.name) from error
    except (ValueError, RecursionError) as error:
        raise InputProblem(_SHAPE, file=path.name) from error
    if not isinstance(given, dict):
        raise InputProblem(_SHAPE, file=path.name)
    return given


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; a header that stands in it twice is asked about, for the last would win in silence."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            raise InputProblem(_("“{header}” is named twice. A column of the file can mean one thing."), header=name)
        found[name] = value
    return found
