"""How the reading process says no; it loads nothing else."""


class Refused(Exception):
    """Why a file is not read: one of the words that `data.reading.refusals` has a sentence for."""
