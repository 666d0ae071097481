"""What kind of values a column of a file holds, from some of its rows: money, days, ids, words of states, persons."""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import duckdb
import pyarrow as pa

from data.staging import values

ROWS = 400
"""Rows that are looked at: the first, and as many spread over the rest."""
_SURNAMES = ("김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추"
             "도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부")
_PHONE = (r"\s*(\+?82[-. ]?\(?0?|0)1[016789][-. )]*\d{3,4}[-. ]?\d{4}\s*|\s*1[016789][-. ]\d{3,4}[-. ]\d{4}\s*"
          r"|\s*0(2|\d{2,3})[-. )]+\d{3,4}[-. ]\d{4}\s*|\s*050\d[-. ]?\d{3,4}[-. ]?\d{4}\s*")
"""Numbers without dashes count only with their leading 0: numbers of orders look the same."""
_ADDRESS = r"(로|길|동|읍|면|리|가|구|군)\s*\d"
_DAY = r"\s*(199|20\d)\d\s*[-./년]?\s*[01]?\d\s*[-./월]?\s*[0-3]?\d.*|\s*\d{1,2}[./-]\d{1,2}[./-](\d{2}|20\d\d).*"


@dataclass(frozen=True)
class Kind:
    """Shares from 0 to 1 of the cells that hold something: so many (`filled`) of the `rows`, with so many `different` values.

    `long` are numbers of nine digits or more, `code` what has digits and no Hangul or blanks. `told`: most cells are phones,
    addresses and the like; `named`: most cells look like the names of persons, as names of products may too.
    """

    rows: int = 0
    filled: int = 0
    different: int = 0
    money: float = 0
    whole: float = 0
    day: float = 0
    serial: float = 0
    state: float = 0
    code: float = 0
    long: float = 0
    hangul: float = 0
    link: float = 0
    flag: float = 0
    told: bool = False
    named: bool = False
    samples: tuple[str, ...] = ()

    @property
    def unique(self) -> float:
        return self.different / self.filled if self.filled else 0


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": "false",
                                        "autoload_known_extensions": "false", "threads": "1"})
    values.define(connection, kept=True)
    return connection


_one_at_a_time = Lock()


def kinds_of(cells: pa.Table) -> list[Kind]:
    """The kind of each column of rows without their header. Nothing of them is kept."""
    rows = _some(cells)
    if not rows.num_rows:
        return [Kind() for _column in cells.column_names]
    with _one_at_a_time:
        cursor = _memory().cursor()
        try:
            cursor.register("given", rows)
            # The optimiser would write the macros out once more for every column.
            cursor.execute("PRAGMA disable_optimizer")
            found = cursor.execute(_SQL).fetchall()
        finally:
            cursor.close()
    kinds = {place: _kind(rows.num_rows, *rest) for place, *rest in found}
    return [kinds.get(name, Kind(rows.num_rows)) for name in cells.column_names]


def _some(cells: pa.Table) -> pa.Table:
    if cells.num_rows <= ROWS:
        return cells
    step = max(cells.num_rows // (ROWS // 2), 1)
    return pa.concat_tables([cells.slice(0, ROWS // 2), cells.slice(ROWS // 2).take(
        pa.array(range(0, cells.num_rows - ROWS // 2, step), pa.int64()))])


_SQL = f"""WITH long AS (UNPIVOT given ON COLUMNS(*) INTO NAME place VALUE v),
  told AS (SELECT place, trim(v) AS v FROM long WHERE NOT blank(v)),
  seen AS (SELECT place, v, count(*) AS n, money(v) AS m, state(v) IS NOT NULL AND length(v) <= 15 AS s,
    moment(v) IS NOT NULL AS d FROM told GROUP BY ALL)
  SELECT place, sum(n), count(*), sum(n) FILTER (m IS NOT NULL), sum(n) FILTER (m IS NOT NULL AND m = round(m)),
    sum(n) FILTER (d AND regexp_full_match(v, '{_DAY}') AND (m IS NULL OR length(v) IN (8, 12, 14))),
    sum(n) FILTER (d AND regexp_full_match(v, '\\d{{5}}(\\.\\d+)?')), sum(n) FILTER (s),
    sum(n) FILTER (regexp_full_match(v, '[^\\s가-힣]*\\d[^\\s가-힣]*') AND NOT contains(v, '/')),
    sum(n) FILTER (regexp_matches(v, '\\d{{9,}}|^\\d(\\.\\d+)?[eE]\\+\\d')), sum(n) FILTER (regexp_matches(v, '[가-힣]')),
    sum(n) FILTER (regexp_matches(v, '^(https?:)?//')), sum(n) FILTER (flag(v) IS NOT NULL),
    sum(n) FILTER (regexp_full_match(v, '{_PHONE}') OR regexp_matches(v, '[\\w.+*-]+@[\\w-]+\\.\\w')
      OR regexp_full_match(v, '[PpMm]\\d{{12}}') OR (region(v) IS NOT NULL AND regexp_matches(v, '{_ADDRESS}'))
      OR regexp_full_match(v, '[가-힣]\\*+[가-힣]?')),
    sum(n) FILTER (NOT s AND regexp_full_match(v, '[{_SURNAMES}][가-힣]{{1,3}}')),
    sum(n) FILTER (NOT s AND regexp_full_match(v, '[{_SURNAMES}][가-힣]{{2}}')), list(v ORDER BY n DESC, v)[1:3]
  FROM seen GROUP BY place"""


def _kind(rows: int, filled: int, different: int, *rest: object) -> Kind:
    *counts, samples = rest
    shares = [float(n or 0) / filled for n in counts]  # type: ignore[arg-type]
    money, whole, day, serial, state, code, long, hangul, link, flag, told, named, of_three = shares
    # Names: nearly all begin as Korean names do, most have three letters, and they differ as persons do.
    names = named >= .8 and of_three >= .6 and different >= max(4, .3 * filled)
    return Kind(rows, filled, different, money, whole, day, serial, state, code, long, hangul, link, flag, told >= .5, names,
                tuple(masked(s) for s in samples or ()))  # type: ignore[attr-defined]


def masked(value: str) -> str:
    """A value as it may be shown: long numbers without their middle, words cut short, no phones or addresses in between."""
    text = re.sub(r"(?<!\d)\+?\d[\d-]{7,}\d(?!\d)", lambda m: m[0] if re.fullmatch(r"(199|20\d)\d-\d\d-\d\d|\d{8}", m[0])
                  else m[0][:4] + "…" + m[0][-2:], value)
    text = re.sub(r"[\w.+-]+@[\w.-]+", "…", text)
    return text if len(text) <= 24 else text[:22] + "…"


def hidden(samples: Sequence[str]) -> tuple[str, ...]:
    """Samples of a column whose meaning is not known: of words only how they begin."""
    return tuple(s[:2] + "…" if re.search("[가-힣A-Za-z]{2}", s) and len(s) > 2 else s for s in samples)
