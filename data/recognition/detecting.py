"""What a file is and what its columns mean, as the command line and the page show it."""
from typing import Any

from data.errors import InputProblem
from data.mapping import Match, personal_looking, plain_header
from data.read import Upload, read
from data.recognition.finding import find
from data.recognition.proposal import Guess, Proposal, propose
from data.text import _


def detect(upload: Upload, password: str | None = None) -> dict[str, Any]:
    """What a file is and what its columns mean; for an unknown one `format` is None and the columns are a proposal.

    Keys: format, confidence (0 to 1), sheet, header_row (counted from 1), encoding, columns {header: canonical column}, unknown,
    personal and unused headers, table, channel, title, proposals [{header, place, column or None, confidence, why {text,
    params}, samples}]. Raises `InputProblem` for a file without a table, `FormatUnclear` where several formats fit.
    """
    sheets = read(upload, password)
    matches = find(sheets, upload.name)
    if matches:
        return of_match(matches[0])
    proposal = propose(sheets, upload.name)
    if proposal is None:
        raise InputProblem(_("{file} holds no table with a header row."), file=upload.name)
    return of_proposal(proposal)


def of_match(match: Match) -> dict[str, Any]:
    """The answer of `detect` for a sheet of a known format."""
    form, header = match.format, match.header
    columns = {str(header[place]): serves for name, place in form.columns_of(header).items()
               if (serves := form.serves(name)) is not None}
    known = form.known()
    others = list(dict.fromkeys(str(h) for h in header if plain_header(h) and str(h) not in columns))
    personal = [h for h in others if form.is_personal(h) or (plain_header(h) not in known and personal_looking(h))]
    return {"format": form.id, "confidence": match.confidence, "sheet": match.sheet.name, "header_row": match.row + 1,
            "encoding": match.sheet.encoding, "columns": columns,
            "unknown": [h for h in others if h not in personal and plain_header(h) not in known], "personal": personal,
            "unused": [h for h in others if h not in personal and plain_header(h) in known],
            "table": form.table, "channel": form.channel, "title": {"text": form.title, "params": {}}, "proposals": []}


def of_proposal(found: Proposal) -> dict[str, Any]:
    """The answer of `detect` for a file that no format knows; `FormatUnknown.proposal` holds the same."""
    personal = list(dict.fromkeys(g.header for g in found.guesses if g.personal))
    columns = found.columns()
    return {"format": None, "confidence": found.confidence, "sheet": found.sheet.name, "header_row": found.row + 1,
            "encoding": found.sheet.encoding, "columns": columns,
            "unknown": list(dict.fromkeys(g.header for g in found.guesses if g.header not in columns and not g.personal)),
            "personal": personal, "unused": [], "table": found.table, "channel": found.channel, "title": None,
            "proposals": [_shown(g) for g in found.guesses]}


def _shown(guess: Guess) -> dict[str, Any]:
    return {"header": guess.header, "place": guess.place, "column": guess.column, "confidence": guess.confidence,
            "why": dict(guess.why), "samples": list(guess.samples)}
