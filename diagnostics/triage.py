"""Where a merchant stands: the segment, the official two axes, and the route that follows from them.

The axes 상품성 × 온라인 활용역량 and three of the four routes are those of the 2020 소상공인 온라인 판로 지원사업, where a panel
of experts rated both. We read them from the checks; the fourth quadrant and all thresholds are our own and say so.
"""
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from diagnostics.judge import Judged
from diagnostics.measure import Measurements
from diagnostics.model import Basis, Segment, Status

ORDERS_A_MONTH = 10
"""Fewer live orders in 30 days than about two or three a week: it does not carry itself."""
HOLDS = 0.8
"""The last 30 days hold against the last 90 when they bring this share of a third of them."""
SEGMENT_BASIS = Basis.judgement("Growing: at least 10 orders in 30 days, and no fewer than 0.8 of the usual month of the last "
                                "90 days. Our own rule; on the public Olist orders of 2018 no growing shop was without an order "
                                "in the next 90 days, and about half of the struggling ones were.")
AXES_BASIS = Basis(_("2020 소상공인 온라인 판로 지원사업 (전자신문 2020-02-23): 상품성 × 온라인 활용역량 and three routes; "
                     "how the axes are read from checks is our own"), "2020-02", provisional=True)
OK_FROM = 50.0
"""An axis is good enough from half of its points: the panel's own limit was not published."""
ENOUGH_PARTS = 2
"""With fewer known parts an axis stays unknown."""

PRODUCT = ("readiness.product_chosen", "readiness.selling_points", "readiness.packing", "readiness.twenty_orders",
           "trust.review_level", "trust.review_count", "price.contribution_margin", "sales.trend_30",
           "sales.trend_90", "trust.repeat_purchase", "service.return_rate")
SKILL = ("readiness.device", "readiness.hours", "readiness.parcel", "readiness.records", "readiness.sales_known",
         "readiness.margin_known", "readiness.price_compared", "readiness.feedback_read", "readiness.missed",
         "readiness.photos", "readiness.video", "readiness.told",
         "listing.title_length", "listing.image_count", "listing.detail_length", "listing.keyword_coverage",
         "listing.category_depth", "service.ship_on_time", "service.delivery_on_time", "channel.channel_count")
AXES = {"product": _("Product strength (상품성)"), "skill": _("Online skills (온라인 활용역량)")}
NEEDED = ("sales.orders_all", "sales.orders_30", "sales.orders_90", "listing.count", "readiness.where")
"""Metrics that the segment is read from."""
TOLD = ("service.buyer_cancels", "price.fee_burden", "trust.days_since_review", "sales.visitors")
"""Metrics of which an observation shows that a shop is online, though no live order and no listing of it is known."""
SUPPLY = "readiness.supply"
"""A question of the triage that no check judges: it belongs to the product."""


@dataclass(frozen=True)
class Route:
    """What follows from the two axes; `official` is False for our own."""

    id: str
    title: str
    why: str
    treatments: tuple[str, ...]
    official: bool = True


ROUTES: Mapping[tuple[bool | None, bool | None], Route] = {
    (True, True): Route("entry", _("Enter a channel now"),
                        _("Product and online skills are both there: the official route is entry into a channel."),
                        ("platform.onboarding", "platform.channel_mix", "platform.live_phone")),
    (True, False): Route("proxy_seller", _("Sell through a 전담셀러 (a seller who works for you)"),
                         _("The product is good and online skills are still thin: the official route lets a 전담셀러 register, "
                           "sell and promote for you."), ("platform.proxy_seller", "platform.education")),
    (False, False): Route("education", _("Training and consulting first"),
                          _("Product and online skills both need work: the official route is training with consulting."),
                          ("platform.education", "platform.legal_basics")),
    (False, True): Route("product_first", _("Strengthen the product first"),
                         _("Online skills are there and the product needs work. The official programme has no route for this; "
                           "ours is to mend product and packaging before money goes into promotion."),
                         ("branding.story", "packaging.protection", "platform.pricing"), official=False),
}
UNKNOWN = Route("unknown", _("Not yet to be said"),
                _("One of the two axes is not known yet. Answer the self-check or bring the files named here."), (),
                official=False)
RULES = {
    Segment.UNLISTED: _("No live order and no listing so far: 미입점 (not yet listed)."),
    Segment.STRUGGLING: _("Listed, with {orders:number} orders in the last 30 days: 입점 후 부진 (listed but struggling). "
                          "Growing would take {needed:number} orders a month that do not fall behind the last 90 days."),
    Segment.GROWING: _("{orders:number} orders in the last 30 days, in step with the last 90 days: 성장 (growing)."),
}


