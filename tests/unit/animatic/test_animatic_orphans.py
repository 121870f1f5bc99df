"""Workers of the animatic engine and their parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

CODE = """
import time
from rushes.engines.animatic import crew
pool = crew._pool(2)
jobs = [pool.submit(time.sleep, 0.2) for _ in range(4)]
[job.result() for job in jobs]
print(*pool._processes, flush=True)
time.sleep(60)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_workers_end_with_a_parent_that_was_killed(tmp_path):
    """`kill -9` leaves no process behind: every worker is gone within seconds."""
    script = tmp_path / "shoot.py"
    script.write_text(f"if __name__ == '__main__':\n    exec({CODE!r})\n")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        workers = [int(pid) for pid in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert len(workers) == 2
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, workers))
