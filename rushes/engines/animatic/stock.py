"""The memory that shots are drawn into: of this process, or shared with its workers; used again when free.

Touching new pages costs more than drawing on them, so the memory of the last shot is kept for the next.
Shared memory is a file that lost its name at once: it is gone with the last process that maps it, however
that process ends.
"""

import mmap
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_NAMELESS = Path("/proc/self/fd").is_dir()
"""Whether other processes can open a file that has no name any more."""


@dataclass(slots=True)
class _Roll:
    """One piece of memory; `path` is where workers find it, empty when it is private."""

    pixels: Pixels
    path: str = ""
    handle: int | None = None
    """Held open, because it is what `path` leads to."""

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self.handle is not None:
            close(self.handle)


_spare: list[_Roll] = []
"""Memory of the last shot that nobody looks at any more, at most one piece."""


class Loan:
    """A roll on loan. It goes back when the last array that shows it is gone, unless it was spoilt.

    Attributes:
        path: Where workers find it.
        spoilt: True when somebody may still be writing into it: then it is not used again.
    """

    def __init__(self, roll: _Roll) -> None:
        self._roll, self.path, self.spoilt = roll, roll.path, False
        self.__array_interface__ = roll.pixels.__array_interface__

    def __del__(self) -> None:
        if _spare is not None and not _spare and not self.spoilt:  # None: the program is ending
            _spare.append(self._roll)

    def array(self, size: int) -> Pixels:
        """The first `size` bytes, with whatever they held before."""
        return np.asarray(self)[:size]


def lend(size: int, shared: bool) -> Loan:
    """Memory for at least `size` bytes.

    Raises:
        MemoryError: there is no room for it.
    """
    spare = _spare.pop() if _spare else None
    if spare is not None and bool(spare.path) == shared and size <= len(spare.pixels) <= 2 * size:
        return Loan(spare)
    del spare  # before more is taken
    grain = 1 << max(12, size.bit_length() - 4)  # drafts and full shoots then fit into the same roll
    room = max(grain, -(-size // grain) * grain)
    return Loan(_shared(room) if shared else _Roll(np.empty(room, np.uint8)))


def give_up_name(loan: Loan) -> None:
    """Let shared memory vanish with its users where it still has a name; it is then not lent again."""
    if loan.path and not _NAMELESS:
        Path(loan.path).unlink(missing_ok=True)
        loan.spoilt = True


def _shared(size: int) -> _Roll:
    path = _reserve(size)
    handle = os.open(path, os.O_RDWR)
    pixels = np.frombuffer(_mapped(handle, size), np.uint8, size)
    if not _NAMELESS:
        return _Roll(pixels, str(path), handle)
    path.unlink()
    return _Roll(pixels, f"/proc/{os.getpid()}/fd/{handle}", handle)


def _reserve(size: int) -> Path:
    """A file of `size` bytes whose room is really there (a full /dev/shm would kill the process later)."""
    shm = Path("/dev/shm")
    for folder in ([shm] if shm.is_dir() and os.access(shm, os.W_OK) else []) + [Path(tempfile.gettempdir())]:
        handle, name = tempfile.mkstemp(prefix="rushes-", dir=folder)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(handle, 0, size)
            else:
                os.ftruncate(handle, size)
        except OSError:
            Path(name).unlink()
            continue
        finally:
            os.close(handle)
        return Path(name)
    raise MemoryError(f"no room for {size / 1e6:.0f} MB of frames in memory or in {tempfile.gettempdir()}")


_seen: tuple[tuple[int, int, int], Pixels] | None = None
"""In a worker: the file that it mapped last (device, number, size), and its memory."""


def developed(path: str, size: int) -> Pixels:
    """In a worker: the first `size` bytes of the shared memory at `path`; mapped once for all its shots."""
    global _seen
    with Path(path).open("r+b") as file:
        about = os.fstat(file.fileno())
        which = (about.st_dev, about.st_ino, about.st_size)
        if _seen is None or _seen[0] != which:
            _seen = None  # the old one goes before the new one comes
            memory = _mapped(file.fileno(), about.st_size)
            _seen = (which, np.frombuffer(memory, np.uint8, about.st_size))
    return _seen[1][:size]


def _mapped(handle: int, size: int) -> mmap.mmap:
    """A file as memory, its pages all at once where the system can."""
    if hasattr(mmap, "MAP_POPULATE"):
        return mmap.mmap(handle, size, flags=mmap.MAP_SHARED | mmap.MAP_POPULATE)
    return mmap.mmap(handle, size)
