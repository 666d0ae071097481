"""Who may open what. Every page calls `require` itself: the menu is comfort, not protection.

There is no sign-in yet: the server answers on the loopback address only, and whoever sits at the machine may do
everything. Roles come with the sign-in; the calls stand already.
"""
import os
from dataclasses import dataclass

import streamlit as st

from data.errors import AccessDenied
from data.text import _
from data.workspace import LOCAL, Viewer
from pages.shared.catalog import Role

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
OPEN = "DIGITAL_DOCTOR_OPEN"
"""Set to 1 by somebody who guards the network address by other means."""


@dataclass(frozen=True)
class Person:
    """Who uses the page: what they may do and whose data they may see."""

    viewer: Viewer
    roles: frozenset[Role]
    local: bool


def local() -> bool:
    """Whether the server is for this machine only. Without an address it would listen on every network: that is not."""
    return st.get_option("server.address") in LOOPBACK


def person() -> Person:
    """The person of this session. Raises `AccessDenied` where the program would answer to a whole network unguarded."""
    if not local() and os.environ.get(OPEN) != "1":
        raise AccessDenied(_("This program has no sign-in yet, so it answers only on its own machine. "
                             "Start it with the address 127.0.0.1."))
    return Person(LOCAL, frozenset(Role), local())


def require(*roles: Role) -> Person:
    """The person, if one of `roles` is theirs (no role named: anybody). Raises `AccessDenied` otherwise."""
    who = person()
    if roles and not who.roles & set(roles):
        raise AccessDenied(_("This page is not part of your work here. Ask the programme office if you need it."))
    return who
