"""성과: what treatments and packages did, against shops like them, in words as strong as the evidence."""

from datetime import date, timedelta

import streamlit as st

from data import evaluations
from data.errors import Problem
from diagnostics import outcomes
from diagnostics.outcomes import keeping
from pages.shared import access, outcome_parts, session, show
from pages.shared.catalog import Role

access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()


def measure() -> None:
    """Reckon the study as of the newest data and keep it."""
    with show.working(t("Comparing shops …"), t("Done")):
        result = outcomes.evaluate(space)
        evaluations.save(space, date.fromisoformat(result["as_of"]), {"programme": None}, result)


def measure_button(primary: bool) -> None:
    if st.button(t("Measure the outcomes now"), icon=":material/refresh:", key="measure_outcomes",
                 type="primary" if primary else "secondary"):
        try:
            measure()
        except Problem as wrong:
            show.problem(t, wrong)
        else:
            st.rerun()


try:
    kept = evaluations.newest(space)
except Problem as wrong:
    show.head(t, t("Outcomes"))
    show.problem(t, wrong)
    st.stop()
if kept is None:
    show.head(t, t("Outcomes"))
    show.empty(t, t("No outcomes have been measured yet."),
               t("Press the button: shops that received a treatment are compared with shops like them that have not."))
    measure_button(primary=True)
    st.stop()

show.head(t, t("Outcomes"), t("Data up to {day:date}. {before:number} months before, {after:number} months after. Counts of "
                              "one to four shops are not shown.", day=date.fromisoformat(kept["as_of"]) - timedelta(days=1),
                              **kept["months"]))
outcome_parts.cohort(t, kept["cohort"])
outcome_parts.assumed(t)
for what, heading in (("package", t("Packages")), ("treatment", t("Treatments"))):
    found = [study for study in kept["studies"] if study["what"] == what]
    if found:
        st.subheader(heading, anchor=False)
    for study in found:
        outcome_parts.study(t, study)

usable = keeping.usable(kept)
st.subheader(t("Into the plan"), anchor=False)
if usable:
    outcome_parts.into_plan(t, keeping.listed(kept))
    if st.button(t("Use these effects in plans"), icon=":material/event_available:", key="keep_effects", type="primary"):
        keeping.keep(space, kept)
        st.success(t("Plans reckon with {n:number} measured treatments from now on.", n=len(usable)),
                   icon=":material/check_circle:")
else:
    st.markdown(t("Nothing was measured well enough to be used in plans."))
measure_button(primary=False)
