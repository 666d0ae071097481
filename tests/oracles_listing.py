"""Independent calculations in pandas of what the listings are measured by."""
import re
from collections.abc import Callable

import pandas as pd

from tests.oracles import Known, Oracle, Shop, live, newest

ORACLES: dict[str, Oracle] = {}
LONGEST = {"naver": 50, "amazon": 200}
PIXELS = {"naver": 500, "coupang": 500, "elevenst": 600, "gmarket": 600, "auction": 600, "interpark": 600, "kakao": 750,
          "toss": 600, "amazon": 1000}
WHITE_CHANNELS = ("coupang", "amazon")


def oracle(id: str) -> Callable[[Oracle], Oracle]:
    def keep(function: Oracle) -> Oracle:
        ORACLES[id] = function
        return function
    return keep


def listed(shop: Shop) -> pd.DataFrame:
    """The newest observation of each product with what it sold in 365 days."""
    t = newest(shop)
    t["price"] = shop["listings"].loc[t.index, "price"]  # to the last digit, which floats do not keep
    sold = live(shop, 365).groupby(["channel", "product_id"]).amount.sum() if len(live(shop, 365)) else pd.Series(dtype=float)
    t["sold"] = [float(sold.get((c, p), 0)) for c, p in zip(t.channel, t.product_id, strict=True)]
    return t.reset_index(drop=True)


def weighted(t: pd.DataFrame, kept: list[float | bool | None]) -> Known:
    """Mean of what is known, by sales, or evenly where none of those sold."""
    t = t.assign(kept=pd.Series([None if k is None else float(k) for k in kept], dtype=float, index=t.index))
    t = t[t.kept.notna()]
    if t.empty:
        return None, 0
    if t.sold.sum() > 0:
        return (t.kept * t.sold).sum() / t.sold.sum(), len(t)
    return t.kept.mean(), len(t)


def each(shop: Shop, rule) -> Known:  # type: ignore[no-untyped-def]
    t = listed(shop)
    return weighted(t, [rule(row) for row in t.to_dict("records")])


def there(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and pd.isna(value)) and not pd.isna(value)


def length(row: dict, text: str, counted: str) -> int | None:
    if there(row[text]):
        return len(row[text])
    return int(row[counted]) if there(row[counted]) else None


@oracle("listing.count")
def _(shop: Shop) -> Known:
    n = len(listed(shop))
    return (n, n) if n else (None, 0)


@oracle("listing.title_length")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        n = length(row, "title", "title_length")
        return None if n is None else 15 <= n <= LONGEST.get(row["channel"], 100)
    return each(shop, rule)


@oracle("listing.title_repetition")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        if not there(row["title"]) or not row["title"].strip():
            return None
        words = [w for w in re.split("[^0-9a-z가-힣]+", row["title"].lower()) if len(w) >= 2]
        return len(words) == len(set(words))
    return each(shop, rule)


@oracle("listing.title_identity")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        if not all(there(row[c]) and row[c].strip() for c in ("title", "brand")):
            return None
        return "".join(row["brand"].lower().split()) in "".join(row["title"].lower().split())
    return each(shop, rule)


@oracle("listing.image_count")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: row["image_count"] >= 3 if there(row["image_count"]) else None)


@oracle("listing.main_image_size")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: row["main_image_px"] >= PIXELS.get(row["channel"], 500)
                if there(row["main_image_px"]) else None)


@oracle("listing.main_image_clean")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        asked = row["channel"] in WHITE_CHANNELS
        facts = [not row["main_image_marked"] if there(row["main_image_marked"]) else None,
                 row["main_image_white"] >= 0.95 if asked and there(row["main_image_white"]) else None,
                 row["main_image_product"] >= 0.85 if asked and there(row["main_image_product"]) else None]
        known = [f for f in facts if f is not None]
        return all(known) if known else None
    return each(shop, rule)


@oracle("listing.video_present")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: bool(row["has_video"]) if there(row["has_video"]) else None)


