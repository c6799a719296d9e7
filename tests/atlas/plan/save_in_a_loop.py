"""Save to a plan without end, and say each save aloud once it is done, until killed."""

from __future__ import annotations

import json
import os
import random
import sys

from atlas.plan.kinds.planned_action import PlannedAction
from atlas.plan.plans import open_plans


def acknowledge(identity, version, note):
    os.write(1, (json.dumps([identity, version, note]) + "\n").encode())


def save_in_a_loop(url, place, seed):
    plans = open_plans(url)
    chance = random.Random(seed)  # noqa: S311 - no secret
    count = 0
    while True:
        count += 1
        note = f"{seed}.{count} " + "x" * chance.randrange(3000)
        record = PlannedAction(title="A table for all", note=note)
        kept = plans.add(place, record)
        acknowledge(kept.id, kept.version, note)
        for step in range(chance.randrange(4)):
            note = f"{seed}.{count}.{step} " + "y" * chance.randrange(3000)
            kept = plans.change(kept, record.model_copy(update={"note": note}))
            acknowledge(kept.id, kept.version, note)
        if chance.random() < 0.3:
            plans.remove(kept)
            acknowledge(kept.id, kept.version + 1, None)
            if chance.random() < 0.5:
                plans.undo(plans.history(place, identity=kept.id)[0])
                acknowledge(kept.id, kept.version + 2, note)


if __name__ == "__main__":
    save_in_a_loop(*sys.argv[1:])
