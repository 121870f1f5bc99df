"""The colour script: what light an hour and a weather give, and how it falls on a local colour."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from rushes.engines.animatic.colour import RGB, encoded, from_oklab, linear, mix, oklab, rgb, toned
from rushes.film import TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Light:
    """The light of one scene. Colours are sRGB 0..1."""

    sky: tuple[RGB, RGB, RGB, RGB]
    """Zenith, upper, lower, horizon."""
    sun: RGB
    """Colour of the key light (sun, moon, or the main lamp indoors)."""
    tint: RGB
    """What white paper looks like in it (may exceed 1)."""
    shadow: RGB
    """Colour that shadows lean to."""
    haze: RGB
    """Colour of far things."""
    haze_metres: float
    """Distance at which half of a colour is haze."""
    height: float
    """Sun height: 0 on the horizon, 1 overhead."""
    side: float
    """Where the key comes from: -1 left .. +1 right of the picture."""
    night: float
    """0 day .. 1 night: lamps and windows shine by this much."""
    rim: float = 0.5
    """Strength of rim light, 0..1."""
    soft: float = 0.0
    """0 hard sun .. 1 overcast: how far shadows and rims are washed out."""
    chroma: float = 1.0
    _memo: dict[tuple["str | RGB", float | None], tuple[int, int, int]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def bytes(self, colour: "str | RGB", depth: float | None = None) -> tuple[int, int, int]:
        """`on` as 8-bit sRGB, remembered: the same few colours come back on every frame."""
        known = self._memo.get((colour, depth))
        if known is None:
            r, g, b = self.on(colour, depth)
            known = (round(255 * r), round(255 * g), round(255 * b))
            self._memo[colour, depth] = known
        return known

    def on(self, colour: "str | RGB", depth: float | None = None) -> RGB:
        """`colour` in this light, seen from `depth` metres (None: close by, no haze)."""
        return _lit(self, rgb(colour), depth)

    def haze_at(self, depth: float) -> float:
        """Share of haze at `depth` metres, 0..1."""
        return float(1 - 0.5 ** (depth / self.haze_metres))

    def lift(self, colour: "str | RGB", amount: float = 0.5) -> RGB:
        """A local colour on its lit side: lighter and leaning to the sun's colour."""
        return mix(toned(colour, 0.10 * amount), self.sun, 0.16 * amount)

    def dim(self, colour: "str | RGB", amount: float = 0.5) -> RGB:
        """A local colour on its shadow side: darker and leaning to the shadow's colour."""
        return mix(toned(colour, -0.14 * amount), self.shadow, 0.22 * amount)


@lru_cache(65536)
def _lit(light: Light, colour: RGB, depth: float | None) -> RGB:
    lab = oklab(encoded(linear(colour) * linear_tint(light.tint)))
    lit = from_oklab(lab * (1, light.chroma, light.chroma))
    if depth is None:
        return lit
    return mix(lit, light.haze, 0.94 * light.haze_at(depth))


@lru_cache(256)
def linear_tint(tint: RGB) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """A tint as a factor on linear light, float64 (3,)."""
    return np.asarray(tint, np.float64) ** 2.2


def _l(
    sky: str,
    sun: str,
    tint: RGB,
    shadow: str,
    haze: str,
    metres: float,
    height: float,
    night: float,
    rim: float,
) -> Light:
    stops = sky.split()
    return Light(
        sky=(rgb(stops[0]), rgb(stops[1]), rgb(stops[2]), rgb(stops[3])),
        sun=rgb(sun),
        tint=tint,
        shadow=rgb(shadow),
        haze=rgb(haze),
        haze_metres=metres,
        height=height,
        side=-0.6,
        night=night,
        rim=rim,
    )


