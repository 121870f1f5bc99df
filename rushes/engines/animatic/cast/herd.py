"""Grazers: deer, cow, goat, sheep, pig, elephant, giraffe, camel, zebra-striped kin."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, form, hexa, pale, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, quadruped, young
from rushes.engines.animatic.figure import Creature, Look

DEER_BODY = ((-0.66, -0.88, -0.74, 0.06), (-0.6, -0.98, -0.64, 0.13), (-0.42, -1.02, -0.58, 0.17), (-0.08, -0.97, -0.54, 0.18),
             (0.22, -0.97, -0.52, 0.18), (0.42, -1.0, -0.54, 0.16), (0.56, -0.94, -0.62, 0.1))  # fmt: skip
COW_BODY = ((-0.84, -0.88, -0.6, 0.1), (-0.78, -0.99, -0.46, 0.22), (-0.5, -1.0, -0.36, 0.29), (0.0, -0.97, -0.32, 0.31),
            (0.36, -1.0, -0.36, 0.28), (0.6, -1.02, -0.4, 0.23), (0.76, -0.9, -0.5, 0.12))  # fmt: skip
SHEEP_BODY = ((-0.74, -0.82, -0.56, 0.12), (-0.68, -0.98, -0.42, 0.26), (-0.4, -1.06, -0.36, 0.33), (0.0, -1.06, -0.34, 0.35),
              (0.38, -1.06, -0.36, 0.31), (0.6, -0.98, -0.44, 0.24), (0.7, -0.8, -0.58, 0.12))  # fmt: skip
PIG_BODY = ((-0.86, -0.76, -0.52, 0.12), (-0.78, -0.94, -0.36, 0.26), (-0.42, -1.04, -0.26, 0.34), (0.06, -1.04, -0.24, 0.36),
            (0.46, -0.98, -0.28, 0.32), (0.72, -0.86, -0.38, 0.22))  # fmt: skip
ELEPHANT_BODY = ((-0.66, -0.78, -0.52, 0.14), (-0.6, -0.9, -0.4, 0.26), (-0.36, -0.98, -0.34, 0.34), (0.0, -1.02, -0.32, 0.37),
                 (0.32, -0.98, -0.34, 0.34), (0.52, -0.92, -0.42, 0.24), (0.6, -0.8, -0.54, 0.14))  # fmt: skip
LONG_SKULL = ((-0.3, -0.12, 0.14, 0.12), (-0.22, -0.24, 0.26, 0.2), (-0.04, -0.27, 0.3, 0.23), (0.16, -0.2, 0.25, 0.19), (0.4, -0.12, 0.18, 0.13),
              (0.6, -0.08, 0.15, 0.1), (0.72, -0.03, 0.11, 0.06))  # fmt: skip
COW_SKULL = ((-0.3, -0.14, 0.16, 0.16), (-0.22, -0.24, 0.28, 0.25), (0.0, -0.27, 0.32, 0.27), (0.24, -0.2, 0.28, 0.23), (0.48, -0.15, 0.25, 0.2),
             (0.68, -0.13, 0.25, 0.2), (0.78, -0.02, 0.18, 0.1))  # fmt: skip
PIG_SKULL = ((-0.4, -0.14, 0.2, 0.2), (-0.28, -0.32, 0.34, 0.34), (-0.02, -0.36, 0.38, 0.37), (0.22, -0.22, 0.34, 0.28), (0.42, -0.14, 0.26, 0.19),
             (0.56, -0.14, 0.22, 0.18), (0.58, -0.12, 0.2, 0.16))  # fmt: skip
ELEPHANT_SKULL = ((-0.46, -0.1, 0.2, 0.2), (-0.36, -0.34, 0.38, 0.34), (-0.1, -0.48, 0.46, 0.4), (0.16, -0.4, 0.46, 0.36), (0.32, -0.2, 0.42, 0.26), (0.38, 0.0, 0.32, 0.18))


def deer_coat(look: Look) -> Coat:
    return dressed(look, ("#a8703f", "#b58150", "#8f6240"), belly="#ecdcc0", muzzle=None, tip="#f3ead9", inner="#d9b09a", patterns=("plain", "spotted"), second="#ecdcc0", hoof="#3a2f2a")


def cow_coat(look: Look) -> Coat:
    pick = int(look.rng("breed").integers(3))
    mains, second = (("#efe9de",), "#2b2a2d") if pick == 0 else ((("#8a5434",), "#f0e6d6") if pick == 1 else (("#efe4d2",), "#9a5a34"))
    return dressed(look, mains, belly=None, muzzle="#dba598", second=second, patterns=("patched",), nose="#5a3a38", inner="#d99f94", hoof="#3a3230", tip="#3a322e")


def goat_coat(look: Look) -> Coat:
    return dressed(look, ("#e6dccb", "#8a6a4c", "#55493f", "#b59a78"), muzzle=None, inner="#d9a99a", eyes=("#d9b04a",), hoof="#3a3230", patterns=("plain", "patched"))


def sheep_coat(look: Look) -> Coat:
    c = dressed(look, ("#f1ece0", "#e3dccd", "#5a524c"), hoof="#2f2a28", legs="#3a3433" if look.rng("face").random() < 0.6 else "#d9cbb8")
    return c


def pig_coat(look: Look) -> Coat:
    return dressed(look, ("#e8a79c", "#e5b3a3", "#8a6f66"), muzzle="#e0938b", nose="#a8605c", inner="#d98b84", hoof="#7a564e", patterns=("plain", "plain", "patched"))


def elephant_coat(look: Look) -> Coat:
    return dressed(look, ("#8b8d94", "#7d8088", "#98938f"), inner="#b89a98", hoof="#d9d3c6", muzzle=None)


def giraffe_coat(look: Look) -> Coat:
    return dressed(look, ("#e3bf7c", "#dcb36c"), belly="#f0e0b8", second="#a8682f", patterns=("patched",), inner="#d9a88a", hoof="#4a3a30", tip="#4a3020", legs=None)


def zebra_coat(look: Look) -> Coat:
    return dressed(look, ("#f1eee6",), muzzle="#3a3636", second="#26252a", patterns=("striped",), mane="#2b2a2e", inner="#b09a92", tip="#26252a", hoof="#2b2829")


def camel_coat(look: Look) -> Coat:
    return dressed(look, ("#c99c62", "#b98a54", "#d9b27c"), hoof="#7a5a3c", muzzle=None, mane="#a87a48", tip="#7a5434")


def antlers(r: Rig) -> None:
    """Crown: a stag's antlers (a doe and a fawn have none)."""
    if r.look.has("doe", "fawn") or not (r.look.has("stag", "antlers", "antler", "reindeer", "elk", "moose", "buck") or r.look.rng("antlers").random() < 0.65):
        return
    k = r.species.head.size
    horn = said(r.look, "#c9ab82", "antler")
    for side in (-1, 1):
        tone = dark(horn, 1.2) if side < 0 and r.head.side > 0.3 else horn
        beam = [(-0.1, -0.24, 0.1), (-0.24, -0.6, 0.26), (-0.2, -1.0, 0.46), (0.04, -1.3, 0.5)]
        r.c.limb([r.h(x, y, side * z) for x, y, z in beam], (0.1 * k, 0.08 * k, 0.06 * k, 0.015 * k), tone)
        for root, tip in (((-0.18, -0.46, 0.2), (0.12, -0.66, 0.26)), ((-0.24, -0.78, 0.34), (-0.52, -1.06, 0.52)), ((-0.16, -1.08, 0.48), (-0.36, -1.38, 0.62))):
            a, b = r.h(*root[:2], side * root[2]), r.h(*tip[:2], side * tip[2])
            r.c.limb([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.02), b], (0.07 * k, 0.05 * k, 0.012 * k), tone)


