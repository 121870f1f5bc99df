"""Promises of the rehearsal: it makes a policy, goes on where it stopped, whoever helps."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("trl")

from rushes.policies.rehearsal.rehearse import Plan, rehearse
from rushes.policies.rehearsal.school import Lesson
from rushes.policies.rehearsal.search import Search
from rushes.policies.rehearsal.shipping import draw_curve

PLAN = Plan(
    lessons=2,
    lesson=Lesson(worlds=2, copies=2, attempts=5, sample=20, mini_batch=10),
    diaries=3,
    diary_attempts=12,
    exam=0,
    search=Search(sure=(3.0, 5.0), early=(0.0,), worlds=1, rounds=1, attempts=4),
)


@pytest.mark.slow
def test_an_interrupted_rehearsal_ends_in_the_same_policy(tmp_path: Path) -> None:
    """Stopped after one lesson and gone on with two processes, the weights are those of one go."""
    told: list[str] = []
    whole = rehearse(PLAN, tmp_path / "whole", tell=lambda stage, *more: told.append(stage))

    def stop(stage: str, done: int, *more: object) -> None:
        if (stage, done) == ("lessons", 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rehearse(PLAN, tmp_path / "cut", tell=stop)
    again = rehearse(PLAN, tmp_path / "cut", jobs=2)

    assert {"diaries", "prior", "reading", "lessons"} == set(told)
    assert len(again.curve) == len(whole.curve) == 2
    for name, values in whole.policy.network.arrays().items():
        assert np.array_equal(values, again.policy.network.arrays()[name]), name
    assert draw_curve(whole.curve).startswith("<svg")
