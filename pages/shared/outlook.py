"""What may happen in the next 90 days, said in words and apart from the score; or why nothing is said."""
from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics import risk
from diagnostics.texts import Texts
from pages.shared import session, show


def forecast(t: Texts, result: Mapping[str, Any]) -> None:
    """Each risk with how likely it is, how often such forecasts came true, and what speaks for and against it."""
    found = result["risk"]
    with st.container(border=True):
        show.card(t("The next 90 days"), ":material/query_stats:")
        if not found.get("available"):
            reason = found.get("reason")
            st.markdown(show.message(t, reason) if reason else t("There is no forecast."))
            return
        for said in risk.words(found, t):
            if said["share"] is None:
                st.markdown(f"**{show.safe(said['title'])}**  \n:small[:gray[{show.safe(said['refused'] or t('not known'))}]]")
                continue
            reasons = "\n".join(f"- {show.safe(r['text'])} · :gray[{show.safe(r['effect_text'])}]" for r in said["reasons"])
            st.markdown(f"**{show.safe(said['headline'])}**  \n:small[:gray[{show.safe(said['seen_text'])}]]\n\n{reasons}")
        st.caption(t("The forecast is a view of its own: it is no part of the score, and no verdict on this one shop. Made on "
                     "{day:date}, learned from the shops of this programme.", day=found["as_of"]))
        session.link("about.forecast", t("How right are such forecasts?"), icon=":material/fact_check:")
