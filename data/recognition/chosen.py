"""What a person said of a file's columns, checked and made into a format of its own."""
import re
from collections.abc import Mapping, Sequence

from data import contract
from data.errors import InputProblem
from data.mapping import Choice, Format, Match, Output, personal_looking, plain_header
from data.read import Sheet
from data.recognition import chosen_orders, chosen_tables
from data.recognition.chosen_hints import Hints, hints
from data.recognition.column_kinds import kinds_of
from data.recognition.header_rules import rules
from data.recognition.markets import OTHER, channel_sql
from data.text import _

MAPPED = "mapped"
"""Id of the format of a file whose columns a person named."""
TITLE = _("A file whose columns you named")
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "order_lines": (("order_id",), ("ordered_at", "paid_at")),
    "settlements": (("order_id",), ("settled_on",), ("net", "gross")),
    "listings": (("product_id", "sku", "title"),),
    "statistics": (("product_id", "product_name"),),
    "reviews": (("rating",), ("review_id", "order_id", "product_id")),
    "costs": (("sku",), ("unit_cost",)),
}
"""Per table what a file must hold; of several in one bracket any one is enough. All else is made from what there is."""
_GUIDE = ("수정불가", "수정가능", "필수", "필수입력", "선택", "선택입력", "입력", "입력불가", "예시", "자동입력", "string",
          "text", "number", "date")
"""What rows say that stand below a header to explain it."""
_PERSON = {
    "buyer_phone": "(구매자|주문자|고객|회원|customer|buyer|billing).*(연락처|전화|휴대|핸드폰|phone|tel|mobile)",
    "buyer_id": "(구매자|주문자|고객|회원|customer|buyer)(의)?(아이디|id|번호|이메일|e-?mail)$",
    "buyer_name": "(구매자|주문자|고객|회원|customer|buyer|billing)_?(명|이름|성명|name)?$",
    "address": "^(?!.*(상세|우편|번호|메시지|메세지|메모)).*(주소|배송지|address1?$)",
}
"""Headers of who bought and where to: read for the keyed hash and the region, then forgotten."""


def columns_for(table: str) -> tuple[str, ...]:
    """The canonical columns that a column of such a file can be: a settlement tells of its order lines too."""
    own = [c.name for c in contract.TABLES[table].columns]
    more = [name for name in rules()[table] if name not in own] if table in rules() else []
    return tuple(n for n in (*own, *more) if n not in ("merchant_id", "buyer_key"))


def match(sheet: Sheet, row: int, header: Sequence[str | None], choice: Choice) -> Match:
    """The sheet with the format that the choice makes. Raises `InputProblem` for a choice that cannot be used."""
    columns = check(header, choice, sheet, row)
    places = {columns[plain]: n for n, text in reversed(list(enumerate(header))) if (plain := plain_header(text)) in columns}
    return Match(as_format(header, columns, choice, hints(sheet.cells.slice(row + 1), places)), sheet, row, tuple(header))


def unsaid(found: Match) -> dict[str, object] | None:
    """What is to be said of a file of which nobody said where its sales were made."""
    form = found.format
    if form.id != MAPPED or form.channel != OTHER or "channel" in form.fields or form.table == "costs":
        return None
    said = _("Nobody said where these sales were made, so they stand apart from all channels that we know.")
    return {"text": said, "params": {}}


def check(header: Sequence[str | None], choice: Choice, sheet: Sheet | None = None, row: int = 0) -> dict[str, str]:
    """{header as it is compared: canonical column} of a choice that can be used; `sheet` shows the values as well.

    Raises `InputProblem` with the first thing that is wrong.
    """
    table = choice.table or ""
    if table not in NEEDED:
        raise InputProblem(_("Say what the file holds: one of {tables}."), tables=", ".join(NEEDED))
    places = {plain_header(text): n for n, text in reversed(list(enumerate(header))) if plain_header(text)}
    kinds = kinds_of(sheet.cells.slice(row + 1)) if sheet is not None else []
    found: dict[str, str] = {}
    for text, column in choice.columns.items():
        plain = plain_header(text)
        if plain not in places:
            raise InputProblem(_("The file has no column “{header}”."), header=text)
        if plain in found:
            raise InputProblem(_("“{header}” is named twice. A column of the file can mean one thing."), header=text)
        if column not in columns_for(table):
            raise InputProblem(_("“{header}” cannot be {column}: {table} has no such column."), header=text, column=column,
                               table=table)
        if column in found.values():
            first = next(h for h, c in found.items() if c == column)
            raise InputProblem(_("“{first}” and “{second}” cannot both be {column}. Choose one of them."),
                               first=_as_written(header, first), second=text, column=column)
        if personal_looking(text) or (kinds and kinds[places[plain]].told):
            raise InputProblem(_("“{header}” speaks of a person and is never read. Leave it out."), header=text)
        found[plain] = column
    lacking = [names for names in NEEDED[table] if not set(names) & set(found.values())]
    if lacking:
        raise InputProblem(_("Say which column of the file is {columns}."), columns=", ".join("/".join(n) for n in lacking))
    return found


def _as_written(header: Sequence[str | None], plain: str) -> str:
    return next((str(text) for text in header if plain_header(text) == plain), plain)


def as_format(header: Sequence[str | None], columns: Mapping[str, str], choice: Choice, look: Hints) -> Format:
    """The format of a file whose columns mean `columns`, {header as it is compared: canonical column}."""
    table = str(choice.table)
    fields: dict[str, tuple[str, ...]] = {column: (text,) for text, column in columns.items()}
    others = [str(text) for text in header if plain_header(text) and plain_header(text) not in columns]
    personal = [text for text in others if personal_looking(text)]
    has = frozenset(fields)
    steps, outputs = _outputs(table, has, tuple(sorted(fields)), look)
    if table in ("order_lines", "settlements"):
        for name, words in _PERSON.items():
            found = tuple(text for text in personal if re.search(words, plain_header(text)))
            if found and not (name == "address" and "region" in has):
                fields[name] = found[:1]
    channel = choice.channel or OTHER
    if "channel" in has:
        told = {"channel": f"coalesce(nullif({channel_sql('channel')}, '{OTHER}'), {_text(channel)})"}
        outputs = tuple(Output(o.table, {**o.columns, **told}, o.where, o.rank, o.essential, o.added_up) for o in outputs)
    key = next(iter(fields))
    return Format(
        id=MAPPED, channel=channel, title=TITLE, all_of=(), fields=fields, outputs=outputs, personal=tuple(personal),
        across=steps,
        html=("detail_text",) if "detail_text" in has else (),
        period=table == "statistics" and not has & {"first_day", "last_day"},
        guide=f"squeezed({key}) IN ({', '.join(map(_text, _GUIDE))})",
        unused=tuple(text for text in others if text not in personal))


def _outputs(table: str, has: frozenset[str], everything: tuple[str, ...],
             look: Hints) -> tuple[dict[str, str], tuple[Output, ...]]:
    match table:
        case "order_lines":
            steps, output = chosen_orders.order_lines(has, everything, look)
        case "settlements":
            return chosen_tables.settlements(has)
        case "statistics":
            steps, output = chosen_tables.statistics(has)
        case "listings":
            steps, output = {}, chosen_tables.listings(has)
        case "reviews":
            steps, output = {}, chosen_tables.reviews(has)
        case _:
            steps, output = {}, chosen_tables.costs(has)
    return steps, (output,)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
