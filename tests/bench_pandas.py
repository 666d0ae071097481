"""The metrics once more in plain pandas, for all merchants at once: the peer that `tests.bench_cohort` times ours against.

Written as an analyst would write it: one frame per table, `groupby`, `merge` and vectorised string methods, no loop over
merchants and no trick on either side. `tests.bench_cohort` stops where a number differs from the product's.
"""

import re

import numpy as np
import pandas as pd

from diagnostics.metrics import listing_rules as rules
from diagnostics.metrics.channel import OWN_CHANNELS, REDUCED
from diagnostics.metrics.trust import REGISTRATION

M, PRODUCT = "merchant_id", ["merchant_id", "channel", "product_id"]
ORDER = ["merchant_id", "channel", "order_id"]
LINE = [*ORDER, "line_id"]
TABLES = ("merchants", "order_lines", "settlements", "listings", "reviews", "costs", "answers")


def measure(tables: dict[str, pd.DataFrame], day: pd.Timestamp, questions: list[str], points: dict[str, int]) -> pd.DataFrame:
    """Metrics of all merchants as counted: a row per merchant, a column per metric, NaN where nothing can be known."""
    lines = tables["order_lines"].copy()
    lines["age"] = (day - lines.ordered_at.dt.normalize()).dt.days
    lines["live"] = ~lines.status.isin(["cancelled", "returned"])
    found: dict[str, pd.Series] = {}
    _sales(found, lines[lines.live])
    _service(found, lines)
    _goods(found, lines[lines.live], tables, day)
    _money(found, lines, tables, day)
    _listings(found, lines[lines.live], tables)
    given = tables["answers"]
    for question in questions:
        answers = given[(given.stage == "intake") & (given.question_id == question)]
        found[f"readiness.{question}"] = answers.set_index(M)["value"].str.strip().str.lower().map(points).astype(float)
    number = tables["merchants"].set_index(M).mail_order_registration.str.strip()
    found["trust.registration"] = number.str.contains(REGISTRATION).where(number.notna() & (number != "")).astype(float)
    return pd.DataFrame(found).reindex(sorted(tables["merchants"][M]))


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part.reindex(whole.index).fillna(0.0).astype(float) / whole.astype(float).where(whole != 0)


