"""Does the policy learn at all? Told in words before the film, proven by a test that fails loudly.

As literally specified (learning rate 1e-5, batches of one, hidden size 2) PPO learns nothing; these functions
notice such settings instead of letting a film pretend.
"""

from dataclasses import replace

import numpy as np

from rushes.direction import SceneState
from rushes.errors import PolicyError
from rushes.policies.network import Network
from rushes.policies.ppo import LearnerSettings
from rushes.policies.reading import FIGURES, ROWS
from rushes.policies.step import remarks

_SCENE = SceneState(
    scene=1,
    scenes=5,
    attempt=1,
    cast="new",
    cast_size=1,
    gap=0,
    place="new",
    interior=False,
    motion="some",
    shot_size="medium",
    engine="synthetic",
)


def nudge(settings: LearnerSettings, reward: float, steps: int = 3, seed: int = 0) -> float:
    """How the log-probability of one direction changes after `steps` updates that score it `reward`.

    All other directions of each batch, drawn from the policy, score 1 - `reward`. The network is a
    throwaway one.
    """
    network = Network(settings.backbone, settings.algorithm, settings.step, seed)
    network.speak_up()
    figures = np.zeros((1, ROWS, len(FIGURES)), np.float32)
    rng = np.random.default_rng(seed)
    target = np.array([1, 1, 1, 1])
    before = network.log_probability(_SCENE, figures, target)
    for step in range(steps):
        batch = settings.step.batch
        numbers = network.draw([_SCENE], figures, batch, rng.random((batch, 4))).numbers
        numbers[: max(1, batch // 8)] = target
        scores = np.where((numbers == target).all(axis=1), reward, 1.0 - reward)
        network.update([_SCENE], figures, np.zeros(batch, np.int64), numbers, scores, step)
    return network.log_probability(_SCENE, figures, target) - before


def check_learning(settings: LearnerSettings) -> None:
    """Prove on a throwaway network that reward 1 raises and reward 0 lowers a direction's log-probability.

    Settings that `remarks` already calls unable to learn are not tested: the user was told, and chose them.

    Raises:
        PolicyError: the updates of this installation do not follow the reward.
    """
    if remarks(settings.step):
        return
    up, down = nudge(settings, 1.0), nudge(replace(settings), 0.0)
    if not up > 0 > down:
        raise PolicyError(
            f"the policy does not learn here: reward 1 changed a direction's log-probability by {up:+.4f}, "
            f"reward 0 by {down:+.4f}",
            todo="check that trl==0.11.4 is installed, or set RL_ALGORITHM=THOMPSON",
        )
