"""The critics: each watches a take and gives one calibrated verdict, or abstains and says why."""

from rushes.seams import Critic


def embedded() -> tuple[Critic, ...]:
    """The panel that needs no weights: four components and four gates.

    Raises:
        CriticError: the shipped calibration table cannot be read.
    """
    from rushes.critics.identity import CharacterConsistency
    from rushes.critics.motion import FlickerGate, MotionGate
    from rushes.critics.narrative import ContinuityRules
    from rushes.critics.picture import ImageQuality
    from rushes.critics.presence import CopyPasteGate, PresenceGate
    from rushes.critics.scenery import LocationConsistency

    return (
        ImageQuality(),
        CharacterConsistency(),
        LocationConsistency(),
        ContinuityRules(),
        MotionGate(),
        PresenceGate(),
        FlickerGate(),
        CopyPasteGate(),
    )
