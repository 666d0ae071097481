"""The recommendation for shops of which nothing, little, or everything is known."""

import json
import time
from datetime import date, datetime

import pytest

from data.errors import AccessDenied, InputProblem
from data.workspace import Viewer, Workspace
from diagnostics import recommend, units
from diagnostics.__main__ import main
from diagnostics.texts import Texts
from tests.channel_shop import DAY, MERCHANT, by_channel, cost, order, put, shop

KEYS = {
    "channel",
    "title",
    "eligible",
    "missing",
    "contribution_per_order",
    "fee_rate",
    "days_to_cash",
    "fit",
    "reasons",
    "sources",
    "arithmetic",
    "assumptions",
    "monthly",
    "in_use",
    "rank",
    "notes",
}


@pytest.fixture
def selling(tmp_path) -> Workspace:
    """A shop of food with 100 orders of 30,000 won in October on Naver, paid for and costed."""
    workspace = shop(
        tmp_path,
        industry="식품",
        yearly_revenue_band="영세",
        mail_order_registration="제2024-부산남구-0123호",
        business_type="일반과세자",
    )
    put(workspace, "order_lines", *(order(i, 30_000, day=datetime(2026, 10, 2 + i % 30, 9)) for i in range(100)))
    put(workspace, "costs", cost(12_000, 700, 2_800))
    return workspace


def test_every_channel_answers_in_the_same_shape(selling: Workspace) -> None:
    found = recommend(selling, MERCHANT, DAY)
    assert {c["channel"] for c in found} == set(units.channels())
    assert [c["rank"] for c in found] == list(range(1, len(found) + 1))
    json.dumps(found, allow_nan=False)
    for c in found:
        assert set(c) >= KEYS
        assert c["eligible"] == (not c["missing"])
        assert all(isinstance(text, str) for part in ("missing", "reasons", "sources") for text in c[part])
        assert c["sources"] and c["reasons"]
        if c["contribution_per_order"] is not None:
            assert sum(line["amount"] for line in c["arithmetic"]) == c["contribution_per_order"]


def test_a_month_of_food_holds_the_published_vectors(selling: Workspace) -> None:
    found = by_channel(recommend(selling, MERCHANT, DAY))
    assert found["naver"]["monthly"]["sales"] == 3_000_000
    assert found["naver"]["monthly"]["fees"] == 149_490
    assert found["coupang"]["monthly"]["fees"] == 404_800
    assert (found["naver"]["fee_rate"], found["coupang"]["fee_rate"]) == (0.04983, 0.1166)
    assert found["toss"]["monthly"]["fees_known"] == 264_000
    assert found["naver"]["in_use"] and not found["coupang"]["in_use"]


def test_what_stays_by_hand(selling: Workspace) -> None:
    """Naver: 594 payment; 819 and VAT 82; parcel 2,800, box 700; returns (0 + 1.5) / 150 = 1 % of 6,300; goods 12,000."""
    found = by_channel(recommend(selling, MERCHANT, DAY))
    assert found["naver"]["contribution_per_order"] == 30_000 - 594 - 901 - 2_800 - 700 - 63 - 12_000
    assert found["coupang"]["contribution_per_order"] == 30_000 - 3_498 - 550 - 2_800 - 700 - 63 - 12_000
    assert found["naver"]["contribution_kind"] == "after_goods"


def test_the_order_is_entry_first_then_what_stays_then_the_unknown(selling: Workspace) -> None:
    found = recommend(selling, MERCHANT, DAY)
    unknown = [c["contribution_per_order"] is None for c in found]
    assert unknown == sorted(unknown)
    for group in (False, True):
        mine = [c for c in found if (c["contribution_per_order"] is None) is group]
        entered = [c["eligible"] for c in mine]
        assert entered == sorted(entered, reverse=True)
        lacking = [any(step["state"] == "missing" for step in c["missing_steps"]) for c in mine]
        assert lacking == sorted(lacking)
    known = found[:unknown.index(True)]
    for lacks in (True, False):
        stays = [c["contribution_per_order"] for c in known if any(s["state"] == "missing" for s in c["missing_steps"]) is lacks]
        assert stays == sorted(stays, reverse=True)
    assert {c["channel"] for c in found if c["contribution_per_order"] is None} == {"kakao", "sellerhub", "toss"}
    assert found[0]["channel"] == "naver"


