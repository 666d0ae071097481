"""A comparison of two days in words: the headline, the change by cause, areas, checks with their reason, what is new."""
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.text import _
from diagnostics import labels, units
from diagnostics.comparison import CAUSES, TINY
from diagnostics.model import Check
from diagnostics.quantities import Quantity
from diagnostics.texts import Texts

CAUSE_WORDS: Mapping[str, tuple[str, str]] = {
    "behaviour": (_("The shop itself"), _("New orders, reviews and listings between the two days.")),
    "known": (_("Known now"), _("What could not be judged at one of the two days. It is neither better nor worse.")),
    "answers": (_("Answers of the self-check"), _("The answers of the two moments differ.")),
    "data": (_("Files about the time before"), _("Files that were added or taken back since then tell more of the same days.")),
    "rubric": (_("The yardstick"), _("Checks, limits or weights of the rubric changed.")),
}
KINDS: Mapping[str, tuple[str, str]] = {
    "better": (_("Better"), "good"), "worse": (_("Weaker"), "bad"), "same": (_("Unchanged"), "quiet"),
    "now_known": (_("Known now"), "quiet"), "now_applies": (_("Applies now"), "quiet"), "new_check": (_("New check"), "quiet"),
    "no_longer_known": (_("Not known any more"), "quiet"), "no_longer_applies": (_("Does not apply any more"), "quiet"),
    "check_gone": (_("No longer part of the rubric"), "quiet"), "no_data": (_("No data yet"), "quiet"),
}
REASONS: Mapping[str, str] = {
    "behaviour": _("what happened in the shop since"), "answers": _("another answer in the self-check"),
    "data": _("files about the time before that came later"), "rubric": _("a change of the yardstick"),
}
CHECKS = 10
_ROWS = ("order_lines", "listings", "reviews", "settlements", "answers")


