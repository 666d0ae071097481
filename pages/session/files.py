"""자료: drop the files of the seller centres, see what was read of each, and what is still missing."""
import streamlit as st

from diagnostics import labels
from diagnostics.overview import overview
from pages.shared import access, filecards, loading, picker, session, show
from pages.shared.catalog import View
from pages.shared.menus import MENUS, TEMPLATES

FIRST_FILES = ("order_lines", "listings", "settlements")
KINDS = ["xlsx", "xls", "csv", "parquet", "html", "htm", "txt"]

access.require()
t = session.texts()
merchant = session.merchant()
if merchant is None:
    show.head(t, t("Whose files are they?"))
    picker.pick(t)
    st.stop()

space = session.workspace()
before = session.diagnosis(merchant, stage=session.stage()) if space.last_day(merchant) else None
show.head(t, t("Files"), shop=session.record(merchant), result=before)
turn = st.session_state.setdefault(f"uploads_{merchant}", 0)
files = st.file_uploader(t("Drop the files of the seller centre here, as many as you like, just as they were downloaded."),
                         type=KINDS, accept_multiple_files=True, max_upload_size=100, key=f"uploads_{merchant}_{turn}")
show.quiet(t("Names, phone numbers and addresses of buyers are left out while reading; they are never stored."))
loading.load_all(t, merchant, files)

contents = {loading.digest(file.getvalue()): file for file in files}
for mark, outcome in loading.most_urgent(merchant):
    filecards.card(t, merchant, mark, outcome, contents)
if files and not loading.waiting(merchant):
    # The work is done: a fresh drop zone lets go of the bytes, the cards stay.
    st.session_state[f"uploads_{merchant}"] = turn + 1
    st.rerun()

imports = space.imports(merchant)
if space.last_day(merchant):
    result = session.diagnosis(merchant, stage=session.stage())
    seen = overview(result, t)
    st.header(t("What we know now"), anchor=False)
    rows = result["summary"].get("rows") or imports.groupby("table").loaded.sum().to_dict()
    known = [name for name in labels.TABLES if rows.get(name)]
    st.markdown(" ".join(f":green-badge[:material/check: {labels.name('table', name, t)} {t.value(rows[name], 'count')}]"
                         for name in known))
    with st.container(horizontal=True):
        staff = session.view() == View.CONSULTANT
        if st.button(t("See the diagnosis") if staff else t("See my result"), type="primary", icon=":material/stethoscope:",
                     key="onward"):
            session.go("session.diagnosis" if staff else "start.result")
    missing = seen["missing"]
else:
    missing = [{"table": name, "name": labels.name("table", name, t), "dimensions": [], "bring": t(labels.BRING[name])}
               for name in FIRST_FILES]

if missing:
    st.header(t("What would make it complete"), anchor=False)
    for gap in missing:
        with st.container(border=True, gap="xsmall"):
            show.card(gap["name"], ":material/note_add:")
            if gap["dimensions"]:
                show.quiet(t("Then we can also say something about: {parts}", parts=", ".join(gap["dimensions"])))
            for _channel, path in MENUS.get(gap["table"], ()):
                st.markdown(f"- {t(path)}")
            if gap["table"] not in MENUS:
                st.markdown(gap["bring"])
            if gap["table"] == "answers":
                session.link("start.selfcheck", t("Self-check"))
with st.expander(t("No such file? Fill in our template"), icon=":material/table:"):
    filecards.templates(t, TEMPLATES)
if not imports.empty:
    with st.expander(t("All files of this shop"), icon=":material/history:"):
        filecards.history(t, imports)
