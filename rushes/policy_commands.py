"""What ``rushes policy ...`` and ``rushes rehearse`` do: the library, and practice before a film."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rushes.casting.members import Call
from rushes.casting.policies import fresh
from rushes.errors import PolicyError
from rushes.policies.library import Entry, PolicyLibrary, home
from rushes.settings import load


def _library() -> PolicyLibrary:
    return PolicyLibrary(home())


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def list_entries(args: argparse.Namespace) -> int:
    """Print every shelf with its entries."""
    library = _library()
    shelves = library.shelves()
    if not shelves:
        _say(f"The library in {library.root} is empty: films start from the shipped, rehearsed policy.")
    for shelf in shelves:
        _say(shelf)
        for entry in library.entries(shelf):
            _say(f"  {'*' if entry.latest else ' '} {entry.name}  {_summary(entry.card)}")
    return 0


def _summary(card: Mapping[str, Any]) -> str:
    if "refused" in card:
        return f"refused: {card['refused']}"
    reward = card.get("evaluation", {}).get("mean_reward")
    told = f", last film's mean reward {reward}" if reward is not None else ""
    parent = card.get("parent") or "the shipped policy"
    return f"{card['policy']}, {card.get('films', 0)} films, {card['attempts']} takes, after {parent}{told}"


def _find(shelf: str, name: str) -> Entry:
    entries = _library().entries(shelf)
    found = [entry for entry in entries if entry.name == name or (not name and entry.latest)]
    if not found:
        raise PolicyError(
            f"the library has no entry {name or 'yet'} for {shelf}", todo="see `rushes policy list`"
        )
    return found[0]


def show_entry(args: argparse.Namespace) -> int:
    """Print one card."""
    entry = _find(args.shelf, args.entry)
    _say(f"{entry.folder}{' (the next film starts here)' if entry.latest else ''}")
    for name, value in sorted(entry.card.items()):
        _say(f"  {name}: {value}")
    return 0


def rollback(args: argparse.Namespace) -> int:
    """Point the library to an older entry."""
    _say(f"The next film starts from {_library().rollback(args.shelf, args.entry)}.")
    return 0


def export_entry(args: argparse.Namespace) -> int:
    """Pack one entry."""
    _say(f"Written: {_library().export(args.shelf, args.entry, args.file)}")
    return 0


def import_entry(args: argparse.Namespace) -> int:
    """Unpack an archive into the library, after proving that it can be loaded."""
    kind = args.shelf.partition(".")[2].replace("-", "_") or "ppo"
    if kind not in ("ppo", "grpo", "linear_ucb", "linear_thompson"):
        raise PolicyError(f"{args.shelf} is not a shelf of policies", todo="see `rushes policy list`")
    call = Call(settings=load().settings, seed=0, root=Path())
    name = _library().take_in(args.shelf, args.file, fresh(call, kind))
    _say(f"The next film starts from {name}.")
    return 0


def rehearse_worlds(args: argparse.Namespace) -> int:
    """Meta-train a policy in synthetic worlds and put it on a shelf; an interrupted rehearsal goes on."""
    if args.films:
        return rehearse_films(args)
    from rushes.policies.rehearsal.rehearse import Plan, rehearse
    from rushes.policies.rehearsal.school import Lesson
    from rushes.policies.rehearsal.search import AS_KNOWN
    from rushes.policies.rehearsal.shipping import draw_curve

    library = _library()
    plan = Plan(lessons=args.lessons, lesson=Lesson(worlds=6), exam=0, search=AS_KNOWN)
    work = library.root / "rehearsal" / args.shelf

    def tell(stage: str, done: int, total: int, figures: Mapping[str, float]) -> None:
        told = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        sys.stdout.write(f"\r{stage} {done}/{total}  {told:<70}" + ("\n" if done == total else ""))
        sys.stdout.flush()

    done = rehearse(plan, work, jobs=args.jobs, tell=tell)
    name = library.add(args.shelf, done.policy, films=0, plan=plan.card(), rehearsed=True)
    curve = work / "curve.svg"
    curve.write_text(draw_curve(done.curve), encoding="utf-8")
    _say(f"The next film starts from {args.shelf} {name}. Learning curve: {curve}")
    return 0


FILMS: tuple[str, ...] = (
    "A retired clockmaker repairs the town clock on the night of a storm",
    "Two sisters race paper boats along a flooded street",
    "An old robot waters the last garden on the roof of a tower",
    "A fisherman finds a letter in a bottle and rows out to answer it",
    "A baker opens her shop at dawn and meets a hungry dog",
    "A girl in a red coat follows a balloon across the city at dusk",
    "A shepherd looks for her lost lamb on a foggy hill",
    "A detective waits in a cafe while the rain washes the street",
)
"""What small rehearsal films are about; the next round of them has other seeds."""
_SMALL = ("CREW=embedded", "VIDEO_MODEL=animatic", "RL_REWARD_THRESHOLD=1", "DEFAULT_NUM_FRAMES=48")
_TINY = ("DEFAULT_WIDTH=416", "DEFAULT_HEIGHT=240", "CROSSFADE_DURATION=0.25")


def rehearse_films(args: argparse.Namespace) -> int:
    """Shoot small films on the animatic engine with the embedded critics, and learn from every take.

    Each film starts where the last one ended, so the library grows by one entry per film. An interrupted
    rehearsal goes on: a film that lies there finished has given back and is not shot again.
    """
    library = _library()
    for number in range(args.films):
        work = library.root / "rehearsal" / "films" / f"{number + 1:04}"
        if (work / "done").exists():
            continue
        rewards, entry = _small_film(work, FILMS[number % len(FILMS)], number // len(FILMS))
        (work / "done").write_text("", encoding="utf-8")
        mean = sum(rewards) / len(rewards) if rewards else float("nan")
        _say(
            f"film {number + 1}/{args.films}: mean reward {mean:.3f} over {len(rewards)} takes, entry {entry}"
        )
    return 0


def _small_film(work: Path, prompt: str, seed: int) -> tuple[list[float], str]:
    from rushes import casting
    from rushes.commands import brief, layout
    from rushes.memory import ConsistencyMemory
    from rushes.premiere import produce, return_learning

    settings = load((*_SMALL, *_TINY)).settings
    call = Call(settings=settings, seed=seed, root=work)
    crew, request = casting.cast(call, {}), {"rehearsal": prompt, "seed": seed}
    with ConsistencyMemory(layout(settings, work), request) as memory:
        record, policy = produce(crew, memory, brief(prompt, call), lambda news: None)
        entry = return_learning(record, policy, crew, memory)
    takes = [take for scene in record.takes for take in scene if take.learning]
    return [take.reward for take in takes if take.reward is not None], entry
