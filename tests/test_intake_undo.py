"""Undo, and that the rows are a function of the files: any order, any undo, any second time comes to the same."""

import random
from datetime import date, datetime

import pytest

from data import schema
from data.errors import AccessDenied, InputProblem
from data.intake import Choice, Upload, intake, intake_cohort
from data.merging.undo import undo
from data.store import Store
from data.workspace import Viewer, Workspace
from tests.planted import planted
from tests.told_shop import SHOP, TODAY, Shops, any_csv, files, shown, table


@pytest.fixture
def shops(tmp_path):
    made = Shops(tmp_path)
    yield made
    made.close()


@pytest.fixture
def workspace(shops):
    return shops.first


def rows(workspace: Workspace, sql: str) -> list[tuple]:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


def typed(workspace: Workspace) -> None:
    workspace.save_merchant(SHOP, name="손으로 쓴 이름", industry="반찬")
    workspace.save_answer(SHOP, "intake", "photos", "some", date(2026, 9, 4))


def walk(shops: Shops, seed: int, steps: int) -> None:
    """Load, undo and load again at random; the store shows what one shows that has loaded the files that count, once."""
    dice = random.Random(seed)
    begin = typed if dice.random() < 0.5 else None
    workspace, loaded, undone = shops.new(), {}, set()
    if begin:
        begin(workspace)
    names = dice.sample(sorted(files()), dice.randint(3, 8))
    for _step in range(steps):
        name = dice.choice(names)
        if name in loaded and dice.random() < 0.6:
            undo(workspace, SHOP, loaded.pop(name))
            undone.add(name)
        elif name in loaded:
            before = shown(workspace), len(workspace.imports(SHOP)), workspace.version(SHOP)
            again = shops.load(workspace, name)
            assert (again["loaded"], again["updated"], again["import_id"]) == (0, 0, loaded[name])
            assert (shown(workspace), len(workspace.imports(SHOP)), workspace.version(SHOP)) == before
        else:
            loaded[name] = shops.load(workspace, name)["import_id"]
    other = dice.sample(sorted(loaded), len(loaded))
    assert shown(workspace) == shops.of(other, begin), (seed, other)


@pytest.mark.parametrize("seed", range(4))
def test_rows_are_a_function_of_the_files_that_count(seed, shops):
    walk(shops, seed, 8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_rows_are_a_function_of_the_files_that_count_at_length(seed, shops):
    walk(shops, seed, 14)


@pytest.mark.slow
def test_every_file_taken_back_leaves_the_others_alone(shops, workspace):
    names = sorted(files())
    ids = {name: shops.load(workspace, name)["import_id"] for name in names}
    everything = shown(workspace)
    assert all(everything.values()), "each table has rows in this shop"
    for name in names[3::9]:
        undo(workspace, SHOP, ids[name])
        assert shown(workspace) == shops.of([n for n in names if n != name]), name
        assert shops.load(workspace, name)["import_id"] == ids[name]
        assert shown(workspace) == everything, name
    for name in names:
        undo(workspace, SHOP, ids[name])
    assert not any(shown(workspace).values())
    assert rows(workspace, "SELECT count(*), count(undone_at) FROM imports") == [(len(names), len(names))]


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.slow if n % 5 == 0 else pytest.mark.long) for n, name in enumerate(sorted(planted()))])
def test_every_marketplace_can_take_each_file_back(name, tmp_path):
    one = planted()[name]
    shops = Shops(tmp_path, one.files, one.password)
    ids = {file: shops.load(shops.first, file)["import_id"] for file in one.files}
    everything = shown(shops.first)
    for file, import_id in ids.items():
        undo(shops.first, SHOP, import_id)
        assert shown(shops.first) == shops.of([f for f in one.files if f != file][::-1]), file
        shops.load(shops.first, file)
        assert shown(shops.first) == everything, file
    shops.close()


