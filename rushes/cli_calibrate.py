"""The flags of ``rushes calibrate``; what it does is imported when asked for."""

import argparse
from pathlib import Path
from typing import Any


def add_calibrate_command(commands: Any) -> argparse.ArgumentParser:
    """Add ``calibrate`` to the subparsers of ``rushes``; the caller adds the settings flags."""
    text = "fit the critics' models on films of yours, so that their scores mean something"
    calibrate: argparse.ArgumentParser = commands.add_parser("calibrate", help=text, description=text)
    calibrate.set_defaults(run=_calibrate)
    calibrate.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="FOLDER",
        help="run folders of finished films, or folders of clips (default: this folder)",
    )
    return calibrate


def _calibrate(args: argparse.Namespace) -> int:
    from rushes.calibrating import calibrate

    return calibrate(args)
