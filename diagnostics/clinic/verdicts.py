"""What each channel would say to a main picture: its own rules, with source and date."""
from collections.abc import Iterable, Mapping
from typing import Any

from data.reference.limits import SOURCES, Limit, limit
from data.text import _
from diagnostics.metrics.listing_rules import WHITE_ENOUGH

CHANNELS = ("naver", "coupang", "elevenst", "gmarket", "auction", "kakao", "toss")
Said = dict[str, Any]


def verdicts(content: Mapping[str, Any], channels: Iterable[str] = CHANNELS) -> dict[str, list[Said]]:
    """Channel to what is wrong there with a picture (`Picture.content()`): said (message), basis, must (False: only advised).

    An empty list means that nothing speaks against it. Words are judged by strokes alone: see `diagnostics.clinic.words`.
    """
    return {channel: _of(content, channel) for channel in channels}


def _of(content: Mapping[str, Any], channel: str) -> list[Said]:
    facts = content.get("facts") or {}
    shorter, longer = content.get("main_image_px"), max(facts.get("width") or 0, facts.get("height") or 0)
    found: list[Said] = []

    def add(rule: Limit, must: bool, text: str, **params: Any) -> None:
        found.append({"said": {"text": text, "params": params}, "must": must,
                      "basis": {"source": SOURCES[rule.source], "as_of": rule.as_of, "ours": False}})

    least, advised, most = (limit(channel, name) for name in ("main_px_min", "main_px", "main_px_max"))
    if shorter is not None and least is not None and shorter < least.number:
        add(least, True, _("{n:number} pixels are too few: {limit:number} are the least."), n=shorter, limit=least.number)
    elif shorter is not None and advised is not None and shorter < advised.number:
        add(advised, False, _("{n:number} pixels are few: {limit:number} are advised."), n=shorter, limit=advised.number)
    if most is not None and longer > most.number:
        add(most, True, _("{n:number} pixels are too many: {limit:number} are the most."), n=longer, limit=most.number)
    heavy = limit(channel, "main_bytes")
    if heavy is not None and (facts.get("bytes") or 0) > heavy.number:
        add(heavy, True, _("The file has {n:decimal} MB; {limit:decimal} MB are the most."), n=facts["bytes"] / 1e6,
            limit=heavy.number / 1e6)
    forms = limit(channel, "main_formats")
    if forms is not None and facts.get("format") and facts["format"] not in forms.value.split():
        add(forms, True, _("{kind} pictures are not taken here."), kind=facts["format"])
    white = limit(channel, "main_white")
    if white is not None and content.get("main_image_white") is not None and content["main_image_white"] < WHITE_ENOUGH:
        add(white, True, _("{share:percent} of the background is white; here it must be white all over."),
            share=content["main_image_white"])
    filled = limit(channel, "main_product")
    if filled is not None and content.get("main_image_product") is not None and content["main_image_product"] < filled.number:
        add(filled, True, _("The product spans {share:percent} of the picture; {limit:percent} are asked for."),
            share=content["main_image_product"], limit=filled.number)
    unmarked = limit(channel, "main_unmarked")
    if unmarked is not None and content.get("main_image_marked"):
        add(unmarked, True, _("Words or a frame seem to lie on the main picture. What is printed on the product itself does not "
                              "count: look at it with your own eyes."))
    return found
