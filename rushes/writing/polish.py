"""`PolishedEnricher`: a language model smooths the compiled prompt, and may lose nothing that binds.

The compiled prompt is the order; the model's text replaces it only when every identity descriptor, every
critic's demand and every mark of the direction still stands in it word for word, and nobody and no colour
has come in. Otherwise the compiled prompt is shot and `Prompt.polish` says what the model had lost.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import final

from rushes.direction import Direction
from rushes.errors import ServiceError
from rushes.film import Constraint, CreativeDocument, LogEntry, Prompt, Scene
from rushes.llm import Chat, Question, find_json
from rushes.seams import Enricher
from rushes.writing.enricher import LONGEST, SHORTEST, executed

KEPT = "kept"
SLACK = 40
"""Words that a polished prompt may have beyond `LONGEST` or the compiled one, whichever is more."""
SCHEMA = {
    "type": "object",
    "properties": {"prompt": {"type": "string"}},
    "required": ["prompt"],
    "additionalProperties": False,
}
COLOURS = frozenset(
    "red orange yellow green blue purple violet pink brown black white grey gray teal cream crimson scarlet"
    " golden gold silver copper auburn blond turquoise navy beige olive maroon magenta cyan".split()
)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PolishedEnricher:
    """A `rushes.seams.Enricher` around another.

    Args:
        enricher: Who compiles the prompt.
        chat: Who polishes it, at temperature 0.
    """

    enricher: Enricher
    chat: Chat

    def enrich(
        self,
        scene: Scene,
        document: CreativeDocument,
        direction: Direction,
        constraints: Sequence[Constraint],
        log: Sequence[LogEntry],
    ) -> Prompt:
        """The polished prompt, or the compiled one with the reason. A failed server never stops a take."""
        prompt = self.enricher.enrich(scene, document, direction, constraints, log)
        if not prompt.executed:
            return replace(prompt, polish="not asked: the direction could not be carried out")
        kept = required(prompt, scene, document, constraints)
        try:
            text = self._polished(prompt, kept)
        except ServiceError as error:
            return replace(prompt, polish=f"not polished: {error.message[:160]}")
        except ValueError as error:
            return replace(prompt, polish=f"rejected: {error}"[:200])
        faults = list(problems(text, prompt, kept, scene, document))
        if not faults and not executed(direction, text, prompt.marks):
            faults = ["the direction no longer shows"]
        if faults:
            return replace(prompt, polish=f"rejected: {'; '.join(faults[:4])}")
        return replace(prompt, text=text, polish=KEPT)

    def _polished(self, prompt: Prompt, kept: Sequence[str]) -> str:
        """What the model makes of it. Raises ValueError when that is no text."""
        rules = files("rushes.writing").joinpath("prompts/polish.md").read_text(encoding="utf-8")
        rules = rules.replace("{shortest}", str(SHORTEST)).replace("{longest}", str(LONGEST))
        rules = rules.replace("{kept}", "\n".join(f"  - {phrase}" for phrase in kept))
        answer = self.chat.ask(
            Question(
                messages=[{"role": "system", "content": rules}, {"role": "user", "content": prompt.text}],
                schema=SCHEMA,
                purpose="polish",
                seed=0,
                temperature=0.0,
            )
        )
        text = find_json(answer.text).get("prompt")
        if not isinstance(text, str):
            raise ValueError("the answer holds no prompt")
        return re.sub(r"\s+", " ", text).strip()


def required(
    prompt: Prompt, scene: Scene, document: CreativeDocument, constraints: Sequence[Constraint]
) -> list[str]:
    """What a polished prompt must hold word for word: the opening first, then whatever the prompt speaks."""
    people = [document.character(id) for id in scene.characters]
    bearers = [person.descriptors for person in people] + [document.location(scene.location).descriptors]
    phrases = [
        *prompt.marks.values(),
        *(d.phrase for descriptors in bearers for d in descriptors),
        *(person.name for person in people),
        *(c.demand.rstrip(".") for c in constraints),
    ]
    spoken = [p for p in dict.fromkeys(phrases) if p and p in prompt.text]
    # A phrase inside another one is held by it.
    return [p for p in spoken if not any(p != other and p in other for other in spoken)]


def problems(
    text: str, prompt: Prompt, kept: Sequence[str], scene: Scene, document: CreativeDocument
) -> Iterator[str]:
    """Why `text` cannot stand for `prompt`, in words; nothing when it can."""
    if re.search(r"[\x00-\x1f\x7f<>{}\[\]\\`|]", text):
        yield "it holds markup"
    most = max(LONGEST, len(prompt.text.split())) + SLACK
    if not SHORTEST <= len(text.split()) <= most:
        yield f"{len(text.split())} words, not {SHORTEST} to {most}"
    yield from (f"lost {phrase!r}" for phrase in kept if phrase not in text)
    yield from (f"added {colour}" for colour in sorted(_colours(text) - _colours(prompt.text)))
    for other in document.characters:
        if other.id not in scene.characters and _says(text, other.name) > _says(prompt.text, other.name):
            yield f"added {other.name}"


def _colours(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) & COLOURS


def _says(text: str, name: str) -> int:
    return len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))


def polish_told(prompts: Sequence[Prompt]) -> tuple[str, ...]:
    """How often the polish was kept, rejected and not had, as a sentence for the report."""
    outcomes = Counter(p.polish.partition(":")[0] for p in prompts if p.polish)
    if not outcomes:
        return ()
    lost = Counter(
        fault for p in prompts for fault in p.polish.partition("rejected: ")[2].split("; ") if fault
    )
    worst = f" Most often: {', '.join(f'{fault} ({n})' for fault, n in lost.most_common(3))}." if lost else ""
    told = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.most_common())
    return (f"Polish of {sum(outcomes.values())} prompts by the language model: {told}.{worst}",)
