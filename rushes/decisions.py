"""What a person decided about a film: retakes asked for, takes chosen. Kept with the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Retake:
    """One more take of a scene that somebody asked for."""

    scene: int
    number: int
    """The number of the take it became."""
    note: str = ""
    """What to do differently, in the asker's words; the prompt demands it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything decided so far; the empty one leaves all to the reward."""

    retakes: tuple[Retake, ...] = ()
    choices: Mapping[int, int] = field(default_factory=dict)
    """Scene -> number of the take that the film shows, whatever it scored."""

    def wanted(self, scene: int) -> int:
        """How many takes a scene must have at least; 0 when nobody asked."""
        return max((r.number for r in self.retakes if r.scene == scene), default=0)

    def asked(self, scene: int, number: int) -> Retake | None:
        """The request behind one take; None for the director's own."""
        return next((r for r in self.retakes if (r.scene, r.number) == (scene, number)), None)

    def retake(self, scene: int, number: int, note: str) -> "Decisions":
        """Also shoot take `number` of `scene`, and show it."""
        asked = Retake(scene=scene, number=number, note=note)
        return replace(self, retakes=(*self.retakes, asked)).choose(scene, number)

    def release(self, scene: int) -> "Decisions":
        """Leave what is shown of `scene` to the reward again."""
        return replace(self, choices={n: take for n, take in self.choices.items() if n != scene})

    def choose(self, scene: int, number: int) -> "Decisions":
        """Show take `number` of `scene`."""
        return replace(self, choices={**self.choices, scene: number})
