"""Small helpers with which checks list their offending rows."""

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.relations import Relations
from diagnostics.metrics.tools import SECONDS_PER_DAY


def rows(t: ir.Table, *worst: str, **columns: str | ir.Value) -> ir.Table:
    """The named `columns` of `t`, the first of which names the row for people, and merchant_id last.

    `worst` are names among the columns by which the rows are sorted, the largest first, or the smallest first with a leading
    minus; ties go by the name of the row, so that the same data give the same list.
    """
    found = t.select(**{name: t[c] if isinstance(c, str) else c for name, c in columns.items()}, merchant_id=t.merchant_id)
    label = next(iter(columns))
    order = [found[w[1:]].asc() if w.startswith("-") else found[w].desc() for w in worst]
    rest = [found[c].asc() for c in columns if c != label and c not in {w.lstrip("-") for w in worst}]
    return found.order_by([*order, found[label].asc(), *rest])


def per_product(t: ir.Table, name: ir.Value, **sums: ir.Value) -> ir.Table:
    """Rows of order lines gathered by the product's name: `product` and the given sums."""
    return t.group_by("merchant_id", product=name).aggregate(**sums)


def ever(r: Relations) -> ir.Table:
    """Products that ever sold: amount, lines, age of the last sale."""
    t = r.live
    t = t.group_by("merchant_id", "channel", "product_id").aggregate(
        name=t.product_name.max(), amount=t.amount.sum(), lines=t.count(), last_age=t.age.min()
    )
    return t.mutate(product=ibis.coalesce(t.name, t.product_id, t.channel))


def share(part: ir.Value, whole: ir.Value) -> ir.Value:
    """`part` of `whole` in each row, null where the whole is 0."""
    return part.cast("float64") / whole.nullif(0).cast("float64")


def named(t: ir.Table, r: Relations) -> ir.Table:
    """`t`, which has a channel and a product_id, with the product's name as `product` (else its number)."""
    names = r.offers.select("merchant_id", "channel", "product_id", known_name="product")
    t = t.left_join(names, ["merchant_id", "channel", "product_id"]).select(t, names.known_name)
    return t.mutate(product=ibis.coalesce(t.known_name, t.product_id)).drop("known_name")


def with_sales(t: ir.Table, r: Relations) -> ir.Table:
    """`t`, which has a channel and a product_id, with the product's `amount` of the last 365 days, 0 where none sold."""
    sold = r.products.select("merchant_id", "channel", "product_id", sold="amount")
    t = t.left_join(sold, ["merchant_id", "channel", "product_id"]).select(t, sold.sold)
    return t.mutate(amount=t.sold.fill_null(0)).drop("sold")


def with_sales_of_code(t: ir.Table, r: Relations) -> ir.Table:
    """`t`, which has a sku, with the `amount` that the goods with this code sold in the last 365 days, 0 where none sold."""
    sold = r.goods.select("merchant_id", sku="good", sold="amount")
    t = t.left_join(sold, ["merchant_id", "sku"]).select(t, sold.sold)
    return t.mutate(amount=t.sold.fill_null(0)).drop("sold")


def windows(t: ir.Table, **windows: tuple[int, int]) -> Mapping[str, ir.Value]:
    """Sums of the lines of `t` between two ages each."""
    return {name: t.age.between(*ends).sum().fill_null(0).cast("int64") for name, ends in windows.items()}


