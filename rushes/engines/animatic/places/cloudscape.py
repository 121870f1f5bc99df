"""The open sky: a sea of clouds, towers of cloud, summits or floating isles."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix, toned
from rushes.engines.animatic.places.kit_land import peaks
from rushes.engines.animatic.places.kit_space import fill_all, soft
from rushes.engines.animatic.places.kit_tree import tree
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_sky(s: Setting) -> list[Plane]:
    return [
        Plane("towers", 2500, cloud_towers, rim=0.6),
        Plane("islands", 600, far_islands, rim=0.5),
        Plane("sea of clouds", 300, cloud_sea, rim=0.4),
        Plane("near clouds", 40, near_clouds, rim=0.5),
        Plane("stage cloud", 9.0, stage_cloud, rim=0.4),
        Plane("wisps", 3.0, wisps, blur=0.012, rim=0),
    ]


def _colours(s: Setting) -> tuple[Glow, Glow, Glow]:
    """Lit top, body and underside of a cloud in this hour."""
    light = s.light
    lit = mix(toned(light.sky[3], 0.05), "#ffffff", 0.45 * (1 - light.night))
    return Glow(lit), Glow(mix(lit, light.sky[2], 0.45)), Glow(mix(light.sky[1], light.sky[2], 0.4))


def _bank(
    c: Canvas,
    s: Setting,
    rng: np.random.Generator,
    x: float,
    y: float,
    w: float,
    h: float,
    fade_to: float = 0.0,
) -> None:
    """A heap of cloud with a flat foot."""
    top, body, under = _colours(s)
    n = 11
    a = np.linspace(-1, 1, n)
    lump = (1 - a**2) ** 0.6 * rng.uniform(0.65, 1.2, n)
    parts = [
        paths.blob(x + k * w, y - g * h * 0.5, w * (0.16 + 0.12 * g), h * (0.16 + 0.45 * g), rng, 0.05)
        for k, g in zip(a, lump, strict=True)
    ]
    parts.append(paths.rect(x - 1.1 * w, y - 0.08 * h, 2.2 * w, 0.2 * h, 0.1 * h))
    fill_all(c, parts, Linear((x, y - h), (x, y + 0.15 * h), [top, body, (under, 1 - fade_to)], (0, 0.55, 1)))
    k = s.light.side
    hi = [
        paths.blob(
            x + (q * 0.9 + 0.05 * k) * w,
            y - g * h * 0.72,
            w * 0.13 * (0.4 + g),
            h * 0.2 * (0.4 + g),
            rng,
            0.08,
        )
        for q, g in zip(a[2:-2], lump[2:-2], strict=True)
    ]
    fill_all(c, hi, top, 0.55)


def cloud_towers(c: Canvas, s: Setting) -> None:
    rng = s.rng("towers")
    for _ in range(5):
        side = rng.choice([-1, 1])
        _bank(
            c,
            s,
            rng,
            float(side * rng.uniform(0.35, 1.2)),
            s.view.horizon + 0.06,
            rng.uniform(0.2, 0.42),
            rng.uniform(0.18, 0.42),
        )


def far_islands(c: Canvas, s: Setting) -> None:
    """Peaks that stand out of the sea of clouds, or isles that float when the text says so."""
    v, rng = s.view, s.rng("isles")
    if s.has("island", "floating", "castle", "airship"):
        for x, y, w in ((-0.42, 0.36, 0.13), (0.5, 0.28, 0.17), (0.2, 0.46, 0.06)):
            c.curve(
                [
                    (x - w, y),
                    (x - 0.5 * w, y + 0.35 * w),
                    (x - 0.1 * w, y + 0.95 * w),
                    (x + 0.2 * w, y + 0.6 * w),
                    (x + 0.7 * w, y + 0.3 * w),
                    (x + w, y),
                ],
                Linear((0, y), (0, y + w), [s.light.lift("#7d6a5c", 0.3), s.light.dim("#7d6a5c", 0.9)]),
                tension=0.5,
            )
            c.curve(
                [
                    (x - w, y + 0.01),
                    (x - 0.4 * w, y - 0.12 * w),
                    (x + 0.5 * w, y - 0.1 * w),
                    (x + w, y + 0.01),
                    (x, y + 0.12 * w),
                ],
                "#7f9a58",
                tension=0.7,
            )
            for _ in range(5):
                tree(
                    c,
                    s,
                    x + rng.uniform(-0.6, 0.6) * w,
                    y - 0.03 * w,
                    w * rng.uniform(0.4, 0.7),
                    "#5f8a4c",
                    rng,
                )
        return
    peaks(c, s, "summits", 420, v.horizon + 0.12, 0.2, "#6b7688", "#eef2f7", 4, 0.7)


def cloud_sea(c: Canvas, s: Setting) -> None:
    v = s.view
    _top, body, under = _colours(s)
    c.rect(
        v.left,
        v.horizon + 0.05,
        v.right - v.left,
        v.bottom - v.horizon,
        Linear((0, v.horizon + 0.05), (0, 1.2), [body, under]),
    )
    for k in range(5):
        rng = s.rng(f"row {k}")
        y = v.horizon + 0.07 + 0.022 * k**1.6
        for x in np.arange(v.left, v.right, 0.3 + 0.06 * k):
            _bank(c, s, rng, float(x) + rng.uniform(-0.1, 0.1), y, 0.19 + 0.04 * k, 0.05 + 0.016 * k, 0.6)


def near_clouds(c: Canvas, s: Setting) -> None:
    rng = s.rng("near clouds")
    for side in (-1, 1):
        _bank(c, s, rng, side * rng.uniform(0.75, 1.0), 0.80 + rng.uniform(-0.03, 0.05), 0.42, 0.2, 0.5)


def stage_cloud(c: Canvas, s: Setting) -> None:
    """The bank of cloud on which the cast stands."""
    rng, v = s.rng("stage cloud"), s.view
    top, body, _ = _colours(s)
    y = v.ground(8.5)
    for x in np.linspace(-1.5, 1.5, 9):
        _bank(c, s, rng, float(x), y + 0.03 + 0.02 * abs(float(x)), 0.30, 0.07 + 0.05 * abs(float(x)), 0.2)
    c.rect(v.left, y + 0.02, v.right - v.left, v.bottom - y, Linear((0, y), (0, 1.1), [top, body]))
    for _ in range(14):
        soft(c, rng.uniform(-1, 1), rng.uniform(y + 0.05, 1.05), rng.uniform(0.15, 0.4), 0.025, body, 0.5, 5)


def wisps(c: Canvas, s: Setting) -> None:
    rng = s.rng("wisps")
    top, _, _ = _colours(s)
    for _ in range(5):
        soft(
            c,
            float(rng.choice([-1, 1]) * rng.uniform(0.5, 1.1)),
            rng.uniform(0.85, 1.05),
            0.5,
            0.07,
            top,
            0.5,
            7,
        )


PLACE = Place("sky", ("sky", "cloud", "heaven"), build_sky, horizon=0.5)
