"""Small drawings with known truth: who stands where, in which light and style, against which place."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from rushes.film import (
    Character,
    CreativeDocument,
    Descriptor,
    Footage,
    Location,
    LogEntry,
    ReferenceImage,
    Scene,
    Shot,
    Track,
    Viewing,
)

COLOURS = {
    "red": (190, 45, 45),
    "navy": (35, 50, 105),
    "yellow": (225, 185, 55),
    "green": (55, 130, 75),
    "white": (235, 232, 225),
    "black": (40, 38, 42),
    "brown": (115, 75, 50),
    "grey": (125, 128, 134),
    "purple": (110, 60, 140),
    "orange": (220, 120, 45),
    "teal": (40, 130, 140),
    "pink": (225, 140, 160),
}
SKINS = {"pale": (245, 214, 190), "tan": (210, 160, 120), "brown": (150, 100, 70), "dark": (95, 62, 45)}
LIGHTS = {
    "noon": (1.0, 1.0, 1.0),
    "golden hour": (1.12, 0.9, 0.66),
    "dusk": (0.62, 0.52, 0.68),
    "night": (0.26, 0.32, 0.52),
}


@dataclass(frozen=True)
class Look:
    """A drawn person: colour names by attribute, and what is worn."""

    skin: str
    hair: str
    coat: str
    bottom: str
    shoes: str
    hat: str | None
    long_hair: bool
    build: float


def look(seed: int) -> Look:
    rng = np.random.default_rng(seed)
    pick = lambda of: str(rng.choice(sorted(of)))  # noqa: E731
    coat = pick(COLOURS)
    return Look(
        skin=pick(SKINS),
        hair=pick({"black", "brown", "white", "orange", "yellow"}),
        coat=coat,
        bottom=pick(set(COLOURS) - {coat}),
        shoes=pick({"black", "brown", "white", "red"}),
        hat=pick(set(COLOURS)) if rng.random() < 0.4 else None,
        long_hair=bool(rng.random() < 0.5),
        build=float(rng.uniform(0.8, 1.2)),
    )


def twin(person: Look, attribute: str = "coat") -> Look:
    """The same person with one attribute in a clearly other colour."""
    pool = SKINS if attribute == "skin" else COLOURS
    now = np.array(pool[getattr(person, attribute)], float)
    other = max(pool, key=lambda name: np.abs(np.array(pool[name], float) - now).sum())
    return replace(person, **{attribute: other})


class Canvas:
    """Parts of a figure, placed in shares of its box."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rgb, self.alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)

    def _dot(self, x, y):
        return int(x * self.width), int(y * self.height)

    def _paint(self, mark, colour):
        self.rgb[mark > 0] = colour
        self.alpha[mark > 0] = 1

    def _blank(self):
        return np.zeros(self.alpha.shape, np.uint8)

    def box(self, x0, y0, x1, y1, colour):
        self._paint(cv2.rectangle(self._blank(), self._dot(x0, y0), self._dot(x1, y1), 1, -1), colour)

    def oval(self, x, y, rx, ry, colour, lo=0, hi=360):
        radii = (int(rx * self.width), int(ry * self.height))
        self._paint(cv2.ellipse(self._blank(), self._dot(x, y), radii, 0, lo, hi, 1, -1), colour)

    def limb(self, x0, y0, x1, y1, thick, colour):
        mark = cv2.line(self._blank(), self._dot(x0, y0), self._dot(x1, y1), 1, int(thick * self.width))
        self._paint(mark, colour)


