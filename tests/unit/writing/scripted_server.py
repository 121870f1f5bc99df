"""A real HTTP server that answers as a script says, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One HTTP answer."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    """Seconds between two bytes; 0 sends the body at once."""


@dataclass
class Script:
    """What the server says, in turn; the last reply repeats."""

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def next(self) -> Reply:
        return self.replies[min(len(self.asked), len(self.replies)) - 1]


def openai_reply(text: str, finish: str = "stop", **message: Any) -> Reply:
    """A chat completion whose message is `text`."""
    body = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, **message},
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }
    return Reply(json.dumps(body).encode())


def ollama_reply(text: str, reason: str = "stop") -> Reply:
    """An answer of Ollama's ``/api/chat``."""
    body = {"message": {"role": "assistant", "content": text}, "done": True, "done_reason": reason}
    return Reply(json.dumps({**body, "prompt_eval_count": 100, "eval_count": 50}).encode())


def error_reply(status: int, message: str, **headers: str) -> Reply:
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, headers)


@contextmanager
def serving(replies: Sequence[Reply]) -> Iterator[Script]:
    """Serve `replies` on a free port of this machine."""
    script = Script(list(replies))
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            script.asked.append(json.loads(body) | {"_path": self.path})
            reply = script.next()
            if reply.wait:
                stop.wait(reply.wait)
            try:
                self.send_response(reply.status)
                usual = {"content-type": "application/json", "content-length": str(len(reply.body))}
                for name, value in {**usual, **reply.headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                if reply.drip:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        stop.wait(reply.drip)
                else:
                    self.wfile.write(reply.body)
            except (BrokenPipeError, ConnectionResetError):
                return  # the client stopped waiting, as some tests want

        log_message: Callable[..., None] = lambda self, *args: None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield script
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
