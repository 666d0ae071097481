"""Faults of the product pages."""
import json
from collections.abc import Callable
from typing import Any

from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]


def pages(**columns: Any) -> Fault:
    """Every product page with these values."""
    return lambda shop: shop.with_(listings=shop.listings.assign(**columns))


def _titles(change: Callable[[str], str]) -> Fault:
    return lambda shop: shop.with_(listings=shop.listings.assign(title=shop.listings.title.map(change)))


def _texts(change: Callable[[str], str]) -> Fault:
    return lambda shop: shop.with_(listings=shop.listings.assign(detail_text=shop.listings.detail_text.map(change)))


def _without(text: str, *starts: str) -> str:
    """The text without its paragraphs that start so."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(starts))


def _sold_out(shop: Frames) -> Frames:
    """Three of four products are on show and cannot be bought."""
    gone = shop.listings.index % 4 != 0
    return shop.with_(listings=shop.listings.assign(stock=shop.listings.stock.where(~gone, 0)))


def empty_notice(shop: Frames) -> Frames:
    """The 상품정보제공고시 holds the name of the product and "see the page" instead of everything else."""
    def thin(text: str) -> str:
        items = list(json.loads(text).items())
        return json.dumps(dict([items[0]] + [(item, "상세페이지 참조") for item, _text in items[1:]]), ensure_ascii=False)
    return shop.with_(listings=shop.listings.assign(notice=shop.listings.notice.map(thin)))


def claim(sentence: str) -> Fault:
    """Each detail page makes the claim."""
    return lambda shop: shop.with_(listings=shop.listings.assign(detail_text=shop.listings.detail_text + "\n" + sentence))


FAULTS: dict[str, Fault] = {
    "listing.title_length": _titles(lambda t: t[-5:].strip()),
    "listing.title_repetition": _titles(lambda t: f"{t} {t[-8:].strip()} {t[-8:].strip()}"),
    "listing.title_promotion": _titles(lambda t: f"★특가★ {t} 무료배송!!"),
    "listing.image_count": pages(image_count=1),
    "listing.main_image_size": pages(main_image_px=280),
    "listing.video_present": pages(has_video=False),
    "listing.detail_length": _texts(lambda t: t.split("\n")[0][:40]),
    "listing.notice_completeness": empty_notice,
    "listing.origin_stated": pages(origin=None),
    "listing.keyword_coverage": pages(keywords=None),
    "listing.stock_out_share": _sold_out,
}
