"""What one session remembers: the language, the view, the shop that is open, and its diagnosis.

The address carries what must outlive a refresh (`merchant`, `lang`, `view`, `stage`); session state carries it across pages.
No `st.cache_*` anywhere: the store is one per process by itself, and a diagnosis is kept per session and input digest.
"""
import uuid
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, NoReturn
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data.store import Store
from data.workspace import Workspace
from diagnostics import labels
from diagnostics.texts import LANGUAGES, PSEUDO, Texts
from pages.shared import access
from pages.shared.catalog import BY_ID, FIRST, HOME, PAGES, PageInfo, Role, View

KEPT = ("merchant", "lang", "view", "stage")
"""What the address carries on every page."""
COUNTERPART = {("session.diagnosis", View.MERCHANT): "start.result", ("session.plan", View.MERCHANT): "merchant.plan"}
"""The page that says the same to the shop owner."""
DIAGNOSES_KEPT = 4
STAGES = tuple(labels.STAGES)


def store() -> Store:
    """The store of this process, opened once (`DIGITAL_DOCTOR_DB`)."""
    return Store.open()


def workspace() -> Workspace:
    """The store as the person of this session may see it."""
    return Workspace(store(), access.person().viewer)


# -- the address -----------------------------------------------------------------------------------------------------

def kept(name: str) -> str | None:
    """A value of the address or, where a menu click dropped it there, of the session; put back into the address."""
    value = st.query_params.get(name) or st.session_state.get(f"kept_{name}")
    if value:
        keep(name, value)
    return value or None


def keep(name: str, value: str | None) -> None:
    """Remember a value in the session and in the address; None forgets it."""
    if value:
        st.session_state[f"kept_{name}"] = value
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    else:
        st.session_state.pop(f"kept_{name}", None)
        if name in st.query_params:
            del st.query_params[name]


def address(**more: str | None) -> dict[str, str]:
    """The values that the next page needs in its address; `more` adds to them or (None) drops them."""
    values = {name: st.session_state.get(f"kept_{name}") for name in KEPT} | more
    return {name: value for name, value in values.items() if value}


def go(page: str, **more: str | None) -> NoReturn:
    """Open another page, by its id, with the address that it needs."""
    for name in KEPT:
        if name in more:
            keep(name, more[name])
    st.switch_page(BY_ID[page].script, query_params=address(**more))


def link(page: str, label: str, icon: str | None = None, **more: str | None) -> None:
    """A link to another page, by its id."""
    st.page_link(BY_ID[page].script, label=label, icon=icon or BY_ID[page].icon, query_params=address(**more))


# -- language and view -----------------------------------------------------------------------------------------------

def language() -> str:
    """The chosen language, else the browser's, else Korean."""
    chosen = kept("lang")
    if chosen in (*LANGUAGES, PSEUDO):
        return str(chosen)
    browser = (st.context.locale or "ko").split("-")[0].lower()
    return browser if browser in LANGUAGES else "en"


def texts() -> Texts:
    return Texts(language())


def _opened() -> PageInfo:
    path = urlsplit(st.context.url or "").path.rstrip("/").split("/")[-1]
    return next((page for page in PAGES if page.url == path), BY_ID[HOME])


def view() -> View:
    """The view that was chosen; else the one in whose menu the opened page stands; else the merchant's."""
    chosen = kept("view")
    if chosen in tuple(View):
        return View(chosen)
    opened = _opened()
    staff = Role.MERCHANT not in opened.roles or (opened.menu.keys() == {View.CONSULTANT} and opened.id != "start.selfcheck")
    return View.CONSULTANT if staff else View.MERCHANT


def switch_view(to: View) -> NoReturn:
    """The other face: of the same page where it has one for both, of its counterpart, else the first page of that view."""
    page = _opened()
    both = Role.MERCHANT in page.roles and (to in page.menu or to == View.MERCHANT)
    go(page.id if both else COUNTERPART.get((page.id, to), FIRST[to]), view=to.value)


# -- the shop --------------------------------------------------------------------------------------------------------

def merchant() -> str | None:
    """The shop that is open, if it is one that the person may see."""
    wanted = kept("merchant")
    if wanted is None:
        return None
    return wanted if record(wanted) is not None else None


def choose(merchant_id: str | None) -> None:
    """Open a shop; the moment of the session is that of the shop before, so it begins anew."""
    if merchant_id != st.session_state.get("kept_merchant"):
        keep("stage", None)
    keep("merchant", merchant_id)


def record(merchant_id: str) -> dict[str, Any] | None:
    """The shop's record, None where there is none for this person."""
    space = workspace()

    def find() -> dict[str, Any] | None:
        shops = space.merchants()
        rows = shops[shops.merchant_id == merchant_id]
        return None if rows.empty else {str(k): v for k, v in rows.iloc[0].items()}

    return remembered("record", (merchant_id, space.version(merchant_id)), find)


def new_merchant(**columns: Any) -> str:
    """Make a shop with an id that nobody can guess, open it, and return the id."""
    merchant_id = f"shop-{uuid.uuid4().hex[:12]}"
    workspace().save_merchant(merchant_id, **columns)
    choose(merchant_id)
    return merchant_id


def stage() -> str:
    """Which of the three moments the session is about: before, during or after the support."""
    wanted = kept("stage")
    return wanted if wanted in STAGES else STAGES[0]


def diagnosis(merchant_id: str, as_of: date | None = None, stage: str = "intake") -> dict[str, Any]:
    """The diagnosis of a shop: computed once per input digest, not once per rerun; with the answers as they stand now."""
    from diagnostics import answered
    from diagnostics import diagnosis as engine

    space = workspace()
    day = as_of or space.default_as_of(merchant_id)
    result = remembered("diagnosis", engine.digest(space, merchant_id, day, stage),
                        lambda: engine.diagnose(space, merchant_id, day, stage))
    return answered.overlay(space, result)


def remembered(kind: str, key: Hashable, make: Callable[[], Any]) -> Any:
    """The value of `make()`, kept in this session for as long as `key` (which must name all inputs) stays among the newest."""
    shelf: dict[Any, Any] = st.session_state.setdefault(f"remembered_{kind}", {})
    if key not in shelf:
        shelf[key] = make()
        while len(shelf) > DIAGNOSES_KEPT:
            shelf.pop(next(iter(shelf)))
    return shelf[key]


def forget(*names: str) -> None:
    """Drop session values, such as a password that has done its work."""
    for name in names:
        st.session_state.pop(name, None)


def here() -> str:
    """The full address of this page as it stands now, to come back to it."""
    base = (st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(st.query_params.to_dict())}"
