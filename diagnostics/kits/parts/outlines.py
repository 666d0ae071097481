"""The outline of a detail page by kind of goods, in the order in which it is read."""

from data.text import _
from diagnostics.kits.goods import Goods
from diagnostics.kits.parts.outline_part import BOX, DETAIL, HAND, LABEL, NONE, SIZE, USE, WHOLE, Part
from diagnostics.kits.parts.outlines_eaten import EATEN

FIRST = Part(
    "첫 화면",
    _("Name, price and the one fact that others cannot say. It decides whether people read on."),
    WHOLE,
    ("{name}", "【 다른 가게가 못 하는 말 한 가지: 햇수, 장소, 재료, 방법 】", "{price}"),
)
ASKED = Part(
    "자주 묻는 것",
    _("The three questions that come most often, each with a short answer."),
    NONE,
    ("【 질문 1 】 – 【 답 한 문장 】", "【 질문 2 】 – 【 답 한 문장 】", "【 질문 3 】 – 【 답 한 문장 】"),
)
MAKER = Part(
    "누가 만드나요",
    _("Name, place and a face or hands: people buy from people."),
    HAND,
    ("{shop}에서 만들고 보내요.", "{place}에서 【 몇 년 】부터 이 일을 하고 있어요."),
)
SENT = Part(
    "이렇게 보내요",
    _("How it is packed, and what to do when it arrives damaged."),
    BOX,
    ("【 상자·완충재 】로 싸서 보내요.", "깨지거나 샌 것이 있으면 사진을 보내 주세요. 다시 보내거나 환불해 드려요."),
)

_BY_KIND: dict[Goods, tuple[Part, ...]] = {
    **EATEN,
    Goods.COSMETIC: (
        Part(
            "무엇인가요",
            _("Volume, for which skin, colour or scent."),
            WHOLE,
            ("{short}", "피부 타입: 【 해당하는 타입 】"),
        ),
        Part(
            "바르면 어떤가요",
            _("Texture and feel in words of touch, not of effect."),
            DETAIL,
            ("【 묽기·향 】이고 【 촉촉한·산뜻한 】 느낌이에요.",),
        ),
        Part("이렇게 쓰세요", _("Order, amount, how often."), USE, ("【 순서 】에 【 양 】을 덜어 펴 바르세요.",)),
        Part("전성분", _("All ingredients, as on the pack."), LABEL, ("전성분: 【 포장에 적힌 그대로 】",)),
        Part(
            "주의하세요",
            _("Cautions of the label, and how to try it first."),
            NONE,
            ("팔 안쪽에 먼저 발라 보세요.", "사용기한: 【 제조일부터 / 개봉 후 몇 개월 】"),
        ),
    ),
    Goods.FASHION: (
        Part(
            "소재와 촉감",
            _("Composition in percent, thickness, whether it is lined or see-through."),
            DETAIL,
            ("소재: 【 소재와 % 】", "두께 【 얇음·보통·두꺼움 】, 비침 【 없음·약간 】, 안감 【 있음·없음 】"),
        ),
        Part(
            "치수",
            _("Measured lying flat, in centimetres, per size."),
            SIZE,
            ("단위 cm: 총길이 【 】 · 어깨 【 】 · 가슴 【 】 · 소매 【 】", "재는 곳에 따라 1~3cm 다를 수 있어요."),
        ),
        Part(
            "입은 모습",
            _("Height and size of the person in the picture."),
            USE,
            ("키 【 】cm, 평소 【 】 사이즈인 사람이 【 】을 입었어요.",),
        ),
        Part(
            "색",
            _("The colours by daylight, and that screens differ."),
            WHOLE,
            ("색상: 【 색 이름 】. 화면에 따라 조금 다르게 보여요.",),
        ),
        Part("세탁과 손질", _("The care label in words."), LABEL, ("【 물세탁·드라이클리닝, 온도, 건조 방법 】",)),
    ),
    Goods.HANDMADE: (
        Part(
            "무엇으로 만드나요",
            _("Material, where it is from, what was left as it grew."),
            DETAIL,
            ("{short}", "재료: 【 재료와 나는 곳 】"),
        ),
        Part(
            "어떻게 만드나요",
            _("Three pictures of the work, and how many days it takes."),
            HAND,
            ("① 【 먼저 】 ② 【 다음에 】 ③ 【 끝으로 】 순서로 【 며칠 】 걸려 만들어요.",),
        ),
        Part(
            "하나하나 달라요",
            _("What may differ from the picture, so that nobody is surprised."),
            WHOLE,
            ("손으로 만들어 【 색·결·크기 】가 사진과 조금 다를 수 있어요.",),
        ),
        Part(
            "크기와 무게",
            _("In centimetres and grams, beside a hand."),
            SIZE,
            ("가로 【 】 × 세로 【 】 × 높이 【 】cm, 무게 【 】g",),
        ),
        Part(
            "쓰고 손질하는 법",
            _("What it is for, what it does not like."),
            USE,
            ("【 쓰는 곳 】에 쓰세요.", "【 물·불·햇빛 등 】은 피해 주세요."),
        ),
    ),
    Goods.HOUSEHOLD: (
        Part(
            "크기와 재질",
            _("Outer and inner size, material of each part."),
            SIZE,
            ("크기: 가로 【 】 × 세로 【 】 × 높이 【 】cm", "재질: 【 부분별 재질 】"),
        ),
        Part(
            "무엇이 들어 있나요",
            _("All parts laid side by side, with their number."),
            WHOLE,
            ("{short}", "구성: 【 낱개 이름과 개수 】"),
        ),
        Part(
            "이렇게 쓰세요", _("Before the first use, then every day."), USE, ("처음 쓰기 전에 【 】 하세요.", "【 쓰는 방법 】")
        ),
        Part(
            "관리와 주의",
            _("Washing, heat, weight that it bears."),
            NONE,
            ("【 식기세척기·전자레인지·무게 】 사용: 【 가능·불가 】",),
        ),
        Part(
            "인증",
            _("The whole number, where the goods need one."),
            LABEL,
            ("인증번호: 【 인증서에 적힌 번호 전체, 대상이 아니면 이 줄을 지우세요 】",),
        ),
    ),
    Goods.ANY: (
        Part(
            "무엇인가요",
            _("What it is, what it is made of, what is in the parcel."),
            WHOLE,
            ("{short}", "재료·구성: 【 재료와 낱개 이름 】", "원산지: {origin}"),
        ),
        Part(
            "왜 이것인가요",
            _("One difference that can be shown, in a number or a picture."),
            DETAIL,
            ("【 다른 점 한 가지와 그 증거 】",),
        ),
        Part(
            "이렇게 쓰세요",
            _("Three steps from the parcel to the first use."),
            USE,
            ("① 【 먼저 】 ② 【 다음에 】 ③ 【 끝으로 】",),
        ),
        Part(
            "크기", _("In centimetres and grams, beside a hand."), SIZE, ("가로 【 】 × 세로 【 】 × 높이 【 】cm, 무게 【 】",)
        ),
        Part("관리", _("How to keep, clean or repair it."), NONE, ("【 보관·세척·수리 방법 】",)),
    ),
}


def outline(kind: Goods) -> tuple[Part, ...]:
    """The parts of a page in their order, delivery, returns and the statutory notice apart, which follow at the end."""
    return (FIRST, *_BY_KIND[kind], SENT, ASKED, MAKER)
