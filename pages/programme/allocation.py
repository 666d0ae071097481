"""배정: whom the next budget helps, what each quota costs, who just missed; the last list stays until a new one is made."""

from typing import Any

import streamlit as st

from data import allocations
from data.errors import Problem
from diagnostics import allocate
from diagnostics.allocation import export
from diagnostics.allocation.asked import province
from diagnostics.planning import programme
from diagnostics.texts import Texts, won_words
from pages.shared import access, allocation_form, session, show
from pages.shared.catalog import Role

SHOWN = 20


def answer(t: Texts, result: dict[str, Any]) -> None:
    """How many, for how much, what is expected of it, what each quota costs."""
    if not result["feasible"]:
        st.error(show.message(t, result["answer"]), icon=":material/block:")
        return
    st.markdown(f"**{show.safe(t.say(result['answer']))}**")
    (a, b), (c, d) = st.columns(2), st.columns(2)  # four in a row would cut sums of money off
    a.metric(t("Shops helped"), t.value(result["helped"], "count"))
    b.metric(t("Spent"), won_words(result["spent"], t.language))
    c.metric(t("Left over"), won_words(result["left"], t.language))
    d.metric(t("Consultant hours"), t("{hours:decimal}", hours=result["consultant_hours"]))
    if result["quotas"]:
        show.card(t("What each quota costs"), ":material/balance:")
        for row in result["quotas"]:
            more = row["more_helped"] or 0
            st.markdown(f"- {show.safe(t.say(row['price_text']))} "
                        + (t("Without it {n:number} more shops would be helped.", n=more) + " " if more > 0 else "")
                        + (t("Reached: {share:percent}.", share=row["share"]) if row["share"] is not None else ""))
    if result.get("shop_cost"):
        show.quiet(t("Of this, taking in a shop costs {won:won_words} each: visits, diagnosis, administration.",
                     won=result["shop_cost"]))
    show.quiet(show.safe(t.say(result["meaning"])))
    show.quiet(t("No other list can be better by more than {gap:percent}.", gap=max(result["gap"], 0.001)))


def listed(t: Texts, result: dict[str, Any]) -> None:
    show.card(t("The list ({n:number} shops)", n=len(result["list"])), ":material/list:")
    rows = export.rows(result, t)
    st.dataframe(rows, hide_index=True, key="listed", alt=t("The helped shops, the largest gain first"))
    left, right = st.columns(2)
    left.download_button(t("Download the list (Excel)"), lambda: export.xlsx(result, t), "allocation.xlsx", key="list_xlsx",
                         icon=":material/download:", on_click="ignore")
    right.download_button(t("Download the list (CSV)"), lambda: export.csv(result, t), "allocation.csv", "text/csv",
                          key="list_csv", icon=":material/download:", on_click="ignore")


def others(t: Texts, result: dict[str, Any]) -> None:
    """Limits, who just missed, who gets how much."""
    with st.expander(t("Who just missed, and why"), key="missed"):
        for row in result["just_missed"][:SHOWN]:
            names = ", ".join(t.say(x["title"]) for x in row["treatments"])
            st.markdown(f"- **{show.name_of(t, row)}** ({show.safe(names)}): {show.safe(t.say(row['why']))}")
        if not result["just_missed"]:
            st.markdown(t("Nobody who could gain was left out."))
    with st.expander(t("What one unit more would bring"), key="limits"):
        for row in result["limits"]:
            worth = (t("not known") if row["worth"] is None else
                     t("a million won more brings {worth}", worth=t.say(row["worth_text"])) if row["rule"] == "budget" else
                     t("one more brings {worth}", worth=t.say(row["worth_text"])))
            st.markdown(f"- {show.safe(t.say(row['text']))}: {worth}")
    with st.expander(t("Does every group get its part?"), key="fairness"):
        hidden = t("too few to show")
        said = [[show.safe(allocation_form.group(t, r)),
                 *(hidden if r[name] is None else t("{n:number} ({share:percent})", n=r[name], share=r[f"{name}_share"] or 0.0)
                   for name in ("applicants", "helped")),
                 hidden if r["money"] is None else won_words(r["money"], t.language)] for r in result["fairness"]]
        show.grid([t("Group"), t("Applicants"), t("Helped"), t("Money")], said,
                  alt=t("Applicants, helped and money by group"))


access.require(Role.MANAGER)
t = session.texts()
space = session.workspace()
show.head(t, t("Allocation"), t("Whom does the next budget help, and what does each quota cost?"))
place = st.container()
try:
    kept = session.remembered("allocation", st.session_state.get("allocation_made"), lambda: allocations.newest(space))
    terms = programme.read(space)
except Problem as wrong:
    show.problem(t, wrong)
    st.stop()
regions = sorted({province(name) for name in space.merchants().region.dropna()})
wanted = allocation_form.asked(t, (kept or {}).get("request", {}), terms.rules.shop_cost, regions, allocations.programmes(space))
if wanted is not None:
    try:
        with place, show.working(t("Making the list …"), t("Done")) as box:
            allocate(space, **wanted, keep=True, tell=lambda _share, what: box.update(label=t.say(what)))
        st.session_state["allocation_made"] = st.session_state.get("allocation_made", 0) + 1
        st.rerun()
    except Problem as wrong:
        show.problem(t, wrong)
with place:
    if kept is None:
        show.empty(t, t("No list has been made yet."), t("Enter the budget below and press the button."))
    else:
        answer(t, kept["result"])
        show.quiet(t("Budget {budget:won_words}, made on {day:date}.", budget=kept["request"]["budget"], day=kept["made_at"]))
if kept is not None and kept["result"]["feasible"]:
    listed(t, kept["result"])
    others(t, kept["result"])
