"""What happens in a prompt: its clauses in story order, each retold in the present tense."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rushes.writing.mentions import Mention, is_herd
from rushes.writing.places import Place
from rushes.writing.pronouns import owner_of, resolve, subject_of
from rushes.writing.sentences import Text, Word

CLAUSES = ("ROOT", "conj", "advcl", "ccomp", "parataxis", "dep", "acl", "relcl", "appos")
BEFORE = frozenset("when after because since once as if whenever".split())
SPLIT_OFF = (
    "advcl",
    "parataxis",
    "relcl",
    "cc",
    "preconj",
    "mark",
    "punct",
    "aux",
    "auxpass",
    "nsubj",
    "nsubjpass",
    "csubj",
)
INTENT = frozenset("decide want try begin start learn must need refuse dream long".split())
SHIELDING = frozenset("protect defend rescue save guard hide free flee escape run fight shield".split())
REPORTED = frozenset(
    "discover find realise realize learn know say tell hope believe notice see hear dream wish".split()
)
TAUGHT = frozenset("teach train help ask tell invite persuade order force send dare beg show".split())
PERCEIVED = frozenset("let make see hear watch know help".split())
SHORT_LIFE = ("TIME", "DATE")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens."""

    verb: str
    """The lemma of its verb; for *decide to move* it is ``move``."""
    agents: tuple[int, ...]
    """`Mention.head` of those who do it; empty when a thing or the weather does."""
    subject: str
    """How to name the doer when it is nobody of the cast."""
    predicate: tuple[str, ...]
    """The rest of the clause as words; ``{12}`` stands for mention 12, ``@verb`` for a verb to be agreed."""
    others: tuple[int, ...]
    """`Mention.head` of everybody else in the clause, the nearest object first."""
    thing: str
    """What it is done to when that is nobody of the cast, such as ``the living seed``; may be empty."""
    place: int | None
    """`Place.head` of where it is."""
    foes: tuple[int, ...]
    """Those *from* or *against* whom it is done."""
    companions: tuple[int, ...]
    """Those of `others` who do it together with the agents: *with a nervous navigator*."""
    single: bool
    """True when only one of the agents does it: *one of them*."""
    said: str
    """The clause's own words, for hour and weather."""


def events(text: Text, cast: list[Mention], spots: list[Place]) -> list[Event]:
    """The events of the prompt in the order in which they happen."""
    clauses = [w for w in text if _is_clause(text, w)]
    known = {head: m for m in cast for head in (m.head, *(again for again, _ in m.again))}
    main = [w for w in clauses if w.dep != "relcl" or _is_main(text, w)]
    told = main + [w for w in clauses if w.dep == "relcl" and w.head in known and len(main) < 3]
    found = [(_order(text, w), _event(text, w, known, spots)) for w in told]
    return [event for _, event in sorted(found, key=lambda pair: pair[0]) if event is not None]


def _is_main(text: Text, word: Word) -> bool:
    """Whether a relative clause tells the story: *the first to notice*, *there was a boy who lost …*."""
    noun = text.head(word)
    if any(c.lemma.lower() == "where" for c in text.children(word, "advmod")) and word.tag != "VBN":
        return True
    return noun.dep == "attr" and (word.tag == "VB" or bool(text.children(text.head(noun), "expl")))


def _is_clause(text: Text, word: Word) -> bool:
    if not word.is_verb or word.dep not in CLAUSES:
        return False
    if word.dep == "acl" and word.tag != "VB":
        return text.head(word).dep == "ROOT" and word.tag == "VBG"
    if word.dep == "advcl" and word.tag in ("VBG", "VBN") and not text.children(word, "nsubj", "mark"):
        return False
    if word.dep == "ccomp" and text.head(word).lemma in REPORTED and text.children(word, "mark"):
        return False
    if (word.dep == "ccomp" and text.head(word).lemma in PERCEIVED) or _inside(text, word):
        return False
    first = text.child(word, "attr", "acomp") if word.lemma == "be" else None
    if first is not None and any(c.tag == "VB" for c in text.children(first, "acl", "xcomp", "relcl")):
        return False
    return not (word.lemma == "be" and not text.children(word, "attr", "acomp", "prep", "advmod"))


