"""Hats, hoods and helmets: drawn about the head's centre, radius 1."""

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.wardrobe import Outfit, darker, lighter

TOPS = {
    "spacehelmet": 1.5,
    "helmet": 1.3,
    "crown": 1.75,
    "wizard": 2.9,
    "tophat": 2.1,
    "chef": 2.2,
    "sou": 1.5,
    "brim": 1.45,
    "beanie": 1.52,
    "peaked": 1.35,
    "beret": 1.4,
    "hood": 1.45,
    "scarfhat": 1.3,
}
"""How far a hat reaches above the head's centre, head radii."""


def draw_hood(c: Canvas, o: Outfit, facing: float) -> None:
    """Draw the hood behind and around the head."""
    x = -0.16 * facing
    c.curve(
        [
            (x - 1.3, 0.9),
            (x - 1.34, -0.3),
            (x - 0.8, -1.2),
            (x, -1.42),
            (x + 0.8, -1.2),
            (x + 1.34, -0.3),
            (x + 1.3, 0.9),
            (x, 1.35),
        ],
        darker(o.cloth, 0.03),
    )


def draw_hat(c: Canvas, o: Outfit, facing: float, front: float) -> None:
    """Draw the hat on the head."""
    if o.hat and o.hat != "hood":
        _HATS[o.hat](c, o, facing, front)