def test_an_unknown_fee_stays_unknown_until_it_is_entered(selling: Workspace) -> None:
    toss = by_channel(recommend(selling, MERCHANT, DAY))["toss"]
    assert (toss["contribution_per_order"], toss["fee_rate"], toss["monthly"]["fees"]) == (None, None, None)
    assert toss["contribution_at_most"] == 30_000 - 2_640 - 2_800 - 700 - 63 - 12_000
    assert any("not known" in reason for reason in toss["reasons"])
    given = by_channel(recommend(selling, MERCHANT, DAY, {"payment_fee_rate": 0.03}))["toss"]
    assert given["contribution_per_order"] == toss["contribution_at_most"] - 900


def test_own_settlements_override_the_fee_table_and_both_are_shown(selling: Workspace) -> None:
    put(
        selling,
        "settlements",
        *(
            {
                "channel": "naver",
                "order_id": f"naver-{i}",
                "line_id": f"naver-{i}-1",
                "kind": "goods",
                "settled_on": date(2026, 10, 20),
                "gross": 15_900,
                "fee_payment": 433,
                "fee_sales": 159,
                "net": 15_308,
            }
            for i in range(10)
        ),
    )
    naver = by_channel(recommend(selling, MERCHANT, DAY))["naver"]
    fees = naver["fees"]
    assert fees["used"] == "settlements" and fees["settled_lines"] == 10
    assert fees["settled_rate"] == pytest.approx(592 / 15_900, abs=1e-6) == naver["fee_rate"]
    assert fees["table_rate"] == 0.04983
    assert fees["difference"] == pytest.approx(592 / 15_900 - 0.04983, abs=2e-6)
    assert naver["contribution_per_order"] == 30_000 - 1_117 - 2_800 - 700 - 63 - 12_000  # 30,000 x 592 / 15,900
    assert naver["monthly"]["fees"] == round(3_000_000 * 592 / 15_900)
    assert any("3.723 %" in reason and "4.983 %" in reason for reason in naver["reasons"])


def test_settlements_of_coupang_are_read_after_the_sellers_coupon(selling: Workspace) -> None:
    """The real row: 23,140 sold, 2,780 coupon, 2,352 fee: 11.55 % of 20,360; its refund takes both back."""
    row = {
        "channel": "coupang",
        "order_id": "c1",
        "line_id": "c1",
        "kind": "goods",
        "gross": 23_140,
        "seller_discount": 2_780,
        "fee_sales": 2_352,
        "net": 18_008,
        "settled_on": date(2026, 10, 20),
    }
    gone = {**row, "order_id": "c2", "line_id": "c2"}
    back = {
        **gone,
        "settled_on": date(2026, 10, 21),
        "gross": -23_140,
        "seller_discount": -2_780,
        "fee_sales": -2_352,
        "net": -18_008,
    }
    put(selling, "settlements", row, gone, back)
    assert by_channel(recommend(selling, MERCHANT, DAY))["coupang"]["fee_rate"] == pytest.approx(
        2_352 / 20_360, abs=1e-6
    )


def test_nothing_after_the_day_counts(selling: Workspace) -> None:
    before = recommend(selling, MERCHANT, DAY)
    put(selling, "order_lines", order(900, 990_000, day=datetime(2026, 11, 1, 0)))
    put(
        selling,
        "settlements",
        {
            "channel": "naver",
            "order_id": "x",
            "line_id": "x",
            "kind": "goods",
            "settled_on": DAY,
            "gross": 100,
            "fee_sales": 50,
            "net": 50,
        },
    )
    put(selling, "costs", {"sku": "s1", "valid_from": DAY, "unit_cost": 1})
    assert recommend(selling, MERCHANT, DAY) == before


