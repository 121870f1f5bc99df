"""A film written and judged by a language model: its cost is reported, its key is nowhere."""

import json
from pathlib import Path

import pytest

from rushes import casting
from rushes.casting.llm import ledger, read_calls
from rushes.casting.members import Call
from rushes.cli import main
from rushes.config import Settings
from rushes.errors import CorruptRun

from .scripted_server import openai_reply, serving
from .test_llm_writer import GOOD, KEY

SMALL = (
    "CREW=auto VIDEO_MODEL=animatic REFERENCE_IMAGE_MODEL=animatic RL_ALGORITHM=RANDOM"
    " RL_EPISODES_PER_SCENE=1"
    " DEFAULT_WIDTH=96 DEFAULT_HEIGHT=64 DEFAULT_NUM_FRAMES=8 VIDEO_FPS=8 CROSSFADE_DURATION=0.25"
    " DRAFTS=false"
    " REFERENCE_IMAGES_PER_CHARACTER=1 REFERENCE_IMAGES_PER_LOCATION=1 LLM_PROVIDER=openai LLM_MODEL=m"
).split()


def test_a_planted_key_is_nowhere_in_the_run_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Writer, polish and judge run on a scripted server: no file and no output holds the key; takes and
    report say what became of the polish, and the report what it cost."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    run = tmp_path / "run"
    judgement = openai_reply('{"score": 9, "contradictions": []}')
    with serving([*GOOD, judgement]) as script:
        settings = [
            f"--set={value}" for value in (*SMALL, "PROMPT_POLISH=true", f"OPENAI_BASE_URL={script.url}/v1")
        ]
        assert (
            main(["cinematic", "--prompt", "A keeper finds a whale.", "--output", str(run), *settings]) == 0
        )
    for path in run.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path
    out = capfd.readouterr()
    assert KEY not in out.out + out.err
    report = json.loads((run / "output/production_report.json").read_text(encoding="utf-8"))
    assert any("Language model m: 8 calls" in note for note in report["notes"])
    assert any("Polish of 3 prompts by the language model: 3 rejected" in note for note in report["notes"])
    takes = [json.loads(path.read_text(encoding="utf-8"))["value"] for path in run.rglob("take-*.json")]
    assert {take["prompt"]["polish"] for take in takes} == {"rejected: the answer holds no prompt"}
    assert [c.purpose for c in read_calls(run / "memory/llm_calls.json")] == [
        "story",
        "scenes",
        *["polish", "continuity"] * 3,
    ]


def test_a_spent_budget_ends_in_words_before_any_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """LLM_BUDGET_USD=0: exit 2 with the setting's name, and no server is asked."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    order = ["plan", "--prompt", "A keeper finds a whale.", "--set=LLM_PROVIDER=openai"]
    assert main([*order, "--set=LLM_BUDGET_USD=0"]) == 2
    err = capsys.readouterr().err
    assert "LLM_BUDGET_USD" in err
    assert "of $0.00 is spent" in err


def call(tmp_path: Path, **settings: object) -> Call:
    return Call(settings=Settings(**settings), seed=0, root=tmp_path, environ={})  # type: ignore[arg-type]


def test_without_a_key_the_preflight_says_so_and_auto_writes_offline(tmp_path: Path) -> None:
    """One line with what to do; the writer is the offline one, the judge the rules."""
    parts = {p.part: p for p in casting.cast(call(tmp_path), {}).parts}
    writer = parts["writer"]
    assert (writer.status, writer.member.name) == ("understudy", "offline")
    assert "OPENAI_API_KEY is not set" in writer.reason
    judge = parts["critic narrative coherence"]
    assert (judge.status, judge.member.name) == ("understudy", "continuity_rules")


def test_a_server_that_is_not_there_is_told_in_the_preflight(tmp_path: Path) -> None:
    """Ollama's door is knocked at; nobody answers on a closed port."""
    closed = call(tmp_path, LLM_PROVIDER="ollama", OLLAMA_BASE_URL="http://127.0.0.1:9")
    writer = next(p for p in casting.cast(closed, {}).parts if p.part == "writer")
    assert "no server answers at http://127.0.0.1:9" in writer.reason


def test_the_account_survives_a_resume(tmp_path: Path) -> None:
    """What an earlier process spent counts against the cap; a damaged account is an error."""
    account = ledger(call(tmp_path / "a"))
    account.enter("story", "gpt-4o", 1, 2, "gpt-4o")
    (on_file,) = read_calls(tmp_path / "a/memory/llm_calls.json")
    assert on_file == account.calls[0]
    bad = tmp_path / "bad.json"
    bad.write_text("[{]")
    with pytest.raises(CorruptRun):
        read_calls(bad)
