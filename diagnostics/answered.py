"""What a person says to a finding: one of five reasons and a note, kept with who and when, and never overwritten.

An answer explains; it does not judge: it never changes a score, and an answered finding stays listed. It belongs to exactly
what was found: once the words of a listing change, the key changes with them and the question is open again.
"""
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from data import reviews
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace


@dataclass(frozen=True)
class Reason:
    """One of the five: `settles` says that a finding so answered no longer counts among what must be put right."""

    id: str
    title: str
    help: str
    settles: bool


REASONS: tuple[Reason, ...] = (
    Reason("proven", _("It is true, and I have the proof"),
           _("A test report, certificate or permission that can be shown. Write down which one."), True),
    Reason("not_ours", _("It does not apply to our product"),
           _("The rule is meant for other goods, or an exemption holds. Write down why."), True),
    Reason("fixed", _("It has been put right already"),
           _("The next product list will show it; if it does not, the question comes back."), True),
    Reason("wrong", _("The rule is mistaken here"),
           _("The words mean something else. Your answer helps to improve the rule."), True),
    Reason("later", _("I know, and will put it right later"),
           _("It stays on the list of what is to be put right."), False),
)
"""The five reasons, in the order in which they are offered."""
WITHDRAWN = "withdrawn"
NOTE_LENGTH = 500
KEY_LENGTH = 300
_CHECK = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_PERSONAL = re.compile(r"(?<![\d-])(?:\+?82[\s.-]?|0)1[016-9][\s.-]?\d{3,4}[\s.-]?\d{4}(?!\d)|(?<!\d)\d{6}-[1-8]\d{6}(?!\d)|"
                       r"[\w.+-]+@[\w-]+\.[\w.]+")
"""Mobile phones, resident numbers and e-mail addresses; the numbers of certificates stay."""


def key_of(rule: str, channel: str = "", product_id: str = "", matched: str = "") -> str:
    """The identity of a finding about the law: the rule, the listing, and a digest of the words that it found there."""
    words = " ".join(matched.split()).casefold()
    return "|".join((rule, channel, product_id, hashlib.sha256(words.encode()).hexdigest()[:12]))


def answer(workspace: Workspace, merchant_id: str, finding_key: str, reason: str, note: str = "", by: str | None = None,
           *, as_of: date | None = None, at: datetime | None = None) -> dict[str, Any]:
    """Keep what a person says to a finding, and return it as `answers` does.

    Parameters
    ----------
    finding_key: the id of a check, or `key` of a gate
    reason: id of one of `REASONS`
    note: at most `NOTE_LENGTH` characters; mobile phone numbers and e-mail addresses are taken out
    by: who says it (default: the viewer)
    as_of: day of the diagnosis that showed the finding (default: the day of the newest evidence)
    at: the moment (default: now)

    Raises `InputProblem` for an unknown reason or key, `AccessDenied` for somebody else's merchant.
    """
    if reason not in {r.id for r in REASONS}:
        raise InputProblem(_("There is no reason {reason}. Choose one of {reasons}."), reason=reason,
                           reasons=", ".join(r.id for r in REASONS))
    return _write(workspace, merchant_id, finding_key, reason, note, by, as_of, at)


def withdraw(workspace: Workspace, merchant_id: str, finding_key: str, by: str | None = None, *,
             as_of: date | None = None, at: datetime | None = None) -> bool:
    """Take the answer to a finding back: the question is open again. False where there was no answer.

    From the day `as_of` (default: the day of the answer that is taken back) it counts no more; the rows stay in the store.
    """
    given = answers(workspace, merchant_id).get(finding_key)
    if given is None:
        return False
    _write(workspace, merchant_id, finding_key, WITHDRAWN, "", by, as_of or date.fromisoformat(given["as_of"]), at)
    return True


