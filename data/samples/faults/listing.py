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


def _thin_notice(shop: Frames) -> Frames:
    """Only the first two items of the 상품정보제공고시 are filled."""
    def thin(text: str) -> str:
        return json.dumps(dict(list(json.loads(text).items())[:2]), ensure_ascii=False)
    return shop.with_(listings=shop.listings.assign(notice=shop.listings.notice.map(thin)))


def empty_notice(shop: Frames) -> Frames:
    """Every item of the 상품정보제공고시 but the first says "see the page"."""
    def empty(text: str) -> str:
        items = list(json.loads(text).items())
        return json.dumps(dict([items[0]] + [(item, "상세페이지 참조") for item, _text in items[1:]]), ensure_ascii=False)
    return shop.with_(listings=shop.listings.assign(notice=shop.listings.notice.map(empty)))


def claim(sentence: str) -> Fault:
    """Each detail page makes the claim."""
    return lambda shop: shop.with_(listings=shop.listings.assign(detail_text=shop.listings.detail_text + "\n" + sentence))


def _rambling(text: str) -> str:
    """As long as before, and about nothing that a buyer asks."""
    return "\n".join(["만드는 이야기: 예시 마을에서 두 사람이 시작해 지금은 네 사람이 함께해요. 봄이면 꽃이 피어요."] * 14)


def _blank_fields(shop: Frames) -> Frames:
    """Every second listing names neither its maker nor a search word."""
    full = shop.listings.index % 2 == 0
    return shop.with_(listings=shop.listings.assign(**{c: shop.listings[c].where(full) for c in ("maker", "keywords")}))


def _bare_options(shop: Frames) -> Frames:
    """Whatever was bought was called option 1, 2 or 3."""
    names = "옵션 " + (shop.order_lines.index % 3 + 1).astype(str)
    return shop.with_(order_lines=shop.order_lines.assign(option_name=names))


FAULTS: dict[str, Fault] = {
    "listing.title_length": _titles(lambda t: t.split(" ")[0]),
    "listing.title_repetition": _titles(lambda t: f"{t} {t.split(' ')[0]}"),
    "listing.title_promotion": _titles(lambda t: f"★특가★ {t} 무료배송!!"),
    "listing.title_identity": _titles(lambda t: "정성껏 만든 " + " ".join(t.split(" ")[1:] or [t])),
    "listing.image_count": pages(image_count=1),
    "listing.main_image_size": pages(main_image_px=280),
    "listing.main_image_clean": pages(main_image_marked=True),
    "listing.detail_mobile": pages(detail_width_px=1_200),
    "listing.attributes_filled": _blank_fields,
    "listing.option_clarity": _bare_options,
    "listing.video_present": pages(has_video=False),
    "listing.detail_length": _texts(lambda t: "\n".join(t.split("\n")[4:7])),
    "listing.detail_searchable": pages(detail_image_count=40),
    "listing.detail_order": _texts(_rambling),
    "listing.delivery_promise_shown": _texts(lambda t: _without(t, "배송 안내").replace("배송비", "비용")),
    "listing.return_terms_shown": lambda shop: _texts(lambda t: _without(t, "교환·반품", "환불"))(pages(return_fee=None)(shop)),
    "listing.category_depth": lambda shop: shop.with_(
        listings=shop.listings.assign(category=shop.listings.category.str.split(">").str[:2].str.join(">"))),
    "listing.price_ending": lambda shop: shop.with_(listings=shop.listings.assign(price=shop.listings.price - 37)),
    "listing.notice_completeness": _thin_notice,
    "listing.origin_stated": pages(origin="상세페이지 참조"),
    "listing.certification_stated": pages(notice_group="KIDS", certification="KC 인증 필", notice='{"KC 인증정보": "인증 필"}'),
    "listing.keyword_coverage": pages(keywords="선물,집"),
    "listing.stock_out_share": _sold_out,
}
