"""What a prompt fixes beside who and where: the hour, the weather, the look, whether somebody is alone."""

import re
import unicodedata
from dataclasses import dataclass

from rushes.film import TimeOfDay, Weather
from rushes.writing.lexicon import noun_class

HOURS: tuple[tuple[str, TimeOfDay], ...] = (
    (r"golden hour|magic hour", "golden hour"),
    (
        r"sun (?:comes|is coming) up|sun rises|rising sun|dawn|sunrise|daybreak|first light|break of day",
        "dawn",
    ),
    (
        r"midnight|night|nights|moonlit|moonlight|starlit|starlight|nighttime|stars|starry|after dark|aurora",
        "night",
    ),
    (r"dusk|twilight|nightfall|evening|gloaming", "dusk"),
    (r"sunset|sundown|setting sun|sun (?:sets|goes down|sinks)", "golden hour"),
    (r"noon|midday|high sun|blazing sun|scorching", "noon"),
    (r"afternoon", "afternoon"),
    (r"morning|mornings|breakfast", "morning"),
)
WEATHERS: tuple[tuple[str, Weather], ...] = (
    (r"thunderstorm|storm|stormy|storms|thunder|lightning|hurricane|tempest|typhoon", "storm"),
    (
        r"blizzard|snow(?! (?:leopard|owl|fox|goose|white|globe))"
        r"|snowy|snows|snowing|snowfall|snowbound|snowstorm|snowman|snowmen|wintry|ice age",
        "snow",
    ),
    (
        r"rain|rains|rainy|raining|raindrops|raindrop|drizzle|downpour|monsoon|umbrella|rain-soaked"
        r"|rainstorm",
        "rain",
    ),
    (r"fog|foggy|mist|misty|haze|hazy", "fog"),
    (r"windy|wind|winds|gale|breeze|sandstorm|gust|windswept", "wind"),
    (r"overcast|grey sky|gray sky|gloomy", "overcast"),
    (r"cloudy|clouds", "cloudy"),
    (r"sunny|sunlit|clear sky|cloudless|sunshine|moonlit|starry|starlit", "clear"),
)
STYLES: tuple[tuple[str, str], ...] = (
    (
        r"noir|detective|heist|murder|mob|gangster",
        "high-contrast film noir, hard single-source light, wet streets",
    ),
    (r"watercolou?r|painted|painterly", "hand-painted watercolour, soft washed edges, visible paper grain"),
    (r"anime|manga", "hand-drawn anime, clean lines, painted backgrounds"),
    (
        r"documentary|realistic|photoreal\w*",
        "naturalistic documentary look, available light, restrained colour",
    ),
    (r"cyberpunk|neon", "neon-lit science fiction, saturated accents on dark ground"),
    (
        r"black and white|monochrome|without colou?rs?|colou?rless",
        "black-and-white film, fine grain, rich greys",
    ),
    (r"stop.motion|claymation|puppets?", "handmade stop-motion look, tactile materials, small-scale light"),
    (
        r"robots?|android|astronauts?|space\w*|mars|moon|planet|future|alien|starship",
        "grounded science fiction, practical lights, wide lenses, clean shapes",
    ),
    (
        r"dragons?|knights?|castle|witch|wizard|magic\w*|king|queen|princess|samurai|giant|fairy",
        "storybook adventure, rich colour, volumetric light, deep focus",
    ),
    (
        r"girl|boy|child|children|fox|mouse|rabbit|toy|snowman|grandmother|grandfather",
        "warm storybook illustration, soft edges, gentle colour",
    ),
)
DEFAULT_STYLES = (
    "painterly cinematic illustration, soft natural light, muted colour with one warm accent",
    "cinematic naturalism, soft window light, gentle film grain",
    "wide-screen storybook realism, clear shapes, layered atmospheric depth",
)
LABELS = re.compile(
    r"^\s*(?:(?:a|an|the)\s+)?(?:(?:short|animated|cinematic|silent|slow|epic|wide|aerial|black and white"
    r"|noir|beautiful)"
    r"[\s,-]+)*(?:noir|slow motion|time[- ]?lapse|montage|close[- ]?up|film|movie|video|shot|clip|scene"
    r"|story|"
    r"tale|trailer|animation|documentary|music video|anime|watercolou?r)\s*(?::|(?:of|about|showing|where|in"
    r" which)\b)\s*",
    re.IGNORECASE,
)
ASK = re.compile(
    r"^\s*(?:please\s+)?(?:make|create|generate|produce|write|film|show|give|shoot)\s+(?:me\s+"
    r"|us\s+)?(?=an?\s|the\s)",
    re.I,
)
LONGEST = 4000
"""Characters of a prompt that are read; the first pages of a long one hold its story."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What holds for the whole film because the prompt says so; None where it says nothing."""

    hours: tuple[TimeOfDay, ...]
    """Every hour that is named, in text order."""
    weather: Weather | None
    style: str | None
    alone: bool


