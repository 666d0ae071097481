"""Relations about money: what is left of each line after goods, fees, shipping and packaging, and when it is paid out."""

from functools import cached_property
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from data.contract import WHOLE_ORDER
from diagnostics.metrics.tools import HALF_YEAR, QUARTER

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

MONEY = "decimal(38,2)"
"""Wide: the largest price times a million pieces, a typing error in one shop, must not break what is known of the others."""
ORDER = ["merchant_id", "channel", "order_id"]
LINE = [*ORDER, "line_id"]
FRESH, ENOUGH_DAYS = 45, 30
"""Payouts older than this say nothing about the money that waits now; fewer days of payouts say nothing about a month."""


class EarningsRelations:
    """A part of `Relations`."""

    @cached_property
    def settled(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One settled item paid out in the last 180 days, with its `fees` (VAT included) and `age` since the payout."""
        t = self.tables.settlements
        t = t.mutate(age=self.age(t.settled_on), fees=_fees(t))
        return self.within(t, HALF_YEAR, "settled_on")

    @cached_property
    def payouts(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One goods item paid out in the last 180 days whose order is known: gross, and `wait`, days from order to payout."""
        t = self.settled
        t = t.filter((t.kind == "goods") & (t.gross > 0))
        line = self.lines.select(*LINE, "ordered_at", "product_name", "product_id")
        t = t.select(*LINE, "settled_on", "gross").inner_join(line, LINE)
        return t.mutate(wait=ibis.greatest(t.settled_on.delta(t.ordered_at.date(), unit="day"), ibis.literal(0)))

    @cached_property
    def waiting(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One channel by the sales that it had not paid out on the day of its newest payout: `waiting`, its `daily` sales, lines.

        Only orders since its first known payout count (earlier ones may have been paid before the files begin), at most 180
        days; a channel whose newest payout is older than 45 days or whose payouts cover fewer than 30 days is left out.
        """
        s = self.tables.settlements
        s = s.filter(s.kind == "goods").mutate(age=self.age(s.settled_on))
        span = s.group_by("merchant_id", "channel").aggregate(newest=s.age.min(), oldest=ibis.least(s.age.max(), HALF_YEAR))
        span = span.filter((span.newest <= FRESH) & (span.oldest - span.newest >= ENOUGH_DAYS))
        t = self.recent.select(*LINE, "age", "amount").inner_join(span, ["merchant_id", "channel"])
        t = t.filter((t.age >= t.newest) & (t.age <= t.oldest))
        s = self.within(s, HALF_YEAR, "settled_on")  # nothing is paid out before its sale
        line, whole = s.select(*LINE).distinct(), s.filter(s.line_id == WHOLE_ORDER).select(*ORDER).distinct()
        line, whole = line.mutate(paid=True), whole.mutate(all_paid=True)
        t = t.left_join(line, LINE).select(t, line.paid)
        t = t.left_join(whole, ORDER).select(t, whole.all_paid)
        days = ibis.least(t.oldest - t.newest + 1, ibis.literal(QUARTER))
        t = t.mutate(days=days, open=t.paid.isnull() & t.all_paid.isnull(), late=t.age < t.newest + days)
        t = t.group_by("merchant_id", "channel").aggregate(
            waiting=t.amount.sum(where=t.open).fill_null(0).cast("decimal(38,2)"), days=t.days.max(),
            sold=t.amount.sum(where=t.late).cast("decimal(38,2)"), lines=t.count())
        return t.mutate(daily=(t.sold / t.days).cast("decimal(38,2)"))

    @cached_property
    def unit_costs(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One cost of a product, with the day from which the next one holds (`until`, null for the newest)."""
        t = self.tables.costs
        return t.mutate(until=t.valid_from.lead().over(group_by=[t.merchant_id, t.sku], order_by=t.valid_from))

    @cached_property
    def costed(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One order line of the last 180 days that was not cancelled, with the costs that held on its day, of merchants who
        told any cost at all.

        Costs are found by the seller's code, else by the product number; null where none held. A parcel is an order:
        `packaging`, `carrier` and `shipping` (paid by the buyer) are once per parcel and split evenly over its lines.
        """
        t = self.within(self.lines, HALF_YEAR)
        t = t.filter(t.status != "cancelled").select(
            *LINE,
            "ordered_at",
            "age",
            "live",
            "product_id",
            "sku",
            "product_name",
            "quantity",
            "amount",
            "shipping_fee",
            day=t.ordered_at.date(),
        )
        c = self.unit_costs
        t = t.semi_join(self.tables.costs, "merchant_id")
        for which in ("sku", "product_id"):
            cost = c.select(
                cost_merchant="merchant_id",
                cost_key="sku",
                valid_from="valid_from",
                until="until",
                **{
                    f"unit_{which}": c.unit_cost,
                    f"pack_{which}": c.packaging_cost,
                    f"ship_{which}": c.shipping_cost,
                    f"found_{which}": ibis.literal(True),
                },
            )
            t = t.left_join(
                cost,
                [
                    t.merchant_id == cost.cost_merchant,
                    t[which] == cost.cost_key,
                    t.day >= cost.valid_from,
                    cost.until.isnull() | (t.day < cost.until),
                ],
            )
            t = t.drop("cost_merchant", "cost_key", "valid_from", "until")
        own = t.found_sku.notnull()
        t = t.mutate(
            unit_cost=ibis.ifelse(own, t.unit_sku, t.unit_product_id),
            packaging_cost=ibis.ifelse(own, t.pack_sku, t.pack_product_id),
            carrier_cost=ibis.ifelse(own, t.ship_sku, t.ship_product_id),
        ).drop(*[f"{a}_{b}" for a in ("unit", "pack", "ship", "found") for b in ("sku", "product_id")])
        parcel = t.group_by(*ORDER).aggregate(
            parcel_lines=t.count(), parcel_fee=t.shipping_fee.sum(), pack=t.packaging_cost.max(), carry=t.carrier_cost.max()
        )
        t = t.left_join(parcel, ORDER).select(t, parcel.parcel_lines, parcel.parcel_fee, parcel.pack, parcel.carry)
        return t.mutate(
            packaging=_shared(t.pack, t),
            carrier=_shared(t.carry, t),
            shipping=_shared(t.parcel_fee, t),
            goods=(t.unit_cost * t.quantity).cast(MONEY),
            product=ibis.coalesce(t.product_name, t.product_id, t.order_id),
        ).drop("pack", "carry", "parcel_fee")

    @cached_property
    def earnings(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One order line of `costed`, with what it leaves.

        `contribution` = amount + its share of the shipping that the buyer paid - fees (VAT included) - goods - its share of
        packaging and carrier. A returned line brings nothing and costs packaging and carrier (the goods come back). Null
        where the fees or one of the costs is not known: `known` says so. Payouts of the last 180 days are enough: none
        comes before its sale.
        """
        t = self.costed
        s = self.settled.semi_join(self.tables.costs, "merchant_id")
        goods = s.filter(s.kind == "goods").group_by(*LINE).aggregate(fees=lambda g: g.fees.sum())
        other = s.filter(s.kind == "shipping").group_by(*ORDER).aggregate(order_fees=lambda g: g.fees.sum())
        t = t.left_join(goods, LINE).select(t, goods.fees)
        t = t.left_join(other, ORDER).select(t, other.order_fees)
        fees = t.fees.cast(MONEY) + _shared(t.order_fees, t)
        lost = t.carrier + t.packaging
        kept = t.amount - t.goods + t.shipping - fees - lost
        known = t.goods.notnull() & t.packaging_cost.notnull() & t.carrier_cost.notnull() & t.fees.notnull() & t.amount.notnull()
        return t.mutate(
            known=known,
            line_fees=fees.cast(MONEY),
            contribution=ibis.ifelse(known, ibis.ifelse(t.live, kept, -lost), None).cast(MONEY),
        )


def _shared(total: ir.Value, t: ir.Table) -> ir.Value:
    """One line's even share of what is paid once per parcel, in hundredths."""
    return (total.fill_null(0) / t.parcel_lines).cast(MONEY)


def _fees(t: ir.Table) -> ir.Value:
    """All fees of a settled item, null where none of the three is given."""
    total = t.fee_payment.fill_null(0) + t.fee_sales.fill_null(0) + t.fee_other.fill_null(0)
    nothing = t.fee_payment.isnull() & t.fee_sales.isnull() & t.fee_other.isnull()
    return ibis.ifelse(nothing, None, total.cast(MONEY))
