"""What should be said of a file that was taken: values left empty, words that we do not know, numbers that lost digits."""
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data import contract
from data.mapping import Match, Output
from data.staging.shown import known_word, shape
from data.text import _

UNCERTAIN = _("{n:number} values in {column} could not be read and were left empty.")
UNKNOWN_STATE = _("{n:number} rows carry a status that we do not know ({word}); they count as sold.")
ROUNDED_IDS = _("All order numbers end in 0: a spreadsheet program may have rounded them. Use the file as it was downloaded.")
_IDS = ("order_id", "line_id")
_FEW, _SOME, _SHARE = 3, 20, 0.6
"""Numbers that all end in 0 are no chance from three on; of twenty one in ten does, not six."""


class Flags:
    """One bit per thing to be warned of, in the order in which they are told."""

    def __init__(self, match: Match, main: Output):
        table = contract.TABLES[main.table]
        headers = {name: str(match.header[place]) for name, place in match.format.columns_of(match.header).items()}
        self.unread = {c.name: headers[c.name] for c in table.columns if c.name in headers
                       and c.name not in (*main.columns, *main.essential) and c.type not in (contract.TEXT, contract.JSON)}
        self.ids = [n for n in _IDS if n in headers and n in table.names]
        self.states = main.table == "order_lines"

    def sql(self) -> str:
        """A number that has a bit for each thing that holds for the row; most rows have none, which is seen at one glance."""
        bits = [(f"o0_{n} IS NULL", f"CASE WHEN o0_{n} IS NULL AND NOT blank({n}) THEN {{}} ELSE 0 END") for n in self.unread]
        bits += [(f"ends_with(o0_{n}, '0')", f"CASE WHEN rounded(o0_{n}) THEN {{}} ELSE 0 END") for n in self.ids]
        if not bits:
            return "CAST(0 AS BIGINT)"
        whole = " + ".join(bit.format(1 << n) for n, (_at_all, bit) in enumerate(bits))
        return f"CAST(CASE WHEN {' OR '.join(at_all for at_all, _bit in bits)} THEN {whole} ELSE 0 END AS BIGINT)"

    def said(self) -> str:
        """The beginning of a word of state that we do not know."""
        return "CASE WHEN report_state IS NULL AND NOT blank(report) THEN left(report, 30) END" if self.states else \
            "CAST(NULL AS VARCHAR)"

    def warnings(self, taken: pa.Table) -> list[dict[str, Any]]:
        """From the columns `flags` and `said` of the rows that were taken."""
        counted = {one["values"]: one["counts"] for one in pc.value_counts(taken["flags"]).to_pylist()}
        bits = [sum(count for flags, count in counted.items() if flags >> n & 1) for n in range(len(self.unread) + len(self.ids))]
        found = [{"text": UNCERTAIN, "params": {"n": n, "column": header}}
                 for n, header in zip(bits, self.unread.values(), strict=False) if n]
        odd = taken["said"].drop_null()
        if len(odd):
            words = sorted({word if known_letters(word) else shape(word) for word in pc.unique(odd).slice(0, 1000).to_pylist()})
            found.append({"text": UNKNOWN_STATE, "params": {"n": len(odd), "word": ", ".join(w[:20] for w in words[:3])}})
        rounded, whole = max(bits[len(self.unread):], default=0), taken.num_rows
        if (whole >= _FEW and rounded == whole) or (whole >= _SOME and rounded >= _SHARE * whole):
            found.append({"text": ROUNDED_IDS, "params": {}})
        return found


_SYLLABLES = frozenset("주문배송결제취소반품교환환불확정완료대기요청처리준비접수발송출고입금구매판매예약선물수락보류"
                       "지연중전후상태정산회수")


def known_letters(word: str) -> bool:
    """Whether an unknown word of state can be shown: it speaks of orders, or is a code in Latin letters, and is no name."""
    return known_word(word) or (word.isascii() and "@" not in word and any(c.isalpha() for c in word)) or \
        set("".join(word.split())) <= _SYLLABLES
