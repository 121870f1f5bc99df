"""Promises of the policy library and of the sentence about learning."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rushes.direction import Choice, SceneState
from rushes.errors import PolicyError
from rushes.policies.evidence import sentence, trend
from rushes.policies.inspection import inspect
from rushes.policies.library import Given, PolicyLibrary, begin, foretell, home
from rushes.policies.linear import LinearBandit
from rushes.policies.rehearsal.world import World

SHELF = "animatic.linear-ucb"
Taken = list[tuple[SceneState, Choice, float]]


def film(policy: LinearBandit, seed: int, takes: int = 6) -> Taken:
    world, taken = World(seed), []
    for _ in range(takes):
        state = world.state()
        choice = policy.choose(state, np.random.default_rng(0))
        reward, _ = world.shoot(choice.direction)
        policy.learn(state, choice, reward)
        taken.append((state, choice, reward))
    return taken


def given_back(library: PolicyLibrary, seed: int, start: str, policy: LinearBandit | None = None) -> Given:
    policy = policy or LinearBandit("ucb")
    taken = film(policy, seed)
    return library.give_back(
        SHELF, policy, start=start, taken=taken, film=f"film-{seed}", again=lambda: LinearBandit("ucb")
    )


def give(library: PolicyLibrary, seed: int, start: str, policy: LinearBandit | None = None) -> str:
    return given_back(library, seed, start, policy).entry


def test_a_film_starts_where_the_last_one_ended(tmp_path: Path) -> None:
    """What film 1 gave back is what film 2 starts from, under its version's name."""
    library, first = PolicyLibrary(tmp_path), LinearBandit("ucb")
    assert begin(first, library, SHELF, None) == "starts from nothing"
    assert give(library, 1, "new", first) == "v000001"
    second = LinearBandit("ucb")
    assert begin(second, library, SHELF, None) == "starts from library entry v000001 (1 films)"
    assert second.version == "v000001+6"
    for name, values in first.belief.arrays().items():
        assert np.array_equal(values, second.belief.arrays()[name])


