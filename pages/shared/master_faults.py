"""What is to be mended on the product list: product × channel, then fault by fault, with the fix beside it."""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from data import master
from data.errors import Problem
from data.text import _
from diagnostics.master import fixing
from diagnostics.master.matrix import HINTS, MEND, OFF, READY
from diagnostics.quantities import channel_title
from diagnostics.texts import Texts
from pages.shared import session, show
from pages.shared.master_table import TOLD

STATUS = {READY: "pass", HINTS: "warn", MEND: "fail", OFF: "not_applicable"}
SHOWN, PREVIEWED = 12, 20
FIXED = _("The fix was made. It can be taken back above.")


def gathered(faults: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same fault on several channels as one, with `channels`."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for f in faults:
        fix = f["fix"] or {}
        key = (f["product_id"], f["rule"], f["severity"], str(f["said"]), fix.get("field"), fix.get("after"))
        if key in found:
            found[key]["channels"].append(f["channel"])
            found[key]["bases"][f["channel"]] = f["basis"]
        else:
            found[key] = {**f, "channels": [f["channel"]], "bases": {f["channel"]: f["basis"]}}
    return list(found.values())


def fault(t: Texts, merchant: str, one: Mapping[str, Any], mark: str) -> None:
    """One fault: how grave, the sentence, what to do, where it comes from, and a button where a click mends it."""
    where = ", ".join(channel_title(c, t) for c in one["channels"])
    st.markdown(f"{show.status(t, 'fail' if one['severity'] == 'block' else 'warn')} {show.message(t, one['said'])}")
    show.quiet(f"{show.safe(where)} · {show.message(t, one['todo'])} · {show.safe(sources(t, one['bases']))}")
    if one["fix"]:
        before, after = (show.safe(one["fix"][n]) for n in ("before", "after"))
        st.markdown(f"{before} → **{after}**")
        st.button(t("Make this fix"), key=f"fix_{mark}", icon=":material/auto_fix_high:", on_click=_make, args=(merchant, [one]))


def sources(t: Texts, bases: Mapping[str, Mapping[str, Any]]) -> str:
    """Where a rule comes from; where only some of the channels say it, which."""
    said = {channel: f"{t(b['source'])}, {b['as_of']}" for channel, b in bases.items() if not b["ours"]}
    if not said:
        return t("our own judgement")
    if len(said) == len(bases) and len(set(said.values())) == 1:
        return next(iter(said.values()))
    named = "; ".join(f"{channel_title(channel, t)}: {source}" for channel, source in said.items())
    return named if len(said) == len(bases) else f"{named}; {t('elsewhere our own judgement')}"


def _make(merchant: str, faults: Sequence[Mapping[str, Any]]) -> None:
    try:
        result = fixing.apply(session.workspace(), merchant, faults)
        st.session_state[TOLD] = {**result, "note": {"text": FIXED}}
    except Problem as problem:
        st.session_state[TOLD] = {"act": None, "conflicts": [],
                                  "refused": [{"said": {"text": problem.message, "params": problem.params}}]}


def all_fixes(t: Texts, merchant: str, faults: Sequence[Mapping[str, Any]]) -> None:
    """Every safe fix in one click, with the first of them shown before and after."""
    safe = fixing.fixes(faults)
    if not safe:
        return
    with st.expander(t.many("{n} fix can be made with one click", "{n} fixes can be made with one click", len(safe)),
                     icon=":material/auto_fix_high:", key="all_fixes"):
        show.grid([t("Product"), t("Before"), t("After")],
                  [[show.safe(f["title"]), show.safe(f["fix"]["before"]), show.safe(f["fix"]["after"])]
                   for f in safe[:PREVIEWED]])
        if len(safe) > PREVIEWED:
            st.caption(t("and {n:number} more", n=len(safe) - PREVIEWED))
        st.button(t("Make all these fixes"), key="fix_all", type="primary", on_click=_make, args=(merchant, safe))


def matrix(t: Texts, rows: Sequence[Mapping[str, Any]], states: Mapping[str, Mapping[str, str]], channels: Sequence[str]) -> None:
    """Product × channel, the products with most to mend first."""
    ordered = sorted(rows, key=lambda p: -sum(s == MEND for s in states[p["product_id"]].values()))[:show.ROWS_SHOWN]
    show.grid([t("Product"), *(show.safe(channel_title(c, t)) for c in channels)],
              [[show.safe(p["title"]), *(show.status(t, STATUS[states[p["product_id"]][c]]) for c in channels)] for p in ordered],
              alt=t("Which product can go to which channel"))


def listed(t: Texts, merchant: str, faults: Sequence[Mapping[str, Any]]) -> None:
    """The faults product by product, the gravest first."""
    by_product: dict[str, list[dict[str, Any]]] = {}
    for one in gathered(faults):
        by_product.setdefault(one["product_id"], []).append(one)
    for number, (product_id, some) in enumerate(list(by_product.items())[:SHOWN]):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{show.safe(some[0]['title'] or some[0]['sku'] or '')}**")
            for place, one in enumerate(some[:4]):
                fault(t, merchant, one, f"{number}_{place}")
            if len(some) > 4:
                show.quiet(t.many("and {n} more finding", "and {n} more findings", len(some) - 4))
            if st.button(t("Open"), key=f"open_{product_id}", icon=":material/arrow_forward:"):
                st.query_params["product"] = product_id
                st.rerun()
    if len(by_product) > SHOWN:
        st.caption(t("and {n:number} more", n=len(by_product) - SHOWN))


def remove(merchant: str, product_id: str) -> None:
    """Take a product off the list; the last change can be taken back."""
    act = master.delete(session.workspace(), merchant, [product_id])
    st.session_state[TOLD] = {"act": act, "refused": [], "conflicts": [], "note": {"text": DELETED}}
    st.query_params.pop("product", None)


DELETED = _("The product was taken off the list. It can be taken back above.")

