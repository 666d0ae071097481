"""Where to sell: the ranked channels with the money worked out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics.report.cells import figure, money, parsed_number, parsed_share, product, share_of, total
from diagnostics.report.model import Block, Bullets, Card, Facts, Paragraph, Section, Table
from diagnostics.selling.view import at_most
from diagnostics.texts import Texts

VAT = Decimal("0.1")
WORKED_OUT = 3
"""Channels whose arithmetic is printed in full."""


def section(channels: Sequence[Mapping[str, Any]], t: Texts, further: Sequence[Block] = ()) -> Section:
    """The ranked channels, what else is said of them, and the first ones worked out."""
    rows = [
        [str(c["rank"]), _name(c, t), _stays(c, t), _share(c["fee_rate"], t), _days(c, t), _share(c["fit"], t), _entry(c, t)]
        for c in channels
    ]
    blocks: list[Block] = [
        Table(
            [
                "",
                t(_("Channel")),
                t(_("What stays per order")),
                t(_("Fees")),
                t(_("Days until the money comes")),
                t(_("Fit")),
                t(_("To enter")),
            ],
            rows,
            numeric=frozenset({2, 3, 4, 5}),
        )
    ]
    if channels:
        blocks.append(Paragraph(t.say(channels[0]["ranking"]), "small"))
        kinds = {c["contribution_kind"] for c in channels}
        if "before_goods" in kinds:
            blocks.append(
                Paragraph(t(_("What the goods cost is not known everywhere, so what stays is before goods there.")), "small")
            )
    blocks += further
    blocks += [_card(c, t) for c in channels[:WORKED_OUT]]
    return Section(t(_("Where to sell")), blocks)


def _name(c: Mapping[str, Any], t: Texts) -> str:
    title: str = c["title"]
    return t(title)


def _stays(c: Mapping[str, Any], t: Texts) -> str:
    if c["contribution_per_order"] is not None:
        return money(t, c["contribution_per_order"])
    return t.say(at_most(c["contribution_at_most"]))


def _share(value: float | None, t: Texts) -> str:
    return figure(t, value, "share")


def _days(c: Mapping[str, Any], t: Texts) -> str:
    return figure(t, c["days_to_cash"], "days")


def _entry(c: Mapping[str, Any], t: Texts) -> str:
    if c["in_use"]:
        return t(_("you sell there"))
    return t(_("can be entered now")) if c["eligible"] else t(_("{n:number} missing"), n=len(c["missing_steps"]))


def _card(c: Mapping[str, Any], t: Texts) -> Card:
    blocks: list[Block] = [
        Paragraph(t.say(c["what"])),
        Bullets([t.say(r) for r in c["reason_texts"]]),
        Facts(
            [
                (t(_("What stays per order")), _stays(c, t)),
                (t(_("Fees")), _share(c["fee_rate"], t)),
                (t(_("Until the money comes")), _days(c, t)),
                (t(_("When it is paid out")), t.say(c["days_to_cash_text"])),
            ]
        ),
    ]
    steps = [f"{t.say(s['title'])}: {t.say(s['how'])}" for s in [*c["missing_steps"], *c["to_confirm"]]]
    if steps:
        blocks.append(Bullets(steps, ticks=True))
    lines = arithmetic(c, t)
    blocks.append(
        Table(
            [t(_("Step")), t(_("Per order")), t(_("How")), t(_("From"))],
            lines,
            numeric=frozenset({1}),
            strong=frozenset({len(lines) - 1}),
            caption=t(_("The arithmetic of one order")),
        )
    )
    blocks.append(Paragraph(t(_("Sources: {sources}"), sources="; ".join(t.say(x) for x in c["source_texts"])), "small"))
    return Card(_name(c, t), blocks, mark=str(c["rank"]), tag=_entry(c, t), tone="good" if c["eligible"] else "quiet")


def arithmetic(c: Mapping[str, Any], t: Texts) -> list[list[str]]:
    """The steps of one order and what stays: each amount with the numbers from which a workbook reckons it anew."""
    steps = c["arithmetic"]
    rows = [[t.say(x["label"]), _amount(i, steps, t), t.say(x["formula"]), t.say(x["source"])] for i, x in enumerate(steps)]
    amounts = [x["amount"] for x in steps]
    known = c["contribution_per_order"] if "contribution_per_order" in c else c["contribution"]
    label = t(_("What stays")) if known is not None else t(_("What stays at most"))
    stays = known if known is not None else c["contribution_at_most"]
    return [*rows, [label, total(t, stays, "won", amounts, 1), "", ""]]


def _amount(i: int, steps: Sequence[Mapping[str, Any]], t: Texts) -> str:
    step, params = steps[i], steps[i]["formula"]["params"]
    amount = step["amount"]
    if {"base", "rate"} <= set(params) and (rate := parsed_share(params["rate"])) is not None:
        return product(t, amount, (t(_("Of")), t(_("Rate"))), (params["base"], rate), ("won", "share"))
    if {"cost", "rate"} <= set(params) and (rate := parsed_share(params["rate"])) is not None:
        return product(t, amount, (t(_("Of")), t(_("Rate"))), (params["cost"], rate), ("won", "share"))
    if {"unit_cost", "pieces"} <= set(params):
        numbers = (params["unit_cost"], parsed_number(params["pieces"]))
        return product(t, amount, (t(_("Cost of one")), t(_("Pieces"))), numbers, ("won", "count"))
    if step["step"].endswith("_vat") and i:
        return share_of(t, amount, VAT, steps[i - 1]["amount"], (i - 1, 1))
    return money(t, amount)
