"""What became of a file, as a card; templates to fill in; the files that were loaded before."""
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.templates import template
from diagnostics import labels
from diagnostics.texts import Texts
from pages.shared import loading, show
from pages.shared.loading import Outcome


def card(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any]) -> None:
    """One file: what it was recognised as, its period, its rows and warnings; or the password it waits for; or what is wrong.

    `contents` are the uploads that are still in the drop zone, by digest.
    """
    with st.container(border=True, gap="small", key=f"file_{mark[:12]}"):
        if outcome.state == "password":
            show.card(show.safe(outcome.name), ":material/lock:")
            _password(t, merchant_id, mark, outcome, contents)
        elif outcome.state == "refused":
            show.card(show.safe(outcome.name), ":material/report:")
            if outcome.problem is not None:
                show.problem(t, outcome.problem)
        else:
            show.card(show.safe(outcome.name), ":material/task:")
            for entry in outcome.entries:
                _entry(t, entry)


def _password(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any]) -> None:
    st.markdown(t("This file is locked with the password that was set when it was downloaded."))
    if outcome.problem is not None:
        show.problem(t, outcome.problem)
    if mark not in contents:
        st.markdown(t("Drop the file once more to open it."))
        return
    with st.form(f"lock_{mark[:12]}", border=False, clear_on_submit=True):
        password = st.text_input(t("Password of the file"), type="password", autocomplete="off", key=f"password_{mark[:12]}")
        pressed = st.form_submit_button(t("Open the file"), type="primary", icon=":material/lock_open:")
    show.quiet(t("The password is used once and stored nowhere."))
    if pressed and password:
        with show.working(t("Opening the file …"), t("The file is read.")):
            loading.unlock(merchant_id, mark, contents, password)
        st.rerun()


def _entry(t: Texts, entry: Mapping[str, Any]) -> None:
    st.markdown(t("Recognised as: {what}", what=f"**{format_name(t, entry['format'])}**"))
    tables = [entry["table"], *(other["table"] for other in entry.get("also") or ())]
    facts = [(":material/table_rows:", ", ".join(labels.name("table", name, t) for name in tables))]
    if entry.get("first_day") and entry.get("last_day"):
        period = t("{first:date} to {last:date}", first=entry["first_day"], last=entry["last_day"])
        facts.append((":material/date_range:", period))
    show.facts(*facts)
    counts = [("green", "add", t("{n:number} new", n=entry["loaded"])),
              ("blue", "sync", t("{n:number} updated", n=entry["updated"])),
              ("gray", "equal", t("{n:number} unchanged", n=entry["unchanged"])),
              ("orange" if entry["rejected"] else "gray", "block", t("{n:number} not taken", n=entry["rejected"]))]
    # What is new is always said; the rest where there is any.
    names = ("", "updated", "unchanged", "rejected")
    said = [badge for badge, name in zip(counts, names, strict=True) if not name or entry[name]]
    st.markdown(" ".join(f":{color}-badge[:material/{icon}: {text}]" for color, icon, text in said))
    for warning in entry.get("warnings") or ():
        st.markdown(f":orange[:material/info:] {show.message(t, warning)}")
    if entry["rejected"] and entry.get("import_id"):
        show.download_rows(t, lambda: loading.rejects_rows(t, entry["import_id"]), f"rejects-{entry['import_id'][:8]}.csv",
                           key=f"rejects_{entry['import_id']}_{entry.get('table')}",
                           label=t("Rows that were not taken, with the reason"))


def format_name(t: Texts, format_id: str) -> str:
    """What a format is called."""
    titles = loading.format_titles()
    return t(titles[format_id]) if format_id in titles else show.safe(format_id)


def templates(t: Texts, tables: Sequence[str]) -> None:
    """A template per table, to fill in and bring back."""
    for name in tables:
        st.download_button(labels.name("table", name, t), data=partial(template, name, t), on_click="ignore",
                           file_name=f"{name}.xlsx", key=f"template_{name}", icon=":material/download:")


def history(t: Texts, imports: pd.DataFrame) -> None:
    """The files that were loaded, the newest first."""
    rows = [[show.safe(r["file"]), labels.name("table", r["table"], t), show.cell(t, r["imported_at"]),
             *(t.value(r[n], "count") for n in ("loaded", "updated", "rejected"))] for r in imports.to_dict("records")]
    show.grid([t("File"), t("Content"), t("Loaded on"), t("New"), t("Updated"), t("Not taken")], rows[:show.ROWS_SHOWN],
              alt=t("Files that were loaded"))
    if len(rows) > show.ROWS_SHOWN:
        show.quiet(t("{n:number} older files are not shown.", n=len(rows) - show.ROWS_SHOWN))
