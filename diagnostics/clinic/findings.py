"""What one listing lacks, each with its number, its limit and where both come from. Language-free: messages and parameters."""
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from data.reference.limits import JUDGEMENT, SOURCES, limit
from data.text import _
from diagnostics import answered, units
from diagnostics.clinic import points, titles
from diagnostics.metrics import listing_rules as rules
from diagnostics.metrics.listing_relations import FIELDS

Row = Mapping[str, Any]
Said = dict[str, Any]
TOPIC_NAMES = (_("what it is made of"), _("why it is good"), _("how it is used"), _("how large it is"), _("when it comes"),
               _("how to send it back"), _("who makes it"))
FIELD_NAMES = {"brand": _("Brand"), "maker": _("Maker"), "category": _("Category"), "keywords": _("Search words"),
               "origin": _("Origin")}
PARTS = ("picture", "title", "price", "options", "detail", "terms", "fields")
"""Parts of a listing in the order in which a phone shows them."""


def say(text: str, **params: Any) -> Said:
    return {"text": text, "params": params}


def _title_length(row: Row, channel: str) -> Iterator[Said]:
    n, least, most = row["title_length"], limit(channel, "title_min"), limit(channel, "title_max")
    if most is not None and n > most.number:
        yield {**say(_("The title has {n:number} letters; {limit:number} are allowed here."), n=n, limit=most.number),
               "rule": most}
    elif least is not None:
        yield {**say(_("The title has {n:number} letters; {limit:number} or more say what it is."), n=n, limit=least.number),
               "rule": least}


def _title_repetition(row: Row, channel: str) -> Iterator[Said]:
    words = ", ".join(titles.faults(row["title"], channel).repeated)
    yield {**say(_("These words stand in the title more than once: {words}."), words=words), "matched": words}


def _title_promotion(row: Row, channel: str) -> Iterator[Said]:
    found = titles.faults(row["title"], channel)
    words = " ".join((*found.promotion, *found.symbols))
    yield {**say(_("This does not belong in a title: {words}"), words=words), "matched": words,
           "rule": limit(channel, "title_symbols") if found.symbols else None}


def _title_identity(row: Row, channel: str) -> Iterator[Said]:
    yield {**say(_("The brand {brand} is not in the title."), brand=row["brand"]), "matched": row["brand"]}


def _image_count(row: Row, channel: str) -> Iterator[Said]:
    asked = limit(channel, "images")
    yield {**say(_("Pictures shown: {n:number}. Asked for: {limit:number} or more."), n=row["image_count"],
                 limit=asked.number if asked else None), "rule": asked}


def _main_image_size(row: Row, channel: str) -> Iterator[Said]:
    asked = limit(channel, "main_px")
    yield {**say(_("The shorter side of the main picture has {n:number} pixels; {limit:number} are asked for."),
                 n=row["main_image_px"], limit=asked.number if asked else None), "rule": asked}


def _main_image_clean(row: Row, channel: str) -> Iterator[Said]:
    if row["main_image_marked"]:
        yield {**say(_("Words or a frame seem to lie on the main picture. What is printed on the product itself does not count: "
                       "look at it with your own eyes.")), "matched": "marked", "rule": limit(channel, "main_unmarked")}
    asked = limit(channel, "main_white")
    if asked is not None and row["main_image_white"] is not None and row["main_image_white"] < rules.WHITE_ENOUGH:
        yield {**say(_("{share:percent} of the background is white; here it must be white all over."),
                     share=row["main_image_white"]), "matched": "white", "rule": asked}
    asked = limit(channel, "main_product")
    if asked is not None and row["main_image_product"] is not None and row["main_image_product"] < asked.number:
        yield {**say(_("The product spans {share:percent} of the picture; {limit:percent} are asked for."),
                     share=row["main_image_product"], limit=asked.number), "matched": "product", "rule": asked}


def _video_present(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("There is no clip."))


