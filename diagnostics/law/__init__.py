"""The law beside the score: what the listings must put right, what is to be looked at, and what could not be seen."""
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

from data.known import Tables
from data.reference import law as reference
from diagnostics import answered
from diagnostics.law import claims, notice, wording
from diagnostics.law.groups import group_name
from diagnostics.law.listings import Listing, Listings
from diagnostics.model import Gate

SHOWN = 200
"""As many findings are returned; a note says how many more there are."""
READ, NOTICES = 1_500, 5_000
"""As many suspicious texts are read word by word, and as many notices item by item: what may have to be put right first,
then by sales. More than a shop can mend before it is looked at again."""
NAMES = 3
NOTICE_BASIS, NOTICE_DATE = "전자상거래법 제13조 제4항; 상품정보제공고시", "2023-01-01"
_RANK = {"block": 0, "review": 1, "info": 2}


def gates(tables: Tables) -> tuple[Gate, ...]:
    """What the law says about the listings of the merchants in `tables`: blocks first, then money at stake.

    At most `SHOWN` findings about listings, then notes (severity info or review, without a product) about what could not
    be seen: one per merchant and kind.
    """
    source = Listings(tables)
    listings = source.read()
    suspects = sorted((x for x in listings if x.suspect), key=lambda x: "block" not in x.suspect)
    closely = suspects[:READ]
    details = source.details(closely)
    found = [gate for x in closely for gate in _claims(x, details.get(x.key, ""))]
    found += [gate for x in listings[:NOTICES] for gate in _notice(x)]
    found.sort(key=lambda g: (_RANK[g.severity], -g.amount, g.merchant_id, g.channel, g.product_id, g.rule))
    unread = {x.key for x in suspects[READ:]} | {x.key for x in listings[NOTICES:]}
    return (*found[:SHOWN], *_notes(listings), *_remainder(len(found) - SHOWN, len(unread)))


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any fact of the law, and with how we read it."""
    ours = (SHOWN, READ, NOTICES, claims.NEAR, sorted(wording.FAMILIES.items()))
    own = "\0".join(str(x) for x in (reference.fingerprint(), *ours))
    return hashlib.sha256(own.encode()).hexdigest()[:12]


def _claims(listing: Listing, detail: str) -> list[Gate]:
    parts = {"title": listing.title, "detail_text": detail, "keywords": listing.keywords}
    origin = f"원산지 {listing.origin}" if listing.origin else ""
    beside = "\n".join([listing.certification, origin, *(listing.notice or {}).values()])
    hits = claims.find({k: v for k, v in parts.items() if v}, listing.group, beside)
    return [_gate(listing, hit.rule.id, hit.severity, *wording.FAMILIES[hit.rule.family], basis=hit.rule.source,
                  as_of=hit.rule.as_of, matched=hit.matched, where=hit.where, why=hit.rule.reason) for hit in hits]


def _notice(listing: Listing) -> list[Gate]:
    faults = notice.check(listing)
    if faults is None or listing.group is None:
        return []
    missing = wording.MISSING_INFERRED if listing.inferred else wording.MISSING
    said = (("notice.missing", "block", missing, wording.MISSING_HINT, faults.missing),
            ("notice.evasive", "block", wording.EVASIVE, wording.EVASIVE_HINT, faults.evasive),
            ("notice.elsewhere", "review", wording.ELSEWHERE, wording.ELSEWHERE_HINT, faults.elsewhere),
            ("notice.unsaid", "review", wording.UNSAID, wording.UNSAID_HINT, faults.unsaid),
            ("notice.bare", "review", wording.BARE, wording.BARE_HINT, faults.bare))
    about = {"group": group_name(listing.group), "inferred": listing.inferred}
    return [_gate(listing, rule, severity, reason, hint, basis=NOTICE_BASIS, as_of=NOTICE_DATE, matched=" · ".join(items),
                  where="notice", items=" · ".join(items), count=len(items), **about)
            for rule, severity, reason, hint, items in said if items]


def _gate(listing: Listing, rule: str, severity: str, reason: str, hint: str, *, basis: str, as_of: str, matched: str, where: str,
          **params: object) -> Gate:
    key = answered.key_of(rule, listing.channel, listing.product_id, matched)
    return Gate(rule=rule, severity=severity, channel=listing.channel, product_id=listing.product_id, product_name=listing.name,
                key=key, seen_on=listing.seen_on, reason=reason, basis=basis, as_of=as_of,
                matched=matched, where=where, params={"matched": matched, **params},
                hint=hint, merchant_id=listing.merchant_id, amount=listing.amount)


def _notes(listings: Sequence[Listing]) -> list[Gate]:
    """One note per merchant about notices that are not known, and one about groups that are not."""
    of_merchant: dict[str, list[Listing]] = {}
    for listing in listings:
        of_merchant.setdefault(listing.merchant_id, []).append(listing)
    found = []
    for merchant_id, own in sorted(of_merchant.items()):
        unseen = [x for x in own if x.notice is None]
        if unseen:
            some = len(unseen) < len(own)
            found.append(_note(merchant_id, "notice.unknown", "review" if some else "info",
                               wording.UNKNOWN_SOME if some else wording.UNKNOWN_ALL, wording.UNKNOWN_HINT, unseen))
        ungrouped = [x for x in own if x.group is None]
        if ungrouped:
            found.append(_note(merchant_id, "group.unknown", "info", wording.NO_GROUP, wording.NO_GROUP_HINT, ungrouped))
    return found


def _note(merchant_id: str, rule: str, severity: str, reason: str, hint: str, about: Iterable[Listing]) -> Gate:
    names = [x.name for x in about]
    return Gate(rule=rule, key=answered.key_of(rule), severity=severity, channel="", product_id="", product_name="",
                reason=reason, basis=NOTICE_BASIS, as_of=NOTICE_DATE, hint=hint, merchant_id=merchant_id,
                params={"count": len(names), "items": ", ".join(names[:NAMES])})


def _remainder(cut: int, unread: int) -> list[Gate]:
    found = []
    for rule, reason, count in (("law.more", wording.MORE, cut), ("law.not_read", wording.NOT_READ, unread)):
        if count > 0:
            found.append(Gate(rule=rule, severity="info", channel="", product_id="", product_name="", reason=reason,
                              basis=NOTICE_BASIS, as_of=NOTICE_DATE, params={"count": count}))
    return found
