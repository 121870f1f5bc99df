"""The stage of one shot: every layer built once, then any frame on demand.

A frame is a function of the staging and its index alone: whoever renders it, in whatever order,
gets the same pixels.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import sky
from rushes.engines.animatic.blocking import block
from rushes.engines.animatic.camera import NEAREST, Camera
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.eyelines import cheat
from rushes.engines.animatic.figures import Figure, figures_of
from rushes.engines.animatic.framing import Plan, cameras
from rushes.engines.animatic.grade import Grade, make_grade
from rushes.engines.animatic.layers import Plate, crop, over, rim_lit, soften
from rushes.engines.animatic.light import Light, light_for
from rushes.engines.animatic.places import places
from rushes.engines.animatic.reader import Staging, key
from rushes.engines.animatic.setting import Place, Plane, Setting, View
from rushes.engines.animatic.takeup import take_up
from rushes.engines.animatic.targets import target_of
from rushes.engines.animatic.weather import Tile, bubbles, flash, leaves, mist, rain, snow

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is rendered: plain values, so that it travels to the workers."""

    staging: Staging
    width: int
    height: int
    frames: int
    fps: float
    passes: tuple[str, ...] = ()
    hold: int = 1
    """Figures and moving scenery are drawn anew every so many frames and carried along between (drafts)."""
    empty: bool = False
    """True: the place alone, without its cast (reference pictures)."""


@dataclass(slots=True)
class Layer:
    """A plane of the place, made ready."""

    plane: Plane
    plate: Plate | None
    depth: float
    moved: tuple[int, Pixels, int, int] | None = None
    """The last drawing of what moves by itself: its frame, pixels and corner."""


@dataclass(slots=True)
class Picture:
    """One rendered frame."""

    frame: Pixels
    """RGB uint8 (H, W, 3)."""
    boxes: NDArray[np.float32]
    """(figures, 4), NaN where out of frame."""
    label: Pixels | None
    passes: dict[str, Pixels]


@dataclass(slots=True)
class Stage:
    """Everything of a shot that is built once."""

    order: Order
    setting: Setting
    place: Place
    cameras: list[Camera]
    layers: list[Layer]
    figures: list[Figure]
    grade: Grade
    near_tiles: list[Tile]
    mists: list[Tile]
    clouds: Plate | None
    misty: int
    """Index of the layer over which the mist lies."""
    clear: float
    """Metres before the lens within which scenery is left out, so that nothing hides a close subject."""
    to_frame: Matrix = field(default_factory=lambda: np.eye(3))

    def picture(self, i: int, labelled: bool) -> Picture:
        """Render frame `i`."""
        from rushes.engines.animatic.painter import paint

        return paint(self, i, labelled)


@dataclass(frozen=True, slots=True)
class Blocking:
    """Who stands where in which light, and what the camera does; nothing of it is drawn yet."""

    setting: Setting
    place: Place
    figures: list[Figure]
    cameras: list[Camera]


def setting_of(s: Staging) -> tuple[Setting, Place]:
    """What a staging says of its place, in its light, and the kind of place that it is."""
    place = places()[s.place]
    setting = Setting(
        kind=s.place_word,
        words=s.words,
        text=s.text,
        time=s.time,
        weather=s.weather,
        light=_light(s, place),
        view=View(horizon=place.horizon, eye=place.eye),
        key=s.layout,
    )
    return setting, place


def blocked(order: Order) -> Blocking:
    """Choose the light, place the cast on its marks, plan the camera."""
    s = order.staging
    setting, place = setting_of(s)
    view = setting.view
    rng = np.random.default_rng((s.seed, key("blocking")))
    marks = block(() if order.empty else s.figures, place, order.frames, order.fps, rng, s.size, s.stands)
    for mark in marks if s.size == "extreme wide" else ():
        mark.depth += 2.6
    figures = figures_of(marks, s, setting, order)
    plan = _cameras(order, view, figures, rng)
    if s.gaze is not None or s.stands:
        plan = take_up(plan, figures, s, view, order.width / order.height)
    cheat(figures, plan, view, order.width / order.height, s.size, order.fps, s.move)
    return Blocking(setting, place, figures, plan)


