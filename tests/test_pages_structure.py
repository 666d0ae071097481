"""How pages are built: where scripts lie, that each guards itself, what only one module may do."""
import ast
from pathlib import Path

import pytest

from pages.shared.catalog import EVERYONE, PAGES, SECTIONS, View

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(p for p in (ROOT / "pages").rglob("*.py") if p.name != "__init__.py" and p.parent.name != "shared")
SOURCES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit would open it by a deep link without app.py ever running."""
    assert [p.name for p in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_the_list_of_pages_and_the_scripts_are_the_same() -> None:
    assert {p.script for p in PAGES} == {str(p.relative_to(ROOT)) for p in SCRIPTS}
    assert len({p.url for p in PAGES}) == len(PAGES) == len({p.id for p in PAGES})


def test_menus_know_their_headings_and_merchants_get_three_items() -> None:
    assert {p.menu[View.CONSULTANT] for p in PAGES if View.CONSULTANT in p.menu} <= set(SECTIONS)
    assert len([p for p in PAGES if View.MERCHANT in p.menu]) == 3


def calls(tree: ast.AST, owner: str, name: str) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == name
            and isinstance(n.func.value, ast.Name) and n.func.value.id == owner]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.id)
def test_each_page_guards_itself_before_anything_else(page) -> None:
    body = ast.parse((ROOT / page.script).read_text("utf-8")).body
    acts = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef)
            and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
            and not (isinstance(node, ast.Assign) and not any(isinstance(n, ast.Call) for n in ast.walk(node)))]
    guard = calls(acts[0], "access", "require")
    assert guard, f"the first thing that {page.script} does must be access.require(...)"
    assert bool(guard[0].args) == (page.roles != EVERYONE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_caches_are_in_one_module(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    cached = [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr.startswith("cache_")]
    assert not cached or path.name == "session.py"


def test_pages_are_short() -> None:
    assert not {str(p): n for p in SCRIPTS if (n := len(p.read_text("utf-8").splitlines())) > 165}
