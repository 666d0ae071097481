"""Where the points went, and every finding with its evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics.goals import goals
from diagnostics.model import Status
from diagnostics.overview import waterfall
from diagnostics.report.cells import figure, total
from diagnostics.report.model import Bar, Block, Bullets, Card, Chart, Facts, Paragraph, Section, Table
from diagnostics.texts import Texts

EVIDENCE_SHOWN = 5
REMEDIES = 2
IN_FULL = 8
"""Findings with their evidence; the rest of those that failed or warned is a table."""
COSTLIEST = 12
"""Checks that the table under the waterfall names; the rest is one row."""
NAMED = 7
"""Findings that the way to the next ten names."""
TONES = {Status.FAIL: "bad", Status.WARN: "mild"}


def waterfall_section(result: Mapping[str, Any], above: Mapping[str, Any], t: Texts) -> Section:
    """From 100 down to the score, in tenths that add up."""
    title = t(_("Where the points went"))
    rows = waterfall(result, t)
    if not rows:
        return Section(
            title,
            [
                Paragraph(
                    t(
                        _("Too little data for a score, so no points are taken off. The range is {range}."),
                        range=above["range_text"] or "–",
                    )
                )
            ],
        )
    bars, top = [Bar(t(_("Start")), 0, 100, "100", "quiet")], 100.0
    for row in rows[:-1]:
        bottom = top + row["points"]
        bars.append(Bar(row["name"], bottom, top, t.value(row["shown"], "count"), "bad" if row["shown"] <= -5 else "mild"))
        top = bottom
    last = rows[-1]
    bars.append(Bar(last["name"], 0, last["points"], t.value(last["shown"], "count"), "good"))
    worst = min(rows[:-1], key=lambda r: r["points"])
    words = (
        t(_("{dimension} costs most: {points:decimal} points."), dimension=worst["name"], points=-worst["shown"])
        if worst["shown"] < 0
        else t(_("No points are lost."))
    )
    listed = ", ".join(f"{r['name']} {t('{p:decimal}', p=r['shown'])}" for r in rows)
    chart = Chart(words, f"{words} {listed}", bars, 0, 100, t(_("points")), [(v, str(v)) for v in (0, 25, 50, 75, 100)])
    lost = sorted(((r["name"], c["name"], c["shown"]) for r in rows for c in r["checks"] if c["shown"] < 0), key=lambda x: x[2])
    table = [[area, check, figure(t, points, "count")] for area, check, points in lost[:COSTLIEST]]
    rest = lost[COSTLIEST:]
    if rest:
        tenths = sum(round(10 * points) for _area, _check, points in rest)
        table.append([t(_("all others")), t(_("{n:number} checks"), n=len(rest)), figure(t, tenths / 10, "count")])
    parts = [100, *(getattr(row[2], "value", None) for row in table)]
    table = [[t(_("Start")), "", figure(t, 100, "count")], *table]
    sums = [*table, [last["name"], "", total(t, last["shown"], "count", parts, 2)]]
    why = [Paragraph(f"{g['title']} {g['sentence']} ({', '.join(p['name'] for p in g['findings'][:NAMED])})") for g in
           goals(result, t)]
    return Section(
        title,
        [
            *why,
            chart,
            Table(
                [t(_("Area")), t(_("Check")), t(_("Points"))],
                sums,
                numeric=frozenset({2}),
                strong=frozenset({0, len(sums) - 1}),
                caption=t(_("100 minus what each check costs is the score, to the tenth.")),
            ),
        ],
    )


def section(found: Sequence[dict[str, Any]], t: Texts) -> Section:
    """What failed or warned in full; what passed and what is not known as short tables."""
    bad = [f for f in found if f["status"] in (Status.FAIL, Status.WARN)]
    blocks: list[Block] = [_card(f, t) for f in bad[:IN_FULL]]
    if bad[IN_FULL:]:
        rows = [[f"{f['icon']} {f['headline']}", f["dimension_name"], f["next_step"] or "", _points(f, t)] for f in bad[IN_FULL:]]
        head = [t(_("Finding")), t(_("Area")), t(_("What to do")), t(_("Points lost"))]
        blocks.append(Card(t(_("What else could be better")), [Table(head, rows, numeric=frozenset({3}))], tag=str(len(rows))))
    good = [f for f in found if f["status"] == Status.PASS]
    if good:
        blocks.append(
            Card(
                t(_("What is good already")),
                [
                    Table(
                        [t(_("Check")), t(_("Area")), t(_("Value")), "n"],
                        [[f["headline"], f["dimension_name"], f["value"] or "–", str(f["n"])] for f in good],
                        numeric=frozenset({2, 3}),
                    )
                ],
                tag=str(len(good)),
                tone="good",
            )
        )
    unknown = [f for f in found if f["status"] in (Status.NO_DATA, Status.ERROR)]
    if unknown:
        blocks.append(
            Card(
                t(_("What is not known yet")),
                [
                    Table(
                        [t(_("Check")), t(_("Area")), t(_("What to bring"))],
                        [[f["title"], f["dimension_name"], f["next_step"] or f["status_word"]] for f in unknown],
                    )
                ],
                tag=str(len(unknown)),
                tone="quiet",
            )
        )
    return Section(t(_("Findings")), blocks or [Paragraph(t(_("There is nothing to judge yet.")))])


def _points(f: Mapping[str, Any], t: Texts) -> str:
    return "–" if f["points_shown"] is None else t.value(f["points_shown"], "count")


def _card(f: Mapping[str, Any], t: Texts) -> Card:
    facts = [
        (t(_("Value")), f["value"] or "–"),
        (t(_("Goal")), f["target"] or "–"),
        ("n", str(f["n"])),
        (t(_("Points lost")), _points(f, t)),
    ]
    blocks: list[Block] = [Paragraph(f["why"]), Facts(facts)]
    if f["next_step"]:
        blocks.append(Paragraph(t(_("Next step: {step}"), step=f["next_step"]), "lead"))
    if f["regain"]:
        blocks.append(Paragraph(f["regain"]))
    if f["treatments"]:
        parts = ("price_text", "effort_text", "hurdle_text", "regain")
        blocks.append(Bullets([f"{x['title']}: {', '.join(x[p] for p in parts if x[p])}" for x in f["treatments"][:REMEDIES]]))
    if f["answer"]:
        note = f" “{f['answer']['note']}”" if f["answer"]["note"] else ""
        blocks.append(Paragraph(t(_("Answered: {answer}"), answer=f["answer"]["sentence"] + note)))
    rows = f["evidence"]["rows"]
    if rows:
        blocks.append(
            Table(
                [c["label"] for c in f["evidence"]["columns"]],
                rows[:EVIDENCE_SHOWN],
                numeric=frozenset(i for i, c in enumerate(f["evidence"]["columns"]) if c["unit"]),
            )
        )
        if len(rows) > EVIDENCE_SHOWN or f["evidence"]["more"]:
            blocks.append(
                Paragraph(t(_("These are the first {n:number}; there are more."), n=min(len(rows), EVIDENCE_SHOWN)), "small")
            )
    blocks.append(Paragraph(" ".join(filter(None, (f["sample"], f["interval"], f["basis"]))), "small"))
    return Card(
        f["headline"], blocks, mark=f["icon"], tag=f"{f['dimension_name']} · {f['status_word']}", tone=TONES[Status(f["status"])]
    )
