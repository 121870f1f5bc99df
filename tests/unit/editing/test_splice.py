"""Splicing: what is copied is bit for bit what was shot, only the fades are new, players can follow."""

import logging
import shutil
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from rushes import video
from rushes.editing.stitcher import VideoStitcher
from rushes.errors import DiskFull
from rushes.film import Film
from rushes.seams import Progress

WIDTH, HEIGHT, FADE = 128, 96, 12


def shoot(
    path: Path, frames: int, seed: int, *, planned: bool = True, fps: float = 24, **options: object
) -> Path:
    """A lively clip: drifting waves with grain and a hard cut, so that the encoder plans freely."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    phase = rng.random(3) * 6
    clip = np.stack([
        np.stack([128 + 80 * np.sin(x / 9 + y / (7 + seed) + t / 5 + p + (2 * t > frames)) for p in phase], 2)
        + rng.normal(0, 5, (HEIGHT, WIDTH, 1))
        for t in range(frames)
    ])  # fmt: skip
    marks = (FADE, frames - FADE) if planned else ()
    video.write_clip(path, clip.clip(0, 255).astype(np.uint8), fps, keyframes=marks, **options)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("clips")
    return [shoot(folder / f"{i}.mp4", frames, i) for i, frames in enumerate((60, 75, 110))]


@pytest.fixture(scope="module")
def spliced(clips: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Film, Path]:
    out = tmp_path_factory.mktemp("film") / "film.mp4"
    return VideoStitcher().cut("x", clips, out, metadata={"seed": "1", "chapters": "a\nb\nc"}), out


def untouched(clips: list[Path], out: Path) -> None:
    """Every frame outside the fades decodes to exactly the frame that was shot."""
    shown, base = video.read_frames(out), 0
    for index, clip in enumerate(clips):
        frames = video.read_frames(clip)
        first = FADE if index else 0
        last = len(frames) - (FADE if index < len(clips) - 1 else 0)
        assert np.array_equal(shown[base + first : base + last], frames[first:last]), clip.name
        base += len(frames) - FADE


def test_what_is_copied_is_bit_for_bit_what_was_shot(clips: list[Path], spliced: tuple[Film, Path]) -> None:
    """The film has its exact length, and outside the fades no pixel was encoded a second time."""
    film, out = spliced
    assert film.frames == 60 + 75 + 110 - 2 * FADE == len(video.read_frames(out))
    untouched(clips, out)


def fidelity(clips: list[Path], film: Film, out: Path) -> np.ndarray:
    """PSNR in dB of every fade frame against the blend computed here from the decoded clips."""
    shown, found = video.read_frames(out).astype(float), []
    share = np.arange(1, FADE + 1)[:, None, None, None] / (FADE + 1)
    for join, old, new in zip(film.joins, clips, clips[1:], strict=False):
        tail, head = video.read_frames(old)[-FADE:], video.read_frames(new)[:FADE]
        error = np.square(shown[join.start : join.start + FADE] - (tail * (1 - share) + head * share))
        found.append(10 * np.log10(255**2 / error.mean((1, 2, 3))))
    return np.concatenate(found)


def test_fades_are_as_good_as_in_a_film_encoded_whole(
    clips: list[Path], spliced: tuple[Film, Path], tmp_path: Path
) -> None:
    """Each frame of a grainy fade is the blend to 32 dB, and on average no worse than encoded whole."""
    whole = VideoStitcher(splice=False).cut("x", clips, tmp_path / "whole.mp4", metadata={})
    ours, theirs = fidelity(clips, *spliced), fidelity(clips, whole, tmp_path / "whole.mp4")
    assert ours.min() > 32
    assert ours.mean() > theirs.mean() - 0.5


def test_times_are_what_players_expect(spliced: tuple[Film, Path]) -> None:
    """Decoding times rise by one frame each, no picture is due before it is decoded, time starts at zero."""
    film, out = spliced
    with av.open(str(out)) as container:
        stream = container.streams.video[0]
        assert stream.start_time == 0
        assert stream.average_rate == 24
        assert stream.frames == film.frames
        packets = [p for p in container.demux(stream) if p.size]
        step = Fraction(1, 24) / stream.time_base
        assert all(b.dts - a.dts == step for a, b in pairwise(packets))
        assert all(p.pts >= p.dts for p in packets)
        assert sorted(p.pts for p in packets) == [step * i for i in range(film.frames)]
        assert float(stream.duration * stream.time_base) == pytest.approx(film.seconds)


def test_seeking_lands_on_the_frame_that_was_asked_for(spliced: tuple[Film, Path]) -> None:
    """A player that jumps into the film, fades included, shows what one that played up to it shows."""
    film, out = spliced
    every = video.read_frames(out)
    for index in (0, 47, 48, 53, 60, 111, 115, 123, 150, film.frames - 1):
        assert np.array_equal(video.frame_near(out, (index + 0.5) / film.frames), every[index]), index


def test_a_strict_decoder_has_nothing_to_say(spliced: tuple[Film, Path]) -> None:
    """FFmpeg's command line decodes the film to its end without a single warning, and counts its frames."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("no ffmpeg on this machine")
    film, out = spliced
    command = [ffmpeg, "-v", "warning", "-err_detect", "explode", "-xerror", "-i", str(out)]
    ran = subprocess.run(
        [*command, "-fps_mode", "passthrough", "-f", "framecrc", "-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert sum(line.startswith("0,") for line in ran.stdout.splitlines()) == film.frames


def test_chapters_metadata_and_index_are_as_in_any_film(spliced: tuple[Film, Path]) -> None:
    """Spliced films carry title, metadata and chapters, and their index stands in front."""
    _, out = spliced
    assert video.probe(out).metadata == {"title": "x", "seed": "1"}
    with av.open(str(out)) as container:
        assert [c["metadata"]["title"] for c in container.chapters()] == ["a", "b", "c"]
    data = out.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_the_same_clips_give_the_same_bytes(
    clips: list[Path], spliced: tuple[Film, Path], tmp_path: Path
) -> None:
    """Splicing twice gives identical files, whatever their name and folder."""
    VideoStitcher().cut("x", clips, tmp_path / "again.mp4", metadata={"seed": "1", "chapters": "a\nb\nc"})
    assert (tmp_path / "again.mp4").read_bytes() == spliced[1].read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["again.mp4"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: shoot(path, 60, 9, planned=False),
        lambda path: shoot(path, 60, 9, preset="slow"),
        lambda path: shoot(path, 60, 9, fps=25),
        lambda path: foreign(path),
    ],
    ids=["no key frames", "another preset", "another rate", "open groups"],
)
def test_clips_that_do_not_fit_are_encoded_instead(
    clips: list[Path], tmp_path: Path, spoil: object, caplog: pytest.LogCaptureFixture
) -> None:
    """With one clip of other parameters, rate or groups the whole film is encoded, and the log says why."""
    odd = spoil(tmp_path / "odd.mp4")  # type: ignore[operator]
    with caplog.at_level(logging.INFO, "rushes.editing.stitcher"):
        film = VideoStitcher().cut("x", [clips[0], odd, clips[1]], tmp_path / "film.mp4", metadata={})
    assert "the whole film is encoded" in caplog.text
    assert film.frames == len(video.read_frames(tmp_path / "film.mp4"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["film.mp4", "odd.mp4"]


def foreign(path: Path) -> Path:
    """A clip of another program: open groups of pictures, key frames where that program liked them."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(
            "libx264", rate=24, options={"g": "12", "x264-params": "open-gop=1:scenecut=0"}
        )
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        rng = np.random.default_rng(0)
        for _ in range(60):
            noise = rng.integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("fade", [0, 1 / 24, 2 / 24, 0.25])
def test_other_fades_are_exact_too(clips: list[Path], tmp_path: Path, fade: float) -> None:
    """Whether a fade can be spliced or not, the film has its exact length and decodes to it."""
    film = VideoStitcher(fade=fade).cut("x", clips, tmp_path / "film.mp4", metadata={})
    assert film.frames == 245 - 2 * round(fade * 24) == len(video.read_frames(tmp_path / "film.mp4"))


def test_one_clip_is_copied(clips: list[Path], tmp_path: Path) -> None:
    """A film of one scene is that scene, bit for bit."""
    VideoStitcher().cut("x", clips[:1], tmp_path / "film.mp4", metadata={})
    assert np.array_equal(video.read_frames(tmp_path / "film.mp4"), video.read_frames(clips[0]))


def test_clips_of_exactly_their_fades_are_spliced(tmp_path: Path) -> None:
    """A middle clip that is nothing but its two fades leaves nothing to copy, and no gap."""
    three = [shoot(tmp_path / f"{i}.mp4", 2 * FADE, i) for i in range(3)]
    film = VideoStitcher().cut("x", three, tmp_path / "film.mp4", metadata={})
    assert film.frames == 48 == len(video.read_frames(tmp_path / "film.mp4"))
    untouched(three, tmp_path / "film.mp4")


def test_stopping_or_a_full_disk_leave_nothing(clips: list[Path], tmp_path: Path) -> None:
    """Neither film nor fades remain when the work is stopped or there is no room."""

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        VideoStitcher().cut("x", clips, tmp_path / "film.mp4", metadata={}, report=stop)
    assert list(tmp_path.iterdir()) == []
    if Path("/dev/full").exists():
        (tmp_path / "film.mp4.partial").symlink_to("/dev/full")
        with pytest.raises(DiskFull):
            VideoStitcher().cut("x", clips, tmp_path / "film.mp4", metadata={})
        assert list(tmp_path.iterdir()) == []
