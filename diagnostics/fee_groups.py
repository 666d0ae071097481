"""Which fee group goods belong to, told from words: category paths, the industry, product names.

Groups are dotted paths ("food.fresh.rice"); a channel that states no fee for a group charges that of the group above it.
The words are our own table: they place goods, they do not state fees. The first group with a word that occurs wins, so
narrow groups stand before wide ones.
"""
from functools import lru_cache

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fashion.gold", ("순금", "골드바")),
    ("giftcard", ("상품권",)),
    ("ecoupon", ("e쿠폰", "모바일쿠폰", "기프티콘")),
    ("pets", ("반려", "애견", "강아지", "고양이", "펫푸드", "펫용품", "pet_shop", "사료")),
    ("baby.wipes", ("물티슈",)),
    ("baby.diapers", ("기저귀", "분유", "diapers")),
    ("baby.food", ("이유식", "영유아식품", "아기과자")),
    ("baby.cream", ("아기크림", "베이비크림", "베이비로션")),
    ("food.processed.kids_health", ("유아건강식품", "어린이홍삼")),
    ("food.fresh.potato", ("감자", "고구마")),
    ("kitchen.noodle_maker", ("제면기",)),
    ("food.processed.noodles", ("라면", "국수", "소면", "칼국수", "파스타", "우동", "면류", "면/라면")),
    ("food.processed.seafood", ("수산가공", "건어물", "젓갈", "멸치", "김자반", "조미김", "어묵", "육포")),
    ("health", ("건강기능식품", "건강식품", "홍삼", "비타민", "유산균", "의료기기", "건강/의료")),
    ("food.processed", (
        "가공식품", "반찬", "김치", "장류", "고추장", "된장", "간장", "소스", "양념", "참기름", "들기름", "꿀", "잼", "수제청", "과일청", "매실청", "차류",
        "커피", "원두", "음료", "주스", "과자", "쿠키", "빵", "떡", "한과", "초콜릿", "캔디", "베이커리", "케이크", "아이스크림", "간식", "디저트",
        "밀키트", "간편식", "조미료", "food_drink", "drinks")),
    ("food.fresh.rice", ("쌀", "잡곡", "현미", "귀리", "보리")),
    ("food.fresh", (
        "농산물", "축산물", "수산물", "농수산", "농축산", "과일", "채소", "사과", "배즙", "감귤", "한라봉", "딸기", "포도", "복숭아", "버섯",
        "한우", "한돈", "돼지고기", "정육", "계란", "생선", "전복", "굴비", "오징어", "새우", "견과", "신선식품", "농장", "과수원")),
    ("food", ("식품", "먹거리", "food", "la_cuisine")),
    ("beauty.body_hair", ("바디워시", "바디로션", "샴푸", "린스", "헤어", "핸드크림", "비누")),
    ("beauty", ("뷰티", "화장품", "스킨케어", "에센스", "세럼", "크림", "마스크팩", "립스틱", "향수", "health_beauty", "perfumery", "cosmetic")),
    ("sports.golf_bicycle", ("골프클럽", "자전거")),
    ("sports.wear", ("스포츠의류", "스포츠신발", "운동복", "등산복", "레깅스", "fashion_sport")),
    ("sports", ("스포츠", "레저", "캠핑", "등산", "낚시", "헬스", "요가", "골프", "sports")),
    ("baby", ("출산", "유아동", "유아용", "아기", "베이비", "임부", "baby")),
    ("fashion", (
        "패션", "의류", "여성의류", "남성의류", "원피스", "티셔츠", "셔츠", "바지", "니트", "자켓", "코트", "신발", "구두", "가방", "지갑",
        "모자", "양말", "속옷", "주얼리", "귀걸이", "목걸이", "반지", "액세서리", "잡화", "시계", "한복", "fashion", "watches", "luggage")),
    ("car.tyres", ("타이어", "휠")),
    ("car.navigation", ("내비게이션", "블랙박스")),
    ("car.motorcycle", ("오토바이", "바이크용품")),
    ("car", ("자동차", "차량용", "세차", "auto")),
    ("electronics.computer_accessories", ("컴퓨터액세서리", "노트북파우치", "computers_accessories")),
    ("electronics.mouse", ("마우스", "공유기")),
    ("electronics.monitor", ("모니터",)),
    ("electronics.game", ("게임기", "게임타이틀", "games")),
    ("electronics.computer", ("노트북", "데스크탑", "태블릿", "컴퓨터", "computers")),
    ("electronics.large", ("냉장고", "세탁기", "에어컨", "프린터", "카메라", "텔레비전")),
    ("electronics", ("가전", "전자제품", "디지털", "이어폰", "스피커", "충전기", "electronics", "appliances", "telephony", "audio")),
    ("music", ("음반", "cds_dvds")),
    ("books", ("도서", "서적", "소설", "동화책", "그림책", "books")),
    ("stationery.photo_paper", ("포토용지",)),
    ("stationery", ("문구", "사무", "다이어리", "노트", "필기", "stationery", "office")),
    ("toys.rc", ("드론",)),
    ("toys", ("완구", "장난감", "취미", "보드게임", "피규어", "인형", "레고", "toys", "cool_stuff")),
    ("kitchen", ("주방", "그릇", "식기", "접시", "컵", "머그", "냄비", "프라이팬", "도마", "수저", "텀블러", "도자기", "housewares")),
    ("furniture", (
        "가구", "인테리어", "침구", "커튼", "이불", "베개", "소파", "책상", "의자", "조명등", "러그", "캔들", "디퓨저", "furniture",
        "bed_bath", "home_decor")),
    ("optics", ("안경", "선글라스", "렌즈", "광학")),
    ("living.daily.paper", ("화장지", "휴지", "생리대")),
    ("living.daily", ("세제", "섬유유연제", "치약", "칫솔", "생필품")),
    ("living.insects", ("살충", "모기")),
    ("living.cleaning", ("공구", "조명", "수납", "안전용품", "청소", "세탁", "욕실", "construction", "garden_tools", "home_construction")),
    ("living", ("생활", "잡화점", "living", "garden")),
)

