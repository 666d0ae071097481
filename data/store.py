"""The store: one DuckDB file, opened once per process, one cursor per call, one writer at a time.

Nothing outside `data` talks to the connection: reads and writes go through a `data.workspace.Workspace`, which is
limited to the merchants whom its caller may see.
"""
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from data import schema
from data.errors import StoreProblem
from data.text import _

_open: dict[Path, "Store"] = {}
_opening = threading.Lock()


def default_path() -> Path:
    """`DIGITAL_DOCTOR_DB`, or `var/digital_doctor.duckdb` below the working directory."""
    return Path(os.environ.get("DIGITAL_DOCTOR_DB") or "var/digital_doctor.duckdb")


class Store:
    """One DuckDB file. Use `Store.open`; two stores on one file would lock each other out."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection):
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Store":
        """The store at `path`, made and migrated where needed. Raises `StoreProblem` with a sentence."""
        where = Path(path or default_path()).absolute()
        with _opening:
            if where not in _open:
                _open[where] = cls._connect(where)
            return _open[where]

    @classmethod
    def _connect(cls, path: Path) -> "Store":
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # No extension is ever fetched: the store works without a network and fails at once where one would be needed.
            connection = duckdb.connect(str(path), config={
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise StoreProblem(_("The store {path} is open in another program. Close the dashboard or wait for the other "
                                     "command to end, then try again."), path=path.name) from error
            raise StoreProblem(_("The store {path} cannot be opened. Check that the folder can be written and that the file "
                                 "is a store of this program."), path=path.name) from error
        except (duckdb.Error, OSError) as error:
            raise StoreProblem(_("The store {path} cannot be opened. Check that the folder can be written and that the file "
                                 "is a store of this program."), path=path.name) from error
        store = cls(path, connection)
        store._migrate()
        return store

    def _migrate(self) -> None:
        with self.transaction() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)")
            found = cursor.execute("SELECT max(version) FROM schema_version").fetchone()
            version = (found and found[0]) or 0
            if version > schema.VERSION:
                raise StoreProblem(_("The store was written by a newer version of this program. Update the program first."))
            for number in range(version, schema.VERSION):
                cursor.execute(schema.MIGRATIONS[number])
                cursor.execute("INSERT INTO schema_version VALUES (?)", [number + 1])

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one call: a connection must not be shared between threads."""
        with self._lock:
            return self._connection.cursor()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: everything written in the block is kept, or nothing of it.

        Raises `StoreProblem` where the file cannot be written to the end.
        """
        with self._writing:
            cursor = self.cursor()
            cursor.execute("BEGIN")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
                with suppress(duckdb.TransactionException):  # a commit that failed has ended the transaction
                    cursor.execute("ROLLBACK")
                raise StoreProblem(_("The store {path} cannot be written: the disk or the memory may be full. Nothing of this "
                                     "step was kept. Make room, then try again."), path=self.path.name) from error
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            finally:
                cursor.close()

    def close(self) -> None:
        """Close the file; the next `Store.open` opens it anew."""
        with _opening:
            _open.pop(self.path, None)
            self._connection.close()
