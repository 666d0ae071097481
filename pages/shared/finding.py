"""A finding as a row that opens: why, how far, which rows, what next, what it costs and brings back, and what a person says."""
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from diagnostics import figures_explain, proof
from diagnostics.texts import Texts
from pages.shared import session, show
from pages.shared.answering import answering
from pages.shared.clinic import chart

REMEDIES = 3


def finding(t: Texts, found: Mapping[str, Any], shop: str, day: str, stage: str) -> None:
    """One finding of `diagnostics.explain`; what is inside is made when it is opened."""
    lost = found["points_lost"]
    price = f" · {t('−{points:decimal} points', points=round(lost, 1))}" if lost and lost >= 0.05 else ""
    said = f" · {t('answered')}" if found["answer"] is not None else ""
    label = f"{show.status(t, found['status'])} {show.safe(found['headline'])}{price}{said}"
    box = st.expander(label, key=f"finding_{found['check']}", on_change="rerun")
    if box.open:
        with box:
            _inside(t, found, shop, day, stage)


def _inside(t: Texts, found: Mapping[str, Any], shop: str, day: str, stage: str) -> None:
    st.markdown(show.safe(found["why"]))
    if found["scale"] is not None:
        chart(figures_explain.scale(found["scale"], found["headline"], t), key=f"scale_{found['check']}")
    if found["value"] is not None:
        target = t("Here: {value}. Good from: {target}.", value=found["value"], target=found["target"] or t("not known"))
        st.markdown(f"**{show.safe(target)}**  \n{show.safe(found['interval'] or '')}")
    if found["next_step"]:
        st.markdown(f":material/arrow_forward: **{t('Next step')}** {show.safe(found['next_step'])}")
    if found["regain"]:
        st.markdown(f":material/trending_up: {show.safe(found['regain'])}")
    if found["treatments"]:
        st.markdown(f":material/healing: **{t('What helps, the cheapest first')}**")
        for remedy in found["treatments"][:REMEDIES]:
            parts = (remedy["price_text"], remedy["effort_text"], remedy["hurdle_text"], remedy["regain"])
            st.markdown(f"- {show.safe(remedy['title'])}  \n  :small[:gray[{' · '.join(show.safe(p) for p in parts if p)}]]")
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
    if found["status"] in ("fail", "warn") or found["answer"] is not None:
        answering(t, found["check"], found["answer"], shop, day, "finding",
                  f"finding_{found['check']}")