def _inside(text: Text, word: Word) -> bool:
    """Whether a verb only completes another: *finds a tree standing*, *teaches her to throw a punch*."""
    above, aux = text.head(word), [c.lemma for c in text.children(word, "aux")]
    if word.dep == "ccomp" and word.tag == "VBG" and not aux:
        return above.lemma in REPORTED
    taught = above.lemma in TAUGHT and bool(text.children(above, "dobj"))
    return word.dep in ("advcl", "ccomp") and word.tag == "VB" and aux == ["to"] and taught


def _order(text: Text, word: Word) -> float:
    mark = next((c.lemma.lower() for c in text.children(word, "mark", "advmod") if c.i < word.i), "")
    return text.head(word).i - 0.5 if word.dep == "advcl" and mark in BEFORE else float(word.i)


def _event(text: Text, verb: Word, known: Mapping[int, Mention], spots: list[Place]) -> Event | None:
    doer = _meant(text, subject_of(text, verb), verb, known)
    if doer is not None and doer.lemma.lower() in ("there", "nobody", "that", "which", "nothing"):
        return None
    agents = _people(text, doer, known) if doer is not None else ()
    if not agents and (doer is None or (verb.lemma == "be" and text.children(verb, "attr"))):
        return None
    body = _body(text, verb)
    said = text.under(verb, _later(text, verb))
    place = next((p.head for p in spots if p.head in {w.i for w in said}), None)
    taken = {verb.i, *(p.head for p in spots)}
    nouns = [w for w in body if (w.is_noun or w.tag in ("PRP", "CD")) and w.i not in taken]
    objects = dict.fromkeys(h for w in nouns for h in _people(text, w, known) if h not in agents)
    feared = _feared(text, verb, body, known)
    thing = next((w for w in nouns if w.dep == "dobj" and not _people(text, w, known)), None)
    passive = bool(text.children(verb, "auxpass"))
    return Event(
        verb=_telling(text, verb),
        agents=agents,
        subject="" if agents or doer is None else _noun_phrase(text, doer),
        predicate=tuple(_predicate(text, verb, body, known, spots, passive)),
        others=tuple(h for h in objects if h not in feared),
        thing=_thing(text, thing, verb, known),
        place=place,
        foes=tuple(h for h in objects if h in feared),
        companions=_companions(text, verb, doer, known),
        single=doer is not None and doer.text.lower() == "one",
        said=" ".join(w.text for w in said),
    )


def _body(text: Text, verb: Word) -> list[Word]:
    """The clause without what opens it (*in the morning, …*) and without hours and dates."""
    early = [c for c in text.children(verb, "prep", "advmod", "npadvmod") if c.i < verb.i]
    opening = {w.i for c in early if c.dep == "prep" or text.children(c) for w in text.under(c)}
    return [
        w
        for w in text.under(verb, _skipped(text, verb))
        if (w.ent not in SHORT_LIFE or w.dep in ("dobj", "pobj")) and w.i not in opening
    ]


def _feared(text: Text, verb: Word, body: list[Word], known: Mapping[int, Mention]) -> frozenset[int]:
    """Those *from* or *against* whom somebody is shielded."""
    if verb.lemma not in SHIELDING:
        return frozenset()
    threats = [w for w in body if w.dep == "prep" and w.lemma in ("from", "against")]
    nouns = [n for w in threats for n in text.under(w) if n.is_noun]
    return frozenset(h for n in nouns for h in _people(text, n, known))


def _thing(text: Text, thing: Word | None, verb: Word, known: Mapping[int, Mention]) -> str:
    """The thing it is done to; *it* and *them* are the thing named before."""
    if thing is not None and thing.is_noun:
        return _noun_phrase(text, thing)
    pronoun = next((w for w in text.children(verb, "dobj") if w.text.lower() in ("it", "them")), None)
    if pronoun is None or resolve(text, pronoun, known):
        return ""
    words = _word(text, pronoun, verb, known, False)
    return words[0] if words and words[0] not in ("it", "them") else ""


