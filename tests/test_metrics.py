"""Every metric of sales, service, trust, price and channel against its oracle in pandas, on pleasant and on nasty merchants."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import units
from diagnostics.measure import Measurements, measure
from tests import nasty_shops, oracles_money, oracles_season, oracles_service, shops
from tests.oracles import ORACLES

SHOPS = {f"random_{seed}": shops.random_shop(seed) for seed in range(3)} | nasty_shops.nasty()
KNOWN = {name: shops.known(one) for name, one in SHOPS.items()}
PARTS = (oracles_money, oracles_season, oracles_service)
"""Imported so that their oracles are among ORACLES."""
MINE = [m for m in units.metrics() if m.split(".")[0] in ("sales", "service", "trust", "price", "channel")]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measurements]:
    store = Store.open(tmp_path_factory.mktemp("metrics") / "shops.duckdb")
    shops.load(store, SHOPS)
    yield measure(Workspace(store).tables(shops.AS_OF))
    store.close()


def test_each_metric_has_an_oracle() -> None:
    assert set(ORACLES) == set(MINE)


@pytest.mark.parametrize("metric", MINE)
def test_against_pandas(metric: str, measured: Measurements) -> None:
    for name, shop in KNOWN.items():
        value, n = ORACLES[metric](shop)
        found, count = measured.raw.at[name, metric], measured.n.at[name, metric]
        unknown = value is None or pd.isna(value) or n == 0
        assert count == n, f"{name}: n {count} instead of {n}"
        if unknown:
            assert np.isnan(found), f"{name}: {found} where nothing can be known"
        else:
            assert found == pytest.approx(float(value), rel=1e-6, abs=1e-9), name


def test_the_random_shops_say_something(measured: Measurements) -> None:
    """An oracle that only ever compares nothing with nothing proves nothing."""
    told = measured.raw.loc[[n for n in SHOPS if n.startswith("random")], MINE]
    assert told.notna().all().all()
    assert (told.nunique() > 1).sum() > 0.8 * len(MINE)


def test_shrinkage(measured: Measurements) -> None:
    """The value is the posterior mean: the more observations, the nearer to what was counted."""
    for metric in (units.metrics()[m] for m in MINE):
        raw, n, value = (frame[metric.id] for frame in (measured.raw, measured.n, measured.value))
        prior = metric.prior
        expected = raw if prior is None else (n * raw + prior.strength * prior.mean) / (n + prior.strength)
        pd.testing.assert_series_equal(value, expected, check_names=False)


def test_the_order_of_rows_changes_nothing(measured: Measurements, tmp_path_factory: pytest.TempPathFactory) -> None:
    """To the last digit: sums are taken over decimals and whole numbers."""
    rng = np.random.default_rng(5)
    mixed = {name: {table: rows.iloc[rng.permutation(len(rows))] for table, rows in shop.items()} for name, shop in SHOPS.items()}
    store = Store.open(tmp_path_factory.mktemp("mixed") / "shops.duckdb")
    shops.load(store, mixed)
    again = measure(Workspace(store).tables(shops.AS_OF))
    store.close()
    pd.testing.assert_frame_equal(measured.raw, again.raw, check_exact=True)
    pd.testing.assert_frame_equal(measured.n, again.n, check_exact=True)


def test_what_comes_later_changes_nothing(measured: Measurements, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same to the last digit when everything dated on or after the day is deleted and later times are blanked.

    A cancellation of a later day is taken back with it: who deletes the future deletes the cancellation too.
    """
    store = Store.open(tmp_path_factory.mktemp("cut") / "shops.duckdb")
    shops.load(store, KNOWN)
    again = measure(Workspace(store).tables(shops.AS_OF))
    store.close()
    pd.testing.assert_frame_equal(measured.raw, again.raw, check_exact=True)
    pd.testing.assert_frame_equal(measured.n, again.n, check_exact=True)
