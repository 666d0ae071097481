"""Whether the values of a column can be what its header says, and what they say where the header says nothing."""
from data import contract
from data.recognition.column_kinds import Kind

_FEW = 3
"""With fewer cells than this the values say nothing."""


def fit(kind: str, column: str, seen: Kind) -> float:
    """A factor from .1 to 1.05 for a canonical column of the type `kind` and a column of the file."""
    if column in ("order_id", "line_id") and seen.rows >= _FEW and seen.filled < seen.rows / 2:
        return .3  # what tells rows apart stands in each of them
    if seen.filled < _FEW:
        return 1
    match kind:
        case contract.MONEY:
            return _share(seen.money * (1 - .7 * seen.long) * (1 - .8 * seen.day))
        case contract.WHOLE:
            return _share(seen.whole * (1 - .8 * seen.long) * (1 - .8 * seen.day))
        case contract.TIME | contract.DAY:
            return _share(max(seen.day, seen.serial))
        case contract.REAL:
            return _share(seen.money * (1 - seen.long))
        case contract.FLAG:
            return .6 + .4 * max(seen.flag, seen.state)
    if column.endswith("_id") or column == "sku":
        return _id(column, seen)
    if column in ("product_name", "title", "option_name", "brand", "maker", "category"):
        return _share(1 - max(seen.link, seen.day, seen.money * .8 if seen.hangul < .3 else 0))
    if column == "kind" and seen.hangul < .5 and seen.flag > .5:
        return .3
    if column in ("status", "kind", "claim_reason"):
        few = seen.different <= max(12, .2 * seen.filled)
        told = column == "status" and seen.state >= .6
        return (1 if few else .4) * (1.05 if told else _share(1 - max(seen.day, seen.money * .5)))
    return 1


def _share(share: float) -> float:
    """Most cells right: as sure as before; half of them wrong: hardly."""
    return 1.0 if share >= .8 else .1 + .9 * share ** 2


def _id(column: str, seen: Kind) -> float:
    if seen.day >= .8 and seen.long < .5:
        return .3
    if column == "sku":
        return 1 if seen.link < .5 else .2
    if column in ("order_id", "review_id") and seen.filled >= 10 and seen.different <= max(2, .02 * seen.filled):
        return .3  # an account, a shop: nothing that tells orders apart
    # Numbers of lines and products may be words; numbers of orders hardly are.
    return 1 if column != "order_id" else _share(max(seen.code, seen.whole, .5))


def seen_only(seen: Kind, table: str) -> dict[str, float]:
    """What values alone say, never much: words of states, days, long numbers that tell rows apart."""
    if seen.filled < _FEW or table not in ("order_lines", "settlements"):
        return {}
    if seen.state >= .9 and seen.different <= 12 and not seen.flag:
        return {"status": .5} if table == "order_lines" else {}
    if seen.day >= .95:
        return {"ordered_at" if table == "order_lines" else "settled_on": .37}
    if seen.long >= .95 and seen.unique >= .4:
        return {"order_id": .4}
    return {}
