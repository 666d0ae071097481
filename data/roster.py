"""The roster of a programme: who takes part, what each received and when, and the days on which the programme measures.

Who may see a few merchants sees the part of these; a file about all of them is loaded by who may see all. Loading a file again
changes nothing. A corrected file replaces what files said before of the same shop and treatment; what it does not name stays,
and so does what was recorded by hand.
"""
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import pandas as pd

from data import roster_file
from data.errors import AccessDenied, InputProblem
from data.merging import told
from data.read import Upload
from data.roster_file import MEMBER
from data.roster_match import FACTS, Shops
from data.text import _
from data.workspace import Workspace, bump

STAGES = ("intake", "mid", "exit")
"""T0, T1, T2."""
DETAILS = ("started_on", "ended_on", "cost")


def load(workspace: Workspace, data: bytes, filename: str, programme: str | None = None,
         named: Callable[[str], str | None] = str) -> dict[str, Any]:
    """Take in one roster file (xlsx, csv …): a row per shop, or a row per shop and treatment.

    `programme` is that of the rows which name none themselves; `named` gives the id of a treatment by its name. A shop is found
    by its number, its business registration number or its name; one that is not known yet is made.
    Returns {"file", "programmes", "read" rows, "loaded", "updated", "unchanged" members, "new_merchants", "treatments" {loaded,
    updated, unchanged}, "left_out" headings that are not kept, "rejects" [{row, column, reason, params}]}. Raises `InputProblem`
    for a file that is no roster, `AccessDenied` for a viewer of some merchants only.
    """
    _all(workspace)
    upload = Upload(filename, data)
    found = roster_file.parse(upload, named)
    known = Shops(workspace.merchants())
    members: dict[tuple[str, str], dict[str, Any]] = {}
    given: dict[tuple[str, str, str | None, str | None], dict[tuple[Any, ...], None]] = defaultdict(dict)
    for row in found.rows:
        name = row.who.get("programme") or programme
        if not name:
            found.reject(row.number, "", _("Which programme? Name it, or add a column 사업명."))
            continue
        merchant_id = known.id_of(row, found)
        if merchant_id is None:
            continue
        said = {column: row.who.get(column) for column in MEMBER if column in found.columns}
        key = (merchant_id, str(name).strip())
        if any(value is not None and members.get(key, {}).get(column) not in (None, value) for column, value in said.items()):
            found.reject(row.number, "", _("An earlier row says something else of this shop."))
            continue
        members[key] = {c: members.get(key, {}).get(c) or v for c, v in said.items()}
        for part in row.given:
            given[(*key, part["package"], part["treatment"])][tuple(part[c] for c in DETAILS)] = None
    import_id = uuid.uuid4().hex
    with workspace.store.transaction() as cursor:
        _make(cursor, known.fresh)
        counts = _keep_members(workspace, cursor, members, import_id)
        received = _keep_given(workspace, cursor, given, import_id)
        cursor.execute("INSERT INTO roster_imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
            import_id, ", ".join(sorted({p for _m, p in members})), upload.name, hashlib.sha256(data).hexdigest(), found.read,
            counts["loaded"], counts["updated"], counts["unchanged"], len({r["row"] for r in found.rejects}), datetime.now(),
            workspace.viewer.name])
    return {"file": upload.name, "programmes": sorted({p for _m, p in members}), "read": found.read, **counts,
            "new_merchants": len(known.fresh), "treatments": received, "left_out": found.left_out,
            "rejects": sorted(found.rejects, key=lambda r: r["row"])}


def members(workspace: Workspace, programme: str | None = None) -> pd.DataFrame:
    """Who of the viewer's merchants takes part: merchant_id, programme, name, region, industry, segment, consultant, applied_on,
    left_on, by programme and merchant."""
    return _read(workspace, "SELECT r.merchant_id, programme, name, region, industry, segment, consultant, applied_on, left_on "
                            "FROM roster r LEFT JOIN merchants m USING (merchant_id) {where} "
                            "AND (CAST(? AS VARCHAR) IS NULL OR programme = ?) ORDER BY programme, r.merchant_id",
                 [programme, programme])