@oracle("listing.detail_length")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        n = length(row, "detail_text", "detail_text_length")
        return None if n is None else n >= 500
    return each(shop, rule)


@oracle("listing.detail_searchable")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        n = length(row, "detail_text", "detail_text_length")
        return None if n is None or not there(row["detail_image_count"]) else n >= 50 * row["detail_image_count"]
    return each(shop, rule)


@oracle("listing.detail_mobile")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        known = [c for c in ("detail_width_px", "detail_font_px") if there(row[c])]
        wide = "detail_width_px" in known and row["detail_width_px"] > 430
        tiny = "detail_font_px" in known and 0 < row["detail_font_px"] < 12
        return not (wide or tiny) if known else None
    return each(shop, rule)


@oracle("listing.keyword_coverage")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        if not there(row["keywords"]) or not row["keywords"].strip():
            return None
        return len({w.strip() for w in row["keywords"].split(",")} - {""}) >= 5
    return each(shop, rule)


@oracle("listing.attributes_filled")
def _(shop: Shop) -> Known:
    t = listed(shop)
    fields = ("brand", "maker", "category", "keywords", "origin")
    full = pd.DataFrame({f: [there(v) and bool(str(v).strip()) for v in t[f]] for f in fields}, index=t.index)
    kept: list[bool | None] = []
    for i in t.index:
        same = full[t.channel == t.channel[i]]
        carried = [f for f in fields if same[f].sum() >= 2 and same[f].sum() * 2 >= len(same)]
        kept.append(bool(full.loc[i, carried].all()) if carried else None)
    return weighted(t, kept)


@oracle("listing.option_clarity")
def _(shop: Shop) -> Known:
    t, sold = listed(shop), live(shop, 365)
    names: dict[tuple[str, str], set[str]] = {}
    for c, p, o in zip(sold.channel, sold.product_id, sold.option_name, strict=True):
        if there(o) and o.strip():
            names.setdefault((c, p), set()).add(o.strip())

    def bare(name: str) -> bool:
        last = re.split("[:：]", name)[-1].strip()
        last = re.sub(r"^(?:옵션|선택|타입|종류|option|type|opt)\s*[.\-_#]?\s*", "", last, flags=re.IGNORECASE)
        letter = len(last) == 1 and last.isascii() and last.isupper() and last not in "ISLMX"
        number = re.fullmatch(r"\d{1,2}번?", last) is not None
        return (letter or number) and not re.search("사이즈|호수|치수|수량|굵기|길이|size", name, re.IGNORECASE)

    def rule(row: dict) -> bool | None:
        chosen = names.get((row["channel"], row["product_id"]), set())
        count = row["option_count"] if there(row["option_count"]) else 0
        if count <= 1 and not chosen:
            return None
        return count <= 50 and not any(map(bare, chosen))
    return weighted(t, [rule(row) for row in t.to_dict("records")])


@oracle("listing.category_depth")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: len(row["category"].split(">")) >= 3
                if there(row["category"]) and ">" in row["category"] else None)


@oracle("listing.price_ending")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: row["price"] % 100 == 0 if there(row["price"]) and row["price"] > 0 else None)


@oracle("listing.delivery_promise_shown")
def _(shop: Shop) -> Known:
    return each(shop, lambda row: any(w in row["detail_text"] for w in ("배송", "출고", "발송", "도착"))
                if there(row["detail_text"]) and row["detail_text"].strip() else None)


@oracle("listing.return_terms_shown")
def _(shop: Shop) -> Known:
    def rule(row: dict) -> bool | None:
        if there(row["return_fee"]):
            return True
        if not there(row["detail_text"]) or not row["detail_text"].strip():
            return None
        return any(w in row["detail_text"] for w in ("교환", "반품", "환불"))
    return each(shop, rule)


@oracle("listing.stock_out_share")
def _(shop: Shop) -> Known:
    t = listed(shop)
    t = t[t.selling & t.stock.notna()]
    return (float((t.stock <= 0).mean()), len(t)) if len(t) else (None, 0)
