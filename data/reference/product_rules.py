"""What a channel asks of a product that is to be listed there, as data: a value, how grave it is to miss it, source and date.

A row without a value takes value and source from `data.reference.limits`. What no channel publishes stands under `*` and is our
own judgement for it; where there is not even that, the rule is unknown and nothing is judged.
"""
import csv
import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from data.reference import limits
from data.text import _

SOURCES = {**limits.SOURCES,
           "coupang_price": _("쿠팡 Open API, change of a price (360034156273): 10 won units"),
           "coupang_product": _("쿠팡 Open API, making a product (360033877853): the category may be left to automatic matching"),
           "kakao_price": _("카카오쇼핑 Open API, change of a price (11898033941775): 10 won units, below 100 million won"),
           "kakao_options": _("카카오 고객센터, 톡스토어 options (1073201708)"),
           "naver_price": _("Sellers' programs for 스마트스토어 that round to 10 won; no notice of the channel was seen"),
           "cafe24_naver": _("Cafe24 notice on 스마트스토어 options of 2017-05; it may have changed since")}
"""What the column `source` stands for (message ids)."""
EVERYWHERE, JUDGEMENT = limits.EVERYWHERE, limits.JUDGEMENT


@dataclass(frozen=True)
class Rule:
    """One rule of one channel. `severity` is block or warn; `ours`: no source says it of this channel."""

    channel: str
    name: str
    value: str
    severity: str
    source: str
    as_of: str
    confidence: str

    @property
    def number(self) -> float:
        return float(self.value)

    @property
    def ours(self) -> bool:
        return self.confidence == JUDGEMENT

    @cached_property
    def basis(self) -> dict[str, object]:
        """Source (a message id), date, confidence, and whether it is our own judgement."""
        return {"source": SOURCES.get(self.source, self.source), "as_of": self.as_of, "confidence": self.confidence,
                "ours": self.ours}


@cache
def rules() -> dict[tuple[str, str], Rule]:
    """All rules by (channel, name)."""
    text = (files(__package__) / "product_rules.csv").read_text("utf-8")
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        known = limits.limits()[row["channel"], row["rule"]] if not row["value"] else None
        value, source, as_of, confidence = (row["value"], row["source"], row["as_of"], row["confidence"]) if known is None else (
            known.value, known.source, known.as_of, known.confidence)
        if row["channel"] == EVERYWHERE:  # however well it is known of two channels, of the others it is a guess
            confidence = JUDGEMENT
        found[row["channel"], row["rule"]] = Rule(row["channel"], row["rule"], value, row["severity"], source, as_of, confidence)
    return found


def rule(channel: str, name: str) -> Rule | None:
    """The rule of a channel, else what we hold everywhere, else None: then nothing is known and nothing is judged."""
    return rules().get((channel, name)) or rules().get((EVERYWHERE, name))


TOPICS = {"title_max": _("longest name"), "main_px_min": _("smallest main picture"), "main_bytes": _("largest file of a picture"),
          "price_step": _("steps of prices"), "option_groups": _("limits of options")}


def unknown(channel: str) -> list[str]:
    """What no source says of this channel (message ids): it is not checked there, or by our own judgement only."""
    return [text for name, text in TOPICS.items() if (channel, name) not in rules()]
