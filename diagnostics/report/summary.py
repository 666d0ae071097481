"""The first page: where the shop stands, the three things first, the law, and the outlook."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics import risk
from diagnostics.axes import NO_FORECAST, axes
from diagnostics.explain import said, three_first
from diagnostics.overview import law_strip
from diagnostics.report.model import Bar, Block, Bullets, Card, Chart, Paragraph, Section, Table
from diagnostics.texts import Texts

GATES_SHOWN = 12


def section(result: Mapping[str, Any], above: Mapping[str, Any], found: Sequence[dict[str, Any]],
            products: Sequence[Mapping[str, Any]], t: Texts) -> Section:
    """Score, dimensions, the three axes, and what to do first."""
    blocks: list[Block] = [Paragraph(above["headline"], "lead")]
    if above["band"]:
        blocks.append(Paragraph(above["band"]["name"]))
    rule = (result.get("profile") or {}).get("segment_rule")
    if rule:
        blocks.append(Paragraph(t.say(rule)))
    blocks += [Paragraph(note, "small") for note in above["notes"]]
    blocks.append(_dimensions(above, t))
    blocks += _axes(result, t)
    blocks.append(Card(t(_("Three things first")), [_first(found, above, t)], tone="good"))
    if products:
        named = [" – ".join(filter(None, (f"{p['name']} ({p['money_text']})", "; ".join(p["reasons"]), p["next_step"])))
                 for p in products]
        blocks.append(Card(t(_("Three products first")), [Bullets(named, numbered=True)]))
    route = (result.get("profile") or {}).get("route")
    if route:
        blocks.append(Card(t(_("Your route")), [Paragraph(t.say(route["title"]), "lead"), Paragraph(t.say(route["why"]))]))
    return Section(t(_("At a glance")), blocks)


def _dimensions(above: Mapping[str, Any], t: Texts) -> Chart:
    shown = [d for d in above["dimensions"] if d["coverage"] is not None]
    bars = [Bar(d["name"], 0, d["score"] or 0.0, d["score_text"], tone_of(d["score"]), d["low"], d["high"]) for d in shown]
    scored = [d for d in shown if d["score"] is not None]
    if len(scored) == 1:
        title = t(_("{dimension}: {score} of 100"), dimension=scored[0]["name"], score=scored[0]["score_text"])
    elif scored:
        best, worst = max(scored, key=lambda d: d["score"]), min(scored, key=lambda d: d["score"])
        title = t(_("Strongest: {best}. Most to gain: {worst}."), best=best["name"], worst=worst["name"])
    else:
        title = t(_("Nothing could be scored yet."))
    listed = ", ".join(f"{d['name']} {d['score_text']}" for d in above["dimensions"])
    return Chart(title, f"{title} {listed}", bars, 0, 100, t(_("points")), [(v, str(v)) for v in (0, 25, 50, 75, 100)])


def _axes(result: Mapping[str, Any], t: Texts) -> list[Block]:
    """Activity, trend and service, apart from the total."""
    rows = [[a["title"], a["word"], a["sentence"] or "–"] for a in axes(result, t)]
    return [Table([t(_("Axis")), t(_("Today")), t(_("Range and basis"))], rows), Paragraph(t(NO_FORECAST), "small")]


def tone_of(score: float | None) -> str:
    if score is None:
        return "quiet"
    return "good" if score >= 75 else "mild" if score >= 50 else "bad"


def _first(found: Sequence[dict[str, Any]], above: Mapping[str, Any], t: Texts) -> Block:
    steps = [" ".join(filter(None, (f"{f['headline']}.", f["next_step"], f["regain"]))) for f in three_first(found)]
    steps += [m["bring"] for m in above["missing"]][: max(0, 3 - len(steps))]
    if not steps:
        return Paragraph(t(_("Nothing urgent was found. Keep going, and look again in a month.")))
    return Bullets(steps, numbered=True)


def law(result: Mapping[str, Any], t: Texts) -> Section:
    """What must be put right and what is to be checked, beside the score."""
    strip = law_strip(result, t)
    blocks: list[Block] = [Paragraph(strip["headline"], "lead")]
    for gates, tone in ((strip["must"], "law"), (strip["check"], "bad"), (strip["info"], "quiet")):
        if gates:
            rows = [
                [_product(g), _found(g, t), f"{g['basis']} ({g['as_of']})"]
                for g in gates[:GATES_SHOWN]
            ]
            inside: list[Block] = [Table([t(_("Product")), t(_("What was found")), t(_("Law"))], rows)]
            if len(gates) > GATES_SHOWN:
                inside.append(Paragraph(t(_("and {n:number} more"), n=len(gates) - GATES_SHOWN), "small"))
            # What a person has settled stays listed and does not count.
            blocks.append(Card(gates[0]["severity_word"], inside, tag=str(sum(g["open"] for g in gates)), tone=tone))
    blocks.append(
        Paragraph(t(_("The law is not part of the score. This is no legal advice; ask before you rely on it.")), "small")
    )
    return Section(t(_("The law")), blocks)


def _found(gate: Mapping[str, Any], t: Texts) -> str:
    """What was found, how to say it lawfully, and what a person answered."""
    answer = said(gate.get("answer"), t)
    parts = [gate["reason"], gate.get("rewording") or gate["hint"]]
    if answer is not None:
        parts.append(t(_("Answered: {answer}"), answer=answer["sentence"]))
    return " ".join(filter(None, parts))


def _product(gate: Mapping[str, Any]) -> str:
    return " · ".join(str(v) for v in (gate["product_name"] or gate["product_id"], gate["channel"]) if v)


def forecast(result: Mapping[str, Any], t: Texts) -> Section:
    """What may happen in the next 90 days with what speaks for it, or why that is not said."""
    found = result["risk"]
    title = t(_("The next 90 days"))
    if not found.get("available"):
        reason = found.get("reason")
        return Section(title, [Paragraph(t.say(reason) if reason else t(_("There is no forecast.")))])
    blocks: list[Block] = []
    for one in risk.words(found, t):
        if one["share"] is None:
            blocks.append(Paragraph(f"{one['title']}: {one['refused'] or '–'}", "small"))
            continue
        blocks += [Paragraph(one["headline"], "lead"), Paragraph(one["seen_text"], "small")]
        if one["reasons"]:
            blocks.append(Bullets([f"{r['text']} ({r['effect_text']})" for r in one["reasons"]]))
    blocks.append(Paragraph(t(_("Forecast of {day:date}, learned from the shops of this programme. Of ten shops with 30 %, about "
                                "three come to it: it is no verdict on this one shop."), day=found["as_of"]), "small"))
    return Section(title, blocks)