def treatments(workspace: Workspace, programme: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """What was received: merchant_id, programme, package, treatment, started_on, ended_on, cost (won). With `as_of` what began
    before that day, and an end on or after it is not known yet."""
    return _read(workspace, "SELECT r.merchant_id, programme, package, treatment, started_on, CASE WHEN CAST(? AS DATE) IS NULL "
                            "OR ended_on < CAST(? AS DATE) THEN ended_on END AS ended_on, cost FROM treatments_done r {where} "
                            "AND (CAST(? AS VARCHAR) IS NULL OR programme = ?) "
                            "AND (CAST(? AS DATE) IS NULL OR started_on < CAST(? AS DATE)) "
                            "ORDER BY r.merchant_id, started_on, package, treatment",
                 [as_of, as_of, programme, programme, as_of, as_of])


def record(workspace: Workspace, merchant_id: str, treatment: str | None, started_on: date, ended_on: date | None = None,
           cost: int | None = None, programme: str | None = None, package: str | None = None) -> None:
    """Write down what a merchant received; again with the same first day replaces it. Raises `InputProblem` for what cannot be,
    `AccessDenied` for a merchant who is not the viewer's."""
    workspace.check(merchant_id)
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    if treatment is None and package is None:
        raise InputProblem(_("Say what the shop received: a treatment or a package."))
    if ended_on is not None and ended_on < started_on:
        raise InputProblem(_("It ended before it began."))
    if cost is not None and cost < 0:
        raise InputProblem(_("This is not an amount in won."))
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM treatments_done WHERE merchant_id = ? AND treatment IS NOT DISTINCT FROM ? "
                       "AND package IS NOT DISTINCT FROM ? AND programme IS NOT DISTINCT FROM ? AND started_on = ?",
                       [merchant_id, treatment, package, programme, started_on])
        cursor.execute("INSERT INTO treatments_done (merchant_id, treatment, started_on, ended_on, cost, programme, package, "
                       "recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       [merchant_id, treatment, started_on, ended_on, cost, programme, package, datetime.now(),
                        workspace.viewer.name])


def programmes(workspace: Workspace) -> list[str]:
    """Names of the programmes in which the viewer's merchants take part."""
    return [str(p) for p in _read(workspace, "SELECT DISTINCT programme FROM roster r {where} ORDER BY 1", []).programme]


def stages(workspace: Workspace, programme: str | None = None) -> pd.DataFrame:
    """The days on which programmes measure: programme, stage (intake T0, mid T1, exit T2), as_of; by programme and day."""
    cursor = workspace.store.cursor()
    try:
        return cursor.execute("SELECT programme, stage, as_of FROM stages WHERE CAST(? AS VARCHAR) IS NULL OR programme = ? "
                              "ORDER BY programme, as_of, stage", [programme, programme]).df()
    finally:
        cursor.close()


def set_stage(workspace: Workspace, programme: str, stage: str, as_of: date) -> None:
    """Set the day of a stage: the first day that is not known any more. Stages follow one another in time."""
    _all(workspace)
    if stage not in STAGES:
        raise InputProblem(_("A stage is intake, mid or exit."))
    others = {s: pd.Timestamp(d).date() for s, d in zip(*stages(workspace, programme)[["stage", "as_of"]].T.to_numpy(),
                                                        strict=True)}
    days = [day for _stage, day in sorted((others | {stage: as_of}).items(), key=lambda one: STAGES.index(one[0]))]
    if days != sorted(set(days)):
        raise InputProblem(_("The stages must follow one another: intake before mid before exit."))
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM stages WHERE programme = ? AND stage = ?", [programme, stage])
        cursor.execute("INSERT INTO stages VALUES (?, ?, ?, ?, ?)", [programme, stage, as_of, datetime.now(),
                                                                     workspace.viewer.name])


def state(workspace: Workspace) -> tuple[Any, ...]:
    """Changes with everything that is written to the roster, the treatments or the stages."""
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("SELECT (SELECT max(recorded_at) FROM roster), (SELECT count(*) FROM roster), "
                              "(SELECT max(recorded_at) FROM treatments_done), (SELECT count(*) FROM treatments_done), "
                              "(SELECT max(set_at) FROM stages)").fetchall()
    finally:
        cursor.close()
    return tuple(rows[0])