def horns(r: Rig) -> None:
    """Crown: short curved horns."""
    k = r.species.head.size
    colour = said(r.look, "#d9cba8", "horn")
    for side in (-1, 1):
        tone = dark(colour, 1.0) if side < 0 and r.head.side > 0.3 else colour
        points = [r.h(-0.16, -0.24, side * 0.14), r.h(-0.2, -0.42, side * 0.34), r.h(-0.08, -0.6, side * 0.4)]
        r.c.limb(points, (0.12 * k, 0.09 * k, 0.012 * k), tone)


def swept(r: Rig) -> None:
    """Crown: a goat's horns swept back, and its beard."""
    k = r.species.head.size
    colour = said(r.look, "#8a7a62", "horn")
    for side in (-1, 1):
        tone = dark(colour, 1.0) if side < 0 and r.head.side > 0.3 else colour
        points = [r.h(-0.08, -0.24, side * 0.1), r.h(-0.2, -0.62, side * 0.18), r.h(-0.56, -0.78, side * 0.28), r.h(-0.8, -0.6, side * 0.34)]
        r.c.limb(points, (0.14 * k, 0.13 * k, 0.08 * k, 0.015 * k), tone)
    if r.head.front > -0.4:
        sway = 0.04 * float(np.sin(r.pose.t * 2.2))
        r.c.limb([r.h(0.46, 0.16), r.h(0.44 + sway, 0.34), r.h(0.38 + sway, 0.52)], (0.16 * k, 0.12 * k, 0.02 * k), pale(r.coat.main, 0.4))


