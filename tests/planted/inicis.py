"""KG Inicis beside the orders of the own mall: it settles whole orders, so both together must tell each sale once."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.containers import as_biff, as_xlsx
from tests.planted import Planted, Truth
from tests.planted.cafe24 import ADDRESS, CHOSEN, PERSON, PHONE, WISH, Line, Order, cells, chosen_rows, columns, truth

HEADERS = columns(
    "No | 상점MID | 지급일 | 승인일 | 취소일 | 카드 | 승인번호 | 할부개월수 | 주문번호 | TID | 구매자 | 상품명 | 거래금액 | "
    "M포인트금액 | 수수료 | 무이자수수료 | M포인트수수료 | 부가세 | M포인트부가세 | 지급액 | 에스크로구분 | 간편결제구분 | 상태"
)
ORDERS = (
    Order("20260911-0000031", (Line("개두릅", 17_300, 2, "포장=상자"),)),
    Order("20260912-0000007", (Line("곰취 장아찌", 9_700, 3), Line("눈개승마", 12_100), Line("개두릅", 17_300)), 2_500, 1_500),
    Order("20260912-0000018", (Line("곰취 장아찌", 9_700), Line("개두릅", 17_300, 1, "", "cancelled"))),
    Order("20260913-0000002", (Line("눈개승마", 12_100, 2, "", "partial", 5_000), Line("개두릅", 17_300)), 0),
    Order("20260914-0000040", (Line("눈개승마", 12_100, 1, "", "returned"), Line("곰취 장아찌", 9_700, 1, "", "returned"))),
)


def fee(amount: int) -> tuple[int, int]:
    """The fee of a payment and the VAT on it, in won, cut off."""
    charge = amount * 290 // 10_000
    return charge, charge // 10


def payout(number: int, order: Order, amount: int, day: date, back: bool) -> list[object]:
    charge, vat = fee(amount)
    sign = -1 if back else 1
    name = order.lines[0].name + (f" 외{len(order.lines) - 1}건" if len(order.lines) > 1 else "")
    ordered = date(int(order.number[:4]), int(order.number[4:6]), int(order.number[6:8]))

    def us(one: date) -> str:
        return f"{one.month}/{one.day}/{one:%y}"

    def won(value: int) -> str:
        return f"{sign * value:,}"

    return [
        number,
        "NEURINMID1",
        us(day),
        us(ordered),
        us(day - timedelta(3)) if back else None,
        "비씨",
        "30123456",
        "00",
        order.number,
        f"INIMX_CARD_{number:08d}",
        PERSON,
        name,
        won(amount),
        "0",
        won(charge),
        "0",
        "0",
        won(vat),
        "0",
        won(amount - charge - vat),
        "N",
        "",
        "매입후취소" if back else "매입",
    ]


def backs(order: Order) -> int:
    """What goes back to the card: with every line the shipping too."""
    whole = all(line.end in ("cancelled", "returned") for line in order.lines)
    return order.paid if whole else order.back


def payouts(orders: Sequence[Order]) -> list[list[object]]:
    first = [payout(n, order, order.paid, date(2026, 9, 20 + n), False) for n, order in enumerate(orders, 1)]
    later = [payout(50 + n, order, backs(order), date(2026, 9, 29), True) for n, order in enumerate(orders) if backs(order)]
    total: list[object] = ["합계", *[None] * 11, "1,000,000"]
    return [*first, *later, first[0], total]


def settled(orders: Sequence[Order]) -> tuple[int, int]:
    """Fees kept and money paid out."""
    fees = sum(sum(fee(order.paid)) - sum(fee(backs(order))) for order in orders)
    return fees, sum(order.paid - backs(order) for order in orders) - fees


def shops() -> list[Planted]:
    fees, net = settled(ORDERS)
    known = truth(ORDERS)
    both = Truth(
        lines=known.lines,
        dead=known.dead,
        sales=known.sales,
        shipping=known.shipping,
        refunded=known.refunded,
        fees=fees,
        net=net,
    )
    ended = [order for order in ORDERS if backs(order) == order.paid]
    alone = Truth(
        lines=len(ORDERS) - len(ended),
        dead=len(ended),
        fees=fees,
        net=net,
        sales=sum(order.paid - backs(order) for order in ORDERS),
    )
    pg = as_biff([HEADERS, *payouts(ORDERS)], "Sheet1")
    files = {
        "주문내역_20260930.xlsx": as_xlsx(cells(CHOSEN, chosen_rows(ORDERS, True))),
        "카드지급내역_20260930.xls": pg,
        "카드지급내역(부분)_20260925.xlsx": as_xlsx([HEADERS, *payouts(ORDERS)[:3]]),
    }
    formats = {name: "cafe24_order" if name.startswith("주문") else "inicis_settle" for name in files}
    early = {  # the orders were downloaded before anything came back: only the payment company knows of it
        "주문내역_20260915.xlsx": as_xlsx(cells(CHOSEN, chosen_rows(ORDERS, False))),
        "지급내역_20260930.xls": pg,
    }
    late = Truth(
        lines=sum(len(order.lines) for order in ORDERS if order not in ended),
        dead=sum(len(order.lines) for order in ended),
        sales=sum(sum(order.amounts) - backs(order) for order in ORDERS if order not in ended),
        fees=fees,
        net=net,
        shipping=known.shipping,
        refunded=sum(backs(order) for order in ORDERS if order not in ended),
    )
    persons = (PERSON, PHONE, ADDRESS, WISH, "30123456")
    return [
        Planted(
            "inicis: with the orders of the mall",
            files,
            both,
            formats,
            {"카드지급내역_20260930.xls": alone, "주문내역_20260930.xlsx": known},
            {"카드지급내역_20260930.xls": 1},
            persons=persons,
        ),
        Planted(
            "inicis: refunds that the orders do not know",
            early,
            late,
            {"주문내역_20260915.xlsx": "cafe24_order", "지급내역_20260930.xls": "inicis_settle"},
            {"지급내역_20260930.xls": alone},
            {"지급내역_20260930.xls": 1},
        ),
    ]