def build(order: Order) -> Stage:
    """Raise the stage: block it, then draw every plate."""
    s, blocking = order.staging, blocked(order)
    setting, place, plan = blocking.setting, blocking.place, blocking.cameras
    to_frame = np.array([[order.height, 0, order.width / 2], [0, order.height, 0], [0, 0, 1.0]])
    marks = [figure.mark for figure in blocking.figures]
    focus = float(np.mean([m.depth.mean() for m in marks])) if marks else 8.0
    planes = sorted(place.build(setting), key=lambda p: -p.depth)
    if place.sky:
        planes.insert(0, Plane("sky", SKY, sky.sky, rim=0))
    cuts = sorted({float(d) for m in marks for d in (m.depth.min(), m.depth.max())})
    drawer = _Drawer(setting, plan, to_frame, order, focus)
    clear = _clear(order, plan, focus) if marks else NEAREST
    layers = [drawer.layer(group) for group in _groups(planes, setting.view, plan, cuts, order, clear)]
    clouds = drawer.layer([Plane("clouds", 4000.0, sky.clouds, rim=0)]).plate if place.sky else None
    return Stage(
        order,
        setting,
        place,
        plan,
        layers,
        blocking.figures,
        make_grade(s.styles, order.width, order.height, s.seed & 0xFFFF, setting.light.night),
        _tiles(setting, place, order),
        _mists(setting, place, order),
        clouds,
        max((n for n, layer in enumerate(layers) if layer.depth >= MIST), default=0),
        clear,
        to_frame,
    )


def _clear(order: Order, plan: list[Camera], focus: float) -> float:
    if order.staging.size in ("wide", "extreme wide"):
        return NEAREST
    return max(NEAREST, 0.62 * min(camera.distance(focus) for camera in plan))


def _light(s: Staging, place: Place) -> Light:
    """The hour and weather outdoors; indoors the lamps warm what the hour leaves dark, and nothing is
    hazy."""
    light = light_for(s.time, s.weather if place.medium == "air" else "clear", s.side)
    if place.medium == "space":
        return replace(light, haze_metres=9000.0)
    gain = 1 + (place.moonlit - 1) * light.night
    light = replace(light, tint=(light.tint[0] * gain, light.tint[1] * gain, light.tint[2] * gain))
    if not place.interior:
        return light
    lamp = place.lamps * (0.35 + 0.65 * light.night)
    tint = (
        1.0 * lamp + light.tint[0] * (1 - lamp),
        0.87 * lamp + light.tint[1] * (1 - lamp),
        0.68 * lamp + light.tint[2] * (1 - lamp),
    )
    return replace(light, tint=tint, haze_metres=4000.0, soft=max(light.soft, 0.4), rim=0.6 * light.rim)


def _cameras(order: Order, view: View, figures: list[Figure], rng: np.random.Generator) -> list[Camera]:
    s, aspect = order.staging, order.width / order.height
    shaky = 0.35 if "documentary" in s.styles else 0.0
    plan = Plan(s.size, s.angle, s.move, order.frames, order.fps, aspect, shaky)
    target = target_of(figures, s.size, aspect, order.fps, s.move) if figures else None
    return cameras(view, target, plan, rng)


SKY = 5000.0


def _groups(
    planes: list[Plane], view: View, plan: list[Camera], cuts: list[float], order: Order, clear: float
) -> list[list[Plane]]:
    """Planes that are drawn as one picture: neighbours that move alike, with nobody between them, and are
    seen or left out (`Stage.clear`) together."""
    closer = any(
        camera.z for camera in plan
    )  # a floor is then seen in another perspective than it is painted
    groups: list[list[Plane]] = []
    for plane in planes:
        last = groups[-1][-1] if groups else None
        joined = (
            last is not None
            and not order.passes
            and not (plane.ground and (plane.moving is not None or closer))
            and not (closer and any(other.ground for other in groups[-1]))
            and last.moving is None
            and not last.sway
            and not plane.sway
            and last.depth < SKY
            and not any(plane.depth < cut <= last.depth for cut in cuts)
            and (last.depth >= MIST) == (plane.depth >= MIST)
            and all(_slide(view, plan, plane, other) * order.height < ALIKE for other in groups[-1])
            and (plan[0].distance(plane.depth) >= clear) == (plan[0].distance(last.depth) >= clear)
        )
        if joined:
            groups[-1].append(plane)
        else:
            groups.append([plane])
    return groups


