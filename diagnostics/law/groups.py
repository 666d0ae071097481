"""Which product group of the 상품정보제공고시 a listing belongs to, and which regimes of advertising law watch that group."""
import re
from functools import cache

from data.reference import law

FOOD = frozenset({"FOOD", "GENERAL_FOOD"})
CHEMICAL = frozenset({"BIOCHEMISTRY", "BIOCIDAL"})
SERVICES = frozenset({"LODGMENT_RESERVATION", "TRAVEL_PACKAGE", "AIRLINE_TICKET", "RENT_CAR", "RENTAL_HA", "RENTAL_ETC",
                      "DIGITAL_CONTENTS", "GIFT_CARD", "MOBILE_COUPON", "MOVIE_SHOW", "ETC_SERVICE"})
"""Groups that sell no goods: cancelling has rules of its own there."""
_NO_DEVICE = FOOD | {"DIET_FOOD", "COSMETIC", "MEDICAL_APPLIANCES", "LODGMENT_RESERVATION", "TRAVEL_PACKAGE", "AIRLINE_TICKET",
                     "RENT_CAR", "RENTAL_HA", "RENTAL_ETC", "DIGITAL_CONTENTS", "GIFT_CARD", "MOBILE_COUPON", "MOVIE_SHOW",
                     "ETC_SERVICE", "BOOKS"}
"""Groups whose goods nobody takes for a medical device, or that have a regime of their own."""

_SHORT = {"농축수산물": "FOOD", "농수산물": "FOOD", "식품": "FOOD", "어린이제품": "KIDS", "영유아용품": "KIDS", "기타": "ETC"}


@cache
def _codes() -> dict[str, str]:
    """Codes and Korean names of the groups, without spaces, to the code."""
    found = {}
    for code, items in law.notice_items().items():
        if code != law.COMMON_TERMS:
            found[_plain(code)] = found[_plain(items[0].group)] = found[_plain(re.sub(r"\(.*\)", "", items[0].group))] = code
    return {**found, **_SHORT}


def _plain(text: str) -> str:
    return re.sub(r"[\s·,/_]+", "", text).upper()


@cache
def group_of(stated: str | None, category: str | None) -> tuple[str | None, bool]:
    """(code of the group or None, whether it was inferred from the category path rather than stated)."""
    if stated and stated.strip():
        return _codes().get(_plain(stated)), False
    if category:
        for words, code in law.category_groups():
            if words.search(category):
                return code, True
    return None, False


def group_name(code: str) -> str:
    return law.notice_items()[code][0].group


@cache
def regimes_of(group: str | None) -> tuple[str, ...]:
    """The regimes whose rules hold for a group; of a listing without a known group, only those that hold for all."""
    found = ["common", "commerce"]
    if group in FOOD:
        found += ["food", "origin"]
    elif group == "DIET_FOOD":
        found.append("diet_food")
    elif group == "COSMETIC":
        found.append("cosmetic")
    elif group in CHEMICAL:
        found += ["chemical", "device"]
    elif group is not None and group not in _NO_DEVICE:
        found.append("device")
    return tuple(found)
