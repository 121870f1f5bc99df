"""Which language model the policy is made of: the built-in one, a folder, or a model hub's.

Importing this module imports torch and transformers.
"""

from typing import Any, Final

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from rushes.errors import EngineUnavailable, PolicyError
from rushes.policies.language_model import Desk, Directing, builtin_model, word_tokenizer
from rushes.policies.state_text import VOCABULARY

NARROWEST: Final = 16
"""Smallest hidden size that can tell the options apart."""


def load_backbone(name: str, seed: int) -> tuple[Any, Any]:
    """Tokenizer and model of `name`, able to speak directions and to read the belief.

    Raises:
        EngineUnavailable: the model is not in the folder and the hub cannot be reached.
        PolicyError: the model is too narrow to tell the options apart.
    """
    if name == "builtin":
        return word_tokenizer(), builtin_model(seed)
    try:
        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForCausalLM.from_pretrained(name, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise EngineUnavailable(
            f"PPO_POLICY_MODEL_NAME={name}: no causal language model could be loaded",
            todo="give a folder or hub id that can be reached, or PPO_POLICY_MODEL_NAME=builtin",
        ) from error
    return _adopt(name, tokenizer, model, seed)


def _adopt(name: str, tokenizer: Any, model: Any, seed: int) -> tuple[Any, Any]:
    width = model.get_input_embeddings().weight.shape[1]
    if width < NARROWEST:
        raise PolicyError(
            f"PPO_POLICY_MODEL_NAME={name} has hidden size {width}: in so few dimensions only some options "
            "can ever be the likeliest, whatever is learned",
            todo=f"use a model with hidden size {NARROWEST} or more, such as PPO_POLICY_MODEL_NAME=builtin",
        )
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    tokenizer.add_tokens(list(VOCABULARY), special_tokens=True)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
        kind = type(model)
        model.__class__ = type(f"Direction{kind.__name__}", (Directing, kind), {})
        model.equip(tokenizer, Desk())
    return tokenizer, model
