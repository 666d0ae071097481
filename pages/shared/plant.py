"""The picture of where a shop stands: seed, sprout, stem, fruit in a row, the present one in full colour."""

STAGES = ("seed", "sprout", "stem", "fruit")
LEAF, DARK, SOIL, SEED, FRUIT, FAINT = "#2f9e77", "#1f7a5a", "#a98a6a", "#8a5a2b", "#dd8432", "0.22"
GROUND = 104


def _leaf(x: int, y: int, side: int, size: float = 1.0) -> str:
    """A leaf that grows from the stem at (x, y) to the left (-1) or the right (1)."""
    w, h = side * 26 * size, 14 * size
    return f'<path d="M{x} {y} q{w * .35} {-h * 1.6} {w} {-h} q{-w * .25} {h * 1.5} {-w} {h} z" fill="{LEAF}"/>'


def _leaves(x: int, *places: tuple[int, int]) -> str:
    return "".join(_leaf(x, y, side) for y, side in places)


def _stem(x: int, top: int) -> str:
    return f'<path d="M{x} {GROUND} V{top}" stroke="{DARK}" stroke-width="4" stroke-linecap="round"/>'


def _plant(stage: str, x: int) -> str:
    soil = f'<ellipse cx="{x}" cy="{GROUND + 4}" rx="34" ry="7" fill="{SOIL}"/>'
    if stage == "seed":
        y = GROUND - 6
        return soil + f'<ellipse cx="{x}" cy="{y}" rx="9" ry="13" fill="{SEED}" transform="rotate(18 {x} {y})"/>'
    if stage == "sprout":
        return soil + _stem(x, 72) + _leaf(x, 74, -1) + _leaf(x, 74, 1)
    if stage == "stem":
        return soil + _stem(x, 36) + _leaves(x, (88, -1), (76, 1), (60, -1), (48, 1), (38, -1))
    fruits = "".join(f'<circle cx="{x + dx}" cy="{y}" r="9" fill="{FRUIT}"/>'
                     for dx, y in ((-26, 70), (26, 52), (-20, 30), (14, 20)))
    return soil + _stem(x, 24) + _leaves(x, (90, 1), (78, -1), (62, 1), (46, -1), (32, 1)) + fruits


def row(stage: str) -> str:
    """The four pictures as one SVG; `stage` is one of `STAGES`."""
    plants = "".join(f'<g opacity="{1 if name == stage else FAINT}">{_plant(name, 50 + 90 * i)}</g>'
                     for i, name in enumerate(STAGES))
    mark = 50 + 90 * STAGES.index(stage)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 370 130" width="370" height="130">{plants}'
            f'<rect x="{mark - 30}" y="119" width="60" height="5" rx="2.5" fill="{LEAF}"/></svg>')