def figure(person: Look, height: int, stride: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """A standing figure: RGB (h, w, 3) float and alpha (h, w), both at `height` pixels."""
    canvas = Canvas(int(height * 0.56) * 3, height * 3)
    wide = 0.16 * person.build
    skin, coat, bottom = SKINS[person.skin], COLOURS[person.coat], COLOURS[person.bottom]
    for side in (-1, 1):
        foot = 0.5 + side * (0.1 + 0.1 * stride)
        canvas.limb(0.5 + side * 0.08, 0.58, foot, 0.92, 0.13, bottom)
        canvas.oval(foot + 0.03, 0.955, 0.1, 0.03, COLOURS[person.shoes])
        hand = (0.5 + side * (wide + 0.1 + 0.08 * stride * side), 0.56 - 0.06 * abs(stride))
        canvas.limb(0.5 + side * wide, 0.29, *hand, 0.1, coat)
        canvas.oval(*hand, 0.055, 0.025, skin)
    if person.long_hair:
        canvas.oval(0.5, 0.16, 0.2, 0.15, COLOURS[person.hair])
    canvas.box(0.46 - wide, 0.24, 0.54 + wide, 0.62, coat)
    canvas.box(0.488, 0.26, 0.512, 0.6, tuple(0.7 * v for v in coat))
    _head(canvas, person, skin)
    size = (canvas.width // 3, canvas.height // 3)
    rgb, alpha = (cv2.resize(a, size, interpolation=cv2.INTER_AREA) for a in (canvas.rgb, canvas.alpha))
    return rgb / np.maximum(alpha, 1e-3)[..., None], alpha


def _head(canvas: Canvas, person: Look, skin: tuple[int, int, int]) -> None:
    canvas.oval(0.5, 0.14, 0.14, 0.095, skin)
    canvas.oval(0.5, 0.11, 0.155, 0.085, COLOURS[person.hair], 180, 360)
    for side in (-1, 1):
        canvas.oval(0.52 + side * 0.05, 0.15, 0.014, 0.008, (25, 25, 25))
    if person.hat:
        canvas.oval(0.5, 0.09, 0.16, 0.075, COLOURS[person.hat], 180, 360)
        canvas.box(0.3, 0.08, 0.7, 0.095, COLOURS[person.hat])


def place(seed: int, width: int, height: int, pan: float = 0.0) -> np.ndarray:
    """An empty place, (h, w, 3) float RGB; `pan` moves the camera by that share of the width."""
    rng = np.random.default_rng(seed + 500)
    top, low, ground = (rng.uniform(40, 240, 3) for _ in range(3))
    t = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    picture = (top * (1 - t) + low * t).astype(np.float32) * np.ones((1, width, 1), np.float32)
    horizon = int(height * rng.uniform(0.55, 0.75))
    picture[horizon:] = ground
    shift = int(pan * width)
    for _ in range(14):
        x, w = int(rng.uniform(-0.3, 1.3) * width) - shift, int(rng.uniform(0.04, 0.14) * width)
        y0 = int(horizon - rng.uniform(0.1, 0.45) * height)
        colour = rng.uniform(20, 230, 3)
        cv2.rectangle(picture, (x, y0), (x + w, horizon), colour.tolist(), -1)
        cv2.circle(picture, (x + w // 2, y0), w // 2, (colour * 0.8).tolist(), -1)
    return picture


def graded(picture: np.ndarray, light: str, style: str, rng: np.random.Generator) -> np.ndarray:
    """Light of the hour and look of the style over a finished frame, uint8."""
    x = np.clip(picture / 255, 0, 1) ** 2.2 * np.array(LIGHTS[light])
    x = np.clip(x, 0, 1) ** (1 / 2.2)
    grey = x @ np.array([0.3, 0.59, 0.11])[:, None]
    if style == "noir":
        x = np.clip((grey + 0.12 * (x - grey) - 0.5) * 1.25 + 0.5, 0, 1)
    if style == "watercolour":
        x = 0.8 * (grey + 0.7 * (x - grey)) + 0.18
    if style == "neon":
        x = np.clip((grey + 1.35 * (x - grey)) * np.array([0.95, 0.8, 1.1]), 0, 1)
    if style == "vintage":
        x = (grey + 0.6 * (x - grey)) * np.array([0.95, 0.88, 0.72]) + 0.06
    noise = rng.normal(0, 1.5, x.shape)
    return np.clip(x * 255 + noise, 0, 255).astype(np.uint8)


@dataclass(frozen=True)
class Stage:
    """Renders takes of known people in known places."""

    width: int = 416
    height: int = 240

    def frame(self, people, scenery, rng, light="noon", style="document", pan=0.0):
        """One frame and its labels; `people` are (look, x, height, stride, flip)."""
        picture = place(scenery, self.width, self.height, pan)
        labels = np.zeros((self.height, self.width), np.uint8)
        for index, (person, x, size, stride, flip) in enumerate(people):
            rgb, alpha = figure(person, size, stride)
            if flip:
                rgb, alpha = rgb[:, ::-1], alpha[:, ::-1]
            y = max(4, int(self.height * 0.95) - size)
            self._paste(picture, labels, rgb, alpha, int(x), y, index + 1)
        return graded(picture, light, style, rng), labels

    def _paste(self, picture, labels, rgb, alpha, x, y, label):
        x0, x1 = max(0, x), min(self.width, x + rgb.shape[1])
        y1 = min(self.height, y + rgb.shape[0])
        if x1 <= x0:
            return
        cut = (slice(0, y1 - y), slice(x0 - x, x1 - x))
        a = alpha[cut][..., None]
        picture[y:y1, x0:x1] = picture[y:y1, x0:x1] * (1 - a) + rgb[cut] * a
        labels[y:y1, x0:x1][alpha[cut] > 0.5] = label

    def references(self, person: Look, id: str = "mara") -> tuple[ReferenceImage, ...]:
        made = []
        for view in ("front", "three-quarter", "full-body"):
            rgb, alpha = figure(person, 300 if view == "full-body" else 620)
            if view != "full-body":
                rgb, alpha = rgb[:280], alpha[:280]
            if view == "three-quarter":
                rgb, alpha = (cv2.resize(a, None, fx=0.86, fy=1) for a in (rgb, alpha))
            a = np.clip(alpha, 0, 1)[..., None]
            pixels = np.clip(rgb * a + 255 * (1 - a), 0, 255).astype(np.uint8)
            made.append(
                ReferenceImage(
                    subject=id, name=id.title(), of="character", view=view, pixels=pixels, mask=alpha > 0.5
                )
            )
        return tuple(made)

    def place_references(self, scenery: int, id: str = "pier") -> tuple[ReferenceImage, ...]:
        wide = graded(
            place(scenery, self.width, self.height), "noon", "document", np.random.default_rng(scenery)
        )
        detail = wide[60:200, 120:300]
        return tuple(
            ReferenceImage(subject=id, name=id, of="location", view=view, pixels=np.ascontiguousarray(pixels))
            for view, pixels in (("wide", wide), ("detail", detail))
        )

    def take(
        self,
        people,
        scenery=1,
        frames=12,
        light="noon",
        style="document",
        walk=0.5,
        pan=0.0,
        seed=0,
        size=None,
    ) -> Footage:
        """Everybody walks by `walk` of the width; people are looks, or lists of looks by frame."""
        rng = np.random.default_rng(seed)
        size = size or int(self.height * rng.uniform(0.6, 0.85))
        flip, start = bool(rng.random() < 0.5), rng.uniform(0.05, 0.2)
        pictures, labels = [], []
        for t in range(frames):
            u = t / max(1, frames - 1)
            placed = [
                (p[t] if isinstance(p, list) else p, self.width * (start + 0.45 * i + walk * u), size,
                 np.sin(u * 14 * walk), flip)
                for i, p in enumerate(people)
            ]  # fmt: skip
            picture, marks = self.frame(placed, scenery, rng, light, style, pan * u)
            pictures.append(picture)
            labels.append(marks)
        return footage(np.stack(pictures), np.stack(labels), len(people))

    def view(self, footage_: Footage, references=(), cast=("mara",), log=(), **scene) -> Viewing:
        return viewing(footage_, references, cast, log, **scene)


def footage(frames: np.ndarray, labels: np.ndarray | None = None, subjects: int = 1) -> Footage:
    """Footage with tracks computed from its labels (None: an engine that cannot tell)."""
    if labels is None:
        return Footage(frames=frames, fps=24)
    tracks = tuple(
        Track(label="person", reference=None, boxes=np.stack([_box(m == i + 1) for m in labels]))
        for i in range(subjects)
    )
    return Footage(
        frames=frames, fps=24, tracks=tracks, labels=labels, label_frames=tuple(range(len(frames)))
    )


def _box(mask: np.ndarray) -> np.ndarray:
    ys, xs = np.nonzero(mask)
    if not len(ys):
        return np.full(4, np.nan, np.float32)
    return np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], np.float32)


def viewing(
    footage_: Footage,
    references=(),
    cast=("mara",),
    log: tuple[LogEntry, ...] = (),
    places=("pier", "hut"),
    **scene,
) -> Viewing:
    people = tuple(
        Character(id=c, name=c.title(), role="keeper", kind="person", descriptors=()) for c in cast
    )
    order = {
        "number": len(log) + 1, "beat": "setup", "location": "pier", "characters": tuple(cast),
        "action": "walks",
        "time_of_day": "noon", "weather": "clear", "mood": "calm", "shot_size": "full", "camera": "static",
        "motion": "some", "seconds": 2.0, **scene,
    }  # fmt: skip
    document = CreativeDocument(
        title="t", logline="l", style="s", arc="a", characters=people,
        locations=tuple(
            Location(id=i, name=i, kind="pier", interior=False, descriptors=()) for i in places
        ),
        scenes=tuple(Scene(**{**order, "number": n + 1}) for n in range(order["number"])),
    )  # fmt: skip
    count, height, width = footage_.frames.shape[:3]
    return Viewing(
        footage=footage_,
        shot=Shot(prompt="p", negative="", frames=count, width=width, height=height, fps=24, seed=1),
        scene=document.scenes[-1],
        document=document,
        references=tuple(references),
        log=tuple(log),
        samples=tuple(round(i) for i in np.linspace(0, count - 1, min(5, count))),
    )


def described(*pairs: tuple[str, str]) -> tuple[Descriptor, ...]:
    return tuple(Descriptor(attribute=a, phrase=p) for a, p in pairs)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def people():
    """`look(seed)` and `twin(look, attribute)`."""
    return SimpleNamespace(look=look, twin=twin)
