"""What a good listing keeps to, one expression each: true, false, or null where it is not known.

What a channel asks for stands with its source in `data.reference.limits`; our own rules are marked in the checks that use them.
"""
import re
from functools import cache

import ibis
import ibis.expr.types as ir

from data.reference.law import notice_items
from data.reference.limits import limits, values

DETAIL_TEXT = 500
TEXT_PER_IMAGE = 50
"""Characters of text that each picture of the detail page should come with."""
KEYWORDS = 5
OPTIONS = 50
"""As many choices may stand in one list."""
LEVELS = 3
FEW_WORDS = 3
"""Up to so many words are found sooner one after the other than by one expression; measured on 150 MB of Korean text."""
PROMOTION = (r"무료\s*배송|당일\s*(?:발송|출고|배송)|특가|세일|할인|최저가|핫딜|이벤트|사은품|증정|쿠폰|적립|"
             r"한정\s*수량|품절\s*임박|마감\s*임박|1\s*\+\s*1|2\s*\+\s*1|원\s*플러스\s*원|(?i:sale|hot\s*deal|free\s*shipping)|[!★☆♥♡◆■●♣※]|[0-9]\s*%\s*(?i:off)")
TOLERATED = r"~\-+&%·×:'\"\[\]"
"""Beside the symbols that a guide allows: these belong to sizes, ranges and names, and nobody takes them for promotion."""
WHITE_ENOUGH = 0.95
"""Of the background: a picture that was saved as JPEG is never white in every point."""
TOPICS = (
    r"소재|재료|원재료|성분|원산지|구성",
    r"추천|특징|장점|좋은|이유|포인트",
    r"사용법|사용\s*방법|먹는\s*법|조리|드시는|활용|세탁|관리",
    r"사이즈|크기|치수|용량|중량|[0-9]\s*(?:cm|mm|kg|g|ml|L)\b",
    r"배송|출고|발송|도착",
    r"교환|반품|환불",
    r"저희|우리\s*가게|농장|공방|만든\s*사람|대표|생산자|브랜드",
)
"""What a buyer asks of a detail page: what is it, why this one, how to use it, how large, when does it come, can it go
back, who makes it."""


def _asked(t: ir.Table, rule: str) -> ir.FloatingValue:
    """What the channel of each listing asks for; null where neither it nor all channels ask for anything."""
    by_channel, everywhere = values(rule)
    otherwise = ibis.null("float64") if everywhere is None else ibis.literal(everywhere, "float64")
    known = [(channel, ibis.literal(n, "float64")) for channel, n in by_channel.items()]
    return t.channel.cases(*known, else_=otherwise) if known else otherwise


def _filled(text: ir.StringValue) -> ir.StringValue:
    """The text, null where it is blank."""
    return text.strip().nullif("")


def _says(text: ir.StringValue, pattern: str) -> ir.BooleanValue:
    """Whether `pattern` is found in the text; a few plain words are looked for one by one, which reads the text faster than a
    search for all of them at once does, as long as they are no more than `FEW_WORDS`."""
    words = pattern.split("|")
    if len(words) <= FEW_WORDS and all(re.fullmatch(r"[\w ]+", word) for word in words):
        return ibis.or_(*(text.contains(word) for word in words))
    return text.re_search(pattern)


def title_fits(t: ir.Table) -> ir.BooleanValue:
    return t.title_length.between(_asked(t, "title_min"), _asked(t, "title_max"))


def title_words(t: ir.Table) -> ir.ArrayValue:
    """Words of two letters or more, in small letters."""
    plain = _filled(t.title).lower().re_replace("[^0-9a-z가-힣]+", " ").strip()
    return plain.split(" ").filter(lambda word: word.length() >= 2)


def title_says_once(t: ir.Table) -> ir.BooleanValue:
    words = title_words(t)
    return words.length() == words.unique().length()


def title_is_plain(t: ir.Table) -> ir.BooleanValue:
    """No promotion word, no decoration, and no symbol that the channel forbids."""
    title = _filled(t.title)
    forbidden = [(channel, title.re_search(symbols)) for channel, symbols in forbidden_symbols().items()]
    # Not written with "~": NOT binds more loosely than IS NOT NULL in the SQL that comes of it.
    return ibis.literal(False) == (title.re_search(PROMOTION) | t.channel.cases(*forbidden, else_=ibis.literal(False)))


@cache
def forbidden_symbols() -> dict[str, str]:
    """Channel to an expression that finds symbols which its titles must not carry."""
    allowed, refused = (re.escape(limits()[channel, rule].value)
                        for channel, rule in (("naver", "title_symbols"), ("amazon", "title_forbidden")))
    return {"naver": rf"[^\p{{L}}\p{{N}}\p{{M}}\s{allowed}{TOLERATED}]", "amazon": f"[{refused}]"}


def title_names_brand(t: ir.Table) -> ir.BooleanValue:
    def close(text: ir.StringValue) -> ir.StringValue:
        return _filled(text).lower().re_replace(r"\s+", "")
    return close(t.title).contains(close(t.brand))


