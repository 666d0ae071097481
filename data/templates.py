"""Templates of our own tables: a workbook with the columns of the contract, to fill in and bring back."""
import io

import xlsxwriter

from data import contract

HINTS = {contract.MONEY: "0", contract.DAY: "2026-11-01", contract.TIME: "2026-11-01 14:30", contract.WHOLE: "1",
         contract.FLAG: "true"}
"""How a value is written, for the note at each heading."""


def columns(table: str) -> tuple[contract.Column, ...]:
    """The columns that a template asks for: those of the contract without the id of the merchant, who is known."""
    return tuple(c for c in contract.TABLES[table].columns if c.name != "merchant_id")


def template(table: str) -> bytes:
    """An XLSX with one sheet: the headings of `table` in row 1, the required ones in bold, each with a note on its meaning."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(table)
    plain, required = book.add_format({"bg_color": "#F1F6F4"}), book.add_format({"bg_color": "#DCEBE7", "bold": True})
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns(table)):
        note = column.meaning + (f"\n{', '.join(column.values)}" if column.values else "")
        note += f"\n{HINTS[column.type]}" if column.type in HINTS else ""
        sheet.write_string(0, place, column.name, required if column.required else plain)
        sheet.write_comment(0, place, note, {"x_scale": 1.6, "y_scale": 0.9})
        # Numbers of orders and products are text: a spreadsheet must not round them or drop their zeros.
        sheet.set_column(place, place, max(12, len(column.name) + 2), text if column.type == contract.TEXT else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
