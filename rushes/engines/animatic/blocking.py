"""Where everybody stands and goes: marks on the floor and paths between them, frame by frame.

World: x metres to the right of the picture's middle, depth metres from the camera at rest.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.camera import ease
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figure import Creature
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.rows import Stand, line_up
from rushes.engines.animatic.setting import Place

Array = NDArray[np.float64]
MOVING = frozenset(
    {
        "walk",
        "run",
        "follow",
        "chase",
        "enter",
        "leave",
        "meet",
        "approach",
        "fly",
        "float",
        "swim",
        "drive",
        "discover",
        "carry",
    }
)


@dataclass(slots=True)
class Mark:
    """One figure's place and path."""

    spec: FigureSpec
    creature: Creature | None
    half: float
    """Half its width on the floor, metres."""
    x: Array
    depth: Array
    up: Array
    """Metres above the ground (or of the body's middle for swimmers and flyers)."""
    facing: Array
    """+1 looks right, -1 left."""
    moving: Array
    """Metres per second along the floor (unsigned)."""
    running: bool = False
    beats: list[tuple[float, float, str, str]] = field(default_factory=list)
    """(start, end, action, target label) in shares of the shot."""
    partner: int = -1
    """Index of who it acts with."""
    element: str = "ground"
    back: bool = False
    """True: it stands before the lens with its back to us."""
    surface: bool = False
    """True: it swims or floats at the surface of open water."""


def block(
    figures: tuple[FigureSpec, ...],
    place: Place,
    frames: int,
    fps: float,
    rng: np.random.Generator,
    shoulder: bool,
    close: bool,
    stands: tuple[Stand, ...] = (),
) -> list[Mark]:
    """Marks for everybody. `shoulder` puts one before the lens, `close` whom we see beside giants at their
    heads, `stands` those who were seen before on their side, in their order and looking their way."""
    marks = [_mark(spec, frames) for spec in figures]
    if not marks:
        return marks
    _pair(marks)
    line_up(marks, rng, stands)
    seconds = frames / fps
    for mark in marks:
        mark.beats = _beats(mark, marks)
        mark.element = _element(mark, place)
        mark.surface = mark.element == "water" and place.medium == "air"
    for mark in marks:
        _travel(mark, marks, seconds, np.linspace(0, 1, frames) if frames > 1 else np.zeros(1), rng)
    _tie(marks)
    _depths(marks, place)
    if close:
        _beside_giants(marks)
    if shoulder and len(marks) > 1:
        _over_shoulder(marks)
    for mark in marks:
        mark.moving = np.abs(np.gradient(mark.x)) * fps if frames > 1 else np.zeros(frames)
    return marks


def _mark(spec: FigureSpec, frames: int) -> Mark:
    creature = creatures().get(spec.kind)
    half = 0.32 if creature is None else 0.5 * creature.length * size_of(spec)
    zero = np.zeros(frames)
    return Mark(spec, creature, half, zero.copy(), zero.copy(), zero.copy(), np.ones(frames), zero.copy())


def size_of(spec: FigureSpec) -> float:
    """How much larger or smaller than usual the text makes it."""
    big = {"giant", "huge", "enormous", "gigantic", "colossal", "massive"} & spec.words
    little = {"tiny", "small", "little", "miniature", "baby"} & spec.words
    if spec.kind == "person":
        return 1.0
    return 1.45 if big else 0.62 if little else 1.15 if {"big", "large", "great"} & spec.words else 1.0


def _element(mark: Mark, place: Place) -> str:
    creature = mark.creature
    if creature is not None and creature.kind == "object":
        return creature.element if creature.element == "air" else "ground"
    if place.medium == "space":
        return "space"
    home = creature.element if creature else "ground"
    # the open sea has nowhere to stand
    afloat = place.water is not None and place.water < place.standing[0] and home == "ground"
    if place.medium == "water" or afloat:
        return "water"
    return _moves_in(home, {a for a, _ in mark.spec.actions}, creature is None, place.water is not None)


