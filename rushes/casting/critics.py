"""The panel of critics: for each part of the reward the specified critic and its understudy."""

from collections.abc import Iterator
from dataclasses import replace

from rushes.casting import llm, studio_critics
from rushes.casting.members import Call, Member, load

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


Row = tuple[str, Member, Member]
"""(the setting that names it, the specified critic, its understudy)."""


def panel(call: Call) -> tuple[Row, ...]:
    """Every critic of a film, in the order of the crew table.

    What a model cannot do alone is done beside it: one changed garment passes every embedding, so the
    attribute checks stay; and a model that nobody has calibrated yet scores nothing, so that the embedded
    critic of its component watches too.
    """
    judge = llm.judge(NARRATIVE.part, call.settings.LLM_PROVIDER) or NARRATIVE
    return (
        _specified(call, "IMAGE_REWARD_CHECKPOINT", studio_critics.visual(VISUAL.part), VISUAL),
        _specified(call, "CLIP_MODEL", studio_critics.character(CHARACTER.part), CHARACTER),
        _specified(call, "CLIP_MODEL", studio_critics.location(LOCATION.part), LOCATION),
        ("", judge, NARRATIVE),
        *(("", gate, gate) for gate in GATES),
        *_beside(call),
        *_opinions(call),
    )


def _specified(call: Call, setting: str, member: Member, understudy: Member) -> Row:
    """An empty setting does without the model."""
    named = studio_critics.wanted(call, setting)
    return (setting, member, understudy) if named else ("", understudy, understudy)


def _plays(call: Call, setting: str, member: Member) -> bool:
    named = studio_critics.wanted(call, setting)
    return named and call.settings.CREW != "embedded" and not member.missing(call)


def _beside(call: Call) -> Iterator[Row]:
    """Embedded critics that watch beside a model."""
    if _plays(call, "CLIP_MODEL", studio_critics.character(CHARACTER.part)):
        yield _alone(replace(CHARACTER, part=PREFIX + "character attributes"))
        if not studio_critics.calibrated(call, studio_critics.clip):
            yield _alone(replace(LOCATION, part=PREFIX + "location by masks"))
    rated = _plays(call, "IMAGE_REWARD_CHECKPOINT", studio_critics.visual(VISUAL.part))
    if rated and not studio_critics.calibrated(call, studio_critics.reward):
        yield _alone(replace(VISUAL, part=PREFIX + "picture defects"))


def _opinions(call: Call) -> Iterator[Row]:
    """Second opinions on the characters: nobody stands in for them, except stripes that were calibrated."""
    part, settings = PREFIX + "second opinion", call.settings
    fitted = studio_critics.calibrated(call, lambda _: studio_critics.stripes())
    understudy = studio_critics.striped(part) if fitted else _nobody(part)
    if settings.DINO_MODEL and settings.CREW != "embedded":
        yield "DINO_MODEL", studio_critics.second(part), understudy
    elif fitted:
        yield _alone(understudy)
    if studio_critics.wanted(call, "FACE_DETECTOR", "FACE_RECOGNISER") and settings.CREW != "embedded":
        yield "FACE_RECOGNISER", studio_critics.face(PREFIX + "faces"), _nobody(PREFIX + "faces")


def _alone(member: Member) -> Row:
    return "", member, member


def _nobody(part: str) -> Member:
    return Member(part=part, name="nobody", build=lambda call: None)
