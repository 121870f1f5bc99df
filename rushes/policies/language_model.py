"""The policy network: a causal language model that speaks directions alone and reads the belief.

Three things are added to any causal language model, all inside its ``forward``, so that sampling,
log-probabilities, KL and entropy see the same distribution:

* the grammar: after each word only the options of the next slot are possible;
* the belief as a prefix: in the place of ``<belief-i>`` stands a projection of register i (as vision-language
  models put an image in the place of ``<image>``, Liu et al. 2023, arXiv:2304.08485);
* the reader: an index per option computed from that option's own figures with weights shared by all
  options, added to the language model's logits (a pointer as in See et al. 2017, arXiv:1704.04368, and a
  residual policy as in Silver et al. 2018, arXiv:1812.06298). It starts as a soft probability matching:
  options are preferred by how many sds they are ahead.

Importing this module imports torch and transformers.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

from rushes.policies.features import SIZES
from rushes.policies.reading import EARLINESS, FIGURES, ROWS, SURENESS, rows_of
from rushes.policies.state_text import DIRECT, END, OPTION_WORDS, OTHER, PAD, REGISTERS, VOCABULARY, register

GROUPS: Final = [rows_of(slot, 0) for slot in range(3)] + [rows_of(3, s) for s in range(SIZES[0])]
"""The rows that compete with each other: three slots, then the styles after each structure."""
VOICE: Final = 0.1
"""Starting weight of the language model's own logits: a residual begins near 0 (Silver et al. 2018)."""
_NEVER = -1e9


def word_tokenizer() -> PreTrainedTokenizerFast:
    """One token per word of the closed vocabulary; needs no download."""
    table = {word: number for number, word in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordLevel(table, unk_token=OTHER))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=PAD, eos_token=END, unk_token=OTHER)


class Desk:
    """What lies open before the model: the belief's figures, one register per state of the batch.

    Shared by the policy and its frozen reference, also when one is copied from the other.
    """

    def __init__(self) -> None:
        self.figures = torch.zeros(REGISTERS, ROWS, len(FIGURES))
        self.per_row = False
        """True: row b of a batch reads register b, whatever its belief word says (large batches)."""

    def lay(self, figures: NDArray[np.float32]) -> None:
        """Open `figures`, float32 of shape (n, `ROWS`, 5), in registers 0..n-1."""
        self.figures = torch.from_numpy(np.ascontiguousarray(figures))

    def __deepcopy__(self, memo: dict[int, Any]) -> "Desk":
        return self


class Reader(nn.Module):  # type: ignore[misc]
    """Turns the figures of a belief into a prefix vector and an index per option."""

    def __init__(self, width: int, hidden: int = 16) -> None:
        super().__init__()
        self.prefix = nn.Linear(ROWS * len(FIGURES), width)
        self.index = nn.Linear(len(FIGURES), 1, bias=False)
        self.bend = nn.Sequential(
            nn.Linear(len(FIGURES) + len(SIZES), hidden), nn.Tanh(), nn.Linear(hidden, 1)
        )
        slots = torch.zeros(ROWS, len(SIZES))
        for group, rows in enumerate(GROUPS):
            slots[rows, min(group, 3)] = 1.0
        self.register_buffer("slots", slots, persistent=False)
        with torch.no_grad():
            nn.init.normal_(self.prefix.weight, std=0.002)
            nn.init.zeros_(self.prefix.bias)
            self.index.weight.copy_(torch.tensor([[0.0, 0.0, 0.0, SURENESS, EARLINESS]]))
            nn.init.zeros_(self.bend[2].weight)
            nn.init.zeros_(self.bend[2].bias)

    def indices(self, figures: torch.Tensor) -> torch.Tensor:
        """(n, ROWS, 5) -> (n, ROWS)."""
        slots = self.slots.expand(len(figures), -1, -1)
        bent = self.bend(torch.cat([torch.tanh(figures / 4), slots], dim=-1))
        return (self.index(figures) + bent).squeeze(-1)


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Directions drawn from the model."""

    numbers: torch.Tensor
    """int64 (n, 4): option numbers."""
    tables: list[torch.Tensor]
    """Per slot, float64 (n, options): log-probability of every option, given the words before."""
    state: torch.Tensor
    """(queries, width): last hidden state of each query, which the value head reads."""

    def log_probabilities(self) -> torch.Tensor:
        """float64 (n, 4): of the words that were drawn."""
        drawn = [table.gather(1, self.numbers[:, s : s + 1]) for s, table in enumerate(self.tables)]
        return torch.cat(drawn, dim=1)


def _competing(slot: int, structures: torch.Tensor) -> torch.Tensor:
    """int64 (n, options): the reader's rows that compete for `slot` after these structures."""
    rows = rows_of(slot, 0)
    start = rows.start + (structures * SIZES[3] if slot == 3 else torch.zeros_like(structures))
    return start[:, None] + torch.arange(rows.stop - rows.start)


