"""What comes before, between and after an event: lines by verb class, told with the prompt's own people.

A line may open with needs before a bar: ``c`` the object is one of the cast, ``t`` the object is a
mere thing, ``T`` a thing is involved beside the object, ``h`` the doer has hands, ``n`` the doer has none,
``d`` the place is where the way leads, ``v`` the doer is a thing that can move.
``{A}`` is the doer, ``{O}`` the object, ``{AO}`` both together, ``{T}`` the thing, ``{in}`` and ``{through}``
the place, ``{his}`` and ``{him}`` the doer's pronouns, ``{them}`` the object's; ``[walk]`` agrees with
``{A}``, ``[O:look]`` with ``{O}``, ``[O+:sit]`` with both; ``[go]`` becomes how the doer moves (walk, swim,
fly, roll…).
"""

from collections.abc import Mapping

Lines = tuple[str, ...]

PLOTS: Mapping[str, Mapping[str, Lines]] = {
    "discover": {
        "before": ("|{A} [go] slowly {through} and [look] around", "|{A} [go] {through}, step by step"),
        "develop": (
            "ch|{A} [kneel] beside {O} and [reach] out one hand",
            "ch|{A} [go] closer to {O} with one hand stretched out",
            "c|{A} [go] slowly closer to {O}",
            "th|{A} [kneel] in front of {O} and [reach] out one hand",
            "t|{A} [go] in a slow circle around {O}",
            "|{A} [stop] and [look] around in wonder",
        ),
        "peak": (
            "c|{O} [O:look] straight at {A}, and {A} [hold] still",
            "c|{A} [touch] {O}, and they look at each other",
            "th|{A} [touch] {O} with both hands",
            "t|{A} [go] right up to {O} and [lean] close",
            "|{A} [stand] still and [listen]",
        ),
        "after": (
            "c|{AO} [O+:stay] side by side {in}",
            "th|{A} [sit] beside {O} and [smile]",
            "t|{A} [rest] beside {O}",
            "|{A} [look] up and [smile]",
        ),
    },
    "stranded": {
        "before": ("|{A} [go] {through}, looking out over the water",),
        "develop": (
            "ch|{A} [kneel] beside {O} and [reach] out one hand",
            "c|{A} [go] slowly closer to {O}",
        ),
        "peak": (
            "ch|{A} [lean] with both arms against {O}, straining hard",
            "c|{A} [lean] hard against {O}",
        ),
        "after": ("c|{O} [O:swim] away into open water while {A} [watch] and [wave]",),
    },
    "help": {
        "before": ("|{A} [go] alone {through}", "|{A} [sit] {in} and [look] into the distance"),
        "develop": (
            "ch|{A} [hold] out one hand and {O} [O:come] closer",
            "c|{A} [go] beside {O}, matching every step",
            "h|{A} [kneel] down and [work] with both hands",
        ),
        "peak": (
            "ch|{A} [hug] {O} tightly",
            "c|{A} [lean] close against {O}",
            "|{A} [hold] on and [look] up",
        ),
        "after": ("c|{AO} [O+:go] away together", "|{A} [rest] and [smile]"),
    },
    "teach": {
        "before": (
            "|{A} [wait] {in}, alone and still",
            "c|{O} [O:go] {through} and [O:stop] in front of {A}",
        ),
        "develop": (
            "cT|{O} [O:try] with {T}, [O:fail] and [O:look] up at {A}",
            "c|{O} [O:try], [O:fail] and [O:look] up at {A}",
            "|{A} [try] again and again",
        ),
        "peak": ("c|{A} [lean] in close and {O} [O:try] once more", "|{A} [try] once more, and it works"),
        "after": ("c|{O} [O:laugh] and {A} [smile] proudly", "|{A} [stand] up straight and [smile]"),
    },
    "chase": {
        "before": (
            "c|{O} [O:go] fast {through} and [O:look] back",
            "|{A} [go] {through} and [stop] to look at the ground",
        ),
        "develop": ("c|{O} [O:turn] a corner and {A} [run] after {O}", "|{A} [run] faster {through}"),
        "peak": (
            "c|{AO} [O+:stand] face to face, out of breath",
            "th|{A} [stretch] out both arms and almost [touch] {O}",
            "|{A} [run] the last steps as fast as {he} can",
        ),
        "after": (
            "c|{A} [let] {O} go and [watch] {them} leave",
            "th|{O} comes to rest, and {A} [kneel] beside it and [smile]",
            "|{A} [stop], [breathe] and [look] up",
        ),
    },
    "search": {
        "before": ("|{A} [set] out {through}", "h|{A} [unfold] a worn map {in} and [look] up"),
        "develop": ("|{A} [stop], [bend] down and [look] closely", "|{A} [go] farther {through}"),
        "peak": (
            "c|{A} [see] {O} at last and [stand] still",
            "t|{A} [see] {O} at last and [stand] still",
            "|{A} [lean] forward and [stare] in wonder",
        ),
        "after": (
            "ch|{A} [run] to {O} and [put] both arms around {them}",
            "c|{AO} [O+:stay] close together",
            "th|{A} [reach] {O} and [rest] one hand on it",
            "t|{A} [reach] {O} and [rest] there",
            "|{A} [stay] a long moment and [turn] for home",
        ),
    },
    "travel": {
        "before": ("|{A} [stand] still {in} and [look] far ahead", "|{A} [get] ready {in} and [look] ahead"),
        "develop": ("|{A} [go] on {through} without stopping", "|{A} [stop] for breath and [look] back"),
        "peak": (
            "|{A} [slow] down, almost [stop], then [go] on",
            "|{A} [bend] forward against all odds and [go] on",
        ),
        "after": (
            "d|{A} [arrive] {in} and [rest]",
            "d|{A} [arrive] {in} and [look] around with a smile",
            "|{A} [slow] down, [rest] and [look] back with a smile",
        ),
    },
    "escape": {
        "before": ("|{A} [look] over {his} shoulder {in}", "|{A} [wait] {in} for the right moment"),
        "develop": ("|{A} [hide] in the shadows {in}", "|{A} [run] {through} and [look] back"),
        "peak": ("|{A} [jump] and [run] as fast as {he} can",),
        "after": ("|{A} [stop] at last and [breathe] freely",),
    },
    "make": {
        "before": (
            "h|{A} [kneel] down {in} and [open] a small bag of tools",
            "|{A} [look] around {in} and [begin]",
        ),
        "develop": (
            "th|{A} [bend] over {O}, hands moving with care",
            "h|{A} [work] on with careful hands",
            "|{A} [stop] and [look] closely at the work",
        ),
        "peak": (
            "t|{A} [lean] close to {O} and [hold] still",
            "|{A} [make] the last small move and [hold] still",
        ),
        "after": (
            "c|{O} [O:smile], and {A} [step] back proudly",
            "t|{A} [step] back and [look] proudly at {O}",
            "|{A} [step] back and [smile]",
        ),
    },
    "fight": {
        "before": ("c|{AO} [O+:stand] apart and [O+:stare] at each other", "|{A} [stand] ready {in}"),
        "develop": ("c|{AO} [O+:circle] each other slowly", "|{A} [step] forward, then back again"),
        "peak": (
            "c|{AO} [O+:rush] at each other",
            "|{A} [rush] forward and everything [one:come] to one moment",
        ),
        "after": ("c|{AO} [O+:lower] their heads and [O+:stand] still", "|{A} [stand] still and [look] up"),
    },
    "deliver": {
        "before": ("th|{A} [lift] {O} {in} and [hold] it close", "|{A} [stand] ready {in}"),
        "develop": ("th|{A} [hurry] {through} with {O} held close", "|{A} [hurry] on {through}"),
        "peak": (
            "cT|{O} [O:take] {T} and [O:hold] it close",
            "c|{A} [stand] in front of {O}, out of breath",
            "th|{A} [stop] and [look] down at {O}",
            "|{A} [stop] and [take] a deep breath",
        ),
        "after": ("c|{O} [O:smile] at {A}", "|{A} [turn] around and [go] home with a smile"),
    },
    "wait": {
        "before": ("|{A} [go] {through} and [stop]", "|{A} [arrive] {in} and [look] around"),
        "develop": (
            "|{A} [look] up, then down again, and [stay]",
            "t|{A} [sit] down beside {O}",
            "|{A} [sit] very still {in}",
        ),
        "peak": ("|{A} [hear] something, [lift] {his} head and [look] up",),
        "after": (
            "c|{O} [O:come] back, and {A} [run] to meet {O}",
            "|{A} [stay] where {he} [is] and [smile]",
        ),
    },
    "perform": {
        "before": (
            "c|{AO} [O+:take] their places {in}",
            "|{A} [take] {his} place {in}",
            "|{A} [breathe] in and [get] ready {in}",
        ),
        "develop": (
            "cT|{AO} [O+:lean] over {T}, lost in thought",
            "c|{AO} [O+:come] closer together",
            "tT|{A} [lean] over {O}, lost in thought",
            "|{A} [move] on, faster and brighter",
        ),
        "peak": (
            "c|{AO} [O+:look] each other in the eye",
            "|{A} [close] {his} eyes and [give] everything",
            "h|{A} [throw] both arms wide",
        ),
        "after": (
            "c|{AO} [O+:laugh] and [O+:bow] to each other",
            "h|{A} [bow] and [laugh]",
            "|{A} [come] to rest and [look] around",
        ),
    },
    "change": {
        "before": ("|{A} [go] {through} as on any other day", "|{A} [rest] quietly {in}"),
        "develop": (
            "|{A} [stand] still and [look] around in surprise",
            "|{A} [go] a few careful steps {through}",
        ),
        "peak": ("|{A} [turn] around and [stare] with wide eyes", "|{A} [step] forward into the light"),
        "after": ("|{A} [stand] in the quiet and [breathe]", "|{A} [look] up and [go] on, changed"),
    },
    "talk": {
        "before": ("c|{AO} [O+:sit] apart in silence", "|{A} [sit] {in} and [look] down"),
        "develop": ("c|{O} [O:turn] to {A} and [O:listen]", "|{A} [stand] up and [look] around"),
        "peak": ("c|{AO} [O+:look] each other in the eye", "|{A} [hold] still and [listen] for an answer"),
        "after": ("c|{AO} [O+:sit] side by side", "|{A} [smile] and [go] on {through}"),
    },
    "lose": {
        "before": ("|{A} [go] {through} as on any other day",),
        "develop": ("|{A} [try] again and slowly [shake] {his} head", "|{A} [look] around everywhere {in}"),
        "peak": ("h|{A} [sit] down and [hide] {his} face in both hands", "|{A} [lie] down and [stay] still"),
        "after": ("|{A} [stand] up, [breathe] in and [begin] again",),
    },
    "share": {
        "before": ("c|{AO} [O+:stand] apart {in} with folded arms", "|{A} [wait] {in}"),
        "develop": ("cT|{AO} both [O+:reach] for {T} at the same moment", "|{A} [go] a step closer"),
        "peak": ("c|{AO} [O+:stand] face to face, and neither moves", "|{A} [hold] still and [think]"),
        "after": (
            "cT|{AO} [O+:work] side by side beside {T} and [O+:smile]",
            "c|{AO} [O+:sit] side by side and [O+:smile]",
            "|{A} [smile]",
        ),
    },
    "hide": {
        "before": ("|{A} [look] over {his} shoulder {in}",),
        "develop": ("th|{A} [press] both hands over {O} and [listen]", "|{A} [turn] around, listening"),
        "peak": ("|{A} [hold] {his} breath and [stand] quite still",),
        "after": ("th|{A} [look] down at {O} and [smile]", "|{A} [breathe] out and [smile]"),
    },
    "wake": {
        "before": ("|{A} [lie] {in} with closed eyes",),
        "develop": ("|{A} [sit] up and [look] around in surprise", "|{A} [stand] up slowly"),
        "peak": ("|{A} [take] a first step and [stare] with wide eyes",),
        "after": ("|{A} [look] up and [smile]",),
    },
    "sleep": {
        "before": ("|{A} [go] slowly {through}, tired",),
        "develop": ("|{A} [sink] down and [close] both eyes", "|{A} [lie] still and [breathe] slowly"),
        "peak": ("|{A} [turn] over and [smile] in a dream",),
        "after": ("|{A} [open] both eyes and [look] around",),
    },
    "trapped": {
        "before": ("|{A} [go] {through} as on any other day",),
        "develop": ("c|{AO} [O+:look] away from each other", "|{A} [turn] around and around"),
        "peak": ("c|{AO} [O+:push] with all their strength", "|{A} [push] with all {his} strength"),
        "after": ("c|{AO} [O+:sit] side by side and [O+:laugh]", "|{A} [breathe] freely and [smile]"),
    },
    "peace": {
        "before": ("c|{AO} [O+:stand] apart and [O+:stare] at each other", "|{A} [stand] {in}, on guard"),
        "develop": ("c|{A} [take] one slow step closer to {O}", "|{A} [take] one slow step"),
        "peak": ("c|{AO} [O+:stand] face to face and [O+:lower] their heads", "|{A} [lower] {his} head"),
        "after": ("c|{AO} [O+:rest] side by side {in}", "|{A} [rest] {in}"),
    },
    "fear": {
        "before": ("|{A} [go] carefully {through}",),
        "develop": ("|{A} [jump] back and [hide]", "|{A} [crouch] down and [cover] both eyes"),
        "peak": ("|{A} [tremble], then [take] one step forward",),
        "after": ("|{A} [stand] tall and [breathe] freely",),
    },
    "release": {
        "before": ("|{A} [look] down at {his} hands",),
        "develop": ("c|{A} [kneel] and [look] at {O} one last time", "|{A} [kneel] down"),
        "peak": ("c|{A} and {O} look at each other one last time", "|{A} [open] both hands"),
        "after": ("c|{O} [O:go] away while {A} [watch] and [wave]", "|{A} [watch] and [wave]"),
    },
    "thing": {
        "before": ("|{A} [lie] still {in}", "|{A} [wait] {in}"),
        "develop": (
            "c|{A} [turn] slowly towards {O}",
            "v|{A} [go] on, turning slowly",
            "v|{A} [go] on {through}",
            "|Light and shadow wander over {A}",
        ),
        "peak": (
            "c|{AO} [O+:come] close, side by side",
            "|{A} [shake] and almost [stop]",
            "|{A} [lean] to one side and [shake]",
        ),
        "after": ("c|{AO} [O+:go] on together", "|{A} [come] to rest {in}, safe at last"),
    },
    "decide": {
        "before": ("|{A} [rest] {in}, quite still", "|{A} [look] up at the sky"),
        "develop": ("|{A} [stand] still and [look] ahead", "|{A} [take] a first small step"),
        "peak": ("|{A} [take] a deep breath and [go] ahead",),
        "after": ("|{A} [go] on without looking back",),
    },
    "any": {
        "before": ("|{A} [go] {through}", "|{A} [stand] {in} and [look] around"),
        "develop": (
            "c|{AO} [O+:come] closer to each other",
            "|{A} [stop] and [look] up",
            "|{A} [go] on {through}",
        ),
        "peak": ("c|{AO} [O+:face] each other", "|{A} [hold] still and [look] straight ahead"),
        "after": ("c|{AO} [O+:go] on together", "|{A} [rest] {in} and [smile]"),
    },
}
"""Verb class -> stage -> lines, the most fitting first."""