def _make(cursor: duckdb.DuckDBPyConnection, fresh: dict[str, dict[str, Any]]) -> None:
    """The shops that the store does not know yet, as if a person had typed what the file says of them."""
    if not fresh:
        return
    rows = pd.DataFrame([{"merchant_id": id, **facts} for id, facts in fresh.items()]).astype(object)
    rows = rows.where(rows.notna(), None)
    columns = ", ".join(f"CAST({c} AS VARCHAR) AS {c}" for c in ("merchant_id", *FACTS))
    _insert(cursor, "merchants", rows, columns)
    _insert(cursor, "told_merchants", rows, f"{columns}, 0 AS row_no, {told.next_number(cursor) - 1} AS number")
    bump(cursor, fresh)


def _keep_members(workspace: Workspace, cursor: duckdb.DuckDBPyConnection, members: dict[tuple[str, str], dict[str, Any]],
                  import_id: str) -> dict[str, int]:
    before = {(row[0], row[1]): dict(zip(MEMBER, row[2:], strict=True)) for row in cursor.execute(
        f"SELECT merchant_id, programme, {', '.join(MEMBER)} FROM roster").fetchall()}
    # A column that the file does not have says nothing; an empty cell of one that it has takes the value back.
    now = {key: {**dict.fromkeys(MEMBER), **before.get(key, {}), **said} for key, said in members.items()}
    changed = [key for key, said in now.items() if before.get(key) != said]
    _remove(cursor, "roster", ("merchant_id", "programme"), [key for key in changed if key in before])
    _insert(cursor, "roster", _stamped(workspace, import_id, [
        {"merchant_id": m, "programme": p, **now[(m, p)]} for m, p in changed]))
    fresh = sum(key not in before for key in changed)
    return {"loaded": fresh, "updated": len(changed) - fresh, "unchanged": len(now) - len(changed)}


def _keep_given(workspace: Workspace, cursor: duckdb.DuckDBPyConnection,
                given: dict[tuple[str, str, str | None, str | None], dict[tuple[Any, ...], None]], import_id: str,
                ) -> dict[str, int]:
    keys = ("merchant_id", "programme", "package", "treatment")
    before: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
    rows = cursor.execute(f"SELECT {', '.join((*keys, *DETAILS))} FROM treatments_done WHERE import_id IS NOT NULL").fetchall()
    for row in rows:
        before[row[:4]].add(row[4:])
    changed = [key for key, details in given.items() if before.get(key, set()) != set(details)]
    _remove(cursor, "treatments_done", keys, [key for key in changed if key in before], " AND t.import_id IS NOT NULL")
    _insert(cursor, "treatments_done", _stamped(workspace, import_id, [
        {**dict(zip(keys, key, strict=True)), **dict(zip(DETAILS, one, strict=True))} for key in changed for one in given[key]]))
    fresh = sum(len(given[key]) for key in changed if key not in before)
    changes = sum(len(given[key]) for key in changed if key in before)
    return {"loaded": fresh, "updated": changes, "unchanged": sum(len(d) for d in given.values()) - fresh - changes}


def _stamped(workspace: Workspace, import_id: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame([{**row, "import_id": import_id, "recorded_at": datetime.now(), "recorded_by": workspace.viewer.name}
                         for row in rows], dtype=object)


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame, columns: str = "*") -> None:
    if len(rows):
        cursor.register("roster_rows", rows)
        cursor.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM roster_rows")
        cursor.unregister("roster_rows")


def _remove(cursor: duckdb.DuckDBPyConnection, table: str, keys: tuple[str, ...], rows: list[tuple[Any, ...]],
            also: str = "") -> None:
    if rows:
        cursor.register("roster_rows", pd.DataFrame(rows, columns=list(keys), dtype=object))
        same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM CAST(r.{k} AS VARCHAR)" for k in keys)
        cursor.execute(f"DELETE FROM {table} t USING roster_rows r WHERE {same}{also}")
        cursor.unregister("roster_rows")


def _all(workspace: Workspace) -> None:
    if workspace.viewer.merchants is not None:
        raise AccessDenied(_("A roster is about all merchants: only who may see all of them may load one."))


def _read(workspace: Workspace, sql: str, params: list[Any]) -> pd.DataFrame:
    """Run `sql` with the viewer's limits in its place."""
    viewer = workspace.viewer.merchants
    where = "WHERE true" if viewer is None else f"WHERE list_contains({_list(viewer)}, r.merchant_id)"
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql.format(where=where), params).df()
    finally:
        cursor.close()


def _list(ids: frozenset[str]) -> str:
    return "CAST([" + ", ".join("'" + id.replace("'", "''") + "'" for id in sorted(ids)) + "] AS VARCHAR[])"
