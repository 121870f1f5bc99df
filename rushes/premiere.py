"""From a cast to a published film: builds the production, runs it, writes the reports."""

import math
import platform
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from rushes.casting import Cast
from rushes.casting.llm import ledger, told
from rushes.casting.policies import give_back
from rushes.config import Settings, reward_weights
from rushes.decisions import Decisions
from rushes.director import DirectorAgent
from rushes.editing.delivery import deliver
from rushes.editing.report import CrewLine, ReferenceFile, ReportData
from rushes.editing.summary import summary
from rushes.errors import PolicyError, RequestError
from rushes.files import PARTIAL, friendly
from rushes.film import Brief
from rushes.memory import ConsistencyMemory, Layout, read_json
from rushes.policies.evidence import sentence
from rushes.policies.library import home
from rushes.preproduction.reference_generator import ReferenceGenerator
from rushes.production import Production, Record
from rushes.reward import RewardModel, SelfCritic
from rushes.scene_generator import SceneGenerator
from rushes.seams import Engine, Policy, Preparing
from rushes.settings import changed
from rushes.shooting import Shooting, Tell

Notes = tuple[str, ...]

PACKAGES = (
    "numpy",
    "av",
    "pydantic",
    "spacy",
    "opencv-python-headless",
    "torch",
    "diffusers",
    "transformers",
    "trl",
)


def drafted(settings: Settings, engine: str) -> bool:
    """Whether attempts are drafts: only an engine whose drafts are cheap and alike is explored so."""
    return {"animatic": settings.DRAFTS, "wan2.1": settings.WAN_DRAFTS}.get(engine, False)


def produce(crew: Cast, memory: ConsistencyMemory, brief: Brief, tell: Tell) -> tuple[Record, Policy]:
    """Build the production from its cast, and make the film; returns also the policy as the film left it."""
    made = production(crew, memory, tell)
    return made.make(brief), made.shooting.director.policy


def return_learning(record: Record, policy: Policy, crew: Cast, memory: ConsistencyMemory) -> str:
    """Give what the film taught its policy to the library; the entry's name, empty when nothing was new.

    What went wrong becomes a note of the report, never the end of the film.
    """
    takes = [take for scene in record.takes for take in scene if take.learning and take.reward is not None]
    taken = [(take.state, take.choice, take.reward) for take in takes]
    start = policy.version.partition("+")[0]
    entry, note = give_back(crew.call, policy, taken, f"{memory.digest}-{start}")
    if note:
        _note(memory, note)
    return entry


def production(crew: Cast, memory: ConsistencyMemory, tell: Tell) -> Production:
    """Everybody on set. Heavy members are imported and built here, not before."""
    settings, seed = crew.call.settings, crew.call.seed
    engine = crew.build("engine")
    if isinstance(engine, Preparing) and not memory.layout.cut.exists():
        engine.prepare()  # while the policy's libraries are imported and the screenplay is written
    director = _director(crew, memory)
    return Production(
        shooting=Shooting(
            director=director,
            generator=_generator(crew, engine),
            rewards=RewardModel(weights=reward_weights(settings)),
            self_critic=SelfCritic(threshold=settings.CLIP_CONSISTENCY_THRESHOLD),
            memory=memory,
            seed=seed,
            drafts=drafted(settings, engine.name),
            tell=tell,
        ),
        preproduction=ReferenceGenerator(
            illustrator=crew.build("illustrator"),
            memory=memory,
            seed=seed,
            per_character=settings.REFERENCE_IMAGES_PER_CHARACTER,
            per_location=settings.REFERENCE_IMAGES_PER_LOCATION,
        ),
        editor=crew.build("editor"),
        max_takes=settings.RL_EPISODES_PER_SCENE,
        threshold=settings.RL_REWARD_THRESHOLD,
        budget=settings.RL_ATTEMPT_BUDGET,
        decisions=decided(memory),
    )


def _director(crew: Cast, memory: ConsistencyMemory) -> DirectorAgent:
    return DirectorAgent(
        writer=crew.build("writer"),
        enricher=crew.build("enricher"),
        policy=started(crew.build("policy"), memory, crew.call.environ),
        seed=crew.call.seed,
        learns=crew.call.settings.POLICY_LEARN,
    )


