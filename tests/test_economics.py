"""The arithmetic of fees and of an order, against numbers worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import InputProblem
from data.reference.fees import fee_rows, find_fee
from diagnostics import units
from diagnostics.selling.assumptions import LABELS, Assumptions, Value
from diagnostics.selling.breakeven import Case, lowest_price, volume
from diagnostics.selling.economics import coupang_fee, monthly_fee, waterfall
from diagnostics.selling.facts import Settled
from diagnostics.selling.fees import band_of, percent, resolve
from diagnostics.selling.month import fee_rate

FOOD = (("food", Decimal(1)),)


def numbers(**given: float | str | None) -> Assumptions:
    """An order of 20,000 won that cost nothing but what is given."""
    values = {name: Decimal(0) for name in LABELS} | {
        "price": Decimal(20_000),
        "pieces": Decimal(1),
        "orders_per_month": Decimal(100),
    }
    found = {name: Value(v, "given") for name, v in values.items()}
    found["payment_fee_rate"] = Value(None, "unknown")
    for name, value in given.items():
        found[name] = Value(None if value is None else Decimal(str(value)), "given")
    return Assumptions(found, "영세", "given")


def fall_of(channel: str, mix=FOOD, settled: Settled | None = None, best: bool = False, **given: float | str | None):
    unit = units.channels()[channel]
    a = numbers(**given)
    fees = resolve(unit, unit.plans[-1], mix, a.band, a["own_link_share"], a.values["payment_fee_rate"].amount)
    return waterfall(fees, a, settled=settled, best=best)


# -- the published vectors ---------------------------------------------------------------------------------------------------


def test_naver_month_of_food() -> None:
    """1.98 % with VAT, and 2.73 % plus VAT: 59,400 + 81,900 x 1.1."""
    assert monthly_fee("naver", "food", 3_000_000, "영세").total == 149_490
    assert monthly_fee("naver", "식품", 3_000_000).total == 149_490
    assert 59_400 + 90_090 == 149_490


def test_naver_by_band_and_by_own_link() -> None:
    assert monthly_fee("naver", "food", 1_000_000, "일반").total == 36_300 + 30_030
    assert monthly_fee("naver", "food", 1_000_000, "중소1").total == 25_850 + 30_030
    assert monthly_fee("naver", "food", 1_000_000, own_link=1).total == 19_800 + 10_010
    assert monthly_fee("naver", "food", 1_000_000, own_link=Decimal("0.5")).total == 19_800 + 20_020
    assert monthly_fee("naver", "food", 1_000_000, shipping=100_000).total == 19_800 + 30_030 + 1_980


def test_coupang_month_of_food() -> None:
    fee = monthly_fee("coupang", "식품", 3_000_000)
    assert (fee.total, fee.monthly) == (404_800, 55_000)
    assert monthly_fee("coupang", "food", 999_999).monthly == 0
    assert monthly_fee("coupang", "food", 1_000_000).total == 116_600 + 55_000


def test_coupang_shipping_does_not_count_toward_the_monthly_fee_but_is_charged() -> None:
    fee = monthly_fee("coupang", "food", 900_000, shipping=200_000)
    assert fee.total == 104_940 + 6_600


@pytest.mark.parametrize(
    ("category", "percent_"),
    [
        ("쌀", "5.8"),
        ("감자", "7.6"),
        ("라면", "10.9"),
        ("뷰티", "9.6"),
        ("패션", "10.5"),
        ("순금", "4"),
        ("기저귀", "6.4"),
        ("생활용품", "7.8"),
        ("반려동물", "10.8"),
        ("완구", "10.8"),
    ],
)
def test_coupang_by_category(category: str, percent_: str) -> None:
    assert monthly_fee("coupang", category, 100_000).total == int(Decimal(percent_) * 1100)


def test_coupang_settlement_rows() -> None:
    assert coupang_fee(23_140, 2_780, Decimal("0.105")) == 2_352
    assert coupang_fee(6_000, 0, Decimal("0.03")) == 198


def test_toss_is_known_but_for_the_payment_fee() -> None:
    fee = monthly_fee("toss", "food", 3_000_000)
    assert (fee.total, fee.known) == (None, 264_000)
    assert fee.unknown == ("결제수수료",)
    assert monthly_fee("toss", "food", 3_000_000, payment_rate=Decimal("0.03")).total == 264_000 + 90_000


def test_esm_rounds_up_and_asks_for_the_server_fee_from_five_million() -> None:
    assert monthly_fee("gmarket", "food.fresh", 4_999_999).monthly == 0
    assert monthly_fee("gmarket", "food.fresh", 5_000_000).total == 600_000 + 55_000
    assert monthly_fee("auction", "수산가공", 1_000_000).total == 120_000
    lines = fall_of("gmarket", price="10001").lines
    assert next(line.amount for line in lines if line.step == "commission") == -1_301  # 1,300.13 rounded up


def test_a_range_is_reckoned_with_its_upper_end() -> None:
    assert monthly_fee("elevenst", "food", 1_000_000).total == 200_000
    low, high = fall_of("elevenst", best=True), fall_of("elevenst")
    assert (low.contribution, high.contribution) == (18_600, 16_000)


def test_unknown_channel_or_plan_is_said() -> None:
    with pytest.raises(InputProblem):
        monthly_fee("nowhere", "food", 1)
    with pytest.raises(InputProblem):
        monthly_fee("naver", "food", 1, plan="brand")
    assert monthly_fee("phone_live", "food", 1_000_000, plan="naver_live").total == 19_800 + 30_030 + 33_000
    assert monthly_fee("idus", "food", 1_000_000, plan="new_maker").total == 55_000 + 11_000


# -- unknown fees ------------------------------------------------------------------------------------------------------------


def test_an_unknown_fee_is_never_nothing() -> None:
    for channel in ("kakao", "toss"):
        fall = fall_of(channel)
        assert fall.contribution is None
        assert fall.unknown
        assert all(line.amount for line in fall.lines if line.step in ("commission", "payment_fee"))
    assert monthly_fee("kakao", "food", 3_000_000).total is None


def test_rows_without_a_rate_are_read_as_unknown() -> None:
    unknown = [r for r in fee_rows() if r.rate is None and r.won is None]
    assert {(r.channel, r.kind) for r in unknown} == {("toss", "payment"), ("kakao", "commission"), ("sellerhub", "commission")}
    assert all(r.source and r.as_of and r.vat in ("included", "excluded", "unknown") for r in fee_rows())


def test_rows_that_disagree_are_kept_and_one_is_used() -> None:
    small = [r for r in fee_rows() if r.channel == "naver" and r.kind == "order_mgmt" and r.band == "영세"]
    assert [(r.rate, r.used) for r in small] == [(Decimal("0.0198"), True), (Decimal("0.01947"), False)]
    used = [(r.channel, r.kind, r.group, r.band) for r in fee_rows() if r.used]
    assert len(used) == len(set(used))


def test_a_group_without_a_fee_takes_that_of_the_group_above() -> None:
    assert find_fee("coupang", "commission", "food.fresh.rice").rate == Decimal("0.058")
    assert find_fee("coupang", "commission", "food.fresh").rate == Decimal("0.106")
    assert find_fee("coupang", "commission", "nothing") is None
    assert find_fee("gmarket", "commission", "optics").rate == Decimal("0.13")


# -- one order ---------------------------------------------------------------------------------------------------------------


def test_every_step_of_an_order_by_hand() -> None:
    fall = fall_of(
        "coupang",
        price="23140",
        discount="2780",
        unit_cost="8000",
        pieces="1.5",
        packaging_cost="600",
        shipping_cost="2900",
        shipping_paid="3000",
        return_rate="0.02",
        orders_per_month="50",
    )
    steps = {line.step: line.amount for line in fall.lines}
    paid = 23_140 - 2_780
    assert steps == {
        "price": 23_140,
        "discount": -2_780,
        "commission": -2_158,  # 20,360 x 10.6 % = 2,158.16
        "commission_vat": -(2_374 - 2_158),  # 20,360 x 11.66 % = 2,373.98
        "shipping_fee": -90,
        "shipping_fee_vat": -9,
        "shipping_income": 3_000,
        "shipping_cost": -2_900,
        "packaging": -600,
        "returns": -128,  # 2 % x (2 x 2,900 + 600)
        "goods": -12_000,
        "monthly_fee": -1_100,  # 50 x 20,360 = 1,018,000: 55,000 / 50
    }
    assert fall.contribution == paid - 2_374 - 99 + 3_000 - 2_900 - 600 - 128 - 12_000 - 1_100


def test_missing_goods_cost_is_left_out_and_said() -> None:
    fall = fall_of("naver", unit_cost=None)
    assert not fall.complete
    assert fall.contribution == 20_000 - 396 - 601
    assert "goods" not in {line.step for line in fall.lines}


def test_own_settlements_override_the_table() -> None:
    """Fees 3,000 of 100,000 settled: 3 % instead of 11.66 %; the shipping of 10,000 cost 330."""
    own = Settled(
        lines=7,
        base=Decimal(100_000),
        fees=Decimal(3_000),
        shipping_lines=2,
        shipping_base=Decimal(10_000),
        shipping_fees=Decimal(330),
    )
    fall = fall_of("coupang", settled=own, shipping_paid="2500")
    steps = {line.step: line.amount for line in fall.lines}
    assert steps["settled_fees"] == -600
    assert steps["shipping_fee"] == -83  # 2,500 x 3.3 % = 82.5
    assert "commission" not in steps
    assert next(line for line in fall.lines if line.step == "settled_fees").params["n"] == 7


def test_settlements_make_an_unknown_fee_known() -> None:
    own = Settled(3, Decimal(50_000), Decimal(2_500), 0, Decimal(0), Decimal(0))
    assert fall_of("kakao", settled=own, unit_cost=None).contribution == 19_000


money = st.decimals(min_value=0, max_value=1_000_000, places=2)


@settings(max_examples=60, deadline=None)
@given(
    channel=st.sampled_from(
        ["naver", "coupang", "elevenst", "gmarket", "auction", "idus", "cafe24", "public_mall", "phone_live"]
    ),
    price=st.integers(100, 1_000_000),
    more=st.integers(1, 100_000),
    depth=st.decimals(0, "0.7", places=2),
    goods=st.one_of(st.none(), money),
    parcel=money,
    paid=money,
    packaging=money,
    rate=st.decimals(0, 1, places=3),
    orders=st.decimals("0.5", 3000, places=1),
)
def test_steps_add_up_and_a_higher_price_never_leaves_less(
    channel, price, more, depth, goods, parcel, paid, packaging, rate, orders
) -> None:
    def at(value: int):
        return fall_of(
            channel,
            price=str(value),
            discount=str(value * depth),
            unit_cost=goods,
            shipping_cost=str(parcel),
            shipping_paid=str(paid),
            packaging_cost=str(packaging),
            return_rate=str(rate),
            orders_per_month=str(orders),
        )

    low, high = at(price), at(price + more)
    assert low.contribution == sum(line.amount for line in low.lines)
    assert all(isinstance(line.amount, int) for line in low.lines)
    rounding = 4  # price, discount, fee and payment are each rounded to the won
    fixed = sum(line.amount for line in high.lines if line.step == "monthly_fee")
    before = sum(line.amount for line in low.lines if line.step == "monthly_fee")
    assert high.contribution - fixed >= low.contribution - before - rounding


def test_fee_rate_is_what_the_month_says() -> None:
    unit = units.channels()["naver"]
    fees = resolve(unit, unit.plans[-1], FOOD, "영세")
    assert fee_rate(fees, numbers()) == Decimal("0.04983")
    mixed = (("food", Decimal(300)), ("fashion", Decimal(100)))
    coupang = units.channels()["coupang"]
    assert fee_rate(resolve(coupang, coupang.plans[-1], mixed), numbers()) == Decimal(
        "0.116325"
    )  # (3 x 10.6 + 10.5) / 4 x 1.1


def test_fees_on_the_price_before_discounts_weigh_more_where_there_is_a_discount() -> None:
    unit = units.channels()["gmarket"]
    fees = resolve(unit, unit.plans[-1], FOOD)
    assert fee_rate(fees, numbers(price="20000", discount="10000")) == Decimal("0.26")


@pytest.mark.parametrize(
    ("yearly", "band"),
    [
        (0, "영세"),
        (300_000_000, "영세"),
        (300_000_001, "중소1"),
        (700_000_000, "중소2"),
        (2_000_000_000, "중소3"),
        (5_000_000_000, "일반"),
    ],
)
def test_bands_of_revenue(yearly: int, band: str) -> None:
    assert band_of(Decimal(yearly)) == band


def test_rates_are_written_as_published() -> None:
    assert [percent(Decimal(r)) for r in ("0.0273", "0.02585", "0.13", "0")] == ["2.73 %", "2.585 %", "13 %", "0 %"]


# -- break-even --------------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    channel=st.sampled_from(
        ["naver", "coupang", "elevenst", "gmarket", "auction", "idus", "cafe24", "public_mall", "phone_live"]
    ),
    price=st.integers(50, 400),
    depth=st.integers(0, 90),
    fixed=st.booleans(),
    goods=st.integers(0, 300),
    packaging=st.integers(0, 40),
    parcel=st.integers(0, 50),
    orders=st.sampled_from([1, 30, 4_000, 8_000, 20_000]),
    rest=st.sampled_from([0, 500_000, 2_000_000]),
)
def test_the_lowest_price_is_that_of_trying_every_won(
    channel, price, depth, fixed, goods, packaging, parcel, orders, rest
) -> None:
    unit = units.channels()[channel]
    a = numbers(
        price=price,
        discount=price * depth // 100,
        unit_cost=goods,
        packaging_cost=packaging,
        shipping_cost=parcel,
        return_rate="0.03",
        orders_per_month=orders,
    )
    a = replace(a, discount_fixed=fixed, rest_sales=Decimal(rest), rest_orders=Decimal(3_000 if rest else 0))
    case = Case(resolve(unit, unit.plans[-1], FOOD, a.band), a)
    first = max(1, price * depth // 100) if fixed else 1
    found = lowest_price(case)
    tried = next((p for p in range(first, 3_000) if case.stays_at(p) >= 0), None)
    if tried is not None or found is None or found < 3_000:
        assert found == tried
    else:
        assert case.stays_at(found) >= 0 > case.stays_at(found - 1)


def test_a_fixed_fee_may_take_back_what_a_higher_price_brings() -> None:
    """Coupang, 100 orders a month: from 10,000 won on the month's sales reach a million and each order bears 550 won; at 10,000
    there are 10,000 - 1,166 - 550 - 8,000 = 284 left, and a loss where the goods cost 8,700."""
    unit = units.channels()["coupang"]
    case = Case(resolve(unit, unit.plans[-1], FOOD), numbers(unit_cost=8_000))
    price = lowest_price(case)
    assert price is not None and price < 10_000
    assert price - round(price * 0.1166) >= 8_000 > (price - 1) - round((price - 1) * 0.1166)
    assert case.stays_at(10_000) == 284
    dear = Case(case.fees, numbers(unit_cost=8_700))
    assert lowest_price(dear) == 9_848  # 9,848 - 1,148 = 8,700; 9,847 - 1,148 = 8,699
    assert dear.stays_at(9_848) == 0 > dear.stays_at(9_847)
    assert dear.stays_at(10_000) < 0  # and here the fixed fee makes it a loss again


def test_the_volume_that_covers_a_fixed_fee() -> None:
    """아이디어스: 55,000 won with VAT; 20,000 - 3,300 - 11,200 = 5,500 an order, so ten orders. Coupang: nothing is due below a
    million won, 50 orders, and these bring far more than the fee."""
    idus, coupang, naver = (units.channels()[c] for c in ("idus", "coupang", "naver"))
    a = numbers(unit_cost=11_200)
    found = volume(Case(resolve(idus, idus.plans[-1], FOOD), a))
    assert found == {"won": 55_000, "from_monthly_sales": 0, "due_from": 1, "covered_by": 10, "break_even": 10}
    found = volume(Case(resolve(coupang, coupang.plans[-1], FOOD), a))
    assert (found["won"], found["due_from"], found["covered_by"], found["break_even"]) == (55_000, 50, 9, 1)
    # 20,000 - 2,332 - 17,268 = 400 an order: 137 orders do not bring 55,000, 138 do; from 50 on the fee is due.
    thin = volume(Case(resolve(coupang, coupang.plans[-1], FOOD), numbers(unit_cost=17_268)))
    assert (thin["covered_by"], thin["break_even"]) == (138, 138)
    assert volume(Case(resolve(naver, naver.plans[-1], FOOD), a)) is None
    assert volume(Case(resolve(idus, idus.plans[-1], FOOD), numbers(unit_cost=30_000)))["break_even"] is None
    assert volume(Case(resolve(idus, idus.plans[-1], FOOD), numbers(unit_cost=None)))["break_even"] is None
