"""How far a build has come is told by shares that never fall back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from atlas.build.steps import Progress, Step, list_reading


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.data())
def test_shares_lie_between_nothing_and_all_and_never_fall(seconds, data):
    steps = [Step(f"Step {n}", one) for n, one in enumerate(seconds)]
    told = data.draw(st.lists(st.sampled_from([*[one.text for one in steps], "Another"])))
    shares = []
    progress = Progress(steps, lambda _text, done, _size: shares.append(done))
    for text in told:
        progress(text)
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)


def test_a_table_is_told_with_its_size(tiny, tiny_definitions, tmp_path):
    sizes = {step.text: step.size for step in list_reading(tiny_definitions, tiny / "official")}
    for source in tiny_definitions.sources.values():
        held = (tiny / "official" / source.file).stat().st_size
        assert sizes[f"{source.table}: {source.title}"] == held > 0
    assert {step.size for step in list_reading(tiny_definitions, tmp_path)} == {0}
