"""Write the screenplays of the policy benchmarks once, so that their films need no writer.

    python benchmarks/screenplays.py     # renews benchmarks/screenplays/{held-out,rehearsal}/*.json

The embedded writer is deterministic; a renewal changes a file only when the writer has changed.
"""

from pathlib import Path

from policy_film import PROMPTS

from rushes import casting
from rushes.casting.members import Call
from rushes.commands import brief
from rushes.policies.rehearsal import prompts
from rushes.practice import small_settings
from rushes.writing.documents import dump_document

PLACE = Path(__file__).parent / "screenplays"


def main() -> None:
    call = Call(settings=small_settings(), seed=0, root=Path())
    writer = casting.cast(call, {}).build("writer")
    for shelf, told in (("held-out", PROMPTS), ("rehearsal", prompts.PROMPTS)):
        (PLACE / shelf).mkdir(parents=True, exist_ok=True)
        for number, prompt in enumerate(told):
            path = PLACE / shelf / f"{number:02}.json"
            path.write_text(dump_document(writer.write(brief(prompt, call)), path), encoding="utf-8")
            print(path.name, prompt, flush=True)


if __name__ == "__main__":
    main()
