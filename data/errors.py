"""What can go wrong through no fault of ours: one sentence each, with named fields, translated where it is shown."""


class Problem(Exception):
    """Something that a person can mend.

    Parameters: `message` is English text marked with `_`, saying what is wrong and what to do; `params` fill its fields.
    """

    def __init__(self, message: str, **params: object):
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params)


class InputProblem(Problem):
    """A file, a value or an option that cannot be used as it is."""


class PasswordNeeded(InputProblem):
    """The file is encrypted and no password, or a wrong one, was given."""


class FormatUnknown(InputProblem):
    """No format knows this header row; `proposal` (as `data.intake.detect` gives it) says what its columns may mean."""

    def __init__(self, message: str, proposal: dict[str, object], **params: object):
        super().__init__(message, **params)
        self.proposal = proposal


class FormatUnclear(InputProblem):
    """Several formats claim this file; `options` are their ids: a person must say which one it is."""

    def __init__(self, message: str, options: tuple[str, ...], **params: object):
        super().__init__(message, **params)
        self.options = options


class PeriodNeeded(InputProblem):
    """The rows of this file cover a period that neither the file nor its name tells: a person must say it."""


class AccessDenied(Problem):
    """The caller may not see or change this merchant."""


class StoreProblem(Problem):
    """The store cannot be opened, read or written."""