def readable(found: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """{"headline", "ends": (then, now) as days, "causes": [{cause, name, what, points (tenths that add up), text}], "dimensions"
    [{name, from, to, tone, word}], "together" (their sum), "checks" that got better or worse [{check, name, word, kind, icon,
    reason, values, points}], "more" (those left out), "kinds" of other changes [{kind, word, names}], "facts" [text], "notes"
    [text]}."""
    causes = _causes(found, texts)
    checks = _moved(found["checks"])
    return {
        "headline": _headline(found, causes, texts), "ends": tuple(_day(found[end], texts) for end in ("from", "to")),
        "causes": causes, "together": signed(sum(round(10 * c["points"]) for c in causes) / 10, texts),
        "dimensions": [_dimension(r, texts) for r in found["dimensions"] if r["kind"] != "no_data"],
        "checks": [_check(c, texts) for c in checks[:CHECKS]], "more": max(0, len(checks) - CHECKS),
        "kinds": _kinds(found["checks"], texts), "facts": _facts(found, texts), "notes": _notes(found, texts)}


def signed(number: float, texts: Texts) -> str:
    """+3.2, −1.5 or 0."""
    tenth = round(number, 1)
    return "0" if not tenth else ("+" if tenth > 0 else "−") + texts("{n:decimal}", n=abs(tenth))


def _day(end: Mapping[str, Any], texts: Texts) -> str:
    return texts("{day:date}", day=date.fromisoformat(end["as_of"]) - timedelta(days=1))


def _causes(found: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    if found["parts"] is None:
        return []
    parts = [found["parts"][c] for c in CAUSES]
    whole = round(10 * found["to"]["score"]) - round(10 * found["from"]["score"])
    rows = [{"cause": c, "name": texts(CAUSE_WORDS[c][0]), "what": texts(CAUSE_WORDS[c][1]), "points": tenth / 10,
             "text": signed(tenth / 10, texts)} for c, tenth in zip(CAUSES, rounded(parts, whole), strict=True)]
    return [r for r in rows if r["points"] or abs(found["parts"][r["cause"]]) > TINY]


def rounded(parts: Sequence[float], whole: int) -> list[int]:
    """Tenths of `parts`, of either sign, that add up to `whole` tenths: what lies nearest to its rounding gives way first."""
    tenths = [round(10 * p) for p in parts]
    while sum(tenths) != whole:
        step = 1 if sum(tenths) < whole else -1
        # Only what is not nothing moves, if there is any such part.
        able = [i for i, p in enumerate(parts) if abs(p) > TINY] or list(range(len(parts)))
        place = max(able, key=lambda i: step * (10 * parts[i] - tenths[i]))
        tenths[place] += step
    return tenths


def _headline(found: Mapping[str, Any], causes: Sequence[Mapping[str, Any]], texts: Texts) -> str:
    if found["change"] is None:
        return texts(_("At one of the two days too little was known for a score, so only the areas can be compared."))
    first, second = found["from"]["score"], found["to"]["score"]
    shop = next((c["points"] for c in causes if c["cause"] == "behaviour"), 0.0)
    said = texts(_("From {first:decimal} to {second:decimal} points."), first=round(first, 1), second=round(second, 1))
    if abs(shop) < 0.05:
        return said + " " + texts(_("The shop itself neither gained nor lost."))
    if shop > 0:
        return said + " " + texts(_("What happened in the shop brought {points:decimal}."), points=shop)
    return said + " " + texts(_("What happened in the shop cost {points:decimal}."), points=-shop)


def _dimension(row: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    word, tone = KINDS[row["kind"]]
    if row["parts"] is not None and row["change"] * (row["change"] - row["parts"]["known"]) < 0:
        # The line runs the other way than the word says: because more is known, not because of the shop.
        return {"name": labels.name("dimension", row["dimension"], texts), "from": row["from"], "to": row["to"], "tone": "quiet",
                "word": texts(_("{word}, more is known"), word=texts(word))}
    return {"name": labels.name("dimension", row["dimension"], texts), "from": row["from"], "to": row["to"], "tone": tone,
            "word": texts(word)}


def _moved(checks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What got better or worse, what moved most first."""
    moved = [c for c in checks if c["kind"] in ("better", "worse")]
    return sorted(moved, key=lambda c: (-abs(_own(c)), c["check"]))


def _kinds(checks: Sequence[Mapping[str, Any]], texts: Texts) -> list[dict[str, Any]]:
    """Changes that are neither better nor worse, by kind."""
    found: dict[str, list[str]] = {}
    for row in checks:
        if row["kind"] not in ("better", "worse", "same"):
            found.setdefault(row["kind"], []).append(_name(row["check"], texts))
    return [{"kind": kind, "word": texts(KINDS[kind][0]), "names": sorted(names)} for kind, names in found.items()]


def _name(check_id: str, texts: Texts) -> str:
    check: Check | None = units.checks().get(check_id)
    return check_id if check is None else texts(check.title)


def _own(check: Mapping[str, Any]) -> float:
    """Points that the check itself moved: a change of weight, because more is known beside it, is not its own."""
    return float(check["points"] - check["parts"]["known"])


def _check(row: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    check: Check | None = units.checks().get(row["check"])
    unit = None if check is None else units.metrics()[check.metric].unit

    def written(value: float | None, n: int) -> str:
        if value is None or unit is None:
            return texts(_("not known"))
        return texts(_("{value} (n={n:number})"), value=str(Quantity.of(value, unit, texts)), n=n)

    own = round(_own(row), 1)
    reason = REASONS.get(row["cause"] or "")
    return {"check": row["check"], "name": _name(row["check"], texts), "kind": row["kind"],
            "word": texts(KINDS[row["kind"]][0]), "reason": texts(reason) if reason else "",
            "values": f"{written(row['value_from'], row['n_from'])} → {written(row['value_to'], row['n_to'])}",
            "icon": ":material/trending_up:" if row["kind"] == "better" else ":material/trending_down:",
            "points": signed(own, texts) if own else ""}


def _facts(found: Mapping[str, Any], texts: Texts) -> list[str]:
    """What is new between the two days, in rows, and which files came since."""
    rows = []
    for table in _ROWS:
        counts = found["rows"][table]
        if counts["to"] != counts["from"]:
            rows.append(texts(_("{table}: {first:number} → {second:number}"), table=labels.name("table", table, texts),
                              first=counts["from"], second=counts["to"]))
    for name, text in (("files_added", _("Files since then: {files}")), ("files_removed", _("Files taken back: {files}"))):
        files = [f["file"] for f in found[name]]
        if files:
            rows.append(texts(text, files=", ".join(files[:5]) + (" …" if files[5:] else "")))
    return rows


def _notes(found: Mapping[str, Any], texts: Texts) -> list[str]:
    then, now = found["from"], found["to"]
    said = [texts(_("Compared with the diagnosis as it was given on {day:date}."), day=then["made_at"]) if then["kept"] else
            texts(_("No diagnosis of that day was kept, so it was worked out now from what is known of that day."))]
    if then["rubric"] != now["rubric"]:
        said.append(texts(_("Rubric then {first}, now {second}."), first=then["rubric"], second=now["rubric"]))
    if found["mixed"]:
        said.append(texts(_("Rubric and files both changed; where measuring itself changed, that counts with the files.")))
    return said
