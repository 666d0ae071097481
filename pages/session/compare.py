"""그때와 지금: two days of a shop, what changed, and why."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from data import diagnosed
from diagnostics import figures_explain, labels, rubric
from diagnostics.comparison import compare
from diagnostics.comparison_words import readable
from pages.shared import access, clinic, session, show
from pages.shared.catalog import STAFF

OTHER = "other"
DAYS_BACK = 90

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Then and now"))
space = session.workspace()
last = space.default_as_of(merchant)
show.head(t, t("Then and now"), t("What changed between two days, and why: the shop itself, what is known of it, or the "
                                  "yardstick."), shop=session.record(merchant))

# -- which days ------------------------------------------------------------------------------------------------------
known: list[Any] = list(diagnosed.days(space, merchant).itertuples())
kept = {f"{row.as_of}_{row.stage}": row for row in known if row.as_of < last or row.stage != session.stage()}


def areas_title(areas: list[dict[str, Any]]) -> str:
    """What the chart shows first: the area that moved most."""
    known = [a for a in areas if a["from"] is not None and a["to"] is not None]
    most = max(known, key=lambda a: abs(a["to"] - a["from"]), default=None)
    if most is None or abs(most["to"] - most["from"]) < 0.5:
        return t("Area by area")
    return t("{name} moved most: from {old:number} to {new:number} points", name=most["name"], old=most["from"], new=most["to"])


def told(key: str) -> str:
    if key == OTHER:
        return t("Another day")
    row = kept[key]
    score = t("{score:number} points", score=row.score) if row.score == row.score else t("no score")
    return f"{t('{day:date}', day=row.as_of - timedelta(days=1))} · {labels.name('stage', row.stage, t)} · {score}"


left, right = st.columns(2, gap="medium")
with left:
    choices = [*kept, OTHER]
    chosen = st.selectbox(t("Then"), choices, format_func=told, key=f"then_{merchant}", persist_state="session",
                          help=t("Days of which a diagnosis was kept are compared as they were judged then."))
    if chosen == OTHER:
        end = st.date_input(t("Data up to and including"), last - timedelta(days=DAYS_BACK + 1),
                            max_value=last - timedelta(days=2), key=f"then_day_{merchant}", persist_state="session")
        first, stage = (end if isinstance(end, date) else last - timedelta(days=DAYS_BACK)) + timedelta(days=1), "intake"
    else:
        first, stage = kept[chosen].as_of, str(kept[chosen].stage)
with right:
    until = st.date_input(t("Now: data up to and including"), last - timedelta(days=1), max_value=last - timedelta(days=1),
                          key=f"now_day_{merchant}", persist_state="session")
    second = (until if isinstance(until, date) else last - timedelta(days=1)) + timedelta(days=1)
    moments = list(labels.STAGES)
    moment = st.radio(t("Answers of the self-check"), moments, index=moments.index(session.stage()), horizontal=True,
                      key=f"now_stage_{merchant}", format_func=lambda s: labels.name("stage", s, t), persist_state="session")
if first > second or (first == second and stage == moment):
    show.empty(t, t("These are the same day."), t("Choose an earlier day for “then”."), ":material/event:")
    st.stop()

# -- what changed ----------------------------------------------------------------------------------------------------
with clinic.looking(t("Comparing the two days …")):
    key = (merchant, space.version(merchant), len(known), first, second, stage, moment, rubric.in_force(space).fingerprint)
    found = session.remembered("comparison", key, lambda: compare(space, merchant, first, second, (stage, moment)))
said = readable(found, t)
if not found["checks"]:
    show.empty(t, t("On neither of the two days is anything known of this shop."), t("Bring one file or answer the self-check."))
    session.link("session.files", t("Bring a file"))
    st.stop()
show.card(show.safe(said["headline"]), ":material/compare_arrows:")
for note in said["notes"]:
    st.caption(show.safe(note))
if said["causes"]:
    st.subheader(t("Why it changed"), anchor=False)
    for cause in said["causes"]:
        st.markdown(f"**{show.safe(cause['name'])} {show.safe(cause['text'])}**  \n{show.safe(cause['what'])}")
    st.markdown(f"**{t('Together')} {show.safe(said['together'])}**")
if said["facts"]:
    st.markdown("  \n".join(f"- {show.safe(fact)}" for fact in said["facts"]))
clinic.chart(figures_explain.dumbbell(said["dimensions"], areas_title(said["dimensions"]), said["ends"], t), key="dumbbell")
st.caption(t("Open circle: {then}. Full circle: {now}.", then=said["ends"][0], now=said["ends"][1]))

st.subheader(t("What changed most"), anchor=False)
for check in said["checks"]:
    word = f"{check['word']} {check['points']}".strip()
    with st.container(gap="xsmall"):
        st.markdown(f"{check['icon']} **{show.safe(check['name'])}** · {show.safe(word)}")
        show.quiet(show.safe(" · ".join(x for x in (check["values"], check["reason"]) if x)))
if said["more"]:
    st.caption(t("{n:number} smaller changes are left out.", n=said["more"]))
if not said["checks"]:
    st.markdown(t("No check got better or worse between the two days."))
for kind in said["kinds"]:
    box = st.expander(f"{show.safe(kind['word'])} ({len(kind['names'])})", key=f"kind_{kind['kind']}")
    box.markdown(" · ".join(show.safe(name) for name in kind["names"]))
if said["kinds"]:
    st.caption(t("What became known is neither better nor worse, so it carries no points here."))
st.divider()
session.link("session.diagnosis", t("Back to the diagnosis"), icon=":material/arrow_back:")
