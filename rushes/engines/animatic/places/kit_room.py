"""Rooms: walls, floors and ceilings in perspective, windows on the hour outside, lamps and furniture."""

from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import (
    along,
    fill_all,
    flat,
    quad,
    side_tone,
    soft,
    spot,
    upright,
)
from rushes.engines.animatic.setting import Setting, View


@dataclass(frozen=True, slots=True)
class Room:
    """A box of air in metres: walls at -`half` and +`half`, a back wall at `back`, a ceiling at `height`."""

    half: float = 4.6
    back: float = 9.0
    height: float = 3.4
    front: float = 1.4


def dark(s: Setting) -> bool:
    """True when the lamps of a room are lit."""
    return s.light.night > 0.2 or s.weather in ("storm", "rain")


def walls(
    c: Canvas,
    s: Setting,
    room: Room,
    colour: "str | RGB",
    ceiling: "str | RGB" = "#d9cfbf",
    skirting: "str | RGB | None" = "#e8dfd0",
) -> None:
    """Back wall, side walls and ceiling; the corners darken, the wall across from the window is lighter."""
    v, light = s.view, s.light
    (x0, y0), (x1, y1) = spot(v, -room.half, room.height, room.back), spot(v, room.half, 0, room.back)
    c.fill(
        quad(
            v,
            [
                (-room.half, room.height, room.back),
                (-room.half, room.height, room.front),
                (room.half, room.height, room.front),
                (room.half, room.height, room.back),
            ],
        ),
        Linear((0, y0), (0, y0 - 0.7), [light.dim(ceiling, 0.9), light.dim(ceiling, 0.2)]),
    )
    c.rect(
        x0,
        y0,
        x1 - x0,
        y1 - y0,
        Linear(
            (0, y0), (0, y1), [light.dim(colour, 0.35), light.lift(colour, 0.15), light.dim(colour, 0.25)]
        ),
    )
    _side_walls(c, s, colour, skirting, room, v)


def _side_walls(
    c: Canvas,
    s: Setting,
    colour: "str | RGB",
    skirting: "str | RGB | None",
    room: Room,
    v: View,
) -> None:
    """The two side walls."""
    for side in (-1, 1):
        x = side * room.half
        tone = side_tone(s, colour, x, 0.6)
        near, far = spot(v, x, 1, room.front * 2)[0], spot(v, x, 1, room.back)[0]
        c.fill(
            along(v, x, room.front, room.back, 0, room.height),
            Linear(
                (far, 0), (near, 0), [s.light.dim(tone, 0.9), s.light.dim(tone, 0.15), s.light.dim(tone, 0.9)]
            ),
        )
        if skirting is not None:
            c.fill(along(v, x, room.front, room.back, 0, 0.16), s.light.dim(skirting, 0.3))
    if skirting is not None:
        c.fill(upright(v, room.back, -room.half, room.half, 0, 0.16), skirting)


def boards(c: Canvas, s: Setting, room: Room, colour: "str | RGB", width: float = 0.32) -> None:
    """A plank floor that runs away from the camera."""
    v, light, rng = s.view, s.light, s.rng("boards")
    far, near = spot(v, 0, 0, room.back)[1], v.bottom
    c.rect(
        v.left,
        far,
        v.right - v.left,
        near - far,
        Linear(
            (0, far),
            (0, 1.1),
            [light.dim(colour, 0.9), light.lift(colour, 0.1), light.dim(colour, 0.5)],
            (0, 0.35, 1),
        ),
    )
    tones: dict[int, list[Path]] = {0: [], 1: []}
    gaps: list[Path] = []
    for x in np.arange(-room.half * 1.5, room.half * 1.5, width):
        gaps.append(flat(v, float(x), float(x) + 0.025, room.front, room.back))
        for _ in range(2):
            if rng.random() < 0.5:
                d = rng.uniform(room.front, room.back * 0.8)
                tones[int(rng.integers(2))].append(
                    flat(v, float(x), float(x) + width, d, min(room.back, d + rng.uniform(1, 4)))
                )
    fill_all(c, tones[0], light.lift(colour, 0.4), 0.35)
    fill_all(c, tones[1], light.dim(colour, 0.5), 0.4)
    fill_all(c, gaps, light.dim(colour, 1.3), 0.55)


