"""Made-up actions of a plan for the tiny atlas, for Hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from atlas.plan.records.kinds.planned_action import PlannedAction

TEXTS = st.sampled_from(["", "Library", "Residents"])
SECTORS = st.lists(st.sampled_from(["public", "civil_society", "business", "science"]), unique=True)
ACTIONS = st.builds(
    PlannedAction,
    action=st.sampled_from(["", "TINY-1", "TINY-2", "TINY-3", "TINY-4", "GONE-9"]),
    title=st.just("Open evenings"),
    theme=st.sampled_from(["", "connect", "gone"]),
    domain=st.sampled_from(["", "social", "gone"]),
    owner=TEXTS,
    sectors=SECTORS.map(tuple),
    review=st.sampled_from([None, date(2030, 1, 2)]),
    measures=st.sampled_from([(), ("dep_imd",), ("Ask them",), ("hou_owned", "dep_imd")]),
    status=st.sampled_from(["idea", "agreed", "running", "done", "stopped"]),
    gains_newcomers=TEXTS,
    gains_residents=TEXTS,
)
PLANS = st.lists(ACTIONS, max_size=6)
