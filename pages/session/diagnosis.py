"""진단: where the shop stands and why, the three things and the three products first, the law, and every finding."""

import streamlit as st

from diagnostics import figures
from diagnostics.explain import explain, three_first
from diagnostics.overview import overview
from diagnostics.planning import programme
from pages.shared import access, clinic, finding, lawstrip, outlook, products, readiness, session, show, stages, whyscore
from pages.shared.catalog import STAFF

FINDINGS_OPEN = ("fail", "warn", "error")
SHOWN = 10  # findings that stand open; the rest is folded away: a clinic, not a cockpit

access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Diagnosis"))
stage = session.stage()
with clinic.looking(t("Looking at the data …")):
    result = session.diagnosis(merchant, stage=stage)
    seen = overview(result, t)
    findings = explain(result, t, programme.read(session.workspace()).terms)
show.head(t, t("Diagnosis"), seen["headline"], shop=session.record(merchant), result=result)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    stages.choose(t)
    clinic.presenting(t)
for note in seen["notes"]:
    st.caption(f":material/info: {note}")


def missing() -> None:
    """What to bring, and where it is found."""
    for gap in seen["missing"]:
        st.markdown(f"**{gap['name']}** · {', '.join(gap['dimensions'])}  \n{gap['bring']}")


if not any(f["status"] in ("pass", "warn", "fail") for f in findings):
    # Of a shop of which nothing is known, no empty charts: the two ways to know something.
    with st.container(horizontal=True):
        if st.button(t("Answer the self-check"), type="primary", icon=":material/checklist:", key="to_selfcheck"):
            session.go("start.selfcheck")
        if st.button(t("Bring a file"), icon=":material/upload_file:", key="to_files"):
            session.go("session.files")
    lawstrip.strip(t, result, merchant)
    st.subheader(t("What helps to know more"), anchor=False)
    missing()
    st.stop()

# -- the score and what comes first ----------------------------------------------------------------------------------
left, right = st.columns([3, 2], gap="large")
with left:
    score = seen["score_text"] or seen["range_text"] or t("not known")
    st.metric(t("Score"), score, help=t("The mean of the areas below. It describes today; it does not forecast sales."))
    st.caption(" · ".join(x for x in (seen["range_text"], seen["segment_name"]) if x))
    clinic.chart(figures.dimensions(seen["dimensions"], t), key="dimensions")
    st.caption(t("The thin line is the range that missing data leaves open."))
    whyscore.three_axes(t, result)
with right:
    st.subheader(t("Three things first"), anchor=False)
    first = three_first(findings)
    if not first:
        st.markdown(t("Nothing needs mending in what could be judged. See below what data is still missing."))
    for number, item in enumerate(first, 1):
        with st.container(border=True):
            st.markdown(f"**{number}. {show.safe(item['headline'])}**")
            if item["next_step"]:
                st.markdown(show.safe(item["next_step"]))
            st.caption(" · ".join(show.safe(x) for x in (item["dimension_name"], item["regain"]) if x))

whyscore.why(t, result)
lawstrip.strip(t, result, merchant)
products.three(t, result)
outlook.forecast(t, result)
with st.container(horizontal=True):
    session.link("session.whatif", t("What if something changes?"), icon=":material/tune:")
    session.link("session.compare", t("What changed since then?"), icon=":material/compare_arrows:")

clinic.triage(t, result["profile"])
readiness.changes(t, merchant, compact=True)
if seen["missing"]:
    with st.expander(t("What is still missing for a full diagnosis"), icon=":material/inbox:", key="missing"):
        missing()
        session.link("session.files", t("Bring a file"))

# -- every finding ---------------------------------------------------------------------------------------------------
st.subheader(t("All findings"), anchor=False)
names = {d["dimension"]: d["name"] for d in seen["dimensions"]}
chosen = st.pills(
    t("Show only"),
    list(names),
    format_func=names.__getitem__,
    selection_mode="multi",
    key="only_dimensions",
    persist_state="session",
)
mine = [f for f in findings if not chosen or f["dimension"] in chosen]
to_mend = [f for f in mine if f["status"] in FINDINGS_OPEN]
st.caption(t("To mend, what costs most first ({n:number})", n=len(to_mend)))
for item in to_mend[:SHOWN]:
    finding.finding(t, item, merchant, result["as_of"], stage)
folded = (
    ("more", t("More to mend, worth less"), to_mend[SHOWN:]),
    ("pass", t("Good as it is"), [f for f in mine if f["status"] == "pass"]),
    ("rest", t("No data, or not for this shop"), [f for f in mine if f["status"] in ("no_data", "not_applicable")]),
)
for group, title, members in folded:
    if members:
        box = st.expander(f"{title} ({len(members)})", key=f"group_{group}", on_change="rerun")
        if box.open:
            with box:
                for item in members:
                    finding.finding(t, item, merchant, result["as_of"], stage)

st.divider()
session.link("session.channels", t("Next: where to sell"), icon=":material/arrow_forward:")
