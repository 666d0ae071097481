"""One listing as a shopper's phone shows it, with what to mend beside it and the text to put there."""
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from data import given, overlay
from data.errors import InputProblem
from data.known import Tables
from data.text import _
from data.workspace import Workspace
from diagnostics import answered, law, queries
from diagnostics.clinic import copytexts, findings, points, titles
from diagnostics.clinic.verdicts import CHANNELS, verdicts
from diagnostics.law import notice_given
from diagnostics.result import plain

SHOWN = ("title", "brand", "maker", "category", "price", "list_price", "stock", "on_sale", "image_count", "main_image_px",
         "main_image_white", "main_image_product", "main_image_marked", "has_video", "detail_text", "detail_image_count",
         "detail_width_px", "detail_font_px", "keywords", "option_count", "origin", "notice_group", "certification",
         "shipping_fee", "return_fee", "review_count", "rating", "title_length", "detail_text_length", "observed_on")
_COPY = {"detail_order": "outline", "detail_length": "outline", "delivery_promise_shown": "terms", "return_terms_shown": "terms"}


def listing_view(workspace: Workspace, merchant_id: str, channel: str, product_id: str,
                 as_of: date | None = None) -> dict[str, Any]:
    """Everything about one listing, as plain values.

    {merchant_id, as_of, channel, product_id, planned, amount (won in 365 days), lost 0..1 or None, stake (won),
    listing: {columns of the contract, title_shown, title_cut, notice: [[item, text]] or None},
    findings: [see `findings.of_listing`, and copy: name of a text below or None, answer: see `diagnostics.answered`],
    law: [gates with number, answer, copy], marks: [{number, where, start, end, severity}], unknown: [check ids],
    copy: {title, outline, terms, notice, notice_group}, picture: {channel: what it would say} or None, given: [kind, seen_on]}.

    `channel` is "planned" for a planned product; it is then judged by the channel where it is meant to be sold. Raises
    `InputProblem` where there is no such listing, `AccessDenied` for somebody else's merchant.
    """
    day = as_of or workspace.default_as_of(merchant_id)
    planned = channel == overlay.PLANNED_CHANNEL
    row = _row(workspace.tables(day, [merchant_id], planned=planned), None if planned else channel, product_id)
    on = str(row["channel"])
    found = findings.of_listing(row, on)
    narrow = workspace.tables(day, [merchant_id], planned=planned, product_id=product_id)
    gates = [plain(asdict(g)) for g in law.gates(narrow) if g.product_id == product_id and g.channel == on]
    seen_on = row["observed_on"].isoformat()
    said = answered.overlay(workspace, {"merchant_id": merchant_id, "as_of": day.isoformat(), "findings": [],
                                        "gates": [*gates, *({**f, "seen_on": seen_on} for f in found)]})["gates"]
    laws = [{**g, "number": i, "copy": "notice" if g["where"] == "notice" else None} for i, g in enumerate(said[:len(gates)], 1)]
    mends = [{**f, "number": f["number"] + len(laws), "copy": _copy_of(f)} for f in said[len(gates):]]
    notice = copytexts.notice(row)
    places = findings.topic_places(row["detail_text"])
    lost, amount = row["lost"], float(row["amount"] or 0)
    shown = given.known(workspace, merchant_id, day)
    mine = [g for g in shown if g["product_id"] == product_id and g["channel"] == channel]
    picture = next((g["content"] for g in mine if g["kind"] == overlay.PICTURE), None)
    cut, is_cut = titles.shown(row["title"] or "", on)
    made: dict[str, Any] = plain({
        "merchant_id": merchant_id, "as_of": day, "channel": on, "product_id": product_id, "planned": planned, "amount": amount,
        "lost": lost, "stake": amount * (lost or 0.0),
        "listing": {**{c: row[c] for c in SHOWN}, "title_shown": cut, "title_cut": is_cut, "notice": _notice(row)},
        "findings": mends, "law": laws, "marks": list(_marks(laws)), "unknown": findings.unknown(row),
        "copy": {"title": copytexts.title(row, on), "terms": copytexts.terms(row),
                 "outline": copytexts.outline({i: p is not None for i, p in enumerate(places)}),
                 "notice_group": notice and notice[0], "notice": notice and notice[1]},
        "picture": None if picture is None else verdicts(picture, dict.fromkeys((on, *CHANNELS))),
        "given": [{k: g[k] for k in ("kind", "seen_on", "given_at", "given_by")} for g in mine]})
    return made


def _row(tables: Tables, channel: str | None, product_id: str) -> Mapping[str, Any]:
    """The opened listing; of the written expression, so that nothing is written down anew for each listing."""
    where = f"product_id = {_quoted(product_id)}" + ("" if channel is None else f" AND channel = {_quoted(channel)}")
    if tables.sql is None:
        raise TypeError("a listing is opened from the store")
    result = tables.sql(f"SELECT * FROM ({queries.sql(points.opened, 'intake')}) WHERE {where}")
    names = [column[0] for column in result.description]
    rows = result.fetchall()
    if not rows:
        raise InputProblem(_("There is no listing {product} on this channel. Choose one of the list."), product=product_id)
    return dict(zip(names, rows[0], strict=True))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _notice(row: Mapping[str, Any]) -> list[list[str]] | None:
    found, _group = notice_given.given(row["notice"])
    return None if found is None else [[item, text] for item, text in found.items()]


def _copy_of(finding: Mapping[str, Any]) -> str | None:
    name = finding["check"].split(".")[1]
    return "title" if finding["part"] == "title" else _COPY.get(name)


def _marks(gates: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Where the words that the law points to stand, in characters of the part of the listing."""
    for gate in gates:
        for where, start, end in gate["hits"]:
            yield {"number": gate["number"], "where": where, "start": start, "end": end, "severity": gate["severity"]}
