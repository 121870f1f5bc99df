"""One clip on several GPUs: diffusers' context parallelism (Ulysses, Jacobs et al. 2023).

    torchrun --nproc-per-node 2 -m rushes.engines.wan.parallel inference.py --prompt "..." --output film

Rank 0 runs the launcher; the other ranks render every shot along with it, each a share of the
tokens, and keep nothing. Every rank holds all weights: this buys time, not memory. Stopping rank 0
ends them all. The step cache is off here. Blocks are compiled where the processes share the tokens
out evenly; the general form, which asks its peers for their shares, cannot be.
"""

import os
import runpy
import sys
from collections.abc import Mapping
from typing import Any

from rushes.engines.wan import speed
from rushes.errors import ConfigError

_STOP = "stop"


def world() -> int:
    """Processes that render together; 1 unless `main` started them."""
    if "RUSHES_CONTEXT_PARALLEL" not in os.environ:
        return 1
    import torch.distributed as dist

    return int(dist.get_world_size()) if dist.is_initialized() else 1


def start() -> int:
    """Join the process group that torchrun describes; returns this process's rank."""
    import torch
    import torch.distributed as dist

    gpu = torch.cuda.is_available()
    if gpu:
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    dist.init_process_group("nccl" if gpu else "gloo")
    if not gpu:
        # diffusers numbers devices by the accelerators it counts; on the CPU every rank is device 0.
        torch.accelerator.device_count = lambda: 1
    os.environ["RUSHES_CONTEXT_PARALLEL"] = "1"
    return int(dist.get_rank())


def plan_of(transformer: Any) -> Mapping[str, Any] | None:
    """Where tokens are split and gathered: VACE has no plan in diffusers, the others bring their own."""
    if not hasattr(transformer, "vace_blocks"):
        return None
    from diffusers.models._modeling_parallel import ContextParallelInput, ContextParallelOutput

    def rows(dims: int, output: bool = False) -> Any:
        return ContextParallelInput(split_dim=1, expected_dims=dims, split_output=output)

    return {
        "rope": {0: rows(4, output=True), 1: rows(4, output=True)},
        "vace_blocks.0": {"control_hidden_states": rows(3)},
        "vace_blocks.*": {"hidden_states": rows(3)},
        "blocks.0": {"hidden_states": rows(3)},
        "proj_out": ContextParallelOutput(gather_dim=1, expected_dims=3),
    }


def attention(transformer: Any, wanted: str, device: Any) -> str:
    """Set an attention kernel that diffusers' collective attention knows; returns its name.

    ``auto`` is cuDNN's on Hopper, which was measured there, else PyTorch's own choice; FlashAttention-3
    has to be named: over several GPUs it has not been measured.

    Raises:
        ConfigError, EngineUnavailable: as `speed.attention`.
    """
    from diffusers.models import attention_dispatch as dispatch

    if wanted == "auto":
        wanted = "cudnn" if speed.hopper(transformer, device) else "native"
    chosen = speed.attention(transformer, wanted, device)
    if chosen == "flash3":
        from fa3_fwd_interface import _flash_attn_forward

        # The same kernels under the name that diffusers would fetch them by.
        entry = dispatch._HUB_KERNELS_REGISTRY[dispatch.AttentionBackendName._FLASH_3_HUB]
        entry.kernel_fn = _alone(dispatch._wrapped_flash_attn_3)
        entry.wrapped_forward_fn = _flash_attn_forward
        for module in transformer.modules():
            if getattr(getattr(module, "processor", None), "_attention_backend", None) is not None:
                module.processor._attention_backend = dispatch.AttentionBackendName._FLASH_3_HUB
    return chosen


def _alone(kernel: Any) -> Any:
    """Attention to the text, which every process has in full, by the kernel without collectives."""

    def attend(q: Any, k: Any, v: Any, softmax_scale: float | None = None, **_: Any) -> Any:
        return kernel(q, k, v, softmax_scale)[0]

    return attend


def enable(transformer: Any, even: bool) -> None:
    """Split a transformer's tokens over all processes.

    Args:
        transformer: Laid out on its device, its attention set.
        even: The number of tokens is a multiple of that of the processes.

    Raises:
        ConfigError: its heads cannot be shared out evenly.
    """
    from diffusers import ContextParallelConfig

    heads, count = transformer.config.num_attention_heads, world()
    if heads % count:
        raise ConfigError(
            f"{heads} attention heads cannot be shared by {count} processes",
            todo=f"use a number of processes that divides {heads}",
        )
    config = ContextParallelConfig(ulysses_degree=count, ulysses_anything=not even)
    transformer.enable_parallelism(config=config, cp_plan=plan_of(transformer))


def check(reference_form: str, cache: str) -> None:
    """Raises ConfigError when a setting cannot hold over several processes."""
    if reference_form == "tokens":
        raise ConfigError(
            "WAN_REFERENCE=tokens scales single tokens, which several processes share out",
            todo="set WAN_REFERENCE=guidance",
        )
    if cache != "off":
        raise ConfigError("WAN_CACHE does not work over several processes", todo="set WAN_CACHE=off")


def announce(engine: Any, shot: Any) -> None:
    """Rank 0 tells the others what to render; does nothing alone or on another rank."""
    if world() == 1:
        return
    import torch.distributed as dist

    if dist.get_rank() == 0:
        dist.broadcast_object_list([engine.stripped(), shot], src=0)


def serve() -> None:
    """What every other rank does: render along until rank 0 is done."""
    import torch.distributed as dist

    engine: Any = None
    while True:
        order: list[Any] = [None, None]
        dist.broadcast_object_list(order, src=0)
        if order[0] == _STOP:
            return
        if order[0] != engine:
            engine = order[0]
        engine.render(order[1])


def main() -> int:
    """Run a launcher on rank 0 and render along on the others."""
    import torch.distributed as dist

    code = 0
    if start() == 0:
        sys.argv = sys.argv[1:]
        try:
            runpy.run_path(sys.argv[0], run_name="__main__")
        except SystemExit as end:
            code = int(end.code or 0) if isinstance(end.code, int | None) else 1
        dist.broadcast_object_list([_STOP, None], src=0)
    else:
        serve()
    dist.destroy_process_group()
    return code


if __name__ == "__main__":
    sys.exit(main())
