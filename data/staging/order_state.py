"""Order lines of one file: their state in our words, and how certain it is."""
from data.staging import values

_ALIVE = "CASE WHEN {0}own_state IN ('paid', 'preparing', 'shipping', 'delivered', 'confirmed') THEN {0}own_state END"
_BY_DATES = ("CASE WHEN {0}confirmed_at IS NOT NULL THEN 'confirmed' WHEN {0}delivered_at IS NOT NULL THEN 'delivered' "
             "WHEN {0}shipped_at IS NOT NULL THEN 'shipping' ELSE 'paid' END")
_LEVEL = "CASE {0}stated_status " + " ".join(f"WHEN '{name}' THEN {n}" for name, n in values.CERTAINTY.items()) + " END"


def state_layers(prefix: str) -> tuple[dict[str, str], dict[str, str]]:
    """SQL, one layer upon the other: `stated_status` and then `certainty`, from the canonical columns with this prefix.

    What is reported counts; where nothing is, or the claim was withdrawn, the state of the order and its dates tell.
    """
    by_dates, alive, level = (sql.format(prefix) for sql in (_BY_DATES, _ALIVE, _LEVEL))
    return ({f"{prefix}stated_status": f"CASE WHEN report_state = 'withdrawn' THEN coalesce({alive}, {by_dates}) "
                                       f"WHEN report_state IS NOT NULL THEN report_state ELSE {by_dates} END"},
            {f"{prefix}certainty": f"CAST(CASE WHEN report_state = 'withdrawn' THEN greatest(report_certainty, {level}) "
                                   f"WHEN report_certainty IS NOT NULL THEN report_certainty ELSE {level} END AS TINYINT)"})
