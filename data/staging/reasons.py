"""Why an order was cancelled or returned, in our few words, from what channels write into their claim lists."""

REASONS: tuple[tuple[str, str], ...] = (
    ("stock_out", "품절|재고|판매불가|판매의사|생산중단|단종|sold_?out|out_?of_?stock|sale_intent|inventory"),
    ("late", "지연|늦|미배송|배송누락|미도착|delay|not_?yet_?delivery|dropped_?delivery|late"),
    ("defect", "불량|하자|파손|고장|누락|오배송|잘못배송|다른상품이?배송|상이|다름|다른내용|불일치|변질|상했|이물|오염|"
               "broken|defect|damaged|incorrect_?info|wrong_?delivery|wrong_?option"),
    ("buyer", "변심|의사취소|구매의사|필요없|마음|색상|사이즈|옵션변경|주소변경|배송지변경|재주문|재결제|실수|착오|잘못주문|"
              "다른상품주문|타상품|더싼|가격|쿠폰|결제수단|결제변경|중복|불만|고객|구매자|intent_?changed|color_and_size|"
              "wrong_?order|mistake|unsatisfied|customer"),
)
"""Reason and the words that speak of it, in the order in which they are looked for: a buyer who cancels because it was sold
out or late did not change his mind."""


def reason(field: str) -> str:
    """SQL: one of `data.contract.CLAIM_REASONS` for the words in `field`; null where it says nothing."""
    plain = f"lower(regexp_replace({field}, '\\s+', '', 'g'))"
    cases = " ".join(f"WHEN regexp_matches({plain}, '{words}') THEN '{name}'" for name, words in REASONS)
    return f"CASE WHEN blank({field}) THEN NULL {cases} ELSE 'other' END"
