"""Which checkpoints the settings name, and what is missing of them."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from rushes.engines.wan import catalogue
from rushes.engines.wan.catalogue import Sources
from rushes.engines.wan.weights import OriginalFiles
from rushes.errors import ConfigError

NONE = OriginalFiles(diffusion="", t5="", vae="", tokenizer="")


def sources(root: Path, *models: str, **files: str) -> Sources:
    return Sources(models=models, root=root, files=dataclasses.replace(NONE, **files))


def test_a_complete_folder_lacks_nothing_and_each_gap_is_named(folder, tmp_path):
    """Removing one file names exactly that file, with the command that fetches it."""
    import shutil

    copy = tmp_path / "Wan2.1-I2V-tiny"
    shutil.copytree(folder("i2v"), copy)
    named = sources(tmp_path, "Wan-AI/Wan2.1-I2V-tiny")
    assert catalogue.missing(named) == ()
    assert [c.kind for c in catalogue.checkpoints(named)] == ["i2v"]
    next((copy / "image_encoder").glob("*.safetensors")).unlink()
    (gap,) = catalogue.missing(named)
    assert gap.file == "Wan2.1-I2V-tiny/image_encoder/*.safetensors"
    assert gap.command.startswith("hf download")


def test_missing_shards_are_named_one_by_one(folder, tmp_path):
    """An index that names three shards of which one is there gives two gaps."""
    import shutil

    copy = tmp_path / "t2v"
    shutil.copytree(folder("t2v"), copy)
    part = copy / "transformer"
    next(part.glob("*.safetensors")).rename(part / "m-1.safetensors")
    index = {"weight_map": {"a": "m-1.safetensors", "b": "m-2.safetensors", "c": "m-3.safetensors"}}
    (part / "diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(index))
    gaps = [gap.file for gap in catalogue.missing(sources(tmp_path, str(copy)))]
    assert gaps == ["t2v/transformer/m-2.safetensors", "t2v/transformer/m-3.safetensors"]


def test_a_hub_id_that_is_nowhere_comes_with_its_command(tmp_path, monkeypatch):
    """The command downloads into WAN_MODEL_ROOT, where the engine then finds it."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    (gap,) = catalogue.missing(sources(tmp_path, "Wan-AI/Wan2.1-VACE-1.3B-diffusers"))
    assert gap.command == (
        f"hf download Wan-AI/Wan2.1-VACE-1.3B-diffusers --local-dir {tmp_path}/Wan2.1-VACE-1.3B-diffusers"
    )


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("t2v", {"patch_embedding.weight": (4, 16)}),
        ("i2v", {"patch_embedding.weight": (4, 36)}),
        ("flf2v", {"patch_embedding.weight": (4, 36), "img_emb.emb_pos": (1, 514)}),
        ("vace", {"patch_embedding.weight": (4, 16), "vace_blocks.0.after_proj.bias": (4, 1)}),
    ],
)
def test_original_files_tell_their_kind_by_their_header(tmp_path, kind, keys):
    """No name is needed; companions default to their published names below WAN_MODEL_ROOT."""
    file = tmp_path / "whatever.safetensors"
    save_file({name: np.zeros(shape, np.float32) for name, shape in keys.items()}, file)
    found = sources(tmp_path, diffusion=str(file))
    (checkpoint,) = catalogue.checkpoints(found)
    assert checkpoint.kind == kind
    gaps = [gap.file for gap in catalogue.missing(found)]
    assert f"WAN_T5_PATH ({catalogue.T5})" in gaps
    assert any(gap.startswith("WAN_CLIP_PATH") for gap in gaps) == (kind in ("i2v", "flf2v"))


def test_two_checkpoints_of_one_kind_are_refused(tmp_path):
    """Which of them would shoot could only be guessed."""
    with pytest.raises(ConfigError, match="two t2v"):
        catalogue.checkpoints(sources(tmp_path, "a/Wan2.1-T2V-1.3B", "b/Wan2.1-T2V-14B"))
    with pytest.raises(ConfigError, match="what kind"):
        catalogue.checkpoints(sources(tmp_path, "somebody/mystery"))
