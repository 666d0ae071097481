"""The product list as a table: a few columns at a time, saved cell by cell, so that nothing typed is lost."""
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data import contract, master
from data.errors import Problem
from data.product.fields import FIELDS
from data.text import _
from diagnostics.law.groups import group_name
from diagnostics.texts import Texts
from pages.shared import session, show

SETS: dict[str, tuple[str, ...]] = {
    "price": ("price", "list_price", "stock"), "name": ("sku", "brand", "keywords"),
    "kind": ("category", "notice_group", "origin", "certification"), "picture": ("main_image", "main_image_px", "image_count"),
    "options": ("options", "weight_g", "model"), "shipping": ("shipping_fee", "shipping_days", "return_fee", "return_address"),
    "rules": ("tax_type", "minimum_age", "maker")}
SET_NAMES = {"price": _("Price and stock"), "name": _("Code and brand"), "kind": _("Category and origin"),
             "picture": _("Picture"), "options": _("Options"), "shipping": _("Shipping and returns"), "rules": _("Tax and age")}
ROWS = 25
TOLD = "master_told"


def found(rows: Sequence[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The products whose name, code, brand or number holds the words."""
    wanted = words.strip().casefold()
    return [p for p in rows if not wanted or any(wanted in str(p[n] or "").casefold()
                                                 for n in ("title", "sku", "brand", "product_id"))]


def changes_of(shown: Sequence[Mapping[str, Any]], edited: Mapping[Any, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The edits of a data editor (row number to {column: value}) as `data.master.save` takes them."""
    return [{"product_id": shown[int(n)]["product_id"], "version": shown[int(n)]["version"], **values}
            for n, values in edited.items() if values and int(n) < len(shown)]


def keep(merchant: str, changes: Sequence[Mapping[str, Any]], kind: str = master.TYPED) -> None:
    """Save and remember what came of it, to be told when the page is drawn again."""
    try:
        result: dict[str, Any] = master.save(session.workspace(), merchant, changes, kind=kind)
    except Problem as problem:
        result = {"act": None, "saved": [], "conflicts": [],
                  "refused": [{"said": {"text": problem.message, "params": problem.params}}]}
    st.session_state[TOLD] = result


def tell(t: Texts) -> None:
    """What became of the last change: refused values and conflicts, one sentence each."""
    result = st.session_state.pop(TOLD, None)
    if result is None:
        return
    for one in (*result["refused"], *result["conflicts"])[:ROWS]:
        row = f"{t('Row {n}', n=one['row'])}: " if one.get("file") else ""
        st.warning(row + show.message(t, one["said"]), icon=":material/error:")
    if result["act"] and result.get("note"):
        st.success(show.message(t, result["note"]), icon=":material/check:")


def table(t: Texts, merchant: str, rows: Sequence[dict[str, Any]], revision: int) -> None:
    """The table with its search, its sets of columns and its pages."""
    words = st.text_input(t("Search a product"), key="master_search", icon=":material/search:", persist_state="session",
                          placeholder=t("Part of its name or its code"))
    some = found(rows, words)
    chosen = st.pills(t("Columns"), list(SETS), format_func=lambda s: t(SET_NAMES[s]), default="price", key="master_set",
                      persist_state="session") or "price"
    pages = max(1, -(-len(some) // ROWS))
    page = 1
    if pages > 1:
        page = min(int(st.number_input(t("Page, of {n:number}", n=pages), 1, pages, key="master_page")), pages)
    shown = some[(page - 1) * ROWS:page * ROWS]
    if not shown:
        st.caption(t("No product fits these words."))
        return
    names = ["title", *SETS[chosen]]
    frame = pd.DataFrame([{n: p[n] for n in names} for p in shown], columns=names)
    for name in names:
        frame[name] = frame[name].astype("Int64") if FIELDS[name].numeric else frame[name].astype("string")
    key = f"master_{merchant}_{revision}_{chosen}_{page}_{abs(hash(words))}"

    def edited() -> None:
        keep(merchant, changes_of(shown, st.session_state[key]["edited_rows"]))

    st.data_editor(frame, key=key, on_change=edited, hide_index=True,
                   placeholder=t("not known"), num_rows="fixed", width="stretch",
                   column_config={n: _column(t, n, first=n == "title") for n in names}, alt=t("The products of the list"))
    names_of = {p["product_id"]: p["title"] or p["sku"] for p in shown}
    one = st.selectbox(t("Open one product with all its fields"), list(names_of), index=None, format_func=names_of.__getitem__,
                       key=f"one_{key}", placeholder=t("Choose a product"))
    if one:
        st.query_params["product"] = one
        st.rerun()
    show.quiet(t("Every cell is kept as soon as you leave it. {shown} of {n:number} products are shown.", shown=len(shown),
                 n=len(some)))


def _column(t: Texts, name: str, first: bool) -> Any:
    field = FIELDS[name]
    label = t(field.label)
    if field.type == contract.MONEY:
        return st.column_config.NumberColumn(label, min_value=field.least, max_value=field.most, step=1, format="localized")
    if field.numeric:
        return st.column_config.NumberColumn(label, min_value=field.least, max_value=field.most, step=1, format="localized")
    if name == "notice_group":
        return st.column_config.SelectboxColumn(label, options=groups(),
                                               format_func=lambda c: group_name(str(c)) if c in groups() else str(c))
    if field.values:
        return st.column_config.SelectboxColumn(label, options=list(field.values))
    # On a phone the name must leave room for a number beside it.
    width = 190 if first else None
    return st.column_config.TextColumn(label, max_chars=field.most, pinned=first, required=first, width=width)


def groups() -> list[str]:
    """The codes of the product groups of the 고시, in the order of the law."""
    from data.reference import law

    return [code for code in law.notice_items() if code != law.COMMON_TERMS]
