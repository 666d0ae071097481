"""What a person brings to the clinic: text or HTML of a detail page, the main picture, or a product that is only planned."""
from datetime import date, timedelta
from typing import Any

import streamlit as st

from data import given
from diagnostics import units
from diagnostics.clinic import brought
from diagnostics.texts import Texts
from pages.shared import session, show

HTML_MB, PICTURE_MB = 5, 20


def seen_on(as_of: date) -> date:
    """The day of which what is given now is a statement: the last one that this page looks at, but never a day to come."""
    return min(date.today(), as_of - timedelta(days=1))


def bring(t: Texts, merchant: str, channel: str, product_id: str, as_of: date) -> None:
    """Paste a text, or choose a file; both are read at once and the findings are made anew."""
    mark = f"{channel}_{product_id}"
    text = st.text_area(t("Text of the detail page, as you copied it"), key=f"paste_{mark}", height=160,
                        max_chars=given.LONGEST, persist_state="session")
    if st.button(t("Look at this text"), key=f"look_{mark}", disabled=not text.strip(), type="primary"):
        with show.guard(t):
            _keep(merchant, channel, product_id, brought.pasted(text), as_of)
            session.forget(f"paste_{mark}")
            st.rerun()
    page = st.file_uploader(t("Or the page as an HTML file"), type=["html", "htm"], key=f"html_{mark}",
                            max_upload_size=HTML_MB)
    if page is not None and _new(f"html_{mark}", page.file_id):
        with show.guard(t):
            _keep(merchant, channel, product_id, brought.html(page.getvalue()), as_of)
            st.rerun()
    shot = st.file_uploader(t("The main picture (JPG, PNG)"), key=f"shot_{mark}", max_upload_size=PICTURE_MB,
                            type=["jpg", "jpeg", "png", "gif", "bmp", "webp"])
    if shot is not None and _new(f"shot_{mark}", shot.file_id):
        with show.guard(t):
            content, small = brought.picture(shot.getvalue())
            given.give(session.workspace(), merchant, channel, product_id, "picture", content, seen_on(as_of))
            st.session_state[f"preview_{merchant}_{channel}_{product_id}"] = small
            st.rerun()
    show.quiet(t("The picture itself is not kept, only what was measured of it; place and time of the photo are not read."))


def _keep(merchant: str, channel: str, product_id: str, content: dict[str, Any], as_of: date) -> None:
    given.give(session.workspace(), merchant, channel, product_id, "detail", content, seen_on(as_of))


def _new(name: str, file_id: str) -> bool:
    """Whether this file was not yet taken: a file stays in its field through every rerun."""
    if st.session_state.get(f"taken_{name}") == file_id:
        return False
    st.session_state[f"taken_{name}"] = file_id
    return True


def plan(t: Texts, merchant: str, as_of: date) -> None:
    """A product that is sold nowhere yet: looked at here, counted nowhere."""
    name = st.text_input(t("Name of the product"), key="plan_title", max_chars=200, persist_state="session")
    left, right = st.columns(2)
    with left:
        brand = st.text_input(t("Brand"), key="plan_brand", max_chars=60, persist_state="session")
        price = st.number_input(t("Price in won"), min_value=0, max_value=1_000_000_000, step=100, value=None, key="plan_price")
    with right:
        category = st.text_input(t("Category, such as 식품>농산물>과일"), key="plan_category", max_chars=120,
                                 persist_state="session")
        where = st.selectbox(t("Where is it meant to be sold?"), list(units.channels()), key="plan_channel",
                             index=list(units.channels()).index("naver"), format_func=lambda c: t(units.channels()[c].title))
    text = st.text_area(t("What you would write about it"), key="plan_text", max_chars=given.LONGEST, persist_state="session")
    if st.button(t("Look at the planned product"), key="plan_look", type="primary"):
        with show.guard(t):
            filled = {"title": name, "brand": brand.strip() or None, "price": price, "category": category.strip() or None,
                      "for_channel": where}
            space = session.workspace()
            number = given.plan_product(space, merchant, {k: v for k, v in filled.items() if v is not None}, seen_on(as_of))
            if text.strip():
                _keep(merchant, "planned", number, brought.pasted(text), as_of)
            session.forget("plan_title", "plan_brand", "plan_price", "plan_category", "plan_text")
            st.query_params.update({"product": number, "channel": "planned"})
            st.rerun()