def _detail_length(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("The page has {n:number} letters of text; {limit:number} or more answer most questions."),
              n=row["detail_text_length"], limit=rules.DETAIL_TEXT)


def _detail_searchable(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("{pictures:number} pictures come with {n:number} letters of text: search and screen readers see almost nothing "
                "of them."), pictures=row["detail_image_count"], n=row["detail_text_length"])


def _detail_mobile(row: Row, channel: str) -> Iterator[Said]:
    wide, small = limit(channel, "detail_px"), limit(channel, "detail_font")
    if wide is not None and (row["detail_width_px"] or 0) > wide.number:
        yield {**say(_("Something on the page is fixed at {n:number} pixels; a phone shows {limit:number}."),
                     n=row["detail_width_px"], limit=wide.number), "matched": "width", "rule": wide}
    if small is not None and 0 < (row["detail_font_px"] or 0) < small.number:
        yield {**say(_("Letters are set to {n:decimal} pixels; from {limit:number} on they can be read."),
                     n=row["detail_font_px"], limit=small.number), "matched": "font", "rule": small}


def _detail_order(row: Row, channel: str) -> Iterator[Said]:
    missing = [say(TOPIC_NAMES[i]) for i, place in enumerate(topic_places(row.get("detail_text"))) if place is None]
    yield {**say(_("{n:number} of seven questions of a buyer stay open:"), n=len(missing)), "items": missing}


def _delivery(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("Nothing is said about delivery."))


def _returns(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("Nothing is said about sending it back."))


def _keywords(row: Row, channel: str) -> Iterator[Said]:
    words = {w.strip() for w in (row["keywords"] or "").split(",") if w.strip()}
    yield say(_("Search words filled in: {n:number}. A good half: {limit:number} or more."), n=len(words),
              limit=rules.KEYWORDS)


def _attributes(row: Row, channel: str) -> Iterator[Said]:
    empty = [f for f in FIELDS if not (row[f] or "").strip()]
    yield {**say(_("Your other listings on this channel fill fields that are empty here:")),
           "items": [say(FIELD_NAMES[f]) for f in empty], "matched": ",".join(empty)}


def _category(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("The category has {n:number} levels; {limit:number} or more are usual."), n=row["category"].count(">") + 1,
              limit=rules.LEVELS)


def _options(row: Row, channel: str) -> Iterator[Said]:
    if (row["option_count"] or 0) > rules.OPTIONS:
        yield {**say(_("There are {n:number} options; up to {limit:number} can be looked through on a phone."),
                     n=row["option_count"], limit=rules.OPTIONS), "matched": "count"}
    if row["bare_names"]:
        yield {**say(_("Options called by a number or a letter only: {n:number}."), n=row["bare_names"]), "matched": "names"}


def _price_ending(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("{price:won} does not end on full hundreds."), price=float(row["price"]))


def _stock(row: Row, channel: str) -> Iterator[Said]:
    yield say(_("It is on show and sold out."))


SAYS: Mapping[str, tuple[str, Callable[[Row, str], Iterator[Said]]]] = {
    "main_image_size": ("picture", _main_image_size), "main_image_clean": ("picture", _main_image_clean),
    "image_count": ("picture", _image_count), "video_present": ("picture", _video_present),
    "title_length": ("title", _title_length), "title_repetition": ("title", _title_repetition),
    "title_promotion": ("title", _title_promotion), "title_identity": ("title", _title_identity),
    "price_ending": ("price", _price_ending), "stock_out_share": ("options", _stock), "option_clarity": ("options", _options),
    "detail_length": ("detail", _detail_length), "detail_searchable": ("detail", _detail_searchable),
    "detail_mobile": ("detail", _detail_mobile), "detail_order": ("detail", _detail_order),
    "delivery_promise_shown": ("terms", _delivery), "return_terms_shown": ("terms", _returns),
    "keyword_coverage": ("fields", _keywords), "attributes_filled": ("fields", _attributes),
    "category_depth": ("fields", _category),
}
"""Name of the check to the part of the listing where it is seen, and what to say where the listing breaks its rule."""
GOOD_ENOUGH = {"detail_order": 6 / 7}
"""Where a rule is kept in degrees: from here on nothing is said."""


