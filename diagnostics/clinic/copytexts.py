"""Fixed text to copy into the seller centre. It is Korean in every language of the program: that is where it goes.

Nothing is invented: what is not known stands in 【 】 to be filled in.
"""
from collections.abc import Mapping, Sequence
from typing import Any

from data.reference import law
from diagnostics.clinic import titles
from diagnostics.law import notice_given, notice_names, notice_values
from diagnostics.law.groups import group_name, group_of

GAP = "【 채워 주세요 】"
OUTLINE = (
    ("무엇인가요", "이 상품은 【 재료·구성 】으로 만든 【 무엇 】이에요."),
    ("왜 좋은가요", "【 다른 상품과 다른 점 한 가지 】이 좋은 점이에요."),
    ("어떻게 쓰나요", "【 사용 방법·먹는 방법·관리 방법 】"),
    ("얼마나 큰가요", "크기(용량)는 【 숫자와 단위 】예요."),
    ("언제 오나요", "평일 【 몇 시 】까지 주문하시면 당일 출고하고, 보통 【 며칠 】 안에 도착해요."),
    ("마음에 안 들면", "받으신 날부터 7일 안에 교환·반품을 신청하실 수 있어요."),
    ("누가 만드나요", "【 가게 이름과 만드는 사람 】이 만들어요."),
)
"""A heading and a sentence to complete for each topic of `listing_rules.TOPICS`, in the same order."""


def title(row: Mapping[str, Any], channel: str) -> str | None:
    """The title rebuilt from its own words and the brand field; None where it is fine as it is or not known."""
    return titles.rebuilt(row["title"], row.get("brand") or "", channel) if row.get("title") else None


def terms(row: Mapping[str, Any]) -> str:
    """A block on delivery and on returns with the fees that the listing shows."""
    fee = "무료" if row.get("shipping_fee") == 0 else _won(row.get("shipping_fee"))
    back = _won(row.get("return_fee"))
    return "\n".join((
        "■ 배송 안내",
        "- 배송 방법: 택배 【 택배사 】",
        f"- 배송비: {fee}",
        "- 출고: 평일 【 몇 시 】까지 주문하시면 당일 출고해요.",
        "- 도착: 출고한 날부터 보통 【 며칠 】 걸려요. 제주·도서산간은 【 추가 비용과 기간 】",
        "",
        "■ 교환·반품 안내",
        "- 신청 기간: 상품을 받으신 날부터 7일 안에 신청하실 수 있어요.",
        "- 상품이 표시·광고와 다르거나 문제가 있으면 받으신 날부터 3개월, 그 사실을 안 날부터 30일 안에 신청하실 수 있어요.",
        f"- 단순 변심: 반품 배송비 {back}을 손님이 부담하세요.",
        "- 상품 문제·오배송: 배송비를 저희가 부담해요.",
        "- 환불: 상품을 돌려받은 날부터 3영업일 안에 해 드려요.",
        "- 교환·반품이 어려운 경우: 손님 책임으로 상품이 없어지거나 훼손된 경우, 사용하거나 시간이 지나 다시 팔기 어려운 경우",
        "  (전자상거래법 제17조 제2항). 내용을 확인하려고 포장을 연 것은 해당하지 않아요.",
        "- 보내실 곳: 【 반품 주소 】 / 문의: 【 전화번호 】"))


def _won(amount: Any) -> str:
    return "【 금액 】원" if amount is None or amount != amount else f"{int(amount):,}원"


def notice(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The name of the product group and its 상품정보제공고시 item by item, with what the listing states; what is missing or
    only points elsewhere is marked. None where the group is not known."""
    said, own_group = notice_given.given(row.get("notice"))
    group = own_group or group_of(row.get("notice_group"), row.get("category"))[0]
    if group is None:
        return None
    items = zip(law.notice_items()[group], notice_names.values(group, said or {}), strict=True)
    own = {"origin": row.get("origin")}
    return group_name(group), "\n".join(f"{item.item}: {_stated(item, texts or _field(own.get(item.kind)))}"
                                        for item, texts in items)


def _field(text: str | None) -> tuple[str, ...]:
    """What a field of the listing states for an item that the notice leaves out."""
    return (text.strip(),) if text and text.strip() else ()


def _stated(item: law.NoticeItem, texts: Sequence[str]) -> str:
    if texts and all(notice_values.stated(text) and not notice_values.points_away(text, item.kind) for text in texts):
        return ", ".join(texts)
    return f"{GAP}{' (해당하지 않으면: 해당없음 + 이유)' if item.conditional else ''}"


def outline(answered: Mapping[int, bool]) -> str:
    """The topics that the page does not speak of (index of `OUTLINE`), each as a heading and a sentence to complete."""
    missing = [part for i, part in enumerate(OUTLINE) if not answered.get(i, False)]
    return "\n\n".join(f"■ {head}\n{sentence}" for head, sentence in missing)
