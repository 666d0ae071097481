"""What the two pages of a plan show alike: dates, money by month, budgets side by side, and the plan beside what happened."""
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data.workspace import Workspace
from diagnostics.planning import compared
from diagnostics.planning.figures import span
from diagnostics.texts import Texts, won_words
from pages.shared import session, show
from pages.shared.catalog import BY_ID

KIT = "merchant.kit"


def dates(t: Texts, row: Mapping[str, Any]) -> str:
    """From which day to which; the weeks where a plan has no dates yet."""
    return span(row, t) if row.get("start_date") else show.weeks(t, row["start_week"], row["end_week"])


def month(t: Texts, name: str) -> str:
    """A month such as 2027-02 in words."""
    year, number = name.split("-")
    return t("{year}-{month}", year=year, month=number)


def kit_link(t: Texts, treatment: str) -> None:
    """A link to what is needed to do it oneself, once there is such a page."""
    if KIT in BY_ID:
        session.link(KIT, t("What you need for it"), icon=":material/construction:", treatment=treatment)


def months(t: Texts, rows: Sequence[Mapping[str, Any]]) -> None:
    """Money by month: who pays what, and what comes back to the shop where it pays first."""
    if not rows:
        show.quiet(t("Nothing has to be paid."))
        return
    back = any(r["back"] for r in rows)
    heads = [t("Month"), t("Out of the shop's account"), *([t("Back to the shop")] if back else []), t("Paid by the programme")]
    sums = {name: sum(r[name] for r in rows) for name in ("out", "back", "subsidy")}
    body = [[month(t, r["month"]), *_amounts(t, r, back)] for r in rows]
    show.grid(heads, [*body, [f"**{t('In all')}**", *_amounts(t, sums, back)]],
              alt=t("Instalments by month; in all {out:won} out of the shop's account", out=sums["out"]))


def _amounts(t: Texts, row: Mapping[str, Any], back: bool) -> list[str]:
    names = ("out", "back", "subsidy") if back else ("out", "subsidy")
    return [t.value(row[name], "won") for name in names]


def expected(t: Texts, told: Mapping[str, Any] | None) -> None:
    """What the store has measured, in won; nothing is claimed without it."""
    if told is None:
        return
    show.quiet(f":material/payments: {show.message(t, told['text'])}")
    for row in told["treatments"]:
        show.quiet(t("{treatment}: {pct:decimal} % of sales a month (n={n}, {source})", treatment=show.safe(t.say(row["title"])),
                     pct=row["pct"], n=row["n"], source=show.safe(row["source"] or t("no source given"))))


def scenarios(t: Texts, found: Sequence[Mapping[str, Any]], asked: int) -> None:
    """Budgets side by side, and what each step buys."""
    for column, row in zip(st.columns(len(found)), found, strict=True):
        with column.container(border=True, gap="small"):
            mark = f" ({t('asked for')})" if row["budget"] == asked else ""
            show.card(f"{won_words(row['budget'], t.language)}{mark}")
            st.markdown(t("**{points:decimal} points** for {spent:won_words}", points=round(row["points"], 1),
                          spent=row["spent"]))
            show.facts((":material/person:", t("the shop {own:won_words}", own=row["own_cost"])),
                       (":material/schedule:", t("{hours:decimal} hours", hours=row["hours"])))
            if row["end_date"]:
                show.quiet(t("done by {day:date}", day=row["end_date"]))
            for item in row["chosen"]:
                st.markdown(f"- {show.safe(t.say(item['title']))}")
            if row["text"] is not None:
                show.quiet(show.safe(t.say(row["text"])))


def since_then(t: Texts, space: Workspace, merchant: str) -> None:
    """The accepted plan beside what happened since."""
    key = (merchant, space.version(merchant), date.today().isoformat())
    found = session.remembered("plan_review", (*key, _ticked(space, merchant)), lambda: compared(space, merchant))
    if found is None:
        return
    with st.container(border=True):
        show.card(t("Since then"), ":material/history:")
        for said in found["words"]:
            st.markdown(f"- {show.message(t, said)}")
        rows = [r for r in found["treatments"] if r["expected"] is not None]
        if rows and found["score"] is not None:
            none = t("not known")
            show.grid([t("Treatment"), t("Tasks"), t("Planned until"), t("Finished"), t("Expected points"), t("Since then")],
                      [[show.safe(t.say(r["title"])), f"{r['tasks_done']} / {r['tasks']}",
                        t("{day:date}", day=r["planned_end"]) if r["planned_end"] else none,
                        t("{day:date}", day=r["finished"]) if r["finished"] else t("not yet"),
                        t.value(round(r["expected"], 1), "points"),
                        none if r["real"] is None else t.value(round(r["real"], 1), "points")] for r in rows],
                      alt=t("Planned and done, expected and come back since, by treatment"))


def _ticked(space: Workspace, merchant: str) -> tuple[Any, ...]:
    from data import plans

    plan = plans.current(space, merchant)
    return () if plan is None else (plan["plan_id"], *sorted(plans.ticks(space, merchant, plan["plan_id"])))
