"""The run folder: whole or absent, locked, never mixed up, never overwritten when damaged."""

import errno
import json
import multiprocessing

import numpy as np
import pytest

from rushes.errors import CorruptRun, DiskFull, FolderBusy, MemoryError_, RequestMismatch, RushesError
from rushes.files import write_bytes
from rushes.film import LogEntry
from rushes.memory import SCHEMA, ConsistencyMemory, Layout, asked, digest, found_digest, move_aside

REQUEST = {"prompt": "a fox", "seed": 1}


def entry(scene: int) -> LogEntry:
    return LogEntry(
        scene=scene,
        summary="The fox runs.",
        location="wood",
        characters=("fox",),
        time_of_day="dawn",
        weather="clear",
        reward=0.8,
        clip="output/clips/scene-01/take-01.mp4",
        last_frame="memory/last_frames/scene-01-take-01.png",
    )


def test_once_makes_a_value_the_first_time_only(tmp_path):
    """The second call loads what the first one kept."""
    made = []
    with ConsistencyMemory(Layout(root=tmp_path), REQUEST) as memory:
        for _ in range(2):
            value = memory.once(tmp_path / "memory/x.json", list[int], lambda: made.append(1) or [1, 2])

    assert value == [1, 2]
    assert made == [1]


def test_another_request_is_refused_and_named(tmp_path):
    """The error says what differs and that --fresh moves the old run aside."""
    with ConsistencyMemory(Layout(root=tmp_path), REQUEST):
        pass

    with pytest.raises(RequestMismatch, match="prompt") as caught:
        ConsistencyMemory(Layout(root=tmp_path), {**REQUEST, "prompt": "a wolf"}).__enter__()
    assert "--fresh" in str(caught.value)


def test_the_digest_does_not_depend_on_order():
    """Equal requests have equal digests; any other value has another."""
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 1, "b": 3})


def test_the_log_survives_and_a_scene_is_entered_once(tmp_path):
    """What was remembered is there after reopening; remembering a scene again replaces it."""
    with ConsistencyMemory(Layout(root=tmp_path), REQUEST) as memory:
        memory.remember(entry(1), (0.5, None, 0.8))
        memory.remember(entry(2), (0.9,))
    with ConsistencyMemory(Layout(root=tmp_path), REQUEST) as memory:
        memory.remember(entry(1), (0.5, None, 0.8))

        assert [e.scene for e in memory.log()] == [1, 2]
        assert [e.scene for e in memory.log(before=2)] == [1]
        curve = memory.array("reward-history")
    np.testing.assert_array_equal(curve, [0.5, np.nan, 0.8, 0.9])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"schema": "x"}', b"\xff\x00", b'{"schema": 1}'])
def test_a_damaged_state_is_kept_aside_then_the_run_goes_on(tmp_path, damage):
    """The first open says so and keeps the file aside; the second one works."""
    layout = Layout(root=tmp_path)
    with ConsistencyMemory(layout, REQUEST) as memory:
        memory.keep(layout.document, dict, {"a": 1})
    layout.state.write_bytes(damage)

    with pytest.raises(CorruptRun, match="kept as"):
        ConsistencyMemory(layout, REQUEST).__enter__()
    with ConsistencyMemory(layout, REQUEST) as memory:
        assert memory.read(layout.document, dict) == {"a": 1}
    assert layout.state.with_name("state.json.damaged-1").read_bytes() == damage


def test_without_a_state_the_document_tells_whose_run_it_is(tmp_path):
    """Losing state.json does not let another film write into the folder."""
    layout = Layout(root=tmp_path)
    with ConsistencyMemory(layout, REQUEST) as memory:
        memory.keep(layout.document, dict, {})
    layout.state.unlink()

    with pytest.raises(RequestMismatch):
        ConsistencyMemory(layout, {"prompt": "other"}).__enter__()


def test_a_newer_schema_is_refused_and_left_in_place(tmp_path):
    """It is not guessed at, and not moved."""
    layout = Layout(root=tmp_path)
    layout.state.parent.mkdir(parents=True)
    layout.state.write_text(json.dumps({"schema": SCHEMA + 1, "request": "x"}))

    with pytest.raises(CorruptRun, match="newer version"):
        found_digest(layout)
    assert layout.state.exists()


def _hold(root, ready, done):
    with ConsistencyMemory(Layout(root=root), REQUEST):
        ready.set()
        done.wait(20)


def test_a_second_process_is_refused(tmp_path):
    """Two shoots in one folder would overwrite each other."""
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, ready, done))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(FolderBusy, match="another process"):
            ConsistencyMemory(Layout(root=tmp_path), REQUEST).__enter__()
        with pytest.raises(FolderBusy):
            move_aside(Layout(root=tmp_path))
    finally:
        done.set()
        other.join()


def test_fresh_moves_the_old_run_aside(tmp_path):
    """Every file of it is still there, under previous-runs/."""
    layout = Layout(root=tmp_path)
    with ConsistencyMemory(layout, REQUEST) as memory:
        memory.keep(layout.document, dict, {"a": 1})
    (tmp_path / "mine.txt").write_text("not ours")

    assert move_aside(layout) == tmp_path / "previous-runs/001"
    assert (tmp_path / "previous-runs/001/story_bible/creative_document.json").is_file()
    assert (tmp_path / "mine.txt").is_file()
    assert asked(layout) == {}
    assert move_aside(layout) is None


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    """ENOSPC becomes DiskFull; the old content stays, no partial file remains."""
    path = tmp_path / "a.json"
    write_bytes(path, b"old")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull, match="no room"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be_is_told(tmp_path):
    """Not a traceback."""
    (tmp_path / "memory").write_text("in the way")

    with pytest.raises(MemoryError_, match="cannot write"):
        ConsistencyMemory(Layout(root=tmp_path), REQUEST).__enter__()


def test_leftovers_of_a_killed_process_are_swept(tmp_path):
    """Partial files of a kill -9 disappear when the folder is opened again."""
    layout = Layout(root=tmp_path)
    with ConsistencyMemory(layout, REQUEST):
        pass
    partial = tmp_path / "output/clips/scene-01/take-01.mp4.partial"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"half")

    with ConsistencyMemory(layout, REQUEST):
        assert not partial.exists()


def test_errors_survive_pickling_and_name_their_place():
    """Worker processes hand them over; the place is filled in once, the most exact first."""
    import pickle

    error = RushesError("broke", todo="mend it").at("scene 2, take 1").at("elsewhere")
    again = pickle.loads(pickle.dumps(error))

    assert str(again) == str(error) == "scene 2, take 1: broke\n  What to do: mend it"
