"""KG Inicis settlement of an own mall (카드 지급내역): what the payment company took and paid out per payment of an order.

It knows orders and no lines: 거래금액 is the whole order, goods and shipping. Its rows carry the line id `WHOLE_ORDER`: alone it
tells the sale, beside the lines of the order file it tells what was paid out and paid back.
A payment that was given back after it was taken (매입후취소) is a row of its own with negative amounts.
"""

from data.contract import WHOLE_ORDER
from data.mapping import Format, Output
from data.text import _

_BACK = "sign(money(gross))"


def _fee(*names: str) -> str:
    """What was taken, VAT included: positive for a sale and negative where it was given back, whatever the file's sign."""
    return f"({' + '.join(f'coalesce(abs(money({n})), 0)' for n in names)}) * {_BACK}"


_PAYMENT, _OTHER = _fee("fee_payment", "vat"), _fee("interest_fee", "point_fee", "point_vat")

FORMAT = Format(
    id="inicis_settle",
    channel="cafe24",
    title=_("Own mall: payouts of KG Inicis (이니시스 지급내역)"),
    all_of=("상점MID", "TID", "지급액"),
    fields={
        "order_id": ("주문번호",),
        "settled_on": ("지급일",),
        "paid_at": ("승인일",),
        "back_at": ("취소일",),
        "product_name": ("상품명",),
        "gross": ("거래금액",),
        "fee_payment": ("수수료",),
        "vat": ("부가세",),
        "interest_fee": ("무이자수수료",),
        "point_fee": ("M포인트수수료",),
        "point_vat": ("M포인트부가세",),
        "net": ("지급액",),
    },
    feeds={
        "back_at": "settled_on",
        "vat": "fee_payment",
        "interest_fee": "fee_other",
        "point_fee": "fee_other",
        "point_vat": "fee_other",
    },
    personal=("구매자", "구매자명", "승인번호"),
    unused=("No", "상점MID", "카드", "할부개월수", "TID", "M포인트금액", "에스크로구분", "간편결제구분", "상태"),
    outputs=(
        Output(
            "settlements",
            essential=("gross", "net", "fee_payment"),
            columns={
                "line_id": f"'{WHOLE_ORDER}'",
                "kind": "'goods'",
                "settled_on": "CAST(coalesce(moment(settled_on), moment(back_at), moment(paid_at)) AS DATE)",
                "fee_payment": _PAYMENT,
                "fee_other": _OTHER,
                "net": f"coalesce(money(net), money(gross) - {_PAYMENT} - {_OTHER})",
            },
        ),
        Output(
            "order_lines",
            rank=1,
            columns={
                "line_id": f"'{WHOLE_ORDER}'",
                "ordered_at": "coalesce(day_of_id(order_id), moment(paid_at), moment(settled_on), moment(back_at))",
                "amount": "NULL",
                "report": "'결제완료'",
            },
        ),
    ),
)
