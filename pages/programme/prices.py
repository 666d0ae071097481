"""가격과 한도: what each treatment costs in this programme and how much of it is paid; caps are the programme's own."""

import streamlit as st

from data.errors import Problem
from diagnostics import labels, units
from diagnostics.planning import programme
from diagnostics.texts import Texts
from pages.shared import access, session, show
from pages.shared.catalog import Role


def terms_form(t: Texts, family: str, now: programme.Programme, kept: dict) -> dict:
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


access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()
show.head(t, t("Prices and caps"), t("Every plan from now on uses these. Plans that were accepted stay as they are."))
kept = space.setting(programme.SETTING) or {}
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
    changed: dict = {}
    for family, name in labels.FAMILIES.items():
        with st.expander(t(name), key=f"family_{family}"):
            changed |= terms_form(t, family, now, kept)
    if st.form_submit_button(t("Keep"), type="primary"):
        wanted = {"price": price, **changed}
        try:
            programme.check(wanted)
        except Problem as wrong:
            show.problem(t, wrong)
        else:
            space.save_setting(programme.SETTING, wanted)
            st.success(t("Kept. {n:number} treatments differ from the defaults.", n=len(changed)), icon=":material/check_circle:")
with st.expander(t("Published caps of earlier programmes, for comparison"), key="history"):
    show.grid(
        [t("Programme"), t("Cap for a shop"), t("Year"), t("Source")],
        [
            [show.safe(x) for x in row]
            for row in (
                (t("TV home shopping, T-commerce"), t("up to {won:won_words}", won=15_000_000), "2020", "etnews 20200223000045"),
                (t("V-commerce"), t("up to {won:won_words}", won=3_000_000), "2020", "etnews 20200223000045"),
                (t("Overseas malls"), t("up to {won:won_words}", won=3_000_000), "2020", "etnews 20200223000045"),
                (t("Private O2O platforms"), t("up to {won:won_words}", won=500_000), "2020", "etnews 20200223000045"),
            )
        ],
    )
