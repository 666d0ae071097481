"""A listing as a shopper's phone shows it: 390 pixels wide, all text of the data escaped, marks numbered as the findings."""
import base64
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from diagnostics.texts import Texts

STYLE = """<style>
.phone { max-width: 390px; margin: 0 auto; border: 1px solid rgba(128,128,128,.45); border-radius: 28px; padding: 14px 16px 20px;
  box-sizing: border-box; overflow-wrap: anywhere; line-height: 1.5; }
.phone .shot { width: 100%; aspect-ratio: 1; border-radius: 14px; background: rgba(128,128,128,.14); display: flex;
  align-items: center; justify-content: center; text-align: center; overflow: hidden; }
.phone .shot img { width: 100%; height: 100%; object-fit: contain; background: #fff; }
.phone .quiet { opacity: .75; font-size: .875rem; }
.phone .name { font-size: 1.05rem; margin: .6rem 0 .2rem; }
.phone .price { font-size: 1.3rem; font-weight: 700; }
.phone s { opacity: .7; font-weight: 400; font-size: .95rem; }
.phone h4 { font-size: 1rem; margin: 1rem 0 .3rem; padding: .6rem 0 0; border-top: 1px solid rgba(128,128,128,.3); }
.phone .text { white-space: pre-wrap; max-height: 560px; overflow: auto; }
.phone dl { margin: 0; padding: 0; font-size: .875rem; } .phone dt { opacity: .75; margin: 0; } .phone dd { margin: 0 0 .3rem; }
.phone mark { background: #ffd54f; color: #1a1a1a; border-radius: 3px; padding: 0 2px; }
.phone mark.block { background: #ff8a80; }
.phone .no { display: inline-block; min-width: 1.3em; text-align: center; border: 1px solid currentColor; border-radius: 1em;
  font-size: .75rem; font-weight: 700; padding: 0 .25em; margin-left: .25em; }
</style>"""
TEXT_SHOWN = 6_000
"""Letters of the detail page that are shown; what the law found beyond stands in its own list."""


def phone(t: Texts, view: Mapping[str, Any], preview: bytes | None = None) -> None:
    """Draw the listing; `preview` is a small picture of this session, which is kept nowhere."""
    one = view["listing"]
    parts = [_shot(t, one, preview), _numbers(view, "picture"), _title(t, view), _price(t, one), _numbers(view, "price"),
             _stars(t, one), _delivery(t, one), _numbers(view, "terms"), _numbers(view, "options"), _notice(t, view),
             _detail(t, view), _fields(t, view)]
    st.html(f'{STYLE}<div class="phone" role="group" aria-label="{escape(t("The listing on a phone"))}">{"".join(parts)}</div>')


def _shot(t: Texts, one: Mapping[str, Any], preview: bytes | None) -> str:
    if preview is not None:
        return (f'<div class="shot"><img alt="{escape(t("The main picture that you chose"))}" '
                f'src="data:image/jpeg;base64,{base64.b64encode(preview).decode()}"></div>')
    size = t("{n:number} pixels", n=one["main_image_px"]) if one["main_image_px"] is not None else t("size not known")
    count = t.many("{n} picture", "{n} pictures", one["image_count"]) if one["image_count"] is not None else t("number not known")
    return f'<div class="shot quiet">{escape(t("Main picture"))}<br>{escape(size)} · {escape(count)}</div>'


def _title(t: Texts, view: Mapping[str, Any]) -> str:
    one = view["listing"]
    full = one["title"]
    if not full:
        return f'<div class="name quiet">{escape(t("The name is not in the files."))}</div>'
    marks = [m for m in view["marks"] if m["where"] == "title"]
    seen = escape(f"{t('In the list of results:')} {one['title_shown']}")
    cut = f'<div class="quiet">{seen}</div>' if one["title_cut"] else ""
    return f'<div class="name">{_marked(full, marks)}{_numbers(view, "title")}</div>{cut}'


