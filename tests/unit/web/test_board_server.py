"""The board serves one person on this machine: without the token, or from elsewhere, all is refused."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rushes.web.server import PICTURE_LIMIT, Board

CLIP = bytes(range(256)) * 40


class Desk:
    """A running board, and what it was asked to do."""

    def __init__(self, root: Path) -> None:
        self.acts: list[dict[str, str]] = []
        self.pictures: list[tuple[dict[str, str], bytes]] = []
        (root / "output/clips/scene-01").mkdir(parents=True)
        (root / "output/clips/scene-01/take-01.mp4").write_bytes(CLIP)
        (root / "memory").mkdir()
        (root / "memory/state.json").write_text("{}")
        (root.parent / "outside.mp4").write_bytes(b"secret")
        (root / "output/linked.mp4").symlink_to(root.parent / "outside.mp4")
        self.board = Board(
            root=root,
            folder="output",
            page=lambda: "<p>page</p>",
            now=lambda: '{"stamp": "7"}',
            act=self.act,
            hand_in=self.hand_in,
            token="t0ken",
        )
        self.server = self.board.serve()

    def act(self, form: Mapping[str, str]) -> str:
        if "act" not in form:
            raise ValueError
        self.acts.append(dict(form))
        return "begun"

    def hand_in(self, form: Mapping[str, str], picture: bytes) -> str:
        if "subject" not in form:
            raise ValueError
        self.pictures.append((dict(form), picture))
        return "begun"

    def ask(
        self, path: str, method: str = "GET", body: str | bytes | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=5)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        found = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return found

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "run").mkdir()
    running = Desk(tmp_path / "run")
    thread = threading.Thread(target=running.server.serve_forever)
    thread.start()
    yield running
    running.server.shutdown()
    thread.join()
    running.server.server_close()


def test_the_page_and_its_clips_are_served_behind_the_token(desk: Desk) -> None:
    """With the token, page, news and clips come."""
    assert desk.ask("/t0ken/output/")[:2] == (200, b"<p>page</p>")
    assert desk.ask("/t0ken/output/now")[:2] == (200, b'{"stamp": "7"}')
    assert desk.ask("/t0ken/output/clips/scene-01/take-01.mp4")[:2] == (200, CLIP)
    assert desk.board.address(desk.server) == f"{desk.origin}/t0ken/output/"


@pytest.mark.parametrize(
    "path", ["/", "/output/", "/wrong/output/", "/t0ke/output/", "//output/", "/t0kenoutput/", "/%74/x"]
)
def test_without_the_token_nothing_is_served(desk: Desk, path: str) -> None:
    """No token, half a token or another token: refused, for reading and for acting."""
    assert desk.ask(path)[0] == 403
    assert desk.ask(path + "act", "POST", "act=recut", Origin=desk.origin)[0] == 403
    assert desk.acts == []


@pytest.mark.parametrize(
    "path",
    [
        "../outside.mp4", "output/../../outside.mp4", "%2e%2e/outside.mp4", "..%2foutside.mp4",
        "output/linked.mp4", "memory/state.json", "output/clips", "/etc/passwd", "%2fetc%2fpasswd",
        "output/clips/scene-01/", "output/clips/scene-01/take-01.mp4%00.mp4", "outside.mp4",
    ],
)  # fmt: skip
def test_nothing_but_the_run_s_clips_is_served(desk: Desk, path: str) -> None:
    """No climbing out, no link out, no other file, no folder."""
    status, body, _ = desk.ask(f"/t0ken/{path}")
    assert status == 404
    assert b"secret" not in body
    assert b"root:" not in body


def test_another_host_is_refused(desk: Desk) -> None:
    """A page that makes its own name point here (DNS rebinding) gets nothing."""
    for host in ("evil.example", f"evil.example:{desk.server.server_port}", "127.0.0.1"):
        assert desk.ask("/t0ken/output/", Host=host)[0] == 403
    assert desk.ask("/t0ken/output/", Host=f"localhost:{desk.server.server_port}")[0] == 200


def test_an_act_needs_this_page_s_origin(desk: Desk) -> None:
    """Another page in the same browser cannot act, not even with the token; without an origin nobody can."""
    form = "act=retake&scene=2&note=closer"
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert desk.ask("/t0ken/output/act", "POST", form, Origin=origin)[0] == 403
    assert desk.ask("/t0ken/output/act", "POST", form)[0] == 403
    assert desk.acts == []
    assert desk.ask("/t0ken/output/act", "POST", form, Origin=desk.origin)[:2] == (200, b"begun")
    assert desk.acts == [{"act": "retake", "scene": "2", "note": "closer"}]


def test_nonsense_is_refused(desk: Desk) -> None:
    """Forms that are too long, broken or senseless, and other addresses, do nothing."""
    for body in ("act", "scene=1", "act=%ff%fe&&&"):
        assert desk.ask("/t0ken/output/act", "POST", body, Origin=desk.origin)[0] == 400
    assert desk.ask("/t0ken/output/act", "POST", "x" * 5000, Origin=desk.origin)[0] == 413
    assert desk.ask("/t0ken/output/", "POST", "act=recut", Origin=desk.origin)[0] == 400
    assert desk.ask("/t0ken/output/act", "PUT", "act=recut", Origin=desk.origin)[0] == 501
    assert desk.acts == []


def test_a_picture_is_handed_in_as_it_is(desk: Desk) -> None:
    """Its bytes arrive with its form; without token, origin, form or within no bounds nothing arrives."""
    path, picture = "/t0ken/output/picture?subject=the+whale", bytes(range(256)) * 100
    assert desk.ask("/wrong/output/picture?subject=x", "POST", picture, Origin=desk.origin)[0] == 403
    for origin in ({}, {"Origin": "null"}, {"Origin": "http://evil.example"}):
        assert desk.ask(path, "POST", picture, **origin)[0] == 403
    for form in ("", "?", "?subject", "?view=front", "?subject=%ff"):
        assert desk.ask(f"/t0ken/output/picture{form}", "POST", picture, Origin=desk.origin)[0] == 400
    long = str(PICTURE_LIMIT + 1)
    assert desk.ask(path, "POST", b"", Origin=desk.origin, Content_Length=long)[0] == 413
    assert desk.ask(path, "POST", b"", Origin=desk.origin, Content_Length="-1")[0] == 400
    assert desk.pictures == []
    assert desk.ask(path, "POST", picture, Origin=desk.origin)[:2] == (200, b"begun")
    assert desk.pictures == [({"subject": "the whale"}, picture)]


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, 10239),
        ("bytes=-5", 10235, 10239),
        ("bytes=10000-99999", 10000, 10239),
    ],
)
def test_players_get_the_part_they_ask_for(desk: Desk, wanted: str, first: int, last: int) -> None:
    """Seeking works: the very bytes, and the range that they are."""
    status, body, headers = desk.ask("/t0ken/output/clips/scene-01/take-01.mp4", Range=wanted)
    assert (status, body) == (206, CLIP[first : last + 1])
    assert headers["Content-Range"] == f"bytes {first}-{last}/10240"


@pytest.mark.parametrize("wanted", ["bytes=99999-", "bytes=9-2", "bytes=-", "bytes=1-2,4-5", "lines=1-2"])
def test_senseless_ranges_are_refused(desk: Desk, wanted: str) -> None:
    """Ranges beyond the file or of another kind are answered as the standard says."""
    assert desk.ask("/t0ken/output/clips/scene-01/take-01.mp4", Range=wanted)[0] == 416


def test_it_listens_on_this_machine_alone_and_keeps_its_token_quiet(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    """The address is the loopback's, each board has its own long token, and nothing is logged."""
    assert desk.server.server_address[0] == "127.0.0.1"
    desk.ask("/t0ken/output/")
    assert "t0ken" not in "".join(capfd.readouterr())
    first, second = (
        Board(root=Path(), folder="o", page=str, now=str, act=str, hand_in=lambda form, body: "")
        for _ in range(2)
    )
    assert first.token != second.token
    assert len(first.token) >= 32
