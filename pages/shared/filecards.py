"""What became of a file, as a card: what it is, what its rows did, how sales changed, and what it still asks for."""
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from data.templates import template
from diagnostics import labels
from diagnostics.texts import Texts
from pages.shared import loading, mapping_editor, period_editor, session, show
from pages.shared.loading import Outcome

PLACE = ("row_no", "column", "reason")


def card(t: Texts, merchant_id: str, mark: str, outcome: Outcome, contents: Mapping[str, Any],
         taken_back: Collection[str] = ()) -> None:
    """One file: what it was recognised as, its period, its rows and warnings; or what it waits for; or what is wrong.

    `contents` are the uploads that are still in the drop zone, by digest; `taken_back` the ids of imports that were undone.
    """
    with st.container(border=True, gap="small", key=f"file_{mark[:12]}"):
        show.card(show.safe(outcome.name), ICONS[outcome.state])
        if outcome.problem is not None:
            show.problem(t, outcome.problem)
        if outcome.asks and mark not in contents:
            st.markdown(t("Drop the file once more to open it."))
        elif outcome.state == "password":
            _password(t, merchant_id, mark, contents)
        elif outcome.state == "unclear":
            mapping_editor.which(t, merchant_id, mark, outcome, contents)
        elif outcome.state == "unknown":
            mapping_editor.editor(t, merchant_id, mark, outcome, contents)
        elif outcome.state == "period":
            period_editor.ask(t, merchant_id, mark, outcome, contents)
        for n, entry in enumerate(outcome.entries):
            if n:
                st.divider()
            _entry(t, entry, entry.get("import_id") in taken_back)


ICONS = {"password": ":material/lock:", "unclear": ":material/contact_support:", "unknown": ":material/contact_support:",
         "period": ":material/date_range:",
         "refused": ":material/report:", "done": ":material/task:"}


def _password(t: Texts, merchant_id: str, mark: str, contents: Mapping[str, Any]) -> None:
    st.markdown(t("This file is locked with the password that was set when it was downloaded."))
    with st.form(f"lock_{mark[:12]}", border=False, clear_on_submit=True):
        password = st.text_input(t("Password of the file"), type="password", autocomplete="off", key=f"password_{mark[:12]}")
        pressed = st.form_submit_button(t("Open the file"), type="primary", icon=":material/lock_open:")
    show.quiet(t("The password is used once and stored nowhere."))
    if pressed and password:
        loading.unlock(merchant_id, mark, contents, password)
        st.rerun()


def _entry(t: Texts, entry: Mapping[str, Any], taken_back: bool) -> None:
    st.markdown(t("Recognised as: {what}", what=f"**{format_name(t, entry['format'])}**"))
    tables = [entry["table"], *(other["table"] for other in entry.get("also") or ())]
    facts = [(":material/table_rows:", ", ".join(labels.name("table", name, t) for name in dict.fromkeys(tables)))]
    if entry.get("first_day") and entry.get("last_day"):
        facts.append((":material/date_range:", period(t, entry["first_day"], entry["last_day"])))
    show.facts(*facts)
    if taken_back:
        st.markdown(f":gray-badge[:material/undo: {t('taken back')}]")
        st.markdown(t("Drop the file once more to load it again."))
        return
    st.markdown(counts(t, entry))
    change = entry.get("change")
    if change and (change["sales_before"] != change["sales_after"] or set(tables) & {"order_lines", "settlements"}):
        st.markdown(f":material/payments: {change_text(t, change)}")
    for warning in entry.get("warnings") or ():
        st.markdown(f":orange[:material/info:] {show.message(t, warning)}")
    if entry["rejected"] and entry.get("import_id"):
        _rejects(t, entry)


def counts(t: Texts, entry: Mapping[str, Any]) -> str:
    """What became of the rows as inline Markdown; what is new is always said, the rest where there is any."""
    badges = [("green", "add", t("{n:number} new", n=entry["loaded"])),
              ("blue", "sync", t("{n:number} updated", n=entry["updated"])),
              ("gray", "equal", t("{n:number} unchanged", n=entry["unchanged"])),
              ("orange", "block", t("{n:number} not taken", n=entry["rejected"]))]
    names = ("", "updated", "unchanged", "rejected")
    said = [badge for badge, name in zip(badges, names, strict=True) if not name or entry[name]]
    return " ".join(f":{color}-badge[:material/{icon}: {text}]" for color, icon, text in said)


def period(t: Texts, first: Any, last: Any) -> str:
    """From which day to which, one day alone as itself."""
    return t("{day:date}", day=first) if first == last else t("{first:date} to {last:date}", first=first, last=last)


def change_text(t: Texts, change: Mapping[str, Any]) -> str:
    """How the sales of the shop moved, as one sentence: from, to, and by how much."""
    before, after = change["sales_before"], change["sales_after"]
    if before == after:
        return t("Sales stay at {after:won}.", after=after)
    if after > before:
        return t("Sales {before:won} → {after:won} (+{by:won})", before=before, after=after, by=after - before)
    return t("Sales {before:won} → {after:won} (−{by:won})", before=before, after=after, by=before - after)


def _rejects(t: Texts, entry: Mapping[str, Any]) -> None:
    """The first refused rows with their reason, and a download of all, with what stood in them but for personal data."""
    with st.expander(t.many("{n} row was not taken: why?", "{n} rows were not taken: why?", entry["rejected"]),
                     icon=":material/rule:", key=f"why_{entry['import_id']}_{entry['table']}"):
        rows = [[t.value(one["row"], "count"), show.message(t, {"text": one["reason"], "params": one["params"]}),
                 show.safe(one["column"] or ""), show.safe((one.get("cells") or {}).get(one["column"]) or "")]
                for one in entry["rejects"][:loading.REJECTS_KEPT]]
        show.grid([t("Row"), t("Reason"), t("Column"), t("What stands there")], rows, alt=t("Rows that were not taken"))
        show.download_rows(t, lambda: rejects_table(t, session.workspace().rejects(entry["import_id"]).to_dict("records")),
                           f"rejects-{entry['import_id'][:8]}.csv", key=f"rejects_{entry['import_id']}_{entry['table']}",
                           label=t("Rows that were not taken, with the reason"))


def rejects_table(t: Texts, rejects: Iterable[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Rows that were not taken, as the store keeps them: place, reason in words, and what stood in each of their columns.

    Rows of before that was kept have their place and reason alone.
    """
    heads = dict(zip(PLACE, (t("Row"), t("Column"), t("Reason")), strict=True))
    rows = []
    for one in rejects:
        cells = json.loads(one["cells"]) if isinstance(one.get("cells"), str) else {}
        reason = t.say({"text": one["reason"], "params": json.loads(one["params"] or "{}")})
        rows.append({heads["row_no"]: one["row_no"], heads["column"]: one["column"], heads["reason"]: reason,
                     **{(f"{name} *" if name in heads.values() else name): text for name, text in cells.items()}})
    return rows


def format_name(t: Texts, format_id: str) -> str:
    """What a format is called."""
    titles = loading.format_titles()
    return t(titles[format_id]) if format_id in titles else show.safe(format_id)


def templates(t: Texts, tables: Sequence[str]) -> None:
    """A template per table, to fill in and bring back."""
    for name in tables:
        st.download_button(labels.name("table", name, t), data=partial(template, name, t), on_click="ignore",
                           file_name=f"{name}.xlsx", key=f"template_{name}", icon=":material/download:")
