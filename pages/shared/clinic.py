"""What the consultant's pages show again and again: a chart, the open shop, short work, large type, the route."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st

from diagnostics import units
from diagnostics.explain import basis
from diagnostics.figures import Figure
from diagnostics.model import Basis
from diagnostics.texts import Texts
from pages.shared import session, show

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


def presenting(t: Texts) -> None:
    """A switch for showing the page on a screen: large type, and the menu with the other shops out of sight."""
    if st.toggle(t("Large type for showing"), key="large", bind="query-params"):
        st.html("<style>:root { font-size: 22px; } [data-testid='stSidebar'] { display: none; }</style>")


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
