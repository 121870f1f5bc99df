"""Ollama's own chat API."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, final

from rushes.errors import ServiceError
from rushes.llm.conversation import LONGEST_ANSWER, Answer, Question
from rushes.llm.ledger import Ledger
from rushes.llm.patience import bounded
from rushes.llm.retries import retrying


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class OllamaChat:
    """A `Chat` with a model served by Ollama (``/api/chat``), which takes a JSON Schema as ``format``."""

    model: str
    base_url: str = "http://localhost:11434"
    timeout: float = 120.0
    """Seconds per attempt, the whole answer included."""
    attempts: int = 4
    max_tokens: int = 6000
    ledger: Ledger = field(default_factory=Ledger)
    pause: Callable[[float], None] | None = field(default=None, repr=False)
    """How to wait between attempts; None sleeps."""

    @property
    def name(self) -> str:
        return "ollama"

    def ask(self, question: Question) -> Answer:
        self.ledger.allow(0.0)
        options = {
            "temperature": question.temperature,
            "seed": question.seed,
            "num_predict": self.max_tokens,
        }
        body = {
            "model": self.model,
            "messages": list(question.messages),
            "stream": False,
            "options": options,
            **({"format": question.schema} if question.schema else {}),
        }
        answer = _answer(self._post(body), question)
        self.ledger.enter(question.purpose, self.model, answer.tokens_in, answer.tokens_out, "local")
        return answer

    def _post(self, body: Mapping[str, Any]) -> Any:
        import httpx

        def send() -> Any:
            certified = self.base_url.startswith("https")
            with httpx.Client(
                timeout=self.timeout, verify=certified, event_hooks=bounded(self.timeout)
            ) as client:
                reply = client.post(f"{self.base_url.rstrip('/')}/api/chat", json=body)
            reply.raise_for_status()
            return json.loads(reply.content.decode("utf-8", "replace"), strict=False)

        try:
            return retrying(self.attempts, self.pause)(send)
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            todo = f"ollama pull {self.model}" if code == 404 else "look at the log of the Ollama server"
            raise ServiceError(f"Ollama answered {code}", todo=todo) from None
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            raise ServiceError(
                f"Ollama at {self.base_url} failed: {type(error).__name__}: {error}"[:400],
                todo="start it (ollama serve), or set LLM_PROVIDER=offline",
            ) from None


def _answer(got: Any, question: Question) -> Answer:
    message = got.get("message") if isinstance(got, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("content"), str):
        raise ServiceError("Ollama answered without a message", todo="check its version")
    text = message["content"][:LONGEST_ANSWER]
    return Answer(
        text=text,
        tokens_in=_count(got.get("prompt_eval_count")) or question.tokens,
        tokens_out=_count(got.get("eval_count")) or len(text) // 4,
        truncated=got.get("done_reason") == "length",
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
