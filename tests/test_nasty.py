"""Merchants on the edges get a diagnosis through the facade and from the command line, and what is not known is said."""
import json

import numpy as np
import pytest

import diagnostics
from data.store import Store
from data.workspace import Workspace
from diagnostics import intervals, units
from diagnostics.__main__ import main
from diagnostics.explain import explain
from diagnostics.measure import measure
from diagnostics.model import Status
from diagnostics.texts import Texts
from tests import nasty_shops, shops

pytestmark = pytest.mark.slow
NASTY = nasty_shops.nasty()
SCORED = {Status.PASS, Status.WARN, Status.FAIL}
ONLINE = {"only_settlements", "only_reviews", "only_statistics", "no_listings", "all_returned", "one_review"}
"""Of these something is known that only a shop that is online has."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("nasty") / "shops.duckdb"
    store = Store.open(path)
    shops.load(store, NASTY)
    store.close()
    return path


@pytest.fixture(scope="module")
def results(path):
    store = Store.open(path)
    workspace = Workspace(store)
    yield {name: diagnostics.diagnose(workspace, name, shops.AS_OF) for name in NASTY}
    store.close()


@pytest.mark.parametrize("name", NASTY)
def test_a_diagnosis_without_an_error(name, results):
    result = results[name]
    assert {f["check"] for f in result["findings"] if f["status"] == Status.ERROR} == set()
    json.dumps(result, allow_nan=False)
    for finding in result["findings"]:
        known = finding["status"] in SCORED
        assert known == (finding["score"] is not None)
        assert not known or (finding["n"] > 0 and np.isfinite(finding["value"]))
    summary = result["summary"]
    assert 0 <= summary["low"] <= summary["high"] <= 100


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_finding_can_be_read(name, language, results):
    """Whoever has no data learns what to bring, and no sentence has a hole in it."""
    for row in explain(results[name], Texts(language)):
        texts = [row["headline"], row["next_step"] or "", row["value"] or "", row["sample"] or ""]
        assert row["headline"] and not [t for t in texts if "None" in t or "nan" in t or "{" in t]
        if row["status"] == Status.NO_DATA:
            assert row["next_step"], row["check"]


@pytest.mark.parametrize("name", sorted(ONLINE))
def test_who_is_online_is_asked_about_selling(name, results):
    outcomes = {f["status"] for f in results[name]["findings"] if f["dimension"] in ("sales", "service", "trust", "price")}
    assert outcomes - {Status.NOT_APPLICABLE}


def test_what_is_not_known_is_never_a_pass(results):
    """An empty merchant passes nothing and fails nothing of the shop; so does one of whom only answers are known."""
    for name in ("empty", "only_answers", "only_costs", "no_dates"):
        findings = results[name]["findings"]
        of_shop = [f for f in findings if f["dimension"] != "readiness" and f["check"] != "trust.seller_identity"]
        assert not [f["check"] for f in of_shop if f["status"] in SCORED], name


@pytest.mark.parametrize("name", ["empty", "one_row", "only_statistics", "only_reviews", "huge_prices", "all_returned"])
def test_the_command_line_says_the_same(name, path, results, capsys):
    code = main(["diagnose", "--db", str(path), "--merchant", name, "--as-of", shops.AS_OF.isoformat()])
    said = json.loads(capsys.readouterr().out)
    assert code == 0 and said["merchant_id"] == name
    assert {f["check"]: f["status"] for f in said["findings"]} == {f["check"]: f["status"] for f in results[name]["findings"]}


def test_the_cohort_of_all_of_them(path, tmp_path):
    out = tmp_path / "cohort.csv"
    assert main(["cohort", "--db", str(path), "--as-of", shops.AS_OF.isoformat(), "--out", str(out)]) == 0
    assert out.read_text().count("\n") > 20


def test_one_merchants_nonsense_spoils_no_other(path):
    """All of them together are measured as each alone, and no metric breaks."""
    store = Store.open(path)
    together = measure(Workspace(store).tables(shops.AS_OF), spread=True)
    assert not together.broken
    for name in ("ten_years", "huge_prices", "negative_amounts"):
        alone = measure(Workspace(store).tables(shops.AS_OF, [name]), spread=True)
        assert together.raw.loc[[name]].equals(alone.raw) and together.spread.loc[[name]].equals(alone.spread)
    store.close()


def test_intervals_hold_the_value_and_stay_in_their_bounds(path):
    store = Store.open(path)
    measured = measure(Workspace(store).tables(shops.AS_OF), spread=True)
    store.close()
    for metric in units.metrics().values():
        spread = measured.spread[metric.id].to_numpy() if metric.id in measured.spread else None
        low, high = intervals.interval(metric, measured.raw[metric.id].to_numpy(), measured.n[metric.id].to_numpy(), spread)
        value, known = measured.value[metric.id].to_numpy(), np.isfinite(low)
        assert (known == np.isfinite(high)).all()
        if metric.sampling == "rate":
            assert ((low >= 0) & (high <= 1) & (low <= high))[known].all(), metric.id
        inside = (low <= value + 1e-9) & (value - 1e-9 <= high)
        assert inside[known & (np.abs(measured.raw[metric.id].to_numpy()) <= 1)].all(), metric.id


def test_a_hundred_thousand_products(tmp_path):
    """Listed on one channel, a few of them sold: an answer within seconds, and no more than twenty rows for each finding."""
    store = Store.open(tmp_path / "large.duckdb")
    with store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id, name) VALUES ('large', '큰 가게')")
        cursor.execute("""INSERT INTO listings BY NAME SELECT 'large' AS merchant_id, 'naver' AS channel, 'p' || i AS product_id,
            DATE '2026-10-30' AS observed_on, '상품 ' || i AS title, 's' || i AS sku, 10000 + i AS price, i % 50 AS stock,
            true AS on_sale, i % 9 AS image_count FROM range(100000) AS r(i)""")
        cursor.execute("""INSERT INTO order_lines BY NAME SELECT 'large' AS merchant_id, 'naver' AS channel, 'o' || i AS order_id,
            '1' AS line_id, TIMESTAMP '2026-10-31 10:00:00' - to_days(CAST(i % 400 AS INTEGER)) AS ordered_at,
            'confirmed' AS status, 'p' || (i % 30000) AS product_id, '상품 ' || (i % 30000) AS product_name, 1 AS quantity,
            10000 AS amount FROM range(60000) AS r(i)""")
    result = diagnostics.diagnose(Workspace(store), "large", shops.AS_OF)
    store.close()
    assert not [f["check"] for f in result["findings"] if f["status"] == Status.ERROR]
    dead = next(f for f in result["findings"] if f["check"] == "sales.dead_listings")
    assert dead["status"] in SCORED and dead["n"] == 100_000 and len(dead["evidence"]) <= 20