def test_the_same_bytes_read_anew_take_the_place_of_the_first_time(workspace):
    """As with a newer version of the program, or with what a person now says of the columns."""
    made = Upload("우리몰.csv", table("번호,줄,날,돈,값", "1,1,2026-09-01,500,900", "2,1,2026-09-02,600,800"))
    said = {"번호": "order_id", "줄": "line_id", "날": "ordered_at"}
    def choice(amount: str) -> dict[str, Choice]:
        return {made.name: Choice(table="order_lines", channel="own_mall", columns={**said, amount: "amount"})}

    first = intake(workspace, SHOP, [made], today=TODAY, choices=choice("돈"))[0]
    again = intake(workspace, SHOP, [made], today=TODAY, choices=choice("값"))[0]
    assert again["import_id"] == first["import_id"] and (again["loaded"], again["updated"]) == (0, 2)
    assert rows(workspace, "SELECT sum(amount), count(*) FROM order_lines") == [(1700, 2)]
    assert rows(workspace, "SELECT count(*), max(updated) FROM imports") == [(1, 2)]
    undo(workspace, SHOP, first["import_id"])
    assert not any(shown(workspace).values())


def test_what_an_undo_says_and_who_may(shops, workspace):
    orders, settled = [n for n in files() if "20261001" in n] + ["PaySettleDetail_a.csv"]
    entries = [shops.load(workspace, n) for n in (orders, settled)]
    done = undo(workspace, SHOP, entries[0]["import_id"], datetime(2026, 11, 2, 9))
    # 24 lines were ordered; the 23 that were settled live on with what the settlement says
    assert (done["table"], done["removed"], done["updated"], done["unchanged"]) == ("order_lines", 1, 23, 0)
    assert done["change"]["lines_before"] == done["change"]["lines_after"] == 28
    listed = workspace.imports(SHOP).set_index("import_id").loc[entries[0]["import_id"]]
    assert (listed.undone_at, listed.undone_by, listed.file) == (datetime(2026, 11, 2, 9), "local", orders)
    with pytest.raises(InputProblem, match="taken back already"):
        undo(workspace, SHOP, entries[0]["import_id"])
    for merchant, one in ((SHOP, "none"), ("other", entries[1]["import_id"]), (None, entries[1]["import_id"])):
        with pytest.raises(InputProblem, match="no such import"):
            undo(workspace, merchant, one)
    stranger = Workspace(workspace.store, Viewer("c", frozenset({"other"})))
    for merchant in (SHOP, None):
        with pytest.raises(AccessDenied):
            undo(stranger, merchant, entries[1]["import_id"])
    again = shops.load(workspace, orders)
    assert again["loaded"] == 1 and again["updated"] == 23 and len(workspace.imports(SHOP)) == 2
    assert workspace.imports(SHOP).undone_at.isna().all()


def test_how_sales_changed_is_told(shops, workspace):
    first, second = (n for n in files() if "발주발송" in n)
    entry = shops.load(workspace, first)
    lines, sales = rows(workspace, "SELECT count(*), sum(amount) FROM order_lines WHERE status <> 'cancelled'")[0]
    assert entry["change"] == {"lines_before": 0, "lines_after": lines, "sales_before": 0, "sales_after": int(sales)}
    change = shops.load(workspace, second)["change"]
    assert (change["lines_before"], change["sales_before"]) == (lines, int(sales)) and change["sales_after"] > sales
    assert entry["channels"] == ["naver"]


def test_evidence_of_an_undone_file_no_longer_counts(shops, workspace):
    for name in ("costs_20260901.csv", "costs_20260902.csv"):
        entry = shops.load(workspace, name)
    assert workspace.last_day(SHOP) == date(2026, 9, 2)
    version = workspace.version(SHOP)
    undo(workspace, SHOP, entry["import_id"])
    assert workspace.last_day(SHOP) == date(2026, 9, 1) and workspace.version(SHOP) == version + 1


def test_equal_bytes_under_a_name_with_a_day(shops):
    """The day that one of the names gives holds, whichever comes first."""
    seen = []
    for way in (("reviews.csv", "r_20260925.csv"), ("r_20260925.csv", "reviews.csv")):
        workspace = shops.new()
        ids = {intake(workspace, SHOP, [Upload(name, files()["reviews.csv"])], today=TODAY)[0]["import_id"] for name in way}
        assert len(ids) == len(workspace.imports(SHOP)) == 1
        seen.append(rows(workspace, "SELECT * EXCLUDE (import_id) FROM reviews ORDER BY ALL"))
        assert {row[-1] for row in seen[-1]} == {datetime(2026, 9, 25)}
    assert seen[0] == seen[1]


