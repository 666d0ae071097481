"""채널: sliders that reckon and stay in the address, one product, when the money comes, a shop of which no price is known."""

from datetime import date, datetime
from typing import Any

import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import recommend
from pages.shared.channel_money import _short
from tests.channel_shop import by_channel
from tests.pages import App

pytest_plugins = ("tests.pages",)
PAGE = "pages/session/channels.py"
EVIL = "<b>빵</b> **굵게** :red[a] $x$"


def put(store: Store, table: str, *rows: dict[str, Any]) -> None:
    with store.transaction() as cursor:
        for row in rows:
            full = {"merchant_id": "shop", **row}
            cursor.execute(f"INSERT INTO {table} ({', '.join(full)}) VALUES ({', '.join('?' * len(full))})", list(full.values()))


@pytest.fixture
def food(store: Store) -> Workspace:
    """100 orders of 30,000 won of food in October: 3,000,000 won a month."""
    space = Workspace(store)
    space.save_merchant("shop", name="하늘농장", industry="식품", yearly_revenue_band="영세")
    lines = {"channel": "naver", "product_id": "p1", "sku": "s1", "product_name": EVIL, "quantity": 1, "status": "delivered"}
    put(store, "order_lines", *(
        {**lines, "order_id": f"o{i}", "line_id": f"l{i}", "ordered_at": datetime(2026, 10, 2 + i % 30, 9), "unit_price": 30_000,
         "amount": 30_000} for i in range(100)))  # fmt: skip
    put(store, "costs", {"sku": "s1", "valid_from": date(2026, 1, 1), "unit_cost": 12_000})
    return space


def page(**address: str) -> App:
    return App(merchant="shop", view="consultant", lang="ko", **address).open(PAGE)


def said(app: App) -> str:
    return " ".join(app.texts())


def slider(app: App, name: str) -> Any:
    return next(s for s in app.at.slider if s.key.startswith(name))


def test_the_month_on_the_page_holds_the_published_vectors(food: Workspace) -> None:
    app = page()
    for channel, fees in (("naver", "149,490"), ("coupang", "404,800")):
        assert fees not in said(app)
        app.at.session_state[f"why_{channel}"] = True  # opened by a click
        app.at.run()
        assert f"매출 ₩3,000,000, 수수료 ₩{fees}" in said(app)
    app.all_right()


def test_a_slider_reckons_anew_and_keeps_what_it_says(food: Workspace) -> None:
    app = page()
    before = app.at.markdown[0].value
    slider(app, "price_").set_value(24_000).run()
    app.all_right()
    stays = by_channel(recommend(food, "shop", assumptions={"price": 24_000}))["naver"]["contribution_per_order"]
    assert f"₩{stays:,}" in said(app) and app.at.markdown[0].value != before
    app.press("channels_keep")
    assert food.setting("assumptions.shop") == {"price": 24_000}
    assert f"₩{stays:,}" in said(app)


def test_back_to_the_numbers_of_the_data(food: Workspace) -> None:
    app = page()
    before = app.at.markdown[0].value
    slider(app, "orders_per_month_").set_value(20).run()
    slider(app, "return_rate_").set_value(9.0).run()
    assert app.at.markdown[0].value != before
    app.press("channels_back")
    assert app.at.markdown[0].value == before


def test_the_address_brings_a_moved_slider_back(food: Workspace) -> None:
    app = page(**{f"price_{_short('shop', '')}": "24000"})
    stays = by_channel(recommend(food, "shop", assumptions={"price": 24_000}))["naver"]["contribution_per_order"]
    assert slider(app, "price_").value == 24_000 and f"₩{stays:,}" in said(app)


def test_one_product_with_a_hostile_name(food: Workspace) -> None:
    app = page()
    box = next(s for s in app.at.selectbox if s.key.startswith("of_"))
    box.select_index(1).run()
    app.all_right()
    assert "한 개당 남는 돈" in said(app)
    assert not any("<b>빵" in m.value or "**굵게**" in m.value for m in app.at.markdown)


def test_a_shop_without_a_price_is_asked_for_one(store: Store) -> None:
    Workspace(store).save_merchant("shop", name="하늘반찬", industry="반찬")
    app = page()
    app.all_right()
    assert any("₩20,000으로 가정했어요" in i.value for i in app.at.info)
    slider(app, "price_").set_value(9_900).run()
    assert not any("가정했어요" in i.value for i in app.at.info)
    app.all_right()
