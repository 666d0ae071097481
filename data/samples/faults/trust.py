"""Faults of brand and trust."""
from collections.abc import Callable

import numpy as np
import pandas as pd

from data.samples.days import DEMO_AS_OF
from data.samples.faults.listing import pages
from data.samples.frames import Frames
from data.samples.shop import review, shown

Fault = Callable[[Frames], Frames]


def _reviews(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Fault:
    def changed(shop: Frames) -> Frames:
        reviews = change(shop.reviews).reset_index(drop=True)
        return shop.with_(reviews=reviews, listings=shown(shop.listings, reviews))
    return changed


def _souring(reviews: pd.DataFrame) -> pd.DataFrame:
    """Good until 90 days ago, poor since."""
    late = reviews.created_at >= pd.Timestamp(DEMO_AS_OF) - pd.Timedelta(days=90)
    return reviews.assign(rating=np.where(late, np.resize([3.0, 2.0, 4.0], len(reviews)), 5.0))


def _strangers(shop: Frames) -> Frames:
    """Nobody ever comes back."""
    return shop.with_(order_lines=shop.order_lines.assign(
        buyer=shop.order_lines.order, buyer_key=[f"{shop.merchant_id}-{o:06d}" for o in shop.order_lines.order]))


FAULTS: dict[str, Fault] = {
    "trust.review_count": _reviews(lambda r: r.iloc[::60]),
    "trust.review_level": lambda shop: shop.with_(reviews=review(shop.order_lines, pattern=(3, 4, 3, 3))),
    "trust.review_trend": _reviews(_souring),
    "trust.review_recency": _reviews(lambda r: r[r.created_at < pd.Timestamp(DEMO_AS_OF) - pd.Timedelta(days=150)]),
    "trust.brand_named": pages(brand=None),
    "trust.repeat_purchase": _strangers,
}
