"""One product list per merchant (본점): read, save, delete, take back. The channels (지점) are compared with it.

Every change is kept as a row of its own with who and when, so two tabs never lose each other's change: what a person changes
is compared, field by field, with what that person saw. Values are cleaned by `data.product.values`.
"""
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from data.errors import InputProblem
from data.product.fields import FIELDS, Field, field_of, flat, nested
from data.product.rows import Row, current, read, write
from data.product.values import clean, field_name, is_empty
from data.text import _
from data.workspace import Workspace

TYPED, FILE, SEEDED, FIXED, DELETED, UNDONE = "typed", "file", "seeded", "fixed", "deleted", "undone"
"""Kinds of acts."""
MOST_PRODUCTS = 100_000
_OWN = ("product_id", "version", "changed_at", "changed_by", "sources", "deleted")


def products(workspace: Workspace, merchant_id: str, deleted: bool = False) -> list[dict[str, Any]]:
    """The products of a merchant, by name: every field of `data.product.fields` (None: not known; money in whole won), and
    product_id (our own), per_channel {channel: {product_id, title, category, price}}, sources {field: {"from", …}}, version,
    changed_at, changed_by. `deleted`: those that were deleted instead.

    Raises `AccessDenied` for somebody else's merchant.
    """
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        rows = [r for r in current(cursor, merchant_id).values() if r["deleted"] == deleted]
    finally:
        cursor.close()
    shaped = [{"product_id": r["product_id"], **nested(r["content"]), "sources": r["sources"], "version": r["version"],
               "changed_at": r["changed_at"], "changed_by": r["changed_by"]} for r in rows]
    return sorted(shaped, key=lambda p: (str(p["title"] or "").casefold(), p["product_id"]))


def revision(workspace: Workspace, merchant_id: str) -> int:
    """Counts the changes of this merchant's list: the same number means the same list."""
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        return int(cursor.execute("SELECT count(*) FROM master WHERE merchant_id = ?", [merchant_id]).fetchall()[0][0])
    finally:
        cursor.close()


def save(workspace: Workspace, merchant_id: str, changes: Sequence[Mapping[str, Any]], *, kind: str = TYPED,
         source: Mapping[str, Any] | None = None, at: datetime | None = None) -> dict[str, Any]:
    """Keep changes, all in one transaction. Each is {"product_id": our number or None for a new product, "version": the one
    that the person saw (optional), field: value, …}; a field is one of `FIELDS`, or CHANNEL.FIELD, or stands in per_channel.
    A value of None empties the field; "sources" may say per field where a value comes from.

    Returns {"act": to undo by, or None where nothing changed, "saved": product ids, "refused": [{"row", "product_id", "field",
    "value", "said"}], "conflicts": [{"product_id", "field", "yours", "theirs", "by", "at", "said"}]}. A refused value is not
    kept, its neighbours are; in a conflict what the other person wrote stays. Raises `InputProblem` for an unknown merchant or
    field, `AccessDenied` for somebody else's.
    """
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    now, who, act = at or datetime.now(), workspace.viewer.name, uuid.uuid4().hex[:12]
    origin = {"from": kind, "by": who, "at": now.isoformat(timespec="seconds"), **(source or {})}
    refused: list[Row] = []
    conflicts: list[Row] = []
    with workspace.store.transaction() as cursor:
        there = current(cursor, merchant_id)
        seen = _seen(cursor, merchant_id, changes, there)
        made: dict[str, Row] = {}
        state = dict(there)
        for number, change in enumerate(changes):
            values = _cleaned(number, change, refused)
            row = _target(number, change, values, state, refused)
            if row is None:
                continue
            changed = _merged(row, values, seen.get((row["product_id"], change.get("version"))), conflicts)
            told = dict(change.get("sources") or {})
            if changed or row["version"] == 0:
                content = {n: v for n, v in {**row["content"], **changed}.items() if v is not None}
                sources = {n: s for n, s in row["sources"].items() if n in content}
                sources |= {n: told.get(n, origin) for n in changed if n in content}
                version = there[row["product_id"]]["version"] if row["product_id"] in there else 0
                made[row["product_id"]] = {"product_id": row["product_id"], "version": version + 1, "deleted": False,
                                           "content": content, "sources": sources, "changed_at": now, "changed_by": who}
                state[row["product_id"]] = made[row["product_id"]]
        if sum(not r["deleted"] for r in state.values()) > MOST_PRODUCTS:
            raise InputProblem(_("A list holds at most {n:number} products."), n=MOST_PRODUCTS)
        write(cursor, merchant_id, act, kind, made.values(), now, who)
    return {"act": act if made else None, "saved": list(made), "refused": refused, "conflicts": conflicts}


