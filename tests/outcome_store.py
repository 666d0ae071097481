"""A store with the programme of a simulation: orders of each month, a roster, what was received and when."""
from datetime import date, datetime
from decimal import Decimal

import pandas as pd

from data.workspace import Workspace
from tests.outcome_sims import MONTHS, Scenario, simulate

FIRST = (2024, 1)
AS_OF = date(2026, 1, 1)
HELPS, PACKAGE = "detail_page.rebuild", "detail package"


def month_day(number: int, day: int) -> date:
    return date(FIRST[0] + (FIRST[1] - 1 + number) // 12, (FIRST[1] - 1 + number) % 12 + 1, day)


def fill(space: Workspace, scenario: Scenario, seed: int = 3, merchants: int = 600, compared: bool = True) -> dict[str, float]:
    """Write the simulation; the truth comes back. The treatment ends on the last day before the first month that counts."""
    sales, shops, truth = simulate(scenario, seed, merchants)
    if not compared:
        shops = shops[shops.start.notna()]
    long = sales.loc[shops.merchant_id].reset_index().melt("merchant_id", var_name="month", value_name="amount")
    long = long[long.amount > 0]
    lines = pd.DataFrame({
        "merchant_id": long.merchant_id, "channel": "shop", "order_id": long.merchant_id + "-" + long.month.astype(str),
        "line_id": "1", "ordered_at": [datetime(*month_day(int(m), 14).timetuple()[:3]) for m in long.month],
        "quantity": 1, "amount": [Decimal(int(a)) for a in long.amount], "status": "confirmed"})
    roster = pd.DataFrame({"merchant_id": shops.merchant_id, "programme": "p", "segment": shops.segment.map({0: "a", 1: "b"}),
                           "applied_on": month_day(0, 1),
                           "left_on": [None if not gone else month_day(MONTHS - int(gone), 1)
                                       for gone in sales.loc[shops.merchant_id].isna().sum(axis=1)]})
    ill = shops[shops.start.notna()]
    done = pd.DataFrame({"merchant_id": ill.merchant_id, "treatment": HELPS, "programme": "p", "package": PACKAGE,
                         "started_on": [month_day(int(s) - 1, 3) for s in ill.start],
                         "ended_on": [month_day(int(s) - 1, 25) for s in ill.start], "cost": Decimal(600000)})
    known = pd.DataFrame({"merchant_id": shops.merchant_id, "name": shops.merchant_id,
                          "industry": shops.industry.map({0: "food", 1: "craft", 2: "wear"})})
    with space.store.transaction() as cursor:
        for name, frame in (("merchants", known), ("order_lines", lines), ("roster", roster), ("treatments_done", done)):
            cursor.register("given_rows", frame)
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM given_rows")
            cursor.unregister("given_rows")
    return truth
