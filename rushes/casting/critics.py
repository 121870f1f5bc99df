"""The panel of critics: for each part of the reward the specified critic and its understudy."""

from rushes.casting import llm
from rushes.casting.members import Member, load

PREFIX = "critic "
"""How the parts of the critics begin in the crew table."""


def _embedded(component: str, name: str, target: str) -> Member:
    return Member(part=PREFIX + component, name=name, build=lambda call: load(f"rushes.critics.{target}")())


VISUAL = _embedded("visual quality", "image_quality", "picture:ImageQuality")
CHARACTER = _embedded("character consistency", "mask_identity", "identity:CharacterConsistency")
LOCATION = _embedded("location consistency", "mask_scenery", "scenery:LocationConsistency")
NARRATIVE = _embedded("narrative coherence", "continuity_rules", "narrative:ContinuityRules")
GATES = (
    _embedded("motion", "motion_gate", "motion:MotionGate"),
    _embedded("presence", "presence_gate", "presence:PresenceGate"),
    _embedded("flicker", "flicker_gate", "motion:FlickerGate"),
    _embedded("copy-paste", "copy_paste_gate", "presence:CopyPasteGate"),
    _embedded("look", "look_gate", "look:LookGate"),
)


def panel(provider: str) -> tuple[tuple[Member, Member], ...]:
    """(specified, understudy) of every critic.

    Args:
        provider: `LLM_PROVIDER`, whose model judges the story; ``offline`` leaves that to the rules.
    """
    judge = llm.judge(NARRATIVE.part, provider) or NARRATIVE
    return (
        (VISUAL, VISUAL),
        (CHARACTER, CHARACTER),
        (LOCATION, LOCATION),
        (judge, NARRATIVE),
        *((gate, gate) for gate in GATES),
    )
