"""Relations about what is offered where: products with their sales and reviews, codes across channels, channels."""

from functools import cached_property
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.tools import QUARTER

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

NO_BRAND = ("없음", "해당없음", "기타", "상세페이지참조", "상세설명참조", "자체제작", "na", "n/a", "none", "nobrand", "0")
"""What sellers write into the brand field instead of a name."""


class CatalogueRelations:
    """A part of `Relations`."""

    @cached_property
    def offers(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One product of a channel that is listed, sold in the last 365 days or reviewed.

        `product` names it for people; `listed`: a listing is known and it is on sale; `sold`, `amount`, `lines`, `lines_90`:
        of the last 365 and 90 days; `last_age`, `first_age`: of its sales in that year; `reviews`: the larger of the reviews
        that we hold and the number shown in the listing, null where neither is known. Reviews that name no product are a row
        without a product number.
        """

        def part(t: ir.Table, **columns: ir.Value) -> ir.Table:
            types = {
                "name": "string",
                "listed": "boolean",
                "amount": "decimal(38,2)",
                "amount_90": "decimal(38,2)",
                "lines": "int64",
                "lines_90": "int64",
                "last_age": "int64",
                "first_age": "int64",
                "held": "int64",
                "shown": "int64",
            }
            return t.select(
                "merchant_id",
                "channel",
                "product_id",
                **{c: columns[c].cast(k) if c in columns else ibis.null(k) for c, k in types.items()},
            )

        listing, sold = self.newest, self.products
        review = self.reviews.group_by("merchant_id", "channel", "product_id").aggregate(n=lambda r: r.count())
        t = ibis.union(
            part(listing, name=listing.title, listed=listing.on_sale.fill_null(True), shown=listing.review_count),
            part(
                sold,
                name=sold.product_name,
                amount=sold.amount,
                amount_90=sold.amount_90,
                lines=sold.lines,
                lines_90=sold.lines_90,
                last_age=sold.last_age,
                first_age=sold.first_age,
            ),
            part(review, held=review.n),
        )
        t = t.group_by("merchant_id", "channel", "product_id").aggregate(
            name=t.name.max(),
            listed=t.listed.max().fill_null(False),
            sold=t.lines.notnull().max(),
            amount=t.amount.max(),
            amount_90=t.amount_90.max(),
            lines=t.lines.max().fill_null(0),
            lines_90=t.lines_90.max().fill_null(0),
            last_age=t.last_age.min(),
            first_age=t.first_age.max(),
            held=t.held.max(),
            shown=t.shown.max(),
        )
        return t.mutate(product=ibis.coalesce(t.name, t.product_id, t.channel), reviews=ibis.greatest(t.held, t.shown))

    @cached_property
    def priced(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One listing on sale whose category has a known price level: `price`, `middle` (over the `shops` that sell in the
        category), and `times`, how many times the middle it costs."""
        t = self.newest
        t = t.filter(t.on_sale.fill_null(True) & (t.price > 0)).mutate(category=t.category.strip())
        level = self.tables.price_levels
        t = t.inner_join(level, "category").select(t, level.shops, level.middle)
        return t.mutate(times=t.price.cast("float64") / t.middle.cast("float64"), product=ibis.coalesce(t.title, t.product_id))

    @cached_property
    def sku_channels(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One code (sku) on one channel among the listings on sale: price, and whether it is sold out there."""
        t = self.newest
        t = t.filter(t.sku.notnull() & (t.sku != "") & t.on_sale.fill_null(True))
        return t.group_by("merchant_id", "sku", "channel").aggregate(
            title=t.title.max(), price=t.price.min(), stock=t.stock.max()
        )

    @cached_property
    def skus(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One code (sku) that is on sale on two channels or more: the channels, lowest and highest price, sold-out channels."""
        t = self.sku_channels
        t = t.group_by("merchant_id", "sku").aggregate(
            product=t.title.max(),
            channels=t.count(),
            lowest=t.price.min(),
            highest=t.price.max(),
            stock_known=t.stock.notnull().sum(),
            sold_out=(t.stock <= 0).sum().fill_null(0),
        )
        t = t.filter(t.channels >= 2)
        return t.mutate(
            product=ibis.coalesce(t.product, t.sku),
            spread=ibis.ifelse(t.lowest > 0, (t.highest - t.lowest).cast("float64") / t.lowest.cast("float64"), None),
        )

    @cached_property
    def channels(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One channel on which the merchant sold in the last 365 days or has listings on sale: amounts, lines, last sale."""
        sold, listing = self.products, self.newest.filter(self.newest.on_sale.fill_null(True))
        a = sold.group_by("merchant_id", "channel").aggregate(
            amount=sold.amount.sum().cast("decimal(38,2)"),
            amount_90=sold.amount_90.sum().cast("decimal(38,2)"),
            lines_90=sold.lines_90.sum().cast("int64"),
            last_age=sold.last_age.min(),
        )
        b = listing.group_by("merchant_id", "channel").aggregate(listings=lambda t: t.count())
        a = a.mutate(listings=ibis.null("int64"))
        b = b.select(
            "merchant_id",
            "channel",
            amount=ibis.null("decimal(38,2)"),
            amount_90=ibis.null("decimal(38,2)"),
            lines_90=ibis.null("int64"),
            last_age=ibis.null("int64"),
            listings="listings",
        )
        t = ibis.union(a.select(*b.columns), b)
        t = t.group_by("merchant_id", "channel").aggregate(
            amount=t.amount.max(),
            amount_90=t.amount_90.max(),
            lines_90=t.lines_90.max().fill_null(0),
            last_age=t.last_age.min(),
            listings=t.listings.max(),
        )
        return t.mutate(idle=t.last_age.isnull() | (t.last_age > QUARTER))

    @cached_property
    def brands(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One listing on sale with its brand field: `named` (a name stands in it), `usual` (written as most of the shop's
        listings with the same name, case and spaces apart, write it)."""
        t = self.newest
        t = t.filter(t.on_sale.fill_null(True)).mutate(written=t.brand.strip())
        t = t.mutate(plain=t.written.lower().re_replace(r"[\s\-_.·]+", ""))
        t = t.mutate(named=t.written.notnull() & (t.plain != "") & ~t.plain.isin(NO_BRAND))
        same = t.group_by("merchant_id", "plain", "written").aggregate(times=t.count())
        order = [same.times.desc(), same.written]
        rank = ibis.row_number().over(group_by=[same.merchant_id, same.plain], order_by=order)
        first = same.mutate(_rank=rank)
        first = first.filter(first._rank == 0).select("merchant_id", "plain", usual_spelling="written")
        t = t.left_join(first, ["merchant_id", "plain"]).select(t, first.usual_spelling)
        return t.mutate(usual=(t.written == t.usual_spelling).fill_null(False), product=ibis.coalesce(t.title, t.product_id))

    @cached_property
    def reviews_by_channel(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One channel with reviews or with sales of the last 365 days: `reviews`, `sells` (1 or 0)."""
        r, c = self.reviews, self.products
        a = r.group_by("merchant_id", "channel").aggregate(reviews=r.count()).mutate(sells=ibis.literal(0, "int64"))
        b = (
            c.group_by("merchant_id", "channel")
            .aggregate(sells=(c.lines > 0).any().cast("int64"))
            .mutate(reviews=ibis.literal(0, "int64"))
        )
        t = ibis.union(a, b.select(*a.columns))
        return t.group_by("merchant_id", "channel").aggregate(reviews=t.reviews.max(), sells=t.sells.max())
