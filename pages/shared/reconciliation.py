"""맞춰 보기: what orders and settlements say of the same sales, per channel and month, and the lines that do not match."""
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.merging.reconcile import reconcile, unmatched
from data.text import _
from diagnostics.texts import Texts
from pages.shared import column_words, session, show

MONTHS_SHOWN, LINES_SHOWN = 12, 10
FOUND_IN = {"orders": _("in the orders only"), "settlements": _("in the settlements only"), "differs": _("another amount")}
LINE = {"order_id": _("Order number"), "line_id": _("Line of the order"), "found_in": _("In which file"),
        "ordered_at": _("Ordered on"), "settled_on": _("Paid out on"), "product_name": _("Product"), "amount": _("Sold for"),
        "settled": _("Settled"), "difference": _("Apart by")}
"""The columns of a line that does not match, in the order of the download."""
MONTH = {"lines": (_("Order lines"), "count"), "sales": (_("Sales"), "won"), "gross": (_("Settled"), "won"),
         "fees": (_("Fees"), "won"), "net": (_("Paid out"), "won"), "unsettled": (_("Not settled yet"), "count"),
         "only_settlements": (_("Without an order"), "count"), "differing": (_("Another amount"), "count")}
"""The columns of a month, with the unit of each."""
LOOK = ("lines", "sales", "fees", "net")
"""Those that are looked at; the others are in the download, and in words where a month is opened."""
SETTLED = ("gross", "fees", "net", "unsettled", "differing")
"""Not known where there is no settlement file of the month."""


def months(merchant_id: str) -> list[dict[str, Any]]:
    """The rows of `data.merging.reconcile.reconcile` with `fees` added up; worked out once per state of the data."""
    space = session.workspace()

    def find() -> list[dict[str, Any]]:
        rows = [{str(k): v for k, v in row.items()} for row in reconcile(space, merchant_id).to_dict("records")]
        return [{**row, "fees": row["fee_payment"] + row["fee_sales"] + row["fee_other"], "settlements": _settled(row)}
                for row in rows]

    found: list[dict[str, Any]] = session.remembered("reconcile", (merchant_id, space.version(merchant_id)), find)
    return found


def _settled(row: Mapping[str, Any]) -> bool:
    """Whether any settlement speaks of the month."""
    return bool(row["matched"] or row["only_settlements"] or row["gross"] or row["net"])


def month_name(t: Texts, month: str) -> str:
    """ "2026-08" as people say it."""
    year, number = month.split("-")
    return t("{month}/{year}", month=str(int(number)), year=year)


def takeaway(t: Texts, row: Mapping[str, Any]) -> str:
    """One month of one channel in a sentence or two."""
    place = t("{month} {channel}", month=month_name(t, row["month"]), channel=show.safe(column_words.channel(t, row["channel"])))
    if not row["settlements"]:
        return t("{place}: {n:number} orders; no settlement file yet.", place=place, n=row["live"])
    if not row["only_orders"] and not row["matched"]:
        return t("{place}: {n:number} settled lines; no order file yet.", place=place, n=row["only_settlements"])
    if row["live"] == 0:
        said = t("{place}: no order is left standing.", place=place)
    elif row["unsettled"] == 0:
        said = t("{place}: all {n:number} orders are in the settlement files.", place=place, n=row["live"])
    else:
        said = t("{place}: {m:number} of {n:number} orders are settled. {k:number} orders, {sum:won}, are not in the settlement "
                 "files yet.", place=place, m=row["live"] - row["unsettled"], n=row["live"], k=row["unsettled"],
                 sum=row["unsettled_sales"])
    if row["differing"]:
        said += " " + t("For {n:number} another amount was settled than was sold ({sum:won} in all).", n=row["differing"],
                        sum=row["difference"])
    if row["only_settlements"]:
        said += " " + t("{n:number} settled lines stand in no order file.", n=row["only_settlements"])
    return said


