"""`rushes plan`: the film on paper, planned beside asked, before anything is shot."""

import argparse
import os
import shlex
import subprocess
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rushes import casting
from rushes.casting.members import Call
from rushes.commands import brief, checked_prompt
from rushes.errors import ConfigError, RequestError
from rushes.film import Brief, CreativeDocument
from rushes.settings import load
from rushes.writing.asked import Asked, read_asked
from rushes.writing.documents import DocumentWriter, dump_document
from rushes.writing.obedience import Line, compare


def plan(args: argparse.Namespace) -> int:
    """Write or check a document and print it; 0 when everything that was asked for is planned, else 2."""
    loaded = load(args.set)
    call = Call(settings=loaded.settings, seed=args.seed, root=Path.cwd())
    if args.document is not None:
        asked, document = None, DocumentWriter(args.document).write(brief("a document", call))
    else:
        prompt = checked_prompt(args.prompt if args.prompt_file is None else _read(args.prompt_file))
        asked = read_asked(prompt)
        crew = casting.cast(call, loaded.sources).only("writer")
        crew.require()
        document = crew.build("writer").write(brief(prompt, call))
    save = args.save or (Path("plan.yaml") if args.edit else None)
    if save is not None:
        document = _saved(document, save, args.edit, brief("a document", call))
    return show(document, asked, Console(highlight=False), save)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"cannot read {path}: {error}", todo="name an existing UTF-8 text file") from error


def _saved(document: CreativeDocument, path: Path, edit: bool, limits: Brief) -> CreativeDocument:
    """Write the document to `path`; after editing, what the person made of it."""
    path.write_text(dump_document(document, path), encoding="utf-8")
    if not edit:
        return document
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise ConfigError(f"$EDITOR is not set; the plan is in {path}", todo="export EDITOR=nano")
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise RequestError(
            f"the editor failed ({error}); the plan is in {path}", todo="edit it by hand"
        ) from error
    return DocumentWriter(path).write(limits)


def show(document: CreativeDocument, asked: Asked | None, console: Console, saved: Path | None) -> int:
    """Print the plan and, beside it, what was asked for."""
    console.print(f"\n[bold]{escape(document.title)}[/]\n{escape(document.logline)}")
    console.print(f"[dim]{escape(document.style)}. {escape(document.arc)}[/]\n")
    for who in document.characters:
        name = who.name if who.name == who.role else f"{who.name}, {who.role}"
        console.print(f"  [bold]{escape(name)}[/] ({who.kind}): {escape(who.appearance())}")
    for place in document.locations:
        console.print(f"  [bold]{escape(place.name)}[/] ({escape(place.kind)}): {escape(place.appearance())}")
    console.print(_scenes(document))
    if document.source:
        console.print(f"[dim]Written by: {escape(document.source)}[/]")
    if saved is not None:
        console.print(
            f"Saved as {escape(str(saved))}; shoot it with: rushes cinematic --document {escape(str(saved))}"
        )
    lines = compare(asked, document) if asked is not None else []
    if not lines:
        return 0
    console.print(_compared(lines))
    missed = sum(not line.kept for line in lines)
    console.print(f"{len(lines) - missed} of {len(lines)} demands are planned as asked.")
    return 2 if missed else 0


def _scenes(document: CreativeDocument) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    for column in ("#", "beat", "what is seen", "where", "when", "shot", "s"):
        table.add_column(column, no_wrap=column in ("#", "beat", "s"))
    for scene in document.scenes:
        place = document.location(scene.location).name
        when = f"{scene.time_of_day}, {scene.weather}"
        shot = f"{scene.shot_size}, {scene.camera}"
        table.add_row(
            str(scene.number),
            scene.beat,
            escape(scene.action),
            escape(place),
            when,
            shot,
            f"{scene.seconds:g}",
        )
    return table


def _compared(lines: list[Line]) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", title="planned and asked")
    for column in ("", "what", "asked", "planned"):
        table.add_column(column)
    for line in lines:
        mark = "[green]✓[/]" if line.kept else "[red]✗[/]"
        table.add_row(mark, line.what, escape(line.asked), escape(line.planned))
    return table
