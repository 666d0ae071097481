"""The store: one file, opened once, whole transactions, many threads, and plain sentences when it cannot be opened."""
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data import contract, schema
from data.errors import StoreProblem
from data.files import written
from data.keys import buyer_key, key_path, load_key
from data.store import Store, default_path
from data.workspace import Workspace
from diagnostics.diagnosis import compute, diagnose
from diagnostics.result import plain, to_json
from tests.many_shops import DAY, many_shops

ROOT = Path(__file__).parents[1]


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "store.duckdb")


def count(store: Store, table: str) -> int:
    return store.cursor().execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_new_store_has_the_canonical_tables(store):
    for table in contract.TABLES.values():
        found = [row[0] for row in store.cursor().execute(f"DESCRIBE {table.name}").fetchall()]
        assert found[:len(table.names)] == list(table.names)
    assert store.cursor().execute("SELECT max(version) FROM schema_version").fetchone()[0] == schema.VERSION


def test_a_store_is_opened_once(store, tmp_path):
    assert Store.open(tmp_path / "store.duckdb") is store
    assert Store.open(tmp_path / "." / "store.duckdb") is store
    store.close()
    again = Store.open(tmp_path / "store.duckdb")
    assert again is not store and count(again, "merchants") == 0


def test_the_default_is_told_by_the_environment(monkeypatch):
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", "/somewhere/shop.duckdb")
    assert default_path() == Path("/somewhere/shop.duckdb")
    monkeypatch.delenv("DIGITAL_DOCTOR_DB")
    assert default_path() == Path("var/digital_doctor.duckdb")


def test_a_transaction_is_kept_whole_or_not_at_all(store):
    with store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id) VALUES ('kept')")
    with pytest.raises(RuntimeError, match="stop"), store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id) VALUES ('lost')")
        raise RuntimeError("stop")
    with pytest.raises(duckdb.Error), store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id) VALUES ('lost')")
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert store.cursor().execute("SELECT merchant_id FROM merchants").fetchall() == [("kept",)]


def test_what_is_not_committed_is_not_seen(store):
    with store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id) VALUES ('m')")
        assert count(store, "merchants") == 0
    assert count(store, "merchants") == 1


def test_a_process_that_dies_in_a_transaction_leaves_nothing(tmp_path):
    path = tmp_path / "killed.duckdb"
    code = ("import os, sys; from data.store import Store; s = Store.open(sys.argv[1]);\n"
            "with s.transaction() as c:\n c.execute(\"INSERT INTO merchants (merchant_id) VALUES ('half')\")\n os._exit(9)")
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 9
    assert count(Store.open(path), "merchants") == 0


def test_a_store_that_another_program_holds_is_a_sentence(tmp_path):
    path = tmp_path / "held.duckdb"
    code = ("import sys; from data.store import Store; Store.open(sys.argv[1]); print('open', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreProblem, match="is open in another program"):
            Store.open(path)
        holder.stdin.close()
        holder.wait(timeout=30)
    assert count(Store.open(path), "merchants") == 0


@pytest.mark.parametrize("content", [b"this is no database", b"", b"\x00" * 4096])
def test_a_file_that_is_no_store_is_a_sentence_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "notes.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreProblem, match=r"notes\.duckdb cannot be opened"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreProblem, match="cannot be opened"):
        Store.open(tmp_path / "file" / "below" / "store.duckdb")


def test_a_newer_store_is_refused(tmp_path):
    path = tmp_path / "newer.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER)")
        connection.execute("INSERT INTO schema_version VALUES (?)", [schema.VERSION + 1])
    with pytest.raises(StoreProblem, match="newer version"):
        Store.open(path)


def test_no_extension_is_fetched(store):
    with pytest.raises(duckdb.Error):
        store.cursor().execute("SELECT * FROM read_xlsx('none.xlsx')")


def test_the_key_lies_beside_the_store_for_its_owner_alone(tmp_path):
    path = tmp_path / "store.duckdb"
    key = load_key(path)
    assert load_key(path) == key and len(key) == 32
    assert key_path(path).stat().st_mode & 0o777 == 0o600
    assert buyer_key(key, "a", "kim") != buyer_key(key, "b", "kim") != buyer_key(b"other" * 8, "b", "kim")


def test_eight_threads_write_and_read_one_store(store):
    start = threading.Barrier(8)

    def work(n: int) -> int:
        start.wait()
        for i in range(10):
            with store.transaction() as cursor:
                cursor.execute("INSERT INTO merchants (merchant_id, name) VALUES (?, ?)", [f"{n}-{i}", str(n)])
                cursor.execute("INSERT INTO versions VALUES (?, 1)", [f"{n}-{i}"])
            seen = store.cursor().execute("SELECT (SELECT count(*) FROM merchants) - (SELECT count(*) FROM versions)").fetchone()
            assert seen == (0,), "half of a transaction was seen"
        return n

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == list(range(8))
    assert count(store, "merchants") == 80


@pytest.mark.slow
def test_eight_threads_diagnose_as_one_does(tmp_path):
    workspace = many_shops(tmp_path / "shops.duckdb", 16)
    ids = ["m0000", "m0001", "m0002", "m0003"] * 2
    alone = {m: plain(to_json(compute(workspace, m, DAY, "intake"))) for m in ids[:2]}
    start = threading.Barrier(8)

    def work(merchant: str) -> tuple[str, dict]:
        start.wait()
        return merchant, diagnose(Workspace(workspace.store), merchant, DAY)

    with ThreadPoolExecutor(8) as pool:
        together = dict(pool.map(work, ids))
    assert {m: together[m]["merchant_id"] for m in ids} == {m: m for m in ids}
    for merchant, result in alone.items():
        assert together[merchant]["findings"] == result["findings"]
        assert together[merchant]["summary"] == result["summary"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")
    with pytest.raises(RuntimeError), written(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["report.html"]
    with written(path) as temporary:
        temporary.write_text("new")
    assert path.read_text() == "new" and [p.name for p in tmp_path.iterdir()] == ["report.html"]
