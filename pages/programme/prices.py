"""가격과 한도: what each treatment costs in this programme, how much of it is paid, and the programme's own rules and caps."""

from typing import Any

import streamlit as st

from data.errors import Problem
from diagnostics import labels, units
from diagnostics.explain import basis
from diagnostics.planning import programme, rules
from diagnostics.texts import Texts
from pages.shared import access, session, show
from pages.shared.catalog import Role


def terms_form(t: Texts, family: str, now: programme.Programme) -> dict[str, Any]:
    """Fields of one family; returns what differs from the defaults."""
    changed = {}
    for id, treatment in units.treatments().items():
        if treatment.family != family:
            continue
        terms = now.terms[id]
        st.markdown(f"**{show.safe(t(treatment.title))}**")
        cost_at, share_at, cap_at, offered_at = st.columns([3, 2, 3, 2])
        cost = cost_at.number_input(t("Price (won)"), min_value=0, value=terms.cost, step=10_000, key=f"cost_{id}")
        share = share_at.number_input(
            t("Paid by the programme (%)"), min_value=0, max_value=100, value=round(100 * terms.subsidised), key=f"share_{id}"
        )
        cap = cap_at.number_input(
            t("At most (won)"),
            min_value=0,
            value=terms.cap,
            step=100_000,
            key=f"cap_{id}",
            help=t("Empty: no cap. The official caps of these items are not published."),
        )
        offered = offered_at.toggle(t("Offered"), value=terms.offered, key=f"offered_{id}")
        mine = {"cost": int(cost), "subsidised": share / 100, "cap": None if cap is None else int(cap), "offered": offered}
        default = {"cost": treatment.cost, "subsidised": treatment.subsidised, "cap": None, "offered": True}
        differing = {name: value for name, value in mine.items() if value != default[name]}
        if differing:
            changed[id] = differing
    return changed


def rules_form(t: Texts, now: rules.Rules) -> dict[str, Any]:
    """The rules that concern all treatments together; returns what differs from the defaults."""
    families = st.multiselect(t("Lines that the programme pays for"), rules.FAMILIES, list(now.families),
                              format_func=lambda f: t(labels.FAMILIES[f]), key="rule_families", placeholder=t("Choose"))
    cap_at, own_at = st.columns(2)
    none = t("none is set")
    cap = cap_at.number_input(t("For one shop in all, at most (won)"), 0, None, now.merchant_cap, 100_000, key="rule_cap",
                              placeholder=none, help=t("Not published for these items: enter what your programme decided."))
    own = own_at.number_input(t("The shop pays itself at least (%)"), 0, 100,
                              None if now.own_share is None else round(100 * now.own_share), key="rule_own", placeholder=none,
                              help=t("Published for agencies: 20 % outside the capital region, 30 % inside (2021)."))
    caps = {}
    for column, (family, name) in zip(st.columns(len(rules.FAMILIES)), labels.FAMILIES.items(), strict=True):
        value = column.number_input(t("{line}, at most (won)", line=t(name)), 0, None, now.family_caps.get(family), 100_000,
                                    key=f"rule_cap_{family}", placeholder=none)
        if value is not None:
            caps[family] = int(value)
    start_at, back_at = st.columns(2)
    first = sum(share for when, share in now.instalments if when == rules.START)
    start = start_at.number_input(t("Due at the start (%)"), 0, 100, round(100 * first), 5, key="rule_start",
                                  help=t("The rest is due on delivery. Our own judgement; no programme publishes it."))
    back = back_at.number_input(t("Paid back after delivery, in weeks"), 0, rules.MOST_WEEKS, now.refund_weeks, 1,
                                key="rule_back", placeholder=t("paid directly"),
                                help=t("Empty: the programme pays its part itself. Otherwise the shop pays first."))
    due = ((rules.START, start), (rules.DELIVERY, 100 - start))
    parts = [{"when": when, "share": share / 100} for when, share in due if share]
    shop = st.number_input(t("Taking in one shop costs (won)"), 0, None, now.shop_cost, 100_000, key="rule_shop_cost",
                           placeholder=none, help=t("Visits, diagnosis and administration. Used where a budget is given to "
                                                    "shops, not in the plan of a shop."))
    mine = {"merchant_cap": None if cap is None else int(cap), "family_caps": caps,
            "own_share": None if own is None else own / 100,
            "families": [f for f in rules.FAMILIES if f in families], "instalments": parts,
            "refund_weeks": None if back is None else int(back), "shop_cost": None if shop is None else int(shop)}
    default = rules.Rules().to_json()
    return {name: value for name, value in mine.items() if value != default[name]}


def history(t: Texts) -> None:
    """What earlier programmes published, to compare."""
    rows = [[show.safe(row["programme"]), t("a shop") if row["per"] == "shop" else t("an agency"),
             t("up to {won:won_words}", won=int(row["won"])), t("{share:percent}", share=float(row["own_share"]))
             if row["own_share"] else t("not published"), row["year"], show.safe(row["source"])] for row in rules.published()]
    show.grid([t("Programme"), t("Paid to"), t("Cap"), t("Own share"), t("Year"), t("Source")], rows)
    for source in (rules.OWN_SHARE_BASIS, rules.FAMILIES_BASIS, rules.TERMS_BASIS):
        st.caption(show.safe(basis(source, t)))


access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()
show.head(t, t("Prices and caps"), t("Every plan from now on uses these. Plans that were accepted stay as they are."))
now = programme.read(space)
with st.form("programme", border=False):
    price = st.radio(
        t("A budget pays"),
        list(programme.PRICES),
        index=list(programme.PRICES).index(now.price),
        horizontal=True,
        key="which_price",
        format_func={"full": t("the full price"), "own": t("the shop's own share")}.__getitem__,
    )
    with st.expander(t("Rules of the programme"), key="rules", icon=":material/gavel:"):
        general = rules_form(t, now.rules)
    changed: dict[str, Any] = {}
    for family, name in labels.FAMILIES.items():
        with st.expander(t(name), key=f"family_{family}"):
            changed |= terms_form(t, family, now)
    if st.form_submit_button(t("Keep"), type="primary"):
        wanted = {"price": price, **({"rules": general} if general else {}), **changed}
        try:
            programme.save(space, wanted)
        except Problem as wrong:
            show.problem(t, wrong)
        else:
            st.success(t("Kept. {n:number} treatments differ from the defaults.", n=len(changed)), icon=":material/check_circle:")
with st.expander(t("Published caps of earlier programmes, for comparison"), key="history"):
    history(t)
