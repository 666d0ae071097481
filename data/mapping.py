"""What a file format is, the formats that we know, and which of them a header row belongs to.

A format is a frozen value in one small file of `data.formats`, found by walking: FORMAT, or FORMATS where one layout comes
in several shapes. Headers are compared after `plain_header`; neither the name of a file nor the place of a column counts.
"""
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

import data.formats
from data.read import Sheet

HEADER_ROWS = 40
PERSONAL_FIELDS = ("buyer_id", "buyer_phone", "buyer_name", "address")
"""Fields that are turned into `buyer_key` and `region` while the file is read and are then forgotten."""
_PERSONAL_WORDS = re.compile(
    "구매자(?!부담|결제|할인|쿠폰|혜택)|수취인|수령인|수령자|받는|받으시는|보내는|주문자|수신자|송하인|수하인|예금주|"
    "(고객|회원)(명|id|아이디|번호$|성명|정보$)|성함|성명|(?<!상품)(?<!제품)(?<!옵션)(?<!품목)(?<!브랜드)(?<!쇼핑몰)이름$|"
    "연락처|전화|휴대|핸드폰|주소|배송지(?![역연시])|우편번호|통관|메시지|메세지|배송메모|주문메모|요청사항|요구사항|출입|현관|수령위치|"
    "이메일|주민등록|생년월일|계좌|e-?mail|phone|^tel$|mobile|address|postcode|^zip|zip$|zipcode|"
    "(customer|buyer|recipient|receiver|billing|member)_?name|customerid|buyerid|^shippingname$|street")
_DOTS = str.maketrans(dict.fromkeys("∙•・ㆍ‧", "·"))


def plain_header(text: str | None) -> str:
    """A header as it is compared: NFKC (so NFD and full-width letters agree), no white space, lower case, one kind of dot."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", (text or "").translate(_DOTS))).lower()


@dataclass(frozen=True)
class Choice:
    """What a person said of a file: the id of one of the known formats, or what its columns mean.

    `columns` is {header: canonical column of `table`}; `channel` is the sales channel of all rows, None where a column says it.
    `first_day` and `last_day` are the period that all rows cover, where the file does not tell.
    """

    format: str | None = None
    table: str | None = None
    channel: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Output:
    """What one canonical table gets from a row.

    A column of the contract (or a hidden one of `data.merging.merge`) is read from the field of its name by its type, or by the
    SQL in `columns`, which may use every field of the format and the macros of `data.staging.values`. Rows where the SQL
    `where` does not
    hold give nothing. `rank` is 2 for a source that is the order itself, 1 for one that only tells of it. A row whose
    `essential` column holds something unreadable is refused; elsewhere the value is left empty. `added_up` names columns that
    are summed where one key stands in the file once per parcel.
    """

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    where: str = "true"
    rank: int = 2
    essential: tuple[str, ...] = ()
    added_up: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Rows that are not taken: the SQL `when`, the field that shows why, and the reason (a message id)."""

    when: str
    field: str
    reason: str


@dataclass(frozen=True)
class Format:
    """One file layout of one sales channel (None: our own tables, which name their channel in each row).

    A header row is of this format when it has all of `all_of`, one of `one_of` (where given) and none of `none_of`.
    `fields` names the accepted headers of each field, newest first. A field that is no column of the contract says in `feeds`
    which column it serves. `across` adds fields that are made from all rows of the file before anything else, by SQL with
    windows: for money of the order that stands on each line or on the first alone. `html` names fields that hold detail pages:
    they are read as text, and beside each stand NAME_images, how many pictures it has, and NAME_width and NAME_font, how it
    is laid out. `personal` are headers dropped at read time, `unused` are known headers that we have no use for. `guide` is
    SQL that holds for the rows below the header that
    explain the columns: they are no data and are not read. Several outputs may go into one table.
    `period`: the rows cover days that only the name of the file tells, or a person.
    The first output is the main one: it decides which rows are refused.
    """

    id: str
    channel: str | None
    title: str
    all_of: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    outputs: tuple[Output, ...]
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    feeds: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    refuse: tuple[Refusal, ...] = ()
    across: Mapping[str, str] = field(default_factory=dict)
    html: tuple[str, ...] = ()
    guide: str = ""
    period: bool = False

    @property
    def table(self) -> str:
        return self.outputs[0].table

    def fits(self, headers: Set[str]) -> bool:
        every, some, none = self._signature
        return every <= headers and not none & headers and (not some or bool(some & headers))

    @cached_property
    def _signature(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(map(plain_header, names)) for names in (self.all_of, self.one_of, self.none_of))

    def known(self) -> frozenset[str]:
        """Every header that this format knows, as it is compared."""
        return self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(plain_header(h) for h in (*(h for names in self.fields.values() for h in names), *self.personal,
                                                   *self.unused))

    def columns_of(self, header: Sequence[str | None]) -> dict[str, int]:
        """Field → place of its column in this header row; the first of several equal headers counts."""
        places: dict[str, int] = {}
        for place, text in enumerate(header):
            places.setdefault(plain_header(text), place)
        found = {name: next((places[h] for h in names if h in places), None) for name, names in self._names.items()}
        return {name: place for name, place in found.items() if place is not None}

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(map(plain_header, names)) for name, names in self.fields.items()}

    def serves(self, name: str) -> str | None:
        """The canonical column that a field goes into, or None for a personal one."""
        return None if name in PERSONAL_FIELDS else self.feeds.get(name, name)

    def is_personal(self, text: str | None) -> bool:
        return plain_header(text) in self.persons

    @cached_property
    def persons(self) -> frozenset[str]:
        """The headers of personal columns, as they are compared."""
        return frozenset(plain_header(h) for h in (*(h for f in PERSONAL_FIELDS for h in self.fields.get(f, ())), *self.personal))


@cache
def formats() -> tuple[Format, ...]:
    """All formats, by id. Raises ValueError where the id of a format is not its file name, so that a mistake stops the start."""
    found: list[Format] = []
    for info in pkgutil.iter_modules(data.formats.__path__):
        module = importlib.import_module(f"data.formats.{info.name}")
        for one in getattr(module, "FORMATS", ()) or (module.FORMAT,):
            if one.id != info.name:
                raise ValueError(f"data/formats: the format in {info.name} calls itself {one.id}")
            found.append(one)
    return tuple(found)


@dataclass(frozen=True)
class Match:
    """A sheet whose header row is known: `row` is the place of the header, counted from 0, of a header of two rows the lower."""

    format: Format
    sheet: Sheet
    row: int
    header: tuple[str | None, ...]
    signed: bool = True

    @property
    def confidence(self) -> float:
        """1 where every header is known to the format, never below .5 where its signature has been met (`signed`)."""
        named = [h for h in self.header if plain_header(h)]
        share = sum(plain_header(h) in self.format.known() for h in named) / len(named)
        return round(0.5 + 0.5 * share if self.signed else 0.25 + 0.5 * share, 3)


def personal_looking(text: str | None) -> bool:
    """Whether a header speaks of a person: known as such by a format, or by its words."""
    plain = plain_header(text)
    return any(plain in f.persons for f in formats()) or bool(_PERSONAL_WORDS.search(plain))
