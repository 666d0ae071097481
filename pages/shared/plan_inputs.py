"""What is asked of a plan on its page: money, hours, things at once, the calendar; closed days and months are kept per shop."""
from datetime import date, timedelta
from typing import Any

import streamlit as st

from data.errors import Problem
from data.workspace import Workspace
from diagnostics import units
from diagnostics.planning import timing
from diagnostics.planning.weeks import monday
from diagnostics.planning.words import MONTHS
from diagnostics.texts import Texts
from pages.shared import show

BUDGET, HOURS = 1_000_000, 40


def asked(t: Texts) -> dict[str, Any]:
    """The sliders and choices as arguments of `diagnostics.plan`."""
    with st.container(border=True):
        budget_at, hours_at, open_at = st.columns(3)
        budget = budget_at.slider(t("Budget (10,000 won)"), 0, 1000, BUDGET // 10_000, 10, key="plan_budget", bind="query-params",
                                  persist_state="session")
        hours = hours_at.slider(t("Hours of the shop owner"), 0, 200, HOURS, 5, key="plan_hours", bind="query-params",
                                persist_state="session")
        most = open_at.slider(t("Things at once, at most"), 1, 3, 3, key="plan_open", bind="query-params",
                              persist_state="session")
        titles = {id: t(x.title) for id, x in units.treatments().items()}
        pins = st.multiselect(t("Must be in"), list(titles), format_func=titles.__getitem__, placeholder=t("Choose"),
                              key="plan_pins", persist_state="session")
        bans = st.multiselect(t("Must not be in"), [x for x in titles if x not in pins], format_func=titles.__getitem__,
                              placeholder=t("Choose"), key="plan_bans", persist_state="session")
        with st.expander(t("Start and hours of each week"), key="plan_calendar", icon=":material/calendar_month:"):
            start_at, own_at, help_at, all_at = st.columns(4)
            start = start_at.date_input(t("It starts on"), monday(date.today()), min_value=date.today() - timedelta(days=366),
                                        max_value=date.today() + timedelta(days=731), key="plan_start", persist_state="session")
            none = t("no limit")
            weekly, helped, total = (
                at.number_input(label, min_value=0.0, value=None, step=0.5, key=key, placeholder=none, persist_state="session")
                for at, label, key in ((own_at, t("Shop owner, hours a week"), "plan_weekly"),
                                       (help_at, t("Consultant, hours a week"), "plan_helped"),
                                       (all_at, t("Consultant, hours in all"), "plan_helped_all")))
            show.quiet(t("A week with holidays holds fewer hours. Suppliers rest in the weeks of 설 and 추석."))
    return {"budget": int(budget) * 10_000, "hours": hours, "max_open": most, "pins": pins, "bans": bans, "start": start,
            "weekly_hours": weekly, "weekly_consultant_hours": helped, "consultant_hours": total}


def closed_days(t: Texts, space: Workspace, merchant: str) -> None:
    """Days on which the shop is closed, and months in which something is possible, entered and taken back."""
    kept = space.setting(timing.key(space.check(merchant))) or {}
    with st.expander(t("Closed days and seasons of this shop"), key="plan_closed", icon=":material/event_busy:"):
        for i, row in enumerate(kept.get("blocked", ())):
            text_at, button_at = st.columns([4, 1], vertical_alignment="center")
            text_at.markdown(f"{t('{first:date} to {last:date}', first=row['from'], last=row['to'])} "
                             f"{show.safe(row.get('why') or '')}")
            if button_at.button(t("Remove"), key=f"open_again_{i}", type="tertiary"):
                rest = [r for j, r in enumerate(kept["blocked"]) if j != i]
                _keep(t, space, merchant, {**kept, "blocked": rest})
        with st.form("plan_closed_form", border=False, clear_on_submit=True):
            first_at, last_at, why_at = st.columns(3)
            first = first_at.date_input(t("Closed from"), None, key="closed_from")
            last = last_at.date_input(t("Closed until"), None, key="closed_to")
            why = why_at.text_input(t("Why"), key="closed_why", max_chars=60, placeholder=t("such as harvest"))
            if st.form_submit_button(t("Add closed days")) and first is not None:
                new = {"from": first.isoformat(), "to": (last or first).isoformat(), "why": why.strip()}
                _keep(t, space, merchant, {**kept, "blocked": [*kept.get("blocked", ()), new]})
        own = kept.get("treatments", {})
        names = {id: t(x.title) for id, x in units.treatments().items()}
        for id in [i for i in own if own[i].get("months")]:
            text_at, button_at = st.columns([4, 1], vertical_alignment="center")
            text_at.markdown(f"{show.safe(names.get(id, id))}: {', '.join(t(MONTHS[m - 1]) for m in own[id]['months'])}")
            if button_at.button(t("Remove"), key=f"any_month_{id}", type="tertiary"):
                _keep(t, space, merchant, {**kept, "treatments": {i: v for i, v in own.items() if i != id}})
        with st.form("plan_months_form", border=False, clear_on_submit=True):
            what = st.selectbox(t("Only possible in some months"), list(names), index=None, format_func=names.__getitem__,
                                placeholder=t("Choose"), key="season_what", help=t("Such as photos of the harvest."))
            months = st.multiselect(t("Months"), range(1, 13), format_func=lambda m: t(MONTHS[m - 1]), key="season_months",
                                    placeholder=t("Choose"))
            if st.form_submit_button(t("Keep these months")) and what and months:
                changed = {**own.get(what, {}), "months": sorted(months)}
                _keep(t, space, merchant, {**kept, "treatments": {**own, what: changed}})


def _keep(t: Texts, space: Workspace, merchant: str, values: dict[str, Any]) -> None:
    try:
        timing.save(space, merchant, values)
    except Problem as wrong:
        show.problem(t, wrong)
        return
    st.rerun()
