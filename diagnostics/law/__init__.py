"""The law beside the score: what the listings must put right, what is to be looked at, and what could not be seen."""
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from data.known import Tables
from data.reference import law as reference
from diagnostics.law import certificates, context, listings, notes, plain, rewording, shop, sieve, wording
from diagnostics.law.cards import rule_card
from diagnostics.law.findings import notice_text, of_listing, parts
from diagnostics.law.groups import group_of
from diagnostics.law.listings import Listing
from diagnostics.law.notice_given import given
from diagnostics.model import Gate
from diagnostics.result import plain as as_json

__all__ = ["check_text", "fingerprint", "gates", "notice_text", "rule_card"]

SHOWN = 200
"""As many findings are returned; a note says how many more there are."""
READ = 20_000
"""As many listings with suspicious texts are read word by word: what may have to be put right first, then by sales."""
_RANK = {"block": 0, "review": 1, "info": 2}


def gates(tables: Tables) -> tuple[Gate, ...]:
    """What the law says about the listings of the merchants in `tables`: blocks first, then money at stake.

    At most `SHOWN` findings about listings, then what is said of the shop, then notes (severity info or review, without a
    product) about what could not be seen: one per merchant and kind.
    """
    found: list[Gate] = []
    cut = read = unread = 0
    unseen = notes.Unseen()
    for batch in listings.batches(tables):
        unseen.add(batch)
        suspects = [x for x in batch if x.suspect]
        closely = suspects[:max(0, READ - read)]
        read += len(closely)
        unread += len(suspects) - len(closely)
        only = _worth({id(x): x for x in closely})
        for listing in batch:
            found += of_listing(listing, only.get(id(listing), ()))
        found.sort(key=_order)
        cut += max(0, len(found) - SHOWN)
        del found[SHOWN:]
    of_shop = shop.gates(tables)
    found += [g for g in of_shop if g.severity != "info"]
    found.sort(key=_order)
    return (*found, *unseen.gates(), *(g for g in of_shop if g.severity == "info"), *notes.remainder(cut, unread))


def _order(g: Gate) -> tuple[Any, ...]:
    return _RANK[g.severity], -g.amount, g.merchant_id, g.channel, g.product_id, g.rule


def _worth(closely: Mapping[int, Listing]) -> dict[int, frozenset[str] | None]:
    """Per listing (by identity) the rules that are worth looking for; None: all of them."""
    alike: dict[tuple[str | None, frozenset[str]], list[int]] = {}
    for key, listing in closely.items():
        alike.setdefault((listing.group, listing.suspect), []).append(key)
    found: dict[int, frozenset[str] | None] = {}
    for (group, suspect), keys in alike.items():
        texts = ["\n".join(parts(closely[key]).values()) for key in keys]
        found.update(zip(keys, sieve.suspected(texts, group, suspect), strict=True))
    return found


def check_text(text: str = "", group: str | None = None, *, title: str = "", keywords: str = "", category: str = "",
               origin: str = "", certification: str = "", notice: str | Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Judge a text that was pasted or uploaded, without a store: findings as in the `gates` of a result JSON, gravest first.

    `text` is the detail text (mark-up may stand in it), `group` code or Korean name of the product group (None: read from
    `category`, else only the rules for all goods hold), `notice` item to text, JSON or one free text (None: not known).
    """
    stated, named = given(json.dumps(dict(notice), ensure_ascii=False) if isinstance(notice, Mapping) else notice)
    code, inferred = group_of(group, category or None)
    if code is None and named is not None:
        code = named
    listing = Listing("", "", "", title, keywords, category, origin, certification, code, inferred, stated,
                      frozenset(listings.SEVERITIES), 0.0, None, text)
    found = sorted(of_listing(listing), key=_order)
    if code is None:
        found += notes.no_group([listing])
    shaped: list[dict[str, Any]] = as_json([asdict(g) for g in found])
    return shaped


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any fact of the law, and with how we read it."""
    ours = (SHOWN, READ, context.NEAR, sorted(wording.FAMILIES.items()), sorted(rewording.RULES.items()), plain.PULLED,
            sorted(certificates.NEEDS.items()), shop.FACTS, METHOD)
    own = "\0".join(str(x) for x in (reference.fingerprint(), *ours))
    return hashlib.sha256(own.encode()).hexdigest()[:12]


METHOD = 2
"""Counts the changes in how texts are read that the facts above do not show."""

