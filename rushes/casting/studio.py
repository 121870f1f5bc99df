"""The studio crew: the members that the specification names, and what each of them needs."""

from collections.abc import Mapping

from rushes.casting import embedded, llm, policies, wan
from rushes.casting.members import Call, Member
from rushes.errors import EngineUnavailable


def absent(part: str, name: str) -> Member:
    """A specified member that this version does not have; it is always told, never passed over."""

    def build(call: Call) -> object:
        raise EngineUnavailable(f"{part} {name} is not part of this version")

    return Member(part=part, name=name, build=build, missing=lambda call: "not part of this version")


WRITERS: Mapping[str, Member] = {
    **llm.WRITERS,
    "offline": embedded.WRITER,
}
ILLUSTRATORS: Mapping[str, Member] = {
    "flux": wan.FLUX,
    "sdxl": wan.SDXL,
    "animatic": embedded.ILLUSTRATOR,
}
ENGINES: Mapping[str, Member] = {
    "wan2.1": wan.ENGINE,
    "server": wan.SERVER,
    "animatic": embedded.ENGINE,
}
POLICIES: Mapping[str, Member] = policies.POLICIES
