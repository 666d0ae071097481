"""The product list of a merchant (본점) against the channels (지점): rules per channel, safe fixes, differences."""
from diagnostics.master.differences import differences
from diagnostics.master.fixing import apply, apply_all
from diagnostics.master.matrix import overview, used_channels
from diagnostics.master.validation import validate

__all__ = ["apply", "apply_all", "differences", "overview", "used_channels", "validate"]
