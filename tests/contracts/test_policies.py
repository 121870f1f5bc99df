"""Every policy passes this; a new one is added to the table in `rushes.casting`."""

from pathlib import Path

import numpy as np
import pytest

from rushes.casting import studio
from rushes.casting.members import Call
from rushes.config import Settings
from rushes.direction import DEFAULT, SceneState, every_direction
from rushes.errors import PolicyError

STATE = SceneState(
    scene=2,
    scenes=5,
    attempt=2,
    cast="returning",
    cast_size=1,
    gap=1,
    place="same",
    interior=False,
    motion="some",
    shot_size="medium",
    engine="animatic",
    previous_reward=0.4,
    weakest="character_consistency",
    previous=DEFAULT,
    history=((DEFAULT, 0.4),),
)
CALL = Call(settings=Settings(), seed=3, root=Path())


@pytest.fixture(params=[pytest.param(m, id=name) for name, m in studio.POLICIES.items()])
def build(request, tmp_path, monkeypatch):
    """A function that builds the policy anew."""
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    member = request.param
    if missing := member.missing(CALL):
        pytest.skip(missing)
    return lambda: member.build(CALL)


def test_a_choice_is_a_legal_direction_and_the_same_for_the_same_seed(build):
    """All randomness comes from the generator that is handed in."""
    policy = build()
    choices = [policy.choose(STATE, np.random.default_rng(5)) for _ in range(2)]

    assert choices[0] == choices[1]
    assert choices[0].direction in every_direction()
    assert choices[0].policy


def test_probabilities_are_a_distribution(build):
    """Per slot they sum to one, whatever the policy knows."""
    policy = build()
    choice = policy.choose(STATE, np.random.default_rng(5))
    policy.learn(STATE, choice, 0.9)

    for slot, options in policy.choose(STATE, np.random.default_rng(6)).probabilities:
        assert sum(p for _, p in options) == pytest.approx(1.0, abs=1e-5), slot


def test_learning_replays_bit_for_bit(build, tmp_path):
    """From the same start, the same takes make the same policy: so an interrupted film goes on."""
    start, first = tmp_path / "start", build()
    start.mkdir()
    first.save(start)
    rng = np.random.default_rng(1)
    takes = []
    for index in range(4):
        choice = first.choose(STATE, np.random.default_rng(index))
        reward = float(rng.uniform())
        first.learn(STATE, choice, reward)
        takes.append((choice, reward))

    second = build()
    second.load(start)
    for choice, reward in takes:
        second.learn(STATE, choice, reward)

    for seed in range(8):
        one, two = (p.choose(STATE, np.random.default_rng(seed)) for p in (first, second))
        assert (one.direction, one.probabilities, one.predicted, one.value) == (
            two.direction,
            two.probabilities,
            two.predicted,
            two.value,
        )


def test_a_damaged_save_is_refused(build, tmp_path):
    """Never silently another policy."""
    folder = tmp_path / "saved"
    folder.mkdir()
    build().save(folder)
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")

    with pytest.raises(PolicyError):
        build().load(folder)