def _companions(text: Text, verb: Word, doer: Word | None, known: Mapping[int, Mention]) -> tuple[int, ...]:
    near = [*text.under(verb, _later(text, verb)), *(text.children(doer, "prep") if doer is not None else [])]
    spots = [p for p in near if p.dep == "prep" and p.lemma in ("with", "alongside")]
    return tuple(h for p in spots for n in text.children(p, "pobj") for h in _people(text, n, known))


def _meant(text: Text, doer: Word | None, verb: Word, known: Mapping[int, Mention]) -> Word | None:
    """The thing behind *it*, or None for the *it* that rains."""
    if doer is None or doer.lemma.lower() != "it" or resolve(text, doer, known):
        return doer
    things = [
        w for w in text if w.i < doer.i and w.dep in ("dobj", "nsubj") and w.is_noun and w.i not in known
    ]
    weather = any(w.lemma in ("rain", "snow", "pour", "drizzle", "storm") for w in text.under(verb))
    return None if weather or not things else things[-1]


def _telling(text: Text, verb: Word) -> str:
    """The lemma that tells what happens: ``fear`` of *is afraid*, ``move`` of *decides to move*."""
    if any(c.lemma in ("afraid", "scared") for c in text.children(verb, "acomp")):
        return "fear"
    inner = text.child(verb, "xcomp")
    return inner.lemma if inner is not None and inner.is_verb and verb.lemma in INTENT else verb.lemma


def _later(text: Text, verb: Word) -> frozenset[int]:
    return frozenset(c.i for c in text.children(verb) if c.is_verb and _is_clause(text, c))


def _skipped(text: Text, verb: Word) -> frozenset[int]:
    gone = {
        c.i
        for c in text.children(verb)
        if c.dep in SPLIT_OFF and not (c.dep == "advcl" and (not c.is_verb or _inside(text, c)))
    }
    gone |= {c.i for c in text.children(verb, "intj", "dep", "meta")} | set(_later(text, verb))
    gone |= {
        c.i
        for c in text.children(verb, "conj", "ccomp")
        if text.children(c, "nsubj") and c.i > verb.i + 1 and verb.lemma not in PERCEIVED
        if not (
            verb.lemma in REPORTED and c.dep == "ccomp" and (text.children(c, "mark") or _inside(text, c))
        )
    }
    gone |= {
        c.i
        for c in text.children(verb, "advmod")
        if c.lemma.lower() in ("when", "then", "where", "suddenly", "so")
    }
    gone |= {w.i for w in text.under(verb) if w.dep in ("relcl", "acl") and w.tag == "VB"}
    return frozenset(gone | {w.i for w in text.under(verb) if w.dep == "relcl"} | _hours(text, verb))


def _hours(text: Text, verb: Word) -> set[int]:
    """Prepositions that open an hour of the day; the scene says it by itself."""
    hours = frozenset(
        "dawn dusk sunset sunrise night noon midnight morning evening afternoon twilight nightfall".split()
    )
    found = {
        w.i for w in text.under(verb) if w.dep == "pobj" and (w.lemma.lower() in hours or w.ent in SHORT_LIFE)
    }
    found = set() if verb.lemma in ("dream", "think", "wait", "remember") else found
    return {text.words[i].head for i in found}


def _people(text: Text, word: Word, known: Mapping[int, Mention]) -> tuple[int, ...]:
    """The cast that `word` stands for, together with whoever is joined to it by *and*."""
    found = [known[word.i].head] if word.i in known else resolve(text, word, known)
    if is_herd(text, word) and not found:
        of = text.child(word, "prep")
        inner = text.child(of, "pobj") if of is not None else None
        return _people(text, inner, known) if inner is not None else ()
    if word.is_noun and word.i not in known and not found:
        apposed = text.head(word)
        found = [known[apposed.i].head] if word.dep == "appos" and apposed.i in known else []
    joined = [h for c in text.children(word, "conj", "appos") if c.is_noun for h in _people(text, c, known)]
    return tuple(dict.fromkeys([*found, *joined]))


