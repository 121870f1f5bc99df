"""The library of policies: what films have taught stays, outside the run folders.

``<home>/policy/<engine>/v000012/`` is one entry: what the policy saved, and a card with films, attempts,
evaluation and parent. ``LATEST`` names the entry that the next film starts from. Entries appear whole or not
at all and are never changed; a file lock lets concurrent films give back one after the other, so that neither
loses takes.
"""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from rushes.direction import Choice, SceneState
from rushes.errors import PolicyError
from rushes.files import friendly, write_bytes
from rushes.film import slug
from rushes.policies.storage import CARD, add_facts, peek_card
from rushes.seams import Policy

LATEST: Final = "LATEST"
LOCK_SECONDS: Final = 60.0
"""How long a film waits for another one that is giving back."""
_NAME = re.compile(r"v\d{6}")
_LARGEST: Final = 512 * 2**20
"""Most bytes that an imported archive may unpack to."""
_FILE = re.compile(r"[a-z_]{1,32}\.(json|jsonl|npz|svg)")

TakenUp = tuple[SceneState, Choice, float]
"""One take that a film learned from: state, choice, reward."""


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """``RUSHES_HOME``, or the user's data folder of this operating system."""
    if environ.get("RUSHES_HOME"):
        return Path(environ["RUSHES_HOME"]).expanduser()
    from platformdirs import user_data_path

    return user_data_path("rushes", appauthor=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One policy of the library."""

    shelf: str
    name: str
    folder: Path
    card: Mapping[str, Any]
    latest: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a film's learning."""

    entry: str
    """The new entry that holds it; empty when this film had given back before."""
    note: str = ""
    """What could not be read on the way, and what was done instead; empty when all is well."""


@final
@dataclass(frozen=True, slots=True)
class PolicyLibrary:
    """Versioned policies below `root`, one shelf per engine and kind of policy."""

    root: Path

    def shelf(self, engine: str, policy: str) -> str:
        """The folder name for policies of one engine; PPO's has the engine's own name."""
        return slug(engine) if policy == "ppo" else f"{slug(engine)}.{slug(policy)}"

    def shelves(self) -> tuple[str, ...]:
        """The shelves that hold something, sorted."""
        found = self._place("").glob("*/" + LATEST)
        return tuple(sorted(path.parent.name for path in found))

    def entries(self, shelf: str) -> tuple[Entry, ...]:
        """Every entry of a shelf, oldest first; an unreadable card is shown as its error."""
        latest = self._pointed(shelf)
        names = sorted(p.name for p in self._place(shelf).glob("v*") if _NAME.fullmatch(p.name))
        return tuple(self._entry(shelf, name, name == latest) for name in names)

    def _entry(self, shelf: str, name: str, latest: bool) -> Entry:
        folder = self._place(shelf) / name
        try:
            card = peek_card(folder)
        except PolicyError as error:
            card = {"refused": str(error.message)}
        return Entry(shelf, name, folder, card, latest)

    def latest(self, shelf: str) -> Path | None:
        """The folder that the next film starts from; None when the shelf is empty.

        Raises:
            PolicyError: ``LATEST`` is there and names no entry.
        """
        name = self._pointed(shelf)
        if not name and (self._place(shelf) / LATEST).exists():
            raise PolicyError(
                f"{self._place(shelf) / LATEST} names no entry of the library",
                todo=f"`rushes policy rollback {shelf}` points it to the newest entry",
            )
        return self._place(shelf) / name if name else None

    def add(self, shelf: str, policy: Policy, **facts: Any) -> str:
        """Save `policy` as a new entry that the next film starts from; return its name."""
        with self._locked(shelf):
            return self._add(shelf, policy, facts)

    def give_back(
        self,
        shelf: str,
        policy: Policy,
        *,
        start: str,
        taken: Sequence[TakenUp],
        film: str,
        again: Callable[[], Policy],
        **facts: Any,
    ) -> Given:
        """Give a film's learning to the library, once per film.

        When another film gave back in the meantime, this film's takes are replayed on top of what it left.
        An entry that cannot be read is left where it is, and passed over: then the new entry's parent is
        the one that the film started from.

        Args:
            policy: The policy at the end of the film.
            start: Entry that the film started from, or ``shipped`` or ``new``.
            taken: The takes it learned from, oldest first.
            film: Identity of the film; a film gives back once.
            again: Makes a new policy of the same kind.
        """
        with self._locked(shelf):
            if any(film in entry.card.get("film_ids", ()) for entry in self.entries(shelf)):
                return Given("")
            given, parent, note = policy, start if _NAME.fullmatch(start) else "", ""
            try:
                latest = self.latest(shelf)
                if latest and latest.name != start:
                    given, parent = self._on_top(latest, again(), taken), latest.name
            except PolicyError as error:
                note = (
                    f"The latest policy of the library was passed over when this film gave back its learning "
                    f"({error.message}); the new entry rests on {_told(start)}."
                )
            counted = {"films": self._films(shelf, parent) + 1, "film_ids": [film], **facts}
            return Given(self._add(shelf, given, {"parent": parent, **counted}), note)

    @staticmethod
    def _on_top(latest: Path, policy: Policy, taken: Sequence[TakenUp]) -> Policy:
        policy.load(latest)
        for state, choice, reward in taken:
            policy.learn(state, choice, reward)
        return policy

    def _films(self, shelf: str, name: str) -> int:
        """How many films an entry rests on; 0 when it is none, or its card cannot be read."""
        entry = next((entry for entry in self.entries(shelf) if entry.name == name), None)
        return int(entry.card.get("films", 0)) if entry else 0

    def rollback(self, shelf: str, to: str = "") -> str:
        """Let the next film start from the entry `to`, or from the one before the latest; return its name.

        Raises:
            PolicyError: there is no such entry, or none before the latest.
        """
        with self._locked(shelf):
            names = [entry.name for entry in self.entries(shelf)]
            if not to:
                pointed = self._pointed(shelf)
                older = [name for name in names if not pointed or name < pointed]
                to = older[-1] if older else ""
            if to not in names:
                raise PolicyError(
                    f"the library has no {'entry ' + to if to else 'older entry'} for {shelf}",
                    todo="`rushes policy list` shows what there is",
                )
            write_bytes(self._place(shelf) / LATEST, to.encode())
            return to

    def export(self, shelf: str, name: str, out: Path) -> Path:
        """Write one entry as a zip archive to `out`; return it."""
        folder = self._place(shelf) / name
        if not _NAME.fullmatch(name) or not folder.is_dir():
            raise PolicyError(f"the library has no entry {name} for {shelf}", todo="see `rushes policy list`")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes())
        write_bytes(out, packed.getvalue())
        return out

    def take_in(self, shelf: str, source: Path, policy: Policy) -> str:
        """Add an exported archive as a new entry; `policy` proves that it can be loaded.

        Raises:
            PolicyError: the archive is damaged, foreign, newer, or holds what an entry does not.
        """
        with self._locked(shelf), self._stage(shelf) as staged:
            _unpack(source, staged)
            policy.load(staged)
            parent = str(peek_card(staged).get("origin", ""))
            return self._settle(shelf, staged, {"parent": parent, "imported": True})

    def _add(self, shelf: str, policy: Policy, facts: Mapping[str, Any]) -> str:
        with self._stage(shelf) as staged:
            policy.save(staged)
            return self._settle(shelf, staged, {"parent": self._pointed(shelf), **facts})

    def _settle(self, shelf: str, staged: Path, facts: Mapping[str, Any]) -> str:
        place = self._place(shelf)
        taken = [int(p.name[1:]) for p in place.glob("v*") if _NAME.fullmatch(p.name)]
        name = f"v{max(taken, default=0) + 1:06d}"
        add_facts(staged / CARD, **{**facts, "origin": name})
        with friendly(place / name):
            for file in staged.iterdir():
                _sync(file)
            staged.rename(place / name)
        write_bytes(place / LATEST, name.encode())
        return name

    @contextmanager
    def _stage(self, shelf: str) -> Iterator[Path]:
        staged = self._place(shelf) / "staged.partial"
        with friendly(staged):
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir(parents=True)
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    @contextmanager
    def _locked(self, shelf: str) -> Iterator[None]:
        from filelock import FileLock, Timeout

        place = self._place(shelf)
        with friendly(place):
            place.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(place / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            raise PolicyError(
                f"another film has been giving back to {place} for {LOCK_SECONDS:.0f} s",
                todo="run the same command again when it is done: nothing is lost",
            ) from error

    def _place(self, shelf: str) -> Path:
        return self.root / "policy" / shelf if shelf else self.root / "policy"

    def _pointed(self, shelf: str) -> str:
        path = self._place(shelf) / LATEST
        name = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
        return name if _NAME.fullmatch(name) else ""


def _told(start: str) -> str:
    return f"library entry {start}" if _NAME.fullmatch(start) else "the shipped policy"


def foretell(library: PolicyLibrary, shelf: str, check: Callable[[Path], object]) -> str:
    """What `begin` will say, found without building the policy: for the preflight.

    Args:
        check: Raises `PolicyError` for an entry that the policy would refuse.
    """
    return _start(library, shelf, check, "starts from the shipped, rehearsed policy")


def begin(policy: Policy, library: PolicyLibrary | None, shelf: str, shipped: Path | None) -> str:
    """Let `policy` start from the library, else from `shipped`, else as it is; return a line that says so.

    An entry that is damaged, foreign or newer is refused: the line says why, and the film starts from the
    shipped policy.
    """
    otherwise = "starts from the shipped, rehearsed policy" if shipped else "starts from nothing"
    told = _start(library, shelf, policy.load, otherwise) if library else otherwise
    if shipped and told.endswith(otherwise):
        policy.load(shipped)
    return told


def _start(library: PolicyLibrary, shelf: str, load: Callable[[Path], object], otherwise: str) -> str:
    try:
        folder = library.latest(shelf)
    except PolicyError as error:
        return f"library refused: {error.message}; {otherwise}"
    if folder is None:
        return otherwise
    try:
        load(folder)
    except PolicyError as error:
        return f"library entry {folder.name} refused: {error.message}; {otherwise}"
    return f"starts from library entry {folder.name} ({peek_card(folder).get('films', 0)} films)"


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            odd = [part.filename for part in parts if not _FILE.fullmatch(part.filename)]
            if odd or sum(part.file_size for part in parts) > _LARGEST:
                raise PolicyError(f"{source} is not an exported policy: it holds {odd[:1] or 'too much'}")
            for part in parts:
                (folder / part.filename).write_bytes(archive.read(part))
    except (OSError, zipfile.BadZipFile, EOFError, ValueError) as error:
        if isinstance(error, PolicyError):
            raise
        raise PolicyError(f"{source} is not an exported policy ({error})", todo="export it again") from error


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
