"""A finding about the law."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Gate:
    """A finding about the law: shown beside the score, never averaged into it. `severity` is block, review or info.

    `reason` and `hint` (how to put it right, "" where there is nothing to say) are message ids filled by `params`;
    `where` names the part of the listing (title, detail_text, keywords, notice) in which `matched` stands; `amount` is
    the money at stake: what the listing sold in 365 days, in won. Notes about a whole merchant have no product_id.
    `hits` are all places that the rule found: (part, start, end) in characters of the text as it is stored. `key` names the
    finding for an answer, `seen_on` is the day on which the listing was seen so, and `answer` what a person says to it
    (see `diagnostics.answered`). `rewording` is a text that says it lawfully, a message id filled by `params`.
    """

    rule: str
    severity: str
    channel: str
    product_id: str
    product_name: str
    reason: str
    basis: str
    as_of: str
    matched: str = ""
    where: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    merchant_id: str = ""
    amount: float = 0.0
    hits: tuple[tuple[str, int, int], ...] = ()
    rewording: str = ""
    key: str = ""
    seen_on: date | None = None
    answer: Mapping[str, Any] | None = None
