"""The OpenAI chat API."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, final

from rushes.errors import EngineUnavailable, ServiceError
from rushes.llm.conversation import LONGEST_ANSWER, Answer, Question
from rushes.llm.ledger import Ledger, cost
from rushes.llm.patience import bounded
from rushes.llm.retries import retrying, unknown_form

Form = Literal["schema", "shaped", "object", "text"]
"""How the answer's form is asked for: by its JSON Schema as OpenAI takes it, by its schema as
llama-cpp-python and others take it, as any JSON object, or in words alone."""
FORMS: tuple[Form, ...] = ("schema", "shaped", "object", "text")


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIChat:
    """A `Chat` at OpenAI or at any server that speaks its API."""

    model: str
    key: str = field(repr=False)
    base_url: str | None = None
    timeout: float = 120.0
    """Seconds per attempt, the whole answer included."""
    attempts: int = 4
    max_tokens: int = 6000
    ledger: Ledger = field(default_factory=Ledger)
    pause: Callable[[float], None] | None = field(default=None, repr=False)
    """How to wait between attempts; None sleeps."""

    @property
    def name(self) -> str:
        return "openai"

    def ask(self, question: Question) -> Answer:
        self.ledger.allow(cost(self._priced, question.tokens, self.max_tokens))
        for form in FORMS if question.schema else FORMS[-1:]:
            completion = self._attempt(question, form)
            if completion is not None:
                return self._heard(completion, question)
        raise ServiceError("the server accepts no form of this request", todo="check LLM_MODEL")

    @property
    def _priced(self) -> str:
        """The model that is priced; a server that is not OpenAI's is taken to be our own."""
        return self.model if self.base_url is None or "openai.com" in self.base_url else "local"

    def _attempt(self, question: Question, form: Form) -> Any:
        """One completion in one form; None when the server does not know the form."""
        try:
            import openai
        except ImportError as error:
            raise EngineUnavailable("openai is not installed", todo="pip install 'rushes[llm]'") from error
        try:
            return retrying(self.attempts, self.pause)(lambda: self._send(openai, question, form))
        except openai.APIStatusError as error:
            # llama-cpp-python says 500, not 400, to a form that it does not know.
            if form != "text" and unknown_form(error):
                return None
            raise self._told(error) from None
        except (openai.OpenAIError, TimeoutError, ValueError) as error:
            raise self._told(error) from None

    def _send(self, openai: Any, question: Question, form: Form) -> Any:
        # A server on this machine speaks plain HTTP: reading the certificate store would cost 20 ms a call.
        certified = self.base_url is None or self.base_url.startswith("https")
        http = openai.DefaultHttpxClient(
            verify=certified, timeout=self.timeout, event_hooks=bounded(self.timeout)
        )
        with openai.OpenAI(
            api_key=self.key, base_url=self.base_url, timeout=self.timeout, max_retries=0, http_client=http
        ) as client:
            return client.chat.completions.create(
                model=self.model,
                messages=list(question.messages),
                temperature=question.temperature,
                seed=question.seed,
                max_tokens=self.max_tokens,
                **_response_format(form, question),
            )

    def _heard(self, completion: Any, question: Question) -> Answer:
        """The answer in a completion; it is paid for whatever is in it."""
        text, reason, refused = _message(completion)
        usage = getattr(completion, "usage", None)
        answer = Answer(
            text=text,
            tokens_in=int(getattr(usage, "prompt_tokens", 0) or 0) or question.tokens,
            tokens_out=int(getattr(usage, "completion_tokens", 0) or 0) or len(text) // 4,
            truncated=reason == "length",
        )
        self.ledger.enter(question.purpose, self.model, answer.tokens_in, answer.tokens_out, self._priced)
        if refused:
            raise ServiceError(f"the model refused: {refused[:200]}", todo="word the prompt differently")
        if reason == "content_filter":
            raise ServiceError("the provider's filter stopped the answer", todo="word the prompt differently")
        return answer

    def _told(self, error: Exception) -> ServiceError:
        status = getattr(error, "status_code", None)
        todo = {
            401: "check the key in OPENAI_API_KEY",
            404: "check LLM_MODEL and OPENAI_BASE_URL",
            429: "wait, or raise the limits of the account",
        }.get(status or 0, "run the same command again, or set LLM_PROVIDER=offline")
        cause = f" ({error.__cause__})" if error.__cause__ else ""
        text = f"{self.base_url or 'OpenAI'} failed: {type(error).__name__}: {error}{cause}"
        return ServiceError(scrub(text, self.key)[:400], todo=todo)


def _response_format(form: Form, question: Question) -> dict[str, Any]:
    if form == "schema":
        wrapped = {"name": "answer", "schema": question.schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": wrapped}}
    if form == "shaped":
        return {"response_format": {"type": "json_object", "schema": question.schema}}
    return {"response_format": {"type": "json_object"}} if form == "object" else {}


def _message(completion: Any) -> tuple[str, str, str]:
    """Text, finish reason and refusal of a completion."""
    choices = getattr(completion, "choices", None)
    first = choices[0] if choices else None
    message = getattr(first, "message", None)
    if first is None or message is None:
        raise ServiceError("the server answered without a message", todo="check the model server")
    text = str(message.content or "")[:LONGEST_ANSWER]
    return text, str(first.finish_reason), str(getattr(message, "refusal", None) or "")


def scrub(text: str, key: str) -> str:
    """`text` without the key, and without anything that looks like one."""
    text = text.replace(key, "[key]") if len(key) > 3 else text
    return re.sub(r"\b(?:sk|key|pk)-[\w*-]{6,}", "[key]", text)
