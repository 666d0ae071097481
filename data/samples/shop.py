"""A fictional shop without a fault: everything that a careful shop owner does, in canonical tables."""
import json
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.contract import DEAD
from data.samples import wording
from data.samples.days import DEMO_DAY, FIRST_DAY, business_days_after
from data.samples.frames import Frames
from data.samples.goods import REGIONS, Trade
from data.samples.selling import SHIPPING_FEE, Habits, product_ids, sell, words

NAVER_PAYMENT, NAVER_SALES, NAVER_OWN_LINK = 0.0198, 0.0273 * 1.1, 0.0091 * 1.1
"""Naver's fees of a shop below 300 million won a year, VAT included (price list of 2025-06)."""
COUPANG_SHIPPING = 0.033
MALL_PAYMENT = 0.033
ANSWERED_ON = DEMO_DAY - timedelta(days=9)


def seller(merchant_id: str, number: int, trade: Trade, rng: np.random.Generator) -> pd.DataFrame:
    """The shop's own record; the name says that it is invented."""
    region, city, _share = REGIONS[int(rng.choice(len(REGIONS), p=_shares()))]
    return pd.DataFrame([{
        "merchant_id": merchant_id, "name": f"{trade.brand} {number:03d}호 (예시)", "region": region, "city": city,
        "industry": trade.industry, "business_type": "일반과세자",
        "founded_on": date(2015 + number % 9, 1 + number % 12, 1 + number % 27),
        "yearly_revenue_band": "영세", "mail_order_registration": f"제{2016 + number % 9}-예시-{number:04d}호",
        "business_number": business_number(number), "representative": "예시 대표", "address": f"{region} {city} 예시로 {number}",
        "contact_phone": "02-000-0000", "contact_email": f"shop{number}@example.com", "purchase_safety": "예시 에스크로"}])


