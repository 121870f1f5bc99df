"""The closed vocabularies of a production in the words of Wan2.1's prompt guide.

Sources: the prompt examples and the prompt-extension instructions of the Wan2.1 repository (subject,
appearance, action, scene, light, camera, style; 80 to 100 words; shot sizes such as *close-up shot*).
"""

from collections.abc import Mapping

from rushes.film import CameraAngle, CameraMove, ShotSize, TimeOfDay, Weather

SIZES: Mapping[ShotSize, str] = {
    "extreme wide": "Extreme wide shot",
    "wide": "Wide shot",
    "full": "Full shot",
    "medium": "Medium shot",
    "close-up": "Close-up shot",
    "extreme close-up": "Extreme close-up shot",
    "over-shoulder": "Over-the-shoulder shot",
}
MOVES: Mapping[CameraMove, str] = {
    "static": "the camera stays static",
    "pan left": "the camera pans left",
    "pan right": "the camera pans right",
    "tilt up": "the camera tilts up",
    "tilt down": "the camera tilts down",
    "dolly in": "the camera dollies in slowly",
    "dolly out": "the camera dollies out slowly",
    "truck left": "the camera trucks left",
    "truck right": "the camera trucks right",
    "crane up": "the camera cranes up",
    "crane down": "the camera cranes down",
    "orbit": "the camera orbits around the subject",
    "handheld": "handheld camera with a slight sway",
    "zoom in": "the camera zooms in slowly",
    "zoom out": "the camera zooms out slowly",
}
ANGLES: Mapping[CameraAngle, str] = {"eye level": "eye-level angle", "low": "low angle", "high": "high angle"}
HOURS: Mapping[TimeOfDay, str] = {
    "dawn": "at dawn",
    "morning": "in the morning",
    "noon": "at noon",
    "afternoon": "in the afternoon",
    "golden hour": "at golden hour",
    "dusk": "at dusk",
    "night": "at night",
}
WEATHERS: Mapping[Weather, str] = {
    "clear": "under a clear sky",
    "cloudy": "under a cloudy sky",
    "overcast": "under an overcast sky",
    "rain": "in falling rain",
    "storm": "in a heavy storm",
    "snow": "in falling snow",
    "fog": "in drifting fog",
    "wind": "in a strong wind",
}
OUTSIDE: Mapping[Weather, str] = {
    "clear": "with a clear sky outside",
    "cloudy": "with a cloudy sky outside",
    "overcast": "with an overcast sky outside",
    "rain": "with rain outside",
    "storm": "with a storm outside",
    "snow": "with snow outside",
    "fog": "with fog outside",
    "wind": "with strong wind outside",
}
"""The weather as seen from an interior."""
LIGHT: Mapping[TimeOfDay, str] = {
    "dawn": "Pale pink key light from the left, cool colour temperature, long soft shadows and gentle depth"
    " in the air",
    "morning": "Fresh yellow key light from the left, neutral colour temperature, long clean shadows and"
    " airy depth",
    "noon": "Hard white key light straight down, neutral colour temperature, short dark shadows and crisp"
    " air",
    "afternoon": "Warm key light from the right, mild colour temperature, slanting shadows and soft air",
    "golden hour": "Orange key light from the right, very warm colour temperature, long glowing shadows and"
    " dusty air",
    "dusk": "Faint violet key light from the right, cool colour temperature, merging shadows and blue depth"
    " in the air",
    "night": "Silver-blue key light from the left, cold colour temperature, broad dark shadows and inky"
    " depth",
}
GLOW: Mapping[TimeOfDay, str] = {
    "dawn": "pale pink side light",
    "morning": "fresh yellow side light",
    "noon": "hard white light",
    "afternoon": "warm slanting light",
    "golden hour": "orange side light",
    "dusk": "faint violet light",
    "night": "silver-blue light",
}
TONES: Mapping[TimeOfDay, str] = {
    "dawn": "pale pink and grey",
    "morning": "light yellow and blue",
    "noon": "white and strong blue",
    "afternoon": "honey and blue",
    "golden hour": "orange and amber",
    "dusk": "violet and blue",
    "night": "dark blue and silver",
}
STYLES: Mapping[str, str] = {
    "noir": "Film noir style, high contrast, hard single-source light, deep shadows",
    "watercolour": "Watercolour style, soft washed edges, visible paper grain, muted palette",
    "neon": "Neon style, saturated neon accents on dark ground",
    "vintage": "Vintage style, faded film stock, warm cast, grain and vignette",
    "documentary": "Documentary style, naturalistic available light, restrained colour",
}
"""Style option -> clause; ``document`` is the creative document's own style."""
BODY: Mapping[str, str] = {
    "strong": "Every step is clear: the body leans into the movement, weight shifts fast, and loose things"
    " swing behind",
    "some": "The movement is clear step by step: the weight shifts, the head turns, and small things follow"
    " with a delay",
    "still": "The body is almost at rest: slow breathing, a small turn of the head, and a slight stir of"
    " loose things",
}
"""Motion -> how bodies move and what moves after them."""
