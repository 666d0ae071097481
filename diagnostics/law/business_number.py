"""사업자등록번호: ten digits, the last of which follows from the others."""
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def digits_of(text: str) -> str | None:
    """The number as ddd-dd-ddddd; None where the text does not hold ten digits."""
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if len(digits) == 10 else None


def is_valid(text: str) -> bool:
    """Whether the check digit fits: weights 1 3 7 1 3 7 1 3 5, and the tens of five times the ninth digit."""
    shaped = digits_of(text)
    if shaped is None or any(c not in "0123456789- ." for c in text.strip()):
        return False
    digits = [int(c) for c in shaped.replace("-", "")]
    total = sum(d * w for d, w in zip(digits, WEIGHTS, strict=False)) + digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9] and len(set(digits)) > 1