def _moves_in(home: str, actions: set[str], person: bool, water: bool) -> str:
    """The element of who could choose: stranded swimmers, birds on the ground, people who fly or swim."""
    if home == "water" and ("sleep" in actions or not water):
        return "ground"
    if home == "air" and actions & {"sit", "sleep", "stand", "walk"} and "fly" not in actions:
        return "ground"
    if "fly" in actions or ("float" in actions and person):
        return "air"
    if "swim" in actions and person:
        return "water" if water else "air"
    return home


def _pair(marks: list[Mark]) -> None:
    """Who acts with whom: whoever the verb names, else the next figure for shared verbs."""
    for i, mark in enumerate(marks):
        for _, target in mark.spec.actions:
            found = [n for n, other in enumerate(marks) if target and other.spec.label == target and n != i]
            if found:
                mark.partner = found[0]
                break
        if mark.partner < 0 and len(marks) > 1:
            mark.partner = i + 1 if i + 1 < len(marks) else i - 1


def _beats(mark: Mark, marks: list[Mark]) -> list[tuple[float, float, str, str]]:
    actions = list(mark.spec.actions)[:3] or [_answer(mark, marks)]
    weights = [
        0.5 if action in ("enter", "walk", "run") and n == 0 and len(actions) > 1 else 1.0
        for n, (action, _) in enumerate(actions)
    ]
    edges = np.concatenate([[0], np.cumsum(weights) / np.sum(weights)])
    return [
        (float(edges[n]), float(edges[n + 1]), action, target) for n, (action, target) in enumerate(actions)
    ]


def _answer(mark: Mark, marks: list[Mark]) -> tuple[str, str]:
    """What somebody does whom the text gives nothing to do: they answer what is done to them."""
    answers = {
        "hug": "hug",
        "fight": "fight",
        "talk": "listen",
        "meet": "talk",
        "dance": "dance",
        "chase": "run",
        "follow": "walk",
        "reach": "listen",
    }
    for other in marks:
        for action, target in other.spec.actions:
            if target == mark.spec.label and action in answers:
                return answers[action], other.spec.label
    if mark.creature and mark.creature.kind == "object":
        return "stand", ""
    if mark.creature and mark.creature.element == "air":
        return "fly", ""
    if mark.creature and mark.creature.kind == "vehicle":
        return "drive", ""
    return "stand", ""


def _travel(mark: Mark, marks: list[Mark], seconds: float, u: Array, rng: np.random.Generator) -> None:
    """Turn the beats into a path. In-place actions stay on the mark; a lone walk crosses the picture."""
    first, last = mark.beats[0], mark.beats[-1]
    toward = float(mark.facing[0])
    home = mark.x.copy()
    for start, end, action, target in mark.beats:
        if action not in MOVING:
            continue
        share = np.clip((u - start) / max(end - start, 1e-6), 0, 1)
        alone = len(mark.beats) == 1
        speed = _speed(mark, action)
        way = speed * seconds * (end - start)
        if action in ("leave",):
            go = np.clip((share - 0.25) / 0.75, 0, 1)
            mark.x = np.where(u >= start, mark.x - toward * min(way, 7.0) * go**1.2, mark.x)
            mark.facing = np.where((u >= start) & (share > 0.2), -toward, mark.facing)
        elif alone and action in ("walk", "run", "follow", "chase", "drive", "fly", "float", "swim", "carry"):
            way = min(way, 8.5 if action in ("walk", "carry", "float") else 12.0)
            mark.x = home + toward * way * (share - 0.5)
        elif start == 0.0:
            stop = 0.62 if action in ("discover", "meet", "approach") and alone else 0.94
            reach = min(speed * seconds * (end - start) * stop, 4.2)
            reach = min(reach, 1.9) if action == "discover" else reach
            mark.x = home - toward * reach * (1 - _arrive(np.clip(share / stop, 0, 1)))
        else:
            partner = marks[mark.partner] if mark.partner >= 0 and target else None
            reach = min(way, 0.5 if action == "discover" else 3.0) if partner is None else 0.25
            mark.x = np.where(u >= start, home + toward * reach * ease(share), mark.x)
        mark.running = mark.running or action in ("run", "chase")
    mark.up = _height(mark, u, seconds, rng)
    del first, last


