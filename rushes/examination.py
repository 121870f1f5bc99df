"""What `rushes doctor` finds on this machine: computer, codecs, weights, language model, with remedies.

Nothing here imports torch or starts a model; the slowest check is one request to the language
model's address with a limit of two seconds. Values of keys are never read into a finding.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from rushes.casting import studio_critics, wan
from rushes.casting.embedded import cores
from rushes.casting.members import Call, load
from rushes.errors import ConfigError

_GB = 2**30
_MEMORY_GB, _DISK_GB = 1.5, 2.0
"""What the default embedded film needs: resident memory, and room for clips with every take."""
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    status: Literal["ready", "understudy", "blocked"]
    """``understudy``: a film can be made, with less; ``blocked``: none can."""
    found: str
    todo: str = ""


def examine(call: Call) -> tuple[Finding, ...]:
    """Look at everything, in the order people ask about it."""
    return tuple(_every(call))


def _every(call: Call) -> Iterator[Finding]:
    yield Finding(what="python", status="ready", found=f"{platform.python_version()} on {platform.system()}")
    yield Finding(what="cpu", status="ready", found=f"{cores()} cores for this process")
    yield _memory()
    yield _disk(call.root)
    yield _gpu(call.settings.MIN_VRAM_GB)
    yield _codecs()
    yield _timelines()
    yield from _weights(call)
    yield from _critics(call)
    yield from _language_model(call)


def _memory() -> Finding:
    """Memory that is free for us, where the system tells."""
    table = Path("/proc/meminfo")
    if not table.exists():
        return Finding(what="memory", status="ready", found="this system does not tell")
    rows = dict(line.split(":", 1) for line in table.read_text().splitlines() if ":" in line)
    free, whole = (int(rows[name].split()[0]) * 1024 / _GB for name in ("MemAvailable", "MemTotal"))
    if free < _MEMORY_GB:
        todo = "close something, or lower DEFAULT_WIDTH and DEFAULT_HEIGHT"
        return Finding(
            what="memory", status="understudy", found=f"{free:.1f} of {whole:.1f} GB free", todo=todo
        )
    return Finding(what="memory", status="ready", found=f"{free:.1f} of {whole:.1f} GB free")


def _disk(root: Path) -> Finding:
    place = next(folder for folder in (root, *root.parents) if folder.exists())
    free = shutil.disk_usage(place).free / _GB
    found = f"{free:.1f} GB free for the run folder"
    if not os.access(place, os.W_OK):
        return Finding(
            what="disk",
            status="blocked",
            found="the run folder cannot be written",
            todo="name another --output",
        )
    if free < _DISK_GB:
        return Finding(
            what="disk", status="understudy", found=found, todo="free some space, or name another --output"
        )
    return Finding(what="disk", status="ready", found=found)


def _gpu(floor: float) -> Finding:
    """NVIDIA devices and their free memory against `MIN_VRAM_GB`, as the driver tells."""
    program = shutil.which("nvidia-smi")
    nothing = (
        "the embedded engine needs none; for Wan2.1 use a machine with an NVIDIA GPU, or VIDEO_MODEL=server"
    )
    if program is None:
        return Finding(what="gpu", status="understudy", found="no NVIDIA driver", todo=nothing)
    query = [program, "--query-gpu=name,memory.free,memory.total", "--format=csv,noheader,nounits"]
    try:
        ran = subprocess.run(query, capture_output=True, text=True, timeout=10, check=True)
        devices = [
            [cell.strip() for cell in line.split(",")] for line in ran.stdout.splitlines() if line.strip()
        ]
        free = [float(device[1]) / 1024 for device in devices]
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return Finding(
            what="gpu", status="understudy", found="the NVIDIA driver does not answer", todo=nothing
        )
    if not devices:
        return Finding(what="gpu", status="understudy", found="no NVIDIA device", todo=nothing)
    found = "; ".join(
        f"{d[0]}, {mb:.0f} of {float(d[2]) / 1024:.0f} GB free" for d, mb in zip(devices, free, strict=True)
    )
    if max(free) < floor:
        todo = f"{floor:g} GB are advised (MIN_VRAM_GB): free the GPU, or let WAN_MEMORY=auto offload"
        return Finding(what="gpu", status="understudy", found=found, todo=todo)
    return Finding(what="gpu", status="ready", found=found)


def _codecs() -> Finding:
    """Whether PyAV's FFmpeg can write our films."""
    remedy = "pip install --force-reinstall av"
    if importlib.util.find_spec("av") is None:
        return Finding(what="video libraries", status="blocked", found="PyAV is not installed", todo=remedy)
    import av

    lost = [name for name in ("libx264", "aac") if not _encodes(name)]
    libavcodec = ".".join(map(str, av.library_versions["libavcodec"]))
    version = f"PyAV {importlib.metadata.version('av')}, libavcodec {libavcodec}"
    if lost:
        return Finding(
            what="video libraries",
            status="blocked",
            found=f"{version} without {', '.join(lost)}",
            todo=remedy,
        )
    return Finding(what="video libraries", status="ready", found=version)


