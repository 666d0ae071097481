"""What a survey of sellers asks (온라인 입점 실태조사) and how the columns of its files may be called.

Answers on the scale are 1 (not at all) to 5 (very much). `part` says which part of the co-growth index the question feeds.
"""
import re
from dataclasses import dataclass

from data.text import _

AGREEMENT, RESULTS, FELT = "agreement", "results", "felt"
SCALE, YES_NO, NUMBER, WORDS = "scale", "yes_no", "number", "words"


@dataclass(frozen=True)
class Question:
    """One question. `weight` counts within its part; `names` are other headings that files use for it."""

    id: str
    kind: str
    text: str
    names: tuple[str, ...]
    part: str | None = None
    weight: float = 1.0


QUESTIONS = (
    Question("agreement.contract", SCALE, _("The mall keeps the contract and its fees."),
             ("계약 이행", "계약 준수", "약정 이행", "협약 이행", "공정거래협약", "공정거래협약 이행", "agreement"), AGREEMENT),
    Question("agreement.notice", SCALE, _("The mall tells changes of its terms early enough."),
             ("변경 고지", "약관 변경 고지", "사전 고지", "notice"), AGREEMENT),
    Question("agreement.payout", SCALE, _("The mall pays out when it said it would."),
             ("정산 준수", "정산 기한 준수", "대금 지급", "정산 약속", "payout"), AGREEMENT),
    Question("results.support", SCALE, _("The mall truly helped: advertising, events, training."),
             ("실적", "동반성장 실적", "지원 실적", "지원 받음", "results", "performance"), RESULTS),
    Question("felt.relations", SCALE, _("The dealings with the mall are fair."),
             ("거래관계", "거래 관계", "공정한 거래", "체감도", "체감", "felt"), FELT, 40.0),
    Question("felt.cooperation", SCALE, _("The mall works together with small shops."),
             ("협력", "협력 관계", "cooperation"), FELT, 30.0),
    Question("felt.structure", SCALE, _("There is somebody at the mall who cares for growing together."),
             ("동반성장체제", "동반성장 체제", "structure"), FELT, 30.0),
    Question("unfair", YES_NO, _("Did you meet unfair conduct in the last year?"),
             ("불공정 행위", "불공정행위 경험", "불공정 경험", "불공정")),
    Question("payout_days", NUMBER, _("Days from the sale to the payout"), ("정산 일수", "정산일수", "정산 기간", "대금 정산일")),
    Question("cost_share", NUMBER, _("All costs of the mall in percent of sales"),
             ("비용 비율", "플랫폼 비용", "비용 부담률", "수수료 부담", "수수료율")),
    Question("listed", YES_NO, _("Do you sell there now?"), ("입점 여부", "입점", "판매 여부")),
    Question("obstacle", WORDS, _("What made it hardest to enter?"), ("입점 애로", "애로사항", "어려움", "입점 장벽")),
)
BY_ID = {q.id: q for q in QUESTIONS}

WHO = {
    "respondent": ("응답자", "응답자 번호", "응답 번호", "응답번호", "번호", "id", "respondent", "no"),
    "merchant_id": ("업체 id", "가게 id", "상점 id", "merchant", "merchant_id", "업체번호"),
    "channel": ("쇼핑몰", "채널", "플랫폼", "입점몰", "입점 쇼핑몰", "오픈마켓", "channel", "platform", "mall"),
    "region": ("지역", "시도", "시·도", "소재지", "region"),
    "industry": ("업종", "품목", "industry", "trade"),
    "answered_on": ("응답일", "조사일", "응답 일자", "날짜", "일자", "응답일시",
                    "타임스탬프", "answered_on", "date", "timestamp"),
    "question": ("문항", "질문", "question", "question_id"),
    "value": ("응답", "답", "답변", "값", "answer", "value"),
}
CHANNELS = {
    "naver": ("네이버", "스마트스토어", "네이버 스마트스토어", "naver"), "coupang": ("쿠팡", "coupang"),
    "elevenst": ("11번가", "elevenst", "11st"), "gmarket": ("g마켓", "지마켓", "gmarket"), "auction": ("옥션", "auction"),
    "kakao": ("카카오", "카카오톡스토어", "톡스토어", "kakao"), "toss": ("토스", "토스쇼핑", "toss"),
    "cafe24": ("카페24", "cafe24"),
    "idus": ("아이디어스", "idus"), "ssg": ("ssg", "쓱", "신세계", "ssg닷컴"), "lotteon": ("롯데온", "lotteon"),
    "ohouse": ("오늘의집", "ohouse"),
}
LIKERT = {"매우 그렇다": "5", "그렇다": "4", "보통이다": "3", "보통": "3", "그렇지 않다": "2", "전혀 그렇지 않다": "1",
          "매우 만족": "5", "만족": "4", "불만족": "2", "매우 불만족": "1", "아니다": "2", "전혀 아니다": "1"}
YES = {"예", "네", "있음", "있다", "y", "yes", "o", "1", "true"}
NO = {"아니오", "아니요", "없음", "없다", "n", "no", "x", "0", "false"}


def plain(text: str) -> str:
    """A heading or an answer without spaces, case and signs, for comparing."""
    return re.sub(r"[\s_·./()\[\]?:\-]+", "", text).casefold()


_QUESTION = {plain(name): q.id for q in QUESTIONS for name in (q.id, q.text, *q.names)}
_WHO = {plain(name): column for column, names in WHO.items() for name in (column, *names)}
_CHANNEL = {plain(name): channel for channel, names in CHANNELS.items() for name in (channel, *names)}
_LIKERT = {plain(name): number for name, number in LIKERT.items()}


def column(heading: str) -> str | None:
    """What a heading means: a name of `WHO`; None where it means none of them."""
    return _WHO.get(plain(heading))


def question(heading: str) -> str | None:
    """The id of the question that a heading asks; None where we do not know it."""
    return _QUESTION.get(plain(heading))


def channel(text: str) -> str:
    """The channel's id, or its name as given."""
    return _CHANNEL.get(plain(text), " ".join(text.split()).casefold())


def value(question_id: str, text: str) -> str | None:
    """An answer in the form that is kept; None where it does not fit the question."""
    asked, text = BY_ID[question_id], " ".join(text.split())
    if asked.kind == WORDS:
        return text
    if asked.kind == YES_NO:
        short = text.casefold()
        return "yes" if short in YES else "no" if short in NO else None
    found = _LIKERT.get(plain(text)) if asked.kind == SCALE else None
    number = found or re.sub(r"(점|일|%|,)", "", text).strip()
    if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?", number):
        return None
    if asked.kind == SCALE:
        return str(int(float(number))) if float(number) in (1, 2, 3, 4, 5) else None
    return number
