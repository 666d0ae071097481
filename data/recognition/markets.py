"""The names of places to sell, as headers, sheets, files and cells write them, and our ids of them."""
import re
import unicodedata
from collections.abc import Iterable, Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "naver": ("스마트스토어", "네이버", "naver", "npay", "smartstore"), "coupang": ("쿠팡", "coupang", "로켓그로스"),
    "elevenst": ("11번가", "11st", "십일번가"), "gmarket": ("지마켓", "g마켓", "gmarket"), "auction": ("옥션", "auction"),
    "ssg": ("ssg", "쓱닷컴", "신세계몰", "이마트몰"), "lotteon": ("롯데온", "롯데on", "lotteon"),
    "kakao": ("카카오", "톡스토어", "톡딜", "kakao"), "toss": ("토스", "toss"), "ohouse": ("오늘의집", "ohouse", "ohou.se"),
    "cafe24": ("카페24", "cafe24"), "shopify": ("shopify", "쇼피파이"), "idus": ("아이디어스", "idus"),
}
OTHER = "other"
"""The channel of sales of which nobody said where they were made."""


def channel_of(texts: Iterable[str | None]) -> str | None:
    """The one channel whose name stands in the texts; None where none or several do."""
    whole = " ".join(re.sub(r"\s+", "", unicodedata.normalize("NFKC", t)).lower() for t in texts if t)
    found = [channel for channel, names in NAMES.items() if any(name in whole for name in names)]
    return found[0] if len(found) == 1 else None


def channel_sql(field: str) -> str:
    """SQL: our id of the place that a cell names, by its name, as an id of ours, or else `OTHER`."""
    plain = f"lower(regexp_replace({field}, '\\s+', '', 'g'))"
    cases = " ".join(f"WHEN {' OR '.join(f'contains({plain}, {name!r})' for name in names)} THEN {channel!r}"
                     for channel, names in NAMES.items())
    return f"CASE {cases} ELSE '{OTHER}' END"