def _encodes(codec: str) -> bool:
    import av

    try:
        av.Codec(codec, "w")
    except ValueError:
        return False
    return True


def _timelines() -> Finding:
    if load("rushes.editing.timeline:available")():
        version = importlib.metadata.version("opentimelineio")
        return Finding(what="timeline export", status="ready", found=f"OpenTimelineIO {version}")
    todo = "pip install opentimelineio otio-fcp-adapter otio-cmx3600-adapter"
    return Finding(
        what="timeline export", status="understudy", found="OpenTimelineIO is not installed", todo=todo
    )


def _weights(call: Call) -> Iterator[Finding]:
    """Wan's files, one by one, when Wan is to shoot."""
    if call.settings.VIDEO_MODEL != "wan2.1":
        return
    try:
        gaps = load("rushes.engines.wan.catalogue:missing")(wan.sources(call))
    except ConfigError as error:
        yield Finding(what="weights", status="understudy", found=error.message, todo=error.todo)
        return
    for gap in gaps:
        yield Finding(what="weights", status="understudy", found=f"{gap.file} is missing", todo=gap.command)
    if not gaps:
        yield Finding(what="weights", status="ready", found=f"every file of {call.settings.WAN_MODEL}")


def _critics(call: Call) -> Iterator[Finding]:
    """The files of the specified critics, one by one, unless the embedded crew is asked for."""
    if call.settings.CREW == "embedded":
        return
    lacking = list(studio_critics.gaps(call))
    for gap in lacking:
        yield Finding(what="critics", status="understudy", found=f"{gap.file} is missing", todo=gap.command)
    models = ("CLIP_MODEL", "DINO_MODEL", "IMAGE_REWARD_CHECKPOINT", "FACE_DETECTOR")
    if not any(studio_critics.wanted(call, name) for name in models):
        yield Finding(
            what="critics", status="ready", found="no model is asked for: the embedded critics watch"
        )
    elif not lacking:
        yield Finding(what="critics", status="ready", found="every file of the specified critics")


def _language_model(call: Call) -> Iterator[Finding]:
    """Whether there is a key, and whether the provider's address answers."""
    settings = call.settings
    if settings.LLM_PROVIDER == "openai":
        name = settings.OPENAI_API_KEY_ENV
        if not call.environ.get(name):
            yield Finding(
                what="key", status="understudy", found=f"{name} is not set", todo=f"export {name}=..."
            )
            return
        yield Finding(what="key", status="ready", found=f"{name} is set")
        yield _reached(call.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1", "")
    elif settings.LLM_PROVIDER == "ollama":
        todo = "start it with `ollama serve`, or set OLLAMA_BASE_URL"
        yield _reached(settings.OLLAMA_BASE_URL.rstrip("/") + "/api/tags", todo)


def _reached(address: str, todo: str) -> Finding:
    """Whether anything answers there; any HTTP answer, even a refusal, is one."""
    parts = urlsplit(address)
    host = parts.hostname or address
    if parts.scheme not in ("http", "https"):
        return Finding(
            what="language model", status="understudy", found=f"{host}: not a web address", todo=todo
        )
    try:
        with urlopen(address, timeout=_PATIENCE):  # only http and https get here
            pass
    except HTTPError as answer:
        return Finding(what="language model", status="ready", found=f"{host} answers ({answer.code})")
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Finding(
            what="language model", status="understudy", found=f"{host} does not answer: {reason}",
            todo=todo or "check the network, or choose LLM_PROVIDER=ollama",
        )  # fmt: skip
    return Finding(what="language model", status="ready", found=f"{host} answers")
