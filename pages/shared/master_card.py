"""One product of the list, field below field: for a phone, and for what does not fit a table."""
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data import contract
from data.product.fields import FIELDS, LIST, PER_CHANNEL, Field
from data.text import _
from diagnostics import units
from diagnostics.clinic import brought
from diagnostics.law import notice_names
from diagnostics.law.groups import group_name, group_of
from diagnostics.quantities import channel_title
from diagnostics.texts import Texts
from pages.shared import master_faults, show
from pages.shared.master_table import groups, keep

PICTURE_MB = 20
PARTS: dict[str, tuple[str, ...]] = {
    _("Name and price"): ("title", "sku", "price", "list_price", "stock", "brand", "model", "maker", "options"),
    _("Category and 고시 (product notice)"): ("category", "notice_group", "notice", "origin", "certification"),
    _("Pictures and detail page"): ("main_image", "main_image_px", "main_image_bytes", "image_count", "keywords", "detail"),
    _("Shipping, returns, tax"): ("weight_g", "shipping_fee", "shipping_days", "return_fee", "return_address", "tax_type",
                                  "minimum_age", "channels")}
FROM = {"listing": _("from the listing on {channel}, {on:date}"), "planned": _("from the planned product, {on:date}"),
        "sold": _("from the orders on {channel}, {on:date}"), "typed": _("typed by {by}"), "file": _("from the file {file}"),
        "fixed": _("a fix with one click")}


def card(t: Texts, merchant: str, product: Mapping[str, Any], faults: Sequence[Mapping[str, Any]],
         channels: Sequence[str]) -> None:
    """Every field with what is wrong with it below; each is kept as soon as it is left."""
    beside: dict[str, list[dict[str, Any]]] = {}
    for one in master_faults.gathered(faults):
        beside.setdefault(one["field"], []).append(one)
    for number, (title, names) in enumerate(PARTS.items()):
        n = sum(len(beside.get(name, ())) for name in names)
        label = f"{t(title)} ({n})" if n else t(title)
        with st.expander(label, key=f"part_{number}", expanded=n > 0 or number == 0):
            for name in names:
                _field(t, merchant, product, name)
                if name == "main_image":
                    _picture(t, merchant, product)
                for place, one in enumerate(beside.get(name, ())):
                    master_faults.fault(t, merchant, one, f"{product['product_id']}_{name}_{place}")
    with st.expander(t("What differs on a channel"), key="part_channels",
                     expanded=any("." in field for field in beside)):
        for channel in channels:
            st.markdown(f"**{show.safe(channel_title(channel, t))}**")
            for own in ("title", "category", "price"):
                name = f"{channel}.{own}"
                _widget(t, merchant, product, name, PER_CHANNEL[own], product["per_channel"].get(channel, {}).get(own))
                for place, one in enumerate(beside.get(name, ())):
                    master_faults.fault(t, merchant, one, f"{product['product_id']}_{name}_{place}")
    st.button(t("Take this product off the list"), key="delete", icon=":material/delete:", type="tertiary",
              on_click=master_faults.remove, args=(merchant, product["product_id"]))


def _picture(t: Texts, merchant: str, product: Mapping[str, Any]) -> None:
    """The main picture itself, measured and let go: only facts are kept, as in the clinic."""
    mark = f"shot_{product['product_id']}"
    shot = st.file_uploader(t("The main picture, to measure it (JPG, PNG)"), key=mark, max_upload_size=PICTURE_MB,
                            type=["jpg", "jpeg", "png", "gif", "bmp", "webp"])
    if shot is None or st.session_state.get(f"taken_{mark}") == shot.file_id:
        return
    st.session_state[f"taken_{mark}"] = shot.file_id
    with show.guard(t):
        keep(merchant, [{"product_id": product["product_id"], **measured(shot.name, shot.getvalue())}])
        st.rerun()


def measured(name: str, data: bytes) -> dict[str, Any]:
    """What a picture says of itself, as fields of a product. Raises `InputProblem` where it is none."""
    content, _small = brought.picture(data)
    facts = content["facts"]
    return {"main_image": name, "main_image_bytes": facts["bytes"], "main_image_long_px": max(facts["width"], facts["height"]),
            **{n: content[n] for n in ("main_image_px", "main_image_white", "main_image_product", "main_image_marked")}}


def _field(t: Texts, merchant: str, product: Mapping[str, Any], name: str) -> None:
    if name == "notice":
        _notice(t, merchant, product)
        return
    _widget(t, merchant, product, name, FIELDS[name], product[name])
    told = product["sources"].get(name)
    if told and told.get("from") in FROM and told["from"] != "typed":
        params = {**told, "channel": channel_title(told["channel"], t) if told.get("channel") else ""}
        show.quiet(show.safe(t(FROM[told["from"]], **params)))


def _widget(t: Texts, merchant: str, product: Mapping[str, Any], name: str, field: Field, value: Any) -> None:
    # The version in the key: what was saved elsewhere meanwhile is shown, and not what this window remembers.
    key = f"f_{product['product_id']}_{name}_{product['version']}"
    label = t(field.label)

    def left() -> None:
        keep(merchant, [{"product_id": product["product_id"], "version": product["version"], name: st.session_state[key]}])

    if field.type == LIST:
        every = list(units.channels())
        st.multiselect(label, every, default=[c for c in value or () if c in every], key=key, on_change=left,
                       format_func=lambda c: channel_title(c, t), help=t("Empty: on all channels that you use."))
    elif field.numeric and field.type != contract.REAL:
        st.number_input(label, min_value=field.least, max_value=field.most, value=value, step=1, key=key, on_change=left)
    elif name == "notice_group":
        options = groups()
        known = group_of(value, None)[0]
        st.selectbox(label, options, index=options.index(known) if known in options else None, key=key, on_change=left,
                     format_func=group_name)
    elif field.values:
        st.selectbox(label, list(field.values), index=field.values.index(value) if value in field.values else None, key=key,
                     on_change=left)
    elif name == "detail":
        st.text_area(label, value or "", key=key, max_chars=field.most, height=200, on_change=left)
    else:
        st.text_input(label, value or "", key=key, max_chars=field.most, on_change=left)


def _notice(t: Texts, merchant: str, product: Mapping[str, Any]) -> None:
    """The items of the product group one by one; without a group they cannot be named."""
    from data.reference import law

    code = group_of(product["notice_group"], product["category"])[0]
    if code is None:
        show.quiet(t("Choose the product group first; then its items stand here."))
        return
    said = dict(product["notice"] or {})
    matched = notice_names.matched(code, tuple(said))
    for number, (item, keys) in enumerate(zip(law.notice_items()[code], matched, strict=True)):
        own = keys[0] if keys else item.item
        key = f"n_{product['product_id']}_{number}_{product['version']}"

        def left(own: str = own, key: str = key) -> None:
            notice = {**said, own: st.session_state[key]}
            keep(merchant, [{"product_id": product["product_id"], "version": product["version"], "notice": notice}])

        st.text_input(item.item, said.get(own, ""), key=key, max_chars=1_000, on_change=left,
                      help=t("Only some products must state it.") if item.conditional else None)


def opened(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The product that the address names, if it stands on the list."""
    wanted = st.query_params.get("product")
    return next((p for p in rows if p["product_id"] == wanted), None) if wanted else None


def back(t: Texts) -> None:
    """The way back to the list."""
    if st.button(t("Back to the list"), icon=":material/arrow_back:", key="back", type="tertiary"):
        st.query_params.pop("product", None)
        st.rerun()



