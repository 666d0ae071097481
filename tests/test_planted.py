"""Each planted fault is found by the check that is meant to find it, and none of those checks fires on the clean merchants."""
from zlib import crc32

import pandas as pd
import pytest

from data.samples import cohort
from data.samples.days import DEMO_AS_OF
from data.samples.faults import FAULTS, IN_COHORT, OF_SELLING, OF_THE_LAW
from data.samples.frames import together
from data.store import Store
from diagnostics import law, triage, units
from diagnostics.judge import judge
from diagnostics.measure import measure
from diagnostics.model import Status
from tests.demo_store import demo
from tests.loading import workspace_of

SOME_GOODS = {"listing.origin_stated", "listing.certification_stated"}
"""Checks about food, and about goods that need a certificate: of other goods they know nothing."""
BEYOND = {check: [f"demo-{1000 + crc32(check.encode()) % 8999}"] for check in OF_SELLING if check not in IN_COHORT}
"""Faults that the cohort does not carry are planted on merchants made up for this test, each by its own name, so that a new
fault changes none of the others."""
PLANTED = {**cohort.PLANTED, **BEYOND}
FIRES = (Status.FAIL, Status.WARN)
ALSO = {
    "channel.channel_concentration": {"channel.channel_variety", "channel.own_channel_share", "trust.one_review_source"},
    "channel.channel_count": {"channel.channel_variety", "channel.own_channel_share"},
    "channel.channel_variety": {
        "channel.channel_concentration", "channel.own_channel_share", "sales.dead_listings", "trust.one_review_source"},
    "channel.idle_channel": {
        "channel.channel_count", "channel.channel_variety", "channel.own_channel_share", "sales.dead_listings"},
    "channel.own_channel_share": {"channel.channel_count", "price.cash_cycle", "price.cash_waiting"},
    "channel.stock_sync": {"listing.stock_out_share"},
    "listing.certification_stated": {"listing.notice_completeness"},
    "listing.detail_length": {"listing.detail_order", "listing.detail_searchable"},
    "listing.detail_order": {"listing.delivery_promise_shown"},
    "price.cash_cycle": {"price.cash_waiting"},
    "price.contribution_margin": {"price.loss_making_lines"},
    "price.discount_depth": {"price.discount_dependence"},
    "sales.active_weeks": {
        "sales.conversion", "sales.dead_listings", "sales.new_products", "sales.orders_30", "sales.trend_90",
        "sales.trend_season", "sales.visitors", "trust.review_recency"},
    "sales.days_since_last_order": {
        "channel.own_channel_share", "sales.active_weeks", "sales.orders_30", "sales.own_rhythm", "sales.trend_30",
        "sales.trend_90", "sales.trend_season", "sales.visitors", "trust.review_recency"},
    "sales.dead_listings": {"listing.title_length", "sales.order_value"},
    "sales.lines_per_order": {"sales.visitors"},
    "sales.orders_30": {
        "channel.channel_concentration", "channel.channel_count", "channel.channel_variety", "channel.fee_by_link",
        "channel.idle_channel", "channel.own_channel_share", "sales.conversion", "sales.dead_listings",
        "sales.new_products", "sales.order_value", "sales.trend_30", "sales.visitors"},
    "sales.own_rhythm": {
        "sales.active_weeks", "sales.conversion", "sales.days_since_last_order", "sales.orders_30", "sales.trend_30",
        "sales.trend_90", "sales.visitors", "trust.review_recency"},
    "sales.product_concentration": {
        "channel.channel_concentration", "channel.channel_count", "channel.channel_variety", "channel.idle_channel",
        "channel.own_channel_share", "sales.dead_listings", "sales.new_products", "sales.product_variety",
        "sales.visitors", "trust.one_review_source"},
    "sales.product_variety": {
        "listing.title_length", "sales.dead_listings", "sales.new_products", "sales.product_concentration",
        "sales.visitors"},
    "sales.trend_30": {"sales.conversion", "sales.orders_30", "sales.own_rhythm", "sales.trend_90", "sales.visitors"},
    "sales.trend_90": {
        "price.cash_waiting", "sales.conversion", "sales.dead_listings", "sales.orders_30", "sales.own_rhythm",
        "sales.returning_buyers", "sales.trend_season", "sales.visitors"},
    "sales.trend_season": {
        "sales.conversion", "sales.orders_30", "sales.returning_buyers", "sales.trend_30", "sales.trend_90",
        "sales.visitors", "trust.review_trend"},
    "service.delivery_days": {"price.cash_cycle", "price.cash_waiting"},
    "service.delivery_on_time": {"price.cash_cycle", "price.cash_waiting", "service.delivery_days"},
    "service.handling_days": {"service.delivery_days"},
    "service.low_star_share": {"trust.review_level"},
    "service.ship_on_time": {
        "price.cash_cycle", "price.cash_waiting", "service.delivery_days", "service.delivery_on_time",
        "service.handling_days"},
    "trust.brand_spelling": {"listing.title_identity"},
    "trust.review_count": {"trust.review_yield"},
    "trust.review_recency": {"trust.review_yield"},
}
"""What else a fault cannot help but be: who has not sold for two months has no orders this month either."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Status of each check for the clean and the planted merchants: those of the loaded demo, and those beyond it."""
    ids = [*cohort.CLEAN, *(m for of_check in cohort.PLANTED.values() for m in of_check)]
    store = tmp_path_factory.mktemp("beyond") / "beyond.duckdb"
    beyond = workspace_of(together(cohort.with_fault(check, int(i[0][5:])) for check, i in BEYOND.items()), store)
    yield pd.concat([_judged(demo().workspace, ids), _judged(beyond)])
    Store.open(store).close()


