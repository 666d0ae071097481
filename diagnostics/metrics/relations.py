"""The relations that metrics aggregate and evidence lists: derived once from the canonical tables, as of a day.

Each is an Ibis expression over many merchants and states its grain. Nothing is computed until a measurement asks, and
the same expressions run on every engine that Ibis knows. `age` is in whole days before `as_of`: yesterday is 1.
"""
from functools import cached_property

import ibis
import ibis.expr.types as ir

from data.contract import DEAD
from data.workspace import Tables


class Relations:
    """Relations over `tables`, known before `tables.as_of`; the answers are those of one `stage` of the self-check."""

    def __init__(self, tables: Tables, stage: str = "intake"):
        self.tables = tables
        self.stage = stage
        self.as_of = tables.as_of

    def age(self, moment: ir.Value) -> ir.IntegerValue:
        """Whole days from the day of `moment` to the day before which we look."""
        return ibis.date(self.as_of.isoformat()).delta(moment.date(), unit="day")

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
        """One order of a channel with at least one live line: amount, lines, pieces, age, ordered_at, buyer_key."""
        t = self.live
        return t.group_by("merchant_id", "channel", "order_id").aggregate(
            amount=t.amount.sum(), lines=t.count(), pieces=t.quantity.sum(), age=t.age.max(), ordered_at=t.ordered_at.min(),
            buyer_key=t.buyer_key.max(), shipping_fee=t.shipping_fee.sum())

    @cached_property
    def products(self) -> ir.Table:
        """One product of a channel that sold in the last 365 days: amounts and lines over 365 and 90 days, age of the last sale."""
        t = self.live.filter(self.live.age <= 365)
        return t.group_by("merchant_id", "channel", "product_id").aggregate(
            product_name=t.product_name.max(), amount=t.amount.sum(), lines=t.count(), pieces=t.quantity.sum(),
            amount_90=t.amount.sum(where=t.age <= 90), last_age=t.age.min())

    @cached_property
    def listings(self) -> ir.Table:
        """One product of a channel in its newest observation, with its `amount` of the last 365 days (0 where none sold)
        and the lengths of its texts, counted where the text is there."""
        t = self.tables.listings
        newest = ibis.row_number().over(group_by=[t.merchant_id, t.channel, t.product_id], order_by=t.observed_on.desc())
        t = t.mutate(_row=newest)
        t = t.filter(t._row == 0).drop("_row")
        t = t.mutate(title_length=ibis.coalesce(t.title.length(), t.title_length),
                     detail_text_length=ibis.coalesce(t.detail_text.length(), t.detail_text_length))
        sold = self.products.select("merchant_id", "channel", "product_id", sold="amount")
        joined = t.left_join(sold, ["merchant_id", "channel", "product_id"])
        joined = joined.select(*[joined[c] for c in t.columns], amount=ibis.coalesce(joined.sold, ibis.literal(0).cast("decimal(18,2)")))
        return joined

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
