"""The server engine against a scripted HTTP server, through the official client."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

pytest.importorskip("openai")

from rushes.engines.server import ServerEngine
from rushes.errors import EngineUnavailable, RenderError
from rushes.film import Shot
from rushes.video import write_clip

KEY = "sk-very-secret-key"


class Script:
    """What the server answers, and what it was asked."""

    def __init__(self, clip: bytes) -> None:
        self.clip, self.asked, self.keys = clip, [], []
        self.statuses = ["queued", "in_progress", "completed"]
        self.refusal = 0
        self.error = None


@pytest.fixture
def server(tmp_path):
    path = tmp_path / "native.mp4"
    rng = np.random.default_rng(0)
    still = np.kron(rng.integers(0, 255, (4, 6, 3), np.uint8), np.ones((16, 16, 1), np.uint8))
    write_clip(path, (still for _ in range(9)), 16.0)
    script = Script(path.read_bytes())

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def _json(self, status, body):
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _job(self):
            status = script.statuses.pop(0) if len(script.statuses) > 1 else script.statuses[0]
            self._json(
                200,
                {
                    "id": "v1",
                    "object": "video",
                    "model": "m",
                    "status": status,
                    "progress": 40,
                    "created_at": 1,
                    "seconds": "1",
                    "size": "96x64",
                    "error": script.error,
                },
            )

        def do_POST(self):
            script.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            script.keys.append(self.headers["Authorization"])
            if script.refusal:
                self._json(script.refusal, {"error": {"message": f"no: {KEY}"}})
            else:
                self._job()

        def do_GET(self):
            if not self.path.endswith("/content"):
                self._job()
                return
            self.send_response(200)
            self.send_header("Content-Type", "video/mp4")
            self.send_header("Content-Length", str(len(script.clip)))
            self.end_headers()
            self.wfile.write(script.clip)

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    yield script
    http.shutdown()
    http.server_close()
    thread.join()


def order(**more) -> Shot:
    plain = {
        "prompt": "a knight walks",
        "negative": "bad",
        "frames": 13,
        "width": 94,
        "height": 60,
        "fps": 24.0,
        "seed": 5,
    }
    return Shot(**{**plain, **more})


def engine(*urls, **more) -> ServerEngine:
    return ServerEngine(urls=urls, model="wan", key=KEY, poll=0.0, **more)


def test_a_shot_is_ordered_polled_downloaded_and_conformed(server):
    """Exact frames, size and rate come back; the order carries prompt, seed, native count and size."""
    seen = []
    footage = engine(server.url).render(order(), seen.append)
    assert footage.frames.shape == (13, 60, 94, 3)
    sent = server.asked[0].decode("utf-8", "replace")
    for word in ("a knight walks", "96x64", "num_frames", "seed", "negative_prompt"):
        assert word in sent
    assert server.keys == [f"Bearer {KEY}"]
    assert [p.done for p in seen] == [40.0, 40.0, 100.0]


def test_a_first_frame_travels_as_the_input_reference(server):
    """As a PNG of the native size."""
    engine(server.url).render(order(first_frame=np.zeros((60, 94, 3), np.uint8)))
    assert b"input_reference" in server.asked[0]
    assert b"\x89PNG" in server.asked[0]


def test_a_failed_job_is_a_render_error_with_the_servers_reason(server):
    """The reason is passed on; the key never is."""
    server.statuses, server.error = ["failed"], {"code": "oom", "message": f"out of memory {KEY}"}
    with pytest.raises(RenderError, match="out of memory") as caught:
        engine(server.url).render(order())
    assert KEY not in str(caught.value)


def test_refusals_and_silence_name_the_server_and_hide_the_key(server):
    """A refused key, a bad order and a closed port each say what to do."""
    server.refusal = 401
    with pytest.raises(EngineUnavailable, match="refused: 401"):
        engine(server.url).render(order())
    server.refusal = 422
    with pytest.raises(RenderError, match="422") as caught:
        engine(server.url).render(order())
    assert KEY not in str(caught.value)
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        engine("http://127.0.0.1:9/v1").render(order())


def test_another_server_takes_over_when_one_is_down(server):
    """Seed 5 of two begins at the second, which is closed; the first serves it."""
    footage = engine(server.url, "http://127.0.0.1:9/v1").render(order())
    assert footage.notes["server"] == server.url


def test_a_job_that_never_ends_is_given_up(server):
    """After the timeout, not before, with the setting that raises it."""
    server.statuses, times = ["queued"], iter(range(0, 1000, 10))
    with pytest.raises(RenderError, match="within 30 s"):
        engine(server.url, timeout=30.0, clock=lambda: float(next(times))).render(order())


def test_what_the_api_cannot_carry_is_said(server, reference):
    """References are not silently dropped, and the key is not in the representation."""
    wan = engine(server.url)
    assert "references" in wan.render(order(references=(reference(),))).notes["not used"]
    assert KEY not in repr(wan)