def udder(r: Rig) -> None:
    """Marks: none; the bell on the cow's neck is drawn over it."""
    if r.look.has("bell", "cowbell"):
        x, y = r.b(0.74, -0.5)
        r.c.poly([(x - 0.05, y), (x + 0.05, y), (x + 0.07, y + 0.12), (x - 0.07, y + 0.12)], "#c9a04a")


def fleece(r: Rig) -> None:
    """Over: curls of wool along the outline."""
    rng = r.look.rng("wool")
    points = [(x, -1.0 + 0.05 * abs(x)) for x in np.linspace(-0.66, 0.6, 8)] + [(x, -0.42) for x in np.linspace(0.5, -0.6, 7)] + [(-0.7, -0.75), (0.66, -0.72), (-0.68, -0.55)]
    for x, y in points:
        cx, cy = r.b(float(x), float(y))
        size = float(rng.uniform(0.1, 0.14))
        spread = 1.0 if r.body.side > 0.4 else 0.0
        if spread or y < -0.9:
            r.c.circle(cx, cy, size, dark(r.coat.main, 0.35) if y > -0.6 else r.coat.main)
    if abs(r.body.front) > 0.6:
        cx, cy = r.b(0.1, -0.7)
        for a in np.linspace(0, 2 * np.pi, 12, endpoint=False):
            r.c.circle(cx + 0.34 * float(np.cos(a)), cy + 0.34 * float(np.sin(a)), 0.11, r.coat.main if np.sin(a) < 0.3 else dark(r.coat.main, 0.35))
    for _ in range(9):
        cx, cy = r.b(float(rng.uniform(-0.55, 0.5)), float(rng.uniform(-0.95, -0.5)), 0.3)
        r.c.line([(cx - 0.05, cy), (cx, cy + 0.035), (cx + 0.05, cy)], dark(r.coat.main, 0.7), 0.02, 0.5)


def dark_face(r: Rig) -> None:
    """Crown: the cap of wool between a sheep's ears."""
    k = r.species.head.size
    for x, z in ((-0.22, 0.0), (-0.08, 0.1), (-0.08, -0.1), (0.04, 0.0)):
        cx, cy = r.h(x, -0.24, z)
        r.c.circle(cx, cy, 0.15 * k, r.coat.main)


def curly(r: Rig) -> None:
    """Behind: a pig's curled tail."""
    x, y = r.b(-0.86, -0.72)
    a = np.linspace(0, 3.6 * np.pi, 14)
    points = np.stack([x - 0.02 - 0.016 * a * max(r.body.side, 0.25), y - 0.05 * np.sin(a + r.pose.t) - 0.01 * a], 1)
    r.c.line(points, dark(r.coat.main, 0.4), 0.03)


