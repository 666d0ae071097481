"""Texts that people read, kept apart from the language they are read in.

English source text is the message id. `_` marks it for extraction and returns it unchanged; the language is chosen
where the text is shown (`diagnostics.texts`).
"""


def _(message: str) -> str:
    """Mark `message` (English, with named fields such as {n}) for the catalogues; returns it unchanged."""
    return message
