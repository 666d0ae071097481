"""명단과 진행: who takes part, how far they came, how they stand at T0, T1 and T2; a roster is loaded here."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from data import roster
from data.state import state
from diagnostics import funnel
from pages.shared import access, progress_parts, session, show
from pages.shared.catalog import Role

access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()
names = roster.programmes(space)
day = space.default_as_of()
show.head(t, t("Roster and progress"),
          t("Data up to {day:date}. Counts of one to four shops are not shown.", day=day - timedelta(days=1)))
if not names:
    show.empty(t, t("No roster has been loaded yet."),
               t("Load the list of those who take part: a row per shop, with what each received and when."))
    progress_parts.load(t)
    st.stop()

programme = st.selectbox(t("Programme"), names, key="programme_one", bind="query-params")
key = (programme, day, state(space), roster.state(space), space.viewer)
with st.spinner(t("Counting the programme …")):
    reached = session.remembered("funnel", key, lambda: funnel.steps_of(space, day, programme))
filters = {}
with st.expander(t("Choose which shops"), icon=":material/filter_alt:", key="filters", expanded=False):
    for column, label in (("region", t("Region")), ("industry", t("Trade")), ("consultant", t("Consultant"))):
        known = sorted(reached[column].dropna().unique())
        filters[column] = st.multiselect(label, known, placeholder=t("Choose"), key=f"progress_{column}", bind="query-params")
chosen = reached
for column, wanted in filters.items():
    chosen = chosen[chosen[column].isin(wanted)] if wanted else chosen
if len(chosen) < funnel.SMALLEST:
    show.empty(t, t("Fewer than five shops fit."), t("Take a filter away: so few are not shown, somebody could be recognised."))
else:
    steps = funnel.funnel(chosen)
    progress_parts.first_line(t, steps)
    progress_parts.steps(t, steps)
    st.subheader(t("Before, between and after"), anchor=False)
    merchants = list(chosen.index)
    found = session.remembered("stages", (*key, *map(tuple, filters.values())),
                               lambda: funnel.stages(space, programme, merchants))
    progress_parts.stages(t, found)
    with_rows = [one["as_of"] for one in found if one["kept"]]
    if len(with_rows) > 1:
        first, last = date.fromisoformat(str(with_rows[0])), date.fromisoformat(str(with_rows[-1]))
        changed = session.remembered("changes", (*key, first, last, *map(tuple, filters.values())),
                                     lambda: funnel.changes(space, first, last, merchants))
        progress_parts.changes(t, changed, first, last)
    missing = [pd.Timestamp(one["as_of"]).date() for one in found if not one["kept"]]
    if missing:
        progress_parts.diagnose(t, missing)
st.subheader(t("Load or correct the roster"), anchor=False)
progress_parts.load(t)
progress_parts.set_stages(t, programme)
