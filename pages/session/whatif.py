"""만약에: change values or take a treatment as done, and see at once what the diagnosis would say."""

from typing import Any

import streamlit as st

from diagnostics import labels, rubric, units
from diagnostics.quantities import Quantity
from diagnostics.questions import POINTS, QUESTIONS
from diagnostics.whatif import levers, what_if
from pages.shared import access, clinic, session, show
from pages.shared.catalog import STAFF

FIRST = 3  # values that are open at the start: those that cost most
ASKED = {question.check: question for question in QUESTIONS if question.check}

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("What if"))
stage = session.stage()
with clinic.looking(t("Looking at the data …")):
    result = session.diagnosis(merchant, stage=stage)
checks = rubric.in_force(session.workspace()).checks
show.head(t, t("What if"), t("Change what is measured, or take a treatment as done: the same rules judge it again at once. "
                             "It says what the diagnosis would say, not what will be sold."),
          shop=session.record(merchant), result=result)

found = {lever["metric"]: lever for lever in levers(result, checks)}
segment = result["segment"]
offered = [id for id, x in units.treatments().items() if segment is None or segment in x.segments]
if not found:
    show.empty(t, t("There is nothing to change yet."), t("Bring one file or answer the self-check."))
    session.link("session.files", t("Bring a file"))
    st.stop()


def name(metric: str) -> str:
    return t(checks[found[metric]["check"]].title)


def written(lever: dict[str, Any], value: float | None) -> str:
    return t("not known") if value is None else str(Quantity.of(float(value), units.metrics()[lever["metric"]].unit, t))


def answer_of(metric: str) -> float | None:
    """Another answer to a question of the self-check, in its own words; None where it is left as it is."""
    question = ASKED[found[metric]["check"]]
    worth = {float(POINTS[choice.value]): choice.text for choice in question.choices if choice.value in POINTS}
    now = found[metric]["value"]
    value = st.selectbox(show.safe(t("{name}: the answer", name=name(metric))), list(worth), format_func=lambda x: t(worth[x]),
                         index=list(worth).index(now) if now in worth else None, key=f"if_{merchant}_{metric}",
                         placeholder=t("Choose an answer"), persist_state="session")
    return None if value == now else value


def slider(metric: str) -> float | None:
    """The value that is set, None where it is left as it is."""
    lever, key = found[metric], f"if_{merchant}_{metric}"
    share = lever["unit"] == "share"
    scale = 100.0 if share else 1.0  # people read percent
    now = lever["value"] if lever["known"] else lever["target"]
    whole = float(lever["step"]) * scale
    start = min(max(round(now * scale / whole) * whole, lever["low"] * scale), lever["high"] * scale)
    said = t("{name}: today {value}, good from {target}", name=name(metric), value=written(lever, lever["value"]),
             target=written(lever, lever["target"]))
    value = st.slider(show.safe(said), lever["low"] * scale, lever["high"] * scale, start, whole, key=key,
                      persist_state="session", format="%.0f %%" if share else "%.0f" if whole >= 1 else "%.1f")
    untouched = abs(value - start) < whole / 2
    # A value that nobody measured is set by choosing it; one that was measured, by moving it.
    return None if untouched and lever["known"] else value / scale


# The score stands first, so that on a phone it is in sight while the sliders below move it.
board, turn = st.columns([2, 3], gap="large")
with turn:
    picked = st.multiselect(t("Values to change"), list(found), default=list(found)[:FIRST], format_func=name,
                            key=f"if_values_{merchant}", persist_state="session", placeholder=t("Choose a value"))
    turned = {metric: (answer_of if found[metric]["check"] in ASKED else slider)(metric) for metric in picked}
    wanted = {metric: value for metric, value in turned.items() if value is not None}
    done = st.multiselect(t("As if this were done"), offered, format_func=lambda id: t(units.treatments()[id].title),
                          key=f"if_done_{merchant}", persist_state="session", placeholder=t("Choose a treatment"))
    if st.button(t("Back to today"), icon=":material/restart_alt:", key="if_reset"):
        session.forget(*[key for key in st.session_state if str(key).startswith("if_") and key != "if_reset"])
        st.rerun()

answer = what_if(result, wanted, done, checks)
before, after = answer["before"], answer["after"]
with board, st.container(border=True):
    if after["score"] is None:
        st.metric(t("Score"), t("not known"))
        st.markdown(t("Too little is known for one number: it would lie between {low:number} and {high:number}.",
                      low=after["low"], high=after["high"]))
    else:
        gain = None if answer["gain"] is None else round(answer["gain"], 1)
        st.metric(t("Score"), t("{score:decimal} of 100", score=round(after["score"], 1)),
                  delta=gain if gain else None)
        if before["score"] is not None:
            st.caption(t("Today {score:decimal}", score=round(before["score"], 1)))
    if before["segment"] != after["segment"]:
        st.markdown(t("The shop would then count as: {segment}", segment=labels.name("segment", after["segment"], t)))
    moved = [c for c in answer["checks"] if c["score_before"] != c["score_after"]]
    for change in moved[:8]:
        points = f"{'+' if change['points'] >= 0 else '−'}{abs(change['points']):.1f}"
        arrow = f"{show.status(t, change['status_before'])} → {show.status(t, change['status_after'])}"
        st.markdown(f"**{show.safe(t(checks[change['check']].title))}** {show.safe(points)}  \n{arrow}")
    if not moved:
        st.markdown(t("Nothing is changed yet. Move a slider or choose a treatment."))
    known = sum(change["crosses"] == "known" for change in moved)
    if known:
        st.caption(t.many("{n} value is not known today: setting it is no improvement, it closes a gap.",
                          "{n} values are not known today: setting them is no improvement, it closes gaps.", known))

st.divider()
session.link("session.plan", t("Next: make the plan"), icon=":material/arrow_forward:")
