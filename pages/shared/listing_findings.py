"""What to mend on one listing: the law first, then each finding with its rule, the fixed text to copy, and the answer to it."""
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import streamlit as st

from data import given
from diagnostics.explain import said
from diagnostics.quantities import channel_title
from diagnostics.texts import Texts
from pages.shared import session, show
from pages.shared.answering import answering
from pages.shared.rulecard import rule as law_rule

COPIES = {"title": lambda t: t("Name to copy"), "outline": lambda t: t("Paragraphs to complete"),
          "terms": lambda t: t("Delivery and returns, to complete and copy"),
          "notice": lambda t: t("상품정보제공고시 to complete and copy")}
PASSAGES, AROUND = 3, 40
"""So many passages are shown of one rule, with so many letters on each side."""


def findings(t: Texts, view: Mapping[str, Any], merchant: str) -> None:
    """All findings of the opened listing, numbered as on the phone beside it."""
    shown: set[str] = set()
    for gate in view["law"]:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{gate['number']}.** {show.status(t, gate['severity'])} "
                        f"{show.message(t, {'text': gate['reason'], 'params': gate['params']})}")
            for before, words, after in _passages(view, gate["number"]):
                st.markdown(f"> …{show.safe(before)} :red-background[{show.safe(words)}] {show.safe(after)}…")
            if gate["rewording"]:
                again = show.message(t, {"text": gate["rewording"], "params": gate["params"]})
                st.markdown(f":material/edit: **{t('Said lawfully')}** {again}")
            elif gate["hint"]:
                st.markdown(f":material/arrow_forward: {show.message(t, {'text': gate['hint'], 'params': gate['params']})}")
            _copy(t, view, gate["copy"], shown)
            _tail(t, {"source": gate["basis"], "as_of": gate["as_of"], "ours": False}, gate, view, merchant, rule=gate["rule"])
    for finding in view["findings"]:
        with st.container(border=True, gap="xsmall"):
            hint = "" if finding["counts"] else f" :small[:gray[{t('a hint, no points')}]]"
            st.markdown(f"**{finding['number']}.** {show.message(t, finding['said'])}{hint}")
            if finding["items"]:
                st.markdown("\n".join(f"- {show.message(t, item)}" for item in finding["items"]))
            if finding["counts"]:
                show.quiet(t("Costs {share:percent} of the points of this listing.", share=finding["points"]))
            if finding["copy"] is None and finding["counts"]:
                st.markdown(f":material/arrow_forward: {show.message(t, finding['next_step'])}")
            _copy(t, view, finding["copy"], shown)
            _tail(t, finding["basis"], finding, view, merchant, why=finding["why"])
    if not view["law"] and not view["findings"]:
        st.markdown(f":material/check_circle: {t('Nothing is to be mended in what is known of this listing.')}")


def _passages(view: Mapping[str, Any], number: int) -> Iterator[tuple[str, str, str]]:
    """What stands around the words that a rule found in the detail page: the phone may have to be scrolled to them."""
    text = view["listing"]["detail_text"] or ""
    places = [m for m in view["marks"] if m["number"] == number and m["where"] == "detail_text"]
    for mark in places[:PASSAGES]:
        start, end = mark["start"], mark["end"]
        yield text[max(0, start - AROUND):start], text[start:end], text[end:end + AROUND]


def _copy(t: Texts, view: Mapping[str, Any], name: str | None, shown: set[str]) -> None:
    """The fixed text of a finding, once on the page."""
    if name is None or name in shown or not view["copy"].get(name):
        return
    shown.add(name)
    with st.container(gap="xsmall"):
        st.caption(COPIES[name](t))
        st.code(view["copy"][name], language=None, wrap_lines=True)


def _tail(t: Texts, basis: Mapping[str, Any], item: Mapping[str, Any], view: Mapping[str, Any], merchant: str, *, why: str = "",
          rule: str = "") -> None:
    if rule:
        law_rule(t, rule, basis["source"], basis["as_of"])
    else:
        with st.popover(t("Which rule?"), icon=":material/menu_book:", type="tertiary"):
            if why:
                st.markdown(show.safe(t(why)))
            st.markdown(show.safe(t("{basis} (as of {date})", basis=t(basis["source"]), date=basis["as_of"])))
            if basis["ours"]:
                st.caption(t("This is our own limit; it has not been measured yet."))
    if item.get("key"):
        answering(t, item["key"], said(item.get("answer"), t), merchant, view["as_of"], f"listing{item['number']}")


def picture(t: Texts, view: Mapping[str, Any]) -> None:
    """What each channel would say to the main picture that was looked at."""
    if view["picture"] is None:
        return
    with st.expander(t("The main picture on each channel"), icon=":material/photo_camera:", key="verdicts", expanded=True):
        for channel, faults in view["picture"].items():
            name = show.safe(channel_title(channel, t))
            if not faults:
                st.markdown(f":material/check_circle: **{name}** {t('nothing speaks against it')}")
            for fault in faults:
                icon = ":material/build_circle:" if fault["must"] else ":material/change_history:"
                source = show.safe(f"{t(fault['basis']['source'])}, {fault['basis']['as_of']}")
                st.markdown(f"{icon} **{name}** {show.message(t, fault['said'])}  \n:small[:gray[{source}]]")
        st.caption(t("Words are found by the shape of strokes alone: handwriting is missed, and a pattern may look like print."))


def undo(t: Texts, view: Mapping[str, Any], merchant: str, channel: str) -> None:
    """What was given here for this listing, each to be taken back."""
    kinds = {"detail": t("detail page"), "picture": t("main picture"), "planned": t("planned product")}
    for shown in view["given"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            show.quiet(t("{kind}, given on {day:date}", kind=kinds[shown["kind"]], day=shown["given_at"]))
            if st.button(t("Take it back"), key=f"undo_{shown['kind']}", icon=":material/undo:", type="tertiary"):
                given.give(session.workspace(), merchant, channel, view["product_id"], shown["kind"], None,
                           seen_on=date.fromisoformat(shown["seen_on"]))
                if shown["kind"] == "picture":
                    session.forget(f"preview_{merchant}_{channel}_{view['product_id']}")
                if shown["kind"] == "planned":
                    session.forget("clinic_open")
                    st.query_params.pop("product", None)
                st.rerun()