def test_a_shop_with_answers_only(tmp_path) -> None:
    workspace = shop(tmp_path)
    for question, value in {
        "registration": "0",
        "photos": "3",
        "device": "3",
        "where": "none",
        "video": "0",
        "supply": "4",
    }.items():
        workspace.save_answer(MERCHANT, "intake", question, value, date(2026, 10, 1))
    found = by_channel(recommend(workspace, MERCHANT))
    coupang = found["coupang"]
    assert not coupang["eligible"]
    assert {s["id"] for s in coupang["missing_steps"]} == {"business_registration", "mail_order"}
    assert any("사업자등록" in text for text in coupang["missing"]) and any(
        "통신판매업" in text for text in coupang["missing"]
    )
    assert {s["id"] for s in coupang["to_confirm"]} == {"notice", "parcel"}
    assert coupang["contribution_kind"] == "before_goods" and coupang["missing_costs"] == ["unit_cost"]
    assert found["naver"]["assumptions"]["price"]["from"] == "assumed"
    assert found["naver"]["assumptions"]["revenue_band"]["from"] == "assumed"
    assert found["naver"]["contribution_per_order"] == 20_000 - 396 - 601 - 3_000 - 500 - 195
    workspace.save_answer(MERCHANT, "mid", "registration", "4", date(2026, 10, 20))
    assert by_channel(recommend(workspace, MERCHANT))["coupang"]["eligible"]


def test_no_photo_at_all_keeps_the_shop_out(tmp_path) -> None:
    workspace = shop(tmp_path, business_type="간이과세자")
    workspace.save_answer(MERCHANT, "intake", "photos", "0", date(2026, 10, 1))
    naver = by_channel(recommend(workspace, MERCHANT))["naver"]
    assert not naver["eligible"] and [s["id"] for s in naver["missing_steps"]] == ["photos"]
    workspace.save_answer(MERCHANT, "intake", "photos", "1", date(2026, 10, 2))
    assert by_channel(recommend(workspace, MERCHANT))["naver"]["eligible"]


def test_not_knowing_is_no_pass(tmp_path) -> None:
    """Nothing is known: papers are asked for, and no channel that needs them is open."""
    found = by_channel(recommend(shop(tmp_path), MERCHANT))
    assert not any(c["eligible"] for c in found.values())
    assert all(s["state"] == "unknown" for s in found["naver"]["missing_steps"])
    assert found["naver"]["rank"] == 1  # only to be confirmed, and it leaves most
    assert found["public_mall"]["rank"] > found["idus"]["rank"]  # it leaves more, but a paper is missing
    assert found["kakao"]["rank"] > found["cafe24"]["rank"]  # what is unknown is never before what can be reckoned
    assert found["naver"]["category"]["from"] == "unknown"


@pytest.mark.parametrize(
    ("record", "orders", "missing"),
    [
        ({"business_type": "일반과세자"}, 0, {"mail_order"}),
        ({"business_type": "간이과세자"}, 0, set()),
        ({"business_type": "예비창업자"}, 0, {"business_registration", "mail_order"}),
        ({"business_type": "일반과세자", "mail_order_registration": "제2023-서울-1호"}, 0, set()),
        ({"business_type": "일반과세자", "mail_order_registration": "미신고"}, 60, {"mail_order"}),
        ({"business_type": "일반과세자"}, 49, set()),
        ({}, 60, set()),
        ({}, 49, {"business_registration"}),
    ],
)
def test_papers_and_their_exemptions(tmp_path, record, orders, missing) -> None:
    workspace = shop(tmp_path, **record)
    put(workspace, "order_lines", *(order(i, 10_000) for i in range(orders)))
    steps = by_channel(recommend(workspace, MERCHANT, DAY))["coupang"]["missing_steps"]
    assert {s["id"] for s in steps} == missing


