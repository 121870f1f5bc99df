"""LoRA files in every key form that trainers write, and the timesteps of step-distilled ones.

diffusers loads its own form, ComfyUI's and LightX2V's ``diffusion_model.*`` and musubi's
``lora_unet_*``. Two forms it accepts without a word and without an effect: DiffSynth-Studio's bare
``blocks.N.…lora_A.default.weight`` and PEFT's ``base_model.model.*``. Both are renamed here, and
a file that matched nothing is an error.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rushes.errors import ConfigError, EngineUnavailable

DISTILLED_SHIFT = 5.0
"""Timestep shift that the 4-step LoRAs (LightX2V, FastVideo) were distilled with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """One LoRA file and its strength."""

    path: str
    scale: float = 1.0


def parse_loras(text: str) -> tuple[Lora, ...]:
    """Read ``a.safetensors:0.8, b.safetensors`` (commas apart, strength after the last colon).

    Raises:
        ConfigError: a strength is no number, or a file is not named ``.safetensors``.
    """
    return tuple(_parse_lora(item.strip()) for item in text.split(",") if item.strip())


def _parse_lora(item: str) -> Lora:
    path, colon, scale = item.rpartition(":")
    if not colon or scale.endswith(".safetensors"):
        path, scale = item, "1"
    try:
        lora = Lora(path=path, scale=float(scale))
    except ValueError:
        raise ConfigError(
            f"WAN_LORA: {scale!r} is not a strength", todo="write file.safetensors:0.8"
        ) from None
    if not path.endswith(".safetensors"):
        raise ConfigError(f"WAN_LORA: {Path(path).name!r} is not a .safetensors file")
    return lora


def normalise(state: Mapping[str, Any]) -> dict[str, Any]:
    """Bring the keys of a LoRA into a form that diffusers applies."""
    if any(key.startswith("lora_unet_") for key in state):
        state = _from_musubi(state)
    renamed = {key.replace(".default.weight", ".weight"): value for key, value in state.items()}
    renamed = {_strip(key): value for key, value in renamed.items()}
    if any(key.startswith(("blocks.", "vace_blocks.")) for key in renamed):
        prefix = "transformer." if _native(renamed) else "diffusion_model."
        renamed = {(key if key.startswith(prefix) else prefix + key): value for key, value in renamed.items()}
    return renamed


_MUSUBI = re.compile(r"^lora_unet_(vace_blocks|blocks)_(\d+)_(self_attn|cross_attn|ffn)_(\w+?)\.(.+)$")


def _from_musubi(state: Mapping[str, Any]) -> dict[str, Any]:
    """musubi's flat names; its alpha is folded in. diffusers' own reader wants every layer present."""
    found = {}
    for key, value in state.items():
        match = _MUSUBI.match(key)
        if match is None:
            found[key] = value
            continue
        blocks, number, part, leaf, side = match.groups()
        name = f"diffusion_model.{blocks}.{number}.{part}.{leaf}"
        if side == "lora_down.weight":
            found[f"{name}.lora_A.weight"] = value
        elif side == "lora_up.weight":
            alpha = state.get(f"{key[: -len(side)]}alpha")
            strength = 1.0 if alpha is None else float(alpha) / value.shape[1]
            found[f"{name}.lora_B.weight"] = value * strength
    return found


def _strip(key: str) -> str:
    return key.removeprefix("base_model.model.").removeprefix("pipe.dit.")


def _native(state: Mapping[str, Any]) -> bool:
    return any(".attn1." in key or ".attn2." in key or "ffn.net." in key for key in state)


def apply(pipe: Any, loras: tuple[Lora, ...]) -> None:
    """Load every LoRA and fuse it into the weights, where it costs nothing per step.

    Raises:
        EngineUnavailable: a file is missing or unreadable.
        ConfigError: a file matched no layer of this checkpoint.
    """
    from safetensors.torch import load_file

    for index, lora in enumerate(loras):
        label = Path(lora.path).name
        try:
            state = load_file(lora.path)
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineUnavailable(
                f"cannot read the LoRA {label}: {error}", todo="correct WAN_LORA"
            ) from error
        _load(pipe, normalise(state), f"lora{index}", label)
        pipe.fuse_lora(adapter_names=[f"lora{index}"], lora_scale=lora.scale)
        pipe.unload_lora_weights()


def _load(pipe: Any, state: dict[str, Any], name: str, label: str) -> None:
    todo = "use a LoRA that was trained for this checkpoint's size and kind"
    try:
        pipe.load_lora_weights(state, adapter_name=name)
    except (ValueError, RuntimeError, KeyError) as error:
        said = f"{type(error).__name__}: {str(error).splitlines()[0][:200]}"
        raise ConfigError(f"the LoRA {label} does not fit: {said}", todo=todo) from error
    if name not in {adapter for names in pipe.get_list_adapters().values() for adapter in names}:
        raise ConfigError(f"the LoRA {label} matched no layer", todo=todo)


def distilled_scheduler() -> Any:
    """Euler at sigma = s*u / (1 + (s-1)*u), u = 1, 1-1/n, ...: 1000, 937.5, 833.3, 625 for four steps.

    diffusers' ``FlowMatchEulerDiscreteScheduler(shift=5)`` shifts twice and gives 1000, 910, 717, 24.
    """
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler

    class DistilledScheduler(FlowMatchEulerDiscreteScheduler):  # type: ignore[misc]
        def set_timesteps(self, num_inference_steps: int | None = None, device: Any = None, **_: Any) -> None:
            u = torch.linspace(1, 0, int(num_inference_steps or 4) + 1)[:-1]
            super().set_timesteps(sigmas=u.tolist(), device=device)

    return DistilledScheduler(shift=DISTILLED_SHIFT)
