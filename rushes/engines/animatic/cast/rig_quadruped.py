"""The four-legged rig: a species is a table of measures plus its own accents.

Lengths are in withers heights (the animal stands 1 high at the shoulder), head parts in head
units (about one head length); `quadruped` scales them to metres.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast import rig_head, rig_leg
from rushes.engines.animatic.cast.rig_coat import Coat
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Point,
    Station,
    dark,
    form,
    join,
    loft,
)
from rushes.engines.animatic.cast.rig_gait import Build, Stance, stance
from rushes.engines.animatic.cast.rig_head import Head
from rushes.engines.animatic.figure import Creature, Look, Pose


@dataclass(frozen=True, slots=True)
class Leg:
    """One pair of legs."""

    x: float
    y: float
    z: float
    upper: float
    lower: float
    meta: float
    """Length of the foot from hock or wrist to toes."""
    widths: tuple[float, float, float, float]
    """At hip, knee, hock and foot."""
    foot: str = "paw"
    """``paw``, ``hoof`` or ``pad``."""
    size: float = 0.1
    """Length of the foot."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A chain of points from the base, and what it looks like."""

    x: float
    y: float
    length: float
    widths: tuple[float, ...]
    angle: float = -30.0
    """Degrees above straight back; negative hangs."""
    curl: float = 0.0
    """Degrees that it turns up (+) or down (-) over its length."""
    kind: str = "fur"
    """``fur``, ``hair`` or ``tuft``."""


@dataclass(frozen=True)
class Species:
    """Everything that makes one kind of four-legged animal."""

    size: float
    """Height of the withers in metres."""
    body: tuple[Station, ...]
    neck_base: Point
    neck_length: float
    neck_angle: float
    neck_widths: tuple[float, float]
    head_pitch: float
    head: Head
    hind: Leg
    fore: Leg
    tail: Tail
    dress: Callable[[Look], Coat]
    stride: float = 0.95
    run_stride: float = 2.4
    sitting: float = 34.0
    chest: float = 0.0
    """How far chest fur stands out."""
    behind: "tuple[Hook, ...]" = ()
    """Drawn behind everything: far wings, packs."""
    marks: "tuple[Hook, ...]" = ()
    """Painted inside the body's outline."""
    over: "tuple[Hook, ...]" = ()
    """Drawn over the body, under the near head: manes, wings, saddles."""
    crown: "tuple[Hook, ...]" = field(default=())
    """Drawn over the head: horns, antlers, hats."""


@dataclass(slots=True)
class Rig:
    """One animal at one instant: what the hooks draw with."""

    c: Canvas
    look: Look
    pose: Pose
    species: Species
    coat: Coat
    stance: Stance
    body: Frame
    head: Frame

    def b(self, x: float, y: float, z: float = 0.0) -> Point:
        """A point of the standing body (withers units, ground at y 0) on the picture, whatever the stance."""
        hip = self.species.hind
        return self.body.p(x - hip.x, y - hip.y, z)

    def h(self, x: float, y: float, z: float = 0.0) -> Point:
        """A point of the head (head units) on the picture."""
        k = self.species.head.size
        return self.head.p(x * k, y * k, z * k)


Hook = Callable[[Rig], None]


def quadruped(species: Species) -> Callable[[Canvas, Look, Pose], None]:
    """The `draw` of a creature of this species."""

    def draw(c: Canvas, look: Look, pose: Pose) -> None:
        with c.at(0, 0, species.size):
            _paint(rig(c, look, pose, species))

    return draw


def animal(
    name: str,
    words: tuple[str, ...],
    s: Species,
    height: float,
    length: float,
    speed: float,
    run: float,
    head: Point,
    *,
    face: float = 1.5,
) -> Creature:
    """A creature of this species: lengths in withers heights, speeds in metres per second, the face `face`
    heads high."""
    return Creature(
        name,
        words,
        "animal",
        height=height * s.size,
        length=length * s.size,
        draw=quadruped(s),
        stride=s.stride * s.size,
        run_stride=s.run_stride * s.size,
        speed=speed,
        run_speed=run,
        focus=(head[0] * s.size, head[1] * s.size),
        focus_size=face * s.head.size * s.size,
    )


def young(s: Species) -> Species:
    """The puppy, kitten or foal of a species: small, with a big head and a short neck."""
    return replace(
        s,
        size=0.52 * s.size,
        neck_length=0.78 * s.neck_length,
        head=replace(s.head, size=1.32 * s.head.size),
        tail=replace(s.tail, length=0.75 * s.tail.length),
        crown=tuple(h for h in s.crown if h.__name__ not in ("antlers", "horns")),
    )


def build_of(s: Species) -> Build:
    """The measures that the gaits need."""
    belly = max(station[2] for station in s.body)
    return Build(
        (s.hind.x, s.hind.y),
        (s.fore.x, s.fore.y),
        belly,
        s.neck_angle,
        s.head_pitch,
        s.stride,
        s.run_stride,
        lift=0.12 if s.hind.foot != "pad" else 0.07,
        sitting=s.sitting,
    )


def rig(c: Canvas, look: Look, pose: Pose, s: Species) -> Rig:
    """The animal posed: frames of body and head."""
    now = stance(build_of(s), pose)
    if now.graze:
        now = _bowed(s, now)
    body = Frame(pose.turn, s.hind.x + now.shift[0], s.hind.y + now.shift[1], 0.0, now.pitch)
    root = body.world(s.neck_base[0] - s.hind.x, s.neck_base[1] - s.hind.y)
    angle, length = np.deg2rad(now.neck), s.neck_length
    if now.graze:
        reach = -0.16 - 0.3 * s.head.size - root[1]
        angle = float(np.arcsin(np.clip(-reach / (length * 1.12), -0.86, 0.2)))
        length *= 1.12
    yaw = now.yaw * (1 if pose.turn < 60 else 0.4)
    head = Frame(
        pose.turn,
        root[0] + length * float(np.cos(angle)),
        root[1] - length * float(np.sin(angle)),
        0.0,
        now.head,
        yaw,
    )
    return Rig(c, look, pose, s, s.dress(look), now, body, head)