def _beanie(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.08 * f
    c.curve(
        [
            (x - 1.08, -0.42),
            (x - 1.0, -0.95),
            (x - 0.5, -1.42),
            (x + 0.2, -1.48),
            (x + 0.85, -1.12),
            (x + 1.08, -0.42),
        ],
        o.hat_colour,
    )
    c.fill(paths.rect(x - 1.13, -0.66, 2.26, 0.36, 0.16), darker(o.hat_colour, 0.07))


def _peaked(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.06 * f
    c.curve(
        [
            (x - 1.08, -0.55),
            (x - 1.14, -0.95),
            (x - 0.5, -1.3),
            (x + 0.5, -1.3),
            (x + 1.14, -0.95),
            (x + 1.08, -0.55),
        ],
        o.hat_colour,
    )
    c.fill(paths.rect(x - 1.04, -0.72, 2.08, 0.26, 0.08), darker(o.hat_colour, 0.08))
    if front > -0.2:
        c.ellipse(x + 0.85 * f, -0.46, 0.5 + 0.35 * max(0.0, front), 0.13, darker(o.hat_colour, 0.14))
        c.circle(x + 0.75 * f, -0.92, 0.12, "#d9b45a")


def _brim(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.05 * f
    c.ellipse(x, -0.5, 1.62, 0.24, darker(o.hat_colour, 0.06))
    c.curve(
        [
            (x - 0.98, -0.52),
            (x - 0.86, -1.2),
            (x - 0.3, -1.42),
            (x, -1.32),
            (x + 0.3, -1.42),
            (x + 0.86, -1.2),
            (x + 0.98, -0.52),
            (x, -0.42),
        ],
        o.hat_colour,
    )
    c.curve(
        [(x - 0.97, -0.55), (x - 0.95, -0.76), (x, -0.64), (x + 0.95, -0.76), (x + 0.97, -0.55), (x, -0.42)],
        darker(o.hat_colour, 0.14),
    )


def _sou(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.05 * f
    c.curve(
        [
            (x - 1.45 - 0.25 * max(f, 0), -0.12),
            (x - 1.05, -0.6),
            (x, -0.78),
            (x + 1.05, -0.6),
            (x + 1.45 + 0.25 * max(-f, 0), -0.12),
            (x, -0.36),
        ],
        darker(o.hat_colour, 0.06),
    )
    c.curve(
        [
            (x - 1.06, -0.5),
            (x - 0.95, -1.05),
            (x - 0.45, -1.42),
            (x + 0.45, -1.42),
            (x + 0.95, -1.05),
            (x + 1.06, -0.5),
            (x, -0.4),
        ],
        o.hat_colour,
    )
    c.line([(x - 0.5, -1.3), (x - 0.62, -0.55)], lighter(o.hat_colour, 0.07), 0.07)


def _beret(c: Canvas, o: Outfit, f: float, front: float) -> None:
    c.curve([(-1.15, -0.55), (-1.3, -0.9), (-0.5, -1.3), (0.6, -1.2), (1.1, -0.7), (0.9, -0.5)], o.hat_colour)


def _crown(c: Canvas, o: Outfit, f: float, front: float) -> None:
    points = [
        (-0.82, -0.62),
        (-0.92, -1.35),
        (-0.5, -1.0),
        (-0.24, -1.5),
        (0.0, -1.02),
        (0.24, -1.5),
        (0.5, -1.0),
        (0.92, -1.35),
        (0.82, -0.62),
    ]
    c.poly(
        points,
        Linear((-0.9, 0), (0.9, 0), [darker(o.hat_colour, 0.1), lighter(o.hat_colour, 0.1), o.hat_colour]),
    )
    for x in (-0.5, 0.0, 0.5):
        c.circle(x, -0.78, 0.1, "#a8283a")


def _wizard(c: Canvas, o: Outfit, f: float, front: float) -> None:
    c.ellipse(0, -0.52, 1.7, 0.25, darker(o.hat_colour, 0.06))
    c.curve(
        [(-0.98, -0.55), (-0.6, -1.5), (-0.1 - 0.5 * f, -2.6), (0.35, -1.5), (0.98, -0.55), (0, -0.42)],
        o.hat_colour,
        tension=0.7,
    )
    c.curve([(-0.97, -0.55), (-0.88, -0.8), (0, -0.66), (0.88, -0.8), (0.97, -0.55), (0, -0.42)], o.trim)


def _chef(c: Canvas, o: Outfit, f: float, front: float) -> None:
    for x, y, r in ((-0.55, -1.35, 0.5), (0.55, -1.35, 0.5), (0, -1.55, 0.58)):
        c.circle(x, y, r, o.hat_colour)
    c.fill(paths.rect(-0.88, -1.2, 1.76, 0.75, 0.1), darker(o.hat_colour, 0.05))


def _tophat(c: Canvas, o: Outfit, f: float, front: float) -> None:
    c.fill(paths.rect(-0.82, -1.95, 1.64, 1.45, 0.08), o.hat_colour)
    c.fill(paths.rect(-0.82, -0.85, 1.64, 0.25), o.trim)
    c.ellipse(0, -0.55, 1.3, 0.18, darker(o.hat_colour, 0.06))


def _helmet(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.04 * f
    c.curve(
        [
            (x - 1.16, 0.25),
            (x - 1.16, -0.6),
            (x - 0.6, -1.25),
            (x, -1.36),
            (x + 0.6, -1.25),
            (x + 1.16, -0.6),
            (x + 1.16, 0.25),
            (x + 0.86, -0.34),
            (x, -0.5),
            (x - 0.86, -0.34),
        ],
        Linear((-1, 0), (1, 0), [o.hat_colour, lighter(o.hat_colour, 0.12), darker(o.hat_colour, 0.08)]),
    )
    c.line([(x, -1.34), (x + 0.2 * f, -0.5)], darker(o.hat_colour, 0.12), 0.1)


def _spacehelmet(c: Canvas, o: Outfit, f: float, front: float) -> None:
    c.stroke(paths.ellipse(0, -0.02, 1.46), o.hat_colour, 0.26)
    c.circle(0, -0.02, 1.42, "#cfe6f2", opacity=0.16)
    c.curve(
        [(-0.95, -0.75), (-0.4, -1.15), (0.3, -1.2), (-0.25, -0.9), (-0.7, -0.4)],
        Glow("#ffffff"),
        opacity=0.4,
    )


def _scarfhat(c: Canvas, o: Outfit, f: float, front: float) -> None:
    x = -0.12 * f
    c.curve(
        [
            (x - 1.12, 0.7),
            (x - 1.16, -0.4),
            (x - 0.6, -1.15),
            (x, -1.28),
            (x + 0.6, -1.15),
            (x + 1.16, -0.4),
            (x + 1.12, 0.7),
            (x + 0.92 + 0.2 * f, -0.3),
            (x + 0.2 * f, -0.62),
            (x - 0.92 + 0.2 * f, -0.3),
        ],
        o.hat_colour,
    )


_HATS = {
    "beanie": _beanie,
    "peaked": _peaked,
    "brim": _brim,
    "sou": _sou,
    "beret": _beret,
    "crown": _crown,
    "wizard": _wizard,
    "chef": _chef,
    "tophat": _tophat,
    "helmet": _helmet,
    "spacehelmet": _spacehelmet,
    "scarfhat": _scarfhat,
}
