"""From the sheets of a file to those that can be read: by a known format, by what a person said, or by what was remembered."""
from collections.abc import Sequence

from data.detecting import of_proposal
from data.errors import FormatUnknown, InputProblem
from data.finding import find
from data.mapping import Choice, Match
from data.proposal import propose
from data.read import Sheet, Upload
from data.text import _
from data.workspace import Workspace


def recognise(workspace: Workspace, merchant_id: str, upload: Upload, sheets: Sequence[Sheet],
              choice: Choice | None = None) -> list[Match]:
    """The sheets to be read, each with its format. Raises `FormatUnknown` or `FormatUnclear` where a person must say."""
    matches = find(sheets, upload.name)
    if matches:
        return matches
    proposal = propose(sheets, upload.name)
    if proposal is None:
        raise InputProblem(_("{file} holds no table with a header row."), file=upload.name)
    raise FormatUnknown(_("We do not know {file} yet. Say what its columns mean, and we will know it next time."),
                        of_proposal(proposal), file=upload.name)