def snout(r: Rig) -> None:
    """Crown: the pig's flat disc."""
    k = r.species.head.size
    if r.head.front < -0.4:
        return
    x, y = r.h(0.59, 0.04)
    wide = k * (0.07 + 0.13 * abs(r.head.front))
    r.c.ellipse(x, y, wide, 0.17 * k, pale(r.coat.muzzle, 0.3))
    for side in (-1, 1):
        if r.head.facing(0.9, side * 0.3) > 0:
            px, py = r.h(0.61, 0.02, side * 0.07)
            r.c.ellipse(px, py, 0.024 * k, 0.045 * k, r.coat.nose)


def trunk(r: Rig) -> None:
    """Crown: trunk and tusks."""
    k, p = r.species.head.size, r.pose
    lift = 1.0 if p.gait in ("fight", "dance") or p.mouth > 0.5 else (0.25 if p.gait in ("look", "eat") else 0.0)
    sway = 0.07 * float(np.sin(p.t * 1.5)) + (0.1 * float(np.sin(2 * np.pi * p.phase)) if p.gait in ("walk", "run") else 0)
    rest = [(0.26, 0.1), (0.44, 0.5), (0.42 + sway, 0.95), (0.5 + 2 * sway, 1.28), (0.66 + 2 * sway, 1.34)]
    high = [(0.26, 0.1), (0.56, 0.3), (0.84, 0.06), (0.96, -0.42), (0.84, -0.66)]
    points = [r.h(a[0] + (b[0] - a[0]) * lift, a[1] + (b[1] - a[1]) * lift) for a, b in zip(rest, high, strict=True)]
    if r.head.front > -0.5:
        form(r.c, paths.limb(points, [v * k for v in (0.42, 0.34, 0.25, 0.18, 0.13)]), r.coat.main, 0.02)
        for i, (x, y) in enumerate(points[1:4]):
            for d in (-0.03, 0.04):
                r.c.line([(x - (0.13 - 0.03 * i) * k, y + d), (x + (0.1 - 0.02 * i) * k, y + d + 0.01)], dark(r.coat.main, 1.0), 0.01, 0.6)
        for side in (-1, 1):
            if r.head.facing(0.5, side) > -0.2:
                tusk = [r.h(0.26, 0.32, side * 0.2), r.h(0.52, 0.56, side * 0.24), r.h(0.78, 0.5, side * 0.2)]
                r.c.limb(tusk, (0.1 * k, 0.08 * k, 0.015 * k), said(r.look, "#f1e8d2", "tusk"))
        for side in (-1, 1):
            show = r.head.facing(0.42, side * 0.9)
            if show > 0.12:
                x, y = r.h(0.16, -0.08, side * 0.32)
                r.c.circle(x, y, 0.042 * k, "#17161a")
                r.c.circle(x + 0.012 * k, y - 0.014 * k, 0.012 * k, "#ffffff")


def fans(r: Rig) -> None:
    """Over: an elephant's near ear, flapping."""
    flap = 0.1 * float(np.sin(r.pose.t * 1.9))
    for side in (-1, 1):
        if r.head.facing(0.2, side) < -0.35 and r.head.side > 0.3:
            continue
        out = 0.34 + 0.5 * abs(r.head.front)
        points = [(-0.06, -0.3, 0.3), (-0.26 - flap, -0.42, out + 0.2), (-0.62 - flap, -0.24, out + 0.34), (-0.66 - flap, 0.16, out + 0.3), (-0.42, 0.56, out + 0.1), (-0.1, 0.36, 0.36)]
        path = paths.curve([r.h(x, y, side * z) for x, y, z in points])
        form(r.c, path, dark(r.coat.main, 0.45), 0.04)
        inner = [(-0.14, -0.18, 0.34), (-0.5 - flap, -0.16, out + 0.22), (-0.54 - flap, 0.14, out + 0.2), (-0.36, 0.42, out + 0.06), (-0.14, 0.22, 0.36)]
        r.c.fill(paths.curve([r.h(x, y, side * z) for x, y, z in inner]), r.coat.inner, 0.55)


