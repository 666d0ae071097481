"""What the fictional listings say: titles, detail texts and 상품정보제공고시 as a careful shop would write them."""
from datetime import date

from data.samples.goods import Good, Trade

PHONE = "010-0000-0100"
MADE_BY = "가상제조(예시) 예시도 예시시 예시로 1"

_MATERIAL = {
    "GENERAL_FOOD": "국내산 재료를 아침에 다듬어 그날 만들어요. 간은 집밥에 맞춰 세지 않게 했어요.",
    "FOOD": "예시 마을 밭에서 기르고, 보내는 날 아침에 골라 담아요. 크기는 눈으로 한 번, 저울로 한 번 더 봐요.",
    "WEAR": "몸에 닿는 쪽은 면을 쓰고, 솔기는 쌈솔로 박아 까슬거리지 않아요. 세탁기로 빨아도 모양이 남아요.",
    "COSMETIC": "씻고 바르는 순서에 맞춰 묽기를 정했어요. 향은 약하게 넣어 바른 뒤 금방 옅어져요.",
    "ETC": "나무와 흙을 하나씩 손으로 다듬어요. 날카로운 모서리는 사포로 세 번 갈아 두었어요.",
}
_USE = {
    "GENERAL_FOOD": "받으면 바로 냉장고에 넣고, 덜어 낼 때는 마른 젓가락을 쓰세요. 밥에 올리거나 도시락에 담기 좋아요.",
    "FOOD": "받은 날 상자를 열어 서늘한 곳에 두세요. 물에 씻은 것은 이틀 안에 드시는 게 맛있어요.",
    "WEAR": "찬물에 중성세제로 빨고 그늘에 말리세요. 다림질은 천을 덧대고 낮은 온도로 하세요.",
    "COSMETIC": "세안한 뒤 손바닥에 덜어 얼굴에 펴 바르세요. 눈에 들어가면 물로 바로 씻어 내세요.",
    "ETC": "쓰고 나면 미지근한 물로 씻고 마른 천으로 닦으세요. 식기세척기와 전자레인지에는 넣지 마세요.",
}


def title(trade: Trade, good: Good) -> str:
    """Brand, product and attribute, each once and without any promotion."""
    return f"{trade.brand} {good.name} {good.unit}"


_DETAIL = """
{title}을 소개해요. {leaf} 가운데 저희 가게에서 가장 자주 찾으시는 상품이에요.
왜 좋은가요: {material} 만드는 사람이 같아서 다시 주문하셔도 품질이 비슷해요.
사용 방법: {use}
구성과 크기: {unit} 한 가지로 보내 드려요. 포장을 더한 무게는 약 {grams}g이고, 옵션에서 수량을 고를 수 있어요.
보관과 주의: 직사광선을 피하고 아이 손이 닿지 않는 곳에 두세요. 몸에 맞지 않으면 사용을 멈추고 저희에게 알려 주세요.
배송 안내: 평일 오후 2시까지 주문하시면 그날 출고하고, 출고한 뒤 하루나 이틀이면 도착해요. 택배사는 가상택배예요.
교환·반품 안내: 받으신 날부터 7일 안에 교환이나 반품을 신청하실 수 있어요. 상품에 문제가 있으면 배송비를 저희가 부담해요.
환불 안내: 단순 변심일 때는 반품 배송비를 손님이 부담하시고, 환불은 상품을 받은 뒤 3영업일 안에 해 드려요.
판매자: {brand} (가상의 가게예요). 문의는 스토어 톡톡이나 {phone}로 평일 10시부터 17시까지 받아요.
만드는 이야기: 예시 마을에서 두 사람이 시작해 지금은 네 사람이 함께 만들어요. {name} 한 상품을 고르기까지 열두 번을
다시 만들었고, 손님이 남긴 후기를 매주 읽고 다음 주에 만들 것을 정해요.
"""


def detail(trade: Trade, good: Good) -> str:
    """What it is, why it is good, how it is used, what comes, delivery, return, who sells: about 800 characters."""
    return _DETAIL.strip().format(
        title=title(trade, good), leaf=good.leaf, material=_MATERIAL[trade.group], use=_USE[trade.group], unit=good.unit,
        grams=good.grams, brand=trade.brand, phone=PHONE, name=good.name)


def keywords(trade: Trade, good: Good) -> str:
    """Ten search words or so, none twice."""
    words = [good.leaf, *good.name.split(), good.unit.split()[0], trade.industry.split("·")[0], trade.brand,
             "선물", "가족", "집", "예시마을"]
    return ",".join(dict.fromkeys(words))


