"""계획: the best package for the budget and the hours, as a timeline and a list; once accepted it is the shop's plan."""

from datetime import date
from typing import Any

import streamlit as st

from data import plans
from data.errors import Problem
from data.safe_csv import as_csv
from diagnostics import plan
from diagnostics.planning import HORIZON_WEEKS, scenarios, timeline, timing
from diagnostics.planning.figures import dated_timeline
from diagnostics.planning.scenarios import around
from diagnostics.texts import Texts, won_words
from pages.shared import access, clinic, plan_inputs, plan_parts, session, show
from pages.shared.catalog import STAFF

SETTINGS = ("programme", "calendar", "effects")


def chosen_card(t: Texts, row: dict[str, Any]) -> None:
    with st.container(border=True):
        show.card(show.safe(t.say(row["title"])))
        show.facts(
            (":material/calendar_month:", plan_parts.dates(t, row)),
            (":material/payments:", won_words(row["cost"], t.language)),
            (":material/schedule:", t("{hours:decimal} hours of the shop owner", hours=row["hours"])),
            (":material/trending_up:", t("up to {points:decimal} points in this plan", points=round(row["points"], 1))),
        )
        with st.expander(t("Why and how"), key=f"tasks_{row['treatment']}"):
            st.markdown(show.safe(t.say(row["what"])))
            show.quiet(show.safe(f"{t.say(row['why'])} {t.say(row['when'])}"))
            show.facts((":material/person:", f"{t.say(row['by_word'])} · {t.say(row['hurdle_word'])}"))
            if row["subsidy"]:
                show.quiet(t("{full:won} in all: {subsidy:won} from the programme, {own:won} from the shop",
                             full=row["full_cost"], subsidy=row["subsidy"], own=row["own_cost"]))
            for task, day in zip(row["tasks"], row["task_dates"], strict=True):
                st.markdown(f"- {show.safe(t.say(task))} :small[:gray[{t('by {day:date}', day=day)}]]")
            st.caption(t("Handed over: {things}", things=show.safe(", ".join(t.say(d) for d in row["deliverables"]))))
            plan_parts.kit_link(t, row["treatment"])


def answer(t: Texts, result: dict[str, Any]) -> None:
    """The plan in one sentence and three numbers."""
    if result["chosen"]:
        st.markdown(t("**{n} things for {spent:won_words}, done by {day:date}. Up to {points:decimal} points can come back.**",
                      n=len(result["chosen"]), spent=result["spent"], day=result["end_date"], points=round(result["points"], 1)))
    spent, left, points = st.columns(3)
    spent.metric(t("Spent"), won_words(result["spent"], t.language))
    left.metric(t("Left over"), won_words(result["left"], t.language))
    points.metric(t("Points that can come back"), t("{points:decimal} points", points=round(result["points"], 1)),
                  help=t("An estimate of our own until effects have been measured."))
    if result["chosen"]:
        show.quiet(t("Less than a finding's points where a treatment mends only part of it; no finding counts twice."))
    for message in result["money"]:
        show.quiet(f":material/account_balance: {show.safe(t.say(message))}")
    plan_parts.expected(t, result["expected"])


def accepting(t: Texts, merchant: str, request: dict[str, Any], result: dict[str, Any]) -> None:
    accepted = plans.current(space, merchant)
    same = accepted is not None and accepted["request"] == request and accepted["result"]["spent"] == result["spent"]
    if accepted is not None and same:
        st.success(t("This plan is accepted. The shop owner finds it under My plan."), icon=":material/check_circle:")
        if st.button(t("Take it back"), key="withdraw", icon=":material/undo:"):
            plans.withdraw(space, merchant, accepted["plan_id"])
            st.rerun()
    elif st.button(t("Accept this plan"), type="primary", key="accept", icon=":material/check:"):
        plans.keep(space, merchant, request, result, accepted=True)
        st.rerun()


access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Plan"))
space = session.workspace()
show.head(t, t("Plan"), t("The best package for the money and the hours that there are. Never more than three things at once."),
          shop=session.record(merchant))
first = st.container()
wanted = plan_inputs.asked(t)
plan_inputs.closed_days(t, space, merchant)
stage = session.stage()
key = (merchant, space.version(merchant), date.today(), stage, repr(sorted(wanted.items())),
       *(repr(space.setting(name)) for name in (*SETTINGS, timing.key(merchant))))
try:
    with clinic.looking(t("Looking for the best package …")):
        result = session.remembered("plan", key, lambda: plan(space, merchant, **wanted, stage=stage))
except Problem as wrong:
    show.problem(t, wrong)
    st.stop()
with first:
    answer(t, result)
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
    clinic.chart(dated_timeline(timeline(result), t), key="timeline")
    for row in result["chosen"]:
        chosen_card(t, row)
    with st.container(border=True):
        show.card(t("Money by month"), ":material/payments:")
        plan_parts.months(t, result["months"])
        st.download_button(t("Download all rows"), as_csv(result["months"]), "plan-months.csv", "text/csv", key="months_csv",
                           type="tertiary", icon=":material/download:", on_click="ignore")
    request = {**wanted, "start": wanted["start"].isoformat() if wanted["start"] else None, "stage": stage,
               "horizon_weeks": HORIZON_WEEKS}
    accepting(t, merchant, request, result)
plan_parts.since_then(t, space, merchant)

further = result["next_step"]
with st.container(border=True):
    show.card(t("What the next 500,000 won would buy"), ":material/add_card:")
    st.markdown(show.safe(t.say(further["text"])))
side = st.expander(t("Three budgets side by side"), key="scenarios", on_change="rerun", icon=":material/compare:")
if side.open:
    with side:
        low, mid, high = (
            at.number_input(label, 0, 1_000_000_000, value, 100_000, key=f"scenario_{name}_{wanted['budget']}")
            for at, label, value, name in zip(
                st.columns(3), (t("Smaller (won)"), t("Asked for (won)"), t("Larger (won)")), around(wanted["budget"]),
                ("low", "mid", "high"), strict=True))
        budgets = sorted({int(low), int(mid), int(high)})
        rest = {name: value for name, value in wanted.items() if name != "budget"}
        found = session.remembered("scenarios", (*key, *budgets),
                                   lambda: scenarios(space, merchant, budgets, **rest, stage=stage))
        plan_parts.scenarios(t, found["scenarios"], wanted["budget"])
box = st.expander(t("Not chosen, and why ({n:number})", n=len(result["not_chosen"])), key="not_chosen", on_change="rerun")
if box.open:
    with box:
        for row in result["not_chosen"]:
            price = won_words(row["cost"], t.language)
            st.markdown(f"- **{show.safe(t.say(row['title']))}** ({price}): {show.safe(t.say(row['why_text']))}")
st.divider()
session.link("session.report", t("Next: the report"), icon=":material/arrow_forward:")
