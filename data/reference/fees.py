"""The fees of the sales channels: one row per published fee, with its source and date.

`fees.csv` keeps rows that disagree side by side; `used` says which of them we reckon with. What no source states is
left empty: an unknown fee is None, never 0.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class FeeRow:
    """One fee as published.

    Parameters
    ----------
    channel, kind, name: the channel's id, what the fee is for (commission, payment, monthly …), its name in the source
    group: fee group of the goods (see `diagnostics.selling.fee_groups`); empty: all goods
    band: band of yearly revenue that it holds for; empty: all
    rate: share of the base, 0..1; None where no source states it
    won: fixed amount in won; None unless the fee is one
    vat: "included", "excluded" or "unknown"
    base: what the rate applies to: "paid" (after the seller's discounts), "price" (before them) or "shipping"
    from_monthly_sales: a monthly fee is due from these sales of a month on (won)
    rounding: how the channel rounds to the won: "half_up" or "up"
    as_of, source, confidence: date, publication, and high, medium, low or none
    used: whether we reckon with it; others are kept for comparison
    """

    channel: str
    kind: str
    name: str
    group: str
    band: str
    rate: Decimal | None
    won: Decimal | None
    vat: str
    base: str
    from_monthly_sales: Decimal
    rounding: str
    as_of: str
    source: str
    confidence: str
    used: bool
    note: str


@cache
def fee_rows() -> tuple[FeeRow, ...]:
    """All rows of fees.csv in the order of the file."""
    with files("data.reference").joinpath("fees.csv").open(encoding="utf-8") as file:
        return tuple(_row(line) for line in csv.DictReader(file))


def _row(line: dict[str, str]) -> FeeRow:
    def number(text: str, scale: int = 1) -> Decimal | None:
        return Decimal(text) / scale if text else None

    return FeeRow(
        line["channel"],
        line["kind"],
        line["name"],
        line["group"],
        line["band"],
        number(line["rate_pct"], 100),
        number(line["krw"]),
        line["vat"],
        line["base"],
        number(line["from_monthly_sales"]) or Decimal(0),
        line["rounding"],
        line["as_of"],
        line["source"],
        line["confidence"],
        line["used"] == "Y",
        line["note"],
    )


def find_fee(channel: str, kind: str, group: str = "", band: str = "") -> FeeRow | None:
    """The fee that we reckon with: of the nearest group above `group` for which the channel states one, and of `band`."""
    fitting = [r for r in fee_rows() if r.used and r.channel == channel and r.kind == kind and r.band in ("", band)]
    while True:
        for row in fitting:
            if row.group == group:
                return row
        if not group:
            return None
        group = group.rpartition(".")[0]