_NOTICES = {
    "GENERAL_FOOD": """
        제품명: {title}
        식품의 유형: 조림류(반찬)
        생산자 및 소재지: {maker}
        제조연월일, 소비기한 또는 품질유지기한: 주문접수일 기준 2일 이내 제조, 제조일부터 14일
        포장단위별 내용물의 용량(중량), 수량: {unit}
        원재료명 및 함량: {last} 주재료 82%(국내산), 간장, 물엿, 참깨
        영양성분: 표시 대상이 아닌 즉석판매제조식품이에요
        유전자변형식품에 해당하는 경우의 표시: 유전자변형 원료를 쓰지 않는 상품이에요
        소비자안전을 위한 주의사항: 대두, 밀, 참깨가 들어 있어요. 개봉한 뒤 냉장 보관하고 빨리 드세요
        수입식품 문구: 국내에서 만든 식품이에요
        소비자상담 관련 전화번호: {phone}""",
    "FOOD": """
        품목 또는 명칭: {name}
        포장단위별 내용물의 용량(중량), 수량, 크기: {unit}
        생산자(수입자): {brand} (예시도 예시시)
        농수산물의 원산지 표시 등에 관한 법률에 따른 원산지: 국내산(예시도 예시시)
        제조연월일(포장일 또는 생산연도), 소비기한 또는 품질유지기한: {year}년산, 발송일 기준 1일 이내 포장
        세부 품목군별 표시사항 - 농산물: 유전자변형 농산물이 아니에요
        세부 품목군별 표시사항 - 축산물: 축산물이 아니에요
        세부 품목군별 표시사항 - 수산물: 수산물이 아니에요
        수입식품 문구: 국내에서 기른 농산물이에요
        상품구성: {unit}
        보관방법 또는 취급방법: 서늘하고 바람이 통하는 곳에 보관하세요
        소비자안전을 위한 주의사항: 먹기 전에 흐르는 물에 씻어 주세요
        소비자상담 관련 전화번호: {phone}""",
    "WEAR": """
        제품 소재: 면 70%, 마 30%
        색상: {first_unit}
        치수: {last_unit} (총장 68cm, 가슴둘레 104cm)
        제조자(수입자): {maker}
        제조국(원산지): 대한민국
        세탁방법 및 취급 시 주의사항: 찬물 단독 세탁, 그늘에서 건조
        제조연월: {month}
        품질보증기준: {warranty}
        A/S 책임자와 전화번호: {phone}""",
    "COSMETIC": """
        내용물의 용량 또는 중량: {unit}
        제품 주요 사양: 모든 피부용
        사용기한 또는 개봉 후 사용기간: {month} 제조, 개봉 후 12개월
        사용방법: 알맞은 양을 덜어 피부에 펴 발라요
        화장품제조업자, 화장품책임판매업자(맞춤형화장품판매업자): {maker} / {brand}
        제조국(원산지): 대한민국
        화장품법에 따라 기재·표시하여야 하는 모든 성분: 정제수, 글리세린, 부틸렌글라이콜, 카보머, 토코페롤, 향료
        기능성화장품 심사필 문구: 기능성화장품이 아니에요
        사용할 때의 주의사항: 상처가 있는 부위에는 쓰지 마세요
        품질보증기준: {warranty}
        소비자상담 관련 전화번호: {phone}""",
    "ETC": """
        품명 및 모델명: {title}
        법에 의한 인증·허가 등을 받았음을 확인할 수 있는 경우 그에 대한 사항: 인증 대상이 아닌 생활소품이에요
        제조국 또는 원산지: 대한민국
        제조자(수입자): {maker}
        A/S 책임자와 전화번호 또는 소비자상담 관련 전화번호: {phone}""",
}


def notice(trade: Trade, good: Good, made: date) -> dict[str, str]:
    """Each item of the trade's 상품정보제공고시 group, filled as the notice wants it."""
    fields = {"title": title(trade, good), "name": good.name, "last": good.name.split()[-1], "unit": good.unit,
              "first_unit": good.unit.split()[0], "last_unit": good.unit.split()[-1], "brand": trade.brand, "maker": MADE_BY,
              "year": made.year, "month": f"{made.year}년 {made.month}월", "phone": f"{trade.brand} {PHONE}",
              "warranty": "소비자분쟁해결기준(공정거래위원회 고시)에 따라 보상해 드려요"}
    lines = _NOTICES[trade.group].strip().splitlines()
    return {item.strip(): text.format(**fields) for item, text in (line.split(": ", 1) for line in lines)}
