"""Casting: who plays each part is decided once, before the first frame, and told as a table."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, final

from rushes.casting import critics, embedded, llm, studio
from rushes.casting.members import Call, Member, guests
from rushes.errors import ConfigError, EngineUnavailable
from rushes.seams import Critic

Status = Literal["ready", "understudy", "blocked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row of the preflight: who plays a part and why."""

    part: str
    specified: str
    """The member that the settings name."""
    member: Member
    status: Status
    reason: str = ""
    todo: str = ""

    def build(self, call: Call) -> Any:
        if self.status == "blocked":
            raise EngineUnavailable(f"{self.part} {self.specified}: {self.reason}", todo=self.todo)
        return self.member.build(call)


@final
@dataclass(frozen=True, slots=True)
class Cast:
    """The whole preflight."""

    parts: tuple[Part, ...]
    call: Call

    def build(self, part: str) -> Any:
        """The member that plays `part`. Raises `EngineUnavailable` when it is blocked."""
        return next(p for p in self.parts if p.part == part).build(self.call)

    def panel(self) -> tuple[Critic, ...]:
        """Every critic, in the order of the table."""
        built = (p.build(self.call) for p in self.parts if p.part.startswith(critics.PREFIX))
        return tuple(critic for critic in built if critic is not None)

    def only(self, *parts: str) -> "Cast":
        """The preflight of some parts alone."""
        return Cast(tuple(p for p in self.parts if p.part in parts), self.call)

    @property
    def status(self) -> Status:
        """``blocked`` if any part is, else ``understudy`` if any is, else ``ready``."""
        found = {part.status for part in self.parts}
        return "blocked" if "blocked" in found else "understudy" if "understudy" in found else "ready"

    def names(self) -> Mapping[str, str]:
        """Part -> member: belongs to the request, because another crew makes another film."""
        return {part.part: part.member.name for part in self.parts}

    def require(self) -> None:
        """Raises `EngineUnavailable` naming every blocked part."""
        blocked = [part for part in self.parts if part.status == "blocked"]
        if blocked:
            lines = "; ".join(f"{p.part} ({p.specified}): {p.reason}" for p in blocked)
            raise EngineUnavailable(lines, todo=blocked[0].todo or "`rushes doctor` shows the whole table")


def cast(call: Call, sources: Mapping[str, str]) -> Cast:
    """Decide who plays each part.

    Args:
        sources: Settings that somebody set, by name: what was asked for by name is never replaced.

    Raises:
        ConfigError: a setting names a member that nobody knows.
    """
    settings = call.settings
    specified: list[tuple[str, Member, Member]] = [
        ("LLM_PROVIDER", _find("writer", settings.LLM_PROVIDER, studio.WRITERS), embedded.WRITER),
        (
            "REFERENCE_IMAGE_MODEL",
            _find("illustrator", settings.REFERENCE_IMAGE_MODEL, studio.ILLUSTRATORS),
            embedded.ILLUSTRATOR,
        ),
        ("VIDEO_MODEL", _find("engine", settings.VIDEO_MODEL, studio.ENGINES), embedded.ENGINE),
        (
            "RL_ALGORITHM",
            _find("policy", settings.RL_ALGORITHM, studio.POLICIES),
            studio.POLICIES["LINUCB"],
        ),
        *critics.panel(call),
        ("PROMPT_POLISH", llm.enricher(settings), embedded.ENRICHER),
        ("", embedded.EMBEDDER, embedded.EMBEDDER),
        ("", embedded.EDITOR, embedded.EDITOR),
    ]
    parts = (_decide(call, member, under, name in sources) for name, member, under in specified)
    return Cast(tuple(parts), call)


def _find(part: str, name: str, table: Mapping[str, Member]) -> Member:
    if name in table:
        return table[name]
    brought = guests(f"{part}s" if part != "policy" else "policies")
    if name in brought:
        return Member(part=part, name=name, build=_guest(brought[name]))
    known = sorted({*table, *brought})
    near = difflib.get_close_matches(name, known, 1)
    raise ConfigError(
        f"no {part} is called {name!r}; there are {', '.join(known)}",
        todo=f"did you mean {near[0]}?" if near else "choose one of them",
    )


def _guest(load: Callable[[], Any]) -> Callable[[Call], Any]:
    return lambda call: load()(call)


def _decide(call: Call, member: Member, understudy: Member, asked: bool) -> Part:
    crew = call.settings.CREW
    if crew == "embedded" and member.part != "policy" and member != understudy:
        return Part(
            part=member.part,
            specified=understudy.name,
            member=understudy,
            status="ready",
            reason="CREW=embedded",
        )
    missing = member.missing(call)
    if not missing:
        note = member.note(call)
        return Part(part=member.part, specified=member.name, member=member, status="ready", reason=note)
    stays = crew == "studio" or (asked and crew == "auto") or member == understudy
    return Part(
        part=member.part,
        specified=member.name,
        member=member if stays else understudy,
        status="blocked" if stays else "understudy",
        reason=missing,
        todo=member.todo,
    )
