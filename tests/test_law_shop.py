"""What the law wants of the seller: the report with its exemptions, identity, the check digit, purchase safety."""
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Store
from data.workspace import Workspace
from diagnostics import law
from diagnostics.law.business_number import digits_of, is_valid
from diagnostics.law.shop import EXEMPT_DEALS
from diagnostics.law_strip import law_strip
from diagnostics.model import Gate
from diagnostics.texts import Texts

AS_OF = date(2026, 11, 23)
FULL = {"name": "예시상점", "representative": "김예시", "address": "서울 마포구 예시로 1", "contact_phone": "02-123-4567",
        "contact_email": "shop@example.com", "business_number": "220-81-62517",
        "mail_order_registration": "제2025-서울마포-0123호",
        "business_type": "일반과세자"}
Said = Callable[..., dict[str, Gate]]


@pytest.fixture
def said(tmp_path: Path) -> Iterator[Said]:
    """What is said of a seller with these facts and orders: rule to gate."""
    opened = []

    def make(deals: int = 0, year: int = 2025, channel: str = "naver", before: int = 0, dead: int = 0,
             **facts: str | None) -> dict[str, Gate]:
        store = Store.open(tmp_path / f"{len(opened)}.duckdb")
        opened.append(store)
        workspace = Workspace(store)
        workspace.save_merchant("m", **facts)
        workspace.save_merchant("idle")
        with store.transaction() as cursor:
            orders = [(f"{year}-06-01", "confirmed")] * deals + [(f"{year - 1}-06-01", "confirmed")] * before
            for number, (when, status) in enumerate([*orders, *[(f"{year}-07-01", "cancelled")] * dead]):
                for line in "12":  # two lines of an order are one deal
                    cursor.execute("INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, amount, "
                                   "status) "
                                   "VALUES ('m', ?, ?, ?, ?, 1000, ?)", [channel, f"o{number}", line, when, status])
            cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on, title) "
                           "VALUES ('m', ?, '1', '2026-11-01', '사과')", [channel])
        found = [g for g in law.gates(workspace.tables(AS_OF)) if g.rule.startswith("seller.")]
        assert {g.merchant_id for g in found} <= {"m"}, "who neither sells nor lists online is not asked"
        return {g.rule: g for g in found}
    yield make
    for store in opened:
        store.close()


def test_a_seller_of_whom_all_is_known_hears_nothing(said: Said) -> None:
    assert said(deals=80, **FULL) == {}


@pytest.mark.parametrize(("number", "valid"), [
    ("220-81-62517", True), ("2208162517", True), ("220 81 62517", True), ("124-81-00998", True), ("120-81-47521", True),
    ("220-81-62518", False), ("220-81-6251", False), ("0000000000", False), ("2208162517번", False), ("", False),
    ("사업자", False)])
def test_the_check_digit(number: str, valid: bool) -> None:
    assert is_valid(number) is valid


@given(st.integers(0, 10**9 - 1))
def test_exactly_one_last_digit_fits(nine: int) -> None:
    fitting = [d for d in range(10) if is_valid(f"{nine:09}{d}")]
    assert len(fitting) == 1 or len({*f"{nine:09}"}) == 1
    assert digits_of(f"{nine:09}0") == f"{nine:09}0"[:3] + "-" + f"{nine:09}0"[3:5] + "-" + f"{nine:09}0"[5:]


def test_a_number_that_does_not_add_up_must_be_put_right(said: Said) -> None:
    found = said(**{**FULL, "business_number": "220-81-62518"})
    assert found["seller.business_number"].severity == "block" and "220-81-62518" in Texts("ko")(
        found["seller.business_number"].reason, **found["seller.business_number"].params)


@pytest.mark.parametrize(("deals", "facts", "rule", "severity"), [
    (EXEMPT_DEALS, {}, "seller.report_due", "review"),
    (EXEMPT_DEALS, {"mail_order_registration": "신고 준비 중"}, "seller.report_due", "block"),
    (EXEMPT_DEALS, {"mail_order_registration": "면제"}, "seller.report_due", "block"),
    (EXEMPT_DEALS, {"business_type": "간이과세자"}, "seller.report_exempt", "info"),
    (EXEMPT_DEALS, {"mail_order_registration": "123-45-67890"}, "seller.report_form", "review"),
    (EXEMPT_DEALS - 1, {}, "seller.report_unknown", "info"),
    (0, {}, "seller.report_unknown", "info"),
])
def test_the_report_and_its_exemptions(said: Said, deals: int, facts: dict, rule: str, severity: str) -> None:
    found = said(deals=deals, **{**FULL, "mail_order_registration": None, **facts})
    assert {r: g.severity for r, g in found.items()} == {rule: severity}


def test_few_deals_exempt_only_where_the_files_reach_over_the_year(said: Said) -> None:
    facts = {**FULL, "mail_order_registration": None}
    found = said(deals=EXEMPT_DEALS - 1, before=3, **facts)
    assert set(found) == {"seller.report_exempt"} and found["seller.report_exempt"].params["deals"] == EXEMPT_DEALS - 1
    # Cancelled orders are no deals, and the year before counts, not this one.
    assert set(said(deals=EXEMPT_DEALS - 1, before=3, dead=30, **facts)) == {"seller.report_exempt"}
    assert set(said(deals=500, year=2026, before=3, **facts)) == {"seller.report_unknown"}


def test_what_must_be_shown_of_the_seller_is_named(said: Said) -> None:
    found = said(**{**FULL, "address": None, "contact_email": " "})
    gate = found["seller.identity"]
    strip = law_strip({"gates": [{**gate.__dict__}], "summary": {}}, Texts("ko"))
    assert gate.severity == "info" and "주소, 이메일" in strip["info"][0]["reason"]
    # In an own mall nobody else shows it.
    assert said(channel="cafe24", **{**FULL, "address": None})["seller.identity"].severity == "review"


def test_an_own_mall_needs_purchase_safety(said: Said) -> None:
    assert said(channel="cafe24", **FULL)["seller.purchase_safety"].severity == "review"
    assert said(channel="cafe24", **{**FULL, "purchase_safety": "없음"})["seller.purchase_safety"].severity == "block"
    assert said(channel="cafe24", **{**FULL, "purchase_safety": "KG이니시스 에스크로"}) == {}
    assert said(channel="naver", **{**FULL, "purchase_safety": "없음"}) == {}, "a marketplace offers it by itself"
