"""The house stands as CONTRIBUTING.md says: imports point down, files are small, nothing is hidden, texts are complete."""
import ast
import re
from pathlib import Path

import pytest

from data import contract, schema
from diagnostics import cohorts
from diagnostics.locale import update
from diagnostics.model import DIMENSIONS

ROOT = Path(__file__).parents[1]
LAYERS = ("data", "diagnostics", "pages")
ABOVE = {"data": {"diagnostics", "pages", "app", "tests"}, "diagnostics": {"pages", "app", "tests"}, "pages": {"app", "tests"}}
SOURCES = [ROOT / "app.py", *(p for layer in LAYERS for p in sorted((ROOT / layer).rglob("*.py")))]
NAMES = [str(p.relative_to(ROOT)) for p in SOURCES]
LINES = 250
SAMPLES = ROOT / "data" / "samples"
"""Fiction, not program: its writers and wording may be as long as the files that they imitate."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports anywhere, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.add("relative")
    return found


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_imports_point_down(path):
    wrong = imported(path) & ABOVE.get(layer(path), set())
    assert not wrong, f"{path.name} imports {wrong} from above"
    assert "relative" not in imported(path), "imports name the module in full"


@pytest.mark.parametrize("path", [p for p in SOURCES if layer(p) in ("data", "diagnostics")],
                         ids=[n for n in NAMES if n.startswith(("data", "diagnostics"))])
def test_streamlit_is_for_pages_alone(path):
    assert "streamlit" not in imported(path)


@pytest.mark.parametrize("path", [p for p in SOURCES if SAMPLES not in p.parents],
                         ids=[n for p, n in zip(SOURCES, NAMES, strict=True) if SAMPLES not in p.parents])
def test_modules_are_small_and_say_what_they_are_for(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LINES, "split it by idea"
    assert not text.strip() or ast.get_docstring(tree(path)), "a module begins with the sentence that says what it is for"


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_nothing_is_swallowed(path):
    """A handler that catches everything must do something about it; a bare `pass` never does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
            does = (ast.Call, ast.Raise, ast.Return, ast.Assign)
            idle = not any(isinstance(inner, does) for statement in node.body for inner in ast.walk(statement))
            assert not (broad and idle), f"line {node.lineno} swallows whatever happens"


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_only_data_talks_to_the_database(path):
    if layer(path) == "data":
        return
    text = path.read_text("utf-8")
    assert not re.search(r"\.cursor\(\)|\.transaction\(\)|duckdb\.connect", text), "go through data.workspace or its neighbours"


def test_only_the_relations_read_the_tables_by_themselves():
    """The cut at the day is made in one place: nobody below it reads the store's own tables for a diagnosis."""
    named = re.compile(r"\b(FROM|JOIN)\s+(order_lines|settlements|listings|reviews|costs|answers)\b")
    found = [str(p.relative_to(ROOT)) for p in SOURCES if layer(p) != "data" and named.search(p.read_text("utf-8"))]
    assert not found


def test_the_catalogues_are_complete():
    assert update.faults([]) == []


def test_no_python_loop_over_merchants():
    """The cohort works on arrays: no statement iterates over merchants, rows or an index of them."""
    suspicious = re.compile(r"iterrows|itertuples|for \w+ in (merchants|measured\.merchants|index)\b|\.apply\(")
    for name in ("judge.py", "measure.py", "cohorts.py", "risk.py", "risk_features.py", "risk_model.py", "triage.py"):
        assert not suspicious.search((ROOT / "diagnostics" / name).read_text("utf-8")), name
    for path in sorted((ROOT / "diagnostics" / "metrics").glob("*.py")):
        assert not suspicious.search(path.read_text("utf-8")), path.name


def test_the_store_is_made_from_the_contract():
    for table in contract.TABLES.values():
        for column in table.columns:
            assert f"{column.name} {column.sql}" in schema.MIGRATIONS[0]


def test_kept_cohorts_have_the_columns_of_the_cohort():
    made = re.search(r"CREATE TABLE cohort \((.*?)\);", schema.MIGRATIONS[0], re.DOTALL)
    assert made is not None
    columns = [part.split()[0] for part in re.sub(r"\(\d+,\d+\)", "", made.group(1)).split(",")]
    assert set(cohorts.COLUMNS) <= set(columns)
    assert set(DIMENSIONS) <= set(columns)


def test_every_merchant_table_carries_the_merchant():
    """Whatever is kept about merchants can be limited to those whom a viewer may see."""
    without = {"settings", "forecasts", "schema_version",
               # of a programme as a whole: read by those alone who may see all merchants
               "roster_imports", "stages", "evaluations", "allocations"}
    for name, columns in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\);", "".join(schema.MIGRATIONS), re.DOTALL):
        assert "merchant_id" in columns or name in without, name
