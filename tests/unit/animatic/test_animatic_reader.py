"""What the prompt reader understands."""

from typing import get_args

import pytest

from rushes.engines.animatic.figures import look_of
from rushes.engines.animatic.reader import read
from rushes.engines.animatic.wardrobe import dress
from rushes.engines.animatic.words import COLOURS
from rushes.film import CameraMove, ShotSize

ENRICHED = (
    "Elias, an elderly lighthouse keeper with short silver hair, a white beard, a navy-blue pea "
    "coat and a yellow oilskin hat, "
    "discovers a glowing whale stranded on the beach. On the beach at dawn, in light fog, with pale sand. "
    "Wide shot, low angle, the camera pans left. Elias looks exactly as before, the same in every "
    "detail. Hand-painted look."
)


def test_a_compiled_prompt_is_read_whole() -> None:
    """Who, where, when, how seen and what happens are all taken from the text."""
    s = read(ENRICHED, 1, (("elias", "Elias"), ("whale", "whale")))
    assert (s.size, s.move, s.angle, s.time, s.weather, s.place) == (
        "wide",
        "pan left",
        "low",
        "dawn",
        "fog",
        "beach",
    )
    elias, whale = s.figures
    assert (elias.label, elias.reference, elias.kind, elias.sex, elias.age) == (
        "Elias",
        "elias",
        "person",
        "man",
        "old",
    )
    assert elias.actions == (("discover", "whale"),)
    assert (whale.kind, whale.reference, whale.actions) == ("whale", "whale", (("sleep", ""),))


@pytest.mark.parametrize("size", get_args(ShotSize))
def test_every_shot_size_is_understood(size: ShotSize) -> None:
    """The closed vocabulary of shot sizes is read back."""
    assert read(f"A man in a meadow. {size} shot.", 1).size == size


MOVES = {
    "static": "static camera",
    "pan left": "the camera pans left",
    "pan right": "the camera pans right",
    "tilt up": "the camera tilts up",
    "tilt down": "the camera tilts down",
    "dolly in": "the camera dollies in slowly",
    "dolly out": "the camera dollies out",
    "truck left": "the camera trucks left",
    "truck right": "the camera trucks right",
    "crane up": "the camera cranes up",
    "crane down": "the camera cranes down",
    "orbit": "the camera orbits around the subject",
    "handheld": "handheld camera with a slight sway",
    "zoom in": "the camera zooms in",
    "zoom out": "the camera zooms out slowly",
}


@pytest.mark.parametrize("move", get_args(CameraMove))
def test_every_camera_move_is_understood(move: CameraMove) -> None:
    """The closed vocabulary of camera moves is read back, and no crane flies through the picture."""
    s = read(f"Wide shot of a man in a meadow, {MOVES[move]}.", 1)
    assert s.move == move
    assert [f.kind for f in s.figures] == ["person"]


def labels(prompt: str) -> list[str]:
    return [f.label for f in read(prompt, 1).figures]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Mara hugs Tom in the kitchen. Mara, a baker; Tom, a tall man.", ["Mara", "Tom"]),
        ("Two knights fight.", ["knight", "knight 2"]),
        ("Two children, a girl with a red coat and a boy with a hat, dance.", ["girl", "boy"]),
        ("The lighthouse keeper walks. He sits down. The keeper sleeps.", ["keeper"]),
        ("A detective in a grey trench coat waits.", ["detective"]),
        ("The camera cranes up over an empty beach.", []),
        ("A cloud shaped like a dog above the meadow.", []),
        ("An owl flies through the forest.", ["owl"]),
        ("A fisherman's hut by the river.", []),
    ],
)
def test_figures_are_the_ones_that_the_text_names(prompt: str, expected: list[str]) -> None:
    """Names, roles, numbers and pronouns are resolved; comparisons, places and the camera are nobody."""
    assert labels(prompt) == expected


def test_a_shared_verb_belongs_to_the_whole_subject() -> None:
    """``Anselm, Levi and the dog fight``: all three do."""
    s = read("Anselm, a knight. Levi, a knight. A dog. Anselm, Levi and the dog fight.", 1)
    assert {f.label: f.actions[-1][0] for f in s.figures} == {
        "Anselm": "fight",
        "Levi": "fight",
        "dog": "fight",
    }


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("A lighthouse keeper walks along the beach.", "beach"),
        ("A street musician plays in the forest.", "forest"),
        ("A woman at the oasis in the Sahara.", "desert"),
        ("The beach below the lighthouse: pale sand.", "beach"),
        ("A cook in the kitchen of a castle.", "kitchen"),
        ("A diver meets a whale. On the ice in the afternoon, under a clear sky.", "snowfield"),
        ("An eagle soars in the sky.", "sky"),
    ],
)
def test_the_place_is_where_it_happens(prompt: str, place: str) -> None:
    """Nouns that only describe somebody are no place."""
    assert read(prompt, 1).place == place


