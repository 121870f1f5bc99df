"""A finished rehearsal becomes the policy that ships: weights, prior, card and learning curve."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rushes.policies.rehearsal.rehearse import Plan, Rehearsed
from rushes.policies.storage import CARD, add_facts

COMMAND: Final = "python -m rushes.policies.rehearsal --work WORK --out OUT"


def ship(rehearsed: Rehearsed, plan: Plan, out: Path) -> None:
    """Write the policy, its card and its learning curve into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    rehearsed.policy.save(out)
    last = rehearsed.curve[-1] if rehearsed.curve else {}
    add_facts(
        out / CARD,
        origin="shipped",
        made_by=COMMAND,
        plan=plan.card(),
        films=0,
        parent="",
        evaluation={name: round(value, 4) for name, value in {**last, **rehearsed.exam}.items()},
    )
    (out / "curve.svg").write_text(draw_curve(rehearsed.curve), encoding="utf-8")


LABELS: Final = {"first_36": "first 36 attempts", "all": "all attempts"}


def draw_curve(
    curve: Sequence[Mapping[str, float]], labels: Mapping[str, str] = LABELS, told: str = ""
) -> str:
    """The learning curve as an SVG picture: per point two figures, ``first_36`` and ``all``."""
    width, height, left, top = 640, 320, 60, 40
    series = {"first_36": ("#c8553d", labels["first_36"]), "all": ("#2b4c7e", labels["all"])}
    told = told or f"lesson (1 to {len(curve)}); mean quality of the directions chosen, 0 to 1"
    values = [point[name] for point in curve for name in series] or [0.5]
    low, high = min(0.5, *values), max(0.6, *values)
    across, up = width - left - 20, height - top - 40

    def place(step: int, value: float) -> str:
        x = left + across * step / max(1, len(curve) - 1)
        return f"{x:.1f},{top + up * (1 - (value - low) / (high - low)):.1f}"

    lines = [
        f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
        + " ".join(place(step, point[name]) for step, point in enumerate(curve))
        + '"/>'
        for name, (colour, _) in series.items()
    ]
    legend = [
        f'<text x="{left + 10 + 190 * number}" y="{top - 14}" fill="{colour}">{text}</text>'
        for number, (colour, text) in enumerate(series.values())
    ]
    ticks = [
        f'<text x="{left - 8}" y="{top + up * (1 - share) + 4:.0f}" text-anchor="end">'
        f"{low + share * (high - low):.2f}</text>"
        f'<line x1="{left}" x2="{left + across}" y1="{top + up * (1 - share):.1f}" '
        f'y2="{top + up * (1 - share):.1f}" stroke="#ddd"/>'
        for share in (0.0, 0.5, 1.0)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="13" fill="#333">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        + "".join(ticks + lines + legend)
        + f'<text x="{left + across / 2:.0f}" y="{height - 14}" text-anchor="middle">'
        f"{told}</text></svg>\n"
    )