def test_what_was_typed_survives(shops, workspace):
    """Typed rows, also those that stand in no log, come back as they were."""
    typed(workspace)
    with workspace.store.transaction() as cursor:
        cursor.execute("""INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, amount, status,
            cancelled_at)
          VALUES ('m', 'naver', '2026090220000000', '2026090210000001', '2026-09-02', 500, 'cancelled', '2026-09-03')""")
        cursor.execute("INSERT INTO costs (merchant_id, sku, valid_from, unit_cost) VALUES ('m', '001', '2026-09-05', 7)")
    before = {name: [row[:-2] for row in found] for name, found in shown(workspace).items()}
    names = [*sorted(files())[::4], "merchants.csv", "costs_20260901.csv", "answers.csv", "PaySettleDetail_a.csv"]
    ids = [shops.load(workspace, name)["import_id"] for name in dict.fromkeys(names)]
    assert rows(workspace, "SELECT name FROM merchants") == [("바다 가게",)], "a later file counts"
    workspace.save_merchant(SHOP, name="다시 쓴 이름", region=None)
    workspace.save_answer(SHOP, "intake", "hours", None, date(2026, 9, 20))
    assert rows(workspace, "SELECT name, region FROM merchants") == [("다시 쓴 이름", None)]
    undo(workspace, SHOP, ids[0])
    shops.load(workspace, names[0])
    assert rows(workspace, "SELECT name, region FROM merchants") == [("다시 쓴 이름", None)]
    assert rows(workspace, "SELECT value FROM answers WHERE question_id = 'hours'") == []
    workspace.save_merchant(SHOP, name="손으로 쓴 이름")
    for one in ids:
        undo(workspace, SHOP, one)
    assert {name: [row[:-2] for row in found] for name, found in shown(workspace).items()} == before


def test_a_store_from_before_the_log(tmp_path, monkeypatch):
    """Rows of an older store are told as they stand; what its files said is not known, so these cannot be taken back."""
    monkeypatch.setattr(schema, "VERSION", 2)
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
    path = tmp_path / "old.duckdb"
    old = Store.open(path)
    with old.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id, name) VALUES ('m', '옛 가게')")
        cursor.execute("""INSERT INTO order_lines BY NAME SELECT 'm' AS merchant_id, 'naver' AS channel,
          '2026090720000000' AS order_id, '2026090710000006' AS line_id, TIMESTAMP '2026-09-07' AS ordered_at, 7000 AS amount,
          'returned' AS status, 'i' AS import_id,
          'confirmed' AS stated_status, 50 AS certainty, 50 AS value_certainty, 7000 AS stated_amount, 2 AS source_rank,
          TIMESTAMP '2026-09-25' AS cancelled_at""")
        cursor.execute("""INSERT INTO settlements BY NAME SELECT 'm' AS merchant_id, 'naver' AS channel,
          '2026090720000000' AS order_id, '2026090710000006' AS line_id, 'goods' AS kind,
          DATE '2026-09-25' AS settled_on, 0 AS gross, 0 AS net, 1 AS source_rank,
          {'gross': 7000, 'seller_discount': 0, 'fee_payment': 0, 'fee_sales': 0, 'fee_other': 0, 'net': 7000} AS sale,
          {'gross': -7000, 'seller_discount': 0, 'fee_payment': 0, 'fee_sales': 0, 'fee_other': 0, 'net': -7000} AS refund""")
        cursor.execute("""INSERT INTO imports (import_id, merchant_id, file, sha256, "table")
          VALUES ('i', 'm', 'a.csv', 'x', 'order_lines')""")
    old.close()
    monkeypatch.undo()
    workspace = Workspace(Store.open(path))
    contract_columns = "SELECT * EXCLUDE (import_id, source_rank, known_at) FROM {} ORDER BY ALL"
    before = [rows(workspace, contract_columns.format(t)) for t in ("merchants", "order_lines", "settlements")]
    with pytest.raises(InputProblem, match="older version"):
        undo(workspace, "m", "i")
    made = {n: c for n, c in files().items() if "PaySettle" in n or "20261001" in n}
    ids = [e["import_id"] for e in intake(workspace, "m", [Upload(n, c) for n, c in made.items()], today=TODAY)]
    assert rows(workspace, "SELECT count(*) FROM order_lines")[0][0] > 20
    for one in ids:
        undo(workspace, "m", one)
    assert [rows(workspace, contract_columns.format(t)) for t in ("merchants", "order_lines", "settlements")] == before
    workspace.store.close()


