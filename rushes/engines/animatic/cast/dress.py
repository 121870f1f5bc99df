"""What animals wear and are marked with: bellies, patterns, collars, scarves, plates."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Glow
from rushes.engines.animatic.cast.rig_form import dark, pale, said
from rushes.engines.animatic.cast.rig_quadruped import Rig


def belly(r: Rig) -> None:
    """Marks: the paler underside and chest."""
    if r.coat.belly == r.coat.main:
        return
    s = r.species
    low = max(station[2] for station in s.body)
    x0, x1 = s.body[0][0], s.body[-1][0]
    front = r.body.front
    if front > 0.5:
        x, y = r.b(x1, (s.body[-1][1] + low) / 2)
        r.c.ellipse(x, y + 0.03, 0.12, 0.22, r.coat.belly)
        return
    if front < -0.5:
        return
    chest = [r.b(x1 + 0.05, s.body[-1][1] + 0.05), r.b(x1 - 0.06, low - 0.06)]
    r.c.curve(
        [
            *chest,
            r.b(0.1, low - 0.1),
            r.b(x0 + 0.3, low - 0.09),
            r.b(x0 + 0.2, low + 0.1),
            r.b(x1, low + 0.15),
            r.b(x1 + 0.2, low - 0.2),
        ],
        r.coat.belly,
    )


def pattern(r: Rig) -> None:
    """Marks: patches, spots, stripes or a saddle."""
    kinds = {"patched": _patches, "spotted": _spots, "striped": _stripes, "saddle": _saddle}
    if r.coat.pattern in kinds:
        kinds[r.coat.pattern](r)


def _patches(r: Rig) -> None:
    rng = r.look.rng("patches")
    top, low = min(s[1] for s in r.species.body), max(s[2] for s in r.species.body)
    for x in (-0.42, 0.02, 0.42):
        cx, cy = r.b(x + float(rng.uniform(-0.12, 0.12)), float(rng.uniform(top + 0.05, low - 0.15)), 0.15)
        size = float(rng.uniform(0.13, 0.22))
        r.c.fill(
            paths.blob(cx, cy, size * (0.35 + 0.65 * abs(r.body.side)), size * 0.8, rng, 0.14, 9),
            r.coat.second,
        )


def _spots(r: Rig) -> None:
    rng = r.look.rng("spots")
    top, low = min(s[1] for s in r.species.body), max(s[2] for s in r.species.body)
    for _ in range(26):
        x, y = float(rng.uniform(-0.62, 0.62)), float(rng.uniform(top, low - 0.05))
        cx, cy = r.b(x, y, 0.16)
        size = float(rng.uniform(0.02, 0.045))
        r.c.ellipse(cx, cy, size, size * 0.85, r.coat.second)


def _stripes(r: Rig) -> None:
    rng = r.look.rng("stripes")
    top = min(s[1] for s in r.species.body)
    for x in np.linspace(-0.56, 0.5, 9):
        d, length = float(rng.uniform(-0.03, 0.05)), float(rng.uniform(0.24, 0.38))
        points = [
            r.b(x + d, top - 0.03, 0.1),
            r.b(x - 0.04, top + length * 0.5, 0.18),
            r.b(x + 0.01, top + length, 0.16),
        ]
        r.c.limb(points, (0.06, 0.045, 0.008), r.coat.second)


def _saddle(r: Rig) -> None:
    top = min(s[1] for s in r.species.body)
    x0, x1 = r.species.body[0][0], r.species.body[-1][0]
    r.c.curve(
        [
            r.b(x0 + 0.02, top - 0.1),
            r.b(x0 + 0.1, top + 0.16, 0.1),
            r.b(0, top + 0.24, 0.15),
            r.b(x1 - 0.2, top + 0.18, 0.15),
            r.b(x1 - 0.06, top - 0.1),
        ],
        r.coat.second,
    )


def collar(r: Rig) -> None:
    """Over: the collar, scarf or bandana that the text names."""
    if not r.look.has("collar", "scarf", "bandana", "neckerchief"):
        return
    scarf = not r.look.has("collar")
    base, skull = r.b(*r.species.neck_base), r.head.p(0, 0)
    colour = said(r.look, "#c23a34", "collar", "scarf", "bandana", "neckerchief")
    k = 0.42 if scarf else 0.5
    x, y = base[0] + (skull[0] - base[0]) * k, base[1] + (skull[1] - base[1]) * k
    w = (r.species.neck_widths[0] * (1 - k) + r.species.neck_widths[1] * k) * 0.56
    angle = float(np.rad2deg(np.arctan2(skull[1] - base[1], skull[0] - base[0]))) + 90
    thick = 0.13 if scarf else 0.06
    with r.c.at(x, y, turn=angle * max(r.body.side, 0.1)):
        r.c.rect(-w, -thick / 2, 2 * w, thick, colour, r=thick * 0.45)
        r.c.rect(-w, thick * 0.1, 2 * w, thick * 0.4, dark(colour), r=thick * 0.2, opacity=0.6)
        if scarf:
            sway = 0.06 * float(np.sin(r.pose.t * 3)) + 0.12 * r.pose.wind
            r.c.limb(
                [(-w * 0.6, 0), (-w - 0.08 - sway, 0.16), (-w - 0.12 - 2 * sway, 0.34)],
                (0.08, 0.11, 0.14),
                dark(colour, 0.4),
            )
        else:
            r.c.circle(w * 0.8, thick * 0.9, 0.035, "#e0b548")


def plates(r: Rig) -> None:
    """Over: seams, bolts and a lamp for a robot of this species."""
    if not r.look.has("robot", "robotic", "mechanical", "metal", "cyborg", "android"):
        return
    steel = r.coat.main
    for x in (-0.34, 0.06, 0.38):
        r.c.line(
            [r.b(x, -1.02, 0.12), r.b(x + 0.02, -0.75, 0.2), r.b(x, -0.48, 0.12)], dark(steel, 1.4), 0.018
        )
        for y in (-0.86, -0.62):
            px, py = r.b(x + 0.06, y, 0.2)
            r.c.circle(px, py, 0.016, pale(steel, 1.2))
    px, py = r.b(0.24, -0.76, 0.2)
    lamp = said(r.look, "#6fe6ff", "lamp", "light", "core")
    r.c.circle(px, py, 0.05, Glow(lamp))
    r.c.glow(px, py, 0.22, lamp, 0.35)


def ruff(r: Rig) -> None:
    """Over: tufts of chest fur."""
    if r.body.front < -0.6:
        return
    x, y = r.species.neck_base
    front = abs(r.body.front)
    tone = r.coat.belly
    sway = 0.015 * float(np.sin(r.pose.t * 2.4))
    if front > 0.6:
        points = [
            (-0.16, -0.1),
            (-0.19, 0.08),
            (-0.12, 0.06),
            (-0.1, 0.2),
            (-0.03, 0.14),
            (0.0, 0.27),
            (0.04, 0.14),
            (0.1, 0.2),
            (0.12, 0.06),
            (0.19, 0.08),
            (0.16, -0.1),
        ]
        cx, cy = r.b(x + 0.1, y)
        r.c.poly([(cx + dx, cy + dy + 0.02) for dx, dy in points], tone)
        return
    points = [
        (0.2, -0.08),
        (0.27 + sway, 0.08),
        (0.21, 0.08),
        (0.24 + sway, 0.21),
        (0.16, 0.18),
        (0.14 + sway, 0.31),
        (0.06, 0.22),
        (0.02, 0.3),
        (-0.02, 0.16),
        (0.06, 0.02),
    ]
    r.c.poly([r.b(x + dx, y + dy, 0.1) for dx, dy in points], tone)