def net(r: Rig) -> None:
    """Over: a giraffe's patches on the neck, and the short mane."""
    base, skull = r.b(0.5, -0.86), r.h(-0.2, 0.0)
    rng = r.look.rng("net")
    for k in np.linspace(0.08, 0.92, 9):
        x, y = base[0] + (skull[0] - base[0]) * k, base[1] + (skull[1] - base[1]) * k
        for dx in (-0.05, 0.05):
            r.c.fill(paths.blob(x + dx * (1.3 - 0.6 * k), y + dx * 0.4, 0.042, 0.045, rng, 0.12, 6), r.coat.second)
    for k in np.linspace(0.1, 0.96, 10):
        x, y = base[0] + (skull[0] - base[0]) * k - (0.15 - 0.07 * k) * r.body.side, base[1] + (skull[1] - base[1]) * k - 0.03
        r.c.circle(x, y, 0.035, hexa(r.coat.second, -0.06))


def knobs(r: Rig) -> None:
    """Crown: a giraffe's two horns."""
    k = r.species.head.size
    for side in (-1, 1):
        a, b = r.h(-0.1, -0.24, side * 0.12), r.h(-0.16, -0.52, side * 0.14)
        r.c.limb([a, b], (0.09 * k, 0.07 * k), r.coat.main)
        r.c.circle(*b, 0.07 * k, hexa(r.coat.second, -0.1))


def brush(r: Rig) -> None:
    """Over: a zebra's upright mane."""
    base, skull = r.b(0.34, -1.02), r.h(-0.18, -0.22)
    for i, k in enumerate(np.linspace(0, 1, 9)):
        x, y = base[0] + (skull[0] - base[0]) * k - 0.07 * r.body.side, base[1] + (skull[1] - base[1]) * k - 0.02
        r.c.limb([(x + 0.05, y + 0.05), (x - 0.05, y - 0.07)], (0.07, 0.04), r.coat.mane if i % 2 else r.coat.main)


def neck_bars(r: Rig) -> None:
    """Marks: a zebra's stripes on the neck."""
    base, skull = r.b(0.46, -0.86), r.h(-0.1, 0.1)
    for k in np.linspace(0.05, 0.85, 6):
        x, y = base[0] + (skull[0] - base[0]) * k, base[1] + (skull[1] - base[1]) * k
        r.c.limb([(x - 0.16, y - 0.12), (x, y), (x + 0.16, y + 0.1)], (0.05, 0.04, 0.015), r.coat.second)


def humps(r: Rig) -> None:
    """Marks cannot leave the outline, so the hump is drawn over the back."""
    for x in (-0.3, 0.2) if r.look.has("bactrian", "two-humped") else (-0.08,):
        form(r.c, paths.curve([r.b(x - 0.28, -0.92), r.b(x - 0.16, -1.12), r.b(x, -1.24), r.b(x + 0.16, -1.1), r.b(x + 0.26, -0.92), r.b(x, -0.86)]), r.coat.main, 0.05)


_SLIM_HIND = Leg(-0.48, -0.8, 0.11, 0.3, 0.29, 0.31, (0.28, 0.15, 0.065, 0.05), "hoof", 0.07)
_SLIM_FORE = Leg(0.38, -0.76, 0.11, 0.27, 0.27, 0.28, (0.2, 0.11, 0.06, 0.05), "hoof", 0.07)

