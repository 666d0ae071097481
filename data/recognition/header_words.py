"""A header taken apart into words of commerce, Korean and English: what it speaks of, and by its last word what kind of thing.

Korean headers end in the kind of thing that they name: 판매수수료 is a fee, 판매수수료율 a rate, 배송비 유형 a type. So the last
word decides, and a word in the middle only says of what.
"""
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

ID, DAY, MONEY, PRICE, FEE, COUNT, NAME, STATE, RATE, KIND, NOTE = (
    "id", "day", "money", "price", "fee", "count", "name", "state", "rate", "kind", "note")
HEADS = frozenset({ID, DAY, MONEY, PRICE, FEE, COUNT, NAME, STATE, RATE, KIND, NOTE})
"""Kinds of things. A word of any other class says of what the header speaks."""

_WORDS: Mapping[str, str] = {
    ID: "번호 코드 아이디 식별자 id no nr num number code key uid",
    DAY: "일자 일시 날짜 시각 시간 연월일 date at datetime time day",
    MONEY: "금액 총액 대금 합계 총합 총계 소계 amount total subtotal sum value revenue 수입 수익금", PRICE: "가격 단가 price",
    FEE: "수수료 이용료 비용 요금 fee fees commission charge cost", COUNT: "수량 개수 갯수 qty quantity count pieces units",
    NAME: "이름 성명 성함 제목 name title", STATE: "상태 진행상황 단계 status state",
    RATE: "비율 요율 이율 이용율 전환율 % rate ratio percent percentage",
    KIND: "구분 여부 유형 방식 방법 형태 종류 수단 정책 타입 조건 주체 속성 규칙 설정 type method kind y/n",
    NOTE: "메모 비고 메시지 메세지 요청사항 요구사항 사유 설명 문구 안내 note notes memo message reason remark remarks "
        "description",
    "order": "주문 오더 발주 order orders", "buy": "구매 구입 purchase", "sale": "판매 거래 매출 sale sales sold",
    "product": "상품 상품별 제품 물품 아이템 product products item lineitem goods", "item": "품목 품목별",
    "option": "옵션 단품 규격 option options variant", "line": "상세 세부 라인 항목 건별 일련 line seq sequence",
    "settle": "정산 지급 송금 입금 출금 payout settlement settled", "pay": "결제 지불 승인 payment paid pay financial",
    "ship": "배송 택배 운송 배달 배송지시 delivery shipping ship freight", "late": "배송지연 지연",
    "send": "발송 출고 출하 fulfilled fulfillment dispatch dispatched shipped",
    "parcel": "묶음 합배송 송장 운송장 묶음배송 tracking parcel", "basket": "장바구니 cart carts basket",
    "done": "완료 처리 delivered", "confirm": "구매확정 구매결정 수취확인 거래확정 구매완료 확정 confirmed",
    "check": "확인 인식", "cancel": "취소 취소된 cancel cancelled canceled cancellation",
    "return": "반품 교환 회수 반송 return returned returns exchange", "refund": "환불 환급 refund refunds refunded",
    "claim": "클레임 claim", "ask": "요청 접수 신청 requested", "due": "기한 마감 예정 due deadline expected",
    "promise": "도착 약속 promised", "wish": "희망 예약", "stock": "재고 잔여 잔량 stock inventory",
    "discount": "할인 쿠폰 혜택 에누리 discount discounts coupon promotion",
    "point": "포인트 적립금 적립 캐시 예치금 마일리지 칩 캐쉬백 리워드 point points",
    "tax": "세금 부가세 관세 세액 과세 vat tax taxes",
    "extra": "추가 도서산간 도서 제주 산간 기타 부가 extra additional surcharge",
    "seller": "판매자 셀러 업체 자체 협력사 공급사 공급업체 내부 거래처 가맹점 상점 seller vendor merchant", "manage": "관리",
    "buyer": "구매자 주문자 고객 회원 구매고객 customer buyer member billing client",
    "person": "수령인 수취인 받는분 받는사람 수령자 수신자 recipient receiver",
    "contact": "연락처 전화 휴대폰 휴대전화 핸드폰 주소 배송지 우편번호 이메일 통관 phone mobile tel email address address1 "
        "address2 zip postcode street city country province",
    "unit": "단위 개당 unit each", "list": "소비자 권장 시중 정상 기준가 original msrp compare", "source": "원주문 원상품",
    "origin": "원산지 제조국 origin", "first": "최초 initial", "last": "최종 final", "real": "실제 순 실 net actual",
    "all": "총 전체 누적 grand gross all", "basis": "기준", "target": "대상", "brand": "브랜드 상표 brand",
    "maker": "제조사 제조자 제조업체 maker manufacturer", "model": "모델 품번 model",
    "barcode": "바코드 barcode gtin ean isbn upc", "category": "카테고리 분류 대분류 중분류 소분류 세분류 category",
    "group": "그룹 group", "image": "이미지 사진 image images picture photo", "link": "url 링크 link",
    "show": "진열 전시 노출 display", "search": "검색어 키워드 태그 해시태그 keyword keywords tag tags",
    "text": "상세설명 상세정보", "review": "리뷰 후기 상품평 구매평 review",
    "score": "평점 별점 점수 만족도 평가 rating score stars", "write": "작성 등록 created submitted",
    "change": "수정 변경 갱신 updated modified", "visit": "방문자 방문 유입 visitor visitors visits sessions users",
    "view": "조회 페이지뷰 클릭 view views pageview pageviews clicks", "month": "개월 월간 month",
    "start": "적용 시작 유효 valid from start begin", "end": "종료 끝 마지막 end until to", "base": "기본 base basic",
    "margin": "원가 매입가 매입 사입 사입가 제조원가 공급가 입고가 cogs", "pack": "포장 packaging package",
    "weight": "중량 무게 weight", "cert": "인증 certification", "notice": "고시 고시정보 정보제공고시",
    "ad": "광고 홍보 advertising", "card": "카드 간편결제 할부 무이자 무이자할부 card installment",
    "warehouse": "물류 풀필먼트 창고 보관 입출고 warehouse",
    "market": "네이버 네이버페이 npay 스마트스토어 쿠팡 번가 옥션 지마켓 카카오 롯데온 토스 오늘의집 쇼핑몰 쇼핑 마켓 판매처 "
        "채널 사이트 제휴사 channel store shop market platform source",
    "gift": "사은품 선물 증정 gift", "info": "정보 내역 info detail details",
    "carrier": "택배사 배송사 물류사 운송사 carrier courier", "contract": "계약 세금계산서 사업자", "cycle": "주기 회차",
    "fact": "발생", "service": "서비스 중개 입점 연동 매출연동 판매대행", "admin": "주문관리", "typed": "입력 텍스트 직접",
    "abroad": "해외 수출 영문 중문 전세계", "period": "기간", "device": "모바일 pc mobile", "borne": "부담 지원 borne",
    "deduct": "공제 차감 deduction",
}
_PAIRS: Mapping[str, tuple[str, ...]] = {
    "배송비": ("ship", FEE), "배송료": ("ship", FEE), "택배비": ("ship", FEE), "운임": ("ship", FEE), "광고비": ("ad", FEE),
    "포장비": ("pack", FEE), "판매가": ("sale", PRICE), "판매액": ("sale", MONEY), "매출액": ("sale", MONEY),
    "결제액": ("pay", MONEY), "할인액": ("discount", MONEY), "할인가": ("discount", PRICE), "판매량": ("sale", COUNT),
    "정가": ("list", PRICE), "품명": ("product", NAME), "순번": ("line", ID), "sku": ("sku", ID), "수량": (COUNT,),
    "건수": ("times", COUNT), "횟수": ("times", COUNT), "소비자가": ("list", PRICE), "정산액": ("settle", MONEY),
    "지급액": ("settle", MONEY), "실수령액": ("settle", "real", MONEY), "수령액": ("settle", MONEY), "평점": ("score",),
    "tid": ("pay", "line", ID), "sold": ("sale", COUNT),
}
"""Words that say two things at once, wherever they stand in a header."""
_ENDINGS = {"번": ID, "일": DAY, "액": MONEY, "가": PRICE, "비": FEE, "료": FEE, "수": COUNT, "량": COUNT, "명": NAME, "율": RATE,
    "률": RATE}
