"""본점 상품: one list of all products, the table to edit it, what each channel would say to it, and where channels differ."""
from typing import Any

import streamlit as st

from data import master
from data.product import files, seeding
from data.read import Upload
from data.text import _
from diagnostics import units
from diagnostics.master import differences, overview, used_channels
from diagnostics.quantities import channel_title
from pages.shared import access, clinic, master_card, master_faults, master_table, session, show
from pages.shared.master_table import TOLD

access.require()
PARTS = {"table": _("Table"), "mend": _("To mend"), "differ": _("Channels differ"), "file": _("File")}
ACTS = {master.TYPED: _("typed"), master.FILE: _("file"), master.SEEDED: _("taken over"), master.FIXED: _("fix"),
        master.DELETED: _("taken off"), master.UNDONE: _("taken back")}
LOADED = _("{n:number} products of the file were kept.")
SEEDED = _("{added:number} products were put on the list, {filled:number} were completed.")
MOST_MB = 30

t = session.texts()
merchant = clinic.open_shop(t, t("Product list"))
space = session.workspace()
revision = master.revision(space, merchant)
version = space.version(merchant)
rows: list[dict[str, Any]] = session.remembered("master", (merchant, revision), lambda: master.products(space, merchant))
mine = used_channels(rows)


def begin() -> None:
    """Put what is known on the list."""
    result = seeding.seed(session.workspace(), merchant)
    note = {"text": SEEDED, "params": {"added": result["added"], "filled": result["filled"]}}
    st.session_state[TOLD] = {**result, "note": note}


def add() -> None:
    """A new product of which the name is known."""
    master_table.keep(merchant, [{"title": st.session_state["new_title"]}])
    if not st.session_state[TOLD]["refused"]:
        st.session_state["new_title"] = ""


def take_back(act: str) -> None:
    """Undo an act."""
    result = master.undo(session.workspace(), merchant, act)
    st.session_state[TOLD] = {"act": result["act"], "refused": [], "conflicts": [], "note": {"text": _("It was taken back.")}}


def new_product() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(t("Name of a new product"), key="new_title", max_chars=500, persist_state="session")
        st.button(t("Add"), key="add", icon=":material/add:", on_click=add)


def file_part() -> None:
    st.markdown(t("Fill in the list in a spreadsheet and bring it back: rows with our number or your own code change that "
                  "product, others are new; empty cells change nothing."))
    with st.container(horizontal=True):
        name = t("product-list")
        st.download_button(t("XLSX"), data=lambda: files.xlsx(rows, t), file_name=f"{name}.xlsx", key="xlsx", on_click="ignore",
                           icon=":material/download:")
        st.download_button(t("CSV"), data=lambda: files.csv(rows), file_name=f"{name}.csv", key="csv", on_click="ignore",
                           icon=":material/download:")
        st.download_button(t("Empty template"), data=lambda: files.xlsx([], t), file_name=f"{name}-0.xlsx", key="template",
                           on_click="ignore", icon=":material/table:")
    brought = st.file_uploader(t("The filled-in file"), type=["xlsx", "csv"], key="master_file", max_upload_size=MOST_MB)
    if brought is not None and st.session_state.get("master_taken") != brought.file_id:
        st.session_state["master_taken"] = brought.file_id
        with show.guard(t):
            result = files.load(space, merchant, Upload(brought.name, brought.getvalue()))
            refused = [{**r, "file": True} for r in result["refused"]]
            st.session_state[TOLD] = {**result, "refused": refused,
                                      "note": {"text": LOADED, "params": {"n": len(result["saved"])}}}
            st.rerun()


def difference_part() -> None:
    found = session.remembered("differences", (merchant, revision, version), lambda: differences(space, merchant))
    if not found:
        st.markdown(t("What is known of the channels agrees with the list."))
        return
    st.markdown(t.many("{n} difference between the list and the channels", "{n} differences between the list and the channels",
                       len(found)))
    show.grid([t("Product"), t("What differs")],
              [[show.safe(d["title"] or d["theirs"]), show.message(t, d["said"])] for d in found[:show.ROWS_SHOWN]])
    show.download_rows(t, lambda: [{**{n: d[n] for n in ("title", "channel", "kind", "ours", "theirs")}, "said": t.say(d["said"])}
                                   for d in found], "differences.csv", "download_differences")


