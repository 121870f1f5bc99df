"""A wrong character never reaches acceptance, however good the rest of the take is."""

import numpy as np

from rushes.critics.colour import lab
from rushes.critics.grades import Portrait
from rushes.critics.kinship import beside
from rushes.critics.lights import HOURS, SKIES
from rushes.critics.portrayal import portray
from rushes.critics.sheets import sheet_of
from rushes.critics.subjects import sightings
from rushes.critics.tables import shipped
from rushes.film import COMPONENTS, Verdict
from rushes.reward import CAP, RewardModel, SelfCritic, accepts, clip_score

FILMS = 500
MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))


def taken(consistency):
    """Whether a take with this character consistency, and all else perfect, is accepted."""
    best = dict(zip(COMPONENTS, (1.0, consistency, CAP, 1.0), strict=True))
    verdicts = [Verdict(critic=c, component=c, score=s) for c, s in best.items()]
    return accepts(MODEL.score(verdicts), SelfCritic(threshold=0.65).review(verdicts), 0.75)


def portrait(stage, person, seed):
    view = stage.view(stage.take([person], scenery=2, seed=seed, frames=1), ())
    frames = [found for s in sightings(view) if (found := portray(s)) is not None]
    noon = HOURS.index("noon") * len(SKIES) + SKIES.index("clear")
    return Portrait("somebody", noon, "document", tuple(frames))


def apart(people, one, two):
    """Whether two people are dressed apart: coats and trousers that differ clearly."""
    from tests.unit.critics.conftest import COLOURS

    def far(a, b):
        return np.linalg.norm(lab(np.array(COLOURS[a]) / 255) - lab(np.array(COLOURS[b]) / 255)) > 25

    return far(one.coat, two.coat) and far(one.bottom, two.bottom)


def test_a_wrong_character_is_never_accepted(stage, people):
    """500 films in which somebody else walks through the picture: no take of them is accepted."""
    rng = np.random.default_rng(7)
    crowd = [people.look(seed) for seed in range(60)]
    seen = [portrait(stage, person, seed) for seed, person in enumerate(crowd)]
    somebody = stage.view(stage.take([], scenery=2, seed=0, frames=1), ()).document.character("mara")
    sheets = [sheet_of(somebody, stage.references(person)) for person in crowd]
    films = []
    while len(films) < FILMS:
        meant, shown = (int(i) for i in rng.integers(len(crowd), size=2))
        if seen[shown].frames and apart(people, crowd[meant], crowd[shown]):
            films.append((meant, shown))
    table = shipped()

    def chance(entry, figures):
        return table.same[entry].probability(list(figures))

    told = beside([seen[s] for _, s in films], [sheets[m] for m, _ in films], table.grades["character"])
    scores = [
        min(CAP, clip_score([chance(*e.frame(i)) for i in range(len(e.whole))]), chance(*e.take()))
        for e in told
    ]
    assert not any(taken(s) for s in scores)
    assert taken(0.9), "the simulation accepts what is right"
