"""Money of an order shared among its lines: to the won, by largest remainder, whatever the order of the rows."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from data.staging.spread import passes, spread

FIRST = "row_number() OVER (PARTITION BY order_id, line_id ORDER BY row_no) = 1"
STEPS = {"is_first": FIRST, **spread("share", "total", "weight", "order_id", "line_id", "is_first")}


def shared(rows: list[tuple[str, str, Decimal | None, Decimal | None]]) -> list[Decimal]:
    """The share of each row (order, line, total of the order, weight), in the order of the rows."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE raw (row_no BIGINT, order_id VARCHAR, line_id VARCHAR, total DECIMAL(18,2), "
                       "weight DECIMAL(18,2))")
    connection.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?)", [(n, *row) for n, row in enumerate(rows)])
    for name, sql in STEPS.items():
        connection.execute(f"CREATE OR REPLACE TABLE raw AS SELECT *, {sql} AS {name} FROM raw")
    return [row[0] for row in connection.execute("SELECT share FROM raw ORDER BY row_no").fetchall()]


def by_hand(total: Decimal, weights: dict[str, Decimal]) -> dict[str, Decimal]:
    """Largest remainder, worked out with fractions."""
    unit = Fraction(1) if total == int(total) else Fraction(1, 100)
    known = {line: Fraction(max(w, Decimal(0))) for line, w in weights.items()}
    if not sum(known.values()):
        known = dict.fromkeys(known, Fraction(1))
    exact = {line: Fraction(total) / unit * w / sum(known.values()) for line, w in known.items()}
    found = {line: floor(x) for line, x in exact.items()}
    over = int(Fraction(total) / unit) - sum(found.values())
    for line in sorted(exact, key=lambda name: (-(exact[name] - found[name]), name))[:over]:
        found[line] += 1
    return {line: Decimal(str(float(n * unit))).quantize(Decimal("0.01")) for line, n in found.items()}


MONEY = st.decimals(0, 10_000_000, places=0)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.one_of(MONEY, st.decimals(0, 5_000, places=2)), st.lists(MONEY, min_size=1, max_size=6)),
                min_size=1, max_size=5), st.randoms())
def test_shares_close_to_the_unit_in_any_order_of_rows(orders, shuffled):
    rows = [(f"o{n}", f"l{k}", total, w) for n, (total, weights) in enumerate(orders) for k, w in enumerate(weights)]
    rows += [row for row in rows if shuffled.random() < 0.3]  # rows that repeat take nothing
    shuffled.shuffle(rows)
    found = shared(rows)
    want = {(f"o{n}", line): share for n, (total, weights) in enumerate(orders)
            for line, share in by_hand(total, {f"l{k}": w for k, w in enumerate(weights)}).items()}
    assert [found[n] for n in range(len(rows))] == [want[row[0], row[1]] for row in rows]
    for n, (total, _weights) in enumerate(orders):
        assert sum(share for (order, _line), share in want.items() if order == f"o{n}") == total


def test_nothing_to_give_and_nothing_to_weigh_by():
    assert shared([("a", "1", None, Decimal(5)), ("a", "2", None, None)]) == [0, 0]
    assert shared([("a", "1", Decimal(0), Decimal(5))]) == [0]
    assert shared([("a", "1", Decimal(10), None), ("a", "2", Decimal(10), Decimal(0)), ("a", "3", Decimal(10), Decimal(-4))]) == [
        4, 3, 3]
    assert shared([("a", "1", Decimal(-10), Decimal(2)), ("a", "2", Decimal(-10), Decimal(1))]) == [-7, -3]


def test_steps_that_do_not_need_one_another_are_one_pass():
    steps = {"a": "x + 1", "b": "sum(y) OVER ()", "c": "a + y", "d": "x", "e": "c + d", "f": "ab + 1"}
    assert [list(made) for made in passes(steps)] == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert [name for made in passes(STEPS) for name in made] == list(STEPS) and len(passes(STEPS)) < len(STEPS) - 2
    assert passes({}) == []