"""Single syllables that name a kind of thing where a Korean header ends in them."""


@dataclass(frozen=True)
class Words:
    """A header in words: `head` is the kind of thing that it names, None where it does not say; `of` is what it speaks of.

    `aside` is the same of what stands in brackets, `strange` counts the letters that belong to no word that we know.
    """

    head: str | None
    of: frozenset[str]
    aside: frozenset[str]
    strange: int


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    return {word: (meaning,) for meaning, words in _WORDS.items() for word in words.split()} | dict(_PAIRS)


@cache
def _longest() -> int:
    return max(map(len, _lexicon()))


@cache
def words_of(header: str) -> Words:
    """Take a header apart."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", unicodedata.normalize("NFKC", header)).lower()
    text = re.sub(r"(?<=[가-힣])\s+(?=[가-힣])", "", text)
    inside = " ".join(re.findall(r"[(\[]([^()\[\]]*)[)\]]", text))
    main, strange = _tokens(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text))
    aside, _strange = _tokens(inside)
    heads = [t for t in main if t in HEADS]
    late = [t for t in aside if t in HEADS]
    head = next((t for t in reversed(late) if t in (RATE, KIND)), None) or (heads[-1] if heads else late[-1] if late else None)
    if re.search("%|[율률]$", inside):
        head = RATE
    if {PRICE, COUNT} <= set(main) and re.search("[*×]", text):  # 판매가 * 수량 is money
        head, main = MONEY, [MONEY, "sale", *(["all", "extra"] if "+" in text else [])]
    return Words(head, frozenset(main), frozenset(aside), strange)


def _tokens(text: str) -> tuple[list[str], int]:
    found: list[str] = []
    strange = 0
    for run in re.findall(r"[가-힣]+|[a-z][a-z/]*|%|\d+", text):
        if run.isdigit():
            continue
        if re.match("[가-힣]", run):
            more, lost = _korean(run)
        else:
            more, lost = _english(run)
        found += more
        strange += lost
    return found, strange


def _korean(run: str) -> tuple[list[str], int]:
    found: list[str] = []
    lost, at = 0, 0
    while at < len(run):
        size = next((n for n in range(min(_longest(), len(run) - at), 0, -1) if run[at:at + n] in _lexicon()), 0)
        if size:
            found += _lexicon()[run[at:at + size]]
        elif at == len(run) - 1 and run[at] in _ENDINGS and at:
            found.append(_ENDINGS[run[at]])
            size = 1
        else:
            lost += 1
        at += size or 1
    return found, lost


def _english(run: str) -> tuple[list[str], int]:
    """A word of our list, or several written as one (orderid); a part of any other word says nothing."""
    if run in _lexicon():
        return [*_lexicon()[run]], 0
    for cut in range(len(run) - 2, 2, -1):
        rest = run[cut:]
        if run[:cut] in _lexicon() and rest in _lexicon():
            return [*_lexicon()[run[:cut]], *_lexicon()[rest]], 0
    return [], min(len(run), 4)
