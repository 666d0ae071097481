"""What an order is reckoned with: shown with where each number is from, and changed in one form."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics.selling.assumptions import LABELS, UNITS, keep, kept
from diagnostics.texts import Texts
from pages.shared import session, show


def editor(t: Texts, merchant: str, numbers: Mapping[str, Mapping[str, Any]]) -> None:
    """The numbers behind the ranking with their origin, and a form to replace them; an empty field takes the data again."""
    with st.expander(t("Reckoned with these numbers"), icon=":material/tune:", key="assumptions"):
        for name, row in numbers.items():
            if name not in LABELS:
                continue
            st.markdown(
                f"- {t.say(row['label'])}: **{show.cell(t, row['value'], row['unit'])}** · {show.safe(t.say(row['note']))}"
            )
        entered = kept(session.workspace(), merchant)
        with st.form("assumptions_form", border=False):
            st.caption(t("Change what you know better. An empty field means: take it from the data again."))
            fields = {}
            for name, label in LABELS.items():
                share = UNITS.get(name) == "share"
                known = entered.get(name)
                fields[name] = st.number_input(
                    t(label) + (" (%)" if share else ""),
                    min_value=0.0,
                    value=None if known is None else known * (100 if share else 1),
                    step=1.0 if share or UNITS.get(name) == "count" else 100.0,
                    format="%.1f" if share else "%.0f",
                    key=f"assume_{merchant}_{name}",
                )
            if st.form_submit_button(t("Work out anew"), type="primary"):
                wanted = {
                    name: value / 100 if UNITS.get(name) == "share" else value
                    for name, value in fields.items()
                    if value is not None
                }
                keep(session.workspace(), merchant, wanted)
                st.rerun()
