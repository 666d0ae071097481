"""What people show of a product beside the files: a detail page, what was measured of a picture, a product that is planned.

Only facts are kept, never a picture. See `data.overlay` for how it is laid over the listings.
"""
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from data import contract
from data.errors import InputProblem
from data.overlay import FOR_CHANNEL, OVER, PLANNED, PLANNED_CHANNEL
from data.text import _
from data.workspace import Workspace, bump

LONGEST = 200_000
"""Letters of a detail page that are kept; the longest real ones have a tenth of that."""
PLANNED_COLUMNS = ("title", "brand", "maker", "category", "price", "list_price", "keywords", "origin", "notice_group", "notice",
                   "certification", "shipping_fee", "return_fee", "option_count", "image_count", FOR_CHANNEL)
_MAY_SAY = {**{kind: (*columns, "facts") for kind, columns in OVER.items()}, PLANNED: PLANNED_COLUMNS}


def give(workspace: Workspace, merchant_id: str, channel: str, product_id: str, kind: str, content: Mapping[str, Any] | None,
         seen_on: date | None = None, at: datetime | None = None) -> None:
    """Keep what was shown of a product; None takes back what was given of this kind before.

    `content` has columns of listings (and `facts`, kept as they are); `seen_on` is the day of which it is a statement, today
    by default: as of that day it is not yet known, as of the next it is. Raises `InputProblem` for a merchant or a product
    that is not known, for a kind or column that does not exist and for a text that is too long; `AccessDenied` for somebody
    else's merchant.
    """
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    if kind not in _MAY_SAY or (kind == PLANNED) > (channel == PLANNED_CHANNEL):
        raise InputProblem(_("{kind} cannot be given for this product."), kind=kind)
    if content is not None:
        unknown = sorted(set(content) - set(_MAY_SAY[kind]))
        if unknown:
            raise InputProblem(_("{kind} cannot be given for this product."), kind=", ".join(unknown))
        if any(len(v) > LONGEST for v in content.values() if isinstance(v, str)):
            raise InputProblem(_("The text is longer than {n} letters. Leave out what does not belong to the page."), n=LONGEST)
    now = at or datetime.now()
    with workspace.store.transaction() as cursor:
        if channel != PLANNED_CHANNEL and not cursor.execute(
                "SELECT 1 FROM listings WHERE merchant_id = ? AND channel = ? AND product_id = ? LIMIT 1",
                [merchant_id, channel, product_id]).fetchall():
            raise InputProblem(_("There is no listing {product} on this channel. Choose one of the list."), product=product_id)
        text = None if content is None else json.dumps(dict(content), ensure_ascii=False, default=str)
        cursor.execute("INSERT INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
            merchant_id, channel, product_id, kind, seen_on or now.date(), now, workspace.viewer.name, text])
        bump(cursor, [merchant_id])


def plan_product(workspace: Workspace, merchant_id: str, columns: Mapping[str, Any], seen_on: date | None = None,
                 product_id: str | None = None) -> str:
    """Keep a product that is not sold anywhere yet; returns its number. It counts nowhere as a listing.

    `columns` are among `PLANNED_COLUMNS`; `product_id` names one that is to be changed.
    """
    title = str(columns.get("title") or "").strip()
    if not title:
        raise InputProblem(_("Give the planned product a name first."))
    number = product_id or f"planned-{uuid.uuid4().hex[:10]}"
    give(workspace, merchant_id, PLANNED_CHANNEL, number, PLANNED, {**columns, "title": title}, seen_on)
    return number


def known(workspace: Workspace, merchant_id: str, as_of: date) -> list[dict[str, Any]]:
    """What was given of the merchant's products and counts as of a day: channel, product_id, kind, seen_on, given_at, given_by
    and content, the newest first."""
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("""SELECT channel, product_id, kind, seen_on, given_at, given_by, content FROM (
            SELECT * FROM given WHERE merchant_id = ? AND seen_on < ? QUALIFY row_number() OVER (
              PARTITION BY channel, product_id, kind ORDER BY seen_on DESC, given_at DESC) = 1)
          WHERE content IS NOT NULL ORDER BY given_at DESC, product_id""", [merchant_id, as_of]).fetchall()
    finally:
        cursor.close()
    names = ("channel", "product_id", "kind", "seen_on", "given_at", "given_by", "content")
    return [{**dict(zip(names, row, strict=True)), "content": json.loads(row[-1])} for row in rows]


def columns(kind: str) -> tuple[contract.Column, ...]:
    """The columns of listings that a kind may tell."""
    return tuple(contract.LISTINGS.column(c) for c in _MAY_SAY[kind] if c in contract.LISTINGS.names)