def topic_places(text: str | None) -> list[int | None]:
    """Where the page first speaks of each topic; None where it does not."""
    found = [re.search(topic, text or "") for topic in rules.TOPICS]
    return [None if m is None else m.start() for m in found]


def of_listing(row: Row, channel: str) -> list[dict[str, Any]]:
    """The findings of one opened listing (a row of `points.opened`), numbered in the order in which a phone shows the parts.

    Each: number, check, key (to answer it by), part, counts (False: a hint, no points), points (share of the listing's points
    that it costs), said and items (messages), next_step (message), why (message id), basis {source, as_of, ours}.
    """
    total = sum(w for n, w in points.weights().items() if row[f"kept_{n}"] is not None)
    found: list[dict[str, Any]] = []
    for name, (part, speak) in SAYS.items():
        kept = row[f"kept_{name}"]
        if kept is None or kept >= GOOD_ENOUGH.get(name, 1) - 1e-9:
            continue
        said = list(speak(row, channel))
        cost = points.weights()[name] * (1 - kept) / total / max(len(said), 1) if total else 0.0
        found += [_finding(name, part, one, cost, row) for one in said]
    found += _hints(row, channel)
    found.sort(key=lambda f: PARTS.index(f["part"]))
    return [{"number": i, **f} for i, f in enumerate(found, 1)]


def _finding(name: str, part: str, said: Said, cost: float, row: Row) -> dict[str, Any]:
    check, rule = units.checks()[name if "." in name else f"listing.{name}"], said.get("rule")
    basis = {"source": check.basis.source, "as_of": check.basis.as_of, "ours": check.basis.provisional} if rule is None else \
        {"source": SOURCES[rule.source], "as_of": rule.as_of, "ours": rule.confidence == JUDGEMENT}
    step = check.next_step.get("fail") or check.next_step["warn"]
    label = row.get("title") or row["product_id"]
    # Once the number or the words have changed, the question is open again.
    matched = str(said.get("matched") or sorted(said["params"].items(), key=str))
    return {"check": check.id, "key": answered.key_of(check.id, row["channel"], row["product_id"], matched),
            "part": part, "counts": check.weight > 0, "points": round(cost, 4), "said": say(said["text"], **said["params"]),
            "items": said.get("items", []), "why": check.why, "basis": basis,
            "next_step": say(step, first=label, count=1, n=1, value=None, target=None)}


def _hints(row: Row, channel: str) -> Iterator[dict[str, Any]]:
    """What is worth a look and costs no points: the order of the title and of the page, and reviews."""
    title, brand = (row.get("title") or "").strip(), (row.get("brand") or "").strip()
    at = title.lower().find(brand.lower()) if brand else -1
    if at > 0 and title[:at].strip("[( "):
        yield _hint("title_identity", "title", say(_("The brand {brand} stands behind other words; a title begins with it."),
                                                   brand=brand), row)
    what, _why, _how, _size, comes, back, _who = topic_places(row.get("detail_text"))
    if what is not None and any(place is not None and place < what for place in (comes, back)):
        yield _hint("detail_order", "detail", say(_("The page speaks of delivery or returns before it says what the product "
                                                    "is.")), row)
    if row.get("review_count") == 0:
        yield _hint("trust.review_count", "price", say(_("No review yet. Ask the first buyers for one.")), row)


def _hint(name: str, part: str, said: Said, row: Row) -> dict[str, Any]:
    return {**_finding(name, part, {**said, "matched": said["text"]}, 0.0, row), "counts": False}


def unknown(row: Row) -> list[str]:
    """Checks whose rule cannot be judged because something of the listing is not known."""
    return [f"listing.{n}" for n in SAYS if row[f"kept_{n}"] is None]
