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

    done = rehearse(plan, work, jobs=args.jobs, tell=_tell)
    name = library.add(args.shelf, done.policy, films=0, plan=plan.card(), rehearsed=True)
    curve = work / "curve.svg"
    curve.write_text(draw_curve(done.curve), encoding="utf-8")
    _say(f"The next film starts from {args.shelf} {name}. Learning curve: {curve}")
    return 0


def rehearse_films(args: argparse.Namespace) -> int:
    """Shoot small films on the animatic engine with the embedded critics, and learn from every take.

    An interrupted rehearsal goes on: films that were shot are not shot again.
    """
    from rushes.rehearsing import rehearse_films, ship_engine

    library = _library()
    work = library.root / "rehearsal" / f"films-{args.films}"
    scripts = sorted(args.scripts.glob("*.json")) if args.scripts else _write_scripts(work / "scripts")
    if not scripts:
        raise PolicyError(f"{args.scripts} holds no screenplays (*.json)", todo="leave --scripts out")
    prior, taken = rehearse_films(scripts, args.films, work, jobs=args.jobs, tell=_tell)
    out = args.ship or work / "policy"
    ship_engine(prior, taken, out, engine="animatic")
    if args.ship:
        _say(f"Written: {out}")
        return 0
    policy = fresh(Call(settings=load().settings, seed=0, root=Path()), "ppo")
    policy.load(out)
    _say(
        f"The next film starts from {args.shelf} {library.add(args.shelf, policy, films=0, rehearsed=True)}."
    )
    return 0


def _tell(stage: str, done: int, total: int, figures: Mapping[str, float]) -> None:
    told = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
    sys.stdout.write(f"\r{stage} {done}/{total}  {told:<70}" + ("\n" if done == total else ""))
    sys.stdout.flush()


def _write_scripts(place: Path) -> list[Path]:
    """The embedded writer's screenplays of the rehearsal's prompts."""
    from rushes import casting
    from rushes.commands import brief
    from rushes.policies.rehearsal.prompts import PROMPTS
    from rushes.practice import small_settings
    from rushes.writing.documents import dump_document

    place.mkdir(parents=True, exist_ok=True)
    call = Call(settings=small_settings(), seed=0, root=place)
    writer = casting.cast(call, {}).build("writer")
    paths = [place / f"{number:02}.json" for number in range(len(PROMPTS))]
    for path, prompt in zip(paths, PROMPTS, strict=True):
        if not path.exists():
            path.write_text(dump_document(writer.write(brief(prompt, call)), path), encoding="utf-8")
    return paths
