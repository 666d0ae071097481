"""Statistics that do not say which days they count: the person says it."""
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from data.mapping import Choice
from diagnostics.texts import Texts
from pages.shared import loading, mapping_editor
from pages.shared.loading import Outcome


def ask(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any]) -> None:
    """Two days and a button; nothing is chosen beforehand, because a wrong period would make wrong figures."""
    st.markdown(t("This file counts visits and sales of some days, and does not say which. Choose the days for which you "
                  "downloaded it."))
    left, right = st.columns(2)
    first = left.date_input(t("First day"), value=None, max_value=date.today(), format="YYYY-MM-DD", key=f"first_{mark[:12]}")
    last = right.date_input(t("Last day"), value=None, min_value=first, max_value=date.today(), format="YYYY-MM-DD",
                            key=f"last_{mark[:12]}")
    password = mapping_editor.password_again(t, mark, outcome)
    if st.button(t("Read it with these days"), type="primary", icon=":material/task_alt:", disabled=not (first and last),
                 key=f"read_days_{mark[:12]}"):
        said = replace(outcome.choice or Choice(), first_day=first, last_day=last)
        loading.read(merchant_id, mark, contents[mark], password, said)
        st.rerun()
