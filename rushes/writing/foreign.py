"""Prompts in other languages: what can be said honestly without a grammar of them.

A small bundled vocabulary (Spanish, French, German, Italian, Portuguese, and a few words of Chinese,
Japanese and Russian) recognises common characters, places, hours and weathers. Of deeds it knows some
thirty verbs of the five European languages in the present tense, taken to be told in the order subject,
verb, object; where it knows none, the film shows the people and places. The logline quotes the prompt.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from rushes.film import TimeOfDay, Weather
from rushes.writing.events import Event
from rushes.writing.lexicon import noun_class
from rushes.writing.mentions import KINDS, Mention

COMMON = {
    "en": "the a an and of in on to with is his her at from for their its it who that by into".split(),
    "es": "el la los las un una y de en con que su por del al es para se lo sus".split(),
    "fr": "le la les un une et de dans avec que son sa du au est pour sur des qui ses".split(),
    "de": "der die das ein eine und von in mit dem den im auf ist einen einer sein ihre am zum".split(),
    "it": "il lo la gli le un una e di in con che suo sua del al nel sulla per della è".split(),
    "pt": "o a os as um uma e de em com que seu sua do da no na para por ao".split(),
}
WORDS = """
girl: niña chica fille mädchen ragazza bambina menina garota 女孩 少女 девочка девушка
boy: niño chico garçon junge ragazzo bambino menino garoto 男孩 少年 мальчик
woman: mujer femme frau donna mulher 女人 женщина
man: hombre homme mann uomo homem 男人 мужчина человек
child: enfant kind criança 孩子 子供 ребёнок
old man: anciano vieillard greis anziano 老人 старик
old woman: anciana старуха
grandmother: abuela grand-mère großmutter oma nonna avó 奶奶 бабушка
grandfather: abuelo grand-père großvater opa nonno avô 爷爷 дедушка
fisherman: pescador pêcheur fischer pescatore 渔夫 漁師 рыбак
lighthouse keeper: farero leuchtturmwärter faroleiro gardien
king: rey roi könig re rei 国王 король
queen: reina reine königin regina rainha 女王 королева
knight: caballero chevalier ritter cavaliere cavaleiro рыцарь
princess: princesa princesse prinzessin principessa 公主 принцесса
astronaut: astronauta astronaute astronaut 宇航员 космонавт
ballerina: bailarina danseuse tänzerin ballerina dançarina танцовщица
dancer: bailarín danseur tänzer ballerino dançarino танцор
baker: panadero boulanger bäcker panettiere padeiro пекарь
pirate: pirata pirate pirat 海盗 пират
robot: robot robô roboter 机器人 ロボット робот
dog: perro chien hund cane cachorro cão 狗 犬 собака
cat: gato chat katze gatto 猫 кот кошка
fox: zorro renard fuchs volpe raposa 狐狸 лиса
wolf: lobo loup wolf lupo 狼 волк
bear: oso ours bär orso urso 熊 медведь
whale: ballena baleine wal balena baleia 鲸鱼 кит
bird: pájaro oiseau vogel uccello pássaro 鸟 птица
horse: caballo cheval pferd cavallo cavalo 马 лошадь
mouse: ratón souris maus topo rato мышь
dragon: dragón dragon drache drago dragão 龙 дракон
ghost: fantasma fantôme geist gespenst 幽灵 призрак
beach: playa plage strand spiaggia praia 海滩 пляж
sea: mar mer meer mare 海 море
ocean: océano océan ozean oceano 大海 океан
forest: bosque forêt wald foresta floresta 森林 森 лес
desert: desierto désert wüste deserto 沙漠 пустыня
mountain: montaña montagne berg montagna montanha 山 гора
city: ciudad ville stadt città cidade 城市 город
village: pueblo aldea village dorf villaggio vila 村庄 деревня
street: calle rue straße strada via rua 街 улица
river: río rivière fluss fiume rio 河 река
lake: lago lac see 湖 озеро
island: isla île insel isola ilha 岛 остров
garden: jardín jardin garten giardino jardim 花园 сад
castle: castillo château schloss castello castelo 城堡 замок
kitchen: cocina cuisine küche cucina cozinha 厨房 кухня
house: casa maison haus 房子 дом
library: biblioteca bibliothèque bibliothek 图书馆 библиотека
station: estación gare bahnhof stazione estação 车站 вокзал
market: mercado marché markt mercato 市场 рынок
bridge: puente pont brücke ponte 桥 мост
square: plaza piazza praça platz
mountains: montañas montagnes berge montanhas
school: escuela école schule scuola escola
hedgehog: erizo hérisson igel riccio ouriço
rabbit: conejo lapin hase coniglio coelho
turtle: tortuga tortue schildkröte tartaruga
fish: pez poisson fisch pesce peixe
sailor: marinero marin seemann matrosen marinaio marinheiro
musician: músico musicien musicienne musiker musikerin musicista
painter: pintor pintora peintre maler malerin pittore pittrice
witch: bruja sorcière hexe strega bruxa
moon: luna lune mond lua 月 月亮 луна
lighthouse: faro phare leuchtturm farol 灯塔 маяк
"""
THINGS = """
bottle: botella bouteille flasche bottiglia garrafa
letter: carta lettre brief lettera
kite: cometa cerf-volant aquilone pipa papagaio
key: llave clé schlüssel chiave chave
book: libro livre buch livro
flower: flor fleur blume fiore
star: estrella étoile stern stella estrela
house: casita maisonnette häuschen casetta
boat: barco barca bateau boot barchetta
tree: árbol arbre baum albero árvore
violin: violín violon geige violino
song: canción chanson lied canzone canção
lantern: farol linterna lanterne laterne lanterna
bread: pan pain brot pane pão
hat: sombrero chapeau hut cappello chapéu
treasure: tesoro trésor schatz tesouro
heart: corazón cœur herz cuore coração
"""
VERBS = """
find: encuentra encuentran trouve trouvent findet finden trova trovano encontra encontram
lose: pierde perd verliert perde
look for: busca cherche sucht cerca procura
see: ve voit sieht vede vê
discover: descubre découvre entdeckt scopre descobre
save: salva rescata sauve rettet resgata
follow: sigue suit folgt segue
build: construye construit baut costruisce constrói
plant: planta plante pflanzt pianta
paint: pinta peint malt dipinge
dance: baila bailan danza dansent danse tanzt tanzen balla danzano dança
sing: canta chante singt
play: toca juega juegan joue spielt spielen suona gioca joga
fly: vuela vole fliegt vola voa
swim: nada nage schwimmt nuota
run: corre court rennt läuft
walk: camina anda marche geht spaziert cammina caminha
cross: cruza traverse überquert attraversa atravessa
climb: sube escala grimpe klettert scala
sleep: duerme dort schläft dorme
wake up: despierta réveille erwacht sveglia acorda
wait for: espera attend wartet aspetta
meet: conoce rencontre trifft incontra conhece
teach: enseña apprend lehrt insegna ensina
steal: roba  stiehlt ruba rouba
carry: lleva porte trägt leva
open: abre ouvre öffnet apre
write: escribe écrit schreibt scrive escreve
cook: cocina cuisine kocht cucina cozinha
fight: lucha combat kämpft combatte luta
dream: sueña rêve träumt sogna sonha
return: vuelve revient kehrt torna volta
"""
TAKING = frozenset("find lose discover save follow build carry open steal cook write".split())
"""Verbs that take an object."""
TOWARDS = {
    "dream": "of",
    "dance": "with",
    "play": "with",
    "sing": "for",
    "run": "to",
    "walk": "to",
    "fly": "to",
    "swim": "to",
}
"""How an intransitive verb takes somebody: *dances with the dog*."""
ADJECTIVES = """
old: viejo vieja vieux vieille alter alte alten vecchio vecchia velho velha
young: joven jeune junger giovane jovem
blind: ciego ciega aveugle blinde blinder blinden cieco cieca cego cega
little: pequeño pequeña petit petite kleine kleiner kleinen piccolo piccola pequeno pequena
lonely: solitario solitaria solitaire einsamer einsame solitário
"""
HOURS = """
golden_hour: coucher_du_soleil sonnenuntergang puesta_de_sol pôr_do_sol tramonto
dawn: amanecer alba aube morgengrauen dämmerung amanhecer 黎明 рассвет
morning: mañana matin morgen mattina manhã 早晨 утро
noon: mediodía midi mittag mezzogiorno
dusk: anochecer atardecer crépuscule abend entardecer 黄昏 вечер сумерки
night: noche nuit nacht nachts notte noite medianoche minuit mitternacht 夜 夜晚 ночь
"""
WEATHER = """
rain: lluvia llueve pluie regen pioggia chuva 雨 дождь
snow: nieve neige schnee neve 雪 снег
storm: tormenta tempête orage sturm gewitter tempesta tempestade 暴风雨 буря
fog: niebla brouillard brume nebel nebbia névoa 雾 туман
wind: viento vent wind vento 风 ветер
"""


@dataclass(frozen=True, slots=True)
class ForeignReading:
    """What was recognised in a prompt that is not English."""

    cast: tuple[Mention, ...]
    places: tuple[str, ...]
    events: tuple[Event, ...]
    hours: tuple[TimeOfDay, ...]
    weather: Weather | None


def is_foreign(text: str) -> bool:
    """Whether `text` is better read as another language than as English."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum("LATIN" in unicodedata.name(c, "") for c in letters) < 0.6 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    score = {code: sum(w in common for w in words) for code, common in COMMON.items()}
    best = max(score, key=lambda code: (score[code], code == "en"))
    if score[best] > score["en"]:
        return True
    known = _dictionary(WORDS)
    return score["en"] == 0 and sum(w in known and noun_class(w) is None for w in words) > len(words) / 4


