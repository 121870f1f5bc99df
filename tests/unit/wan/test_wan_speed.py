"""What makes Wan fast changes nothing it computes, or by a stated amount."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rushes.engines.wan import plan, quantise, speed, vae, weights  # noqa: E402
from rushes.engines.wan.engine import _Job  # noqa: E402
from rushes.errors import ConfigError  # noqa: E402


def relative(a, b) -> float:
    return float((a.float() - b.float()).norm() / b.float().norm())


def difference(a, b) -> float:
    return float(np.abs(a.frames.astype(int) - b.frames.astype(int)).mean())


def latents(seed=0):
    return torch.randn(1, 16, 4, 6, 8, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("tiled", [False, True])
def test_the_quickened_vae_answers_as_the_stock_one(tiny_pipeline, tiled):
    """Decoding and encoding agree to float32's rounding, whole and in tiles, whatever lies innermost."""
    stock, quick = tiny_pipeline("t2v").vae, tiny_pipeline("t2v").vae
    vae.quicken(quick)
    vae.innermost_channels(quick)
    if tiled:
        for model in (stock, quick):
            model.enable_tiling(16, 16, 8, 8)
    clip = torch.randn(1, 3, 9, 48, 64, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        assert relative(quick.decode(latents()).sample, stock.decode(latents()).sample) < 1e-5
        modes = [m.encode(clip).latent_dist.mode() for m in (quick, stock)]
    assert relative(*modes) < 1e-5


def test_a_decode_that_leaves_half_precision_is_done_again_in_full(tiny_pipeline, caplog):
    """Values beyond float16's range give the float32 picture, a line in the log, and no black frames."""
    stock, half = tiny_pipeline("t2v").vae, tiny_pipeline("t2v").vae
    for model in (stock, half):
        model.decoder.conv_in.weight.data *= 1e6
    vae.prepare(half, "cpu", "float16")
    with torch.inference_mode():
        found = half.decode(latents(), return_dict=False)[0]
        wanted = stock.decode(latents(), return_dict=False)[0]
    assert "decoding again in float32" in caplog.text
    assert half.dtype == torch.float16
    assert torch.isfinite(found).all()
    assert relative(found, wanted) < 0.02


@pytest.mark.parametrize(("form", "error"), [("int8", 0.006), ("fp8", 0.03)])
def test_eight_bit_weights_are_near_the_full_ones(form, error):
    """One scale per row: the product is off by a fraction of a percent (int8) or two (float8)."""
    torch.manual_seed(0)
    layer = torch.nn.Linear(256, 64)
    layer.weight.data *= torch.logspace(-3, 1, 64)[:, None]
    small = quantise._linear_class()(layer.weight, layer.bias, form, False)
    x = torch.randn(15, 256)
    with torch.inference_mode():
        found, wanted = small(x), layer(x)
        off, rows = (found - wanted).norm(dim=0), (wanted - layer.bias).norm(dim=0)
    assert small.weight.element_size() == 1
    assert float((off / rows).max()) < 2 * error
    assert relative(found, wanted) < error


@pytest.mark.parametrize("form", ["int8", "fp8"])
@pytest.mark.parametrize("kind", ["t2v", "i2v", "vace"])
def test_a_quantised_plan_renders_nearly_the_same_clip(engine, shot, noise_picture, kind, form):
    """It is taken when it is named, the notes say so, and the picture is close to the exact one."""
    order = shot(first_frame=noise_picture(48, 32) if kind == "i2v" else None)
    exact, small = engine(kind).render(order), engine(kind, memory=form).render(order)
    assert small.notes["memory plan"] == form
    assert 0 < difference(small, exact) < 12


def test_quantised_rungs_are_never_taken_by_themselves():
    """They change the picture; where one runs out of memory, the exact ladder goes on below it."""
    assert not set(plan.QUANTISED) & set(plan.LADDER)
    assert plan.below("int8") == plan.below("fp8") == "tiled"


@pytest.mark.parametrize("kind", ["t2v", "i2v", "vace"])
def test_a_draft_computes_both_passes_at_once_and_the_same_clip(
    engine, shot, reference, noise_picture, monkeypatch, kind
):
    """Half as many forward passes, in batches of two; pixels agree to rounding."""
    references = (reference(1),) if kind == "vace" else ()
    order = shot(
        quality="draft", references=references, first_frame=noise_picture(48, 32) if kind == "i2v" else None
    )
    batches, load = [], weights.load_pipeline

    def watched(*arguments):
        pipe = load(*arguments)
        pipe.transformer.patch_embedding.register_forward_hook(lambda m, i, o: batches.append(len(o)))
        return pipe

    monkeypatch.setattr(weights, "load_pipeline", watched)
    together = engine(kind, draft_steps=3).render(order)
    assert batches == [2, 2, 2]
    monkeypatch.setattr(_Job, "_paired", lambda *_: False)
    apart = engine(kind, draft_steps=3).render(order)
    assert batches[3:] == [1] * 6
    assert np.abs(together.frames.astype(int) - apart.frames.astype(int)).max() <= 1


def test_cached_steps_of_vace_compute_no_hints_that_nobody_reads(engine, shot, reference, monkeypatch):
    """Fewer hint blocks run, and not one pixel changes."""
    pytest.importorskip("cache_dit")
    order, runs = shot(references=(reference(1),)), []
    load = weights.load_pipeline

    def watched(*arguments):
        pipe = load(*arguments)
        pipe.transformer.vace_blocks[1].register_forward_hook(lambda *_: runs.append(1))
        return pipe

    monkeypatch.setattr(weights, "load_pipeline", watched)
    wan = engine("vace", steps=8, cache="fast")
    short = wan.render(order)
    computed = sum(speed.computed_steps(8, "fast"))
    assert len(runs) == 2 * computed < 16
    assert np.array_equal(wan.render(order).frames, short.frames)
    runs.clear()
    monkeypatch.setattr(speed, "_skip_idle_hints", lambda *_: None)
    assert np.array_equal(engine("vace", steps=8, cache="fast").render(order).frames, short.frames)
    assert len(runs) == 16


@pytest.mark.parametrize("memory", ["offload", "tiled", "leaf"])
def test_the_step_cache_is_refused_where_weights_come_and_go(engine, shot, memory):
    """Weights are fetched ahead in the order of the blocks; a cache that skips blocks would break it."""
    pytest.importorskip("cache_dit")
    with pytest.raises(ConfigError, match="WAN_CACHE"):
        engine("t2v", memory=memory, cache="fast").render(shot())


@pytest.mark.parametrize("kind", ["t2v", "vace"])
@pytest.mark.parametrize("offloaded", [False, True])
def test_all_blocks_share_one_compiled_graph(tiny_pipeline, kind, offloaded):
    """Compiling inside the hooks costs one graph per kind of block, not one per block."""
    pipe, graphs = tiny_pipeline(kind), []
    torch._dynamo.reset()

    def backend(module, _):
        graphs.append(module)
        return module.forward

    speed.compile_inside(pipe.transformer, lambda f: torch.compile(f, fullgraph=True, backend=backend))
    if offloaded:
        pipe.transformer.enable_group_offload(
            onload_device=torch.device("cpu"), offload_type="block_level", num_blocks_per_group=1
        )
    given = {
        "hidden_states": torch.randn(1, 16, 2, 4, 4),
        "timestep": torch.tensor([500.0]),
        "encoder_hidden_states": torch.randn(1, 512, 32),
    }
    if kind == "vace":
        given["control_hidden_states"] = torch.randn(1, 96, 2, 4, 4)
    with torch.inference_mode():
        pipe.transformer(**given)
    assert len(graphs) == (1 if kind == "t2v" else 3)
    torch._dynamo.reset()
