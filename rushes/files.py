"""Files that are whole or absent: write to a temporary name, fsync, rename."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rushes.errors import DiskFull, MemoryError_

PARTIAL = ".partial"
"""Suffix of files that are being written; whoever finds one may delete it."""


@contextmanager
def friendly(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals about `path` into errors for people.

    Raises:
        DiskFull: there is no room left.
        MemoryError_: permission denied, read-only device, a file where a folder should be.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"no room left to write {path.name}",
                todo="free some space, then run the same command again: it goes on where it stopped",
            ) from error
        raise MemoryError_(
            f"cannot write {path}: {error.strerror or error}",
            todo="choose another --output folder or correct its permissions",
        ) from error


def write_with(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Create or replace `path` atomically with what `write` puts into a binary file.

    Raises:
        DiskFull, MemoryError_: nothing is left under the final name that was not there before.
    """
    partial = path.with_name(path.name + PARTIAL)
    with friendly(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                write(file)
            publish(partial, path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def publish(partial: Path, path: Path) -> None:
    """Give the finished file `partial` its final name, so that a power cut leaves it whole or absent."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def write_bytes(path: Path, data: bytes) -> None:
    """Create or replace `path` atomically with `data`; errors as `write_with`."""

    def write(file: BinaryIO) -> None:
        file.write(data)

    write_with(path, write)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # other systems cannot open a folder, and do not need it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