def segments(measured: Measurements) -> pd.Series:
    """The `Segment` of each merchant as text, index merchant_id.

    Unlisted is who never had a live order, has no listing, payout, review or visit, and does not say that he sells online.
    Growing is who has `ORDERS_A_MONTH` live orders in 30 days and at least `HOLDS` of a third of those of 90 days.
    """
    def count(metric: str) -> np.ndarray:
        return np.nan_to_num(measured.raw[metric].to_numpy(dtype=float))

    month, quarter = count("sales.orders_30"), count("sales.orders_90")
    by_word = count("readiness.where") >= 3
    listed = (count("sales.orders_all") > 0) | (count("listing.count") > 0) | by_word
    for metric in TOLD:
        if metric in measured.n:
            listed |= measured.n[metric].to_numpy() > 0
    grows = (month >= ORDERS_A_MONTH) & (month >= HOLDS * quarter / 3)
    found = np.select([~listed, grows], [Segment.UNLISTED.value, Segment.GROWING.value], Segment.STRUGGLING.value)
    return pd.Series(found, index=measured.merchants, dtype=object)


def axis(scores: Mapping[str, float], applicable: int) -> dict[str, Any]:
    """One axis from the known `scores` 0..1 of its parts, of which `applicable` could be known: 0..100 and whether it will do."""
    value = 100 * sum(scores.values()) / len(scores) if len(scores) >= ENOUGH_PARTS else None
    return {"value": value, "ok": None if value is None else value >= OK_FROM - 1e-9, "n": len(scores), "of": applicable,
            "parts": [{"check": check, "score": score} for check, score in scores.items()]}


def place(product: Mapping[str, Any], skill: Mapping[str, Any]) -> dict[str, Any]:
    """The route of two axes, as plain values."""
    route = ROUTES.get((product["ok"], skill["ok"]), UNKNOWN)
    return {"id": route.id, "title": {"text": route.title, "params": {}}, "why": {"text": route.why, "params": {}},
            "official": route.official, "treatments": list(route.treatments)}


def profile(measured: Measurements, judged: Judged, merchant_id: str) -> dict[str, Any]:
    """Segment rule, both axes with their parts, the route, and what would make an unknown axis known.

    {"segment_rule": {text, params}, "axes": {"product"|"skill": {"title", "value" 0..100 or None, "ok", "n", "of", "parts"}},
    "route": {"id", "title", "why", "official", "treatments"}, "bring": [{text, params}], "bases": {...}}
    """
    segment = Segment(segments(measured)[merchant_id])
    found = {name: {"title": {"text": AXES[name], "params": {}}, **_axis(parts, measured, judged, merchant_id)}
             for name, parts in (("product", PRODUCT), ("skill", SKILL))}
    orders = _cell(measured.raw, merchant_id, "sales.orders_30", unknown=0.0)
    return {"segment_rule": {"text": RULES[segment], "params": {"orders": orders, "needed": ORDERS_A_MONTH}}, "axes": found,
            "route": place(found["product"], found["skill"]), "bring": _bring(found, segment),
            "bases": {"segment": asdict(SEGMENT_BASIS), "axes": asdict(AXES_BASIS)}}


def _cell(frame: pd.DataFrame, row: str, column: str, unknown: float = np.nan) -> float:
    value: Any = frame.at[row, column]
    return unknown if np.isnan(value) else float(value)


def _axis(parts: tuple[str, ...], measured: Measurements, judged: Judged, merchant_id: str) -> dict[str, Any]:
    checks = [c for c in parts if c in judged.checks and judged.status.at[merchant_id, c] != Status.NOT_APPLICABLE]
    scores = {c: score for c in checks if not np.isnan(score := _cell(judged.score, merchant_id, c))}
    if parts is PRODUCT:
        checks.append(SUPPLY)
        supply = _cell(measured.raw, merchant_id, SUPPLY)
        if not np.isnan(supply):
            scores[SUPPLY] = supply / 4
    return axis(scores, len(checks))


def _bring(axes: Mapping[str, Mapping[str, Any]], segment: Segment) -> list[dict[str, Any]]:
    """What would make an unknown axis known."""
    wanted = []
    if any(a["ok"] is None for a in axes.values()):
        wanted.append(_("Answer the self-check: it takes ten minutes and needs no file."))
    if segment is not Segment.UNLISTED and axes["product"]["ok"] is None:
        wanted.append(_("Bring the order file of the last 90 days and the review file."))
    if segment is not Segment.UNLISTED and axes["skill"]["ok"] is None:
        wanted.append(_("Bring the product list of each shop."))
    return [{"text": text, "params": {}} for text in wanted]
