"""The outline of a detail page by kind of goods: heading, what it is for, and sentences to complete.

The page is Korean in every language of the program. {name}, {short}, {origin}, {size}, {price}, {shop} and {place} are filled in
from the shop's data or become gaps.
"""

from dataclasses import dataclass

from data.text import _
from diagnostics.kits.goods import Goods


@dataclass(frozen=True)
class Part:
    """One part of a page: its heading (Korean), what it is for (message), the picture in it (message), sentences (Korean)."""

    heading: str
    aim: str
    picture: str
    lines: tuple[str, ...]


_WHOLE, _HAND, _LABEL, _NONE = _("the whole product"), _("hands at work"), _("the label, legible"), _("no picture needed")
_DETAIL, _USE, _SIZE, _BOX = (
    _("a detail, close"),
    _("the product in use"),
    _("beside a hand or a ruler"),
    _("the parcel as it arrives"),
)

FIRST = Part(
    "첫 화면",
    _("Name, price and the one fact that others cannot say. It decides whether people read on."),
    _WHOLE,
    ("{name}", "【 다른 가게가 못 하는 말 한 가지: 햇수, 장소, 재료, 방법 】", "{price}"),
)
ASKED = Part(
    "자주 묻는 것",
    _("The three questions that come most often, each with a short answer."),
    _NONE,
    ("【 질문 1 】 – 【 답 한 문장 】", "【 질문 2 】 – 【 답 한 문장 】", "【 질문 3 】 – 【 답 한 문장 】"),
)
MAKER = Part(
    "누가 만드나요",
    _("Name, place and a face or hands: people buy from people."),
    _HAND,
    ("{shop}에서 만들고 보내요.", "{place}에서 【 몇 년 】부터 이 일을 하고 있어요."),
)
SENT = Part(
    "이렇게 보내요",
    _("How it is packed, and what to do when it arrives damaged."),
    _BOX,
    ("【 상자·완충재 】로 싸서 보내요.", "깨지거나 샌 것이 있으면 사진을 보내 주세요. 다시 보내거나 환불해 드려요."),
)

