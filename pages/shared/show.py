"""Small renderers: the head of a page, the four states, statuses, tables. Nothing of the data ever becomes markup."""
import hashlib
import json
import logging
import os
import re
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import Problem
from data.safe_csv import as_csv
from data.text import _
from diagnostics import labels, quantities
from diagnostics.model import Unit
from diagnostics.texts import Texts
from pages.shared import words

LOG = logging.getLogger("pages")
ROWS_SHOWN = 20
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&^=\"'])")
STACKED = """
div:has(> * > .stacked-%(mark)s), div:has(> .stacked-%(mark)s) { position: absolute; }
.stElementContainer:has(.stacked-%(mark)s) + .stElementContainer { :is(table, tbody, tr) { display: block; width: 100%%; }
  thead { display: none; } tr { padding-block: 0.6rem; }
  tr td { display: flex; gap: 0.4rem; align-items: baseline; border: 0; padding: 0.1rem 0; width: 100%%; }
  td > * { flex: 1; min-width: 0; } }
"""
NAMED = """.stElementContainer:has(.stacked-%(mark)s) + .stElementContainer td:nth-child(%(n)s)::before {
  content: %(head)s ": "; opacity: 0.75; font-size: 0.875em; flex: none; }
"""
"""On a phone: what stood in the heading stands before each value."""
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")


def safe(text: object) -> str:
    """Text of the data (names of products, files, shops) for a place that reads Markdown: shown as it is, never as markup."""
    line = " ".join(str(text).split())
    return _SHORTCODE.sub(":\u2060", _MARKS.sub(r"\\\1", line))


# -- head ------------------------------------------------------------------------------------------------------------

def head(t: Texts, title: str, lead: str = "", *, shop: Mapping[str, Any] | None = None,
         result: Mapping[str, Any] | None = None) -> None:
    """Title and one sentence; whose data, up to which day and how complete, where there is a shop and its result JSON."""
    st.title(title, anchor=False)
    parts = []
    if shop is not None:
        parts.append(f"**{name_of(t, shop)}**")
    if result is not None:
        from diagnostics.overview import overview

        seen = overview(result, t)
        parts += [seen["as_of_text"], seen["coverage_text"]]
    if parts:
        st.caption(" · ".join(parts))
    if lead:
        st.markdown(lead)


def name_of(t: Texts, shop: Mapping[str, Any]) -> str:
    """The shop's name, safe to show; what to call it where nobody named it."""
    name = shop.get("name")
    # A record read from a frame has NaN where nobody gave a name.
    return safe(name if isinstance(name, str) and name.strip() else t("Shop without a name"))


def status(t: Texts, name: str) -> str:
    """A status or a severity as inline Markdown: icon and word."""
    look = words.STATUSES[name]
    return f":{look.color}-badge[{look.icon} {t(look.word)}]"


# -- the four states -------------------------------------------------------------------------------------------------

def empty(t: Texts, what: str, todo: str, icon: str = ":material/inbox:") -> None:
    """Nothing to show yet: what is missing and what to do about it, both in the language of `t`."""
    with st.container(border=True):
        card(what, icon)
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
    st.error(message(t, {"text": what.message, "params": what.params}), icon=":material/error:")


def message(t: Texts, said: Mapping[str, Any]) -> str:
    """A message as results keep it ({"text", "params"}), with what comes from the data made safe to show."""
    params = {name: safe(value) if isinstance(value, str) else value for name, value in (said.get("params") or {}).items()}
    return t.say({"text": said["text"], "params": params})


@contextmanager
def guard(t: Texts) -> Iterator[None]:
    """Whatever goes wrong inside becomes a sentence; what nobody foresaw also gets a number that the log knows."""
    try:
        yield
    except Problem as known:
        problem(t, known)
    except Exception as unknown:  # noqa: BLE001  the last line before the person: everything must end in a sentence
        problem(t, incident(unknown))


def incident(unknown: BaseException) -> Problem:
    """Log what nobody foresaw; the sentence for the person, with the number under which the log knows it."""
    number = uuid.uuid4().hex[:8]
    # Messages of unforeseen errors may quote a buyer's data: the log gets the place and the kind, the rest on request only.
    told = f": {unknown}" if os.environ.get("DIGITAL_DOCTOR_DEBUG") else ""
    place = "".join(traceback.format_tb(unknown.__traceback__))
    LOG.error("incident %s: %s%s\n%s", number, type(unknown).__name__, told, place)
    return Problem(_("Something went wrong on our side. Nothing that you entered is lost. Try again; if it comes back, "
                     "tell us the number {incident}."), incident=number)


