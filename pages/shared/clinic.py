"""What the consultant's pages show again and again: a chart, a finding that opens, a finding about the law."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import streamlit as st

from diagnostics import figures, proof, units
from diagnostics.explain import basis
from diagnostics.figures import Figure
from diagnostics.model import Basis
from diagnostics.overview import waterfall
from diagnostics.texts import Texts
from pages.shared import session, show

GATES_SHOWN = 20
CALM = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def chart(made: Figure, key: str) -> None:
    """A chart with its takeaway as text alternative; it keeps its state across reruns and does not catch a thumb."""
    st.plotly_chart(made.figure, key=key, config=CALM, alt=made.alt)


def open_shop(t: Texts, title: str) -> str:
    """The id of the open shop; without one the page says so, offers the way to choose one, and ends."""
    merchant = session.merchant()
    if merchant is None:
        show.head(t, title)
        show.empty(t, t("No shop is open yet."), t("Choose a shop, or add a new one, and bring its files."))
        session.link("session.files", t("Choose a shop"))
        st.stop()
    return merchant


@contextmanager
def looking(label: str) -> Iterator[None]:
    """Short work: says what is done, and goes away when it is done."""
    with st.spinner(label):
        yield


def finding(t: Texts, found: Mapping[str, Any], shop: str, day: str, stage: str) -> None:
    """One finding as a row that opens: why, evidence, next step, what it would regain, where the limits come from."""
    lost = found["points_lost"]
    price = f" · {t('−{points:decimal} points', points=round(lost, 1))}" if lost and lost >= 0.05 else ""
    label = f"{show.status(t, found['status'])} {show.safe(found['headline'])}{price}"
    box = st.expander(label, key=f"finding_{found['check']}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(show.safe(found["why"]))
        if found["value"] is not None:
            target = t("Here: {value}. Good from: {target}.", value=found["value"], target=found["target"] or t("not known"))
            st.markdown(f"**{show.safe(target)}**")
        if found["next_step"]:
            st.markdown(f":material/arrow_forward: **{t('Next step')}** {show.safe(found['next_step'])}")
        if found["regain"]:
            st.markdown(f":material/trending_up: {show.safe(found['regain'])}")
        if found["treatments"]:
            helps = ", ".join(show.safe(x["title"]) for x in found["treatments"])
            st.markdown(f":material/healing: {t('What helps: {treatments}', treatments=helps)}")
        if found["evidence"]["rows"]:
            st.caption(t("The rows behind it, the worst first"))
            show.evidence(t, found["evidence"])
            show.download_rows(
                t,
                lambda: proof.rows_behind(session.workspace(), shop, found["check"], date.fromisoformat(day), stage),
                f"{found['check']}.csv",
                key=f"rows_{found['check']}",
            )
        st.caption(" ".join(show.safe(x) for x in (found["sample"], found["basis"]) if x))


def gates(t: Texts, found: Sequence[Mapping[str, Any]]) -> None:
    """Findings about the law: product, the words that were found, the rule, its basis and date."""
    for gate in found[:GATES_SHOWN]:
        with st.container(border=True, gap="xsmall"):
            where = f" · {show.safe(gate['where'])}" if gate.get("where") else ""
            whose = show.safe(gate["product_name"] or gate["product_id"] or t("Whole shop"))
            st.markdown(f"{show.status(t, gate['severity'])} **{whose}**{where}")
            st.markdown(show.safe(gate["reason"]))
            if gate["matched"]:
                st.markdown(t("Found words: {words}", words=f":red-background[{show.safe(gate['matched'])}]"))
            st.caption(show.safe(t("{basis} (as of {date})", basis=gate["basis"], date=gate["as_of"])))
    if len(found) > GATES_SHOWN:
        st.caption(t("{n:number} more of this kind; the report lists them.", n=len(found) - GATES_SHOWN))


def presenting(t: Texts) -> None:
    """A switch for showing the page on a screen: large type, and the menu with the other shops out of sight."""
    if st.toggle(t("Large type for showing"), key="large", bind="query-params"):
        st.html("<style>:root { font-size: 22px; } [data-testid='stSidebar'] { display: none; }</style>")


def why_this_score(t: Texts, result: Mapping[str, Any]) -> None:
    """From 100 down to the score, folded away until somebody asks."""
    rows = waterfall(result, t)
    if not rows:
        return
    box = st.expander(t("Why this score? From 100 down, step by step"), icon=":material/stairs:", key="why", on_change="rerun")
    if box.open:
        with box:
            chart(figures.waterfall(rows, t), key="waterfall")
            st.caption(t("100 minus the points lost is the score. Points of areas that could not be scored are not lost; "
                         "they widen the range."))


def triage(t: Texts, profile: Mapping[str, Any]) -> None:
    """The official two axes, what each was read from, and the route that follows."""
    if not profile.get("route"):
        return
    route, axes = profile["route"], profile["axes"]
    with st.container(border=True):
        show.card(t("Route: {route}", route=show.safe(t.say(route["title"]))), ":material/signpost:")
        st.markdown(show.safe(t.say(route["why"])))
        for axis in axes.values():
            value = t("not known") if axis["value"] is None else t("{score:number} points", score=axis["value"])
            st.markdown(
                f"- **{show.safe(t.say(axis['title']))}**: {value} ({t('{n} of {of} answers known', n=axis['n'], of=axis['of'])})"
            )
        for step in profile["bring"]:
            st.markdown(f":material/inbox: {show.safe(t.say(step))}")
        if not route["official"]:
            st.caption(t("This route is our own rule; the official programme does not name one."))
        box = st.expander(t("What the axes are read from"), key="axes", on_change="rerun")
        if box.open:
            with box:
                for axis in axes.values():
                    scored = {p["check"]: p["score"] for p in axis["parts"] if p["check"] in units.checks()}
                    rows = [[show.safe(t(units.checks()[c].title)), t.value(round(100 * p), "points")] for c, p in scored.items()]
                    show.grid([show.safe(t.say(axis["title"])), t("Points of 100")], rows)
                for source in profile["bases"].values():
                    st.caption(show.safe(basis(Basis(**source), t)))
