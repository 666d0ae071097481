"""How the suite is spread over processes: a module stays together, and so do the modules that share the loaded demo."""
import pytest

SHARED = {"test_demo": "demo", "test_planted": "demo", "test_golden": "demo"}


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.xdist_group(SHARED.get(item.path.stem, item.path.stem)))
