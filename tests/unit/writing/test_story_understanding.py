"""What a prompt says in passing is understood: introductions, owners, companions, completions, phrases."""

import re

import pytest

from rushes.writing.asked import read_asked
from rushes.writing.introductions import introductions
from rushes.writing.obedience import compare
from rushes.writing.sentences import read
from rushes.writing.titles import headline

from .test_offline_screenwriter import called, written


@pytest.mark.parametrize(
    ("prompt", "bare", "looks"),
    [
        (
            "Mara, a tall woman with a red coat, finds a dog.",
            "Mara finds a dog.",
            [("Mara", "tall woman", ("a red coat",))],
        ),
        (
            "Two rival cooks, Bo, a stout man with a blue apron, and Lin, a girl in a green dress, argue.",
            "Bo and Lin argue.",
            [("Bo", "stout man", ("a blue apron",)), ("Lin", "girl", ("a green dress",))],
        ),
        (
            "An elderly couple, Otto and Marie, repaint their boat.",
            "Otto and Marie repaint their boat.",
            [("Otto", "elderly person", ()), ("Marie", "elderly person", ())],
        ),
        (
            "Captain Iris, a pirate with a purple coat, and her parrot sail home.",
            "Captain Iris and her parrot sail home.",
            [("Iris", "pirate", ("a purple coat",))],
        ),
        ("Paris, a city of lights, sleeps.", "Paris, a city of lights, sleeps.", []),
        ("Mara, a woman with big hopes, runs.", "Mara runs.", [("Mara", "woman", ())]),
    ],
)
def test_introductions_are_kept_and_taken_out(
    prompt: str, bare: str, looks: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Name, role and what can be seen of each; a place is nobody, and hopes cannot be seen."""
    assert introductions(prompt)[0] == bare
    assert [(look.name, look.role, look.looks) for look in read_asked(prompt).looks] == looks


def test_people_who_are_introduced_wear_what_was_said() -> None:
    """The film has exactly them, by name, and the planned-beside-asked table has every look."""
    prompt = "Two rival cooks, Bo, a stout man with a blue apron, and Lin, a girl with red boots, race."
    document = written(prompt)
    assert [c.name for c in document.characters] == ["Bo", "Lin"]
    lines = compare(read_asked(prompt), document)
    assert [line.planned for line in lines] == ["a blue apron", "red boots"]
    assert all(line.kept for line in lines)
    couple = written("An elderly couple, Otto and Marie, repaint their boat.")
    assert called(couple) == ["Otto elderly man", "Marie elderly woman"]


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        (
            "A samurai finds a single cherry tree still standing.",
            r"finds a single cherry tree still standing",
        ),
        ("A boxer teaches his son to throw a punch.", r"The boxer teaches the son to throw a punch"),
        ("A penguin steals a scientist's hat and leads her to a ship.", r"leads the scientist to a ship"),
        ("A young scribe discovers a door.", r"The young scribe discovers a door"),
        ("A baker wakes, bakes bread, and smiles.", r"wakes.*bakes bread"),
        ("A dancer with a wooden leg rehearses alone on a stage.", r"The dancer rehearses alone"),
        ("A nomad rides to an oasis where she finds her brother.", r"The nomad finds the brother"),
        ("A wolf and a boy make a truce.", r"stand face to face and lower their heads"),
        ("A cook hides a coin in a pot.", r"holds (?:his|her|their) breath"),
        ("A hunter spares a deer.", r"The hunter spares the deer"),
        ("A librarian shrinks and rides a mouse.", r"The librarian shrinks\. The librarian rides the mouse"),
        ("An ant carries a crumb while people dance.", r"The people dance\."),
        ("A statue comes alive and looks for the man who made her.", r"The statue looks for the man"),
        ("A thief sneaks into a museum and falls asleep.", r"opens both eyes and looks around"),
    ],
)
def test_the_story_of_the_prompt_is_told(prompt: str, told: str) -> None:
    """Completions stay with their verbs, pronouns find their owners, phrases tell what they mean."""
    assert re.search(told, " ".join(scene.action for scene in written(prompt).scenes))


@pytest.mark.parametrize(
    ("prompt", "people"),
    [
        ("A teacher in 1930s Oklahoma protects a boy.", ["teacher teacher", "boy boy"]),
        (
            "A clockmaker and his apprentice Nell repair a clock.",
            ["clockmaker clockmaker", "Nell apprentice"],
        ),
        ("A Chinese cook named Wei cooks soup.", ["Wei Chinese cook"]),
        (
            "A lonely satellite falls in love with a comet.",
            ["lonely satellite lonely satellite", "comet comet"],
        ),
    ],
)
def test_the_right_people_are_in_the_film(prompt: str, people: list[str]) -> None:
    """Places are no names, names are no phrases, peoples keep their capital, and a beloved thing plays."""
    assert called(written(prompt)) == people


@pytest.mark.parametrize(
    ("prompt", "place", "interior"),
    [
        ("A giraffe gets stuck in an elevator.", "the elevator", True),
        ("A boxer trains in an empty gym.", "the empty gym", True),
        ("A robot guards the last tree on Earth.", None, None),
        ("A goalkeeper misses a penalty.", "the stadium", False),
    ],
)
def test_places_are_where_such_things_happen(prompt: str, place: str | None, interior: bool | None) -> None:
    """Rooms have no trees in them, the Earth is no place to film, and players play in a stadium."""
    (location,) = written(prompt).locations
    assert location.name == place if place else location.name != "Earth"
    assert interior is None or location.interior is interior
    assert not (location.interior and "trees" in location.appearance())


def test_his_decides_sex_across_a_row_of_verbs() -> None:
    """*Burns his hand* makes the baker a man whatever the seed; *his apprentice* the clockmaker."""
    for seed in range(3):
        (baker,) = written("A baker wakes, bakes bread, and burns his hand.", seed).characters
        assert "woman" not in baker.appearance()
        assert (
            "woman"
            not in written("A clockmaker and his apprentice Nell sing.", seed).characters[0].appearance()
        )


def test_a_long_title_ends_between_words() -> None:
    """No word is cut, and no small word is left hanging."""
    long = headline("the extraordinarily patient lighthouse keeper and the very old whale of the north sea")
    assert len(long) <= 70
    assert long == "The Extraordinarily Patient Lighthouse Keeper and the Very Old Whale"


def test_logline_without_the_figures_of_the_film() -> None:
    """How long and how many scenes is not the story."""
    document = written("A 24-second film in 4 scenes: a baker wakes and bakes bread.")
    assert document.logline == "A baker wakes and bakes bread."
    assert len(document.scenes) == 4


def test_a_misread_noun_is_put_back() -> None:
    """*Scribe* and *bakes* come back in their own words with the right part of speech."""
    words = {w.text: w for w in read("A young scribe discovers a door.")}
    assert words["scribe"].is_noun
    assert words["discovers"].is_verb
    assert {w.text: w for w in read("A baker wakes, bakes bread, and rests.")}["bakes"].lemma == "bake"


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("Un vieux pêcheur trouve une bouteille sur la plage.", "The old fisherman finds a bottle."),
        ("Ein Mädchen rettet einen Igel im Regen.", "The girl saves the hedgehog."),
        ("Una bailarina ciega baila en la plaza de noche.", "The blind ballerina dances."),
        ("Un bambino costruisce un aquilone e vola sopra la città.", "The boy flies."),
        ("La reine perd sa clé, un chat la trouve.", "The cat finds the key."),
    ],
)
def test_deeds_in_other_languages_are_told(prompt: str, told: str) -> None:
    """Subject, verb and object of the five European languages, with an adjective beside the noun."""
    assert told in [scene.action for scene in written(prompt).scenes]


def test_a_foreign_doer_who_is_unknown_gives_nobody_elses_deed() -> None:
    """Of *the xylographer dreams of a cat* the cat does not dream."""
    document = written("Un xilógrafo sueña con su gato en la playa.")
    assert "dream" not in " ".join(scene.action for scene in document.scenes)


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("A fox teaches her cubs to swim.", ["animal", "animal", "animal"]),
        ("A cat burglar and a real cat rob a bank.", ["person", "animal"]),
        ("A girl finds a box full of paper birds.", ["person"]),
        ("A small submarine meets a giant squid.", ["vehicle", "animal"]),
    ],
)
def test_animals_are_animals_and_paper_is_paper(prompt: str, kinds: list[str]) -> None:
    """Cubs are no people, trades with animals are no animals, and a submarine that meets somebody plays."""
    assert [c.kind for c in written(prompt).characters] == kinds
