"""What people said of files that no format knows, kept for their header set: the next file with these headers needs no question.

A mapping belongs to one merchant, or to all where somebody who may see all merchants said it; the merchant's own comes first.
"""
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from data.errors import InputProblem
from data.mapping import Choice, plain_header
from data.text import _
from data.workspace import Workspace


@dataclass(frozen=True)
class Remembered:
    """One remembered mapping: for which merchant (None: all), what was said, when and by whom. `columns` of the choice are
    by the headers as they are compared."""

    header: str
    merchant_id: str | None
    choice: Choice
    made_at: datetime
    made_by: str


def digest(header: Iterable[str | None]) -> str:
    """The header set as a key: neither the order of columns nor their spacing counts."""
    names = sorted({plain_header(text) for text in header} - {""})
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()


def save(workspace: Workspace, merchant_id: str, header: Iterable[str | None], choice: Choice,
         cursor: duckdb.DuckDBPyConnection | None = None) -> None:
    """Remember what a header set means; it replaces what was said before. A viewer of all merchants says it for all.

    With `cursor` it is written in the transaction of the caller.
    """
    workspace.check(merchant_id)
    if cursor is None:
        with workspace.store.transaction() as own:
            save(workspace, merchant_id, header, choice, own)
        return
    key = digest(header)
    whose = merchant_id if workspace.viewer.merchants is not None else None
    columns = {plain_header(text): column for text, column in choice.columns.items()}
    # Who speaks for all corrects what this merchant said too.
    cursor.execute("DELETE FROM mappings WHERE header = ? AND (merchant_id = ? OR (merchant_id IS NULL AND ?))",
                   [key, merchant_id, whose is None])
    cursor.execute("INSERT INTO mappings VALUES (?, ?, ?, ?, ?, ?, ?)", [
        key, whose, choice.table, choice.channel, json.dumps(columns, ensure_ascii=False), datetime.now(), workspace.viewer.name])


def find(workspace: Workspace, merchant_id: str, header: Iterable[str | None]) -> Choice | None:
    """What was said of this header set: for the merchant, or else for all."""
    return known_to(workspace, merchant_id).get(digest(header))


def known_to(workspace: Workspace, merchant_id: str) -> dict[str, Choice]:
    """What counts for the files of a merchant, by the digest of the header set."""
    workspace.check(merchant_id)
    rows = _rows(workspace, "WHERE merchant_id = ? OR merchant_id IS NULL ORDER BY merchant_id IS NOT NULL, made_at",
                 [merchant_id])
    return {one.header: one.choice for one in rows}  # the merchant's own comes last and stays


def listed(workspace: Workspace) -> list[Remembered]:
    """The mappings that the viewer may see, newest first: those for all, and those of the viewer's merchants."""
    viewer = workspace.viewer.merchants
    if viewer is None:
        return _rows(workspace, "ORDER BY made_at DESC, header", [])
    return _rows(workspace, "WHERE merchant_id IS NULL OR list_contains(?, merchant_id) ORDER BY made_at DESC, header",
                 [sorted(viewer)])


def forget(workspace: Workspace, header: str, merchant_id: str | None) -> None:
    """Forget one mapping, by the digest of its header set; one for all only where the viewer may see all merchants."""
    if merchant_id is None and workspace.viewer.merchants is not None:
        raise InputProblem(_("This mapping holds for all shops. Ask your consultant to change it."))
    if merchant_id is not None:
        workspace.check(merchant_id)
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM mappings WHERE header = ? AND merchant_id IS NOT DISTINCT FROM ?", [header, merchant_id])


def _rows(workspace: Workspace, where: str, params: list[object]) -> list[Remembered]:
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute('SELECT header, merchant_id, "table", channel, columns, made_at, made_by FROM mappings ' + where,
                              params).fetchall()
    finally:
        cursor.close()
    return [Remembered(header, merchant, Choice(table=table, channel=channel, columns=json.loads(columns)), at, by)
            for header, merchant, table, channel, columns, at, by in rows]
