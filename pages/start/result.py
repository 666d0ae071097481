"""결과: where the shop stands, what is strongest, and exactly three next steps."""
from datetime import date

import streamlit as st

from data import plans
from diagnostics.firststeps import first_plan
from diagnostics.glance import glance
from diagnostics.readiness import read_if_any
from diagnostics.selfcheck import result as selfcheck
from diagnostics.texts import won_words
from pages.shared import access, plant, readiness, session, show, stages

access.require()
t = session.texts()
merchant = session.merchant()
moment = stages.choose(t)
answers = session.workspace().answers(merchant, moment) if merchant else {}
sold = merchant is not None and bool(session.workspace().imports(merchant).undone_at.isna().any())  # not taken back
if merchant is None or not (answers or sold):
    show.head(t, t("My result"))
    show.empty(t, t("There are no answers yet."), t("Answer the short questions; the result is here right after the last one."),
               ":material/psychiatry:")
    if st.button(t("Start with questions"), type="primary", key="to_questions"):
        session.go("start.selfcheck")
    st.stop()

if sold:
    # Files say more than answers: the diagnosis of both, in the words of the phone.
    diagnosis = session.diagnosis(merchant, stage=moment)
    found = glance(diagnosis, t)
else:
    found = session.remembered("selfcheck", (merchant, moment, tuple(sorted(answers.items()))), lambda: selfcheck(answers))
told = read_if_any(answers)
stage = found["stage"]
if stage is None:
    show.head(t, t("Nearly there: a few answers more and the picture is complete."))
else:
    name = t.say(stage["title"])
    show.quiet(t("Where you stand"))
    st.title(name, anchor=False)
    st.image(plant.row(stage["id"]), alt=t("Seed, sprout, stem, fruit: you are at {stage}", stage=name), width=370)
    st.markdown(t.say(stage["text"]))
left = len(found["open"])
if left:
    if st.button(t.many("Answer the one open question", "Answer the {n} open questions", left), key="open_questions",
                 icon=":material/checklist:", type="secondary" if stage else "primary"):
        session.go("start.selfcheck")
elif found["unknown"]:
    show.quiet(t("{n} questions were answered with “I do not know”. They count neither for nor against you.",
                 n=len(found["unknown"])))

if found["strongest"] is not None:
    with st.container(border=True):
        show.card(t("Your strongest point"), ":material/thumb_up:")
        st.markdown(show.safe(t.say(found["strongest"]["text"])))

st.header(t("Three things to do next"), anchor=False)
for number, step in enumerate(found["steps"], 1):
    with st.container(border=True, gap="small"):
        # What stands in these sentences may come from the files: names of products.
        show.card(show.safe(t.say(step["title"])), f"{number}.")
        st.markdown(show.safe(t.say(step["what"])))
        if step["why"] is not None:
            show.labelled(t("Why"), show.safe(t.say(step["why"])))
        show.facts((":material/schedule:", show.minutes(t, step["minutes"])),
                   (":material/payments:", won_words(step["own_cost"], t.language)),
                   (":material/person:", t.say(step["hurdle_text"])))
        show.labelled(t("The first move"), show.safe(t.say(step["first"])))
        if st.button(t("Get started"), key=f"kit_{number}", icon=":material/handyman:"):
            session.go("merchant.kit", treatment=step["treatment"])


if st.button(t("Start with these three"), type="primary", width="stretch", icon=":material/play_arrow:", key="start_plan"):
    plans.keep(session.workspace(), merchant, {"from": "selfcheck", "on": date.today().isoformat()}, first_plan(found["steps"]),
               accepted=True)
    session.go("merchant.plan")

st.header(t("Your way"), anchor=False)
st.markdown(f"**{t.say(found['route']['title'])}**")
st.markdown(t.say(found["route"]["why"]))
if found["route"]["id"] != "unknown" and not found["route"]["official"]:
    show.quiet(t("This route is our own rule; the official scheme does not name it."))

with st.expander(t("Part by part"), icon=":material/bar_chart:"):
    readiness.factors(t, found["factors"])
    if sold and told is not None:
        st.subheader(t("Your answers"), anchor=False)
        readiness.factors(t, told["factors"])
if told is not None:
    readiness.gaps(t, told["gaps"])
readiness.changes(t, merchant)

with st.container(horizontal=True):
    if st.button(t("Print"), icon=":material/print:", key="print"):
        st.html("<script>setTimeout(() => window.print(), 300);</script>", unsafe_allow_javascript=True)
    with st.popover(t("Share"), icon=":material/share:"):
        st.markdown(t("Send this address; it opens this result."))
        st.code(session.here(), language=None, wrap_lines=True)
