"""Parts of the cohort page: the button that measures, the first line, the file."""

import io
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from diagnostics import cohorts, labels
from diagnostics.texts import Texts, won_words
from pages.shared import session, show


def measure_now(t: Texts) -> None:
    """A button that diagnoses all shops as of the newest data and keeps the rows."""
    if st.button(t("Diagnose all shops now"), icon=":material/refresh:", key="measure"):
        with show.working(t("Diagnosing all shops …"), t("Done")) as box:
            def told(day: date, n: int) -> None:
                box.update(label=t("{n:number} shops, data up to {day:date}", n=n, day=day - timedelta(days=1)))

            cohorts.save(session.workspace(), say=told)
        st.rerun()


def first_line(t: Texts, head: dict) -> None:
    """n, share without a sale, median: what a programme must say first."""
    a, b, c, d = st.columns(4)
    a.metric(t("Shops"), t.value(head["n"], "count"))
    nothing = head["sold_nothing"]
    b.metric(
        t("No sale in 90 days"),
        t("too few to show") if nothing["share"] is None else t.value(nothing["share"], "share"),
        help=t("n={n}. Shops that never sold are in it.", n=nothing["n"] if nothing["n"] is not None else "<5"),
    )
    c.metric(
        t("Median sales of 90 days"),
        t("too few to show") if head["median_sales"] is None else won_words(head["median_sales"], t.language),
    )
    d.metric(
        t("Median score"),
        t("too few to show") if head["median_score"] is None else t("{score:number} points", score=head["median_score"]),
        help=t("Of {n:number} shops with enough data for a number.", n=head["scored"]),
    )
    st.caption(
        " · ".join(
            f"{labels.name('segment', s['segment'], t)} "
            + (t("too few to show") if s["n"] is None else t("{n:number} shops", n=s["n"]))
            for s in head["segments"]
        )
    )


def as_file(rows: pd.DataFrame) -> bytes:
    out = io.StringIO()
    listed = rows.assign(failing=rows.failing.str.join(" "))[[*cohorts.COLUMNS, "sales_90", "region", "industry", "failing"]]
    listed.to_csv(out, index=False)
    return out.getvalue().encode("utf-8-sig")