def test_unknown_places_and_animals_fall_to_the_nearest_kind_and_say_so() -> None:
    """The notes name what was drawn instead."""
    s = read("An osprey flies over the glacier.", 1)
    assert [f.kind for f in s.figures] == ["eagle"]
    assert s.place == "snowfield"
    assert any("osprey" in text for _, text in s.notes)


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        " ",
        "夜の海辺で老人が歩く",
        "Un chat noir traverse la rue",
        "🚀🚀🚀",
        "night at noon " * 400,
        "a" * 6000,
        "<b>x</b> ../../etc",
        "\x00\n\t",
        ".",
    ],
)
def test_any_text_gives_a_staging(prompt: str) -> None:
    """Other languages, nothing, too much, contradictions: a sane shot, never an exception."""
    assert read(prompt, 3).place


def test_what_the_text_leaves_out_comes_from_the_seed() -> None:
    """Same seed, same staging; other seeds vary what is not named and keep what is."""
    assert read("A man at the beach at night.", 1) == read("A man at the beach at night.", 1)
    many = [read("A man at the beach at night.", seed) for seed in range(12)]
    assert {(s.time, s.place) for s in many} == {("night", "beach")}
    assert len({(s.size, s.move) for s in many}) > 3


@pytest.mark.parametrize(
    ("prompt", "place", "kinds"),
    [
        ("A ship sails across the sea.", "open sea", ["ship"]),
        ("A whale swims in the ocean.", "open sea", ["whale"]),
        ("A mermaid swims in the deep ocean.", "underwater", ["person"]),
        ("A woman looks at the sea.", "beach", ["person"]),
        ("Two astronauts plant a flag on the moon.", "planet", ["person", "person"]),
        ("A spaceship lands on mars.", "planet", ["spaceship"]),
        ("A wolf howls at the moon.", "forest", ["wolf"]),
        ("A polar bear walks on the ice.", "snowfield", ["bear"]),
        ("A cat sleeps on a windowsill.", "living room", ["cat"]),
        ("A train crosses a bridge.", "bridge", ["train engine"]),
        ("A samurai stands under cherry blossoms.", "garden", ["person"]),
        ("A surfer rides a huge wave.", "open sea", ["person"]),
        ("A chef cooks pasta.", "kitchen", ["person"]),
        ("A nurse walks down a hospital corridor.", "bedroom", ["person"]),
        ("An eagle soars over the mountains.", "mountain", ["eagle"]),
        ("A pirate ship attacks a fort.", "castle", ["ship"]),
        ("Elias waves from the shore.", "beach", ["person"]),
        ("A child builds a sandcastle on the beach.", "beach", ["person"]),
        ("A ballerina dances on a stage.", "theatre", ["person"]),
        ("A robot walks through a ruined city.", "street", ["robot"]),
        ("A wizard casts a spell.", "castle", ["person"]),
    ],
)
def test_common_prompts_read_sensibly(prompt: str, place: str, kinds: list[str]) -> None:
    """Who is there and where: as named, or where such things are mostly found."""
    s = read(prompt, 1)
    assert (s.place, [f.kind for f in s.figures]) == (place, kinds)


def test_waves_are_of_the_sea_or_of_the_hand() -> None:
    """After its subject it is what somebody does; after an article it is water."""
    assert read("A woman in a red dress waves in the village.", 1).figures[0].actions == (("wave", ""),)
    assert read("A man watches the waves.", 1).figures[0].actions == (("stand", ""),)


def test_what_is_held_has_a_holder() -> None:
    """A lantern that somebody holds is in the hand, however the clothes are told."""
    s = read("A man with a yellow sweater holds a lantern in the forest.", 1)
    assert [(p.kind, p.owner) for p in s.props] == [("lantern", "man")]


LOOKS = "with curly red hair, pale skin, a teal sweater and brown trousers"