def _generator(crew: Cast, engine: Engine) -> SceneGenerator:
    settings = crew.call.settings
    return SceneGenerator(
        engine=engine,
        critics=crew.panel(),
        width=settings.DEFAULT_WIDTH,
        height=settings.DEFAULT_HEIGHT,
        fps=settings.VIDEO_FPS,
        reference_scale=settings.IP_ADAPTER_SCALE,
        samples=settings.FRAMES_TO_SAMPLE_FOR_REWARD,
        fade=round(settings.CROSSFADE_DURATION * settings.VIDEO_FPS),
        embedder=crew.build("embedder"),
    )


def decided(memory: ConsistencyMemory) -> Decisions:
    """What a person decided about this film so far."""
    path = _decisions(memory.layout)
    return memory.read(path, Decisions) if path.exists() else Decisions()


def decide(memory: ConsistencyMemory, decisions: Decisions) -> None:
    """Keep what a person decided; the next `produce` carries it out."""
    memory.keep(_decisions(memory.layout), Decisions, decisions)


def _decisions(place: Layout) -> Path:
    return place.cut.with_name("decisions.json")


def started(policy: Policy, memory: ConsistencyMemory, environ: Mapping[str, str]) -> Policy:
    """The policy as it was when this request was first shot; learning is replayed over the takes on file.

    Films teach the library, so the latest policy is another one each time. The first start of every
    request is kept beside the library: the same request gives the same film, however often it is made.
    """
    start, first = memory.layout.policy / "start", home(environ) / "starts" / memory.digest
    if not first.exists() and not start.exists():
        _appear(first, policy.save)
    if not start.exists():
        _appear(start, lambda folder: shutil.copytree(first, folder, dirs_exist_ok=True))
    refused = ""
    # Loaded even when just saved, so that an interrupted and a whole film run the very same code.
    for folder in (start, first):
        try:
            policy.load(folder)
        except PolicyError as error:
            refused = refused or error.message
        else:
            if folder == first:
                _appear(start, lambda place: shutil.copytree(first, place, dirs_exist_ok=True))
            return policy
    _note(
        memory,
        f"The director's knowledge as it was when this film was first shot cannot be read ({refused}); takes "
        f"from here on are directed from {policy.version}, and takes on file are learned from again.",
    )
    _appear(start, policy.save)
    _appear(first, policy.save)
    return policy


def _note(memory: ConsistencyMemory, note: str) -> None:
    """Keep a sentence about the policy for the report of this film, however often it is written."""
    memory.keep(_notes(memory), Notes, tuple(dict.fromkeys((*policy_notes(memory), note))))


def policy_notes(memory: ConsistencyMemory) -> tuple[str, ...]:
    """What the reader of the report must know about the director's knowledge."""
    path = _notes(memory)
    return memory.read(path, Notes) if path.exists() else ()


def _notes(memory: ConsistencyMemory) -> Path:
    return memory.layout.policy / "notes.json"


def _appear(folder: Path, fill: Callable[[Path], object]) -> None:
    """Make or replace a whole folder: filled under a temporary name, then renamed."""
    partial = folder.with_name(folder.name + PARTIAL)
    with friendly(folder):
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        fill(partial)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)


def publish(
    record: Record, crew: Cast, memory: ConsistencyMemory, settings: Settings, entry: str = ""
) -> None:
    """Write everything that goes with the film, and tell the story of the film on the terminal."""
    from rich.console import Console

    place = memory.layout
    data = report_data(record, crew, memory, settings)
    data = replace(data, notes=(*policy_notes(memory), *data.notes), policy=policy_facts(data, entry))
    data = deliver(data, place.root, report=place.report.name, breakdown=place.breakdown.name)
    memory.keep(_told(place), ReportData, data)
    Console(highlight=False).print(summary(data, str(place.root)))


