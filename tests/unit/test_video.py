"""Clips: exact, whole or absent, the same bytes every time."""

import errno
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes import video
from rushes.errors import DiskFull, EditError

WIDTH, HEIGHT = 96, 64


def moving(frames: int = 30, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """A soft gradient with a bright square that walks, so that every frame differs."""
    y, x = np.mgrid[0:height, 0:width]
    clip = np.empty((frames, height, width, 3), np.uint8)
    for t in range(frames):
        clip[t] = np.stack([x * 160 // width + 40, y * 120 // height + 60, np.full_like(x, 90)], -1)
        clip[t, 8:24, 4 + 2 * t % (width - 20) : 20 + 2 * t % (width - 20)] = (230, 200, 40)
    return clip


def keyframes(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = [p for p in container.demux(stream) if p.is_keyframe and p.pts is not None]
        return [round(p.pts * stream.time_base * stream.average_rate) for p in packets]


@pytest.mark.parametrize("fps", [24, 16, 25, 23.976, 29.97, 12.5])
def test_every_frame_and_the_exact_rate_come_back(tmp_path: Path, fps: float) -> None:
    """What is written is what is read: count, size, rate, and time zero for the first frame."""
    path = tmp_path / "a.mp4"
    video.write_clip(path, moving(31), fps)
    info = video.probe(path)
    assert (info.frames, info.width, info.height, info.audio) == (31, WIDTH, HEIGHT, False)
    assert info.fps == float(video.rate(fps))
    assert video.read_frames(path).shape == (31, HEIGHT, WIDTH, 3)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.start_time == 0
        assert stream.codec_context.pix_fmt == "yuv420p"
        times = [frame.pts * stream.time_base * stream.average_rate for frame in container.decode(stream)]
    assert times == [Fraction(t) for t in range(31)]


def test_film_rates_are_exact_rationals() -> None:
    """23.976 and 29.97 mean their NTSC fractions; whole and half rates mean themselves."""
    assert video.rate(23.976) == Fraction(24000, 1001)
    assert video.rate(29.97) == Fraction(30000, 1001)
    assert video.rate(24) == 24
    assert video.rate(12.5) == Fraction(25, 2)
    with pytest.raises(EditError, match="not a frame rate"):
        video.rate(0)


def test_colours_survive_without_drift(tmp_path: Path) -> None:
    """Flat colours come back within 2 levels, and a picture passed on five times does not darken."""
    clip = np.zeros((4, HEIGHT, WIDTH, 3), np.uint8)
    clip[:] = (200, 90, 30)
    for generation in range(5):
        path = tmp_path / f"{generation}.mp4"
        video.write_clip(path, clip, 24, crf=4)
        clip = video.read_frames(path)
    assert np.abs(clip.astype(int) - (200, 90, 30)).max() <= 2


def test_the_picture_is_close_to_what_was_given(tmp_path: Path) -> None:
    """At the default quality the mean error of a drawn picture is below 2 levels."""
    clip = moving(12)
    video.write_clip(tmp_path / "a.mp4", clip, 24)
    back = video.read_frames(tmp_path / "a.mp4")
    assert np.abs(back.astype(int) - clip).mean() < 2


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    """Two writings of one clip are identical files, metadata included."""
    for name in ("a", "b"):
        video.write_clip(tmp_path / f"{name}.mp4", moving(), 24, metadata={"title": "Whale", "seed": "7"})
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.skipif(not video._INSTRUCTIONS, reason="only x86-64 is held to one instruction set")
def test_the_bytes_do_not_depend_on_the_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A texture that slides by is the same file again, and on another generation of processors."""
    texture = np.random.default_rng(3).integers(0, 255, (60, 80, 3), np.uint8).repeat(4, 0).repeat(4, 1)
    clip = np.stack([texture[t : t + 120, 2 * t : 2 * t + 208] for t in range(48)])
    for number, level in enumerate([video._INSTRUCTIONS, video._INSTRUCTIONS, ":asm=SSSE3"]):
        monkeypatch.setattr(video, "_INSTRUCTIONS", level)
        video.write_clip(tmp_path / f"{number}.mp4", clip, 24)
    assert len({path.read_bytes() for path in tmp_path.glob("*.mp4")}) == 1


def test_planned_keyframes_stand_where_they_were_ordered(tmp_path: Path) -> None:
    """A later cut can copy what lies between the joins, because IDR frames stand on them."""
    video.write_clip(tmp_path / "a.mp4", moving(40), 24, keyframes=(12, 28))
    assert keyframes(tmp_path / "a.mp4") == [0, 12, 28]


def test_the_index_stands_in_front(tmp_path: Path) -> None:
    """A browser can play the clip before it has all of it."""
    video.write_clip(tmp_path / "a.mp4", moving(), 24)
    data = (tmp_path / "a.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_metadata_comes_back_whole(tmp_path: Path) -> None:
    """Titles, prompts and seeds travel inside the file, whatever letters they hold."""
    metadata = {"title": "Die Wal-Frau 🐋", "prompt": 'say "hello" <b>&</b>', "seed": "42"}
    video.write_clip(tmp_path / "a.mp4", moving(3), 24, metadata=metadata)
    assert video.probe(tmp_path / "a.mp4").metadata == metadata
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert container.metadata["title"] == "Die Wal-Frau 🐋"


def test_foreign_metadata_is_read_as_it_is(tmp_path: Path) -> None:
    """A comment that we did not write is kept as plain text."""
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        container.metadata["comment"] = "[1, 2]"
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for frame in moving(2):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode(None))
    assert video.probe(tmp_path / "a.mp4").metadata["comment"] == "[1, 2]"


def test_chosen_frames_come_in_the_order_asked(tmp_path: Path) -> None:
    """Indices may repeat, go backwards and count from the end."""
    video.write_clip(tmp_path / "a.mp4", moving(20), 24)
    every = video.read_frames(tmp_path / "a.mp4")
    some = video.read_frames(tmp_path / "a.mp4", [5, 0, -1, 5])
    assert np.array_equal(some, every[[5, 0, 19, 5]])
    assert np.array_equal(video.last_frame(tmp_path / "a.mp4"), every[-1])
    with pytest.raises(EditError, match="no frame 20"):
        video.read_frames(tmp_path / "a.mp4", [20])


def test_the_last_frame_of_a_long_clip_is_the_last(tmp_path: Path) -> None:
    """Seeking to the last group of pictures finds the very last frame, forced keyframes or not."""
    video.write_clip(tmp_path / "a.mp4", moving(130), 24, keyframes=(12, 118))
    path = tmp_path / "a.mp4"
    assert np.array_equal(video.last_frame(path), video.read_frames(path, [129])[0])


@pytest.mark.parametrize(("width", "height"), [(95, 64), (96, 63), (95, 63)])
def test_odd_sizes_are_refused_by_name(tmp_path: Path, width: int, height: int) -> None:
    """yuv420p has no odd sizes: the error says so, and no file is left."""
    with pytest.raises(EditError, match=f"even width and height, got {width}x{height}"):
        video.write_clip(tmp_path / "a.mp4", moving(2, width, height), 24)
    assert list(tmp_path.iterdir()) == []


def test_a_clip_of_nothing_or_of_mixed_frames_is_refused(tmp_path: Path) -> None:
    """No frame, a frame of another size, and floats are refused; nothing is left on disk."""
    with pytest.raises(EditError, match="at least one frame"):
        video.write_clip(tmp_path / "a.mp4", [], 24)
    with pytest.raises(EditError, match="frame 1 is uint8"):
        video.write_clip(tmp_path / "a.mp4", [moving(1)[0], moving(1)[0][:32]], 24)
    with pytest.raises(EditError, match="frame 0 is float64"):
        video.write_clip(tmp_path / "a.mp4", [moving(1)[0] / 255], 24)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_writing_leaves_the_old_clip(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a clip keeps the earlier file and leaves nothing half-written."""
    path = tmp_path / "a.mp4"
    video.write_clip(path, moving(5), 24)
    before = path.read_bytes()

    def interrupted():
        yield from moving(3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        video.write_clip(path, interrupted(), 24)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the device is full the error is DiskFull and nothing stands under the final name."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("rushes.files.os.fsync", full)
    with pytest.raises(DiskFull, match=r"a\.mp4"):
        video.write_clip(tmp_path / "a.mp4", moving(3), 24)
    assert list(tmp_path.iterdir()) == []


def test_the_encoder_meeting_a_full_disk_is_disk_full(tmp_path: Path) -> None:
    """The muxer's own report of a full device (here the kernel's /dev/full) becomes DiskFull."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "a.mp4.partial").symlink_to("/dev/full")
    noise = np.random.default_rng(0).integers(0, 255, (24, HEIGHT, WIDTH, 3), np.uint8)
    with pytest.raises(DiskFull):
        video.write_clip(tmp_path / "a.mp4", noise, 24, crf=0)
    assert list(tmp_path.iterdir()) == []


def test_missing_and_damaged_clips_are_named(tmp_path: Path) -> None:
    """Each reader says which clip is wrong, and what to do."""
    (tmp_path / "text.mp4").write_text("this is no video")
    video.write_clip(tmp_path / "whole.mp4", moving(30), 24)
    data = (tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) // 2])
    for read in (video.probe, video.read_frames, video.last_frame):
        with pytest.raises(EditError, match=r"gone\.mp4 is missing"):
            read(tmp_path / "gone.mp4")
        with pytest.raises(EditError, match=r"text\.mp4 is damaged"):
            read(tmp_path / "text.mp4")
    with pytest.raises(EditError, match=r"cut\.mp4"):
        video.read_frames(tmp_path / "cut.mp4")


@pytest.mark.parametrize("index", [0, 1, 47, 48, 60, 99])
def test_any_frame_can_be_fetched_by_its_time(tmp_path: Path, index: int) -> None:
    """The frame on screen in the middle of frame i's time is frame i, wherever the keyframes stand."""
    path = tmp_path / "a.mp4"
    video.write_clip(path, moving(100), 24, keyframes=(12, 88))
    assert np.array_equal(video.frame_near(path, (index + 0.5) / 100), video.read_frames(path, [index])[0])
