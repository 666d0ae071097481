"""The three fictional merchants of the demo as real export files: not yet listed, listed but struggling, growing."""
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from data import contract
from data.samples import exports, wording, writers
from data.samples.days import DEMO_AS_OF, FIRST_DAY
from data.samples.faults import OF_SELLING
from data.samples.faults.listing import claim
from data.samples.frames import Frames
from data.samples.goods import CRAFT, FARM, SIDE_DISHES, Trade
from data.samples.people import Person, needles, person
from data.samples.selling import Habits, known_before
from data.samples.shop import cost, listed_shop, review, settle, shown, unlisted_shop

PASSWORD = "1234"  # noqa: S105 - of the fictional files; the README beside them says it
UNLISTED, STRUGGLING, GROWING = "demo-unlisted", "demo-struggling", "demo-growing"
FIRST_EXPORT = pd.Timestamp(2026, 9, 30, 18, 5)
"""When the growing shop downloaded its Naver orders for the first time; some have changed their state since."""


@dataclass(frozen=True)
class SampleFile:
    """One file as a seller centre would hand it out. `password` is what opens it, None where it is open."""

    name: str
    content: bytes
    password: str | None = None


@dataclass(frozen=True)
class SampleMerchant:
    """A fictional merchant: the record, the files to upload, and the buyers whose data stand in them."""

    merchant_id: str
    record: dict[str, Any]
    files: tuple[SampleFile, ...]
    buyers: tuple[Person, ...]


def merchants() -> tuple[SampleMerchant, ...]:
    """All three, in the order not yet listed, struggling, growing."""
    return unlisted(), struggling(), growing()


def planted_identities() -> dict[str, list[str]]:
    """The buyers' names, phones, addresses and door codes that stand in the files: a search of the store must find none."""
    return needles([p for m in merchants() for p in m.buyers])


def _own(table: contract.Table, rows: pd.DataFrame, name: str) -> SampleFile:
    """One of our own tables, as CSV or XLSX by the ending of the name."""
    headers, plain = exports.canonical_rows(table, rows)
    if name.endswith(".xlsx"):
        return SampleFile(name, writers.xlsx(headers, plain, table.name))
    return SampleFile(name, writers.csv_text(headers, plain))


def _record(shop: Frames, name: str, **changed: Any) -> dict[str, Any]:
    row = {str(k): v for k, v in shop.merchants.iloc[0].to_dict().items() if k != "merchant_id"}
    return {**row, "name": name, **changed}


def _who(shop: int, lines: pd.DataFrame) -> Callable[[int], Person]:
    region = dict(zip(lines.buyer, lines.region, strict=True))
    return cache(lambda buyer: person(shop, int(buyer), region[buyer]))


@cache
def unlisted() -> SampleMerchant:
    """A side-dish kitchen that sells in its neighbourhood: costs and answers, not one sales file."""
    answers = {"device": "3", "hours": "2", "registration": "2", "parcel": "0", "sales_known": "2", "margin_known": "2",
               "price_compared": "2", "feedback_read": "2", "photos": "1", "selling_points": "2", "packing": "2", "video": "0",
               "product_chosen": "4", "twenty_orders": "2", "budget": "2", "helper": "0", "supply": "4", "where": "offline",
               "records": "1", "missed": "once", "told": "2", "goal": "0"}
    shop = unlisted_shop(UNLISTED, 901, SIDE_DISHES, answers, np.random.default_rng(901))
    costs = cost(UNLISTED, 901, SIDE_DISHES, goods=6, share=0.46).assign(valid_from=date(2026, 10, 1))
    costs["sku"] = [wording.title(SIDE_DISHES, g) for g in SIDE_DISHES.goods[:6]]
    return SampleMerchant(UNLISTED, _record(shop,
    "가상 반찬가게 (예시)", region="충청북도", city="예시시", mail_order_registration=None), (
        _own(contract.COSTS, costs, "가상반찬가게_원가표.xlsx"),
        _own(contract.ANSWERS, shop.answers, "가상반찬가게_자가진단.csv")), ())