def _arrive(u: Array) -> Array:
    """Even walking that brakes at the end."""
    return np.where(u < 0.8, u * 1.111, 0.8889 + 0.1111 * (1 - (1 - (u - 0.8) / 0.2) ** 2))


def _speed(mark: Mark, action: str) -> float:
    creature = mark.creature
    if creature is None:
        slow = 0.8 if mark.spec.age == "old" else 1.0
        return {"run": 3.1, "chase": 3.1, "fly": 2.6, "float": 0.5, "swim": 0.9}.get(action, 1.15) * slow
    if creature.kind == "vehicle":
        return min(creature.speed, 3.2)
    return min(creature.run_speed if action in ("run", "chase") else creature.speed, 4.5)


def _height(mark: Mark, u: Array, seconds: float, rng: np.random.Generator) -> Array:
    t, phase = u * seconds, rng.uniform(0, 6.28)
    if mark.element == "air":
        base = 2.0 if mark.creature is None else 1.9 + 0.3 * mark.creature.height
        return base + 0.22 * np.sin(1.3 * t + phase)
    if mark.surface:
        boat = mark.creature is not None and mark.creature.kind == "vehicle"
        return _afloat(mark) + (0.06 if boat else 0.04) * np.sin(1.1 * t + phase)
    if mark.element in ("water", "space"):
        middle = max(1.15, 0.62 * mark.creature.height * size_of(mark.spec)) if mark.creature else 1.15
        return middle + 0.16 * np.sin(0.8 * t + phase) + 0.25 * rng.uniform(-1, 1)
    if (
        mark.creature is not None
        and mark.creature.element in ("water", "air")
        and mark.creature.focus[1] != 0
    ):
        return np.full_like(u, 0.40 * mark.creature.height * size_of(mark.spec))
    return np.zeros_like(u)


def _afloat(mark: Mark) -> float:
    """Metres from the water line up to the origin of who swims or floats in it."""
    if mark.creature is None:
        return -0.44 * {"child": 1.22, "teen": 1.58}.get(mark.spec.age, 1.74)
    return 0.02 if mark.creature.kind == "vehicle" else 0.15 * mark.creature.height * size_of(mark.spec)


def _tie(marks: list[Mark]) -> None:
    """Followers and the chased keep their distance; partners look at each other."""
    for mark in marks:
        if mark.partner < 0:
            continue
        other = marks[mark.partner]
        verbs = {a for _, _, a, _ in mark.beats}
        if verbs & {"chase", "follow"}:
            ahead = float(np.sign(mark.x[-1] - mark.x[0])) or 1.0
            gap = mark.half + other.half + (1.1 if "chase" in verbs else 0.9)
            other.x = mark.x + ahead * gap
            other.facing = np.full_like(other.facing, ahead)
            mark.facing = np.full_like(mark.facing, ahead)
            other.running = mark.running
            if mark.running:
                other.beats = [(0.0, 1.0, "run", "")]
            continue
        still = np.abs(np.gradient(mark.x)) < 1e-3 if len(mark.x) > 1 else np.ones(1, bool)
        look = np.sign(other.x - mark.x)
        mark.facing = np.where(still & (look != 0), look, mark.facing)
    for mark in marks:
        if len(mark.x) > 1:
            step = np.gradient(mark.x)
            mark.facing = np.where(np.abs(step) > 2e-3, np.sign(step), mark.facing)


