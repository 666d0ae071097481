"""What was asked of an allocation, checked: each wrong value ends in one sentence."""
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics import units
from diagnostics.allocation.problem import WHOLE, Quota
from diagnostics.planning.problem import HOUR

MOST = 10**13
GROUPS = ("segment", "region", "industry", "size")
GOALS = ("points", "sales")
PAYS = ("full", "subsidy")
LARGEST = 5
"""Treatments per merchant at most: more at once is more than a shop can carry."""
_QUOTA = re.compile(r"\s*(?:(\w+)\s*=\s*(.+?)\s*)?(>=|<=)\s*([\d,.]+)\s*(%?)\s*(?:of\s+)?(helped|money)?\s*")


_LONG = {"전라남도": "전남", "전라북도": "전북", "전북특별자치도": "전북", "경상남도": "경남", "경상북도": "경북",
         "충청남도": "충남", "충청북도": "충북"}
_ENDING = re.compile(r"(특별자치도|특별자치시|특별시|광역시|도|시)$")


def province(name: str) -> str:
    """A province or metropolitan city by its short name: 전라남도 is 전남, 서울특별시 is 서울. What is neither stays as it is."""
    name = " ".join(name.split())
    short = _LONG.get(name) or _ENDING.sub("", name)
    return short if len(short) == 2 else name


@dataclass(frozen=True)
class Asked:
    """Budget in won, hundredths of consultant hours (None: no limit), slots, treatments per merchant, quotas, goal ("points" or
    "sales"), what the budget pays ("full" price or "subsidy"), what taking in a shop costs (None: as the
    programme's rules say)."""

    budget: int
    hours: int | None = None
    slots: Mapping[str, int] = field(default_factory=dict)
    most: int = 3
    quotas: tuple[Quota, ...] = ()
    goal: str = "points"
    pays: str = "full"
    programme: str | None = None
    shop_cost: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "hours": None if self.hours is None else self.hours / HOUR}


def check(budget: int, consultant_hours: float | None, slots: Mapping[str, int] | None, most: int,
          quotas: Iterable[Any], goal: str, pays: str, programme: str | None, shop_cost: int | None = None) -> Asked:
    """Everything asked, checked. Raises `InputProblem`."""
    if isinstance(budget, bool) or not isinstance(budget, int) or not 0 <= budget <= MOST:
        raise InputProblem(_("The budget must be a whole number of won from 0 to {most:,}."), most=MOST)
    if consultant_hours is not None and (isinstance(consultant_hours, bool) or not isinstance(consultant_hours, int | float)
                                         or not math.isfinite(consultant_hours) or consultant_hours < 0):
        raise InputProblem(_("The consultants' hours must be a number of 0 or more, or be left empty."))
    if isinstance(most, bool) or not isinstance(most, int) or not 1 <= most <= LARGEST:
        raise InputProblem(_("A shop may get 1 to {most} treatments."), most=LARGEST)
    for id, count in (slots or {}).items():
        if id not in units.treatments():
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise InputProblem(_("The slots of {treatment} must be a whole number of 0 or more."), treatment=id)
    if goal not in GOALS or pays not in PAYS:
        raise InputProblem(_("The goal is points or sales, and the budget pays full or subsidy."))
    if shop_cost is not None and (isinstance(shop_cost, bool) or not isinstance(shop_cost, int) or not 0 <= shop_cost <= MOST):
        raise InputProblem(_("What taking in a shop costs must be a whole number of won of 0 or more, or be left empty."))
    hours = None if consultant_hours is None else math.floor(min(consultant_hours, 10**7) * HOUR + 1e-6)
    return Asked(budget, hours, dict(slots or {}), most, tuple(dict.fromkeys(quota(q) for q in quotas)), goal, pays,
                 programme or None, shop_cost)


def quota(told: Any) -> Quota:
    """A quota of text ("segment=unlisted>=30%", "region=전남<=20% money", ">=100 helped") or of a mapping with by, value, of,
    and one of least and most (a share 0..1), least_number and most_number. Raises `InputProblem`."""
    if isinstance(told, Quota):
        return told
    if isinstance(told, str):
        return _read(told)
    if not isinstance(told, Mapping):
        raise InputProblem(_("A quota is a text such as segment=unlisted>=30%."))
    given = {name: told[name] for name in ("least", "most", "least_number", "most_number") if told.get(name) is not None}
    of, by, value = told.get("of", "helped"), told.get("by"), told.get("value")
    if len(given) != 1 or of not in ("helped", "money"):
        raise InputProblem(_("A quota needs one of least, most, least_number and most_number, and counts helped or money."))
    name, much = next(iter(given.items()))
    if isinstance(much, bool) or not isinstance(much, int | float) or not math.isfinite(much):
        raise InputProblem(_("A quota needs a number."))
    return _made(name.split("_")[0], of, by, value, float(much), not name.endswith("_number"))


def _read(text: str) -> Quota:
    found = _QUOTA.fullmatch(text)
    if found is None:
        raise InputProblem(_("The quota {text} cannot be read. Write it as segment=unlisted>=30% or region=전남<=20% money."),
                           text=text)
    by, value, sign, digits, percent, of = found.groups()
    try:
        much = float(digits.replace(",", ""))
    except ValueError:
        raise InputProblem(_("A quota needs a number.")) from None
    return _made("least" if sign == ">=" else "most", of or "helped", by, value, much / 100 if percent else much, bool(percent))


def _made(bound: str, of: str, by: Any, value: Any, much: float, shared: bool) -> Quota:
    if by is not None and by not in GROUPS:
        raise InputProblem(_("A quota is about segment, region, industry or size, not {by}."), by=str(by))
    if by is None and shared:
        raise InputProblem(_("A share needs a group that it is about, such as segment=unlisted."))
    if (shared and not 0 <= much <= 1) or (not shared and (much < 0 or much != int(much))):
        raise InputProblem(_("A quota is a share from 0 to 100 percent, or a whole number of 0 or more."))
    if by is not None and (not isinstance(value, str) or not value.strip()):
        raise InputProblem(_("A quota needs a group that it is about, such as segment=unlisted."))
    if by == "region":
        value = province(value)
    least = "least" if bound == "least" else "most"
    kind = "money" if of == "money" else "helped"
    return Quota(least, kind, by, None if by is None else str(value),  # type: ignore[arg-type]
                 round(much * WHOLE) if shared else None, None if shared else int(much))
