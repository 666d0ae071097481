"""What stays of each product on each channel, its break-even, and own settlements, against numbers worked out by hand."""

import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

import fastexcel
import pytest

from data.errors import AccessDenied, InputProblem
from data.given import plan_product
from data.intake import intake
from data.read import Upload
from data.samples.trio import growing, struggling
from data.workspace import Viewer, Workspace
from diagnostics import product_channels, recommend, units
from diagnostics.__main__ import main
from diagnostics.selling.products import focused, read_shop, rows
from diagnostics.selling.recommendation import ranked
from diagnostics.texts import Texts
from tests.channel_shop import DAY, MERCHANT, by_channel, cost, order, put, shop

RECORD = {"industry": "식품", "yearly_revenue_band": "영세", "business_type": "일반과세자"}


def listing(number: str, sku: str, title: str, category: str, price: int | None = None, channel: str = "naver") -> dict:
    return {
        "channel": channel,
        "product_id": number,
        "observed_on": date(2026, 10, 20),
        "sku": sku,
        "title": title,
        "category": category,
        "price": price,
        "on_sale": True,
    }


@pytest.fixture
def two(tmp_path) -> Workspace:
    """Rice and noodles: 50 orders of 20,000 won and 25 of 40,000 won in October, two pieces of noodles in each parcel."""
    workspace = shop(tmp_path, **RECORD)
    october = [datetime(2026, 10, 2 + i % 30, 9) for i in range(50)]
    put(workspace, "order_lines", *(order(i, 20_000, day=day, shipping_fee=3_000) for i, day in enumerate(october)))
    noodles = {"product_id": "p2", "sku": "s2", "product_name": "칼국수", "quantity": 2, "unit_price": 20_000, "amount": 40_000}
    put(workspace, "order_lines", *(order(100 + i, 40_000, day=october[i], shipping_fee=0, **{
        k: v for k, v in noodles.items() if k not in ("unit_price", "amount")}) for i in range(25)))  # fmt: skip
    put(workspace, "costs", cost(9_000, 600, 2_900), cost(11_000, 600, 2_900, sku="s2"))
    put(workspace, "listings", listing("p1", "s1", "햅쌀 4kg", "식품>농산물>쌀", 20_000),
        listing("p2", "s2", "칼국수 10인분", "식품>가공식품>면류", 20_000))  # fmt: skip
    return workspace


def pick(found: list[dict], sku: str | None, channel: str) -> dict:
    return next(r for r in found if r["sku"] == sku and r["channel"] == channel)


def test_one_row_per_product_and_channel_and_lines_that_add_up(two: Workspace) -> None:
    found = product_channels(two, MERCHANT, DAY)
    assert len(found) == 2 * len(units.channels())
    json.dumps(found, allow_nan=False)
    for row in found:
        assert {"product_id", "sku", "title", "price", "margin", "break_even_price", "break_even_volume", "working_capital",
                "days_to_cash"} <= set(row)  # fmt: skip
        for line in row["arithmetic"]:
            assert {"id", "step", "label", "amount", "formula", "params", "source"} <= set(line)
            assert line["source"]["text"]
        if row["contribution"] is not None:
            assert sum(line["amount"] for line in row["arithmetic"]) == row["contribution"]


def test_each_product_pays_the_fee_of_its_own_category(two: Workspace) -> None:
    """Coupang: rice 5.8 %, noodles 10.9 %, plus VAT. All together sell 2,000,000 won: 55,000 over 100 pieces."""
    found = product_channels(two, MERCHANT, DAY)
    rice, noodles = (pick(found, sku, "coupang") for sku in ("s1", "s2"))
    assert [r["category"]["group"] for r in (rice, noodles)] == ["food.fresh.rice", "food.processed.noodles"]
    # 1.5 returns of 50 lines of prior: (0 + 0.01 x 50) / (50 + 50), where the shop's own share is 1.5 / (75 + 50) = 1.2 %.
    rate = Decimal("1.5") / 125
    steps = {line["step"]: line["amount"] for line in rice["arithmetic"]}
    own = rate * 50 / 100
    assert steps == {
        "price": 20_000,
        "commission": -1_160,
        "commission_vat": -116,
        "shipping_fee": -90,
        "shipping_fee_vat": -9,
        "shipping_income": 3_000,
        "shipping_cost": -2_900,
        "packaging": -600,
        "returns": -round(own * (2 * 2_900 + 600 + 9_000)),  # rice that comes back is lost
        "goods": -9_000,
        "monthly_fee": -550,
    }
    assert rice["contribution"] == sum(steps.values())
    assert rice["margin"] == round(rice["contribution"] / 20_000, 4)
    steps = {line["step"]: line["amount"] for line in noodles["arithmetic"]}
    assert (steps["price"], steps["commission"] + steps["commission_vat"]) == (20_000, -2_398)
    assert (steps["shipping_cost"], steps["packaging"], steps["goods"]) == (-1_450, -300, -11_000)  # two in a parcel
    assert "shipping_income" not in steps and "shipping_fee" not in steps