def test_pictures_and_stock_are_known_from_the_product_list(tmp_path) -> None:
    workspace = shop(tmp_path, business_type="간이과세자", industry="도자기 공방")
    put(
        workspace,
        "listings",
        {
            "channel": "naver",
            "product_id": "1",
            "observed_on": date(2026, 10, 1),
            "title": "수제 도자기 컵",
            "price": 25_000,
            "image_count": 0,
            "stock": 0,
            "on_sale": True,
            "notice": '{"품명": "컵"}',
        },
    )
    found = by_channel(recommend(workspace, MERCHANT, DAY))
    assert {s["id"] for s in found["naver"]["missing_steps"]} == {"photos", "stock"}
    assert {g["id"]: g["state"] for g in found["coupang"]["gates"]}["notice"] == "met"
    assert found["naver"]["assumptions"]["price"] | {"label": None, "note": None} == {
        "value": 25_000.0,
        "unit": "won",
        "from": "listings",
        "label": None,
        "note": None,
        "n": 1,
    }
    assert {g["id"]: g["state"] for g in found["idus"]["gates"]}["handmade"] == "met"


def test_makers_fit_the_market_of_makers_and_others_may_not_enter(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    maker = by_channel(
        recommend(shop(tmp_path / "a", industry="수제 캔들 공방", business_type="간이과세자"), MERCHANT)
    )["idus"]
    other = by_channel(
        recommend(shop(tmp_path / "b", industry="자동차용품 도매", business_type="간이과세자"), MERCHANT)
    )["idus"]
    assert maker["eligible"] and not other["eligible"]
    assert maker["fit"] > 0.8 > other["fit"]
    assert {s["id"] for s in other["missing_steps"]} == {"handmade"}


def test_live_on_naver_asks_for_its_grade(tmp_path) -> None:
    workspace = shop(tmp_path, business_type="일반과세자", mail_order_registration="제1호", industry="식품")
    put(workspace, "order_lines", *(order(i, 30_000) for i in range(199)))
    assert by_channel(recommend(workspace, MERCHANT, DAY))["phone_live"]["plan"]["id"] == "grip"
    put(workspace, "order_lines", order(200, 30_000))
    live = by_channel(recommend(workspace, MERCHANT, DAY))["phone_live"]
    assert live["plan"]["id"] == "naver_live"
    assert live["fee_rate"] == pytest.approx(0.04983 + 0.033)
    assert live["days_to_cash"] is not None and live["other_plans"][0]["id"] == "grip"


def test_assumptions_take_the_place_of_own_numbers(selling: Workspace) -> None:
    own = by_channel(recommend(selling, MERCHANT, DAY))["naver"]
    given = by_channel(
        recommend(
            selling, MERCHANT, DAY, {"price": "40000", "unit_cost": 10_000, "orders_per_month": 10, "return_rate": 0}
        )
    )["naver"]
    assert given["contribution_per_order"] == 40_000 - 792 - 1_201 - 2_800 - 700 - 10_000
    assert given["assumptions"]["price"]["from"] == "given" and own["assumptions"]["price"]["from"] == "orders"
    assert given["monthly"]["sales"] == 400_000
    link = by_channel(recommend(selling, MERCHANT, DAY, {"own_link_share": 1}))["naver"]
    assert link["contribution_per_order"] - own["contribution_per_order"] == 901 - 300
    assert any(f"₩{901 - 300:,}" in reason for reason in own["reasons"])


@pytest.mark.parametrize(
    "given",
    [
        {"prise": 1},
        {"price": "abc"},
        {"price": -1},
        {"price": 0},
        {"return_rate": 3},
        {"revenue_band": "big"},
        {"discount": 99_999},
        {"price": float("nan")},
    ],
)
def test_impossible_assumptions_are_refused_with_a_sentence(selling: Workspace, given) -> None:
    with pytest.raises(InputProblem) as problem:
        recommend(selling, MERCHANT, DAY, given)
    assert str(problem.value).endswith(".")


def test_discounts_stay_as_deep_when_the_price_moves(tmp_path) -> None:
    workspace = shop(tmp_path, industry="식품")
    put(workspace, "order_lines", *(order(i, 30_000, amount=27_000, discount=3_000) for i in range(4)))
    naver = by_channel(recommend(workspace, MERCHANT, DAY, {"price": 60_000}))["naver"]
    assert {line["step"]: line["amount"] for line in naver["arithmetic"]}["discount"] == -6_000


def test_costs_of_less_than_half_of_the_sales_are_not_stretched(tmp_path) -> None:
    workspace = shop(tmp_path, industry="식품")
    put(workspace, "order_lines", *(order(i, 10_000, sku="s1" if i < 4 else "s2") for i in range(10)))
    put(workspace, "costs", cost(4_000))
    assert by_channel(recommend(workspace, MERCHANT, DAY))["naver"]["contribution_kind"] == "before_goods"
    put(workspace, "costs", cost(6_000, sku="s2"))
    naver = by_channel(recommend(workspace, MERCHANT, DAY))["naver"]
    assert naver["assumptions"]["unit_cost"]["value"] == pytest.approx(5_200)


def test_dead_orders_are_no_sales_but_returns_count(tmp_path) -> None:
    workspace = shop(tmp_path, industry="식품")
    put(
        workspace,
        "order_lines",
        *(order(i, 10_000) for i in range(8)),
        order(8, 90_000, status="cancelled"),
        order(9, 90_000, status="returned"),
        order(10, 90_000, status="returned"),
    )
    assumptions = recommend(workspace, MERCHANT, DAY)[0]["assumptions"]
    assert assumptions["price"]["value"] == 10_000
    assert assumptions["return_rate"]["value"] == pytest.approx((2 + 0.03 * 50) / (10 + 50), abs=1e-6)


def test_own_buyers_who_confirm_quickly_bring_the_money_sooner(tmp_path) -> None:
    workspace = shop(tmp_path, industry="식품")
    put(
        workspace,
        "order_lines",
        *(
            order(
                i,
                10_000,
                day=datetime(2026, 8, 1),
                delivered_at=datetime(2026, 8, 3, 10),
                confirmed_at=datetime(2026, 8, 5, 23),
            )
            for i in range(30)
        ),
    )
    slow = by_channel(recommend(workspace, MERCHANT, DAY))
    assert slow["naver"]["days_to_cash"] < slow["auction"]["days_to_cash"] - 4  # two days instead of eight


def test_others_merchants_and_unknown_ones_are_refused(selling: Workspace) -> None:
    with pytest.raises(AccessDenied):
        recommend(Workspace(selling.store, Viewer("x", frozenset({"other"}))), MERCHANT)
    with pytest.raises(InputProblem):
        recommend(selling, "nobody")


NUMBERS_ONLY = ("{source} ({as_of})", "{base:won} x {rate}")


def test_every_text_has_korean(selling: Workspace) -> None:
    korean = Texts("ko")

    def walk(value) -> None:
        if isinstance(value, dict) and set(value) == {"text", "params"}:
            said = korean.say(value)
            assert any("가" <= letter <= "힣" for letter in said) or value["text"] in NUMBERS_ONLY, value
        elif isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                walk(part)

    found = recommend(selling, MERCHANT, DAY)
    walk(found)
    assert all(korean(c["title"]) for c in found)


def test_a_large_shop_is_ranked_at_once(tmp_path) -> None:
    workspace = shop(tmp_path, industry="식품")
    with workspace.store.transaction() as cursor:
        cursor.execute("""
            INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, product_id, sku, product_name,
                                     quantity, amount, status)
            SELECT 'm1', 'naver', 'o' || (i // 2), 'l' || i, TIMESTAMP '2026-10-01' + INTERVAL 1 MINUTE * (i % 40000),
                   'p' || (i % 500), 's' || (i % 500), '매실청', 1, 15000, 'delivered' FROM range(100000) t(i)""")
    recommend(workspace, MERCHANT, DAY)
    start = time.process_time()
    found = recommend(workspace, MERCHANT, DAY)
    assert time.process_time() - start < 2.0  # CPU of all threads; the wall time is a quarter of it
    assert found[0]["monthly"]["sales"] == pytest.approx(1_500_000_000, rel=0.1)


def test_the_command_prints_the_ranking(selling: Workspace, capsys) -> None:
    path = str(selling.store.path)
    assert (
        main(["channels", "--db", path, "--merchant", MERCHANT, "--as-of", "2026-11-01", "--assume", "price=40000"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found[0]["assumptions"]["price"]["value"] == 40_000
    assert main(["channels", "--db", path, "--merchant", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
    assert main(["channels", "--db", path, "--merchant", MERCHANT, "--assume", "price"]) == 2
