"""The memory plan and its rungs, the embedding cache, pictures and conforming."""

import dataclasses
import weakref

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rushes.engines.wan import conditioning, conform, denoise, plan, weights  # noqa: E402
from rushes.engines.wan.plan import GIB, Sizes  # noqa: E402
from rushes.engines.wan.timing import plan_clip  # noqa: E402
from rushes.errors import OutOfMemory  # noqa: E402

SMALL = Sizes(weights=int(2.7 * GIB), blocks=30, dim=1536, ffn=8960, tokens=32760, pixels=480 * 832)
LARGE = Sizes(weights=int(27 * GIB), blocks=40, dim=5120, ffn=13824, tokens=32760, pixels=480 * 832)


def test_the_plan_follows_the_free_memory():
    """1.3B is resident in 24 GB; 14B is offloaded there; nothing fits into 2 GB, and that is said."""
    assert plan.choose("auto", SMALL, 80 * GIB) == "resident"
    assert plan.choose("auto", SMALL, 23 * GIB) == "resident"
    assert plan.choose("auto", LARGE, 80 * GIB) == "resident"
    assert plan.choose("auto", LARGE, 23 * GIB) == "offload"
    assert plan.choose("auto", LARGE, 11 * GIB) == "offload"
    assert plan.choose("auto", LARGE, 7 * GIB) == "leaf"
    wide = dataclasses.replace(LARGE, vae_bytes=4)
    assert plan.choose("auto", wide, 11 * GIB) == "tiled"
    assert plan.choose("fp8", LARGE, 23 * GIB) == "fp8"
    with pytest.raises(OutOfMemory, match=r"smallest plan, 2\.0 GiB are free"):
        plan.choose("auto", LARGE, 2 * GIB)


def test_as_many_blocks_stay_as_fit():
    """More memory keeps more blocks on the GPU, and plan and blocks together stay below what is free."""
    kept = [plan.staying("offload", LARGE, gib * GIB) for gib in (8, 12, 16, 23, 40, 100)]
    assert kept == sorted(kept)
    assert kept[0] == 0
    assert kept[-1] == LARGE.blocks
    assert plan.needed("offload", LARGE) + kept[3] * LARGE.weights / LARGE.blocks <= 23 * GIB * 0.92
    assert plan.staying("leaf", LARGE, 23 * GIB) == plan.staying("offload", LARGE, None) == 0


@pytest.mark.parametrize("kind", ["t2v", "vace"])
@pytest.mark.parametrize("stay", [0, 1, 2])
def test_blocks_that_stay_change_nothing(tiny_pipeline, kind, stay):
    """The others carry the hooks, all are in their places, and the answer is bit for bit the same."""
    given = {
        "hidden_states": torch.randn(1, 16, 2, 4, 4),
        "timestep": torch.tensor([500.0]),
        "encoder_hidden_states": torch.randn(1, 512, 32),
        "return_dict": False,
    }
    if kind == "vace":
        given["control_hidden_states"] = torch.randn(1, 96, 2, 4, 4)
    plain, moved = tiny_pipeline(kind), tiny_pipeline(kind)
    plan.place(moved, "offload", "cpu", stay=stay)
    blocks = [*moved.transformer.blocks, *getattr(moved.transformer, "vace_blocks", ())]
    assert sum(not hasattr(block, "_diffusers_hook") for block in blocks) == stay
    with torch.inference_mode():
        assert torch.equal(moved.transformer(**given)[0], plain.transformer(**given)[0])


def test_each_rung_needs_less_than_the_one_above():
    """Stepping down always frees memory."""
    for sizes in (SMALL, LARGE):
        needs = [plan.needed(rung, sizes) for rung in plan.LADDER]
        assert needs == sorted(needs, reverse=True)


def test_running_out_of_memory_steps_down_and_gives_the_same_picture(engine, shot, monkeypatch, caplog):
    """The first plan fails, the next one renders the same footage, and the log and notes say so."""
    wanted = engine("t2v").render(shot())
    load, calls = weights.load_pipeline, []

    def fails_once(*arguments):
        pipe = load(*arguments)
        if not calls:

            def out_of_memory(*_, **__):
                raise torch.OutOfMemoryError("CUDA out of memory")

            pipe.transformer.forward = out_of_memory
        calls.append(pipe)
        return pipe

    monkeypatch.setattr(weights, "load_pipeline", fails_once)
    footage = engine("t2v").render(shot())
    assert footage.notes["memory plan"] == "offload"
    assert "out of memory on plan 'resident'" in caplog.text
    assert np.array_equal(footage.frames, wanted.frames)


def test_the_pipeline_that_failed_is_gone_before_the_next_is_loaded(engine, shot, monkeypatch):
    """Two sets of weights at once would be the next failure."""
    load, held = weights.load_pipeline, []

    def fails_once(*arguments):
        assert not held or held[0]() is None, "the failed pipeline is still held"
        pipe = load(*arguments)
        if not held:

            def out_of_memory(*_, **__):
                raise torch.OutOfMemoryError("CUDA out of memory")

            pipe.transformer.forward = out_of_memory
            held.append(weakref.ref(pipe.transformer))
        return pipe

    monkeypatch.setattr(weights, "load_pipeline", fails_once)
    assert engine("t2v").render(shot()).notes["memory plan"] == "offload"


