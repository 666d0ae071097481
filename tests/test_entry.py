"""The way into a channel: what comes before what, what goes on side by side, and the day on which one can sell, by hand."""

from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from diagnostics import units
from diagnostics.model import Basis
from diagnostics.selling import entry as module
from diagnostics.selling.entry import Step, critical, entry, timed
from diagnostics.selling.reading import read_facts
from tests.channel_shop import MERCHANT, order, put, shop

MONDAY = date(2026, 11, 2)


def way(workspace, channel: str, start: date = MONDAY) -> dict:
    return entry(units.channels()[channel], read_facts(workspace.tables(start), MERCHANT), start)


def by_id(found: dict) -> dict:
    return {s["id"]: s for s in found["steps"]}


@pytest.fixture
def nothing_yet(tmp_path):
    """A shop that has nothing and knows it: no paper, no photo, no parcels, no stock."""
    workspace = shop(tmp_path, industry="수제 잼")
    for question in ("registration", "photos", "parcel", "supply", "device"):
        workspace.save_answer(MERCHANT, "intake", question, "0", date(2026, 10, 1))
    return workspace


def test_coupang_from_nothing_by_hand(nothing_yet) -> None:
    """Mon 2 Nov: registration 3 days (to Wed 4), certificate 1 (Thu 5), report 5 (Fri 6 to Tue 10), shop 3 (Wed 11 to Fri 13),
    listing 1 (Sat 14): one sells from Sun 15 on. Photos, notice, parcels and stock go on beside the papers."""
    found = way(nothing_yet, "coupang")
    steps = by_id(found)
    assert [(id, steps[id]["starts_on"], steps[id]["ends_on"]) for id in
            ("business_registration", "escrow_certificate", "mail_order", "shop", "listing")] == [
        ("business_registration", "2026-11-02", "2026-11-04"), ("escrow_certificate", "2026-11-05", "2026-11-05"),
        ("mail_order", "2026-11-06", "2026-11-10"), ("shop", "2026-11-11", "2026-11-13"),
        ("listing", "2026-11-14", "2026-11-14")]
    assert (found["sell_on"], found["days"]) == ("2026-11-15", 13)
    assert {id for id, s in steps.items() if s["decides"]} == {
        "business_registration", "escrow_certificate", "mail_order", "shop", "listing"}
    assert steps["photos"]["starts_on"] == "2026-11-02" and "business_registration" in steps["photos"]["beside"]
    assert found["one_by_one"] > found["days"]


def test_offices_close_on_weekends_and_holidays(nothing_yet) -> None:
    """설 2027: Sun 7 to Mon 8 and the substitute Tue 9 February are closed. Begun on Fri 5, three days would end on Sun 7: it is
    decided on Wed 10."""
    found = by_id(way(nothing_yet, "coupang", date(2027, 2, 5)))
    assert found["business_registration"]["ends_on"] == "2027-02-10"
    assert found["photos"]["ends_on"] == "2027-02-05"  # one's own work knows no weekend


def test_the_report_asks_for_the_business_number_even_where_the_channel_does_not(nothing_yet) -> None:
    steps = by_id(way(nothing_yet, "naver"))
    assert steps["business_registration"]["ends_on"] < steps["escrow_certificate"]["starts_on"]


def test_own_mall_opens_first_then_payment_certificate_and_report(nothing_yet) -> None:
    steps = by_id(way(nothing_yet, "cafe24"))
    ends = [steps[id]["ends_on"] for id in ("business_registration", "shop", "payment_contract", "escrow_certificate",
                                            "mail_order", "listing")]
    assert ends == sorted(ends) and len(set(ends)) == 6


def test_what_is_not_known_gives_two_days(tmp_path) -> None:
    found = way(shop(tmp_path), "coupang")
    assert found["sell_soonest"] < found["sell_on"]
    assert {s["state"] for s in found["steps"]} == {"missing", "unknown"}


def test_who_sells_there_has_no_way_to_go_and_who_has_everything_can_sell_at_once(tmp_path) -> None:
    workspace = shop(tmp_path, business_type="일반과세자", mail_order_registration="2026-부산-1")
    put(workspace, "order_lines", order(1, 9_000, day=None))
    found = way(workspace, "naver")
    assert found["steps"] == [] and found["sell_on"] == MONDAY.isoformat()
    put(workspace, "listings", {"channel": "coupang", "product_id": "p", "observed_on": date(2026, 10, 1), "title": "잼",
                                "image_count": 3, "stock": 9, "notice": '{"식품의 유형": "잼류"}'})
    assert way(workspace, "coupang")["days"] == 0


def test_every_channel_has_a_way_and_each_step_comes_after_those_before_it(nothing_yet) -> None:
    for channel in units.channels():
        found = way(nothing_yet, channel)
        steps = by_id(found)
        for s in steps.values():
            assert all(steps[a]["ends_on"] < s["starts_on"] for a in s["after"]), (channel, s["id"])
            assert s["days"] >= 1 and s["basis"]["source"]
        assert found["sell_on"] == (max(date.fromisoformat(s["ends_on"]) for s in steps.values()) + timedelta(days=1)).isoformat()
        assert found["steps"][-1]["id"] == "listing"
        assert {need.id for need in units.channels()[channel].requirements} <= set(module.ORDER)


def test_days_are_the_longest_chain_whatever_the_order_of_the_steps() -> None:
    """Against a second reckoning: of all chains of steps the longest, on random dependencies (own work, without weekends)."""
    own = [s for s in module.ORDER if s not in module.OFFICE]
    random = Random(7)
    for _case in range(60):
        steps = [Step(id, id, id, random.randint(1, 9), "missing", tuple(b for b in own[:i] if random.random() < 0.4),
                      Basis.judgement("a test")) for i, id in enumerate(own)]
        known = {s.id: s for s in steps}

        def longest(id: str, known: dict = known) -> int:
            return known[id].days + max((longest(b) for b in known[id].after), default=0)

        want = max(longest(s.id) for s in steps)
        for some in list(permutations(steps))[:: 40]:
            path = timed(some, MONDAY)
            assert max((x.end - MONDAY).days for x in path) == want
        deciding = critical(path)
        assert sum(known[id].days for id in deciding) >= want


def test_steps_that_wait_for_each_other_are_refused() -> None:
    a, b = (Step(x, x, x, 1, "missing", (y,), Basis.judgement("a test")) for x, y in (("photos", "notice"), ("notice", "photos")))
    with pytest.raises(ValueError, match="wait for each other"):
        timed([a, b], MONDAY)
