"""Which moment the session is about: before, during or after the support. It stands in the address as `stage`."""
import streamlit as st

from diagnostics import labels
from diagnostics.texts import Texts
from pages.shared import session
from pages.shared.catalog import View


def choose(t: Texts) -> str:
    """The stage; the consultant may change it, the shop owner is not asked."""
    now = session.stage()
    if session.view() != View.CONSULTANT:
        return now
    chosen = st.radio(t("Moment of the session"), session.STAGES, index=session.STAGES.index(now), horizontal=True,
                      key=f"stage_{now}", format_func=lambda stage: labels.name("stage", stage, t))
    if chosen and chosen != now:
        session.keep("stage", chosen if chosen != session.STAGES[0] else None)
        st.rerun()
    return now
