"""Talking to language models: one question, one text answer, every failure in words.

Two clients with one verb: `OpenAIChat` (any server with the OpenAI chat API) and `OllamaChat`. Both
retry what may pass (429 with ``Retry-After``, 5xx, timeouts, lost connections) with tenacity, account
for every call in a `Ledger` that stops before the budget is spent, and never let the key into a message.
"""

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias, final

from rushes.errors import BudgetSpent, EngineUnavailable, ServiceError

Message: TypeAlias = Mapping[str, str]
"""``{"role": "system" | "user" | "assistant", "content": text}``"""
LONGEST_ANSWER = 400_000
"""Characters of an answer that are looked at; no document is longer."""
LONGEST_PAUSE = 30.0
"""Seconds that a server may ask us to wait between two attempts."""
PRICES: Mapping[str, tuple[float, float]] = {
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
}
"""US dollars per million tokens in and out; others are estimated as ``gpt-4o``."""
Form = Literal["schema", "object", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said."""

    text: str
    tokens_in: int
    tokens_out: int
    truncated: bool = False
    """True when the model ran out of room and the text is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One call, for the report."""

    purpose: str
    model: str
    tokens_in: int
    tokens_out: int
    dollars: float
    """Estimated from list prices; 0 for a local server."""


@dataclass(slots=True)
class Ledger:
    """What the calls of one run have cost, and how much they may."""

    budget: float | None = None
    """US dollars, `LLM_BUDGET_USD`; None: no cap."""
    calls: list[Spent] = field(default_factory=list)
    save: Callable[[Sequence[Spent]], None] | None = field(default=None, repr=False)
    """Called with every call so far, after each."""

    def enter(self, spent: Spent) -> None:
        self.calls.append(spent)
        if self.save:
            self.save(self.calls)

    @property
    def dollars(self) -> float:
        return sum(call.dollars for call in self.calls)

    def allow(self, dollars: float) -> None:
        """Raises `BudgetSpent` when a call of up to `dollars` could pass the cap."""
        if self.budget is not None and self.dollars + dollars > self.budget:
            raise BudgetSpent(
                f"the next call could cost ${dollars:.4f}, and ${self.dollars:.4f} of"
                f" ${self.budget:.2f} is spent",
                todo="raise LLM_BUDGET_USD, or choose a cheaper LLM_MODEL",
            )


class Chat(Protocol):
    """A language model behind one verb."""

    @property
    def name(self) -> str: ...

    @property
    def ledger(self) -> Ledger: ...

    def ask(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None,
        purpose: str,
        seed: int,
        temperature: float,
    ) -> Answer:
        """Ask once, with retries; `schema` (JSON Schema) is enforced by the server where it can.

        Raises:
            ServiceError: refused, failed or unreachable after the last attempt.
            BudgetSpent: not asked, because it could cost too much.
        """
        ...


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIChat:
    """The OpenAI chat API, at OpenAI or at any server that speaks it."""

    model: str
    key: str = field(repr=False)
    base_url: str | None = None
    timeout: float = 120.0
    """Seconds per attempt."""
    attempts: int = 4
    max_tokens: int = 6000
    ledger: Ledger = field(default_factory=Ledger)
    pause: Callable[[float], None] | None = field(default=None, repr=False)
    """How to wait between attempts; None sleeps."""

    @property
    def name(self) -> str:
        return "openai"

    def ask(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None,
        purpose: str,
        seed: int,
        temperature: float,
    ) -> Answer:
        self.ledger.allow(cost(self._priced, tokens(messages), self.max_tokens))
        forms: tuple[Form, ...] = ("schema", "object", "text") if schema else ("text",)
        for form in forms:
            answer = self._attempt(messages, form, schema, seed, temperature)
            if answer is not None:
                self._account(answer, purpose)
                return answer
        raise ServiceError("the server accepts no form of this request", todo="check LLM_MODEL")

    @property
    def _priced(self) -> str:
        """The model that is priced; a server that is not OpenAI's is taken to be our own."""
        return self.model if self.base_url is None or "openai.com" in self.base_url else "local"

    def _attempt(
        self, messages: Sequence[Message], form: Form, schema: Any, seed: int, temperature: float
    ) -> Answer | None:
        """One request in one form; None when the server does not know the form."""
        try:
            import openai
        except ImportError as error:
            raise EngineUnavailable("openai is not installed", todo="pip install 'rushes[llm]'") from error
        try:
            return retrying(self.attempts, self.pause)(
                lambda: self._send(openai, messages, form, schema, seed, temperature)
            )
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if form != "text" and re.search(r"response_format|schema|grammar", str(error)):
                return None
            raise self._told(error) from None
        except (openai.OpenAIError, ValueError) as error:
            raise self._told(error) from None

    def _send(
        self, openai: Any, messages: Sequence[Message], form: Form, schema: Any, seed: int, temperature: float
    ) -> Answer:
        extra: dict[str, Any] = {}
        if form == "schema":
            wrapped = {"name": "answer", "schema": schema, "strict": True}
            extra = {"response_format": {"type": "json_schema", "json_schema": wrapped}}
        elif form == "object":
            extra = {"response_format": {"type": "json_object"}}
        # A server on this machine speaks plain HTTP: reading the certificate store would cost 20 ms a call.
        certified = self.base_url is None or self.base_url.startswith("https")
        with openai.OpenAI(
            api_key=self.key,
            base_url=self.base_url,
            timeout=self.timeout,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(verify=certified, timeout=self.timeout),
        ) as client:
            got = client.chat.completions.create(
                model=self.model,
                messages=list(messages),
                temperature=temperature,
                seed=seed,
                max_tokens=self.max_tokens,
                **extra,
            )
        return _openai_answer(got, messages)

    def _account(self, answer: Answer, purpose: str) -> None:
        dollars = cost(self._priced, answer.tokens_in, answer.tokens_out)
        self.ledger.enter(
            Spent(
                purpose=purpose,
                model=self.model,
                tokens_in=answer.tokens_in,
                tokens_out=answer.tokens_out,
                dollars=dollars,
            )
        )

    def _told(self, error: Exception) -> ServiceError:
        status = getattr(error, "status_code", None)
        todo = {
            401: "check the key in OPENAI_API_KEY",
            404: "check LLM_MODEL and OPENAI_BASE_URL",
            429: "wait, or raise the limits of the account",
        }.get(status or 0, "run the same command again, or set LLM_PROVIDER=offline")
        where = self.base_url or "OpenAI"
        return ServiceError(
            scrub(f"{where} failed: {type(error).__name__}: {error}", self.key)[:400], todo=todo
        )


def _openai_answer(got: Any, messages: Sequence[Message]) -> Answer:
    choices = getattr(got, "choices", None)
    if not choices or getattr(choices[0], "message", None) is None:
        raise ServiceError("the server answered without a message", todo="check the model server")
    choice = choices[0]
    if refusal := getattr(choice.message, "refusal", None):
        raise ServiceError(f"the model refused: {str(refusal)[:200]}", todo="word the prompt differently")
    if choice.finish_reason == "content_filter":
        raise ServiceError("the provider's filter stopped the answer", todo="word the prompt differently")
    text = str(choice.message.content or "")[:LONGEST_ANSWER]
    usage = got.usage
    return Answer(
        text=text,
        tokens_in=int(getattr(usage, "prompt_tokens", 0) or 0) or tokens(messages),
        tokens_out=int(getattr(usage, "completion_tokens", 0) or 0) or len(text) // 4,
        truncated=choice.finish_reason == "length",
    )


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class OllamaChat:
    """A model served by Ollama (``/api/chat``), which takes a JSON Schema as ``format``."""

    model: str
    base_url: str = "http://localhost:11434"
    timeout: float = 120.0
    attempts: int = 4
    max_tokens: int = 6000
    ledger: Ledger = field(default_factory=Ledger)
    pause: Callable[[float], None] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return "ollama"

    def ask(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None,
        purpose: str,
        seed: int,
        temperature: float,
    ) -> Answer:
        self.ledger.allow(0.0)
        options = {"temperature": temperature, "seed": seed, "num_predict": self.max_tokens}
        body = {"model": self.model, "messages": list(messages), "stream": False, "options": options}
        answer = self._post({**body, **({"format": schema} if schema else {})}, messages)
        self.ledger.enter(
            Spent(
                purpose=purpose,
                model=self.model,
                tokens_in=answer.tokens_in,
                tokens_out=answer.tokens_out,
                dollars=0.0,
            )
        )
        return answer

    def _post(self, body: Mapping[str, Any], messages: Sequence[Message]) -> Answer:
        import httpx

        def send() -> Answer:
            certified = self.base_url.startswith("https")
            address = f"{self.base_url.rstrip('/')}/api/chat"
            reply = httpx.post(address, json=body, timeout=self.timeout, verify=certified)
            reply.raise_for_status()
            return _ollama_answer(reply.content, messages)

        try:
            return retrying(self.attempts, self.pause)(send)
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            todo = f"ollama pull {self.model}" if code == 404 else "look at the log of the Ollama server"
            raise ServiceError(f"Ollama answered {code}", todo=todo) from None
        except (httpx.HTTPError, ValueError) as error:
            raise ServiceError(
                f"Ollama at {self.base_url} failed: {type(error).__name__}: {error}"[:400],
                todo="start it (ollama serve), or set LLM_PROVIDER=offline",
            ) from None


def _ollama_answer(content: bytes, messages: Sequence[Message]) -> Answer:
    got = json.loads(content.decode("utf-8", "replace"), strict=False)
    message = got.get("message") if isinstance(got, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("content"), str):
        raise ServiceError("Ollama answered without a message", todo="check its version")
    text = message["content"][:LONGEST_ANSWER]
    return Answer(
        text=text,
        tokens_in=_count(got.get("prompt_eval_count")) or tokens(messages),
        tokens_out=_count(got.get("eval_count")) or len(text) // 4,
        truncated=got.get("done_reason") == "length",
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def retrying(
    attempts: int, pause: Callable[[float], None] | None
) -> Callable[[Callable[[], Answer]], Answer]:
    """Call again what may pass, as often as allowed, waiting as long as the server asks."""
    import tenacity

    def wait(state: Any) -> float:
        asked = _retry_after(state.outcome.exception())
        return min(LONGEST_PAUSE, asked if asked is not None else 0.5 * 2**state.attempt_number)

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(attempts),
        wait=wait,
        retry=tenacity.retry_if_exception(_may_pass),
        reraise=True,
        sleep=pause or tenacity.nap.sleep,
    )


def _may_pass(error: BaseException) -> bool:
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    if status is not None:
        return int(status) in (408, 409, 429) or int(status) >= 500
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"APIConnectionError", "TransportError"})


