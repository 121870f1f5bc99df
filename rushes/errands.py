"""The acts that the board begins: commands in processes of their own, one after the other."""

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

KEPT = 6
"""How many acts are told about."""


@final
@dataclass(slots=True)
class Errand:
    """One act on its way."""

    title: str
    words: list[str]
    picture: Path | None = None
    """A file that was handed in for it; removed afterwards."""
    state: str = "waiting"
    """``waiting``, ``working``, ``done`` or ``failed``."""
    told: str = ""
    """The command's own last words when it failed."""


@final
@dataclass(slots=True)
class Errands:
    """A queue of commands on one run folder. Each is ``python -m rushes WORDS --output FOLDER``.

    A command that has begun goes on when the board is stopped; those that wait are lost with it.
    """

    root: Path
    log: Path
    """The output of the command that runs, or ran last."""
    _all: list[Errand] = field(default_factory=list)
    _open: deque[Errand] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _running: bool = False

    def enter(self, title: str, words: Sequence[str], picture: Path | None = None) -> str:
        """Put a command at the end of the queue; returns a sentence about it."""
        errand = Errand(title=title, words=list(words), picture=picture)
        with self._lock:
            self._all.append(errand)
            self._open.append(errand)
            ahead, begin = len(self._open) - 1, not self._running
            self._running = True
        if begin:
            threading.Thread(target=self._work, daemon=True).start()
        return (
            f"{title}: begun."
            if not ahead and begin
            else f"{title}: it has its turn after what is being done."
        )

    def told(self) -> list[dict[str, str]]:
        """Title, state and last words of the latest acts, oldest first."""
        return [{"title": e.title, "state": e.state, "told": e.told} for e in self._all[-KEPT:]]

    def waiting(self) -> list[str]:
        """The titles of the acts that have not begun."""
        return [errand.title for errand in list(self._open)]

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._open:
                    self._running = False
                    return
                errand = self._open.popleft()
            errand.state = "working"
            code = self._run(errand)
            lines = self.log.read_text(errors="replace").strip().splitlines() if code else []
            errand.told = " ".join(lines[-2:]).replace(f"--image {errand.picture}", "your picture")
            errand.state = "failed" if code else "done"
            if errand.picture is not None:
                errand.picture.unlink(missing_ok=True)

    def _run(self, errand: Errand) -> int:
        command = [
            sys.executable,
            "-m",
            "rushes",
            errand.words[0],
            "--output",
            str(self.root),
            *errand.words[1:],
        ]
        with self.log.open("wb") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            ).wait()
