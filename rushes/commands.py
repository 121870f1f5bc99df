"""What the commands do: settle the request, cast the crew, run the production, publish the report."""

import argparse
import dataclasses
import hashlib
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from rushes import casting
from rushes.casting.members import Call
from rushes.config import Settings
from rushes.errors import RequestError, RequestMismatch
from rushes.examination import examine
from rushes.film import Brief, CreativeDocument
from rushes.memory import ConsistencyMemory, Layout, asked, found_digest, move_aside
from rushes.seams import Progress
from rushes.settings import Loaded, load, pixel_settings
from rushes.shooting import News
from rushes.terminal import Terminal, crew_table, findings_table, say

MAX_PROMPT = 100_000
"""Characters. Longer texts are books, not seed prompts."""


def settle(args: argparse.Namespace) -> Loaded:
    """The settings in force for a command."""
    overrides = list(args.set)
    if getattr(args, "engine", None):
        overrides.insert(0, f"VIDEO_MODEL={args.engine}")
    return load(overrides)


def layout(settings: Settings, root: Path) -> Layout:
    """The run folder that the path settings describe."""
    return Layout(
        root=root.resolve(),
        output=settings.OUTPUT_DIR,
        story_bible=settings.STORY_BIBLE_DIR,
        memory=settings.MEMORY_DIR,
        clips=settings.CLIPS_DIR,
        references=settings.REFERENCES_DIR,
        state_name=settings.MEMORY_STATE_FILE,
        report_name=settings.PRODUCTION_REPORT_NAME,
        breakdown_name=settings.REWARD_BREAKDOWN_FILE,
    )


def checked_prompt(prompt: str | None) -> str:
    """The prompt, stripped. Raises `RequestError` when there is nothing to film, or a whole book."""
    text = (prompt or "").strip()
    if not any(character.isalnum() for character in text) and not any(ord(c) > 0x2000 for c in text):
        raise RequestError(
            "the prompt is empty", todo='say what the film is about: --prompt "A fox crosses a frozen lake"'
        )
    if len(text) > MAX_PROMPT:
        raise RequestError(
            f"the prompt has {len(text)} characters; {MAX_PROMPT} is the most", todo="shorten it"
        )
    return text


def cinematic(args: argparse.Namespace) -> int:
    """Make a film, or finish the one that lies in ``--output``."""
    loaded = settle(args)
    place = layout(loaded.settings, args.output)
    there, paper, digest = asked(place), getattr(args, "document", None), ""
    if paper is not None:
        document, digest = _edited(paper, loaded.settings, args.seed, place)
        args.prompt = args.prompt or document.logline
    elif args.prompt is None and "prompt" in there:
        args.prompt, args.seed = str(there["prompt"]), int(there["seed"])
        digest = str(there.get("document", ""))
    prompt = checked_prompt(args.prompt)
    film = Order(loaded=loaded, place=place, prompt=prompt, seed=args.seed, document=digest)
    film.crew.require()
    _resume_or_fresh(args, place, film.request)
    if paper is None:
        shoot(film)
    else:
        shoot(film, lambda memory: _hand_in(document, memory))
    return 0


def _edited(path: Path, settings: Settings, seed: int, place: Layout) -> tuple[CreativeDocument, str]:
    """A document from a file, and the digest by which this film is another than any other."""
    from rushes.writing.documents import DocumentWriter, dump_document

    limits = brief("a document", Call(settings=settings, seed=seed, root=place.root))
    document = DocumentWriter(path).write(limits)
    text = dump_document(document, Path("document.json"))
    return document, hashlib.sha256(text.encode()).hexdigest()


def _hand_in(document: CreativeDocument, memory: ConsistencyMemory) -> None:
    memory.once(memory.layout.document, CreativeDocument, lambda: document)


@dataclasses.dataclass(frozen=True)
class Order:
    """One film that is ordered: settings, place, prompt and seed."""

    loaded: Loaded
    place: Layout
    prompt: str
    seed: int
    document: str = ""
    """Digest of the hand-edited document that is shot; empty when the writer writes."""

    @cached_property
    def crew(self) -> casting.Cast:
        """Who plays each part."""
        call = Call(settings=self.loaded.settings, seed=self.seed, root=self.place.root)
        return casting.cast(call, self.loaded.sources)

    @property
    def request(self) -> dict[str, Any]:
        """What makes this film another than any other."""
        return {
            "mode": "cinematic",
            "prompt": self.prompt,
            "seed": self.seed,
            "crew": dict(self.crew.names()),
            **({"document": self.document} if self.document else {}),
            **pixel_settings(self.loaded.settings),
        }


