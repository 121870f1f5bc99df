"""Where a film's takes are spent when there are fewer than every scene might use.

Scenes are shot one after the other, and no scene is gone back to. Every scene to come keeps one take; what is
left over is spent on the scenes that gain most by another take. The gain is the expected improvement over the
scene's best take (Mockus 1975; Jones, Schonlau & Welch 1998), and a take is spent here when that is more than
what the scenes to come are expected to offer for it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import Final

SPREAD: Final = 0.1
"""sd of rewards while too few are known to say."""
NARROWEST: Final = 0.03
_ENOUGH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a film may still spend."""

    budget: int
    """`RL_ATTEMPT_BUDGET`: takes of the whole film; 0 = no limit."""
    used: int
    """Takes shot so far, those of this scene among them."""
    to_come: int
    """Scenes after this one."""
    most: int
    """Most takes of one scene."""

    @property
    def spare(self) -> int:
        """Takes left when every scene to come keeps one."""
        return self.budget - self.used - self.to_come

    def allows(self, scene: Sequence[float | None], film: Sequence[float | None]) -> bool:
        """Whether this scene may have another take.

        Args:
            scene: Rewards of the takes of this scene; None where nothing was measured. Its first take is
                always allowed.
            film: Rewards of all takes so far, those of this scene among them.
        """
        if not self.budget or not scene:
            return True
        if self.spare <= 0:
            return False
        chances = self.most - len(scene) + self.to_come * (self.most - 1)
        share = self.spare / max(1, chances)
        known = [reward for reward in scene if reward is not None]
        if share >= 1 or not known:
            return True
        return self._offers(known, [reward for reward in film if reward is not None], share)

    @staticmethod
    def _offers(scene: Sequence[float], film: Sequence[float], share: float) -> bool:
        usual = NormalDist(fmean(film), max(NARROWEST, stdev(film)) if len(film) >= _ENOUGH else SPREAD)
        expected = (math.fsum(scene) + usual.mean) / (len(scene) + 1)
        here = improvement(max(scene), expected, usual.stdev)
        return here >= improvement(usual.inv_cdf(share), usual.mean, usual.stdev)


def improvement(best: float, mean: float, sd: float) -> float:
    """Expected gain over `best` of one draw from a normal distribution with this mean and sd > 0."""
    z = (mean - best) / sd
    standard = NormalDist()
    return sd * (standard.pdf(z) + z * standard.cdf(z))