def test_two_films_at_once_lose_no_takes(tmp_path: Path) -> None:
    """Two films that started from the same entry both count: the later one's takes are replayed on top."""
    library = PolicyLibrary(tmp_path)
    threads = [threading.Thread(target=give, args=(library, seed, "new")) for seed in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = LinearBandit("ucb")
    begin(last, library, SHELF, None)
    assert last.belief.count == 18
    entries = library.entries(SHELF)
    assert [entry.card["films"] for entry in entries] == [1, 2, 3]
    assert entries[-1].card["parent"] == "v000002"


def test_a_film_gives_back_once(tmp_path: Path) -> None:
    """Finishing the same film twice adds one entry."""
    library = PolicyLibrary(tmp_path)
    assert give(library, 1, "new") == "v000001"
    assert give(library, 1, "new") == ""
    assert len(library.entries(SHELF)) == 1


def test_rollback_and_forward(tmp_path: Path) -> None:
    """Rollback points to the older entry, keeps the newer one, and the next film branches from there."""
    library = PolicyLibrary(tmp_path)
    give(library, 1, "new")
    give(library, 2, "v000001")
    assert library.rollback(SHELF) == "v000001"
    latest = library.latest(SHELF)
    assert latest is not None
    assert latest.name == "v000001"
    with pytest.raises(PolicyError, match="no older entry"):
        library.rollback(SHELF)
    assert give(library, 3, "v000001") == "v000003"
    assert library.entries(SHELF)[-1].card["parent"] == "v000001"
    assert library.rollback(SHELF, "v000002") == "v000002"


def test_export_travels_and_foreign_archives_do_not(tmp_path: Path) -> None:
    """An exported entry is the same policy elsewhere; anything else is refused and leaves no trace."""
    library, there = PolicyLibrary(tmp_path / "a"), PolicyLibrary(tmp_path / "b")
    give(library, 1, "new")
    packed = library.export(SHELF, "v000001", tmp_path / "policy.zip")
    assert there.take_in(SHELF, packed, LinearBandit("ucb")) == "v000001"
    assert there.entries(SHELF)[0].card["parent"] == "v000001"
    with pytest.raises(PolicyError, match="linear_ucb"):
        there.take_in(SHELF, packed, LinearBandit("thompson"))
    (tmp_path / "junk.zip").write_bytes(b"not a zip")
    with pytest.raises(PolicyError, match="not an exported policy"):
        there.take_in(SHELF, tmp_path / "junk.zip", LinearBandit("ucb"))
    assert len(there.entries(SHELF)) == 1
    assert sorted(p.name for p in (tmp_path / "b" / "policy" / SHELF).iterdir()) == [
        ".lock",
        "LATEST",
        "v000001",
    ]


def test_an_archive_cannot_write_outside(tmp_path: Path) -> None:
    """A path inside an archive that is not an entry's file name is refused."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../evil.json", "{}")
    with pytest.raises(PolicyError, match="not an exported policy"):
        PolicyLibrary(tmp_path).take_in(SHELF, tmp_path / "evil.zip", LinearBandit("ucb"))
    assert not (tmp_path / "policy" / "evil.json").exists()


def shipped_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    LinearBandit("ucb").save(folder)
    return folder


def newer(entry: Path) -> None:
    card = entry / "card.json"
    card.write_text(card.read_text().replace('"schema": 1', '"schema": 9'))


def foreign(entry: Path) -> None:
    card = entry / "card.json"
    card.write_text(card.read_text().replace('"policy": "linear_ucb"', '"policy": "ppo"'))


def truncated(entry: Path) -> None:
    arrays = entry / "belief.npz"
    arrays.write_bytes(arrays.read_bytes()[:5000])


def older(entry: Path) -> None:
    """An entry from before an array was added, as after an update of Rushes."""
    with np.load(entry / "belief.npz") as file:
        kept = {name: file[name] for name in file.files if name != "log_weights"}
    np.savez(entry / "belief.npz", **kept)


def wordy(entry: Path) -> None:
    """An entry whose figures are words."""
    with np.load(entry / "belief.npz") as file:
        kept = {name: file[name] for name in file.files}
    np.savez(entry / "belief.npz", **{**kept, "count": np.array(["many"])})


def cardless(entry: Path) -> None:
    (entry / "card.json").unlink()


def odd_card(entry: Path) -> None:
    (entry / "card.json").write_text('{"schema": 1, "policy": "linear_ucb"}')


def uncounted(entry: Path) -> None:
    card = entry / "card.json"
    card.write_text(re.sub('"films": .', '"films": "some"', card.read_text()))


def gone(entry: Path) -> None:
    for file in entry.iterdir():
        file.unlink()
    entry.rmdir()


def lost_pointer(entry: Path) -> None:
    (entry.parent / "LATEST").write_bytes(b"\xff\x00 v1")


HARM = [
    pytest.param(newer, "newer", id="newer"),
    pytest.param(foreign, "holds a ppo", id="foreign"),
    pytest.param(truncated, "damaged", id="truncated"),
    pytest.param(older, "log_weights is not a file", id="older"),
    pytest.param(wordy, "count is not a finite array", id="wordy"),
    pytest.param(cardless, "card.json is missing", id="cardless"),
    pytest.param(odd_card, "damaged", id="odd-card"),
    pytest.param(uncounted, "damaged", id="uncounted"),
    pytest.param(gone, "card.json is missing", id="gone"),
    pytest.param(lost_pointer, "names no entry", id="lost-pointer"),
]


@pytest.mark.parametrize(("harm", "why"), HARM)
def test_a_refused_entry_is_told_and_the_film_starts_and_ends_well(
    tmp_path: Path, harm: Callable[[Path], None], why: str
) -> None:
    """Preflight and start say the same; the film gives back beside the bad entry; the next starts there."""
    library, shipped = PolicyLibrary(tmp_path / "home"), shipped_in(tmp_path / "shipped")
    bad = library.root / "policy" / SHELF / give(library, 1, "new")
    harm(bad)
    policy = LinearBandit("ucb")

    foretold = foretell(library, SHELF, lambda folder: inspect(folder, "linear_ucb"))
    told = begin(policy, library, SHELF, shipped)
    assert foretold == told
    assert "refused" in told
    assert why in told
    assert told.endswith("starts from the shipped, rehearsed policy")
    assert policy.belief.count == 0

    given = given_back(library, 2, "shipped", policy)
    assert why in given.note
    entry = library.entries(SHELF)[-1]
    assert (entry.name, entry.latest) == (given.entry, True)
    assert (entry.card["parent"], entry.card["films"], entry.card["attempts"]) == ("", 1, 6)
    assert begin(LinearBandit("ucb"), library, SHELF, shipped) == (
        f"starts from library entry {given.entry} (1 films)"
    )


@pytest.mark.parametrize(("harm", "why"), HARM)
def test_an_entry_that_goes_bad_during_the_film_does_not_end_it(
    tmp_path: Path, harm: Callable[[Path], None], why: str
) -> None:
    """What the film learned is kept, whatever became meanwhile of the entry that another film left."""
    library, policy = PolicyLibrary(tmp_path), LinearBandit("ucb")
    give(library, 1, "new")
    assert begin(policy, library, SHELF, None).startswith("starts from library entry v000001")
    harm(tmp_path / "policy" / SHELF / give(library, 2, "v000001"))

    given = given_back(library, 3, "v000001", policy)
    assert why in given.note
    assert "library entry v000001" in given.note
    entry = library.entries(SHELF)[-1]
    assert (entry.card["parent"], entry.card["films"], entry.card["attempts"]) == ("v000001", 2, 12)


def test_rollback_mends_a_lost_pointer(tmp_path: Path) -> None:
    """With a damaged LATEST, rollback points to the newest entry."""
    library = PolicyLibrary(tmp_path)
    lost_pointer(tmp_path / "policy" / SHELF / give(library, 1, "new"))
    assert library.rollback(SHELF) == "v000001"
    assert begin(LinearBandit("ucb"), library, SHELF, None).startswith("starts from library entry v000001")


def test_home_is_where_the_environment_says(tmp_path: Path) -> None:
    """`RUSHES_HOME` moves the library; without it the user's data folder holds it."""
    assert home({"RUSHES_HOME": str(tmp_path)}) == tmp_path
    assert home({}).name == "rushes"


def test_the_sentence_claims_only_what_the_interval_allows() -> None:
    """Rising, flat and short films get different sentences, and only a clear rise is called learning."""
    rng = np.random.default_rng(0)
    rising = [(1 + i // 3, 0.4 + 0.02 * i + float(rng.normal(0, 0.02))) for i in range(18)]
    flat = [(1 + i // 3, 0.5 + float(rng.normal(0, 0.05))) for i in range(18)]
    assert "rose by" in sentence(rising)
    assert "no evidence of learning" in sentence(flat)
    assert "too few" in sentence(rising[:5])
    falling = [(scene, 1.0 - reward) for scene, reward in rising]
    assert "fell by" in sentence(falling)
    found = trend(rising)
    assert found is not None
    assert found.low < found.rise < found.high


def test_pure_noise_is_rarely_called_learning() -> None:
    """Over 60 films without any learning, the sentence claims a rise in few of them."""
    rng = np.random.default_rng(1)
    claims = sum(
        "rose by" in sentence([(1 + i // 3, float(rng.normal(0.5, 0.1))) for i in range(30)])
        for _ in range(60)
    )
    assert claims <= 6
