"""How a policy's knowledge lies on disk: ``card.json`` beside plain array files, checked when read."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rushes.direction import SLOTS, Direction, SceneState
from rushes.errors import PolicyError
from rushes.policies.features import CONTEXT

SCHEMA: Final = 1
"""Version of the files; raised when their meaning changes."""
CARD: Final = "card.json"
_AGAIN = "the film can start from the shipped policy; `rushes policy rollback` returns to an older entry"


def _digest(thing: object) -> str:
    return hashlib.sha256(json.dumps(thing).encode()).hexdigest()[:16]


def grammar() -> str:
    """Digest of the legal directions; knowledge about other slots or options is foreign."""
    return _digest([[slot, list(options)] for slot, options in SLOTS.items()])


def context_schema() -> str:
    """Digest of the context features that the linear models weigh."""
    return _digest(CONTEXT)


def write_card(folder: Path, policy: str, **facts: Any) -> None:
    """Write the card of `policy` into `folder`: schema, digests and `facts` (plain JSON values)."""
    card = {"schema": SCHEMA, "policy": policy, "grammar": grammar(), "context": context_schema(), **facts}
    (folder / CARD).write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def read_card(folder: Path, policy: str) -> Mapping[str, Any]:
    """Read and check the card that `write_card` left in `folder`.

    Raises:
        PolicyError: there is no readable card, it is of another policy, of a newer schema, or of
            other slots, options or context features.
    """
    card = peek_card(folder)
    if card["policy"] != policy:
        raise PolicyError(f"{folder} holds a {card['policy']} policy, not {policy}", todo=_AGAIN)
    return card


def peek_card(folder: Path) -> Mapping[str, Any]:
    """Read a card of any policy and check that this version of the program understands it.

    Raises:
        PolicyError: as `read_card`, but for the policy's name.
    """
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        schema, known = int(card["schema"]), (str(card["policy"]), card["grammar"], card["context"])
        int(card.get("films", 0)), list(card.get("film_ids", ()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PolicyError(f"{folder / CARD} is missing or damaged ({error})", todo=_AGAIN) from error
    if schema > SCHEMA:
        raise PolicyError(f"{folder} was written by a newer Rushes (schema {schema})", todo="update Rushes")
    if known[1:] != (grammar(), context_schema()):
        raise PolicyError(f"{folder} knows other directions or scene states than this Rushes", todo=_AGAIN)
    return dict(card)


def whole_number(card: Mapping[str, Any], name: str) -> int:
    """A figure of a card. Raises `PolicyError` when it is missing or no number."""
    try:
        return int(card[name])
    except (KeyError, TypeError, ValueError) as error:
        raise PolicyError(f"a policy's {CARD} has no readable {name}", todo=_AGAIN) from error


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays as an uncompressed ``.npz``."""
    with path.open("wb") as file:
        np.savez(file, **dict(arrays))  # type: ignore[arg-type]


def read_arrays(
    path: Path, shapes: Mapping[str, tuple[int, ...]], *, more: tuple[str, ...] = ()
) -> dict[str, NDArray[Any]]:
    """Read arrays that `write_arrays` wrote and check their shapes and that they are finite.

    Arrays whose names start with one of `more` are read too, whatever their shapes.

    Raises:
        PolicyError: the file is missing or damaged, or an array is absent, misshapen or not finite.
    """
    try:
        with path.open("rb") as source, np.load(source, allow_pickle=False) as file:
            extra = [name for name in file.files if name.startswith(more)]
            arrays = {name: file[name] for name in (*shapes, *extra)}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise PolicyError(f"{path} is missing or damaged ({error})", todo=_AGAIN) from error
    for name, array in arrays.items():
        numbers = array.dtype.kind in "fiu" and bool(np.isfinite(array).all())
        if array.shape != shapes.get(name, array.shape) or not numbers:
            raise PolicyError(
                f"{path}: {name} is not a finite array of shape {shapes.get(name)}", todo=_AGAIN
            )
    return arrays


def check_arrays(path: Path, like: Path, prefix: str) -> None:
    """Check, without a model, that the file at `path` is whole and has the arrays that `like` has.

    Args:
        prefix: Only arrays whose names start with it are compared, by name and shape.

    Raises:
        PolicyError: the file is missing, damaged, or of another network.
    """
    try:
        found, wanted = ({k: v for k, v in _layout(p).items() if k.startswith(prefix)} for p in (path, like))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise PolicyError(f"{path} is missing or damaged ({error})", todo=_AGAIN) from error
    if wanted.items() - found.items():
        odd = sorted(wanted.items() - found.items())[0][0]
        raise PolicyError(f"{path} is of another network than this Rushes ({odd} is missing)", todo=_AGAIN)


def _layout(path: Path) -> dict[str, tuple[int, ...]]:
    """Name -> shape of the arrays of an ``.npz``; their checksums are verified, their values not read."""
    with zipfile.ZipFile(path) as archive:
        if damaged := archive.testzip():
            raise ValueError(f"{damaged} has a wrong checksum")
        return {name.removesuffix(".npy"): _shape(archive, name) for name in archive.namelist()}


def _shape(archive: zipfile.ZipFile, name: str) -> tuple[int, ...]:
    with archive.open(name) as file:
        version = np.lib.format.read_magic(file)
        read = (
            np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        )
        return tuple(read(file)[0])


@dataclass(frozen=True, slots=True)
class Taken:
    """One take that a policy learned from."""

    state: SceneState
    numbers: tuple[int, int, int, int]
    """Option numbers of the direction."""
    reward: float


def write_takes(path: Path, takes: Sequence[Taken]) -> None:
    """Write takes as one JSON object per line."""
    lines = [json.dumps(asdict(taken), sort_keys=True) for taken in takes]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_takes(path: Path) -> list[Taken]:
    """Read what `write_takes` wrote.

    Raises:
        PolicyError: the file is missing or damaged.
    """
    try:
        return [_taken(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PolicyError(f"{path} is missing or damaged ({error})", todo=_AGAIN) from error


def _taken(raw: Mapping[str, Any]) -> Taken:
    state = dict(raw["state"])
    state["previous"] = Direction(**state["previous"]) if state["previous"] else None
    state["history"] = tuple((Direction(**taken), float(reward)) for taken, reward in state["history"])
    first, second, third, fourth = (int(number) for number in raw["numbers"])
    return Taken(SceneState(**state), (first, second, third, fourth), float(raw["reward"]))


def add_facts(path: Path, **facts: Any) -> None:
    """Add plain JSON values to a card that `write_card` wrote."""
    card = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**card, **facts}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
