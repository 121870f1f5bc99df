"""What a calibration learns from clips: whom it tells apart, per style, and when it refuses."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.critics.studio import EncoderCharacterConsistency, EncoderLocationConsistency, fitted
from rushes.critics.studio_fit import EncoderFit, fit_all
from rushes.critics.studio_stripes import StripeEncoder
from rushes.critics.studio_tables import CalibrationLibrary
from rushes.critics.tables import shipped
from rushes.errors import CriticError

DRAWN = {}
"""Takes that several tests look at; drawing them is what costs."""
PEOPLE = range(3, 8)


def film(stage, people, number, style="flat", name=None, scenery=None):
    """One honest take of one person in one place, with their references."""
    person, scenery = people.look(number), scenery or number
    who, place = f"person-{number}", f"place-{scenery}"
    if (number, scenery) not in DRAWN:
        references = stage.references(person, who) + stage.place_references(scenery, place)
        DRAWN[number, scenery] = stage.take([person], scenery=scenery, frames=4, seed=number), references
    take, references = DRAWN[number, scenery]
    viewing = stage.view(take, references, (who,), places=(place,), location=place)
    document = viewing.document
    if name:
        document = replace(document, characters=(replace(document.characters[0], name=name),))
    return replace(viewing, document=replace(document, style=style))


def fit(stage, people, numbers, encoder=None, table=None):
    clips = [film(stage, people, n) for n in numbers]
    return fit_all(table or shipped(), clips, [EncoderFit(encoder=encoder or StripeEncoder())])


def test_people_and_places_that_were_never_seen_are_told_apart(stage, people):
    """Fitted on five people and places, the stripes tell three others: the same pass, others do not."""
    table, rows = fit(stage, people, PEOPLE)
    assert not [row.reason for row in rows if row.reason]
    # The printed shares: each take was judged by a curve that was fitted on the others.
    assert all(0 <= row.different_pass < row.same_pass <= 1 for row in rows)
    unseen = [film(stage, people, n) for n in (40, 41, 42)]
    for kind in (EncoderCharacterConsistency, EncoderLocationConsistency):
        critic = kind(encoder=StripeEncoder(), table=table)
        same = [critic.watch(v).score for v in unseen]
        pairs = zip(unseen, [*unseen[1:], unseen[0]], strict=True)
        other = [critic.watch(replace(v, footage=w.footage)).score for v, w in pairs]
        assert np.mean(same) > np.mean(other) + 0.25
        assert np.mean(other) < 0.65


def test_one_take_left_is_too_few_for_a_printed_share(stage, people):
    """Where the other takes hold too few pairs to fit on, no share is told; the curve is kept."""
    table, rows = fit(stage, people, (3, 4))
    (row,) = [row for row in rows if row.entry.endswith(":mask")]
    assert row.entry in table.same
    assert np.isnan(row.same_pass)


def test_a_style_of_its_own_has_an_entry_of_its_own(stage, people):
    """With two styles there is an entry for each beside the common one, and the film's own goes first."""
    clips = [film(stage, people, n, style) for n in (3, 4, 3, 4) for style in ("flat ink", "photo real")]
    name = StripeEncoder().name
    table, rows = fit_all(shipped(), clips, [EncoderFit(encoder=StripeEncoder())])
    assert [row.entry for row in rows if ":mask" in row.entry] == [
        f"{name}:mask",
        f"{name}:mask:flat-ink",
        f"{name}:mask:photo-real",
    ]
    assert fitted(table, f"{name}:mask", "Photo real")[0] == f"{name}:mask:photo-real"
    assert fitted(table, f"{name}:mask", "noir")[0] == f"{name}:mask"
    assert fitted(table, "clip:other:mask", "noir") is None


def test_whom_the_same_words_describe_is_no_distractor(stage, people):
    """Two films of the same keeper are not two people; without anybody else nothing is fitted."""
    same = [film(stage, people, n, name="Mara", scenery=2) for n in (3, 4, 5)]
    with pytest.raises(CriticError, match="0 different"):
        fit_all(shipped(), same, [EncoderFit(encoder=StripeEncoder())])


class Contrary:
    """References look one way and frames the other: the same subject is the most unlike."""

    name = "contrary"

    def embed(self, pictures):
        sheets = np.array([len(p) >= 210 for p in pictures])
        found = StripeEncoder().embed(pictures)
        return np.where(sheets[:, None], found, -found)


def test_an_encoder_that_tells_nothing_apart_is_refused(stage, people):
    """When the same look no more alike than different ones, no curve is kept and the reason is told."""
    clips = [film(stage, people, n) for n in PEOPLE]
    encoders = (Contrary(), StripeEncoder())
    table, rows = fit_all(shipped(), clips, [EncoderFit(encoder=e) for e in encoders])
    (row,) = [row for row in rows if row.entry == "contrary:mask"]
    assert "no more alike" in row.reason
    assert "contrary:mask" not in table.same


def test_the_latest_table_lies_over_the_shipped_one(stage, people, tmp_path):
    """Numbers grow, the same content is kept once, and shipped entries stay below one's own."""
    library = CalibrationLibrary(tmp_path)
    assert library.over(shipped()) is shipped()
    table, _ = fit(stage, people, PEOPLE, table=library.latest())
    first, new = library.add(table)
    assert (first.name, new) == ("c0001.json", True)
    assert library.add(table) == (first, False)
    again, new = library.add(replace(table, population="another"))
    assert (again.name, new) == ("c0002.json", True)
    assert [file.name for file in tmp_path.iterdir() if "partial" in file.name] == []
    merged = library.over(shipped())
    assert merged.version == f"{shipped().version}+c0002"
    assert set(merged.same) == set(shipped().same) | set(table.same)
    assert merged.ramps == shipped().ramps
