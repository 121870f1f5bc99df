"""Every way in which a model server fails ends in words, and what it cost is on the ledger."""

import itertools
import json
import time
import traceback

import pytest

from rushes.errors import BudgetSpent, ServiceError, WriterError
from rushes.llm import Ledger, OllamaChat, OpenAIChat, Question, find_json
from rushes.llm.patience import metered
from rushes.writing.llm_writer import LanguageModelWriter

from .scripted_server import Reply, error_reply, ollama_reply, openai_reply, serving
from .test_llm_writer import GOOD, KEY, SCENES, STORY, brief, openai, write


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    """429 and 5xx are retried; a Retry-After is waited for."""
    waited: list[float] = []
    with serving([error_reply(status, "busy", retry_after="7"), *GOOD]) as script:
        assert write(script, pause=waited.append).title == STORY["title"]
    assert waited == [7.0]


def test_what_stays_broken_is_a_service_error() -> None:
    """Attempts are counted and end in words with advice."""
    with (
        serving([error_reply(503, "down")]) as script,
        pytest.raises(ServiceError, match=r"503|down") as caught,
    ):
        write(script, attempts=3)
    assert len(script.asked) == 3
    assert caught.value.todo


def test_a_timeout_is_a_service_error() -> None:
    """A server that says nothing is given up after the time limit."""
    with serving([Reply(b"{}", wait=5.0)]) as script, pytest.raises(ServiceError):
        write(script, timeout=0.2, attempts=2)


def test_a_server_that_drips_is_given_up() -> None:
    """One byte every 50 ms keeps no library's time limit busy, but ours holds for the whole answer."""
    slow = Reply(GOOD[0].body, drip=0.05)
    for kind in ("openai", "ollama"):
        with serving([slow]) as script:
            chat = (
                openai(script, timeout=0.3, attempts=1)
                if kind == "openai"
                else OllamaChat(model="m", base_url=script.url, timeout=0.3, attempts=1)
            )
            began = time.monotonic()
            with pytest.raises(ServiceError, match=r"0\.3 s"):
                LanguageModelWriter(chat=chat).write(brief())
            assert time.monotonic() - began < 5


def test_a_connection_lost_in_the_middle_is_tried_again() -> None:
    """Half a body and a closed door is a lost connection, for both providers."""
    half = GOOD[0].body[:100]
    lost = Reply(half, headers={"content-length": "100000", "connection": "close"})
    with serving([lost, *GOOD]) as script:
        assert write(script).title == STORY["title"]
    with serving([lost]) as script, pytest.raises(ServiceError):
        OllamaChat(model="m", base_url=script.url, attempts=2, pause=lambda s: None).ask(
            Question(messages=[{"role": "user", "content": "x"}], purpose="story", seed=0, temperature=0.0)
        )


def test_an_endless_answer_is_cut_off() -> None:
    """What is longer than any document could be is not read to its end."""
    with pytest.raises(ValueError, match="MB"):
        for _ in metered(itertools.repeat(b"x" * 1_000_000), 60.0):
            pass


@pytest.mark.parametrize("status", [429, 503])
def test_ollama_is_asked_again_too(status: int) -> None:
    """The same patience for both providers."""
    waited: list[float] = []
    with serving(
        [
            error_reply(status, "busy", retry_after="3"),
            ollama_reply(json.dumps(STORY)),
            ollama_reply(json.dumps(SCENES)),
        ]
    ) as script:
        chat = OllamaChat(model="m", base_url=script.url, pause=waited.append)
        assert LanguageModelWriter(chat=chat).write(brief()).title == STORY["title"]
    assert waited == [3.0]


def test_a_server_cannot_make_us_wait_for_hours() -> None:
    """Retry-After is obeyed up to half a minute; one that is no number counts as none."""
    waited: list[float] = []
    replies = [error_reply(429, "busy", retry_after=after) for after in ("86400", "soon", "-5")]
    with serving([*replies, *GOOD]) as script:
        write(script, pause=waited.append)
    assert waited[0] == 30.0
    assert 0 < waited[1] <= 4
    assert waited[2] == 0.0


def test_nobody_there_is_a_service_error() -> None:
    """A refused connection says what to do, for both providers."""
    with serving([Reply(b"")]) as script:
        url = script.url
    for chat in (
        OpenAIChat(model="m", key=KEY, base_url=f"{url}/v1", attempts=2, pause=lambda s: None),
        OllamaChat(model="m", base_url=url, attempts=2, pause=lambda s: None),
    ):
        with pytest.raises(ServiceError) as caught:
            LanguageModelWriter(chat=chat).write(brief())
        assert "offline" in caught.value.todo


