"""Packing that survives being dropped, with a sheet for the test."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.packing import protection
from diagnostics.model import Basis

KIT = Kit(
    id="packaging.protection",
    ready=(
        _("Three pieces of the product that is damaged most, and its usual box"),
        _("Filling of two kinds, tape, scale, tape measure"),
        _("A hard floor and a phone to film"),
    ),
    how=(
        _("Look through returns and messages of three months. Note corner, lid, leak, crushed: each needs another remedy."),
        _("Drop on a corner, three edges and two sides from one metre, as the sheet below lists. Film it, then open and look."),
        _("Nothing may move when you shake it. First close the gap, then change the box, last of all the filling."),
        _("Six photos, one per step, printed large. Whoever helps you packs the same way."),
    ),
    fill=protection,
    avoid=(
        _("Do not blame the carrier towards the buyer: replace first, claim afterwards."),
        _("Do not write “cannot be returned when damaged on the way”: what was damaged on the way is yours to replace."),
    ),
    done=(
        _("The parcel stays whole in six drops, twice."),
        _("The photos hang at the packing table."),
        _("You know what the new packing costs per parcel."),
    ),
    sources=(
        Basis("우리 판단: 1미터에서 여섯 번은 택배가 사람 손에서 떨어지는 높이를 본뜬 것으로, 공인 시험이 아니에요", "2026-11"),
    ),
)