def read_foreign(text: str) -> ForeignReading:
    """Recognise characters, names, places, hour and weather; deterministic."""
    found = _found(text, _dictionary(WORDS))
    people = [(at, word) for at, word in found if _letter(word) in KINDS]
    cast_ = [
        Mention(
            head=at, span=frozenset(), role=word, kind=KINDS[_letter(word)], words=frozenset(word.split())
        )
        for at, word in people
    ]
    names = [] if cast_ else _names(text)
    cast_ += [Mention(head=at, span=frozenset(), role="", kind="person", name=name) for at, name in names]
    cast_ = [_described(m, text) for m in cast_]
    spots = tuple(dict.fromkeys(word for _, word in found if _letter(word) not in KINDS))
    named = [hour.replace("_", " ") for _, hour in _found(text, _dictionary(HOURS))]
    hours = tuple(dict.fromkeys(cast(TimeOfDay, hour) for hour in named))
    weathers = [cast(Weather, w) for _, w in _found(text, _dictionary(WEATHER))]
    told = _events(text, cast_)
    return ForeignReading(tuple(cast_), spots, told, hours, weathers[0] if weathers else None)


def _described(mention: Mention, text: str) -> Mention:
    """The mention with an adjective that stands right before or after its noun."""
    words = [(m.start(), m.group().lower()) for m in re.finditer(r"[^\W\d_]+", text)]
    at = next((i for i, (start, _) in enumerate(words) if start == mention.head), None)
    if at is None or mention.name or " " in mention.role:
        return mention
    known = _dictionary(ADJECTIVES)
    near = [words[i][1] for i in (at - 1, at + 1) if 0 <= i < len(words)]
    said = next((known[word] for word in near if word in known), "")
    role = f"{said} {mention.role}".strip()
    return replace(mention, role=role, words=frozenset(role.split()))


