"""The 고시 of a listing in the forms in which it is handed over: item to text, lists of pairs, an API's own keys, one text."""
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from data.reference import law
from diagnostics.law.groups import group_of

NAMES = ("noticeCategoryDetailName", "itemName", "name", "item", "key", "title", "label", "항목", "항목명", "고시항목", "품목")
TEXTS = ("content", "value", "text", "contents", "내용", "값", "고시내용", "항목내용")
GROUPS = ("productInfoProvidedNoticeType", "noticeCategoryName", "notice_group", "상품군", "품목군")
CAMEL: Mapping[str, tuple[str, ...]] = {
    "material": ("소재", "재질", "제품 소재", "제품의 주소재", "주요 소재"), "color": ("색상",),
    "size": ("치수", "크기", "치수 - 발길이"), "height": ("굽높이",), "manufacturer": ("제조자", "화장품제조업자", "생산자"),
    "importer": ("수입자",), "caution": ("주의사항", "취급 시 주의사항"), "packDate": ("제조연월", "제조연월일"),
    "packDateText": ("제조연월", "제조연월일"), "releaseDate": ("출시년월", "동일모델의 출시년월"),
    "releaseDateText": ("출시년월", "동일모델의 출시년월"), "warrantyPolicy": ("품질보증기준",),
    "afterServiceDirector": ("A/S 책임자와 전화번호",), "customerServicePhoneNumber": ("소비자상담 관련 전화번호",),
    "type": ("종류",), "itemName": ("품명",), "modelName": ("모델명",),
    "certificationType": ("KC 인증정보", "기능성화장품 심사필 문구"), "certificateDetails": ("인증·허가 사항",),
    "ratedVoltage": ("정격전압",), "powerConsumption": ("소비전력",), "energyEfficiencyRating": ("에너지소비효율등급",),
    "additionalCost": ("추가설치비용",), "displaySpecification": ("화면사양",), "specification": ("주요 사양", "기능정보"),
    "installedCharge": ("배송·설치비용",), "components": ("구성품", "제품 구성"), "component": ("구성품", "제품 구성"),
    "weight": ("중량", "무게"), "capacity": ("용량",), "expirationDate": ("사용기한",), "expirationDateText": ("사용기한",),
    "usage": ("사용방법",), "distributor": ("화장품책임판매업자",), "mainIngredient": ("모든 성분",), "producer": ("생산자",),
    "location": ("소재지", "제조업소의 소재지"), "foodItem": ("품목 또는 명칭",), "productName": ("제품명",),
    "foodType": ("식품의 유형",), "consumptionDate": ("소비기한",), "consumptionDateText": ("소비기한",), "amount": ("수량",),
    "ingredients": ("원재료명 및 함량", "원료명 및 함량"), "nutritionFacts": ("영양성분", "영양정보"),
    "geneticallyModified": ("유전자변형식품", "유전자변형건강기능식품"),
    "consumerSafetyCaution": ("소비자안전을 위한 주의사항",), "importDeclarationCheck": ("수입식품 문구",),
    "productComposition": ("상품구성",), "keep": ("보관방법",), "storageMethod": ("보관방법",),
    "relevantLawContent": ("농산물", "축산물", "수산물"), "adCaution": ("소비자안전을 위한 주의사항",),
    "cautionAndSideEffect": ("섭취 시 주의사항",), "nonMedicinalUsesMessage": ("의약품이 아니라는 내용의 표현",),
    "recommendedAge": ("권장사용연령", "사용연령"), "numberLimit": ("크기·체중의 한계",), "title": ("도서명",),
    "author": ("저자",), "publisher": ("출판사",), "publishDate": ("발행일",), "publishDateText": ("발행일",),
    "pages": ("쪽수",), "description": ("목차 또는 책소개",), "origin": ("제조국", "원산지"),
    "originArea": ("제조국", "원산지"),
}
"""Keys of a commerce API to the names of the items that they hold."""
_PAIR = re.compile(r"^\s*[-•*※■□▶▷●○◆·\d.)(\s]*(?P<name>[^:：=\t]{1,70}?)\s*(?:[:：=]|\t)\s*(?P<text>.*)$")
NO = "해당 없음 (아니오로 표시됨)"


def given(stored: str | None) -> tuple[dict[str, str] | None, str | None]:
    """(item to text, the group that the notice itself names), None where nothing is known of either."""
    if stored is None or not stored.strip():
        return None, None
    try:
        found = json.loads(stored)
    except ValueError:
        found = stored
    if isinstance(found, str):
        return free_text(found) or None, None
    if not isinstance(found, Mapping | list):
        return None, None
    pairs: dict[str, str] = {}
    for name, text in _pairs(found):
        # The same item twice, such as in two blocks of a template: the one that says something counts.
        if text or name not in pairs:
            pairs[name] = text
    group = next((pairs.pop(name) for name in GROUPS if pairs.get(name)), None)
    if isinstance(found, list) and not pairs:
        return None, None
    return pairs, group_of(group, None)[0] if group else None


def _pairs(found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, list):
        for entry in found:
            yield from _pairs(entry)
        return
    if not isinstance(found, Mapping):
        return
    name = next((str(found[n]) for n in NAMES if isinstance(found.get(n), str) and any(t in found for t in TEXTS)), None)
    if name is not None:
        for group in GROUPS:
            if isinstance(found.get(group), str):
                yield group, found[group]
        yield name.strip(), _text(next(found[t] for t in TEXTS if t in found))
        return
    for key, value in found.items():
        if isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(x, Mapping) for x in value)):
            yield from _pairs(value)
        else:
            yield str(key).strip(), _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "예" if value else NO
    if isinstance(value, list):
        return ", ".join(_text(x) for x in value)
    return str(value).strip()


def free_text(text: str) -> dict[str, str]:
    """A notice in one text: lines or stretches of “item: text”; {} where it names no item of any group."""
    found: dict[str, str] = {}
    last = None
    for line in re.split(r"[\n\r;|]+|\s/\s", text):
        pieces = _known(line)
        if not pieces and (pair := _PAIR.match(line)):
            pieces = [(pair["name"].strip(), pair["text"].strip())]
        for name, value in pieces:
            found[name], last = value, name
        if not pieces and last is not None and line.strip():
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found if any(_name().fullmatch(re.sub(r"\s+", "", name)) for name in found) else {}


def _known(line: str) -> list[tuple[str, str]]:
    """The items that a line names one after the other: 품명: 사과 원산지: 국내산."""
    marks = list(_mark().finditer(line))
    ends = [*(m.start() for m in marks[1:]), len(line)][:len(marks)]
    return [(m["name"].strip(), line[m.end():end].strip(" ,/\t")) for m, end in zip(marks, ends, strict=True)]


@cache
def _every_name() -> tuple[str, ...]:
    names = {n for items in law.notice_items().values() for i in items
             for n in (i.item, re.sub(r"\s*\([^()]*\)", "", i.item), *i.aliases, *re.split(r",\s*|\s+및\s+|\s+또는\s+", i.item))}
    return tuple(sorted((n for n in names if len(n) > 1), key=len, reverse=True))


def _spaced(name: str) -> str:
    return r"\s*".join(re.escape(c) for c in re.sub(r"\s+", "", name))


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[\s,/])|^)(?P<name>" + "|".join(map(_spaced, _every_name())) + r")\s*(?:[:：=]|\t)\s*")


@cache
def _name() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(re.sub(r"\s+", "", n)) for n in _every_name()))
