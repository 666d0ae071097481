"""맞춰 보기: what orders and settlements say of the same sales, per channel and month."""
from diagnostics.texts import Texts


def sentence(t: Texts, merchant_id: str) -> None:
    """x"""


def view(t: Texts, merchant_id: str) -> None:
    """x"""
