"""계획: the best package for the budget and the hours, as a timeline and a list; once accepted it is the shop's plan."""

from typing import Any

import streamlit as st

from data import plans
from diagnostics import figures, plan, units
from diagnostics.planning import timeline
from diagnostics.texts import Texts, won_words
from pages.shared import access, clinic, session, show
from pages.shared.catalog import STAFF

BUDGET, HOURS = 1_000_000, 40


def chosen_card(t: Texts, row: dict[str, Any]) -> None:
    with st.container(border=True):
        show.card(show.safe(t.say(row["title"])))
        show.facts(
            (":material/calendar_month:", show.weeks(t, row["start_week"], row["end_week"])),
            (":material/payments:", won_words(row["cost"], t.language)),
            (":material/schedule:", t("{hours:decimal} hours of the shop owner", hours=row["hours"])),
            (":material/trending_up:", t("up to {points:decimal} points", points=round(row["points"], 1))),
        )
        with st.expander(t("Why and how"), key=f"tasks_{row['treatment']}"):
            st.markdown(show.safe(t.say(row["what"])))
            show.quiet(show.safe(t.say(row["why"])))
            show.facts((":material/person:", f"{t.say(row['by_word'])} · {t.say(row['hurdle_word'])}"))
            for task in row["tasks"]:
                st.markdown(f"- {show.safe(t.say(task))}")
            st.caption(t("Handed over: {things}", things=show.safe(", ".join(t.say(d) for d in row["deliverables"]))))


def money(t: Texts, result: dict[str, Any]) -> None:
    spent, left, points = st.columns(3)
    spent.metric(t("Spent"), won_words(result["spent"], t.language))
    left.metric(t("Left over"), won_words(result["left"], t.language))
    points.metric(
        t("Points that can come back"),
        t("{points:decimal} points", points=round(result["points"], 1)),
        help=t("An estimate of our own until effects have been measured."),
    )


access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Plan"))
space = session.workspace()
show.head(
    t,
    t("Plan"),
    t("The best package for the money and the hours that there are. Never more than three things at once."),
    shop=session.record(merchant),
)

with st.container(border=True):
    budget_at, hours_at, open_at = st.columns(3)
    budget = (
        int(
            budget_at.slider(
                t("Budget (10,000 won)"),
                0,
                1000,
                BUDGET // 10_000,
                10,
                key="plan_budget",
                bind="query-params",
                persist_state="session",
            )
        )
        * 10_000
    )
    hours = hours_at.slider(
        t("Hours of the shop owner"), 0, 200, HOURS, 5, key="plan_hours", bind="query-params", persist_state="session"
    )
    most = open_at.slider(t("Things at once, at most"), 1, 3, 3, key="plan_open", bind="query-params", persist_state="session")
    titles = {id: t(x.title) for id, x in units.treatments().items()}
    pins = st.multiselect(
        t("Must be in"),
        list(titles),
        format_func=titles.__getitem__,
        placeholder=t("Choose"),
        key="plan_pins",
        persist_state="session",
    )
    bans = st.multiselect(
        t("Must not be in"),
        [x for x in titles if x not in pins],
        format_func=titles.__getitem__,
        placeholder=t("Choose"),
        key="plan_bans",
        persist_state="session",
    )

with clinic.looking(t("Looking for the best package …")):
    key = (merchant, space.version(merchant), repr(space.setting("programme")), budget, hours, most, tuple(pins), tuple(bans))
    result = session.remembered("plan", key, lambda: plan(space, merchant, budget, hours, most, pins=pins, bans=bans))
money(t, result)
for note in result["notes"]:
    show.quiet(f":material/info: {show.safe(t.say(note))}")
if result["bring"]:
    with st.container(border=True):
        show.card(t("First of all"), ":material/inbox:")
        for step in result["bring"]:
            st.markdown(f"- {show.safe(t.say(step))}")

if not result["chosen"]:
    show.empty(t, t("No package fits."), t("Raise the budget or the hours, or see below why each treatment was left out."))
else:
    rows = [{**row, "title": t.say(row["title"])} for row in timeline(result)]
    clinic.chart(figures.timeline(rows, t), key="timeline")
    for row in result["chosen"]:
        chosen_card(t, row)
    accepted = plans.current(space, merchant)
    request = {"budget": budget, "hours": hours, "max_open": most, "pins": pins, "bans": bans}
    if accepted is not None and accepted["request"] == request and accepted["result"]["spent"] == result["spent"]:
        st.success(t("This plan is accepted. The shop owner finds it under My plan."), icon=":material/check_circle:")
        if st.button(t("Take it back"), key="withdraw", icon=":material/undo:"):
            plans.withdraw(space, merchant, accepted["plan_id"])
            st.rerun()
    elif st.button(t("Accept this plan"), type="primary", key="accept", icon=":material/check:"):
        plans.keep(space, merchant, request, result, accepted=True)
        st.rerun()

further = result["next_step"]
with st.container(border=True):
    show.card(t("What the next 500,000 won would buy"), ":material/add_card:")
    st.markdown(show.safe(t.say(further["text"])))
box = st.expander(t("Not chosen, and why ({n:number})", n=len(result["not_chosen"])), key="not_chosen", on_change="rerun")
if box.open:
    with box:
        for row in result["not_chosen"]:
            price = won_words(row["cost"], t.language)
            st.markdown(f"- **{show.safe(t.say(row['title']))}** ({price}): {show.safe(t.say(row['why_text']))}")
st.divider()
session.link("session.report", t("Next: the report"), icon=":material/arrow_forward:")
