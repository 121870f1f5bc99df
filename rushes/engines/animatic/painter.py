"""One frame: the planes from far to near, the cast between them, weather, grade, masks and passes."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import paths
from rushes.engines.animatic.camera import NEAREST
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import toned
from rushes.engines.animatic.figures import Drawn, Figure
from rushes.engines.animatic.layers import crop, cv, over
from rushes.engines.animatic.passes import Passes
from rushes.engines.animatic.set_pieces import SetPiece
from rushes.engines.animatic.shading import shadow_colour, shadow_ellipse

if TYPE_CHECKING:
    from rushes.engines.animatic.camera import Camera
    from rushes.engines.animatic.setting import View
    from rushes.engines.animatic.stage import Layer, Picture, Stage

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


def paint(stage: "Stage", i: int, labelled: bool) -> "Picture":
    """Render frame `i` of the stage."""
    from rushes.engines.animatic.stage import Picture, lightning

    order, camera, t = stage.order, stage.cameras[i], i / stage.order.fps
    frame = np.zeros((order.height, order.width, 4), np.uint8)
    label = np.zeros((order.height, order.width), np.uint8) if labelled else None
    passes = Passes.of(order, camera, stage.setting.view)
    boxes = np.full((len(stage.figures), 4), np.nan, np.float32)
    floor, hidden = _floor(stage, i)
    cast = sorted(range(len(stage.figures)), key=lambda n: (-stage.figures[n].depth(i), n))
    waiting = list(cast)
    for n, layer in enumerate(stage.layers):
        while waiting and stage.figures[waiting[0]].depth(i) > layer.depth:
            _cast(stage, waiting.pop(0), i, frame, label, boxes, passes)
        _plane(stage, layer, i, frame, label, passes, hidden if n < floor else 1 << 30)
        if n == 0 and stage.clouds is not None:
            _clouds(stage, camera, t, frame, hidden)
        if stage.mists and n == stage.misty:
            stage.mists[0].lay(frame, t)
    for n in waiting:
        _cast(stage, n, i, frame, label, boxes, passes)
    if stage.setting.weather == "fog" and stage.mists:
        stage.mists[0].lay(frame, 1.7 * t + 40, (order.width * 0.4, 0.0))
    for tile in stage.near_tiles:
        tile.lay(frame, t, _drift(camera, order.height))
    graded = stage.grade.apply(frame, i, lightning(stage, t))
    return Picture(graded, boxes, label, passes.finish(frame, label))


def _drift(camera: "Camera", height: int) -> tuple[float, float]:
    return (camera.pan * height + camera.x * 40, camera.tilt * height)


def _floor(stage: "Stage", i: int) -> tuple[int, int]:
    """The first layer that is an opaque floor, and the frame row below which it hides what lies behind."""
    for n, layer in enumerate(stage.layers):
        if layer.plate is not None and layer.plate.ground and layer.plate.solid and not stage.cameras[i].roll:
            return n, max(0, int(layer.plate.top(_placed(stage, layer, i))) + 2)
    return 0, 1 << 30


def _clouds(stage: "Stage", camera: "Camera", t: float, frame: Pixels, hidden: int) -> None:
    """Clouds drift slowly by themselves."""
    if stage.clouds is None:
        return
    drift = np.array(
        [[1, 0, 0.004 * t * (4 if stage.setting.weather in ("wind", "storm") else 1)], [0, 1, 0], [0, 0, 1.0]]
    )
    stage.clouds.lay(frame, stage.to_frame @ camera.card(stage.setting.view, 4000.0) @ drift, 0, hidden)


def _plane(
    stage: "Stage",
    layer: "Layer",
    i: int,
    frame: Pixels,
    label: Pixels | None,
    passes: Passes,
    last_row: int,
) -> None:
    plane, view, camera = layer.plane, stage.setting.view, stage.cameras[i]
    if layer.plate is None or (not plane.ground and camera.distance(plane.depth) < stage.clear):
        return
    ground = layer.plate.ground
    matrix = _placed(stage, layer, i)
    first = 0
    if ground and not camera.roll:
        edge = layer.plate.top(matrix) if layer.plate.solid else camera.horizon(view) * stage.order.height - 1
        first = max(0, int(edge))
    leaning = matrix @ _sway(stage, layer, i / stage.order.fps) if plane.sway else matrix
    laid = layer.plate.lay(frame, leaning, first, last_row, ground and bool(camera.roll))
    if laid is not None:
        _hide(label, *laid)
        passes.plane(layer, *laid)
    if plane.moving is not None:
        _moving(stage, layer, i, frame)


def _placed(stage: "Stage", layer: "Layer", i: int) -> Matrix:
    """Picture space of a layer to frame pixels."""
    camera, view = stage.cameras[i], stage.setting.view
    ground = layer.plate is not None and layer.plate.ground
    return np.asarray(stage.to_frame @ (camera.ground(view) if ground else camera.card(view, layer.depth)))


def _sway(stage: "Stage", layer: "Layer", t: float) -> Matrix:
    """Leans the layer about the bottom of the picture."""
    wind = {"wind": 2.6, "storm": 3.2, "rain": 1.2}.get(stage.setting.weather, 0.8)
    k = layer.plane.sway * wind * 0.006 * (np.sin(t * 1.5 + layer.depth) + 0.5 * np.sin(t * 2.9))
    return np.array([[1, -k, k * 1.05], [0, 1, 0], [0, 0, 1.0]])


def _moving(stage: "Stage", layer: "Layer", i: int, frame: Pixels) -> None:
    """Scenery that moves by itself; a draft carries its drawing along with the camera for a few frames."""
    held = i - i % stage.order.hold
    now, then = (_placed(stage, layer, n) for n in (i, held))
    if layer.moved is None or layer.moved[0] != held:
        c = Canvas(stage.order.width, stage.order.height, then / then[2, 2], stage.setting.light, layer.depth)
        assert layer.plane.moving is not None
        layer.plane.moving(c, stage.setting, held / stage.order.fps)
        layer.moved = (held, *crop(c.pixels()))
    _, pixels, x, y = layer.moved
    if pixels.size:
        (x0, y0), (x1, y1) = (_middle(m, stage.setting.view) for m in (then, now))
        over(frame, pixels, x + round(x1 - x0), y + round(y1 - y0))


def _middle(matrix: Matrix, view: "View") -> tuple[float, float]:
    """Where the middle of the stage's floor is in the frame."""
    x, y, w = matrix @ (0.0, view.horizon + 0.1, 1.0)
    return float(x / w), float(y / w)


