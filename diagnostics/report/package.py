"""What to do, in which weeks, for how much, why, and why not the rest."""

from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import labels
from diagnostics.report.cells import figure, money, total
from diagnostics.report.model import Bar, Block, Bullets, Card, Chart, Facts, Paragraph, Section, Table
from diagnostics.texts import Texts

NOT_CHOSEN_SHOWN = 12


def section(plan: Mapping[str, Any], accepted: bool, t: Texts) -> Section:
    chosen = plan["chosen"]
    lead = (
        t(
            _("{n:number} treatments for {spent:won_words} and {hours:decimal} hours win back about {points:decimal} points."),
            n=len(chosen),
            spent=plan["spent"],
            hours=plan["hours_spent"],
            points=plan["points"],
        )
        if chosen
        else t(_("No treatment fits into this budget and these hours."))
    )
    blocks: list[Block] = [
        Paragraph(lead, "lead"),
        Paragraph(t(_("This plan was accepted.")) if accepted else t(_("This is a proposal; nothing has been agreed yet."))),
        Facts(
            [
                (t(_("Budget")), money(t, plan["budget"])),
                (t(_("Spent")), money(t, plan["spent"])),
                (t(_("Left")), money(t, plan["left"])),
                (t(_("Your hours")), figure(t, plan["hours_spent"], "count")),
                (t(_("Open at once, at most")), str(plan["max_open"])),
            ]
        ),
    ]
    if chosen:
        blocks += [_timeline(plan, t), _table(plan, t), *_payments(plan, t)]
        blocks += [_card(row, t) for row in chosen]
    blocks.append(Card(t(_("What the next money would buy")), [Paragraph(t.say(plan["next_step"]["text"]))]))
    left_out = plan["not_chosen"]
    if left_out:
        rows = [[t.say(r["title"]), t.say(r["why_text"])] for r in left_out[:NOT_CHOSEN_SHOWN]]
        inside: list[Block] = [Table([t(_("Treatment")), t(_("Why not now"))], rows)]
        if len(left_out) > NOT_CHOSEN_SHOWN:
            inside.append(Paragraph(t(_("and {n:number} more"), n=len(left_out) - NOT_CHOSEN_SHOWN), "small"))
        blocks.append(Card(t(_("Not chosen, and why")), inside, tone="quiet"))
    if plan["bring"]:
        blocks.append(Card(t(_("What to bring to the next session")), [Bullets([t.say(m) for m in plan["bring"]], ticks=True)]))
    blocks += [Paragraph(t.say(note), "small") for note in plan["notes"]]
    return Section(t(_("The plan")), blocks)


def weeks(row: Mapping[str, Any], t: Texts) -> str:
    """The days from which to which a treatment is open; where a plan of old has no dates, its weeks.

    A treatment is open in weeks start <= w < end; people read the last week as included.
    """
    if row.get("start_date") and row.get("end_date"):
        return f"{t('{d:date}', d=row['start_date'])} – {t('{d:date}', d=row['end_date'])}"
    return _weeks(row, t)


def _weeks(row: Mapping[str, Any], t: Texts) -> str:
    first, last = row["start_week"], row["end_week"] - 1
    return t(_("week {first}"), first=first) if last <= first else t(_("weeks {first}–{last}"), first=first, last=last)


def _timeline(plan: Mapping[str, Any], t: Texts) -> Chart:
    rows = plan["chosen"]
    start, end = min(r["start_week"] for r in rows), max(r["end_week"] for r in rows)
    bars = [
        Bar(t.say(r["title"]), r["start_week"], r["end_week"], _weeks(r, t), "good" if r["points"] > 0 else "mild") for r in rows
    ]
    title = t(_("Done in {weeks:number} weeks, never more than {open:number} at once"), weeks=end - start, open=plan["max_open"])
    step = max(1, (end - start) // 6)
    listed = "; ".join(f"{b.label}: {b.text}" for b in bars)
    return Chart(title, f"{title}. {listed}", bars, start, end, t(_("week")), [(w, str(w)) for w in range(start, end + 1, step)])


def _table(plan: Mapping[str, Any], t: Texts) -> Table:
    rows = [
        [
            t.say(r["title"]),
            labels.name("family", r["family"], t),
            weeks(r, t),
            money(t, r["cost"]),
            figure(t, r["hours"], "count"),
            t.say(r["hurdle_word"]),
            figure(t, r["points"], "count"),
        ]
        for r in plan["chosen"]
    ]
    rows.append(
        [
            t(_("Together")),
            "",
            "",
            total(t, plan["spent"], "won", [r["cost"] for r in plan["chosen"]], 3),
            total(t, plan["hours_spent"], "count", [r["hours"] for r in plan["chosen"]], 4),
            "",
            total(t, plan["points"], "count", [r["points"] for r in plan["chosen"]], 6),
        ]
    )
    return Table(
        [
            t(_("Treatment")),
            t(_("Part of the package")),
            t(_("When")),
            t(_("Cost")),
            t(_("Your hours")),
            t(_("How hard")),
            t(_("Points")),
        ],
        rows,
        numeric=frozenset({3, 4, 6}),
        strong=frozenset({len(rows) - 1}),
    )


def _payments(plan: Mapping[str, Any], t: Texts) -> list[Block]:
    """What is paid in which month, by whom; plans of old did not know it."""
    months = plan.get("months") or []
    blocks: list[Block] = []
    if months:
        names = [n for n in ("own", "subsidy") if all(n in m for m in months)]
        heads = {"own": t(_("You pay")), "subsidy": t(_("The programme pays"))}
        rows = [[str(m["month"]), *(money(t, m[n]) for n in names)] for m in months]
        sums = [total(t, sum(m[n] for m in months), "won", [m[n] for m in months], c) for c, n in enumerate(names, start=1)]
        rows.append([t(_("Together")), *sums])
        head = [t(_("Month")), *(heads[n] for n in names)]
        if names:
            numbers, sums_at = frozenset(range(1, len(head))), frozenset({len(rows) - 1})
            blocks.append(Table(head, rows, t(_("What is paid when")), numbers, sums_at))
    blocks += [Paragraph(t.say(m), "small") for m in plan.get("money") or []]
    return blocks


def _card(row: Mapping[str, Any], t: Texts) -> Card:
    return Card(
        t.say(row["title"]),
        [
            Paragraph(t.say(row["what"])),
            Paragraph(t.say(row["why"])),
            Bullets([t.say(x) for x in row["tasks"]], ticks=True),
            Paragraph(t(_("You get: {what}"), what=", ".join(t.say(x) for x in row["deliverables"])), "small"),
        ],
        tag=f"{weeks(row, t)} · {t.say(row['by_word'])} · {t('{v:won}', v=row['cost'])}",
        tone="good",
    )
