"""디지털 닥터: the dashboard. Page settings, language, menu from the list of pages, and the page that was asked for.

    streamlit run app.py
"""
import streamlit as st

from data.errors import Problem
from data.text import _
from pages.shared import access, session, shell, show
from pages.shared.catalog import View

NAME = _("Digital Doctor")

t = session.texts()
view = session.view()
page = shell.navigation(t, view)
shell.first_link()
st.set_page_config(page_title=f"{page.title} · {t(NAME)}", page_icon="🩺",
                   layout="centered" if view == View.MERCHANT else "wide")
shell.language_tag(t)
shell.style(t)
try:
    access.person()
    shell.frame(t, view)
    shell.fold_menu(page.url_path)
except Problem as problem:
    show.problem(t, problem)
    st.stop()
with show.guard(t):
    page.run()