# -- tables ----------------------------------------------------------------------------------------------------------

def cell(t: Texts, value: Any, unit: str | None = None, name: str = "") -> str:
    """One value as text: money, shares, days and dates in the language's form, "not known" where there is none."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return t("not known")
    if isinstance(value, date | datetime):
        return t("{day:date}", day=value)
    if isinstance(value, Decimal):
        value = float(value)
    return safe(quantities.cell(value, Unit(unit) if unit else labels.column(name).unit, name, t))


def table(t: Texts, rows: Sequence[Mapping[str, Any]], *, units: Mapping[str, str] | None = None,
          titles: Mapping[str, str] | None = None, alt: str | None = None) -> None:
    """Up to 20 rows as a plain table that wraps on a phone and prints.

    Headings and units come from `titles` and `units` by column name, else from `diagnostics.labels`.
    """
    shown = list(rows)[:ROWS_SHOWN]
    if not shown:
        return
    heads = {name: (titles or {}).get(name) or t(labels.column(name).label) for name in shown[0]}
    grid(shown=[[cell(t, row.get(name), (units or {}).get(name), name) for name in heads] for row in shown],
         heads=list(heads.values()), alt=alt)


def grid(heads: Sequence[str], shown: Sequence[Sequence[str]], alt: str | None = None) -> None:
    """A table of ready text (already `safe`). On a phone, where three columns or more do not fit, each row becomes a card."""
    if len(heads) > 2:
        mark = hashlib.sha256("|".join(heads).encode()).hexdigest()[:8]
        named = "".join(NAMED % {"mark": mark, "n": n, "head": json.dumps(head, ensure_ascii=False).replace("<", " ")}
                        for n, head in enumerate(heads, 1))
        rules = f"@media (max-width: 640px) {{{STACKED % {'mark': mark}}{named}}}"
        st.html(f'<i class="stacked-{mark}" hidden></i><style>{rules}</style>')
    st.table(pd.DataFrame([list(row) for row in shown], columns=list(heads)), border="horizontal", hide_index=True, alt=alt)


def evidence(t: Texts, found: Mapping[str, Any], *, alt: str | None = None) -> None:
    """The evidence of a finding as `diagnostics.explain` gives it: columns, rows of text."""
    rows = [[safe(text) for text in row] for row in found["rows"][:ROWS_SHOWN]]
    if rows:
        grid([column["label"] for column in found["columns"]], rows, alt=alt)


def download_rows(t: Texts, every: Callable[[], Iterable[Mapping[str, Any]]], file_name: str, key: str,
                  label: str | None = None) -> None:
    """A button for all rows as CSV; they are gathered when it is pressed."""
    st.download_button(label or t("Download all rows"), data=lambda: as_csv(list(every())), file_name=file_name, mime="text/csv",
                       key=key, icon=":material/download:", type="tertiary", on_click="ignore")


# -- small words -----------------------------------------------------------------------------------------------------

BY = {"merchant": _("on your own"), "consultant": _("with a consultant"), "vendor": _("by a supplier")}


def card(title: str, icon: str = "") -> None:
    """The heading of a card."""
    st.subheader(f"{icon} {title}" if icon else title, anchor=False)


def labelled(label: str, text: str) -> None:
    """A short label and what it labels."""
    st.markdown(f"**{label}** &nbsp;{text}")


def quiet(text: str) -> None:
    """A line that stays in the background, but readable."""
    st.markdown(f":small[:gray[{text}]]")


def facts(*pairs: tuple[str, str]) -> None:
    """Icon and word, side by side, wrapping on a phone: how long, how much, who."""
    with st.container(horizontal=True, gap="small"):
        for icon, word in pairs:
            st.markdown(f"{icon} {word}", width="content")


def minutes(t: Texts, count: int) -> str:
    """Working time in words: minutes, from two hours on hours."""
    if count < 120:
        return t.many("{n} minute", "{n} minutes", count)
    return t.many("{n} hour", "{n} hours", round(count / 60))


def weeks(t: Texts, start: int, end: int) -> str:
    """From which week to which: the first is week 1; `end` is the first week in which it is over."""
    return t("week {first}", first=start) if end <= start + 1 else t("weeks {first} to {last}", first=start, last=end - 1)


def helper(t: Texts, by: str) -> str:
    """Who does it."""
    return t(BY.get(by, by))