def test_below_the_last_rung_the_error_says_what_to_change(engine, shot, monkeypatch):
    """Four rungs, four failures, one clear error."""
    load = weights.load_pipeline

    def fails(*arguments):
        pipe = load(*arguments)

        def out_of_memory(*_, **__):
            raise torch.OutOfMemoryError("CUDA out of memory")

        pipe.transformer.forward = out_of_memory
        return pipe

    monkeypatch.setattr(weights, "load_pipeline", fails)
    with pytest.raises(OutOfMemory, match="last rung"):
        engine("t2v").render(shot())


def test_the_text_encoder_is_loaded_once_and_never_again_with_a_cache_on_disk(
    engine, shot, tmp_path, monkeypatch
):
    """Embeddings survive on disk: a new engine renders the same without loading the encoder."""
    load, loads = weights.load_text, []
    monkeypatch.setattr(weights, "load_text", lambda *a: loads.append(a) or load(*a))
    first = engine("t2v", embeddings=tmp_path)
    a = first.render(shot())
    first.render(shot(seed=9))
    b = engine("t2v", embeddings=tmp_path).render(shot())
    assert len(loads) == 1
    assert np.array_equal(a.frames, b.frames)
    assert len(list(tmp_path.glob("*.safetensors"))) == 2


def test_a_damaged_embedding_is_computed_again(engine, shot, tmp_path, caplog):
    """A file that was cut short is neither a traceback nor another picture."""
    wanted = engine("t2v", embeddings=tmp_path).render(shot())
    for file in tmp_path.glob("*.safetensors"):
        file.write_bytes(file.read_bytes()[:40])
    found = engine("t2v", embeddings=tmp_path).render(shot())
    assert "computed again" in caplog.text
    assert np.array_equal(found.frames, wanted.frames)
    assert all(file.stat().st_size > 1000 for file in tmp_path.glob("*.safetensors"))


def test_draft_noise_is_the_finals_noise_seen_from_afar():
    """Unit variance, and correlated with the final's noise averaged to the draft's grid."""
    final = denoise.draw_noise(torch.Generator().manual_seed(1), 5, (480, 832), (480, 832))
    draft = denoise.draw_noise(torch.Generator().manual_seed(1), 5, (480, 832), (240, 416))
    pooled = torch.nn.functional.avg_pool3d(final, (1, 2, 2))
    assert draft.shape[-2:] == (30, 52)
    assert abs(float(draft.std()) - 1) < 0.02
    assert float(torch.corrcoef(torch.stack([draft.flatten(), pooled.flatten()]))[0, 1]) > 0.999
    odd = denoise.draw_noise(torch.Generator().manual_seed(1), 5, (496, 832), (256, 416))
    assert abs(float(odd.std()) - 1) < 0.02


def test_cutouts_stand_on_white_and_are_trimmed(reference):
    """Outside the mask all is white; the subject keeps its pixels."""
    image = reference(3)
    cut = conditioning.cutout(image)
    assert cut.shape[0] < 60
    assert cut.shape[1] <= 40
    assert (cut[0] == 255).all()
    plain = conditioning.cutout(dataclasses.replace(image, mask=None))
    assert plain.shape[2] == 3


def moving(frames, shift):
    """A textured square that moves `shift` pixels a frame over a still gradient."""
    import cv2

    rng = np.random.default_rng(0)
    texture = cv2.GaussianBlur(rng.integers(0, 255, (96, 192 + 8 * frames, 3), np.uint8), (0, 0), 2)
    return lambda t: texture[:, round(shift * t) : round(shift * t) + 128]


def test_conforming_moves_things_to_where_they_would_be():
    """16 to 24 frames/s along optical flow is far nearer to the truth than repeating frames."""
    pytest.importorskip("cv2")
    at = moving(12, 6.0)
    native = np.stack([at(t) for t in range(9)])
    order = plan_clip(12, 24, 128, 96, overlap=5)
    truth = np.stack([at(min(i * 16 / 24, 8)) for i in range(12)]).astype(int)
    flow = conform.conform(native, order, "flow")
    nearest = conform.conform(native, order, "nearest")
    assert flow.shape == nearest.shape == (12, 96, 128, 3)
    inner = np.s_[:, 8:-8, 16:-16]
    error = np.abs(flow.astype(int) - truth)[inner].mean(), np.abs(nearest.astype(int) - truth)[inner].mean()
    assert error[0] < 0.35 * error[1]


def test_conforming_does_not_smear_across_a_cut():
    """Between two unrelated pictures the nearest one is shown, not a mixture."""
    pytest.importorskip("cv2")
    native = np.concatenate([np.full((5, 64, 64, 3), 10, np.uint8), np.full((5, 64, 64, 3), 240, np.uint8)])
    frames = conform.conform(native, plan_clip(14, 24, 64, 64, overlap=5), "flow")
    assert set(np.unique(frames)) == {10, 240}
