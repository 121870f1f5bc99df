"""The studio critics as a user gets them: weights in a folder, settings, films, one's own calibration."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("spacy")

from rushes import casting, cli  # noqa: E402
from rushes.calibration_clips import viewings  # noqa: E402
from rushes.casting import embedded, studio_critics  # noqa: E402
from rushes.casting.members import Call  # noqa: E402
from rushes.config import Settings  # noqa: E402
from rushes.critics.studio_tables import CalibrationLibrary  # noqa: E402
from rushes.errors import CriticError, EngineUnavailable, RequestError  # noqa: E402
from rushes.examination import examine  # noqa: E402
from rushes.film import COMPONENTS  # noqa: E402
from rushes.memory import Layout  # noqa: E402
from rushes.reward import RewardModel  # noqa: E402
from tests.support import tiny_critics  # noqa: E402

FILM = {
    "LLM_PROVIDER": "offline",
    "VIDEO_MODEL": "animatic",
    "REFERENCE_IMAGE_MODEL": "animatic",
    "RL_ALGORITHM": "THOMPSON",
    "DEFAULT_NUM_FRAMES": "12",
    "DEFAULT_WIDTH": "160",
    "DEFAULT_HEIGHT": "96",
    "CROSSFADE_DURATION": "0.125",
    "MAX_SCENES": "2",
    "RL_EPISODES_PER_SCENE": "1",
    "DRAFTS": "0",
    "WORKERS": "1",
}
PROMPT = "A fox and an old woman cross a snowy forest at night and reach a beach"
WEIGHTS = dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True))


def flags(root: Path, **more: str) -> list[str]:
    values = {**FILM, **tiny_critics.SETTINGS, "WAN_MODEL_ROOT": str(root), **more}
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def call(root: Path, folder: Path, **more: object) -> Call:
    settings = Settings(
        LLM_PROVIDER="offline",
        VIDEO_MODEL="animatic",
        WAN_MODEL_ROOT=str(root),
        **more,  # type: ignore[arg-type]
    )
    return Call(settings=settings, seed=0, root=folder, environ={"RUSHES_HOME": str(folder / "home")})


def crew(made: Call, *named: str) -> dict[str, casting.Part]:
    return {p.part: p for p in casting.cast(made, dict.fromkeys(named, "--set")).parts}


def verdicts(folder: Path) -> list[dict[str, object]]:
    files = sorted((folder / "output/clips").glob("*/take-*.json"))
    return [v for f in files for v in json.loads(f.read_text())["value"]["verdicts"]]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Tiny weights of every model, in one folder."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    # Random weights: seed 0 finds a beach no more like itself than like a forest, and is not fitted.
    yield tiny_critics.everything(tmp_path_factory.mktemp("weights"), seed=2)
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def story(root, tmp_path_factory):
    """One folder with a film before the calibration, the calibration, and a film after it."""
    home = tmp_path_factory.mktemp("story")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUSHES_HOME", str(home / "home"))
        patch.setattr(cli, "_end_on_sigterm", lambda: None)
        for name in ("before", "after"):
            words = ["--prompt", PROMPT, "--output", str(home / name), *flags(root)]
            assert cli.inference(words) == 0
            if name == "before":
                assert cli.main(["calibrate", str(home / "before"), *flags(root)]) == 0
    return home


# ---------------------------------------------------------------- casting


def test_without_weights_the_understudies_play_and_the_command_is_told(tmp_path):
    """Every absent model is named with the command that fetches it; the embedded critics play."""
    parts = crew(call(tmp_path / "models", tmp_path))
    for part, member in {
        "critic visual quality": "image_quality",
        "critic character consistency": "mask_identity",
        "critic location consistency": "mask_scenery",
        "critic second opinion": "nobody",
        "critic faces": "nobody",
    }.items():
        assert (parts[part].member.name, parts[part].status) == (member, "understudy")
        assert "fetch with: " in parts[part].reason
    told = parts["critic character consistency"].reason
    assert f"hf download openai/clip-vit-large-patch14 --include {'*.json'!r}" in told
    assert str(tmp_path / "models" / "clip-vit-large-patch14") in told


def test_the_embedded_crew_asks_for_no_weights(tmp_path):
    """`CREW=embedded` has no studio critic, no second opinion and no finding of the doctor."""
    made = call(tmp_path, tmp_path, CREW="embedded")
    assert "critic second opinion" not in crew(made)
    assert all(p.status == "ready" for p in crew(made).values() if p.part.startswith("critic "))
    assert not [f for f in examine(made) if f.what == "critics"]


def test_a_model_that_was_asked_for_is_never_replaced(tmp_path):
    """A CLIP folder that somebody named and that is not there blocks; `CREW=studio` blocks on all."""
    parts = crew(call(tmp_path, tmp_path, CLIP_MODEL="my/clip"), "CLIP_MODEL")
    assert parts["critic character consistency"].status == "blocked"
    assert "my/clip" in parts["critic character consistency"].reason
    strict = crew(call(tmp_path, tmp_path, CREW="studio"))
    assert {
        p.status for p in strict.values() if p.specified in ("clip", "image_reward", "dinov2", "sface")
    } == {"blocked"}


def test_an_empty_setting_does_without(tmp_path):
    """Models that are not wanted are no part of the crew, and nothing is missing."""
    empty = dict.fromkeys(
        ("CLIP_MODEL", "DINO_MODEL", "IMAGE_REWARD_CHECKPOINT", "FACE_DETECTOR", "DETECTOR_MODEL"), ""
    )
    made = call(tmp_path, tmp_path, CREW="studio", REFERENCE_IMAGE_MODEL="animatic", **empty)
    parts = crew(made)
    assert parts["critic character consistency"].member.name == "mask_identity"
    assert not {"critic second opinion", "critic faces"} & set(parts)
    assert all(p.status == "ready" for p in parts.values() if p.part.startswith("critic "))
    assert [f.found for f in examine(made) if f.what == "critics"] == [
        "no model is asked for: the embedded critics watch"
    ]


def test_the_doctor_names_every_missing_file(root, tmp_path):
    """One finding per file with its command; one ready finding when all are there."""
    lost = [f for f in examine(call(tmp_path, tmp_path)) if f.what == "critics"]
    assert [f.found.removesuffix(" is missing").rsplit("/", 1)[-1] for f in lost] == [
        "clip-vit-large-patch14",
        "owlv2-base-patch16-ensemble",
        "dinov2-base",
        "ImageReward.pt",
        "bert-base-uncased",
        "face_detection_yunet_2023mar.onnx",
        "face_recognition_sface_2021dec.onnx",
    ]
    assert all(re.match(r"hf download |curl -L ", f.todo) for f in lost)
    made = call(root, tmp_path, **tiny_critics.SETTINGS)
    assert [f.status for f in examine(made) if f.what == "critics"] == ["ready"]


def test_a_folder_without_its_weights_is_told_by_file(tmp_path):
    """A folder that lacks its safetensors or its tokenizer is not ready, and the file is named."""
    (tmp_path / "clip-vit-large-patch14").mkdir()
    (tmp_path / "clip-vit-large-patch14/config.json").write_text("{}")
    gap = next(iter(studio_critics.gaps(call(tmp_path, tmp_path))))
    assert gap.file.endswith("clip-vit-large-patch14/*.safetensors")


def test_damaged_weights_stop_the_film_before_it_begins(root, tmp_path):
    """A checkpoint that cannot be read is `EngineUnavailable` when the crew is built."""
    (tmp_path / "ImageReward.pt").write_bytes(b"PK\x03\x04 not a checkpoint")
    made = call(
        root,
        tmp_path,
        **{**tiny_critics.SETTINGS, "IMAGE_REWARD_CHECKPOINT": str(tmp_path / "ImageReward.pt")},
    )
    with pytest.raises(EngineUnavailable, match="not the published checkpoint"):
        casting.cast(made, {}).panel()


# ---------------------------------------------------------------- a film before and after the calibration


def test_before_a_calibration_a_model_scores_nothing(story):
    """Each studio verdict is None with a reason that names the command; the embedded critics still score."""
    studio = [
        v for v in verdicts(story / "before") if "tiny-" in v["critic"] or "image-reward" in v["critic"]
    ]
    assert len(studio) == 2 * 4
    assert all(v["score"] is None and "rushes calibrate" in v["note"] for v in studio)
    measured = {v["component"] for v in verdicts(story / "before") if v["score"] is not None}
    assert set(COMPONENTS) <= measured


def test_after_a_calibration_the_whole_panel_scores_the_film(story):
    """CLIP, DINOv2 and ImageReward give scores, each with its raw figures and the entry that made it."""
    found = verdicts(story / "after")
    by_critic = {v["critic"].split("@")[0]: v for v in found if "@" in v["critic"]}
    assert set(by_critic) == {"clip:tiny-clip", "dino:tiny-dino", "image-reward:ImageReward.pt"}
    for verdict in (v for v in found if "@" in v["critic"]):
        if verdict["score"] is None:  # a model whose cosines tell nothing apart is not fitted, and says so
            assert "no calibration" in verdict["note"]
        else:
            assert 0 <= verdict["score"] <= 1
            assert verdict["raw"]
            assert verdict["calibration"].split(" ")[0].endswith("+c0001")
    assert {v["component"] for v in found if "@" in v["critic"] and v["score"] is not None} == {
        "visual_quality",
        "character_consistency",
        "location_consistency",
    }


def test_the_rewards_are_the_specified_weights_over_what_was_measured(story):
    """A take's reward is the composite of its own verdicts under the specification's weights."""
    from rushes.film import Verdict

    for file in sorted((story / "after/output/clips").glob("*/take-*.json")):
        take = json.loads(file.read_text())["value"]
        given = [
            Verdict(critic=v["critic"], component=v["component"], gate=v["gate"], score=v["score"])
            for v in take["verdicts"]
        ]
        assert take["reward"] == pytest.approx(RewardModel(weights=WEIGHTS).score(given).value)


def test_a_film_keeps_the_calibration_that_it_began_with(root, story, tmp_path, monkeypatch):
    """The table lies in the run folder and goes before a later one, so a resumed film has one measure."""
    kept = json.loads((story / "after/memory/calibration.json").read_text())
    assert kept["version"].endswith("+c0001")
    home = CalibrationLibrary(tmp_path / "home" / "calibrations")
    for number in (1, 2):
        table = replace(CalibrationLibrary(story / "home/calibrations").latest(), population=str(number))
        assert home.add(table)[1]
    begun = call(root, story / "after", **tiny_critics.SETTINGS)
    fresh = call(root, tmp_path, **tiny_critics.SETTINGS)
    assert studio_critics.table(begun).version.endswith("+c0001")
    assert studio_critics.table(fresh).version.endswith("+c0002")
    assert not (tmp_path / "memory").exists(), "looking at the crew wrote into the run folder"


def test_the_same_clips_give_the_same_calibration(root, story, monkeypatch, capsys):
    """Fitting again on the same film changes no number and keeps no second table."""
    monkeypatch.setenv("RUSHES_HOME", str(story / "home"))
    monkeypatch.setattr(cli, "_end_on_sigterm", lambda: None)
    assert cli.main(["calibrate", str(story / "before"), *flags(root)]) == 0
    assert "Nothing has changed" in capsys.readouterr().out
    assert [file.name for file in (story / "home/calibrations").iterdir()] == ["c0001.json"]


def test_the_embedded_encoder_is_fitted_without_weights(story, tmp_path, monkeypatch, capsys):
    """`CREW=embedded` fits the stripes alone, and from then on they are the second opinion."""
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cli, "_end_on_sigterm", lambda: None)
    assert cli.main(["calibrate", str(story / "before"), "--set", "CREW=embedded"]) == 0
    assert "hsv-stripes-6x16:mask" in re.sub(r"\s", "", capsys.readouterr().out)
    made = call(tmp_path, tmp_path, CREW="embedded")
    part = crew(made)["critic second opinion"]
    assert (part.member.name, part.status) == ("hsv_stripes", "ready")
    take = next(take_of(story / "before"))
    verdict = part.build(made).watch(take)
    assert 0 <= verdict.score <= 0.95
    assert verdict.calibration.endswith("c0001 hsv-stripes-6x16:mask")


def take_of(folder: Path):
    made = call(folder, folder, CREW="embedded")
    return viewings(Layout(root=folder), lambda: embedded.ENGINE.build(made))


def test_the_panel_watches_a_real_take_with_masks_with_boxes_and_blind(root, story, tmp_path):
    """Every critic of the crew judges a take of the animatic engine, however much the engine tells."""
    made = call(root, tmp_path, **tiny_critics.SETTINGS)
    made = replace(made, environ={"RUSHES_HOME": str(story / "home")})
    panel = casting.cast(made, {}).panel()
    take = next(take_of(story / "before"))
    boxes = replace(take, footage=replace(take.footage, labels=None, label_frames=()))
    blind = replace(boxes, footage=replace(boxes.footage, tracks=None))
    for viewing in (take, boxes, blind):
        given = [critic.watch(viewing) for critic in panel]
        assert all(v.score is None or 0 <= v.score <= 1 for v in given)
        assert given == [critic.watch(viewing) for critic in panel]
        assert RewardModel(weights=WEIGHTS).score(given).value is not None


# ---------------------------------------------------------------- what cannot be calibrated on


def test_too_little_footage_is_told_by_entry(root, story, tmp_path, monkeypatch, capsys):
    """A film of one person in one place has no distractors: exit 2, what is missing, and no table."""
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cli, "_end_on_sigterm", lambda: None)
    alone = tmp_path / "alone"
    write_own(alone, people=("mara",), places=("beach",), clips=("mara@beach",))
    assert cli.main(["calibrate", str(alone), "--set", "CREW=embedded"]) == 2
    told = capsys.readouterr().err
    assert "too few pairs" in told
    assert "two characters and two places" in told
    assert not (tmp_path / "home/calibrations").exists()


def test_a_folder_without_clips_is_told(tmp_path):
    """Neither a film nor clips: what a folder needs."""
    with pytest.raises(RequestError, match="no clips to calibrate on"):
        next(viewings(Layout(root=tmp_path), lambda: pytest.fail("nothing to draw")))


def test_damage_in_the_calibrations_is_told(tmp_path):
    """A table that is no table is a `CriticError` with a remedy, not a silent return to the shipped one."""
    (tmp_path / "home/calibrations").mkdir(parents=True)
    (tmp_path / "home/calibrations/c0001.json").write_text("{")
    with pytest.raises(CriticError, match="cannot be used") as told:
        studio_critics.table(call(tmp_path, tmp_path))
    assert str(tmp_path / "home/calibrations/c0001.json") in told.value.todo


# ---------------------------------------------------------------- clips of one's own


def write_own(folder: Path, people, places, clips) -> None:
    from rushes.images import write_png
    from rushes.video import write_clip

    rng = np.random.default_rng(1)
    looks = {name: rng.integers(30, 220, (6, 4, 3), dtype=np.uint8) for name in (*people, *places)}
    big = {name: np.kron(look, np.ones((16, 16, 1), np.uint8)) for name, look in looks.items()}
    for kind, names in (("characters", people), ("locations", places)):
        for name in names:
            pixels = np.full((128, 96, 3), 255, np.uint8)
            pixels[16:112, 16:80] = big[name]
            write_png(folder / kind / name / "front.png", pixels if kind == "characters" else big[name])
    for clip in clips:
        place = clip.partition("@")[2].partition("-")[0]
        frame = np.kron(looks[place], np.ones((20, 40, 1), np.uint8))
        (folder / "clips").mkdir(parents=True, exist_ok=True)
        write_clip(folder / "clips" / f"{clip}.mp4", np.stack([frame] * 6), 8)


def test_clips_of_ones_own_are_named_after_who_is_seen_where(tmp_path):
    """Names say cast and place; the longest place that fits counts; references come from the folders."""
    write_own(tmp_path, ("mara", "john"), ("beach", "beach-house"), ("mara+john@beach-2", "john@beach-house"))
    taken = list(viewings(Layout(root=tmp_path), lambda: pytest.fail("nothing to draw")))
    assert [(v.scene.characters, v.scene.location) for v in taken] == [
        (("john",), "beach-house"),
        (("mara", "john"), "beach"),
    ]
    assert all(len(v.footage.frames) == 6 and len(v.references) == 4 for v in taken)


@pytest.mark.parametrize(
    ("clip", "reason"), [("anna@beach", "no references of anna"), ("mara", "no known place")]
)
def test_a_clip_with_a_wrong_name_is_told(tmp_path, clip, reason):
    """Whoever is not in the folders, and a name without a place, is an error with an example."""
    write_own(tmp_path, ("mara",), ("beach",), ("mara@beach",))
    (tmp_path / "clips/mara@beach.mp4").rename(tmp_path / "clips" / f"{clip}.mp4")
    with pytest.raises(RequestError, match=reason):
        list(viewings(Layout(root=tmp_path), lambda: pytest.fail("nothing to draw")))
