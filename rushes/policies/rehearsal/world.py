"""A synthetic engine: hidden effects of directions on rewards, drawn anew for every seed.

Films of 12 scenes with 3 attempts. The expected reward of a direction is .5 plus one effect per slot, which
depends on whether the cast returns, on the setting, the motion and a hidden difficulty of the scene, plus a
structure x style interaction; noise and scene difficulty come on top. The hidden difficulty shows only as the
weakest of four noisy components of the last attempt. Two strengths: ``strength=1`` (best direction about .3
above random) and ``strength=0.4``. The world is close to additive, which favours linear models; real engines
may not be. Everything random is drawn from the seed: another seed is another engine.
"""

from dataclasses import dataclass, field
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from rushes.direction import Direction, SceneState
from rushes.film import COMPONENTS
from rushes.policies.features import OPTIONS, SIZES

SCENES: Final = 12
ATTEMPTS: Final = 3
RETURNING: Final = 0.55
"""Share of scenes after the first whose cast returns."""
HISTORY: Final = 8
_INFLUENCES = (
    ("setting", 3, 0.035),
    ("motion", 2, 0.025),
    ("difficulty", 4, 0.02),
    ("cast", 2, 0.02),
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a scene asks for; `difficulty` is hidden from the policy."""

    cast: int = 0
    setting: int = 0
    motion: int = 0
    difficulty: int = 0


@final
@dataclass(eq=False)
class World:
    """One engine, met film after film.

    Args:
        seed: Draws the engine's effects, its scenes and its noise.
        strength: Factor on all effects; noise stays.
    """

    seed: int
    strength: float = 1.0
    noise: float = 0.06
    scene_sd: float = 0.06
    _effects: dict[str, list[NDArray[np.float64]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        draw = np.random.default_rng([self.seed, 77])
        self._rng = np.random.default_rng([self.seed, 78])
        self._main = [draw.normal(0, 0.035, size) for size in SIZES]
        self._effects = {
            name: [draw.normal(0, sd, (count, size)) for size in SIZES] for name, count, sd in _INFLUENCES
        }
        for difficulty, emphasis in enumerate(draw.permutation(SIZES[1])[:4]):
            self._effects["difficulty"][1][difficulty, emphasis] += 0.10
        self._plant_continuity()
        self._pair = draw.normal(0, 0.02, (SIZES[0], SIZES[3]))
        self._scene = self._attempt = 0
        self._new_scene()

    def _plant_continuity(self) -> None:
        """A returning cast wants its identity locked; a new one wants freedom."""
        options = OPTIONS[2]
        new, returning = self._effects["cast"][2]
        returning[options.index("none")] -= 0.10
        returning[options.index("identity_lock")] += 0.08
        returning[options.index("recap")] += 0.03
        new[options.index("none")] += 0.04
        new[options.index("identity_lock")] -= 0.05

    def _new_scene(self) -> None:
        rng = self._rng
        returns = int(rng.random() < (0.0 if self._scene == 0 else RETURNING))
        setting, motion = int(rng.integers(3)), int(rng.integers(2))
        self._context = Context(returns, setting, motion, int(rng.integers(4)))
        self._level = float(rng.normal(0, self.scene_sd))
        self._attempt = 0
        self._last: tuple[Direction, float, str] | None = None
        self._history: list[tuple[Direction, float]] = getattr(self, "_history", [])

    def state(self) -> SceneState:
        """What a policy may know before the next attempt."""
        context, last = self._context, self._last
        return SceneState(
            scene=self._scene + 1,
            scenes=SCENES,
            attempt=self._attempt + 1,
            cast=("new", "returning")[context.cast],
            cast_size=1,
            gap=context.cast,
            place="new",
            interior=context.setting == 0,
            motion=("still", "strong")[context.motion],
            shot_size=("medium", "medium", "wide")[context.setting],
            engine="synthetic",
            previous_reward=last[1] if last else None,
            weakest=last[2] if last else None,
            previous=last[0] if last else None,
            history=tuple(self._history[-HISTORY:]),
        )

    def qualities(self, context: Context | None = None) -> NDArray[np.float64]:
        """Expected reward of every direction without the scene's difficulty, shape (5, 5, 5, 6)."""
        at = context or self._context
        slots = [
            (main + sum(self._effects[name][slot][getattr(at, name)] for name, _, _ in _INFLUENCES))
            * self.strength
            for slot, main in enumerate(self._main)
        ]
        a, b, c, d = slots
        tail = self._pair[:, None, None, :] * self.strength + d
        total: NDArray[np.float64] = (
            0.5 + a[:, None, None, None] + b[None, :, None, None] + c[None, None, :, None] + tail
        )
        return total

    def shoot(self, direction: Direction) -> tuple[float, float]:
        """Execute one direction; return (reward seen by the policy, noise-free quality of the direction)."""
        chosen = tuple(options.index(word) for options, word in zip(OPTIONS, direction.words(), strict=True))
        quality = float(self.qualities()[chosen])
        reward = float(np.clip(quality + self._level + self._rng.normal(0, self.noise), 0, 1))
        parts = reward + self._rng.normal(0, 0.05, len(COMPONENTS))
        parts[self._context.difficulty] -= 0.12
        self._last = (direction, reward, COMPONENTS[int(parts.argmin())])
        self._history = [*self._history[-HISTORY:], (direction, reward)]
        self._attempt += 1
        if self._attempt == ATTEMPTS:
            self._scene = (self._scene + 1) % SCENES
            if self._scene == 0:
                self._history = []
            self._new_scene()
        return reward, quality


def yardsticks(world: World) -> dict[str, float]:
    """What is possible in a world: random, the best single direction, the best knowing everything."""
    returning = RETURNING * (SCENES - 1) / SCENES
    grids, weights = [], []
    for cast in range(2):
        for place in range(24):
            context = Context(cast, place % 3, place // 3 % 2, place // 6)
            grids.append(world.qualities(context))
            weights.append((returning if cast else 1 - returning) / 24)
    mean = np.tensordot(weights, np.array(grids), 1)
    best = float(np.dot(weights, [values.max() for values in grids]))
    return {"random": float(mean.mean()), "best_single": float(mean.max()), "best": best}
