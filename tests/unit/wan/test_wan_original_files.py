"""Original files of the authors: converted, they are the same models; missing, they are named."""

import json
import string

import numpy as np
import pytest

torch = pytest.importorskip("torch")
diffusers = pytest.importorskip("diffusers")

from safetensors.torch import save_file  # noqa: E402

from rushes.engines.wan import catalogue, original, weights  # noqa: E402
from rushes.engines.wan.engine import WanEngine  # noqa: E402
from rushes.engines.wan.weights import Checkpoint, OriginalFiles  # noqa: E402
from rushes.errors import EngineUnavailable  # noqa: E402

_INVERSE = [
    ("condition_embedder.time_embedder.linear_1", "time_embedding.0"),
    ("condition_embedder.time_embedder.linear_2", "time_embedding.2"),
    ("condition_embedder.text_embedder.linear_1", "text_embedding.0"),
    ("condition_embedder.text_embedder.linear_2", "text_embedding.2"),
    ("condition_embedder.time_proj", "time_projection.1"),
    ("condition_embedder.image_embedder.norm1", "img_emb.proj.0"),
    ("condition_embedder.image_embedder.ff.net.0.proj", "img_emb.proj.1"),
    ("condition_embedder.image_embedder.ff.net.2", "img_emb.proj.3"),
    ("condition_embedder.image_embedder.norm2", "img_emb.proj.4"),
    ("condition_embedder.image_embedder.pos_embed", "img_emb.emb_pos"),
    ("attn1.to_q", "self_attn.q"),
    ("attn1.to_k", "self_attn.k"),
    ("attn1.to_v", "self_attn.v"),
    ("attn1.to_out.0", "self_attn.o"),
    ("attn1.norm", "self_attn.norm"),
    ("attn2.to_q", "cross_attn.q"),
    ("attn2.to_k", "cross_attn.k"),
    ("attn2.to_v", "cross_attn.v"),
    ("attn2.to_out.0", "cross_attn.o"),
    ("attn2.add_k_proj", "cross_attn.k_img"),
    ("attn2.add_v_proj", "cross_attn.v_img"),
    ("attn2.norm_added_k", "cross_attn.norm_k_img"),
    ("attn2.norm", "cross_attn.norm"),
    ("ffn.net.0.proj", "ffn.0"),
    ("ffn.net.2", "ffn.2"),
    ("norm2", "norm3"),
]


def to_original(state):
    """diffusers' transformer keys in the authors' layout."""
    found = {}
    for key, value in state.items():
        if key == "scale_shift_table":
            name = "head.modulation"
        elif key.startswith("proj_out."):
            name = key.replace("proj_out", "head.head")
        else:
            name = key.replace("scale_shift_table", "modulation")
            for ours, theirs in _INVERSE:
                if ours == "norm2" and "img_emb" in name:
                    continue
                name = name.replace(ours, theirs)
            if name.startswith("vace_blocks"):
                name = name.replace("proj_in", "before_proj").replace("proj_out", "after_proj")
        found[name] = value.contiguous().clone()
    return found


def build(kind):
    import diffusers

    torch.manual_seed(3)
    plain = {
        "num_attention_heads": 1,
        "attention_head_dim": 128,
        "ffn_dim": 32,
        "num_layers": 4,
        "text_dim": 32,
    }
    if kind == "vace":
        return diffusers.WanVACETransformer3DModel(**plain, vace_layers=[0, 2])
    picture = {"in_channels": 36, "image_dim": 8, "added_kv_proj_dim": 128}
    more = {"t2v": {}, "i2v": picture, "flf2v": {**picture, "pos_embed_seq_len": 514}}[kind]
    return diffusers.WanTransformer3DModel(**plain, **more)


@pytest.mark.parametrize("kind", ["t2v", "i2v", "flf2v", "vace"])
def test_original_transformer_files_load_as_the_same_model(tmp_path, kind):
    """Every weight arrives, with the configuration read off the shapes; folders of shards as well."""
    model = build(kind)
    state = to_original(model.state_dict())
    (tmp_path / "shards").mkdir()
    names = sorted(state)
    half = len(names) // 2
    for number, part in enumerate((names[:half], names[half:]), 1):
        save_file(
            {n: state[n] for n in part}, tmp_path / f"shards/diffusion_pytorch_model-{number}.safetensors"
        )
    loaded = original.transformer(
        str(tmp_path / "shards"), weights.transformer_class(kind, guided=False), torch.float32
    )
    ours, theirs = model.state_dict(), loaded.state_dict()
    assert ours.keys() == theirs.keys()
    assert max(float((ours[k] - theirs[k]).abs().max()) for k in ours) == 0


