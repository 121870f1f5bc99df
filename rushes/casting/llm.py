"""Language models in the crew: who writes and who judges the story, and what they may cost."""

import json
import socket
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rushes.casting import embedded
from rushes.casting.members import Call, Member, lacks, load
from rushes.config import Settings
from rushes.errors import CorruptRun
from rushes.files import write_bytes
from rushes.film import Take
from rushes.llm import Chat, Ledger, Spent

CALLS_FILE = "llm_calls.json"
"""In the memory folder: every call of the run with its tokens and estimated cost."""
KNOCK_SECONDS = 0.3
"""How long the preflight waits for a local server to open its door."""


def ledger(call: Call) -> Ledger:
    """The run's one account, so that the cap holds for writer and judge together, and after a resume."""
    return _ledger(call.root / call.settings.MEMORY_DIR / CALLS_FILE, call.settings.LLM_BUDGET_USD)


@cache
def _ledger(path: Path, budget: float) -> Ledger:
    calls = list(read_calls(path))

    def save(calls: Sequence[Spent]) -> None:
        write_bytes(path, (json.dumps([asdict(c) for c in calls], indent=1) + "\n").encode())

    return Ledger(budget=budget, calls=calls, save=save)


def read_calls(path: Path) -> tuple[Spent, ...]:
    """The calls on file; empty when there were none. Raises CorruptRun when the file is damaged."""
    if not path.exists():
        return ()
    try:
        return tuple(Spent(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        todo = "move it away; what the models cost so far is then forgotten"
        raise CorruptRun(f"{path} is damaged", todo=todo) from error


def told(call: Call, takes: Sequence[Take]) -> tuple[str, ...]:
    """What the language models of this run did and cost, in sentences for the report."""
    prompts = {(take.scene, take.number): take.prompt for take in takes}
    return (*_cost_told(call), *load("rushes.writing.polish:polish_told")(tuple(prompts.values())))


def _cost_told(call: Call) -> tuple[str, ...]:
    calls = ledger(call).calls
    if not calls:
        return ()
    by_purpose = Counter(spent.purpose for spent in calls)
    what = ", ".join(f"{n} for {purpose}" for purpose, n in by_purpose.items())
    tokens_in, tokens_out = sum(c.tokens_in for c in calls), sum(c.tokens_out for c in calls)
    dollars = sum(c.dollars for c in calls)
    return (
        f"Language model {calls[-1].model}: {len(calls)} calls ({what}), {tokens_in} tokens in, {tokens_out}"
        f" out,"
        f" about ${dollars:.4f}; each call is listed in {CALLS_FILE}.",
    )


def chat(call: Call) -> Chat:
    """The language model that `LLM_PROVIDER` and `LLM_MODEL` name."""
    settings = call.settings
    if settings.LLM_PROVIDER == "ollama":
        made: Chat = load("rushes.llm:OllamaChat")(
            model=settings.LLM_MODEL,
            base_url=settings.OLLAMA_BASE_URL,
            timeout=settings.OLLAMA_TIMEOUT_SECONDS,
            ledger=ledger(call),
        )
        return made
    made = load("rushes.llm:OpenAIChat")(
        model=settings.LLM_MODEL,
        key=call.environ.get(settings.OPENAI_API_KEY_ENV) or "none",
        base_url=settings.OPENAI_BASE_URL or None,
        timeout=settings.OPENAI_TIMEOUT_SECONDS,
        ledger=ledger(call),
    )
    return made


def _missing(call: Call) -> str:
    """What the language model lacks, in words; empty when it can be asked."""
    settings = call.settings
    if settings.LLM_PROVIDER == "ollama":
        return lacks("httpx", "tenacity") or _knock(settings.OLLAMA_BASE_URL)
    if absent := lacks("openai", "tenacity"):
        return absent
    has_key = bool(call.environ.get(settings.OPENAI_API_KEY_ENV)) or bool(settings.OPENAI_BASE_URL)
    return "" if has_key else f"{settings.OPENAI_API_KEY_ENV} is not set"


def _knock(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "localhost", port), KNOCK_SECONDS).close()
    except OSError:
        return f"no server answers at {url}"
    return ""


def _writer(call: Call) -> Any:
    return load("rushes.writing.llm_writer:LanguageModelWriter")(chat=chat(call))


def _judge(call: Call) -> Any:
    return load("rushes.critics.narrative_llm:LanguageModelJudge")(
        chat=chat(call), votes=call.settings.LLM_JUDGE_VOTES
    )


def _polished(call: Call) -> Any:
    return load("rushes.writing.polish:PolishedEnricher")(
        enricher=embedded.ENRICHER.build(call), chat=chat(call)
    )


def _member(part: str, name: str, build: Callable[[Call], Any]) -> Member:
    todo = {
        "openai": "export OPENAI_API_KEY=…, or set LLM_PROVIDER=offline",
        "ollama": "ollama serve && ollama pull <LLM_MODEL>, or set LLM_PROVIDER=offline",
    }[name]
    return Member(part=part, name=name, build=build, missing=_missing, todo=todo)


WRITERS: Mapping[str, Member] = {name: _member("writer", name, _writer) for name in ("openai", "ollama")}


def judge(part: str, provider: str) -> Member | None:
    """The narrative judge of `provider`; None for ``offline``, whose judge is the rules."""
    return _member(part, provider, _judge) if provider in WRITERS else None


def enricher(settings: Settings) -> Member:
    """Who compiles the prompts: the compiler alone, or polished by the provider's model."""
    if not settings.PROMPT_POLISH:
        return embedded.ENRICHER
    if settings.LLM_PROVIDER in WRITERS:
        return replace(_member("enricher", settings.LLM_PROVIDER, _polished), name="polished")
    return Member(
        part="enricher",
        name="polished",
        build=_polished,
        missing=lambda call: f"LLM_PROVIDER={settings.LLM_PROVIDER} has no language model",
        todo="set LLM_PROVIDER to openai or ollama, or leave PROMPT_POLISH off",
    )
