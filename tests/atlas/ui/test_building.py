"""One build at a time, told to everyone, whatever becomes of it."""

from __future__ import annotations

import json
import sys
import time

import pytest

from atlas.ui.building import Builder, Job, make_command
from atlas.ui.components.built_places import describe_progress

PATIENCE = 60


def write_lines(*lines, ending=0, before=""):
    """Return a command that writes lines as a build does, and ends."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    body = "; ".join(f"print({text!r}, flush=True)" for text in texts) or "pass"
    return [sys.executable, "-c", f"import sys, time\n{before}\n{body}\nsys.exit({ending})"]


def wait_for(condition):
    """Return once something holds; fail if it never does."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def finish(command):
    """Return the job after a build with this command."""
    builder = Builder(lambda _code: command)
    assert builder.start("E06990001", "Tinyville")
    wait_for(lambda: not builder.job.is_running)
    return builder.job


def test_what_the_command_itself_says_is_understood(tmp_path):
    """No invented lines: those that the page's own command writes."""
    *command, _, code = make_command("E08000016")
    job = finish([*command, "--from", str(tmp_path), "--", code])
    assert job.faults
    assert not any("stopped before it was finished" in fault.what for fault in job.faults)
    assert any(str(tmp_path) in f"{fault.where} {fault.what}" for fault in job.faults)


def test_a_build_tells_its_steps_and_ends(tmp_path):
    gate = tmp_path / "gate"
    wait = (
        f"import os\nprint({json.dumps({'step': 'Read', 'done': 0.5, 'bytes': 7})!r}, flush=True)"
    )
    wait += f"\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.01)"
    builder = Builder(lambda _code: write_lines({"place": "x"}, before=wait))
    assert builder.job is None
    assert builder.start("x", "X")
    wait_for(lambda: builder.job.step == "Read")
    assert (builder.job.done, builder.job.size) == (0.5, 7)
    assert not builder.start("y", "Y")
    builder.forget()
    assert builder.job.name == "X"
    gate.touch()
    wait_for(lambda: not builder.job.is_running)
    assert builder.job.faults == ()
    builder.forget()
    assert builder.job is None


def test_a_name_has_a_code_once_the_build_has_understood_it():
    job = finish(write_lines({"place": "E06990002", "name": "Othertown"}))
    assert (job.code, job.name) == ("E06990002", "Othertown")


def test_the_command_takes_any_text_as_a_name():
    assert make_command("--out")[-2:] == ["--", "--out"]


def test_what_goes_wrong_is_told_as_the_build_tells_it():
    fault = {"where": "file", "what": "It is missing.", "closest": ["a", "b"], "remedy": "Add it."}
    job = finish(write_lines({"faults": [fault]}, ending=1))
    assert [str(one) for one in job.faults] == ["file\nIt is missing.\nClosest: a, b\nAdd it."]


@pytest.mark.parametrize(
    "command",
    [
        write_lines("Traceback: no JSON", "[1]", ending=1),
        write_lines({"step": "Read", "done": 0.4, "bytes": 0}, before="import os; os._exit(9)"),
        ["/there/is/no/such/program"],
    ],
    ids=["crash", "killed", "absent"],
)
def test_a_build_that_breaks_off_says_so_and_another_may_start(command):
    builder = Builder(lambda _code: command)
    assert builder.start("x", "X")
    wait_for(lambda: not builder.job.is_running)
    assert "stopped before it was finished" in builder.job.faults[0].what
    assert builder.start("x", "X")
    wait_for(lambda: not builder.job.is_running)


def test_progress_is_told_in_words_and_to_screen_readers():
    job = Job(
        "x", "<Tiny>", started=0, stepped=5, step="TS1: People & homes", done=0.25, size=10**6
    )
    told = describe_progress(job, now=6)
    assert "&lt;Tiny&gt; is being built.</b> 25 % done, about 10 seconds left." in told
    assert 'aria-valuenow="25"' in told
    assert "TS1: People &amp; homes (1.0 MB)" in told