def shoot(
    film: Order,
    decide: Callable[[ConsistencyMemory], None] = lambda memory: None,
    busy: Callable[[], None] | None = None,
) -> None:
    """Make the film or finish it, and publish its report. `decide` may first enter a person's decision.

    `busy` is called once when another process is shooting there and has to be waited for.
    """
    from rushes.bulletin import Bulletin
    from rushes.premiere import drafted, produce, publish, return_learning

    settings, crew = film.loaded.settings, film.crew
    with ConsistencyMemory(film.place, film.request, busy) as memory:
        decide(memory)
        say(crew_table(crew))
        drafts = drafted(settings, crew.names()["engine"])
        terminal = Terminal(max_takes=settings.RL_EPISODES_PER_SCENE, drafts=drafts)
        with terminal, Bulletin(film.place.now) as bulletin:

            def tell(news: News) -> None:
                terminal(news)
                bulletin(news)

            record, policy = produce(crew, memory, brief(film.prompt, crew.call), tell)
        entry = return_learning(record, policy, crew, memory)
        publish(record, crew, memory, settings, entry)
        if entry:
            say(f"The director keeps what it learned: library entry {entry} (`rushes policy list`).")


def brief(prompt: str, call: Call) -> Brief:
    """What the writer is asked for."""
    settings = call.settings
    return Brief(
        prompt=prompt,
        seed=call.seed,
        max_scenes=settings.MAX_SCENES,
        max_characters=settings.MAX_CHARACTERS,
        max_locations=settings.MAX_LOCATIONS,
        seconds_per_scene=settings.DEFAULT_NUM_FRAMES / settings.VIDEO_FPS,
    )


def _resume_or_fresh(args: argparse.Namespace, place: Layout, request: Mapping[str, Any]) -> None:
    """Settle what happens to a run that is there, asking as the specification says when a person is there."""
    if args.fresh:
        _move(place)
        return
    if args.resume or not place.state.exists() or not sys.stdin.isatty():
        return
    found = asked(place).get("prompt", "an unnamed film")
    say(f"A run is here already: [bold]{_plain(str(found))}[/]")
    if input("Resume it? [y/n] ").strip().lower() in ("", "y", "yes"):
        return
    if input("Move it aside and start anew? [y/n] ").strip().lower() not in ("y", "yes"):
        raise RequestMismatch("nothing was done", todo="choose another --output folder")
    _move(place)


def _move(place: Layout) -> None:
    target = move_aside(place)
    if target is not None:
        say(f"The run that was there is now in {target}")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text if len(text) < 120 else text[:119] + "…")


def simple(args: argparse.Namespace) -> int:
    """Make one clip."""
    from rushes.images import read_user_image
    from rushes.simple import SimpleMode

    loaded = settle(args)
    settings = loaded.settings
    prompt = checked_prompt(args.prompt)
    image = None if args.image is None else read_user_image(args.image)
    place = layout(settings, args.output)
    call = Call(settings=settings, seed=args.seed, root=place.root)
    crew = casting.cast(call, loaded.sources).only("engine")
    crew.require()
    say(crew_table(crew))
    mode = SimpleMode(
        engine=crew.build("engine"),
        width=settings.DEFAULT_WIDTH,
        height=settings.DEFAULT_HEIGHT,
        fps=settings.VIDEO_FPS,
        frames=settings.DEFAULT_NUM_FRAMES,
        negative=settings.DEFAULT_NEGATIVE_PROMPT,
        seed=args.seed,
    )
    with Terminal(max_takes=1, drafts=False) as terminal:
        tell: Callable[[Progress], None] = lambda progress: terminal(  # noqa: E731
            News(stage="shooting", scene=1, scenes=1, attempt=1, progress=progress)
        )
        path, footage = mode.shoot(prompt, image, place.report.parent, tell)
    for name, note in footage.notes.items():
        say(f"[dim]{_plain(name)}: {_plain(note)}[/]")
    say(f"Clip: [bold]{path}[/]")
    return 0


def doctor(args: argparse.Namespace) -> int:
    """Print the machine and the preflight; 0 ready, 1 understudies play, 2 blocked."""
    loaded = load(args.set)
    call = Call(settings=loaded.settings, seed=0, root=Path.cwd())
    crew = casting.cast(call, loaded.sources)
    findings = examine(call)
    blocked = any(finding.status == "blocked" for finding in findings)
    status = "blocked" if blocked else crew.status
    if args.json:
        import json

        machine = [dataclasses.asdict(finding) for finding in findings]
        rows = [
            {
                "part": p.part,
                "specified": p.specified,
                "member": p.member.name,
                "status": p.status,
                "reason": p.reason,
                "todo": p.todo,
            }
            for p in crew.parts
        ]
        sys.stdout.write(json.dumps({"status": status, "machine": machine, "crew": rows}, indent=1) + "\n")
    else:
        say(findings_table(findings))
        say("")
        say(crew_table(crew, advice=True))
    return {"ready": 0, "understudy": 1, "blocked": 2}[status]


def show_report(args: argparse.Namespace) -> int:
    """Print the summary of a finished film again."""
    place = layout(load(args.set).settings, args.output)
    if found_digest(place) is None or not place.report.exists():
        raise RequestError(f"there is no finished film in {place.root}", todo="name its folder with --output")
    from rushes.premiere import retell

    retell(place)
    return 0
