"""Parts of the cohort page: the button that measures, the first line, the file."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from data import roster
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


def members(t: Texts) -> set[str] | None:
    """Filters by programme and consultant: the merchants who fit; None where nothing was chosen or there is no roster."""
    space = session.workspace()
    listed = session.remembered("roster", (roster.state(space), space.viewer), lambda: roster.members(space))
    chosen = {}
    for column, label in (("programme", t("Programme")), ("consultant", t("Consultant"))):
        known = sorted(listed[column].dropna().unique())
        if known:
            chosen[column] = st.multiselect(label, known, placeholder=t("Choose"), key=column, bind="query-params")
    if not any(chosen.values()):
        return None
    for column, wanted in chosen.items():
        listed = listed[listed[column].isin(wanted)] if wanted else listed
    return set(listed.merchant_id)


def downloads(t: Texts, rows: pd.DataFrame, day: str) -> None:
    """The rows that fit the filters in the three file types."""
    with st.container(horizontal=True):
        for form, (write, mime) in FORMS.items():
            st.download_button(t("Download the table ({form})", form=form), data=partial(_file, write, rows),
                               file_name=f"cohort-{day}.{SUFFIX[form]}", mime=mime, icon=":material/download:", on_click="ignore",
                               key=f"download_cohort_{SUFFIX[form]}")


def _file(write: Callable[[pd.DataFrame], bytes], rows: pd.DataFrame) -> bytes:
    listed = rows.assign(failing=rows.failing.str.join(" "))
    return write(listed[[*cohorts.COLUMNS, "sales_90", "region", "industry", "failing"]])


def as_csv(rows: pd.DataFrame) -> bytes:
    """CSV in which no text of a merchant can act as a formula."""
    return safe(rows).to_csv(index=False).encode("utf-8-sig")


def as_xlsx(rows: pd.DataFrame) -> bytes:
    """A workbook; texts stay texts."""
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": {
            "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}}) as book:
        rows.to_excel(book, index=False, sheet_name="cohort", freeze_panes=(1, 1))
    return out.getvalue()


def as_parquet(rows: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    rows.to_parquet(out, index=False)
    return out.getvalue()


def safe(rows: pd.DataFrame) -> pd.DataFrame:
    """Texts that a spreadsheet would take for a formula with an apostrophe before them."""
    texts = [c for c in rows.columns if rows[c].map(lambda v: isinstance(v, str)).any()]
    return rows.assign(**{c: rows[c].map(lambda v: "'" + v if isinstance(v, str) and v[:1] in RISKY and v else v) for c in texts})


RISKY = "=+-@\t\r"
SUFFIX = {"XLSX": "xlsx", "CSV": "csv", "Parquet": "parquet"}
FORMS = {"XLSX": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "CSV": (as_csv, "text/csv"),
         "Parquet": (as_parquet, "application/vnd.apache.parquet")}