def test_all_products_together_are_the_shop(two: Workspace) -> None:
    """What the products leave in a month is what the mean order leaves in a month, but for roundings."""
    found = product_channels(two, MERCHANT, DAY)
    whole = by_channel(recommend(two, MERCHANT, DAY))
    for channel in ("naver", "coupang", "gmarket", "idus"):
        monthly = [pick(found, sku, channel)["monthly"] for sku in ("s1", "s2")]
        assert sum(m["sales"] for m in monthly) == whole[channel]["monthly"]["sales"] == 2_000_000
        assert abs(sum(m["fees"] for m in monthly) - whole[channel]["monthly"]["fees"]) <= 3
        handling = sum(m["contribution"] for m in monthly) - whole[channel]["monthly"]["contribution"]
        assert abs(handling) <= 20_000  # returns: fresh goods are lost for the one product, for the mean order by its main part


def test_the_published_vectors_hold_for_a_product(tmp_path) -> None:
    """3,000,000 won of food a month: Naver 영세 149,490, Coupang 404,800."""
    workspace = shop(tmp_path, **RECORD)
    put(workspace, "order_lines", *(order(i, 30_000, day=datetime(2026, 10, 2 + i % 30, 9)) for i in range(100)))
    found = product_channels(workspace, MERCHANT, DAY)
    naver, coupang, toss = (pick(found, "s1", c) for c in ("naver", "coupang", "toss"))
    assert (naver["monthly"]["sales"], naver["monthly"]["fees"]) == (3_000_000, 149_490)
    assert (coupang["monthly"]["sales"], coupang["monthly"]["fees"]) == (3_000_000, 404_800)
    assert (toss["contribution"], toss["monthly"]["fees"], toss["unknown_fees"]) == (None, None, ["결제수수료"])
    assert toss["break_even_price"] is None and toss["break_even_missing"] == "fee_unknown"
    assert naver["contribution_kind"] == "before_goods" and naver["missing_costs"] == ["unit_cost"]
    assert naver["break_even_price"] is None and naver["break_even_missing"] == "goods_unknown"


def test_break_even_is_checked_at_the_price_and_one_won_below(two: Workspace) -> None:
    known = read_shop(two, MERCHANT, DAY)
    noodles = [p for p in known.products if p.sku == "s2"]
    whole = by_channel(ranked(known.facts))
    for row in rows(known, {}, noodles):
        channel, price = row["channel"], row["break_even_price"]
        if price is None:
            assert row["break_even_missing"] == "fee_unknown" and channel in ("kakao", "toss", "sellerhub")
            continue
        at, below = (rows(known, {"price": p}, noodles, [channel])[0]["contribution"] for p in (price, price - 1))
        assert at >= 0 > below, channel
        mean = whole[channel]["break_even_price"]
        at, below = (by_channel(ranked(known.facts, {"price": p}))[channel]["contribution_per_order"] for p in (mean, mean - 1))
        assert at >= 0 > below, channel
    price = pick(rows(known), "s2", "coupang")["break_even_price"]
    at, below = (pick(product_channels(two, MERCHANT, DAY, {"price": p}), "s2", "coupang") for p in (price, price - 1))
    assert at["contribution"] >= 0 > below["contribution"]


def test_break_even_volume_of_a_fee_that_is_always_due(two: Workspace) -> None:
    """아이디어스 takes 50,000 won and VAT each month."""
    row = by_channel(recommend(two, MERCHANT, DAY, {"price": 20_000, "unit_cost": 9_000, "pieces": 1}))["idus"]
    count = row["break_even_volume"]
    assert count and row["fixed_fee"]["won"] == 55_000 and row["fixed_fee"]["due_from"] == 1
    given = {"price": 20_000, "unit_cost": 9_000, "pieces": 1}
    months = [by_channel(recommend(two, MERCHANT, DAY, {**given, "volume": n}))["idus"]["monthly"] for n in (count, count - 1)]
    assert months[0]["contribution"] >= 0 > months[1]["contribution"]
    assert by_channel(recommend(two, MERCHANT, DAY))["naver"]["break_even_volume"] is None


