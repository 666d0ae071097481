"""The law: notice items one by one, claims, origin and certificates, by the same rules as in the diagnosis of listings.

In a list that a shop fills in itself, what is empty is missing and not unseen: an empty notice lacks all its items.
"""
import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.text import _
from diagnostics.law import claims, findings, sieve
from diagnostics.law.groups import group_of, regimes_of
from diagnostics.law.listings import SEVERITIES, Listing
from diagnostics.law.notice_given import given
from diagnostics.master.found import BLOCK, WARN, Fault, Found, say
from diagnostics.model import Gate

NO_GROUP = _("The product group of the 고시 (product notice) is not known, so its items cannot be checked.")
SET_GROUP = _("Choose the product group; the category helps to find it.")
NOTICE_LAW, NOTICE_DATE = findings.NOTICE_BASIS, findings.NOTICE_DATE
FIELD = {"title": "title", "detail_text": "detail", "keywords": "keywords", "notice": "notice", "origin": "origin",
         "certification": "certification"}
BATCH = 2_000
_READ = ("title", "keywords", "category", "origin", "certification", "notice_group", "notice", "detail")
KEPT = 60_000
Told = tuple[str, str, str, Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""Rule, field, severity, sentence, what to do, basis."""
_seen: dict[str, list[Told]] = {}
_guard = threading.Lock()


def check(found: Found, channels: Sequence[str]) -> None:
    """The faults before the law, which hold on every channel for which a product is meant; of names that a channel has of its
    own, on that channel."""
    rows = found.book.products
    wanted = {channel: found.wanted(channel) for channel in channels}
    for start in range(0, len(rows), BATCH):
        for offset, told in enumerate(_remembered(rows[start:start + BATCH])):
            for channel in channels:
                if wanted[channel][start + offset]:
                    for name, field, severity, said, todo, basis in told:
                        found.add(start + offset, channel, name, field, said, todo, severity=severity, basis=basis)
    for channel in channels:
        for place, said in found.book.own.get(channel, ()):
            if said.get("title") and wanted[channel][place]:
                _own_title(found, place, channel, str(said["title"]))


def _remembered(rows: Sequence[Mapping[str, Any]]) -> list[list[Told]]:
    """What the law says of products: of those whose words were looked at before, once more without looking."""
    marks = [_mark(p) for p in rows]
    with _guard:
        before = {mark: _seen[mark] for mark in marks if mark in _seen}
    new = [n for n, mark in enumerate(marks) if mark not in before]
    told = dict(zip(new, _told([listing(rows[n]) for n in new]), strict=True))
    found = [told[n] if n in told else before[mark] for n, mark in enumerate(marks)]
    with _guard:
        if len(_seen) + len(new) > KEPT:
            _seen.clear()
        _seen.update({marks[n]: of for n, of in told.items()})
    return found


def _mark(product: Mapping[str, Any]) -> str:
    """A digest of all that the law reads of a product: the same words are judged the same, whosever they are."""
    categories = [s.get("category") for s in (product.get("per_channel") or {}).values()]
    said = json.dumps([product.get(n) for n in _READ] + categories, ensure_ascii=False)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def listing(product: Mapping[str, Any]) -> Listing:
    """A product as the law looks at a listing."""
    stated, named = given(json.dumps(product["notice"], ensure_ascii=False)) if product.get("notice") else ({}, None)
    categories = [product.get("category"), *(s.get("category") for s in (product.get("per_channel") or {}).values())]
    category = next((str(c) for c in categories if c), "")
    group, inferred = group_of(product.get("notice_group"), category or None)

    def text(name: str) -> str:
        return str(product.get(name) or "")

    return Listing("", "", product["product_id"], text("title"), text("keywords"), category, text("origin"),
                   text("certification"), group or named, inferred, stated or {}, frozenset(SEVERITIES), 0.0,
                   detail=text("detail"))


def _told(some: Sequence[Listing]) -> list[list[Told]]:
    alike: dict[str | None, list[int]] = {}
    for place, one in enumerate(some):
        alike.setdefault(one.group, []).append(place)
    worth: dict[int, frozenset[str] | None] = dict.fromkeys(range(len(some)), frozenset())
    for group, places in alike.items():
        texts = ["\n".join(findings.parts(some[p]).values()) for p in places]
        hit = _suspicious(texts, group)
        kept = [n for n, suspected in enumerate(hit) if suspected]
        rules = sieve.suspected([texts[n] for n in kept], group)
        worth.update({places[n]: only for n, only in zip(kept, rules, strict=True)})
    found = []
    for place, one in enumerate(some):
        told = [t for g in findings.of_listing(one, worth[place]) if (t := _of_gate(g)) is not None]
        if one.group is None:
            basis = {"source": NOTICE_LAW, "as_of": NOTICE_DATE, "confidence": "high", "ours": False}
            told.append(("notice.group", "notice_group", BLOCK, say(NO_GROUP), say(SET_GROUP), basis))
        found.append(told)
    return found


def _suspicious(texts: Sequence[str], group: str | None) -> list[bool]:
    """Whether any rule may find something in a text: a few expressions for all rules, before each is asked by itself."""
    column = pa.array(texts, pa.large_string())
    found = pc.match_substring_regex(column, claims.SUSPICIOUS)
    for severity in SEVERITIES:
        for pattern in claims.prefilters(regimes_of(group), severity):
            found = pc.or_(found, pc.match_substring_regex(column, pattern))
    return [bool(hit) for hit in found.to_pylist()]


def _of_gate(gate: Gate) -> Told | None:
    """A finding of the law as a fault; hints that must be looked at by nobody are left out."""
    if gate.severity == "info":
        return None
    # Whoever fills in a list knows whether there is a number: without one, or a reason, the product cannot be shown.
    severity = BLOCK if gate.severity == "block" or gate.rule.startswith("certification.") else WARN
    params = dict(gate.params)
    basis = {"source": gate.basis, "as_of": gate.as_of, "confidence": "high", "ours": gate.rule.startswith("DD")}
    return (gate.rule, FIELD.get(gate.where, gate.where), severity, say(gate.reason, **params), say(gate.hint, **params), basis)


def _own_title(found: Found, place: int, channel: str, title: str) -> None:
    one = listing(found.book.products[place])
    for hit in claims.find({"title": title}, one.group, one.certification):
        words: Fault = {"matched": hit.matched}
        if hit.severity != "info":
            why, how = findings.wording.FAMILIES[hit.rule.family]
            found.add(place, channel, hit.rule.id, f"{channel}.title", say(why, **words), say(how, **words),
                      severity=BLOCK if hit.severity == "block" else WARN,
                      basis={"source": hit.rule.source, "as_of": hit.rule.as_of, "confidence": hit.rule.confidence,
                             "ours": hit.rule.ours})