def latest(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of each channel the newest month that has orders and settlements."""
    found = {row["channel"]: row for row in rows if row["settlements"] and row["live"]}
    return list(found.values())


def sentence(t: Texts, merchant_id: str) -> None:
    """The short word for everybody: the newest month of each channel of which both kinds of file tell."""
    for row in latest(months(merchant_id)):
        st.markdown(f":material/fact_check: {takeaway(t, row)}")


def view(t: Texts, merchant_id: str) -> None:
    """The whole: a row per month of one channel, and the lines that do not match, to look at and to take along."""
    rows = months(merchant_id)
    if not rows:
        return
    box = st.expander(t("Hold orders against settlements"), icon=":material/fact_check:", key="reconcile", on_change="rerun")
    if not box.open:
        return
    with box:
        channels = list(dict.fromkeys(row["channel"] for row in rows))
        channel = channels[0] if len(channels) == 1 else st.radio(
            t("Channel"), channels, format_func=lambda one: column_words.channel(t, one), horizontal=True,
            key="reconcile_channel")
        mine = [row for row in reversed(rows) if row["channel"] == channel]
        if not any(row["settlements"] for row in mine):
            st.markdown(t("There is no settlement file of this channel yet. Drop one, and we hold it against the orders."))
        _table(t, mine)
        show.download_rows(t, lambda: [_month_row(t, row) for row in rows], "reconcile.csv", key="reconcile_download",
                           label=t("Download all months"))
        _drill(t, merchant_id, channel, mine)


def _table(t: Texts, rows: Sequence[Mapping[str, Any]]) -> None:
    cells = [[month_name(t, row["month"]), *(_value(t, row, name, MONTH[name][1]) for name in LOOK),
              t.value(_open(row), "count") if row["settlements"] else t("not known")] for row in rows[:MONTHS_SHOWN]]
    show.grid([t("Month"), *(t(MONTH[name][0]) for name in LOOK), t("Lines that do not match")], cells,
              alt=t("Orders and settlements per month"))
    if len(rows) > MONTHS_SHOWN:
        show.quiet(t("{n:number} older months are in the download.", n=len(rows) - MONTHS_SHOWN))


def _open(row: Mapping[str, Any]) -> int:
    """How many lines of a month do not match."""
    return int(row["unsettled"] + row["only_settlements"] + row["differing"])


def _value(t: Texts, row: Mapping[str, Any], name: str, unit: str) -> str:
    return t("not known") if name in SETTLED and not row["settlements"] else t.value(row[name], unit)


def _month_row(t: Texts, row: Mapping[str, Any]) -> dict[str, Any]:
    return {t("Channel"): column_words.channel(t, row["channel"]), t("Month"): row["month"],
            **{t(head): None if name in SETTLED and not row["settlements"] else _plain(row[name])
               for name, (head, _unit) in MONTH.items()}}


def _drill(t: Texts, merchant_id: str, channel: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """The lines of one month that stand in one kind of file alone, or with another amount."""
    open_months = [row for row in rows if row["settlements"] and _open(row)]
    if not open_months:
        return
    chosen = st.selectbox(t("Which month shall we look into?"), [row["month"] for row in open_months], key=f"month_{channel}",
                          format_func=lambda month: month_name(t, month))
    st.markdown(takeaway(t, next(row for row in open_months if row["month"] == chosen)))
    lines = unmatched(session.workspace(), merchant_id, channel, chosen).to_dict("records")
    shown = [[show.safe(one["order_id"]), t(FOUND_IN.get(one["found_in"], one["found_in"])),
              show.safe(one["product_name"]) if one["product_name"] else t("not known"),
              *(t.value(None if pd.isna(one[name]) else one[name], "won") for name in ("amount", "settled"))]
             for one in lines[:LINES_SHOWN]]
    show.grid([t(LINE[name]) for name in ("order_id", "found_in", "product_name", "amount", "settled")], shown,
              alt=t("Lines that do not match"))
    if len(lines) > LINES_SHOWN:
        show.quiet(t("{n:number} more lines are in the download.", n=len(lines) - LINES_SHOWN))
    show.download_rows(t, lambda: [_line_row(t, one) for one in lines], f"unmatched-{channel}-{chosen}.csv",
                       key=f"unmatched_{channel}_{chosen}", label=t("Download these lines"))


def _line_row(t: Texts, line: Mapping[Any, Any]) -> dict[str, Any]:
    row = {t(head): _plain(line[name]) for name, head in LINE.items()}
    return {**row, t(LINE["found_in"]): t(FOUND_IN.get(line["found_in"], line["found_in"]))}


def _plain(value: Any) -> Any:
    """A value for a table program: whole money without a decimal point, days without midnight, nothing for what is missing."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else value
