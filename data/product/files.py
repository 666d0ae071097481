"""The product list as a file: a template to fill in, the whole list as CSV or XLSX, and such a file read back by the same rules.

Everything is text in the file: what looks like a formula stays text, and is read back as it was written.
"""
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from data import contract, master
from data.errors import InputProblem
from data.product.fields import FIELDS, LIST, field_of
from data.product.values import is_empty
from data.read import Upload, read
from data.safe_csv import RUNS, as_csv
from data.text import _
from data.workspace import Workspace

NUMBER = "product_id"
MOST_COLUMNS, HEAD_ROWS = 400, 10
_FORM = {contract.TEXT: _("text"), contract.MONEY: _("amount in won"), contract.WHOLE: _("whole number"),
         contract.REAL: _("number"), contract.FLAG: _("Y or N"), contract.JSON: _("lines “item: text”"),
         LIST: _("ids, such as naver, coupang")}
Say = Callable[[str], str]


def as_rows(products: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Products as rows of a file: our number, every field, and CHANNEL.FIELD where a channel has its own."""
    own = sorted({f"{channel}.{name}" for p in products for channel, said in p["per_channel"].items() for name in said})
    rows = []
    for p in products:
        row = {NUMBER: p["product_id"], **{name: _cell(p.get(name)) for name in FIELDS}}
        for name in own:
            channel, _dot, field = name.partition(".")
            row[name] = _cell(p["per_channel"].get(channel, {}).get(field))
        rows.append(row)
    return rows


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return "\n".join(f"{item}: {text}" for item, text in value.items())
    if isinstance(value, list):
        return ", ".join(value)
    return ("Y" if value else "N") if isinstance(value, bool) else value


def csv(products: Sequence[Mapping[str, Any]]) -> bytes:
    """The list as CSV that a spreadsheet opens in Korean; with a heading alone where it is empty."""
    return as_csv(as_rows(products)) if products else ("\ufeff" + ",".join((NUMBER, *FIELDS)) + "\r\n").encode()


def xlsx(products: Sequence[Mapping[str, Any]], say: Say = str) -> bytes:
    """The list as XLSX, an empty template where there are no products; a second sheet explains the columns."""
    rows = as_rows(products)
    names = list(rows[0]) if rows else [NUMBER, *FIELDS, "naver.category", "coupang.category"]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, plain, wrapped = book.add_format({"bold": True}), book.add_format({"num_format": "@"}), book.add_format(
            {"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("products")
        for place, name in enumerate(names):
            sheet.write_string(0, place, name, bold)
            field = field_of(name)
            sheet.set_column(place, place, max(12, len(name) + 2), None if field is not None and field.numeric else plain)
        for number, row in enumerate(rows, 1):
            for place, name in enumerate(names):
                value = row.get(name)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(number, place, value)
                elif value is not None:
                    sheet.write_string(number, place, str(value)[:32_767])
        sheet.freeze_panes(1, 0)
        guide = book.add_worksheet("guide")
        for place, head in enumerate((_("Column"), _("Meaning"), _("Form"), _("Values"))):
            guide.write_string(0, place, say(head), bold)
        told = [(NUMBER, say(_("Our number; leave it empty for a new product")), "", "")]
        told += [(f.name, say(f.label), say(_FORM[f.type]), ", ".join(f.values)) for f in FIELDS.values()]
        told += [("naver.category", say(_("Category of the channel")), say(_FORM[contract.TEXT]),
                  say(_("any channel: its id, a point, then title, category or price")))]
        for number, cells in enumerate(told, 1):
            for place, text in enumerate(cells):
                guide.write_string(number, place, text, wrapped)
        for place, width in enumerate((24, 44, 24, 44)):
            guide.set_column(place, place, width)
    return out.getvalue()


def load(workspace: Workspace, merchant_id: str, upload: Upload, password: str | None = None) -> dict[str, Any]:
    """Take a file of products in. A row with our number changes that product, one with a known own code (SKU) that one, any
    other is a new product; an empty cell leaves the value as it is. Labels of the columns are understood in Korean too.

    Returns what `data.master.save` does, with "rows" and "unknown" (columns that mean nothing here); `refused` rows are rows
    of the file. Raises `InputProblem` for a file that cannot be read or has no column of a product.
    """
    workspace.check(merchant_id)
    for sheet in read(upload, password):
        top = sheet.top(HEAD_ROWS)
        at = next((n for n, row in enumerate(top) if "title" in _names(row) or "sku" in _names(row)), None)
        if at is None:
            continue
        heads = _names(top[at])[:MOST_COLUMNS]
        cells = sheet.cells.slice(at + 1)
        columns = {name: cells.column(n).to_pylist() for n, name in enumerate(heads) if name == NUMBER or field_of(name)}
        changes, places = _changes(workspace, merchant_id, columns, cells.num_rows)
        result = master.save(workspace, merchant_id, changes, kind=master.FILE, source={"file": upload.name})
        refused = [{**r, "row": places[r["row"]] + at + 2} for r in result["refused"]]
        unknown = [n for n in heads if n and n != NUMBER and not field_of(n)]
        return {**result, "refused": refused, "rows": len(changes), "unknown": unknown}
    raise InputProblem(_("{file} has no column for the name of a product. Use the template: its heading stays as it is."),
                       file=upload.name)


def _names(row: Sequence[str | None]) -> list[str]:
    """Headings as names of fields; what is written in Korean or English labels is understood."""
    labels = {_plain(f.label): f.name for f in FIELDS.values()} | {_plain(k): v for k, v in _KOREAN.items()}
    return [labels.get(_plain(cell or ""), _plain(cell or "")) for cell in row]


def _plain(head: str) -> str:
    return "".join(head.lstrip("'\ufeff").split()).lower()


_KOREAN = {"상품명": "title", "판매가": "price", "가격": "price", "정가": "list_price", "재고": "stock", "재고수량": "stock",
           "브랜드": "brand", "제조사": "maker", "모델명": "model", "카테고리": "category", "옵션": "options", "원산지": "origin",
           "인증번호": "certification", "상세설명": "detail", "검색어": "keywords", "태그": "keywords", "배송비": "shipping_fee",
           "반품배송비": "return_fee", "반품지": "return_address", "자체상품코드": "sku", "판매자상품코드": "sku",
           "상품번호": NUMBER, "중량": "weight_g", "과세구분": "tax_type", "상품군": "notice_group", "고시": "notice"}
"""Headings that people write themselves."""


def _changes(workspace: Workspace, merchant_id: str, columns: Mapping[str, list[Any]], n: int
             ) -> tuple[list[dict[str, Any]], list[int]]:
    """The filled cells as changes, and the place of each among the rows."""
    known = master.products(workspace, merchant_id)
    by_code = {str(p["sku"]).strip().casefold(): p["product_id"] for p in known if p["sku"]}
    changes, places = [], []
    for number in range(n):
        row = {name: _text(values[number]) for name, values in columns.items()}
        said = {name: value for name, value in row.items() if name != NUMBER and not is_empty(value)}
        if not said:
            continue
        ours = row.get(NUMBER) or by_code.get(str(said.get("sku", "")).strip().casefold())
        changes.append({NUMBER: ours, **said})
        places.append(number)
    return changes, places


def _text(cell: Any) -> Any:
    """A cell without the apostrophe that our own files put before what a spreadsheet would run."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(RUNS) else cell
