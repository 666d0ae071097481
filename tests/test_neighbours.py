"""Merchants like you: planted survival comes back with its interval, nothing of later days counts, and no shop is named."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from data.errors import AccessDenied
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.selling import neighbours as module
from diagnostics.selling.neighbours import neighbours, wilson
from diagnostics.selling.survival import pool
from tests.channel_shop import order, put

DAY = date(2026, 11, 1)
START = datetime(2025, 1, 6, 10)
TRADES = {"식품": 16_000, "의류": 45_000}


def began(shop: str, channel: str, first: datetime, last: int, price: int = 20_000) -> list[dict[str, object]]:
    """Orders every 30 days from `first` on, the last one `last` days after it."""
    days = sorted({*range(0, last + 1, 30), last})
    return [order(n, price, channel=channel, day=first + timedelta(days=n), merchant_id=shop) for n in days]


@pytest.fixture
def cohort(tmp_path: Path) -> Workspace:
    """240 shops that begin on Naver, half of foods and half of fashion; of foods 90 % go on, of fashion 20 %. Beside them two
    who sell from the first day of the records on, and `me` and `you` who sell nowhere."""
    workspace = Workspace(Store.open(tmp_path / "cohort.duckdb"))
    for shop, trade in (("me", "식품"), ("you", "의류")):
        workspace.save_merchant(shop, industry=trade, region="부산", name=f"비밀 {shop}")
    lines = [*began("old-1", "naver", START, 400), *began("old-2", "naver", START + timedelta(days=3), 400)]
    for shop in ("old-1", "old-2"):
        workspace.save_merchant(shop, industry="식품")
    for i in range(240):
        trade, n = ("식품", "의류")[i % 2], i // 2
        goes_on = n % 10 < (9 if trade == "식품" else 2)
        workspace.save_merchant(f"s{i:03d}", industry=trade, region="부산", name=f"비밀 가게 {i}")
        first = START + timedelta(days=60 + i % 200)
        lines += began(f"s{i:03d}", "naver", first, 120 if goes_on else 90, TRADES[trade])
    put(workspace, "order_lines", *lines)
    return workspace


def test_planted_survival_comes_back_with_its_interval(cohort: Workspace) -> None:
    for shop, share in (("me", 0.9), ("you", 0.2)):
        found = neighbours(cohort, shop, DAY)["naver"]
        assert found["n"] >= module.NEAREST
        assert found["still"] == round(found["share"] * found["n"])
        assert found["low"] <= share <= found["high"]
        assert found["share"] == pytest.approx(share, abs=0.06)
        assert found["all"]["n"] == 240 and found["all"]["share"] == pytest.approx(0.55)
    assert {x["text"] for x in found["alike"]} == {"goods"}


def test_interval_is_that_of_statsmodels_by_hand() -> None:
    # 8 of 10: (0.8 + 1.92/10 ± 1.96 √(0.16/10 + 0.96/100)) / (1 + 3.84/10), worked out with a pocket calculator.
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 5)[0] == 0.0 and wilson(5, 5)[1] == 1.0


def test_boundaries_of_the_outcome(tmp_path: Path) -> None:
    """Day 90 is too early, 91 and 180 count, 181 is too late; a cancelled order is none; and the window must be over."""
    workspace = Workspace(Store.open(tmp_path / "edge.duckdb"))
    first = datetime(2026, 1, 10, 9)
    put(workspace, "merchants", *({"merchant_id": f"m{d}"} for d in (0, 90, 91, 180, 181, 999)))
    for shop, last in (("m90", 90), ("m91", 91), ("m180", 180), ("m181", 181)):
        put(workspace, "order_lines", *(order(n, 9_000, day=first + timedelta(days=n), merchant_id=shop) for n in (0, last)))
    put(workspace, "order_lines", order(0, 9_000, day=first - timedelta(days=40), merchant_id="m0"),
        order(0, 9_000, day=first, merchant_id="m999"),
        order(1, 9_000, day=first + timedelta(days=100), merchant_id="m999", status="cancelled"))
    over = (first + timedelta(days=181)).date()  # the first day that is not known any more: day 180 is known whole
    known = pool(workspace.tables(over)).outcomes.xs("naver", level="channel")
    assert known.to_dict() == {"m90": 0, "m91": 1, "m180": 1, "m181": 0, "m999": 0}
    earlier = pool(workspace.tables(over - timedelta(days=1))).outcomes
    assert earlier.empty  # nobody's window is over but m0's, who sold when the records begin


def test_later_rows_change_nothing(cohort: Workspace) -> None:
    before = neighbours(cohort, "me", DAY)
    profiles = pool(cohort.tables(DAY)).profiles
    late = datetime(2026, 11, 1, 0, 0)
    put(cohort, "order_lines", *(order(900 + i, 99_000, day=late, merchant_id=f"s{i:03d}") for i in range(240)))
    put(cohort, "answers", *({"merchant_id": f"s{i:03d}", "stage": "intake", "question_id": "device", "value": "4",
                              "answered_on": DAY} for i in range(240)))
    put(cohort, "listings", *({"merchant_id": f"s{i:03d}", "channel": "naver", "product_id": "p9", "observed_on": DAY,
                               "category": "가전", "price": 1} for i in range(240)))
    put(cohort, "settlements", {"merchant_id": "s001", "channel": "naver", "order_id": "x", "line_id": "x", "kind": "goods",
                                "settled_on": DAY})
    assert neighbours(cohort, "me", DAY) == before
    assert pool(cohort.tables(DAY)).profiles.equals(profiles)


def test_what_came_after_the_beginning_tells_nothing_of_a_shop(cohort: Workspace) -> None:
    """Answers, listings and orders elsewhere that came after the first order leave what a shop is compared by as it was."""
    def entered() -> object:
        found = pool(cohort.tables(DAY)).profiles
        return found[found.index.get_level_values("channel") == "naver"]

    before = entered()
    after = (START + timedelta(days=300)).date()
    put(cohort, "answers", *({"merchant_id": f"s{i:03d}", "stage": "intake", "question_id": "photos", "value": "4",
                              "answered_on": after} for i in range(240)))
    put(cohort, "listings", *({"merchant_id": f"s{i:03d}", "channel": "naver", "product_id": "p9", "observed_on": after,
                               "category": "가전", "price": 1, "weight_g": 9, "title": "수제"} for i in range(240)))
    put(cohort, "order_lines", *(order(1, 7, channel="toss", day=START + timedelta(days=290), merchant_id=f"s{i:03d}")
                                 for i in range(240)))
    assert entered().equals(before)  # type: ignore[attr-defined]
    put(cohort, "answers", {"merchant_id": "s000", "stage": "intake", "question_id": "device", "value": "3",
                            "answered_on": START.date()})
    assert entered().loc[("s000", "naver"), "environment"] == 3  # type: ignore[attr-defined]


def test_who_already_sold_when_the_records_begin_is_left_out(cohort: Workspace) -> None:
    known = pool(cohort.tables(DAY))
    assert known.began_before == {"naver": 2}
    assert not {"old-1", "old-2"} & set(known.outcomes.index.get_level_values("merchant_id"))
    cohort.save_merchant("old-1", founded_on=START.date() - timedelta(days=20))  # too young to have sold long before
    put(cohort, "reviews", {"merchant_id": "s000", "channel": "naver", "review_id": "r", "created_at": START, "rating": 5})
    known = pool(cohort.tables(DAY))
    assert ("old-1", "naver") in known.outcomes.index
    assert ("s000", "naver") not in known.outcomes.index  # a review before the first order: it sold before


def test_fewer_than_five_say_nothing(tmp_path: Path) -> None:
    workspace = Workspace(Store.open(tmp_path / "few.duckdb"))
    put(workspace, "merchants", *({"merchant_id": m} for m in ("me", "old", "a", "b", "c", "d", "e")))
    put(workspace, "order_lines", *began("old", "naver", START - timedelta(days=90), 30),
        *(row for shop in "abcd" for row in began(shop, "naver", START, 120)))
    found = neighbours(workspace, "me", DAY)["naver"]
    assert found["refused"] is not None and found["refused"]["params"] == {"least": 5}
    assert all(found[name] is None for name in ("n", "still", "share", "low", "high", "all", "text"))
    put(workspace, "order_lines", *began("e", "naver", START, 30))
    found = neighbours(workspace, "me", DAY)["naver"]
    assert (found["n"], found["still"], found["share"]) == (5, 4, 0.8)
    assert (found["low"], found["high"]) == pytest.approx(wilson(4, 5), abs=1e-4)


def test_only_the_shops_of_the_viewer_count_and_none_is_named(cohort: Workspace) -> None:
    some = frozenset({"me", "old-1", *(f"s{i:03d}" for i in range(20))})
    limited = Workspace(cohort.store, Viewer("consultant", some))
    found = neighbours(limited, "me", DAY)
    assert found["naver"]["all"]["n"] == 20
    text = json.dumps(neighbours(cohort, "me", DAY), ensure_ascii=False)
    assert "비밀" not in text and "s001" not in text
    alone = neighbours(Workspace(cohort.store, Viewer("owner", frozenset({"me"}))), "me", DAY)
    assert all(x["n"] is None and x["refused"] for x in alone.values())
    with pytest.raises(AccessDenied):
        neighbours(limited, "s100", DAY)


def test_the_shop_itself_is_not_counted_and_is_compared_as_it_was(cohort: Workspace) -> None:
    found = neighbours(cohort, "s000", DAY)["naver"]
    assert found["all"]["n"] == 239
    assert any("when you began" in note["text"] for note in found["notes"])


def test_the_order_of_rows_is_irrelevant(cohort: Workspace, tmp_path: Path) -> None:
    cursor = cohort.store.cursor()
    rows = cursor.execute("SELECT * FROM order_lines").df().astype(object)
    rows = rows.where(rows.notna(), None).sample(frac=1, random_state=np.random.RandomState(3))
    again = Workspace(Store.open(tmp_path / "again.duckdb"))
    shops = cohort.merchants()[["merchant_id", "industry", "region"]].astype(object)
    put(again, "merchants", *shops.where(shops.notna(), None).iloc[::-1].to_dict("records"))
    put(again, "order_lines", *rows.to_dict("records"))
    assert neighbours(again, "you", DAY) == neighbours(cohort, "you", DAY)