def _retry_after(error: BaseException | None) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


def scrub(text: str, key: str) -> str:
    """`text` without the key, and without anything that looks like one."""
    text = text.replace(key, "[key]") if len(key) > 3 else text
    return re.sub(r"\b(?:sk|key|pk)-[\w*-]{6,}", "[key]", text)


def tokens(messages: Sequence[Message]) -> int:
    """A safe estimate of the tokens of `messages`: a third of their characters."""
    return sum(len(m["content"]) for m in messages) // 3 + 8 * len(messages)


def cost(model: str, tokens_in: int, tokens_out: int) -> float:
    """Estimated US dollars of a call; 0 for ``local``."""
    if model == "local":
        return 0.0
    price_in, price_out = PRICES.get(model, PRICES["gpt-4o"])
    return (tokens_in * price_in + tokens_out * price_out) / 1e6


def find_json(text: str) -> Any:
    """The JSON object in an answer, whatever prose or code fence stands around it.

    Raises:
        ValueError: there is none, it is cut off, nested too deep, or holds NaN or Infinity.
    """
    text = text[:LONGEST_ANSWER]
    decoder = json.JSONDecoder(strict=False, parse_constant=_no_constant)
    reason = "no JSON object in the answer"
    for match in itertools.islice(re.finditer(r"\{", text), 50):
        try:
            found, _ = decoder.raw_decode(text, match.start())
        except RecursionError:
            raise ValueError("the JSON is nested too deep") from None
        except json.JSONDecodeError as error:
            if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
                raise ValueError("the JSON is cut off before its end") from None
            reason = f"not JSON: {error.msg} at character {error.pos}"
            continue
        if isinstance(found, dict):
            return found
    raise ValueError(reason)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")
