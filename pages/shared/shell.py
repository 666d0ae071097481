"""What stands around every page: menu, language and view switch, the shop that is open, and who may see it."""
import json
import threading
from urllib.parse import urlsplit

import streamlit as st

from diagnostics.texts import LANGUAGES, PSEUDO, Texts
from pages.shared import access, session, show
from pages.shared.catalog import HOME, PAGES, SECTIONS, PageInfo, View

STYLE = """
/* Korean breaks lines between words, never inside them. */
:root:lang(ko) :is(h1, h2, h3, h4, p, li, td, th, label, summary) { word-break: keep-all; overflow-wrap: anywhere; }
/* The number above a slider in the colour of text: the accent is too dark for it on dark ground. */
[data-testid="stSlider"] [data-testid="stSliderThumbValue"] :is(p, div), [data-testid="stSliderThumbValue"] { color: inherit; }
/* Several chosen things wrap into lines; Streamlit lets them run out of sight to the right. */
[data-testid="stMultiSelect"] :has(> [data-testid="stMultiSelectTagsContainer"]),
[data-testid="stMultiSelect"] :has(> div > [data-testid="stMultiSelectTagsContainer"]) { height: auto; max-height: none; }
[data-testid="stMultiSelectTagsContainer"] { flex-wrap: wrap; overflow: visible; mask-image: none; height: auto;
  padding-block: 0.25rem; }
/* The drop zone speaks English only; its words are put over. */
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: %(choose)s; font-size: 0.875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: %(kinds)s; font-size: 0.875rem; }
/* Why a file stays outside stands in a bubble that a phone never shows. */
[data-testid="stFileUploader"]:has([aria-invalid="true"])::after { content: %(outside)s; display: block; font-size: 0.875rem;
  padding-top: 0.5rem; word-break: keep-all; }
"""


def navigation(t: Texts, view: View) -> st.Page:
    """Every page is registered, so that any link opens; the menu shows those of the view."""
    groups: dict[str, list[st.Page]] = {}
    for info in PAGES:
        heading = info.menu.get(view)
        place = t(heading) if heading else ""
        groups.setdefault(place, []).append(_page(t, info, heading is not None))
    ordered = {name: groups[name] for name in ("", *(t(s) for s in SECTIONS)) if name in groups}
    # Hidden: `frame` draws the menu. Streamlit's own drops the address on the way and hides behind a button on a phone.
    return st.navigation(ordered, position="hidden")


def _page(t: Texts, info: PageInfo, visible: bool) -> st.Page:
    # Without an icon: Streamlit would fetch the tab's picture of each page from a server of Google.
    return st.Page(info.script, title=t(info.title), url_path=info.url, default=info.id == HOME,
                   visibility="visible" if visible else "hidden", help=t(info.help))


def frame(t: Texts, view: View) -> None:
    """The switches, and for consultants the shop that is open."""
    if view == View.CONSULTANT:
        session.stage()  # what a menu click dropped from the address comes back into it
        with st.sidebar:
            _menu(t)
            _shop(t)
            _switches(t, view)
            _local(t)
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            for info in PAGES:
                if view in info.menu:
                    session.link(info.id, t(info.title))
            st.space("stretch")
            with st.popover(t("Language"), icon=":material/language:", type="tertiary"):
                _switches(t, view)
                _local(t)


def _menu(t: Texts) -> None:
    for section in SECTIONS:
        with st.container(gap="xsmall"):
            st.caption(t(section))
            for info in PAGES:
                if info.menu.get(View.CONSULTANT) == section:
                    session.link(info.id, t(info.title))


def _shop(t: Texts) -> None:
    merchant = session.merchant()
    record = session.record(merchant) if merchant else None
    with st.container(border=True, gap="xsmall"):
        st.caption(t("Open shop"))
        if record is None:
            st.markdown(t("No shop is open yet."))
        else:
            st.markdown(f"**{show.name_of(t, record)}**")
        if st.button(t("Choose another shop") if record is not None else t("Choose a shop"), key="choose_shop",
                     icon=":material/swap_horiz:", type="tertiary"):
            session.go("session.files", merchant=None, stage=None)


def _switches(t: Texts, view: View) -> None:
    languages = [*LANGUAGES] if t.language != PSEUDO else [*LANGUAGES, PSEUDO]
    # A radio, not a segmented control: its chosen word keeps the contrast of text in dark mode.
    chosen = st.radio(t("Language"), languages, index=languages.index(t.language), horizontal=True, key=f"language_{t.language}",
                      format_func=lambda code: LANGUAGES.get(code, code))
    if chosen and chosen != t.language:
        session.keep("lang", chosen)
        st.rerun()
    views = [*View]
    seen = st.radio(t("View"), views, index=views.index(view), horizontal=True, key=f"view_{view}",
                    format_func=lambda v: t("Shop owner's view") if v == View.MERCHANT else t("Consultant's view"))
    if seen and seen != view:
        session.switch_view(View(seen))


def _local(t: Texts) -> None:
    if access.person().local:
        st.caption(t("Open on this machine only. There is no sign-in: whoever sits here may see and do everything."))


_warm = threading.Event()


def first_link() -> None:
    """Let the first visitor of a fresh server load a deep link once more.

    Until `st.navigation` has run once in the process, Streamlit takes a folder called pages for its older kind of app and
    tells whoever opens a deep link that the page does not exist. It does not know better until now.
    """
    if _warm.is_set():
        return
    _warm.set()
    if urlsplit(st.context.url or "").path.strip("/"):
        st.html("<script>window.location.reload();</script>", unsafe_allow_javascript=True)
        st.stop()


def language_tag(t: Texts) -> None:
    """Tell the browser and the screen reader which language the page is in."""
    code = t.language if t.language in LANGUAGES else "en"
    st.html(f"<script>document.documentElement.lang = '{code}';</script>", unsafe_allow_javascript=True)


def fold_menu(page: str) -> None:
    """On a phone the menu lies over the page: it folds away once another page was chosen in it."""
    st.html(f"<script>/* {page} */ if (window.innerWidth < 768) "
            "document.querySelector('[data-testid=\"stSidebarCollapseButton\"] button')?.click();</script>",
            unsafe_allow_javascript=True)


def style(t: Texts) -> None:
    """What the theme cannot say: how Korean breaks, contrast, and words of Streamlit's that take no parameter."""
    most = st.get_option("server.maxUploadSize")
    kinds = t("Excel, CSV, HTML, ZIP; up to {n:number} MB each", n=most)
    outside = t("A file in red cannot be read: it is of another kind or larger than {n:number} MB. Download it as Excel or CSV, "
                "for a shorter period.", n=most)
    quoted = {name: json.dumps(text, ensure_ascii=False).replace("<", " ") for name, text in
              {"choose": t("Choose files"), "kinds": kinds, "outside": outside}.items()}
    st.html(f"<style>{STYLE % quoted}</style>")