def _bowed(s: Species, now: Stance) -> Stance:
    """A short neck reaches the ground by lowering the shoulders."""
    short = -s.neck_base[1] - 0.16 - 0.3 * s.head.size - 0.94 * s.neck_length
    ahead = s.neck_base[0] - s.hind.x
    return replace(now, pitch=-float(np.rad2deg(np.arcsin(np.clip(short / ahead, 0.05, 0.3)))))


def _paint(r: Rig) -> None:
    """Every part, the farthest first."""
    s, turn = r.species, r.pose.turn
    a = np.deg2rad(turn)
    parts: list[tuple[float, Callable[[], None]]] = [(0.0, lambda: _torso(r))]
    for i, leg in enumerate((s.hind, s.hind, s.fore, s.fore)):
        z = leg.z * (-1 if i % 2 == 0 else 1)
        depth = leg.x * 0.7 * np.sin(a) + z * np.cos(a)
        parts.append((float(depth), lambda i=i, z=z: rig_leg.paint(r, i, z)))  # type: ignore[misc]
    parts.append((float(-0.9 * np.sin(a) - 0.02), lambda: _tail(r)))
    parts.append((float(0.8 * np.sin(a) + 0.4 * abs(np.cos(a))), lambda: rig_head.paint(r)))
    for hook in s.behind:
        hook(r)
    for _, part in sorted(parts, key=lambda item: item[0]):
        part()


@lru_cache(256)
def _local(stations: tuple[Station, ...], x: float, y: float) -> tuple[Station, ...]:
    return tuple((sx - x, top - y, bottom - y, wide) for sx, top, bottom, wide in stations)


def _torso(r: Rig) -> None:
    s, c = r.species, r.c
    trunk = loft(r.body, _local(s.body, s.hind.x, s.hind.y))
    base = r.b(*s.neck_base)
    skull = r.head.p(0, 0)
    w0, w1 = s.neck_widths
    lean = 0.12 * s.neck_length
    middle = (
        (base[0] + skull[0]) / 2 - lean * 0.4 * r.body.side,
        (base[1] + skull[1]) / 2 - lean * 0.5 * r.body.side,
    )
    inside = r.b(s.neck_base[0] - 0.12, s.neck_base[1] + 0.1)
    neck = paths.limb([inside, base, middle, skull], (w0 * 1.05, w0, (w0 + w1) / 2, w1))
    core = join(trunk, neck)

    def marks() -> None:
        for hook in s.marks:
            hook(r)

    form(c, core, r.coat.main, 0.045, marks)
    for hook in s.over:
        hook(r)


def tail_points(r: Rig) -> list[Point]:
    """The tail on the picture, base first, wagging."""
    s = r.species
    t, n = s.tail, 7
    wag = r.stance.wag * float(np.sin(r.pose.t * (3 + 5 * r.stance.wag)))
    x, y, z = r.body.world(t.x - s.hind.x, t.y - s.hind.y)
    flat, angle = (
        Frame(r.pose.turn),
        t.angle + (r.stance.tail - r.stance.pitch) * (0.12 if t.angle > 45 else 1.0),
    )
    points = []
    for i in range(n):
        points.append(flat.p(x, min(y, -0.03), z))
        k = i / (n - 1)
        a = np.deg2rad(
            angle
            + t.curl * k
            + (8 + 14 * k) * wag
            + 6 * k * r.pose.wind * float(np.sin(r.pose.t * 2 + k * 2))
        )
        length = t.length / (n - 1)
        x, y = x - length * float(np.cos(a)), y - length * float(np.sin(a))
        z += length * 0.55 * wag * k
    return points


def _tail(r: Rig) -> None:
    t, c = r.species.tail, r.c
    points = tail_points(r)
    widths = np.interp(np.linspace(0, 1, len(points)), np.linspace(0, 1, len(t.widths)), t.widths)
    path = paths.limb(points, list(widths))
    colour = r.coat.mane if t.kind == "hair" else r.coat.tail
    if t.kind == "tuft":
        c.fill(path, colour)
        (x0, y0), (x1, y1) = points[-2], points[-1]
        end = (x1 + (x1 - x0) * 1.2, y1 + (y1 - y0) * 1.2)
        c.fill(
            paths.limb([points[-2], points[-1], end], (t.widths[-1], t.widths[-1] * 3.4, 0.01)), r.coat.tip
        )
        return

    def marks() -> None:
        if r.coat.tip != colour and t.kind != "hair":
            c.fill(
                paths.limb([*points[-3:], points[-1]], [v * 1.6 for v in (0.02, *widths[-2:], widths[-1])]),
                r.coat.tip,
            )
        if t.kind == "hair":
            for k in (-0.25, 0.2):
                c.line(
                    [(x + k * w, y) for (x, y), w in zip(points, widths, strict=True)],
                    dark(colour, 0.7),
                    0.012,
                    0.6,
                )

    form(c, path, colour, 0.02, marks)


def shine(r: Rig) -> None:
    """Marks: dots of light along the body of what the text calls glowing."""
    if not r.look.has("glowing", "luminous", "shining"):
        return
    rng = r.look.rng("dots")
    for _ in range(12):
        x, y = r.b(float(rng.uniform(-0.5, 0.45)), float(rng.uniform(-0.95, -0.6)))
        r.c.circle(x, y, 0.02, Glow("#c8fff4"), opacity=0.9)
