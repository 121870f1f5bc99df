"""One clip over two processes on the CPU: the same pixels as alone."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rushes.engines.wan import parallel
from rushes.engines.wan.studio import Loaded
from rushes.errors import ConfigError

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
import numpy as np, torch
torch.set_num_threads(1)
from rushes.engines.wan.engine import WanEngine
from rushes.engines.wan.weights import Checkpoint
from rushes.film import ReferenceImage, Shot

kind, source, height, out = sys.argv[1:]
picture = np.random.default_rng(1).integers(0, 255, (32, 48, 3), dtype=np.uint8)
reference = ReferenceImage(subject="s", name="S", of="character", view="front", pixels=picture)
engine = WanEngine(
    checkpoints=(Checkpoint(kind=kind, source=source),), steps=2, guidance=3.0, device="cpu",
    reference_form="guidance",
)
shot = Shot(
    prompt="a knight", negative="bad", frames=5, width=48, height=int(height), fps=16.0, seed=7,
    references=(reference,) if kind == "vace" else (), first_frame=picture if kind == "i2v" else None,
)
np.save(out, engine.render(shot).frames)
"""


@pytest.mark.parametrize(
    ("kind", "height"),
    [
        pytest.param("t2v", 32, marks=pytest.mark.slow),
        pytest.param("i2v", 32, marks=pytest.mark.slow),
        ("vace", 32),
    ],
)
def test_two_processes_paint_what_one_paints(tmp_path, folder, kind, height):
    """Two gloo ranks share the tokens; not one pixel differs.

    Only an even number of tokens: gloo cannot gather shares of different sizes, as NCCL can.
    """
    script = tmp_path / "launcher.py"
    script.write_text(SCRIPT)
    arguments = [kind, str(folder(kind)), str(height)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    run(["python", str(script), *arguments, str(tmp_path / "one.npy")], environ)
    together = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "--module"]
    run(
        [
            "python",
            *together,
            "rushes.engines.wan.parallel",
            str(script),
            *arguments,
            str(tmp_path / "two.npy"),
        ],
        {**environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
    )
    one, two = np.load(tmp_path / "one.npy").astype(int), np.load(tmp_path / "two.npy").astype(int)
    assert np.abs(one - two).max() == 0


def run(words, environ):
    done = subprocess.run(
        [sys.executable, *words[1:]], env=environ, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_a_pipeline_for_even_shares_is_not_used_for_odd_ones(monkeypatch):
    """Laid out for even shares, it is let go before a clip whose tokens cannot be shared evenly."""
    monkeypatch.setattr(parallel, "world", lambda: 2)
    even = Loaded(pipe=None, rung="resident", attention="native", compiled=True, even=True)
    general = Loaded(pipe=None, rung="resident", attention="native", compiled=False)
    assert [even.serves(tokens) for tokens in (18, 27)] == [True, False]
    assert general.serves(18)
    assert general.serves(27)


def test_the_kernel_for_attention_to_the_text_is_traced_whole():
    """Inside a compiled block: no import, no graph break, whatever else diffusers passes."""
    torch = pytest.importorskip("torch")

    def kernel(q, k, v, scale):
        return torch.nn.functional.scaled_dot_product_attention(q, k, v, scale=scale), None

    attend = parallel._alone(kernel)
    q, k = torch.randn(1, 4, 2, 8), torch.randn(1, 3, 2, 8)
    q, k = q.transpose(1, 2), k.transpose(1, 2)
    whole = torch.compile(lambda a, b: attend(q=a, k=b, v=b, num_splits=1), fullgraph=True, backend="eager")
    assert torch.equal(whole(q, k), kernel(q, k, k, None)[0])


def test_settings_that_cannot_hold_over_processes_are_refused():
    """Per-token scales and the step cache are refused with what to set instead."""
    with pytest.raises(ConfigError, match="WAN_REFERENCE=guidance"):
        parallel.check("tokens", "off")
    with pytest.raises(ConfigError, match="WAN_CACHE"):
        parallel.check("guidance", "fast")
    parallel.check("guidance", "off")
