"""The words that the prompt reader knows: closed vocabularies, roles, ages, verbs of action."""

import re

from rushes.film import CameraAngle, CameraMove, ShotSize, TimeOfDay, Weather

SIZES: tuple[tuple[str, ShotSize], ...] = (
    (r"extreme close.?ups?|macro (?:shot|view)|detail shot", "extreme close-up"),
    (r"over.(?:the.)?shoulder|from behind (?:his|her|their) shoulder", "over-shoulder"),
    (
        r"extreme(?:ly)? wide|extreme long shot|establishing|aerial|panoramic|bird'?s.eye|"
        r"drone (?:shot|view)|vista",
        "extreme wide",
    ),
    (r"close.?ups?|tight (?:shot|framing)|portrait (?:shot|of)|headshot|face fills", "close-up"),
    (r"medium.wide|full.(?:shot|body|length|figure)|head.to.(?:toe|foot)|cowboy shot", "full"),
    (r"medium|mid.shot|waist.up|half.length|two.shot", "medium"),
    (
        r"wide(?:.angle)?(?: establishing)? (?:shot|view|framing|composition|frame)|wide.angle|"
        r"long shot|master shot|wide:|^wide\b",
        "wide",
    ),
)
VIEWS: tuple[tuple[str, str], ...] = (
    (
        r"(?:seen|shot|viewed|filmed|view|shown) from (?:behind|the back)|(?:back|rear)[ -]view|"
        r"backs? to (?:us|the (?:camera|viewer|lens))|^from behind\b",
        "back",
    ),
    (r"in profile|side[ -]view|profile (?:shot|view)|(?:seen|shot|view|viewed) from the side", "side"),
    (
        r"fac(?:es|ing) (?:the camera|us|the viewer)|front(?:al)? view|seen from the front|"
        r"(?:looks?|looking|stares?|staring) (?:straight )?(?:at|into) the (?:camera|lens)",
        "front",
    ),
    (r"three.quarter (?:view|angle|profile)", "three-quarter"),
)
"""From which side the first figure is seen."""
MOVES: tuple[tuple[str, CameraMove], ...] = (
    (r"pan(?:s|ning|ned)?\b[^.;]{0,28}\bleft|swings? left", "pan left"),
    (r"pan(?:s|ning|ned)?\b[^.;]{0,28}\bright|swings? right", "pan right"),
    (r"tilt(?:s|ing|ed)?\b[^.;]{0,28}\bup", "tilt up"),
    (r"tilt(?:s|ing|ed)?\b[^.;]{0,28}\bdown", "tilt down"),
    (r"zoom(?:s|ing|ed)?\b[^.;]{0,28}\bout", "zoom out"),
    (r"zoom(?:s|ing|ed)?\b[^.;]{0,28}\bin", "zoom in"),
    (
        r"(?:doll(?:y|ies|ying|ied)|track(?:s|ing)?|pull(?:s|ing|ed)?|move(?:s|ing)?|retreats?|drifts?)\b[^.;]{0,24}\b(?:out|back|backwards?|away)\b|"
        r"pull.?back",
        "dolly out",
    ),
    (
        r"(?:doll(?:y|ies|ying|ied)|push(?:es|ing|ed)?|track(?:s|ing)?|move(?:s|ing)?|creeps?|glides?)\b[^.;]{0,24}\b(?:in|closer|forwards?|into|towards?)\b|"
        r"push.?in",
        "dolly in",
    ),
    (r"(?:truck|track|slid|mov|glid|dolly)\w*\b[^.;]{0,24}\bleft", "truck left"),
    (r"(?:truck|track|slid|mov|glid|dolly)\w*\b[^.;]{0,24}\bright", "truck right"),
    (
        r"(?:cran|boom|ris|lift|ascend|pedestal)\w*\b[^.;]{0,20}\bdown|"
        r"camera (?:descends|sinks|lowers)|descending (?:shot|crane)",
        "crane down",
    ),
    (
        r"crane (?:shot|move|up)|(?:cran|boom|pedestal)\w*\b[^.;]{0,20}\bup|"
        r"camera (?:rises|lifts|ascends)|rising (?:shot|crane)",
        "crane up",
    ),
    (r"orbit\w*|arc(?:s|ing)? around|circl(?:es|ing) around|rotat\w+ around|360|camera circles", "orbit"),
    (r"hand.?held|shaky|shoulder.?mounted|jitter\w*", "handheld"),
    (
        r"static|locked.?off|still camera|fixed camera|tripod|motionless camera|"
        r"camera (?:holds|stays|is still|does not move)",
        "static",
    ),
)
LOOSE_MOVES: tuple[tuple[str, CameraMove], ...] = (
    (r"slow pan|camera pans|panning shot", "pan right"),
    (r"camera zooms|slow zoom", "zoom in"),
    (r"dolly", "dolly in"),
    (r"tracking shot|camera (?:follows|tracks|trucks)|lateral", "truck right"),
    (r"camera tilts", "tilt up"),
    (r"camera cranes", "crane up"),
    (r"slow camera move|cinematic movement", "dolly in"),
)
"""Moves named without their direction; asked only when no other move is named."""
ANGLES: tuple[tuple[str, CameraAngle], ...] = (
    (r"low.angle|from below|worm'?s.eye|looking up at|low camera|from a low", "low"),
    (r"high.angle|from above|bird'?s.eye|overhead|top.down|looking down (?:on|at)|from a high", "high"),
    (r"eye.level", "eye level"),
)
HOURS: tuple[tuple[str, TimeOfDay], ...] = (
    (r"golden.hour|magic hour|sunsets?|sundown|setting sun|low sun", "golden hour"),
    (r"dawn|sunrise|daybreak|first light|break of day|rising sun", "dawn"),
    (r"dusk|twilight|nightfall|evening|gloaming|blue hour", "dusk"),
    (
        r"midnight|night|nights|nighttime|night-time|moonlit|moonlight|starlit|starlight|starry|"
        r"after dark|aurora|moonrise",
        "night",
    ),
    (r"noon|midday|mid-day|high sun|blazing sun|scorching|daylight|daytime|broad day", "noon"),
    (r"afternoon", "afternoon"),
    (r"morning|mornings|breakfast", "morning"),
)
WEATHERS: tuple[tuple[str, Weather], ...] = (
    (r"thunder\w*|storm\w*|lightning|hurricane|tempest|typhoon|squall", "storm"),
    (
        r"blizzard|snowing|snowfall|snowstorm|falling snow|heavy snow|light snow|snowflakes|snowy|"
        r"snows?|wintry",
        "snow",
    ),
    (r"rain(?!coat|bow|forest)\w*|drizzl\w*|downpour|monsoon", "rain"),
    (r"fog\w*|mist|misty|haze|hazy|smog", "fog"),
    (r"overcast|gr[ae]y sky|gr[ae]y skies|gloomy|leaden", "overcast"),
    (r"cloudy|clouds|partly cloudy|scattered cloud", "cloudy"),
    (r"windy|winds?|gale|gusts?|gusty|breez\w+|windswept", "wind"),
    (r"sunny|sunlit|clear|cloudless|sunshine|bright sun", "clear"),
)
STYLES: tuple[tuple[str, str], ...] = (
    (r"noir|hard single.source light|deep shadows", "noir"),
    (r"black.and.white|monochrome|gr[ae]yscale", "monochrome"),
    (r"water.?colou?rs?|washed edges|paper grain|aquarelle", "watercolour"),
    (r"neon|cyberpunk|synthwave|vaporwave", "neon"),
    (r"vintage|faded film|retro|super.?8|sepia|old film|16 ?mm|film stock", "vintage"),
    (
        r"documentary|naturalistic|available light|restrained colou?r|cinéma vérité|photoreal\w*",
        "documentary",
    ),
    (r"storybook|fairy.?tale|children'?s book|anime|warm illustration", "storybook"),
    (r"pastel", "pastel"),
)

