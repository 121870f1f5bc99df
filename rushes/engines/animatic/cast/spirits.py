"""Creatures of the imagination: ghost and blob; what two-legged giants share is in `giants`."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    blink,
    coat,
    dark,
    form,
    pale,
    said,
)
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.paths import Path


def face(
    c: Canvas,
    f: Frame,
    x: float,
    y: float,
    gap: float,
    r: float,
    look: Look,
    pose: Pose,
    iris: str = "#2a2a30",
    white: str = "#f6f1e6",
) -> None:
    """Two round eyes on a front at `x`, `gap` either side of the middle."""
    lid = blink(look, pose.t)
    for side in (-1, 1):
        show = f.facing(0.8, side * 0.6)
        if show < 0.02:
            continue
        px, py = f.p(x, y, side * gap)
        wide = r * (0.5 + 0.5 * show)
        c.ellipse(px, py, wide, r, white)
        c.ellipse(px + 0.25 * wide * f.side, py, wide * 0.55, r * 0.55 * lid, iris)
        c.ellipse(
            px + 0.2 * wide + 0.25 * wide * f.side, py - 0.25 * r, wide * 0.16, r * 0.16, Glow("#ffffff")
        )


def quarter(pose: Pose) -> Pose:
    """Broad two-legged figures read best a little turned to the camera."""
    return replace(pose, turn=max(pose.turn, 28.0)) if pose.turn > -20 else pose


def ghost(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#e6eef2", "#d9e6f0", "#e9e6f2", "#d9efe4")
    f = Frame(pose.turn if pose.turn > 0 or pose.turn <= -20 else pose.turn + 20)
    with c.at(0, 0.06 * float(np.sin(pose.t * 1.6))):
        c.glow(0, 0, 1.5, hue, 0.1 + 0.25 * pose.lights)
        with c.group(opacity=0.86):
            _sheet(c, f, pose, hue)
        if f.front > -0.4:
            lit = look.has("evil", "angry") or "eye" in look.text
            for side in (-1, 1):
                x, y = f.p(0.2, -0.5, side * 0.13)
                c.ellipse(
                    x,
                    y,
                    0.06,
                    0.1 * blink(look, pose.t),
                    Glow(said(look, "#ff6a4a", "eye")) if lit else "#2f3440",
                )
            x, y = f.p(0.22, -0.28)
            c.ellipse(x, y, 0.055, 0.05 + 0.08 * pose.mouth + 0.015 * float(np.sin(pose.t * 2)), "#2f3440")


def _sheet(c: Canvas, f: Frame, pose: Pose, hue: str) -> None:
    """The floating sheet with its ragged hem, and two sleeves."""
    lean = (-0.28 if pose.gait in ("fly", "run", "walk", "swim") else -0.06) * f.side
    hem = [
        (0.5 - i / 8 + lean, 0.72 + (0.1 if i % 2 else -0.05) + 0.05 * float(np.sin(pose.t * 3 + i * 1.3)))
        for i in range(9)
    ]
    outline = paths.curve(
        [
            (-0.42, 0.1),
            (-0.4, -0.42),
            (-0.24, -0.78),
            (0.0, -0.9),
            (0.24, -0.78),
            (0.4, -0.42),
            (0.44, 0.1),
            *hem,
        ]
    )
    c.fill(outline, Linear((0, -0.9), (0, 0.85), [Glow(pale(hue, 0.5)), hue, (dark(hue, 0.6), 0.35)]))
    with c.group(clip=outline):
        c.curve([(0.1, -0.9), (0.6, -0.5), (0.6, 0.9), (0.2, 0.9), (0.3, 0.0)], dark(hue, 1.3), opacity=0.35)
    for side in (-1, 1):
        wave, out = 0.08 * float(np.sin(pose.t * 2 + side)), side * abs(f.front)
        x = side * (0.38 * max(abs(f.front), 0.3)) + 0.12 * f.side
        c.limb(
            [
                (x, -0.15),
                (x + 0.2 * out + 0.16 * f.side, -0.08 + wave),
                (x + 0.3 * out + 0.26 * f.side, 0.04 + wave),
            ],
            (0.2, 0.16, 0.08),
            pale(hue, 0.3),
        )


def blob(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#6fbf73", "#7a8fd9", "#d97fb0", "#e0a24a", "#5fb8b0")
    w, h = _squashed(pose)
    f = Frame(pose.turn + 25 if 0 <= pose.turn < 40 else pose.turn)
    hops = pose.gait in ("walk", "run", "dance")
    jump = 0.18 * max(0.0, float(np.sin(2 * np.pi * pose.phase + 0.8))) if hops else 0.0
    with c.at(0, -jump):
        form(c, _drop(w, h), hue, 0.09, lambda: _gleams(c, look, hue, w, h))
        if f.front > -0.4:
            face(c, f, 0.36, -h * 0.6, 0.17, 0.12, look, pose)
            x, y = f.p(0.42, -h * 0.38)
            lips = [(x - 0.12, y - 0.02), (x, y), (x + 0.12, y - 0.02), (x, y + 0.06 + 0.14 * pose.mouth)]
            c.curve(lips, dark(hue, 2.6))
    if look.has("glowing"):
        c.glow(0, -0.4, 1.3, hue, 0.45)


def _squashed(pose: Pose) -> tuple[float, float]:
    """Half-width and height of a body that keeps its volume, metres."""
    moving = pose.gait in ("walk", "run")
    squash = 0.22 * float(np.sin(2 * np.pi * pose.phase)) if moving else 0.1 * float(np.sin(pose.t * 3))
    return 0.55 * (1 - squash), 0.85 * (1 + squash) * (0.6 if pose.gait in ("lie", "sit") else 1)


def _drop(w: float, h: float) -> Path:
    left = [(-w, -0.02), (-w * 1.05, -h * 0.4), (-w * 0.6, -h * 0.88)]
    right = [(w * 0.62, -h * 0.86), (w * 1.04, -h * 0.38), (w, -0.02)]
    return paths.curve([*left, (0.02, -h), *right, (0, 0.03)])


def _gleams(c: Canvas, look: Look, hue: str, w: float, h: float) -> None:
    """Bubbles inside, and a highlight."""
    rng = look.rng("bubbles")
    for _ in range(7):
        x, y = float(rng.uniform(-0.4, 0.4)), -h * float(rng.uniform(0.1, 0.8))
        c.circle(x, y, float(rng.uniform(0.02, 0.06)), pale(hue, 1.0), opacity=0.6)
    c.ellipse(-w * 0.45, -h * 0.75, 0.12, 0.07, "#ffffff", opacity=0.55)


CREATURES = (
    Creature(
        "ghost",
        ("ghost", "spirit", "phantom", "spectre", "wraith", "spook"),
        "creature",
        height=1.8,
        length=1.1,
        draw=ghost,
        stride=0.8,
        run_stride=1.2,
        speed=0.8,
        run_speed=2,
        element="air",
        focus=(0.1, -0.5),
        focus_size=0.8,
    ),
    Creature(
        "blob",
        ("blob", "slime", "goo", "jelly"),
        "creature",
        height=0.95,
        length=1.2,
        draw=blob,
        stride=0.5,
        run_stride=0.8,
        speed=0.5,
        run_speed=1.2,
        focus=(0.15, -0.5),
        focus_size=0.7,
    ),
)
