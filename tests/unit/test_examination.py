"""The doctor says what is there and what to do, and never what a key is."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from rushes import examination
from rushes.casting.members import Call
from rushes.config import Settings
from rushes.examination import Finding, examine


def look(tmp_path: Path, environ: dict[str, str] | None = None, **settings: object) -> dict[str, Finding]:
    call = Call(settings=Settings(**settings), seed=0, root=tmp_path, environ=environ or {})  # type: ignore[arg-type]
    return {finding.what: finding for finding in examine(call)}


@pytest.fixture
def server() -> Iterator[str]:
    """A web server that refuses everything, as an API without a key does."""

    class Refuse(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(401)

        def log_message(self, *_: object) -> None:
            pass

    running = http.server.HTTPServer(("127.0.0.1", 0), Refuse)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def test_the_machine_is_told_part_by_part(tmp_path: Path) -> None:
    """Every part always appears, and what is not ready has a remedy."""
    found = look(tmp_path / "not" / "yet", LLM_PROVIDER="offline", VIDEO_MODEL="animatic")
    expected = ["python", "cpu", "memory", "disk", "gpu", "video libraries", "timeline export", "critics"]
    assert list(found) == expected
    assert all(finding.todo for finding in found.values() if finding.status != "ready")
    assert found["video libraries"].status == "ready"


def test_a_key_is_present_or_absent_never_shown(tmp_path: Path, server: str) -> None:
    """The finding says whether the variable is set; the value appears nowhere."""
    key = "sk-very-secret-value"
    found = look(tmp_path, {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": server})
    assert found["key"] == Finding(what="key", status="ready", found="OPENAI_API_KEY is set")
    assert found["language model"].status == "ready"
    assert key not in repr(found)
    assert look(tmp_path)["key"].status == "understudy"


def test_an_address_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """Nobody at the port: an understudy with what to do, within the time limit, without an exception."""
    found = look(tmp_path, LLM_PROVIDER="ollama", OLLAMA_BASE_URL="http://127.0.0.1:9")
    assert found["language model"].status == "understudy"
    assert "ollama serve" in found["language model"].todo
    strange = look(tmp_path, LLM_PROVIDER="ollama", OLLAMA_BASE_URL="file:///etc/passwd")
    assert "not a web address" in strange["language model"].found


def test_missing_weights_are_told_with_their_command(tmp_path: Path) -> None:
    """Each missing file has the command that fetches it."""
    found = look(tmp_path, VIDEO_MODEL="wan2.1", WAN_MODEL_ROOT=str(tmp_path))
    assert found["weights"].status == "understudy"
    assert "hf download" in found["weights"].todo


@pytest.mark.parametrize(("free", "status"), [(80_000, "ready"), (8_000, "understudy")])
def test_free_video_memory_is_held_against_the_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, status: str
) -> None:
    """A GPU with less free memory than MIN_VRAM_GB is told with what to do."""
    answer = SimpleNamespace(stdout=f"NVIDIA A100, {free}, 81920\n")
    monkeypatch.setattr(examination.shutil, "which", lambda name: "/bin/nvidia-smi")
    monkeypatch.setattr(examination.subprocess, "run", lambda *a, **k: answer)
    found = look(tmp_path, LLM_PROVIDER="offline", MIN_VRAM_GB=24.0)["gpu"]
    assert (found.status, "NVIDIA A100" in found.found) == (status, True)
    assert bool(found.todo) == (status != "ready")


def test_a_full_disk_is_told_before_the_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little room on the run folder's device is said in advance."""
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(examination.shutil, "disk_usage", lambda place: usage._replace(free=2**28))
    assert look(tmp_path, LLM_PROVIDER="offline")["disk"].status == "understudy"
