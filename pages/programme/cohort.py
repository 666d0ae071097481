"""코호트: all shops together: who sells nothing, where they stand, what fails most often. Filters stay in the address."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from data import kept
from diagnostics import cohort_figures, labels, units
from diagnostics import cohort_summary as summary
from diagnostics.model import DIMENSIONS
from pages.shared import access, clinic, cohort_parts, session, show
from pages.shared.catalog import Role

LISTED = 200


access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()
days = kept.cohort_days(space)
if not days:
    show.head(t, t("Cohort"))
    show.empty(
        t,
        t("No cohort has been diagnosed yet."),
        t("Press the button: all shops are diagnosed as of the newest data, and this page reads what is kept."),
    )
    cohort_parts.measure_now(t)
    st.stop()

texts_of_days = {day.isoformat(): t("up to {day:date}", day=day - timedelta(days=1)) for day in days}
day = (
    st.selectbox(t("Day"), list(texts_of_days), format_func=texts_of_days.__getitem__, key="cohort_day", bind="query-params")
    if len(days) > 1
    else days[0].isoformat()
)
rows = session.remembered(
    "cohort", (day, kept.made_at(space, pd.Timestamp(day).date())), lambda: kept.stored_cohort(space, pd.Timestamp(day).date())
)
show.head(
    t,
    t("Cohort"),
    t("Data up to {day:date}. Counts of one to four shops are not shown.", day=date.fromisoformat(day) - timedelta(days=1)),
)
known = summary.choices(rows)
checks = {c: t(units.checks()[c].failing) for c in known["failing"] if c in units.checks()}
segments = {s: labels.name("segment", s, t) for s in known["segment"]}
with st.expander(t("Choose which shops"), icon=":material/filter_alt:", key="filters", expanded=False):
    region = st.multiselect(t("Region"), known["region"], placeholder=t("Choose"), key="region", bind="query-params")
    industry = st.multiselect(t("Trade"), known["industry"], placeholder=t("Choose"), key="industry", bind="query-params")
    segment = st.multiselect(
        t("Where they stand"),
        list(segments),
        format_func=segments.__getitem__,
        placeholder=t("Choose"),
        key="segment",
        bind="query-params",
    )
    failing = st.selectbox(
        t("Fails in"),
        list(checks),
        format_func=checks.__getitem__,
        index=None,
        placeholder=t("Choose"),
        key="failing",
        bind="query-params",
    )
    members = cohort_parts.members(t)
chosen = summary.filtered(rows, tuple(region), tuple(industry), tuple(segment), failing, members)
if len(chosen) < summary.SMALLEST:
    show.empty(t, t("Fewer than five shops fit."), t("Take a filter away: so few are not shown, somebody could be recognised."))
    st.stop()

head = summary.headline(chosen)
cohort_parts.first_line(t, head)
left, right = st.columns(2, gap="large")
with left:
    column = st.selectbox(
        t("Distribution of"),
        ["score", *DIMENSIONS],
        format_func=lambda c: t("Score") if c == "score" else labels.name("dimension", c, t),
        key="spread",
        bind="query-params",
    )
    bins = summary.distribution(chosen[column])
    fullest = max(bins, key=lambda b: b["n"] or 0)
    title = t("Most shops lie at {range} points", range=fullest["label"])
    clinic.chart(cohort_figures.histogram(bins, title, t("points"), t("shops"), t), key="distribution")
with right:
    # The ten that most shops fail, the largest share on top: the axis is the share.
    worst = sorted(summary.most_failing(chosen), key=lambda w: -w["share"])
    if worst:
        named = [{"label": checks.get(w["check"], w["check"]),
                  "share": w["share"], "n": w["scored"]} for w in worst]  # fmt: skip
        title = t("Fails most often: {name}", name=named[0]["label"])
        clinic.chart(cohort_figures.bars(named, title, t("% of the shops judged"), t), key="failing_bars")
    else:
        st.markdown(t("No check fails in five shops or more."))

st.subheader(t("The shops"), anchor=False)
listed = chosen.sort_values(["score", "merchant_id"], na_position="last").head(LISTED)
picked = st.dataframe(
    listed[["name", "segment", "sales_90", "score"]].assign(
        name=listed.name.fillna(listed.merchant_id), segment=listed.segment.map(segments)
    ),
    hide_index=True,
    key="shops",
    on_select="rerun",
    selection_mode="single-row",
    alt=t("The shops that fit the filters, the lowest score first"),
    column_config={
        "name": st.column_config.TextColumn(t("Shop"), width=120),
        "segment": st.column_config.TextColumn(t("Where it stands"), width=80),
        "sales_90": st.column_config.NumberColumn(t("Sales of 90 days (won)"), format="localized", width=80),
        "score": st.column_config.NumberColumn(t("Score"), format="%.0f", width=40),
    },
)
if picked.selection.rows:
    session.choose(listed.merchant_id.iloc[picked.selection.rows[0]])
    session.go("session.diagnosis")
st.caption(t("Tick a row to open the shop. Region, trade and all other columns are in the file."))
if len(chosen) > LISTED:
    st.caption(t("The first {shown:number} of {n:number}; the file holds all.", shown=LISTED, n=len(chosen)))
cohort_parts.downloads(t, chosen, day)
cohort_parts.measure_now(t)
