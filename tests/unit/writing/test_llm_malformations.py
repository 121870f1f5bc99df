"""Nothing that a model says can break the production: three hundred malformed answers over real HTTP."""

import copy
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.errors import ServiceError, WriterError
from rushes.film import CreativeDocument, slug

from .scripted_server import Reply, openai_reply, serving
from .test_llm_writer import SCENES, STORY, broken, write

NAMES = [
    "../../x",
    "<script>alert(1)</script>",
    "a\x00b",
    "CON",
    "..",
    "{{7*7}}",
    "$(rm -rf ~)",
    "\ud800",
    "𝔐𝔞𝔯𝔞",
]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_stay_names(name: str) -> None:
    """Ids are slugs, texts carry no markup, control characters or braces."""
    story = broken("characters.0.name", name)
    scenes = json.loads(json.dumps(SCENES).replace('"Mara"', json.dumps(name)))
    with serving([openai_reply(json.dumps(story)), openai_reply(json.dumps(scenes))]) as script:
        try:
            document = write(script, repairs=0)
        except WriterError:
            return  # nothing but markup was left of the name: told, not filmed
    for character in document.characters:
        assert character.id == slug(character.id)
        assert not re.search(r"[<>{}`\\\x00-\x1f]", character.name)


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=3),
)


@st.composite
def wounded(draw: st.DrawFn, whole: dict[str, Any]) -> str:
    """JSON with one to three wounds: fields of wrong type, missing, extra, unknown or hostile names."""
    whole = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        node: Any = whole
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(node[key], dict | list) and draw(st.booleans()):
                node = node[key]
                continue
            wound = draw(st.sampled_from(["replace", "delete", "extra", "name"]))
            if wound == "delete":
                del node[key]
            elif wound == "name":
                node[key] = draw(st.sampled_from(NAMES))
            elif wound == "replace" or isinstance(node, list):
                node[key] = draw(LEAVES)
            else:
                node[draw(st.text(max_size=8))] = draw(LEAVES)
            break
    return json.dumps(whole)


@st.composite
def malformed(draw: st.DrawFn) -> list[Reply]:
    """The two answers of a film, one of them malformed in one of nine ways."""
    texts = [json.dumps(STORY), json.dumps(SCENES)]
    which = draw(st.integers(0, 1))
    text, whole = texts[which], (STORY, SCENES)[which]
    way = draw(
        st.sampled_from(
            ["wounded"] * 9
            + ["cut", "cut", "cut", "prose", "prose", "names", "names", "huge", "bytes", "bytes"]
        )
    )
    if way in ("wounded", "prose"):
        text = draw(wounded(whole))
    if way == "prose":
        opening = draw(st.sampled_from(["Sure: ", "{", "```json\n", "\ufeff", "<tool_call>", "{} "]))
        text = opening + text + draw(st.sampled_from(["", "\n```", "}", " Enjoy {it}!", "</tool_call>"]))
    if way == "cut":
        text = text[: draw(st.integers(0, len(text)))]
    if way == "names":
        name = json.dumps(draw(st.sampled_from(NAMES)))
        texts = [t.replace('"Mara"', name).replace('"the beach"', name) for t in texts]
        text = texts[which]
    if way == "huge":
        text = draw(st.sampled_from(["{", '{"title": "', "[", '"', " "])) + draw(
            st.sampled_from(["{", "a", '{"a":', "\\"])
        ) * (10_000_000 // 5)
    texts[which] = text
    replies = [openai_reply(t) for t in texts]
    if way == "bytes":
        at = draw(st.integers(0, len(replies[which].body)))
        wound = draw(st.sampled_from([b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\x00", b"\xf0\x9f"]))
        body = replies[which].body
        replies[which] = Reply(body[:at] + wound + body[at:])
    return replies


def check_safe(document: CreativeDocument, said: str) -> None:
    """Ids are slugs that stay in their folder, names are known, and nothing was invented."""
    people, places = {c.id for c in document.characters}, {p.id for p in document.locations}
    root = Path("/run/story_bible")
    for id in (*people, *places, slug(document.title)):
        assert id == slug(id)
        assert (root / id).resolve().parent == root
    for scene in document.scenes:
        assert scene.location in places
        assert set(scene.characters) <= people
    words = set(re.findall(r"\w+", said))
    for text in (
        document.title,
        *(c.name for c in document.characters),
        *(p.name for p in document.locations),
    ):
        assert not re.search(r"[<>{}`\\\x00-\x1f]", text)
        assert set(re.findall(r"[a-z]{3,}", text.lower())) <= {word.lower() for word in words}


@given(replies=malformed())
@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_three_hundred_malformations(replies: list[Reply]) -> None:
    """Whatever a server says ends in a valid document or an error in words: no crash, no hang, no path
    escape, no invented name."""
    began = time.monotonic()
    document, failure = None, None
    with serving(replies) as script:
        try:
            document = write(script, repairs=0, attempts=1)
        except (WriterError, ServiceError) as error:
            failure = error
    assert time.monotonic() - began < 10
    if failure:
        assert failure.message
        assert failure.todo
    if document:
        said = "".join(
            json.loads(r.body.decode("utf-8", "replace"), strict=False)["choices"][0]["message"]["content"]
            for r in replies
        )
        check_safe(document, said)
