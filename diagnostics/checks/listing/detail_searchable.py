"""Is the detail page text, and not only pictures?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.detail_searchable",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.detail_searchable",
    curve=share_of_yes(),
    basis=Basis.judgement("At least 50 letters of text for each picture of the detail page: text in pictures is found "
                          "by no search and read by no screen reader."),
    treatments=("detail_page.rebuild",),
    title=_("Detail pages can be read as text"),
    failing=_("Detail pages are mostly pictures"),
    why=_("Words in a picture are found by no search, grow too small on a phone and are not read aloud to "
          "those who cannot see."),
    next_step={"fail": _("Type the words of the pictures of {first} as text below them."),
               "warn": _("Add text between the pictures of {first}.")},
    evidence=worst(rules.detail_is_text, "detail_text_length", "detail_image_count"),
)
