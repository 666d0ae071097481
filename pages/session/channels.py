"""채널: where to sell, ranked by what stays of an order; every number opens to its arithmetic and source."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics import figures, recommend
from diagnostics.selling.assumptions import kept
from diagnostics.texts import Texts
from pages.shared import access, assumptions, clinic, session, show
from pages.shared.catalog import STAFF

STEPS_OPEN = 2


def named(t: Texts, channel: Mapping[str, Any]) -> str:
    title: str = channel["title"]
    return t(title)


def kept_text(t: Texts, channel: Mapping[str, Any]) -> str:
    """What stays of an order, in one line."""
    stays = channel["contribution_per_order"]
    if stays is None:
        return t("at most {won:won}; a fee is not known", won=channel["contribution_at_most"])
    if channel["contribution_kind"] == "before_goods":
        return t("{won:won} before the goods are paid", won=stays)
    if stays < 0:  # red is for the law and for losing money
        return f":red-background[{t('a loss of {won:won}', won=-stays)}]"
    return t.value(stays, "won")


def card(t: Texts, channel: Mapping[str, Any]) -> None:
    """One channel: what stays, when the money comes, what is missing, and the arithmetic behind it."""
    with st.container(border=True):
        marks = [t("sells there already")] if channel["in_use"] else []
        marks.append(
            t("can be entered now")
            if channel["eligible"]
            else t.many("{n} thing missing to enter", "{n} things missing to enter", len(channel["missing_steps"]))
        )
        show.card(f"{channel['rank']}. {show.safe(t(channel['title']))}")
        show.quiet(f"{show.safe(t.say(channel['what']))} · {' · '.join(marks)}")
        days = channel["days_to_cash"]
        rate = channel["fee_rate"]
        show.facts(
            (":material/savings:", t("stays per order: {kept}", kept=kept_text(t, channel))),
            (":material/percent:", t("fees: {rate:percent} of sales", rate=rate) if rate is not None else t("fees: not known")),
            (":material/event:", t("money after {days:days}", days=days) if days is not None else t("payout: not known")),
            (
                ":material/thumb_up:",
                t("fit: {fit:percent}", fit=channel["fit"]) if channel["fit"] is not None else t("fit: nothing known"),
            ),
        )
        if channel["missing_steps"]:
            # Of the first choices the steps stand open; eleven such lists one below the other nobody reads.
            heading = f"{t('Missing to enter, in this order')} ({len(channel['missing_steps'])})"
            box = st.expander(heading, key=f"steps_{channel['channel']}", expanded=channel["rank"] <= STEPS_OPEN)
            steps = ((show.safe(t.say(x["title"])), t("about {days:days}", days=x["days"]), show.safe(t.say(x["how"])))
                     for x in channel["missing_steps"])
            box.markdown("\n".join(f"- {title} ({took}): {how}" for title, took, how in steps))
        label = t("Why? Reasons and the arithmetic of one order")
        box = st.expander(label, icon=":material/calculate:", key=f"why_{channel['channel']}", on_change="rerun")
        if box.open:
            with box:
                st.markdown("\n".join(f"- {show.safe(t.say(reason))}" for reason in channel["reason_texts"]))
                arithmetic(t, channel)


def arithmetic(t: Texts, channel: Mapping[str, Any]) -> None:
    """Every step of an order with its formula and source; then the month, fees beside the settlements, and the notes."""
    lines = [{"label": t.say(x["label"]), "amount": x["amount"]} for x in channel["arithmetic"] if x["amount"] is not None]
    total = sum(x["amount"] for x in lines)
    title = (t("{channel}: {won:won} of an order stay", channel=named(t, channel), won=total) if total >= 0
             else t("{channel}: each order loses {won:won}", channel=named(t, channel), won=-total))  # fmt: skip
    clinic.chart(figures.money_waterfall(lines, total, title, t), key=f"money_{channel['channel']}")
    show.grid(
        [t("Step"), t("Amount"), t("How it is worked out"), t("Source")],
        [
            [
                show.safe(t.say(x["label"])),
                show.cell(t, x["amount"], "won"),
                show.safe(t.say(x["formula"])),
                show.safe(t.say(x["source"])),
            ]
            for x in channel["arithmetic"]
        ],
    )
    fees = channel["fees"]
    if fees["settled_rate"] is not None and fees["table_rate"] is not None:
        st.markdown(
            t(
                "Your settlements show {own:percent} of fees ({n:number} lines); the fee table says {table:percent}. "
                "Your own settlements are used.",
                own=fees["settled_rate"],
                n=fees["settled_lines"],
                table=fees["table_rate"],
            )
        )
    month = channel["monthly"]
    if month and month.get("contribution") is not None:
        said = t("In a month with {orders:number} orders: sales {sales:won}, fees {fees:won}, what stays {stays:won}.",
                 orders=month["orders"], sales=month["sales"], fees=month["fees"], stays=month["contribution"])  # fmt: skip
        waits = "" if month["cash_tied_up"] is None else t("{cash:won} of it wait for payout.", cash=month["cash_tied_up"])
        st.markdown(f"{said} {waits}")
    for note in channel["notes"]:
        show.quiet(show.safe(t.say(note)))
    sources = "; ".join(t.say(source) for source in channel["source_texts"])
    show.quiet(f"{show.safe(t.say(channel['days_to_cash_text']))} {t('Sources')}: {show.safe(sources)}")


access.require(*STAFF)
t = session.texts()
merchant = clinic.open_shop(t, t("Channels"))
space = session.workspace()
given = kept(space, merchant)
with clinic.looking(t("Working the channels out …")):
    key = (merchant, space.version(merchant), tuple(sorted(given.items())))
    channels = session.remembered("channels", key, lambda: recommend(space, merchant))
best = channels[0]
show.head(
    t,
    t("Channels"),
    t("First choice: {channel}. Stays per order: {kept}.", channel=show.safe(named(t, best)), kept=kept_text(t, best)),
    shop=session.record(merchant),
)
assumptions.editor(t, merchant, best["assumptions"])

titles = {c["channel"]: named(t, c) for c in channels}
pair = st.pills(
    t("Compare two side by side"),
    list(titles),
    format_func=titles.__getitem__,
    selection_mode="multi",
    key="compare",
    persist_state="session",
)
if pair:
    if len(pair) > 2:
        st.caption(t("Two fit beside each other; the first two are shown."))
    for column, channel in zip(st.columns(min(len(pair), 2)), [c for c in channels if c["channel"] in pair[:2]], strict=False):
        with column:
            card(t, channel)
else:
    for channel in channels:
        card(t, channel)
show.quiet(show.safe(t.say(best["ranking"])))
st.divider()
session.link("session.plan", t("Next: the plan"), icon=":material/arrow_forward:")
