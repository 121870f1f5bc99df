"""Promises about where a film's policy starts from, and about what becomes of what it learned."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from rushes.casting.members import Call
from rushes.casting.policies import POLICIES
from rushes.config import Settings
from rushes.memory import ConsistencyMemory, Layout
from rushes.policies.library import PolicyLibrary
from rushes.policies.linear import LinearBandit
from rushes.policies.rehearsal.world import World
from rushes.policies.shipped import FOLDER
from rushes.policies.storage import write_arrays
from rushes.premiere import policy_notes, return_learning, started

SETTINGS = Settings(CREW="embedded", VIDEO_MODEL="animatic", RL_ALGORITHM="LINUCB")


def memory_at(root: Path, home: Path) -> tuple[ConsistencyMemory, dict[str, str]]:
    return ConsistencyMemory(Layout(root=root), {"prompt": "x", "seed": 7}), {"RUSHES_HOME": str(home)}


def record_of(policy: LinearBandit, takes: int = 6) -> SimpleNamespace:
    """What `return_learning` reads of a finished film."""
    world, scene = World(3), []
    for _ in range(takes):
        state = world.state()
        choice = policy.choose(state, np.random.default_rng(0))
        reward, _ = world.shoot(choice.direction)
        learning = policy.learn(state, choice, reward)
        scene.append(SimpleNamespace(learning=learning, reward=reward, state=state, choice=choice))
    return SimpleNamespace(takes=(tuple(scene),))


def cast_of(home: Path, root: Path) -> SimpleNamespace:
    call = Call(settings=SETTINGS, seed=0, root=root, environ={"RUSHES_HOME": str(home)})
    return SimpleNamespace(call=call)


def truncate(folder: Path) -> None:
    arrays = folder / "belief.npz"
    arrays.write_bytes(arrays.read_bytes()[:3000])


def test_the_same_request_starts_from_the_same_knowledge(tmp_path: Path) -> None:
    """However much the library has learned since, a request's first start is its start again."""
    first = LinearBandit("ucb")
    memory, environ = memory_at(tmp_path / "one", tmp_path / "home")
    with memory:
        started(first, memory, environ)
    wiser = LinearBandit("ucb")
    record_of(wiser)
    memory, environ = memory_at(tmp_path / "two", tmp_path / "home")
    with memory:
        assert started(wiser, memory, environ).version == first.version


def test_a_damaged_start_is_taken_from_where_it_is_kept(tmp_path: Path) -> None:
    """The run folder's copy of the start is damaged: the library's copy is as good, and nothing is lost."""
    memory, environ = memory_at(tmp_path / "run", tmp_path / "home")
    with memory:
        started(LinearBandit("ucb"), memory, environ)
        truncate(memory.layout.policy / "start")
        started(LinearBandit("ucb"), memory, environ)
        assert policy_notes(memory) == ()
        LinearBandit("ucb").load(memory.layout.policy / "start")


def test_a_start_that_nobody_can_read_is_told_and_the_film_goes_on(tmp_path: Path) -> None:
    """Both copies damaged, or of an older Rushes: the film goes on from the cast policy, and says so."""
    memory, environ = memory_at(tmp_path / "run", tmp_path / "home")
    with memory:
        started(LinearBandit("ucb"), memory, environ)
        truncate(memory.layout.policy / "start")
        truncate(tmp_path / "home" / "starts" / memory.digest)
        for _ in range(2):
            assert started(LinearBandit("ucb"), memory, environ).version == "new+0"
        (note,) = policy_notes(memory)
    assert "cannot be read" in note


def test_a_film_ends_well_when_the_library_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No entry, no exception: the report says what was lost."""
    policy, crew = LinearBandit("ucb"), cast_of(tmp_path / "home", tmp_path)
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    with ConsistencyMemory(Layout(root=tmp_path / "run"), {"prompt": "x"}) as memory:
        assert return_learning(record_of(policy), policy, crew, memory) == ""
        (note,) = policy_notes(memory)
    assert "could not be kept" in note


def test_a_film_gives_back_beside_an_entry_of_an_older_network(tmp_path: Path) -> None:
    """Preflight and start refuse it alike; the film's learning is a new entry after the shipped policy."""
    crew = cast_of(tmp_path / "home", tmp_path)
    member, library = POLICIES["LINUCB"], PolicyLibrary(tmp_path / "home")
    policy = member.build(crew.call)
    with ConsistencyMemory(Layout(root=tmp_path / "run"), {"prompt": "x"}) as memory:
        assert return_learning(record_of(policy), policy, crew, memory) == "v000001"
    truncate(library.root / "policy" / "animatic.linear-ucb" / "v000001")
    assert "v000001 refused" in member.note(crew.call)

    again = member.build(crew.call)
    with ConsistencyMemory(Layout(root=tmp_path / "run2"), {"prompt": "y"}) as memory:
        assert return_learning(record_of(again), again, crew, memory) == "v000002"
        (note,) = policy_notes(memory)
    assert "v000001" in note or "passed over" in note
    assert library.entries("animatic.linear-ucb")[-1].card["parent"] == ""
    assert "starts from library entry v000002" in member.note(crew.call)


def test_the_preflight_notices_an_entry_of_another_network(tmp_path: Path) -> None:
    """Without building the network: an entry whose weights have other names than this Rushes' is refused."""
    settings = Settings(CREW="embedded", VIDEO_MODEL="animatic", RL_ALGORITHM="PPO")
    call = Call(settings=settings, seed=0, root=tmp_path, environ={"RUSHES_HOME": str(tmp_path)})
    entry = tmp_path / "policy" / "animatic" / "v000001"
    entry.mkdir(parents=True)
    (entry.parent / "LATEST").write_text("v000001", encoding="utf-8")
    for file in ("card.json", "belief.npz"):
        (entry / file).write_bytes((FOLDER / file).read_bytes())
    with np.load(FOLDER / "network.npz") as file:
        weights = {name: file[name] for name in file.files}
    write_arrays(entry / "network.npz", weights)
    assert "starts from library entry v000001" in POLICIES["PPO"].note(call)
    write_arrays(entry / "network.npz", {n: w for n, w in weights.items() if n != "policy/voice"})
    told = POLICIES["PPO"].note(call)
    assert "v000001 refused" in told
    assert "voice is missing" in told
