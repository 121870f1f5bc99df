"""`ServerEngine`: past one machine, any server that speaks the OpenAI videos API.

SGLang-Diffusion, vLLM-Omni and others serve Wan over ``POST /v1/videos``, ``GET /v1/videos/{id}`` and
``GET /v1/videos/{id}/content``; the official ``openai`` client is the whole connection. Schedulers,
tensor and sequence parallelism are the server's own.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, final
from urllib.parse import quote

from rushes.engines.wan import checks
from rushes.engines.wan.conform import How, conform
from rushes.engines.wan.timing import NATIVE_FPS, TRAINED_FRAMES, NativePlan, plan_clip
from rushes.errors import EngineUnavailable, RenderError
from rushes.film import Footage, Shot
from rushes.seams import Progress, Report, silent
from rushes.video import probe, read_frames

_UNUSED = ("references", "last_frame", "control")


@final
@dataclass(frozen=True, kw_only=True)
class ServerEngine:
    """Renders on a server; several servers take turns by the shot's seed.

    The same shot goes to the same server with the same seed; whether the same frames come back
    is that server's promise.
    """

    urls: tuple[str, ...]
    """Base URLs, such as ``http://gpu1:8000/v1``."""
    model: str
    key: str = field(default="none", repr=False)
    timeout: float = 1800.0
    """Longest wait for one clip, in seconds."""
    poll: float = 2.0
    """Seconds between two looks at the job."""
    draft_scale: float = 0.5
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    @property
    def name(self) -> str:
        return "server"

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        """Render `shot`; see `rushes.seams.Engine`.

        Raises:
            ConfigError, RenderError: the order is wrong, or the server failed on it.
            EngineUnavailable: no server can be reached, or it refuses the key or model.
        """
        checks.check_shot(shot)
        draft = shot.quality == "draft"
        scale = self.draft_scale if draft else 1.0
        plan = plan_clip(shot.frames, shot.fps, shot.width, shot.height, overlap=1, draft_scale=scale)
        clip, url = self._fetch(shot, plan, report)
        how: How = "nearest" if draft else "flow"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "clip.mp4"
            path.write_bytes(clip)
            rate, native = probe(path).fps, read_frames(path)
        frames = conform(native, plan, how, rate)
        notes = {**plan.notes(), "server": url, "model": self.model, **_unused(shot)}
        if plan.frames > TRAINED_FRAMES:
            notes["long clip"] = (
                f"{plan.frames} frames asked at once: how it continues is the server's choice"
            )
        return Footage(frames=frames, fps=shot.fps, notes=notes)

    def _fetch(self, shot: Shot, plan: NativePlan, report: Report) -> tuple[bytes, str]:
        import openai

        if not self.urls:
            raise EngineUnavailable("no video server is named", todo="set VIDEO_SERVER_URL")
        start, reasons = shot.seed % len(self.urls), []
        for url in (*self.urls[start:], *self.urls[:start]):
            client = openai.OpenAI(base_url=url, api_key=self.key, max_retries=2, timeout=self.timeout)
            try:
                return self._one(client, shot, plan, report), url
            except openai.APIConnectionError:
                reasons.append(f"{url} cannot be reached")
            except (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError) as error:
                reasons.append(f"{url} refused: {error.status_code}")
            except openai.APIStatusError as error:
                raise RenderError(f"the server {url} failed on this shot: {self._safe(error)}") from None
        raise EngineUnavailable(
            "; ".join(reasons), todo="check VIDEO_SERVER_URL, VIDEO_SERVER_MODEL and its key"
        )

    def _one(self, client: Any, shot: Shot, plan: NativePlan, report: Report) -> bytes:
        job, began = _create(client, self._order(shot, plan), _files(shot, plan)), self.clock()
        while job.get("status") not in ("completed", "failed"):
            if self.clock() - began > self.timeout:
                raise RenderError(
                    f"the server did not finish this shot within {self.timeout:g} s",
                    todo="raise VIDEO_SERVER_TIMEOUT_SECONDS, or order a shorter or smaller scene",
                )
            report(Progress(done=float(job.get("progress") or 0), total=100.0, unit="%"))
            self.sleep(self.poll)
            job = client.get(f"/videos/{quote(str(job['id']), safe='')}", cast_to=object)
        if job["status"] == "failed":
            said = str((job.get("error") or {}).get("message") or "no reason given")
            raise RenderError(f"the server failed on this shot: {self._hide(said)[:300]}")
        report(Progress(done=100.0, total=100.0, unit="%"))
        return _download(client, str(job["id"]))

    def _order(self, shot: Shot, plan: NativePlan) -> dict[str, Any]:
        """The specified fields, and the ones that servers of diffusion models add."""
        return {
            "prompt": shot.prompt,
            "model": self.model,
            "size": f"{plan.width}x{plan.height}",
            "seconds": str(max(1, round(plan.frames / NATIVE_FPS))),
            "negative_prompt": shot.negative,
            "num_frames": plan.frames,
            "fps": int(NATIVE_FPS),
            "width": plan.width,
            "height": plan.height,
            "seed": shot.seed,
        }

    def _safe(self, error: Any) -> str:
        return self._hide(f"{error.status_code} {error.message}")[:300]

    def _hide(self, text: str) -> str:
        return text.replace(self.key, "***") if len(self.key) > 4 else text


def _create(client: Any, order: dict[str, Any], files: list[Any]) -> Any:
    # The client's own `videos` methods announce their end with one company's model; the shape of the
    # API lives on in the servers, so it is addressed by its paths.
    form = {"headers": {"Content-Type": "multipart/form-data"}}
    return client.post("/videos", body=order, files=files, options=form, cast_to=object)


def _download(client: Any, job: str) -> bytes:
    from openai import HttpxBinaryResponseContent

    found = client.get(f"/videos/{quote(job, safe='')}/content", cast_to=HttpxBinaryResponseContent)
    clip: bytes = found.read()
    return clip


def _files(shot: Shot, plan: NativePlan) -> list[Any]:
    if shot.first_frame is None:
        return []
    return [("input_reference", ("first.png", _png(shot, plan), "image/png"))]


def _png(shot: Shot, plan: NativePlan) -> bytes:
    from PIL import Image

    from rushes.engines.wan.conditioning import fit

    assert shot.first_frame is not None
    file = BytesIO()
    Image.fromarray(fit(shot.first_frame, plan.width, plan.height, plan)).save(file, "PNG")
    return file.getvalue()


def _unused(shot: Shot) -> dict[str, str]:
    there = [name for name in _UNUSED if getattr(shot, name) is not None and len(getattr(shot, name))]
    return {"not used": f"{', '.join(there)}: the videos API has no field for it"} if there else {}
