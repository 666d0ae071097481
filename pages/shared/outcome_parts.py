"""Parts of the page of outcomes: one study with its evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics import units
from diagnostics.outcomes.figure import events
from diagnostics.texts import Texts
from pages.shared import clinic, show


def strengths(t: Texts) -> dict[str, tuple[str, str]]:
    """Icon and word of each strength."""
    return {"strong": (":material/check_circle:", t("Well supported")), "likely": (":material/check:", t("Probable")),
            "doubtful": (":material/warning:", t("Comparison not fair")),
            "unclear": (":material/remove:", t("No clear difference")),
            "before_after": (":material/history:", t("Before and after only")),
            "too_few": (":material/block:", t("Too few shops"))}


def features(t: Texts) -> dict[str, str]:
    """The words for what shops were compared by."""
    return {"level_before": t("Sales before (log)"), "sold_before": t("Months with a sale before"),
            "trend_before": t("Growth before"), "propensity": t("Likelihood of treatment"), "age": t("Years since founding")}


def cohort(t: Texts, head: Mapping[str, Any]) -> None:
    """n, share without a sale, median: first."""
    a, b, c = st.columns(3)
    few = t("too few to show")
    a.metric(t("Shops"), few if head["n"] is None else t.value(head["n"], "count"))
    b.metric(t("No sale in the last months"), few if head["zero_share"] is None else t.value(head["zero_share"], "share"))
    c.metric(t("Median sales a month"), few if head["median"] is None else t("{won:won_words}", won=round(head["median"])))


def assumed(t: Texts) -> None:
    """What every number here rests on."""
    show.quiet(t("A month without order lines counts as a month without sales, until the shop left the programme. Where files of "
                 "later months are missing, sales look too low: load them before measuring."))


def into_plan(t: Texts, rows: Sequence[Mapping[str, Any]]) -> None:
    """Which effects the plan would reckon with, how strongly, and which of them are not beyond chance."""
    unsure = sum(not row["sure"] for row in rows)
    st.markdown(t("{n:number} treatments were compared fairly. Plans reckon with a cautious part of what was measured: the fewer "
                  "shops, the less of it.", n=len(rows)))
    if unsure:
        st.markdown(t("{n:number} of them are not beyond chance. They stay in with their small number and their interval: to "
                      "keep only the lucky ones would flatter.", n=unsure))
    show.grid([t("Treatment"), t("Shops"), t("In the plan"), t("95 %"), t("Beyond chance")],
              [[show.safe(t(units.treatments()[row["treatment"]].title)), t.value(row["n"], "count"),
                show.safe(f"{row['pct']:+.0f} %"), show.safe(f"{row['low']:+.0f} ~ {row['high']:+.0f} %"),
                t("yes") if row["sure"] else t("no")] for row in rows],
              t("Effects on monthly sales that plans may reckon with"))
    st.caption(t("In percent of monthly sales. Treatments that were given together share what was found in equal parts."))


def study(t: Texts, told: Mapping[str, Any]) -> None:
    """One study: the answer, then the numbers, then what speaks against it."""
    icon, word = strengths(t)[told["strength"]]
    title = show.message(t, told["title"]) if told["title"] else show.safe(told["id"])
    with st.container(border=True):
        st.markdown(f"**{title}**  \n{icon} {word}")
        st.markdown(show.message(t, told["text"]))
        for caveat in told["caveats"]:
            st.caption(show.message(t, caveat))
        if told["kind"] == "too_few":
            return
        _levels(t, told)
        if told["kind"] == "compared":
            with st.expander(t("How sure are we, and how alike were the shops?"), key=f"sure_{told['what']}_{told['id']}"):
                _evidence(t, told)


def _levels(t: Texts, told: Mapping[str, Any]) -> None:
    groups = [(t("Received it"), told["treated"])]
    if told["kind"] == "compared":
        groups.append((t("Shops like them"), told["compared"]))
    rows = []
    for name, group in groups:
        for when, word in (("before", t("before")), ("after", t("after"))):
            level = group[when]
            nothing = level["zero_share"]
            rows.append([name, word, t.value(level["n"], "count"),
                         t("too few to show") if nothing is None else t.value(nothing, "share"),
                         t("{won:won_words}", won=round(level["median"]))])
    show.grid([t("Group"), t("When"), t("Shops"), t("Without a sale"), t("Median a month")], rows,
              t("Sales before and after"))


def _evidence(t: Texts, told: Mapping[str, Any]) -> None:
    clinic.chart(events(told, t), key=f"events_{told['what']}_{told['id']}")
    names = features(t)
    show.grid([t("Compared by"), t("Difference before matching"), t("after matching")],
              [[names.get(row["feature"], show.safe(row["feature"])), f"{row['before']:.2f}", f"{row['after']:.2f}"]
               for row in told["balance"]], t("How alike the groups are, in standard deviations"))
    st.caption(t("In standard deviations; up to 0.1 counts as alike. Growth before is carried on for both groups."))
    held = told["pre_trend"]["held"]
    st.markdown(t("Moved alike before: {word}", word=t("not known") if held is None else t("yes") if held else t("no")))
    passed = told["placebo"]["passed"]
    st.markdown(t("Nothing found in months without treatment: {word}",
                  word=t("not known") if passed is None else t("yes") if passed else t("no")))
    gamma = told["sensitivity"]["log_sales"]
    if gamma is not None:
        st.markdown(t("The finding holds as long as no unrecorded difference made treatment more than "
                      "{times:decimal} times likelier.", times=gamma))
    if told["percent"]:
        st.markdown(t("Sales in won: {pct:decimal} % (between {low:decimal} and {high:decimal}).",
                      pct=round(told["percent"]["effect"]),
                      low=round(told["percent"]["low"]), high=round(told["percent"]["high"])))
