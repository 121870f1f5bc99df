"""The board's server: one page, its clips, the acts and pictures handed in, on this machine only.

It listens on 127.0.0.1, and every address begins with a token that only the person who started it
knows. It refuses foreign hosts (DNS rebinding), foreign origins (other pages in the same browser)
and everything outside the run folder's clips and films. It only reads the run folder: acts are
run as processes of their own, so stopping the server stops no shoot.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import final
from urllib.parse import parse_qsl, unquote, urlsplit

Act = Callable[[Mapping[str, str]], str]
"""Begins an act described by a form; returns a sentence. Raises ValueError when the form is nonsense."""
HandIn = Callable[[Mapping[str, str], bytes], str]
"""As `Act`, with the bytes of a picture that was handed in."""

_FORM_LIMIT, PICTURE_LIMIT = 4096, 32 * 2**20
_CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What is shown and what can be done.

    Stop it with ``server.shutdown()``; the server is made by `serve`.
    """

    root: Path
    """The run folder; its ``.mp4`` files are served, nothing else."""
    folder: str
    """Where the page lies in the run folder, so that its relative addresses hold."""
    page: Callable[[], str]
    now: Callable[[], str]
    """What is being done, as JSON; its ``stamp`` changes when the page does."""
    act: Act
    hand_in: HandIn
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def serve(self, port: int = 0) -> ThreadingHTTPServer:
        """A server bound to 127.0.0.1; port 0 takes a free one. Call ``serve_forever`` on it."""
        board = self

        class Handler(_Handler):
            stage = board

        return ThreadingHTTPServer(("127.0.0.1", port), Handler)

    def address(self, server: ThreadingHTTPServer) -> str:
        """What to open in the browser."""
        return f"http://127.0.0.1:{server.server_port}/{self.token}/{self.folder}/"

    def clip(self, path: str) -> Path | None:
        """The clip that an address means; None when it is no clip of this run."""
        name = unquote(path)
        if "\0" in name:
            return None
        wanted = (self.root / name).resolve()
        inside = self.root.resolve() in wanted.parents
        return wanted if inside and wanted.suffix == ".mp4" and wanted.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    stage: Board
    protocol_version = "HTTP/1.1"
    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        path = self._admitted()
        if path is None:
            return
        if path == f"{self.stage.folder}/":
            self._send(self.stage.page().encode(), "text/html; charset=utf-8")
        elif path == f"{self.stage.folder}/now":
            self._send(self.stage.now().encode(), "application/json; charset=utf-8")
        elif (clip := self.stage.clip(path)) is not None:
            self._send_clip(clip)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        path = self._admitted()
        if path is None:
            return
        limit = {f"{self.stage.folder}/act": _FORM_LIMIT, f"{self.stage.folder}/picture": PICTURE_LIMIT}
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Origin") != f"http://{self.headers['Host']}":
            self._refuse(HTTPStatus.FORBIDDEN)
        elif path not in limit or not length.isdecimal():
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif int(length) > limit[path]:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._act(path, self.rfile.read(int(length)))

    def _act(self, path: str, body: bytes) -> None:
        """An act is a form; a picture's form is its address's query, and the body is the picture."""
        try:
            if path.endswith("/picture"):
                told = self.stage.hand_in(_form(urlsplit(self.path).query), body)
            else:
                told = self.stage.act(_form(body.decode()))
        except ValueError:  # UnicodeDecodeError is one
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self._send(told.encode(), "text/plain; charset=utf-8")

    def _admitted(self) -> str | None:
        """The address behind the token; None when the visitor was turned away."""
        port = self.server.server_port
        _, token, path = [*urlsplit(self.path).path.split("/", 2), "", ""][:3]
        known = secrets.compare_digest(token.encode(), self.stage.token.encode())
        if not known or self.headers.get("Host") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        return path

    def _refuse(self, status: HTTPStatus) -> None:
        # What was sent with a refused request is not read, so the connection cannot go on.
        self.close_connection = True
        self._send(status.phrase.encode(), "text/plain; charset=utf-8", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self._headers(kind, len(body))
        self.wfile.write(body)

    def _headers(self, kind: str, length: int) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_clip(self, clip: Path) -> None:
        """A clip or the part of it that the player asks for."""
        size = clip.stat().st_size
        first, last = _span(self.headers.get("Range"), size)
        if first > last:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return
        whole = self.headers.get("Range") is None
        self.send_response(HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Accept-Ranges", "bytes")
        if not whole:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self._headers("video/mp4", last - first + 1)
        try:
            self._copy(clip, first, last - first + 1)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # players drop what they no longer need

    def _copy(self, clip: Path, first: int, left: int) -> None:
        with clip.open("rb") as file:
            file.seek(first)
            while left and (part := file.read(min(left, _CHUNK))):
                self.wfile.write(part)
                left -= len(part)

    def log_message(self, format: str, *args: object) -> None:
        """Addresses hold the token: they are not logged."""


def _form(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, strict_parsing=True, keep_blank_values=True, errors="strict"))


def _span(header: str | None, size: int) -> tuple[int, int]:
    """First and last byte asked for; an empty span (1, 0) when it cannot be given."""
    found = _RANGE.match(header or "bytes=0-")
    if found is None or found.groups() == ("", ""):
        return 1, 0
    start, end = found.groups()
    if not start:
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end) if end else size - 1, size - 1)
