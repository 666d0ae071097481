"""Surveys of sellers (입점 실태조사): files into the store, and what was answered.

A file holds a row per respondent (and mall) with a column per question, or a row per answer (question and answer). Who answers
without a name is known by a number that means nothing outside the file; names, phones and other columns are not kept.
Loading a file again changes nothing; a later answer of the same respondent about the same mall replaces the earlier one.
"""
import hashlib
import uuid
from datetime import date, datetime
from typing import Any

import pandas as pd

from data import survey_words as words
from data.errors import AccessDenied, InputProblem
from data.read import Upload, read
from data.text import _
from data.workspace import Workspace

AT = "@"
"""Between the question and the mall that it was answered about."""
LOOKED = 10
"""The heading stands within this many rows."""


def require_all(workspace: Workspace) -> None:
    """Raises `AccessDenied` for a viewer of some merchants only: a survey asks all of them."""
    if workspace.viewer.merchants is not None:
        raise AccessDenied(_("Only who may see all merchants can load or read a survey."))


def load(workspace: Workspace, data: bytes, filename: str, survey: str | None = None,
         today: date | None = None) -> dict[str, Any]:
    """Take in one file (xlsx, csv …). `survey` names it, else the file's name does.

    {"survey", "file", "read", "loaded", "updated", "unchanged", "respondents", "questions", "left_out" headings that are not
    kept, "rejects" [{row, column, reason}]}. Raises `InputProblem` for a file without a question that we know.
    """
    require_all(workspace)
    upload = Upload(filename, data)
    name = (survey or upload.name.rsplit(".", 1)[0]).strip()
    grid, headings, first = _sheet(upload)
    now = datetime.now()
    digest = hashlib.sha256(data).hexdigest()[:16]
    answers, rejects = _answers(grid, headings, first, today or date.today(), digest[:8])
    known = set(workspace.merchants().merchant_id)
    for answer in answers:
        if answer["merchant_id"] is not None and answer["merchant_id"] not in known:
            answer["merchant_id"] = None
    counts = _keep(workspace, name, answers, digest, now)
    asked = sorted({a["question"].split(AT)[0] for a in answers})
    kept = [h for h in headings if words.column(h) or words.question(h)]
    return {"survey": name, "file": upload.name, "read": len(grid), **counts,
            "respondents": len({a["respondent"] for a in answers}), "questions": asked,
            "left_out": [h for h in headings if h and h not in kept], "rejects": rejects}


def answers(workspace: Workspace, survey: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """survey, respondent, merchant_id, region, industry, channel (None: no mall named), question, value, answered_on; only what
    was answered before `as_of`."""
    require_all(workspace)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute(
            "SELECT survey, respondent, merchant_id, region, industry, split_part(question, ?, 1) AS question, "
            "nullif(split_part(question, ?, 2), '') AS channel, value, answered_on FROM surveys "
            "WHERE (? IS NULL OR survey = ?) AND (? IS NULL OR answered_on < CAST(? AS DATE)) ORDER BY ALL",
            [AT, AT, survey, survey, as_of, as_of]).df()
    finally:
        cursor.close()
    return rows


def state(workspace: Workspace) -> tuple[Any, ...]:
    """Changes with every answer that is added or replaced."""
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("SELECT count(*), max(recorded_at) FROM surveys").fetchall()
    finally:
        cursor.close()
    return tuple(rows[0])


def _sheet(upload: Upload) -> tuple[list[list[str | None]], list[str], int]:
    """Rows below the heading, the headings, and the number in the file of the first row."""
    for sheet in read(upload):
        cells = sheet.top(sheet.cells.num_rows)
        for at, row in enumerate(cells[:LOOKED]):
            headings = [(cell or "").strip() for cell in row]
            columns = {words.column(h) for h in headings}
            if any(words.question(h) for h in headings) or {"question", "value"} <= columns:
                return cells[at + 1:], headings, at + 2
    raise InputProblem(_("{file} holds no question of the survey that we know. Take the headings of the template."),
                       file=upload.name)


def _answers(grid: list[list[str | None]], headings: list[str], first: int,
             today: date, digest: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    who = {column: n for n, h in reversed(list(enumerate(headings))) if (column := words.column(h))}
    asked = {n: q for n, h in enumerate(headings) if (q := words.question(h))}
    if len(set(asked.values())) < len(asked):
        raise InputProblem(_("Two columns ask the same question. Keep one of them."))
    long = "question" in who and "value" in who
    found: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for row_no, row in enumerate(grid, first):
        given = {c: (row[n] or "").strip() if n < len(row) else "" for c, n in who.items()}
        cells: list[tuple[str, str | None, str]] = [(headings[n], q, (row[n] or "").strip())
                                                    for n, q in asked.items() if n < len(row) and n not in who.values()]
        if long:
            cells = [(given["question"], words.question(given["question"]), given["value"])]
        if not any(text for _h, _q, text in cells):
            continue
        day = _day(given.get("answered_on", ""), today)
        if day is None:
            rejects.append({"row": row_no, "column": headings[who["answered_on"]], "reason": _("This is not a day of the past.")})
            continue
        number = given.get("respondent") or given.get("merchant_id") or f"{digest}-{row_no}"
        mall = words.channel(given["channel"]) if given.get("channel") else ""
        for heading, question, text in cells:
            if not text:
                continue
            value = words.value(question, text) if question else None
            if question is None or value is None:
                rejects.append({"row": row_no, "column": heading, "reason": _("We do not know this question.") if question is None
                                else _("The answer does not fit the question.")})
                continue
            found.append({"respondent": number, "merchant_id": given.get("merchant_id") or None,
                          "region": given.get("region") or None, "industry": given.get("industry") or None,
                          "question": f"{question}{AT}{mall}" if mall else question, "value": value, "answered_on": day})
    return found, rejects


def _day(text: str, today: date) -> date | None:
    """The day of an answer: today where the file has none; None where it is no day, or one that is still to come."""
    if not text:
        return today
    day = pd.to_datetime(text.replace(". ", "-").replace(".", "-").strip("- "), errors="coerce")
    return None if pd.isna(day) or day.date() > today else day.date()


def _keep(workspace: Workspace, survey: str, found: list[dict[str, Any]], import_id: str, now: datetime) -> dict[str, int]:
    """Write what is new or later; counts of answers."""
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for answer in found:
        key = (answer["respondent"], answer["question"])
        if key not in newest or answer["answered_on"] >= newest[key]["answered_on"]:
            newest[key] = answer
    with workspace.store.transaction() as cursor:
        before = {(r, q): (v, d) for r, q, v, d in cursor.execute(
            "SELECT respondent, question, value, answered_on FROM surveys WHERE survey = ?", [survey]).fetchall()}
        fresh = {k: a for k, a in newest.items() if k not in before}
        changed = {k: a for k, a in newest.items() if k in before and a["value"] != before[k][0]
                   and a["answered_on"] >= before[k][1]}
        for respondent, question in changed:
            cursor.execute("DELETE FROM surveys WHERE survey = ? AND respondent = ? AND question = ?",
                           [survey, respondent, question])
        rows = pd.DataFrame([{**a, "survey": survey, "import_id": import_id, "recorded_at": now,
                              "recorded_by": workspace.viewer.name} for a in (*fresh.values(), *changed.values())])
        if len(rows):
            view = f"survey_{uuid.uuid4().hex[:8]}"
            cursor.register(view, rows)
            cursor.execute(f"INSERT INTO surveys BY NAME SELECT * FROM {view}")
            cursor.unregister(view)
    return {"loaded": len(fresh), "updated": len(changed), "unchanged": len(newest) - len(fresh) - len(changed)}
