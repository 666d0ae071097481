"""Files of one merchant into the store: recognised by their headers, read, merged in one transaction each.

`detect` says what a file is, `intake` takes files in, `intake_cohort` takes the canonical tables of many merchants.
"""
import hashlib
import re
import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from data import contract, keys, merge, merge_listings, merge_orders
from data.cohort_intake import intake_cohort
from data.detecting import detect
from data.errors import InputProblem
from data.mapping import Choice, Format
from data.read import Upload, read
from data.recognising import recognise
from data.stage import Staged, describe, stage
from data.text import _
from data.workspace import Workspace, bump

__all__ = ["Choice", "Upload", "detect", "intake", "intake_cohort", "made_at"]

Progress = Callable[[float, dict[str, Any]], None]
"""Called with the share that is done and what is being done, a text as results keep it."""
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?=(?:\d{4}|\d{6})?(?!\d))")
_CLOCK = re.compile(r"[-_T ]?([01]\d|2[0-3])[:-]?([0-5]\d)(?:[:-]?([0-5]\d))?(?!\d)")


def period_of(name: str) -> tuple[date | None, date | None]:
    """First and last day that the name of a file tells; one day alone is both, as of a report of that day."""
    days = [moment.date() for moment in _moments(name)]
    return (min(days), max(days)) if days else (None, None)


def made_at(name: str) -> datetime | None:
    """When a file was made, where its name says so: ..._20260918_0901.xlsx; of a period its last day."""
    return max(_moments(name), default=None)


def _moments(name: str) -> list[datetime]:
    name = unicodedata.normalize("NFC", name)
    found: list[datetime] = []
    for match in _DAY.finditer(name):
        try:
            moment = datetime(*map(int, match.groups()))  # type: ignore[arg-type]
        except ValueError:
            continue
        clock = _CLOCK.match(name, match.end())
        if clock and not _DAY.match(name, match.end() + 1):
            moment = moment.replace(hour=int(clock[1]), minute=int(clock[2]), second=int(clock[3] or 0))
        found.append(moment)
    return found


@dataclass
class _Read:
    """A file that has been read and understood, before anything is written."""

    upload: Upload
    sha256: str
    format: Format
    staged: Staged
    known_at: datetime | None


def intake(workspace: Workspace, merchant_id: str, files: Sequence[Upload], password: str | None = None,
           today: date | None = None, progress: Progress | None = None,
           choices: Mapping[str, Choice] | None = None) -> list[dict[str, Any]]:
    """Take the files of one merchant in; one entry per file with what became of its rows.

    `choices` is what a person said of files, by the name of the upload; what its columns mean is remembered for its header
    set. Raises `FormatUnknown`, with the proposal that `detect` gives, for a file that no format and no remembered mapping
    fits, and `FormatUnclear` where several formats do.

    Every file is read before the first is written. Raises `InputProblem` with a sentence for a file that cannot be read or
    recognised, `PasswordNeeded` for a locked one; then nothing of any file is kept. The password is not kept.
    """
    workspace.check(merchant_id)
    if not merchant_id.strip():
        raise InputProblem(_("Say whose files these are: the merchant's id is empty."))
    say = progress or (lambda _share, _message: None)
    ready = []
    for n, upload in enumerate(files):
        say(n / (2 * len(files)), {"text": _("Reading {file}"), "params": {"file": upload.name}})
        ready.append(_understand(workspace, merchant_id, upload, password, today or date.today(),
                                 (choices or {}).get(upload.name)))
    found = []
    for n, one in enumerate(ready):
        say(0.5 + n / (2 * len(files)), {"text": _("Storing {file}"), "params": {"file": one.upload.name}})
        found.append(_keep(workspace, merchant_id, one, today))
    say(1.0, {"text": _("Done"), "params": {}})
    return found


def _understand(workspace: Workspace, merchant_id: str, upload: Upload, password: str | None, today: date,
                choice: Choice | None = None) -> _Read:
    matches = recognise(workspace, merchant_id, upload, read(upload, password), choice)
    sha256, known_at = hashlib.sha256(upload.content).hexdigest(), made_at(upload.name)
    day = min(known_at.date(), today) if known_at else _first_seen(workspace, merchant_id, sha256) or today
    key = keys.load_key(workspace.store.path)
    staged = _together([stage(m, merchant_id, key, day, known_at, period_of(upload.name)) for m in matches])
    if not staged.read:
        staged.warnings.append({"text": _("The file has a header and no rows."), "params": {}})
    return _Read(upload, sha256, matches[0].format, staged, known_at)


def _first_seen(workspace: Workspace, merchant_id: str, sha256: str) -> date | None:
    """The day on which the same bytes were first taken in: the second time they tell nothing new."""
    cursor = workspace.store.cursor()
    try:
        found = cursor.execute("SELECT min(imported_at) FROM imports WHERE merchant_id = ? AND sha256 = ?",
                               [merchant_id, sha256]).fetchall()[0][0]
    finally:
        cursor.close()
    return found.date() if found else None


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
            whole.tables[name] = pa.concat_tables([whole.tables[name], rows]) if name in whole.tables else rows
    return whole


