"""A language model writes the screenplay, and nothing it says can break the production."""

import copy
import json
from typing import Any

import pytest

from rushes.errors import RequestError, WriterError
from rushes.film import Brief, CreativeDocument
from rushes.llm import OllamaChat, OpenAIChat
from rushes.writing.llm_writer import LanguageModelWriter, UnusableAnswers

from .scripted_server import Script, ollama_reply, openai_reply, serving

KEY = "sk-planted-1234567890abcdef"
STORY: dict[str, Any] = {
    "title": "The Keeper and the Whale",
    "logline": "A keeper finds a whale.",
    "style": "soft painted light",
    "arc": "From quiet to wonder.",
    "characters": [
        {
            "name": "Mara",
            "role": "lighthouse keeper",
            "kind": "person",
            "looks": [
                {"attribute": "hair", "phrase": "short silver hair"},
                {"attribute": "coat", "phrase": "a navy pea coat"},
            ],
        },
        {
            "name": "the whale",
            "role": "glowing whale",
            "kind": "animal",
            "looks": [
                {"attribute": "body", "phrase": "blue-grey skin"},
                {"attribute": "glow", "phrase": "a soft blue glow"},
            ],
        },
    ],
    "locations": [
        {
            "name": "the beach",
            "kind": "beach",
            "interior": False,
            "looks": [
                {"attribute": "feature", "phrase": "pale sand"},
                {"attribute": "palette", "phrase": "blue and sand tones"},
            ],
        }
    ],
}


def scene(beat: str, action: str, *people: str) -> dict[str, Any]:
    return {
        "beat": beat,
        "location": "the beach",
        "characters": list(people),
        "action": action,
        "time_of_day": "dawn",
        "weather": "clear",
        "mood": "quiet",
        "shot_size": "wide",
        "camera": "static",
        "angle": "eye level",
        "motion": "some",
        "props": [],
    }


SCENES: dict[str, Any] = {
    "scenes": [
        scene("setup", "Mara walks along the beach.", "Mara"),
        scene("climax", "Mara kneels beside the whale.", "Mara", "the whale"),
        scene("resolution", "The whale swims away.", "the whale"),
    ]
}


def brief(prompt: str = "A lighthouse keeper finds a whale.", **limits: Any) -> Brief:
    given: dict[str, Any] = {
        "max_scenes": 12,
        "max_characters": 8,
        "max_locations": 8,
        "seconds_per_scene": 6.25,
        **limits,
    }
    return Brief(prompt=prompt, seed=1, **given)


def openai(script: Script, **options: Any) -> OpenAIChat:
    given: dict[str, Any] = {"timeout": 5.0, "pause": lambda seconds: None, **options}
    return OpenAIChat(model="m", key=KEY, base_url=f"{script.url}/v1", **given)


def write(script: Script, prompt: str | None = None, repairs: int = 3, **options: Any) -> CreativeDocument:
    writer = LanguageModelWriter(chat=openai(script, **options), repairs=repairs)
    return writer.write(brief(prompt) if prompt else brief())


GOOD = [openai_reply(json.dumps(STORY)), openai_reply(json.dumps(SCENES))]


def test_two_good_answers_make_a_document() -> None:
    """Two passes, two calls, ids of our own making, structured output asked for."""
    with serving(GOOD) as script:
        document = write(script)
    assert [c.id for c in document.characters] == ["mara", "the-whale"]
    assert document.scenes[0].action == "Mara walks along the beach."
    assert document.source == "openai"
    formats = [asked["response_format"]["type"] for asked in script.asked]
    assert formats == ["json_schema", "json_schema"]
    schema = script.asked[0]["response_format"]["json_schema"]["schema"]
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == set(schema["properties"])


def test_ollama_is_given_the_schema_as_format() -> None:
    """The same writer on Ollama's own API."""
    with serving([ollama_reply(json.dumps(STORY)), ollama_reply(json.dumps(SCENES))]) as script:
        chat = OllamaChat(model="m", base_url=script.url)
        document = LanguageModelWriter(chat=chat).write(brief())
    assert len(document.scenes) == 3
    assert script.asked[0]["_path"] == "/api/chat"
    assert script.asked[0]["format"]["properties"].keys() == STORY.keys()
    assert [call.dollars for call in chat.ledger.calls] == [0.0, 0.0]


def test_prose_and_fences_around_the_json_are_no_matter() -> None:
    """Small models chatter."""
    chatter = f"Sure! Here it is:\n```json\n{json.dumps(STORY, indent=2)}\n```\nEnjoy {{it}}!"
    with serving([openai_reply(chatter), GOOD[1]]) as script:
        assert write(script).title == STORY["title"]


