"""Save to a plan without end, and say each save aloud once it is done, until killed.

For each seed on its input the program starts a process that saves. It says that process's
number, then each save, and at last what ended it. A process that was copied from one with all
modules is ready at once, so that many can be killed.
"""

from __future__ import annotations

import json
import os
import random
import sys

from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans


def say(*told):
    # One write of less than 4,096 bytes is in the pipe as a whole, or not at all.
    os.write(1, (json.dumps(told) + "\n").encode())


def save_in_a_loop(url, place, seed):
    plans = open_plans(url)
    chance = random.Random(seed)  # noqa: S311 - no secret
    count = 0
    while True:
        count += 1
        note = f"{seed}.{count} " + "x" * chance.randrange(3000)
        record = PlannedAction(title="A table for all", note=note)
        kept = plans.add(place, record)
        say(kept.id, kept.version, note)
        for step in range(chance.randrange(4)):
            note = f"{seed}.{count}.{step} " + "y" * chance.randrange(3000)
            kept = plans.change(kept, record.model_copy(update={"note": note}))
            say(kept.id, kept.version, note)
        if chance.random() < 0.3:
            plans.remove(kept)
            say(kept.id, kept.version + 1, None)
            if chance.random() < 0.5:
                plans.undo(plans.history(place, identity=kept.id)[0])
                say(kept.id, kept.version + 2, note)


def start_processes(url, place):
    for seed in sys.stdin:
        process = os.fork()
        if process == 0:
            say(os.getpid())
            save_in_a_loop(url, place, seed.strip())
        _, status = os.waitpid(process, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    start_processes(*sys.argv[1:])
