"""The cut: exact to the frame, whatever the clips are."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes import video
from rushes.editing.stitcher import VideoStitcher
from rushes.errors import DiskFull, EditError
from rushes.film import Join
from rushes.seams import Progress

WIDTH, HEIGHT = 96, 64
COLOURS = [(200, 40, 40), (40, 160, 60), (50, 70, 210), (220, 200, 60), (120, 60, 160)]


def flat(
    path: Path, colour: tuple[int, int, int], frames: int = 30, fps: float = 24, size=(WIDTH, HEIGHT)
) -> Path:
    clip = np.empty((frames, size[1], size[0], 3), np.uint8)
    clip[:] = colour
    video.write_clip(path, clip, fps, crf=6, keyframes=(12, frames - 12))
    return path


def numbered(path: Path, frames: int, offset: int = 0, fps: float = 24) -> Path:
    """A clip whose frame number can be read off the picture: six black or white bars, binary."""
    clip = np.zeros((frames, HEIGHT, WIDTH, 3), np.uint8)
    for t in range(frames):
        for bit in range(6):
            clip[t, :, bit * 16 : bit * 16 + 16] = 235 if (t + offset) >> bit & 1 else 16
    video.write_clip(path, clip, fps, crf=6)
    return path


def number(frame: np.ndarray) -> int:
    return sum(int(frame[HEIGHT // 2, bit * 16 + 8].mean() > 128) << bit for bit in range(6))


def singing(path: Path, hertz: float, frames: int = 30) -> Path:
    """A grey clip with a tone on both channels."""
    seconds = Fraction(frames, 24)
    t = np.arange(int(seconds * video.SAMPLE_RATE)) / video.SAMPLE_RATE
    tone = (0.5 * np.sin(2 * np.pi * hertz * t)).astype(np.float32)
    with video.ClipWriter(path, WIDTH, HEIGHT, Fraction(24), audio=True) as writer:
        writer.put_audio(np.stack([tone, tone]))
        for _ in range(frames):
            writer.put(np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
    return path


def heard(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], 1)


def strength(track: np.ndarray, hertz: float) -> float:
    t = np.arange(track.shape[1]) / video.SAMPLE_RATE
    return float(abs((track[0] * np.exp(-2j * np.pi * hertz * t)).mean()) * 2)


both_ways = pytest.mark.parametrize("splice", [True, False], ids=["spliced", "encoded"])


@both_ways
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("fade", [0.5, 0.25, 0])
def test_length_is_the_sum_less_the_fades(tmp_path: Path, count: int, fade: float, splice: bool) -> None:
    """Total frames = sum of the clips - (clips - 1) x fade, in the record and in the file."""
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i], 30 + i) for i in range(count)]
    film = VideoStitcher(fade=fade, splice=splice).cut("Whale", clips, tmp_path / "film.mp4", metadata={})
    overlap = round(fade * 24)
    assert film.frames == sum(30 + i for i in range(count)) - (count - 1) * overlap
    assert len(video.read_frames(tmp_path / "film.mp4")) == film.frames
    assert (film.fps, film.width, film.height, film.title) == (24, WIDTH, HEIGHT, "Whale")
    assert film.clips == tuple(clip.as_posix() for clip in clips)
    starts = [sum(30 + k for k in range(i)) - i * overlap for i in range(1, count)]
    assert film.joins == tuple(Join(frames=overlap, start=start) for start in starts)


@both_ways
def test_each_frame_of_a_fade_has_its_share(tmp_path: Path, splice: bool) -> None:
    """Frame i of an n-frame fade is (i + 1) / (n + 1) of the next clip; outside it nothing is mixed."""
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i]) for i in range(2)]
    VideoStitcher(splice=splice).cut("x", clips, tmp_path / "film.mp4", metadata={})
    frames = video.read_frames(tmp_path / "film.mp4").astype(float)
    first, second = (np.array(COLOURS[i], float) for i in range(2))
    for t, frame in enumerate(frames):
        share = min(1, max(0, (t - 18 + 1) / 13))
        assert np.abs(frame.mean((0, 1)) - (first * (1 - share) + second * share)).max() < 3, t


def test_no_frame_is_lost_repeated_or_moved(tmp_path: Path) -> None:
    """Read off the picture, every frame outside the fades is the frame that should stand there."""
    clips = [numbered(tmp_path / f"{i}.mp4", 40) for i in range(3)]
    VideoStitcher(fade=0.25).cut("x", clips, tmp_path / "film.mp4", metadata={})
    frames = video.read_frames(tmp_path / "film.mp4")
    assert len(frames) == 108
    seen = [number(frame) for frame in frames]
    assert seen[:34] == list(range(34))
    assert seen[40:68] == list(range(6, 34))
    assert seen[74:] == list(range(6, 40))


def test_a_moving_fade_equals_the_blend_of_its_clips(tmp_path: Path) -> None:
    """Against a blend computed here from the decoded clips, the film is within its own compression."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    clips = []
    for i in range(2):
        phase = rng.random(3) * 6
        clip = np.stack([
            np.stack([128 + 90 * np.sin(x / 9 + y / 13 + t / 6 + p) for p in phase], -1) for t in range(30)
        ]).astype(np.uint8)  # fmt: skip
        clips.append(tmp_path / f"{i}.mp4")
        video.write_clip(clips[-1], clip, 24, crf=6)
    VideoStitcher(crf=6, splice=False).cut("x", clips, tmp_path / "film.mp4", metadata={})
    a, b = (video.read_frames(clip).astype(float) for clip in clips)
    share = np.arange(1, 13)[:, None, None, None] / 13
    expected = np.concatenate([a[:18], a[18:] * (1 - share) + b[:12] * share, b[12:]])
    error = np.square(video.read_frames(tmp_path / "film.mp4") - expected).mean((1, 2, 3))
    assert 10 * np.log10(255**2 / error).min() > 38


