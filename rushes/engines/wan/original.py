"""The files that the Wan authors publish, turned into diffusers and transformers models.

Transformer and VAE keys are converted by diffusers itself; configurations are read off the shapes,
so that every size and kind loads without a configuration file. The text encoder (``t5``) and image
encoder (``clip``) have no converter there: their names are mapped below, as in wan/modules of the
authors' repository.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HEAD = 128
"""Width of an attention head in every published Wan transformer."""


def read_state(path: str) -> dict[str, Any]:
    """Tensors of a ``.safetensors`` or ``.pth`` file, or of a folder of safetensors shards.

    Raises:
        OSError: it is missing.
        ValueError: it is another kind of file.
    """
    place = Path(path)
    if place.is_dir():
        shards = sorted(place.glob("diffusion_pytorch_model*.safetensors"))
        if not shards:
            raise FileNotFoundError(f"no diffusion_pytorch_model*.safetensors in {place.name}")
        return {key: value for shard in shards for key, value in read_state(str(shard)).items()}
    if not place.is_file():
        raise FileNotFoundError(f"{place.name} does not exist")
    if place.suffix == ".safetensors":
        from safetensors.torch import load_file

        return dict(load_file(place))
    if place.suffix != ".pth":
        raise ValueError(f"{place.name} is neither .safetensors nor .pth")
    import torch

    return dict(torch.load(place, map_location="cpu", weights_only=True, mmap=True))


def transformer_config(state: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration of a transformer, from the shapes of its original keys."""
    dim, channels = state["patch_embedding.weight"].shape[:2]
    layers = _count(state, r"blocks\.(\d+)\.")
    config: dict[str, Any] = {
        "num_attention_heads": dim // HEAD,
        "attention_head_dim": HEAD,
        "in_channels": channels,
        "out_channels": state["head.head.weight"].shape[0] // 4,
        "text_dim": state["text_embedding.0.weight"].shape[1],
        "freq_dim": state["time_embedding.0.weight"].shape[1],
        "ffn_dim": state["blocks.0.ffn.0.weight"].shape[0],
        "num_layers": layers,
    }
    if "img_emb.proj.0.weight" in state:
        config |= {"image_dim": state["img_emb.proj.0.weight"].shape[0], "added_kv_proj_dim": dim}
    if "img_emb.emb_pos" in state:
        config["pos_embed_seq_len"] = state["img_emb.emb_pos"].shape[1]
    hints = _count(state, r"vace_blocks\.(\d+)\.")
    if hints:
        # Hints are spread evenly: every second block in the 1.3B model, every fifth in the 14B one.
        config["vace_layers"] = [i * (layers // hints) for i in range(hints)]
        config["vace_in_channels"] = state["vace_patch_embedding.weight"].shape[1]
    return config


def _count(state: Mapping[str, Any], pattern: str) -> int:
    found = [re.match(pattern, key) for key in state]
    return 1 + max((int(match.group(1)) for match in found if match), default=-1)


def transformer(path: str, cls: Any, dtype: Any) -> Any:
    """The transformer of an original file or folder of shards."""
    state = {key.removeprefix("model.diffusion_model."): value for key, value in read_state(path).items()}
    config = transformer_config(state)
    if "img_emb.emb_pos" in state:
        state["condition_embedder.image_embedder.pos_embed"] = state.pop("img_emb.emb_pos")
    return _single_file(cls, state, config, dtype)


def vae(path: str) -> Any:
    """The Wan2.1 VAE of an original file, in float32."""
    import torch
    from diffusers import AutoencoderKLWan

    state = read_state(path)
    config = {"base_dim": state["encoder.conv1.weight"].shape[0], "z_dim": state["conv2.weight"].shape[0]}
    return _single_file(AutoencoderKLWan, state, config, torch.float32)


def _single_file(cls: Any, state: dict[str, Any], config: dict[str, Any], dtype: Any) -> Any:
    """diffusers' own conversion, with a configuration that needs no network."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.json").write_text(json.dumps(config), "utf-8")
        return cls.from_single_file(state, config=folder, dtype=dtype, local_files_only=True).eval()


def scheduler(path: str) -> Any:
    """The scheduler of an original transformer: its shift is 5 where the name says 720P, else 3."""
    from diffusers import UniPCMultistepScheduler

    shift = 5.0 if "720p" in path.lower() else 3.0
    return UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=shift)


_T5 = (
    (r"^token_embedding\.weight$", "shared.weight"),
    (r"^norm\.weight$", "encoder.final_layer_norm.weight"),
    (r"^blocks\.(\d+)\.norm1\.", r"encoder.block.\1.layer.0.layer_norm."),
    (r"^blocks\.(\d+)\.norm2\.", r"encoder.block.\1.layer.1.layer_norm."),
    (r"^blocks\.(\d+)\.attn\.", r"encoder.block.\1.layer.0.SelfAttention."),
    (
        r"^blocks\.(\d+)\.pos_embedding\.embedding\.",
        r"encoder.block.\1.layer.0.SelfAttention.relative_attention_bias.",
    ),
    (r"^blocks\.(\d+)\.ffn\.gate\.0\.", r"encoder.block.\1.layer.1.DenseReluDense.wi_0."),
    (r"^blocks\.(\d+)\.ffn\.fc1\.", r"encoder.block.\1.layer.1.DenseReluDense.wi_1."),
    (r"^blocks\.(\d+)\.ffn\.fc2\.", r"encoder.block.\1.layer.1.DenseReluDense.wo."),
)
_CLIP = (
    (r"^visual\.cls_embedding$", "embeddings.class_embedding"),
    (r"^visual\.pos_embedding$", "embeddings.position_embedding.weight"),
    (r"^visual\.patch_embedding\.", "embeddings.patch_embedding."),
    (r"^visual\.pre_norm\.", "pre_layrnorm."),
    (r"^visual\.post_norm\.", "post_layernorm."),
    (r"^visual\.transformer\.(\d+)\.norm1\.", r"encoder.layers.\1.layer_norm1."),
    (r"^visual\.transformer\.(\d+)\.norm2\.", r"encoder.layers.\1.layer_norm2."),
    (r"^visual\.transformer\.(\d+)\.attn\.proj\.", r"encoder.layers.\1.self_attn.out_proj."),
    (r"^visual\.transformer\.(\d+)\.mlp\.0\.", r"encoder.layers.\1.mlp.fc1."),
    (r"^visual\.transformer\.(\d+)\.mlp\.2\.", r"encoder.layers.\1.mlp.fc2."),
)


def _rename(state: Mapping[str, Any], rules: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    renamed = {}
    for key, value in state.items():
        for pattern, name in rules:
            new, hits = re.subn(pattern, name, key)
            if hits:
                renamed[new] = value
                break
    return renamed


def text(tokenizer: str, path: str, dtype: Any) -> tuple[Any, Any]:
    """The UMT5 tokenizer of a folder, and the text encoder of an original file."""
    from transformers import AutoTokenizer, UMT5Config, UMT5EncoderModel

    state = _rename(read_state(path), _T5)
    words, width = state["shared.weight"].shape
    bias = state["encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"]
    inner = state["encoder.block.0.layer.0.SelfAttention.q.weight"].shape[0]
    config = UMT5Config(
        vocab_size=words,
        d_model=width,
        d_kv=inner // bias.shape[1],
        d_ff=state["encoder.block.0.layer.1.DenseReluDense.wo.weight"].shape[1],
        num_layers=_count(state, r"encoder\.block\.(\d+)\."),
        num_heads=bias.shape[1],
        relative_attention_num_buckets=bias.shape[0],
        feed_forward_proj="gated-gelu",
        dropout_rate=0.0,
    )
    state["encoder.embed_tokens.weight"] = state["shared.weight"]
    return AutoTokenizer.from_pretrained(tokenizer), _fill(UMT5EncoderModel, config, state, dtype)


def image_encoder(path: str) -> dict[str, Any]:
    """The image encoder of an original file (open_clip's XLM-RoBERTa ViT-H/14), in float32."""
    import torch
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    original = read_state(path)
    state = _rename(original, _CLIP) | _split_qkv(original)
    width = state["embeddings.class_embedding"].numel()
    patch = state["embeddings.patch_embedding.weight"].shape[-1]
    places = state["embeddings.position_embedding.weight"].reshape(-1, width)
    side = patch * round((len(places) - 1) ** 0.5)
    config = CLIPVisionConfig(
        hidden_size=width,
        intermediate_size=state["encoder.layers.0.mlp.fc1.weight"].shape[0],
        num_hidden_layers=_count(state, r"encoder\.layers\.(\d+)\."),
        num_attention_heads=max(1, width // 80),
        image_size=side,
        patch_size=patch,
        hidden_act="gelu",
        projection_dim=1024,
    )
    state |= {
        "embeddings.class_embedding": state["embeddings.class_embedding"].reshape(width),
        "embeddings.position_embedding.weight": places,
    }
    encoder = _fill(CLIPVisionModel, config, state, torch.float32)
    processor = CLIPImageProcessor(size={"shortest_edge": side}, crop_size={"height": side, "width": side})
    return {"image_encoder": encoder, "image_processor": processor}


def _split_qkv(state: Mapping[str, Any]) -> dict[str, Any]:
    parts = {}
    for key, value in state.items():
        match = re.match(r"^visual\.transformer\.(\d+)\.attn\.to_qkv\.(weight|bias)$", key)
        if match:
            for name, piece in zip("qkv", value.chunk(3), strict=True):
                parts[f"encoder.layers.{match[1]}.self_attn.{name}_proj.{match[2]}"] = piece
    return parts


def _fill(cls: Any, config: Any, state: dict[str, Any], dtype: Any) -> Any:
    """A transformers model with exactly these weights.

    Raises:
        KeyError: a weight is missing or left over.
    """
    import torch

    with torch.device("meta"):
        model = cls(config)
    prefix = "vision_model." if any(k.startswith("vision_model.") for k in model.state_dict()) else ""
    named = {prefix + key: value.to(dtype) for key, value in state.items()}
    missing, unexpected = model.load_state_dict(named, strict=False, assign=True)
    unfilled = [name for name, value in model.named_parameters() if value.is_meta]
    if unfilled or unexpected:
        raise KeyError(
            f"{cls.__name__}: {len(unfilled)} missing, {len(unexpected)} left over: {[*missing][:3]}"
        )
    for name, buffer in list(model.named_buffers()):
        if buffer.is_meta:
            owner, _, leaf = name.rpartition(".")
            model.get_submodule(owner)._buffers[leaf] = torch.arange(buffer.shape[-1]).expand(buffer.shape)
    return model.eval()
