"""Small helpers with which checks list their offending rows."""

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.relations import Relations
from diagnostics.metrics.tools import QUARTER, SECONDS_PER_DAY


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
    """Products by lines per 90 days now and in the 90 days before, the days around 설 and 추석 left out, and lines lost since."""
    c = r.calendar
    c = c.filter(~c.near)
    size = c.aggregate(now=(c.age <= QUARTER).sum(), before=(c.age > QUARTER).sum())
    t = r.live.inner_join(c.select("age"), "age").cross_join(size)
    t = per_product(t, ibis.coalesce(t.product_name, t.product_id, t.order_id), one=(t.age <= QUARTER).sum(),
                    other=(t.age > QUARTER).sum(), now=t.now.max(), before=t.before.max())
    t = t.mutate(lines_before=(t.other * QUARTER / t.before).round().cast("int64"),
                 lines_now=(t.one * QUARTER / t.now).round().cast("int64"))
    return t.mutate(lost=t.lines_before - t.lines_now)


def last_season(r: Relations) -> ir.Table:
    """Products by lines of the last 90 days and of the days a year ago that they are compared with, and lines lost since."""
    c = r.calendar
    c = c.filter((c.age <= QUARTER) & c.then.notnull())
    now, then = r.live.inner_join(c.select("age"), "age"), r.live.inner_join(c.select(age="then"), "age")

    def part(t: ir.Table, here: bool) -> ir.Table:
        return t.select("merchant_id", product=ibis.coalesce(t.product_name, t.product_id, t.order_id), here=ibis.literal(here))

    t = ibis.union(part(now, True), part(then, False))
    t = per_product(t, t.product, lines_before=(~t.here).sum().cast("int64"), lines_now=t.here.sum().cast("int64"))
    return t.mutate(lost=t.lines_before - t.lines_now)


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


CLAIM_STRENGTH = 10
"""A product's own share is pulled toward that of all the shop's products as if ten more lines were like them."""


def with_claims(r: Relations, which: Callable[[ir.Table], ir.BooleanValue], **more: Callable[[ir.Table], ir.BooleanValue],
                ) -> ir.Table:
    """Products with order lines for which `which` holds: how many, of how many lines, the share, and `expected`, the share
    pulled toward that of the whole shop, so that one claim of two lines does not stand above ten of fifty; and how many lines
    hold for each of `more`."""
    t = r.fulfilment
    whole = t.group_by("merchant_id").aggregate(all_claims=which(t).sum().fill_null(0).cast("int64"), all_lines=t.count())
    counts = {name: held(t).sum().fill_null(0).cast("int64") for name, held in more.items()}
    t = per_product(t, t.product, claims=which(t).sum().fill_null(0).cast("int64"), lines=t.count(), **counts)
    t = t.inner_join(whole, "merchant_id").select(t, whole.all_claims, whole.all_lines)
    t = t.filter(t.claims > 0).mutate(share=lambda p: share(p.claims, p.lines))
    return t.mutate(expected=(t.claims.cast("float64") + CLAIM_STRENGTH * share(t.all_claims, t.all_lines))
                    / (t.lines + CLAIM_STRENGTH).cast("float64"))


def by_product(r: Relations, youngest: int, oldest: int) -> ir.Table:
    """Products by the stars that their reviews of these ages fall short of five: mean rating, reviews, `stars_lost`."""
    t = named(r.reviews, r)
    t = t.filter(t.age.between(youngest, oldest) & t.rating.notnull())
    cents = (t.rating * 100).round().cast("int64")
    t = per_product(t, ibis.coalesce(t.product, t.order_id, t.review_id), cents=cents.sum().cast("int64"), reviews=t.count())
    t = t.mutate(rating=t.cents.cast("float64") / t.reviews.cast("float64") / 100)
    return t.mutate(stars_lost=(t.reviews * 500 - t.cents).cast("float64") / 100)
