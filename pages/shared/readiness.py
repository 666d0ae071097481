"""The self-check's result: factor by factor with its band, what does not fit together, and one moment against another."""
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics import labels, readiness_stages
from diagnostics.model import STAGES
from diagnostics.questions import question
from diagnostics.readiness import read_if_any
from diagnostics.texts import Texts
from pages.shared import session, show

CHANGED_SHOWN = 6


def answers_by_stage(merchant: str) -> dict[str, dict[str, str]]:
    """All answers of the shop, by moment; moments without an answer are left out."""
    space = session.workspace()
    found = {stage: space.answers_and_form(merchant, stage) for stage in STAGES}
    return {stage: answers for stage, answers in found.items() if read_if_any(answers)}


def factors(t: Texts, found: Sequence[Mapping[str, Any]]) -> None:
    """One bar per part with what it rests on and, from half of its answers on, what the band means."""
    for part in found:
        if part["score"] is None:
            said = t("not known yet")
        elif part["n"] is None:
            said = t("{score:number} of 100", score=part["score"])
        else:
            said = t("{score:number} of 100, from {n} of {of} answers", score=part["score"], n=part["n"], of=part["of"])
        band = part.get("band")
        word = f" · {t.say(band['title'])}" if band else ""
        st.progress(round(part["score"] or 0) / 100, text=f"{t.say(part['title'])}{word} · {said}")
        if band:
            show.quiet(t.say(band["text"]))


def gaps(t: Texts, found: Sequence[Mapping[str, Any]]) -> None:
    """Two sides that do not go together, the strongest first; nothing where they all fit."""
    told = [g for g in found if g["text"] is not None]
    if not told:
        return
    with st.container(border=True):
        show.card(t("What does not go together yet"), ":material/balance:")
        for gap in told:
            st.markdown(f"**{t.say(gap['title'])}** · {t.say(gap['text'])}")


def changes(t: Texts, merchant: str, *, compact: bool = False) -> bool:
    """What changed between the moments at which the shop filled in the self-check; False where there is only one.

    `compact` shows the newest step in a box that opens; otherwise every step stands open, the newest first.
    """
    steps = readiness_stages.compare(answers_by_stage(merchant))
    if not steps:
        return False
    if compact:
        step = steps[-1]
        with st.expander(_headline(t, step), icon=":material/compare_arrows:", key="readiness_changes"):
            _step(t, step)
        return True
    st.header(t("What changed since"), anchor=False)
    for step in reversed(steps):
        with st.container(border=True):
            show.card(_headline(t, step))
            _step(t, step)
    return True


def _moment(t: Texts, stage: str) -> str:
    return labels.name("stage", stage, t)


def _headline(t: Texts, step: Mapping[str, Any]) -> str:
    way = f"{_moment(t, step['from'])} → {_moment(t, step['to'])}"
    if step["change"] is None:
        return t("Self-check, {way}", way=way)
    return t("Self-check, {way}: {before:number} → {after:number}", way=way, before=step["before"], after=step["after"])


def _signed(t: Texts, change: float) -> str:
    return t("{points:number} more", points=change) if change >= 0.5 else (
        t("{points:number} less", points=-change) if change <= -0.5 else t("the same"))


def _step(t: Texts, step: Mapping[str, Any]) -> None:
    rows = [[t.say(f["title"]), f"{f['before']:.0f} → {f['after']:.0f}", _signed(t, f["change"]), f"{f['n']} / {f['of']}"]
            for f in step["factors"] if f["change"] is not None]
    if rows:
        show.grid([t("Part"), t("Points of 100"), t("Change"), t("Questions")], rows,
                  alt=t("Points of each part at the two moments"))
    if step["changed"]:
        st.markdown("\n".join(_line(t, c) for c in step["changed"][:CHANGED_SHOWN]))
    elif step["items"]:
        st.markdown(t("All answers are the same as before."))
    more = len(step["changed"]) - CHANGED_SHOWN
    if more > 0:
        show.quiet(t.many("One more answer changed.", "{n} more answers changed.", more))
    if step["left_out"]:
        show.quiet(t("{n} of {of} questions are compared; the others were not answered or not known at one of the two moments, "
                     "or were put in other words.", n=step["items"], of=step["of"]))


def _line(t: Texts, changed: Mapping[str, Any]) -> str:
    icon = ":material/trending_up:" if changed["points"] > 0 else ":material/trending_down:"
    asked, before, after = (show.safe(x) for x in (t(question(changed["question"]).text), t.say(changed["before"]),
                                                   t.say(changed["after"])))
    return f"- {icon} {asked} {before} → **{after}**"