def test_working_capital_is_daily_sales_times_days_to_cash(two: Workspace) -> None:
    row = pick(product_channels(two, MERCHANT, DAY), "s1", "coupang")
    assert row["working_capital"] == round(Decimal(1_000_000) / Decimal("30.4375") * Decimal(str(row["days_to_cash"])))
    assert pick(product_channels(two, MERCHANT, DAY), "s1", "idus")["working_capital"] is None


def test_own_settlements_of_a_product_win_over_the_table(two: Workspace) -> None:
    row = {"channel": "naver", "kind": "goods", "settled_on": date(2026, 10, 25), "gross": 20_000, "fee_payment": 396,
           "fee_sales": 200, "net": 19_404}  # fmt: skip
    put(two, "settlements", *({**row, "order_id": f"naver-{i}", "line_id": f"naver-{i}-1"} for i in range(4)))
    found = product_channels(two, MERCHANT, DAY)
    rice, noodles = (pick(found, sku, "naver") for sku in ("s1", "s2"))
    assert rice["fees"]["used"] == "settlements" and rice["fees"]["settled_lines"] == 4
    assert next(line["amount"] for line in rice["arithmetic"] if line["step"] == "settled_fees") == -596
    kinds = {k["kind"]: k for k in rice["fees"]["kinds"]}
    assert (kinds["payment"]["settled_won"], kinds["payment"]["table_won"], kinds["payment"]["n"]) == (1_584, 1_584, 4)
    assert (kinds["sales"]["settled_won"], kinds["sales"]["table_won"], kinds["sales"]["difference_won"]) == (800, 2_402, -1_602)
    assert kinds["sales"]["difference"] == pytest.approx(0.01 - 0.03003)
    # Naver asks the same of every product, so what the others were charged holds for noodles; Coupang does not.
    assert noodles["fees"]["used"] == "settlements"
    assert pick(found, "s2", "coupang")["fees"]["used"] == "table"


def test_a_shop_with_costs_only_is_told_its_lowest_prices(tmp_path) -> None:
    workspace = shop(tmp_path, **RECORD)
    put(workspace, "costs", cost(7_300, 500, 2_800, sku="멸치볶음 300g"))
    told = {"title": "깻잎장 400g", "price": 12_000, "category": "식품>반찬"}
    number = plan_product(workspace, MERCHANT, told, date(2026, 10, 1))
    found = product_channels(workspace, MERCHANT, DAY)
    naver = {r["title"]: r for r in found if r["channel"] == "naver"}
    fish, leaves = naver["멸치볶음 300g"], naver["깻잎장 400g"]
    assert (fish["price"], fish["price_from"]) == (20_000, "assumed") and "price" in fish["assumed"]
    given = [pick(product_channels(workspace, MERCHANT, DAY, {"price": p}), "멸치볶음 300g", "naver")["contribution"]
             for p in (fish["break_even_price"], fish["break_even_price"] - 1)]  # fmt: skip
    assert given[0] >= 0 > given[1]
    assert (leaves["product_id"], leaves["price"], leaves["price_from"]) == (number, 12_000, "listings")
    assert leaves["contribution_kind"] == "before_goods"


def test_nothing_known_no_rows_and_what_is_odd_is_no_trap(tmp_path) -> None:
    workspace = shop(tmp_path / "a")
    assert product_channels(workspace, MERCHANT) == []
    odd = shop(tmp_path / "b", **RECORD)
    put(odd, "order_lines",
        order(1, 10_000, discount=15_000, shipping_fee=None),  # a coupon above the price
        order(2, 0, product_id="p9", sku="gift", product_name="사은품"),
        order(3, 9_000, product_id="p8", sku=None, status="returned"))  # fmt: skip
    put(odd, "listings", listing("p7", "new", "새 상품", "???", 15_000))
    found = product_channels(odd, MERCHANT, DAY)
    json.dumps(found, allow_nan=False)
    assert {r["sku"] for r in found} == {"s1", "gift", None, "new"}
    assert pick(found, "s1", "naver")["paid"] == 10_000
    new = pick(found, "new", "coupang")
    assert new["pieces_per_month"] == 0 and new["working_capital"] == 0 and new["monthly"]["sales"] == 0
    free = product_channels(odd, MERCHANT, DAY, {"discount": 99_000})
    assert all(r["paid"] == 0 and r["margin"] is None for r in free)
    with pytest.raises(InputProblem):
        product_channels(odd, MERCHANT, DAY, {"prize": 1})
    with pytest.raises(AccessDenied):
        product_channels(Workspace(odd.store, Viewer("x", frozenset({"other"}))), MERCHANT)


