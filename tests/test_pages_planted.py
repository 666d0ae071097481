"""Every planted shop through the files page: files dropped, password given, and the planted totals stand in the store."""
import pytest

from data.store import Store
from data.workspace import Workspace
from tests.pages import App
from tests.planted import planted
from tests.test_intake_planted import found

pytest_plugins = ("tests.pages",)
PAGE = "pages/session/files.py"


@pytest.mark.parametrize("shop", [
    pytest.param(name, marks=pytest.mark.slow if n % 5 == 0 else pytest.mark.long) for n, name in enumerate(sorted(planted()))])
def test_the_planted_totals_come_through_the_page(store: Store, shop: str) -> None:
    one, space = planted()[shop], Workspace(store)
    space.save_merchant("shop-p", name="심은 가게")
    app = App(view="consultant", merchant="shop-p", lang="ko").open(PAGE)
    for name, content in one.files.items():
        app.at.file_uploader[0].upload(name, content)
    app.at.run()
    app.all_right()
    if locks := [i for i in app.at.text_input if (i.key or "").startswith("password_")]:
        assert one.password, "only files with a password ask for one"
        locks[0].set_value(one.password)
        next(b for b in app.at.button if b.label == "파일 열기").click().run()
        app.all_right()
    assert not app.at.error and not [i for i in app.at.text_input if (i.key or "").startswith("password_")]
    assert found(space, "shop-p", one.truth) == one.truth
    imports = space.imports("shop-p")
    assert sorted(imports.file) == sorted(one.files)
    assert dict(zip(imports.file, imports.rejected, strict=True)) == {name: one.rejected.get(name, 0) for name in one.files}
    shown = " ".join(app.texts()).replace("\\", "")
    assert all(name in shown for name in one.files)
    assert not [person for person in one.persons if person in shown]
