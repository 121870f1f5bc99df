"""The language-model judge scores continuity against the log, or says why it cannot."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from rushes.critics.narrative_llm import LanguageModelJudge
from rushes.errors import ServiceError
from rushes.film import (
    Character,
    CreativeDocument,
    Descriptor,
    Footage,
    Location,
    LogEntry,
    Scene,
    Shot,
    Viewing,
)
from rushes.llm import Answer, Ledger, Message, Question

RED = Descriptor(attribute="coat", phrase="a red coat")
MARA = Character(id="mara", name="Mara", role="keeper", kind="person", descriptors=(RED,))
BEACH = Location(id="beach", name="the beach", kind="beach", interior=False, descriptors=(RED,))


def scene(number: int, action: str) -> Scene:
    return Scene(
        number=number,
        beat="setup",
        location="beach",
        characters=("mara",),
        action=action,
        time_of_day="dawn",
        weather="clear",
        mood="calm",
        shot_size="wide",
        camera="static",
        seconds=5,
    )


SCENES = (scene(1, "Mara loses her lantern."), scene(2, "Mara lights her lantern."))
DOCUMENT = CreativeDocument(
    title="T", logline="L", style="S", arc="A", characters=(MARA,), locations=(BEACH,), scenes=SCENES
)
PICTURE = np.zeros((1, 4, 4, 3), np.uint8)
LOG = LogEntry(
    scene=1,
    summary=SCENES[0].action,
    location="beach",
    characters=("mara",),
    time_of_day="dawn",
    weather="clear",
    reward=0.5,
    clip="c",
    last_frame="f",
)
VIEWING = Viewing(
    footage=Footage(frames=PICTURE, fps=1),
    shot=Shot(prompt="p", negative="n", frames=1, width=4, height=4, fps=1, seed=1),
    scene=SCENES[1],
    document=DOCUMENT,
    references=(),
    log=(LOG,),
    samples=(0,),
)


@dataclass
class Scripted:
    """A chat that says what it is told, in turn."""

    says: list[str | Exception]
    asked: list[Sequence[Message]] = field(default_factory=list)
    temperatures: list[float] = field(default_factory=list)
    name: str = "scripted"
    ledger: Ledger = field(default_factory=Ledger)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question.messages)
        self.temperatures.append(question.temperature)
        said = self.says[min(len(self.asked), len(self.says)) - 1]
        if isinstance(said, Exception):
            raise said
        return Answer(text=said, tokens_in=1, tokens_out=1)


def vote(score: int, *pairs: tuple[int, int]) -> str:
    found = [{"first": a, "second": b, "what": "the lantern was lost"} for a, b in pairs]
    return json.dumps({"score": score, "contradictions": found})


def test_a_contradiction_names_its_two_entries() -> None:
    """Score, note and constraint come from the judgement; it is asked at temperature 0."""
    chat = Scripted([vote(4, (1, 2))])
    verdict = LanguageModelJudge(chat=chat).watch(VIEWING)
    assert verdict.score == pytest.approx(0.4)
    assert verdict.note == "scenes 1 and 2: the lantern was lost"
    assert [c.demand for c in verdict.constraints] == [
        "consistent with what was seen before: the lantern was lost"
    ]
    assert chat.temperatures == [0.0]
    material = chat.asked[0][1]["content"]
    assert "1. Mara loses her lantern." in material
    assert "2. Mara lights her lantern." in material


def test_the_median_of_the_votes_counts() -> None:
    """Of 9, 3 and 8 it is 8; a contradiction that one of three names is not told."""
    chat = Scripted([vote(9), vote(3, (1, 2)), vote(8)])
    verdict = LanguageModelJudge(chat=chat, votes=3).watch(VIEWING)
    assert verdict.score == pytest.approx(0.8)
    assert verdict.constraints == ()
    assert verdict.raw["votes"] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        "not json",
        vote(11),
        vote(5, (1, 7)),
        vote(5, (2, 2)),
        '{"score": 5}',
        '{"score": NaN, "contradictions": []}',
    ],
)
def test_an_unusable_judgement_is_asked_for_once_more(wrong: str) -> None:
    """One repair; a second failure is None with the reason, never a number."""
    good = LanguageModelJudge(chat=Scripted([wrong, vote(7)])).watch(VIEWING)
    assert good.score == pytest.approx(0.7)
    bad = LanguageModelJudge(chat=Scripted([wrong])).watch(VIEWING)
    assert bad.score is None
    assert bad.note.startswith("no usable judgement")


def test_a_failed_server_gives_no_score_and_the_reason() -> None:
    """The take is unmeasured, not scored 0.5."""
    verdict = LanguageModelJudge(chat=Scripted([ServiceError("the server is down")])).watch(VIEWING)
    assert verdict.score is None
    assert verdict.note == "the server is down"


def test_one_lost_vote_is_told() -> None:
    """The others still count."""
    chat = Scripted([ServiceError("busy"), vote(8)])
    verdict = LanguageModelJudge(chat=chat, votes=2).watch(VIEWING)
    assert verdict.score == pytest.approx(0.8)
    assert "a vote is missing: busy" in verdict.note
