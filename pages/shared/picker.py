"""Choosing a shop or making a new one in two fields."""
import streamlit as st

from diagnostics.texts import Texts
from pages.shared import session, show

FOUND_SHOWN = 8


def pick(t: Texts) -> None:
    """Search the shops by name, or make a new one; the chosen shop is open afterwards."""
    shops = session.workspace().merchants()
    old, new = st.columns(2, gap="medium")
    with new, st.container(border=True, height="stretch"):
        show.card(t("A new shop"), ":material/add_business:")
        # No form: what stands in a form is lost when the page is left before it is sent.
        name = st.text_input(t("Name of the shop"), max_chars=60, placeholder=t("Such as: Haneul Kitchen"), key="new_name",
                             persist_state="session")
        industry = st.text_input(t("What does it make or sell?"), max_chars=60, placeholder=t("Such as: side dishes"),
                                 key="new_industry", persist_state="session")
        if st.button(t("Make the shop"), type="primary", width="stretch", key="make_shop"):
            if name.strip():
                session.new_merchant(name=name.strip(), industry=industry.strip() or None)
                session.forget("new_name", "new_industry")
                st.rerun()
            st.warning(t("Write the name of the shop first."), icon=":material/edit:")
    with old, st.container(border=True, height="stretch"):
        show.card(t("A shop that is here already"), ":material/search:")
        if shops.empty:
            st.markdown(t("There is no shop yet. Make the first one."))
            return
        wanted = st.text_input(t("Search by name"), type="search", key="shop_search", persist_state="session",
                               placeholder=t("A part of the name")).strip().lower()
        names = shops.name.fillna("").str.lower() + " " + shops.merchant_id.str.lower()
        hits = shops[names.str.contains(wanted, regex=False)] if wanted else shops
        for row in ({str(k): v for k, v in r.items()} for r in hits.head(FOUND_SHOWN).to_dict("records")):
            if st.button(show.name_of(t, row) if row["name"] else show.safe(row["merchant_id"]), key=f"open_{row['merchant_id']}",
                         width="stretch", icon=":material/storefront:"):
                session.choose(row["merchant_id"])
                st.rerun()
        if len(hits) > FOUND_SHOWN:
            show.quiet(t("{n:number} more. Type a part of the name.", n=len(hits) - FOUND_SHOWN))
        if hits.empty:
            st.markdown(t("No shop has this in its name."))
