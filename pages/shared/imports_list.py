"""The files of a shop that were loaded, the newest first: what, when, by whom, what became of the rows; and taking one back."""
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import Problem
from data.merging.undo import undo
from data.workspace import LOCAL
from diagnostics import labels
from diagnostics.texts import Texts
from pages.shared import filecards, session, show

STEP = 10
"""Files shown at first, and with each press on the button for more."""


def imports_list(t: Texts, merchant_id: str, imports: pd.DataFrame) -> None:
    """All imports of a shop as `data.workspace.Workspace.imports` gives them; those taken back are marked and stay."""
    said = st.session_state.pop(f"undone_{merchant_id}", None)
    if isinstance(said, Problem):
        show.problem(t, said)
    elif said is not None:
        st.success(_undone(t, said), icon=":material/undo:")
    shown = st.session_state.setdefault(f"imports_shown_{merchant_id}", STEP)
    for row in imports.head(shown).to_dict("records"):
        _row(t, merchant_id, {str(name): None if pd.isna(value) else value for name, value in row.items()})
    rest = min(len(imports) - shown, STEP)
    if rest > 0 and st.button(t.many("Show {n} older file", "Show {n} older files", rest), key="imports_more",
                              icon=":material/expand_more:"):
        st.session_state[f"imports_shown_{merchant_id}"] = shown + STEP
        st.rerun()


def _row(t: Texts, merchant_id: str, row: Mapping[str, Any]) -> None:
    back = row["undone_at"] is not None
    with st.container(border=True, gap="xsmall", key=f"import_{row['import_id']}"):
        st.markdown(f"{':material/undo:' if back else ':material/description:'} **{show.safe(row['file'])}**")
        facts = [(":material/table_rows:", f"{labels.name('table', row['table'], t)} · {_kind(t, row)}")]
        if row["first_day"] is not None and row["last_day"] is not None:
            facts.append((":material/date_range:", filecards.period(t, row["first_day"], row["last_day"])))
        show.facts(*facts)
        if back:
            st.markdown(f":gray-badge[:material/undo: {t('taken back')}]")
        else:
            st.markdown(filecards.counts(t, row))
        with st.container(horizontal=True, vertical_alignment="center"):
            show.quiet(_who(t, t("Loaded"), row["imported_at"], row["imported_by"]))
            if not back:
                _offer(t, merchant_id, row)
        if back:
            show.quiet(_who(t, t("Taken back"), row["undone_at"], row["undone_by"]) + " · "
                       + t("Drop the file once more to load it again."))


def _kind(t: Texts, row: Mapping[str, Any]) -> str:
    return filecards.format_name(t, row["format"])


def _who(t: Texts, what: str, at: Any, by: str | None) -> str:
    """What was done, when and by whom; without a sign-in by this machine."""
    person = t("on this computer") if by in (None, LOCAL.name) else show.safe(by)
    return f"{what}: {t('{day:date}', day=at)} {at:%H:%M} · {person}"


def _offer(t: Texts, merchant_id: str, row: Mapping[str, Any]) -> None:
    """The way back: what will change is said in words before it is done."""
    with st.popover(t("Take back"), icon=":material/undo:", type="tertiary", key=f"back_{row['import_id']}"):
        st.markdown(t("The store will be as if this file had never been loaded."))
        if row["loaded"]:
            st.markdown("- " + t.many("{n} row came from this file. It goes, unless another file tells of it too.",
                                      "{n} rows came from this file. They go, unless another file tells of them too.",
                                      row["loaded"]))
        if row["updated"]:
            st.markdown("- " + t.many("{n} row was changed by it. It shows again what the other files say.",
                                      "{n} rows were changed by it. They show again what the other files say.", row["updated"]))
        st.markdown("- " + t("The file stays in this list, marked as taken back. Drop it once more to load it again."))
        if st.button(t("Take this file back"), type="primary", icon=":material/undo:", key=f"undo_{row['import_id']}"):
            try:
                st.session_state[f"undone_{merchant_id}"] = undo(session.workspace(), merchant_id, row["import_id"])
            except Problem as refused:
                st.session_state[f"undone_{merchant_id}"] = refused
            st.rerun()


def _undone(t: Texts, answer: Mapping[str, Any]) -> str:
    """What a way back has changed, as sentences."""
    parts = [t("{file} is taken back.", file=show.safe(answer["file"])),
             t.many("{n} row is gone.", "{n} rows are gone.", answer["removed"])]
    if answer["updated"]:
        parts.append(t.many("{n} row shows what other files say.", "{n} rows show what other files say.", answer["updated"]))
    if answer.get("change"):
        parts.append(filecards.change_text(t, answer["change"]))
    return " ".join(parts)
