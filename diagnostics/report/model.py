"""A report as data: sections of blocks in one language, without any form. Every file type is written from this model.

All texts are finished sentences and may hold anything that a merchant typed: whoever writes a file escapes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


class Figure(str):
    """A text with the number behind it, so that a workbook can hold the number.

    `unit` is one of the units of `Texts.value`, or `date`. `formula` says how the number comes from other cells of its
    table: `SUM({0,1}:{4,1})` adds column 1 of the body rows 0 to 4. `inputs` are numbers of its own as (name, value, unit),
    named `{a}`, `{b}` … in the formula: a workbook shows them beside the table, where they can be changed.
    """

    __slots__ = ("formula", "inputs", "unit", "value")
    value: Decimal | float | int | date
    unit: str
    formula: str
    inputs: tuple[tuple[str, float, str], ...]

    def __new__(
        cls,
        text: str,
        value: Decimal | float | int | date,
        unit: str,
        formula: str = "",
        inputs: tuple[tuple[str, float, str], ...] = (),
    ) -> "Figure":
        made = super().__new__(cls, text)
        made.value, made.unit, made.formula, made.inputs = value, unit, formula, inputs
        return made


@dataclass(frozen=True)
class Paragraph:
    """A sentence or a few. `kind`: lead (stands out), text, small (sources, side remarks)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Bullets:
    """A list; `numbered` where the order counts, `ticks` where each is a thing to do."""

    items: Sequence[str]
    numbered: bool = False
    ticks: bool = False


@dataclass(frozen=True)
class Table:
    """Cells are text, or a `Figure` where a workbook should hold the number.

    `numeric` holds the numbers of the columns that are aligned to the right; `strong` those of the rows
    that are sums."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """One bar from `start` to `end` on the axis of its chart, with its label and what is written at its end.

    `low` and `high` mark a range; `tone` is good, mild, bad, quiet or law.
    """

    label: str
    start: float
    end: float
    text: str
    tone: str = "mild"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Chart:
    """Bars below each other on one axis from `least` to `most`: scores, a waterfall, a timeline. `title` says the finding,
    `alt` the same for those who cannot see it, `unit` what the axis counts, `ticks` where it is marked."""

    title: str
    alt: str
    bars: Sequence[Bar]
    least: float
    most: float
    unit: str = ""
    ticks: Sequence[tuple[float, str]] = ()


@dataclass(frozen=True)
class Facts:
    """Names with values, shown side by side."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Card:
    """One thing with its own heading: a finding, a step, a channel. `mark` stands before the title, `tag` at its right;
    `tone` as for a bar."""

    title: str
    blocks: "Sequence[Block]"
    mark: str = ""
    tag: str = ""
    tone: str = "mild"


Block = Paragraph | Bullets | Table | Chart | Facts | Card


@dataclass(frozen=True)
class Section:
    """A numbered section; the number comes from its place."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Document:
    """A whole report. `language` is ko or en; `meta` stands under the title; `footer` on each printed page.

    `one_page` asks for one sheet of A4: letters shrink until everything fits. `made_on` is the day that a file carries as its
    date, so that the same content gives the same bytes.
    """

    language: str
    title: str
    subtitle: str
    meta: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    footer: str = ""
    contents: str = ""
    words: dict[str, str] = field(default_factory=dict)
    number: str = ""
    one_page: bool = False
    made_on: date | None = None