def test_the_original_text_encoder_answers_as_the_converted_one(tmp_path):
    """Names of the authors' T5 file are mapped one to one: embeddings are equal."""
    from transformers import T5Tokenizer, UMT5Config, UMT5EncoderModel

    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    words = T5Tokenizer(
        vocab=vocabulary + [(c, -5.0) for c in string.ascii_letters], extra_ids=0, model_max_length=512
    )
    words.save_pretrained(tmp_path / "tokenizer")
    config = UMT5Config(
        vocab_size=len(words),
        d_model=16,
        d_kv=4,
        d_ff=24,
        num_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        relative_attention_num_buckets=8,
        feed_forward_proj="gated-gelu",
    )
    model = UMT5EncoderModel(config).eval()
    torch.save(_to_original_t5(model.state_dict()), tmp_path / "t5.pth")
    tokenizer, loaded = original.text(str(tmp_path / "tokenizer"), str(tmp_path / "t5.pth"), torch.float32)
    ids = tokenizer("a knight", return_tensors="pt").input_ids
    with torch.no_grad():
        assert torch.equal(model(ids).last_hidden_state, loaded(ids).last_hidden_state)


def _to_original_t5(state):
    table = {
        "layer.0.SelfAttention.relative_attention_bias": "pos_embedding.embedding",
        "layer.0.SelfAttention": "attn",
        "layer.1.DenseReluDense.wi_0": "ffn.gate.0",
        "layer.1.DenseReluDense.wi_1": "ffn.fc1",
        "layer.1.DenseReluDense.wo": "ffn.fc2",
        "layer.0.layer_norm": "norm1",
        "layer.1.layer_norm": "norm2",
    }
    found = {}
    for key, value in state.items():
        if key == "encoder.embed_tokens.weight":
            continue
        name = key.replace("shared", "token_embedding").replace("encoder.final_layer_norm", "norm")
        name = name.replace("encoder.block", "blocks")
        for ours, theirs in table.items():
            name = name.replace(ours, theirs)
        found[name] = value.clone()
    return found


def test_the_original_image_encoder_answers_as_the_converted_one(tmp_path):
    """The joint qkv of the authors' CLIP file is taken apart; hidden states are equal."""
    from transformers import CLIPVisionConfig, CLIPVisionModel

    config = CLIPVisionConfig(
        hidden_size=80,
        intermediate_size=24,
        num_hidden_layers=2,
        num_attention_heads=1,
        image_size=28,
        patch_size=14,
        hidden_act="gelu",
    )
    model = CLIPVisionModel(config).eval()
    torch.save(_to_original_clip(model.state_dict()), tmp_path / "clip.pth")
    parts = original.image_encoder(str(tmp_path / "clip.pth"))
    pixels = torch.randn(1, 3, 28, 28)
    with torch.no_grad():
        wanted = model(pixels, output_hidden_states=True).hidden_states[-2]
        found = parts["image_encoder"](pixels, output_hidden_states=True).hidden_states[-2]
    assert torch.allclose(wanted, found, atol=1e-6)


def _to_original_clip(state):
    state = {k.removeprefix("vision_model."): v for k, v in state.items()}
    found = {
        "visual.cls_embedding": state["embeddings.class_embedding"].view(1, 1, -1),
        "visual.pos_embedding": state["embeddings.position_embedding.weight"][None],
        "visual.patch_embedding.weight": state["embeddings.patch_embedding.weight"],
        "textual.token_embedding.weight": torch.zeros(3, 3),
        "log_scale": torch.zeros(()),
    }
    for side in ("weight", "bias"):
        found[f"visual.pre_norm.{side}"] = state[f"pre_layrnorm.{side}"]
        found[f"visual.post_norm.{side}"] = state[f"post_layernorm.{side}"]
        for i in range(2):
            ours, theirs = f"encoder.layers.{i}", f"visual.transformer.{i}"
            for a, b in (
                ("layer_norm1", "norm1"),
                ("layer_norm2", "norm2"),
                ("self_attn.out_proj", "attn.proj"),
                ("mlp.fc1", "mlp.0"),
                ("mlp.fc2", "mlp.2"),
            ):
                found[f"{theirs}.{b}.{side}"] = state[f"{ours}.{a}.{side}"]
            found[f"{theirs}.attn.to_qkv.{side}"] = torch.cat(
                [state[f"{ours}.self_attn.{n}_proj.{side}"] for n in "qkv"]
            )
    return {k: v.clone() for k, v in found.items()}


