"""The bird rig: perched, hopping, pecking, gliding or beating its wings, in any view.

Lengths are in body lengths; the origin is the middle of the body for flyers, the ground for walkers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Point,
    Station,
    coat,
    dark,
    eye,
    form,
    hexa,
    loft,
    said,
    step,
)
from rushes.engines.animatic.cast.rig_wing import wing
from rushes.engines.animatic.figure import Look, Pose

BODY: tuple[Station, ...] = (
    (-0.5, -0.03, 0.05, 0.06),
    (-0.36, -0.14, 0.16, 0.16),
    (-0.12, -0.23, 0.26, 0.25),
    (0.14, -0.25, 0.27, 0.26),
    (0.34, -0.2, 0.2, 0.2),
    (0.46, -0.1, 0.08, 0.1),
)


AIRBORNE = ("fly", "fall", "fight", "dance", "swim")


@dataclass(frozen=True, slots=True)
class Plumage:
    """Local colours."""

    main: str
    belly: str
    wing: str
    quill: str
    """Flight feathers and tail."""
    head: str
    face: str
    beak: str
    leg: str
    eyes: str | None


@dataclass(frozen=True)
class Bird:
    """One kind of bird."""

    size: float
    """Length of the body in metres."""
    plumage: Callable[[Look], Plumage]
    head: float = 0.21
    """Radius."""
    neck: tuple[float, float] = (0.42, -0.2)
    """From the middle of the body to the middle of the head, in the body's frame when flying."""
    perch: tuple[float, float] = (0.4, -0.3)
    """The same when perched, upright."""
    pitch: float = 38.0
    """Of the body when perched."""
    beak: tuple[float, float, float] = (0.22, 0.1, 0.0)
    """Length, height and hook (downward bend)."""
    tail: tuple[float, float] = (0.5, 0.2)
    """Length and width at the end."""
    leg: float = 0.3
    span: float = 1.15
    chord: float = 1.0
    body: tuple[Station, ...] = BODY
    eye: tuple[float, float, float] = (0.3, -0.12, 0.2)
    """x, y in head radii, radius in head radii."""
    neck_width: tuple[float, float] = (0.36, 0.3)
    walker: bool = False
    """Origin on the ground."""
    webbed: bool = False
    over: "tuple[Hook, ...]" = ()
    crown: "tuple[Hook, ...]" = ()


@dataclass(slots=True)
class Flight:
    """One bird at one instant."""

    c: Canvas
    look: Look
    pose: Pose
    bird: Bird
    plumage: Plumage
    body: Frame
    head: Frame
    airborne: bool

    def h(self, x: float, y: float, z: float = 0.0) -> Point:
        """A point of the head, in head radii."""
        k = self.bird.head
        return self.head.p(x * k, y * k, z * k)


Hook = Callable[[Flight], None]


def plumage(
    look: Look,
    mains: tuple[str, ...],
    *,
    belly: str | None = None,
    wing: str | None = None,
    quill: str | None = None,
    head: str | None = None,
    face: str | None = None,
    beak: str = "#e0a03a",
    leg: str = "#6b5648",
    eyes: str | None = None,
) -> Plumage:
    """Colours from the text, else the kind's (None: derived from the main colour)."""
    main, other = coat(look, *mains)
    named = main not in mains
    return Plumage(
        main,
        said(
            look,
            other or (hexa(main, 0.12, 0.8) if named else belly) or hexa(main, 0.12, 0.75),
            "belly",
            "breast",
            "chest",
        ),
        said(look, (wing if not named else None) or hexa(main, -0.04), "wing"),
        said(look, (quill if not named else None) or hexa(main, -0.13), "tail", "feather"),
        said(look, (head if not named else None) or main, "head", "crest"),
        said(look, face or head or main, "face", "cheek"),
        said(look, beak, "beak", "bill"),
        said(look, leg, "leg", "feet", "foot"),
        said(look, eyes or "", "eye") or None,
    )


def bird(kind: Bird) -> Callable[[Canvas, Look, Pose], None]:
    """The `draw` of a creature of this kind."""

    def draw(c: Canvas, look: Look, pose: Pose) -> None:
        with c.at(0, 0, kind.size):
            _paint(_pose(c, look, pose, kind))

    return draw