def _judged(workspace, merchants=None):
    measured = measure(workspace.tables(DEMO_AS_OF, merchants))
    return judge(measured, triage.segments(measured), units.checks().values()).status


def test_every_fault_is_meant_for_a_check_and_every_check_has_a_fault():
    assert set(FAULTS) - set(units.checks()) == set()
    assert set(units.checks()) - set(FAULTS) == set()


@pytest.mark.parametrize("check", sorted(PLANTED))
def test_the_fault_is_found(check, planted):
    status = planted
    assert [status.at[m, check] for m in PLANTED[check] if status.at[m, check] not in FIRES] == []


@pytest.mark.parametrize("check", sorted(PLANTED))
def test_nothing_else_is_found(check, planted):
    status = planted
    found = {c for m in PLANTED[check] for c in status.columns if status.at[m, c] in FIRES}
    assert found - {check} - ALSO.get(check, set()) == set()


def test_no_check_fires_on_the_clean_merchants(planted):
    status = planted
    clean = status.loc[list(cohort.CLEAN)]
    assert [(m, c) for c in clean.columns for m in clean.index if clean.at[m, c] in FIRES] == []


def test_clean_merchants_that_sell_pass_every_check(planted):
    """No check stays silent on them for want of data: a silent check could not fire."""
    status = planted
    selling = status.loc[list(cohort.CLEAN[:cohort.CLEAN_LISTED])]
    assert [(m, c) for c in selling.columns for m in selling.index
            if selling.at[m, c] != Status.PASS and not (c in SOME_GOODS and selling.at[m, c] == Status.NO_DATA)] == []
    assert (selling["listing.origin_stated"] == Status.PASS).any()


@pytest.mark.parametrize("rule", sorted(OF_THE_LAW))
def test_the_breach_of_the_law_is_found(rule):
    workspace = demo().workspace
    for merchant in cohort.PLANTED_LAW[rule]:
        gates = law.gates(workspace.tables(DEMO_AS_OF, [merchant]))
        assert {g.severity for g in gates if g.rule == rule} == {"block"}, merchant


def test_the_law_has_nothing_to_say_about_the_clean_merchants():
    workspace = demo().workspace
    found = law.gates(workspace.tables(DEMO_AS_OF, cohort.CLEAN))
    assert [(g.merchant_id, g.rule, g.matched) for g in found if g.severity != "info"] == []  # info is what is asked for


def test_each_planted_check_of_the_cohort_has_three_merchants_of_its_own():
    everyone = [m for ids in (*cohort.PLANTED.values(), *cohort.PLANTED_LAW.values(), cohort.CLEAN) for m in ids]
    assert len(everyone) == len(set(everyone))
    assert all(len(ids) == 3 for ids in (*cohort.PLANTED.values(), *cohort.PLANTED_LAW.values()))
    assert len([c for c in cohort.PLANTED if not c.startswith("readiness.")]) >= 20


def test_a_merchant_is_the_same_whenever_it_is_made():
    for n in (1, 70, cohort.ORDINARY_FROM + 4):
        first, second = cohort.merchant(n), cohort.merchant(n)
        for name in ("merchants", "order_lines", "settlements", "listings", "reviews", "costs", "answers"):
            assert getattr(first, name).equals(getattr(second, name))


def test_the_cohort_is_honest_about_who_sells_nothing():
    """About a third has only answered, and nearly half has never had an order; counted in the store, not by our triage."""
    ids = {m for m in demo().workspace.merchants().merchant_id if m[5:].isdigit()}
    listed, sold, answered = ({row[0] for row in demo().rows(f"SELECT DISTINCT merchant_id FROM {table}")}
                              for table in ("listings", "order_lines", "answers"))
    assert len(ids) == cohort.SIZE == 300 and ids <= answered
    assert 0.28 <= len(ids - listed) / 300 <= 0.4
    assert 0.4 <= len(ids - sold) / 300 <= 0.55