HOURS: dict[TimeOfDay, Light] = {
    "dawn": _l(
        "#39507f #7f86b4 #e9a79d #ffdba6",
        "#ffd3a0",
        (0.92, 0.80, 0.84),
        "#46406f",
        "#eab3a4",
        260,
        0.08,
        0.25,
        0.8,
    ),
    "morning": _l(
        "#4f94cf #93c5e6 #d3e9ee #fff2d2",
        "#fff0c8",
        (1.0, 0.97, 0.90),
        "#51618f",
        "#cfe4ea",
        420,
        0.40,
        0,
        0.55,
    ),
    "noon": _l(
        "#2b7dcb #5fa9e3 #a6d5f1 #def1f4",
        "#fffbe8",
        (1.04, 1.03, 1.0),
        "#4a6496",
        "#bfdff0",
        520,
        0.90,
        0,
        0.35,
    ),
    "afternoon": _l(
        "#3f88c8 #80b6d9 #c8dcd8 #f8e5ba",
        "#ffe9b0",
        (1.03, 0.97, 0.86),
        "#56608a",
        "#d6ddd0",
        440,
        0.45,
        0,
        0.6,
    ),
    "golden hour": _l(
        "#4a5d93 #c38d84 #f5a963 #ffdc8e",
        "#ffc46a",
        (1.06, 0.83, 0.62),
        "#5a4370",
        "#f3b475",
        260,
        0.14,
        0.1,
        1.0,
    ),
    "dusk": _l(
        "#1c2352 #4b3b7c #a95681 #f38d6b",
        "#ff9a70",
        (0.60, 0.47, 0.62),
        "#231f4e",
        "#8d5580",
        230,
        0.04,
        0.7,
        0.8,
    ),
    "night": _l(
        "#060b22 #0e1a41 #1c3463 #315479",
        "#bcd4ff",
        (0.37, 0.46, 0.69),
        "#070c26",
        "#24426c",
        240,
        0.62,
        1.0,
        0.7,
    ),
}


def light_for(hour: TimeOfDay, weather: Weather, side: float = -0.6) -> Light:
    """The light of `hour` under `weather`, the key coming from `side` (-1 left .. +1 right)."""
    light = replace(HOURS[hour], side=side)
    grey, haze, dim, soft = _WEATHER[weather]
    if not (grey or haze != 1 or dim != 1):
        return light
    cloud = mix(toned(light.sky[2], -0.06, 0.25), light.sky[1], 0.3)
    stops = [
        mix(toned(c, (dim - 1) * 0.22), toned(cloud, (dim - 1) * 0.25 + 0.05 * i), grey)
        for i, c in enumerate(light.sky)
    ]
    tint = tuple(
        float(v) for v in (np.asarray(light.tint) * (1 - grey * 0.6) + np.mean(light.tint) * grey * 0.6) * dim
    )
    return replace(
        light,
        sky=(stops[0], stops[1], stops[2], stops[3]),
        tint=(tint[0], tint[1], tint[2]),
        soft=soft,
        rim=light.rim * (1 - 0.7 * soft),
        haze=mix(mix(light.haze, stops[2], 0.7), toned(stops[3], 0.02), 0.4 * grey),
        haze_metres=light.haze_metres * haze,
        chroma=1 - 0.35 * grey,
        night=min(1.0, light.night + 0.5 * grey * (1 - dim)),
        sun=mix(light.sun, stops[3], 0.5 * soft),
    )


_WEATHER: dict[Weather, tuple[float, float, float, float]] = {
    # greyness of sky and light, haze distance factor, brightness, softness
    "clear": (0, 1, 1, 0),
    "wind": (0.05, 1.1, 1, 0.05),
    "cloudy": (0.25, 0.9, 0.97, 0.3),
    "overcast": (0.75, 0.6, 0.88, 0.85),
    "rain": (0.85, 0.28, 0.78, 0.9),
    "storm": (0.92, 0.2, 0.52, 0.85),
    "snow": (0.6, 0.22, 0.97, 0.85),
    "fog": (0.7, 0.055, 0.95, 0.95),
}
