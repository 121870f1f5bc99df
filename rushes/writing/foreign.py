"""Prompts in other languages: what can be said honestly without a grammar of them.

A small bundled vocabulary (Spanish, French, German, Italian, Portuguese, and a few words of Chinese,
Japanese and Russian) recognises common characters, places, hours and weathers. Deeds are not
understood; the film then shows the people and places, and its logline quotes the prompt.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import cast

from rushes.film import TimeOfDay, Weather
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
moon: luna lune mond lua 月 月亮 луна
lighthouse: faro phare leuchtturm farol 灯塔 маяк
"""
HOURS = """
dawn: amanecer alba aube morgengrauen dämmerung amanhecer 黎明 рассвет
morning: mañana matin morgen mattina manhã 早晨 утро
noon: mediodía midi mittag mezzogiorno
dusk: anochecer atardecer crépuscule abend tramonto entardecer 黄昏 вечер сумерки
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
    spots = tuple(dict.fromkeys(word for _, word in found if _letter(word) not in KINDS))
    hours = tuple(dict.fromkeys(cast(TimeOfDay, hour) for _, hour in _found(text, _dictionary(HOURS))))
    weathers = [cast(Weather, w) for _, w in _found(text, _dictionary(WEATHER))]
    return ForeignReading(tuple(cast_), spots, hours, weathers[0] if weathers else None)


def _letter(word: str) -> str:
    return noun_class(word, word.split()[-1]) or "T"


def _dictionary(table: str) -> dict[str, str]:
    rows = (line.partition(":") for line in table.strip().splitlines())
    return {foreign: english for english, _, words in rows for foreign in words.split()}


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