ALIKE = 0.8
"""Pixels of parallax over a whole shot below which two planes are drawn as one."""


def _relative(camera: Camera, view: View, plane: Plane, top: Plane) -> Matrix:
    """Where `plane` lies in the picture space of `top`, as this camera sees the two."""
    seen = camera.ground(view) if plane.ground else camera.card(view, plane.depth)
    relative = np.asarray(np.linalg.inv(camera.card(view, top.depth)) @ seen)
    return np.asarray(relative / relative[2, 2])  # a floor's homography comes at a scale of its own


def _slide(view: View, plan: list[Camera], a: Plane, b: Plane) -> float:
    """How far two planes slide over one another during the shot, picture heights of the frame."""
    low = view.horizon + 0.05 if a.ground or b.ground else 0.0
    corners = np.array([[-1, -1, 1, 1], [low, 1, low, 1], [1, 1, 1, 1.0]])
    ends = (*plan[:: max(1, len(plan) // 4)], plan[-1])
    seen = [_relative(c, view, b, a) @ corners for c in ends]
    places = np.stack([p[:2] / np.maximum(p[2], 1e-3) for p in seen])
    return float(np.ptp(places, axis=0).max() * max(abs(c.card(view, a.depth)[0, 0]) for c in ends))


MIST = 25.0
"""Metres behind which ground mist hangs."""


@dataclass(slots=True)
class _Drawer:
    """Draws plates for one shot."""

    s: Setting
    plan: list[Camera]
    to_frame: Matrix
    order: Order
    focus: float

    def layer(self, planes: list[Plane]) -> Layer:
        """One plate of `planes` (the last one stands for all in depth and movement)."""
        view, top = self.s.view, planes[-1]
        sampled = self.plan[:: max(1, len(self.plan) // 12)] + self.plan[-1:]
        ground = top.ground and len(planes) == 1
        maps = [c.ground(view) if ground else c.card(view, top.depth) for c in sampled]
        window = _window(maps, view, self.order, ground)
        if window is None:
            return Layer(top, None, top.depth)
        x0, y0, x1, y1 = window
        scale = _scale(maps, window, self.order)
        w, h = max(2, round((x1 - x0) * scale)), max(2, round((y1 - y0) * scale))
        matrix = np.array([[scale, 0, -x0 * scale], [0, scale, -y0 * scale], [0, 0, 1.0]])
        pixels = self._drawn(planes[0], matrix @ self._beside(planes[0], top), w, h, scale)
        for plane in planes[1:]:
            over(pixels, self._drawn(plane, matrix @ self._beside(plane, top), w, h, scale))
        solid = bool((pixels[..., 3] == 255).all())
        if not solid:
            pixels, left, up = crop(pixels)
            x0, y0 = x0 + left / scale, y0 + up / scale
            if ground and pixels.size:
                pixels, up = _whole(pixels)
                y0, solid = y0 + up / scale, bool((pixels[..., 3] == 255).all())
        return Layer(top, Plate(pixels, (x0, y0), scale, solid, ground) if pixels.size else None, top.depth)

    def _beside(self, plane: Plane, top: Plane) -> Matrix:
        """From `plane`'s picture space to its layer's: planes that move alike differ by no perspective."""
        return np.eye(3) if plane is top else _relative(self.plan[0], self.s.view, plane, top)

    def _drawn(self, plane: Plane, matrix: Matrix, w: int, h: int, scale: float) -> Pixels:
        light = self.s.light
        c = Canvas(w, h, matrix, light, plane.depth if plane.depth < 4000 else None)
        plane.paint(c, self.s)
        pixels = c.pixels()
        if plane.rim:
            strength = 0.55 * plane.rim * light.rim * (1 - light.haze_at(plane.depth))
            pixels = rim_lit(pixels, light.sun, light.side, strength, 0.0042 * scale)
        camera = self.plan[len(self.plan) // 2]
        return soften(pixels, plane.blur * scale + _defocus(plane, camera, self.focus) * scale)


def _whole(pixels: Pixels) -> tuple[Pixels, int]:
    """A floor without the thin rows along the horizon that are not quite opaque: then it can be laid without
    blending. How many rows were left out is the second value."""
    clear = np.flatnonzero((pixels[:8, :, 3] != 255).any(1))
    rows = int(clear[-1]) + 1 if len(clear) else 0
    if rows < 8 and bool((pixels[rows:, :, 3] == 255).all()):
        return np.ascontiguousarray(pixels[rows:]), rows
    return pixels, 0


def _defocus(plane: Plane, camera: Camera, focus: float) -> float:
    """Soft focus in picture heights: none in wide shots, strong behind a close-up."""
    if plane.ground:
        return 0.0
    far, near = max(camera.distance(plane.depth), 0.4), max(camera.distance(focus), 0.6)
    return (
        float(np.clip(0.0042 * (camera.zoom - 0.9) * abs(1 / near - 1 / far) * near, 0, 0.006))
        if near < 4.2
        else 0.0
    )


def _window(
    maps: list[Matrix], view: View, order: Order, ground: bool
) -> tuple[float, float, float, float] | None:
    """The part of picture space that the camera sees of a layer during the shot."""
    half = order.width / order.height / 2
    xs, ys = np.linspace(-half, half, 5), np.linspace(0, 1, 9)
    seen: list[Matrix] = []
    for m in maps:
        points = np.array([[x, y, 1.0] for x in xs for y in ys]).T
        back = np.linalg.inv(m) @ points
        good = back[2] > 1e-3 if ground else np.ones(back.shape[1], bool)
        if good.any():
            seen.append((back[:2] / back[2])[:, good])
    if not seen:
        return None
    low, high = np.concatenate(seen, 1).min(1) - 0.04, np.concatenate(seen, 1).max(1) + 0.04
    x0, x1 = max(low[0], view.left), min(high[0], view.right)
    y0, y1 = max(low[1], view.horizon - 0.01 if ground else view.top), min(high[1], view.bottom)
    return (float(x0), float(y0), float(x1), float(y1)) if x1 - x0 > 0.01 and y1 - y0 > 0.01 else None


def _scale(maps: list[Matrix], window: tuple[float, float, float, float], order: Order) -> float:
    """Plate pixels per picture height: what the closest look needs, within a budget of pixels."""
    x0, y0, x1, y1 = window
    zoom = 0.4
    for m in maps:
        for y in (y0, (y0 + y1) / 2, y1):
            for x in ((x0 + x1) / 2,):
                a, b = m @ (x, y, 1), m @ (x + 0.01, y, 1)
                if a[2] > 1e-3 and b[2] > 1e-3 and -0.2 < a[1] / a[2] < 1.2:
                    zoom = max(zoom, abs(b[0] / b[2] - a[0] / a[2]) / 0.01)
    budget = np.sqrt(2.6 * order.width * order.height / ((x1 - x0) * (y1 - y0)))
    return float(min(zoom * order.height, budget, 4096 / max(x1 - x0, y1 - y0)))


def _tiles(s: Setting, place: Place, order: Order) -> list[Tile]:
    w, h, rng = order.width, order.height, s.rng("weather")
    if place.medium == "water":
        return bubbles(w, h, s.light, rng)
    if place.interior or place.medium == "space":
        return []
    if s.weather in ("rain", "storm"):
        return rain(w, h, s.light, rng, s.weather == "storm")
    if s.weather == "snow":
        return snow(w, h, s.light, rng)
    return leaves(w, h, s.light, rng) if s.weather == "wind" else []


def _mists(s: Setting, place: Place, order: Order) -> list[Tile]:
    if place.interior or place.medium != "air":
        return []
    strength = {"fog": 0.42, "rain": 0.2, "storm": 0.24, "snow": 0.2}.get(
        s.weather, 0.22 if s.time == "dawn" else 0.0
    )
    return [mist(order.width, order.height, s.light, s.rng("mist"), strength)] if strength else []


def lightning(stage: Stage, t: float) -> float:
    """How brightly lightning lights the stage at second `t`, 0..1."""
    outside = not stage.place.interior and stage.place.medium == "air"
    return flash(stage.setting.weather, t, stage.setting.key) if outside else 0.0