_BY_KIND: dict[Goods, tuple[Part, ...]] = {
    Goods.FRESH: (
        Part(
            "무엇인가요",
            _("Kind, variety, weight and origin in numbers."),
            _WHOLE,
            ("{short}, 한 상자에 {size} 담아요.", "품종: 【 품종 】", "원산지: {origin}"),
        ),
        Part(
            "어떤 것을 담나요",
            _("Size and grade, and honestly what may be on the skin."),
            _SIZE,
            (
                "【 크기와 등급, 예: 한 개 250g 안팎 】를 골라 담아요.",
                "껍질에 【 작은 흠·점 】이 있을 수 있어요. 맛에는 차이가 없어요.",
            ),
        ),
        Part(
            "언제 거둬서 보내나요",
            _("Harvest, storage, dispatch: the three days that matter."),
            _HAND,
            ("【 수확한 때 】에 거둬 【 보관 방법 】에 두었다가 보내요.",),
        ),
        Part("이렇게 드세요", _("Two ways to eat it, as at your own table."), _USE, ("【 집에서 먹는 방법 두 가지 】",)),
        Part(
            "받으면 이렇게 두세요",
            _("Place, temperature and how long it keeps."),
            _NONE,
            ("【 냉장·서늘한 곳 】에 두고 【 며칠 】 안에 드세요.",),
        ),
    ),
    Goods.FOOD: (
        Part(
            "무엇으로 만들었나요",
            _("Ingredients with share and origin; allergens in plain sight."),
            _LABEL,
            ("{short}, 내용량 {size}", "원재료: 【 원재료와 함량, 원산지 】", "알레르기 유발 성분: 【 있는 것만 】"),
        ),
        Part(
            "맛과 양",
            _("How it tastes, in words of food, and for how many people it is enough."),
            _DETAIL,
            ("맛은 【 짠맛·단맛·매운맛의 정도 】예요.", "【 몇 명 】이 【 몇 끼 】 먹을 양이에요."),
        ),
        Part("이렇게 드세요", _("From the pack to the table in three steps."), _USE, ("① 【 】 ② 【 】 ③ 【 】",)),
        Part(
            "보관과 소비기한",
            _("Place, temperature, days after opening."),
            _LABEL,
            ("【 냉장 0~10℃ 등 】에 두세요.", "소비기한: 【 날짜 또는 만든 날부터 며칠 】, 뜯은 뒤에는 【 며칠 】 안에 드세요."),
        ),
        Part(
            "만드는 곳",
            _("Kitchen or factory, and certificates with their number where there are any."),
            _HAND,
            ("【 만드는 곳 이름과 주소 】에서 만들어요.", "인증: 【 인증 이름과 번호, 없으면 이 줄을 지우세요 】"),
        ),
    ),
    Goods.HEALTH: (
        Part(
            "인정받은 기능성",
            _("The recognised wording, letter by letter, with the number of the advertising review."),
            _LABEL,
            ("【 인정받은 기능성 문구 그대로 】", "【 광고 자율심의 번호 】"),
        ),
        Part(
            "원료와 함량",
            _("Ingredients and amounts as on the label."),
            _LABEL,
            ("{short}, {size}", "원료와 함량: 【 라벨 그대로 】"),
        ),
        Part("이렇게 섭취하세요", _("Amount, time, with what."), _USE, ("하루 【 몇 번, 몇 알 】을 물과 함께 섭취하세요.",)),
        Part(
            "주의하세요",
            _("Who should ask somebody first, and the sentence that the law asks for."),
            _NONE,
            ("섭취 시 주의사항: 【 라벨 그대로 】", "본 제품은 질병의 예방 및 치료를 위한 의약품이 아닙니다."),
        ),
    ),
    Goods.COSMETIC: (
        Part(
            "무엇인가요",
            _("Volume, for which skin, colour or scent."),
            _WHOLE,
            ("{short}, {size}", "피부 타입: 【 해당하는 타입 】"),
        ),
        Part(
            "바르면 어떤가요",
            _("Texture and feel in words of touch, not of effect."),
            _DETAIL,
            ("【 묽기·향 】이고 【 촉촉한·산뜻한 】 느낌이에요.",),
        ),
        Part("이렇게 쓰세요", _("Order, amount, how often."), _USE, ("【 순서 】에 【 양 】을 덜어 펴 바르세요.",)),
        Part("전성분", _("All ingredients, as on the pack."), _LABEL, ("전성분: 【 포장에 적힌 그대로 】",)),
        Part(
            "주의하세요",
            _("Cautions of the label, and how to try it first."),
            _NONE,
            ("팔 안쪽에 먼저 발라 보세요.", "사용기한: 【 제조일부터 / 개봉 후 몇 개월 】"),
        ),
    ),
    Goods.FASHION: (
        Part(
            "소재와 촉감",
            _("Composition in percent, thickness, whether it is lined or see-through."),
            _DETAIL,
            ("소재: 【 소재와 % 】", "두께 【 얇음·보통·두꺼움 】, 비침 【 없음·약간 】, 안감 【 있음·없음 】"),
        ),
        Part(
            "치수",
            _("Measured lying flat, in centimetres, per size."),
            _SIZE,
            ("단위 cm: 총길이 【 】 · 어깨 【 】 · 가슴 【 】 · 소매 【 】", "재는 곳에 따라 1~3cm 다를 수 있어요."),
        ),
        Part(
            "입은 모습",
            _("Height and size of the person in the picture."),
            _USE,
            ("키 【 】cm, 평소 【 】 사이즈인 사람이 【 】을 입었어요.",),
        ),
        Part(
            "색",
            _("The colours by daylight, and that screens differ."),
            _WHOLE,
            ("색상: 【 색 이름 】. 화면에 따라 조금 다르게 보여요.",),
        ),
        Part("세탁과 손질", _("The care label in words."), _LABEL, ("【 물세탁·드라이클리닝, 온도, 건조 방법 】",)),
    ),
    Goods.HANDMADE: (
        Part(
            "무엇으로 만드나요",
            _("Material, where it is from, what was left as it grew."),
            _DETAIL,
            ("{short}", "재료: 【 재료와 나는 곳 】"),
        ),
        Part(
            "어떻게 만드나요",
            _("Three pictures of the work, and how many days it takes."),
            _HAND,
            ("① 【 】 ② 【 】 ③ 【 】 순서로 【 며칠 】 걸려 만들어요.",),
        ),
        Part(
            "하나하나 달라요",
            _("What may differ from the picture, so that nobody is surprised."),
            _WHOLE,
            ("손으로 만들어 【 색·결·크기 】가 사진과 조금 다를 수 있어요.",),
        ),
        Part(
            "크기와 무게",
            _("In centimetres and grams, beside a hand."),
            _SIZE,
            ("가로 【 】 × 세로 【 】 × 높이 【 】cm, 무게 【 】g",),
        ),
        Part(
            "쓰고 손질하는 법",
            _("What it is for, what it does not like."),
            _USE,
            ("【 쓰는 곳 】에 쓰세요.", "【 물·불·햇빛 등 】은 피해 주세요."),
        ),
    ),
    Goods.HOUSEHOLD: (
        Part(
            "크기와 재질",
            _("Outer and inner size, material of each part."),
            _SIZE,
            ("크기: 가로 【 】 × 세로 【 】 × 높이 【 】cm", "재질: 【 부분별 재질 】"),
        ),
        Part(
            "무엇이 들어 있나요",
            _("All parts laid side by side, with their number."),
            _WHOLE,
            ("{short}", "구성: 【 낱개 이름과 개수 】"),
        ),
        Part(
            "이렇게 쓰세요", _("Before the first use, then every day."), _USE, ("처음 쓰기 전에 【 】 하세요.", "【 쓰는 방법 】")
        ),
        Part(
            "관리와 주의",
            _("Washing, heat, weight that it bears."),
            _NONE,
            ("【 식기세척기·전자레인지·무게 】 사용: 【 가능·불가 】",),
        ),
        Part(
            "인증",
            _("The whole number, where the goods need one."),
            _LABEL,
            ("인증번호: 【 인증서에 적힌 번호 전체, 대상이 아니면 이 줄을 지우세요 】",),
        ),
    ),
    Goods.ANY: (
        Part(
            "무엇인가요",
            _("What it is, what it is made of, what is in the parcel."),
            _WHOLE,
            ("{short}, {size}", "재료·구성: 【 재료와 낱개 이름 】", "원산지: {origin}"),
        ),
        Part(
            "왜 이것인가요",
            _("One difference that can be shown, in a number or a picture."),
            _DETAIL,
            ("【 다른 점 한 가지와 그 증거 】",),
        ),
        Part("이렇게 쓰세요", _("Three steps from the parcel to the first use."), _USE, ("① 【 】 ② 【 】 ③ 【 】",)),
        Part(
            "크기", _("In centimetres and grams, beside a hand."), _SIZE, ("가로 【 】 × 세로 【 】 × 높이 【 】cm, 무게 【 】",)
        ),
        Part("관리", _("How to keep, clean or repair it."), _NONE, ("【 보관·세척·수리 방법 】",)),
    ),
}


def outline(kind: Goods) -> tuple[Part, ...]:
    """The parts of a page in their order, delivery, returns and the statutory notice apart, which follow at the end."""
    return (FIRST, *_BY_KIND[kind], SENT, ASKED, MAKER)
