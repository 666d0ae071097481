"""A shop with every kind of file that can be loaded in any order and taken back, read once and kept many times."""

import csv
import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from data import contract
from data.intake import Upload, _keep, _understand
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Workspace
from tests.intake_shop import coupang_orders, coupang_settlements, naver_orders, naver_settlements, truth

TODAY = date(2026, 11, 1)
SHOP = "m"


def table(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def any_csv(rows: list[dict]) -> bytes:
    out = io.StringIO()
    names = list(dict.fromkeys(n for row in rows for n in row))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def claims(word: str, lines: list, **more: str) -> bytes:
    return any_csv([{"상품주문번호": o.line_id, "주문번호": o.order_id, "주문상태": "결제완료", "취소 처리상태": word,
                     "결제일": str(o.day), "상품명": "예시", "수량": 1, **more} for o in lines])


def _naver(lines: list, final: bool) -> bytes:
    return writers.csv_text(layouts.NAVER_ORDER, naver_orders(lines, final))


def _coupang(lines: list, final: bool, parcel: int) -> bytes:
    """Every line in one of two parcels; the first three lines are split over both, half the pieces in each file."""
    rows = coupang_orders(lines, final)
    for row in rows[:3]:
        row |= {"묶음배송번호": f"7{parcel}{row['주문번호']}", "결제액": row["결제액"] // 2, "배송비": 1000 * parcel}
    return writers.csv_text(layouts.COUPANG_ORDER, rows)


@cache
def files() -> dict[str, bytes]:
    lines = truth()
    sales, refunds = naver_settlements(lines)
    settled = [{k: v for k, v in row.items() if k in layouts.COUPANG_SETTLE} for row in coupang_settlements(lines)]
    product = {"상품번호(스마트스토어)": "9001", "상품명": "예시", "판매가": 12000, "재고수량": 3, "판매상태": "판매중"}
    return {
        "스마트스토어_전체주문발주발송관리_20260912_0901.csv": _naver(lines[:24], False),
        "스마트스토어_전체주문발주발송관리_20261001_0901.csv": _naver(lines[6:], True),
        "PaySettleDetail_a.csv": writers.csv_text(layouts.NAVER_SETTLE, sales),
        "PaySettleDetail_b.csv": writers.csv_text(layouts.NAVER_SETTLE, refunds),
        "스마트스토어_취소관리_20260914_1000.csv": claims("취소완료", lines[10:13], 취소완료일="2026-09-13", 취소사유="단순변심"),
        "스마트스토어_취소관리_20260920_1000.csv": claims("취소철회", lines[11:12]),
        "DeliveryList(2026-09-12).csv": _coupang(lines[:20], False, 1),
        "DeliveryList(2026-10-02).csv": _coupang(lines, True, 2),
        "MSF_PAYMENT_REVENUE_DETAIL.csv": writers.csv_text(layouts.COUPANG_SETTLE, settled),
        "Product_20260901_090000.csv": writers.naver_product_csv([product, {**product, "상품번호(스마트스토어)": "9002"}]),
        "Product_20260915_090000.csv": writers.naver_product_csv([{**product, "판매가": 13000, "재고수량": None}]),
        "Product_20260920_090000.csv": writers.naver_product_csv([{**product, "재고수량": None}]),
        "listings.csv": table("channel,product_id,observed_on,title,brand", "naver,9001,2026-09-10,예시 하나,바다",
                              "naver,9001,,예시,"),
        "costs_20260901.csv": table("sku,valid_from,unit_cost", "001,,3000", "001,2026-09-05,3300", "002,2026-01-01,10"),
        "costs_20260902.csv": table("sku,valid_from,unit_cost,packaging_cost", "001,,3100,200", "003,,1,"),
        "reviews.csv": table("channel,review_id,order_id,created_at,rating", "naver,1,,2026-09-09,5", "naver,2,77,2026-09-10,2"),
        "reviews_20260930.csv": table("channel,review_id,order_id,created_at,rating", "naver,1,,2026-09-09,4"),
        "answers.csv": table("stage,question_id,value,answered_on", "intake,photos,few,2026-09-01", "intake,hours,1,2026-09-01"),
        "answers2.csv": table("stage,question_id,value,answered_on", "intake,photos,many,2026-09-08"),
        "merchants.csv": table("merchant_id,name,region", "m,바다 가게,부산광역시"),
        "statistics.csv": table("channel,product_id,first_day,last_day,views,sales", "naver,9001,2026-09-01,2026-09-30,50,9000"),
        "statistics_20261002.csv": table("channel,product_id,first_day,last_day,views", "naver,9001,2026-09-01,2026-09-30,51"),
    }


class Shops:
    """Stores in one folder with one key for buyers, so that their rows can be compared."""

    def __init__(self, folder: Path, made: Mapping[str, bytes] | None = None, password: str | None = None):
        self.folder, self.stores, self.read = folder, [], {}
        self.made, self.password = made or files(), password
        self.key = folder / "key.duckdb.key"
        self.first = self.new()

    def new(self) -> Workspace:
        path = self.folder / f"{len(self.stores)}.duckdb"
        if self.stores:
            shutil.copy(self.key, path.with_name(path.name + ".key"))
        store = Store.open(path)
        self.stores.append(store)
        workspace = Workspace(store)
        if len(self.stores) == 1:
            self.ready(next(iter(self.made)), workspace)
            shutil.copy(path.with_name(path.name + ".key"), self.key)
        return workspace

    def ready(self, name: str, workspace: Workspace | None = None):
        """The file as it was understood, read once."""
        if name not in self.read:
            self.read[name] = _understand(workspace or self.first, SHOP, Upload(name, self.made[name]), self.password, TODAY)
        return self.read[name]

    def load(self, workspace: Workspace, name: str, called: str | None = None) -> dict:
        one = self.ready(name)
        if called:
            one = replace(one, upload=Upload(called, one.upload.content))
        return _keep(workspace, SHOP, one, TODAY)

    def of(self, names: list[str], begin=None) -> dict[str, list[tuple]]:
        """What a new store shows that has loaded exactly these files."""
        workspace = self.new()
        if begin:
            begin(workspace)
        for name in names:
            self.load(workspace, name)
        return shown(workspace)

    def close(self) -> None:
        for store in self.stores:
            store.close()


def shown(workspace: Workspace) -> dict[str, list[tuple]]:
    """Every canonical row, with how near and how new its source is."""
    cursor = workspace.store.cursor()
    try:
        return {t.name: cursor.execute(f"SELECT {', '.join(t.names)}, source_rank, known_at FROM {t.name} "
                                       "ORDER BY ALL").fetchall() for t in contract.TABLES.values()}
    finally:
        cursor.close()
