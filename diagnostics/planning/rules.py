"""The programme's rules about money: what it pays per shop and per line of the package, what stays with the shop, and when.

Kept in the setting "programme" under "rules": {"merchant_cap": won or null, "family_caps": {family: won or null}, "own_share":
0..1 or null, "families": [families that are subsidised], "instalments": [{"when": "start" or "delivery", "share": 0..1}],
"refund_weeks": null (the programme pays its part of each instalment itself) or the weeks after delivery until it pays back
what the shop laid out, "shop_cost": won or null that helping a shop costs beside its treatments (visits, diagnosis,
administration; reckoned with where a budget is given to shops, never in the plan of one)}. What is left out keeps its default.
The caps of these items are not published (domain README 1.2), so none is set until the programme manager enters one;
`PUBLISHED` are those of earlier programmes, to compare.
"""
import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics.model import Basis, Family

FAMILIES = tuple(f.value for f in Family)
START, DELIVERY = "start", "delivery"
MOST_WEEKS = 52
PUBLISHED = Path(__file__).parents[2] / "data" / "reference" / "programme_caps.csv"
TERMS_BASIS = Basis.judgement("30 % on order, the rest on delivery is common with small suppliers; not published.")
FAMILIES_BASIS = Basis.judgement("All four lines of the package are paid for until the programme says otherwise.")
OWN_SHARE_BASIS = Basis("디지털커머스 전문기관 자부담 비수도권 20 %, 수도권 30 % (asiae 2021031714141773807)", "2021-03")
"""Published for agencies, not for shops: shown to compare, never reckoned with by itself."""
SHOP_COST_BASIS = Basis("2020 온라인 판로 지원사업: 328.5억 원 / 20,000개사 (etnews 20200223000045)", "2020-02")
"""About 1.64 million won a shop on average, the treatments with it: shown to compare."""


@dataclass(frozen=True)
class Rules:
    """Caps in won (None: none is set), the least share that the shop pays itself, and when money is due."""

    merchant_cap: int | None = None
    family_caps: Mapping[str, int] = field(default_factory=dict)
    own_share: float | None = None
    families: tuple[str, ...] = FAMILIES
    instalments: tuple[tuple[str, float], ...] = ((START, 0.3), (DELIVERY, 0.7))
    refund_weeks: int | None = None
    shop_cost: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {"merchant_cap": self.merchant_cap, "family_caps": dict(self.family_caps), "own_share": self.own_share,
                "families": list(self.families), "refund_weeks": self.refund_weeks, "shop_cost": self.shop_cost,
                "instalments": [{"when": when, "share": share} for when, share in self.instalments]}


def check(values: Any) -> Rules:
    """The rules that `values` make of the defaults. Raises `InputProblem` with what is wrong."""
    if values is None:
        return Rules()
    if not isinstance(values, Mapping) or not set(values) <= set(Rules().to_json()):
        raise InputProblem(_("The programme's rules may hold merchant_cap, family_caps, own_share, families, instalments, "
                             "refund_weeks and shop_cost, and nothing else."))
    share, weeks = values.get("own_share"), values.get("refund_weeks")
    if share is not None and not _share(share):
        raise InputProblem(_("The share that a shop pays itself must lie between 0 and 100 percent, or be left empty."))
    if weeks is not None and (isinstance(weeks, bool) or not isinstance(weeks, int) or not 0 <= weeks <= MOST_WEEKS):
        raise InputProblem(_("The weeks until the programme pays back must be a whole number from 0 to {most}, or be left "
                             "empty."), most=MOST_WEEKS)
    return Rules(_cap(values.get("merchant_cap")), _caps(values.get("family_caps")), share,
                 _families(values.get("families", FAMILIES)), _instalments(values.get("instalments")), weeks,
                 _cap(values.get("shop_cost"), _("What taking in a shop costs must be a whole number of won of 0 or more, or be "
                                                 "left empty.")))


def _share(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value <= 1


def _cap(value: Any, wrong: str | None = None) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise InputProblem(wrong or _("A cap of the programme must be a whole number of won, 0 or more, or be left empty."))
    return value


def _caps(values: Any) -> dict[str, int]:
    if values is None:
        return {}
    if not isinstance(values, Mapping) or not set(values) <= set(FAMILIES):
        raise InputProblem(_("Caps are set for detail_page, branding, packaging and platform alone."))
    found = {family: _cap(values.get(family)) for family in FAMILIES}
    return {family: cap for family, cap in found.items() if cap is not None}


def _families(values: Any) -> tuple[str, ...]:
    if isinstance(values, str) or not all(v in FAMILIES for v in values):
        raise InputProblem(_("The lines that are paid for are some of detail_page, branding, packaging and platform."))
    return tuple(f for f in FAMILIES if f in values)


def _instalments(values: Any) -> tuple[tuple[str, float], ...]:
    if values is None:
        return Rules().instalments
    parts: list[tuple[Any, Any]] = [(v.get("when"), v.get("share")) if isinstance(v, Mapping) else (None, None) for v in values]
    if not parts or not all(when in (START, DELIVERY) and _share(share) for when, share in parts):
        raise InputProblem(_("Each instalment is due at the start or on delivery and has a share from 0 to 100 percent."))
    if abs(sum(share for _when, share in parts) - 1) > 1e-9:
        raise InputProblem(_("The instalments must add up to 100 percent."))
    return tuple(parts)


@cache
def published() -> tuple[dict[str, str], ...]:
    """Caps that earlier programmes published: programme, won, own_share, year, confidence, source."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