def build_vae():
    from diffusers import AutoencoderKLWan

    torch.manual_seed(5)
    return AutoencoderKLWan(base_dim=4, z_dim=16, dim_mult=[1, 2, 4, 4], num_res_blocks=2).eval()


_RESIDUAL = {
    "norm1": "residual.0",
    "conv1": "residual.2",
    "norm2": "residual.3",
    "conv2": "residual.6",
    "conv_shortcut": "shortcut",
}


def to_original_vae(state):
    """diffusers' VAE keys in the authors' layout (wan/modules/vae.py)."""
    return {_original_vae_key(key): value.contiguous().clone() for key, value in state.items()}


def _original_vae_key(key):
    side, _, rest = key.partition(".")
    if side in ("quant_conv", "post_quant_conv"):
        return key.replace("post_quant_conv", "conv2").replace("quant_conv", "conv1")
    name, _, leaf = rest.rpartition(".")
    parts = name.split(".")
    plain = {"conv_in": "conv1", "norm_out": "head.0", "conv_out": "head.2"}
    if name in plain:
        return f"{side}.{plain[name]}.{leaf}"
    if parts[0] == "mid_block":
        if parts[1] == "attentions":
            return f"{side}.middle.1.{parts[3]}.{leaf}"
        return f"{side}.middle.{2 * int(parts[2])}.{_RESIDUAL[parts[3]]}.{leaf}"
    if parts[0] == "down_blocks":
        inner = _RESIDUAL.get(parts[2], ".".join(parts[2:]))
        return f"{side}.downsamples.{parts[1]}.{inner}.{leaf}"
    place = 4 * int(parts[1]) + (3 if parts[2] == "upsamplers" else int(parts[3]))
    inner = _RESIDUAL.get(parts[4], ".".join(parts[4:]))
    return f"{side}.upsamples.{place}.{inner}.{leaf}"


def test_the_original_vae_is_the_same_model(tmp_path):
    """Every weight of the authors' file arrives: encoding and decoding are equal, bit for bit."""
    model = build_vae()
    torch.save(to_original_vae(model.state_dict()), tmp_path / "vae.pth")
    loaded = original.vae(str(tmp_path / "vae.pth"))
    assert loaded.state_dict().keys() == model.state_dict().keys()
    clip = torch.randn(1, 3, 5, 16, 16)
    with torch.inference_mode():
        ours, theirs = (m.encode(clip).latent_dist.mode() for m in (model, loaded))
        assert torch.equal(ours, theirs)
        assert torch.equal(model.decode(ours).sample, loaded.decode(ours).sample)


def original_files(folder, kind):
    """A whole checkpoint of a kind as its authors publish it, and the same models as a diffusers folder."""
    from transformers import T5Tokenizer, UMT5Config, UMT5EncoderModel

    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    words = T5Tokenizer(
        vocab=vocabulary + [(c, -5.0) for c in string.ascii_letters], extra_ids=0, model_max_length=512
    )
    words.save_pretrained(folder / "google/umt5-xxl")
    torch.manual_seed(6)
    text = UMT5EncoderModel(
        UMT5Config(
            vocab_size=len(words),
            d_model=32,
            d_kv=8,
            d_ff=24,
            num_layers=2,
            num_heads=4,
            dropout_rate=0.0,
            feed_forward_proj="gated-gelu",
        )
    ).eval()
    model, vae = build(kind).eval(), build_vae()
    torch.save(_to_original_t5(text.state_dict()), folder / catalogue.T5)
    torch.save(to_original_vae(vae.state_dict()), folder / catalogue.VAE)
    save_file(to_original(model.state_dict()), folder / "diffusion_pytorch_model.safetensors")
    cls = {"t2v": "WanPipeline", "vace": "WanVACEPipeline"}[kind]
    pipe = getattr(diffusers, cls)(
        tokenizer=words,
        text_encoder=text,
        vae=vae,
        transformer=model,
        scheduler=diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
        ),
    )
    pipe.save_pretrained(folder / f"converted-{kind}")
    return folder / f"converted-{kind}"