DEER = Species(
    size=1.0, body=DEER_BODY, neck_base=(0.44, -0.88), neck_length=0.52, neck_angle=58, neck_widths=(0.32, 0.2), head_pitch=-20,
    head=Head(0.44, LONG_SKULL, (0.1, -0.06, 0.19, 0.062), (0.68, 0.0, 0.06, 0.05), ((0.7, 0.07, 0.02), (0.52, 0.1, 0.08), (0.36, 0.09, 0.12)),
              Ear("leaf", (-0.16, -0.16, 0.18), (-0.22, -0.3, 0.2), 0.24), muzzle=(0.6, 0.06, 0.16, 0.12)),
    hind=_SLIM_HIND, fore=_SLIM_FORE, tail=Tail(-0.64, -0.9, 0.16, (0.1, 0.11, 0.03), -50, -10),
    dress=deer_coat, stride=1.0, run_stride=2.6, sitting=24, marks=(dress.belly, dress.pattern), over=(dress.collar, dress.plates), crown=(antlers, scar),
)  # fmt: skip
COW = Species(
    size=1.4, body=COW_BODY, neck_base=(0.6, -0.84), neck_length=0.32, neck_angle=24, neck_widths=(0.46, 0.34), head_pitch=-28,
    head=Head(0.5, COW_SKULL, (0.12, -0.06, 0.24, 0.05), (0.72, 0.02, 0.035, 0.03), ((0.76, 0.14, 0.04), (0.66, 0.17, 0.12), (0.54, 0.16, 0.16)),
              Ear("leaf", (-0.16, -0.1, 0.24), (-0.16, 0.02, 0.3), 0.2), muzzle=(0.66, 0.06, 0.18, 0.22), nostril=True),
    hind=Leg(-0.6, -0.74, 0.18, 0.28, 0.27, 0.25, (0.36, 0.19, 0.12, 0.1), "hoof", 0.09),
    fore=Leg(0.48, -0.68, 0.18, 0.24, 0.25, 0.22, (0.26, 0.16, 0.11, 0.1), "hoof", 0.09),
    tail=Tail(-0.82, -0.92, 0.6, (0.05, 0.04, 0.035), -78, -8, "tuft"),
    dress=cow_coat, stride=0.9, run_stride=2.0, sitting=18, marks=(dress.belly, dress.pattern), over=(dress.collar, udder, dress.plates), crown=(horns, scar),
)  # fmt: skip
GOAT = Species(
    size=0.72, body=COW_BODY, neck_base=(0.58, -0.84), neck_length=0.4, neck_angle=52, neck_widths=(0.36, 0.26), head_pitch=-22,
    head=Head(0.46, LONG_SKULL, (0.1, -0.06, 0.19, 0.05), (0.66, 0.0, 0.03, 0.03), ((0.7, 0.07, 0.02), (0.54, 0.11, 0.08), (0.42, 0.09, 0.12)),
              Ear("leaf", (-0.18, -0.1, 0.18), (-0.26, 0.12, 0.22), 0.18), muzzle=(0.6, 0.06, 0.16, 0.12), nostril=True),
    hind=Leg(-0.58, -0.72, 0.16, 0.28, 0.27, 0.26, (0.32, 0.17, 0.09, 0.08), "hoof", 0.09),
    fore=Leg(0.46, -0.68, 0.16, 0.25, 0.25, 0.22, (0.24, 0.14, 0.09, 0.08), "hoof", 0.09),
    tail=Tail(-0.8, -0.92, 0.2, (0.09, 0.1, 0.03), 40, 20),
    dress=goat_coat, stride=0.85, run_stride=2.1, sitting=22, marks=(dress.belly, dress.pattern), over=(dress.collar, dress.plates), crown=(swept, scar),
)  # fmt: skip
SHEEP = Species(
    size=0.72, body=SHEEP_BODY, neck_base=(0.5, -0.84), neck_length=0.36, neck_angle=30, neck_widths=(0.44, 0.34), head_pitch=-24,
    head=Head(0.44, LONG_SKULL, (0.12, -0.04, 0.19, 0.055), (0.66, 0.0, 0.04, 0.035), ((0.7, 0.07, 0.02), (0.54, 0.11, 0.08), (0.4, 0.09, 0.12)),
              Ear("leaf", (-0.14, -0.08, 0.2), (-0.2, 0.12, 0.26), 0.2), muzzle=(0.28, 0.02, 0.56, 0.36)),
    hind=Leg(-0.44, -0.6, 0.16, 0.24, 0.22, 0.24, (0.24, 0.14, 0.09, 0.08), "hoof", 0.08),
    fore=Leg(0.38, -0.58, 0.16, 0.21, 0.22, 0.22, (0.2, 0.12, 0.09, 0.08), "hoof", 0.08),
    tail=Tail(-0.72, -0.8, 0.18, (0.13, 0.14, 0.06), -60, 0),
    dress=sheep_coat, stride=0.8, run_stride=1.9, sitting=16, over=(fleece, dress.collar), crown=(dark_face, scar),
)  # fmt: skip
PIG = Species(
    size=0.66, body=PIG_BODY, neck_base=(0.56, -0.7), neck_length=0.28, neck_angle=4, neck_widths=(0.6, 0.5), head_pitch=-10,
    head=Head(0.62, PIG_SKULL, (0.18, -0.1, 0.27, 0.045), (0.58, 0.02, 0.03, 0.03), ((0.54, 0.24, 0.04), (0.4, 0.28, 0.12), (0.28, 0.24, 0.2)),
              Ear("point", (-0.06, -0.28, 0.22), (0.14, -0.28, 0.14), 0.28), muzzle=(0.5, 0.04, 0.14, 0.2), brow=False),
    hind=Leg(-0.56, -0.58, 0.18, 0.22, 0.2, 0.2, (0.34, 0.18, 0.11, 0.1), "hoof", 0.09),
    fore=Leg(0.42, -0.54, 0.18, 0.19, 0.2, 0.18, (0.26, 0.16, 0.11, 0.1), "hoof", 0.09),
    tail=Tail(-0.84, -0.72, 0.04, (0.05, 0.03), 30, 0),
    dress=pig_coat, stride=0.7, run_stride=1.7, sitting=24, behind=(curly,), marks=(dress.belly, dress.pattern), over=(dress.collar,), crown=(snout, scar),
)  # fmt: skip
ELEPHANT = Species(
    size=2.9, body=ELEPHANT_BODY, neck_base=(0.46, -0.82), neck_length=0.3, neck_angle=18, neck_widths=(0.46, 0.4), head_pitch=-4,
    head=Head(0.44, ELEPHANT_SKULL, (0.16, -0.08, 0.32, 0.0), (0.3, 0.3, 0.0, 0.0), ((0.2, 0.42, 0.1), (0.1, 0.44, 0.2), (0.04, 0.4, 0.24)),
              Ear("round", (-0.1, 0.0, 0.2), (-0.1, 0.0, 0.0), 0.02), nostril=True, brow=False),
    hind=Leg(-0.42, -0.66, 0.2, 0.28, 0.24, 0.17, (0.38, 0.26, 0.21, 0.21), "pad", 0.1),
    fore=Leg(0.34, -0.66, 0.2, 0.28, 0.26, 0.17, (0.3, 0.24, 0.2, 0.2), "pad", 0.1),
    tail=Tail(-0.64, -0.76, 0.42, (0.05, 0.04, 0.03), -76, -10, "tuft"),
    dress=elephant_coat, stride=0.8, run_stride=1.3, sitting=22, marks=(dress.pattern,), over=(dress.collar,), crown=(trunk, fans, scar),
)  # fmt: skip
GIRAFFE = Species(
    size=2.6, body=DEER_BODY, neck_base=(0.42, -0.9), neck_length=0.98, neck_angle=62, neck_widths=(0.32, 0.16), head_pitch=-20,
    head=Head(0.34, LONG_SKULL, (0.1, -0.06, 0.19, 0.06), (0.66, 0.0, 0.03, 0.03), ((0.7, 0.08, 0.02), (0.52, 0.11, 0.08), (0.38, 0.1, 0.12)),
              Ear("leaf", (-0.2, -0.12, 0.16), (-0.22, -0.12, 0.2), 0.18), nostril=True),
    hind=_SLIM_HIND, fore=_SLIM_FORE, tail=Tail(-0.64, -0.88, 0.4, (0.05, 0.03, 0.03), -70, -8, "tuft"),
    dress=giraffe_coat, stride=0.95, run_stride=2.3, sitting=20, marks=(dress.belly, dress.pattern), over=(net, dress.collar), crown=(knobs, scar),
)  # fmt: skip
ZEBRA = Species(
    size=1.3, body=COW_BODY, neck_base=(0.54, -0.86), neck_length=0.5, neck_angle=48, neck_widths=(0.42, 0.26), head_pitch=-36,
    head=Head(0.48, LONG_SKULL, (0.1, -0.06, 0.19, 0.05), (0.66, 0.0, 0.03, 0.03), ((0.7, 0.08, 0.02), (0.56, 0.11, 0.08), (0.44, 0.1, 0.12)),
              Ear("leaf", (-0.2, -0.18, 0.14), (0.0, -0.3, 0.06), 0.18), muzzle=(0.62, 0.06, 0.18, 0.16), nostril=True),
    hind=Leg(-0.58, -0.76, 0.15, 0.29, 0.28, 0.28, (0.32, 0.18, 0.09, 0.075), "hoof", 0.08),
    fore=Leg(0.46, -0.7, 0.15, 0.26, 0.26, 0.24, (0.24, 0.14, 0.085, 0.075), "hoof", 0.08),
    tail=Tail(-0.82, -0.9, 0.5, (0.05, 0.04, 0.035), -66, -10, "tuft"),
    dress=zebra_coat, stride=0.95, run_stride=2.5, sitting=22, marks=(dress.pattern, neck_bars), over=(brush,), crown=(scar,),
)  # fmt: skip
CAMEL = Species(
    size=1.75, body=DEER_BODY, neck_base=(0.46, -0.78), neck_length=0.66, neck_angle=46, neck_widths=(0.3, 0.2), head_pitch=-8,
    head=Head(0.4, LONG_SKULL, (0.1, -0.08, 0.19, 0.055), (0.66, 0.0, 0.03, 0.03), ((0.7, 0.08, 0.02), (0.52, 0.13, 0.08), (0.34, 0.12, 0.12)),
              Ear("leaf", (-0.22, -0.16, 0.14), (-0.06, -0.18, 0.08), 0.14), nostril=True),
    hind=_SLIM_HIND, fore=_SLIM_FORE, tail=Tail(-0.64, -0.88, 0.36, (0.05, 0.03, 0.03), -70, -8, "tuft"),
    dress=camel_coat, stride=1.0, run_stride=2.3, sitting=16, behind=(humps,), marks=(dress.belly,), over=(dress.collar,), crown=(scar,),
)  # fmt: skip