def test_a_refusal_is_a_service_error() -> None:
    """A refusal is not repaired, it is told."""
    with (
        serving([openai_reply("", refusal="I cannot help with that")]) as script,
        pytest.raises(ServiceError, match="refused"),
    ):
        write(script)
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (openai_reply("", refusal="no"), "refused"),
        (openai_reply("", finish="content_filter"), "filter"),
    ],
    ids=["refusal", "content filter"],
)
def test_a_refusal_is_paid_for(reply: Reply, told: str) -> None:
    """What the model said instead of an answer stands on the ledger."""
    with serving([reply]) as script:
        chat = openai(script)
        with pytest.raises(ServiceError, match=told):
            LanguageModelWriter(chat=chat).write(brief())
    assert [(call.tokens_in, call.tokens_out) for call in chat.ledger.calls] == [(100, 50)]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "response_format is not supported"),
        (500, "{'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text'\"}"),
    ],
)
def test_a_server_without_schemas_is_asked_in_words(status: int, message: str) -> None:
    """Refused forms, with a 400 or as llama-cpp-python with a 500: json_object with the schema, without it,
    then plain text; no form is tried twice."""
    no = error_reply(status, message)
    with serving([no, no, no, GOOD[0], no, no, no, GOOD[1]]) as script:
        assert write(script).title == STORY["title"]
    formats = [asked.get("response_format", {}) for asked in script.asked[:4]]
    assert [f.get("type") for f in formats] == ["json_schema", "json_object", "json_object", None]
    assert ["schema" in f for f in formats[1:]] == [True, False, False]


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"\xff\xfe\x00", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{}]}', b"null"],
)
def test_a_server_that_talks_nonsense_is_a_clear_error(body: bytes) -> None:
    """A body that is no completion is a ServiceError for both providers, never a traceback of ours."""
    with serving([Reply(body)]) as script:
        for chat in (
            openai(script, attempts=1),
            OllamaChat(model="m", base_url=script.url, attempts=1),
        ):
            with pytest.raises(ServiceError):
                LanguageModelWriter(chat=chat).write(brief())


def test_ten_megabytes_are_no_matter() -> None:
    """A huge answer is cut and judged, in bounded time, and ends in a WriterError."""
    with serving([openai_reply("{" * 10_000_000)]) as script, pytest.raises(WriterError):
        write(script, repairs=0)


def test_the_budget_stops_before_the_call() -> None:
    """With nothing left, nothing is asked; what was spent is on the ledger."""
    with serving(GOOD) as script:
        chat = OpenAIChat(model="gpt-4o", key=KEY, base_url=script.url, ledger=Ledger(budget=0.0001))
        object.__setattr__(chat, "base_url", "https://api.openai.com/v1")
        with pytest.raises(BudgetSpent, match="LLM_BUDGET_USD"):
            LanguageModelWriter(chat=chat).write(brief())
    assert not script.asked


def test_every_call_is_on_the_ledger() -> None:
    """Tokens and purpose of each call, repairs counted."""
    with serving([openai_reply("no"), *GOOD]) as script:
        chat = openai(script)
        LanguageModelWriter(chat=chat).write(brief())
    assert [call.purpose for call in chat.ledger.calls] == ["story", "story, repair 1", "scenes"]
    assert [(call.tokens_in, call.tokens_out) for call in chat.ledger.calls] == [(100, 50)] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
def test_the_key_is_never_told(status: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that echoes the key: neither the error, its traceback nor the client's repr shows it."""
    with serving([error_reply(status, f"Incorrect API key provided: {KEY}")]) as script:
        chat = openai(script, attempts=1)
        with pytest.raises(ServiceError) as caught:
            LanguageModelWriter(chat=chat).write(brief())
    shown = "".join(traceback.format_exception(caught.value)) + repr(chat) + str(caught.value)
    assert KEY not in shown
    out = capsys.readouterr()
    assert KEY not in out.out + out.err


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', "[1]", "{" * 5000, '{"a":' * 5000])
def test_what_is_no_object_is_a_value_error(text: str) -> None:
    """NaN, arrays, depth and halves are refused in words."""
    with pytest.raises(ValueError, match=r"\w"):
        find_json(text)