@both_ways
def test_the_same_clips_give_the_same_bytes(tmp_path: Path, splice: bool) -> None:
    """Two cuts of the same clips are identical files."""
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i]) for i in range(3)]
    for name in ("a", "b"):
        VideoStitcher(splice=splice).cut("x", clips, tmp_path / f"{name}.mp4", metadata={"seed": "1"})
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_other_sizes_are_fitted_on_black(tmp_path: Path) -> None:
    """A square clip in a wide film stands in the middle, with black beside it and its shape kept."""
    clips = [flat(tmp_path / "a.mp4", COLOURS[0]), flat(tmp_path / "b.mp4", (200, 200, 200), size=(128, 128))]
    film = VideoStitcher(fade=0).cut("x", clips, tmp_path / "film.mp4", metadata={})
    assert (film.width, film.height) == (WIDTH, HEIGHT)
    last = video.last_frame(tmp_path / "film.mp4")
    assert last[:, :12].max() < 8
    assert last[:, -12:].max() < 8
    assert np.abs(last[:, 20:76].astype(int) - 200).max() <= 3


@pytest.mark.parametrize(
    ("fps", "frames", "expected"), [(16, 20, 30), (48, 60, 30), (23.976, 30, 30), (30, 30, 24)]
)
def test_other_rates_keep_their_time(tmp_path: Path, fps: float, frames: int, expected: int) -> None:
    """A clip of another rate plays as long as before, within half a frame."""
    clips = [flat(tmp_path / "a.mp4", COLOURS[0]), flat(tmp_path / "b.mp4", COLOURS[1], frames, fps)]
    film = VideoStitcher(fade=0).cut("x", clips, tmp_path / "film.mp4", metadata={})
    assert film.frames == 30 + expected == len(video.read_frames(tmp_path / "film.mp4"))


def test_the_film_takes_the_size_and_rate_it_is_given(tmp_path: Path) -> None:
    """Ordered size and rate win over the first clip's."""
    clips = [flat(tmp_path / "a.mp4", COLOURS[0])]
    film = VideoStitcher(fps=12, size=(64, 48)).cut("x", clips, tmp_path / "film.mp4", metadata={})
    info = video.probe(tmp_path / "film.mp4")
    assert (film.frames, info.frames, info.fps, info.width, info.height) == (15, 15, 12, 64, 48)