@cache
def struggling() -> SampleMerchant:
    """A farm on Naver with few orders, thin pages, late parcels, thin margins and a claim that food may not make."""
    trade = replace(FARM, goods=FARM.goods[:8])
    habits = Habits(rate=(0.46, 0.1), first=date(2025, 9, 15), channels={"naver": 1.0}, returning=0.02, feast_lift=2.4, goods=8,
                    new_goods=0, weights=(14.0, 2.0, 1.2, 0.8, 0.6, 0.4, 0.9, 0.3), lines=(1,), discounted_every=2)
    answers = {"device": "3", "hours": "2", "registration": "4", "parcel": "4", "sales_known": "2", "margin_known": "0",
               "price_compared": "2", "feedback_read": "3", "photos": "2", "selling_points": "0", "packing": "2", "video": "0",
               "product_chosen": "4", "twenty_orders": "4", "budget": "2", "helper": "0", "supply": "2", "where": "online_one",
               "records": "1", "missed": "weekly", "told": "1", "goal": "2"}
    shop = listed_shop(STRUGGLING, 902, trade, habits, answers, np.random.default_rng(902))
    for fault in ("listing.image_count", "listing.video_present", "listing.keyword_coverage", "listing.category_depth",
                  "listing.stock_out_share", "service.ship_on_time"):
        shop = OF_SELLING[fault](shop)
    shop = _thin_pages(shop)
    reviews = review(shop.order_lines, pattern=(5, 2, 4, 5, 1, 5, 3))
    costs = cost(STRUGGLING, 902, trade, goods=8, share=0.76).assign(shipping_cost=4_300, packaging_cost=1_900)
    shop = shop.with_(costs=costs, reviews=reviews, listings=shown(shop.listings, reviews, before=0))
    who = _who(2, shop.order_lines)
    lines = shop.order_lines
    paid = settle(lines, trade.coupang_rate, own_link=0)
    return SampleMerchant(STRUGGLING, _record(shop, "가온예시농원 (예시)", region="전북특별자치도", city="예시군"), (
        SampleFile("스마트스토어_전체주문발주발송관리_20261031_2330.xlsx",
                   writers.naver_order_xlsx(exports.naver_orders(lines, who), PASSWORD), PASSWORD),
        SampleFile("PaySettleDetail_20261031.xlsx",
                   writers.naver_settle_xlsx(exports.naver_settlements(paid, lines, who))),
        SampleFile("Product_20261028_101500.csv",
                   writers.naver_product_csv(exports.naver_products(shop.listings, date(2026, 10, 28)), "cp949")),
        _own(contract.LISTINGS, shop.listings, "가온예시농원_상품페이지.csv"),
        _own(contract.REVIEWS, shop.reviews, "가온예시농원_리뷰.csv"),
        _own(contract.COSTS, shop.costs, "가온예시농원_원가표.xlsx"),
        _own(contract.ANSWERS, shop.answers, "가온예시농원_자가진단.csv")), _buyers(who, lines))


def _thin_pages(shop: Frames) -> Frames:
    """Shouting titles on half of the pages, short texts on most, holes in the notice of two, a forbidden claim on the walnuts."""
    def part(which: np.ndarray, fault: Callable[[Frames], Frames], pages: pd.DataFrame) -> pd.DataFrame:
        changed = fault(shop.with_(listings=pages)).listings
        return pd.concat([pages[~which], changed[which]]).sort_index()

    number = shop.listings.sku.str[-2:].astype(int).to_numpy()
    pages = part(number % 2 == 1, OF_SELLING["listing.title_promotion"], shop.listings)
    pages = part(number <= 6, OF_SELLING["listing.detail_length"], pages)
    pages = part(number >= 7, OF_SELLING["listing.notice_completeness"], pages)
    pages = part(number == 7, claim("호두를 매일 드시면 치매 예방에 좋습니다."), pages)
    pages = part(number % 3 != 0, OF_SELLING["trust.brand_named"], pages)
    pages = part(number <= 6, OF_SELLING["listing.return_terms_shown"], pages)
    return shop.with_(listings=pages)


