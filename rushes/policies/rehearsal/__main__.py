"""``python -m rushes.policies.rehearsal``: make the policy that ships with the package, from nothing.

Writes the policy (weights, prior, card) into ``--out`` and the learning curve beside the work files.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from rushes.policies.rehearsal.rehearse import Plan, rehearse
from rushes.policies.rehearsal.school import Lesson
from rushes.policies.rehearsal.search import AS_KNOWN, Search
from rushes.policies.rehearsal.shipping import ship


def _tell(stage: str, done: int, total: int, figures: Mapping[str, float]) -> None:
    if stage == "lessons" or done == total:
        told = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        print(f"{stage} {done}/{total}  {told}", flush=True)


def main() -> None:
    """Rehearse and ship; run again after an interruption, it goes on."""
    parser = argparse.ArgumentParser(prog="python -m rushes.policies.rehearsal", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the state of the rehearsal")
    parser.add_argument("--out", type=Path, required=True, help="folder for the finished policy")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--lessons", type=int, default=Plan().lessons)
    parser.add_argument("--worlds", type=int, default=Lesson().worlds, help="worlds per lesson")
    parser.add_argument("--sample", type=int, default=Lesson().sample, help="attempts per update")
    parser.add_argument("--attempts", type=int, default=Lesson().attempts, help="attempts per lifetime")
    parser.add_argument("--discount", type=float, default=Lesson().discount)
    parser.add_argument("--search", type=int, default=Search().worlds, help="worlds per round; 0 = no search")
    parser.add_argument("--exam", type=int, default=Plan().exam, help="worlds of the exam")
    parser.add_argument("--rate", type=float, default=Plan().rate)
    args = parser.parse_args()
    lesson = Lesson(worlds=args.worlds, sample=args.sample, attempts=args.attempts, discount=args.discount)
    search = Search(worlds=args.search) if args.search else AS_KNOWN
    plan = Plan(lessons=args.lessons, lesson=lesson, rate=args.rate, exam=args.exam, search=search)
    ship(rehearse(plan, args.work, jobs=args.jobs, tell=_tell), plan, args.out)


if __name__ == "__main__":
    main()