def _hide(label: Pixels | None, layer: Pixels, x: int, y: int) -> None:
    """What a nearer layer covers belongs to nobody."""
    if label is not None and label.any():
        h, w = layer.shape[:2]
        label[y : y + h, x : x + w][layer[..., 3] > 127] = 0


def _cast(
    stage: "Stage",
    n: int,
    i: int,
    frame: Pixels,
    label: Pixels | None,
    boxes: NDArray[np.float32],
    passes: Passes,
) -> None:
    figure, order, camera = stage.figures[n], stage.order, stage.cameras[i]
    if camera.distance(figure.depth(i)) < NEAREST:
        return
    drawn = figure.carried(i, i - i % order.hold, stage)
    if drawn is None:
        return
    _shadow(stage, figure, drawn, i, frame)
    soil = _soil(stage, figure, i, frame) if figure.stranded else (0.0, 0.0, 0.0)
    piece = figure.piece(i, order.frames, stage.place.interior)
    if piece is not None and not piece.front:
        _set_piece(stage, figure, piece, i, frame)
    over(frame, drawn.pixels, drawn.x, drawn.y)
    solid = cv().extractChannel(drawn.pixels, 3) > 127
    if piece is not None and piece.front:
        h, w = solid.shape
        solid &= ~_set_piece(stage, figure, piece, i, frame)[drawn.y : drawn.y + h, drawn.x : drawn.x + w]
    if figure.stranded and solid.any():
        solid = _bank(stage, figure, drawn, i, frame, soil) & solid
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if not len(rows):
        return
    boxes[n] = (drawn.x + columns[0], drawn.y + rows[0], drawn.x + columns[-1] + 1, drawn.y + rows[-1] + 1)
    if label is not None:
        h, w = solid.shape
        label[drawn.y : drawn.y + h, drawn.x : drawn.x + w][solid] = n + 1
    passes.figure(figure, drawn, camera.distance(figure.depth(i)))


