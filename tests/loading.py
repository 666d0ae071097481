"""Puts canonical frames into a store as they are, for tests that are not about the intake."""
from pathlib import Path

from data import contract
from data.samples.frames import Frames, canonical
from data.store import Store
from data.workspace import Workspace


def workspace_of(frames: Frames, path: Path) -> Workspace:
    """A store at `path` that holds `frames`."""
    store = Store.open(path)
    with store.transaction() as cursor:
        for name, table in contract.TABLES.items():
            rows = getattr(frames, name)
            if len(rows):
                cursor.register("given", canonical(table, rows))
                columns = ", ".join(table.names)
                cursor.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM given")
                cursor.unregister("given")
    return Workspace(store)
