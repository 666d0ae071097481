"""Which rules a listing is held to, one by one, and how much of it is at stake: the same rules as the checks of the rubric."""
from collections.abc import Callable, Mapping
from functools import cache

import ibis
import ibis.expr.types as ir

from diagnostics import units
from diagnostics.metrics import listing_rules as rules
from diagnostics.metrics.relations import Relations

Rule = Callable[[ir.Table], ir.Value]


def _answered(t: ir.Table) -> ir.Value:
    return rules.topics(t).cast("float64") / len(rules.TOPICS)


def _in_stock(t: ir.Table) -> ir.Value:
    return ibis.literal(False) == rules.sold_out(t)


RULES: Mapping[str, Rule] = {
    "title_length": rules.title_fits, "title_repetition": rules.title_says_once, "title_promotion": rules.title_is_plain,
    "title_identity": rules.title_names_brand, "image_count": rules.enough_images, "main_image_size": rules.image_large_enough,
    "main_image_clean": rules.image_is_clean, "video_present": rules.has_video, "detail_length": rules.detail_long_enough,
    "detail_searchable": rules.detail_is_text, "detail_mobile": rules.detail_fits_phone, "detail_order": _answered,
    "delivery_promise_shown": rules.says_delivery, "return_terms_shown": rules.says_returns,
    "keyword_coverage": rules.enough_keywords, "attributes_filled": rules.attributes_full, "category_depth": rules.category_deep,
    "option_clarity": rules.options_clear, "price_ending": rules.price_is_round, "stock_out_share": _in_stock,
}
"""Name of the check (without listing.) to how far one listing keeps its rule: true or false, or a share 0..1; null: not known."""
TEXTS = ("keywords", "detail_text", "notice")
"""What is left out of the ranking: it may be long, and only one listing is read at a time."""


@cache
def weights() -> dict[str, float]:
    """Weight of each rule, as the check of the same name weighs in the rubric; checks on trial weigh nothing."""
    return {name: units.checks()[f"listing.{name}"].weight for name in RULES}


def _judged(t: ir.Table) -> dict[str, ir.Value]:
    """`kept_…` per rule as a number, and `lost`: the share of the points of what is known that the listing loses."""
    kept = {name: rule(t).cast("float64") for name, rule in RULES.items()}
    known = [kept[n].notnull().cast("float64") * w for n, w in weights().items()]
    lost = [(1 - kept[n]).fill_null(0.0) * w for n, w in weights().items()]
    found = {f"kept_{n}": value for n, value in kept.items()}
    return {**found, "lost": sum(lost[1:], start=lost[0]) / sum(known[1:], start=known[0]).nullif(0)}


def ranked(relations: Relations) -> ir.Table:
    """One row per listing: who it is, what it sells in 365 days, the share of points lost, and how many rules it breaks."""
    t = relations.looked_at
    made = _judged(t)
    broken = [(made[f"kept_{n}"] < 1).fill_null(False).cast("int64") for n, w in weights().items() if w]
    return t.select("channel", "product_id", title=ibis.coalesce(t.title, t.product_id), price=t.price, amount=t.amount,
                    on_sale=t.on_sale, lost=made["lost"], faults=sum(broken[1:], start=broken[0]))


def opened(relations: Relations) -> ir.Table:
    """One row per listing with everything: its columns, `kept_…` per rule and `lost`."""
    t = relations.looked_at
    return t.mutate(**_judged(t))
