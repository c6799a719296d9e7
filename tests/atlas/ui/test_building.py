"""One build at a time, told to everyone, whatever becomes of it."""

from __future__ import annotations

import json
import sys
import time

import pytest

from atlas import paths
from atlas.errors import Fault
from atlas.ui.building import Builder, Job, Step, make_command
from atlas.ui.components.build_progress import describe_progress

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
    builder = Builder(lambda *_: command)
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
    builder = Builder(lambda *_: write_lines({"place": "x"}, before=wait))
    assert builder.job is None
    assert builder.start("x", "X")
    wait_for(lambda: builder.job.step.text == "Read")
    assert (builder.job.step.done, builder.job.step.size) == (0.5, 7)
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


def test_a_folder_that_was_chosen_is_read_and_else_what_is_missing_is_fetched(tmp_path):
    assert make_command("x", tmp_path)[-4:] == ["--from", str(tmp_path), "--", "x"]
    assert not paths.FILES.exists()
    assert "--from" not in make_command("x")


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
    builder = Builder(lambda *_: command)
    assert builder.start("x", "X")
    wait_for(lambda: not builder.job.is_running)
    assert "stopped before it was finished" in builder.job.faults[0].what
    assert builder.start("x", "X")
    wait_for(lambda: not builder.job.is_running)


def test_progress_is_told_in_words_and_to_screen_readers():
    step = Step("build", "TS1: People & homes", done=0.25, size=10**6)
    job = Job("x", "<Tiny>", started=0, stepped=5, step=step)
    told = describe_progress(job, now=6)
    assert "&lt;Tiny&gt; is being built.</b> 25 % done, about 10 seconds left." in told
    assert 'aria-valuenow="25"' in told
    assert "TS1: People &amp; homes (1.0 MB)" in told


def test_what_a_build_begins_with_is_told_at_once(tmp_path):
    gate = tmp_path / "gate"
    wait = f"import os\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.01)"
    builder = Builder(lambda *_: write_lines({"place": "x"}, before=wait))
    builder.start("x", "X", first=Step("fetch", "Homes", number=1, count=9, host="example.org"))
    told = describe_progress(builder.job, now=time.monotonic())
    gate.touch()
    assert "File 1 of 9, from example.org: Homes" in told
    assert "The files for X are being fetched." in told
    wait_for(lambda: not builder.job.is_running)


def test_a_fetch_is_told_with_its_file_server_and_bytes():
    job = Job("x", "X", started=0)
    message = {"phase": "fetch", "step": "Homes", "number": 2, "count": 9, "host": "example.org"}
    job = job.follow(message | {"done": 0.5, "bytes": 4_000_000, "received": 1_000_000}, now=10)
    job = job.follow(message | {"done": 0.6, "bytes": 4_000_000, "received": 2_000_000}, now=12)
    told = describe_progress(job, now=12)
    assert "60 % done, a few seconds left" in told
    assert "File 2 of 9, from example.org: Homes (2.0 of 4.0 MB)" in told
    job = job.follow({"phase": "build", "step": "Outlines", "done": 0.1}, now=20)
    assert (job.began, job.step.number) == (20, 0)


def test_a_place_can_be_opened_before_its_lists_are_there():
    job = Job("x", "X", started=0).follow({"place": "E06990001", "name": "Tinyville"}, now=1)
    missing = {"where": "halls", "what": "It is not there."}
    job = job.follow({"phase": "lists", "step": "Halls", "done": 0.2}, now=2)
    told = describe_progress(job, now=3)
    assert "Tinyville is ready. Its lists of points are being fetched and added." in told
    assert 'href="./?place=E06990001"' in told
    assert job.follow({"missing": [missing]}, now=4).missing == (
        Fault("halls", "It is not there."),
    )


def test_a_build_can_be_stopped_and_says_so_instead_of_a_fault():
    wait = 'print(\'{"step": "Read"}\', flush=True)\ntime.sleep(60)'
    builder = Builder(lambda *_: write_lines({"place": "x"}, before=wait))
    builder.start("x", "X")
    wait_for(lambda: builder.job.step.text == "Read")
    builder.stop()
    wait_for(lambda: not builder.job.is_running)
    assert (builder.job.is_stopped, builder.job.is_ready, builder.job.faults) == (True, False, ())
    assert builder.start("x", "X")
    builder.stop()
    wait_for(lambda: not builder.job.is_running)
    assert builder.job.is_stopped
    builder.stop()
    assert builder.job.ended is not None
