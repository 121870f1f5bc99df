"""What makes a forward pass fast without changing what it computes.

Measured on one H200 at 81 x 480 x 832, 1.3B, bfloat16: eager 0.574 to 0.623 s (two machines); regional
compilation 0.523 s; with FlashAttention-3 0.463 s; with fused projections 0.457 s; with GELU in the
product's epilogue 0.447 s; the matmul limit is 0.36 s. Without gain: rotation rewritten by pairs,
norm and rotation in one Triton kernel, coordinate-descent tuning, multi-kernel reductions; max-autotune
of the products takes minutes and picks cuBLAS again. Attention alone: SDPA's flash kernel 363, cuDNN
572, FlashAttention-3 692 TFLOP/s.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MethodType
from typing import Any

from rushes.errors import ConfigError, EngineUnavailable
from rushes.quiet import quiet

COMPILE_OPTIONS: Mapping[str, bool] = {"emulate_precision_casts": True}
"""Inductor options of the regional compilation: round between fused operations where eager code rounds.

It costs 1 % and brings the forward from 1.4e-2 to 5e-3 of eager diffusers' (whose own distance to
float32 is 1.5e-2), so that a clip is the one that the reference implementation would have made.
"""
ATTENTION = ("auto", "native", "cudnn", "flash3")
CACHES = ("off", "mild", "fast")
_BACKENDS = {"native": "native", "cudnn": "_native_cudnn", "flash3": "_flash_3"}


def attention(transformer: Any, wanted: str, device: Any) -> str:
    """Set the attention kernel; returns its name.

    ``auto`` is FlashAttention-3 (wheel ``fa3-fwd``) on Hopper in half precision, else PyTorch's own choice.

    Raises:
        ConfigError: `wanted` is not in `ATTENTION`.
        EngineUnavailable: the kernel that was named is not there.
    """
    if wanted not in ATTENTION:
        raise ConfigError(f"WAN_ATTENTION={wanted!r} is not one of {', '.join(ATTENTION)}")
    chosen = wanted
    if wanted == "auto":
        chosen = "flash3" if hopper(transformer, device) and _offer_flash3() else "native"
    if chosen == "flash3" and wanted != "auto" and not _offer_flash3():
        raise EngineUnavailable(
            "FlashAttention-3 is not installed", todo="pip install fa3-fwd, or WAN_ATTENTION=auto"
        )
    if chosen != "native":
        with quiet():
            transformer.set_attention_backend(_BACKENDS[chosen])
    return chosen


def hopper(transformer: Any, device: Any) -> bool:
    """Whether bfloat16 weights are to run on a Hopper GPU."""
    import torch

    if torch.device(device).type != "cuda" or transformer.dtype != torch.bfloat16:
        return False
    return torch.cuda.is_available() and bool(torch.cuda.get_device_capability() == (9, 0))


def _offer_flash3() -> bool:
    """Hand the kernel of the ``fa3-fwd`` wheel to diffusers, which knows its source build only."""
    from importlib.util import find_spec

    from diffusers.models import attention_dispatch

    if getattr(attention_dispatch, "_CAN_USE_FLASH_ATTN_3", False):
        return True
    if find_spec("fa3_fwd_interface") is None:
        return False
    try:
        from fa3_fwd_interface import flash_attn_func
    except (ImportError, OSError, RuntimeError):  # built for another torch: auto goes on without it
        return False
    attention_dispatch.flash_attn_3_func = flash_attn_func
    attention_dispatch._CAN_USE_FLASH_ATTN_3 = True
    return True


def fuse(transformer: Any, gelu: bool = True) -> None:
    """One matrix product for query, key and value instead of three; the separate weights are let go.

    After this no LoRA can be loaded: they are fused before. `gelu` joins the feed-forward's activation
    to its product as well, where the GPU has a kernel for that (bfloat16 weights on Hopper).
    """
    from rushes.engines.wan import kernels

    transformer.fuse_qkv_projections()
    for module in transformer.modules():
        if getattr(module, "fused_projections", False):
            _let_go(module)
    if gelu and hopper(transformer, "cuda"):
        kernels.use_linear_gelu(transformer)


def _let_go(module: Any) -> None:
    names = ["to_k", "to_v"] + ([] if module.is_cross_attention else ["to_q"])
    if module.added_kv_proj_dim is not None:
        # The processor asks whether `add_k_proj` exists, so an empty shell of it stays.
        module.add_v_proj = None
    for name in names:
        delattr(module, name)


def compile_blocks(transformer: Any) -> None:
    """Compile the repeated blocks (regional compilation): seconds instead of minutes, same gain.

    Each size compiles its own kernels; dynamic ones are slower. Rounding between fused operations
    follows eager execution, so the picture does too.
    """
    import torch

    torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, 64)
    transformer.compile_repeated_blocks(fullgraph=True, dynamic=False, options=_options())


def compile_inside(transformer: Any, compiler: Callable[[Any], Any] | None = None) -> None:
    """Compile what the repeated blocks compute, and leave everything around it to eager code.

    For blocks whose weights come and go or whose tokens are shared out: the hooks that do so are set
    after this and lie outside the compiled part.
    """
    import torch

    torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, 64)
    compiler = compiler or (lambda f: torch.compile(f, fullgraph=True, dynamic=False, options=_options()))
    for block in (*transformer.blocks, *getattr(transformer, "vace_blocks", ())):
        block.forward = compiler(block.forward)


@contextmanager
def paired(transformer: Any, negative: Any) -> Iterator[None]:
    """Compute both passes of the classifier-free guidance in one batch of two, for one pipeline call.

    The first pass of a step computes both, the second is handed its half. A small picture leaves half
    of a large GPU idle; two of them do not.
    """
    import torch

    plain = transformer.forward
    waiting: list[Any] = []

    def forward(hidden_states: Any, timestep: Any, encoder_hidden_states: Any, **more: Any) -> Any:
        if waiting:
            return (waiting.pop(),)
        text = torch.cat([encoder_hidden_states, negative.to(encoder_hidden_states)])
        for name in ("encoder_hidden_states_image", "control_hidden_states"):
            if more.get(name) is not None:
                more[name] = more[name].expand(2, *more[name].shape[1:])
        twice = hidden_states.expand(2, *hidden_states.shape[1:]).contiguous()
        found = plain(twice, timestep.expand(2), text, **{**more, "return_dict": False})[0]
        waiting.append(found[1:])
        return (found[:1],)

    transformer.forward = forward
    try:
        yield
    finally:
        transformer.forward = plain


def cache(pipe: Any, wanted: str, steps: int, compiled: bool = False) -> None:
    """Skip blocks in steps that change little (cache-dit's DBCache), for the next call of `pipe`.

    The steps that are computed are fixed beforehand by `computed_steps`, so the time is certain.
    cache-dit is right on VACE, where diffusers' own FirstBlockCache and MagCache count the hints twice.

    Raises:
        ConfigError: `wanted` is not in `CACHES`.
        EngineUnavailable: cache-dit is not installed.
    """
    if wanted not in CACHES:
        raise ConfigError(f"WAN_CACHE={wanted!r} is not one of {', '.join(CACHES)}")
    if wanted == "off":
        return
    os.environ.setdefault("CACHE_DIT_LOG_LEVEL", "ERROR")  # it prints every hook it sets
    try:
        import cache_dit
    except ImportError as error:
        raise EngineUnavailable(
            f"WAN_CACHE={wanted} needs cache-dit", todo="pip install cache-dit"
        ) from error
    config = cache_dit.DBCacheConfig(
        Fn_compute_blocks=1,
        Bn_compute_blocks=0,
        max_warmup_steps=0,
        residual_diff_threshold=1e9,
        num_inference_steps=steps,
        steps_computation_mask=computed_steps(steps, wanted),
        steps_computation_policy="static",
    )
    cache_dit.enable_cache(pipe, cache_config=config)
    if getattr(pipe.transformer, "_is_patched", False):
        _skip_idle_hints(pipe.transformer, computed_steps(steps, wanted))
        if compiled:
            recompile_hinted(pipe.transformer)


_PASSES = 2
"""Passes of a step under guidance; the engine refuses the cache where there is another number."""


def _skip_idle_hints(transformer: Any, computed: list[int]) -> None:
    """Leave VACE's hint blocks out in steps whose main blocks come from the cache.

    Those steps compute the first main block alone, which the first hint block serves; what the others
    would compute nobody reads. They are half of the main blocks' number, so that is most of such a step.
    """
    import torch

    class Idle(torch.nn.Module):  # type: ignore[misc]
        def forward(self, hidden: Any, text: Any, control: Any, *_: Any) -> tuple[Any, Any]:
            return control, control

    full = transformer.vace_blocks
    short = torch.nn.ModuleList([full[0], *(Idle() for _ in full[1:])])
    passes = iter(range(len(computed) * _PASSES))

    def choose(*_: Any) -> None:
        step = next(passes) // _PASSES
        transformer._modules["vace_blocks"] = full if computed[step] else short

    transformer._rushes_hints = (transformer.register_forward_pre_hook(choose), full)


def _restore_hints(transformer: Any) -> None:
    held = transformer.__dict__.pop("_rushes_hints", None)
    if held is not None:
        hook, full = held
        hook.remove()
        transformer._modules["vace_blocks"] = full


def recompile_hinted(transformer: Any, compiler: Callable[[Any], Any] | None = None) -> None:
    """Keep VACE's blocks compiled once cache-dit has moved the hints into them.

    Its blocks pop their hint off a list, whose length a compiled graph would be specialised on,
    once per block. Here the block proper is compiled as before and the hint is added outside.
    """
    import torch

    compiler = compiler or (lambda f: torch.compile(f, fullgraph=True, dynamic=False, options=_options()))
    for block in _hinted_blocks(transformer):
        if isinstance(getattr(block.forward, "__func__", None), partial):
            continue
        block._compiled_call_impl = None
        plain = compiler(MethodType(type(block).forward, block))
        block.forward = MethodType(partial(_with_hint, plain=plain), block)


def _hinted_blocks(transformer: Any) -> list[Any]:
    # While the cache is on, `transformer.blocks` is its wrapper; the blocks themselves carry `_i`.
    return [m for m in transformer.modules() if type(m).__name__ == "WanTransformerBlock"]


def _with_hint(
    block: Any, hidden: Any, text: Any, time: Any, rope: Any, hints: list[Any], *, plain: Any
) -> Any:
    hidden = plain(hidden, text, time, rope)
    if block._i in block._vace_layers:
        hint, scale = hints.pop()
        hidden = hidden + hint * scale
    return hidden


def _options() -> dict[str, bool]:
    return dict(COMPILE_OPTIONS)


def computed_steps(steps: int, how: str) -> list[int]:
    """1 for each step that is computed, 0 for each that comes from the cache.

    The first fifth and the last step are always computed: they settle layout and detail. Between
    them every second (mild) or every third (fast) step is.
    """
    every = 2 if how == "mild" else 3
    settled = max(2, round(steps / 5))
    return [int(i < settled or i == steps - 1 or (i - settled) % every == every - 1) for i in range(steps)]


def uncache(pipe: Any) -> None:
    """Take the step cache out again, so that the next clip starts afresh."""
    import cache_dit

    _restore_hints(pipe.transformer)
    cache_dit.disable_cache(pipe)
