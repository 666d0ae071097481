"""내 계획: what to do week by week, ticked off as it gets done; what it costs, month by month, and who helps."""
from datetime import date, timedelta
from typing import Any

import streamlit as st

from data import plans
from diagnostics import units
from diagnostics.model import Treatment
from diagnostics.texts import Texts, won_words
from pages.shared import access, plan_parts, session, show

DONE, NOW, LATE, LATER = ":material/check_circle:", ":material/play_circle:", ":material/alarm:", ":material/schedule:"


def due(item: dict[str, Any], number: int) -> date | None:
    """By when a task should be done; None in plans made before tasks had dates."""
    days = item.get("task_dates") or ()
    return date.fromisoformat(days[number]) if number < len(days) else None


def state(t: Texts, item: dict[str, Any], open_tasks: int) -> str:
    """How the treatment stands today, as icon and word."""
    if open_tasks == 0:
        return f"{DONE} {t('done')}"
    if not item.get("start_date"):
        return ""
    today = date.today().isoformat()
    if item["end_date"] < today:
        return f"{LATE} {t('a little late; that is fine')}"
    return f"{NOW} {t('now')}" if item["start_date"] <= today else f"{LATER} {t('later')}"


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def card(t: Texts, item: dict[str, Any], treatment: Treatment, plan_id: str, done: set[tuple[str, int]], merchant: str) -> None:
    """One treatment with its tasks, week by week."""
    left = sum((treatment.id, i) not in done for i in range(len(treatment.tasks)))
    with st.container(border=True, gap="small"):
        show.card(t(treatment.title))
        stands = state(t, item, left)
        if stands:
            st.markdown(stands)
        show.facts((":material/calendar_month:", plan_parts.dates(t, item)),
                   (":material/schedule:", show.minutes(t, round(60 * item["hours"]))),
                   (":material/payments:", won_words(item.get("own_cost", item["cost"]), t.language)),
                   (":material/person:", show.helper(t, treatment.by)))
        shown: date | None = None
        for i, task in enumerate(treatment.tasks):
            day = due(item, i)
            if day is not None and monday(day) != shown:
                shown = monday(day)
                show.quiet(t("Week of {day:date}", day=shown))
            was = (treatment.id, i) in done
            now = st.checkbox(t(task), value=was, key=f"task_{plan_id}_{treatment.id}_{i}")
            if now != was:
                plans.tick(session.workspace(), merchant, plan_id, treatment.id, i, now)
                st.rerun()
        plan_parts.kit_link(t, treatment.id)


def money(t: Texts, plan: dict[str, Any]) -> None:
    """What leaves the shop's account and what comes back, by month."""
    result = plan["result"]
    with st.container(border=True):
        show.card(t("Money"), ":material/payments:")
        if "own_cost" in result:
            st.markdown(t("You pay {own:won_words}; the programme pays {subsidy:won_words}.", own=result["own_cost"],
                          subsidy=result["subsidy"]))
            plan_parts.months(t, result["months"])
            for message in result["money"][1:]:
                show.quiet(show.safe(t.say(message)))
            plan_parts.expected(t, result["expected"])
        else:
            st.markdown(t("All together {spent:won_words}.", spent=result["spent"]))
        show.quiet(t("Made on {day:date}. A tick is kept at once; taking it back is fine.", day=plan["made_at"]))


access.require()
t = session.texts()
merchant = session.merchant()
plan = plans.current(session.workspace(), merchant) if merchant else None
if merchant is None or plan is None:
    show.head(t, t("My plan"))
    show.empty(t, t("There is no plan yet."),
               t("Begin with the three steps of your result, or let your consultant make a plan with you."),
               ":material/event_available:")
    if st.button(t("See my result"), type="primary", key="to_result"):
        session.go("start.result")
    st.stop()

done = plans.done(session.workspace(), merchant, plan["plan_id"])
known = units.treatments()
chosen = sorted((c for c in plan["result"]["chosen"] if c["treatment"] in known), key=lambda c: (c["start_week"], c["treatment"]))
total = sum(len(known[c["treatment"]].tasks) for c in chosen)
finished = sum((c["treatment"], i) in done for c in chosen for i in range(len(known[c["treatment"]].tasks)))

show.head(t, t("My plan"), shop=session.record(merchant))
open_tasks = ((c, i) for c in chosen for i in range(len(known[c["treatment"]].tasks)) if (c["treatment"], i) not in done)
following = next(open_tasks, None)
if following is not None:
    st.markdown(t("**Next:** {task}", task=show.safe(t(known[following[0]["treatment"]].tasks[following[1]]))))
st.progress(finished / total if total else 0.0, text=t("{done} of {total} done", done=finished, total=total))
if total and finished == total:
    st.success(t("All done. Answer the questions once more and see how far you have come."), icon=":material/celebration:")
for item in chosen:
    card(t, item, known[item["treatment"]], plan["plan_id"], done, merchant)
money(t, plan)
plan_parts.since_then(t, session.workspace(), merchant)
