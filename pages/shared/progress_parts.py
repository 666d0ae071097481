"""Parts of the page on roster and progress: the steps, the stages, loading a roster."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from data import roster
from diagnostics import cohort_figures, cohorts, funnel
from diagnostics.figures import GOOD
from diagnostics.programmes import load_roster
from diagnostics.texts import Texts, won_words
from pages.shared import clinic, session, show

STAGE_NAMES = {"intake": "T0", "mid": "T1", "exit": "T2"}
FORM = ("가게 ID", "상호", "사업자등록번호", "지역", "업종", "구분", "담당 상담사", "신청일", "중단일", "패키지",
        "지원 항목", "시작일", "종료일", "비용(원)")


def _few(t: Texts) -> str:
    return t("too few to show")


def first_line(t: Texts, steps: Sequence[dict[str, Any]]) -> None:
    """Applied, treated, sold, still selling: of how many, and the share."""
    by = {step["step"]: step for step in steps}
    for column, name in zip(st.columns(4), ("applied", "treated", "sold", "still"), strict=True):
        step = by[name]
        said = _few(t) if step["n"] is None else t("{n:number} shops", n=step["n"])
        if name != "applied" and step["share"] is not None:
            said = t.value(step["share"], "share")
        column.metric(t(funnel.STEPS[name][0]), said, help=t(funnel.STEPS[name][1]))


def steps(t: Texts, found: Sequence[dict[str, Any]]) -> None:
    """The way as bars, and each step's rule and numbers."""
    told = [{"label": t(funnel.STEPS[s["step"]][0]), "share": s["share"], "n": s["n"]} for s in found if s["share"] is not None]
    reached = {s["step"]: s["share"] for s in found}
    if reached["sold"] is not None:
        title = t("{share:percent} of those who applied have sold something since", share=reached["sold"])
    else:
        title = t("How far the shops came")
    clinic.chart(cohort_figures.bars(told, title, t("% of those of whom it can be told"), t, colour=GOOD), key="funnel")
    with st.expander(t("What each step counts"), key="rules"):
        for step in found:
            name, rule = funnel.STEPS[step["step"]]
            number = _few(t) if step["too_few"] else t("{n:number} of {known:number}", n=step["n"], known=step["known"] or 0)
            st.markdown(f"**{t(name)}** · {number}  \n{t(rule)}")


def stages(t: Texts, found: Sequence[dict[str, Any]]) -> None:
    """Each stage: share without a sale, median, n and who is missing first."""
    if not found:
        st.markdown(t("No stage has a day yet. Set the days of T0, T1 and T2 below."))
        return
    for column, one in zip(st.columns(len(found)), found, strict=True):
        with column.container(border=True, key=f"stage_{one['stage']}"):
            st.markdown(f"**{STAGE_NAMES[one['stage']]}** · {t('up to {day:date}', day=one['as_of'] - timedelta(days=1))}")
            if not one["kept"]:
                st.markdown(t("Not diagnosed as of this day yet."))
                continue
            st.metric(t("No sale in 90 days"),
                      _few(t) if one["sold_nothing"] is None else t.value(one["sold_nothing"], "share"))
            said = _few(t) if one["median_sales"] is None else won_words(one["median_sales"], t.language)
            st.markdown(t("Median sales of 90 days: {sales}", sales=said))
            score = _few(t) if one["median_score"] is None else t("{score:number} points", score=one["median_score"])
            st.markdown(t("Median score: {score}", score=score))
            counts = {name: _few(t) if one[name] is None else t.value(one[name], "count") for name in ("n", "left", "no_data")}
            st.caption(t("There: {n} · left: {left} · nothing known: {no_data}", **counts))


def changes(t: Texts, found: dict[str, Any], first: date, last: date) -> None:
    """The same shops at the first and the last stage: before and after, nothing more."""
    if found["n"] is None or found["score"] is None:
        st.markdown(t("Too few shops were there at both stages to compare them."))
        return
    counts = {name: _few(t) if found[name] is None else t.value(found[name], "count")
              for name in ("began", "stopped", "missing")}
    st.markdown(t("The same {n:number} shops, from {first:date} to {last:date}: the score changed by {score:number} points in "
                  "the median, sales of 90 days by {sales}. Began to sell: {began}. Stopped: {stopped}. Missing at the "
                  "later day: {missing}.", n=found["n"], first=first, last=last, score=round(found["score"], 1),
                  sales=won_words(found["sales"], t.language), **counts))
    st.caption(t("This is before and after. What the programme caused is told by the page on outcomes, against shops like them."))


def diagnose(t: Texts, days: Sequence[date]) -> None:
    """A button that diagnoses all shops as of the days of the stages."""
    if st.button(t("Diagnose all shops at the missing stages"), icon=":material/refresh:", key="measure_stages"):
        with show.working(t("Diagnosing all shops …"), t("Done")) as box:
            def told(day: date, n: int) -> None:
                box.update(label=t("{n:number} shops, data up to {day:date}", n=n, day=day - timedelta(days=1)))

            cohorts.save(session.workspace(), days, told)
        st.rerun()


def load(t: Texts) -> None:
    """A roster from a file, and the empty form for it."""
    uploaded = st.file_uploader(t("Roster (xlsx, csv)"), type=["xlsx", "xls", "csv"], key="roster_file")
    name = st.text_input(t("Programme of rows that name none"), key="roster_programme")
    if uploaded is not None and st.button(t("Load the roster"), icon=":material/upload:", key="load_roster"):
        with show.guard(t):
            told = load_roster(session.workspace(), uploaded.getvalue(), uploaded.name, name.strip() or None)
            st.success(t("{n:number} shops new on the roster, {updated:number} changed, {same:number} as before; "
                         "{treatments:number} treatments new or changed.",
                         n=told["loaded"], updated=told["updated"], same=told["unchanged"],
                         treatments=told["treatments"]["loaded"] + told["treatments"]["updated"]))
            for reject in told["rejects"][:show.ROWS_SHOWN]:
                st.markdown(t("Row {row:number}, {column}: {reason}", row=reject["row"], column=show.safe(reject["column"]),
                              reason=t(reject["reason"], **reject["params"])))
    st.download_button(t("Empty roster (CSV)"), pd.DataFrame(columns=list(FORM)).to_csv(index=False).encode("utf-8-sig"),
                       "roster.csv", "text/csv", key="roster_form", icon=":material/download:", type="tertiary",
                       on_click="ignore")


def set_stages(t: Texts, programme: str) -> None:
    """The days of T0, T1 and T2."""
    space = session.workspace()
    known = {s: pd.Timestamp(d).date() for s, d in roster.stages(space, programme)[["stage", "as_of"]].itertuples(index=False)}
    with st.form("stages", border=False):
        given = {stage: column.date_input(t("Day of {stage}", stage=name), value=known.get(stage), key=f"day_{programme}_{stage}",
                                          format="YYYY-MM-DD")
                 for column, (stage, name) in zip(st.columns(3), STAGE_NAMES.items(), strict=True)}
        if st.form_submit_button(t("Keep the days"), icon=":material/event:"):
            with show.guard(t):
                for stage, day in given.items():
                    if day is not None and day != known.get(stage):
                        roster.set_stage(space, programme, stage, day)
                st.rerun()