@pytest.mark.parametrize(
    ("calls", "sex", "age"),
    [
        ("A child, a little boy", "man", "child"),
        ("A lost child, a little girl", "woman", "child"),
        ("A teenager, a young man", "man", "teen"),
        ("A pianist, an elderly woman", "woman", "old"),
        ("A lady, an elderly woman", "woman", "old"),
        ("A stranger, a sailor", "", ""),
        ("A king, a little boy", "man", "child"),
    ],
)
def test_who_is_said_to_be_somebody_is_one_person(calls: str, sex: str, age: str) -> None:
    """An apposition is no second figure: its looks, age and sex are those of the first noun."""
    s = read(f"{calls} {LOOKS}. {calls.split(',')[0].replace('A', 'The', 1)} walks on.", 1)
    assert len(s.figures) == 1
    figure = s.figures[0]
    assert (figure.sex, figure.age) == (sex, age)
    assert figure.label in calls.split(",")[0]
    assert all(part in figure.text for part in ("red hair", "teal sweater", "brown trousers"))
    assert figure.actions[-1][0] == "walk"


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("A man, a boy and a dog walk.", ["man", "boy", "dog"]),
        ("A man, a woman and a child walk.", ["man", "woman", "child"]),
        ("A knight, a wizard and a dragon fight.", ["knight", "wizard", "dragon"]),
        ("A knight, a wizard, and a queen fight.", ["knight", "wizard", "queen"]),
        ("A woman, a boy with a red cap and a dog run.", ["woman", "boy", "dog"]),
        ("A child, an old man with a white beard and a cat run.", ["child", "man", "cat"]),
        ("A knight, a wizard with a red robe. The wizard meets the knight.", ["knight", "wizard"]),
    ],
)
def test_a_list_of_people_is_no_apposition(prompt: str, expected: list[str]) -> None:
    """People who cannot be the same, or who are counted off, stay as many as there are."""
    assert labels(prompt) == expected


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("A cat burglar", ["person"]),
        ("A dog walker", ["person"]),
        ("A lion tamer", ["person"]),
        ("A horse trainer", ["person"]),
        ("A bird watcher", ["person"]),
        ("A fox hunter", ["person"]),
        ("A bear hunter", ["person"]),
        ("A robot maker", ["person"]),
        ("A train driver", ["person"]),
        ("A ship captain", ["person"]),
        ("A snow leopard", ["tiger"]),
        ("A police dog", ["dog"]),
        ("A spider monkey", ["monkey"]),
    ],
)
@pytest.mark.parametrize("rest", ["walks.", "loses a hat.", "with a red scarf waits.", "sees his house."])
def test_the_last_noun_of_a_compound_says_what_it_is(phrase: str, rest: str, kinds: list[str]) -> None:
    """What stands before a noun for a person or animal describes it, and is not there itself."""
    assert [f.kind for f in read(f"{phrase} {rest}", 1).figures] == kinds


def test_a_reference_is_bound_where_its_whole_name_is_spoken() -> None:
    """Names that share a noun, or whose noun nobody knows, are told apart by all their words."""
    names = (("tall", "tall man"), ("old", "old man"), ("bear", "bear"), ("whisperer", "bear zorber"))
    prompt = "An old man with a red coat. A tall man. A bear zorber with a blue hat. The bear sleeps."
    s = read(prompt, 1, names)
    assert [(f.reference, f.kind) for f in s.figures] == [
        ("old", "person"),
        ("tall", "person"),
        ("whisperer", "person"),
        ("bear", "bear"),
    ]
    assert ["red coat" in f.text for f in s.figures] == [True, False, False, False]


def test_one_man_and_another_are_two() -> None:
    """``a man in a red shirt and a man in a blue shirt, fight`` are two people who do the same."""
    s = read("Two boxers, a man in a red shirt and a man in a blue shirt, fight in the alley.", 1)
    assert [f.kind for f in s.figures] == ["person", "person"]
    assert [f.actions[0][0] for f in s.figures] == ["fight", "fight"]
    assert ["red" in f.words for f in s.figures] == [True, False]


def test_a_flock_is_several() -> None:
    """``a flock of sheep`` is more than one sheep."""
    assert [f.kind for f in read("A flock of sheep grazes on the meadow.", 1).figures] == ["sheep"] * 5


def test_a_chef_in_an_apron_cooks() -> None:
    """``cooks`` after clothes is a deed, not a second cook."""
    s = read("A chef with a white apron cooks soup in the kitchen.", 1)
    assert [(f.kind, f.actions) for f in s.figures] == [("person", (("cook", ""),))]


def test_a_wave_is_surfed_and_a_horse_ridden() -> None:
    """What is ridden decides the deed."""
    assert read("A woman rides a big wave on the sea.", 1).figures[0].actions[0][0] == "surf"
    assert read("A woman rides a horse on the beach.", 1).figures[0].actions[0] == ("ride", "horse")


