"""What each channel asks of a listing, as data: titles, pictures, detail pages, every value with its source and date."""
import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data.text import _

SOURCES = {
    "naver_search": _("네이버 쇼핑 search guide for product names"),
    "naver_picture": _("네이버 쇼핑 guide for pictures"),
    "naver_api": _("네이버 커머스API, upload of pictures"),
    "coupang_api": _("쿠팡 Wing API, product names"),
    "coupang_picture": _("쿠팡 guide for pictures"),
    "coupang_policy": _("쿠팡 policy on main pictures"),
    "both_api": _("네이버 and 쿠팡 uploads; used where a channel publishes no limit of its own"),
    "both_picture": _("네이버 쇼핑 and 쿠팡 guides for pictures; used where a channel publishes nothing of its own"),
    "cafe24_help": _("Cafe24 마켓 통합관리 help (7556261860761)"),
    "toss_guide": _("토스쇼핑 guide for sellers"),
    "amazon_notice": _("Amazon notice for sellers on names and pictures"),
    "lighthouse": _("Lighthouse audit of legible font sizes: letters below 12 pixels are too small on a phone"),
    "ours": _("Our own judgement, not yet measured"),
}
"""What the column `source` stands for (message ids)."""
EVERYWHERE = "*"
"""Rows for channels that publish no value of their own."""
JUDGEMENT = "judgement"


@dataclass(frozen=True)
class Limit:
    """One value that a channel asks for. `source` is a key of `SOURCES`; `confidence` is high, medium or judgement (our own,
    not the channel's)."""

    channel: str
    rule: str
    value: str
    source: str
    as_of: str
    confidence: str

    @property
    def number(self) -> float:
        return float(self.value)


@cache
def _text() -> str:
    return (files(__package__) / "listing_limits.csv").read_text("utf-8")


@cache
def limits() -> dict[tuple[str, str], Limit]:
    """All limits by (channel, rule)."""
    return {(r["channel"], r["rule"]): Limit(**r) for r in csv.DictReader(io.StringIO(_text()))}


def limit(channel: str, rule: str) -> Limit | None:
    """What a channel asks for; where it publishes nothing, what holds everywhere, or None."""
    return limits().get((channel, rule)) or limits().get((EVERYWHERE, rule))


def values(rule: str) -> tuple[dict[str, float], float | None]:
    """The numbers of a rule by channel, and the one that holds for all others (None: there is none)."""
    found = {channel: x.number for (channel, name), x in limits().items() if name == rule and channel != EVERYWHERE}
    everywhere = limits().get((EVERYWHERE, rule))
    return found, None if everywhere is None else everywhere.number


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any limit."""
    return hashlib.sha256(_text().encode()).hexdigest()[:12]