def test_a_table_of_a_cohort_can_be_taken_back(tmp_path, workspace):
    (tmp_path / "in").mkdir()
    header = "merchant_id,channel,order_id,line_id,ordered_at,amount,status"
    lines = [f"m{n % 3},c,{n},1,2026-09-01,100,paid" for n in range(9)]
    (tmp_path / "in" / "order_lines.csv").write_bytes(table(header, *lines))
    entry = intake_cohort(workspace, tmp_path / "in", today=TODAY)[0]
    assert rows(workspace, "SELECT count(*) FROM merchants") == [(3,)]
    done = undo(workspace, None, entry["import_id"])
    assert done["removed"] == 9 and "change" not in done and not any(shown(workspace).values())
    assert intake_cohort(workspace, tmp_path / "in", today=TODAY)[0]["loaded"] == 9


# -- what several files say of one line -----------------------------------------------------------------------------------


def orders(day: str | None, **cells: object) -> Upload:
    row = {"상품주문번호": "2026090110000001", "주문번호": "2026090120000001", "주문일시": "2026-09-01 09:00",
           "수취인연락처1": "010", "상품명": "예시", "수량": 3,
           "주문상태": "구매확정", "최종 상품별 총 주문금액": 10_000, **cells}
    return Upload(f"orders{'_' + day if day else ''}.csv", any_csv([row]))


def claim(word: str, day: str | None) -> Upload:
    row = {"상품주문번호": "2026090110000001", "주문번호": "2026090120000001", "주문상태": "결제완료", "취소 처리상태": word,
           "결제일": "2026-09-01", "상품명": "예시", "수량": 3}
    return Upload(f"claim{'_' + day if day else ''}.csv", any_csv([row]))


def settled(*amounts: tuple[str, int]) -> Upload:
    row = {"주문번호": "2026090120000001", "상품주문번호": "2026090110000001", "구분": "상품주문", "Npay 수수료(B)": 0,
           "매출연동 수수료 합계(C)": 0, "정산상태": "일반정산"}
    rows_of = [{**row, "정산예정일": day, "정산기준일": day, "정산기준금액(A)": amount} for day, amount in amounts]
    return Upload("정산.csv", any_csv(rows_of))


LOWERED = {"최종 상품별 총 주문금액": 7000, "최초 상품별 총 주문금액": 10_000}
LINE = "SELECT status, quantity, amount, refunded, CAST(refunded_at AS DATE), CAST(cancelled_at AS DATE) FROM order_lines"


@pytest.mark.parametrize(
    ("reports", "want"),
    [
        ((("취소완료", "20260903"), ("취소철회", "20260905")), "paid"),
        ((("취소철회", "20260903"), ("취소완료", "20260905")), "cancelled"),
        ((("취소완료", None), ("취소철회", "20260905")), "cancelled"),
        ((("취소완료", "20260903"), ("취소철회", None)), "cancelled"),
        ((("취소완료", None), ("취소철회", None)), "cancelled"),
        ((("취소완료", "20260903"), ("취소철회", "20260905"), ("취소완료", "20260907")), "cancelled"),
        ((("취소완료", "20260903"), ("배송중", "20260904"), ("취소철회", "20260905")), "shipping"),
    ],
)
def test_a_claim_that_was_withdrawn_and_one_that_came_after(reports, want, shops):
    made = [orders(day, 주문상태=word) if word == "배송중" else claim(word, day) for word, day in reports]
    for way in (made, made[::-1], made[1:] + made[:1]):
        workspace = shops.new()
        intake(workspace, SHOP, way, today=TODAY)
        found = rows(workspace, "SELECT status, cancelled_at IS NOT NULL FROM order_lines")
        assert found[0][0] == want and (want == "cancelled" or not found[0][1])


