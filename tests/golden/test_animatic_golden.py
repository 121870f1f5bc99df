"""Twelve shots of the animatic engine, frame for frame as they were when somebody last looked at them.

``pytest tests/golden --renew-golden`` draws them anew; look at the pictures before committing them.
The tolerance is a mean difference of 1.5 8-bit steps and 2 % of the pixels off by more than 24:
rasterisers of other builds round edges differently, a changed drawing differs by far more.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rushes.engines.animatic.engine import AnimaticEngine
from rushes.film import Shot

FOLDER = Path(__file__).parent / "animatic"
SHOTS = {
    "beach-dawn": "Wide shot, dawn, light fog. An elderly lighthouse keeper with a white beard, a navy-blue "
    "coat and a yellow hat "
    "discovers a glowing whale stranded on the beach. The camera dollies in.",
    "city-neon": "Wide shot, night, rain, neon. A detective in a grey trench coat walks down a city "
    "street. The camera trucks right.",
    "forest-fog": "Wide shot, morning, fog. A red fox runs through the forest. The camera pans left.",
    "desert-noon": "Extreme wide shot, noon. A traveller in a white robe walks through the desert. The "
    "camera cranes up.",
    "snow": "Full shot, afternoon, snow. A girl with a red coat and a blue hat jumps in the "
    "snowfield. Static camera.",
    "kitchen": "Medium shot, morning. A baker with a white apron and a chef's hat works in the kitchen. "
    "Static camera.",
    "underwater": "Wide shot, noon, underwater. A whale swims. The camera orbits.",
    "harbour-talk": "Medium shot, golden hour. Mara, a woman with red hair and a green coat, talks to Tom, a "
    "man with a brown jacket, "
    "in the harbour. Handheld camera.",
    "close-night": "Close-up, night, clear. A knight in steel armour looks around on the mountain. The "
    "camera zooms in.",
    "noir": "Wide shot, night, noir, low angle. A woman in a black dress waits in the city street in "
    "the rain. Static camera.",
    "watercolour": "Wide shot, golden hour, watercolour. A boy with a red scarf and a brown dog run through "
    "the meadow. The camera tilts up.",
    "library-shoulder": "Over-the-shoulder shot, dusk. A librarian with glasses talks to a girl with "
    "a yellow sweater in the library.",
}


@pytest.mark.parametrize("name", SHOTS)
def test_the_shot_looks_as_it_did(name: str, request: pytest.FixtureRequest) -> None:
    """The middle frame equals the stored picture within the stated tolerance."""
    shot = Shot(
        prompt=SHOTS[name], negative="", frames=5, width=416, height=240, fps=2.0, seed=5, label_frames=()
    )
    frame = AnimaticEngine().render(shot).frames[2]
    path = FOLDER / f"{name}.png"
    if request.config.getoption("--renew-golden"):
        Image.fromarray(frame).save(path, optimize=True)
    stored = np.asarray(Image.open(path).convert("RGB"))
    off = np.abs(stored.astype(int) - frame.astype(int))
    assert off.mean() < 1.5
    assert (off.max(-1) > 24).mean() < 0.02
