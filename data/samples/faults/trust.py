"""Faults of brand and trust."""
from collections.abc import Callable

import numpy as np
import pandas as pd

from data.samples.days import DEMO_AS_OF
from data.samples.faults.listing import pages
from data.samples.frames import Frames
from data.samples.shop import review, shown

Fault = Callable[[Frames], Frames]
END = pd.Timestamp(DEMO_AS_OF)


def _reviews(change: Callable[[pd.DataFrame], pd.DataFrame], before: int = 20) -> Fault:
    def changed(shop: Frames) -> Frames:
        reviews = change(shop.reviews).reset_index(drop=True)
        return shop.with_(reviews=reviews, listings=shown(shop.listings, reviews, before))
    return changed


def _souring(reviews: pd.DataFrame) -> pd.DataFrame:
    """Five stars until 90 days ago, three since."""
    late = reviews.created_at >= END - pd.Timedelta(days=90)
    return reviews.assign(rating=np.where(late, 3.0, 5.0))


def _strangers(shop: Frames) -> Frames:
    """Nobody ever comes back."""
    return shop.with_(order_lines=shop.order_lines.assign(
        buyer=shop.order_lines.order, buyer_key=[f"{shop.merchant_id}-{o:06d}" for o in shop.order_lines.order]))


def _many_spellings(shop: Frames) -> Frames:
    """The brand is written in three ways."""
    ways = [lambda b: b, lambda b: f"{b[:2]} {b[2:]}", lambda b: f"{b[:1]}-{b[1:]}"]
    return shop.with_(listings=shop.listings.assign(brand=[ways[i % 3](b) for i, b in enumerate(shop.listings.brand)]))


FAULTS: dict[str, Fault] = {
    "trust.review_count": _reviews(lambda r: r.iloc[::-6], before=1),
    "trust.review_yield": _reviews(lambda r: r.iloc[::-12]),
    "trust.review_level": lambda shop: shop.with_(reviews=review(shop.order_lines, pattern=(3, 4, 3, 3))),
    "trust.review_trend": _reviews(_souring),
    "trust.review_recency": _reviews(lambda r: r[r.created_at < END - pd.Timedelta(days=150)]),
    "trust.one_review_source": _reviews(lambda r: r[r.channel == "naver"]),
    "trust.brand_named": pages(brand=None),
    "trust.brand_spelling": _many_spellings,
    "trust.repeat_purchase": _strangers,
    "trust.seller_identity": lambda shop: shop.with_(merchants=shop.merchants.assign(mail_order_registration="신고 준비 중")),
}