def _set_piece(stage: "Stage", figure: Figure, piece: SetPiece, i: int, frame: Pixels) -> NDArray[np.bool_]:
    """Draw what a deed needs around it; returns what it covers, (H, W)."""
    assert figure.outfit is not None
    h, w = frame.shape[:2]
    k = figure.outfit.tall / 1.75
    matrix = figure.matrix(i, stage.cameras[i], stage.setting, stage.to_frame)
    c = Canvas(w, h, matrix, stage.setting.light, figure.depth(i) * 0.55)
    low = float(figure.mark.up[i]) if piece.grounded else 0.0
    with c.at(0, low, (k * (1.0 if figure.mark.facing[i] >= 0 else -1.0), k)):
        piece.draw(c, i / stage.order.fps, figure.look.key)
    pixels, x, y = crop(c.pixels())
    cover = np.zeros((h, w), bool)
    if pixels.size:
        over(frame, pixels, x, y)
        cover[y : y + pixels.shape[0], x : x + pixels.shape[1]] = pixels[..., 3] > 127
    return cover


def _bank(
    stage: "Stage",
    figure: Figure,
    drawn: Drawn,
    i: int,
    frame: Pixels,
    soil: tuple[float, float, float],
) -> NDArray[np.bool_]:
    """Sand heaped along a stranded body; returns where the body is still seen."""
    assert figure.mark.creature is not None
    feet, unit = _feet(stage, figure, i)
    high, long = (v * figure.size for v in (figure.mark.creature.height, 0.42 * figure.mark.creature.length))
    bottom, n = 0.06 * high, 25  # bodies sink in a little
    h, w = drawn.pixels.shape[:2]
    u = np.linspace(-1, 1, n)
    rough = 0.6 + 0.4 * paths.noise(n, np.random.default_rng(figure.look.key), 3)
    mound = np.stack([long * u, bottom - 0.1 * high * (1 - u**2) ** 0.5 * rough], 1)
    foot = np.stack([mound[::-1, 0], bottom + 0.08 * high * (1 - u**2) ** 0.5], 1)
    c = Canvas(
        frame.shape[1], frame.shape[0], np.array([[unit, 0, feet[0]], [0, unit, feet[1]], [0, 0, 1.0]])
    )
    c.line(np.add(mound, (0, -0.012 * high)), Glow(toned(soil, -0.16)), 0.035 * high, opacity=0.5)
    tones = [Glow(toned(soil, 0.03)), Glow(soil)]
    heap = paths.curve(np.concatenate([mound, foot]))
    c.fill(heap, Linear((0, bottom - 0.1 * high), (0, bottom + 0.08 * high), tones))
    sand, x, y = crop(c.pixels())
    if not sand.size:
        return np.ones((h, w), bool)
    over(frame, sand, x, y)
    cover = np.zeros(frame.shape[:2], bool)
    cover[y : y + sand.shape[0], x : x + sand.shape[1]] = sand[..., 3] > 127
    return np.asarray(~cover[drawn.y : drawn.y + h, drawn.x : drawn.x + w])