def _events(text: str, people: Sequence[Mention]) -> tuple[Event, ...]:
    """The deeds whose verbs are known, told as subject, verb, object; none when the first doer is unknown."""
    things = _found(text, _dictionary(THINGS))
    doers: list[Mention] = []
    known, told = "", []
    for clause in re.finditer(r"[^,;.!?]+", text):
        verbs = [v for v in _found(text, _dictionary(VERBS)) if clause.start() <= v[0] < clause.end()]
        for n, (at, verb) in enumerate(verbs):
            end = verbs[n + 1][0] if n + 1 < len(verbs) else clause.end()
            before = [m for m in people if clause.start() <= m.head < verbs[0][0]]
            doers = before or doers
            others = [m for m in people if at < m.head < end and m not in doers]
            thing = next((word for start, word in things if at < start < end), "")
            if doers:
                told.append(_event(verb, doers, others[:1], thing, known, text[at:end]))
            known = thing or known
    return tuple(told)


def _event(
    verb: str, doers: Sequence[Mention], others: Sequence[Mention], thing: str, known: str, said: str
) -> Event:
    """One deed; a verb that needs an object and has none takes the thing known from before."""
    lemma, _, joint = verb.partition(" ")
    words = [f"@{lemma}", *([joint] if joint else [])]
    if others:
        words += [*([TOWARDS[lemma]] if lemma in TOWARDS else []), f"{{{others[0].head}}}"]
    elif thing:
        words += ["a" if thing[0] not in "aeiou" else "an", thing]
    elif known and verb in TAKING:
        words += ["the", known]
        thing = known
    elif joint == "for":
        words = words[:-1]
    return Event(
        verb="wake" if lemma == "wake" else "look" if verb == "look for" else lemma,
        agents=tuple(m.head for m in doers),
        subject="",
        predicate=tuple(words),
        others=tuple(m.head for m in others),
        thing=f"the {thing}" if thing and not others else "",
        place=None,
        foes=(),
        companions=(),
        single=False,
        said=said,
    )


def _letter(word: str) -> str:
    return noun_class(word, word.split()[-1]) or "T"


def _dictionary(table: str) -> dict[str, str]:
    rows = (line.partition(":") for line in table.strip().splitlines())
    return {foreign.replace("_", " "): english for english, _, words in rows for foreign in words.split()}


def _found(text: str, known: dict[str, str]) -> list[tuple[int, str]]:
    low = text.lower()
    hits: dict[str, int] = {}
    for foreign, english in known.items():
        pattern = (
            re.escape(foreign)
            if not foreign.isascii() and len(foreign) <= 3 and not _latin(foreign)
            else None
        )
        if match := re.search(pattern or rf"\b{re.escape(foreign)}\b", low):
            hits.setdefault(english, match.start())
    return sorted((at, english) for english, at in hits.items())


def _latin(word: str) -> bool:
    return "LATIN" in unicodedata.name(word[0], "") or "CYRILLIC" in unicodedata.name(word[0], "")


def _names(text: str) -> list[tuple[int, str]]:
    """Capitalised Latin words inside a sentence that the vocabulary does not know."""
    found = re.finditer(r"(?<=[a-zà-ÿ,] )([A-ZÀ-Þ][a-zà-ÿ]{2,})", text)
    known = _dictionary(WORDS)
    return [(m.start(), m.group(1)) for m in found if m.group(1).lower() not in known][:2]
