"""오늘: find a shop or make one, and what changed since the last session."""

from typing import Any

import pandas as pd
import streamlit as st

from data.recent import recent
from diagnostics.texts import Texts
from pages.shared import access, picker, session, shop_facts, show
from pages.shared.catalog import STAFF


def news(t: Texts, row: Any) -> str:
    """What is new about a shop, in one line."""
    parts = []
    if row.files:
        parts.append(t.many("{n} new file since the last diagnosis", "{n} new files since the last diagnosis", int(row.files)))
    if pd.notna(row.diagnosed_at):
        parts.append(
            t("last diagnosis {day:date}", day=row.diagnosed_at)
            + (f" ({t('{score:number} points', score=row.score)})" if pd.notna(row.score) else "")
        )
    else:
        parts.append(t("not diagnosed yet"))
    parts.append(t("plan accepted {day:date}", day=row.accepted_at) if pd.notna(row.accepted_at) else t("no plan yet"))
    return " · ".join(parts)


access.require(*STAFF)
t = session.texts()
show.head(t, t("Today"), t("Open a shop and go on where you stopped, or begin with a new one."))
rows = recent(session.workspace())
st.subheader(t("Worked on last"), anchor=False)
if rows.empty:
    show.empty(t, t("Nothing was worked on yet."), t("Make a shop below and bring its first file."))
found: list[Any] = list(rows.itertuples(index=False))
for row in found:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xsmall"):
            show.card(show.name_of(t, {"name": row.name}))
            show.quiet(news(t, row))
        if st.button(t("Open"), key=f"recent_{row.merchant_id}", icon=":material/arrow_forward:"):
            session.choose(row.merchant_id)
            session.go("session.diagnosis", merchant=row.merchant_id)
picker.pick(t)
open_shop = session.merchant()
if open_shop is not None:
    show.quiet(t("Open now: {shop}", shop=show.name_of(t, session.record(open_shop) or {})))
    shop_facts.facts(t, open_shop, "today")
