"""Prompt embeddings: the text encoder runs once per prompt, and then leaves.

UMT5-XXL is larger than the 1.3B model it serves (11 GB in bfloat16). Embeddings are kept on disk
under a digest of the words and of the encoder, so a film that goes on never loads it again.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rushes.files import PARTIAL

_log = logging.getLogger("rushes.wan")
MAX_LENGTH = 512
"""Tokens. Image-to-video attention hard-codes it: any other length mixes picture and text tokens silently."""


def embed(
    texts: Sequence[str],
    encoder_id: str,
    folder: Path | None,
    memory: dict[str, Any],
    load: Callable[[], Any],
) -> list[Any]:
    """Embeddings (1, 512, dim) of `texts`, on the CPU.

    Args:
        texts: Prompts; equal ones are encoded once.
        encoder_id: What identifies the encoder's weights.
        folder: Where embeddings are kept between runs; None keeps them in `memory` only.
        memory: Embeddings of this process, by key; extended.
        load: Returns a pipeline with tokenizer and text encoder; called only when one is missing.
    """
    keys = {text: _key(text, encoder_id) for text in texts}
    for key in keys.values():
        kept = None if key in memory or folder is None else _read(folder / f"{key}.safetensors")
        if kept is not None:
            memory[key] = kept
    missing = [text for text in dict.fromkeys(texts) if keys[text] not in memory]
    if missing:
        _encode(missing, keys, folder, memory, load())
    return [memory[keys[text]] for text in texts]


def _encode(
    texts: Sequence[str], keys: dict[str, str], folder: Path | None, memory: dict[str, Any], pipe: Any
) -> None:
    import torch

    for text in texts:
        with torch.inference_mode():
            found, _ = pipe.encode_prompt(
                text,
                do_classifier_free_guidance=False,
                max_sequence_length=MAX_LENGTH,
                device=pipe.text_encoder.device,
            )
        memory[keys[text]] = found.detach().to("cpu").clone()
        if folder is not None:
            _write(folder / f"{keys[text]}.safetensors", memory[keys[text]])


def _key(text: str, encoder_id: str) -> str:
    return hashlib.sha256(f"{encoder_id}\0{MAX_LENGTH}\0{text}".encode()).hexdigest()[:40]


def _read(path: Path) -> Any | None:
    """The embedding of a file; None when it is not there or damaged, which is logged."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if not path.is_file():
        return None
    try:
        return load_file(path)["embedding"]
    except (OSError, KeyError, SafetensorError) as error:
        _log.warning("the kept embedding %s cannot be read (%s): it is computed again", path.name, error)
        return None


def _write(path: Path, embedding: Any) -> None:
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + PARTIAL)
    save_file({"embedding": embedding.contiguous()}, partial)
    partial.replace(path)