def tiles(
    c: Canvas, s: Setting, room: Room, colour: "str | RGB", other: "str | RGB", size: float = 0.7
) -> None:
    """A chequered floor."""
    v, light = s.view, s.light
    far = spot(v, 0, 0, room.back)[1]
    c.rect(
        v.left,
        far,
        v.right - v.left,
        v.bottom - far,
        Linear((0, far), (0, 1.1), [light.dim(colour, 0.6), colour]),
    )
    odd = []
    for i, x in enumerate(np.arange(-room.half * 1.4, room.half * 1.4, size)):
        for j, d in enumerate(np.arange(room.front, room.back, size)):
            if (i + j) % 2:
                odd.append(flat(v, float(x), float(x) + size, float(d), min(room.back, float(d) + size)))
    fill_all(c, odd, Linear((0, far), (0, 1.1), [light.dim(other, 0.6), other]))


def view_out(
    c: Canvas, s: Setting, shape: Path, *, land: "str | RGB | None" = "#6f8664", horizon: float = 0.62
) -> None:
    """What a window shows: the sky of the hour, far hills, stars by night."""
    x0, y0, x1, y1 = shape.bounds()
    sky = s.light.sky
    with c.group(clip=shape):
        c.rect(x0, y0, x1 - x0, y1 - y0, Linear((0, y0), (0, y1), [Glow(sky[1]), Glow(sky[2]), Glow(sky[3])]))
        if s.light.night > 0.6:
            rng = s.rng("window stars")
            for _ in range(12):
                c.circle(
                    rng.uniform(x0, x1), rng.uniform(y0, y0 + 0.5 * (y1 - y0)), 0.0014, Glow("#eaf1ff"), 0.8
                )
        if land is not None:
            y = y0 + horizon * (y1 - y0)
            rng = s.rng("window land")
            far = mix(s.light.haze, s.light.on(land), 0.25 - 0.1 * s.light.night)
            near = mix(s.light.haze, s.light.on(land), 0.6 - 0.2 * s.light.night)
            w = x1 - x0
            c.fill(paths.ridge(x0 - 0.05, x1 + 0.05, y - 0.1 * w, 0.06 * w, y1 + 0.1, rng, n=30), Glow(far))
            c.fill(paths.ridge(x0 - 0.05, x1 + 0.05, y + 0.06 * w, 0.05 * w, y1 + 0.1, rng, n=30), Glow(near))


@dataclass(frozen=True, slots=True)
class _Hole:
    """The opening of a window in picture space, and what a metre is there."""

    x0: float
    y0: float
    x1: float
    y1: float
    m: float

    @property
    def w(self) -> float:
        return self.x1 - self.x0

    @property
    def h(self) -> float:
        return self.y1 - self.y0


def window(
    c: Canvas,
    s: Setting,
    d: float,
    x: tuple[float, float],
    y: tuple[float, float],
    *,
    panes: tuple[int, int] = (2, 3),
    frame: "str | RGB" = "#efe7d8",
    curtain: "str | RGB | None" = None,
    arch: bool = False,
    land: "str | RGB | None" = "#6f8664",
) -> None:
    """A window in a wall that faces the camera at `d`, metres, with what lies outside and its light."""
    m = s.view.metre(d)
    (x0, y1), (x1, y0) = spot(s.view, x[0], y[0], d), spot(s.view, x[1], y[1], d)
    o = _Hole(x0, y0, x1, y1, m)
    shape = _arched(o) if arch else paths.rect(x0, y0, o.w, o.h)
    c.stroke(shape, s.light.dim(frame, 0.2), 0.2 * m)
    view_out(c, s, shape, land=land)
    with c.group(clip=shape):
        _bars(c, o, panes, s.light.dim(frame, 0.5))
    c.rect(x0 - 0.15 * m, y1, o.w + 0.3 * m, 0.09 * m, s.light.lift(frame, 0.4))
    day, sky = (1 - s.light.night) * (1 - 0.4 * s.light.soft), mix(s.light.sky[3], s.light.sun, 0.4)
    c.glow((x0 + x1) / 2, (y0 + y1) / 2, max(o.w, o.h) * 1.15, sky, 0.20 * day)
    if curtain is not None:
        _curtains(c, s, o, curtain)


