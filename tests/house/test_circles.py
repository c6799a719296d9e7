"""No module imports itself through others, not even for its types alone."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def find_circle(imports):
    """Return modules that import each other in a circle, or none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_modules_import_each_other():
    graph = grimp.build_graph("atlas", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}

    assert len(imports) > 400
    assert find_circle(imports) == []


@pytest.mark.parametrize(
    "imports", [{"a": {"b"}, "b": {"a"}}, {"a": {"b"}, "b": {"c"}, "c": {"a"}}]
)
def test_the_search_finds_a_circle(imports):
    assert set(find_circle(imports)) == set(imports)
