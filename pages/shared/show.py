"""Small renderers: the head of a page, the four states, statuses, tables. Nothing of the data ever becomes markup."""
import csv
import io
import logging
import os
import re
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import Problem
from diagnostics.texts import Texts
from pages.shared import words

LOG = logging.getLogger("pages")
ROWS_SHOWN = 20
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&^=\"'])")
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")


def safe(text: object) -> str:
    """Text of the data (names of products, files, shops) for a place that reads Markdown: shown as it is, never as markup."""
    line = " ".join(str(text).split())
    return _SHORTCODE.sub(":\u2060", _MARKS.sub(r"\\\1", line))


# -- head ------------------------------------------------------------------------------------------------------------

def head(t: Texts, title: str, lead: str = "", *, shop: Mapping[str, Any] | None = None,
         result: Mapping[str, Any] | None = None) -> None:
    """Title and one sentence; whose data, up to which day and how complete, where there is a shop."""
    st.title(title, anchor=False)
    parts = []
    if shop is not None:
        parts.append(f"**{safe(shop.get('name') or t('Shop without a name'))}**")
    if result is not None:
        last = date.fromisoformat(str(result["as_of"])[:10]) - timedelta(days=1)
        parts.append(t("data up to {day:date}", day=last))
        parts.append(completeness(t, result))
    if parts:
        st.caption(" · ".join(parts))
    if lead:
        st.markdown(lead)


def completeness(t: Texts, result: Mapping[str, Any]) -> str:
    """How much of the questions the data can answer, in words."""
    coverage = result["summary"]["coverage"] or 0.0
    missing = [t(words.DIMENSIONS[d]) for d, s in result["summary"]["dimensions"].items() if not s["coverage"]]
    text = t("{coverage:percent} of the questions can be answered", coverage=round(coverage, 2))
    return f"{text} — {t('nothing yet on: {parts}', parts=', '.join(missing))}" if missing else text


def status(t: Texts, name: str) -> str:
    """A status as inline Markdown: icon and word."""
    word = {**words.STATUSES, **words.SEVERITIES}[name]
    return f":{word.color}-badge[{word.icon} {t(word.word)}]"


# -- the four states -------------------------------------------------------------------------------------------------

def empty(t: Texts, what: str, todo: str, icon: str = ":material/inbox:") -> None:
    """Nothing to show yet: what is missing and what to do about it."""
    with st.container(border=True):
        st.markdown(f"#### {icon} {what}")
        st.markdown(todo)


@contextmanager
def working(label: str, done: str) -> Iterator[Any]:
    """Long work that says what it is doing: `.update(label=…)` on the value; it ends with `done`."""
    with st.status(label, expanded=False) as box:
        try:
            yield box
        except BaseException:
            box.update(state="error")
            raise
        box.update(label=done, state="complete")


def problem(t: Texts, what: Problem) -> None:
    """The sentence of something that a person can mend."""
    st.error(t(what.message, **{name: safe(value) if isinstance(value, str) else value for name, value in what.params.items()}),
             icon=":material/error:")


@contextmanager
def guard(t: Texts) -> Iterator[None]:
    """Whatever goes wrong inside becomes a sentence; what nobody foresaw also gets a number that the log knows."""
    try:
        yield
    except Problem as known:
        problem(t, known)
    except Exception as unknown:  # noqa: BLE001  the last line before the person: everything must end in a sentence
        incident = uuid.uuid4().hex[:8]
        # Messages of unforeseen errors may quote a buyer's data: the log gets the place and the kind, the rest on request only.
        told = f": {unknown}" if os.environ.get("DIGITAL_DOCTOR_DEBUG") else ""
        LOG.error("incident %s: %s%s\n%s", incident, type(unknown).__name__, told, "".join(traceback.format_tb(unknown.__traceback__)))
        st.error(t("Something went wrong on our side. Nothing that you entered is lost. Try again; if it comes back, "
                   "tell us the number {incident}.", incident=incident), icon=":material/error:")


# -- tables ----------------------------------------------------------------------------------------------------------

def cell(t: Texts, value: Any, unit: str | None = None) -> str:
    """One value as text: money, shares, days and dates in the language's form, "not known" where there is none."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return t("not known")
    if unit is not None and isinstance(value, int | float | Decimal):
        return t.value(float(value), unit)
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, date | datetime):
        return t("{day:date}", day=value)
    if isinstance(value, int | float | Decimal):
        return t.value(float(value), "count")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+)?", value):
        return t("{day:date}", day=value)
    return safe(value)


def table(t: Texts, rows: Sequence[Mapping[str, Any]], *, units: Mapping[str, str] | None = None,
          titles: Mapping[str, str] | None = None, alt: str | None = None) -> None:
    """Up to 20 rows as a plain table that wraps on a phone and prints; headings from `titles` (shown as they are) or `words`."""
    shown = list(rows)[:ROWS_SHOWN]
    if not shown:
        return
    heads = {name: (titles or {}).get(name) or heading(t, name) for name in shown[0]}
    frame = pd.DataFrame([{heads[name]: cell(t, row.get(name), (units or {}).get(name)) for name in shown[0]} for row in shown])
    st.table(frame, border="horizontal", hide_index=True, alt=alt)


def heading(t: Texts, name: str) -> str:
    return t(words.COLUMNS[name]) if name in words.COLUMNS else safe(name.replace("_", " "))


def evidence(t: Texts, rows: Sequence[Mapping[str, Any]], *, file_name: str, key: str,
             every: Callable[[], Iterable[Mapping[str, Any]]] | None = None, units: Mapping[str, str] | None = None,
             titles: Mapping[str, str] | None = None, alt: str | None = None) -> None:
    """The first 20 rows, and all of them (`every`, made when asked for) as a file."""
    table(t, rows, units=units, titles=titles, alt=alt)
    st.download_button(t("Download all rows"), data=lambda: as_csv(list(every() if every else rows)), file_name=file_name,
                       mime="text/csv", key=key, icon=":material/download:", type="tertiary", on_click="ignore")


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV that Excel opens in Korean; text that a spreadsheet would run as a formula is defused."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer.writerow(names)
    for row in rows:
        values = [row.get(name) for name in names]
        writer.writerow(["'" + v if isinstance(v, str) and v.startswith(("=", "+", "-", "@", "\t", "\r")) else v for v in values])
    return out.getvalue().encode("utf-8-sig")
