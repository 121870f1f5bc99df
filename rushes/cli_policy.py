"""The flags of ``rushes policy ...`` and ``rushes rehearse``; what they do is imported when asked for."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        from rushes import policy_commands

        code: int = getattr(policy_commands, name)(args)
        return code

    return run


def add_policy_commands(commands: Any) -> None:
    """Add ``policy`` and ``rehearse`` to the subparsers of ``rushes``."""
    policy = commands.add_parser("policy", help="list, show, roll back, export and import what films taught")
    actions = policy.add_subparsers(metavar="ACTION", required=True)
    _action(actions, "list", "list_entries", "every entry of the library", shelf=False)
    show = _action(actions, "show", "show_entry", "one entry's card")
    show.add_argument("entry", nargs="?", default="", help="such as v000012; the latest without it")
    back = _action(actions, "rollback", "rollback", "let the next film start from an older entry")
    back.add_argument("entry", nargs="?", default="", help="the one before the latest without it")
    export = _action(actions, "export", "export_entry", "write one entry as a zip archive")
    export.add_argument("entry")
    export.add_argument("file", type=Path)
    take_in = _action(actions, "import", "import_entry", "add an exported archive as the latest entry")
    take_in.add_argument("file", type=Path)
    rehearse = commands.add_parser("rehearse", help="let a policy practise, in synthetic worlds or on films")
    rehearse.set_defaults(run=_later("rehearse_worlds"))
    rehearse.add_argument("--lessons", type=int, default=8, help="PPO updates over whole lifetimes")
    rehearse.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    rehearse.add_argument(
        "--films", type=int, default=0, help="instead: learn from so many small films of the animatic engine"
    )
    rehearse.add_argument("--scripts", type=Path, help="with --films: screenplays (*.json) to shoot")
    rehearse.add_argument("--ship", type=Path, help="with --films: write the policy here, not to the library")
    rehearse.add_argument("--shelf", default="animatic", help="where the policy goes")


def _action(actions: Any, name: str, run: str, help: str, *, shelf: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help, description=help)
    parser.set_defaults(run=_later(run))
    if shelf:
        parser.add_argument("shelf", help="such as animatic or wan2-1.grpo (see `rushes policy list`)")
    return parser
