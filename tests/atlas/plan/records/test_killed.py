"""Whatever was acknowledged is still there after the process was killed at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from atlas import paths
from atlas.plan.records.kinds.planned_action import PlannedAction

SAVES, FEWEST, MOST = 1000, 5, 40
PEOPLE = 2
ENDED = f'["ended", {-signal.SIGKILL}]\n'.encode()
SCRIPT = Path(__file__).with_name("save_in_a_loop.py")


@pytest.fixture
def savers(url):
    """Programs that start processes which save, one at a time."""
    address = url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, SCRIPT, address, "tiny"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=paths.ROOT,
            env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
        )
        for _ in range(PEOPLE)
    ]
    yield started
    for one in started:
        one.stdin.close()
        one.stdout.close()
        one.wait()


def save_until_killed(savers, *, round_, chance):
    """Return what processes acknowledged before each was killed in the middle of its work."""
    for number, saver in enumerate(savers):
        saver.stdin.write(f"{round_}.{number}\n".encode())
        saver.stdin.flush()
    lines = []
    for saver in savers:
        (process,) = json.loads(saver.stdout.readline())
        lines += [saver.stdout.readline() for _ in range(chance.randint(FEWEST, MOST))]
        # Somewhere within the next save or two, its own or the other's that it waits for.
        time.sleep(chance.random() * 0.02)
        os.kill(process, signal.SIGKILL)
        lines += iter(saver.stdout.readline, ENDED)
    return [tuple(json.loads(line)) for line in lines]


@pytest.mark.timeout(240)
def test_nothing_acknowledged_is_lost_by_kill_9(savers, open_again):
    plans = open_again()
    chance = random.Random(1)  # noqa: S311 - no secret
    acknowledged, kills = [], 0
    while len(acknowledged) < SAVES:
        acknowledged += save_until_killed(savers, round_=kills, chance=chance)
        kills += PEOPLE

    by_record = {}
    for change in reversed(plans.history("tiny")):
        by_record.setdefault(change.id, []).append(change)
    saved = {
        (change.id, change.version): change.after and change.after.note
        for changes in by_record.values()
        for change in changes
    }
    for identity, version, note in acknowledged:
        assert saved[identity, version] == note
    # A save may be done and its program killed before it could say so: one for each kill.
    assert len(acknowledged) <= len(saved) <= len(acknowledged) + kills

    there = {kept.id: kept for kept in plans.list("tiny", PlannedAction)}
    for identity, changes in by_record.items():
        assert [change.version for change in changes] == list(range(1, len(changes) + 1))
        after = [change.after for change in changes]
        assert [change.before for change in changes] == [None, *after[:-1]]
        kept = there.pop(identity, None)
        assert (kept and kept.record) == after[-1]
        assert kept is None or kept.version == len(changes)
    assert there == {}
