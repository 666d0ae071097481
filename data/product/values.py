"""One value of a product as a person or a file gives it → as it is kept, or one sentence that says why it is not taken."""
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from data import contract
from data.errors import InputProblem
from data.product.fields import LIST, Field
from data.text import _

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of writing: nobody types them into the name of a product."""
_WON = re.compile(r"^[₩\\\s]*([-+]?[\d,]*\.?\d+)\s*(?:원|won|krw|g|개|px|일)?$", re.IGNORECASE)
_YES, _NO = ("y", "yes", "true", "1", "예", "네"), ("n", "no", "false", "0", "아니오", "아니요")
_ITEM = re.compile(r"^\s*([^:：\n]{1,100}?)\s*[:：]\s*(.*)$")


def is_empty(value: Any) -> bool:
    """Whether nothing is said: none, not a number, or blank."""
    return value is None or (isinstance(value, float) and value != value) or (isinstance(value, str) and not value.strip()) \
        or type(value).__name__ in ("NaTType", "NAType") or (isinstance(value, list | dict | tuple) and not value)


def clean(field: Field, value: Any) -> Any:
    """`value` in the form in which it is kept; None where it is empty. Raises `InputProblem` for what cannot be believed."""
    if is_empty(value):
        return None
    if field.numeric:
        return _number(field, value)
    if field.type == contract.FLAG:
        return _flag(field, value)
    if field.type == contract.JSON:
        return _notice(field, value)
    if field.type == LIST:
        return _listed(field, value)
    text = plain(value, lines=field.most > 1_000)
    if len(text) > field.most:
        raise InputProblem(_("{field} has {n:number} letters; at most {most:number} are kept. Shorten it."),
                           field=field_name(field), n=len(text), most=field.most)
    if field.values and text and text not in field.values:
        raise InputProblem(_("{field} is one of {values}; “{value}” is not."), field=field_name(field),
                           values=", ".join(field.values), value=text[:60])
    return text or None


def field_name(field: Field) -> dict[str, str]:
    """The label of a field as a message inside a message."""
    return {"text": field.label}


def plain(value: Any, lines: bool = False) -> str:
    """Text without control characters; of a short field, on one line."""
    text = _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip() if lines else " ".join(text.split())


def _number(field: Field, value: Any) -> int | float:
    if isinstance(value, bool):
        raise _not_a_number(field, value)
    if isinstance(value, int | float | Decimal) or hasattr(value, "item"):
        text = str(value.item() if hasattr(value, "item") else value)
    else:
        found = _WON.match(unicodedata.normalize("NFKC", str(value)).strip())
        if found is None:
            raise _not_a_number(field, value)
        text = found[1].replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _not_a_number(field, value) from error
    if not math.isfinite(number):
        raise _not_a_number(field, value)
    if number < field.least or number > field.most:
        raise InputProblem(_("{field} {value} is not believed: it must lie between {least:number} and {most:number}."),
                           field=field_name(field), value=str(value)[:30], least=field.least, most=field.most)
    if field.type == contract.REAL:
        return float(number)
    if number != number.to_integral_value():
        raise InputProblem(_("{field} {value} is not a whole number. Leave out what stands after the point."),
                           field=field_name(field), value=str(value)[:30])
    return int(number)


def _not_a_number(field: Field, value: Any) -> InputProblem:
    return InputProblem(_("{field} “{value}” is not a number. Write digits only, such as 12900."), field=field_name(field),
                        value=plain(value)[:40])


def _flag(field: Field, value: Any) -> bool:
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return bool(value)
    word = str(value).strip().lower()
    if word in _YES + _NO:
        return word in _YES
    raise InputProblem(_("{field} is Y or N; “{value}” is not."), field=field_name(field), value=plain(value)[:40])


def _listed(field: Field, value: Any) -> list[str] | None:
    parts = re.split(r"[,\s;|]+", value) if isinstance(value, str) else [str(v) for v in value]
    names = sorted({plain(p) for p in parts if plain(p)})
    if any(not re.fullmatch(r"[a-z0-9_]{1,40}", n) for n in names) or len(",".join(names)) > field.most:
        raise InputProblem(_("{field} are written as their ids, such as naver, coupang."), field=field_name(field))
    return names or None


def _notice(field: Field, value: Any) -> dict[str, str] | None:
    """Item to text, from such a mapping, JSON of it, or lines “item: text”."""
    if isinstance(value, str):
        try:
            read = json.loads(value)
        except ValueError:
            read = _lines(value)
        if not isinstance(read, Mapping) or not read:
            raise InputProblem(_("{field} is written as lines “item: text”, such as “제조국(원산지): 국내산”."),
                               field=field_name(field))
        value = read
    if not isinstance(value, Mapping):
        raise InputProblem(_("{field} is written as lines “item: text”, such as “제조국(원산지): 국내산”."),
                           field=field_name(field))
    found = {plain(k)[:200]: plain(v, lines=True) for k, v in value.items() if not is_empty(v) and plain(k)}
    if sum(len(k) + len(v) for k, v in found.items()) > field.most:
        raise InputProblem(_("{field} has {n:number} letters; at most {most:number} are kept. Shorten it."),
                           field=field_name(field), n=sum(len(v) for v in found.values()), most=field.most)
    return {k: v for k, v in found.items() if v} or None


def _lines(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    last = None
    for line in text.replace("\r", "\n").split("\n"):
        pair = _ITEM.match(line)
        if pair and pair[1].strip():
            last = pair[1].strip()
            found[last] = pair[2].strip()
        elif last is not None and line.strip():
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found
