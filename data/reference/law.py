"""The law as data: what a listing must state (상품정보제공고시) and what it must not claim.

`product_notice.csv`: one row per item of a product group. `claims.csv`: one rule per row; `claims_ours.csv`: rules of the same
form that we added. `category_groups.csv`: which
words of a category path point to which product group (our own reading). Every row carries its source and date.
"""
import csv
import hashlib
import io
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

_FILES = ("product_notice.csv", "claims.csv", "claims_ours.csv", "category_groups.csv")
COMMON_TERMS = "COMMON_TERMS"


@dataclass(frozen=True)
class NoticeItem:
    """One item that listings of a product group must state.

    `kind` is date, origin, number or text: in the first three a reference to the detail page states nothing.
    `conditional`: only some products of the group must state it; `applies` names how we tell which ("" where we cannot).
    `aliases` are other names under which marketplaces show it.
    """

    group_code: str
    group: str
    item: str
    kind: str
    conditional: bool
    applies: str
    aliases: tuple[str, ...]
    note: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Claim:
    """One rule about what a listing says.

    `pattern` and `whitelist` are regular expressions without regard to case; `unless` is evidence that settles the
    matter, looked for in the same sentence or anywhere in the listing (`unless_scope` sentence or all); `then` is the
    severity that is left with it ("" none). Patterns were narrowed where they hit ordinary words (예약수량, 검정자두, 주기적).
    """

    id: str
    regime: str
    family: str
    severity: str
    pattern: str
    whitelist: str
    unless_scope: str
    unless: str
    then: str
    applies_when: str
    example: str
    reason: str
    source: str
    as_of: str
    confidence: str

    @property
    def ours(self) -> bool:
        """Whether the rule is one that we added to those of the domain, because paraphrases slipped through."""
        return self.id.startswith("DD")

    @cached_property
    def found(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def allowed(self) -> re.Pattern[str] | None:
        return re.compile(self.whitelist, re.IGNORECASE) if self.whitelist else None

    @cached_property
    def settled(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((files("data.reference") / name).read_text("utf-8"), newline="")))


@cache
def notice_items() -> dict[str, tuple[NoticeItem, ...]]:
    """The items by product group, in the order of the law; the terms of trade common to all are under `COMMON_TERMS`."""
    found: dict[str, list[NoticeItem]] = {}
    for r in _rows("product_notice.csv"):
        found.setdefault(r["group_code"], []).append(NoticeItem(
            r["group_code"], r["group"], r["item"], r["kind"], r["conditional"] == "1", r["applies"],
            tuple(a for a in r["aliases"].split(";") if a), r["note"], r["source"], r["as_of"]))
    return {code: tuple(items) for code, items in found.items()}


@cache
def claims() -> tuple[Claim, ...]:
    """All rules, by id: those of the domain (CL…), then our own (DD…)."""
    files = (*_rows("claims.csv"), *_rows("claims_ours.csv"))
    rows = [{k: v for k, v in r.items() if k != "evidence"} for r in files]
    return tuple(Claim(**r) for r in sorted(rows, key=lambda r: r["id"]))


@cache
def category_groups() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(words of a category path, product group), the more particular first."""
    return tuple((re.compile(r["pattern"], re.IGNORECASE), r["group_code"]) for r in _rows("category_groups.csv"))


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any row of the law."""
    content = hashlib.sha256()
    for name in _FILES:
        content.update((files("data.reference") / name).read_bytes())
    return content.hexdigest()[:12]
