"""`ReferenceGenerator`: the pictures that every shot must agree with, painted once and kept."""

from dataclasses import dataclass
from typing import final

from rushes.errors import RushesError
from rushes.film import (
    CHARACTER_VIEWS,
    LOCATION_VIEWS,
    Character,
    CreativeDocument,
    Location,
    ReferenceImage,
)
from rushes.images import read_reference, write_png
from rushes.memory import ConsistencyMemory
from rushes.seams import Illustrator, Progress, Report, silent
from rushes.seeds import derive


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceGenerator:
    """Front, three-quarter and full-body of each character; wide and detail of each location."""

    illustrator: Illustrator
    memory: ConsistencyMemory
    seed: int
    per_character: int = 3
    """`REFERENCE_IMAGES_PER_CHARACTER`, 1..3, in the order of `CHARACTER_VIEWS`."""
    per_location: int = 2
    """`REFERENCE_IMAGES_PER_LOCATION`, 1..2, in the order of `LOCATION_VIEWS`."""

    def prepare(self, document: CreativeDocument, report: Report = silent) -> tuple[ReferenceImage, ...]:
        """Every reference of the film, painting what is not there yet.

        Raises:
            EngineUnavailable, RenderError: the illustrator failed; the error names the subject and view.
        """
        wanted: list[tuple[Character | Location, str]] = [
            (character, view) for character in document.characters for view in self._character_views
        ]
        wanted += [
            (place, view) for place in document.locations for view in LOCATION_VIEWS[: self.per_location]
        ]
        references = []
        for index, (subject, view) in enumerate(wanted):
            references.append(self._view(subject, view, document))
            report(Progress(done=index + 1, total=len(wanted), unit="references"))
        return tuple(references)

    @property
    def _character_views(self) -> tuple[str, ...]:
        # One view alone is the full body: it is the one that shows every descriptor.
        return ("full-body",) if self.per_character == 1 else CHARACTER_VIEWS[: self.per_character]

    def _view(self, subject: Character | Location, view: str, document: CreativeDocument) -> ReferenceImage:
        of = "character" if isinstance(subject, Character) else "location"
        path = self.memory.layout.reference(of, subject.id, view)
        if not path.exists():
            try:
                image = self.illustrator.draw(
                    subject, view, document, derive("reference", self.seed, subject.id)
                )
            except RushesError as error:
                raise error.at(f"reference {subject.id}, {view} view") from error
            write_png(path, image.pixels, image.mask)
        return read_reference(path, subject=subject.id, name=subject.name, of=of, view=view)
