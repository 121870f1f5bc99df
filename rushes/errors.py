"""Everything that can go wrong on set.

RushesError
├── ConfigError          a setting is unknown, mistyped or out of range      (ValueError)
├── RequestError         the prompt, image or document cannot be used        (ValueError)
├── WriterError          the writer returned no usable document              (ValueError)
├── ServiceError         a language-model server failed or refused           (RuntimeError)
│   └── BudgetSpent      the next call could cost more than is allowed
├── EngineUnavailable    a package, weight file or device is missing         (RuntimeError)
├── RenderError          the engine ran and failed on this shot              (RuntimeError)
│   └── OutOfMemory      the shot does not fit, even on the plan's last rung
├── CriticError          a critic could not judge this take                  (RuntimeError)
├── PolicyError          a policy cannot be loaded, or does not learn        (RuntimeError)
├── EditError            the film could not be cut                           (RuntimeError)
└── MemoryError_         the run folder cannot be used                       (RuntimeError)
    ├── FolderBusy       another process is shooting in this folder
    ├── RequestMismatch  the folder holds another film
    ├── CorruptRun       a file of the run is damaged (it is kept aside)
    └── DiskFull         there is no room left; what was saved is whole

Each message says what happened, to which scene and take, and what to do. The command line
prints it and exits 2. Mistakes of the programmer stay ordinary Python exceptions.
"""

from typing import Any


class RushesError(Exception):
    """Base of every error a user can meet.

    Args:
        message: What happened, in one sentence.
        todo: What the user can do about it, in one sentence; may be empty.
        where: The scene and take it happened to, such as ``"scene 2, take 1"``; may be empty.
    """

    def __init__(self, message: str, *, todo: str = "", where: str = "") -> None:
        self.message, self.todo, self.where = message, todo, where
        super().__init__(message)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"\n  What to do: {self.todo}" if self.todo else ""
        return f"{place}{self.message}{advice}"

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions with keyword arguments do not survive pickling (worker processes) otherwise.
        return (_rebuild, (type(self), self.message, self.todo, self.where))

    def at(self, where: str) -> "RushesError":
        """Return self with the place filled in, unless a more exact place is already known."""
        self.where = self.where or where
        return self


def _rebuild(kind: type[RushesError], message: str, todo: str, where: str) -> RushesError:
    return kind(message, todo=todo, where=where)


class ConfigError(RushesError, ValueError):
    """A setting is unknown, mistyped or out of range."""


class RequestError(RushesError, ValueError):
    """The prompt, image or document that was handed in cannot be used."""


class WriterError(RushesError, ValueError):
    """The writer returned no usable creative document."""


class ServiceError(RushesError, RuntimeError):
    """A language-model server failed, refused or could not be reached; retries are used up."""


class BudgetSpent(ServiceError):
    """The next call could cost more than `LLM_BUDGET_USD` allows; it was not made."""


class EngineUnavailable(RushesError, RuntimeError):
    """A package, weight file or device is missing; nothing was rendered."""


class RenderError(RushesError, RuntimeError):
    """The engine ran and failed on this shot; another seed may work."""


class OutOfMemory(RenderError):
    """The shot does not fit in memory, even on the last rung of the plan."""


class CriticError(RushesError, RuntimeError):
    """A critic could not judge this take; its verdict is ``None``, never a made-up number."""


class PolicyError(RushesError, RuntimeError):
    """A policy cannot be loaded, or its self-test shows that it does not learn."""


class EditError(RushesError, RuntimeError):
    """The film could not be cut."""


class MemoryError_(RushesError, RuntimeError):
    """The run folder cannot be used."""


class FolderBusy(MemoryError_):
    """Another process is shooting in this folder."""


class RequestMismatch(MemoryError_):
    """The folder holds a film of another request."""


class CorruptRun(MemoryError_):
    """A file of the run is damaged; it was kept aside, not overwritten."""


class DiskFull(MemoryError_):
    """There is no room left on the device; everything saved so far is whole."""
