"""Figures on the stage: drawn anew every frame, lit from the key, with their shadow on the floor."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.acting import deed_at, person_body, phases
from rushes.engines.animatic.arms import draw_fingers
from rushes.engines.animatic.beasts import creature_pose
from rushes.engines.animatic.camera import Camera, orbit_angle
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.handheld import draw_held, draw_tool, taken
from rushes.engines.animatic.layers import crop
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.marks import Mark, size_of
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.people import draw_person
from rushes.engines.animatic.set_pieces import STOOL, SetPiece, piece_for
from rushes.engines.animatic.setting import Setting
from rushes.engines.animatic.shading import afloat, figure_light, shaded
from rushes.engines.animatic.skeleton import Body, pose
from rushes.engines.animatic.wardrobe import Outfit, dress

if TYPE_CHECKING:
    from rushes.engines.animatic.reader import Staging
    from rushes.engines.animatic.stage import Order, Stage

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]
GLOWING = frozenset(
    {"glowing", "luminous", "bioluminescent", "shining", "glow", "radiant", "fiery", "phosphorescent", "lit"}
)


@dataclass(slots=True)
class Drawn:
    """A figure on one frame: premultiplied RGBA with its corner, and where its feet are."""

    pixels: Pixels
    x: int
    y: int
    joints: dict[str, tuple[float, float]]
    """Frame pixels of the joints (people only)."""


@dataclass(slots=True)
class Figure:
    """One member of the cast of this shot."""

    mark: Mark
    look: Look
    outfit: Outfit | None
    light: Light
    phase: NDArray[np.float64]
    props: list[tuple[Creature, Look]]
    wind: float
    size: float
    camera_turn: float
    """Degrees a resting figure is turned towards the camera."""
    glows: bool
    lying: bool = False
    _joints: dict[str, tuple[float, float]] = field(default_factory=dict)
    _held: tuple[int, Drawn | None] = (-1, None)

    @property
    def stranded(self) -> bool:
        """A swimmer that lies on dry ground."""
        creature = self.mark.creature
        return creature is not None and self.mark.element == "ground" and creature.element == "water"

    def depth(self, i: int) -> float:
        return float(self.mark.depth[i])

    def origin(self, i: int, setting: Setting) -> tuple[float, float, float]:
        """Feet (or middle) in picture space, and picture heights per metre."""
        v, depth = setting.view, self.depth(i)
        m = v.metre(depth)
        up = float(self.mark.up[i])
        return float(self.mark.x[i]) * m, v.ground(depth) - up * m, m

    def extent(self) -> tuple[float, float, float, float]:
        """A box in metres about the origin that surely holds the figure."""
        creature = self.mark.creature
        if creature is None and self.outfit is not None:
            tall = self.outfit.tall
            return -1.0 * tall, -1.42 * tall, 1.0 * tall, 0.35 * tall if self.mark.up[0] == 0 else 1.0 * tall
        assert creature is not None
        k = self.size
        long = max(creature.length, creature.height) * k
        if self.glows or any(action in ("fight", "breathe") for _, _, action, _ in self.mark.beats):
            return -1.3 * long, -1.3 * long, 1.3 * long, 1.0 * long  # halos and breath of fire
        return (
            -0.75 * long,
            -max((2.2 if creature.kind == "vehicle" else 1.35) * creature.height, 0.6 * creature.length) * k,
            0.75 * long,
            max(0.35 * creature.height, 0.6 * creature.length if self.mark.up[0] else 0.0) * k + 0.2,
        )

    def carried(self, i: int, held: int, stage: "Stage") -> Drawn | None:
        """Frame `i` from the drawing of frame `held`, moved to where the figure now is."""
        order = stage.order
        if self._held[0] != held:
            self._held = (held, self._fresh(held, stage))
        drawn = self._held[1]
        if held == i:
            return drawn
        if drawn is None:
            return self._fresh(i, stage)
        now = self.matrix(i, stage.cameras[i], stage.setting, stage.to_frame)[:2, 2]
        then = self.matrix(held, stage.cameras[held], stage.setting, stage.to_frame)[:2, 2]
        dx, dy = (round(float(v)) for v in now - then)
        return _within(replace(drawn, x=drawn.x + dx, y=drawn.y + dy), order.width, order.height)

    def _fresh(self, i: int, stage: "Stage") -> Drawn | None:
        order = stage.order
        size = (order.width, order.height)
        return self.draw(
            i,
            order.fps,
            order.frames,
            stage.cameras[i],
            stage.setting,
            stage.to_frame,
            size,
            order.staging.move,
        )

    def draw(
        self,
        i: int,
        fps: float,
        total: int,
        camera: Camera,
        setting: Setting,
        to_frame: Matrix,
        size: tuple[int, int],
        move: str,
    ) -> Drawn | None:
        """Draw frame `i`; None when it is out of the picture."""
        matrix = self.matrix(i, camera, setting, to_frame)
        box = self._box(matrix, size)
        if box is None:
            return None
        x0, y0, x1, y1 = box
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]])
        c = Canvas(x1 - x0, y1 - y0, shift @ matrix, self.light, self.depth(i) * 0.55)
        self._joints = {}
        self._act(c, i, fps, total, move, matrix, setting)
        pixels, dx, dy = crop(c.pixels())
        if not pixels.size:
            return None
        x0, y0 = x0 + dx, y0 + dy
        unit = float(matrix[1, 1])
        if self.stranded and self.mark.creature is not None:
            low = matrix @ (0.0, float(self.mark.up[i]) / self.size + SUNK * self.mark.creature.height, 1.0)
            pixels[max(0, int(low[1]) - y0) :] = 0
        pixels = shaded(pixels, self.light, unit * (0.10 if self.outfit else 0.06 * self.size * 2))
        vehicle = self.mark.creature is not None and self.mark.creature.kind == "vehicle"
        if self.mark.surface and not vehicle:
            line = matrix @ (0.0, float(self.mark.up[i]) / self.size, 1.0)
            pixels = afloat(pixels, float(line[1]) - y0, unit, self.light, i / fps)
        return Drawn(pixels, x0, y0, dict(self._joints))

    def matrix(self, i: int, camera: Camera, setting: Setting, to_frame: Matrix) -> Matrix:
        """Figure space to frame pixels."""
        x, y, m = self.origin(i, setting)
        depth = self.depth(i)
        flip = float(self.mark.facing[i])
        if self.outfit is not None:
            flip = 1.0  # people turn by their rig
        own = np.array([[m * flip * self.size, 0, x], [0, m * self.size, y], [0, 0, 1]])
        return np.asarray(to_frame @ camera.card(setting.view, depth) @ own)

    def _box(self, matrix: Matrix, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
        a, b, c, d = (v / self.size for v in self.extent()) if self.mark.creature else self.extent()
        corners = np.array([[a, b, 1], [c, b, 1], [a, d, 1], [c, d, 1.0]]) @ matrix[:2].T
        x0, y0 = np.floor(corners.min(0)).astype(int)
        x1, y1 = np.ceil(corners.max(0)).astype(int)
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, size[0]), min(y1, size[1])
        return (int(x0), int(y0), int(x1), int(y1)) if x1 - x0 > 1 and y1 - y0 > 1 else None

    def _act(
        self, c: Canvas, i: int, fps: float, total: int, move: str, matrix: Matrix, setting: Setting
    ) -> None:
        u, t = i / max(total - 1, 1), i / fps
        orbit = orbit_angle(move, u)
        if self.outfit is None:
            self._act_creature(c, i, t, u, orbit)
        else:
            self._act_person(c, self.outfit, i, t, u, orbit, matrix)

    def _act_creature(self, c: Canvas, i: int, t: float, u: float, orbit: float) -> None:
        creature = self.mark.creature
        assert creature is not None
        pose = creature_pose(
            self.mark, i, t, u, float(self.phase[i]), self.wind, self.look.key, self.light.night
        )
        if self.glows:
            x, y = creature.glow or (0.0, -0.5 * creature.height * (self.mark.up[i] == 0))
            reach = 0.75 * max(creature.length, creature.height)
            c.glow(x, y, reach, self._glow_colour(), 0.34 + 0.05 * np.sin(t * 2))
        creature.draw(c, self.look, replace(pose, turn=pose.turn + orbit))

    def _act_person(
        self, c: Canvas, outfit: Outfit, i: int, t: float, u: float, orbit: float, matrix: Matrix
    ) -> None:
        body = self._body(i, t, u, orbit)
        shift = _shift(body, outfit.tall)
        with c.at(*shift):
            joints = draw_person(c, outfit, body, self.look.key)
            for creature, look in self.props:
                draw_held(
                    c, creature, look, joints, Pose(t=t, lights=max(self.light.night, 0.3), wind=self.wind)
                )
            if not self.props:
                draw_tool(c, deed_at(self.mark, u), joints)
            draw_fingers(c, outfit, joints, "right", outfit.tall / 1.75)
        full = matrix @ _leaning(body, shift)
        for name, (x, y, _) in joints.points.items():
            px, py = full[:2, :2] @ (x, y) + full[:2, 2]
            self._joints[name] = (float(px), float(py))

    def _body(self, i: int, t: float, u: float, orbit: float) -> Body:
        """The pose of a person on frame `i`, turned to where it looks."""
        body = person_body(
            self.mark, i, t, u, float(self.phase[i]), self.wind, self.look.key, self.camera_turn
        )
        if self.props:
            body = taken(body, self.props[0][0].name, t)
        left = self.mark.facing[i] < 0
        return replace(
            body,
            turn=(180 - body.turn if left else body.turn) + orbit,
            roll=-body.roll if left else body.roll,
        )

    def piece(self, i: int, total: int, indoors: bool) -> SetPiece | None:
        """What stands with it on frame `i` for its deed."""
        if self.outfit is None:
            return None
        u = i / max(total - 1, 1)
        piece = piece_for(deed_at(self.mark, u), indoors and "cauldron" not in self.look.words)
        if piece is None and self.mark.mount < 0 and not self.mark.moving[i] > 0.05:
            return STOOL if self._body(i, 0.0, u, 0.0).gait == "sit" else None
        return piece

    def face(self, i: int, fps: float, total: int, move: str) -> tuple[float, float]:
        """Where the middle of its face is on frame `i`: metres right, metres above the ground."""
        x, up = float(self.mark.x[i]), float(self.mark.up[i])
        if self.outfit is None:
            assert self.mark.creature is not None
            (fx, fy), tall = self.mark.creature.focus, self.mark.creature.height
            fy = fy if fx or fy else -0.6 * tall
            fx += 0.12 * self.mark.creature.length * self.mark.running  # a galloping neck is stretched
            return x + float(self.mark.facing[i]) * fx * self.size, up - fy * self.size
        u = i / max(total - 1, 1)
        body = self._body(i, i / fps, u, orbit_angle(move, u))
        hx, hy = pose(body, self.outfit.tall)["head"]
        dx, dy, _ = _leaning(body, _shift(body, self.outfit.tall)) @ (hx, hy, 1.0)
        return x + float(dx), up - float(dy)

    def _glow_colour(self) -> str:
        for word, colour in (
            ("blue", "#5fb8ff"),
            ("green", "#7dffb0"),
            ("red", "#ff7a5c"),
            ("golden", "#ffd36b"),
            ("gold", "#ffd36b"),
            ("purple", "#b98bff"),
            ("orange", "#ffab5c"),
        ):
            if word in self.look.words:
                return colour
        return "#8fe0ff"


def _within(drawn: Drawn, width: int, height: int) -> Drawn | None:
    """The part of a drawing that lies in the picture."""
    h, w = drawn.pixels.shape[:2]
    x0, y0, x1, y1 = max(drawn.x, 0), max(drawn.y, 0), min(drawn.x + w, width), min(drawn.y + h, height)
    if x0 >= x1 or y0 >= y1:
        return None
    part = drawn.pixels[y0 - drawn.y : y1 - drawn.y, x0 - drawn.x : x1 - drawn.x]
    return replace(drawn, pixels=np.ascontiguousarray(part), x=x0, y=y0)


def _shift(body: Body, tall: float) -> tuple[float, float]:
    """Where the rig's feet are put so that a lying body lies about its mark and a flying one turns about
    its middle."""
    if abs(body.roll) > 80 and body.gait == "stand":
        return float(-np.sign(body.roll)) * 0.5 * tall, -0.09 * tall
    if body.gait in ("swim", "fly"):
        a, half = np.deg2rad(body.roll), 0.5 * tall
        return float(-half * np.sin(a)), float(half * (np.cos(a) - 1))
    return 0.0, 0.0


def _leaning(body: Body, shift: tuple[float, float]) -> Matrix:
    """From the upright rig to the figure as it leans in the picture."""
    a = np.deg2rad(body.roll)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, -s, shift[0]], [s, c, shift[1]], [0, 0, 1.0]])


def figures_of(marks: list[Mark], staging: "Staging", setting: Setting, order: "Order") -> list[Figure]:
    """The figures of a shot, standing on their marks."""
    light = figure_light(setting.light)
    wind = {"wind": 0.9, "storm": 1.0, "rain": 0.4}.get(staging.weather, 0.2)
    found = []
    for mark in marks:
        spec = mark.spec
        look = look_of(spec)
        outfit = dress(look, spec.sex, spec.age) if mark.creature is None else None
        turn = 24.0
        if mark.creature is not None and mark.element == "ground" and mark.creature.element != "ground":
            mark.up[:] = _belly(mark.creature, look) * size_of(spec)
        phase = phases(mark, outfit.tall if outfit else 1.0, turn, order.fps)
        verbs = {a for _, _, a, _ in mark.beats}
        rest = _resting_turn(mark, verbs, staging, len(marks))
        found.append(
            Figure(
                mark,
                look,
                outfit,
                light,
                phase,
                _props(spec, staging),
                wind,
                size_of(spec),
                rest,
                bool(GLOWING & spec.words),
            )
        )
    return found


def _resting_turn(mark: Mark, verbs: set[str], staging: "Staging", together: int) -> float:
    """Degrees that a person who stays in place is turned: as the text says, else by the size of the shot."""
    if mark.back:
        return -38.0 if "kneel" in verbs else -62.0
    if staging.view and mark.spec.label == staging.figures[0].label:
        return VIEWS[staging.view]
    if staging.size in ("close-up", "extreme close-up", "over-shoulder"):
        return 58.0
    return 30.0 if together > 1 and verbs & {"talk", "listen", "meet", "hug", "fight"} else 48.0


VIEWS = {"front": 80.0, "three-quarter": 46.0, "side": 4.0, "back": -70.0}


def _belly(creature: Creature, look: Look) -> float:
    """Metres from the origin down to the belly when it lies: swimmers and flyers have theirs in the middle.
    Fins and flukes may hang lower; they sink in."""
    span = 2.4 * max(creature.height, creature.length)
    c = Canvas(160, 160, np.array([[160 / span, 0, 80], [0, 160 / span, 80], [0, 0, 1.0]]))
    creature.draw(c, look, Pose(gait="lie"))
    wide = (c.pixels()[..., 3] > 127).sum(1)
    rows = np.flatnonzero(wide > 0.4 * wide.max())
    return float((rows[-1] + 1 - 80) * span / 160) - SUNK * creature.height if len(rows) else 0.0


SUNK = 0.04
"""How far a stranded body lies in the sand, of its height."""


def look_of(spec: FigureSpec) -> Look:
    """What the text says of a figure's looks, open questions answered by its key."""
    return Look(
        name=spec.kind,
        text=spec.text,
        words=spec.words,
        key=spec.key,
        colours=dict(spec.colours),
        traits=dict(spec.traits),
    )


def _props(spec: FigureSpec, staging: "Staging") -> list[tuple[Creature, Look]]:
    """Things in hand."""
    held = [p for p in staging.props if p.owner == spec.label and p.kind in creatures()]
    if "write" in {action for action, _ in spec.actions}:
        return []  # what is written lies on the table
    reads = "read" in {action for action, _ in spec.actions}
    opened = frozenset({"open"}) if reads else frozenset()
    if reads and not held:
        return [(creatures()["book"], Look(name="book", text="an open book", words=opened, key=spec.key))]
    looks = [(creatures()[p.kind], look_of(p)) for p in held[:1]]
    return [(creature, replace(look, words=look.words | opened)) for creature, look in looks]
