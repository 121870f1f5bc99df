"""A film on paper with one character, one place and one scene: what an illustrator needs to be asked."""

from rushes.film import Character, CreativeDocument, Descriptor, Location, Scene

HERO = Character(
    id="mara",
    name="Mara",
    role="lighthouse keeper",
    kind="person",
    descriptors=(Descriptor(attribute="coat", phrase="navy-blue pea coat"),),
)
BEACH = Location(
    id="beach",
    name="the beach",
    kind="beach",
    interior=False,
    descriptors=(Descriptor(attribute="ground", phrase="black sand"),),
)
FILM = CreativeDocument(
    title="Light",
    logline="",
    style="muted watercolour",
    arc="",
    characters=(HERO,),
    locations=(BEACH,),
    scenes=(
        Scene(
            number=1,
            beat="setup",
            location="beach",
            characters=("mara",),
            action="Mara walks",
            time_of_day="dawn",
            weather="clear",
            mood="calm",
            shot_size="wide",
            camera="static",
            seconds=2.0,
        ),
    ),
)
