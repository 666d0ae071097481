"""내 계획: what to do week by week, ticked off as it gets done; what it costs and who helps."""
import streamlit as st

from data import plans
from diagnostics import units
from diagnostics.texts import won_words
from pages.shared import access, session, show

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
st.progress(finished / total if total else 0.0, text=t("{done} of {total} done", done=finished, total=total))
if total and finished == total:
    st.success(t("All done. Answer the questions once more and see how far you have come."), icon=":material/celebration:")

for item in chosen:
    treatment = known[item["treatment"]]
    with st.container(border=True, gap="small"):
        show.card(t(treatment.title))
        show.facts((":material/calendar_month:", show.weeks(t, item["start_week"], item["end_week"])),
                   (":material/schedule:", show.minutes(t, round(60 * item["hours"]))),
                   (":material/payments:", won_words(item["cost"], t.language)),
                   (":material/person:", show.helper(t, treatment.by)))
        for i, task in enumerate(treatment.tasks):
            was = (treatment.id, i) in done
            now = st.checkbox(t(task), value=was, key=f"task_{plan['plan_id']}_{treatment.id}_{i}")
            if now != was:
                plans.tick(session.workspace(), merchant, plan["plan_id"], treatment.id, i, now)
                st.rerun()

with st.container(border=True):
    show.card(t("Money"), ":material/payments:")
    st.markdown(t("All together {spent:won_words}.", spent=plan["result"]["spent"]))
    show.quiet(t("Made on {day:date}. A tick is kept at once; taking it back is fine.", day=plan["made_at"]))