def _sales(found: dict[str, pd.Series], live: pd.DataFrame) -> None:
    orders = live.groupby(ORDER).agg(age=("age", "max"), pieces=("quantity", "sum"), amount=("amount", "sum"),
                                     buyer_key=("buyer_key", "max")).reset_index()
    days = orders.groupby([M, "age"]).agg(orders=("age", "size"), pieces=("pieces", "sum"), amount=("amount", "sum"))
    days = days.reset_index()

    def within(rows: pd.DataFrame, column: str, least: int, most: int) -> pd.Series:
        return rows[rows.age.between(least, most)].groupby(M)[column].sum().reindex(index, fill_value=0)

    by = days.groupby(M)
    index = by.size().index
    ages = by.age.agg(["min", "max", "size"])
    found["sales.orders_all"] = by.orders.sum()
    for n in (30, 90):
        found[f"sales.orders_{n}"] = within(days, "orders", 0, n)
    found["sales.amount_90"] = within(days, "amount", 0, 90)
    found["sales.days_since_last_order"] = ages["min"]
    step = ((ages["max"] - ages["min"]) / (ages["size"] - 1)).clip(lower=1.0)
    found["sales.silence"] = (ages["min"] / step).where(ages["size"] > 1)
    known = np.minimum((ages["max"] + 6) // 7, 13)
    recent = days[days.age <= 91]
    found["sales.active_weeks"] = ((recent.age - 1) // 7).groupby(recent[M]).nunique().reindex(index, fill_value=0) / known
    found["sales.trend_30"] = _share(found["sales.orders_30"], found["sales.orders_90"])
    found["sales.pieces_per_order"] = _share(within(days, "pieces", 0, 365), within(days, "orders", 0, 365))
    now, before = (orders[orders.age.between(*ends)].groupby(M).amount.mean() for ends in ((0, 90), (91, 365)))
    found["sales.order_value"] = now / before
    half = days[days.age <= 180]
    weekday = half.groupby([M, half.age % 7]).orders.sum().groupby(M)
    found["sales.top_weekday"] = weekday.max() / weekday.sum()
    buyers = orders.dropna(subset="buyer_key").drop_duplicates([M, "buyer_key", "age"]).sort_values("age", ascending=False)
    buyer = buyers.groupby([M, "buyer_key"]).age
    first = buyer.first()
    second = buyers[buyer.cumcount() == 1].set_index([M, "buyer_key"]).age.reindex(first.index)
    due = first.between(181, 545)
    found["trust.repeat_purchase"] = (first - second <= 180)[due].groupby(M).mean()
    mine = orders[(orders.age <= 180) & orders.buyer_key.notna()].merge(first.rename("first").reset_index(), on=[M, "buyer_key"])
    again = (mine["first"] > mine.age).groupby([mine[M], mine.age <= 90]).mean().unstack()
    found["sales.returning_buyers"] = (again[True] - again[False]).where(ages["max"].reindex(again.index) >= 365)
    same = mine.groupby([M, "channel", "buyer_key", "age"]).size()
    found["service.split_parcels"] = _share(same[same > 1].groupby(M).sum(), same.groupby(M).sum())
    regions = live[live.age <= 365].groupby([M, "region"]).size().groupby(M)
    found["sales.top_region"] = regions.max() / regions.sum()
    half_year = live[live.age <= 180]
    told = half_year.dropna(subset="discount")
    found["price.discount_dependence"] = _share(told[told.discount > 0].groupby(M).amount.sum(), told.groupby(M).amount.sum())
    found["price.discount_depth"] = told.groupby(M).discount.sum() / (told.amount + told.discount).groupby(told[M]).sum()


def _service(found: dict[str, pd.Series], lines: pd.DataFrame) -> None:
    t = lines[lines.age <= 180].copy()
    channel = t.groupby([M, "channel"])
    gone, back = t.status == "cancelled", t.status == "returned"
    arrived = t.delivered_at.notna() | t.confirmed_at.notna() | back
    tells = {c: channel[c].transform("count") > 0 for c in ("shipped_at", "delivered_at")}
    ship = ~gone & tells["shipped_at"] & t.ship_due_at.notna() & (t.shipped_at.notna() | ~arrived)
    late = t.shipped_at.isna() | (t.shipped_at.dt.normalize() > t.ship_due_at.dt.normalize())
    found["service.ship_on_time"] = 1 - late[ship].groupby(t[M]).mean()
    come = ~gone & tells["delivered_at"] & t.promised_at.notna() & (t.delivered_at.notna() | (t.confirmed_at.isna() & ~back))
    late = t.delivered_at.isna() | (t.delivered_at.dt.normalize() > t.promised_at.dt.normalize())
    found["service.delivery_on_time"] = 1 - late[come].groupby(t[M]).mean()
    paid = t.paid_at.fillna(t.ordered_at)
    for name, until in (("handling", t.shipped_at), ("delivery", t.delivered_at)):
        seconds = (until - paid).dt.total_seconds().clip(0, 60 * 86400)
        found[f"service.{name}_days"] = seconds.groupby(t[M]).mean() / 86400
    said, own = t.claim_reason.notna(), t.claim_reason.isin(["stock_out", "late"])
    by = t[M]
    cancels, explained = gone.groupby(by).sum(), (gone & said).groupby(by).sum()
    of_seller = _share((gone & own).groupby(by).sum(), (~gone | said).groupby(by).sum())
    found["service.seller_cancels"] = of_seller.where((cancels == 0) | (explained > 0))
    found["service.buyer_cancels"] = (gone & ~own).groupby(by).mean()
    kept = (~gone).groupby(by).sum()
    found["service.return_rate"] = _share(back.groupby(by).sum(), kept)
    returns, why = back.groupby(by).sum(), (back & said).groupby(by).sum()
    broken = _share(((t.claim_reason == "defect") & ~gone).groupby(by).sum(), kept)
    found["service.damage_share"] = broken.where((returns == 0) | (why > 0))


def _goods(found: dict[str, pd.Series], live: pd.DataFrame, tables: dict[str, pd.DataFrame], day: pd.Timestamp) -> None:
    year = live[live.age <= 365].copy()
    year["now"] = year.amount.where(year.age <= 90)
    year["new"] = year.age <= 90
    sums = {"amount": ("amount", "sum"), "lines": ("amount", "size"), "amount_90": ("now", "sum"), "lines_90": ("new", "sum"),
            "last": ("age", "min"), "first": ("age", "max")}
    goods = year.assign(good=year.sku.replace("", None).fillna(year.product_name)).groupby([M, "good"]).agg(**sums).reset_index()
    by = goods.groupby(M)
    found["sales.top_product"] = by.amount.max() / by.amount.sum()
    found["sales.product_variety"] = by.amount.sum() ** 2 / (goods.amount**2).groupby(goods[M]).sum()
    fresh = _share(goods[goods["first"] <= 180].groupby(M).amount_90.sum(), by.amount_90.sum())
    found["sales.new_products"] = fresh.where(by["first"].max() > 270)
    sold = year.groupby(PRODUCT).agg(**sums)
    newest = tables["listings"].sort_values("observed_on").drop_duplicates(PRODUCT, keep="last").set_index(PRODUCT)
    reviews = tables["reviews"].copy()
    reviews["age"] = (day - reviews.created_at.dt.normalize()).dt.days
    held = reviews.groupby(PRODUCT).size().rename("held")
    offers = sold.join(newest[["on_sale", "review_count"]].assign(here=True), how="outer").join(held, how="outer")
    offers["listed"] = (offers.here == True) & (offers.on_sale != False)  # noqa: E712
    offers["told"] = offers[["held", "review_count"]].max(axis=1)
    shop = offers.groupby(M)
    idle = (offers.listed & ~(offers.lines_90 > 0)).groupby(M).sum()
    found["sales.dead_listings"] = _share(idle, shop.listed.sum()).where(shop.lines.sum() > 0)
    offered = offers.listed | offers.lines.notna()
    found["trust.reviews_per_product"] = _share(offers.told.where(offered).groupby(M).sum(), offered.groupby(M).sum()).where(
        offers.told.notna().groupby(M).any())
    ways = sold.groupby([M, "channel"]).agg(amount_90=("amount_90", "sum"), lines_90=("lines_90", "sum"), last=("last", "min"))
    sale = newest[newest.on_sale != False]  # noqa: E712
    ways = ways.join(sale.groupby([M, "channel"]).size().rename("listings"), how="outer").reset_index()
    active = (ways.lines_90 > 0).groupby(ways[M]).sum()
    total = ways.groupby(M).amount_90.sum()
    found["channel.count"] = active
    found["channel.concentration"] = _share(ways.groupby(M).amount_90.max(), total).where(active >= 2)
    found["channel.variety"] = _share(total**2, (ways.amount_90**2).groupby(ways[M]).sum())
    found["channel.idle"] = (~(ways["last"] <= 90)).groupby(ways[M]).mean()
    found["channel.own_share"] = _share(ways[ways.channel.isin(OWN_CHANNELS)].groupby(M).amount_90.sum(), total)
    codes = sale.reset_index().dropna(subset="sku").groupby([M, "sku", "channel"]).agg(
        price=("price", "min"), stock=("stock", "max")).reset_index()
    mine = codes.groupby(M)
    full = mine.size() / (mine.sku.nunique() * mine.channel.nunique())
    found["channel.catalogue_sync"] = full.where(mine.channel.nunique() >= 2)
    codes["empty"] = codes.stock <= 0
    pair = codes.groupby([M, "sku"]).agg(n=("price", "size"), low=("price", "min"), high=("price", "max"),
                                         known=("stock", "count"), out=("empty", "sum")).query("n >= 2")
    apart = ((pair.high - pair.low) / pair.low.where(pair.low > 0)).dropna()
    found["price.dispersion_across_channels"] = (apart > 0.05).groupby(M).mean()
    both = pair[pair.known >= 2]
    found["channel.stock_sync"] = ((both.out > 0) & (both.out < both.known)).groupby(M).mean()
    rated = reviews.groupby(M)
    year_ago, now, before = (reviews[reviews.age.between(*ends)].groupby(M).rating.mean()
                             for ends in ((0, 365), (0, 90), (91, 365)))
    found["trust.review_level"], found["trust.review_trend"] = year_ago, now - before
    found["trust.days_since_review"] = rated.age.min()
    half = reviews[reviews.age <= 180]
    found["service.low_star_share"] = (half.rating <= 2).groupby(half[M]).mean()
    number = reviews.groupby([M, "channel"]).size().groupby(M)
    selling = sold.groupby([M, "channel"]).size().groupby(M).size()
    found["trust.review_sources"] = (number.max() / number.sum()).where(selling >= 2)


def _money(found: dict[str, pd.Series], lines: pd.DataFrame, tables: dict[str, pd.DataFrame], day: pd.Timestamp) -> None:
    s = tables["settlements"].copy()
    s["age"] = (day - s.settled_on).dt.days
    s["fees"] = s[["fee_payment", "fee_sales", "fee_other"]].sum(axis=1, min_count=1)
    s = s[s.age <= 180]
    both = s.dropna(subset=["gross", "fees"])
    found["price.fee_burden"] = both.groupby(M).fees.sum() / both.groupby(M).gross.sum()
    goods = s[(s.kind == "goods") & (s.gross > 0)]
    naver = goods[goods.channel.str.startswith("naver") & goods.fee_sales.notna()]
    found["channel.own_link_share"] = _share(naver[naver.fee_sales < REDUCED * naver.gross].groupby(M).gross.sum(),
                                             naver.groupby(M).gross.sum())
    paid = goods[[*LINE, "settled_on", "gross"]].merge(lines[[*LINE, "ordered_at"]], on=LINE)
    wait = (paid.settled_on - paid.ordered_at.dt.normalize()).dt.days.clip(lower=0)
    found["price.cash_cycle"] = (paid.gross * wait).groupby(paid[M]).sum() / paid.groupby(M).gross.sum()
    t = lines[(lines.age <= 180) & (lines.status != "cancelled")].copy()
    t["day"] = t.ordered_at.dt.normalize()
    costs = tables["costs"].rename(columns={"sku": "code"}).sort_values("valid_from")
    costs["valid_from"] = costs.valid_from.astype(t.day.dtype)
    t = pd.merge_asof(t.sort_values("day"), costs, left_on="day", right_on="valid_from", left_by=[M, "sku"], right_by=[M, "code"],
                      suffixes=("", "_cost"))
    parcel = t.groupby(ORDER)
    n = parcel.line_id.transform("size")
    t["pack"] = (parcel.packaging_cost.transform("max") / n).round(2)
    t["carry"] = (parcel.shipping_cost.transform("max") / n).round(2)
    t["fee"] = (parcel.shipping_fee.transform("sum") / n).round(2)
    t["goods"] = t.unit_cost * t.quantity
    line = s[s.kind == "goods"].groupby(LINE).fees.sum(min_count=1).rename("line_fees")
    order = s[s.kind == "shipping"].groupby(ORDER).fees.sum().rename("order_fees")
    t = t.merge(line.reset_index(), on=LINE, how="left").merge(order.reset_index(), on=ORDER, how="left")
    n = t.groupby(ORDER).line_id.transform("size")
    fees = t.line_fees + (t.order_fees.fillna(0) / n).round(2)
    known = t[["goods", "packaging_cost", "shipping_cost", "line_fees", "amount"]].notna().all(axis=1)
    lost = t.carry + t.pack
    kept = (t.amount - t.goods + t.fee - fees - lost).where(t.live, -lost).where(known)
    found["price.contribution_margin"] = _share(kept.groupby(t[M]).sum(), t.amount[known & t.live].groupby(t[M]).sum())
    found["price.loss_making_lines"] = (kept < 0)[known & t.live].groupby(t[M]).mean()
    carried = t.live & t.shipping_cost.notna()
    found["price.shipping_burden"] = (t.carry - t.fee)[carried].groupby(t[M]).sum() / t.amount[carried].groupby(t[M]).sum()
    packed = t.live & t.packaging_cost.notna() & t.amount.notna()
    found["service.packaging_share"] = t.pack[packed].groupby(t[M]).sum() / t.amount[packed].groupby(t[M]).sum()
    costed = t.unit_cost.notna()
    part = _share(t.amount[costed & t.live].groupby(t[M]).sum(), t.amount[t.live].groupby(t[M]).sum())
    found["price.cost_known"] = part.where(costed.groupby(t[M]).any())


def _listings(found: dict[str, pd.Series], live: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    t = tables["listings"].sort_values("observed_on").drop_duplicates(PRODUCT, keep="last")
    sold = live[live.age <= 365].groupby(PRODUCT).amount.sum().rename("sold").reset_index()
    t = t.merge(sold, on=PRODUCT, how="left")
    t["sold"] = t.sold.fillna(0.0)
    found["listing.count"] = t.groupby(M).size()

    def share(name: str, kept: pd.Series, known: pd.Series | None = None) -> None:
        here = kept.notna() if known is None else known & kept.notna()
        value, weight = kept[here].astype(float), t.sold[here]
        by = t[M][here]
        money, plain = weight.groupby(by).sum(), value.groupby(by).mean()
        found[f"listing.{name}"] = ((value * weight).groupby(by).sum() / money.where(money > 0)).fillna(plain)

    title, text = t.title.str.strip(), t.detail_text.str.strip()
    words = title.str.lower().str.replace("[^0-9a-z가-힣]+", " ", regex=True).str.strip().str.split(" ")
    long = words.map(lambda ws: [w for w in ws if len(w) > 1], na_action="ignore")
    share("title_repetition", long.map(lambda ws: len(ws) == len(set(ws)), na_action="ignore"))
    close = [c.str.strip().str.lower().str.replace(r"\s+", "", regex=True) for c in (t.title, t.brand)]
    named = pd.Series([b in a if isinstance(a, str) and isinstance(b, str) else None for a, b in zip(*close, strict=True)],
                      t.index)
    share("title_identity", named)
    share("video_present", t.has_video)
    length = t.detail_text.str.len()
    share("detail_length", length >= rules.DETAIL_TEXT, length.notna())
    both = length.notna() & t.detail_image_count.notna()
    share("detail_searchable", length >= t.detail_image_count * rules.TEXT_PER_IMAGE, both)
    filled = text.notna() & (text != "")
    topics = pd.DataFrame({topic: text.str.contains(re.compile(topic)).astype(float) for topic in rules.TOPICS})
    share("detail_order", topics.sum(axis=1) / len(rules.TOPICS), filled)
    share("delivery_promise_shown", text.str.contains("배송|출고|발송|도착"), filled)
    share("return_terms_shown", text.str.contains("교환|반품|환불") | t.return_fee.notna(), filled | t.return_fee.notna())
    tags = t.keywords.str.split(",").map(lambda ws: len({w.strip() for w in ws} - {""}), na_action="ignore")
    share("keyword_coverage", tags >= rules.KEYWORDS, t.keywords.notna())
    path = t.category.str.strip()
    share("category_depth", path.str.count(">") + 1 >= rules.LEVELS, path.str.contains(">").fillna(False))
    share("price_ending", t.price % 100 == 0, t.price > 0)
    stock = t[(t.on_sale != False) & t.stock.notna()]  # noqa: E712
    found["listing.stock_out_share"] = (stock.stock <= 0).groupby(stock[M]).mean()
    brand = t[t.on_sale != False]  # noqa: E712
    found["trust.brand_named"] = brand.brand.fillna("").str.strip().ne("").groupby(brand[M]).mean()