# -- nothing there yet -----------------------------------------------------------------------------------------------
if not rows:
    show.head(t, t("Product list"), t("The list is empty. Begin from what is known of your products, or type the first one."),
              shop=session.record(merchant))
    master_table.tell(t)
    st.button(t("Begin from what is known"), type="primary", icon=":material/playlist_add:", key="seed", on_click=begin)
    show.quiet(t("Listings of all channels, planned products and sold goods are joined by own code and name."))
    st.markdown(t("Nothing known yet? Bring the product file of a market, or type the first product here:"))
    session.link("session.files", t("Bring a product file"), icon=":material/upload_file:")
    new_product()
    file_part()
    st.stop()

# -- what the channels say -------------------------------------------------------------------------------------------
every = list(units.channels())
place = st.container()
wanted = st.session_state.get(f"master_channels_{merchant}") or mine
with st.expander(t("Channels: {channels}", channels=show.safe(", ".join(channel_title(c, t) for c in wanted))), key="channels",
                 icon=":material/storefront:"):
    chosen = st.pills(t("For which channels are the products checked?"), every, selection_mode="multi", default=mine,
                      key=f"master_channels_{merchant}", persist_state="session",
                      format_func=lambda c: channel_title(c, t)) or mine
with clinic.looking(t("Checking the products for the channels …")):
    seen = session.remembered("master_faults", (merchant, revision, tuple(chosen)), lambda: overview(space, merchant, chosen))
hints = sum("hints" in row.values() for row in seen["matrix"].values())
stuck = sum("mend" in row.values() for row in seen["matrix"].values())
with place:
    lead = t("All {n:number} products can go to these channels.", n=len(rows)) if not stuck else t(
        "{stuck:number} of {n:number} products have something to mend before they can go to every channel.", stuck=stuck,
        n=len(rows))
    if hints and not stuck:
        lead += " " + t("{n:number} of them could be shown better.", n=hints)
    show.head(t, t("Product list"), lead, shop=session.record(merchant))
    last = master.acts(space, merchant, 1)
    if last:
        st.button(t("Take back the last change ({what}, {n:number} products)", what=t(ACTS[last[0]["kind"]]),
                    n=last[0]["products"]),
                  key="undo", icon=":material/undo:", type="tertiary", on_click=take_back, args=(last[0]["act"],))
    master_table.tell(t)

product = master_card.opened(rows)
if product is not None:
    master_card.back(t)
    st.header(show.safe(product["title"] or product["sku"]), anchor=False)
    own = [f for f in seen["faults"] if f["product_id"] == product["product_id"]]
    master_card.card(t, merchant, product, own, chosen)
    st.stop()

asked = st.query_params.get("part")
part = st.segmented_control(t("Part"), list(PARTS), format_func=lambda p: t(PARTS[p]), key="part",
                            default=asked if asked in PARTS else "table") or "table"
st.query_params["part"] = part
if part == "table":
    master_table.table(t, merchant, rows, revision)
    new_product()
    st.button(t("Complete from the listings"), key="seed", icon=":material/playlist_add:", on_click=begin)
elif part == "mend":
    master_faults.all_fixes(t, merchant, seen["faults"])
    master_faults.matrix(t, rows, seen["matrix"], chosen)
    master_faults.listed(t, merchant, seen["faults"])
    for one in seen["channels"]:
        if one["unknown"]:
            show.quiet(t("{channel}: no source tells its {what}; our own judgement or none is used.",
                         channel=show.safe(channel_title(one["channel"], t)), what=", ".join(t(x) for x in one["unknown"])))
elif part == "differ":
    difference_part()
else:
    file_part()
