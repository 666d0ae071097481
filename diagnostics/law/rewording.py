"""How the same thing may be said lawfully: one text per rule, with the words that were found."""
from collections.abc import Mapping, Sequence

from data.text import _

_TEXTS: tuple[tuple[str, str], ...] = (
    ("CL001 DD101",
     _("Instead of “{matched}”: “국내산 여주를 썰어 말려 덖었어요. 쌉싸름하고 구수해요” – say what it "
       "is, how it is made and how it tastes; leave the illness out.")),
    ("CL002",
     _("Instead of “{matched}”: “참나무 원목에서 키운 표고버섯이에요. 향이 진하고 쫄깃해요” – name origin, "
       "kind and taste.")),
    ("CL003 DD102",
     _("Instead of “{matched}”: “설탕을 넣지 않고 돼지감자를 그대로 말렸어요. 100g당 당류 3g” – give "
       "the figure of the nutrition label instead of an effect on the body.")),
    ("CL004",
     _("Instead of “{matched}”: “도라지와 배를 오래 달여 걸쭉하고 달콤해요” – describe the making "
       "and the taste.")),
    ("CL005 CL008 DD106",
     _("Instead of “{matched}”: “하루 한 포씩, 따뜻한 물에 타서 간편하게 드세요” – use words of "
       "food: 드세요, 하루 한 포, 섭취.")),
    ("CL006",
     _("Instead of “{matched}”: “홍삼, 대추, 꿀을 넣어 빚은 환이에요” – name the ingredients "
       "instead of the name of a medicine.")),
    ("CL007",
     _("Instead of “{matched}”: “곤약으로 만든 젤리예요. 한 개 10kcal” – name the food and "
       "its calories; leave names of medicines out.")),
    ("CL009 DD103 DD104",
     _("Instead of “{matched}”: “6년근 홍삼을 꿀에 재운 정과예요. 부모님 간식으로 잘 어울려요” – say what "
       "it is and for which occasion; effects on the body belong to recognised "
       "건강기능식품.")),
    ("CL010 DD105",
     _("Instead of “{matched}”: “한 개 95kcal, 출출할 때 가볍게 즐기는 간식이에요” – give calories "
       "and portion instead of losing weight.")),
    ("CL011",
     _("Instead of “{matched}”: “사과, 케일, 셀러리를 바로 짜서 담았어요” – name what is in it; "
       "leave detox out.")),
    ("CL012",
     _("Instead of “{matched}”: “멸치와 우유로 만든 과자예요. 1회분 칼슘 210mg” – give the amount "
       "of the nutrient; leave growth and youth out.")),
    ("CL013",
     _("Instead of “{matched}”: “헛개나무 열매를 달인 차예요 (숙취해소 인체적용시험 자료 보유: 시험기관·연도)” – "
       "keep the word only with the test beside it.")),
    ("CL014 CL037 CL039",
     _("Instead of “{matched}”: “2010년부터 한자리에서 만들었어요 / 2026년 상반기 자사 판매량 기준 1위(출처: "
       "자사 집계)” – say what can be shown, or put who, when and by which measure "
       "beside it.")),
    ("CL015",
     _("Instead of “{matched}”: “구매하신 분들의 후기는 리뷰에서 보실 수 있어요” – point to the real "
       "reviews.")),
    ("CL016 DD110 DD114",
     _("Instead of “{matched}”: “20년 동안 도라지를 키운 농부가 만들어요” – say who makes it, "
       "without a profession that vouches.")),
    ("CL017",
     _("Instead of “{matched}”: “원재료: 배추(국내산), 고춧가루(국내산), 소금” – state the "
       "ingredients as they are.")),
    ("CL018",
     _("Instead of “{matched}”: “멸치와 다시마를 우린 육수예요” – name what it is made with.")),
    ("CL019 CL047",
     _("Instead of “{matched}”: “100g에 과육 70g이 들어 있어요” – give your own figure "
       "instead of a comparison.")),
    ("CL020",
     _("Instead of “{matched}”: “10월 1~31일 구매하신 분 중 30명께 사은품을 드려요. 11월 5일 발표” – "
       "put period, number of winners and day beside it.")),
    ("CL021 DD111",
     _("Instead of “{matched}”: “[인정받은 기능성 문구 그대로] 예: 혈당 조절에 도움을 줄 수 있음 (자율심의필 "
       "제○○호)” – use the recognised wording word for word, with the number of the "
       "review.")),
    ("CL022",
     _("Instead of “{matched}”: “이상 사례가 나타나면 섭취를 멈추고 전문가와 상담하세요” – state the "
       "cautions.")),
    ("CL023",
     _("Instead of “{matched}”: “… 도움을 줄 수 있음 (건강기능식품 자율심의필 제○○호)” – put the mark "
       "and number of the advertising review beside it.")),
    ("CL024 CL025 CL038 DD121",
     _("Instead of “{matched}”: “건조하고 예민해 보이는 피부를 촉촉하게 가꿔요” – say how the skin "
       "feels or looks.")),
    ("CL026 CL031",
     _("Instead of “{matched}”: “피부를 촉촉하고 매끄러워 보이게 가꿔요” – speak of look and feel, "
       "not of what happens inside the body.")),
    ("CL027 DD124",
     _("Instead of “{matched}”: “두피와 모발을 깨끗하게 씻고 촉촉하게 가꿔요 / 탈모 증상 완화에 도움(기능성화장품 "
       "심사필)” – speak of washing and care; the functional wording only with the "
       "review.")),
    ("CL028",
     _("Instead of “{matched}”: “얼굴을 따라 붙는 부드러운 밴드예요” – describe the product, not "
       "the shape of the body.")),
    ("CL029",
     _("Instead of “{matched}”: “외음부를 씻는 순하게 거품 나는 세정제예요. 씻어 내세요” – stay with "
       "washing the outside.")),
    ("CL030",
     _("Instead of “{matched}”: “얇게 펴 발라 흡수시키는 앰플이에요” – say how it is applied, "
       "without treatments.")),
    ("CL032 DD123",
     _("Instead of “{matched}”: “피부 자극 테스트 완료(시험 기관·연도)” – a test with institute "
       "and year instead of a doctor's word.")),
    ("CL033",
     _("Instead of “{matched}”: “식물(병풀) 유래 성분을 담았어요” – name the plant as in the "
       "list of ingredients.")),
    ("CL034",
     _("Instead of “{matched}”: “피부 일차 자극 시험 완료(○○연구소, 2026). 처음에는 팔 안쪽에 먼저 발라 "
       "보세요” – name the test, and say how to try it first.")),
    ("CL035",
     _("Instead of “{matched}”: “피부의 미백에 도움을 줍니다(기능성화장품 심사필)” – add that the "
       "review was passed, or leave the word out.")),
    ("CL036",
     _("Instead of “{matched}”: “비건 인증번호 제000호(한국비건인증원)” – put the certificate "
       "with its number beside it.")),
    ("DD122",
     _("Instead of “{matched}”: “피부가 매끄럽고 탄력 있어 보이게 가꿔요 (인체적용시험 완료: ○○연구소, 2026)” "
       "– say how it looks, or put the test beside it.")),
    ("CL040",
     _("Instead of “{matched}”: “상품을 받은 날부터 7일 안에는 이유를 묻지 않고 반품해 드려요” – say what "
       "exactly is promised, and until when.")),
    ("CL041",
     _("Instead of “{matched}”: “30,000원 이상 사면 포장 상자를 무료로 드려요(10월 31일까지, 한 분 1개)” "
       "– put condition, end and limit beside it.")),
    ("CL042",
     _("Instead of “{matched}”: “10월 한 달 동안 12,000원(9월 판매가 15,000원)” – name the "
       "price at which it was sold in the last 20 days.")),
    ("CL043",
     _("Instead of “{matched}”: “10월 31일 자정까지 할인해요” – name the real end.")),
    ("CL044",
     _("Instead of “{matched}”: “환경표지 인증 제○○호를 받은 종이로 포장해요” – name the "
       "certificate or the material.")),
    ("CL045",
     _("Instead of “{matched}”: “우리 밭에서 딴 딸기로 주방에서 직접 졸였어요” – say exactly what "
       "was done by hand and with what.")),
    ("CL046",
     _("Instead of “{matched}”: “특허 제10-○○○○○○○호(2024, 특허청): 저온 건조 방법” – put "
       "number, year, who granted it and for what beside it.")),
    ("CL048",
     _("Instead of “{matched}”: “제품을 무료로 받고 쓴 후기예요” – say openly that it was "
       "given.")),
    ("CL049 DD152",
     _("Instead of “{matched}”: “상품을 받은 날부터 7일 안에 교환·반품하실 수 있어요. 사용하거나 훼손해 가치가 "
       "떨어진 경우에는 어려워요” – state the seven days, and the legal ground in the same "
       "sentence where it cannot be sent back.")),
    ("CL050",
     _("Instead of “{matched}”: “내용을 확인하려고 포장을 뜯은 경우에도 반품하실 수 있어요” – opening the "
       "pack to look is no ground.")),
    ("CL051",
     _("Instead of “{matched}”: “단순 변심은 상품을 받은 날부터 7일 안에 반품하실 수 있고, 왕복 배송비 "
       "6,000원은 손님이 내요” – allow it for seven days and name the return fee.")),
    ("CL052 DD151",
     _("Instead of “{matched}”: “상품을 받은 날부터 7일 안에 신청해 주세요. 내용이 다르거나 하자가 있으면 3개월(안 "
       "날부터 30일) 안에 신청하실 수 있어요” – seven days, and three months or 30 days where "
       "goods are faulty.")),
    ("DD153",
     _("Instead of “{matched}”: “주문 제작이라 만들기 시작하면 취소가 어려워요. 주문하실 때 이 내용을 따로 알리고 "
       "동의를 받아요” – say it before the order, apart from the rest, and keep the "
       "consent.")),
    ("CL053 CL054 DD154",
     _("Instead of “{matched}”: “돌려보내신 상품을 받은 날부터 3영업일 안에 결제하신 방법으로 환불해 드려요” – "
       "three working days, by the way in which it was paid.")),
    ("DD155",
     _("Instead of “{matched}”: “하자·오배송은 저희가 배송비를 내고 바꿔 드려요” – faults are at the "
       "seller's cost.")),
    ("DD156",
     _("Instead of “{matched}”: “단순 변심 반품은 왕복 배송비 6,000원만 빼고 환불해 드려요” – only the "
       "return fee may be taken off.")),
    ("CL057 DD161",
     _("Instead of “{matched}”: “원산지: 국내산(경상북도 청송군)” – the place itself, in "
       "Korean, beside the name or price.")),
    ("CL058",
     _("Instead of “{matched}”: “원산지: 중국산(Product of China)” – Korean first; "
       "Latin letters may stand beside it.")),
    ("CL059 DD141",
     _("Instead of “{matched}”: “물 1리터에 5ml를 풀어 쓰고, 쓴 뒤에는 손을 씻으세요” – say how to "
       "use it safely.")),
    ("DD142",
     _("Instead of “{matched}”: “○○균 99.9% 감소(○○시험연구원 2026년 시험, 승인번호 ○○)” – name "
       "what was tested, by whom and when, and the approval.")),
    ("CL060 DD131 DD132",
     _("Instead of “{matched}”: “은으로 만든 팔찌예요. 무게 12g, 손목 둘레 15~18cm” – say what "
       "it is made of and how it is worn.")),
    ("CL055 CL056",
     _("Instead of “{matched}”: “제조연월: 2026년 10월” – the fact itself in the item.")),
    ("DD115",
     _("Instead of “{matched}”: “100g에 당류 0.5g, 백미보다 천천히 씹게 되는 현미예요” – give the "
       "figures; foods for patients are a category of their own (특수의료용도식품).")),
    ("DD107",
     _("Instead of “{matched}”: “생강과 꿀을 켜켜이 재운 청이에요. 따뜻한 물에 타 드세요” – say what it "
       "is and how to drink it.")),
    ("DD108",
     _("Instead of “{matched}”: “닭 한 마리에 찹쌀과 대추를 넣어 푹 끓였어요” – say what is in it "
       "and how it is cooked.")),
    ("DD109",
     _("Instead of “{matched}”: “볶은 구기자를 우리면 은은하게 달아요” – describe the taste "
       "instead of old books of medicine.")),
    ("DD112",
     _("Instead of “{matched}”: “하루 한 캡슐을 물과 함께 섭취하세요. 질병의 예방 및 치료를 위한 의약품이 아닙니다” "
       "– say how to take it, without medicines.")),
    ("DD113",
     _("Instead of “{matched}”: “체지방 감소에 도움을 줄 수 있음(자율심의필 제○○호). 알맞은 식사와 운동을 함께 "
       "하세요” – the recognised wording word for word.")),
    ("notice.missing",
     _("For example: “제조연월: 2026년 10월 / A/S 책임자와 전화번호: 홍길동, 02-000-0000” – fill "
       "in these items from the label.")),
    ("notice.evasive",
     _("For example: “제조연월일: 2026.10.01 / 소비기한: 발송일 기준 30일 이상 남은 상품만 보내요 / 원산지: "
       "국내산(전남 해남)” – the date, place or number itself.")),
    ("notice.elsewhere",
     _("For example: “색상: 아이보리, 네이비 / 품질보증기준: 소비자분쟁해결기준에 따라 보상” – the fact in the "
       "item itself.")),
    ("notice.vague",
     _("For example: “제조연월: 2026년 10월 / 소비자상담: 02-000-0000 / KC 인증정보: 인증번호 전체” – "
       "a day, a phone number or the whole number.")),
    ("notice.unsaid",
     _("For example: “해당 없음(전기를 쓰지 않는 원목 가구)” – the content, or 해당없음 with the "
       "reason.")),
    ("notice.bare",
     _("For example: “해당 없음(국내에서 만든 상품)” – the reason in a few words.")),
    ("origin.contradicts",
     _("Instead of “{matched}”: “상품명 ‘국내산 참깨’ / 고시 ‘국내산(경북 예천)’ / 원산지란 ‘국내산’” – "
       "the same everywhere, as on the label.")),
    ("origin.unstated",
     _("For example: “국내산 청송 사과 5kg” – the origin in the name or beside it.")),
    ("origin.latin",
     _("Instead of “{matched}”: “중국산(China)” – Korean first.")),
    ("certification.kids certification.electric certification.chemical certification.device",
     _("For example: “KC 인증번호: [인증서에 적힌 번호 전체]” – the whole number as on the "
       "certificate.")),
)
RULES: Mapping[str, str] = {rule: text for rules, text in _TEXTS for rule in rules.split()}
"""Rule to the message that shows how to say it; its field is {matched}. The examples are Korean, as the listing is."""


def of(rule: str) -> str:
    """The message for a rule; "" where there is nothing to reword."""
    return RULES.get(rule, "")


def of_items(rule: str, items: Sequence[str]) -> str:
    """The message for items of the notice; "" where there are none."""
    return RULES.get(rule, "") if items else ""