def weeks(r: Relations) -> ir.Table:
    """The last 13 weeks since the first order, empty ones included: the week's first day, orders, amount."""
    t = r.days
    known = t.group_by("merchant_id").aggregate(oldest=t.age.max())
    number = ibis.range(0, 13).unnest()
    calendar = known.mutate(number=number)
    calendar = calendar.filter(calendar.number * 7 < calendar.oldest)
    sums = (
        t.mutate(number=((t.age - 1) // 7).cast("int8"))
        .group_by("merchant_id", "number")
        .aggregate(orders=lambda d: d.orders.sum().cast("int64"), amount=lambda d: d.amount.sum())
    )
    joined = calendar.left_join(sums, ["merchant_id", "number"]).select(calendar, sums.orders, sums.amount)
    first_day = ibis.date(r.as_of.isoformat()) - ((joined.number + 1) * 7).as_interval("D")
    return joined.select(
        "merchant_id", week=first_day.strftime("%Y-%m-%d"), orders=joined.orders.fill_null(0), amount=joined.amount
    )


def fallen(r: Relations, before: tuple[int, int], now: tuple[int, int], times: int) -> ir.Table:
    """Products sold in one of two windows, `before` being `times` as long as `now`: lines in both, and lines lost since."""
    t = r.live
    t = per_product(t, ibis.coalesce(t.product_name, t.product_id, t.order_id), **windows(t, lines_before=before, lines_now=now))
    return t.filter(t.lines_before + t.lines_now > 0).mutate(lost=t.lines_before - t.lines_now * times)


def quarter(r: Relations) -> ir.Table:
    """Products of these 90 days and of the same a year ago, or of the 90 days before where the shop is younger."""
    old = r.days.group_by("merchant_id").aggregate(oldest=lambda d: d.age.max())
    year, before = fallen(r, (366, 455), (1, 90), 1), fallen(r, (91, 180), (1, 90), 1)

    def of(found: ir.Table, grown: bool) -> ir.Table:
        joined = found.inner_join(old, "merchant_id")
        return joined.filter((joined.oldest >= 455) if grown else (joined.oldest < 455)).select(*found.columns)

    return ibis.union(of(year, True), of(before, False))


def single(r: Relations) -> ir.Table:
    """Products bought alone, one piece to an order, in the last 365 days: such orders and their amount."""
    t = r.live
    t = t.filter(t.age <= 365)
    order = t.group_by("merchant_id", "channel", "order_id").aggregate(
        product=ibis.coalesce(t.product_name, t.product_id, t.order_id).max(),
        pieces=t.quantity.sum(),
        lines=t.count(),
        amount=t.amount.sum(),
    )
    order = order.filter((order.pieces == 1) & (order.lines == 1))
    return order.group_by("merchant_id", "product").aggregate(orders=order.count(), amount=order.amount.sum())


def days_late(r: Relations, done: ir.Value, due: ir.Value) -> ir.Value:
    """Whole days between what was due and when it was done, or today where it was not."""
    return ibis.coalesce(done.cast("date"), ibis.date(r.as_of.isoformat())).delta(due.cast("date"), unit="day")


def mean_days(r: Relations, seconds: str) -> ir.Table:
    """Products by the mean of a time of `Relations.fulfilment` (handling or delivery): days, lines."""
    t = r.fulfilment
    t = t.filter(t[seconds].notnull())
    t = per_product(t, t.product, total=t[seconds].sum().cast("int64"), lines=t.count())
    return t.mutate(days=t.total.cast("float64") / t.lines.cast("float64") / SECONDS_PER_DAY)


def with_claims(r: Relations, which: Callable[[ir.Table], ir.BooleanValue]) -> ir.Table:
    """Products with order lines for which `which` holds: how many, of how many lines, and the share."""
    t = r.fulfilment
    t = per_product(t, t.product, claims=which(t).sum().fill_null(0).cast("int64"), lines=t.count())
    return t.filter(t.claims > 0).mutate(share=lambda p: share(p.claims, p.lines))


def by_product(r: Relations, youngest: int, oldest: int) -> ir.Table:
    """Products by the stars that their reviews of these ages fall short of five: mean rating, reviews, `stars_lost`."""
    t = named(r.reviews, r)
    t = t.filter(t.age.between(youngest, oldest) & t.rating.notnull())
    cents = (t.rating * 100).round().cast("int64")
    t = per_product(t, ibis.coalesce(t.product, t.order_id, t.review_id), cents=cents.sum().cast("int64"), reviews=t.count())
    t = t.mutate(rating=t.cents.cast("float64") / t.reviews.cast("float64") / 100)
    return t.mutate(stars_lost=(t.reviews * 500 - t.cents).cast("float64") / 100)
