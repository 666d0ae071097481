"""Which kind of goods a product is, for the outline of its page and the list of its pictures."""

from enum import StrEnum

from data.text import _
from diagnostics.law.groups import group_of
from diagnostics.selling.fee_groups import group_of as fee_group_of
from diagnostics.selling.fee_groups import is_handmade


class Goods(StrEnum):
    """Kinds of goods that buyers ask different things about."""

    FRESH = "fresh"
    FOOD = "food"
    HEALTH = "health"
    COSMETIC = "cosmetic"
    FASHION = "fashion"
    HANDMADE = "handmade"
    HOUSEHOLD = "household"
    ANY = "any"


NAMES = {
    Goods.FRESH: _("fresh farm and sea products"),
    Goods.FOOD: _("processed food"),
    Goods.HEALTH: _("health functional food (건강기능식품)"),
    Goods.COSMETIC: _("cosmetics"),
    Goods.FASHION: _("clothing and accessories"),
    Goods.HANDMADE: _("handmade goods"),
    Goods.HOUSEHOLD: _("household goods"),
    Goods.ANY: _("goods of any kind"),
}
BY_GROUP = {
    "FOOD": Goods.FRESH,
    "GENERAL_FOOD": Goods.FOOD,
    "DIET_FOOD": Goods.HEALTH,
    "COSMETIC": Goods.COSMETIC,
    "WEAR": Goods.FASHION,
    "SHOES": Goods.FASHION,
    "BAG": Goods.FASHION,
    "FASHION_ITEMS": Goods.FASHION,
    "JEWELLERY": Goods.FASHION,
    "SLEEPING_GEAR": Goods.HOUSEHOLD,
    "FURNITURE": Goods.HOUSEHOLD,
    "KITCHEN_UTENSILS": Goods.HOUSEHOLD,
    "BIOCHEMISTRY": Goods.HOUSEHOLD,
    "BIOCIDAL": Goods.HOUSEHOLD,
    "HOME_APPLIANCES": Goods.HOUSEHOLD,
    "SEASON_APPLIANCES": Goods.HOUSEHOLD,
    "ETC": Goods.HOUSEHOLD,
}
BY_FEE_GROUP = (
    ("food.fresh", "FOOD"),
    ("food", "GENERAL_FOOD"),
    ("health", "GENERAL_FOOD"),
    ("beauty", "COSMETIC"),
    ("fashion", "WEAR"),
    ("sports.wear", "WEAR"),
    ("sports", "SPORTS_EQUIPMENT"),
    ("baby", "KIDS"),
    ("toys", "KIDS"),
    ("kitchen", "KITCHEN_UTENSILS"),
    ("furniture", "FURNITURE"),
    ("books", "BOOKS"),
    ("car", "CAR_ARTICLES"),
    ("living", "ETC"),
    ("stationery", "ETC"),
    ("pets", "ETC"),
)
"""Fee group to 고시 group, the narrower first: our own reading, used only where neither group nor category is stated. What is
called 건강식품 (health food) is taken for a food without recognised functions: the stricter rules."""
COOKED = ("볶음", "조림", "무침", "절임", "장아찌", "튀김", "구이", "찜", "국물", "말랭이", "분말", "즙")
"""Words of a name that tell that a food was prepared, whatever it is made of."""
EATEN = frozenset({Goods.FRESH, Goods.FOOD, Goods.HEALTH})


def notice_group(stated: str | None, category: str | None, name: str, industry: str) -> tuple[str | None, str]:
    """(code of the 고시 group or None, where it is from: "stated", "category", "name", "industry" or "")."""
    found, inferred = group_of(stated, category)
    if found:
        return found, "category" if inferred else "stated"
    for text, origin in ((name, "name"), (industry, "industry")):
        by_words = group_of(None, text)[0] if text else None
        fee = fee_group_of(text) if text else None
        by_fee = next((g for above, g in BY_FEE_GROUP if fee and (fee == above or fee.startswith(above + "."))), None)
        code = by_words or by_fee
        if code == "FOOD" and any(word in text for word in COOKED):
            code = "GENERAL_FOOD"
        if code:
            return code, origin
    return None, ""


def goods_of(group: str | None, words: str) -> Goods:
    """The kind of goods of a 고시 group; things (not food or cosmetics) that the words call handmade are handmade goods."""
    kind = BY_GROUP.get(group or "", Goods.ANY)
    if kind not in EATEN and kind is not Goods.COSMETIC and is_handmade(words):
        return Goods.HANDMADE
    return kind
