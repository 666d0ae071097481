"""Files of one merchant into the store: recognised by their headers, read, merged in one transaction each.

`detect` says what a file is, `intake` takes files in, `intake_cohort` takes the canonical tables of many merchants.
"""
import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from data import keys
from data.cohort_intake import intake_cohort
from data.errors import InputProblem, PeriodNeeded
from data.file_names import made_at, period_of
from data.mapping import Choice, Format, Match
from data.merging import keep
from data.read import Upload, read, unpacked
from data.recognition import chosen, mappings
from data.recognition.detecting import detect
from data.recognition.recognising import recognise
from data.staging.stage import Staged, stage
from data.text import _
from data.workspace import Workspace

__all__ = ["Choice", "Upload", "detect", "intake", "intake_cohort"]

Progress = Callable[[float, dict[str, Any]], None]
"""Called with the share that is done and what is being done, a text as results keep it."""


@dataclass
class _Read:
    """A file that has been read and understood, before anything is written."""

    upload: Upload
    sha256: str
    format: Format
    staged: Staged
    known_at: datetime | None
    said: tuple[tuple[str | None, ...], Choice] | None = None
    """The header row and what a person says of it now, to be remembered once the file is in the store."""


def intake(workspace: Workspace, merchant_id: str, files: Sequence[Upload], password: str | None = None,
           today: date | None = None, progress: Progress | None = None,
           choices: Mapping[str, Choice] | None = None) -> list[dict[str, Any]]:
    """Take the files of one merchant in; one entry per file with what became of its rows.

    `choices` is what a person said of files, by the name of the upload; what its columns mean is remembered for its header
    set. Raises `FormatUnknown`, with the proposal that `detect` gives, for a file that no format and no remembered mapping
    fits, `FormatUnclear` where several formats do, and `PeriodNeeded` for statistics that do not say which days they count.

    The files inside a .zip are taken one by one. Every file is read before the first is written. Raises `InputProblem` with a
    sentence for a file that cannot be read or recognised, `PasswordNeeded` for a locked one; then nothing of any file is
    kept. The password is not kept.
    """
    workspace.check(merchant_id)
    if not merchant_id.strip():
        raise InputProblem(_("Say whose files these are: the merchant's id is empty."))
    say = progress or (lambda _share, _message: None)
    told = choices or {}
    single = [(one, told.get(one.name, told.get(file.name))) for file in files for one in unpacked([file])]
    ready = []
    for n, (upload, choice) in enumerate(single):
        say(n / (2 * len(single)), {"text": _("Reading {file}"), "params": {"file": upload.name}})
        def checking(share: float, at: float = n, name: str = upload.name) -> None:
            message = {"text": _("Checking the rows of {file}"), "params": {"file": name}}
            say((at + 0.3 + 0.7 * share) / (2 * len(single)), message)

        ready.append(_understand(workspace, merchant_id, upload, password, today or date.today(), choice, checking))
    found = []
    for n, one in enumerate(ready):
        say(0.5 + n / (2 * len(ready)), {"text": _("Storing {file}"), "params": {"file": one.upload.name}})
        found.append(_keep(workspace, merchant_id, one, today))
        if one.said is not None:
            mappings.save(workspace, merchant_id, *one.said)
    say(1.0, {"text": _("Done"), "params": {}})
    return found


def _understand(workspace: Workspace, merchant_id: str, upload: Upload, password: str | None, today: date,
                choice: Choice | None = None, checking: Callable[[float], None] | None = None) -> _Read:
    matches = recognise(workspace, merchant_id, upload, read(upload, password), choice)
    known_at, period = made_at(upload.name), _period(upload, matches, choice)
    key = keys.load_key(workspace.store.path)
    with ThreadPoolExecutor(1) as apart:  # the digest of a large file takes a second
        digest = apart.submit(lambda: hashlib.sha256(upload.content).hexdigest())
        day = min(known_at.date(), today) if known_at else today
        if any(output.table == "listings" for m in matches for output in m.format.outputs):
            day = min(day, _first_seen(workspace, merchant_id, digest.result()) or day)
        staged = _together([stage(m, merchant_id, key, day, known_at, period, checking) for m in matches])
        sha256 = digest.result()
    if not staged.read:
        staged.warnings.append({"text": _("The file has a header and no rows."), "params": {}})
    unsaid = chosen.unsaid(matches[0])
    if unsaid is not None:
        staged.warnings.append(unsaid)
    said = (matches[0].header, choice) if choice is not None and choice.columns else None
    return _Read(upload, sha256, matches[0].format, staged, known_at, said)


def _period(upload: Upload, matches: Sequence[Match], choice: Choice | None) -> tuple[date | None, date | None]:
    """The days that the file covers: as a person said, or as its name says."""
    said = (choice.first_day, choice.last_day) if choice else (None, None)
    first, last = period_of(upload.name) if said == (None, None) else said
    if first is None and last is None and any(m.format.period for m in matches):
        raise PeriodNeeded(_("{file} does not say which days it counts. Say from which day to which."), file=upload.name)
    if (first is None) != (last is None) or (first and last and first > last):
        raise InputProblem(_("The period of {file} needs a first and a last day, in this order."), file=upload.name)
    return first, last


def _first_seen(workspace: Workspace, merchant_id: str, sha256: str) -> date | None:
    """The first day on which the same bytes were seen: the second time they tell nothing new."""
    cursor = workspace.store.cursor()
    try:
        found: date | None = cursor.execute("""
            WITH same AS (SELECT import_id, CAST(coalesce(first_at, imported_at) AS DATE) AS day FROM imports
              WHERE merchant_id = ? AND sha256 = ?)
            SELECT least((SELECT min(day) FROM same), (SELECT min(observed_on) FROM told_listings SEMI JOIN same USING (import_id)
              WHERE NOT dated))""", [merchant_id, sha256]).fetchall()[0][0]
    finally:
        cursor.close()
    return found


def _together(parts: list[Staged]) -> Staged:
    """The sheets of one file as one; rows keep their number within their sheet in what is refused."""
    whole = Staged()
    for n, part in enumerate(parts):
        whole.read += part.read
        whole.rejects += part.rejects
        whole.warnings += [w for w in part.warnings if w not in whole.warnings]
        for name, rows in part.tables.items():
            place = rows.schema.get_field_index("row_no")
            rows = rows.set_column(place, "row_no", pa.compute.add(rows["row_no"], n * 10_000_000))
            before = whole.tables.get(name)  # another format: the same columns, in an order of its own
            whole.tables[name] = rows if before is None else pa.concat_tables([before, rows.select(before.column_names)])
    return whole


def _keep(workspace: Workspace, merchant_id: str, one: _Read, today: date | None) -> dict[str, Any]:
    """Write one file in one transaction; a file that is known and tells nothing new leaves no trace."""
    staged, form = one.staged, one.format
    file = keep.File(one.upload.name, one.sha256, form.id, form.table, merchant_id, staged.read, staged.rejects, one.known_at,
                     staged.warnings)
    return keep.keep(workspace, file, staged.tables, today)