@pytest.mark.parametrize("kind", ["t2v", "vace"])
def test_a_clip_from_original_files_is_the_clip_from_the_converted_folder(tmp_path, shot, kind):
    """Found below WAN_MODEL_ROOT by their published names, all four files together: the same pixels."""
    converted = original_files(tmp_path, kind)
    found = catalogue.Sources(
        models=(), root=tmp_path, files=OriginalFiles(diffusion="", t5="", vae="", tokenizer="")
    )
    (authors,) = catalogue.checkpoints(found)
    assert authors.kind == kind
    assert catalogue.missing(found) == ()
    plain = {"steps": 2, "guidance": 3.0, "device": "cpu"}
    a = WanEngine(checkpoints=(authors,), **plain).render(shot())
    b = WanEngine(checkpoints=(Checkpoint(kind=kind, source=str(converted)),), **plain).render(shot())
    assert np.array_equal(a.frames, b.frames)


@pytest.mark.parametrize(
    ("name", "shift"),
    [("Wan2.1-I2V-14B-720P", 5.0), ("Wan2.1-FLF2V-14B-720P", 5.0), ("Wan2.1-T2V-1.3B", 3.0)],
)
def test_original_files_for_720p_get_their_timestep_shift(name, shift):
    """5 at 720p, 3 otherwise, as in the authors' settings; WAN_FLOW_SHIFT overrides both."""
    assert (
        original.scheduler(f"/models/{name}/diffusion_pytorch_model.safetensors").config.flow_shift == shift
    )


def test_a_missing_original_file_is_named_before_anything_runs(tmp_path):
    """The error says which file does not exist, without the folders of the machine."""
    files = OriginalFiles(
        diffusion=str(tmp_path / "dit.safetensors"), t5="t5.pth", vae="vae.pth", tokenizer="tok"
    )
    with pytest.raises(EngineUnavailable, match=r"dit\.safetensors does not exist") as caught:
        weights.load_pipeline(Checkpoint(kind="t2v", files=files), torch.float32, False)
    assert str(tmp_path) not in str(caught.value)


def test_the_kind_of_a_checkpoint_is_read_from_its_configuration_or_name(tmp_path):
    """Folders tell by their configuration, hub ids by their names."""
    for kind, config in {
        "vace": {"_class_name": "WanVACETransformer3DModel"},
        "flf2v": {"in_channels": 36, "pos_embed_seq_len": 514},
        "i2v": {"in_channels": 36},
        "t2v": {"in_channels": 16},
    }.items():
        folder = tmp_path / f"x-{kind}" / "transformer"
        folder.mkdir(parents=True)
        (folder / "config.json").write_text(json.dumps(config))
        assert weights.kind_of(str(folder.parent)) == kind
    assert weights.kind_of("Wan-AI/Wan2.1-VACE-1.3B-diffusers") == "vace"
    assert weights.kind_of("Wan-AI/Wan2.1-T2V-14B-Diffusers") == "t2v"
    assert weights.kind_of("alibaba-pai/Wan2.1-Fun-V1.1-1.3B-InP") == "fun-inp"
    assert weights.kind_of("alibaba-pai/Wan2.1-Fun-14B-InP") == "fun-inp"
    assert weights.kind_of("Wan-AI/Wan2.1-I2V-14B-480P-Diffusers") == "i2v"
    assert weights.kind_of("Wan-AI/Wan2.1-I2V-14B-720P-Diffusers") == "i2v"
    assert weights.kind_of("Wan-AI/Wan2.1-FLF2V-14B-720P-diffusers") == "flf2v"
    assert weights.kind_of("Wan-AI/Wan2.1-VACE-14B-diffusers") == "vace"
