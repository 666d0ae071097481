"""Invented buyers: their names, phones and addresses stand in the demo's export files and must never reach the store.

No name is that of a person (a family name and three syllables), no phone can be called, no street exists.
"""
from dataclasses import dataclass

import numpy as np

from data.samples.goods import REGIONS

_FAMILY = ("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송", "전", "홍")
_FIRST = ("하늬", "라온", "마루", "다솜", "나래", "초롱", "아라", "보람", "슬기", "미르", "가람", "누리", "도담", "별하",
"새온", "윤슬")
_LAST = ("별", "솔", "빛", "달", "샘", "결", "봄", "숲")


@dataclass(frozen=True)
class Person:
    """One buyer. `address` begins with the real province, so that the region can be read; the street is invented."""

    name: str
    login: str
    phone: str
    safe_phone: str
    region: str
    address: str
    detail: str
    door: str
    postcode: str


def person(shop: int, number: int, region: str) -> Person:
    """Buyer `number` of demo shop `shop` (0..9), always the same."""
    n = shop * 1_300 + number
    rng = np.random.default_rng([4_021, n])
    name = f"{_FAMILY[n % 20]}{_FIRST[(n // 20) % 16]}{_LAST[(n // 320) % 8]}"
    city = next(r[1] for r in REGIONS if r[0] == region)
    return Person(
        name=name, login=f"mo{rng.integers(10, 99)}****", phone=f"010-0000-{1000 + n % 9000:04d}",
        safe_phone=f"0503-0000-{1000 + n % 9000:04d}", region=region,
        address=f"{region} {city} 모의대로{n % 400 + 1}길 {n // 400 + 1}",
        detail=f"모의아파트 {101 + n % 17}동 {100 * (1 + n % 19) + n % 7 + 1}호",
        door=f"공동현관 #{n:05d}*", postcode=f"{1000 + n * 7 % 60000:05d}")


def needles(people: list[Person]) -> dict[str, list[str]]:
    """What a search of the store, the log and temporary files must not find: names, phones, addresses, door codes."""
    return {"names": sorted({p.name for p in people}),
            "phones": sorted({x for p in people for x in (p.phone, p.safe_phone)}),
            "addresses": sorted({x for p in people for x in (p.address, p.detail)}),
            "doors": sorted({p.door for p in people})}
