"""What the law says of one listing: its claims, its notice, its origin, its certificates."""
from collections.abc import Collection, Mapping
from typing import Any

from diagnostics import answered
from diagnostics.law import certificates, claims, notice, origin, rewording, wording
from diagnostics.law.groups import group_name
from diagnostics.law.listings import Listing
from diagnostics.model import Gate

NOTICE_BASIS, NOTICE_DATE = "전자상거래법 제13조 제4항; 상품정보제공고시", "2023-01-01"
WORDS_SHOWN = 5
"""As many of the words that a rule found are named in its sentence; all of them are marked in the text."""


def of_listing(listing: Listing, only: Collection[str] | None = None) -> list[Gate]:
    """All findings about a listing; `only` names the rules about claims that are worth looking for (None: all of them)."""
    return [*_claims(listing, only), *_notice(listing), *_origin(listing), *_certificates(listing)]


def parts(listing: Listing) -> dict[str, str]:
    """The texts of a listing that are looked through, by the name of the part."""
    found = {"title": listing.title, "detail_text": listing.detail, "keywords": listing.keywords,
             claims.NOTICE: notice_text(listing.notice)}
    return {name: text for name, text in found.items() if text}


def notice_text(stated: Mapping[str, str] | None) -> str:
    """The notice as one text, an item a line: the positions of hits in the part `notice` are positions in it."""
    return "\n".join(f"{item}: {text}" for item, text in (stated or {}).items() if text)


def _claims(listing: Listing, only: Collection[str] | None) -> list[Gate]:
    if only is not None and not only:
        return []
    beside = "\n".join([listing.certification, f"원산지 {listing.origin}" if listing.origin else ""])
    hits = claims.find(parts(listing), listing.group, beside, only)
    return [gate(listing, hit.rule.id, hit.severity, *wording.FAMILIES[hit.rule.family], basis=hit.rule.source,
                 as_of=hit.rule.as_of, words=hit.words, where=hit.where, hits=hit.spans,
                 again=rewording.of(hit.rule.id), why=hit.rule.reason) for hit in hits]


def _notice(listing: Listing) -> list[Gate]:
    faults = notice.check(listing)
    if faults is None or listing.group is None:
        return []
    missing = wording.MISSING_INFERRED if listing.inferred else wording.MISSING
    said = (("notice.missing", "block", missing, wording.MISSING_HINT, faults.missing),
            ("notice.evasive", "block", wording.EVASIVE, wording.EVASIVE_HINT, faults.evasive),
            ("notice.elsewhere", "review", wording.ELSEWHERE, wording.ELSEWHERE_HINT, faults.elsewhere),
            ("notice.vague", "review", wording.VAGUE, wording.VAGUE_HINT, faults.vague),
            ("notice.unsaid", "review", wording.UNSAID, wording.UNSAID_HINT, faults.unsaid),
            ("notice.bare", "review", wording.BARE, wording.BARE_HINT, faults.bare))
    about: dict[str, Any] = {"group": group_name(listing.group), "inferred": listing.inferred}
    return [gate(listing, rule, severity, reason, hint, basis=NOTICE_BASIS, as_of=NOTICE_DATE, words=items, where="notice",
                 again=rewording.of_items(rule, items), items=" · ".join(items), count=len(items), **about)
            for rule, severity, reason, hint, items in said if items]


def _origin(listing: Listing) -> list[Gate]:
    return [gate(listing, found.rule, found.severity, found.reason, found.hint, basis=origin.BASIS, as_of=origin.DATE,
                 words=found.words, where=found.where, again=rewording.of(found.rule), **found.params)
            for found in origin.check(listing)]


def _certificates(listing: Listing) -> list[Gate]:
    found = certificates.asked(listing)
    if found is None or listing.group is None:
        return []
    return [gate(listing, found.rule, "review", found.reason, found.hint, basis=found.basis, as_of=found.as_of, words=found.words,
                 where="certification", again=rewording.of(found.rule), group=group_name(listing.group))]


def gate(listing: Listing, rule: str, severity: str, reason: str, hint: str, *, basis: str, as_of: str, words: Collection[str],
         where: str, hits: tuple[claims.Span, ...] = (), again: str = "", **params: Any) -> Gate:
    """A finding about a listing; its key is made of all the words, so that a changed text asks again."""
    every = list(words)
    shown = " · ".join(every[:WORDS_SHOWN] if hits else every)
    return Gate(rule=rule, severity=severity, channel=listing.channel, product_id=listing.product_id, product_name=listing.name,
                key=answered.key_of(rule, listing.channel, listing.product_id, " · ".join(every)), seen_on=listing.seen_on,
                reason=reason, basis=basis, as_of=as_of, matched=shown, where=where, hint=hint, hits=hits, rewording=again,
                params={"matched": shown, **params}, merchant_id=listing.merchant_id, amount=listing.amount)
