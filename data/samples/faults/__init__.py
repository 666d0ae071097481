"""One function per fault: a clean shop in, the same shop with that fault out. The key is the check that must find it."""
from collections.abc import Callable

from data.samples.faults import channel, listing, price, readiness, sales, service, trust
from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]
OF_SELLING: dict[str, Fault] = {
    **listing.FAULTS, **trust.FAULTS, **price.FAULTS, **sales.FAULTS, **service.FAULTS, **channel.FAULTS}
"""Faults of a shop that sells."""
IN_COHORT: tuple[str, ...] = (
    "listing.image_count", "listing.main_image_size", "listing.video_present", "listing.title_promotion",
    "listing.title_repetition", "listing.detail_length", "listing.keyword_coverage", "listing.notice_completeness",
    "listing.stock_out_share", "trust.review_level", "trust.review_recency", "trust.brand_named", "trust.repeat_purchase",
    "price.contribution_margin", "price.loss_making_lines", "price.discount_dependence", "price.price_dispersion_across_channels",
    "price.fee_burden", "sales.days_since_last_order", "sales.orders_30", "sales.product_concentration", "sales.trend_30",
    "service.ship_on_time", "service.cancel_rate", "service.return_rate", "service.low_star_share", "channel.channel_count",
    "channel.idle_channel", "channel.catalogue_sync")
"""Faults of selling that merchants of the cohort carry: a choice, so that the cohort is not all shops that sell well."""
OF_READINESS: dict[str, Fault] = readiness.FAULTS
"""Faults that a shop without any sales file can have too."""
FAULTS: dict[str, Fault] = {**OF_SELLING, **OF_READINESS}
OF_THE_LAW: dict[str, tuple[str, Fault]] = {
    "notice.evasive": ("GENERAL_FOOD", listing.empty_notice),
    "CL001": ("GENERAL_FOOD", listing.claim("꾸준히 드시면 당뇨 예방에 좋아요.")),
    "CL025": ("COSMETIC", listing.claim("아토피 피부의 염증을 치료해요.")),
}
"""Rule of the law that must find it, the 상품정보제공고시 group of the shop that has it, and the fault."""