@cache
def growing() -> SampleMerchant:
    """A craft workshop on Naver and Coupang: two Naver exports that overlap, settlements of both, the same goods on both."""
    trade: Trade = CRAFT
    habits = Habits(rate=(1.1, 3.6), first=FIRST_DAY, channels={"naver": 0.6, "coupang": 0.4}, returning=0.34, feast_lift=1.8,
                    discounted_every=3)
    answers = {"device": "4", "hours": "3", "registration": "4", "parcel": "4", "sales_known": "3", "margin_known": "3",
               "price_compared": "2", "feedback_read": "4", "photos": "4", "selling_points": "4", "packing": "4", "video": "1",
               "product_chosen": "4", "twenty_orders": "2", "budget": "3", "helper": "4", "supply": "4",
               "records": "3", "missed": "once", "told": "3", "goal": "3", "where": "online_many"}
    shop = listed_shop(GROWING, 903, trade, habits, answers, np.random.default_rng(903))
    shop = _untidy(shop)
    lines, who = shop.order_lines, _who(3, shop.order_lines)
    naver, coupang = lines[lines.channel == "naver"], lines[lines.channel == "coupang"]
    paid = shop.settlements
    first = known_before(naver, FIRST_EXPORT)
    second = naver[naver.ordered_at >= pd.Timestamp(2026, 9, 1)]
    return SampleMerchant(GROWING, _record(shop, "손끝예시 공방 (예시)", region="부산광역시", city="예시구"), (
        SampleFile("스마트스토어_전체주문발주발송관리_20260930_1805.xlsx",
                   writers.naver_order_xlsx(exports.naver_orders(first, who), PASSWORD), PASSWORD),
        SampleFile("스마트스토어_전체주문발주발송관리_20261031_2330.xlsx",
                   writers.naver_order_xlsx(exports.naver_orders(second, who), PASSWORD), PASSWORD),
        SampleFile("DeliveryList(2026-10-31)_(0).xlsx", writers.coupang_order_xlsx(exports.coupang_orders(coupang, who))),
        SampleFile("PaySettleDetail_20261031.xlsx",
                   writers.naver_settle_xlsx(exports.naver_settlements(paid[paid.channel == "naver"], lines, who))),
        SampleFile("MSF_PAYMENT_REVENUE_DETAIL-20261031.xlsx",
                   writers.coupang_settle_xlsx(exports.coupang_settlements(paid[paid.channel == "coupang"], lines, trade, who))),
        SampleFile("Product_20261028_101500.csv", writers.naver_product_csv(
            exports.naver_products(shop.listings[shop.listings.channel == "naver"], date(2026, 10, 28)))),
        _own(contract.LISTINGS, _as_shown(shop.listings), "손끝예시공방_상품페이지.csv"),
        _own(contract.REVIEWS, _as_shown(shop.reviews), "손끝예시공방_리뷰.csv"),
        _own(contract.COSTS, shop.costs, "손끝예시공방_원가표.xlsx"),
        _own(contract.ANSWERS, shop.answers, "손끝예시공방_자가진단.csv")), _buyers(who, lines))


def _untidy(shop: Frames) -> Frames:
    """What growing fast leaves behind: pages that differ between the channels, some late parcels, a margin that melts."""
    pages, lines = shop.listings, shop.order_lines
    number, there = pages.sku.str[-2:].astype(int), pages.channel == "coupang"
    pages = pages.assign(
        has_video=False, image_count=np.where(number >= 9, 2, 5), keywords=pages.keywords.mask(number % 3 != 0, "선물,수공예"),
        price=pages.price.where(~there | (number % 3 != 2), pages.price + 2_000), brand=pages.brand.mask(there & (number > 7)),
        title=pages.title.mask(there & (number % 2 == 0), "[특가] " + pages.title + " 무료배송"),
        stock=pages.stock.mask(number.isin([4, 10]), 0),
        detail_text=pages.detail_text.mask(number >= 9, pages.detail_text.str[:180]))
    late = (lines.order % 9 < 2).to_numpy()
    for name in ("shipped_at", "delivered_at", "confirmed_at"):
        lines = lines.assign(**{name: lines[name].where(~late, lines[name] + pd.Timedelta(days=4))})
    lines = known_before(lines, pd.Timestamp(DEMO_AS_OF))
    reviews = review(lines, pattern=(5, 4, 5, 5, 2, 5, 4, 5, 5, 3))
    costs = cost(GROWING, 903, CRAFT, share=0.6).assign(packaging_cost=2_200, shipping_cost=3_100)
    return shop.with_(order_lines=lines, settlements=settle(lines, CRAFT.coupang_rate, own_link=1), reviews=reviews, costs=costs,
                      listings=shown(pages, reviews, before=3))


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Listings or reviews with the product and order numbers that stand in the exports of each channel."""
    coupang = rows.channel == "coupang"
    changed = {"product_id": exports.coupang_shown, "order_id": exports.coupang_number}
    return rows.assign(**{c: rows[c].where(~coupang, rows[c].map(f)) for c, f in changed.items() if c in rows})


def _buyers(who: Callable[[int], Person], lines: pd.DataFrame) -> tuple[Person, ...]:
    return tuple(who(int(b)) for b in sorted(set(lines.buyer)))


