"""Verb forms and verb classes: how an English verb agrees, and what sort of event it tells."""

IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
CLASSES: dict[str, str] = {
    "discover": "discover find notice see spot encounter uncover spy hear glimpse detect stumble unearth"
    " sense",
    "help": "befriend love help rescue save protect heal comfort feed adopt shelter hug nurse tend calm"
    " raise care guide trust forgive marry kiss",
    "teach": "teach show learn train explain study practise practice remember",
    "chase": "chase hunt pursue track follow stalk catch capture trap shadow",
    "search": "search seek look explore investigate wonder hope",
    "travel": "cross walk sail travel drive race run ride return journey climb march wander hike row swim"
    " enter visit reach arrive move drift fly explore float soar glide navigate roam head come go"
    " dive land",
    "escape": "escape flee hide leave abandon evade",
    "make": "make sweep clean wash mop repaint restore weave sculpt polish stitch build repair carve"
    " paint write bake cook plant grow fix sew invent create draw construct knit mend assemble craft open"
    " water harvest brew",
    "lose": "lose drop forget miss break fail",
    "fear": "fear dread tremble shiver",
    "share": "share split divide swap trade exchange",
    "release": "let release free",
    "fight": "fight duel battle attack compete challenge wrestle defend clash struggle face confront defeat",
    "deliver": "deliver serve rob carry bring give send return take steal collect gather hand smuggle receive"
    " sell buy",
    "wait": "wait nap doze fish meditate pray watch sit sleep dream guard listen rest live stand keep"
    " stay gaze stare work serve sleep lie",
    "perform": "play dance sing perform celebrate hum juggle skate compose laugh conduct entertain rehearse"
    " bow whistle drum act spin twirl",
    "change": "become turn transform wake awaken change melt bloom swallow freeze burn shine glow collapse"
    " crash sink fall die vanish disappear erupt begin start stop end rise hatch",
    "talk": "meet reconcile chat interview speak ask tell argue talk whisper call shout confess say"
    " promise beg answer greet persuade",
    "decide": "decide choose refuse want plan try need hope wish vow dare must",
}
CLASS_OF = {verb: name for name, verbs in reversed(CLASSES.items()) for verb in verbs.split()}
STRONG = frozenset("chase escape fight travel".split())
CALM = frozenset(
    "sit sleep wait watch stand gaze stare rest listen dream lie read write carve sew fish".split()
)


def third(lemma: str) -> str:
    """The verb after *he, she, it*: ``carry`` -> ``carries``."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def agree(lemma: str, plural: bool) -> str:
    """The present tense of `lemma` for one or several subjects."""
    if lemma == "be":
        return "are" if plural else "is"
    return lemma if plural else third(lemma)


def verb_class(lemma: str) -> str:
    """One of `CLASSES`, or ``any``."""
    return CLASS_OF.get(lemma, "any")