@pytest.mark.parametrize(
    ("made", "want"),
    [
        ([orders(None), settled(("2026-09-11", 10_000), ("2026-09-21", -3_000))],
         ("confirmed", 3, 7000, 3000, date(2026, 9, 21), None)),
        ([orders(None), settled(("2026-09-11", 10_000), ("2026-09-21", -3_000), ("2026-09-25", -1_000))],
         ("confirmed", 3, 6000, 4000, date(2026, 9, 25), None)),
        ([orders(None), settled(("2026-09-11", 10_000), ("2026-09-21", -10_000))],
         ("returned", 3, 10_000, None, None, date(2026, 9, 21))),
        # the order list already knows of the refund, with and without what it was worth at first
        ([orders(None, **LOWERED)], ("confirmed", 3, 7000, 3000, None, None)),
        ([orders(None, **LOWERED),
          settled(("2026-09-11", 10_000), ("2026-09-21", -3_000))], ("confirmed", 3, 7000, 3000, date(2026, 9, 21), None)),
        ([orders("20260930", **{"최종 상품별 총 주문금액": 7000}), settled(("2026-09-11", 10_000), ("2026-09-21", -3_000))],
         ("confirmed", 3, 7000, 3000, date(2026, 9, 21), None)),
    ],
)
def test_refunds_of_a_line_that_lives(made, want, shops):
    for way in (made, made[::-1]):
        workspace = shops.new()
        intake(workspace, SHOP, way, today=TODAY)
        status, quantity, amount, refunded, on, ended = rows(workspace, LINE)[0]
        assert (status, quantity, int(amount), refunded and int(refunded), on, ended) == want


def test_as_of_before_a_refund_the_line_is_worth_all_of_it(workspace):
    intake(workspace, SHOP, [orders(None), settled(("2026-09-11", 10_000), ("2026-09-21", -3_000))], today=TODAY)
    for day, amount, refunded in ((date(2026, 9, 21), 10_000, None), (date(2026, 9, 22), 7_000, 3_000)):
        found = workspace.tables(day, [SHOP]).order_lines.execute()
        assert int(found.amount.iat[0]) == amount
        assert (found.refunded.iat[0] if found.refunded.notna().iat[0] else None) == refunded


def test_refunds_that_a_table_of_ours_states(workspace):
    header = "channel,order_id,line_id,ordered_at,status,amount,refunded,refunded_at"
    intake(workspace, SHOP, [Upload("order_lines.csv", table(
        header, "a,1,1,2026-09-01,delivered,700,300,2026-09-05", "a,2,1,2026-09-01,delivered,0,900,2026-09-06",
        "a,3,1,2026-09-01,delivered,500,,"))], today=TODAY)
    found = rows(workspace, "SELECT order_id, status, amount, refunded, CAST(refunded_at AS DATE), CAST(cancelled_at AS DATE) "
                            "FROM order_lines ORDER BY 1")
    assert found == [("1", "delivered", 700, 300, date(2026, 9, 5), None), ("2", "returned", 900, None, None, date(2026, 9, 6)),
                     ("3", "delivered", 500, None, None, None)]


