"""The parts of the channels page that move: sliders, the choice of a product, when the money comes, all products on a channel."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics import figures_channels
from diagnostics.selling.assumptions import keep
from diagnostics.selling.pieces import settle_piece
from diagnostics.selling.product_facts import Product
from diagnostics.selling.products import Shop, rows
from diagnostics.texts import Texts
from pages.shared import channel_cards, clinic, session, show

MOST_RETURNS = 30.0
LINES_SHOWN = 3


def _short(*parts: str) -> str:
    """A short key that is good for an address."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def choose_product(t: Texts, shop: Shop) -> Product | None:
    """The product that the page is about; None: the mean order of all."""
    if not shop.products:
        return None
    every = {_short(p.product_id or "", p.title): p for p in shop.products}
    picked = st.selectbox(
        t("What is reckoned"),
        [None, *every],
        format_func=lambda key: t("Mean order of the shop") if key is None else every[key].title,
        key=f"of_{_short(shop.facts.merchant_id)}",
        bind="query-params",
    )
    return every.get(picked) if picked else None


def sliders(t: Texts, shop: Shop, product: Product | None, numbers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Price, volume and returns: the numbers that were moved, by name. `numbers` are the assumptions as results keep them.

    They stand in the address, so that a refresh keeps them; a slider that was not moved leaves the merchant's own number.
    """
    mark = _short(shop.facts.merchant_id, product.title if product else "")
    price, volume, returns = (float(numbers[n]["value"] or 0) for n in ("price", "orders_per_month", "return_rate"))
    step = 100 if price < 100_000 else 1_000
    ask = st.container()
    fields = (
        ("price", t("Price of a piece (₩)") if product else t("Price of an order (₩)"), step,
         max(100_000, _up(3 * price, step)), step, price, "%d"),
        ("orders_per_month", t("Pieces a month") if product else t("Orders a month"), 0 if product else 1,
         max(300, _up(4 * volume, 10)), 1, volume, "%d"),
        ("return_rate", t("Come back (%)"), 0.0, max(MOST_RETURNS, float(_up(returns * 100, 1))), 0.5, returns * 100, "%.1f %%"),
    )  # fmt: skip
    moved: dict[str, Any] = {}
    starts: dict[str, float] = {}
    for column, (name, label, low, high, each, now, form) in zip(st.columns(3), fields, strict=True):
        start = min(max(type(each)(round(now / each) * each), low), high)
        starts[f"{name}_{mark}"] = start
        value = column.slider(label, low, high, start, each, key=f"{name}_{mark}", format=form, bind="query-params")
        if value != start:
            moved[name] = value / 100 if name == "return_rate" else value
    if numbers["price"]["from"] == "assumed" and "price" not in moved:
        ask.info(t("No price is known yet, so {price:won} are assumed. Set the price that you have in mind.", price=price),
                 icon=":material/help:")  # fmt: skip
    if moved:
        row = st.container(horizontal=True)
        row.button(t("Back to the numbers of the data"), icon=":material/restart_alt:", key="channels_back", on_click=_set,
                   args=(starts,))  # fmt: skip
        if product is None and row.button(t("Keep for plan and report"), icon=":material/save:", key="channels_keep"):
            keep(session.workspace(), shop.facts.merchant_id, {**shop.entered, **moved})
            st.rerun()
    return moved


def _set(values: Mapping[str, float]) -> None:
    """Move sliders, which also changes the address."""
    for key, value in values.items():
        st.session_state[key] = value


def _up(value: float, step: int) -> int:
    return int(-(-value // step) * step)


def numbers_of(shop: Shop, product: Product, given: Mapping[str, Any]) -> dict[str, Any]:
    """The assumptions of a product as results keep them."""
    return settle_piece(product, shop.products, shop.facts, shop.entered, given).to_json()


def money_comes(t: Texts, channels: Sequence[Mapping[str, Any]]) -> None:
    """The payouts of a month's sales on up to three channels: a chart, and the days with their won."""
    known = [c for c in channels if c["calendar"]["payouts"]][:LINES_SHOWN]
    st.subheader(t("When the money comes"), anchor=False)
    if not known:
        st.markdown(t("No source says when these channels pay out, or nothing is sold there."))
        return
    seen = known[0]["calendar"]
    lead = t("Sales from {start:date} to {end:date}, the same on each day.", start=seen["sales_from"], end=seen["sales_to"])
    st.markdown(lead)
    named = [(channel_cards.named(t, c), c["calendar"]) for c in known]
    clinic.chart(figures_channels.money_comes(named, t), key="money_comes")
    for (name, plan), channel in zip(named, known, strict=True):
        days = plan["payouts"]
        label = t.many("{name}: {n} payout", "{name}: {n} payouts", len(days), name=name)
        box = st.expander(label, key=f"payouts_{channel['channel']}", on_change="rerun")
        if box.open:
            with box:
                before = plan["kind"] == "before_fees"
                st.caption(t("Before fees, as a fee is not known.") if before else t("Goods and shipping, less the fees."))
                show.grid(
                    [t("Day of payout"), t("Amount"), t("For sales of")],
                    [[t("{day:date}", day=p["day"]), t.value(p["won"], "won"),
                      t("{start:date} to {end:date}", start=p["sold_from"], end=p["sold_to"])
                      + (f" ({p['share'] * 100:.0f} %)" if p["share"] < 1 else "")] for p in days],
                )  # fmt: skip
                show.quiet(show.safe(f"{t.say(plan['rule'])} {t.say(plan['formula'])}."))


def all_products(t: Texts, shop: Shop, channel: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Every product on one channel: what stays, the lowest price, how much a month. Products that lose money stand first."""
    st.subheader(t("Each product on {channel}", channel=show.safe(channel_cards.named(t, channel))), anchor=False)
    found = rows(shop, given, shop.products[: show.ROWS_SHOWN], [channel["channel"]])
    losing = sum((r["contribution"] or 0) < 0 for r in found)
    if losing:
        st.markdown(t.many(":red-background[{n} product loses money here.]", ":red-background[{n} products lose money here.]",
                           losing))  # fmt: skip
    if any(r["price_from"] == "assumed" for r in found):
        st.caption(t("Where no price is known, the price is assumed."))
    ordered = sorted(found, key=lambda r: (r["contribution"] is None, (r["contribution"] or 0) >= 0, -r["monthly"]["sales"]))
    show.grid(
        [t("Product"), t("Price"), t("What stays"), t("Margin"), t("Lowest price without a loss"), t("A month")],
        [
            [
                show.safe(r["title"]),
                show.cell(t, r["price"], "won") + (f" ({t('assumed')})" if r["price_from"] == "assumed" else ""),
                channel_cards.kept_text(t, {**r, "contribution_per_order": r["contribution"]}),
                show.cell(t, r["margin"], "share"),
                channel_cards.floor_text(t, r),
                t("{n:decimal} pieces", n=r["pieces_per_month"]),
            ]
            for r in ordered
        ],
    )
    if len(shop.products) > show.ROWS_SHOWN:
        show.quiet(t("The {n} products with the largest sales of {all} are shown.", n=show.ROWS_SHOWN, all=len(shop.products)))
    id_ = channel["channel"]
    show.download_rows(t, lambda: _plain(rows(shop, given, None, [id_])), f"products_{id_}.csv", key="channel_products_all")


def _plain(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = ("product_id", "sku", "title", "channel", "price", "contribution", "margin", "break_even_price", "break_even_volume",
             "pieces_per_month", "working_capital", "days_to_cash")  # fmt: skip
    return [{name: row[name] for name in names} for row in found]
