"""How values reach the settings: defaults < ``rushes.toml`` < environment < ``--set``."""

import difflib
import math
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rushes.config import MEANINGS, NAMES, Of, Settings, Value
from rushes.errors import ConfigError

_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def parse(name: str, value: object, source: str) -> Value:
    """Turn one raw value into its setting's type and check its range.

    Raises:
        ConfigError: the name is unknown (the nearest one is given), or the value is mistyped or out of range.
    """
    if name not in MEANINGS:
        near = difflib.get_close_matches(name.upper(), NAMES, 1)
        hint = f"did you mean {near[0]}?" if near else "`rushes config` lists all settings"
        raise ConfigError(f"{name}: no such setting ({source})", todo=hint)
    kind, of = MEANINGS[name]
    try:
        typed = _convert(kind, value)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"{name}={value!r} is not {_article(kind)} ({source})", todo=f"{name}: {of.doc}"
        ) from error
    _check_range(name, typed, of, source)
    return typed


def _article(kind: type) -> str:
    return {int: "a whole number", float: "a number", bool: "yes or no (1 or 0)"}.get(kind, "text")


def _convert(kind: type, value: object) -> Value:
    if kind is bool:
        return _boolean(value)
    if isinstance(value, bool) or (kind is str and not isinstance(value, str)):
        raise TypeError(value)
    if kind is int:
        return value if isinstance(value, int) else int(str(value).strip())
    return _number(value) if kind is float else str(value)


def _number(value: object) -> float:
    number = float(str(value).strip())
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _boolean(value: object) -> bool:
    word = str(value).strip().lower()
    if word not in _YES + _NO:
        raise ValueError(value)
    return word in _YES


def _check_range(name: str, value: Value, of: Of, source: str) -> None:
    if of.choices and value not in of.choices:
        near = difflib.get_close_matches(str(value), of.choices, 1, 0.3)
        raise ConfigError(
            f"{name}={value!r} is not one of {', '.join(of.choices)} ({source})",
            todo=f"did you mean {near[0]}?" if near else "choose one of them",
        )
    if isinstance(value, str):
        return
    if (of.low is not None and value < of.low) or (of.high is not None and value > of.high):
        raise ConfigError(f"{name}={value} is out of range ({source})", todo=f"{name} takes {bounds(of)}")


def bounds(of: Of) -> str:
    """The range of a setting in words, with its unit."""
    if of.choices:
        return " | ".join(of.choices)
    unit = f" {of.unit}" if of.unit else ""
    if of.low is None and of.high is None:
        return "text"
    if of.high is None:
        return f"at least {of.low:g}{unit}"
    return f"{of.low:g} to {of.high:g}{unit}"


@dataclass(frozen=True)
class Loaded:
    """Settings in force, with the source of every value that is not a default."""

    settings: Settings
    sources: Mapping[str, str]


def load(
    overrides: Iterable[str] = (),
    *,
    environ: Mapping[str, str] | None = None,
    toml: Path = Path("rushes.toml"),
) -> Loaded:
    """Settle every setting: defaults < `toml` < `environ` < `overrides` (``NAME=VALUE``).

    Raises:
        ConfigError: any source holds an unknown name (environment excepted: it is full of other
            programs' names), a mistyped value, one out of range, or an unreadable file.
    """
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}

    def take(name: str, value: object, source: str) -> None:
        values[name] = parse(name, value, source)
        sources[name] = source

    for name, value in _read_toml(toml).items():
        take(name, value, str(toml))
    environ = os.environ if environ is None else environ
    for name in NAMES:
        if environ.get(name, "") != "":
            take(name, environ[name], "environment")
    for pair in overrides:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ConfigError(f"--set {pair!r} is not NAME=VALUE", todo="write --set VIDEO_FPS=24")
        take(name.strip(), value, "--set")
    return Loaded(Settings(**values), sources)  # type: ignore[arg-type]


def _read_toml(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return values
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path} is not valid TOML: {error}", todo="mend the file or move it away"
        ) from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", todo="check its permissions") from error


def changed(settings: Settings) -> dict[str, Value]:
    """The settings that differ from the defaults."""
    return {
        f.name: getattr(settings, f.name) for f in fields(settings) if getattr(settings, f.name) != f.default
    }


def pixel_settings(settings: Settings) -> dict[str, Value]:
    """The settings that change what is seen: they belong to the request's digest."""
    return {name: getattr(settings, name) for name, (_, of) in MEANINGS.items() if of.pixels}
