"""How complete and how findable the listings are: shares of the listings that do well, weighted by what they sell.

Each share is weighted by the sales of the last 365 days, or evenly where none of the listings sold. A listing of which
a thing is not known is left out of the share and of its n: not knowing is no fault.
"""
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.metrics import listing_rules as rules
from diagnostics.metrics.tools import ratio
from diagnostics.model import Metric, Unit

Rule = Callable[[ir.Table], ir.BooleanValue]


def _share(rule: Rule) -> Callable[[ir.Table], ir.Value]:
    """Share of the known listings that keep `rule`, by sales, or by number where nothing sold."""
    def value(t: ir.Table) -> ir.Value:
        kept = rule(t)
        known = kept.notnull()
        sold = t.amount.sum(where=known)
        return ibis.ifelse(sold.fill_null(0) > 0, ratio(t.amount.sum(where=known & kept), sold),
                           ratio((known & kept).fill_null(False).sum(), known.sum()))
    return value


def _known(rule: Rule) -> Callable[[ir.Table], ir.Value]:
    return lambda t: rule(t).count()


def _metric(name: str, rule: Rule, meaning: str, relation: str = "listings") -> Metric:
    return Metric(f"listing.{name}", relation, _share(rule), _known(rule), Unit.SHARE, meaning)


def _topics(t: ir.Table) -> ir.Value:
    """Mean share of the seven topics that the detail text covers, weighted like the shares."""
    topics = rules.topics(t)
    known = topics.notnull()
    sold = t.amount.sum(where=known)
    covered = (t.amount * topics.cast("decimal(18,0)")).sum(where=known)
    mean = ibis.ifelse(sold.fill_null(0) > 0, ratio(covered, sold), ratio(topics.sum(where=known), known.sum()))
    return mean / len(rules.TOPICS)


METRICS = (
    Metric("listing.count", "listings", lambda t: t.count(), lambda t: t.count(), Unit.COUNT,
           _("Listings, each product of a channel once")),
    _metric("title_length", rules.title_fits,
            _("Share of sales from listings whose title is neither too short nor too long for the channel")),
    _metric("title_repetition", rules.title_says_once, _("Share of sales from listings whose title repeats no word")),
    _metric("title_promotion", rules.title_is_plain, _("Share of sales from listings whose title carries no promotion")),
    _metric("title_identity", rules.title_names_brand, _("Share of sales from listings whose title names the brand")),
    _metric("image_count", rules.enough_images, _("Share of sales from listings with three or more pictures")),
    _metric("main_image_size", rules.image_large_enough,
            _("Share of sales from listings whose main picture is as large as the channel advises")),
    _metric("main_image_clean", rules.image_is_clean,
            _("Share of sales from listings whose main picture, where it was looked at, is as clean as the channel asks")),
    _metric("video_present", rules.has_video, _("Share of sales from listings with a clip")),
    _metric("detail_length", rules.detail_long_enough,
            _("Share of sales from listings with 500 or more characters of detail text")),
    _metric("detail_searchable", rules.detail_is_text,
            _("Share of sales from listings whose detail page is text and not only pictures")),
    _metric("detail_mobile", rules.detail_fits_phone,
            _("Share of sales from listings whose detail page, where its layout is known, fits a phone")),
    Metric("listing.detail_order", "listings", _topics, _known(rules.topics), Unit.SHARE,
           _("Share of seven questions of a buyer that the detail texts answer, weighted by sales")),
    _metric("keyword_coverage", rules.enough_keywords, _("Share of sales from listings with five or more search words")),
    _metric("category_depth", rules.category_deep, _("Share of sales from listings filed three or more levels deep")),
    _metric("attributes_filled", rules.attributes_full,
            _("Share of sales from listings that fill each field which the shop's other listings on the channel fill"), "fields"),
    _metric("option_clarity", rules.options_clear,
            _("Share of sales from listings with options that are named in words and are 50 or fewer"), "choices"),
    _metric("notice_completeness", rules.notice_full,
            _("Share of sales from listings whose 고시 (product notice) fills as many items as its group compels")),
    _metric("price_ending", rules.price_is_round, _("Share of sales from listings whose price ends on full hundreds")),
    _metric("delivery_promise_shown", rules.says_delivery, _("Share of sales from listings that say when the parcel comes")),
    _metric("return_terms_shown", rules.says_returns, _("Share of sales from listings that say how to send it back")),
    Metric("listing.stock_out_share", "listings",
           lambda t: ratio(rules.sold_out(t).fill_null(False).sum(), rules.sold_out(t).count()), _known(rules.sold_out),
           Unit.SHARE, _("Share of listings on sale without stock")),
)
