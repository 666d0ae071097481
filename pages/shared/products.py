"""Three products first: reason, next step, and the way to the product's own page."""
from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics.first_products import first_products
from diagnostics.texts import Texts
from pages.shared import session, show
from pages.shared.catalog import BY_ID


def three(t: Texts, result: Mapping[str, Any]) -> None:
    """A card per product; says what is missing where no product can be named."""
    st.subheader(t("Three products first"), anchor=False)
    found = first_products(result, t)
    if not found:
        st.markdown(t("No product stands out. With a product list and orders, the products with most at stake are named here."))
        return
    for number, (column, product) in enumerate(zip(st.columns(3), found, strict=False), 1):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{number}. {show.safe(product['name'])}**")
            show.quiet(show.safe(product["money_text"]))
            for reason in product["reasons"]:
                st.markdown(f"- {show.safe(reason)}")
            if product["more"]:
                show.quiet(t.many("and {n} more finding", "and {n} more findings", product["more"]))
            if product["next_step"]:
                st.markdown(f":material/arrow_forward: {show.safe(product['next_step'])}")
            if "session.clinic" in BY_ID and product["product_id"]:
                session.link("session.clinic", t("Look at this product"), product=product["product_id"],
                             channel=product["channel"])
