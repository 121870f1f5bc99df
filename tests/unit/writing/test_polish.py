"""The polish of a prompt may smooth it, and is refused when it loses what binds."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rushes import casting
from rushes.direction import DEFAULT, Direction
from rushes.film import Constraint, Prompt
from rushes.llm import OpenAIChat
from rushes.writing.polish import KEPT, PolishedEnricher, polish_told, required

from .scripted_server import Reply, error_reply, openai_reply, serving
from .test_llm_film import call
from .test_llm_writer import openai
from .test_prompt_enricher import DOCUMENT, ENRICHER, LOG, SCENE

LOCKED = replace(DEFAULT, continuity="identity_lock")
RED = Constraint(component="c", subject="mara", demand="Mara wears a red knitted cap", avoid="bare head")


def said(text: str) -> Reply:
    return openai_reply(json.dumps({"prompt": text}))


def compiled(direction: Direction = LOCKED) -> Prompt:
    return ENRICHER.enrich(SCENE, DOCUMENT, direction, (RED,), LOG)


def polished(*replies: Reply, direction: Direction = LOCKED, attempts: int = 1) -> Prompt:
    with serving(replies) as script:
        chat: OpenAIChat = openai(script, attempts=attempts)
        enricher = PolishedEnricher(enricher=ENRICHER, chat=chat)
        return enricher.enrich(SCENE, DOCUMENT, direction, (RED,), LOG)


def test_a_text_that_keeps_everything_is_shot() -> None:
    """The action may be told better; descriptors, demand and direction stand word for word."""
    better = compiled().text.replace(SCENE.action, "Mara sinks to her knees and slowly reaches out one hand.")
    assert better != compiled().text
    got = polished(said(better))
    assert (got.text, got.polish, got.executed) == (better, KEPT, True)
    assert got.negative == compiled().negative


def test_whatever_is_required_and_lost_is_named() -> None:
    """Each required phrase in turn: without it the compiled prompt is shot, and the take names it."""
    order = compiled()
    kept = required(order, SCENE, DOCUMENT, (RED,))
    assert len(kept) >= 5
    for phrase in kept:
        got = polished(said(order.text.replace(phrase, "something else")))
        assert got.text == order.text
        assert got.polish.startswith("rejected: "), phrase
        assert repr(phrase) in got.polish or "words, not" in got.polish, phrase


@pytest.mark.parametrize("character", DOCUMENT.characters, ids=lambda c: c.id)
def test_no_descriptor_of_a_locked_character_can_be_lost(character: object) -> None:
    """Every descriptor that the prompt speaks stands inside some required phrase."""
    order = compiled()
    kept = required(order, SCENE, DOCUMENT, ())
    for descriptor in character.descriptors:  # type: ignore[attr-defined]
        assert any(descriptor.phrase in phrase for phrase in kept)
        assert polished(said(order.text.replace(descriptor.phrase, "clothes"))).polish != KEPT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (compiled().text + " A green boat drifts by.", "added green"),
        (compiled().text + " <b>Masterpiece</b>.", "markup"),
        ("Mara smiles.", "2 words, not"),
        (compiled().text + " calm" * 100, "words, not"),
    ],
)
def test_what_is_added_is_named(text: str, told: str) -> None:
    """A new colour, markup, and texts that are too short or too long are refused."""
    assert told in polished(said(text)).polish


def test_somebody_who_is_not_in_the_scene_is_not_brought_in() -> None:
    """The whale stays out of a scene of Mara's."""
    alone = replace(SCENE, characters=("mara",), action="Mara kneels and reaches out one hand.")
    order = ENRICHER.enrich(alone, DOCUMENT, DEFAULT, (), ())
    with serving([said(order.text + " The glowing whale watches.")]) as script:
        got = PolishedEnricher(enricher=ENRICHER, chat=openai(script)).enrich(
            alone, DOCUMENT, DEFAULT, (), ()
        )
    assert "added glowing whale" in got.polish


@pytest.mark.parametrize(
    "reply", [openai_reply("no json"), openai_reply('{"prompt": 3}'), openai_reply("{}"), openai_reply("")]
)
def test_an_answer_without_a_prompt_is_rejected(reply: Reply) -> None:
    """The compiled prompt is shot."""
    got = polished(reply)
    assert got.text == compiled().text
    assert got.polish.startswith("rejected: ")


def test_a_failed_server_never_stops_a_take() -> None:
    """503 until the end: the compiled prompt, with the reason."""
    got = polished(error_reply(503, "down"))
    assert got.text == compiled().text
    assert got.polish.startswith("not polished: ")


def test_the_model_is_told_what_to_keep_and_asked_coldly() -> None:
    """The list of phrases is in the rules; temperature 0; the call is on the ledger as polish."""
    with serving([said("x")]) as script:
        chat = openai(script)
        PolishedEnricher(enricher=ENRICHER, chat=chat).enrich(SCENE, DOCUMENT, LOCKED, (RED,), LOG)
    rules = script.asked[0]["messages"][0]["content"]
    assert all(f"  - {phrase}" in rules for phrase in required(compiled(), SCENE, DOCUMENT, (RED,)))
    assert script.asked[0]["temperature"] == 0
    assert [c.purpose for c in chat.ledger.calls] == ["polish"]


def test_the_report_says_how_often() -> None:
    """Kept and rejected are counted, with what was lost most often; no polish, no sentence."""
    order = compiled()
    prompts = [
        replace(order, polish=KEPT),
        replace(order, polish="rejected: lost 'a red cap'; added green"),
        replace(order, polish="rejected: lost 'a red cap'"),
    ]
    (told,) = polish_told(prompts)
    assert told.startswith("Polish of 3 prompts by the language model: 2 rejected, 1 kept.")
    assert "lost 'a red cap' (2)" in told
    assert polish_told([order]) == ()


def test_polish_is_cast_only_when_it_is_asked_for(tmp_path: Path) -> None:
    """Off by default; asked for without a model, auto tells that the compiler plays alone."""
    plain = next(p for p in casting.cast(call(tmp_path), {}).parts if p.part == "enricher")
    assert (plain.status, plain.member.name) == ("ready", "prompt_enricher")
    for provider, why in {"openai": "OPENAI_API_KEY is not set", "offline": "no language model"}.items():
        wished = call(tmp_path, PROMPT_POLISH=True, LLM_PROVIDER=provider)
        part = next(p for p in casting.cast(wished, {}).parts if p.part == "enricher")
        assert (part.status, part.member.name) == ("understudy", "prompt_enricher")
        assert why in part.reason