def policy_facts(data: ReportData, entry: str) -> dict[str, bool | int | float | str]:
    """What the policy did in this film, and one plain sentence on whether its data shows learning.

    Args:
        entry: The library entry that the film gave back; empty when it gave none now.
    """
    attempts = data.all_attempts()
    learned = [take for take in attempts if take.learning]
    scored = [(take.scene, take.reward) for take in attempts if take.reward is not None]
    foreseen = [
        (t.choice.predicted, t.reward)
        for t in attempts
        if t.choice.predicted is not None and t.reward is not None
    ]
    facts: dict[str, bool | int | float | str] = {"note": sentence(scored), "updates": len(learned)}
    if attempts:
        facts |= {"name": attempts[0].choice.policy, "version_before": attempts[0].choice.version}
    if learned:
        seconds = [take.seconds.get("learn", 0.0) for take in learned]
        facts |= {
            "version_after": learned[-1].policy_after,
            "update_seconds": math.fsum(seconds) / len(seconds),
        }
    if foreseen:
        facts |= {
            "mean_reward_expected": math.fsum(p for p, _ in foreseen) / len(foreseen),
            "mean_reward_seen": math.fsum(r for _, r in foreseen) / len(foreseen),
            "mean_error_of_expectation": math.fsum(abs(p - r) for p, r in foreseen) / len(foreseen),
        }
    return {**facts, **({"library_entry": entry} if entry else {})}


def report_data(record: Record, crew: Cast, memory: ConsistencyMemory, settings: Settings) -> ReportData:
    """Everything that the reports are made from."""
    call, place = crew.call, memory.layout
    return ReportData(
        prompt=str(memory.request["prompt"]),
        seed=call.seed,
        digest=memory.digest,
        document=record.document,
        takes=tuple(take for takes in record.takes for take in takes),
        chosen={take.scene: take for take in record.chosen},
        film=record.film,
        weights=reward_weights(settings),
        reward_threshold=settings.RL_REWARD_THRESHOLD,
        consistency_threshold=settings.CLIP_CONSISTENCY_THRESHOLD,
        crew=crew_lines(crew),
        references=tuple(
            ReferenceFile(
                subject=image.subject,
                of=image.of,
                view=image.view,
                path=memory.relative(place.reference(image.of, image.subject, image.view)),
            )
            for image in record.references
        ),
        log=memory.log(),
        stage_seconds=dict(record.seconds),
        costs=_costs(crew),
        peak_memory_mb=peak_memory_mb(),
        versions=versions(),
        settings_changed=changed(settings),
        notes=told(call, tuple(take for takes in record.takes for take in takes)),
        folder=PurePosixPath(memory.relative(place.report.parent)).as_posix(),
    )


def crew_lines(crew: Cast) -> tuple[CrewLine, ...]:
    """Who plays which part, as the reports tell it."""
    return tuple(
        CrewLine(part=p.part, member=p.member.name, status=p.status, reason=p.reason) for p in crew.parts
    )


def _costs(crew: Cast) -> dict[str, float]:
    """Purpose -> dollars of the language models' calls for this film."""
    costs: dict[str, float] = {}
    for call in ledger(crew.call).calls:
        costs[call.purpose] = costs.get(call.purpose, 0.0) + call.dollars
    return costs


def versions() -> dict[str, str]:
    """Versions of Rushes, Python and the packages that are installed of those that matter."""
    found = {"rushes": _version("rushes"), "python": platform.python_version()}
    return found | {name: v for name in PACKAGES if (v := _version(name))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def peak_memory_mb() -> float | None:
    """Largest resident set of this process plus that of its largest worker, in MB."""
    if sys.platform == "win32":
        return None
    import resource

    scale = 1e6 if sys.platform == "darwin" else 1e3
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return float(sum(resource.getrusage(w).ru_maxrss for w in who) / scale)


def retell(place: Layout) -> None:
    """Print the summary of a finished film again.

    Raises:
        RequestError: no film was finished there.
    """
    from pydantic import TypeAdapter
    from rich.console import Console

    if not _told(place).exists():
        raise RequestError(f"there is no finished film in {place.root}", todo="name its folder with --output")
    data = TypeAdapter(ReportData).validate_python(read_json(_told(place))["value"])
    Console(highlight=False).print(summary(data, str(place.root)))


def _told(place: Layout) -> Path:
    """Where the figures behind the report are kept."""
    return place.cut.with_name("report.json")
