"""Rows of the store with exact money, and own settlements summed from them."""

from decimal import Decimal
from typing import Any

import ibis
import pandas as pd

from diagnostics.selling.facts import Settled


def exact(value: Any) -> Decimal:
    """Money of a row as Decimal; 0 where there is none."""
    return Decimal(0) if value is None or pd.isna(value) else Decimal(str(value))


def records(expression: ibis.Table) -> list[dict[str, Any]]:
    """Rows as dictionaries: money stays Decimal."""
    return expression.to_pyarrow().to_pylist()


def settled_sums(t: ibis.Table, *by: str) -> dict[Any, Settled]:
    """Own settlement rows summed by the columns `by`. What was paid out plus what was taken is the base of the fee, whatever
    the channel calls it; where no payout is stated, the sales less the seller's discounts."""
    zero = ibis.literal(0).cast("decimal(18,2)")
    named = {"payment": t.fee_payment, "sales": t.fee_sales, "other": t.fee_other}
    fees = sum((ibis.coalesce(column, zero) for column in named.values()), zero)
    stated = t.fee_payment.notnull() | t.fee_sales.notnull() | t.fee_other.notnull()
    sold = t.gross - ibis.coalesce(t.seller_discount, zero)
    t = t.mutate(fees=fees, base=ibis.coalesce(t.net + fees, sold), out=ibis.coalesce(t.net, sold - fees)).filter(stated)
    goods, shipping = t.kind == "goods", t.kind == "shipping"
    found = t.group_by(*by).aggregate(
        lines=goods.sum(),
        base=t.base.sum(where=goods),
        fees=t.fees.sum(where=goods),
        shipping_lines=shipping.sum(),
        shipping_base=t.base.sum(where=shipping),
        shipping_fees=t.fees.sum(where=shipping),
        gross=t.gross.sum(where=goods),
        discount=t.seller_discount.sum(where=goods),
        net=t.out.sum(where=goods),
        **{f"fee_{kind}": t[f"fee_{kind}"].sum(where=goods) for kind in named},
    )
    return {
        row[by[0]] if len(by) == 1 else tuple(row[name] for name in by): Settled(
            int(row["lines"]),
            exact(row["base"]),
            exact(row["fees"]),
            int(row["shipping_lines"]),
            exact(row["shipping_base"]),
            exact(row["shipping_fees"]),
            exact(row["gross"]),
            exact(row["discount"]),
            exact(row["net"]),
            {kind: exact(row[f"fee_{kind}"]) for kind in named if row[f"fee_{kind}"] is not None},
        )
        for row in records(found)
    }