def answers(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> dict[str, dict[str, Any]]:
    """Finding key to the answer that counts: the latest that was not taken back. {reason, note, by, at, as_of, settles}.

    With `as_of`, those that were given on a diagnosis of that day or an earlier one, or before that day: a diagnosis of the
    past does not know what was said of a later one. Raises `AccessDenied` for somebody else's merchant.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in history(workspace, merchant_id):
        if as_of is not None and row["as_of"] > as_of.isoformat() and row["at"][:10] >= as_of.isoformat():
            continue
        found.pop(row["key"], None)
        if row["reason"] != WITHDRAWN:
            found[row["key"]] = {name: row[name] for name in ("reason", "note", "by", "at", "as_of", "settles")}
    return found


def history(workspace: Workspace, merchant_id: str, finding_key: str | None = None) -> list[dict[str, Any]]:
    """Everything that was ever said, the oldest first: key, reason (or withdrawn), note, by, at, as_of, settles."""
    settling = {r.id for r in REASONS if r.settles}
    return [{**row, "at": row["at"].isoformat(timespec="seconds"), "as_of": row["as_of"].isoformat(),
             "settles": row["reason"] in settling} for row in reviews.rows(workspace, merchant_id, finding_key)]


def overlay(workspace: Workspace, result: Mapping[str, Any]) -> dict[str, Any]:
    """A result JSON in which each finding and gate carries its `answer` (None where nobody answered).

    An answer has what `answers` gives, and `open`: whether the finding still counts among what is to be put right, which it
    does without a settling answer, and where it was said to be put right and a later observation shows it unchanged. Scores,
    statuses and order stay as they are; the result itself is not changed.
    """
    given = answers(workspace, result["merchant_id"], date.fromisoformat(result["as_of"]))
    day = date.fromisoformat(result["as_of"])

    def said(key: str | None, seen: str | None) -> dict[str, Any] | None:
        found = given.get(key or "")
        return None if found is None else {**found, "open": not found["settles"] or _shown_again(found, seen)}

    last = (day - timedelta(days=FRESH_DAYS)).isoformat()
    return {**result,
            "findings": [{**f, "answer": said(f["check"], last)} for f in result["findings"]],
            "gates": [{**g, "answer": said(g.get("key"), g.get("seen_on"))} for g in result["gates"]]}


FRESH_DAYS = 28
"""What was put right shows in the figures of a check only once the old rows have left them; until then the answer holds."""


def _shown_again(given: Mapping[str, Any], seen: str | None) -> bool:
    """Whether what was said to be put right was seen unchanged after the day on which it was said."""
    return given["reason"] == "fixed" and seen is not None and seen > max(given["at"][:10], given["as_of"])


def _write(workspace: Workspace, merchant_id: str, finding_key: str, reason: str, note: str, by: str | None,
           as_of: date | None, at: datetime | None) -> dict[str, Any]:
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    if not is_key(finding_key):
        raise InputProblem(_("There is no finding {finding}. Use the check of a finding or the key of a point of law as the "
                             "diagnosis gives them."), finding=finding_key[:KEY_LENGTH])
    said_at = (at or datetime.now()).replace(microsecond=0)
    day = as_of or workspace.default_as_of(merchant_id)
    text = _PERSONAL.sub("…", " ".join(note.split()))[:NOTE_LENGTH]
    who = " ".join((by or workspace.viewer.name).split())[:NOTE_LENGTH]
    reviews.add(workspace, merchant_id, finding_key, reason, text, who, said_at, day)
    return {"key": finding_key, "reason": reason, "note": text, "by": who, "at": said_at.isoformat(timespec="seconds"),
            "as_of": day.isoformat(), "settles": any(r.id == reason and r.settles for r in REASONS)}


def is_key(finding_key: str) -> bool:
    """Whether this is the id of a check that there is, or has the form of the key of a finding about the law."""
    from diagnostics import units

    if len(finding_key) > KEY_LENGTH or not finding_key.isprintable():
        return False
    if _CHECK.fullmatch(finding_key):
        return finding_key in units.checks()
    parts = finding_key.split("|")
    return len(parts) >= 4 and bool(parts[0]) and re.fullmatch(r"[0-9a-f]{12}", parts[-1]) is not None


def is_open(item: Mapping[str, Any]) -> bool:
    """Whether a finding or gate of a result still counts among what is to be put right."""
    given = item.get("answer")
    return given is None or bool(given["open"])
