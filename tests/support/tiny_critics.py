"""Folders of tiny random weights of every studio critic, laid out as the published ones are."""

import json
from pathlib import Path
from typing import Any

WORDS = (
    "a an the of in at on and keeper whale fox woman old beach forest walks runs noon night shot full".split()
)
REWARD = {"hidden": 128, "layers": 2, "wide": 96, "vocabulary": 128, "positions": 64}
REWARD |= {"vision": 128, "vision_layers": 2, "vision_wide": 96, "image": 32}
TINY = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
TEXT = {**TINY, "max_position_embeddings": 16, "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2}

SETTINGS = {
    "CLIP_MODEL": "tiny-clip",
    "DINO_MODEL": "tiny-dino",
    "DETECTOR_MODEL": "tiny-owl",
    "IMAGE_REWARD_CHECKPOINT": "ImageReward.pt",
    "IMAGE_REWARD_TOKENIZER": "tiny-bert",
    "FACE_DETECTOR": "",
    "FACE_RECOGNISER": "",
    "CRITICS_DEVICE": "cpu",
}
"""What a user sets who has laid these folders below ``WAN_MODEL_ROOT``."""


def clip(folder: Path) -> Path:
    import transformers

    words = {**TEXT, "vocab_size": 99}
    vision = {**TINY, "image_size": 32, "patch_size": 8}
    config = transformers.CLIPConfig(text_config=words, vision_config=vision, projection_dim=16)
    transformers.CLIPModel(config).save_pretrained(folder)
    return folder


def dino(folder: Path) -> Path:
    import transformers

    config = transformers.Dinov2Config(**TINY, image_size=28, patch_size=14)
    transformers.Dinov2Model(config).save_pretrained(folder)
    return folder


def owl(folder: Path) -> Path:
    """OWLv2 with a byte-level CLIP tokenizer."""
    import transformers

    letters = [chr(c) for c in range(33, 127)]
    tokens = ["<|startoftext|>", "<|endoftext|>", *letters, *(c + "</w>" for c in letters)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({"!!": 0, **{t: i + 1 for i, t in enumerate(tokens)}}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = transformers.CLIPTokenizer.from_pretrained(str(folder))
    tokenizer.save_pretrained(folder)
    words = {**TEXT, "vocab_size": len(tokenizer) + 1, "bos_token_id": 1, "eos_token_id": 2}
    vision = {**TINY, "image_size": 32, "patch_size": 8}
    config = transformers.Owlv2Config(text_config=words, vision_config=vision, projection_dim=32)
    transformers.Owlv2ForObjectDetection(config).save_pretrained(folder)
    return folder


def bert(folder: Path) -> Path:
    """A WordPiece tokenizer that knows a few words and every letter."""
    import transformers

    letters = [chr(c) for c in range(97, 123)]
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ",", ".", *WORDS, *letters]
    tokens = list(dict.fromkeys([*tokens, *(f"##{letter}" for letter in letters)]))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n")
    transformers.BertTokenizer.from_pretrained(str(folder)).save_pretrained(folder)
    return folder


def published(model: Any) -> dict[str, Any]:
    """The state dict of `image_reward.build` under the authors' names, written out by hand."""
    import torch

    names = {
        "embeddings.class_embedding": "cls_token",
        "embeddings.position_embedding": "pos_embed",
        "embeddings.patch_embedding.weight": "patch_embed.proj.weight",
        "embeddings.patch_embedding.bias": "patch_embed.proj.bias",
        "post_layernorm.weight": "norm.weight",
        "post_layernorm.bias": "norm.bias",
    }
    inner = {"layer_norm1": "norm1", "layer_norm2": "norm2", "self_attn.qkv": "attn.qkv"}
    inner |= {"self_attn.projection": "attn.proj", "mlp.fc1": "mlp.fc1", "mlp.fc2": "mlp.fc2"}
    made = {
        "blip.text_encoder.embeddings.position_ids": torch.arange(512)[None],
        "blip.vision_proj.weight": torch.ones(1),
    }
    for key, value in model.state_dict().items():
        part, rest = key.split(".", 1)
        if part == "vision" and rest.startswith("encoder.layers."):
            _, _, number, middle = rest.split(".", 3)
            name, kind = middle.rsplit(".", 1)
            made[f"blip.visual_encoder.blocks.{number}.{inner[name]}.{kind}"] = value
        elif part == "vision":
            made["blip.visual_encoder." + names[rest]] = value
        else:
            made[("blip.text_encoder." if part == "text" else "mlp.layers.") + rest] = value
    return made


def reward(path: Path) -> Path:
    """An ``ImageReward.pt`` with the published key names."""
    import torch

    from rushes.critics import image_reward

    path.parent.mkdir(parents=True, exist_ok=True)
    model = image_reward.build(image_reward.config(**REWARD))
    with torch.no_grad():  # as lively as trained weights: freshly made ones hardly see the picture
        for parameter in model.parameters():
            spread = parameter[0].numel() ** -0.5 if parameter.ndim > 1 else 0.1
            parameter.add_(spread * torch.randn_like(parameter))
    torch.save(published(model), path)
    return path


def everything(root: Path, seed: int = 0) -> Path:
    """All of them below `root`, under the names of `SETTINGS`."""
    import torch

    torch.manual_seed(seed)
    clip(root / "tiny-clip")
    dino(root / "tiny-dino")
    owl(root / "tiny-owl")
    bert(root / "tiny-bert")
    reward(root / "ImageReward.pt")
    return root
