"""The relations that metrics aggregate and evidence lists: derived once from the canonical tables, as of a day.

Each is an Ibis expression over many merchants and states its grain. Nothing is computed until a measurement asks, and
the same expressions run on every engine that Ibis knows. `age` is in whole days before `as_of`: yesterday is 1.
"""

from functools import cached_property

import ibis
import ibis.expr.types as ir

from data.contract import DEAD
from data.workspace import Tables
from diagnostics.metrics.buyers import BuyerRelations
from diagnostics.metrics.catalogue import CatalogueRelations
from diagnostics.metrics.earnings import EarningsRelations
from diagnostics.metrics.listing_relations import ListingRelations
from diagnostics.metrics.season import SeasonRelations
from diagnostics.metrics.tools import HALF_YEAR, QUARTER, SECONDS_PER_DAY, YEAR
from diagnostics.metrics.visits import VisitRelations


class Relations(BuyerRelations, CatalogueRelations, EarningsRelations, ListingRelations, SeasonRelations, VisitRelations):
    """Relations over `tables`, known before `tables.as_of`; the answers are those of one `stage` of the self-check."""

    def __init__(self, tables: Tables, stage: str = "intake"):
        self.tables = tables
        self.stage = stage
        self.as_of = tables.as_of

    def age(self, moment: ir.Value) -> ir.IntegerValue:
        """Whole days from the day of `moment` to the day before which we look."""
        return ibis.date(self.as_of.isoformat()).delta(moment.cast("date"), unit="day")

    def within(self, t: ir.Table, days: int, moment: str = "ordered_at") -> ir.Table:
        """Rows of `t` whose `moment` lies in the last `days` days.

        Said of the column itself and not of its age, so that the engine need not even read what is older.
        """
        first = ibis.timestamp(self.as_of.isoformat()) - ibis.interval(days=days)
        return t.filter(t[moment] >= (first if t[moment].type().is_timestamp() else first.date()))

    @cached_property
    def merchants(self) -> ir.Table:
        """One merchant."""
        return self.tables.merchants

    @cached_property
    def lines(self) -> ir.Table:
        """One order line, dead ones included; `live`, `age`."""
        t = self.tables.order_lines
        return t.mutate(live=~t.status.isin(DEAD), age=self.age(t.ordered_at))

    @cached_property
    def live(self) -> ir.Table:
        """One live order line."""
        return self.lines.filter(self.lines.live)

    @cached_property
    def orders(self) -> ir.Table:
        """One order of a channel with at least one live line: amount, lines, pieces, age, buyer_key, shipping_fee."""
        t = self.live
        return t.group_by("merchant_id", "channel", "order_id").aggregate(
            amount=t.amount.sum(),
            lines=t.count(),
            pieces=t.quantity.sum(),
            age=t.age.max(),
            buyer_key=t.buyer_key.max(),
            shipping_fee=t.shipping_fee.sum(),
        )

    @cached_property
    def recent(self) -> ir.Table:
        """One live order line of the last 180 days."""
        return self.within(self.live, HALF_YEAR)

    @cached_property
    def days(self) -> ir.Table:
        """One day with live orders of a merchant: age, orders, lines, pieces (null where not given), amount."""
        order = self.orders
        return order.group_by("merchant_id", "age").aggregate(
            orders=order.count(),
            lines=order.lines.sum().cast("int64"),
            pieces=order.pieces.sum().try_cast("int64"),
            amount=order.amount.sum().cast("decimal(38,2)"),
        )

    @cached_property
    def fulfilment(self) -> ir.Table:
        """One order line of the last 180 days, cancelled ones included, with what is known of its way to the buyer.

        Deadlines count by whole days and once they have passed; a deadline of today or later is blank already.
        `ship_known`: whether shipping in time can be judged, `ship_late`: whether it was not; the same for `delivery_`.
        A line that is known to have arrived (or come back) but carries no time of it cannot be judged, nor can a line of a
        channel whose files never say when something was shipped or delivered. `handling` and `delivery` are whole seconds from
        payment to shipping and to delivery, at most 60 days.
        """
        t = self.within(self.lines, HALF_YEAR)
        told = t.group_by("merchant_id", "channel").aggregate(
            tells_shipping=t.shipped_at.notnull().any(), tells_delivery=t.delivered_at.notnull().any()
        )
        t = t.left_join(told, ["merchant_id", "channel"]).select(t, told.tells_shipping, told.tells_delivery)
        paid = ibis.coalesce(t.paid_at, t.ordered_at)
        gone = t.status == "cancelled"
        back = t.status == "returned"
        arrived = t.delivered_at.notnull() | t.confirmed_at.notnull() | back

        def seconds(until: ir.Value) -> ir.Value:
            # least and greatest pass over nulls, so what has not happened must be told apart first.
            least, most = ibis.literal(0), ibis.literal(60 * SECONDS_PER_DAY)
            held = ibis.least(most, ibis.greatest(least, until.delta(paid, unit="second")))
            return ibis.ifelse(until.notnull(), held, None)

        return t.mutate(
            cancelled=gone,
            returned=back,
            ship_known=~gone & t.tells_shipping & t.ship_due_at.notnull() & (t.shipped_at.notnull() | ~arrived),
            ship_late=t.shipped_at.isnull() | (t.shipped_at.date() > t.ship_due_at.date()),
            delivery_known=~gone
            & t.tells_delivery
            & t.promised_at.notnull()
            & (t.delivered_at.notnull() | (t.confirmed_at.isnull() & ~back)),
            delivery_late=t.delivered_at.isnull() | (t.delivered_at.date() > t.promised_at.date()),
            handling=seconds(t.shipped_at),
            delivery=seconds(t.delivered_at),
            product=ibis.coalesce(t.product_name, t.product_id, t.order_id),
        )

    @cached_property
    def same_day(self) -> ir.Table:
        """One buyer's day on one channel in the last 180 days with a live order: `orders` on it, age, one order number."""
        order = self.orders.filter((self.orders.age <= HALF_YEAR) & self.orders.buyer_key.notnull())
        return order.group_by("merchant_id", "channel", "buyer_key", "age").aggregate(
            orders=order.count(), order_id=order.order_id.min(), amount=order.amount.sum(), shipping_fee=order.shipping_fee.sum()
        )

    @cached_property
    def regions(self) -> ir.Table:
        """One region of delivery in the last 365 days: live lines and amount."""
        t = self.within(self.live, YEAR)
        t = t.filter(t.region.notnull())
        return t.group_by("merchant_id", "region").aggregate(lines=t.count(), amount=t.amount.sum())

    @cached_property
    def goods(self) -> ir.Table:
        """One good that sold in the last 365 days, whatever the channel: told apart by the seller's code, else by its name,
        else by the product number; amounts and lines over 365 and 90 days, age of the first and the last of these sales."""
        t = self.within(self.live, YEAR)
        good = ibis.coalesce(t.sku.nullif(""), t.product_name, t.product_id, t.channel)
        t = t.group_by("merchant_id", good=good).aggregate(
            name=t.product_name.max(),
            amount=t.amount.sum(),
            lines=t.count(),
            amount_90=t.amount.sum(where=t.age <= QUARTER),
            lines_90=(t.age <= QUARTER).sum(),
            last_age=t.age.min(),
            first_age=t.age.max(),
        )
        return t.mutate(product=ibis.coalesce(t.name, t.good))

    @cached_property
    def products(self) -> ir.Table:
        """One product of a channel that sold in the last 365 days: amounts and lines over 365 and 90 days, age of the
        first and the last of these sales."""
        t = self.within(self.live, YEAR)
        return t.group_by("merchant_id", "channel", "product_id").aggregate(
            product_name=t.product_name.max(),
            amount=t.amount.sum(),
            lines=t.count(),
            pieces=t.quantity.sum(),
            amount_90=t.amount.sum(where=t.age <= QUARTER),
            lines_90=(t.age <= QUARTER).sum(),
            last_age=t.age.min(),
            first_age=t.age.max(),
        )

    @cached_property
    def newest(self) -> ir.Table:
        """One product of a channel in its newest observation, with the lengths of its texts, counted where the text is there."""
        t = self.tables.listings
        key = ["merchant_id", "channel", "product_id"]
        t = t.semi_join(t.group_by(*key).aggregate(observed_on=t.observed_on.max()), [*key, "observed_on"])
        return t.mutate(
            title_length=ibis.coalesce(t.title.length(), t.title_length),
            detail_text_length=ibis.coalesce(t.detail_text.length(), t.detail_text_length),
        )

    @cached_property
    def listings(self) -> ir.Table:
        """`newest`, with the `amount` that the product sold in the last 365 days (0 where none sold)."""
        t = self.newest
        sold = self.products.select("merchant_id", "channel", "product_id", sold="amount")
        joined = t.left_join(sold, ["merchant_id", "channel", "product_id"])
        return joined.select(
            *[joined[c] for c in t.columns], amount=ibis.coalesce(joined.sold, ibis.literal(0).cast("decimal(18,2)"))
        )

    @cached_property
    def reviews(self) -> ir.Table:
        """One review, with `age`."""
        t = self.tables.reviews
        return t.mutate(age=self.age(t.created_at))

    @cached_property
    def answers(self) -> ir.Table:
        """One answer of the self-check of this stage; "unknown" is an answer too."""
        t = self.tables.answers
        return t.filter(t.stage == self.stage)