def _pose(c: Canvas, look: Look, pose: Pose, k: Bird) -> Flight:
    airborne = pose.gait in AIRBORNE and not (k.walker and pose.gait in ("dance", "fight"))
    beat = float(np.sin(2 * np.pi * pose.phase))
    ground = -(k.leg + 0.24) if k.walker else 0.0
    hop = (
        -0.12 * abs(float(np.sin(np.pi * pose.phase)))
        if pose.gait in ("walk", "run", "dance") and not k.walker
        else 0.0
    )
    bob = 0.07 * -beat if airborne else hop + 0.008 * float(np.sin(pose.t * 2.4))
    pitch = {
        "fly": 6.0,
        "fall": -48.0,
        "eat": -24.0,
        "lie": 6.0,
        "sit": k.pitch * 0.6,
        "run": k.pitch * 0.5,
    }.get(pose.gait, 12.0 if airborne else k.pitch)
    drop = k.leg * 0.85 if pose.gait in ("sit", "lie") else 0.0
    body = Frame(pose.turn, 0.0, ground + bob + drop, 0.0, pitch)
    nx, ny = k.neck if airborne else k.perch
    peck = max(0.0, float(np.sin(pose.t * 5))) if pose.gait == "eat" else 0.0
    wx, wy, _ = body.world(0.36, -0.05)
    if pose.gait == "eat":
        hx, hy = wx + 0.26 + nx * 0.35, wy + (0.05 + 0.2 * peck) + 0.3 * k.leg
    elif airborne:
        hx, hy, _ = body.world(nx, ny)
    else:
        hx, hy = nx - 0.1, body.y + ny - 0.12 + (0.02 * beat if pose.gait == "walk" else 0)
    yaw = 34 * float(np.clip(2 * np.sin(pose.t * 1.3), -1, 1)) + 20 if pose.gait == "look" else 0.0
    nod = (
        -42 - 20 * peck
        if pose.gait == "eat"
        else (-14 if pose.gait == "fall" else 4 * float(np.sin(pose.t * 1.7)))
    )
    head = Frame(pose.turn, hx, hy, 0.0, nod + 14 * pose.head, yaw)
    return Flight(c, look, pose, k, plumage_of(k, look), body, head, airborne)


def plumage_of(k: Bird, look: Look) -> Plumage:
    return k.plumage(look)


def _paint(f: Flight) -> None:
    """Every part, the farthest first for the view."""
    order: list[Callable[[], None]] = [
        lambda: wing(f, -1),
        lambda: _tail(f),
        lambda: _legs(f),
        lambda: _body(f),
        lambda: _head(f),
        lambda: wing(f, 1),
    ]
    if f.pose.turn < -50:
        order = [
            lambda: _head(f),
            lambda: _legs(f),
            lambda: _body(f),
            lambda: wing(f, -1),
            lambda: wing(f, 1),
            lambda: _tail(f),
        ]
    elif f.pose.turn > 50 and not f.airborne:
        order = [
            lambda: _tail(f),
            lambda: _legs(f),
            lambda: wing(f, -1),
            lambda: wing(f, 1),
            lambda: _body(f),
            lambda: _head(f),
        ]
    elif f.pose.turn > 50:
        order = [
            lambda: _tail(f),
            lambda: wing(f, -1),
            lambda: wing(f, 1),
            lambda: _legs(f),
            lambda: _body(f),
            lambda: _head(f),
        ]
    for part in order:
        part()


def _body(f: Flight) -> None:
    c, k = f.c, f.bird
    outline = loft(f.body, k.body)
    neck0, skull = f.body.p(0.26, -0.02), f.head.p(0, 0)
    w0, w1 = k.neck_width
    middle = ((neck0[0] * 0.5 + skull[0] * 0.5) - 0.02 * f.body.side, (neck0[1] + skull[1]) / 2)

    def marks() -> None:
        if f.plumage.belly == f.plumage.main or f.body.front < -0.4:
            return
        x, y = f.body.p(0.14, 0.2)
        wide = 0.5 * abs(f.body.side) + 0.2 * abs(f.body.front)
        with c.at(x, y, turn=-f.body.pitch * f.body.side):
            c.ellipse(0, 0.02, wide, 0.25 + 0.1 * abs(f.body.front), f.plumage.belly)

    c.fill(
        paths.limb([f.body.p(0.05, 0.02), neck0, middle, skull], (w0, w0, (w0 + w1) / 2, w1)), f.plumage.main
    )
    form(c, outline, f.plumage.main, 0.05, marks)
    for hook in k.over:
        hook(f)


def _tail(f: Flight) -> None:
    k, c = f.bird, f.c
    length, width = k.tail
    wag = 3 * float(np.sin(f.pose.t * 2.2))
    spread = width * (1.5 if f.airborne else 1.0)
    base = f.body.p(-0.36, 0.0)
    droop = 0.05 if f.airborne else 0.12
    tips = [
        f.body.p(
            -0.36 - length * (1 - 0.07 * abs(i)),
            droop + 0.02 * wag * 0.1 + spread * 0.26 * i,
            spread * 0.5 * i,
        )
        for i in (-1, -0.5, 0, 0.5, 1)
    ]
    up, down = f.body.p(-0.3, -0.1), f.body.p(-0.3, 0.1)
    form(c, paths.curve([up, *tips, down], True, 0.6), f.plumage.quill, 0.02)
    for tip in tips[1:4]:
        c.line([base, tip], dark(f.plumage.quill), 0.012, 0.5)


