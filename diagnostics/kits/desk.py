"""Where a kit is filled in: the shop, the language, and a guard over every sentence that buyers will read or hear.

Texts to copy are Korean in either language, for they go to Korean buyers. Nothing is invented: what is not known stands in
【 】 with what belongs there. A sentence that the advertising rules of the goods would find is not handed out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.text import _
from diagnostics.kits.shop import Product, Shop
from diagnostics.law import claims
from diagnostics.report.model import Block, Bullets, Card, Paragraph, Table
from diagnostics.texts import Texts

LINE = "＿＿＿＿＿＿＿＿"
LEFT_OUT = "【 이 자리에 쓸 말을 골라 적어 주세요 】"
"""Stands for a sentence that could not be said lawfully with what the product data hold."""
SAMPLE = Product(title="")
"""Stands for a product where none is known yet."""


def gap(label: str) -> str:
    """A place to fill in within a text to copy."""
    return f"【 {label} 】"


def lawful(text: str, group: str | None) -> bool:
    """Whether no advertising rule for the goods finds anything in the text."""
    return not claims.find({"detail": text}, group)


def sayable(name: str, group: str | None) -> str:
    """The name without the words that the advertising rules of its goods find; "" where nothing is left to say."""
    for _turn in range(8):
        hits = claims.find({"title": name}, group)
        if not hits:
            return name if sum(c.isalnum() for c in name) >= 2 else ""
        spans = sorted({(start, end) for hit in hits for _part, start, end in hit.spans}, reverse=True)
        for start, end in spans:
            name = name[:start] + " " + name[end:]
        name = " ".join(name.split())
    return ""


@dataclass
class Desk:
    """`today` is the day from which plans begin.

    `said` keeps every sentence that was handed out for buyers, with the 고시 group of its goods.
    """

    shop: Shop
    t: Texts
    today: date
    said: list[tuple[str | None, str]] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    """Product names of which words were left out, to what is left."""

    def products(self, most: int) -> tuple[Product, ...]:
        """The first products of the shop, or one empty one, so that a sheet has a row to fill in."""
        return self.shop.products[:most] or (SAMPLE,)

    def name(self, product: Product, short: bool = False) -> str:
        """What the product is called in a text for buyers, without words that must not be said; a gap where it has no name."""
        if not product.title:
            return gap("상품 이름")
        plain = product.short if short else product.name
        kept = sayable(plain, product.group or self.shop.group)
        if kept != plain:
            self.changed[product.title] = kept
        return kept or gap("상품 이름")

    def won(self, amount: Any, label: str = "판매가") -> str:
        """An amount in a text to copy, or a gap."""
        return f"{int(amount):,}원" if amount is not None else f"{gap(label)}원"

    def money(self, amount: Any) -> str:
        """An amount in a table, or a line to write on."""
        return self.t("{v:won}", v=amount) if amount is not None else LINE

    def clean(self, text: str, group: str | None = None) -> str:
        """A sentence for buyers: as it is where it may be said, else a gap. It is kept in `said`."""
        of = group or self.shop.group
        line = text if lawful(text, of) else LEFT_OUT
        self.said.append((of, line))
        return line

    def copy(self, title: str, lines: Sequence[str], group: str | None = None, tag: str = "") -> Card:
        """Text to copy, a paragraph per line."""
        blocks: list[Block] = [Paragraph(self.clean(line, group)) for line in lines if line.strip()]
        return Card(title, blocks, tag=tag or self.t(_("Text to copy (Korean)")), tone="good")

    def form(self, rows: Sequence[tuple[str, str | None, str]], caption: str = "") -> Table:
        """A form: what is asked, what is known of it (or a line to write on), where to find it."""
        t = self.t
        head = [t(_("What")), t(_("Yours")), t(_("Where to find it"))]
        return Table(head, [[label, value or LINE, where] for label, value, where in rows], caption)

    def ticks(self, *messages: str, **fields: Any) -> Bullets:
        """Boxes to tick."""
        return Bullets([self.t(m, **fields) for m in messages], ticks=True)

    def bullets(self, *messages: str, **fields: Any) -> Bullets:
        return Bullets([self.t(m, **fields) for m in messages])

    def small(self, message: str, **fields: Any) -> Paragraph:
        return Paragraph(self.t(message, **fields), "small")

    def text(self, message: str, **fields: Any) -> Paragraph:
        return Paragraph(self.t(message, **fields))
