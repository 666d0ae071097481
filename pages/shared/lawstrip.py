"""The law as a strip of its own: what must be put right, what is to be checked, what was answered, what is not known."""
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics.explain import said
from diagnostics.overview import law_strip
from diagnostics.texts import Texts
from pages.shared import shop_facts, show
from pages.shared.answering import answering
from pages.shared.rulecard import rule

SHOWN = 20


def strip(t: Texts, result: Mapping[str, Any], shop: str) -> None:
    """Headline and counts; each kind opens."""
    law = law_strip(result, t)
    listed = [*law["must"], *law["check"]]
    kinds = (("must", t("Must be put right"), [g for g in law["must"] if g["open"]]),
             ("check", t("To be checked"), [g for g in law["check"] if g["open"]]),
             ("answered", t("Answered"), [g for g in listed if not g["open"]]),
             ("info", t("Not known yet"), law["info"]))
    with st.container(border=True):
        show.card(law["headline"], ":material/gavel:")
        st.caption(" · ".join(f"{name} {len(gates)}" for _kind, name, gates in kinds))
        for kind, name, gates in kinds:
            if not gates:
                continue
            box = st.expander(f"{name} ({len(gates)})", key=f"law_{kind}", on_change="rerun")
            if box.open:
                with box:
                    points(t, gates, shop, result["as_of"], f"law_{kind}")
        shop_facts.facts(t, shop, "law")
        st.caption(t("The law stands beside the score and is never averaged into it. This is no legal advice."))


def points(t: Texts, found: Sequence[Mapping[str, Any]], shop: str, day: str, box: str) -> None:
    """Findings about the law: product, the words that were found, how to say it lawfully, the rule and its basis."""
    for number, gate in enumerate(found[:SHOWN]):
        with st.container(border=True, gap="xsmall"):
            whose = gate["product_name"] or gate["product_id"] or t("Whole shop")
            where = f" · {WHERE[gate['where']](t)}" if gate.get("where") in WHERE else ""
            st.markdown(f"{show.status(t, gate['severity'])} **{marked(whose, gate)}**{where}")
            st.markdown(show.safe(gate["reason"]))
            if gate["matched"] and gate["matched"] not in whose:
                st.markdown(t("Found words: {words}", words=f":red-background[{show.safe(gate['matched'])}]"))
            if gate.get("rewording"):
                st.markdown(f":material/edit: **{t('Said lawfully')}** {show.safe(gate['rewording'])}")
            elif gate["hint"]:
                st.markdown(f":material/arrow_forward: {show.safe(gate['hint'])}")
            rule(t, gate["rule"], gate["basis"], gate["as_of"])
            if gate.get("key"):
                answering(t, gate["key"], said(gate.get("answer"), t), shop, day, f"law{number}", box)
    if len(found) > SHOWN:
        st.caption(t("{n:number} more of this kind; the report lists them.", n=len(found) - SHOWN))


WHERE = {
    "title": lambda t: t("in the product name"),
    "detail_text": lambda t: t("in the detail page"),
    "keywords": lambda t: t("in the search words"),
    "notice": lambda t: t("in the 상품정보제공고시 (product notice)"),
}


def marked(name: str, gate: Mapping[str, Any]) -> str:
    """The name of a product, safe to show, with every place that the rule found in it on a red ground."""
    shown, place = "", 0
    title = name == gate.get("product_name")
    for start, end in sorted((a, b) for part, a, b in gate.get("hits") or () if part == "title" and title):
        if not place <= start < end <= len(name):
            continue
        shown += f"{_between(name[place:start])}:red-background[{show.safe(name[start:end])}]"
        place = end
    return shown + (_between(name[place:]) if place else show.safe(name))


def _between(text: str) -> str:
    """Text beside marked words; its outer spaces would be lost."""
    before, after = ("&nbsp;" if text != getattr(text, side)() else "" for side in ("lstrip", "rstrip"))
    return f"{before}{show.safe(text)}{after}" if text.strip() else before or after
