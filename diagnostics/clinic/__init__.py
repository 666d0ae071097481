"""상품 클리닉: one listing at a time, as a shopper's phone shows it, with what to mend and the text to put there."""
from diagnostics.clinic.ranking import clinic
from diagnostics.clinic.view import listing_view

__all__ = ["clinic", "listing_view"]