def _noun_phrase(text: Text, noun: Word) -> str:
    """The phrase as a thing already known: ``a living seed`` -> ``the living seed``."""
    skip = frozenset(
        c.i for c in text.children(noun) if c.dep in ("relcl", "acl", "cc", "conj", "prep", "appos", "punct")
    )
    words = [w for w in text.under(noun, skip) if w.dep != "nummod"]
    spoken = " ".join(w.text if w.tag.startswith("NNP") else w.text.lower() for w in words)
    spoken = spoken.replace(" 's", "'s").replace(" - ", "-")
    first, _, rest = spoken.partition(" ")
    if first in (
        "a",
        "an",
        "the",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "my",
        "one",
        "some",
        "any",
        "no",
    ):
        return f"the {rest}" if rest else spoken
    return spoken if "'s" in first or noun.tag in ("NNP", "NNPS") else f"the {spoken}"


def _predicate(
    text: Text, verb: Word, body: list[Word], known: Mapping[int, Mention], spots: list[Place], passive: bool
) -> list[str]:
    """The clause without its subject, as words to be spoken by `rushes.writing.telling`."""
    spans = [(m, m.span) for m in known.values()] + [(m, span) for m in known.values() for _, span in m.again]
    owner = {i: m.head for m, span in spans for i in span if m.head != verb.i}
    drop = {i for p in spots if not p.destination for i in p.span if _adverbial(text, verb, p)}
    articles = {
        c.i
        for p in spots
        if not p.destination
        for c in text.children(text.words[p.head], "det")
        if c.text.lower() in ("a", "an")
    }
    spoken: list[str] = []
    named: set[int] = set()
    for word in body:
        if word.i in drop:
            continue
        if word.i in owner:
            head = owner[word.i]
            spoken += [] if head in named else [f"{{{head}}}"]
            named.add(head)
            continue
        spoken += ["the"] if word.i in articles else _word(text, word, verb, known, passive)
    return spoken


def _adverbial(text: Text, verb: Word, place: Place) -> bool:
    """Whether the place phrase only says where the clause happens and can be left to the scene."""
    spot = text.words[place.head]
    preposition = text.head(spot)
    return (
        spot.dep == "pobj"
        and preposition.head == verb.i
        and preposition.lemma in ("in", "at", "on", "aboard", "inside")
        and verb.lemma
        not in (
            "turn",
            "crash",
            "land",
            "fall",
            "live",
            "stand",
        )
    )


def _word(text: Text, word: Word, verb: Word, known: Mapping[int, Mention], passive: bool) -> list[str]:
    if word.i == verb.i:
        negated = [c.text.lower() for c in text.children(verb, "neg")]
        if passive:
            return ["@be", *negated, word.text]
        if negated and negated[0] in ("not", "n't"):
            return ["@do", "not", verb.lemma]
        return [*negated, f"@{verb.lemma}"]
    if word.dep in ("neg",) or (word.dep == "punct" and word.text not in ("-", ",")):
        return []
    meant = resolve(text, word, known) if word.tag in ("PRP", "CD") else []
    if (owner := owner_of(text, word, known)) is not None:
        return [f"{{{owner}}}", "'s"]
    if meant:
        return [f"{{{head}}}" for head in meant]
    if word.text.lower() in ("it", "them") and word.dep in ("dobj", "pobj"):
        things = [
            w
            for w in text
            if w.i < word.i and w.dep in ("dobj", "nsubj", "nsubjpass") and w.is_noun and w.i not in known
        ]
        return (
            [re.sub(r"^(?:his|her|its|their|my) ", "the ", _noun_phrase(text, things[-1]))]
            if things
            else ["it"]
        )
    return [word.text if word.tag.startswith("NNP") or word.text == "I" else word.text.lower()]
