"""The best set of channels: equal to trying everything by another reckoning, and right by hand on small cases."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from data.errors import AccessDenied, InputProblem
from data.workspace import Viewer, Workspace
from diagnostics import units
from diagnostics.__main__ import main
from diagnostics.selling.effort import EFFORTS, ESM, efforts
from diagnostics.selling.set_solver import WEEKS_A_MONTH, Limits, Option, evaluate, ordered
from diagnostics.selling.sets import best_set
from diagnostics.texts import Texts
from tests.channel_shop import DAY, MERCHANT, cost, order, put, shop

D = Decimal


def option(name: str, each: int, orders: int = 30, setup: int = 8, running: int = 2, minimum: int = 5, fee: int = 0,
           fee_from: int = 0, measured: bool = False) -> Option:
    return Option(name, D(each), D(orders), D(setup), D(running), D(minimum),
                  lambda n: D(fee) if n >= fee_from and n > 0 else D(0), D("0.5"), measured)


def limits(hours: object = 100, stock: object = 1000, overlap: object = 0, minutes: int = 10, pieces: int = 1) -> Limits:
    return Limits(None if hours is None else D(str(hours)), None if stock is None else D(str(stock)), D(minutes), D(pieces), 8,
                  lambda a, b: D(str(overlap)))


def by_trying(options: list[Option], lim: Limits, most: int) -> float:
    """The best value by a second way: every subset, its orders by linear programming in floats."""
    best = 0.0
    for some in chain.from_iterable(combinations(options, k) for k in range(1, most + 1)):
        hours = sum(float(o.running) + float(o.setup) / lim.setup_weeks for o in some)
        if {o.channel for o in some} >= ESM and lim.once:
            hours -= min(float(o.setup) for o in some if o.channel in ESM) / lim.setup_weeks
        if hours > float(lim.hours) + 1e-12 or sum(float(o.minimum) for o in some) > float(lim.stock):
            continue
        top = []
        for o in some:
            lost = sum(float(lim.overlap(o.channel, p.channel)) * min(float(o.orders), float(p.orders)) / 2 for p in some
                       if p is not o and not (o.measured and p.measured))
            top.append(max(0.0, float(o.orders) - lost))
        rows = [[float(lim.pieces)] * len(some), [float(lim.minutes) / 60 / float(WEEKS_A_MONTH)] * len(some)]
        found = linprog([-float(o.each) for o in some], A_ub=rows, b_ub=[float(lim.stock), float(lim.hours) - hours],
                        bounds=[(0, t) for t in top])
        value = -found.fun - sum(float(o.fee(D(str(round(n, 6))))) for o, n in zip(some, found.x, strict=True))
        best = max(best, value)
    return best


def test_equals_trying_everything_on_random_cases() -> None:
    random = Random(20261124)
    for case in range(60):
        names = random.sample(sorted(units.channels()), random.randint(2, 7))
        # Different worths: where two orders are worth the same, several splits are equally good and fees may differ.
        worths = random.sample(range(500, 20_000), len(names))
        options = [option(n, w, random.randint(1, 200), random.randint(0, 40), random.randint(0, 6), random.randint(0, 30),
                          random.choice([0, 0, 55_000]), 1, random.random() < 0.2)
                   for n, w in zip(names, worths, strict=True)]
        shared = {frozenset(p): D(random.randint(0, 60)) / 100 for p in combinations(names, 2)}
        lim = replace(limits(random.randint(1, 30), random.randint(5, 300), minutes=random.randint(1, 40),
                             pieces=random.randint(1, 3)),
                      overlap=lambda a, b, shared=shared: shared[frozenset({a, b})], once=ESM)
        most = random.randint(1, 3)
        found = ordered(options, lim, most)
        want = by_trying(options, lim, most)
        assert float(found[0].value if found else 0) == pytest.approx(want, rel=1e-6, abs=1e-3), case
        for s in found[:3]:
            assert len(s.channels) <= most and s.hours <= lim.hours and s.stock <= lim.stock
        assert [s.channels for s in found] == [s.channels for s in ordered(options[::-1], lim, most)]


def test_the_combination_matters_and_not_the_single_best() -> None:
    """a and b are the best alone (3,000 x 30, 2,900 x 30) but share all their buyers: a with c brings more.
    a + b = 90,000 + 87,000 less half of 30 from either = 88,500; a + c = 90,000 + 60,000 = 150,000."""
    a, b, c = option("a", 3000), option("b", 2900), option("c", 2000)
    lim = replace(limits(), overlap=lambda x, y: D(1) if {x, y} == {"a", "b"} else D(0))
    assert evaluate([a, b], lim).value == 88_500
    best = ordered([a, b, c], lim, 2)[0]
    assert (best.channels, best.value) == (("a", "c"), 150_000)


def test_goods_go_to_the_better_paying_orders_and_a_minimum_keeps_a_channel_out() -> None:
    a, b = option("a", 3000), option("b", 1000)
    s = evaluate([a, b], limits(stock=40))
    assert {x.option.channel: x.orders for x in s.shares} == {"a": 30, "b": 10} and s.limited == "stock"
    assert evaluate([a, b], limits(stock=9)).short == "stock"  # five pieces each
    assert ordered([a, b], limits(stock=9), 3)[0].channels == ("a",)


def test_hours_by_hand() -> None:
    """2 running + 8 / 8 setting up = 3 hours; 1 hour is left for parcels of 10 minutes: 6 a week, 26.09 a month."""
    s = evaluate([option("a", 1000, 100)], limits(hours=4))
    assert s.shares[0].orders == D(6) * WEEKS_A_MONTH and s.limited == "hours" and s.hours == 4
    assert evaluate([option("a", 1000)], limits(hours="2.99")).short == "hours"
    both = evaluate([option("gmarket", 1), option("auction", 1)], replace(limits(), once=ESM))
    assert both.hours == 2 * 2 + D(8) / 8 + D(60 * 10) / 60 / WEEKS_A_MONTH  # one account: set up once


def test_a_monthly_fee_that_eats_everything_keeps_a_channel_out() -> None:
    assert ordered([option("a", 1000, 30, fee=55_000, fee_from=10)], limits(), 3) == []
    assert ordered([option("a", 1000, 9, fee=55_000, fee_from=10)], limits(), 3)[0].value == 9_000


# -- a shop -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def selling(tmp_path) -> Workspace:
    """A shop of food with 180 orders of 30,000 won in half a year on Naver, costed, with papers."""
    workspace = shop(tmp_path, industry="식품", yearly_revenue_band="영세", mail_order_registration="제2024-부산남구-0123호",
                     business_type="일반과세자")
    put(workspace, "order_lines", *(order(i, 30_000, day=datetime(2026, 5, 5 + i % 20, 9)) for i in range(180)))
    put(workspace, "costs", cost(12_000, 700, 2_800))
    return workspace


def test_a_shop_that_sells_keeps_its_channel_and_reckons_with_its_own_orders(selling: Workspace) -> None:
    found = best_set(selling, MERCHANT, 20, 500, as_of=DAY)
    json.dumps(found, allow_nan=False)
    assert "naver" in found["channels"] and len(found["channels"]) <= 3 and found["value_kind"] == "after_goods"
    naver = next(p for p in found["parts"] if p["channel"] == "naver")
    assert naver["kept"] and naver["orders_from"] == "own" and naver["setup_hours"] == 0
    assert naver["orders_assumed"] == pytest.approx(180 / (180 / 30.4375), abs=0.6)  # first order 180 days ago
    assert found["is_forecast"] is False and found["basis"]["provisional"]
    assert found["value"] == pytest.approx(sum(p["value"] for p in found["parts"]), abs=2)
    assert found["hours"]["used"] <= 20 and found["stock"]["used"] <= 500
    assert found["value"] == best_set(selling, MERCHANT, 20, 500, as_of=DAY)["value"]
    chosen = set(found["channels"]) | {x["channel"] for x in found["not_chosen"]}
    assert chosen == set(units.channels())  # each channel is chosen or has its reason


def test_more_hours_never_bring_less_and_what_the_next_hour_brings_is_true(selling: Workspace) -> None:
    before = 0
    for hours in (1, 3, 5, 8, 12, 20):
        found = best_set(selling, MERCHANT, hours, 300, as_of=DAY)
        assert (found["value"] or 0) >= before
        before = found["value"] or 0
        step = found["next"]["hours"]
        if step["more"]:
            more = best_set(selling, MERCHANT, hours + step["more"], 300, as_of=DAY)
            assert more["value"] - before == pytest.approx(step["gain"], abs=1) and more["channels"] == step["channels"]


def test_nothing_fits_into_no_time_and_says_what_would(selling: Workspace) -> None:
    found = best_set(selling, MERCHANT, 0, 100, as_of=DAY)
    assert found["channels"] == [] and found["value"] is None
    assert "least of all" in found["text"]["text"]


def test_without_a_price_fit_is_compared_and_no_money_is_told(tmp_path) -> None:
    found = best_set(shop(tmp_path, industry="수제 도자기 공방"), MERCHANT, 12, 50)
    assert found["value_kind"] == "fit" and "idus" in found["channels"]
    assert "₩" not in "".join(Texts("en").say(m) for m in [found["text"], *found["reasons"]])


def test_assumptions_can_be_changed_and_are_checked(selling: Workspace) -> None:
    def channels(**given: object) -> dict:
        return best_set(selling, MERCHANT, 20, 500, as_of=DAY, assumptions={k.replace("__", "."): v for k, v in given.items()})

    many = channels(orders__elevenst=400)
    part = next(p for p in many["parts"] if p["channel"] == "elevenst")
    assert part["orders_from"] == "given" and part["orders_assumed"] == 400
    assert channels(orders=5)["value"] < channels(orders=50)["value"]
    assert channels(minutes=60)["value"] <= channels()["value"]
    assert channels(price=40_000)["value"] > channels()["value"]
    for wrong in ({"orders.nowhere": 3}, {"overlap.naver": 0.1}, {"overlap.naver.coupang": 2}, {"orders.naver": -1},
                  {"running.naver": "x"}):
        with pytest.raises(InputProblem):
            best_set(selling, MERCHANT, 20, 500, as_of=DAY, assumptions=wrong)


def test_impossible_questions_end_in_a_sentence(selling: Workspace) -> None:
    for hours, stock, most in ((-1, 10, 3), (5, -1, 3), ("many", 10, 3), (float("nan"), 10, 3), (5, 10, 0), (5, 10, 4)):
        with pytest.raises(InputProblem):
            best_set(selling, MERCHANT, hours, stock, most, as_of=DAY)
    with pytest.raises(InputProblem):
        best_set(selling, "nobody", 5, 10)
    with pytest.raises(AccessDenied):
        best_set(Workspace(selling.store, Viewer("x", frozenset({"other"}))), MERCHANT, 5, 10)


def test_every_channel_has_its_effort_and_every_word_its_korean(selling: Workspace, tmp_path) -> None:
    assert set(EFFORTS) == set(units.channels())
    ko = Texts("ko")
    cases = [best_set(selling, MERCHANT, h, s, m, as_of=DAY) for h, s, m in ((20, 500, 3), (3, 40, 3), (0, 5, 1), (9, 2, 2))]
    cases.append(best_set(shop(tmp_path / "b", industry="의류"), MERCHANT, 12, 50))
    for found in cases:
        said = [found["text"], *found["reasons"], *found["assumptions"], *(x["reason"] for x in found["not_chosen"]),
                *(n["text"] for n in found["next"].values() if n), *(p["orders_note"] for p in found["parts"])]
        for message in said:
            text = ko.say(message)
            assert any("가" <= c <= "힣" for c in text) and "{" not in text and "모름" not in text, message


def test_judged_numbers_are_symmetric_shares() -> None:
    e = efforts(None, units.channels())
    for a, b in combinations(units.channels(), 2):
        assert 0 <= e.overlap(a, b) == e.overlap(b, a) <= 1
    assert np.isclose(float(e.overlap("gmarket", "auction")), 0.5)
    assert date(2026, 11, 1) == DAY


def test_on_the_command_line(selling: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["channels", "--db", str(selling.store.path), "--merchant", MERCHANT, "--as-of", DAY.isoformat()]
    assert main([*where, "--hours", "12", "--stock", "200", "--assume", "orders.elevenst=90"]) == 0
    found = json.loads(capsys.readouterr().out)
    want = best_set(selling, MERCHANT, 12, 200, as_of=DAY, assumptions={"orders.elevenst": 90})
    assert found["best_set"] == json.loads(json.dumps(want))
    assert {c["channel"] for c in found["channels"]} == set(units.channels())
    assert main(where) == 0
    plain = json.loads(capsys.readouterr().out)
    assert isinstance(plain, list) and all(set(c["neighbours"]) >= {"n", "share", "low", "high", "refused"} for c in plain)
    assert all(c["entry"]["sell_on"] >= c["entry"]["sell_soonest"] for c in plain)
    assert main([*where, "--hours", "-3"]) != 0
    assert capsys.readouterr().err.count("\n") == 1