def _price(t: Texts, one: Mapping[str, Any]) -> str:
    if one["price"] is None:
        return f'<div class="quiet">{escape(t("Price not known"))}</div>'
    before = one["list_price"]
    old = f' <s>{escape(t.value(before, "won"))}</s>' if before and before > one["price"] else ""
    gone = f' <span class="quiet">{escape(t("sold out"))}</span>' if one["stock"] is not None and one["stock"] <= 0 else ""
    return f'<div class="price">{escape(t.value(one["price"], "won"))}{old}{gone}</div>'


def _stars(t: Texts, one: Mapping[str, Any]) -> str:
    if one["review_count"] is None and one["rating"] is None:
        return f'<div class="quiet">{escape(t("Reviews are not in the files."))}</div>'
    stars = t("{x:decimal} stars", x=one["rating"]) if one["rating"] is not None else t("no stars yet")
    return f'<div class="quiet">★ {escape(stars)} · {escape(t.many("{n} review", "{n} reviews", one["review_count"] or 0))}</div>'


def _delivery(t: Texts, one: Mapping[str, Any]) -> str:
    fee, back = one["shipping_fee"], one["return_fee"]
    said = t("Delivery: fee not known") if fee is None else t("Delivery free") if fee == 0 else t("Delivery {fee:won}", fee=fee)
    returns = t("Return fee not known") if back is None else t("Return {fee:won}", fee=back)
    return f'<div class="quiet">{escape(said)} · {escape(returns)}</div>'


def _notice(t: Texts, view: Mapping[str, Any]) -> str:
    rows, head = view["listing"]["notice"], escape(t("상품정보제공고시 (product notice)"))
    numbers = _law(view, "notice")
    if rows is None:
        return f'<h4>{head}{numbers}</h4><div class="quiet">{escape(t("Not in the files."))}</div>'
    items = "".join(f"<dt>{escape(str(name))}</dt><dd>{escape(str(text)) or '–'}</dd>" for name, text in rows)
    return f"<h4>{head}{numbers}</h4><dl>{items}</dl>"


def _detail(t: Texts, view: Mapping[str, Any]) -> str:
    text, head = view["listing"]["detail_text"], escape(t("Detail page"))
    numbers = _law(view, "detail_text") + _numbers(view, "detail")
    if not text:
        return f'<h4>{head}{numbers}</h4><div class="quiet">{escape(t("No text is known. Paste it below."))}</div>'
    marks = [m for m in view["marks"] if m["where"] == "detail_text"]
    more = f'<div class="quiet">{escape(t("The page goes on; it was read to its end."))}</div>' if len(text) > TEXT_SHOWN else ""
    label = escape(t("Text of the detail page"))
    return (f'<h4>{head}{numbers}</h4><div class="text" tabindex="0" role="region" aria-label="{label}">'
            f'{_marked(text[:TEXT_SHOWN], marks)}</div>{more}')


def _fields(t: Texts, view: Mapping[str, Any]) -> str:
    one = view["listing"]
    rows = [(t("Brand"), one["brand"]), (t("Maker"), one["maker"]), (t("Category"), one["category"]),
            (t("Origin"), one["origin"]), (t("Search words"), one["keywords"])]
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value)) if value else escape(t('not known'))}</dd>"
                    for name, value in rows)
    return f"<h4>{escape(t('Product information'))}{_numbers(view, 'fields')}</h4><dl>{items}</dl>"


def _numbers(view: Mapping[str, Any], part: str) -> str:
    return "".join(_number(f["number"]) for f in view["findings"] if f["part"] == part)


def _law(view: Mapping[str, Any], where: str) -> str:
    return "".join(_number(g["number"]) for g in view["law"] if g["where"] == where)


def _number(number: int) -> str:
    return f'<span class="no">{int(number)}</span>'


def _marked(text: str, marks: Iterable[Mapping[str, Any]]) -> str:
    """The text escaped, with what the law points to marked and numbered; overlapping marks keep the first."""
    out, at = [], 0
    for mark in sorted(marks, key=lambda m: (m["start"], -m["end"])):
        start, end = max(int(mark["start"]), 0), min(int(mark["end"]), len(text))
        if start < at or end <= start:
            continue
        kind = "block" if mark["severity"] == "block" else "review"
        out.append(f'{escape(text[at:start])}<mark class="{kind}">{escape(text[start:end])}</mark>{_number(mark["number"])}')
        at = end
    return "".join([*out, escape(text[at:])])
