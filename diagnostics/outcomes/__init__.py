"""What treatments did: matched comparison, differences in differences, and how far to trust them."""
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diagnostics.outcomes.evaluating import evaluate

__all__ = ["evaluate"]


def __getattr__(name: str) -> Any:
    """scikit-learn is imported when an evaluation is asked for, not before."""
    if name != "evaluate":
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from diagnostics.outcomes.evaluating import evaluate

    return evaluate
