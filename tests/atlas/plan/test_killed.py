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
from atlas.plan.kinds.planned_action import PlannedAction

SAVES, FEWEST, MOST = 1000, 20, 70
SCRIPT = Path(__file__).with_name("save_in_a_loop.py")


def save_until_killed(url, *, seed, chance):
    """Return what a program acknowledged before it was killed in the middle of its work."""
    address = url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, SCRIPT, address, "tiny", str(seed)],
        stdout=subprocess.PIPE,
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
    ) as running:
        lines = [running.stdout.readline() for _ in range(chance.randint(FEWEST, MOST))]
        # Somewhere within the next save or two.
        time.sleep(chance.random() * 0.02)
        running.send_signal(signal.SIGKILL)
        lines += running.stdout.readlines()
    assert running.returncode == -signal.SIGKILL
    return [tuple(json.loads(line)) for line in lines]


@pytest.mark.timeout(240)
def test_nothing_acknowledged_is_lost_by_kill_9(url, open_again):
    plans = open_again()
    chance = random.Random(1)  # noqa: S311 - no secret
    acknowledged, kills = [], 0
    while len(acknowledged) < SAVES:
        acknowledged += save_until_killed(url, seed=kills, chance=chance)
        kills += 1

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