def _animal(name: str, words: tuple[str, ...], s: Species, height: float, length: float, speed: float, run: float, head: tuple[float, float]) -> Creature:
    return Creature(name, words, "animal", height=height * s.size, length=length * s.size, draw=quadruped(s), stride=s.stride * s.size, run_stride=s.run_stride * s.size,
                    speed=speed, run_speed=run, focus=(head[0] * s.size, head[1] * s.size), focus_size=1.5 * s.head.size * s.size)  # fmt: skip


CREATURES = (
    _animal("deer", ("deer", "stag", "doe", "reindeer", "elk", "moose", "antelope", "gazelle"), DEER, 1.85, 1.6, 1.2, 7, (0.78, -1.35)),
    _animal("cow", ("cow", "bull", "ox", "cattle", "buffalo", "bison", "yak"), COW, 1.35, 2.1, 0.9, 4, (1.0, -0.95)),
    _animal("fawn", ("fawn",), young(DEER), 1.75, 1.6, 0.8, 4, (0.75, -1.2)),
    _animal("calf", ("calf",), young(COW), 1.35, 2.1, 0.7, 3, (0.95, -0.95)),
    _animal("lamb", ("lamb",), young(SHEEP), 1.25, 1.8, 0.5, 2, (0.9, -1.0)),
    _animal("goat", ("goat", "ibex", "ram", "billy goat"), GOAT, 1.6, 2.0, 0.9, 4, (0.95, -1.15)),
    _animal("sheep", ("sheep", "ewe", "alpaca", "llama"), SHEEP, 1.25, 1.8, 0.7, 3, (0.95, -1.0)),
    _animal("pig", ("pig", "piglet", "hog", "boar", "sow"), PIG, 1.1, 2.0, 0.6, 2.5, (1.0, -0.7)),
    _animal("elephant", ("elephant", "mammoth"), ELEPHANT, 1.2, 1.7, 1.4, 4, (0.8, -0.85)),
    _animal("giraffe", ("giraffe",), GIRAFFE, 2.05, 1.7, 1.5, 6, (1.0, -1.8)),
    _animal("zebra", ("zebra",), ZEBRA, 1.5, 2.0, 1.2, 7, (1.0, -1.2)),
    _animal("camel", ("camel", "dromedary"), CAMEL, 1.5, 1.7, 1.2, 5, (1.0, -1.25)),
)