def _arched(o: _Hole) -> Path:
    left = [(o.x0, o.y1), (o.x0, o.y0 + 0.5 * o.w), (o.x0 + 0.13 * o.w, o.y0 + 0.17 * o.w)]
    right = [(o.x1 - 0.13 * o.w, o.y0 + 0.17 * o.w), (o.x1, o.y0 + 0.5 * o.w), (o.x1, o.y1)]
    return paths.curve([*left, (o.x0 + 0.5 * o.w, o.y0), *right], True, 0.55)


def _bars(c: Canvas, o: _Hole, panes: tuple[int, int], tone: RGB) -> None:
    """The bars between `panes` (across, down)."""
    across, down = panes
    for i in range(1, across):
        c.rect(o.x0 + o.w * i / across - 0.025 * o.m, o.y0, 0.05 * o.m, o.h, tone)
    for j in range(1, down):
        c.rect(o.x0, o.y0 + o.h * j / down - 0.02 * o.m, o.w, 0.04 * o.m, tone)


def _curtains(c: Canvas, s: Setting, o: _Hole, colour: "str | RGB") -> None:
    m, rail, hem = o.m, o.y0 - 0.2 * o.m, o.y1 + 0.3 * o.m
    for side, x in ((-1, o.x0), (1, o.x1)):
        for k in range(3):
            a, w = x + side * (0.12 - 0.2 * k) * m, 0.24 * m
            below = a + side * 0.1 * m
            fold = [(a - w / 2, rail), (a + w / 2, rail), (below + w / 2, hem), (below - w / 2, hem)]
            c.curve(fold, s.light.dim(colour, 0.25 + 0.4 * (k % 2)), tension=0.15)
    c.rect(o.x0 - 0.45 * m, o.y0 - 0.26 * m, o.w + 0.9 * m, 0.06 * m, s.light.dim("#5a4433", 0.2))


def sunbeam(
    c: Canvas, s: Setting, d: float, x: tuple[float, float], reach: float = 3.4, room_d: float | None = None
) -> None:
    """The patch of light that a window throws on the floor, and the shaft through the air."""
    v = s.view
    strength = (1 - s.light.night) * (1 - 0.85 * s.light.soft)
    if strength < 0.05:
        return
    near = (room_d or d) - reach
    shift = -s.light.side * 1.6
    patch = quad(
        v,
        [
            (x[0] + shift * 0.4, 0, d - 0.4),
            (x[1] + shift * 0.4, 0, d - 0.4),
            (x[1] + shift, 0, near),
            (x[0] + shift, 0, near),
        ],
    )
    c.fill(patch, Glow(s.light.sun), 0.30 * strength)


def lamp(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    m: float,
    colour: "str | RGB" = "#d8a95c",
    cord: float = 1.2,
    on: bool = True,
) -> None:
    """A hanging lamp with its pool of light; `m` is a metre there."""
    c.line([(x, y - cord * m), (x, y)], "#2d2a2a", 0.012 * m + 0.0008)
    c.curve(
        [
            (x - 0.06 * m, y - 0.02 * m),
            (x + 0.06 * m, y - 0.02 * m),
            (x + 0.3 * m, y + 0.22 * m),
            (x - 0.3 * m, y + 0.22 * m),
        ],
        s.light.dim(colour, 0.1),
        tension=0.35,
    )
    if on and dark(s):
        c.ellipse(x, y + 0.22 * m, 0.28 * m, 0.05 * m, Glow("#fff1c9"))
        c.glow(x, y + 0.25 * m, 2.6 * m, "#ffcf85", 0.65)
        c.fill(
            paths.poly(
                [
                    (x - 0.28 * m, y + 0.22 * m),
                    (x + 0.28 * m, y + 0.22 * m),
                    (x + 1.3 * m, y + 2.4 * m),
                    (x - 1.3 * m, y + 2.4 * m),
                ]
            ),
            Linear((x, y + 0.2 * m), (x, y + 2.4 * m), [(Glow("#ffd590"), 0.22), (Glow("#ffd590"), 0)]),
        )


def pool(
    c: Canvas, s: Setting, x: float, d: float, radius: float, colour: str = "#ffcf85", strength: float = 0.3
) -> None:
    """Lamplight on the floor."""
    if not dark(s):
        return
    px, py = spot(s.view, x, 0, d)
    r = radius * s.view.metre(d)
    soft(c, px, py, r, 0.28 * r, Glow(colour), strength)
