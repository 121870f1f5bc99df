"""The report says everything that happened, as plain JSON, with paths that travel."""

import dataclasses
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.editing.report import ReportData, production_report, reward_breakdown

Make = Callable[..., ReportData]


def test_the_report_is_plain_json(production: Make) -> None:
    """It survives strict JSON unchanged, and equal data give equal text."""
    report = production_report(production())
    text = json.dumps(report, allow_nan=False)
    assert json.loads(text) == report
    assert text == json.dumps(production_report(production()), allow_nan=False)
    assert report["schema"] == 1


def test_every_take_is_told(production: Make) -> None:
    """Direction, prompt, seed, verdicts with raw figures and notes: for each take, in order."""
    data = production(3, 2)
    report = production_report(data)
    told = [take for scene in report["scenes"] for take in scene["takes"]]
    assert [(t["scene"], t["number"], t["seed"]) for t in told] == [
        (t.scene, t.number, t.seed) for t in data.takes
    ]
    for take, source in zip(told, data.takes, strict=True):
        assert take["direction"] == dataclasses.asdict(source.direction)
        assert take["prompt"]["text"] == source.prompt.text
        assert take["reward"] == source.reward
        assert [(v["critic"], v["score"], v["note"]) for v in take["verdicts"]] == [
            (v.critic, v.score, v.note) for v in source.verdicts
        ]
        assert take["verdicts"][0]["raw"] == dict(source.verdicts[0].raw)
    assert [sum(t["chosen"] for t in scene["takes"]) for scene in report["scenes"]] == [1, 1, 1]


def test_paths_are_relative_to_the_report(on_disk: Make, tmp_path: Path) -> None:
    """From the report's own folder, every path leads to the file."""
    data = on_disk(2, 1)
    (tmp_path / "story_bible/creative_document.json").write_text("{}")
    report = production_report(data)
    home = tmp_path / data.folder
    assets = report["assets"]
    paths = [assets["film"], *assets["clips"], assets["document"], *(r["path"] for r in assets["references"])]
    paths += [take["clip"] for scene in report["scenes"] for take in scene["takes"]]
    paths += [report["film"]["path"], *report["film"]["clips"]]
    for path in paths:
        assert not path.startswith("/")
        assert (home / path).is_file(), path


def test_the_curve_counts_attempts_not_reshoots(production: Make) -> None:
    """A chosen draft that is shot again in full is one attempt, and no retry."""
    data = production(2, 2)
    drafts = [dataclasses.replace(take, quality="draft") for take in data.takes]
    final = dataclasses.replace(drafts[1], quality="final", clip="output/clips/scene-01/final.mp4")
    both = dataclasses.replace(data, takes=(*drafts[:2], final, *drafts[2:]), chosen={1: final})
    report = production_report(both)
    assert [(p["scene"], p["take"]) for p in report["reward_curve"]] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert [p["attempt"] for p in report["reward_curve"]] == [1, 2, 3, 4]
    assert report["retries"] == 2
    assert [s["attempts"] for s in report["scenes"]] == [2, 2]
    assert report["scenes"][0]["chosen"] == {"take": 2, "quality": "final", "reward": final.reward}
    assert report["scenes"][1]["chosen"] is None
    assert report["complete"] is False


def test_what_was_not_measured_is_said(production: Make) -> None:
    """An absent score stays absent, with its reason; it is never a number."""
    data = production(4, 1)
    report = production_report(data)
    assert report["unmeasured"] == {"character_consistency": ["nobody is in this scene"]}
    empty = report["scenes"][3]["takes"][0]
    assert [v["score"] for v in empty["verdicts"] if v["component"] == "character_consistency"] == [None]


def test_faults_are_told_in_words(production: Make) -> None:
    """A take below the thresholds says which figure was low; a good one has no fault."""
    data = production(1, 1)
    strict = dataclasses.replace(data, reward_threshold=0.999)
    assert f"reward {data.takes[0].reward:.2f}, below 1.00" in strict.fault(data.takes[0])
    lax = dataclasses.replace(data, reward_threshold=0.0, consistency_threshold=0.0)
    assert lax.fault(data.takes[0]) == ""
    drifted = dataclasses.replace(data, reward_threshold=0.0, consistency_threshold=0.999)
    assert "character consistency" in drifted.fault(data.takes[0])
    unseen = dataclasses.replace(data.takes[0], verdicts=(), reward=None)
    assert data.fault(unseen) == "nothing about it could be measured"


def test_contributions_add_up_to_the_reward(production: Make) -> None:
    """In the breakdown, the parts of every take sum to its reward, missing parts or not."""
    data = production(4, 3)
    takes = [take for scene in reward_breakdown(data)["scenes"] for take in scene["takes"]]
    assert len(takes) == 12
    for take in takes:
        total = math.fsum(part["contribution"] for part in take["components"].values())
        assert total == pytest.approx(take["reward"])
        assert math.fsum(part["weight"] for part in take["components"].values()) == pytest.approx(1)
    assert takes[-1]["missing"] == {"character_consistency": "nobody is in this scene"}


def test_broken_figures_become_null(production: Make) -> None:
    """A raw figure that is not finite does not break the JSON and is not disguised as a number."""
    data = production(1, 1)
    verdict = dataclasses.replace(data.takes[0].verdicts[0], raw={"figure": math.nan, "other": math.inf})
    broken = dataclasses.replace(data, takes=(dataclasses.replace(data.takes[0], verdicts=(verdict,)),))
    report = production_report(broken)
    json.dumps(report, allow_nan=False)
    assert report["scenes"][0]["takes"][0]["verdicts"][0]["raw"] == {"figure": None, "other": None}


def test_times_add_up_over_takes(production: Make) -> None:
    """Each stage's time over all takes is the sum of the takes' own."""
    report = production_report(production(3, 2))
    assert report["times"]["all_takes_seconds"] == pytest.approx(
        {"render": 4.8, "encode": 0.6, "critics": 1.2}
    )
