"""Every metric of the listings against its oracle in pandas, on listings drawn at random and on nasty merchants."""
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import units
from diagnostics.measure import Measurements, measure
from tests import nasty_shops, shops
from tests.oracles_listing import ORACLES
from tests.shops import AS_OF, line

ELSEWHERE = {"listing.title_promotion", "listing.detail_order", "listing.notice_completeness"}
"""Rules that are a list of words themselves, or the law's: their cases in tests/cases hold them."""
MINE = sorted(m for m in units.metrics() if m in ORACLES)
TEXTS = (None, "", "  ", "짧은 글", "배송은 이틀 걸려요. " * 40, "교환과 반품은 7일 안에. " * 60, "가" * 499, "나" * 500)
TITLES = (None, "", "사과", "사과 사과 세트", "햇살농원 부사 사과 5kg 가정용", "Soap 비누 soap bar 100g", "라" * 51, "바" * 101,
          "A B C D E F G")
OPTIONS = (None, "", " 1 ", "옵션 2", "빨강", "사이즈: 95", "type_3", "M", "B", "선택: 2번", "수량: 2", "5kg")


def drawn(seed: int) -> shops.Shop:
    """A shop whose listings know, do not know and break everything at random; some sell, some do not."""
    rng = np.random.default_rng(seed)

    def one(values):  # type: ignore[no-untyped-def]
        found = values[int(rng.integers(0, len(values)))]
        return found.item() if hasattr(found, "item") else found

    listings = [{
        "channel": channel, "product_id": f"{channel}-{n}", "observed_on": AS_OF - timedelta(days=day), "title": one(TITLES),
        "title_length": one((None, 14, 15, 50, 51, 100)), "brand": one((None, "", "햇살 농원", "soap", "라")),
        "maker": one((None, "", "햇살")), "origin": one((None, "국내산")),
        "category": one((None, "", "식품", "식품>과일", "식품>과일>사과")),
        "keywords": one((None, "", "사과", "a,b,c,d,e", "a, b,,a,c,d", "a,b,c,d,e,f")), "image_count": one((None, 0, 2, 3, 9)),
        "main_image_px": one((None, 300, 500, 599, 600, 750, 1000)), "has_video": one((None, True, False)),
        "main_image_white": one((None, 0.2, 0.949, 0.95, 1.0)), "main_image_product": one((None, 0.5, 0.849, 0.85, 1.0)),
        "main_image_marked": one((None, True, False)), "detail_text": one(TEXTS), "detail_text_length": one((None, 0, 499, 500)),
        "detail_image_count": one((None, 0, 1, 10, 30)), "detail_width_px": one((None, 0, 430, 431, 900)),
        "detail_font_px": one((None, 0.0, 9.0, 11.9, 12.0, 16.0)), "option_count": one((None, 0, 1, 2, 50, 51)),
        "price": one((None, Decimal(0), Decimal(9900), Decimal(9990), Decimal("9900.50"))),
        "return_fee": one((None, Decimal(3000))), "stock": one((None, 0, 5)), "on_sale": one((None, True, False))}
        for channel in ("naver", "coupang", "elevenst", "own_mall") for n in range(12) for day in (1, 30)]
    lines = [line(int(rng.integers(1, 500)), f"o{k}", channel=one(("naver", "coupang")), product_id=None,
                  option_name=one(OPTIONS), amount=Decimal(int(rng.integers(1, 50)) * 1000),
                  status=one(("confirmed", "cancelled", "confirmed")))
             for k in range(60)]
    for row in lines:
        row["product_id"] = f"{row['channel']}-{int(rng.integers(0, 14))}"
    return shops.shop(listings=listings, order_lines=lines if seed % 3 else [])


SHOPS = {f"drawn_{seed}": drawn(seed) for seed in range(6)} | {"random": shops.random_shop(1)} | nasty_shops.nasty()
KNOWN = {name: shops.known(one) for name, one in SHOPS.items()}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measurements]:
    store = Store.open(tmp_path_factory.mktemp("listings") / "shops.duckdb")
    shops.load(store, SHOPS)
    yield measure(Workspace(store).tables(shops.AS_OF), [units.metrics()[m] for m in MINE])
    store.close()


def test_each_metric_of_ours_has_an_oracle() -> None:
    every = {m for m in units.metrics() if m.startswith("listing.")}
    of_the_law = {m for m in every if any(w in m for w in ("notice", "origin", "certification", "registration"))}
    assert every - of_the_law - ELSEWHERE == set(ORACLES)


@pytest.mark.parametrize("metric", MINE)
def test_against_pandas(metric: str, measured: Measurements) -> None:
    for name, shop in KNOWN.items():
        value, n = ORACLES[metric](shop)
        found, count = measured.raw.at[name, metric], measured.n.at[name, metric]
        assert count == n, f"{name}: n {count} instead of {n}"
        if value is None or pd.isna(value) or n == 0:
            assert np.isnan(found), f"{name}: {found} where nothing can be known"
        else:
            assert found == pytest.approx(float(value), rel=1e-9), name


def test_the_drawn_shops_say_something(measured: Measurements) -> None:
    told = measured.raw.loc[[n for n in SHOPS if n.startswith("drawn")], MINE]
    assert told.notna().all().all() and (told.drop(columns="listing.count").nunique() > 2).all()