PRESENCE: Mapping[str, Lines] = {
    "one": (
        "|{A} [go] {through}",
        "|{A} [stop] and [turn] around, listening",
        "|{A} [go] faster and faster {through}",
        "|{A} [hold] still and [look] up with wide eyes",
        "|{A} [rest] {in} and [look] into the distance",
    ),
    "thing": (
        "|{A} [wait] {in}",
        "|{A} slowly [begin] to move",
        "|{A} [go] {through}, faster now",
        "|{A} [go] on through light and shadow",
        "|{A} [come] to rest {in}",
    ),
    "two": (
        "|{A} [go] {through}",
        "c|{O} [O:wait] {in} and [O:look] up",
        "c|{AO} [O+:meet] face to face",
        "c|{A} [hold] still while {O} [O:come] closer",
        "c|{AO} [O+:go] on side by side",
    ),
}
"""A film about somebody of whom the prompt tells no deed."""

LANDSCAPE: Lines = (
    "{Place} {lie} wide and still under {sky}",
    "{light} moves slowly over {fact0}",
    "{weather} passes over {fact1}",
    "{fact2:cap} {shine} in the changing light",
    "{Place} {grow} quiet again",
)
"""A film about a place; the prompt's own events go before these."""

SKIES = {
    "dawn": "the first pale light",
    "morning": "the morning sun",
    "noon": "the high sun",
    "afternoon": "the afternoon sun",
    "golden hour": "a low golden sun",
    "dusk": "the blue evening sky",
    "night": "a dark starry sky",
}
PASSING = {
    "clear": "a band of sunlight",
    "cloudy": "a slow cloud shadow",
    "overcast": "a grey veil of cloud",
    "rain": "a curtain of rain",
    "storm": "a wall of storm clouds",
    "snow": "a flurry of snow",
    "fog": "a slow bank of fog",
    "wind": "a strong gust of wind",
}
MOODS: Mapping[str, tuple[str, str, str, str, str]] = {
    "discover": ("quiet", "astonished", "curious", "full of wonder", "peaceful"),
    "help": ("lonely", "tender", "trusting", "deeply moved", "warm"),
    "chase": ("watchful", "urgent", "breathless", "tense", "relieved"),
    "fight": ("tense", "fierce", "watchful", "dramatic", "still"),
    "travel": ("expectant", "adventurous", "determined", "strained", "relieved"),
    "wait": ("quiet", "patient", "melancholy", "hopeful", "peaceful"),
    "peace": ("tense", "wary", "hesitant", "trusting", "peaceful"),
    "any": ("calm", "curious", "hopeful", "intense", "peaceful"),
}
"""Verb class -> mood at setup, inciting, rising, climax and resolution; a crisis is ``uncertain``."""
SAME_MOOD = {
    "stranded": "discover",
    "search": "discover",
    "teach": "help",
    "escape": "chase",
    "deliver": "travel",
}


def mood(plot: str, beat: str) -> str:
    """The mood of a beat in a plot of this class."""
    if beat == "crisis":
        return "uncertain"
    own = MOODS.get(SAME_MOOD.get(plot, plot), MOODS["any"])
    return own[("setup", "inciting", "rising", "climax", "resolution").index(beat)]
