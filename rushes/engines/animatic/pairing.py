"""Where those are put who belong together in one picture: riders, whoever is with a giant, and the two of an
over-the-shoulder shot."""

import numpy as np

from rushes.engines.animatic.marks import Mark, is_giant, size_of, tall_of
from rushes.engines.animatic.riding import BOATS, astride, carries
from rushes.film import ShotSize


def mount(marks: list[Mark]) -> None:
    """Riders sit on what they ride and go where it goes."""
    for rider in marks:
        deeds = {action for action, _ in rider.spec.actions}
        if rider.creature is not None or not deeds & {"ride", "drive"} or rider.partner < 0:
            continue
        under = marks[rider.partner]
        if under.creature is None or not carries(under.creature):
            continue
        inside = under.creature.name in BOATS
        rider.mount = rider.partner
        moves = bool(np.ptp(rider.x) > 0.1)
        under.x, under.facing, under.running = rider.x.copy(), rider.facing.copy(), moves
        under.beats = [(0.0, 1.0, "run" if moves else "stand", "")]
        rider.x, rider.up = astride(
            rider.facing, under.x, under.creature, size_of(under.spec), tall_of(rider.spec)
        )
        rider.up = rider.up + under.up
        rider.depth[:] = under.depth + (0.02 if inside else -0.02)
        rider.element, rider.surface = "ground", False


def beside_giants(marks: list[Mark], size: ShotSize) -> None:
    """Close shots of somebody with a giant: they stand at its head, right before it, in one picture; in
    close-ups so that its eye is seen beside their face."""
    people = [m for m in marks if m.creature is None]
    giant = next((m for m in marks if is_giant(m) and m.element in ("ground", "water")), None)
    if not people or giant is None or giant.creature is None:
        return
    way = float(np.sign(people[0].x.mean() - giant.x.mean())) or 1.0
    (ahead, up), large = giant.creature.focus, size_of(giant.spec)
    # at the face where one can look into it, else at the chest or trunk below it
    head = (ahead + 1.3) * large if -up * large < 2.2 else 0.55 * ahead * large + 0.9
    giant.x[:] = people[0].x[-1] - way * head
    giant.facing[:] = way
    people[0].facing[:] = -way
    away = 0.8 + 0.2 * giant.half
    if size in ("close-up", "extreme close-up"):
        reach, aside = (1.6, 0.165) if size == "close-up" else (1.35, 0.12)
        above = -up * large - 0.88 * tall_of(people[0].spec) + 0.35
        away = float(np.clip(above / 0.16 - reach, away + 0.6, 14.0))
        head = ahead * large + aside * (reach + away)
        giant.x[:] = people[0].x[-1] - way * head
    giant.depth[:] = people[0].depth + away
    if giant.surface and people[0].element == "ground":
        giant.element, giant.surface = "ground", False  # at the feet of who stands ashore it lies


def over_shoulder(marks: list[Mark]) -> None:
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
