"""Faults of readiness: one answer of the self-check that is a plain no."""
from collections.abc import Callable, Mapping

from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]

BEST: Mapping[str, str] = {
    "device": "4", "hours": "4", "registration": "4", "parcel": "4", "records": "4", "sales_known": "4", "margin_known": "4",
    "price_compared": "4", "feedback_read": "4", "missed": "never", "photos": "4", "selling_points": "4", "packing": "4",
    "video": "4", "told": "4", "product_chosen": "4", "goal": "4", "twenty_orders": "4", "budget": "4", "helper": "4",
    "supply": "4"}
"""The best answer to each question; where the shop sells now (`where`) is a fact and neither good nor bad."""
WORST: Mapping[str, str] = {question: "often" if answer == "never" else "0" for question, answer in BEST.items()}
_WITHOUT_CHECK = ("supply",)


def _no(question: str) -> Fault:
    def answered(shop: Frames) -> Frames:
        answers = shop.answers
        return shop.with_(answers=answers.assign(value=answers.value.where(answers.question_id != question, WORST[question])))
    return answered


FAULTS: dict[str, Fault] = {f"readiness.{q}": _no(q) for q in BEST if q not in _WITHOUT_CHECK}
