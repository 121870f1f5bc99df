"""The command line. Its flags are few and frozen: a new knob is a setting, reached with ``--set``.

Exit codes: 0 done, 2 an error that is told in words, 130 stopped by Ctrl-C. ``doctor`` answers
0 ready, 1 understudies play, 2 blocked.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from rushes.cli_calibrate import add_calibrate_command
from rushes.cli_plan import add_plan_command
from rushes.cli_policy import add_policy_commands
from rushes.errors import RequestError, RushesError

MODES = ("cinematic", "simple")


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of ``rushes``."""
    return _run(_rushes_parser().parse_args(argv))


def inference(argv: Sequence[str] | None = None) -> int:
    """Entry point of ``inference.py``, with the documented flags."""
    parser = argparse.ArgumentParser(
        prog="inference.py", description="From one seed prompt to a multi-scene film."
    )
    parser.add_argument("--mode", choices=MODES, default="cinematic", help="a whole film, or one clip")
    _request_flags(parser, image=True)
    args = parser.parse_args(argv)
    args.run = _cinematic if args.mode == "cinematic" else _simple
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    _end_on_sigterm()
    try:
        code: int = args.run(args)
        return code
    except RushesError as error:
        sys.stderr.write(f"rushes: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(
            "\nrushes: stopped. Every finished take is kept; the same command goes on from here.\n"
        )
        return 130


def _end_on_sigterm() -> None:
    """Let SIGTERM end a shoot the way Ctrl-C does: between two takes nothing is lost."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _rushes_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rushes", description="From one seed prompt to a multi-scene film, by a director that learns."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.set_defaults(run=run)
        return command

    film = add("cinematic", _cinematic, "make a film from a seed prompt, or finish one")
    _request_flags(film, image=False)
    film.add_argument("--document", type=Path, metavar="FILE", help="shoot this .yaml or .json (see plan)")
    _request_flags(
        add("simple", _simple, "make one clip from a prompt and, if you like, a picture"), image=True
    )
    doctor = add("doctor", _doctor, "show who plays each part, what is missing and how to get it")
    _settings_flags(doctor)
    doctor.add_argument("--json", action="store_true", help="print the table as JSON")
    config = add("config", _config, "show every setting: value, source, unit, range, meaning")
    config.add_argument("--changed", action="store_true", help="only what differs from the defaults")
    _settings_flags(config)
    add_policy_commands(commands)
    _settings_flags(add_plan_command(commands))
    _settings_flags(add_calibrate_command(commands))
    _add_acts(add)
    report = add("report", _report, "show the summary of a finished film again")
    report.add_argument("--output", type=Path, default=Path(), metavar="FOLDER", help="the run's folder")
    _settings_flags(report)
    return parser


def _add_acts(add: Callable[..., argparse.ArgumentParser]) -> None:
    retake = add("retake", _retake, "shoot one more take of a scene of a film, and show it")
    retake.add_argument("--scene", type=int, required=True, metavar="N", help="the scene's number")
    retake.add_argument("--note", default="", metavar="TEXT", help='what to do differently, such as "closer"')
    choose = add("choose", _choose, "show another take of a scene")
    choose.add_argument("scene", type=int, metavar="SCENE", help="the scene's number")
    choose.add_argument("take", type=int, metavar="TAKE", help="the take's number")
    reference = add("reference", _reference, "put your picture in the place of a reference, and shoot anew")
    reference.add_argument("name", metavar="NAME", help="a character or place of the film, by name or id")
    reference.add_argument("--image", type=Path, required=True, metavar="FILE", help="PNG, JPEG or WebP")
    reference.add_argument(
        "--view", metavar="VIEW", help="only this view, such as front or wide (default: all)"
    )
    recut = add("recut", _recut, "cut a film and write its report again, from the chosen takes")
    board = add("board", _board, "follow a film in the browser while it is shot, and direct it from there")
    board.add_argument("--port", type=int, default=0, metavar="N", help="port on this machine (default: any)")
    for act in (retake, choose, reference, recut, board):
        act.add_argument("--output", type=Path, default=Path(), metavar="FOLDER", help="the run's folder")
        _settings_flags(act)


def _request_flags(parser: argparse.ArgumentParser, *, image: bool) -> None:
    parser.add_argument("--prompt", help="what the film is about; without it, the run in --output goes on")
    if image:
        parser.add_argument("--image", type=Path, metavar="FILE", help="first frame (simple mode)")
    parser.add_argument(
        "--output", type=Path, default=Path(), metavar="FOLDER", help="where the run folder is"
    )
    parser.add_argument("--engine", metavar="NAME", help="short for --set VIDEO_MODEL=NAME")
    parser.add_argument("--seed", type=int, default=0, help="same request, same seed: same film (default 0)")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--resume", action="store_true", help="go on with the run that is there, do not ask")
    choice.add_argument(
        "--fresh", action="store_true", help="move the run that is there aside and start anew"
    )
    _settings_flags(parser)


def _settings_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="change a setting (see `rushes config`)",
    )


def _cinematic(args: argparse.Namespace) -> int:
    from rushes.commands import cinematic

    if getattr(args, "image", None) is not None:
        raise RequestError("--image belongs to --mode simple", todo="leave it out, or use --mode simple")
    return cinematic(args)


def _simple(args: argparse.Namespace) -> int:
    from rushes.commands import simple

    return simple(args)


def _doctor(args: argparse.Namespace) -> int:
    from rushes.commands import doctor

    return doctor(args)


def _config(args: argparse.Namespace) -> int:
    from rushes.tables import print_settings

    print_settings(args.set, changed_only=args.changed)
    return 0


def _retake(args: argparse.Namespace) -> int:
    from rushes.acts import retake

    return retake(args)


def _choose(args: argparse.Namespace) -> int:
    from rushes.acts import choose

    return choose(args)


def _reference(args: argparse.Namespace) -> int:
    from rushes.acts import reference

    return reference(args)


def _recut(args: argparse.Namespace) -> int:
    from rushes.acts import recut

    return recut(args)


def _board(args: argparse.Namespace) -> int:
    from rushes.acts import board

    return board(args)


def _report(args: argparse.Namespace) -> int:
    from rushes.commands import show_report

    return show_report(args)


if __name__ == "__main__":
    sys.exit(main())