def clean(prompt: str) -> str:
    """The prompt as prose: no control characters, markup, emoji or runs of space, at most `LONGEST` long."""
    text = re.sub(r"<[^<>]{0,200}>", " ", prompt)
    text = unicodedata.normalize("NFC", re.sub(r"https?://\S+", " ", text))
    kept = (c if _is_prose(c) else " " for c in text)
    text = re.sub(r"\s+", " ", "".join(kept).replace("’", "'").replace("“", '"').replace("”", '"')).strip()
    text = text if any(c.isalnum() for c in text) else _emoji(prompt)
    text = re.sub(r"[*_#`|\\{}\[\]^~=]+", " ", text)
    text = re.sub(r"\b(an?|the) (\w+) can (?=with|in|on|across|through|under|by|full)", r"\1 \2 tin ", text)
    return _cut(re.sub(r"\s+", " ", text).strip(), LONGEST)


def _emoji(prompt: str) -> str:
    """A prompt of pictures alone, by the pictures' names: ``a whale, a water wave``."""
    names = [unicodedata.name(c, "").lower() for c in prompt if unicodedata.category(c) == "So"]
    return ", ".join(f"a {name}" for name in dict.fromkeys(names) if name)


def _is_prose(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LNPZ" or category == "Mn" or character in "+$€£&"


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, 0, limit) for mark in ".!?")
    return text[: end + 1] if end > limit // 2 else text[:limit].rpartition(" ")[0] or text[:limit]


def story(text: str) -> str:
    """`text` without an opening such as ``Make a short film about`` or ``Noir:``."""
    stripped = LABELS.sub("", ASK.sub("", text))
    return stripped if re.search(r"\w{3}", stripped) else text


def unheaded(text: str) -> str:
    """*The night train to Istanbul: a pickpocket falls in love* with its heading made an ordinary place."""
    found = re.match(r"\s*([^.:!?]{3,60}):\s+([^:]{12,})$", text)
    if not found:
        return text
    heading, rest = found.groups()
    letters = [
        noun_class(word)
        for word in re.findall(r"[a-z]+", re.split(r"\b(?:of|to|in|from)\b", heading.lower())[0])
    ]
    if not letters or letters[-1] not in ("V", "L", "B"):
        return rest
    the = "" if re.match(r"(?i)(?:the|an?)\b", heading) else "the "
    first = heading[:1].lower() + heading[1:] if re.match(r"(?i)(?:the|an?)\b", heading) else heading
    return f"{rest.rstrip(' .!?')} {'aboard' if letters[-1] == 'V' else 'in'} {the}{first}."


def hours(text: str) -> list[TimeOfDay]:
    """Hours of the day named in `text`, in text order, each once."""
    found = [
        (m.start(), hour) for pattern, hour in HOURS for m in re.finditer(rf"\b(?:{pattern})\b", text, re.I)
    ]
    return list(dict.fromkeys(hour for _, hour in sorted(found)))


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((value for pattern, value in table if re.search(rf"\b(?:{pattern})\b", text, re.I)), None)


def weather(text: str) -> Weather | None:
    """The weather that `text` names, or None; the strongest wins."""
    unsaid = re.sub(
        r"\b(?:no|without|never any|stops? the) (?:rain|snow|wind|fog|clouds?|storm)\b", " ", text, flags=re.I
    )
    return next((w for pattern, w in WEATHERS if re.search(rf"\b(?:{pattern})\b", unsaid, re.I)), None)


def cues(text: str) -> Cues:
    """Hour, weather, mood and style that a text asks for."""
    alone = bool(
        re.search(r"\b(?:alone|lonely|lone|solitary|only survivor|by (?:him|her|it)self)\b", text, re.I)
    )
    return Cues(tuple(hours(text)), weather(text), _first(STYLES, text), alone)
