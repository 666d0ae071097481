"""How the columns of a roster may be called, and what its cells mean.

A heading with a number behind it ("지원 항목 2", "시작일 2") belongs to the treatment of that number; so a row holds one
treatment or several.
"""
import re
from datetime import date

WHO = {
    "merchant_id": ("가게 id", "업체 id", "상점 id", "업체번호", "업체 번호", "가게 번호", "관리번호", "merchant", "shop id"),
    "business_number": ("사업자등록번호", "사업자번호", "사업자 번호", "business registration number", "brn"),
    "name": ("가게", "가게 이름", "가게명", "상호", "상호명", "업체명", "업체", "기업명", "shop", "shop name", "merchant name"),
    "region": ("지역", "시도", "시·도", "소재지", "province"),
    "industry": ("업종", "품목", "주력 품목", "trade"),
    "programme": ("사업", "사업명", "사업 이름", "program", "programme name"),
    "segment": ("구분", "유형", "세그먼트", "입점 구분", "입점 여부", "판매 상태", "kind"),
    "consultant": ("상담사", "담당 상담사", "컨설턴트", "담당 컨설턴트", "담당자", "advisor", "adviser"),
    "applied_on": ("신청일", "접수일", "신청 일자", "선정일", "applied", "application date"),
    "left_on": ("중단일", "포기일", "탈락일", "중도포기일", "중단 일자", "left", "dropped on"),
}
GIVEN = {
    "package": ("패키지", "패키지명", "지원 패키지"),
    "treatment": ("지원 항목", "지원항목", "지원 내용", "처방", "처방명", "지원"),
    "started_on": ("시작일", "지원 시작일", "착수일", "지원일", "처방일", "started", "start", "start date"),
    "ended_on": ("종료일", "지원 종료일", "완료일", "ended", "end", "end date"),
    "cost": ("비용", "지원금", "지원 금액", "금액", "집행액", "amount", "won"),
}
SEGMENTS = {
    "unlisted": ("미입점", "입점 전", "입점 예정", "온라인 미진출", "not listed", "not yet listed"),
    "struggling": ("입점 후 부진", "부진", "판매 부진", "입점 부진", "기입점 부진"),
    "growing": ("기입점", "입점", "입점 후 성장", "성장", "정상", "판매 중", "listed"),
}
DAYS = (re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?:\D.*)?"), re.compile(r"(\d{4})(\d{2})(\d{2})"))
MOST_WON = 10**13
"""A cell with more is a typing error: the store keeps larger amounts, no programme spends them on a shop."""


def plain(text: str) -> str:
    """Without spaces, case and signs, and without what stands in brackets (units), for comparing."""
    return re.sub(r"[\s_·./:\-]+", "", re.sub(r"\([^)]*\)", "", text)).casefold()


_COLUMNS = {plain(name): column for words in (WHO, GIVEN) for column, names in words.items() for name in (column, *names)}
_SEGMENTS = {plain(name): segment for segment, names in SEGMENTS.items() for name in (segment, *names)}


def column(heading: str) -> tuple[str, int] | None:
    """What a heading means: a name of `WHO` (number 0), or one of `GIVEN` with the number of its treatment; None: neither."""
    text = plain(heading)
    bare = text.rstrip("0123456789")
    found = _COLUMNS.get(text) or _COLUMNS.get(bare)
    if found is None or (found in WHO and text != bare):
        return None
    return found, int(text[len(bare):] or 0) if found in GIVEN else 0


def segment(text: str) -> str | None:
    """unlisted, struggling or growing; None where the word means none of them."""
    return _SEGMENTS.get(plain(text))


def day(text: str) -> date | None:
    """The day of a cell; None where it is none."""
    for form in DAYS:
        if found := form.fullmatch(text.strip()):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None


def won(text: str) -> int | None:
    """Whole won, such as "1,200,000원" or "120만원"; None where it is no amount of 0 or more."""
    found = re.fullmatch(r"[₩\\]?(\d{1,3}(?:,?\d{3})*|\d+)(?:\.0+)?(만)?원?", re.sub(r"\s+", "", text))
    if found is None:
        return None
    amount = int(found[1].replace(",", "")) * (10_000 if found[2] else 1)
    return amount if amount <= MOST_WON else None


def business_number(text: str) -> str | None:
    """Ten digits; None where there are others."""
    digits = re.sub(r"[\s-]+", "", text)
    return digits if re.fullmatch(r"\d{10}", digits) else None
