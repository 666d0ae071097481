"""Segments, axes and routes."""
from datetime import date

import numpy as np
import pandas as pd
import pytest

from diagnostics import selfcheck, triage, units
from diagnostics.measure import Measurements
from diagnostics.model import Segment
from diagnostics.texts import Texts

AS_OF = date(2026, 11, 23)


def measured(**merchants: dict[str, float]) -> Measurements:
    """Measurements of merchants by name; what is not given is not known."""
    index = pd.Index(sorted(merchants), name="merchant_id", dtype=object)
    raw = pd.DataFrame({m: [merchants[i].get(m, np.nan) for i in index] for m in triage.NEEDED}, index=index, dtype=float)
    return Measurements(AS_OF, raw, raw.copy(), raw.notna().astype(int))


def segment(all_: float, month: float = 0, quarter: float = 0, listings: float = np.nan, where: float = np.nan) -> str:
    given = {"sales.orders_all": all_, "sales.orders_30": month, "sales.orders_90": quarter, "listing.count": listings,
             "readiness.where": where}
    return str(triage.segments(measured(m=given))["m"])


@pytest.mark.parametrize(("given", "expected"), [
    ({"all_": np.nan}, Segment.UNLISTED),
    ({"all_": 0, "listings": 0, "where": 1}, Segment.UNLISTED),
    ({"all_": np.nan, "listings": 1}, Segment.STRUGGLING),
    ({"all_": np.nan, "where": 3}, Segment.STRUGGLING),
    ({"all_": 1}, Segment.STRUGGLING),
    ({"all_": 900, "month": 9, "quarter": 9}, Segment.STRUGGLING),
    ({"all_": 10, "month": 10, "quarter": 10}, Segment.GROWING),
    ({"all_": 90, "month": 30, "quarter": 90}, Segment.GROWING),
    ({"all_": 90, "month": 24, "quarter": 90}, Segment.GROWING),
    ({"all_": 90, "month": 23, "quarter": 90}, Segment.STRUGGLING),
])
def test_segments(given: dict[str, float], expected: Segment) -> None:
    assert segment(**given) == expected


def test_all_merchants_at_once() -> None:
    growing = {"sales.orders_all": 40, "sales.orders_30": 20, "sales.orders_90": 40}
    found = triage.segments(measured(a={}, b={"sales.orders_all": 3}, c=growing))
    assert found.to_dict() == {"a": "unlisted", "b": "struggling", "c": "growing"}


def test_a_better_month_never_makes_it_worse() -> None:
    rank = {"unlisted": 0, "struggling": 1, "growing": 2}
    for before in range(0, 200, 7):
        found = [rank[segment(before + month, month, before + month)] for month in range(80)]
        assert found == sorted(found), f"{before} orders in the two months before"


GOOD = {"product_chosen": "4", "selling_points": "4", "packing": "4", "twenty_orders": "4", "supply": "4"}
ABLE = {"device": "4", "hours": "4", "parcel": "4", "sales_known": "4", "margin_known": "4", "price_compared": "4",
        "feedback_read": "4", "photos": "4", "video": "4", "records": "4", "missed": "never", "told": "4"}


def worst(answers: dict[str, str]) -> dict[str, str]:
    return {k: "often" if v == "never" else "0" for k, v in answers.items()}


@pytest.mark.parametrize(("product", "skill", "route", "official"), [
    (GOOD, ABLE, "entry", True), (GOOD, worst(ABLE), "proxy_seller", True), (worst(GOOD), worst(ABLE), "education", True),
    (worst(GOOD), ABLE, "product_first", False), (GOOD, {}, "unknown", False), ({}, ABLE, "unknown", False),
])
def test_routes(product: dict[str, str], skill: dict[str, str], route: str, official: bool) -> None:
    found = selfcheck.result({**product, **skill})
    assert found["route"]["id"] == route and found["route"]["official"] is official
    assert all(t in units.treatments() for t in found["route"]["treatments"])
    assert Texts("ko").say(found["route"]["why"]) != found["route"]["why"]["text"]
    if not official and route != "unknown":
        assert "저희" in Texts("ko").say(found["route"]["why"]), "what is our own says so"


def test_an_axis_is_the_mean_of_its_known_parts() -> None:
    found = selfcheck.result({"product_chosen": "yes", "packing": "2", "supply": "2"})["axes"]
    assert found["product"]["value"] == pytest.approx(100 * (1 + 0.5 + 0.5) / 3)
    assert (found["product"]["n"], found["product"]["of"], found["product"]["ok"]) == (3, 5, True)
    assert {p["check"]: p["score"] for p in found["product"]["parts"]} == {
        "readiness.product_chosen": 1.0, "readiness.packing": 0.5, "readiness.supply": 0.5}
    assert found["skill"]["value"] is None and found["skill"]["ok"] is None


def test_one_part_is_not_enough_and_what_to_bring_is_said() -> None:
    found = selfcheck.result({"packing": "4"})
    assert found["axes"]["product"]["ok"] is None and found["route"]["id"] == "unknown"
    assert len(found["bring"]) == 1
    listed = selfcheck.result({"packing": "4", "where": "online_one"})
    assert len(listed["bring"]) == 3, "who sells online can bring files too"


def test_every_part_of_an_axis_is_a_check() -> None:
    assert set(triage.PRODUCT) | set(triage.SKILL) <= set(units.checks())
    assert set(triage.NEEDED) | {triage.SUPPLY} <= set(units.metrics())
    assert not set(triage.PRODUCT) & set(triage.SKILL)
