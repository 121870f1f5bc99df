"""Tables for people: the settings and the crew, on the terminal and in the documentation."""

from collections.abc import Iterable

from rushes.config import MEANINGS, Of, Settings, Value
from rushes.settings import Loaded, bounds, load


def print_settings(overrides: Iterable[str] = (), *, changed_only: bool = False) -> None:
    """Print every setting: name, value, where it came from, unit and range, meaning."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    loaded = load(overrides)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("setting", no_wrap=True)
    table.add_column("value", no_wrap=True)
    table.add_column("meaning", overflow="fold")
    for name, (_, of) in MEANINGS.items():
        if not changed_only or name in loaded.sources:
            source = loaded.sources.get(name)
            value = shown(getattr(loaded.settings, name), 24)
            mark = f" [yellow]({escape(source)})[/]" if source else ""
            table.add_row(name, escape(value), f"{escape(of.doc)}{mark} [dim]{escape(bounds(of))}[/]")
    Console().print(table)


def shown(value: Value, limit: int = 40) -> str:
    """A value as people read it: long text is cut."""
    if isinstance(value, bool):
        return "1" if value else "0"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def settings_markdown() -> str:
    """The settings table of DOCS.md, one section per group."""
    defaults, lines, group = Settings(), list[str](), ""
    for name, (_, of) in MEANINGS.items():
        if of.group != group:
            group = of.group
            lines += ["", f"### {group}", "", "| setting | default | specified | range | meaning |"]
            lines += ["|---|---|---|---|---|"]
        lines.append(_row(name, getattr(defaults, name), of))
    return "\n".join(lines).strip() + "\n"


def _row(name: str, default: Value, of: Of) -> str:
    ours = of.group in ("Production", "Critics")
    specified = "ours" if ours else "same" if of.specified is None else f"`{of.specified}`"
    reason = f" Ours differs: {of.why}." if of.why else ""
    allowed = bounds(of).replace("|", "\\|")
    return f"| `{name}` | `{shown(default)}` | {specified} | {allowed} | {of.doc}.{reason} |"


__all__ = ["Loaded", "print_settings", "settings_markdown", "shown"]
