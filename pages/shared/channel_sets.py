"""Channels together: the best set under hours and goods, the way into it by days, and what became of shops like this one."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data.workspace import Workspace
from diagnostics import units
from diagnostics.selling.assumptions import settle
from diagnostics.selling.entry import entry
from diagnostics.selling.neighbours import neighbours
from diagnostics.selling.products import Shop
from diagnostics.selling.recommendation import ranked
from diagnostics.selling.sets import solved
from diagnostics.texts import Texts
from pages.shared import session, show

MOST_HOURS, MOST_PIECES, MOST_ORDERS = 40, 500, 200


def show_sets(t: Texts, space: Workspace, shop: Shop, given: Mapping[str, Any]) -> None:
    """The whole part of the page. `given`: numbers of an order that the sliders above moved."""
    facts, order = shop.facts, {**shop.entered, **given}
    state = (facts.merchant_id, space.version(facts.merchant_id), facts.as_of, tuple(sorted(order.items())))
    found = session.remembered("set_channels", state, lambda: ranked(facts, order))
    st.header(t("Channels together"), anchor=False)
    start = session.remembered("set_start", state, lambda: solved(facts, settle(facts, order), found))
    hours, stock, effort = sliders(t, facts.merchant_id, start)
    key = (*state, hours, stock, tuple(effort.items()))
    best = session.remembered("set", key, lambda: solved(facts, settle(facts, order), found, hours, stock, given=effort))
    answer(t, best)
    way_in(t, shop, best["channels"] or [c["channel"] for c in found[:1]])
    like_you(t, session.remembered("neighbours", state[:3], lambda: neighbours(space, facts.merchant_id, facts.as_of)), found)


def sliders(t: Texts, merchant: str, start: Mapping[str, Any]) -> tuple[float, float | None, dict[str, float]]:
    """Hours a week, pieces a month (None: no limit) and the orders assumed of each new channel; kept in the address."""
    mark = hashlib.sha256(merchant.encode()).hexdigest()[:6]
    hours, stock = start["hours"], start["stock"]
    assumed = next((p["orders_assumed"] for p in start["parts"] if p["orders_from"] == "assumed"), 30)
    first, second, third = st.columns(3, gap="medium")
    chosen = first.slider(t("Hours a week for selling online"), 0.0, float(max(MOST_HOURS, hours["available"])),
                          float(hours["available"]), 0.5, key=f"set_hours_{mark}", format="%.1f", bind="query-params")
    first.caption(t.say(hours["note"]))
    top = max(MOST_PIECES, round(stock["available"] or 0))
    known = top if stock["available"] is None else round(stock["available"])
    pieces = second.slider(t("Pieces that you can sell a month"), 0, top, known, 1, key=f"set_stock_{mark}", bind="query-params")
    second.caption(t("at the right end: no limit") if stock["available"] is None else t.say(stock["note"]))
    usual = max(1, round(assumed))
    orders = third.slider(t("Orders a month assumed of each new channel"), 1, max(MOST_ORDERS, usual), usual, 1,
                          key=f"set_orders_{mark}", bind="query-params")
    third.caption(t("An assumption to compare by, no forecast"))
    no_limit = stock["available"] is None and pieces == top
    return chosen, None if no_limit else float(pieces), {} if orders == usual else {"orders": float(orders)}


def answer(t: Texts, best: Mapping[str, Any]) -> None:
    """Which channels, why these and not the others, and what more hours or goods would change."""
    with st.container(border=True):
        st.markdown(f"**{show.safe(t.say(best['text']))}**")
        if best["parts"]:
            parts(t, best)
        if best["reasons"]:
            st.markdown("\n".join(f"- {show.safe(t.say(reason))}" for reason in best["reasons"]))
        for icon, name in ((":material/schedule:", "hours"), (":material/inventory_2:", "stock")):
            if best["next"][name]:
                st.markdown(f"{icon} {show.safe(t.say(best['next'][name]['text']))}")
        with st.expander(t("Why not the others, and what was assumed"), icon=":material/help:", key="set_others"):
            st.markdown("\n".join(f"- **{show.safe(t.say(x['title']))}**: {show.safe(t.say(x['reason']))}"
                                  for x in best["not_chosen"]))
            st.markdown("\n".join(f"- {show.safe(t.say(said))}" for said in best["assumptions"]))
            show.quiet(show.safe(t(best["basis"]["source"])))


def parts(t: Texts, best: Mapping[str, Any]) -> None:
    """A row for each chosen channel."""
    fit = best["value_kind"] == "fit"
    heads = [t("Channel"), t("Orders a month"), t("Fit") if fit else t("Stays a month"), t("Hours a week to run it"),
             t("Hours to set up"), t("Pieces that must be there")]
    show.grid(heads, [[
        show.safe(t.say(p["title"])),
        f"{show.cell(t, p['orders'], 'count')} ({show.safe(t.say(p['orders_note']))})",
        t("{fit:percent}", fit=p["each"]) if fit else show.cell(t, p["value"], "won"),
        show.cell(t, p["running_hours"], "count"), show.cell(t, p["setup_hours"], "count"),
        show.cell(t, p["minimum"], "count"),
    ] for p in best["parts"]])


def way_in(t: Texts, shop: Shop, channels: Sequence[str]) -> None:
    """What is to be done before the first sale, from today on: each step with its days and what goes on beside it."""
    for channel in channels:
        unit = units.channels()[channel]
        found = entry(unit, shop.facts, max(date.today(), shop.facts.as_of))
        if not found["steps"]:
            continue
        heading = t("The way into {channel}: {n:number} days", channel=t(unit.title), n=found["days"])
        with st.expander(heading, icon=":material/route:", key=f"way_{channel}"):
            st.markdown(show.safe(t.say(found["text"])))
            lines = []
            for step in found["steps"]:
                first, last = step["first_day"], step["last_day"]
                when = t("day {first}", first=first) if first == last else t("days {first} to {last}", first=first, last=last)
                unsure = f" · {t('please check: not known')}" if step["state"] == "unknown" else ""
                decides = f" :material/flag: {t('decides the day')}" if step["decides"] else ""
                lines.append(f"1. **{show.safe(t.say(step['title']))}** ({when}{unsure}){decides}: "
                             f"{show.safe(t.say(step['how']))}")
            st.markdown("\n".join(lines))
            show.quiet(t("Steps on the same days go on side by side: {days:number} days instead of {one:number} one after the "
                         "other. Offices decide on business days.", days=found["days"], one=max(found["one_by_one"],
                                                                                              found["days"])))


def like_you(t: Texts, found: Mapping[str, Mapping[str, Any]], channels: Sequence[Mapping[str, Any]]) -> None:
    """Of shops like this one that began on a channel, how many still sold after 90 days; silent where they are too few."""
    st.header(t("Shops like yours"), anchor=False)
    known = [c for c in channels if found[c["channel"]]["n"] is not None]
    if not known:
        reason = next(iter(found.values()))["refused"]
        show.empty(t, t("Nothing can be said yet about shops like yours."), show.safe(t.say(reason)), ":material/group:")
        return
    show.grid(
        [t("Channel"), t("Still selling after 90 days"), t("95 % interval"), t("Shops compared with")],
        [[show.safe(t(c["title"])), t("{x:percent}", x=found[c["channel"]]["share"]),
          t("{low:percent} to {high:percent}", low=found[c["channel"]]["low"], high=found[c["channel"]]["high"]),
          t("{n:number} of {all:number}", n=found[c["channel"]]["n"], all=found[c["channel"]]["all"]["n"])] for c in known])
    said = known[0]["channel"]
    if found[said]["alike"]:
        show.quiet(t("Compared by: {what}", what=", ".join(t.say(x) for x in found[said]["alike"])))
    show.quiet(show.safe(t.say(found[said]["definition"])))
    notes = {t.say(note): None for c in known for note in found[c["channel"]]["notes"]}
    silent = len(channels) - len(known)
    with st.expander(t("What stands behind these numbers"), icon=":material/info:", key="like_you_notes"):
        st.markdown("\n".join(f"- {show.safe(t.say(found[c['channel']]['text']))} ({show.safe(t(c['title']))})" for c in known))
        st.markdown("\n".join(f"- {show.safe(note)}" for note in notes))
        if silent:
            st.markdown(t.many("{n} channel: fewer than five shops began there, so nothing is said.",
                               "{n} channels: fewer than five shops began there, so nothing is said.", silent))
