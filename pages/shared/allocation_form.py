"""The form of the allocation page: what is asked, filled with what was asked last."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics import labels, units
from diagnostics.allocation.asked import GOALS, PAYS
from diagnostics.planning.rules import SHOP_COST_BASIS
from diagnostics.texts import Texts

MOST_SLOTS = 3
SHARES = {"least": ">=", "most": "<="}


def written(quota: Mapping[str, Any]) -> str:
    """A kept quota as the line that a person would type."""
    much = f"{quota['share'] / 100:g}%" if quota["share"] is not None else f"{quota['number']}"
    who = "" if quota["by"] is None else f"{quota['by']}={quota['value']}"
    return f"{who}{SHARES[quota['bound']]}{much} {quota['of']}"


def parted(quotas: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Kept quotas by the fields that they belong to: {"unlisted" (percent), "region", "bound", "part" (percent), "more"}."""
    found: dict[str, Any] = {"unlisted": 0, "region": None, "bound": "least", "part": 20, "more": []}
    for q in quotas:
        whole = None if q["share"] is None or q["share"] % 100 else q["share"] // 100
        if whole and (q["by"], q["value"], q["bound"], q["of"]) == ("segment", "unlisted", "least", "helped") \
                and not found["unlisted"]:
            found["unlisted"] = whole
        elif whole and q["by"] == "region" and q["of"] == "money" and found["region"] is None:
            found |= {"region": q["value"], "bound": q["bound"], "part": whole}
        else:
            found["more"].append(written(q))
    return found


def asked(t: Texts, before: Mapping[str, Any], shop_cost: int | None, regions: Sequence[str], programmes: Sequence[str]
          ) -> dict[str, Any] | None:
    """The form; what was asked when its button is pressed. `shop_cost` is the programme's own rule."""
    kept = parted(before.get("quotas", ()))
    with st.form("allocation", border=True):
        left, right = st.columns(2)
        budget = left.number_input(t("Budget (won)"), 0, 10**13, before.get("budget", 300_000_000), 10_000_000, key="budget")
        hours = right.number_input(t("Consultant hours in all"), 0.0, None, before.get("hours"), 10.0, key="hours",
                                   placeholder=t("no limit"))
        left, right = st.columns(2)
        here = [*regions, kept["region"]] if kept["region"] not in (None, *regions) else list(regions)
        region = left.selectbox(t("Region with a quota"), here, key="region", placeholder=t("none"),
                                index=None if kept["region"] is None else here.index(kept["region"]))
        bound = right.radio(t("The region gets"), ["least", "most"], ["least", "most"].index(kept["bound"]), key="bound",
                            horizontal=True, format_func={"least": t("at least"), "most": t("at most")}.__getitem__)
        left, right = st.columns(2)
        part = left.slider(t("Share of the money for the region (%)"), 0, 100, kept["part"], 5, key="part")
        unlisted = right.slider(t("At least so many of the helped are not selling online yet (%)"), 0, 100, kept["unlisted"], 5,
                                key="unlisted")
        left, right = st.columns(2)
        goal = left.radio(t("What counts"), GOALS, GOALS.index(before.get("goal", "points")), key="goal", horizontal=True,
                          format_func={"points": t("regained points"), "sales": t("measured sales")}.__getitem__)
        most = right.slider(t("Treatments per shop at most"), 1, 5, before.get("most", 3), key="most")
        with st.expander(t("Costs, slots and further rules"), key="more_rules", icon=":material/tune:"):
            rules = _rules(t, before, shop_cost, programmes)
            more = st.text_area(t("Further quotas, one a line"), "\n".join(kept["more"]), key="more", height=68,
                                placeholder=t("Such as: {quota}", quota="region=전남>=10% money"))
        pressed = st.form_submit_button(t("Make the list"), type="primary", icon=":material/playlist_add_check:")
    if not pressed:
        return None
    quotas: list[Any] = [line for line in more.splitlines() if line.strip()]
    if unlisted:
        quotas.append({"by": "segment", "value": "unlisted", "least": unlisted / 100})
    if region:
        quotas.append({"by": "region", "value": region, "of": "money", bound: part / 100})
    return {"budget": int(budget), "consultant_hours": hours, "most": most, "quotas": quotas, "goal": goal, **rules}


def _rules(t: Texts, before: Mapping[str, Any], shop_cost: int | None, programmes: Sequence[str]) -> dict[str, Any]:
    """Cost per shop, programme, what the budget pays, and treatments that can only be given so many times."""
    left, right = st.columns(2)
    told = before.get("shop_cost")
    cost = left.number_input(t("Taking in one shop costs (won)"), 0, 10**10, shop_cost if told is None else told, 100_000,
                             key="shop_cost", placeholder=t("nothing"),
                             help=t("Visits, diagnosis and administration, beside the treatments. Published: 1.64 million won a "
                                    "shop on average, treatments included. {source}", source=t(SHOP_COST_BASIS.source)))
    pays = right.radio(t("The budget pays"), PAYS, PAYS.index(before.get("pays", "full")), key="pays", horizontal=True,
                       format_func={"full": t("the full price"), "subsidy": t("only the subsidy")}.__getitem__)
    kept = before.get("programme")
    names = [*programmes, kept] if kept not in (None, *programmes) else list(programmes)
    programme = st.selectbox(t("Members of"), names, index=None if kept is None else names.index(kept), key="programme",
                               placeholder=t("all shops"))
    titles = {id: t(treatment.title) for id, treatment in units.treatments().items()}
    scarce = list(before.get("slots", {}).items())[:MOST_SLOTS]
    slots: dict[str, int] = {}
    for i in range(MOST_SLOTS):
        left, right = st.columns(2)
        id, count = scarce[i] if i < len(scarce) else (None, 0)
        which = left.selectbox(t("Scarce treatment {n}", n=i + 1), list(titles), format_func=titles.__getitem__,
                               key=f"scarce_{i}", index=None if id is None else list(titles).index(id), placeholder=t("none"))
        number = right.number_input(t("Can be given so many times ({n})", n=i + 1), 0, 10**6, count, 1, key=f"slots_{i}")
        if which:
            slots[which] = int(number)
    return {"shop_cost": None if cost is None else int(cost), "pays": pays, "programme": programme, "slots": slots}


def group(t: Texts, row: Mapping[str, Any]) -> str:
    """The name of a group of the fairness table."""
    if not row["value"]:
        return t("not known")
    return labels.name("segment", row["value"], t) if row["by"] == "segment" else str(row["value"])
