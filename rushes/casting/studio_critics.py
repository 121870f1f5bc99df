"""The specified critics in the crew: what each of them needs, and how it is built from the settings."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rushes.casting.members import Call, Member, lacks, load
from rushes.files import publish

KEPT = "calibration.json"
"""In the memory folder: the table that the film began with, so that it goes on with the same measure."""
_TODO = "fetch the weights with the command above, or leave the setting empty to do without"
_ZOO = "https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models"
_ZOO_FOLDERS = {"yunet": "face_detection_yunet", "sface": "face_recognition_sface"}


def place(call: Call, setting: str) -> str:
    """Where a model is: below ``WAN_MODEL_ROOT`` when it lies there, else as the setting names it."""
    named = str(getattr(call.settings, setting))
    return str(_weights("located")(named, Path(call.settings.WAN_MODEL_ROOT)))


def _weights(name: str) -> Any:
    return load(f"rushes.critics.studio_weights:{name}")


def device(call: Call) -> str:
    """``CRITICS_DEVICE``, where ``auto`` is the GPU when there is one."""
    wanted = call.settings.CRITICS_DEVICE
    if wanted != "auto":
        return wanted
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def _dtype(where: str) -> str:
    return "float32" if where == "cpu" else "bfloat16"


# ---------------------------------------------------------------- what is missing


def gaps(call: Call) -> Iterator[Any]:
    """Every file that some specified critic lacks, each once, with the command that fetches it."""
    if call.settings.CREW == "embedded":
        return
    yield from dict.fromkeys(gap for names, need in _NEEDS if wanted(call, *names) for gap in need(call))


def wanted(call: Call, *settings: str) -> bool:
    """Whether each of these settings names something; an empty one does without."""
    return all(getattr(call.settings, name) for name in settings)


def _model_gaps(call: Call, setting: str, **needs: bool) -> Iterator[Any]:
    if wanted(call, setting):
        yield from _weights("model_gaps")(place(call, setting), Path(call.settings.WAN_MODEL_ROOT), **needs)


def _clip_gaps(call: Call) -> Iterator[Any]:
    return _model_gaps(call, "CLIP_MODEL")


def _detector_gaps(call: Call) -> Iterator[Any]:
    return _model_gaps(call, "DETECTOR_MODEL", words=True)


def _dino_gaps(call: Call) -> Iterator[Any]:
    return _model_gaps(call, "DINO_MODEL")


def _reward_gaps(call: Call) -> Iterator[Any]:
    root = Path(call.settings.WAN_MODEL_ROOT)
    if call.settings.IMAGE_REWARD_CHECKPOINT:
        command = f"hf download THUDM/ImageReward ImageReward.pt --local-dir {root}"
        yield from _weights("file_gap")(place(call, "IMAGE_REWARD_CHECKPOINT"), command)
        yield from _model_gaps(call, "IMAGE_REWARD_TOKENIZER", weights=False, words=True)


def _face_gaps(call: Call) -> Iterator[Any]:
    root = Path(call.settings.WAN_MODEL_ROOT)
    for setting in ("FACE_DETECTOR", "FACE_RECOGNISER"):
        if name := Path(getattr(call.settings, setting)).name:
            folder = _ZOO_FOLDERS["sface" if "sface" in name else "yunet"]
            command = f"curl -L --create-dirs -o {root / name} {_ZOO}/{folder}/{name}"
            yield from _weights("file_gap")(place(call, setting), command)


_NEEDS: tuple[tuple[tuple[str, ...], Callable[[Call], Iterator[Any]]], ...] = (
    (("CLIP_MODEL",), _clip_gaps),
    (("CLIP_MODEL", "DETECTOR_MODEL"), _detector_gaps),
    (("DINO_MODEL",), _dino_gaps),
    (("DINO_MODEL", "DETECTOR_MODEL"), _detector_gaps),
    (("IMAGE_REWARD_CHECKPOINT",), _reward_gaps),
    (("FACE_DETECTOR", "FACE_RECOGNISER"), _face_gaps),
)


def _missing(*needs: Callable[[Call], Iterator[Any]], packages: bool = True) -> Callable[[Call], str]:
    def missing(call: Call) -> str:
        found = list(dict.fromkeys(gap for need in needs for gap in need(call)))
        if found:
            commands = "; ".join(dict.fromkeys(gap.command for gap in found))
            return f"missing {', '.join(gap.file for gap in found)}; fetch with: {commands}"
        return lacks("torch", "transformers", "safetensors") if packages else lacks("cv2")

    return missing


# ---------------------------------------------------------------- the calibration


def table(call: Call, *, keep: bool = False) -> Any:
    """The table that scores: the film's own when it has begun, else the user's latest over the shipped one.

    Args:
        keep: Lay it into the run folder, where it stays for the whole film.

    Raises:
        CriticError: a table is damaged.
    """
    kept = call.root / call.settings.MEMORY_DIR / KEPT
    if kept.is_file():
        return load("rushes.critics.studio_tables:opened")(kept)
    library = load("rushes.critics.studio_tables:CalibrationLibrary").at_home(call.environ)
    merged = library.over(load("rushes.critics.tables:shipped")())
    if keep:
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_name(kept.name + ".partial")
        load("rushes.critics.tables:write")(merged, partial)
        publish(partial, kept)
    return merged


def _fitted(call: Call, name: str) -> bool:
    """Whether anything of the model called `name` is in the table."""
    known = table(call)
    return any(entry == name or entry.startswith(f"{name}:") for entry in (*known.same, *known.scales))


def _note(model: Callable[[Call], Any]) -> Callable[[Call], str]:
    def note(call: Call) -> str:
        made = model(call)
        slow = ", on the CPU (slow)" if getattr(made, "device", "") == "cpu" else ""
        if not _fitted(call, made.name):
            return f"{made.name}{slow} scores nothing until `rushes calibrate` has seen a film of yours"
        return f"{made.name}{slow}, calibration {table(call).version}"

    return note


# ---------------------------------------------------------------- models, each built once


def clip(call: Call) -> Any:
    """The CLIP encoder of the settings; nothing is loaded yet."""
    return _model("encoders:ClipEncoder", place(call, "CLIP_MODEL"), call)


def dino(call: Call) -> Any:
    """The DINOv2 encoder of the settings."""
    return _model("encoders:DinoEncoder", place(call, "DINO_MODEL"), call)


def detector(call: Call) -> Any:
    """The open-vocabulary detector of the settings; None when they name none."""
    source = place(call, "DETECTOR_MODEL")
    return _model("encoders:Owlv2Finder", source, call) if source else None


def reward(call: Call) -> Any:
    """The ImageReward judge of the settings."""
    where = device(call)
    return _judge(
        place(call, "IMAGE_REWARD_CHECKPOINT"), place(call, "IMAGE_REWARD_TOKENIZER"), where, _dtype(where)
    )


def faces(call: Call) -> Any:
    """YuNet and SFace of the settings."""
    return _faces(place(call, "FACE_DETECTOR"), place(call, "FACE_RECOGNISER"))


def stripes() -> Any:
    """The encoder that needs no weights."""
    return load("rushes.critics.studio_stripes:StripeEncoder")()


def _model(target: str, source: str, call: Call) -> Any:
    where = device(call)
    return _cached(target, source, where, _dtype(where))


@cache
def _cached(target: str, source: str, device: str, dtype: str) -> Any:
    return load(f"rushes.critics.{target}")(source=source, device=device, dtype=dtype)


@cache
def _judge(checkpoint: str, tokenizer: str, device: str, dtype: str) -> Any:
    return load("rushes.critics.image_reward:ImageRewardJudge")(
        checkpoint=checkpoint, tokenizer=tokenizer, device=device, dtype=dtype
    )


@cache
def _faces(detector: str, recogniser: str) -> Any:
    return load("rushes.critics.faces:FaceEncoder")(detector=detector, recogniser=recogniser)


# ---------------------------------------------------------------- members


def _encoded(call: Call, kind: str, encoder: Any, finder: Any) -> Any:
    # Loaded now, so that a broken file stops the film before it begins, and the engine sees what is left.
    for model in (encoder, finder):
        if model is not None and hasattr(model, "load"):
            model.load()
    return load(f"rushes.critics.studio:{kind}")(encoder=encoder, finder=finder, table=table(call, keep=True))


def _quality(call: Call) -> Any:
    judge = reward(call)
    judge.load()
    return load("rushes.critics.image_reward:ImageRewardQuality")(judge=judge, table=table(call, keep=True))


def _face(call: Call) -> Any:
    encoder = faces(call)
    encoder.load()
    return load("rushes.critics.faces:FaceConsistency")(encoder=encoder, table=table(call, keep=True))


def visual(part: str) -> Member:
    """ImageReward, as `part`."""
    return Member(
        part=part, name="image_reward", build=_quality, missing=_missing(_reward_gaps), todo=_TODO,
        note=_note(reward),
    )  # fmt: skip


def _encoder(
    part: str, name: str, kind: str, model: Callable[[Call], Any], gaps: Callable[[Call], Iterator[Any]]
) -> Member:
    return Member(
        part=part, name=name, missing=_missing(gaps, _detector_gaps), todo=_TODO, note=_note(model),
        build=lambda call: _encoded(call, kind, model(call), detector(call)),
    )  # fmt: skip


def character(part: str) -> Member:
    """CLIP on the crops of the characters, as `part`."""
    return _encoder(part, "clip", "EncoderCharacterConsistency", clip, _clip_gaps)


def location(part: str) -> Member:
    """CLIP on the frames without their subjects, as `part`."""
    return _encoder(part, "clip", "EncoderLocationConsistency", clip, _clip_gaps)


def second(part: str) -> Member:
    """DINOv2 on the crops of the characters, as `part`."""
    return _encoder(part, "dinov2", "EncoderCharacterConsistency", dino, _dino_gaps)


def face(part: str) -> Member:
    """YuNet and SFace, as `part`."""
    return Member(
        part=part, name="sface", build=_face, missing=_missing(_face_gaps, packages=False), todo=_TODO,
        note=_note(faces),
    )  # fmt: skip


def striped(part: str) -> Member:
    """Stripes of colour on the crops of the characters, as `part`: needs a calibration, and no weights."""
    return Member(
        part=part, name="hsv_stripes", note=lambda call: f"calibration {table(call).version}",
        build=lambda call: _encoded(call, "EncoderCharacterConsistency", stripes(), None),
    )  # fmt: skip


def calibrated(call: Call, model: Callable[[Call], Any]) -> bool:
    """Whether anything was fitted for a model of the settings."""
    return _fitted(call, model(call).name)


def fits(call: Call) -> tuple[list[Any], list[str]]:
    """What `rushes calibrate` can fit with the models that are there, and in words what it leaves out."""
    kinds = {
        name: load(f"rushes.critics.studio_fit:{name}") for name in ("EncoderFit", "JudgeFit", "FaceFit")
    }
    found, left_out = [kinds["EncoderFit"](encoder=stripes())], list[str]()
    if call.settings.CREW == "embedded":
        return found, left_out
    finder = None if not call.settings.DETECTOR_MODEL or any(_detector_gaps(call)) else detector(call)
    models: tuple[tuple[str, Member, Callable[[], Any]], ...] = (
        ("CLIP_MODEL", character("clip"), lambda: kinds["EncoderFit"](encoder=clip(call), finder=finder)),
        ("DINO_MODEL", second("dinov2"), lambda: kinds["EncoderFit"](encoder=dino(call), finder=finder)),
        ("IMAGE_REWARD_CHECKPOINT", visual("image_reward"), lambda: kinds["JudgeFit"](judge=reward(call))),
        ("FACE_RECOGNISER", face("sface"), lambda: kinds["FaceFit"](encoder=faces(call))),
    )
    for setting, member, make in models:
        why = member.missing(call) if wanted(call, setting) else f"{setting} is empty"
        if why:
            left_out.append(f"{member.name} is left out: {why}")
        else:
            found.append(make())
    return found, left_out
