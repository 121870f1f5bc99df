"""Against a real, small, often wrong model: every prompt ends in a document or a clear error.

Opt-in: start any server with the OpenAI API (CONTRIBUTING shows one) and name it in ``RUSHES_LLM_SERVER``.
"""

import json
import os
from pathlib import Path

import pytest

from rushes.errors import ServiceError, WriterError
from rushes.film import Brief
from rushes.llm import OpenAIChat
from rushes.writing.llm_writer import LanguageModelWriter

PROMPTS = json.loads(
    (Path(__file__).parents[2] / "fixtures/prompts/prompts.json").read_text(encoding="utf-8")
)[:20]
SERVER = os.environ.get("RUSHES_LLM_SERVER", "")


@pytest.mark.llm_server
@pytest.mark.skipif(not SERVER, reason="RUSHES_LLM_SERVER names no server")
@pytest.mark.parametrize("case", PROMPTS, ids=lambda case: case["id"])
def test_a_small_model_never_breaks_the_production(
    case: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A valid document, or a WriterError or ServiceError with advice; the repair turns are printed."""
    chat = OpenAIChat(
        model=os.environ.get("RUSHES_LLM_MODEL", "default"),
        key="none",
        base_url=SERVER,
        timeout=300,
        attempts=1,
        max_tokens=500,
    )
    brief = Brief(
        prompt=case["prompt"], seed=1, max_scenes=4, max_characters=3, max_locations=2, seconds_per_scene=5.0
    )
    try:
        result = LanguageModelWriter(chat=chat, repairs=1).write(brief).title
    except (WriterError, ServiceError) as error:
        result = f"{type(error).__name__}: {error.message[:80]} ({error.todo})"
    assert result
    with capsys.disabled():
        repairs = sum("repair" in call.purpose for call in chat.ledger.calls)
        print(f"\n{case['id']}: {len(chat.ledger.calls)} calls, {repairs} repairs: {result}")
