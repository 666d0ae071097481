"""The law as a strip of its own: what must be put right, what is to be checked, what was answered, what is not known."""
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics.explain import said
from diagnostics.overview import law_strip
from diagnostics.texts import Texts
from pages.shared import show
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
        st.caption(t("The law stands beside the score and is never averaged into it. This is no legal advice."))


def points(t: Texts, found: Sequence[Mapping[str, Any]], shop: str, day: str, box: str) -> None:
    """Findings about the law: product, the words that were found, how to say it lawfully, the rule and its basis."""
    for number, gate in enumerate(found[:SHOWN]):
        with st.container(border=True, gap="xsmall"):
            whose = gate["product_name"] or gate["product_id"] or t("Whole shop")
            where = f" · {WHERE[gate['where']](t)}" if gate.get("where") in WHERE else ""
            st.markdown(f"{show.status(t, gate['severity'])} **{marked(whose, gate['matched'])}**{where}")
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


def marked(text: str, matched: str) -> str:
    """`text`, safe to show, with the words that a rule found on a red ground."""
    place = text.casefold().find(matched.casefold()) if matched else -1
    if place < 0 or len(text.casefold()) != len(text):
        return show.safe(text)
    before, inside, after = text[:place], text[place:place + len(matched)], text[place + len(matched):]
    space = "&nbsp;"
    return (f"{show.safe(before)}{space if before.endswith(' ') else ''}:red-background[{show.safe(inside)}]"
            f"{space if after.startswith(' ') else ''}{show.safe(after)}")