def test_silence_fills_in_for_a_missing_track(tmp_path: Path) -> None:
    """With one clip sounding, the film sounds there and is silent elsewhere; both tracks are one length."""
    clips = [
        flat(tmp_path / "a.mp4", COLOURS[0]),
        singing(tmp_path / "b.mp4", 440),
        flat(tmp_path / "c.mp4", COLOURS[2]),
    ]
    film = VideoStitcher().cut("x", clips, tmp_path / "film.mp4", metadata={})
    track = heard(tmp_path / "film.mp4")
    second = video.SAMPLE_RATE
    assert abs(track.shape[1] / second - film.seconds) < 2048 / second
    assert strength(track[:, : second // 2], 440) < 0.005
    assert strength(track[:, int(1.3 * second) : int(1.45 * second)], 440) > 0.4
    assert strength(track[:, int(2.1 * second) :], 440) < 0.005


def test_sounds_cross_over_in_the_fade(tmp_path: Path) -> None:
    """In the middle of a fade both tones are heard at equal strength; before and after, one alone."""
    clips = [singing(tmp_path / "a.mp4", 440), singing(tmp_path / "b.mp4", 660)]
    VideoStitcher().cut("x", clips, tmp_path / "film.mp4", metadata={})
    track, second = heard(tmp_path / "film.mp4"), video.SAMPLE_RATE
    middle = track[:, int(0.975 * second) : int(1.025 * second)]
    assert strength(middle, 440) == pytest.approx(0.5 * np.sqrt(0.5), abs=0.06)
    assert strength(middle, 660) == pytest.approx(0.5 * np.sqrt(0.5), abs=0.06)
    assert strength(track[:, : int(0.7 * second)], 660) < 0.02
    assert strength(track[:, int(1.3 * second) :], 440) < 0.02


def test_silent_clips_make_a_film_without_a_sound_track(tmp_path: Path) -> None:
    """No empty audio track is invented."""
    VideoStitcher().cut("x", [flat(tmp_path / "a.mp4", COLOURS[0])], tmp_path / "film.mp4", metadata={})
    assert not video.probe(tmp_path / "film.mp4").audio


@both_ways
def test_chapters_and_metadata_are_in_the_file(tmp_path: Path, splice: bool) -> None:
    """Players list the scenes by name; title, prompt and seeds can be read back."""
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i]) for i in range(3)]
    metadata = {"prompt": "a whale", "seeds": "1 2 3", "chapters": "The beach\nThe whale"}
    VideoStitcher(splice=splice).cut("Whale", clips, tmp_path / "film.mp4", metadata=metadata)
    assert video.probe(tmp_path / "film.mp4").metadata == {
        "title": "Whale", "prompt": "a whale", "seeds": "1 2 3",
    }  # fmt: skip
    with av.open(str(tmp_path / "film.mp4")) as container:
        chapters = container.chapters()
    assert [c["metadata"]["title"] for c in chapters] == ["The beach", "The whale", "Scene 3"]
    assert [c["start"] * c["time_base"] * 24 for c in chapters] == [0, 24, 42]
    assert chapters[-1]["end"] * chapters[-1]["time_base"] * 24 == 66


def test_a_clip_shorter_than_its_fades_is_named(tmp_path: Path) -> None:
    """The middle clip needs two fades, the outer ones one; exactly enough is enough."""
    long, short = flat(tmp_path / "long.mp4", COLOURS[0]), flat(tmp_path / "short.mp4", COLOURS[1], 23)
    with pytest.raises(
        EditError, match=r"short\.mp4 .* has 23 frames, but its 2 crossfades of 12 frames need 24"
    ):
        VideoStitcher().cut("x", [long, short, long], tmp_path / "film.mp4", metadata={})
    with pytest.raises(EditError, match=r"short\.mp4 .* its 1 crossfade of 24 frames need 24"):
        VideoStitcher(fade=1).cut("x", [short, long], tmp_path / "film.mp4", metadata={})
    assert not (tmp_path / "film.mp4").exists()
    exact = flat(tmp_path / "exact.mp4", COLOURS[2], 24)
    film = VideoStitcher().cut("x", [exact, exact, exact], tmp_path / "film.mp4", metadata={})
    assert film.frames == 48 == len(video.read_frames(tmp_path / "film.mp4"))


def test_missing_damaged_and_no_clips_are_refused(tmp_path: Path) -> None:
    """Each refusal says which clip and what to do, and no film is left."""
    good = flat(tmp_path / "good.mp4", COLOURS[0])
    data = good.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 2 // 3])
    out = tmp_path / "film.mp4"
    with pytest.raises(EditError, match="no clip"):
        VideoStitcher().cut("x", [], out, metadata={})
    with pytest.raises(EditError, match=r"gone\.mp4 is missing"):
        VideoStitcher().cut("x", [good, tmp_path / "gone.mp4"], out, metadata={})
    with pytest.raises(EditError, match=r"cut\.mp4"):
        VideoStitcher().cut("x", [good, tmp_path / "cut.mp4"], out, metadata={})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cut.mp4", "good.mp4"]


def test_progress_counts_to_the_end_and_may_stop_the_cut(tmp_path: Path) -> None:
    """Progress rises to the total; stopping it leaves no film."""
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i]) for i in range(2)]
    heard_of: list[Progress] = []
    VideoStitcher().cut("x", clips, tmp_path / "a.mp4", metadata={}, report=heard_of.append)
    done = [progress.done for progress in heard_of]
    assert done == sorted(done)
    assert heard_of[-1] == Progress(done=48, total=48)

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        VideoStitcher().cut("x", clips, tmp_path / "b.mp4", metadata={}, report=stop)
    assert not list(tmp_path.glob("b.mp4*"))


@both_ways
def test_a_full_disk_leaves_no_film(tmp_path: Path, splice: bool) -> None:
    """DiskFull, and nothing under the final name."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    clips = [flat(tmp_path / f"{i}.mp4", COLOURS[i]) for i in range(2)]
    (tmp_path / "film.mp4.partial").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        VideoStitcher(splice=splice).cut("x", clips, tmp_path / "film.mp4", metadata={})
    assert not list(tmp_path.glob("film*"))


def test_importing_the_stitcher_loads_no_codec() -> None:
    """The command line starts fast because PyAV is loaded when the first clip is cut, not before."""
    code = "import sys, rushes.editing.stitcher; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