def enough_images(t: ir.Table) -> ir.BooleanValue:
    return t.image_count >= _asked(t, "images")


def image_large_enough(t: ir.Table) -> ir.BooleanValue:
    return t.main_image_px >= _asked(t, "main_px")


def image_is_clean(t: ir.Table) -> ir.BooleanValue:
    """Without words, logo and frame; where the channel asks for it, on white and filled by the product. What was not measured
    speaks neither for nor against."""
    marked = t.main_image_marked
    white = ibis.ifelse(_asked(t, "main_white").notnull(), t.main_image_white >= WHITE_ENOUGH, ibis.null("boolean"))
    filled = t.main_image_product >= _asked(t, "main_product")
    known = marked.notnull() | white.notnull() | filled.notnull()
    clean = (ibis.literal(True) != marked.fill_null(False)) & white.fill_null(True) & filled.fill_null(True)
    return ibis.ifelse(known, clean, ibis.null("boolean"))


def has_video(t: ir.Table) -> ir.BooleanValue:
    return t.has_video


def detail_long_enough(t: ir.Table) -> ir.BooleanValue:
    return t.detail_text_length >= DETAIL_TEXT


def detail_is_text(t: ir.Table) -> ir.BooleanValue:
    return t.detail_text_length >= t.detail_image_count * TEXT_PER_IMAGE


def detail_fits_phone(t: ir.Table) -> ir.BooleanValue:
    """Nothing is fixed wider than a phone, and no passage is set in tiny letters; where one is not known the other decides."""
    wide = t.detail_width_px > _asked(t, "detail_px")
    tiny = (t.detail_font_px > 0) & (t.detail_font_px < _asked(t, "detail_font"))
    known = t.detail_width_px.notnull() | t.detail_font_px.notnull()
    return ibis.ifelse(known, (ibis.literal(True) != wide.fill_null(False)) & (ibis.literal(True) != tiny.fill_null(False)),
                       ibis.null("boolean"))


def attributes_full(t: ir.Table) -> ir.BooleanValue:
    """Every field that the shop's files carry for the channel is filled; of `Relations.fields`."""
    return ibis.ifelse(t.carried > 0, t.filled == t.carried, ibis.null("boolean"))


def options_clear(t: ir.Table) -> ir.BooleanValue:
    """Not more options than a phone shows, and none named by a bare number or letter; of `Relations.choices`. Null where the
    product has no options, or none are known."""
    many = t.option_count > OPTIONS
    known = (t.option_count > 1) | (t.option_names > 0)
    return ibis.ifelse(known.fill_null(False), (ibis.literal(True) != many.fill_null(False)) & (t.bare_names == 0),
                       ibis.null("boolean"))


def topics(t: ir.Table) -> ir.IntegerValue:
    """How many of the `TOPICS` the detail text speaks of."""
    text = _filled(t.detail_text)
    found = [_says(text, topic).cast("int64") for topic in TOPICS]
    return sum(found[1:], start=found[0])


def enough_keywords(t: ir.Table) -> ir.BooleanValue:
    words = _filled(t.keywords).split(",").map(lambda word: word.strip()).filter(lambda word: word.length() > 0)
    return words.unique().length() >= KEYWORDS


def category_deep(t: ir.Table) -> ir.BooleanValue:
    """Null where the file names the category without its path."""
    path = _filled(t.category)
    return ibis.ifelse(path.contains(">"), path.split(">").length() >= LEVELS, ibis.null("boolean"))


def price_is_round(t: ir.Table) -> ir.BooleanValue:
    return ibis.ifelse(t.price > 0, t.price % 100 == 0, ibis.null("boolean"))


def says_delivery(t: ir.Table) -> ir.BooleanValue:
    return _says(_filled(t.detail_text), "배송|출고|발송|도착")


def says_returns(t: ir.Table) -> ir.BooleanValue:
    """A return fee that is shown says it too."""
    return t.return_fee.notnull() | _says(_filled(t.detail_text), "교환|반품|환불")


def notice_full(t: ir.Table) -> ir.BooleanValue:
    """Whether the notice fills as many items as its stated group compels; which ones is a matter of `diagnostics.law`."""
    needed = t.notice_group.strip().upper().cases(
        *((code, ibis.literal(sum(not item.conditional for item in items), "int64")) for code, items in notice_items().items()))

    def times(mark: str) -> ir.IntegerValue:
        return (t.notice.length() - t.notice.replace(mark, "").length()) / len(mark)
    # Counted in the text of the JSON object, whose parts Spark and DuckDB name differently.
    return times('":') - times('": ""') - times('":""') - times('": null') - times('":null') >= needed


def sold_out(t: ir.Table) -> ir.BooleanValue:
    """Of the listings on sale; those that are off sale are left out."""
    return ibis.ifelse(t.on_sale.fill_null(True), t.stock <= 0, ibis.null("boolean"))