FEMALE = frozenset(
    "girl woman daughter mother sister queen grandmother princess lady widow waitress actress aunt bride "
    "nun grandma mum mom "
    "wife ballerina heroine seamstress she her hers herself granddaughter niece goddess mermaid "
    "policewoman businesswoman "
    "witch empress duchess sorceress huntress priestess fisherwoman female".split()
)
MALE = frozenset(
    "boy man son father brother king grandfather prince monk fisherman uncle groom samurai cowboy "
    "grandson grandpa dad husband "
    "policeman fireman nephew waiter he him his himself wizard blacksmith craftsman postman businessman "
    "gentleman emperor duke "
    "priest lumberjack sir male lad guy bearded".split()
)
CHILDREN = frozenset(
    "girl boy child kid toddler orphan grandson granddaughter grandchild baby schoolgirl schoolboy "
    "pupil".split()
)
TEENS = frozenset("teenage teenager teen adolescent apprentice".split())
YOUNG = frozenset("young youthful student prince princess bride".split())
OLD = frozenset(
    "old elderly aging ageing retired grandmother grandfather ancient grandpa grandma elder crone "
    "wizened".split()
)
ADULTS = frozenset("man woman lady gentleman adult guy mother father grandmother grandfather".split())
GENERIC = frozenset(
    "man woman person boy girl child kid lady gentleman figure people guy adult teenager toddler".split()
)
PERSONS = frozenset(
    """man woman person boy girl child kid lady gentleman figure people guy adult teenager toddler baby
    mother father sister brother
    daughter son grandson granddaughter grandchild wife husband grandmother grandfather grandma grandpa
    aunt uncle niece nephew widow
    orphan friend stranger couple
    twin neighbour neighbor crowd family keeper fisherman sailor captain ferryman pirate mermaid diver
    swimmer surfer lifeguard
    chef cook baker waiter waitress barista bartender butcher farmer shepherd gardener beekeeper florist
    hunter fisher lumberjack
    woodcutter miner knight king queen prince princess emperor empress warrior soldier guard officer
    general archer samurai ninja
    ronin swordsman gladiator viking cowboy sheriff bandit outlaw thief detective spy investigator
    inspector agent policeman
    policewoman police cop firefighter fireman paramedic doctor surgeon nurse scientist inventor
    researcher professor teacher
    student pupil librarian scholar cartographer clockmaker watchmaker tailor seamstress weaver potter
    blacksmith carpenter
    mechanic engineer electrician plumber builder worker labourer janitor cleaner conductor driver pilot
    postman courier messenger
    traveller traveler explorer hitchhiker hiker climber mountaineer wanderer pilgrim nomad adventurer
    tourist astronaut cosmonaut
    spaceman alchemist painter artist sculptor photographer filmmaker director writer poet author
    journalist reporter editor
    dancer ballerina acrobat juggler clown magician musician violinist pianist guitarist drummer cellist
    singer composer actor
    actress model athlete runner boxer wrestler skater skier cyclist footballer player gambler monk nun
    priest bishop pope witch
    wizard sorcerer sorceress druid shaman prophet oracle saint bride groom businessman businesswoman
    banker lawyer judge clerk
    secretary politician president minister merchant seller vendor shopkeeper trader customer passenger
    commuter pedestrian
    villager peasant citizen refugee prisoner patient hero heroine villain boss leader apprentice
    assistant craftsman puppeteer
    scavenger hermit beggar gatekeeper watchman ranger rider jockey veteran survivor rebel hacker
    programmer human elder
    skateboarder snowboarder vampire zombie elf dwarf fairy superhero superheroine referee angel
    mathematician archaeologist biologist botanist astronomer geologist""".split()
)
"""Nouns for a person."""
AGENTS = frozenset(
    """walker tamer trainer herder charmer handler breeder racer sitter groomer wrangler whisperer fancier
    catcher watcher maker lover owner collector operator dealer trader rider racer carter drover trapper
    poacher rustler minder spotter lifter""".split()
)
"""Nouns for a person by what they do with animals and things: ``lion tamer``."""
PLURALS = {
    "mars": "mars",
    "venus": "venus",
    "paris": "paris",
    "lens": "lens",
    "chess": "chess",
    "men": "man",
    "women": "woman",
    "children": "child",
    "wolves": "wolf",
    "mice": "mouse",
    "geese": "goose",
    "feet": "foot",
    "fishermen": "fisherman",
    "policemen": "policeman",
    "firemen": "fireman",
    "thieves": "thief",
    "leaves": "leaf",
    "knives": "knife",
    "people": "people",
    "police": "police",
    "fish": "fish",
    "deer": "deer",
    "sheep": "sheep",
    "wives": "wife",
    "snowmen": "snowman",
    "calves": "calf",
    "elves": "elf",
    "dwarves": "dwarf",
    "shelves": "shelf",
    "bus": "bus",
    "octopus": "octopus",
    "glass": "glass",
    "dress": "dress",
    "princess": "princess",
    "waitress": "waitress",
    "actress": "actress",
    "empress": "empress",
    "grass": "grass",
    "walrus": "walrus",
    "abyss": "abyss",
    "fortress": "fortress",
    "canvas": "canvas",
    "glasses": "glasses",
    "stairs": "stairs",
    "oasis": "oasis",
    "compass": "compass",
    "moss": "moss",
    "cross": "cross",
    "lass": "lass",
    "pegasus": "pegasus",
    "his": "his",
    "boss": "boss",
    "sorceress": "sorceress",
    "cactus": "cactus",
    "hers": "hers",
    "heiress": "heiress",
    "goddess": "goddess",
}
COUNTS = {
    "two": 2,
    "both": 2,
    "couple": 2,
    "pair": 2,
    "twin": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
    "several": 3,
    "some": 3,
    "many": 5,
    "group": 4,
    "crowd": 6,
    "flock": 5,
    "pack": 4,
    "herd": 5,
    "school": 5,
    "shoal": 6,
    "team": 4,
    "army": 6,
    "swarm": 6,
    "six": 6,
    "dozen": 6,
    "dozens": 6,
    "hundreds": 6,
    "family": 3,
}


def singular(word: str) -> str:
    """``keepers`` -> ``keeper``, ``wolves`` -> ``wolf``; words that are singular already stay."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def first_match(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    """The value whose pattern matches earliest in `text`; table order breaks ties."""
    best: tuple[int, str] | None = None
    for pattern, value in table:
        match = re.search(rf"\b(?:{pattern})(?!\w)", text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), value)
    return best[1] if best else None