def _keep(workspace: Workspace, merchant_id: str, one: _Read, today: date | None) -> dict[str, Any]:
    """Write one file in one transaction; a file that is known and tells nothing new leaves no trace."""
    staged, form = one.staged, one.format
    import_id = uuid.uuid4().hex[:16]
    now = datetime.now()
    with workspace.store.transaction() as cursor:
        new = not cursor.execute("SELECT 1 FROM merchants WHERE merchant_id = ?", [merchant_id]).fetchall()
        if new:
            cursor.execute("INSERT INTO merchants (merchant_id) VALUES (?)", [merchant_id])
        counts = {name: _merge(cursor, name, rows, import_id, list(staged.tables)) for name, rows in staged.tables.items()}
        main = counts[form.table]
        changed = set().union(*(c.merchants for c in counts.values())) | ({merchant_id} if new else set())
        if changed:
            bump(cursor, changed)
        before = cursor.execute("SELECT import_id FROM imports WHERE merchant_id = ? AND sha256 = ? ORDER BY imported_at LIMIT 1",
                                [merchant_id, one.sha256]).fetchall()
        first, last = _period(staged.tables[form.table], contract.TABLES[form.table], one.known_at, today or now.date())
        if before and not changed:
            import_id = before[0][0]
        else:
            at = datetime.combine(today, now.time()) if today else now
            cursor.execute("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", [
                import_id, merchant_id, one.upload.name, one.sha256, form.id, form.table, staged.read, main.loaded, main.updated,
                main.unchanged, len(staged.rejects), first, last, one.known_at, at, workspace.viewer.name])
            keep_rejects(cursor, import_id, merchant_id, staged.rejects)
    return {"file": one.upload.name, "format": form.id, "table": form.table, "read": staged.read, "loaded": main.loaded,
            "updated": main.updated, "unchanged": main.unchanged, "rejected": len(staged.rejects), "rejects": staged.rejects,
            "first_day": first, "last_day": last, "import_id": import_id, "warnings": staged.warnings,
            "also": [{"table": name, "loaded": c.loaded, "updated": c.updated, "unchanged": c.unchanged}
                     for name, c in counts.items() if name != form.table]}


def _merge(cursor: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, import_id: str, tables: list[str]) -> merge.Counts:
    cursor.register("given", rows.append_column("weight", pa.array([1] * rows.num_rows, pa.int64())))
    try:
        cursor.execute("CREATE OR REPLACE TEMP TABLE incoming AS SELECT * FROM given")
    finally:
        cursor.unregister("given")
    return merge_rows(cursor, name, import_id, settled="settlements" in tables)


def merge_rows(cursor: duckdb.DuckDBPyConnection, name: str, import_id: str, settled: bool) -> merge.Counts:
    """Merge the temporary table `incoming` into the canonical table `name`."""
    table = contract.TABLES[name]
    if name == "order_lines":
        return merge_orders.order_lines(cursor, "incoming", import_id, settled)
    if name == "settlements":
        return merge_orders.settlements(cursor, "incoming", import_id)
    if name == "listings":
        return merge_listings.listings(cursor, "incoming", import_id)
    merge.see(cursor, table, "incoming")
    merge.fold(cursor, table)
    return merge.write(cursor, table, "incoming", import_id)


def keep_rejects(cursor: duckdb.DuckDBPyConnection, import_id: str, merchant_id: str | None,
                 rejects: list[dict[str, Any]]) -> None:
    """Keep the rows that were not taken beside their import."""
    rows = describe(rejects)
    if not rows:
        return
    names = ("row_no", "column", "reason", "params")
    cursor.register("refused", pa.table(dict(zip(names, map(pa.array, zip(*rows, strict=True)), strict=True))))
    cursor.execute("INSERT INTO rejects BY NAME SELECT ? AS import_id, ? AS merchant_id, row_no, \"column\", reason, params "
                   "FROM refused", [import_id, merchant_id])
    cursor.unregister("refused")


def _period(rows: pa.Table, table: contract.Table, known_at: datetime | None,
            today: date) -> tuple[date | None, date | None]:
    """First and last day of the data; a file that names the day on which it was made reaches to that day.

    Planned payouts after that day are left out, unless there is nothing else.
    """
    days: list[date] = []
    if table.dated_by and rows.num_rows:
        found = rows[table.dated_by].cast(pa.date32())
        until = pa.scalar(known_at.date() if known_at else today, pa.date32())
        past = found.filter(pa.compute.less_equal(found, until))
        bounds = pa.compute.min_max(past if len(past) else found).as_py()
        days = [d for d in (bounds["min"], bounds["max"]) if d is not None]
    if known_at is not None and known_at.date() <= today:
        days.append(known_at.date())
    return (min(days), max(days)) if days else (None, None)
