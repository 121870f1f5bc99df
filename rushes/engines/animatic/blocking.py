"""Where everybody stands and goes: marks on the floor and paths between them, frame by frame.

World: x metres to the right of the picture's middle, depth metres from the camera at rest.
"""

import numpy as np

from rushes.engines.animatic.camera import ease
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.marks import Array, Mark, is_giant, size_of, tall_of
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.pairing import beside_giants, mount, over_shoulder
from rushes.engines.animatic.rows import Stand, line_up
from rushes.engines.animatic.setting import Place
from rushes.film import ShotSize

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
        "ride",
        "surf",
        "discover",
        "carry",
    }
)


CROSSING = frozenset("walk run follow chase drive ride surf fly float swim carry".split())
"""Deeds that take a lone figure right across the picture."""
CLOSE = ("full", "medium", "close-up", "extreme close-up", "over-shoulder")
"""Sizes in which whoever is with a giant stands at its head."""


def block(
    figures: tuple[FigureSpec, ...],
    place: Place,
    frames: int,
    fps: float,
    rng: np.random.Generator,
    size: ShotSize,
    stands: tuple[Stand, ...] = (),
) -> list[Mark]:
    """Marks for everybody in a shot of that size. `stands` puts those who were seen before on their side, in
    their order and looking their way."""
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
        mark.stoops |= _leans_low(mark, marks)
    _lead(marks)
    _same_way(marks)
    for mark in marks:
        _travel(mark, marks, seconds, np.linspace(0, 1, frames) if frames > 1 else np.zeros(1), rng)
    _tie(marks)
    _accompany(marks)
    _depths(marks, place)
    if size in CLOSE:
        beside_giants(marks, size)
    if size == "over-shoulder" and len(marks) > 1:
        over_shoulder(marks)
    mount(marks)
    for mark in marks:
        mark.moving = np.abs(np.gradient(mark.x)) * fps if frames > 1 else np.zeros(frames)
    return marks


def _mark(spec: FigureSpec, frames: int) -> Mark:
    creature = creatures().get(spec.kind)
    half = 0.32 if creature is None else 0.5 * creature.length * size_of(spec)
    zero = np.zeros(frames)
    return Mark(spec, creature, half, zero.copy(), zero.copy(), zero.copy(), np.ones(frames), zero.copy())


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
    if "surf" in actions and water:
        return "water"
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
        mark.stoops = mark.creature is None and mark.partner >= 0 and _low(marks[mark.partner])


def _leans_low(mark: Mark, marks: list[Mark]) -> bool:
    """It leans against a swimmer that lies on dry ground."""
    leans = mark.creature is None and "lean" in {action for action, _ in mark.spec.actions}
    return leans and mark.partner >= 0 and _stranded(marks[mark.partner])


def _low(mark: Mark) -> bool:
    """It comes up to a person's hips at most and stands on the ground."""
    creature = mark.creature
    return (
        creature is not None and creature.element == "ground" and creature.height * size_of(mark.spec) < 1.05
    )


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


def _lead(marks: list[Mark]) -> None:
    """``A boy runs with a dog``: an animal that has nothing else to do goes along."""
    for mark in marks:
        if mark.spec.actions or mark.creature is None or mark.creature.kind not in ("animal", "creature"):
            continue
        for k, other in enumerate(marks):
            aims = {target for action, target in other.spec.actions if action in ("walk", "run")}
            if other.spec.text.rstrip(" ,").endswith(" with") and mark.spec.label in aims:
                mark.leader = k
                mark.beats = list(other.beats)


def _accompany(marks: list[Mark]) -> None:
    """Companions keep half a step behind."""
    for mark in marks:
        if mark.leader >= 0:
            other = marks[mark.leader]
            side = -float(np.sign(other.facing[0])) * (0.5 + mark.half)
            mark.x, mark.facing, mark.running = other.x + side, other.facing.copy(), other.running


def _same_way(marks: list[Mark]) -> None:
    """Those who do the same on the move go side by side, not into one another."""
    ways: dict[str, float] = {}
    for mark in marks:
        action = mark.beats[0][2]
        if action in ("walk", "run", "carry", "ride", "drive", "fly", "float", "swim", "enter", "leave"):
            mark.facing[:] = ways.setdefault(action, float(mark.facing[0]))


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
    if "surfer" in mark.spec.words:
        return "surf", ""
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
        elif alone and action in CROSSING:
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
        return {
            "run": 3.1,
            "chase": 3.1,
            "fly": 2.6,
            "float": 0.5,
            "swim": 0.9,
            "ride": 3.2,
            "surf": 1.6,
        }.get(action, 1.15) * slow
    if creature.kind == "vehicle":
        return min(creature.speed, 3.2)
    return min(creature.run_speed if action in ("run", "chase") else creature.speed, 4.5)


def _height(mark: Mark, u: Array, seconds: float, rng: np.random.Generator) -> Array:
    t, phase = u * seconds, rng.uniform(0, 6.28)
    if any(action == "climb" for _, _, action, _ in mark.beats):
        return 0.25 + 0.16 * t
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
        if "surf" in {action for _, _, action, _ in mark.beats}:
            return 0.06
        return -0.44 * tall_of(mark.spec)
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
        apart = 0.9 if mark.creature is not None and mark.spec.label[-1:].isdigit() else 0.45
        mark.depth[:] = _depth(mark, place, base + (0.0 if hugs else apart * (n % 2) + 0.2 * (n // 2)))
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


def _stranded(mark: Mark) -> bool:
    """A swimmer that lies on dry ground."""
    return mark.creature is not None and mark.element == "ground" and mark.creature.element == "water"
