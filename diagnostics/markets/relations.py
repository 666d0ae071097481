"""What the market is counted from, as Ibis expressions: who sells what on which channel since when, and what it costs them.

Money is in whole hundredths, so that every sum is exact on every engine. All is as of the day of the tables.
"""
import ibis
import ibis.expr.types as ir

from data.contract import DEAD
from diagnostics.metrics.relations import Relations
from diagnostics.metrics.tools import QUARTER, YEAR

PLACE = ["merchant_id", "channel", "category"]
PRODUCT = ["merchant_id", "channel", "product_id"]


def _hundredths(total: ir.NumericValue) -> ir.IntegerValue:
    return (total.fill_null(0).cast("decimal(38,2)") * 100).cast("int64")


def _category(t: ir.Table) -> ir.StringValue:
    """The first level of a category path; null where it is empty."""
    return t.category.split(">")[0].strip().nullif("")


def _main(r: Relations) -> ir.Table:
    """One merchant by the category of most of their products, the first by name of several alike."""
    t = r.newest
    t = t.mutate(main=_category(t))
    t = t.filter(t.main.notnull()).group_by("merchant_id", "main").aggregate(products=lambda g: g.count())
    place = ibis.row_number().over(group_by=[t.merchant_id], order_by=[t.products.desc(), t.main])
    t = t.mutate(place=place)
    return t.filter(t.place == 0).select("merchant_id", "main")


def presence(r: Relations) -> ir.Table:
    """One merchant in one category of one channel: `first_on` and `last_on` (days of the first and the last sign: a live sale,
    or a product seen on sale), `sales_90` and `sales_365` (hundredths), `orders_90` (lines), `listings` (products on sale when
    last seen), `reviews` (their stock as shown, null where not shown).

    The category is the first level of the product's path; a product without one takes that of most products of the shop,
    else the shop's trade in words, else null.
    """
    line = r.tables.order_lines
    line = line.filter(~line.status.isin(DEAD))
    age = r.age(line.ordered_at)
    sold = line.group_by(*PRODUCT).aggregate(
        first=line.ordered_at.min().date(), last=line.ordered_at.max().date(),
        sales_90=_hundredths(line.amount.sum(where=age <= QUARTER)),
        sales_365=_hundredths(line.amount.sum(where=age <= YEAR)),
        orders_90=(age <= QUARTER).sum().cast("int64"), listings=ibis.literal(0).cast("int64"),
        reviews=ibis.null("int64"))
    seen = r.tables.listings
    up = seen.on_sale.fill_null(True)
    shown = seen.filter(up).group_by(*PRODUCT).aggregate(
        first=seen.observed_on.min(), last=seen.observed_on.max())
    newest = r.newest
    now = newest.select(*PRODUCT, own=_category(newest), stock=newest.review_count, up=newest.on_sale.fill_null(True))
    shown = shown.inner_join(now, PRODUCT).select(shown, now.stock, now.up)
    zero = ibis.literal(0).cast("int64")
    listed = shown.select(*PRODUCT, "first", "last", sales_90=zero, sales_365=zero, orders_90=zero,
                          listings=shown.up.cast("int64"), reviews=shown.stock.cast("int64"))
    t = sold.select(*listed.columns).union(listed)
    own = now.select(*PRODUCT, "own")
    t = t.left_join(own, PRODUCT).select(t, own.own)
    main, shop = _main(r), r.merchants.select("merchant_id", trade=r.merchants.industry.strip().nullif(""))
    t = t.left_join(main, "merchant_id").select(t, main.main)
    t = t.left_join(shop, "merchant_id").select(t, shop.trade)
    t = t.mutate(category=ibis.coalesce(t.own, t.main, t.trade))
    return t.group_by(*PLACE).aggregate(
        first_on=t["first"].min(), last_on=t["last"].max(), sales_90=t.sales_90.sum().cast("int64"),
        sales_365=t.sales_365.sum().cast("int64"), orders_90=t.orders_90.sum().cast("int64"),
        listings=t.listings.sum().cast("int64"), reviews=t.reviews.sum().cast("int64"))


def shops(r: Relations) -> ir.Table:
    """One merchant of the store, those who never listed or sold too: `band` (yearly revenue as the card law groups it)."""
    return r.merchants.select("merchant_id", band=r.merchants.yearly_revenue_band)


def exposure(r: Relations) -> ir.Table:
    """One merchant with statistics of the last 90 days: `visitors` on all channels."""
    t = r.visits
    return t.group_by("merchant_id").aggregate(visitors=t.visitors.sum().cast("int64"))


def burden(r: Relations) -> ir.Table:
    """One merchant with payouts in the last 180 days: `gross` of what was settled and its `fees` with VAT (hundredths), of items
    whose fees are known, refunds taken off; `items`."""
    t = r.settled
    t = t.filter(t.fees.notnull() & t.gross.notnull())
    return t.group_by("merchant_id").aggregate(gross=_hundredths(t.gross.sum()), fees=_hundredths(t.fees.sum()),
                                               items=t.count().cast("int64"))


def waits(r: Relations) -> ir.Table:
    """One merchant with payouts of known orders in the last 180 days: `paid` (hundredths of gross) and `money_days` (gross in
    hundredths times days from order to payout), so that their ratio is the wait weighted by sales."""
    t = r.payouts
    money = t.gross.cast("decimal(38,2)") * 100
    return t.group_by("merchant_id").aggregate(paid=_hundredths(t.gross.sum()),
                                               money_days=(money * t.wait).cast("decimal(38,0)").sum().cast("int64"))
