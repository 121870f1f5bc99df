"""The studio crew: the members that the specification names, and what each of them needs."""

from collections.abc import Mapping

from rushes.casting import embedded
from rushes.casting.members import Member

WRITERS: Mapping[str, Member] = {"offline": embedded.WRITER}
ILLUSTRATORS: Mapping[str, Member] = {"animatic": embedded.ILLUSTRATOR}
ENGINES: Mapping[str, Member] = {"animatic": embedded.ENGINE}
POLICIES: Mapping[str, Member] = {**embedded.POLICIES}