def test_the_same_code_on_two_channels_is_one_product(two: Workspace) -> None:
    put(two, "order_lines", order(900, 22_000, channel="coupang", product_id="c77", product_name="햅쌀"))
    found = [r for r in product_channels(two, MERCHANT, DAY) if r["sku"] == "s1"]
    assert len(found) == len(units.channels())
    assert found[0]["ids"] == {"naver": "p1", "coupang": "c77"} and found[0]["product_id"] == "p1"


def test_advertising_counts_where_it_is_given(two: Workspace) -> None:
    before, after = (pick(product_channels(two, MERCHANT, DAY, a), "s1", "naver") for a in ({}, {"advertising": 1_500}))
    assert after["contribution"] == before["contribution"] - 1_500
    assert "advertising" not in {line["step"] for line in before["arithmetic"]}


def test_a_product_in_the_place_of_the_mean_order(two: Workspace) -> None:
    known = read_shop(two, MERCHANT, DAY)
    rice = next(p for p in known.products if p.sku == "s1")
    found = focused(recommend(two, MERCHANT, DAY), rows(known, {}, [rice]))
    assert [c["rank"] for c in found] == list(range(1, len(found) + 1))
    assert by_channel(found)["naver"]["contribution_per_order"] == pick(rows(known), "s1", "naver")["contribution"]


def test_every_text_has_korean(two: Workspace) -> None:
    t = Texts("xx")
    for row in product_channels(two, MERCHANT, DAY):
        for line in row["arithmetic"]:
            for part in ("label", "formula", "source"):
                assert t.say(line[part]).startswith("⟦"), line[part]
        assert t.say(row["days_to_cash_text"]).startswith("⟦") and t.say(row["calendar"]["formula"]).startswith("⟦")


def test_the_command_prints_products_calendar_and_assumptions(two: Workspace, capsys) -> None:
    path = str(two.store.path)
    two.store.close()

    def said(*more: str):
        assert main(["channels", "--db", path, "--merchant", MERCHANT, "--as-of", DAY.isoformat(), *more]) == 0
        return json.loads(capsys.readouterr().out)

    coupang = by_channel(said("--month", "2026-01"))["coupang"]
    assert coupang["calendar"]["payouts"][0]["day"] == "2026-01-30"
    assert {p["sku"] for p in coupang["products"]} == {"s1", "s2"}
    one = said("--product", "s2", "--channel", "naver", "--assume", "price=30000", "--assume", "volume=10")
    assert [(r["sku"], r["price"], r["pieces_per_month"]) for r in one] == [("s2", 30_000, 10)]
    assert main(["channels", "--db", path, "--merchant", MERCHANT, "--product", "nothing"]) == 2


# -- own settlements through the intake ---------------------------------------------------------------------------------------


def sheet(content: bytes) -> list[dict[str, str]]:
    """The rows of a file as they stand in it, by heading; read without our own reader."""
    table = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string").to_arrow().to_pylist()
    lines = [list(row.values()) for row in table]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def whole(text: str | None) -> int:
    return int(float((text or "0").replace(",", "")))


@pytest.mark.parametrize("merchant", [struggling, growing])
def test_settlement_files_reproduce_their_own_net_to_the_won(merchant, tmp_path) -> None:
    """Naver's file states sums and fees, Coupang's the payout itself: read straight from the files, and through the intake."""
    sample = merchant()
    files = [f for f in sample.files if f.name.startswith(("PaySettleDetail", "MSF_"))]
    nets: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for file in files:
        for row in sheet(file.content):
            if "정산기준금액(A)" in row and row["구분"] and "배송" not in row["구분"]:
                parts = ("정산기준금액(A)", "Npay 수수료(B)", "매출연동 수수료 합계(C)", "무이자할부 수수료(D)")
                nets["naver"] += sum(whole(row[p]) for p in parts)
                counts["naver"] += 1
            elif "정산금액" in row and "배송료" not in (row["옵션 ID"] or ""):
                nets["coupang"] += whole(row["정산금액"])
                counts["coupang"] += 1
    workspace = shop(tmp_path)
    intake(workspace, MERCHANT, [Upload(f.name, f.content) for f in files])
    found = by_channel(recommend(workspace, MERCHANT, date(2027, 6, 1)))
    assert counts
    for channel, net in nets.items():
        told = found[channel]["fees"]["settlement"]
        assert told["net"] == told["reckoned_net"] == net > 0, channel
        assert told["unexplained"] == 0
        assert 0 < told["lines"] <= counts[channel]  # several payouts of a line on one day are one row of the store
        kinds = [k for k in found[channel]["fees"]["kinds"] if k["kind"] != "shipping"]
        assert sum(k["settled_won"] for k in kinds) == told["fees"]
        assert told["gross"] - told["discount"] - sum(k["settled_won"] for k in kinds) == net