def test_fire_that_is_breathed_is_no_campfire() -> None:
    """A dragon breathes it; nothing burns on the ground, and the reader does not stumble."""
    s = read("Wide shot, dusk. A dragon breathes fire at a village. High angle.", 1)
    assert [f.kind for f in s.figures] == ["dragon"]
    assert s.props == ()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("The monkey steals the king's crown.", ["monkey"]),
        ("A boy's hand holds a key.", ["boy"]),
        ("An elephant and a mouse become friends.", ["elephant", "mouse"]),
        ("A toy maker walks.", ["maker"]),
        ("A toy dog on a shelf.", []),
        ("The diner at night.", []),
        ("The boxer trains a shy teenager.", ["boxer", "teenager"]),
        ("A man walks, the mood patient and calm.", ["man"]),
    ],
)
def test_nobody_comes_in_by_the_way(prompt: str, expected: list[str]) -> None:
    """Owners of things, what somebody becomes, rooms, deeds and moods are no figures."""
    assert labels(prompt) == expected


def test_a_chest_is_furniture_or_a_body() -> None:
    """What marks a chest belongs to whose it is, and so do the looks told after it."""
    dog = read("A dog with a white patch on the chest, brown fur and dark eyes.", 1)
    assert (len(dog.figures), dog.props) == (1, ())
    assert "brown fur" in dog.figures[0].text
    assert read("A robot with a round chest lamp and boxy shoulders.", 1).props == ()
    assert [p.kind for p in read("A woman finds a chest in the cave.", 1).props] == ["chest"]


@pytest.mark.parametrize(
    ("prompt", "age"),
    [
        ("A man walks to the old church.", ""),
        ("A woman with an ancient map.", ""),
        ("A man reads a children's book.", ""),
        ("A man who is old walks.", "old"),
        ("An old man walks.", "old"),
        ("A 12-year-old boy walks.", "child"),
        ("A man, 70 years old, walks.", "old"),
        ("A woman, 25 years old, walks.", "young"),
    ],
)
def test_ages_are_of_people(prompt: str, age: str) -> None:
    """Streets, maps and books that are old make nobody old; years are counted."""
    assert read(prompt, 1).figures[0].age == age


def test_words_of_a_place_stage_nobody() -> None:
    """The owner in a place's name is not there; the place as a whole may travel."""
    spots = (("bay", "the cargo bay of their spaceship"),)
    assert [
        f.label for f in read("Ines dances in the cargo bay of their spaceship.", 1, (), spots).figures
    ] == ["Ines"]


def test_a_thing_of_the_next_sentence_is_in_nobodys_hand() -> None:
    """A bound thing that the text introduces after somebody stands for itself."""
    s = read("A child with a teal sweater. A snowman with a carrot nose.", 1, (("snow", "snowman"),))
    assert [(f.label, f.reference) for f in s.figures] == [("child", None), ("snowman", "snow")]


@pytest.mark.parametrize("hat", ["a knitted blue cap", "a blue knitted cap", "a round blue helmet"])
def test_a_hat_has_its_colour_wherever_the_text_puts_it(hat: str) -> None:
    """Between the words of its name or before them."""
    figure = read(f"A man with {hat}.", 1).figures[0]
    assert dress(look_of(figure), figure.sex, figure.age).hat_colour == COLOURS["blue"]


def test_looks_told_after_a_thing_are_their_owners() -> None:
    """An umbrella in a list of looks takes none of them, and no deed, from who has it."""
    boy = read("A boy with a blue umbrella, red hair and a green coat runs.", 1).figures[0]
    assert all(part in boy.text for part in ("red hair", "green coat"))
    elias = read("Elias lifts a lantern and walks away.", 1).figures[0]
    assert elias.actions == (("hold", "lantern"), ("walk", ""))


def test_a_name_is_introduced_by_all_that_follows_it() -> None:
    """Role and age after a name are the same person, even where somebody else is called that."""
    names = (("tomas", "Tomas"), ("man", "man"))
    s = read("Tomas, a younger pupil, a middle-aged man with a red coat. A man with a green coat.", 1, names)
    assert [f.reference for f in s.figures] == ["tomas", "man"]
    assert ["red coat" in f.text for f in s.figures] == [True, False]


def test_words_for_people_that_are_deeds() -> None:
    """``guard`` after who does it is no guard."""
    assert labels("A dog and a wolf guard the flock.") == ["dog", "wolf"]
    assert labels("The guard waits at the gate.") == ["guard"]