def _depths(marks: list[Mark], place: Place) -> None:
    near, far = place.standing
    base = near + 0.12 * (far - near)
    row = max(float(m.x.mean()) + m.half for m in marks) - min(float(m.x.mean()) - m.half for m in marks)
    tall = max((m.creature.height * size_of(m.spec) for m in marks if m.creature is not None), default=0.0)
    base = min(max(base, 0.45 * row, 1.2 * tall), far + 4.0)  # long rows and tall beasts are seen from afar
    for n, mark in enumerate(marks):
        hugs = "hug" in {a for _, _, a, _ in mark.beats}
        mark.depth[:] = _depth(mark, place, base + (0.0 if hugs else 0.45 * (n % 2) + 0.2 * (n // 2)))
    giants = [m for m in marks if is_giant(m)]
    for mark in marks if giants else []:
        if not is_giant(mark) and mark.element == "ground":  # nobody is hidden behind a whale
            mark.depth[:] = min(float(mark.depth[0]), min(float(m.depth.min()) for m in giants) - 0.9)


def _depth(mark: Mark, place: Place, depth: float) -> float:
    if mark.half > 1.5:
        depth += min(mark.half * 0.55, 3.5)
    if mark.element == "water" and place.medium == "air" and place.water is not None:
        depth = max(depth, place.water + 1.5 + 0.6 * mark.half)
    if _stranded(mark) and place.water is not None:
        depth = min(depth, place.water - 1.5)
    return depth + 1.2 if mark.element == "air" else depth


def is_giant(mark: Mark) -> bool:
    """Much larger than a person."""
    return mark.creature is not None and max(mark.half, mark.creature.height * size_of(mark.spec) / 2) > 1.5


def _beside_giants(marks: list[Mark]) -> None:
    """Close shots of somebody with a giant: they stand at its head, right before it, in one picture."""
    people = [m for m in marks if m.creature is None]
    giant = next((m for m in marks if is_giant(m) and m.element in ("ground", "water")), None)
    if not people or giant is None or giant.creature is None:
        return
    way = float(np.sign(people[0].x.mean() - giant.x.mean())) or 1.0
    (ahead, up), size = giant.creature.focus, size_of(giant.spec)
    # at the face where one can look into it, else at the chest or trunk below it
    head = (ahead + 1.3) * size if -up * size < 2.2 else 0.55 * ahead * size + 0.9
    giant.x[:] = people[0].x[-1] - way * head
    giant.facing[:] = way
    people[0].facing[:] = -way
    giant.depth[:] = people[0].depth + 0.8 + 0.2 * giant.half
    if giant.surface and people[0].element == "ground":
        giant.element, giant.surface = "ground", False  # at the feet of who stands ashore it lies


def _stranded(mark: Mark) -> bool:
    """A swimmer that lies on dry ground."""
    return mark.creature is not None and mark.element == "ground" and mark.creature.element == "water"


def _over_shoulder(marks: list[Mark]) -> None:
    """The second figure stands before the lens with its back to us, the first looks past it."""
    giant = next((m for m in marks if is_giant(m)), None)
    person = next((m for m in marks if m.creature is None), None)
    if giant is not None and person is not None:
        _past_shoulder(person, giant)
        return
    subject, back = marks[0], marks[1]
    back.back = True
    middle = float(subject.x.mean())
    back.depth[:] = subject.depth - 0.95
    back.x[:] = middle - 0.44
    subject.x[:] = middle + 0.16
    subject.facing[:] = -1.0
    back.facing[:] = 1.0


def _past_shoulder(person: Mark, giant: Mark) -> None:
    """A person from behind at one side of the picture, and the head of a giant in the rest of it."""
    assert giant.creature is not None
    (ahead, up), size = giant.creature.focus, size_of(giant.spec)
    reach, person.back = 2.77, True
    # far enough for the face to be seen above the shoulder, however high it is
    tall = {"child": 1.1, "teen": 1.4}.get(person.spec.age, 1.55)
    away = float(np.clip((-up * size - tall) / 0.17 - reach, 5.8, 24.0))
    way = float(np.sign(giant.x.mean() - person.x.mean())) or 1.0
    person.x[:] = person.x[-1]
    person.depth[:] = min(float(person.depth[0]), 3.7)
    eye = person.x + way * (0.8 + 0.25 * (reach + away) / reach)
    giant.x[:] = eye + way * ahead * size
    giant.depth[:] = person.depth + away
    giant.facing[:] = -way
    person.facing[:] = way
