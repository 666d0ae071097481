"""Three products first: reason, next step, and the way to the product's own page."""
from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics import answered
from diagnostics.first_products import first_products
from diagnostics.texts import Texts
from pages.shared import session, show


def three(t: Texts, result: Mapping[str, Any]) -> None:
    """A card per product; says what is missing where no product can be named."""
    st.subheader(t("Three products first"), anchor=False)
    space, shop = session.workspace(), result["merchant_id"]
    key = (shop, space.version(shop), result["as_of"], result["stage"], t.language, len(answered.history(space, shop)))
    found = session.remembered("first_products", key, lambda: first_products(space, result, t))
    if not found:
        st.markdown(t("No product stands out. With a product list and orders, the products with most at stake are named here."))
        return
    for number, (column, product) in enumerate(zip(st.columns(3), found, strict=False), 1):
        with column, st.container(border=True, height="stretch"):
            law = f" {show.status(t, 'block')}" if product["law"] else ""
            st.markdown(f"**{number}. {show.safe(product['name'])}**{law}")
            show.quiet(show.safe(product["money_text"]))
            st.markdown("\n".join(f"- {show.safe(reason)}" for reason in product["reasons"]))
            if product["more"]:
                show.quiet(t.many("and {n} more finding", "and {n} more findings", product["more"]))
            if product["next_step"]:
                st.markdown(f":material/arrow_forward: {show.safe(product['next_step'])}")
            if product["product_id"]:
                session.link("session.clinic", t("Look at this product"), icon=":material/zoom_in:",
                             product=product["product_id"], channel=product["channel"])
