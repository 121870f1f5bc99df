"""The critics: each watches a take and gives one calibrated verdict, or abstains and says why."""

from typing import TYPE_CHECKING

from rushes.seams import Critic

if TYPE_CHECKING:
    from rushes.critics.tables import Calibration


def embedded(table: "Calibration | None" = None) -> tuple[Critic, ...]:
    """The panel that needs no weights: four components and five gates.

    `table` None takes the shipped calibration.

    Raises:
        CriticError: the shipped calibration table cannot be read.
    """
    from rushes.critics.identity import CharacterConsistency
    from rushes.critics.look import LookGate
    from rushes.critics.motion import FlickerGate, MotionGate
    from rushes.critics.narrative import ContinuityRules
    from rushes.critics.picture import ImageQuality
    from rushes.critics.presence import CopyPasteGate, PresenceGate
    from rushes.critics.scenery import LocationConsistency
    from rushes.critics.tables import shipped

    fitted = table or shipped()

    return (
        ImageQuality(table=fitted),
        CharacterConsistency(table=fitted),
        LocationConsistency(table=fitted),
        ContinuityRules(),
        MotionGate(table=fitted),
        PresenceGate(),
        FlickerGate(table=fitted),
        CopyPasteGate(table=fitted),
        LookGate(table=fitted),
    )
