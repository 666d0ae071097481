"""From the sheets of a file to those that can be read: by a known format, by what a person said, or by what was remembered."""
from collections.abc import Sequence

from data.errors import FormatUnknown, InputProblem
from data.mapping import Choice, Match, plain_header
from data.read import Sheet, Upload
from data.recognition import chosen, mappings
from data.recognition.detecting import of_proposal
from data.recognition.finding import find, find_as
from data.recognition.header_rows import candidates
from data.recognition.proposal import propose
from data.text import _
from data.workspace import Workspace


def recognise(workspace: Workspace, merchant_id: str, upload: Upload, sheets: Sequence[Sheet],
              choice: Choice | None = None) -> list[Match]:
    """The sheets to be read, each with its format.

    What a person says now counts first, then the formats that we know, then what was said of these headers before. Raises
    `InputProblem` for a choice that cannot be used, `FormatUnknown` or `FormatUnclear` where a person must say.
    """
    if choice is not None and choice.columns:
        return _as_said(upload, sheets, choice)
    if choice is not None and choice.format is not None:
        return find_as(sheets, upload.name, choice.format, choice.table)
    matches = find(sheets, upload.name) or _as_remembered(workspace, merchant_id, sheets)
    if matches:
        return matches
    proposal = propose(sheets, upload.name)
    if proposal is None:
        raise InputProblem(_("{file} holds no table with a header row."), file=upload.name)
    raise FormatUnknown(_("We do not know {file} yet. Say what its columns mean, and we will know it next time."),
                        of_proposal(proposal), file=upload.name)


def _as_said(upload: Upload, sheets: Sequence[Sheet], choice: Choice) -> list[Match]:
    """The sheets that have all the headers of which a person spoke."""
    named = {plain_header(text) for text in choice.columns}
    found = []
    for sheet in sheets:
        rows = [(place, row) for place, row in candidates(sheet) if named <= {plain_header(text) for text in row}]
        if rows:
            found.append(chosen.match(sheet, *rows[0], choice))
    if found:
        return found
    proposal = propose(sheets, upload.name)
    if proposal is None:
        raise InputProblem(_("{file} holds no table with a header row."), file=upload.name)
    # Says which header is not there, or what else is wrong.
    return [chosen.match(proposal.sheet, proposal.row, proposal.header, choice)]


def _as_remembered(workspace: Workspace, merchant_id: str, sheets: Sequence[Sheet]) -> list[Match]:
    known = mappings.known_to(workspace, merchant_id)
    found = []
    for sheet in sheets if known else ():
        said = next(((place, row, known[key]) for place, row in candidates(sheet) if (key := mappings.digest(row)) in known),
                    None)
        if said is not None:
            found.append(chosen.match(sheet, *said))
    return found
