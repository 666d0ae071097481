"""The fictional survey of sellers of the demo (입점 실태조사), as a file: anonymous numbers, a row per seller and mall."""
from datetime import date, timedelta

import numpy as np

from data.samples.goods import REGIONS, TRADES
from data.samples.writers import csv_text

SEED, SELLERS, NAME = 20261102, 64, "입점 실태조사 2026 (예시)"
HEADINGS = ("응답자", "쇼핑몰", "지역", "업종", "응답일", "계약 이행", "변경 고지", "정산 준수", "지원 실적", "거래관계", "협력",
            "동반성장체제", "불공정 행위", "정산 일수", "비용 비율")
_MALLS = {"네이버": (3.7, 6, 6.5), "쿠팡": (2.9, 32, 13.0), "G마켓": (3.2, 12, 14.5)}
"""Of each mall the mean answer, the days to the payout and the costs in percent, all invented."""
_MISSED = 0.06


def content() -> bytes:
    """The survey as a CSV that Korean Excel opens; some sellers left the question about support empty."""
    rng = np.random.default_rng(SEED)
    rows = []
    for seller in range(1, SELLERS + 1):
        own = rng.normal(0, 0.6)
        who = {"응답자": f"S{seller:03d}", "지역": REGIONS[int(rng.integers(len(REGIONS)))][0],
               "업종": TRADES[int(rng.integers(len(TRADES)))].industry,
               "응답일": date(2026, 9, 1) + timedelta(days=int(rng.integers(28)))}
        for mall in sorted(rng.choice(sorted(_MALLS), size=int(rng.integers(1, 3)), replace=False)):
            mean, days, costs = _MALLS[str(mall)]
            scale = {h: int(np.clip(round(mean + own + rng.normal(0, 0.8)), 1, 5)) for h in HEADINGS[5:12]}
            if rng.random() < _MISSED:
                scale.pop("지원 실적")
            unfair = "예" if rng.random() < (4.4 - mean) / 6 else "아니오"
            rows.append({**who, "쇼핑몰": str(mall), **scale, "불공정 행위": unfair,
                         "정산 일수": max(1, round(days + rng.normal(0, 2))), "비용 비율": round(costs + rng.normal(0, 1.2), 1)})
    return csv_text(HEADINGS, rows)