def _legs(f: Flight) -> None:
    k, c = f.bird, f.c
    if f.pose.gait in ("sit", "lie") or (k.leg < 0.02):
        return
    flat = Frame(f.pose.turn)
    for i, z in enumerate((-0.1, 0.1)):
        tone = dark(f.plumage.leg, 0.8) if z < 0 else f.plumage.leg
        hip = f.body.world(-0.04, 0.2)
        if f.airborne:
            root, end = f.body.p(-0.1, 0.2, z), f.body.p(-0.42, 0.22, z)
            c.limb([root, end], (0.08, 0.04), tone)
            continue
        dx, lift = 0.0, 0.0
        if f.pose.gait in ("walk", "run") and k.walker:
            dx, lift = step(f.pose.phase + 0.5 * i, 0.6, 0.62)
        ground = 0.0 if k.walker else k.leg + 0.24
        foot = flat.p(hip[0] * 0.4 + dx + 0.03, ground - 0.12 * lift, z)
        root = flat.p(hip[0], hip[1], z)
        knee = (
            (root[0] + foot[0]) / 2 - 0.05 * f.body.side - 0.03 * lift,
            (root[1] + foot[1]) / 2 - 0.04 * lift,
        )
        c.limb([root, knee, foot], (0.1, 0.045, 0.035), tone)
        _toes(f, foot, tone, lift)


def _toes(f: Flight, foot: Point, tone: "str | tuple[float, float, float]", lift: float) -> None:
    x, y = foot
    side, k = f.body.side, 0.16 if not f.bird.webbed else 0.2
    if f.bird.webbed:
        wide = 0.1 * abs(f.body.front) + 0.02
        f.c.curve(
            [
                (x - wide, y - 0.03),
                (x + k * side + wide, y - 0.02),
                (x + k * side + wide, y + 0.025),
                (x - wide, y + 0.02),
            ],
            tone,
        )
        return
    for dx, dz in ((k, 0.0), (k * 0.75, 0.09), (-k * 0.6, 0.0)):
        f.c.line(
            [(x, y - 0.02), (x + dx * side + dz * f.body.front, y + 0.06 * abs(dz) + 0.02 + 0.05 * lift)],
            tone,
            0.03,
            smooth=False,
        )


def _head(f: Flight) -> None:
    k, c, p = f.bird, f.c, f.plumage
    x, y = f.head.p(0, 0)
    r = k.head
    if f.head.front > -0.5 or f.head.side > 0.5:
        _beak(f)
    ball = paths.ellipse(x, y, r * 1.04, r)

    def marks() -> None:
        if p.face != p.head and f.head.front > -0.4:
            fx, fy = f.h(0.5, 0.25)
            c.ellipse(fx, fy, r * (0.65 + 0.2 * abs(f.head.front)), r * 0.6, p.face)

    form(c, ball, p.head, 0.12 * r, marks)
    if f.head.front > 0.4:
        _beak(f)
    for side in (-1, 1):
        show = f.head.facing(0.35, side)
        if show > 0.1 and f.head.front > -0.5:
            ex, ey, er = k.eye
            eye(c, f.h(ex, ey, side * 0.78), er * r, f.look, f.pose.t, p.eyes, show)
    for hook in k.crown:
        hook(f)


def _beak(f: Flight) -> None:
    k, c, p = f.bird, f.c, f.plumage
    long, high, hook = (v / k.head for v in k.beak)
    gape = 0.5 * high * (f.pose.mouth + (0.8 if f.pose.gait == "fight" else 0))
    wide = 0.42 * high * abs(f.head.front)
    root_x = 0.82
    up = [
        f.h(root_x, -high * 0.55, -wide),
        f.h(root_x, -high * 0.55, wide),
        f.h(root_x + long * 0.6, -high * 0.36, wide * 0.5),
        f.h(root_x + long, high * 0.05 + hook),
        f.h(root_x + long * 0.55, high * 0.1, -wide * 0.8),
        f.h(root_x, high * 0.12, -wide),
    ]
    low = [
        f.h(root_x, 0, -wide),
        f.h(root_x, 0, wide),
        f.h(root_x + long * 0.8, gape + high * 0.16 + hook * 0.2),
        f.h(root_x, high * 0.5 + gape * 0.3),
    ]
    c.curve(low, dark(p.beak, 1.0), tension=0.6)
    c.curve(up, p.beak, tension=0.6)