def _soil(stage: "Stage", figure: Figure, i: int, frame: Pixels) -> tuple[float, float, float]:
    """The colour of the ground right before a stranded body, sRGB 0..1."""
    assert figure.mark.creature is not None
    feet, unit = _feet(stage, figure, i)
    height, width = frame.shape[:2]
    row = int(np.clip(feet[1] + 0.25 * figure.mark.creature.height * figure.size * unit, 0, height - 1))
    x0, x1 = (int(np.clip(feet[0] + k * figure.mark.half * unit, 0, width - 1)) for k in (-0.7, 0.7))
    r, g, b = (float(v) / 255 for v in frame[row, x0 : x1 + 1, :3].mean(0))
    return r, g, b


def _feet(stage: "Stage", figure: Figure, i: int) -> tuple[tuple[float, float], float]:
    """Where a figure stands in the frame, and pixels per metre there."""
    view, depth = stage.setting.view, figure.depth(i)
    m = view.metre(depth)
    matrix = stage.to_frame @ stage.cameras[i].card(view, depth)
    x, y = matrix[:2, :2] @ (float(figure.mark.x[i]) * m, view.ground(depth)) + matrix[:2, 2]
    return (float(x), float(y)), float(matrix[0, 0]) * m


def _shadow(stage: "Stage", figure: Figure, drawn: Drawn, i: int, frame: Pixels) -> None:
    """A contact shadow, and the silhouette thrown along the floor away from the key."""
    light = stage.setting.light
    if stage.place.medium != "air" or figure.mark.element == "water":
        return
    (x, y), unit = _feet(stage, figure, i)
    colour = shadow_colour(light)
    half = figure.mark.half * (1.25 if figure.outfit else 0.95)
    high = figure.mark.element == "air"
    radius = int(half * unit) + 2
    left, top = int(x) - radius, int(y) - radius // 4
    x0, x1 = max(left, 0), min(left + 2 * radius, stage.order.width)
    y0, y1 = max(top, 0), min(top + max(4, radius // 2), stage.order.height)
    if x0 < x1 and y0 < y1:
        c = Canvas(x1 - x0, y1 - y0, np.array([[1, 0, int(x) - x0], [0, 1, int(y) - y0], [0, 0, 1.0]]))
        shadow_ellipse(c, half, unit, colour, (0.62 - 0.2 * light.soft) * (0.35 if high else 1))
        over(frame, c.pixels(), x0, y0)
    if not high and light.soft < 0.6 and not stage.place.interior and figure.outfit is not None:
        _thrown(stage, drawn, float(x), float(y), colour, frame)


def _thrown(
    stage: "Stage", drawn: Drawn, x: float, y: float, colour: tuple[float, float, float], frame: Pixels
) -> None:
    cv2 = cv()
    light = stage.setting.light
    h, w = drawn.pixels.shape[:2]
    feet, flat = y - drawn.y, 0.22
    if y - flat * feet >= stage.order.height:
        return  # it falls below the picture
    alpha = cv2.extractChannel(drawn.pixels, 3)
    long = float(np.clip(0.9 - light.height, 0.15, 0.8)) * 0.9
    # figure pixel (px, py) -> floor: leaning away from the light, squashed, starting at the feet
    out_h, out_w = int(h * flat) + 4, int(w + h * long) + 4
    lean = -light.side / max(abs(light.side), 1e-3) * long
    left = 0.0 if lean > 0 else h * long
    move = np.array([[1, -lean, lean * feet + left], [0, flat, out_h - 3 - flat * feet]])
    shade = cv2.warpAffine(alpha, move, (out_w, out_h), flags=cv2.INTER_LINEAR)
    shade = cv2.GaussianBlur(shade, (0, 0), max(0.8, h * 0.008))
    shade = cv2.multiply(shade, np.full_like(shade, 255), scale=(0.36 * (1 - light.soft)) / 255)
    tone = [cv2.multiply(shade, np.full_like(shade, round(255 * v)), scale=1 / 255) for v in colour]
    over(frame, cv2.merge([*tone, shade]), round(drawn.x - left), round(y - (out_h - 3)))
