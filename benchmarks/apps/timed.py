"""Note how long every run of a script or fragment takes; imported by the timed servers."""

from __future__ import annotations

import os
import time
from pathlib import Path

from streamlit.runtime.scriptrunner import script_runner

NOTES = Path(os.environ["BENCHMARK_NOTES"])


def install() -> None:
    """Wrap Streamlit's runner: one line per run, wall and processor milliseconds."""
    run = script_runner.ScriptRunner._run_script  # noqa: SLF001 - there is no public hook

    def timed(self: script_runner.ScriptRunner, data: object) -> None:
        wall, spent = time.perf_counter(), time.thread_time()
        run(self, data)  # type: ignore[arg-type]  # handed on as it came
        line = (
            f"{1000 * (time.perf_counter() - wall):.2f} {1000 * (time.thread_time() - spent):.2f}\n"
        )
        with NOTES.open("a", encoding="utf-8") as notes:
            notes.write(line)

    script_runner.ScriptRunner._run_script = timed  # noqa: SLF001 - as above


install()
