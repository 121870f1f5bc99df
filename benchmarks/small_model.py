"""A tiny, often wrong writer: what becomes of twenty seed prompts, and of the polish, with a small model.

    python benchmarks/small_model.py --server http://127.0.0.1:8000/v1 --model SmolLM2-135M

Each prompt is written with two repair turns a pass and ends in a valid document or in an error with advice.
Then the compiled prompts of the offline screenwriter's films are polished, and it is counted how often the
polish is kept. CONTRIBUTING says how to start the server. Seed 1; what the model says depends on its server.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from machine import machine

from rushes.direction import DEFAULT
from rushes.errors import ServiceError, WriterError
from rushes.film import Brief
from rushes.llm import OpenAIChat
from rushes.writing.enricher import PromptEnricher
from rushes.writing.llm_writer import LanguageModelWriter, UnusableAnswers
from rushes.writing.polish import KEPT, PolishedEnricher
from rushes.writing.screenwriter import OfflineScreenwriter

HERE = Path(__file__).parent
PROMPTS = HERE.parent / "tests/fixtures/prompts/prompts.json"
SEED, LONGEST = 1, 500


@dataclass(frozen=True)
class Written:
    """What became of one prompt."""

    prompt: str
    outcome: str
    calls: int
    repairs: int
    tokens_out: int
    seconds: float
    told: str


def brief(prompt: str) -> Brief:
    return Brief(
        prompt=prompt, seed=SEED, max_scenes=4, max_characters=3, max_locations=2, seconds_per_scene=5.0
    )


def chat(server: str, model: str) -> OpenAIChat:
    return OpenAIChat(model=model, key="none", base_url=server, timeout=300, attempts=1, max_tokens=LONGEST)


def write(case: dict[str, str], server: str, model: str, repairs: int) -> Written:
    """Write one film; the exceptions that a user may meet are outcomes, all others end the benchmark."""
    asked, began = chat(server, model), time.perf_counter()
    try:
        document = LanguageModelWriter(chat=asked, repairs=repairs).write(brief(case["prompt"]))
        outcome, told = "document", document.title
    except UnusableAnswers as error:
        outcome, told = "no usable answer", error.message
    except (WriterError, ServiceError) as error:
        outcome, told = type(error).__name__, f"{error.message} ({error.todo})"
    calls = asked.ledger.calls
    return Written(
        prompt=case["id"],
        outcome=outcome,
        calls=len(calls),
        repairs=sum("repair" in call.purpose for call in calls),
        tokens_out=sum(call.tokens_out for call in calls),
        seconds=round(time.perf_counter() - began, 1),
        told=told[:160],
    )


def polish(cases: Sequence[dict[str, str]], server: str, model: str) -> dict[str, Any]:
    """Polish the first scene of each film; how often it was kept and why it was not."""
    enricher = PolishedEnricher(enricher=PromptEnricher(default_negative=""), chat=chat(server, model))
    outcomes: Counter[str] = Counter()
    lost = 0
    began = time.perf_counter()
    for case in cases:
        document = OfflineScreenwriter().write(brief(case["prompt"]))
        prompt = enricher.enrich(document.scenes[0], document, DEFAULT, (), ())
        outcomes[KEPT if prompt.polish == KEPT else prompt.polish.partition(":")[0]] += 1
        lost += "lost " in prompt.polish
    spent = round(time.perf_counter() - began, 1)
    return {"prompts": len(cases), **outcomes, "lost a required phrase": lost, "seconds": spent}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--server", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--prompts", type=int, default=20, help="how many films are written")
    parser.add_argument("--polish", type=int, default=20, help="how many prompts are polished")
    parser.add_argument("--repairs", type=int, default=2, help="repair turns that each pass may take")
    args = parser.parse_args()
    cases = json.loads(PROMPTS.read_text(encoding="utf-8"))
    rows: list[Written] = []
    for case in cases[: args.prompts]:
        rows.append(row := write(case, args.server, args.model, args.repairs))
        print(f"{row.prompt:12} {row.outcome:17} {row.repairs} repairs {row.seconds:6.1f} s  {row.told[:70]}")
        save(rows, {}, args)
    save(rows, polish(cases[: args.polish], args.server, args.model), args)


def save(rows: Sequence[Written], polished: dict[str, Any], args: argparse.Namespace) -> None:
    """Write what is measured so far."""
    result = {
        "machine": {**machine(), "seed": SEED},
        "model": args.model,
        "repair_turns_allowed_per_pass": args.repairs,
        "longest_answer_tokens": LONGEST,
        "outcomes": dict(Counter(row.outcome for row in rows)),
        "mean_repairs": round(sum(row.repairs for row in rows) / len(rows), 2),
        "mean_seconds": round(sum(row.seconds for row in rows) / len(rows), 1),
        "polish": polished,
        "prompts": [vars(row) for row in rows],
    }
    text = json.dumps(result, indent=1) + "\n"
    (HERE / "results/small_model.json").write_text(text, encoding="utf-8")
    if polished:
        print(json.dumps({k: v for k, v in result.items() if k != "prompts"}, indent=1))


if __name__ == "__main__":
    main()
