"""Which rules are worth looking at in which text: many texts at once, by an engine that reads each letter once."""
from collections.abc import Collection, Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from data.reference.law import Claim
from diagnostics.law import claims, plain

WORTH = 30
"""Below as many texts it is quicker to look for everything in each."""
Worth = frozenset[str] | None


def suspected(texts: Sequence[str], group: str | None, severities: Collection[str] = ("block", "other")) -> list[Worth]:
    """Per text the ids of the rules for `group` that may find something in it; None: all of them are to be looked for.

    `severities` (block, other) are those of the rules that are suspected at all.
    """
    if len(texts) < WORTH:
        return [None] * len(texts)
    column = pa.array(texts, pa.large_string())
    odd = pc.match_substring_regex(column, claims.SUSPICIOUS).to_pylist()
    column = pa.array([plain.read(t).text if o else t for t, o in zip(texts, odd, strict=True)], pa.large_string())
    found: list[set[str]] = [set() for _text in texts]
    for rule in claims.of_group(group):
        if ("block" if rule.severity == "block" else "other") not in severities:
            continue
        hits = pc.indices_nonzero(pc.match_substring_regex(column, _pattern(rule)))
        for i in hits.to_pylist():
            found[i].add(rule.id)
    return [frozenset(ids) for ids in found]


@cache
def _pattern(rule: Claim) -> str:
    return f"(?i){claims.wide(rule)}"
