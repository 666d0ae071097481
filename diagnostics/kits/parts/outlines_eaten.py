"""The outline of a detail page of what is eaten."""

from data.text import _
from diagnostics.kits.goods import Goods
from diagnostics.kits.parts.outline_part import DETAIL, HAND, LABEL, NONE, SIZE, USE, WHOLE, Part

EATEN: dict[Goods, tuple[Part, ...]] = {
    Goods.FRESH: (
        Part(
            "무엇인가요",
            _("Kind, variety, weight and origin in numbers."),
            WHOLE,
            ("한 상자에 {size} 담아요.", "품종: 【 품종 】", "원산지: {origin}"),
        ),
        Part(
            "어떤 것을 담나요",
            _("Size and grade, and honestly what may be on the skin."),
            SIZE,
            (
                "【 크기와 등급, 예: 한 개 250g 안팎 】를 골라 담아요.",
                "껍질에 【 작은 흠·점 】이 있을 수 있어요. 맛에는 차이가 없어요.",
            ),
        ),
        Part(
            "언제 거둬서 보내나요",
            _("Harvest, storage, dispatch: the three days that matter."),
            HAND,
            ("【 수확한 때 】에 거둬 【 보관 방법 】에 두었다가 보내요.",),
        ),
        Part("이렇게 드세요", _("Two ways to eat it, as at your own table."), USE, ("【 집에서 먹는 방법 두 가지 】",)),
        Part(
            "받으면 이렇게 두세요",
            _("Place, temperature and how long it keeps."),
            NONE,
            ("【 냉장·서늘한 곳 】에 두고 【 며칠 】 안에 드세요.",),
        ),
    ),
    Goods.FOOD: (
        Part(
            "무엇으로 만들었나요",
            _("Ingredients with share and origin; allergens in plain sight."),
            LABEL,
            ("내용량: {size}", "원재료: 【 원재료와 함량, 원산지 】", "알레르기 유발 성분: 【 있는 것만 】"),
        ),
        Part(
            "맛과 양",
            _("How it tastes, in words of food, and for how many people it is enough."),
            DETAIL,
            ("맛은 【 짠맛·단맛·매운맛의 정도 】예요.", "【 몇 명 】이 【 몇 끼 】 먹을 양이에요."),
        ),
        Part(
            "이렇게 드세요", _("From the pack to the table in three steps."), USE, ("① 【 먼저 】 ② 【 다음에 】 ③ 【 끝으로 】",)
        ),
        Part(
            "보관과 소비기한",
            _("Place, temperature, days after opening."),
            LABEL,
            ("【 냉장 0~10℃ 등 】에 두세요.", "소비기한: 【 날짜 또는 만든 날부터 며칠 】, 뜯은 뒤에는 【 며칠 】 안에 드세요."),
        ),
        Part(
            "만드는 곳",
            _("Kitchen or factory, and certificates with their number where there are any."),
            HAND,
            ("【 만드는 곳 이름과 주소 】에서 만들어요.", "인증: 【 인증 이름과 번호, 없으면 이 줄을 지우세요 】"),
        ),
    ),
    Goods.HEALTH: (
        Part(
            "인정받은 기능성",
            _("The recognised wording, letter by letter, with the number of the advertising review."),
            LABEL,
            ("【 인정받은 기능성 문구 그대로 】", "【 광고 자율심의 번호 】"),
        ),
        Part(
            "원료와 함량",
            _("Ingredients and amounts as on the label."),
            LABEL,
            ("{short}", "원료와 함량: 【 라벨 그대로 】"),
        ),
        Part("이렇게 섭취하세요", _("Amount, time, with what."), USE, ("하루 【 몇 번, 몇 알 】을 물과 함께 섭취하세요.",)),
        Part(
            "주의하세요",
            _("Who should ask somebody first, and the sentence that the law asks for."),
            NONE,
            ("섭취 시 주의사항: 【 라벨 그대로 】", "본 제품은 질병의 예방 및 치료를 위한 의약품이 아닙니다."),
        ),
    ),
}
