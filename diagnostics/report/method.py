"""How it was judged: the data, the rubric, and the source of every threshold."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics import labels
from diagnostics.report.model import Block, Card, Paragraph, Section, Table
from diagnostics.texts import Texts

FILES_SHOWN = 20


def section(result: Mapping[str, Any], above: Mapping[str, Any], found: Sequence[dict[str, Any]], t: Texts) -> Section:
    blocks: list[Block] = [
        Paragraph(
            t(
                _(
                    "Each check turns one measured value into 0 to 1. A dimension is the weighted mean of its checks, the score "
                    "the mean of the dimensions of which something is known. What is not known is never counted as zero or as "
                    "passed: it widens the range."
                )
            )
        ),
        Paragraph(
            t(
                _("Rubric {rubric}, fingerprint {fingerprint}, engine {engine}."),
                rubric=result["rubric"],
                fingerprint=result["fingerprint"],
                engine=result["engine"],
            )
        ),
    ]
    missing = above["missing"]
    if missing:
        rows = [[m["name"], ", ".join(m["dimensions"]), str(m["checks"]), m["bring"]] for m in missing]
        blocks.append(
            Card(
                t(_("What would close the range")),
                [Table([t(_("Data")), t(_("For")), t(_("Checks")), t(_("What to bring"))], rows, numeric=frozenset({2}))],
                tone="quiet",
            )
        )
    if result["inputs"]:
        files = [
            [
                str(i["file"] or "–"),
                labels.name("table", str(i["table"]), t),
                t.value(i["loaded"] or 0, "letters"),
                t.value(i["rejected"] or 0, "letters"),
                _period(i, t),
                str(i["sha256"] or "")[:12],
            ]
            for i in result["inputs"]
        ]
        inside: list[Block] = [
            Table(
                [t(_("File")), t(_("Holds")), t(_("New rows")), t(_("Not taken")), t(_("Period")), "SHA-256"],
                files[:FILES_SHOWN],
                numeric=frozenset({2, 3}),
            )
        ]
        if len(files) > FILES_SHOWN:
            inside.append(Paragraph(t(_("and {n:number} more"), n=len(files) - FILES_SHOWN), "small"))
        blocks.append(Card(t(_("Files that were read")), inside, tone="quiet"))
    judged = sorted((f for f in found if f["basis"]), key=lambda f: f["check"])
    if judged:
        rows = [[f["title"], f["dimension_name"], t.value(f["weight"], "count"), f["basis"]] for f in judged]
        blocks.append(
            Card(
                t(_("Sources of the limits")),
                [
                    Table(
                        [t(_("Check")), t(_("Area")), t(_("Weight")), t(_("Where the limit comes from"))],
                        rows,
                        numeric=frozenset({2}),
                    )
                ],
                tag=str(len(rows)),
                tone="quiet",
            )
        )
    return Section(t(_("How it was judged")), blocks)


def _period(row: Mapping[str, Any], t: Texts) -> str:
    if not row.get("first_day") or not row.get("last_day"):
        return "–"
    return f"{t('{d:date}', d=row['first_day'])} – {t('{d:date}', d=row['last_day'])}"