KOREAN: dict[str, str] = {
    "": "기타", "food": "식품", "food.fresh": "신선식품", "food.processed": "가공식품", "food.fresh.rice": "쌀·잡곡",
    "food.fresh.potato": "감자·고구마", "food.processed.noodles": "면·라면", "food.processed.seafood": "수산가공식품",
    "health": "건강식품", "beauty": "뷰티", "beauty.body_hair": "바디·헤어", "fashion": "패션", "fashion.gold": "순금", "baby": "출산·유아",
    "sports": "스포츠·레저", "sports.wear": "스포츠의류", "pets": "반려동물", "car": "자동차용품", "electronics": "가전·디지털", "books": "도서",
    "music": "음반", "stationery": "문구·사무", "toys": "완구·취미", "kitchen": "주방", "furniture": "가구·인테리어", "optics": "광학",
    "living": "생활용품", "living.cleaning": "청소·수납·공구", "living.daily": "생필품",
}
"""Names of the groups as the markets say them; a group without one is named by the group above it."""

HANDMADE = ("수제", "핸드메이드", "수공예", "공방", "공예", "handmade", "손뜨개", "자수", "도예", "가죽공방", "캔들공방", "도자기공방")
PERISHABLE = ("food.fresh",)


@lru_cache(maxsize=20_000)
def group_of(text: str) -> str | None:
    """The fee group that a category path, an industry or a product name speaks of; None where no known word occurs."""
    plain = "".join(text.lower().split())
    for part in (plain.rpartition(">")[2], plain):  # the narrowest level of a category path first
        for group, words in GROUPS:
            if any(word in part for word in words):
                return group
    return None


def is_handmade(text: str) -> bool:
    plain = "".join(text.lower().split())
    return any(word in plain for word in HANDMADE)


def group_name(group: str) -> str:
    """What the markets call the group."""
    while group and group not in KOREAN:
        group = group.rpartition(".")[0]
    return KOREAN[group]
