"""The list for the field: one row per helped shop, as CSV for people or as a workbook."""
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from data.safe_csv import as_csv
from data.text import _
from diagnostics import labels
from diagnostics.texts import Texts

HEADS = {"merchant_id": _("Shop number"), "name": _("Shop"), "region": _("Region"), "segment": _("Where it stands"),
         "treatments": _("Treatments"), "consultant": _("Consultant"), "cost": _("Cost (won)"), "hours": _("Consultant hours"),
         "gain": _("Expected gain"), "why": _("Why")}


def rows(result: Mapping[str, Any], t: Texts) -> list[dict[str, Any]]:
    """The list in a language; money and hours stay numbers."""
    return [{t(HEADS["merchant_id"]): r["merchant_id"], t(HEADS["name"]): r["name"], t(HEADS["region"]): r["region"],
             t(HEADS["segment"]): labels.name("segment", r["segment"], t) if r["segment"] else None,
             t(HEADS["treatments"]): ", ".join(t.say(x["title"]) for x in r["treatments"]),
             t(HEADS["consultant"]): r["consultant"], t(HEADS["cost"]): r["cost"], t(HEADS["hours"]): r["hours"],
             t(HEADS["gain"]): round(r["gain"], 2), t(HEADS["why"]): t.say(r["why"])} for r in result["list"]]


def csv(result: Mapping[str, Any], t: Texts) -> bytes:
    return as_csv(rows(result, t) or [{t(head): None for head in HEADS.values()}])


def xlsx(result: Mapping[str, Any], t: Texts) -> bytes:
    """A workbook with the list; text stays text, whatever it begins with."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                   "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(t(_("List")))
        bold = book.add_format({"bold": True})
        won = book.add_format({"num_format": "#,##0"})
        for column, head in enumerate(HEADS.values()):
            sheet.write_string(0, column, t(head), bold)
        for line, row in enumerate(rows(result, t), 1):
            for column, value in enumerate(row.values()):
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write_number(line, column, value, won if isinstance(value, int) else None)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADS) - 1, 18)
    return out.getvalue()
