"""LoRA files in every key form, and the timesteps of distilled ones."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("peft")

from safetensors.torch import save_file  # noqa: E402

from rushes.engines.wan import lora  # noqa: E402
from rushes.engines.wan.lora import Lora, parse_loras  # noqa: E402
from rushes.errors import ConfigError, EngineUnavailable  # noqa: E402

ORIGINAL = {
    "attn1.to_q": "self_attn.q",
    "attn1.to_k": "self_attn.k",
    "attn2.to_v": "cross_attn.v",
    "attn1.to_out.0": "self_attn.o",
    "ffn.net.0.proj": "ffn.0",
}
SIZES = {"ffn.net.0.proj": (32, 24)}


def native():
    """A rank-2 LoRA over two blocks in diffusers' own key form."""
    generator = torch.Generator().manual_seed(4)
    state = {}
    for block in range(2):
        for name in ORIGINAL:
            out, into = SIZES.get(name, (24, 24))
            state[f"transformer.blocks.{block}.{name}.lora_A.weight"] = torch.randn(
                2, into, generator=generator
            )
            state[f"transformer.blocks.{block}.{name}.lora_B.weight"] = torch.randn(
                out, 2, generator=generator
            )
    return state


def original(key):
    key = key.removeprefix("transformer.")
    for ours, theirs in ORIGINAL.items():
        key = key.replace(ours + ".", theirs + ".")
    return key


def musubi(state):
    found = {}
    for key, value in state.items():
        path, side = original(key).rsplit(".lora_", 1)
        name = "lora_unet_" + path.replace(".", "_")
        found[f"{name}.lora_{'down' if side.startswith('A') else 'up'}.weight"] = value
        found[f"{name}.alpha"] = torch.tensor(2.0)
    return found


FORMS = {
    "diffusers": lambda state: state,
    "ComfyUI": lambda state: {"diffusion_model." + original(k): v for k, v in state.items()},
    "LightX2V": lambda state: {
        "diffusion_model." + original(k).replace("lora_A", "lora_down").replace("lora_B", "lora_up"): v
        for k, v in state.items()
    },
    "DiffSynth": lambda state: {
        original(k)
        .replace("lora_A.weight", "lora_A.default.weight")
        .replace("lora_B.weight", "lora_B.default.weight"): v
        for k, v in state.items()
    },
    "DiffSynth without default": lambda state: {original(k): v for k, v in state.items()},
    "musubi": musubi,
    "PEFT": lambda state: {k.replace("transformer.", "base_model.model."): v for k, v in state.items()},
}


def expected(state, model, scale):
    """What the weights must be: W + scale * B A."""
    wanted = {name: value.clone() for name, value in model.state_dict().items()}
    for key, up in state.items():
        if key.endswith("lora_B.weight"):
            down = state[key.replace("lora_B", "lora_A")]
            wanted[key.removeprefix("transformer.").replace("lora_B.weight", "weight")] += scale * up @ down
    return wanted


@pytest.mark.parametrize("form", FORMS)
def test_every_key_form_reaches_the_weights(tmp_path, tiny_pipeline, form):
    """After `apply` the weights are W + scale * B A, whichever trainer wrote the file."""
    state, pipe = native(), tiny_pipeline("t2v")
    wanted = expected(state, pipe.transformer, 0.7)
    file = tmp_path / "style.safetensors"
    save_file({k: v.contiguous() for k, v in FORMS[form](state).items()}, file)
    lora.apply(pipe, (Lora(path=str(file), scale=0.7),))
    found = pipe.transformer.state_dict()
    assert found.keys() == wanted.keys()
    assert max(float((found[k] - wanted[k]).abs().max()) for k in wanted) < 1e-5


@pytest.mark.parametrize(
    "state",
    [
        {
            "unet.down.0.attn.lora_A.weight": torch.ones(2, 2),
            "unet.down.0.attn.lora_B.weight": torch.ones(2, 2),
        },
        {
            "blocks.9.self_attn.q.lora_A.weight": torch.ones(2, 3),
            "blocks.9.self_attn.q.lora_B.weight": torch.ones(3, 2),
        },
    ],
)
def test_a_lora_that_fits_nothing_is_an_error(tmp_path, tiny_pipeline, state):
    """Another model's LoRA is refused instead of loading without effect."""
    save_file(state, tmp_path / "foreign.safetensors")
    with pytest.raises(ConfigError, match=r"foreign\.safetensors (matched no layer|does not fit)"):
        lora.apply(tiny_pipeline("t2v"), (Lora(path=str(tmp_path / "foreign.safetensors")),))


def test_a_missing_lora_file_is_named(tmp_path, tiny_pipeline):
    """The file is named, its folder is not needed to find the setting."""
    with pytest.raises(EngineUnavailable, match=r"gone\.safetensors"):
        lora.apply(tiny_pipeline("t2v"), (Lora(path=str(tmp_path / "gone.safetensors")),))


def test_lists_of_loras_are_read_with_their_strengths():
    """Commas apart, strength after the last colon, drive letters and defaults kept."""
    assert parse_loras("a.safetensors:0.8, C:/b.safetensors") == (
        Lora(path="a.safetensors", scale=0.8),
        Lora(path="C:/b.safetensors", scale=1.0),
    )
    assert parse_loras("") == ()
    with pytest.raises(ConfigError, match="not a strength"):
        parse_loras("a.safetensors:strong")
    with pytest.raises(ConfigError, match=r"not a \.safetensors"):
        parse_loras("a.ckpt:1")


def test_distilled_timesteps_are_the_ones_that_were_distilled():
    """Four steps at 1000, 937.5, 833.3 and 625, shifted once and not twice."""
    scheduler = lora.distilled_scheduler()
    scheduler.set_timesteps(4)
    assert [round(float(t), 1) for t in scheduler.timesteps] == [1000.0, 937.5, 833.3, 625.0]


def test_a_distilled_engine_takes_four_steps_without_guidance(engine, shot):
    """The notes say so, and so does the progress."""
    seen = []
    footage = engine("t2v", distilled=True).render(shot(), seen.append)
    assert footage.notes["steps"] == "4, guidance 1"
    assert [p.done for p in seen] == [1, 2, 3, 4]


def test_a_lora_changes_the_clip_by_its_strength(engine, shot, tmp_path):
    """Through the engine: strength 0 is the clip without, a higher one is farther from it."""
    save_file({k: v.contiguous() for k, v in native().items()}, tmp_path / "style.safetensors")

    def render(*loras):
        return engine("t2v", loras=loras).render(shot()).frames.astype(int)

    plain = render()
    far = [
        np.abs(render(Lora(path=str(tmp_path / "style.safetensors"), scale=s)) - plain).mean()
        for s in (0.0, 0.05, 0.5)
    ]
    assert far[0] == 0
    assert far[0] < far[1] < far[2]
