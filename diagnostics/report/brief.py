"""The short report, one sheet for the shop owner: where it stands, what to do first, where to begin, what it costs, whom to ask.

Long names are cut here, in the content, so that every file type says the same and one sheet is enough.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics.explain import three_first
from diagnostics.law_strip import law_strip
from diagnostics.report.cells import figure, money, total
from diagnostics.report.model import Block, Bullets, Facts, Paragraph, Section, Table
from diagnostics.report.package import weeks
from diagnostics.report.plain import clean, shortened
from diagnostics.selling.view import at_most
from diagnostics.texts import Texts

NAME, SENTENCE, ITEM = 40, 130, 30
"""Syllables of a shop's name, of a sentence, and of a name in a table."""
TREATMENTS = 6
STEPS = 4


def sections(
    result: Mapping[str, Any], above: Mapping[str, Any], found: Sequence[dict[str, Any]], channels: Sequence[Mapping[str, Any]],
    plan: Mapping[str, Any], accepted: bool, region: str, number: str, t: Texts,
) -> list[Section]:
    """The parts of the sheet, in the order in which they are talked through."""
    return [
        Section(t(_("Where you stand")), _stands(result, above, t)),
        Section(t(_("Three things first")), [_first(found, above, t)]),
        Section(t(_("The channel to begin with")), _channel(channels, t)),
        Section(t(_("The plan")), _plan(plan, accepted, t)),
        Section(t(_("Whom to ask")), [Paragraph(t(_(
            "Ask your 디지털 닥터 consultant and name the report number {number}. In between, you can ask the 소상공인지원센터 "
            "near you ({region})."), number=number, region=region)
            if region else t(_(
            "Ask your 디지털 닥터 consultant and name the report number {number}. In between, you can ask the 소상공인지원센터 "
            "near you."), number=number))]),
    ]


def _stands(result: Mapping[str, Any], above: Mapping[str, Any], t: Texts) -> list[Block]:
    blocks: list[Block] = [Paragraph(above["headline"], "lead")]
    known = [(d["name"], d["score_text"]) for d in above["dimensions"] if d["score"] is not None]
    if known:
        blocks.append(Facts(known))
    law = law_strip(result, t)
    blocks.append(Paragraph(_cut(law["headline"])))
    return blocks


def _first(found: Sequence[dict[str, Any]], above: Mapping[str, Any], t: Texts) -> Block:
    steps = [" ".join(filter(None, (f"{f['headline']}.", f["next_step"], f["regain"]))) for f in three_first(found)]
    steps += [m["bring"] for m in above["missing"]][: max(0, 3 - len(steps))]
    if not steps:
        return Paragraph(t(_("Nothing urgent was found. Keep going, and look again in a month.")))
    return Bullets([_cut(step) for step in steps], numbered=True)


def _channel(channels: Sequence[Mapping[str, Any]], t: Texts) -> list[Block]:
    if not channels:
        return [Paragraph(t(_("No channel could be worked out.")))]
    best = channels[0]
    title: str = best["title"]
    stays = best["contribution_per_order"]
    blocks: list[Block] = [
        Paragraph(t(title), "lead"),
        Paragraph(_cut(t.say(best["what"]))),
        Facts([
            (t(_("What stays per order")), money(t, stays) if stays is not None
             else t.say(at_most(best["contribution_at_most"]))),
            (t(_("Fees")), figure(t, best["fee_rate"], "share")),
            (t(_("Until the money comes")), figure(t, best["days_to_cash"], "days")),
        ]),
    ]
    steps = [*best["missing_steps"], *best["to_confirm"]]
    if steps:
        blocks.append(Bullets([_cut(f"{t.say(s['title'])}: {t.say(s['how'])}") for s in steps[:STEPS]], ticks=True))
        if len(steps) > STEPS:
            blocks.append(Paragraph(t(_("and {n:number} more"), n=len(steps) - STEPS), "small"))
    else:
        blocks.append(Paragraph(t(_("you sell there")) if best["in_use"] else t(_("can be entered now"))))
    return blocks


def _plan(plan: Mapping[str, Any], accepted: bool, t: Texts) -> list[Block]:
    chosen = plan["chosen"]
    if not chosen:
        nothing = Paragraph(t(_("No treatment fits into this budget and these hours.")))
        return [nothing, Paragraph(_cut(t.say(plan["next_step"]["text"])))]
    kind = t(_("This plan was accepted.")) if accepted else t(_("This is a proposal; nothing has been agreed yet."))
    shown, rest = chosen[:TREATMENTS], chosen[TREATMENTS:]
    rows = [
        [shortened(clean(t.say(r["title"])), ITEM), weeks(r, t), money(t, r["cost"]), figure(t, r["hours"], "count")]
        for r in shown
    ]
    costs, hours = [r["cost"] for r in shown], [r["hours"] for r in shown]
    if rest:
        costs, hours = [*costs, sum(r["cost"] for r in rest)], [*hours, sum(r["hours"] for r in rest)]
        rows.append([t(_("and {n:number} more"), n=len(rest)), "", money(t, costs[-1]), figure(t, hours[-1], "count")])
    sums = [total(t, plan["spent"], "won", costs, 2), total(t, plan["hours_spent"], "count", hours, 3)]
    rows.append([t(_("Together")), "", *sums])
    head = [t(_("Treatment")), t(_("When")), t(_("Cost")), t(_("Your hours"))]
    blocks: list[Block] = [
        Paragraph(kind), Table(head, rows, numeric=frozenset({2, 3}), strong=frozenset({len(rows) - 1})),
    ]
    if plan.get("subsidy"):
        blocks.append(Facts([
            (t(_("You pay")), money(t, plan["own_cost"])), (t(_("The programme pays")), money(t, plan["subsidy"])),
        ]))
    return blocks


def _cut(text: str) -> str:
    return shortened(clean(text), SENTENCE)
