"""The fictional programme of the demo: who takes part, who advises them, when it measures, what each received.

Two programmes. 브랜드 도약 gives shops that sell a detail-page or a packaging package, 온라인 판로 brings shops online.
The detail-page package truly helps (`LIFT`); the other packages do nothing to sales. Every shop of the demo grows, so that
who looks at before and after alone is misled. Drawn from a generator of its own: a shop without the detail-page package, a
late beginning or an early leave is the same with and without the programme.
"""
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from data.samples.days import DEMO_AS_OF

SEED = 20261104
ONLINE, BRANDS = "온라인 판로 2026 (예시)", "브랜드 도약 2026 (예시)"
"""The two programmes; the names say that they are invented."""
DETAIL, PACKAGING, FIRST_STEPS = "상세페이지 패키지", "패키징 패키지", "첫 입점 패키지"
TREATMENTS = {
    DETAIL: (("detail_page.photography", 0, 7, 30_000), ("detail_page.rebuild", 7, 28, 600_000)),
    PACKAGING: (("packaging.protection", 0, 14, 150_000), ("packaging.redesign", 14, 28, 800_000)),
    FIRST_STEPS: (("platform.legal_basics", 0, 7, 40_500), ("platform.education", 7, 28, 0))}
"""Of each package its treatments: first and last day after the start of the package, and the cost in won."""
CONSULTANTS = ("상담사 가람 (예시)", "상담사 누리 (예시)", "상담사 다솜 (예시)", "상담사 라온 (예시)", "상담사 마루 (예시)",
               "상담사 보람 (예시)")
STAGES = (("intake", date(2026, 1, 1)), ("mid", date(2026, 6, 1)), ("exit", DEMO_AS_OF))
FIRST_START, WEEKS = date(2026, 2, 2), 12
"""Packages start on a Monday of these weeks."""
LIFT = 1.5
"""From the last day of the detail-page package on, a shop has so many times the orders that it would have had."""
LEAVES = 0.09
SHOP_COST = 1_400_000
"""Won that taking in a shop costs beside its treatments. Invented, so that with them it comes near the 1.64 million won a shop
that the programme of 2020 cost on average (328.5억 원 for 20,000 shops, domain README 1.1)."""
SELLS, FEW, BEGINS, IDLE, UNLISTED = "sells", "few", "begins", "idle", "unlisted"
"""Kinds of merchants: sells steadily, sells little, begins to sell in 2026, is listed without a sale, is not listed."""
_SEGMENT = {SELLS: "growing", FEW: "struggling", BEGINS: "unlisted", IDLE: "struggling", UNLISTED: "unlisted"}
_PACKAGES = {SELLS: ((DETAIL, 0.36), (PACKAGING, 0.14)), FEW: ((PACKAGING, 0.35),), BEGINS: ((FIRST_STEPS, 0.35),),
             IDLE: ((PACKAGING, 0.2),), UNLISTED: ((FIRST_STEPS, 0.35),)}
"""Of each kind, the shares that receive a package."""
_EVENLY = 0.618034
"""The part of the golden section: its multiples fill 0 to 1 evenly, so that few merchants get their shares too."""


@dataclass(frozen=True)
class Part:
    """One merchant's part: `package` is None for those who applied and wait (the comparison). Days, not moments."""

    programme: str
    consultant: str
    segment: str
    applied_on: date
    left_on: date | None
    package: str | None
    started_on: date | None
    begins_on: date
    """When a merchant of the kind `BEGINS` sells for the first time."""

    @property
    def better_from(self) -> date | None:
        """The day from which the detail-page package works; None for everybody else."""
        if self.package != DETAIL or self.started_on is None:
            return None
        return self.started_on + timedelta(days=TREATMENTS[DETAIL][-1][2])


def part(number: int, kind: str) -> Part:
    """The part of merchant `number`, always the same."""
    rng = np.random.default_rng([SEED, number])
    draw = {name: float(rng.random()) for name in ("package", "week", "begins", "leaves", "left", "applied")}
    if kind == BEGINS:
        draw["package"] = number // 8 * _EVENLY % 1
    package, reached = None, 0.0
    for name, share in _PACKAGES[kind]:
        reached += share
        if package is None and draw["package"] < reached:
            package = name
    start = FIRST_START + timedelta(weeks=int(draw["week"] * WEEKS)) if package else None
    left = date(2026, 6, 8) + timedelta(days=int(draw["left"] * 90)) if draw["leaves"] < LEAVES else None
    return Part(BRANDS if kind == SELLS else ONLINE, CONSULTANTS[number * 7 // 3 % len(CONSULTANTS)], _SEGMENT[kind],
                date(2025, 12, 1) + timedelta(days=int(draw["applied"] * 26)), left, package, start,
                FIRST_START + timedelta(days=35 + int(draw["begins"] * 90)))


HEADINGS = ("가게 ID", "사업명", "구분", "담당 상담사", "신청일", "중단일", "패키지", "지원 항목", "시작일", "종료일", "비용(원)")
"""Of the roster file, a row per treatment or one where nothing was received."""


def rows(parts: Iterable[tuple[str, Part]]) -> list[dict[str, Any]]:
    """The roster file's rows of (merchant id, part), keyed by `HEADINGS`."""
    said = {"growing": "기입점", "struggling": "입점 후 부진", "unlisted": "미입점"}
    found: list[dict[str, Any]] = []
    for merchant_id, p in parts:
        who = dict(zip(HEADINGS, (merchant_id, p.programme, said[p.segment], p.consultant, p.applied_on, p.left_on),
                       strict=False))
        given = TREATMENTS[p.package] if p.package else ()
        found += [{**who, "패키지": p.package, "지원 항목": treatment, "시작일": p.started_on + timedelta(days=first),
                   "종료일": p.started_on + timedelta(days=last), "비용(원)": cost}
                  for treatment, first, last, cost in given if p.started_on] or [who]
    return found


def file(parts: Iterable[tuple[str, Part]]) -> bytes:
    """The roster as a CSV file, as an office would send it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS)
    writer.writeheader()
    writer.writerows(rows(parts))
    return out.getvalue().encode("utf-8-sig")
