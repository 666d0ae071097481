"""채널: where to sell, ranked by what stays of an order or of one product; every number opens to its arithmetic and source."""

from dataclasses import replace

import streamlit as st

from diagnostics.selling.assumptions import kept, settle
from diagnostics.selling.products import focused, read_shop, rows
from diagnostics.selling.recommendation import ranked
from pages.shared import access, assumptions, channel_money, channel_sets, clinic, session, show
from pages.shared.catalog import STAFF
from pages.shared.channel_cards import card, kept_text, named

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Channels"))
space = session.workspace()
with clinic.looking(t("Working the channels out …")):
    # Read once per change of the data; the sliders below only reckon.
    shop = session.remembered("channel_shop", (merchant, space.version(merchant)), lambda: read_shop(space, merchant))
shop = replace(shop, entered=kept(space, merchant))
top = st.container()
product = channel_money.choose_product(t, shop)
numbers = channel_money.numbers_of(shop, product, {}) if product else settle(shop.facts, shop.entered).to_json()
given = channel_money.sliders(t, shop, product, numbers)
key = (merchant, space.version(merchant), product.title if product else "", tuple(sorted(given.items())),
       tuple(sorted(shop.entered.items())))  # fmt: skip


def worked_out() -> list[dict]:
    if product is None:
        return ranked(shop.facts, {**shop.entered, **given})
    return focused(ranked(shop.facts, shop.entered), rows(shop, given, [product]))


channels = session.remembered("channels", key, worked_out)
best = channels[0]
with top:
    first = show.safe(named(t, best))
    lead = (t("First choice: {channel}. Stays per piece: {kept}.", channel=first, kept=kept_text(t, best)) if product
            else t("First choice: {channel}. Stays per order: {kept}.", channel=first, kept=kept_text(t, best)))  # fmt: skip
    show.head(t, t("Channels"), lead, shop=session.record(merchant))
if product is None:
    assumptions.editor(t, merchant, best["assumptions"])

titles = {c["channel"]: named(t, c) for c in channels}
pair = st.pills(
    t("Compare two side by side"),
    list(titles),
    format_func=titles.__getitem__,
    selection_mode="multi",
    key="compare",
    persist_state="session",
)
shown = [c for c in channels if c["channel"] in (pair or [])[:2]]
if pair:
    if len(pair) > 2:
        st.caption(t("Two fit beside each other; the first two are shown."))
    for column, channel in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            card(t, channel, product is not None)
else:
    for channel in channels:
        card(t, channel, product is not None)
show.quiet(show.safe(t.say(best["ranking"])))
st.divider()
channel_money.money_comes(t, shown or [c for c in channels if c["in_use"]] or channels)
st.divider()
channel_sets.show_sets(t, space, shop, {} if product else given)
if shop.products and product is None:
    st.divider()
    channel_money.all_products(t, shop, shown[0] if shown else best, {})
st.divider()
session.link("session.plan", t("Next: the plan"), icon=":material/arrow_forward:")
