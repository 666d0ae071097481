"""자료: drop the files of the seller centres, see what was read of each, take one back, and see what is still missing."""
from typing import Any

import streamlit as st

from diagnostics import labels
from diagnostics.overview import overview
from pages.shared import access, filecards, imports_list, jobs, loading, picker, reconciliation, session, show
from pages.shared.catalog import View
from pages.shared.menus import FIRST, MENUS, TEMPLATES

FIRST_FILES = ("order_lines", "listings", "settlements")
KINDS = ["xlsx", "xlsm", "xls", "csv", "tsv", "txt", "htm", "html", "xml", "parquet", "zip"]

access.require()
t = session.texts()
merchant = session.merchant()
if merchant is None:
    show.head(t, t("Whose files are they?"))
    picker.pick(t)
    st.stop()

space = session.workspace()
loading.collect(merchant)
turn = st.session_state.setdefault(f"uploads_{merchant}", 0)
top = st.container()
files = st.file_uploader(t("Drop the files of the seller centre here, as many as you like, just as they were downloaded."),
                         type=KINDS, accept_multiple_files=True, key=f"uploads_{merchant}_{turn}")
show.quiet(t("Names, phone numbers and addresses of buyers are left out while reading; they are never stored."))
contents = loading.start(merchant, files)
under_way = {job.mark for job in jobs.waiting(merchant)}
progress = st.empty()
# While files are read the diagnosis would be of a shop that is half there.
known = not under_way and space.last_day(merchant) is not None
result = session.diagnosis(merchant, stage=session.stage()) if known else None
with top:
    show.head(t, t("Files"), shop=session.record(merchant), result=result)

imports = space.imports(merchant)
taken_back = set(imports.import_id[imports.undone_at.notna()])
for mark, outcome in loading.most_urgent(merchant):
    if mark not in under_way:
        filecards.card(t, merchant, mark, outcome, contents, taken_back)
if files and not under_way and not loading.asking(merchant):
    # The work is done: a fresh drop zone lets go of the bytes, the cards stay.
    st.session_state[f"uploads_{merchant}"] = turn + 1
    st.rerun()

if result is not None:
    seen = overview(result, t)
    st.header(t("What we know now"), anchor=False)
    rows = result["summary"].get("rows") or imports[imports.undone_at.isna()].groupby("table").loaded.sum().to_dict()
    st.markdown(" ".join(f":green-badge[:material/check: {labels.name('table', name, t)} {t.value(rows[name], 'count')}]"
                         for name in labels.TABLES if rows.get(name)))
    staff = session.view() == View.CONSULTANT
    reconciliation.sentence(t, merchant)
    if st.button(t("See the diagnosis") if staff else t("See my result"), type="primary", icon=":material/stethoscope:",
                 key="onward"):
        session.go("session.diagnosis" if staff else "start.result")
    reconciliation.view(t, merchant)
if not imports.empty:
    box = st.expander(t("All files of this shop ({n:number})", n=len(imports)), icon=":material/history:", key="all_files",
                      on_change="rerun")
    if box.open:
        with box:
            imports_list.imports_list(t, merchant, imports)

missing: list[dict[str, Any]] = [] if under_way else seen["missing"] if result is not None else [
    {"table": name, "name": labels.name("table", name, t), "dimensions": [], "bring": t(labels.BRING[name])}
    for name in FIRST_FILES]
if missing:
    st.header(t("What would make it complete"), anchor=False)
    for gap in missing:
        with st.container(border=True, gap="xsmall"):
            show.card(gap["name"], ":material/note_add:")
            if gap["dimensions"]:
                show.quiet(t("Then we can also say something about: {parts}", parts=", ".join(gap["dimensions"])))
            paths = [f"- {t(path)}" for _channel, path in MENUS.get(gap["table"], ())]
            st.markdown("\n".join(paths[:FIRST]) or gap["bring"])
            if paths[FIRST:]:
                with st.expander(t("In other seller centres"), icon=":material/storefront:"):
                    st.markdown("\n".join(paths[FIRST:]))
            if gap["table"] == "answers":
                session.link("start.selfcheck", t("Self-check"))
with st.expander(t("No such file? Fill in our template"), icon=":material/table:"):
    filecards.templates(t, TEMPLATES)
loading.watch(t, merchant, progress)
