"""What a person showed of a product beside the files, laid over the listings as known before a day.

`given` holds it, one row per act and never changed: the latest row of a kind, as of the day, counts; a row without content
takes back what was given before. A file that was seen later than what was given wins, column by column, where it says
something. Planned products are no listings: they stand in a view of their own, which only the clinic asks for.
"""
from data import contract

DETAIL, PICTURE, PLANNED = "detail", "picture", "planned"
OVER: dict[str, tuple[str, ...]] = {
    DETAIL: ("detail_text", "detail_image_count", "detail_width_px", "detail_font_px"),
    PICTURE: ("main_image_px", "main_image_white", "main_image_product", "main_image_marked")}
"""The columns of listings that each kind tells."""
PLANNED_CHANNEL = "planned"
"""Stands for the channel of a product that is offered nowhere yet; where it is meant to be sold is part of what is given."""
FOR_CHANNEL, FIRST_CHOICE = "for_channel", "naver"
_KEY = "merchant_id, channel, product_id"


def _latest(day: str, limit: str) -> str:
    """SQL: of each product the newest content of each kind before `day`, and the day from which it holds."""
    kinds = (*OVER, PLANNED)
    columns = ", ".join(f"max(content) FILTER (kind = '{k}') AS given_{k}, max(seen_on) FILTER (kind = '{k}') AS on_{k}"
                        for k in kinds)
    return f"""SELECT {_KEY}, {columns} FROM (SELECT * FROM given WHERE seen_on < {day}{limit}
      QUALIFY row_number() OVER (PARTITION BY {_KEY}, kind ORDER BY seen_on DESC, given_at DESC) = 1)
      WHERE content IS NOT NULL GROUP BY ALL"""


def _said(kind: str, column: str) -> str:
    """SQL: one column of what was given, in the type of the contract; what does not fit the type is not known."""
    return f"TRY_CAST(given_{kind} ->> '$.{column}' AS {contract.LISTINGS.column(column).sql})"


def listed(listings: str, day: str, limit: str = "") -> str:
    """SQL of the relation `listings` with what was given before `day` laid over it; `limit` is "" or " AND …" on merchants."""
    over = {column: kind for kind, columns in OVER.items() for column in columns}
    laid = ", ".join(
        f"CASE WHEN on_{kind} >= observed_on OR {c} IS NULL THEN coalesce({_said(kind, c)}, {c}) ELSE {c} END AS {c}"
        for c, kind in over.items())
    names = ", ".join(f"l.{c}" for c in contract.LISTINGS.names)
    kinds = ", ".join(f"g.given_{k}, g.on_{k}" for k in OVER)
    return (f"SELECT {', '.join(contract.LISTINGS.names)} FROM (SELECT * REPLACE ({laid}) FROM "
            f"(SELECT {names}, {kinds} FROM ({listings}) l LEFT JOIN ({_latest(day, limit)}) g USING ({_KEY})))")


def planned(day: str, limit: str = "") -> str:
    """SQL of the planned products before `day` as if they were listed where they are meant to be sold."""
    kind = {column: k for k, columns in OVER.items() for column in columns}
    columns = {c: f"coalesce({_said(kind[c], c)}, {_said(PLANNED, c)})" if c in kind else _said(PLANNED, c)
               for c in contract.LISTINGS.names}
    columns |= {"merchant_id": "merchant_id", "product_id": "product_id", "observed_on": f"on_{PLANNED}",
                "channel": f"coalesce(nullif(given_{PLANNED} ->> '$.{FOR_CHANNEL}', ''), '{FIRST_CHOICE}')"}
    told = ", ".join(f"{sql} AS {c}" for c, sql in columns.items())
    return (f"SELECT {told} FROM ({_latest(day, limit)}) WHERE channel = '{PLANNED_CHANNEL}' "
            f"AND given_{PLANNED} IS NOT NULL")