def broken(path: str, value: Any) -> dict[str, Any]:
    """STORY with one field replaced (or taken out, for None)."""
    whole = copy.deepcopy(STORY)
    node: Any = whole
    *parents, last = path.split(".")
    for part in parents:
        node = node[int(part)] if part.isdigit() else node[part]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return whole


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("characters.0.kind", "wizard", "characters.0.kind"),
        ("characters.0.looks", [], "characters.0.looks"),
        ("characters.1.name", "MARA", "appears twice"),
        ("title", None, "title"),
        ("locations", [], "locations"),
        ("characters.0.age", 61, "characters.0.age"),
        ("characters.0.looks.0.phrase", "a kind and loyal soul", "cannot be seen"),
        ("characters.0.looks.0.phrase", "smiling and running", "changes from scene to scene"),
    ],
)
def test_the_model_is_told_exactly_what_is_wrong(path: str, value: Any, named: str) -> None:
    """One repair turn that names the field, then it goes on."""
    with serving([openai_reply(json.dumps(broken(path, value))), *GOOD]) as script:
        assert write(script).title == STORY["title"]
    turn = script.asked[1]["messages"]
    assert [m["role"] for m in turn] == ["system", "user", "assistant", "user"]
    assert named in turn[-1]["content"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"location": "the moon"}, "scenes.0.location"),
        ({"characters": ["Bob"]}, "scenes.0.characters"),
        ({"camera": "swoosh"}, "scenes.0.camera"),
        ({"beat": "climax"}, "setup"),
        ({"seconds": 3}, "scenes.0.seconds"),
    ],
)
def test_scenes_are_held_against_the_story(change: dict[str, Any], named: str) -> None:
    """Unknown names, wrong words and invented fields go back with the field's name."""
    wrong = copy.deepcopy(SCENES)
    wrong["scenes"][0] |= change
    with serving([GOOD[0], openai_reply(json.dumps(wrong)), GOOD[1]]) as script:
        assert len(write(script).scenes) == 3
    assert named in script.asked[2]["messages"][-1]["content"]


def test_a_hopeless_model_is_an_error_that_keeps_its_words() -> None:
    """After the last repair there is a WriterError with the raw answers, not half a document."""
    with serving([openai_reply("I am a teapot.")]) as script, pytest.raises(UnusableAnswers) as caught:
        write(script, repairs=2)
    assert caught.value.answers == ("I am a teapot.",) * 3
    assert isinstance(caught.value, WriterError)
    assert len(script.asked) == 3
    assert "LLM_PROVIDER=offline" in str(caught.value)


def test_a_cut_off_answer_is_asked_for_again_shorter() -> None:
    """finish_reason=length with half a JSON: the model is told that it was cut off."""
    half = openai_reply(json.dumps(STORY)[:200], finish="length")
    with serving([half, *GOOD]) as script:
        assert write(script).title == STORY["title"]
    assert "cut off" in script.asked[1]["messages"][-1]["content"]


def test_a_shot_list_is_obeyed_whatever_the_model_says() -> None:
    """Count is repaired; size, camera, hour and action of each asked shot win over the model's."""
    prompt = (
        "Mara: a lighthouse keeper with short silver hair and a red coat\n"
        "1. Close-up: Mara lifts a lantern at night. The camera zooms in.\n"
        "2. Extreme wide shot: the whale swims away.\n"
    )
    two = {"scenes": [SCENES["scenes"][0], SCENES["scenes"][2]]}
    with serving([GOOD[0], GOOD[1], openai_reply(json.dumps(two))]) as script:
        document = write(script, prompt)
    assert "exactly 2 were asked for" in script.asked[2]["messages"][-1]["content"]
    first, second = document.scenes
    assert (first.shot_size, first.camera, first.time_of_day) == ("close-up", "zoom in", "night")
    assert first.action == "Mara lifts a lantern at night."
    assert second.shot_size == "extreme wide"
    assert "a red coat" in document.character("mara").appearance()


def test_more_than_the_settings_allow_is_told_before_any_call() -> None:
    """Three shots with MAX_SCENES=2: an error that names the setting, and no token spent."""
    prompt = "1. Wide shot: a.\n2. Wide shot: b.\n3. Wide shot: c.\n"
    with serving(GOOD) as script, pytest.raises(RequestError, match="MAX_SCENES"):
        LanguageModelWriter(chat=openai(script)).write(brief(prompt, max_scenes=2))
    assert not script.asked
