"""Our own tables, with the column names of the contract, as CSV, XLSX or Parquet: from the template or from another program."""

from data import contract
from data.mapping import Format, Output
from data.text import _

# Columns that tell one table from the others where the required ones do not.
_NOT = {"listings": ("order_id", "review_id", "first_day"), "costs": ("order_id", "review_id"),
        "merchants": ("channel", "sku", "question_id", "product_id")}
_HAS = {"merchants": ("merchant_id",), "listings": ("channel", "product_id"), "costs": ("sku",)}
_ONE = {
    "merchants": ("name", "region", "city", "industry", "business_type", "yearly_revenue_band"),
    "listings": tuple(c.name for c in contract.LISTINGS.columns[4:]),
    "costs": ("unit_cost", "packaging_cost", "shipping_cost"),
}


def _format(table: contract.Table) -> Format:
    required = tuple(c.name for c in table.columns if c.required and c.name != "merchant_id")
    columns = {c.name: f"ident({c.name})" for c in table.columns if c.name.endswith("_id")}
    if table is contract.ORDER_LINES:
        columns |= {
            "report": "status",
            "parcel": "NULL",
            "buyer_key": "words(buyer_key)",
            "region": "region_only(region)",
        }
    if table is contract.COSTS:
        columns["valid_from"] = f"CASE WHEN blank(valid_from) THEN {contract.ALWAYS} ELSE CAST(moment(valid_from) AS DATE) END"
    unreadable = tuple(c.name for c in table.columns if c.type in (contract.MONEY, contract.WHOLE))
    return Format(
        id="canonical",
        channel=None,
        title=_("Our own table"),
        all_of=_HAS.get(table.name, required),
        one_of=_ONE.get(table.name, ()),
        none_of=_NOT.get(table.name, ()),
        fields={c.name: (c.name,) for c in table.columns},
        outputs=(Output(table.name, columns=columns, essential=unreadable),),
    )


FORMATS = tuple(_format(table) for table in contract.TABLES.values())