def delete(workspace: Workspace, merchant_id: str, product_ids: Iterable[str], at: datetime | None = None) -> str | None:
    """Take products off the list; returns the act to `undo` it by, None where none of them stands on it."""
    workspace.check(merchant_id)
    now, act = at or datetime.now(), uuid.uuid4().hex[:12]
    with workspace.store.transaction() as cursor:
        there, wanted = current(cursor, merchant_id), set(product_ids)
        gone = [{**r, "version": r["version"] + 1, "deleted": True} for i, r in there.items()
                if i in wanted and not r["deleted"]]
        write(cursor, merchant_id, act, DELETED, gone, now, workspace.viewer.name)
    return act if gone else None


def undo(workspace: Workspace, merchant_id: str, act: str, at: datetime | None = None) -> dict[str, Any]:
    """Take an act back. What somebody changed since stays as it is now.

    Returns {"act": to take the undoing back, "restored": product ids, "kept": [(product id, field) changed since]}. Raises
    `InputProblem` where the merchant has no such act.
    """
    workspace.check(merchant_id)
    now, new = at or datetime.now(), uuid.uuid4().hex[:12]
    with workspace.store.transaction() as cursor:
        done = read(cursor, "SELECT * FROM master WHERE merchant_id = ? AND act = ?", [merchant_id, act])
        if not done:
            raise InputProblem(_("There is nothing to take back any more."))
        before = {r["product_id"]: r for r in read(
            cursor, "SELECT m.* FROM master m JOIN master a USING (merchant_id, product_id) WHERE m.merchant_id = ? AND "
            "a.act = ? AND m.version = a.version - 1", [merchant_id, act])}
        there = current(cursor, merchant_id)
        made, kept = [], []
        for row in done:
            now_is, was = there[row["product_id"]], before.get(row["product_id"])
            content, sources = dict(now_is["content"]), dict(now_is["sources"])
            old = was["content"] if was else {}
            for name in {*row["content"], *old}:
                if row["content"].get(name) == old.get(name):
                    continue
                if now_is["content"].get(name) != row["content"].get(name):
                    kept.append((row["product_id"], name))
                    continue
                content.pop(name, None)
                sources.pop(name, None)
                if was and name in old:
                    content[name], sources[name] = old[name], was["sources"].get(name, {})
            deleted = now_is["deleted"] if was and was["deleted"] == row["deleted"] else (was["deleted"] if was else True)
            if not was:  # it had not existed: it goes, with what it held, so that this too can be taken back
                content, sources = now_is["content"], now_is["sources"]
            made.append({**now_is, "version": now_is["version"] + 1, "deleted": deleted, "content": content, "sources": sources})
        write(cursor, merchant_id, new, UNDONE, made, now, workspace.viewer.name)
    return {"act": new, "restored": [r["product_id"] for r in made], "kept": kept}


def acts(workspace: Workspace, merchant_id: str, most: int = 20) -> list[dict[str, Any]]:
    """What was done to the list, the newest first: act, kind, at, by, products (how many)."""
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("SELECT act, any_value(kind), max(changed_at), any_value(changed_by), count(*) FROM master "
                              "WHERE merchant_id = ? GROUP BY act ORDER BY 3 DESC, act LIMIT ?", [merchant_id, most]).fetchall()
    finally:
        cursor.close()
    return [dict(zip(("act", "kind", "at", "by", "products"), row, strict=True)) for row in rows]


