"""Twenty-four shots of the animatic engine on one contact sheet.

    python examples/gallery.py docs/images/gallery.jpg

Each picture is the middle frame of a shot that the engine renders from its prompt alone.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from rushes.engines.animatic.engine import AnimaticEngine
from rushes.film import Shot

SHOTS = (
    "Wide shot, dawn, light fog. Elias, an elderly lighthouse keeper with short silver hair, a white "
    "beard, a navy-blue pea coat and a yellow oilskin hat, discovers a glowing whale stranded on the "
    "beach. Pale sand, dark wet rocks. The camera dollies in slowly.",
    "Wide shot, golden hour, clear. A red fox runs across a meadow full of flowers. The camera trucks right.",
    "Medium shot, golden hour. Mara, a young woman with long copper-red hair and a green coat, talks to "
    "Elias, an old man with a white beard, a navy-blue coat and a knitted cap, in the harbour. Static "
    "camera.",
    "Wide shot, night, rain, neon style. A detective in a grey trench coat and a fedora hat walks down "
    "a city street. The camera dollies in.",
    "Wide shot, dusk. A knight in steel armour and a huge green dragon fight in front of the castle, "
    "low angle. The camera orbits.",
    "Wide shot, night, clear. An astronaut in a white spacesuit walks on the surface of a red planet. "
    "The camera pans right.",
    "Full shot, noon. Two children, a girl with a yellow raincoat and a boy with a blue jacket, dance "
    "in the village square.",
    "Wide shot, afternoon, underwater. A diver with a brass helmet meets a sea turtle above a coral reef.",
    "Extreme wide shot, morning, snow. A lone wanderer in a red coat walks over a snowfield. The camera "
    "cranes up.",
    "Medium shot, morning. A baker with a white apron over a blue shirt and a white baker's cap works "
    "in the kitchen. Static.",
    "Wide shot, golden hour, watercolour. An old woman with silver hair in a bun sits in a meadow with "
    "a grey cat. Static camera.",
    "Wide shot, night. A wolf stands on a mountain under the moon. The camera tilts up.",
    "Close-up, dusk. Amara, a young woman with curly black hair, dark brown skin and a mustard-yellow "
    "coat, looks around on the rooftop.",
    "Wide shot, noon. A camel and a traveller in a white robe walk through the desert. The camera "
    "trucks left.",
    "Wide shot, night, noir. A woman in a red dress waits in the alley in the rain. Low angle.",
    "Medium shot, night. A librarian with round glasses and a green sweater discovers a glowing book in "
    "the library. She holds a lantern.",
    "Wide shot, morning, fog. A deer stands in the forest between tall trees. The camera dollies in.",
    "Wide shot, spaceship. A copper robot with a single glowing orange eye hugs a girl with a braid and "
    "an orange jumpsuit.",
    "Wide shot, afternoon, wind. A boy with a red scarf runs along the river with a brown dog. Tracking "
    "shot to the right.",
    "Wide shot, storm. A small fishing boat sails on the sea in heavy waves. Handheld camera.",
    "Full shot, golden hour, vintage film. A man in a brown jacket and a flat cap leaves the train "
    "station with a suitcase.",
    "Wide shot, noon, clear. A hot-air balloon flies over the mountain valley. The camera pans left.",
    "Over-the-shoulder shot, dusk. A monk in an orange robe talks to a king with a golden crown and a "
    "purple robe in the temple.",
    "Wide shot, night. An owl flies through the jungle past a waterfall, storybook style. The camera "
    "tilts up.",
)
SIZE = (832, 480)


def still(prompt: str, seed: int) -> np.ndarray:
    """The middle frame of a four-second shot, rendered at two frames per second."""
    shot = Shot(
        prompt=prompt,
        negative="",
        frames=9,
        width=SIZE[0],
        height=SIZE[1],
        fps=2.0,
        seed=seed,
        label_frames=(),
    )
    return AnimaticEngine().render(shot).frames[5]


def sheet(pictures: list[np.ndarray], columns: int = 4, width: int = 560, gap: int = 10) -> Image.Image:
    """Pictures side by side on a dark ground."""
    height = width * SIZE[1] // SIZE[0]
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), (18, 18, 22))
    for n, picture in enumerate(pictures):
        small = Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS)
        page.paste(small, (gap + n % columns * (width + gap), gap + n // columns * (height + gap)))
    return page


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery.jpg")
    sheet([still(prompt, 7 + n) for n, prompt in enumerate(SHOTS)]).save(target, quality=88)
    print(f"{target}: {len(SHOTS)} shots")
