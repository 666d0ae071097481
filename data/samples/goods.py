"""What the fictional shops sell: five trades with plausible goods, prices and categories. All brands are invented."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Good:
    """One article. `price` in won; `unit` is the attribute that belongs in the title (size, weight, colour)."""

    name: str
    unit: str
    price: int
    leaf: str
    grams: int


@dataclass(frozen=True)
class Trade:
    """One line of business: `group` is the code of its 상품정보제공고시 group, `category` the path above the leaf."""

    key: str
    industry: str
    brand: str
    group: str
    category: str
    coupang_rate: float
    goods: tuple[Good, ...]


def _goods(text: str) -> tuple[Good, ...]:
    """One article a line: name | unit | price | leaf category | grams."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    return tuple(Good(name, unit, int(price), leaf, int(grams)) for name, unit, price, leaf, grams in rows)


SIDE_DISHES = Trade("banchan", "반찬·가공식품", "예시찬방", "GENERAL_FOOD", "식품>가공식품>반찬", 10.6, _goods("""
    견과 멸치볶음        | 300g 2팩  | 15900 | 볶음반찬 | 750
    매콤 진미채볶음      | 250g 2팩  | 18900 | 볶음반찬 | 650
    들기름 깻잎장        | 400g 1통  | 12900 | 장아찌   | 620
    간장 마늘장아찌      | 500g 1통  | 13900 | 장아찌   | 760
    소고기 장조림        | 300g 2팩  | 21900 | 조림반찬 | 820
    연근 간장조림        | 350g 2팩  | 14900 | 조림반찬 | 860
    묵은지 볶음김치      | 500g 2팩  | 17900 | 볶음반찬 | 1200
    고추장 더덕무침      | 300g 1통  | 19900 | 무침반찬 | 480
    도라지 오이무침      | 350g 1통  | 12900 | 무침반찬 | 540
    집밥 반찬 모둠       | 6종 1상자 | 32900 | 반찬세트 | 1900
    우엉 채조림          | 300g 2팩  | 13900 | 조림반찬 | 760
    파래김 자반          | 80g 4봉   | 11900 | 김자반   | 480
"""))
FARM = Trade("farm", "농산물", "가온예시농원", "FOOD", "식품>농산물>과일·견과", 10.6, _goods("""
    부사 사과            | 3kg 가정용   | 27900 | 사과   | 3400
    샤인머스캣 포도      | 2kg 2송이    | 32900 | 포도   | 2400
    감귤 노지            | 5kg 중과     | 23900 | 감귤   | 5300
    대봉 단감            | 3kg 12과     | 19900 | 단감   | 3300
    생대추 햇과          | 1kg 상자     | 17900 | 대추   | 1200
    알밤 햇밤            | 2kg 특       | 18900 | 밤     | 2200
    호두 깐알            | 400g 2봉     | 24900 | 호두   | 900
    고구마 꿀밤형        | 5kg 중상     | 21900 | 고구마 | 5300
    찰옥수수 냉동        | 10개입       | 16900 | 옥수수 | 2600
    건표고 슬라이스      | 200g 2봉     | 19900 | 버섯   | 520
    토종 들깨            | 500g 2봉     | 15900 | 곡류   | 1100
    배 신고              | 3kg 5과      | 28900 | 배     | 3400
"""))
CLOTHES = Trade("clothes", "의류", "모시예시", "WEAR", "패션의류>여성의류>생활한복", 10.5, _goods("""
    린넨 생활 저고리     | 아이보리 FREE | 49900 | 저고리   | 380
    허리 말기 치마       | 먹색 FREE     | 56900 | 치마     | 520
    누빔 배자 조끼       | 감색 L        | 62900 | 조끼     | 610
    면 개량 바지         | 진회색 M      | 38900 | 바지     | 480
    모시 반소매 상의     | 흰색 FREE     | 45900 | 상의     | 260
    당의형 카디건        | 쪽빛 FREE     | 59900 | 카디건   | 560
    세모시 숄            | 살구색 FREE   | 33900 | 숄       | 180
    두루마기 코트        | 먹색 L        | 98900 | 코트     | 1200
    철릭 원피스          | 청록 M        | 72900 | 원피스   | 640
    속바지 레이스        | 흰색 FREE     | 19900 | 속옷     | 160
    고름 블라우스        | 분홍 M        | 43900 | 블라우스 | 300
    광목 앞치마          | 자연색 FREE   | 27900 | 앞치마   | 320
"""))
COSMETICS = Trade("cosmetics", "화장품", "들꽃예시", "COSMETIC", "화장품·미용>스킨케어>기초", 9.6, _goods("""
    쌀겨 약산성 세안제   | 150ml     | 16900 | 클렌징   | 210
    쑥 진정 토너         | 200ml     | 19900 | 토너     | 290
    연꽃 수분 크림       | 50ml      | 28900 | 크림     | 180
    동백 보습 오일       | 30ml      | 26900 | 오일     | 120
    녹차 씨 세럼         | 50ml      | 32900 | 세럼     | 150
    쌀 발효 마스크팩     | 10매      | 18900 | 마스크팩 | 320
    어성초 비누          | 100g 3개  | 15900 | 비누     | 360
    장미 바디로션        | 300ml     | 22900 | 바디     | 380
    감귤 핸드크림        | 50ml 2개  | 14900 | 핸드크림 | 170
    솔잎 두피 샴푸       | 400ml     | 24900 | 샴푸     | 520
    살구씨 립밤          | 5g 2개    | 11900 | 립케어   | 60
    병풀 수분 젤         | 150ml     | 21900 | 젤       | 210
"""))
CRAFT = Trade("craft", "생활 공예", "손끝예시", "ETC", "생활·건강>공예>생활소품", 10.8, _goods("""
    옹기 수저 받침       | 4개입 흙색   | 18900 | 주방소품 | 420
    삼베 티 코스터       | 6장 자연색   | 14900 | 주방소품 | 180
    원목 도마            | 중 호두나무  | 45900 | 주방소품 | 1300
    한지 무드등          | 원형 소      | 39900 | 조명     | 780
    자개 손거울          | 접이식 청    | 24900 | 소품     | 220
    백자 찻잔            | 2인 세트     | 36900 | 찻잔     | 640
    대나무 채반          | 지름 30cm    | 21900 | 주방소품 | 460
    누비 파우치          | 중 남색      | 19900 | 파우치   | 140
    매듭 책갈피          | 3종 한지 봉투  | 12900 | 문구     | 60
    유기 반상기          | 1인 4종      | 89900 | 그릇     | 1800
    쪽 염색 손수건       | 45cm 쪽빛    | 15900 | 손수건   | 60
    옻칠 젓가락          | 5벌          | 27900 | 수저     | 260
"""))
TRADES = (SIDE_DISHES, FARM, CLOTHES, COSMETICS, CRAFT)
REGIONS = (
    ("경기도", "예시시", 0.25), ("서울특별시", "예시구", 0.19), ("부산광역시", "예시구", 0.07), ("경상남도", "예시시", 0.065),
    ("인천광역시", "예시구", 0.058), ("경상북도", "예시군", 0.05), ("대구광역시", "예시구", 0.046), ("충청남도", "예시시", 0.042),
    ("전라남도", "예시군", 0.035), ("전북특별자치도", "예시시", 0.035), ("충청북도", "예시시", 0.032),
    ("강원특별자치도", "예시시", 0.03), ("대전광역시", "예시구", 0.028), ("광주광역시", "예시구", 0.028),
    ("울산광역시", "예시구", 0.021), ("제주특별자치도", "예시시", 0.013), ("세종특별자치시", "예시동", 0.007))
"""Province, an invented town, and the share of the people who live in the province."""