def business_number(number: int) -> str:
    """A 사업자등록번호 that adds up and belongs to nobody: there is no tax office 000."""
    nine = f"000{number % 1_000_000:06}"
    total = sum(int(d) * w for d, w in zip(nine, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + int(nine[8]) * 5 // 10
    return f"{nine[:3]}-{nine[3:5]}-{nine[5:]}{(10 - total % 10) % 10}"


def _shares() -> np.ndarray:
    shares = np.array([r[2] for r in REGIONS])
    return shares / shares.sum()


def won(amount: pd.Series | np.ndarray) -> np.ndarray:
    """Whole won, halves upward away from zero."""
    values = np.asarray(amount, dtype=float)
    return (np.sign(values) * np.floor(np.abs(values) + 0.5 + 1e-9)).astype(np.int64)


def settle(lines: pd.DataFrame, coupang_rate: float, own_link: int = 3, until: date = DEMO_DAY) -> pd.DataFrame:
    """What the channels paid out up to `until`: a row per line, and one per parcel with shipping. net = gross - discount - fees.

    Of seven Naver orders, `own_link` came through the shop's own link, at the lower commission.

    Naver pays a business day after the purchase is confirmed, our own mall's payment service three, Coupang three weeks
    after the week in which it was confirmed (the advance and the rest in one, as its order report shows it).
    """
    if not len(lines):
        return pd.DataFrame()
    done = lines[lines.confirmed_at.notna() & ~lines.status.isin(DEAD)]
    day = done.confirmed_at.to_numpy().astype("datetime64[D]")
    naver, coupang = (done.channel == "naver").to_numpy(), (done.channel == "coupang").to_numpy()
    week_end = day + (6 - (day.astype(np.int64) + 3) % 7)
    paid = np.where(naver, business_days_after(day, 1),
                    np.where(coupang, business_days_after(week_end, 15), business_days_after(day, 3)))
    amount = done.amount.to_numpy()
    sales_rate = np.where(done.order.to_numpy() % 7 < own_link, NAVER_OWN_LINK, NAVER_SALES)
    common = ["merchant_id", "channel", "order_id"]
    goods = done[[*common, "line_id"]].assign(
        kind=words("goods", done.index), settled_on=paid, gross=amount, seller_discount=0,
        fee_payment=np.where(naver, won(amount * NAVER_PAYMENT), np.where(coupang, 0, won(amount * MALL_PAYMENT))),
        fee_sales=np.where(naver, won(amount * sales_rate), np.where(coupang, won(amount * coupang_rate / 100 * 1.1), 0)),
        fee_other=0)
    fee = done.shipping_fee.to_numpy()
    parcel = done[common].assign(
        line_id=words([f"S{x}" for x in done.line_id], done.index), kind=words("shipping", done.index), settled_on=paid,
        gross=fee, seller_discount=0,
        fee_payment=np.where(naver, won(fee * NAVER_PAYMENT), np.where(coupang, 0, won(fee * MALL_PAYMENT))),
        fee_sales=np.where(coupang, won(fee * COUPANG_SHIPPING), 0), fee_other=0)[fee > 0]
    out = pd.concat([goods, parcel], ignore_index=True)
    out["net"] = out.gross - out.seller_discount - out.fee_payment - out.fee_sales - out.fee_other
    out = out[pd.to_datetime(out.settled_on) <= pd.Timestamp(until)]
    return out.reset_index(drop=True)


def review(lines: pd.DataFrame, every: int = 4, pattern: tuple[int, ...] = (5, 5, 5, 4, 5, 5, 5, 4, 5, 5)) -> pd.DataFrame:
    """A review of every so many delivered lines, three days after delivery, with stars in the given pattern."""
    if not len(lines):
        return pd.DataFrame()
    got = lines[lines.delivered_at.notna() & ~lines.status.isin(DEAD)]
    got = got[got.delivered_at + pd.Timedelta(days=3) < pd.Timestamp(DEMO_DAY + timedelta(days=1))]
    got = got.sort_values("delivered_at", kind="stable").iloc[::every]
    return got[["merchant_id", "channel", "order_id", "product_id"]].assign(
        review_id=words([f"R{x}" for x in got.line_id], got.index), created_at=got.delivered_at + pd.Timedelta(days=3),
        rating=np.resize(np.array(pattern, dtype=float), len(got))).reset_index(drop=True)


def list_goods(merchant_id: str, number: int, trade: Trade, channels: list[str], goods: int = 12) -> pd.DataFrame:
    """Each product on each channel as seen on the last day: complete, alike everywhere, in stock."""
    rows = []
    for channel in channels:
        for i, (good, product) in enumerate(zip(trade.goods[:goods], product_ids(channel, number, goods), strict=True)):
            notice = json.dumps(wording.notice(trade, good, date(2026, 9, 1)), ensure_ascii=False)
            rows.append({
                "merchant_id": merchant_id, "channel": channel, "product_id": product, "observed_on": DEMO_DAY,
                "sku": f"{number:04d}-{i + 1:02d}", "title": wording.title(trade, good), "brand": trade.brand,
                "maker": wording.MADE_BY.split(" ")[0], "category": f"{trade.category}>{good.leaf}", "price": good.price,
                "list_price": good.price, "stock": 40 + 7 * i, "on_sale": True, "image_count": 8, "main_image_px": 1000,
                "has_video": True, "detail_text": wording.detail(trade, good), "detail_image_count": 8,
                "keywords": wording.keywords(trade, good), "option_count": 3, "origin": "국내산(예시도 예시시)",
                "notice_group": trade.group, "notice": notice, "certification": "해당 없음(인증 대상이 아닌 상품)",
                "shipping_fee": SHIPPING_FEE, "return_fee": SHIPPING_FEE, "weight_g": good.grams,
                "detail_width_px": 0, "detail_font_px": 15.0, "main_image_white": 1.0, "main_image_product": 0.9,
                "main_image_marked": False})
    return pd.DataFrame(rows)


def shown(listings: pd.DataFrame, reviews: pd.DataFrame, before: int = 20) -> pd.DataFrame:
    """`listings` with the number and the mean of their reviews, as the product page shows them; `before` are older ones."""
    if not len(reviews):
        return listings.assign(review_count=0, rating=np.nan)
    seen = reviews.groupby(["channel", "product_id"]).rating.agg(["size", "mean"]).reset_index()
    joined = listings[["channel", "product_id"]].merge(seen, on=["channel", "product_id"], how="left")
    count, mean = before + joined["size"].fillna(0).astype(int), joined["mean"].round(2)
    return listings.assign(review_count=count.to_numpy(), rating=mean.to_numpy())


def cost(merchant_id: str, number: int, trade: Trade, goods: int = 12, share: float = 0.4) -> pd.DataFrame:
    """What the goods, the box and the carrier cost, known from the first day."""
    return pd.DataFrame([{"merchant_id": merchant_id, "sku": f"{number:04d}-{i + 1:02d}", "valid_from": FIRST_DAY,
                          "unit_cost": int(round(g.price * share, -2)), "packaging_cost": 500, "shipping_cost": 2_800}
                         for i, g in enumerate(trade.goods[:goods])])


def visited(lines: pd.DataFrame, per_order: int = 26, until: date = DEMO_DAY, days: int = 30) -> pd.DataFrame:
    """What the channels' statistics of the last `days` days say: for each product that sold in the 90 days up to `until` its
    visitors, `per_order` for each of its order lines, and some who looked without buying.
    """
    if not len(lines):
        return pd.DataFrame()
    age = (pd.Timestamp(until) - lines.ordered_at.dt.normalize()).dt.days
    here = lines[age < 90].assign(now=(age < days).astype(int))
    sums = here.groupby(["merchant_id", "channel", "product_id"], as_index=False).agg(
        product_name=("product_name", "first"), orders=("now", "sum"))
    return sums.assign(first_day=until - timedelta(days=days - 1), last_day=until, visitors=sums.orders * per_order + 2,
                       views=sums.orders * per_order * 2 + 5, quantity=sums.orders)


def answered(merchant_id: str, answers: dict[str, str], stage: str = "intake", on: date = ANSWERED_ON) -> pd.DataFrame:
    return pd.DataFrame([{"merchant_id": merchant_id, "stage": stage, "question_id": q, "value": v, "answered_on": on}
                         for q, v in answers.items()])


def with_keys(lines: pd.DataFrame) -> pd.DataFrame:
    """Order lines with a key in place of each buyer: these buyers have no name, so there is nothing to hash."""
    if not len(lines):
        return lines
    return lines.assign(buyer_key=words([f"{m}:{b}" for m, b in zip(lines.merchant_id, lines.buyer, strict=True)]))


def listed_shop(merchant_id: str, number: int, trade: Trade, habits: Habits, answers: dict[str, str],
                rng: np.random.Generator) -> Frames:
    """A shop that sells, without a fault unless `habits` hold one."""
    lines = with_keys(sell(merchant_id, number, trade, habits, rng))
    reviews = review(lines)
    listings = list_goods(merchant_id, number, trade, list(habits.channels), habits.goods)
    return Frames(
        merchants=seller(merchant_id, number, trade, rng), order_lines=lines, settlements=settle(lines, trade.coupang_rate),
        listings=shown(listings, reviews), reviews=reviews, costs=cost(merchant_id, number, trade, habits.goods),
        answers=answered(merchant_id, answers), statistics=visited(lines))


def unlisted_shop(merchant_id: str, number: int, trade: Trade, answers: dict[str, str], rng: np.random.Generator) -> Frames:
    """A shop that has only answered the questions."""
    return Frames(merchants=seller(merchant_id, number, trade, rng), answers=answered(merchant_id, answers))
