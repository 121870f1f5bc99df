"""The flags of ``rushes plan``; what it does is imported when asked for."""

import argparse
from pathlib import Path
from typing import Any


def add_plan_command(commands: Any) -> argparse.ArgumentParser:
    """Add ``plan`` to the subparsers of ``rushes``; the caller adds the settings flags."""
    text = "write the screenplay, show it beside what was asked for, and stop before shooting"
    plan: argparse.ArgumentParser = commands.add_parser("plan", help=text, description=text)
    plan.set_defaults(run=_plan)
    source = plan.add_mutually_exclusive_group(required=True)
    source.add_argument("--prompt", help="what the film is about; may hold a shot list or a screenplay")
    source.add_argument("--prompt-file", type=Path, metavar="FILE", help="the same, from a file")
    source.add_argument("--document", type=Path, metavar="FILE", help="check a hand-edited document instead")
    plan.add_argument("--save", type=Path, metavar="FILE", help="write the document as .yaml or .json")
    plan.add_argument(
        "--edit", action="store_true", help="open it in $EDITOR; it is checked when you close it"
    )
    plan.add_argument("--seed", type=int, default=0, help="same prompt, same seed: same plan (default 0)")
    return plan


def _plan(args: argparse.Namespace) -> int:
    from rushes.planning import plan

    return plan(args)
