"""The query that reads the rows of a file: fields, without persons → states → canonical columns → why a row is not taken.

One query over the cells, layer upon layer, so that nothing is copied on the way; a layer is there because a macro repeats its
argument, and what is used twice is made once beneath.
"""
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pyarrow as pa

from data import contract
from data.contract import ORDER_LINES, Table
from data.mapping import Format, Output
from data.staging import buyers, values
from data.staging.cells import Cells
from data.staging.order_state import state_layers
from data.staging.spread import passes

STATE_FIELDS = ("status", "detail", "claim")
_CALL = re.compile(r"\b(money|pieces|moment|ident|words|code|realnum|region|day_of_id|squeezed)\((\w+)\)")
_ARROW = {contract.TEXT: pa.string(), contract.JSON: pa.string(), contract.MONEY: pa.decimal128(18, 2),
          contract.WHOLE: pa.int64(), contract.REAL: pa.float64(), contract.TIME: pa.timestamp("us"),
          contract.DAY: pa.date32(), contract.FLAG: pa.bool_()}
_HIDDEN = {"first_amount": "DECIMAL(18,2)", "parcel": "VARCHAR", "parcel_fee": "DECIMAL(18,2)"}


def text(value: str | None) -> str:
    """A text as SQL."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def contract_read(column: contract.Column, field: str) -> str:
    """SQL that reads a field of this name by the type of the column."""
    return values.READ[column.type].format(field)


class Query:
    """The layers of the query for one sheet; `sql` wraps what is there in the next one."""

    def __init__(self, form: Format, cells: Cells, merchant_id: str, day: date, known_at: datetime | None,
                 period: Sequence[date | None], words: Mapping[str, Sequence[str]]):
        self.format, self.merchant_id, self.day, self.words = form, merchant_id, day, words
        self.known_at = known_at
        self.present = {name for name, sql in cells.fields.items() if not sql.startswith("CAST(NULL")}
        self.has_buyers = any(f in form.fields for f in buyers.BUYER)
        fields = dict(cells.fields) | {f"file_{n}": f"CAST({text(d.isoformat()) if d else 'NULL'} AS DATE)"
                                       for n, d in zip(("first", "last"), period, strict=True)}
        persons = {f"person_{n}": sql for n, sql in enumerate(cells.persons)}
        self.phones = [f"person_{n}" for n, sql in enumerate(cells.persons) if sql in cells.phones]
        self.held = [f'"{n}"' for n in range(cells.width)]  # as they stand in the sheet, for the rows that are refused
        self.sql = f"SELECT {_named(fields | persons)}, row_no, blank_row, {', '.join(self.held)} FROM cells"
        self._forget(list(persons))
        if form.guide:
            self.sql = f"SELECT * FROM ({self.sql}) WHERE NOT coalesce({form.guide}, false)"
        for made in passes(form.across):
            self.wrap(made)
        self._often = self._calls()
        self.wrap({f'"{call}"': call for call in self._often} | {
            f"{name}_state": self._state(name, words.get(name, ()), 0) for name in STATE_FIELDS if name in form.fields})

    def wrap(self, columns: Mapping[str, str], star: str = "*") -> None:
        """Add columns, {name: SQL over the columns so far}."""
        if columns:
            self.sql = f"SELECT {star}, {_named(columns)} FROM ({self.sql})"

    def fast(self, sql: str) -> str:
        """The same SQL with what has been made beneath in the place of its calls."""
        return _CALL.sub(lambda call: f'"{call[0]}"' if call[0] in self._often else call[0], sql)

    # -- who bought ----------------------------------------------------------------------------------------------------

    def _forget(self, persons: list[str]) -> None:
        """`hidden_key` in the place of the fields that name the buyer, and texts without persons.

        The address stays until the region is read from it.
        """
        form, gone, made = self.format, list(persons), {"slipped": self._slipped(persons)}
        if self.has_buyers:
            missing = {f: "CAST(NULL AS VARCHAR)" for f in buyers.BUYER if f not in form.fields}
            self.wrap(missing)
            self.wrap({"identity": buyers.IDENTITY})
            made["hidden_key"] = f"CASE WHEN identity IS NOT NULL THEN {buyers.hashed_sql('identity')} END"
            gone += [*buyers.BUYER, "identity"]
        freed = buyers.free_text(form, persons)
        if (given := buyers.given_key(form)) is not None:
            freed["buyer_key"] = given
        self.wrap(made, "*" + (f" EXCLUDE ({', '.join(gone)})" if gone else "")
                  + (f" REPLACE ({_named(freed)})" if freed else ""))

    def _slipped(self, persons: list[str]) -> str:
        """SQL: the cells of a row stand in other columns than their headers: a phone, but not where phones stand.

        A column of phones that holds a word alone proves nothing: expired numbers are written so.
        """
        others = [f for f in (*self.format.fields, *persons) if f not in (*self.phones, "buyer_phone")]
        if not self.phones or not others:
            return "false"
        lost = " OR ".join(f"({p} IS NOT NULL AND NOT contains('(+01*', left({p}, 1)) AND NOT blank({p}) "
                           f"AND NOT contains({p}, '*') AND length(regexp_replace({p}, '\\D', '', 'g')) < 7)"
                           for p in self.phones)
        found = " OR ".join(f"coalesce(of_person({f}), false)" for f in others)
        return f"CASE WHEN {lost} THEN {found} ELSE false END"

    # -- what is made of the fields --------------------------------------------------------------------------------------

    def _calls(self) -> set[str]:
        """Calls of macros on a field that stand in the SQL of the format, and its plain columns, more than once."""
        form, found = self.format, []
        for output in form.outputs:
            table = contract.TABLES[output.table]
            parts = [*output.columns.values(), output.where]
            parts += [contract_read(table.column(n), n) for n in output.essential if n in table.names]
            parts += [contract_read(c, c.name) for c in table.columns if c.name in form.fields and c.name not in output.columns]
            found += [call[0] for part in parts for call in _CALL.finditer(part) if call[2] in form.fields]
        found += [call[0] for refusal in form.refuse for call in _CALL.finditer(refusal.when) if call[2] in form.fields]
        return {call for call in found if found.count(call) > 1}

    def _state(self, name: str, words: Sequence[str], part: int) -> str:
        """SQL for the state (0) or its certainty (1) of a word: the words of the file first, the rule for all others after."""
        known = [(w, values.state_of(w)) for w in dict.fromkeys(words)]
        cases = " ".join(f"WHEN {name} = {text(w)} THEN {text(str(found[0])) if part == 0 else found[1]}" for w, found in known
                         if found)
        return f"CASE WHEN {name} IS NULL THEN NULL {cases} ELSE {('state', 'certainty')[part]}({name}) END"

    def reports(self) -> None:
        """`report`, what order lines say of their state, and what it means."""
        sql = next((o.columns["report"] for o in self.format.outputs if o.table == "order_lines"), None)
        if sql is None:
            self.wrap({"report": "CAST(NULL AS VARCHAR)", "report_state": "CAST(NULL AS VARCHAR)",
                       "report_certainty": "CAST(NULL AS TINYINT)"})
            return
        self.wrap({"report": self.fast(sql)})
        words = [*(w for found in self.words.values() for w in found), *re.findall(r"'([^']+)'", sql)]
        self.wrap({"report_state": self._state("report", words, 0), "report_certainty": self._state("report", words, 1)})

    def typed(self) -> None:
        """Per output, as oN_NAME, the columns of its canonical table and those that are kept beside them; oN_takes: whether."""
        made: dict[str, str] = {}
        for n, output in enumerate(self.format.outputs):
            table = contract.TABLES[output.table]
            made |= {f"o{n}_{c.name}": self.expression(output, c) for c in table.columns}
            if output.where != "true":
                made[f"o{n}_takes"] = f"coalesce({self.fast(output.where)}, false)"
            if table is ORDER_LINES:
                made |= {f"o{n}_{name}": f"CAST({self.fast(output.columns.get(name, 'NULL'))} AS {kind})"
                         for name, kind in _HIDDEN.items()}
                made[f"o{n}_own_state"] = "status_state" if "status" in self.format.fields else "CAST(NULL AS VARCHAR)"
            if table is contract.LISTINGS:
                made[f"o{n}_dated"] = "moment(observed_on) IS NOT NULL" if "observed_on" in self.format.fields else "false"
        self.wrap(made)
        for n, output in enumerate(self.format.outputs):
            if output.table == "order_lines":
                for layer in state_layers(f"o{n}_"):
                    self.wrap(layer)

    def expression(self, output: Output, column: contract.Column) -> str:
        """SQL for one canonical column of one output."""
        name, form = column.name, self.format
        if name == "merchant_id":
            return text(self.merchant_id)
        if name in output.columns:
            sql = output.columns[name]
        elif name == "channel" and form.channel is not None:
            sql = text(form.channel)
        elif name == "channel":
            cases = " ".join(f"WHEN channel = {text(w)} THEN {text(w)}" for w in self.words.get("channel", ()))
            sql = f"CASE WHEN channel IS NULL THEN NULL {cases} ELSE lower(words(channel)) END"
        elif name == "buyer_key" and self.has_buyers:
            sql = "hidden_key" if output.rank == 2 else "NULL"
        elif name == "region" and "address" in form.fields:
            sql = "region(address)"
        elif name not in form.fields:
            sql = "NULL"
        elif name == "sku":
            sql = "code(sku)"
        elif name.endswith("_id"):
            sql = f"ident({name})"
        else:
            sql = contract_read(column, name)
        if name == "observed_on":
            sql = f"coalesce({sql}, DATE '{self.day.isoformat()}')"
        return f"CAST({self.fast(sql)} AS {column.sql})"

    def columns_of(self, n: int, output: Output) -> dict[str, str]:
        """{name as the canonical table has it: SQL} of one output, with what `data.merging.told` keeps beside the
        contract's columns.

        Without those that `constants` gives.
        """
        table: Table = contract.TABLES[output.table]
        columns = {c.name: f"o{n}_{c.name}" for c in table.columns}
        if table is ORDER_LINES:
            columns |= {name: f"o{n}_{name}" for name in _HIDDEN}
            columns["status"] = f"o{n}_stated_status"
            columns |= {"certainty": f"o{n}_certainty", "value_certainty": f"o{n}_certainty",
                        "withdrawn": "coalesce(report_state = 'withdrawn', false)"}
        if table is contract.LISTINGS:
            columns["dated"] = f"o{n}_dated"
        return {name: sql for name, sql in columns.items() if name not in self.constants(output)}

    def constants(self, output: Output) -> dict[str, pa.Scalar]:
        """{name: value} of the columns of one output that are the same in every row: they need not be computed."""
        form, table = self.format, contract.TABLES[output.table]
        found: dict[str, pa.Scalar] = {
            "merchant_id": pa.scalar(self.merchant_id), "source_rank": pa.scalar(output.rank, pa.int8()),
            "known_at": pa.scalar(self.known_at, pa.timestamp("us"))}
        given = {*output.columns, *self.present, *(["buyer_key"] if self.has_buyers else []),
                 *(["region"] if "address" in self.present else [])}
        found |= {c.name: pa.scalar(None, _ARROW[c.type]) for c in table.columns
                  if c.name not in {*given, *found, "observed_on", "status"}}
        if form.channel is not None and "channel" not in output.columns:
            found["channel"] = pa.scalar(form.channel)
        if table is ORDER_LINES:
            found["adds"] = pa.scalar(bool(output.added_up))
            found |= {name: pa.scalar(None, _ARROW[contract.TEXT if kind == "VARCHAR" else contract.MONEY])
                      for name, kind in _HIDDEN.items() if name not in output.columns}
        return found


def _named(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
