"""One channel as a card: what stays, when the money comes, what is missing, and every number opened to its arithmetic."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics import figures
from diagnostics.selling.view import at_most
from diagnostics.texts import Texts
from pages.shared import clinic, show

STEPS_OPEN = 2


def named(t: Texts, channel: Mapping[str, Any]) -> str:
    title: str = channel["title"]
    return t(title)


def kept_text(t: Texts, channel: Mapping[str, Any]) -> str:
    """What stays of one, in one line."""
    stays = channel["contribution_per_order"]
    if stays is None:
        return t.say(at_most(channel["contribution_at_most"]))
    if channel["contribution_kind"] == "before_goods":
        return t("{won:won} before the goods are paid", won=stays)
    if stays < 0:  # red is for the law and for losing money
        return f":red-background[{t('a loss of {won:won}', won=-stays)}]"
    return t.value(stays, "won")


def floor_text(t: Texts, row: Mapping[str, Any]) -> str:
    """The lowest price without a loss, or why it cannot be said."""
    price, before = row["break_even_price"], row["break_even_price_before_goods"]
    if price is not None:
        return t("no loss from {price:won} on", price=price)
    if before is not None:
        return t("{price:won} cover all but the goods", price=before)
    if row["break_even_missing"] == "no_price":
        return t("no price is enough")
    return t("lowest price: not known, as a fee is not known")


def volume_text(t: Texts, row: Mapping[str, Any], piece: bool) -> str | None:
    """What the fixed fee of a month asks for; None where there is none."""
    fixed = row["fixed_fee"]
    if fixed is None:
        return None
    due = (t("The fixed fee of {won:won} a month is due from {sales:won} of sales on.", won=fixed["won"],
             sales=fixed["from_monthly_sales"]) if fixed["from_monthly_sales"]
           else t("The fixed fee of {won:won} is due every month.", won=fixed["won"]))  # fmt: skip
    if fixed["covered_by"] is None:
        return f"{due} {t('How many cover it cannot be said.')}"
    count = fixed["covered_by"]
    covered = (t.many("{n} piece a month covers it.", "{n} pieces a month cover it.", count) if piece
               else t.many("{n} order a month covers it.", "{n} orders a month cover it.", count))  # fmt: skip
    return f"{due} {covered}"


def card(t: Texts, channel: Mapping[str, Any], piece: bool = False) -> None:
    """One channel; `piece`: the money is that of one piece of a product, not of the mean order."""
    with st.container(border=True):
        marks = [t("sells there already")] if channel["in_use"] else []
        marks.append(
            t("can be entered now")
            if channel["eligible"]
            else t.many("{n} thing missing to enter", "{n} things missing to enter", len(channel["missing_steps"]))
        )
        show.card(f"{channel['rank']}. {show.safe(t(channel['title']))}")
        show.quiet(f"{show.safe(t.say(channel['what']))} · {' · '.join(marks)}")
        days, rate, tied = channel["days_to_cash"], channel["fee_rate"], channel["working_capital"]
        kept = kept_text(t, channel)
        show.facts(
            (":material/savings:", t("stays per piece: {kept}", kept=kept) if piece else t("stays per order: {kept}", kept=kept)),
            (":material/price_check:", floor_text(t, channel)),
            (":material/percent:", t("fees: {rate:percent} of sales", rate=rate) if rate is not None else t("fees: not known")),
            (":material/event:", t("money after {days:days}", days=days) if days is not None else t("payout: not known")),
            (":material/hourglass_top:", t("{won:won_words} tied up", won=tied) if tied is not None else t("tied up: not known")),
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
                     for x in channel["missing_steps"])  # fmt: skip
            box.markdown("\n".join(f"- {title} ({took}): {how}" for title, took, how in steps))
        label = t("Why? Reasons and the arithmetic of one piece") if piece else t("Why? Reasons and the arithmetic of one order")
        box = st.expander(label, icon=":material/calculate:", key=f"why_{channel['channel']}", on_change="rerun")
        if box.open:
            with box:
                st.markdown("\n".join(f"- {show.safe(t.say(reason))}" for reason in channel["reason_texts"]))
                arithmetic(t, channel, piece)


def arithmetic(t: Texts, channel: Mapping[str, Any], piece: bool) -> None:
    """Every step of one with its formula and source; then the month, fees beside the settlements, and the notes."""
    lines = [{"label": t.say(x["label"]), "amount": x["amount"]} for x in channel["arithmetic"]]
    total = sum(x["amount"] for x in lines)
    if piece:
        title = (t("{channel}: {won:won} of a piece stay", channel=named(t, channel), won=total) if total >= 0
                 else t("{channel}: each piece loses {won:won}", channel=named(t, channel), won=-total))  # fmt: skip
    else:
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
    fees_beside(t, channel["fees"])
    month = channel["monthly"]
    if month.get("contribution") is not None:
        fields = {"n": month["orders"], "sales": month["sales"], "fees": month["fees"], "stays": month["contribution"]}
        said = (t("In a month with {n:number} pieces: sales {sales:won}, fees {fees:won}, what stays {stays:won}.", **fields)
                if piece else t("In a month with {orders:number} orders: sales {sales:won}, fees {fees:won}, what stays "
                                "{stays:won}.", orders=month["orders"], **fields))  # fmt: skip
        st.markdown(said)
    fixed = volume_text(t, channel, piece)
    if fixed:
        st.markdown(fixed)
    if channel["working_capital"] is not None:
        st.markdown(
            t("Tied up: {sales:won} of sales a month / 30.4 x {days:days} = {won:won}.", sales=month["sales"],
              days=channel["days_to_cash"], won=channel["working_capital"])
        )  # fmt: skip
    for note in channel["notes"]:
        show.quiet(show.safe(t.say(note)))
    sources = "; ".join(t.say(source) for source in channel["source_texts"])
    show.quiet(f"{show.safe(t.say(channel['days_to_cash_text']))} {t('Sources')}: {show.safe(sources)}")


def fees_beside(t: Texts, fees: Mapping[str, Any]) -> None:
    """The merchant's own settlements beside the fee table, kind by kind, and what the difference was in won."""
    if fees["settled_rate"] is None:
        return
    if fees["table_rate"] is not None:
        st.markdown(
            t(
                "Your settlements show {own:percent} of fees ({n:number} lines); the fee table says {table:percent}. "
                "Your own settlements are used.",
                own=fees["settled_rate"],
                n=fees["settled_lines"],
                table=fees["table_rate"],
            )
        )

    def told(rate: float | None, won: float | None) -> str:
        return t("not known") if rate is None or won is None else f"{t.value(won, 'won')} ({rate * 100:.2f} %)"

    rows = [
        [
            show.safe(t.say(x["label"])),
            show.safe(told(x["settled_rate"], x["settled_won"])),
            show.safe(told(x["table_rate"], x["table_won"])),
            show.cell(t, x["difference_won"], "won"),
            t("n={n:number}", n=x["n"]),
        ]
        for x in fees["kinds"]
    ]
    if rows:
        show.grid([t("Fee"), t("Your settlements"), t("Fee table, same sales"), t("Difference"), t("Settled lines")], rows)