# -- inside ------------------------------------------------------------------------------------------------------------

def _seen(cursor: duckdb.DuckDBPyConnection, merchant_id: str, changes: Sequence[Mapping[str, Any]],
          there: Mapping[str, Row]) -> dict[tuple[str, Any], Row]:
    """What the persons saw, where it is older than what stands there now: (product, version) to that row."""
    old = [(str(c["product_id"]), int(c["version"])) for c in changes
           if c.get("version") and c.get("product_id") in there and there[c["product_id"]]["version"] != c["version"]]
    if not old:
        return {}
    rows = read(cursor, "SELECT * FROM master WHERE merchant_id = ? AND list_contains(?, product_id)",
                 [merchant_id, sorted({i for i, _v in old})])
    return {(r["product_id"], r["version"]): r for r in rows if (r["product_id"], r["version"]) in set(old)}


def _cleaned(number: int, change: Mapping[str, Any], refused: list[Row]) -> Row:
    found: Row = {}
    for name, value in flat(dict(change)).items():
        if name in _OWN:
            continue
        field: Field | None = field_of(name)
        if field is None:
            raise InputProblem(_("A product has no field {name}."), name=str(name)[:60])
        try:
            found[name] = clean(field, value)
        except InputProblem as problem:
            refused.append({"row": number, "product_id": change.get("product_id"), "field": name, "value": value,
                            "said": {"text": problem.message, "params": problem.params}})
    return found


def _target(number: int, change: Mapping[str, Any], values: Row, there: Mapping[str, Row], refused: list[Row]) -> Row | None:
    """The product that is changed, or a new one; None where neither can be."""
    wanted, said = change.get("product_id"), None
    if wanted is None or is_empty(wanted):
        if values.get("title") or (values.get("sku") and not any(r["row"] == number for r in refused)):
            return {"product_id": f"p-{uuid.uuid4().hex[:10]}", "version": 0, "content": {}, "sources": {}}
        if any(v is not None for v in values.values()) and not any(r["row"] == number and r["field"] == "title" for r in refused):
            said = {"text": _("Give the product a name first.")}
    elif wanted not in there or there[wanted]["deleted"]:
        said = {"text": _("The product does not stand on the list any more; it may have been deleted in another window.")}
    elif "title" in values and values["title"] is None and there[wanted]["content"].get("title"):
        said = {"text": _("A product keeps its name: write another one, or delete the product.")}
        values.pop("title")
        refused.append({"row": number, "product_id": wanted, "field": "title", "value": None, "said": said})
        return there[wanted]
    else:
        return there[wanted]
    if said is not None:
        refused.append({"row": number, "product_id": wanted, "field": "title", "value": values.get("title"), "said": said})
    return None


def _merged(row: Row, values: Row, base: Row | None, conflicts: list[Row]) -> Row:
    """What is to be written over `row`; what another person changed since `base` to something else is left and told."""
    changed: Row = {}
    for name, value in values.items():
        theirs = row["content"].get(name)
        if value == theirs or (base is not None and value == base["content"].get(name)):  # as it is, or not touched
            continue
        if base is not None and theirs != base["content"].get(name):
            field = field_of(name) or FIELDS["title"]
            said = {"text": _("{field}: another window wrote “{theirs}” meanwhile; it was kept, and yours (“{yours}”) was not."),
                    "params": {"field": field_name(field), "theirs": str(theirs)[:60], "yours": str(value)[:60]}}
            conflicts.append({"product_id": row["product_id"], "field": name, "yours": value, "theirs": theirs,
                              "by": row.get("changed_by"), "at": row.get("changed_at"), "said": said})
            continue
        changed[name] = value
    return changed