class Directing:
    """The additions to a causal language model; mixed in before its class."""

    def equip(self, tokenizer: Any, desk: Desk) -> None:
        """Add reader and grammar. Call once, before training."""
        model = cast(Any, self)
        ids = [[tokenizer.convert_tokens_to_ids(word) for word in words] for words in OPTION_WORDS]
        size = model.get_input_embeddings().weight.shape[0]
        slot_after = torch.full((size,), -1)
        option_of = torch.zeros(size, dtype=torch.long)
        slot_after[tokenizer.convert_tokens_to_ids(DIRECT)] = 0
        for slot, words in enumerate(ids):
            slot_after[words] = slot + 1
            option_of[words] = torch.arange(len(words))
        model.desk, model.option_ids = desk, ids
        model.first_register = tokenizer.convert_tokens_to_ids(register(0))
        width = model.get_input_embeddings().weight.shape[1]
        model.reader = Reader(width)
        model.voice = nn.Parameter(torch.tensor(VOICE))
        legal = torch.full((4, size), _NEVER)
        for slot, words in enumerate(ids):
            legal[slot, words] = 0.0
        for name, table in (("slot_after", slot_after), ("option_of", option_of), ("legal", legal)):
            model.register_buffer(name, table, persistent=False)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor | None = None, **kw: Any) -> Any:
        model = cast(Any, self)
        belief = (input_ids >= model.first_register) & (input_ids < model.first_register + REGISTERS)
        if not bool(belief.sum(1).eq(1).all()):
            raise ValueError("every query names exactly one register of the belief")
        registers = input_ids[belief] - model.first_register
        if model.desk.per_row:
            registers = torch.arange(len(input_ids))
        embedded = self._embed(input_ids, registers)
        kw.pop("past_key_values", None)
        out = super().forward(inputs_embeds=embedded, attention_mask=attention_mask, **kw)  # type: ignore[misc]
        out.logits = self._constrain(
            out.logits.float(), input_ids, model.reader.indices(model.desk.figures)[registers]
        )
        return out

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def direct(
        self, queries: torch.Tensor, registers: torch.Tensor, copies: int, uniforms: NDArray[np.float64]
    ) -> "Sampled":
        """Sample `copies` directions per query, with one pass over the query and one per further word.

        Args:
            queries: int64 (n, L), ending in ``<direct>``.
            registers: int64 (n,): which register of the desk each query reads.
            uniforms: float64 (n * copies, 4) in [0, 1): all the randomness there is.
        """
        model = cast(Any, self)
        index = model.reader.indices(model.desk.figures)[registers].repeat_interleave(copies, 0)
        out = self._continue(self._embed(queries, registers), None)
        first_state = out.hidden_states[-1][:, -1]
        cache = out.past_key_values
        cache.batch_repeat_interleave(copies)
        last = out.logits[:, -1].repeat_interleave(copies, 0)
        numbers = torch.zeros(len(last), 4, dtype=torch.long)
        tables = []
        for slot, ids in enumerate(model.option_ids):
            rows = _competing(slot, numbers[:, 0])
            table = (model.voice * last[:, ids].float() + index.gather(1, rows)).double().log_softmax(-1)
            tables.append(table)
            below = table.exp().cumsum(-1) <= torch.from_numpy(uniforms[:, slot : slot + 1])
            numbers[:, slot] = below.sum(-1).clamp(max=len(ids) - 1)
            if slot < 3:
                word = torch.tensor(ids)[numbers[:, slot]]
                last = self._continue(model.get_input_embeddings()(word[:, None]), cache).logits[:, -1]
        return Sampled(numbers, tables, first_state)

    def _embed(self, queries: torch.Tensor, registers: torch.Tensor) -> torch.Tensor:
        model = cast(Any, self)
        embedded = model.get_input_embeddings()(queries)
        belief = (queries >= model.first_register) & (queries < model.first_register + REGISTERS)
        prefix = model.reader.prefix(torch.tanh(model.desk.figures / 4).flatten(1))[registers]
        added = embedded + belief[..., None] * prefix[:, None].to(embedded.dtype)
        return cast(torch.Tensor, added)

    def _continue(self, embedded: torch.Tensor, cache: Any) -> Any:
        return super().forward(  # type: ignore[misc]
            inputs_embeds=embedded, past_key_values=cache, use_cache=True, output_hidden_states=True
        )

    def _constrain(self, logits: torch.Tensor, ids: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
        """Add each row's option index and forbid every word that is not an option of the slot."""
        model = cast(Any, self)
        slot = model.slot_after[ids]
        structure = torch.where(slot == 3, model.option_of[ids.roll(2, 1)], 0)
        group = torch.where(slot == 3, 3 + structure, slot.clamp(0, 3))
        wanted = ((slot >= 0) & (slot < 4)).nonzero(as_tuple=True)
        table = logits.new_full((len(ids), len(GROUPS), logits.shape[-1]), _NEVER)
        for number, rows in enumerate(GROUPS):
            table[:, number, model.option_ids[min(number, 3)]] = index[:, rows]
        place = model.voice * logits[wanted] + table[wanted[0], group[wanted]]
        return logits.index_put(wanted, place + model.legal[slot[wanted]])


class DirectionGPT2(Directing, GPT2LMHeadModel):  # type: ignore[misc]
    """The built-in policy network: a word-level GPT-2 of about 100k parameters."""


def builtin_model(seed: int, width: int = 64, layers: int = 2) -> DirectionGPT2:
    """A randomly initialised built-in network; the same seed gives the same weights. Global state is kept."""
    config = GPT2Config(
        vocab_size=len(VOCABULARY),
        n_embd=width,
        n_layer=layers,
        n_head=4,
        n_positions=48,
        bos_token_id=1,
        eos_token_id=1,
        pad_token_id=0,
        activation_function="gelu_pytorch_tanh",
        resid_pdrop=0,
        embd_pdrop=0,
        attn_pdrop=0,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = DirectionGPT2(config)
        model.equip(word_tokenizer(), Desk())
    return model
