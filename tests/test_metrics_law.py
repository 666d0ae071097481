"""The shares of the law against pandas, on listings drawn at random."""
import json
import re
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import units
from diagnostics.measure import measure
from diagnostics.metrics.law import CERTIFIED
from tests import shops
from tests.oracles_listing import listed, there, weighted
from tests.shops import AS_OF, line

GROUPS = (None, "", "FOOD", "general_food ", "WEAR", "KIDS", "HOME_APPLIANCES", "DIET_FOOD")
ORIGINS = (None, "", "  ", "국내산", "China", "상세페이지 참조", "중국산")
CERTIFICATES = (None, "", "KC 인증 필", "CB123A456-7890", "해당 없음(인증 대상이 아닌 상품)",
                "해당없음", "대상이 아님")
NOTICES = (None, {}, {"원산지": "국내산"}, {"제조국(원산지)": "상세페이지 참조"}, {"KC 인증정보": "R-R-1234"},
           {"KC 인증정보": "받음"}, {"KC 인증정보": "해당 없음(일반 완구)", "원산지": "Korea"}, {"색상": "빨강"})


def drawn(seed: int) -> shops.Shop:
    rng = np.random.default_rng(seed)

    def one(values):  # type: ignore[no-untyped-def]
        return values[int(rng.integers(0, len(values)))]

    def noticed() -> str | None:
        found = one(NOTICES)
        return None if found is None else json.dumps(found, ensure_ascii=False)

    listings = [{"channel": "naver", "product_id": f"p{n}", "observed_on": AS_OF - timedelta(days=1), "title": f"상품 {n}",
                 "category": one((None, "식품>과일", "패션>셔츠", "식품>건강기능식품")), "notice_group": one(GROUPS),
                 "origin": one(ORIGINS), "certification": one(CERTIFICATES), "notice": noticed()} for n in range(60)]
    lines = [line(int(rng.integers(1, 300)), f"o{k}", channel="naver", product_id=f"p{k}", amount=Decimal(1000 * (k + 1)))
             for k in range(30)]
    return shops.shop(listings=listings, order_lines=lines if seed % 2 else [])


def items(row: dict, *words: str) -> list[str]:
    notice = json.loads(row["notice"]) if there(row["notice"]) else {}
    return [text for item, text in notice.items() if any(w in item for w in words)]


def filled(row: dict, column: str) -> str:
    return row[column].strip() if there(row[column]) else ""


def origin(row: dict) -> bool | None:
    group, category = filled(row, "notice_group").upper(), filled(row, "category")
    if group not in ("FOOD", "GENERAL_FOOD") and (group or not category.startswith("식품") or "건강기능" in category):
        return None
    stated = items(row, "원산지", "제조국")
    if not there(row["origin"]) and not stated:
        return None
    text = filled(row, "origin") or " ".join(stated)
    return bool(re.search("[가-힣]", text)) and "참조" not in text


def certificate(row: dict) -> bool | None:
    said = [text for text in (filled(row, "certification"), *items(row, "인증")) if text]
    if filled(row, "notice_group").upper() not in CERTIFIED or not said:
        return None
    return any(sum(c.isdigit() for c in t) >= 3 or "아닌" in t or "아님" in t or "(" in t for t in said)


@pytest.mark.parametrize(("metric", "rule"), [("law.origin_stated", origin), ("law.certificate_stated", certificate)])
def test_against_pandas(tmp_path, metric, rule) -> None:  # type: ignore[no-untyped-def]
    made = {f"m{seed}": drawn(seed) for seed in range(5)} | {"empty": shops.shop()}
    store = Store.open(tmp_path / "shops.duckdb")
    shops.load(store, made)
    found = measure(Workspace(store).tables(AS_OF), [units.metrics()[metric]])
    store.close()
    seen = 0
    for name, shop in made.items():
        t = listed(shops.known(shop))
        value, n = weighted(t, [rule(row) for row in t.to_dict("records")])
        assert found.n.at[name, metric] == n, name
        if value is None or pd.isna(value):
            assert np.isnan(found.raw.at[name, metric]), name
        else:
            assert found.raw.at[name, metric] == pytest.approx(value, rel=1e-9), name
            seen += 1
    assert seen == 5
