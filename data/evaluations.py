"""What a study of outcomes reads of the programme, and the studies that were kept.

A kept study holds results over all merchants: only a viewer who may see all of them reads or writes it.
"""
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.errors import AccessDenied
from data.text import _
from data.workspace import Workspace


def members(workspace: Workspace, programme: str | None = None) -> pd.DataFrame:
    """The viewer's merchants who take part: merchant_id, segment, left_on, industry, founded_on; once each. All merchants of the
    store where no roster was read."""
    listed = _read(workspace, "SELECT merchant_id, min(segment) AS segment, max(left_on) AS left_on, "
                              "count(*) = count(left_on) AS gone FROM roster {where} "
                              "AND (CAST(? AS VARCHAR) IS NULL OR programme = ?) GROUP BY 1", [programme, programme])
    shops = _read(workspace, "SELECT merchant_id, industry, founded_on FROM merchants {where}", [])
    if listed.empty:
        return shops.assign(segment=None, left_on=pd.Series(pd.NaT, index=shops.index, dtype="datetime64[us]"))
    listed.loc[~listed.gone.astype(bool), "left_on"] = pd.NaT
    return listed.drop(columns="gone").merge(shops, on="merchant_id", how="left").sort_values("merchant_id", ignore_index=True)


def received(workspace: Workspace, as_of: date) -> pd.DataFrame:
    """The treatments that began before the day: merchant_id, programme, package, treatment, started_on, ended_on."""
    return _read(workspace, "SELECT merchant_id, programme, package, treatment, started_on, ended_on FROM treatments_done "
                            "{where} AND started_on < CAST(? AS DATE) ORDER BY merchant_id, started_on, treatment", [as_of])


def save(workspace: Workspace, as_of: date, request: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Keep a study; returns its id. Raises `AccessDenied` for a viewer of few merchants."""
    _all(workspace)
    id = uuid.uuid4().hex
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO evaluations VALUES (?, ?, ?, ?, ?, ?)", [
            id, as_of, json.dumps(request, ensure_ascii=False), json.dumps(result, ensure_ascii=False), datetime.now(),
            workspace.viewer.name])
    return id


def newest(workspace: Workspace, programme: str | None = None) -> dict[str, Any] | None:
    """The study kept last (of the programme, None: of all together) with `made_at`; None where there is none."""
    _all(workspace)
    rows = _read(workspace, "SELECT request, result, made_at FROM evaluations ORDER BY made_at DESC", [], scoped=False)
    for request, result, made_at in zip(rows.request, rows.result, rows.made_at, strict=True):
        if json.loads(request).get("programme") == programme:
            return {**json.loads(result), "made_at": made_at.isoformat(timespec="seconds")}
    return None


def _all(workspace: Workspace) -> None:
    if workspace.viewer.merchants is not None:
        raise AccessDenied(_("Results over all shops are for those who may see all shops."))


def _read(workspace: Workspace, sql: str, params: list[Any], scoped: bool = True) -> pd.DataFrame:
    """Run `sql` with the viewer's limits in its place."""
    viewer = workspace.viewer.merchants
    where = "WHERE true" if viewer is None else "WHERE list_contains(?, merchant_id)"
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql.format(where=where),
                              [*([] if viewer is None or not scoped else [sorted(viewer)]), *params]).df()
    finally:
        cursor.close()