def test_a_line_in_two_parcels_of_two_files(shops):
    """Pieces and money of distinct parcels add up; the same parcel in a later file does not count twice; so do the fees."""
    def parcel(number: str, day: str, quantity: int, fee: int, **cells: object) -> Upload:
        row = {"묶음배송번호": number, "주문번호": "1", "옵션ID": "66", "노출상품ID": "5", "주문일": "2026-09-01",
               "구매수(수량)": quantity,
               "결제액": quantity * 1000, "옵션판매가(판매단가)": 1000, "배송비": fee, "등록상품명": "예시", **cells}
        other = {**row, "옵션ID": f"77{number}", "결제액": 500, "구매수(수량)": 1}
        return Upload(f"DeliveryList_{day}.csv", any_csv([row, other]))

    made = [parcel("A", "20260902", 2, 3000), parcel("B", "20260903", 1, 2500),
            parcel("A", "20260909", 2, 3000, 배송완료일="2026-09-05")]
    for way in (made, made[::-1], [made[1], made[0], made[2]]):
        workspace = shops.new()
        ids = [e["import_id"] for e in intake(workspace, SHOP, way, today=TODAY)]
        assert rows(workspace, "SELECT line_id, quantity, amount FROM order_lines ORDER BY 1") == [
            ("66", 3, 3000), ("77A", 1, 500), ("77B", 1, 500)]
        assert rows(workspace, "SELECT sum(shipping_fee) FROM order_lines") == [(5500,)]
        undo(workspace, SHOP, ids[way.index(made[1])])
        assert rows(workspace, "SELECT line_id, quantity, amount, status FROM order_lines ORDER BY 1") == [
            ("66", 2, 2000, "delivered"), ("77A", 1, 500, "delivered")]
        assert rows(workspace, "SELECT sum(shipping_fee) FROM order_lines") == [(3000,)]


def test_costs_without_a_day_have_always_held(tmp_path, workspace):
    entry = intake(workspace, SHOP, [Upload("원가.csv", table("sku,unit_cost", "001,3000", "002,10"))], today=TODAY)[0]
    assert (entry["table"], entry["loaded"], entry["rejected"], entry["first_day"]) == ("costs", 2, 0, None)
    dated = Upload("c.csv", table("sku,valid_from,unit_cost", "003,,5", "003,2026-09-01,6", "003,soon,7"))
    entry = intake(workspace, SHOP, [dated], today=TODAY)[0]
    assert (entry["loaded"], [r["row"] for r in entry["rejects"]]) == (2, [4])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "costs.csv").write_bytes(table("merchant_id,sku,valid_from,unit_cost", "n,1,,5", "n,2,soon,5"))
    assert intake_cohort(workspace, tmp_path / "in", today=TODAY)[0]["rejected"] == 1
    assert rows(workspace, "SELECT merchant_id, sku, valid_from FROM costs ORDER BY ALL") == [
        ("m", "001", date(1900, 1, 1)), ("m", "002", date(1900, 1, 1)), ("m", "003", date(1900, 1, 1)),
        ("m", "003", date(2026, 9, 1)), ("n", "1", date(1900, 1, 1))]


def test_large_files_lose_no_row(workspace):
    """More rows than DuckDB writes in one go, after steps that found nothing to write (see `data.merging.told.add`)."""
    n = 125_000
    ids = [f"{10_000_000 + i},{20_000_000 + i}" for i in range(n)]
    lines = table("order_id,line_id,channel,ordered_at,status,amount", *(f"{i},a,2026-09-01,delivered,1000" for i in ids))
    paid = table("order_id,line_id,channel,kind,settled_on,gross,net", *(f"{i},a,goods,2026-09-20,900,880" for i in ids),
                 *(f"{i},a,goods,2026-09-21,-100,-98" for i in ids[:1000]))
    def sums() -> list[tuple]:
        return rows(workspace, "SELECT count(*), sum(amount) FROM order_lines") + rows(
            workspace, "SELECT count(*), sum(gross) FROM settlements")

    first = intake(workspace, SHOP, [Upload("lines.csv", lines)], today=TODAY)[0]
    alone = sums()
    assert alone == [(n, n * 1000), (0, None)] and first["loaded"] == n
    second = intake(workspace, SHOP, [Upload("paid.csv", paid)], today=TODAY)[0]
    both = [(n, n * 1000 - 100 * 1000), (n + 1000, n * 900 - 1000 * 100)]
    assert sums() == both and second["loaded"] == n + 1000
    assert intake(workspace, SHOP, [Upload("lines.csv", lines)], today=TODAY)[0]["unchanged"] == n
    assert undo(workspace, SHOP, first["import_id"])["removed"] == n
    assert sums() == [(0, None), both[1]]
    intake(workspace, SHOP, [Upload("lines.csv", lines)], today=TODAY)
    assert sums() == both
    assert undo(workspace, SHOP, second["import_id"])["removed"] == n + 1000 and sums() == alone
