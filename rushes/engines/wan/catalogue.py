"""From the settings to checkpoints: what is there, what is missing, and how to fetch it.

Reads folder listings and file headers only: no torch, no weights, no network.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.engines.wan.modes import Kind
from rushes.engines.wan.weights import Checkpoint, OriginalFiles, kind_of
from rushes.errors import ConfigError

T5 = "models_t5_umt5-xxl-enc-bf16.pth"
VAE = "Wan2.1_VAE.pth"
CLIP = "models_clip_open-clip-xlm-roberta-large-vit-huge-14.pth"
TOKENIZER = "google/umt5-xxl"
ORIGIN = "Wan-AI/Wan2.1-T2V-1.3B"
"""The repository that holds the parts which all original checkpoints share."""
IMAGE_ORIGIN = "Wan-AI/Wan2.1-I2V-14B-480P"
_PICTURED: tuple[Kind, ...] = ("i2v", "flf2v", "fun-inp")
_PARTS = ("transformer", "vae", "text_encoder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The settings that say where weights are."""

    models: tuple[str, ...]
    """Diffusers folders or hub ids (`WAN_MODEL`)."""
    root: Path
    """`WAN_MODEL_ROOT`."""
    files: OriginalFiles
    """`WAN_DIFFUSION_MODEL` and its companions; empty fields stand for the names below the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A file that is not there."""

    file: str
    command: str
    """What fetches it."""


def checkpoints(sources: Sources) -> tuple[Checkpoint, ...]:
    """The checkpoints that the settings name, there or not.

    Raises:
        ConfigError: the kind of one cannot be told, or two have the same kind.
    """
    original = _original(sources)
    found = [original] if original else []
    if not original or sources.files.diffusion == "":
        found += [_named(name, sources.root) for name in sources.models]
    kinds = [checkpoint.kind for checkpoint in found]
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise ConfigError(f"WAN_MODEL names two {kind} checkpoints", todo="keep one of each kind")
    return tuple(found)


def _named(name: str, root: Path) -> Checkpoint:
    for place in (Path(name), root / name, root / Path(name).name):
        if (place / "model_index.json").is_file():
            return Checkpoint(kind=kind_of(str(place)), source=str(place))
    return Checkpoint(kind=kind_of(name), source=name)


def _original(sources: Sources) -> Checkpoint | None:
    files, root = sources.files, sources.root
    diffusion = files.diffusion
    if not diffusion and any(root.glob("diffusion_pytorch_model*.safetensors")):
        diffusion = str(root)
    if not diffusion:
        return None
    complete = replace(
        files,
        diffusion=diffusion,
        t5=files.t5 or str(root / T5),
        vae=files.vae or str(root / VAE),
        tokenizer=files.tokenizer or str(root / TOKENIZER),
        clip=files.clip or str(root / CLIP),
    )
    return Checkpoint(kind=_kind_of_file(Path(diffusion)), files=complete)


def _kind_of_file(path: Path) -> Kind:
    """The kind of an original transformer, from the header of its (first) file, else from its name."""
    shards = sorted(path.glob("diffusion_pytorch_model*.safetensors")) if path.is_dir() else [path]
    shapes: dict[str, list[int]] = {}
    for shard in shards:
        if shard.suffix == ".safetensors" and shard.is_file():
            shapes |= _shapes(shard)
    if not shapes:
        return kind_of(str(path))
    names = {key.removeprefix("model.diffusion_model."): shape for key, shape in shapes.items()}
    if any(name.startswith("vace_blocks.") for name in names):
        return "vace"
    if "img_emb.emb_pos" in names:
        return "flf2v"
    if names.get("patch_embedding.weight", [0, 16])[1] == 36:
        return "fun-inp" if "inp" in str(path).lower() else "i2v"
    return "t2v"


def _shapes(path: Path) -> dict[str, list[int]]:
    """Names and shapes of a safetensors file, from its header alone."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length < 100_000_000:
            raise ConfigError(f"{path.name} is not a safetensors file", todo="fetch it again")
        header = json.loads(file.read(length))
    return {name: entry["shape"] for name, entry in header.items() if name != "__metadata__"}


def missing(sources: Sources) -> tuple[Missing, ...]:
    """Every file that the named checkpoints need and that is not there."""
    return tuple(gap for checkpoint in checkpoints(sources) for gap in _gaps(checkpoint, sources.root))


def _gaps(checkpoint: Checkpoint, root: Path) -> Iterator[Missing]:
    if checkpoint.files is not None:
        yield from _original_gaps(checkpoint.files, checkpoint.kind, root)
        return
    folder = Path(checkpoint.source)
    if not folder.is_dir():
        if not in_hub_cache(checkpoint.source):
            yield Missing(file=checkpoint.source, command=_fetch(checkpoint.source, root / folder.name))
        return
    for file in _folder_gaps(folder, checkpoint.kind):
        yield Missing(file=f"{folder.name}/{file}", command=f"hf download <hub id> --local-dir {folder}")


def _fetch(repository: str, folder: Path, *files: str) -> str:
    return " ".join(["hf download", repository, *files, "--local-dir", str(folder)])


def in_hub_cache(repository: str) -> bool:
    """Whether a hub id was downloaded before, with its pipeline index and at least one weight file."""
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    cache = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    snapshots = cache / f"models--{repository.replace('/', '--')}" / "snapshots"
    return any(snapshots.glob("*/model_index.json")) and any(snapshots.glob("*/*/*.safetensors"))


def _folder_gaps(folder: Path, kind: Kind) -> Iterator[str]:
    parts = (*_PARTS, "image_encoder") if kind in _PICTURED else _PARTS
    for part in parts:
        yield from _part_gaps(folder, part)
    for file in ("scheduler/scheduler_config.json", "tokenizer/tokenizer_config.json"):
        if not (folder / file).is_file():
            yield file


def _part_gaps(folder: Path, part: str) -> Iterator[str]:
    if not (folder / part / "config.json").is_file():
        yield f"{part}/config.json"
    index = next(iter(sorted((folder / part).glob("*.safetensors.index.json"))), None)
    if index is None:
        if not any((folder / part).glob("*.safetensors")):
            yield f"{part}/*.safetensors"
        return
    shards: Mapping[str, str] = json.loads(index.read_text("utf-8")).get("weight_map", {})
    for shard in sorted(set(shards.values())):
        if not (folder / part / shard).is_file():
            yield f"{part}/{shard}"


def _original_gaps(files: OriginalFiles, kind: Kind, root: Path) -> Iterable[Missing]:
    wanted = [
        ("WAN_DIFFUSION_MODEL", files.diffusion, ORIGIN, "diffusion_pytorch_model.safetensors"),
        ("WAN_T5_PATH", files.t5, ORIGIN, T5),
        ("WAN_VAE_PATH", files.vae, ORIGIN, VAE),
        ("WAN_TOKENIZER_PATH", files.tokenizer, ORIGIN, f"--include {TOKENIZER}/*"),
    ]
    if kind in _PICTURED:
        wanted.append(("WAN_CLIP_PATH", files.clip, IMAGE_ORIGIN, CLIP))
    for setting, path, repository, file in wanted:
        if not Path(path).exists():
            yield Missing(file=f"{setting} ({Path(path).name})", command=_fetch(repository, root, file))
