"""온라인 상권: who sells what where, who comes and goes, how even it is, and how sellers rate the malls. The answer first."""

from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from data import surveys
from data.state import state
from data.survey_words import QUESTIONS
from diagnostics.markets import market
from diagnostics.markets.table import plain
from pages.shared import access, market_parts, session, show
from pages.shared.catalog import Role

access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()


def found_now() -> dict[str, Any]:
    """Worked out once per state of the store and viewer."""
    day = space.default_as_of()
    key = (day, state(space), surveys.state(space), space.viewer)
    return session.remembered("market", key, lambda: market(space, day))


def load_survey() -> None:
    """A file of answers, from the person who may see all merchants."""
    uploaded = st.file_uploader(t("Survey of sellers (xlsx, csv)"), type=["xlsx", "xls", "csv"], key="survey_file")
    if uploaded is not None and st.button(t("Load the survey"), icon=":material/upload:", key="load_survey"):
        with show.guard(t):
            loaded = surveys.load(space, uploaded.getvalue(), uploaded.name)
            st.success(t("{n:number} new answers, {updated:number} changed, {same:number} as before.", n=loaded["loaded"],
                         updated=loaded["updated"], same=loaded["unchanged"]))
            for reject in loaded["rejects"][:show.ROWS_SHOWN]:
                st.markdown(t("Row {row:number}, {column}: {reason}", row=reject["row"], column=show.safe(reject["column"]),
                              reason=t(reject["reason"])))
    template = pd.DataFrame(columns=["응답자", "채널", "응답일", *(q.names[0] for q in QUESTIONS)])
    st.download_button(t("Empty form (CSV)"), template.to_csv(index=False).encode("utf-8-sig"), "survey.csv", "text/csv",
                       key="survey_form", icon=":material/download:", type="tertiary", on_click="ignore")


with st.spinner(t("Counting the market …")):
    found = found_now()
head = found["headline"]
show.head(t, t("Online market"), t("Data up to {day:date}. Counts of one to four shops are not shown.",
                                   day=found["as_of"] - timedelta(days=1)))
if not head["n"]:
    show.empty(t, t("Too few shops sell or list anything."), t("Load the files of at least five shops, then come back."))
else:
    market_parts.first_line(t, head)
    market_parts.finding(t, found)
    st.subheader(t("Goods and channels"), anchor=False)
    chosen = st.selectbox(t("Channel"), [None, *sorted({c["channel"] for c in found["cells"]})], key="channel",
                          format_func=lambda c: t("All channels") if c is None else market_parts.channel(t, c),
                          bind="query-params")
    market_parts.cells(t, [c for c in found["cells"] if chosen in (None, c["channel"])])
    if found["hidden"]["cells"]:
        st.caption(t("{n:number} more cells are not shown: too few shops, or they would give these away.",
                     n=found["hidden"]["cells"]))
    st.caption(t("Running: a sale or a product on sale in the last {silent:number} days. Closed: no sign for so long. New and "
                 "gone: first and last sign within {window:number} days. Months are at least so many: what lies before the files "
                 "is not known, and whoever runs may run on.", silent=found["definitions"]["silent_days"],
                 window=found["definitions"]["window_days"]))
    show.download_rows(t, lambda: plain(found["cells"]), f"market-{found['as_of']}.csv", "download_market")
    market_parts.even(t, found)
    market_parts.by_size(t, found)
st.subheader(t("How sellers rate the malls"), anchor=False)
if space.viewer.merchants is not None:
    st.markdown(t("Only who may see all shops can read the survey."))
else:
    market_parts.cogrowth(t, found["cogrowth"])
    load_survey()
