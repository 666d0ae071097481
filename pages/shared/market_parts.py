"""Parts of the market page: the first line, cells, how even the market is, fees and waits by size, the co-growth index."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from diagnostics.markets.fairness import FTC_GAP
from diagnostics.quantities import channel_title
from diagnostics.texts import Texts, won_words
from pages.shared import show


def channel(t: Texts, channel_id: str) -> str:
    return show.safe(channel_title(channel_id, t))


def percent(t: Texts, share: float | None) -> str:
    return t("too few to show") if share is None else t("{share:percent}", share=share)


def between(t: Texts, ends: Sequence[float] | None, style: str = "share") -> str:
    """A 95 % interval in words."""
    if ends is None:
        return t("interval not known")
    if style == "won":
        return t("{low} to {high}", low=won_words(ends[0], t.language), high=won_words(ends[1], t.language))
    if style == "share":
        return t("{low:percent} to {high:percent}", low=ends[0], high=ends[1])
    return t("{low:decimal} to {high:decimal}", low=round(ends[0], 1), high=round(ends[1], 1))


def first_line(t: Texts, head: Mapping[str, Any]) -> None:
    """n, zero-sale share and median first."""
    a, b, c = st.columns(3)
    a.metric(t("Shops that sell or list"), t.value(head["n"], "count"))
    zero = head["zero_sale"]
    b.metric(t("No sale in 90 days"), percent(t, zero["share"]), help=between(t, zero["interval"]))
    c.metric(t("Median sales of 90 days"), won_words(head["median_sales"], t.language),
             help=between(t, head["median_interval"], "won"))


def finding(t: Texts, found: Mapping[str, Any]) -> None:
    """The one sentence: where it is hardest to sell, and how unevenly sales fall."""
    worst = [c for c in found["cells"] if c["zero_sale"]["share"]]
    if worst:
        cell = max(worst, key=lambda c: (c["zero_sale"]["share"], c["sellers"]))
        st.markdown(t("Hardest: **{category}** on {channel}. {share:percent} of {n:number} shops sold nothing in 90 days.",
                      category=_category(t, cell), channel=channel(t, cell["channel"]), share=cell["zero_sale"]["share"],
                      n=cell["sellers"]))


def _category(t: Texts, cell: Mapping[str, Any]) -> str:
    return show.safe(cell["category"]) if cell["category"] else t("not known")


def cells(t: Texts, found: Sequence[Mapping[str, Any]]) -> None:
    """The cells as a table that becomes cards on a phone, the largest first."""
    heads = [t("Kind of goods"), t("Channel"), t("Shops"), t("No sale"), t("Median (90 days)"), t("New / gone"), t("Survival")]
    rows = []
    for cell in found[:show.ROWS_SHOWN]:
        code = cell["survival"]["code"]
        rows.append([
            _category(t, cell), channel(t, cell["channel"]), t.value(cell["sellers"], "count"),
            f"{percent(t, cell['zero_sale']['share'])}",
            won_words(cell["median_sales"], t.language),
            f"{percent(t, cell['entry_rate'])} / {percent(t, cell['exit_rate'])}",
            t("too few closed to say") if code is None else f"{code} · {kind(t, code)}"])
    show.grid(heads, rows, alt=t("Cells of goods and channel, the one with most shops first"))
    if len(found) > show.ROWS_SHOWN:
        st.caption(t("The first {shown:number} of {n:number}; the file holds all.", shown=show.ROWS_SHOWN, n=len(found)))


def kind(t: Texts, code: str) -> str:
    return {"HH": t("stagnant"), "HL": t("shrinking"), "LH": t("expanding"), "LL": t("dynamic")}[code]


def even(t: Texts, found: Mapping[str, Any]) -> None:
    """Concentration and the share of small shops."""
    st.subheader(t("How evenly sales fall"), anchor=False)
    sellers, channels, small = found["sellers"], found["channels"], found["small"]
    if sellers is None or channels is None:
        st.markdown(t("Not known: fewer than five shops, or nothing was sold."))
        return
    ends = sellers["gini_interval"]
    lines = [t("Gini of sales, shops without a sale included: **{gini}** (95 %: {range}, n={n:number}). 0 is even, 1 is one shop "
               "alone.", gini=f"{sellers['gini']:.2f}", n=sellers["n"],
               range=t("{low} to {high}", low=f"{ends[0]:.2f}", high=f"{ends[1]:.2f}") if ends else between(t, None))]
    lines += [t("The {k:number} largest shops have {share:percent} of all sales (95 %: {range}).", k=top["k"], share=top["share"],
                range=between(t, top["interval"])) for top in sellers["top"]]
    named = ", ".join(f"{channel(t, s['channel']) if s['channel'] else t('others')} {percent(t, s['share'])}"
                      for s in channels["shares"])
    lines.append(t("Channels: {named}. HHI {hhi:number} (under 1,500 open, over 2,500 concentrated).", named=named,
                   hhi=round(channels["hhi"])))
    if small["listings"] and small["sales"]:
        lines.append(t("Small shops (up to 300 million won a year): {listings:percent} of products, {sales:percent} of sales.",
                       listings=small["listings"]["share"], sales=small["sales"]["share"]))
    lines.append(t("Share of visitors: {share:percent}.", share=small["exposure"]["share"]) if small["exposure"] else
                 t("Share of visitors: not known, too few shops brought statistics of their channels."))
    lines.append(t("Competition for search words: not known, no seller centre's file tells how often a word is searched."))
    st.markdown("\n".join(f"- {line}" for line in lines))


def by_size(t: Texts, found: Mapping[str, Any]) -> None:
    """Effective fee and days to cash by size, the smallest shops first."""
    st.subheader(t("What selling costs small and large shops"), anchor=False)
    fees, wait = found["fees"], found["wait"]
    if not fees["groups"]:
        st.markdown(t("Not known: payouts of at least ten shops are needed."))
        return
    gap = fees["gap_interval"]
    sure = gap is not None and (gap[0] > 0 or gap[1] < 0)
    if sure:
        st.markdown(t("The smallest shops pay {a:percent} in fees, the largest {b:percent}.", a=fees["groups"][0]["value"],
                      b=fees["groups"][-1]["value"]))
    else:
        st.markdown(t("No sure difference in fees between the smallest and the largest shops."))
    waits = {g["group"]: g for g in wait["groups"]} if len(wait["groups"]) == len(fees["groups"]) else {}
    rows = [[t.value(g["group"], "count"), t.value(g["n"], "count"),
             f"{percent(t, g['value'])} ({between(t, g['interval'])})",
             t("{days:decimal} days (n={n:number})", days=round(waits[g["group"]]["value"], 1),
               n=waits[g["group"]]["n"])
             if g["group"] in waits else t("not known")] for g in fees["groups"]]
    show.grid([t("Size, 1 is smallest"), t("Shops"), t("Fees in sales (95 %)"), t("Days from order to payout")], rows,
              alt=t("Fees and days to the payout by size of shop"))
    st.caption(t("Elsewhere: {source}. Another population, so not to be mixed.", source=t(FTC_GAP.source)))


def cogrowth(t: Texts, found: Mapping[str, Any] | None) -> None:
    """The index, or why there is none."""
    if found is None:
        st.markdown(t("No survey has been loaded yet."))
        return
    whole = found["all"]
    if whole["index"] is None:
        st.markdown(t("No index: {least:number} sellers must have answered all three parts.", least=found["least"]))
    else:
        st.markdown(t("Online co-growth index **{index:decimal}** of 100 (95 %: {range}, n={n:number}).",
                      index=round(whole["index"], 1), range=between(t, whole["interval"], "number"), n=whole["n"]))
    rows = [[channel(t, m["channel"]), t.value(m["n"], "count"), t("too few answers for an index") if m["index"] is None else
             t("{index:decimal} ({range})", index=round(m["index"], 1), range=between(t, m["interval"], "number"))]
            for m in found["channels"]]
    if rows:
        show.grid([t("Channel"), t("Sellers"), t("Index (95 %)")], rows, alt=t("Co-growth index of each mall"))
    unfair = found["unfair"]
    if unfair["share"] is not None:
        st.markdown(t("{share:percent} of {n:number} sellers met unfair conduct (95 %: {range}).", share=unfair["share"],
                      n=unfair["n"], range=between(t, unfair["interval"])))
    st.caption(t("Agreement kept 50, results 15, felt by sellers 35, as in the official index of 2024; all three asked of "
                 "sellers. It is no official grade."))
