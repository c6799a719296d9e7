"""No threshold that decides what is said of an area is written into the code: `layers/` has them.

All numbers that a stage between indicators and sentences names or compares with are looked
for. Each that stays must be listed here with the reason why it decides nothing about an area.
"""

from __future__ import annotations

import ast

import pytest

from atlas import paths
from atlas.definitions.roles import read_roles
from atlas.indicators.compute import find_methods
from atlas.opening.places import read_definitions

ATLAS = paths.ROOT / "atlas"
STAGES = (
    "indicators",
    "typology",
    "actions",
    "neighbours",
    "signals",
    "facade",
    "layer",
    "prose",
)
# Elsewhere numbers are sizes on a page, but for what these two say.
ALSO = ("sheets/content.py", "views/panel.py")
# Nothing, one, and whether there are several: no thresholds.
COUNTING = {0, 1, 2}
# Numbers that stay, by module and name or comparison, each with its reason.
NO_THRESHOLD: dict[str, dict[str, str]] = {
    "actions/judged.py": {"HALF": "fit and evidence count alike: a mean of two"},
    "actions/town_scale.py": {"MANY": "how many rows are worked out at once"},
    "facade/comparing.py": {"MOST_WARDS": "how many wards a list to choose from holds"},
    "indicators/compare.py": {"HEAVY": "how finely percentiles are kept"},
    "indicators/compute.py": {"DIGITS": "rounding of floating-point numbers"},
    "indicators/measures.py": {"MOST": "how many results are cached"},
    "layer/breaks.py": {
        "MOST_EXACT": "how many values natural breaks are exact for",
        "places < 300": "decimal places that a float can have",
    },
    "layer/classes.py": {
        "NO_CLASS": "a code",
        "FINER": "how many digits more the edges of classes may have",
        "abs(round(edge, places) - edge) < 1e-09": "rounding of floating-point numbers",
    },
    "layer/colours.py": {"number > 6": "how many colours a palette has"},
    "layer/hall.py": {
        "MOST_CLASSES": "how many classes can be told apart from the back row",
        "STRONGEST": "darkness of a colour",
    },
    "layer/histogram.py": {"BINS": "how many bars are drawn"},
    "layer/patterns.py": {
        "DARK": "lightness of a colour",
        "part <= 0.04045": "definition of sRGB",
        "luminance > 0.008856": "definition of CIELAB",
    },
    "facade/open_place.py": {"MOST_WARDS": "how many rows a table can be read to"},
    "facade/figure_names.py": {"MOST_NAMED": "how many wards a sentence names"},
    "layer/compared.py": {"MOST_LINES": "how many lines a small chart has room for"},
    "neighbours/features.py": {"LEAST_KILOMETRES": "a logarithm has no value at 0 km"},
    "neighbours/groups.py": {"LEAST_NAMED": "how many traits are listed at first"},
    "prose/evidence.py": {"STEPS": "how many steps of certainty there are"},
    "prose/reach.py": {"FIRST": "how many areas are listed at first"},
    "prose/types/describe.py": {"MOST_DECIMALS": "how exactly a figure can be written"},
    "prose/types/shares.py": {"NAMED": "how many types a sentence names"},
    "prose/types/statements.py": {"DENIED_TYPES": "how many types are explained"},
    "typology/by_shares.py": {"HALF": "what most means"},
    "typology/explain.py": {
        "REASONS": "how many reasons are listed",
        "percentile > 50": "the upper half",
        "percentile < 50": "the lower half",
    },
    "typology/robustness.py": {"AT_ONCE": "how many rows are worked out at once"},
    "sheets/content.py": {
        "SHOWN_ACTIONS": "how many actions fit on a page",
        "SHOWN_STRENGTHS": "how many strengths fit on a page",
        "MOST_LINKED": "how many areas an address can name",
    },
}


def is_number(node):
    """Return whether a node is a literal number."""
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    )


def list_numbers(source):
    """Return the constants of a module that are numbers, and the comparisons with literal ones."""
    tree = ast.parse(source)
    named = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and is_number(node.value)
        for target in node.targets
    ]
    compared = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(
            is_number(side) and ast.literal_eval(side) not in COUNTING
            for side in (node.left, *node.comparators)
        )
    ]
    return {*named, *compared}


MODULES = sorted(
    [path for stage in STAGES for path in (ATLAS / stage).rglob("*.py")]
    + [ATLAS / name for name in ALSO]
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ATLAS)))
def test_a_number_in_the_code_decides_nothing_about_an_area(path):
    found = list_numbers(path.read_text(encoding="utf-8"))
    listed = set(NO_THRESHOLD.get(str(path.relative_to(ATLAS)), {}))
    assert found <= listed, "Put it into layers/roles or the definition, or say here why it stays."
    assert listed <= found, "These are no longer in the code: strike them out here."


def test_what_readers_are_told_of_a_threshold_is_the_one_in_force():
    least = f"{read_roles().thresholds.expected:g}"
    definitions = read_definitions()
    for language, said in (("en", f"fewer than {least} people"), ("de", f"weniger als {least} ")):
        told = definitions.in_language(language).indicators["div_local_lq"].text.caution
        assert said in told
    assert find_methods()["largest_location_quotient"].summary.endswith(f"count of {least}.")


def test_a_threshold_would_be_found():
    source = "MOST = 0.4\n\ndef judge(share):\n    return share > 0.15 or share == 1\n"
    assert list_numbers(source) == {"MOST", "share > 0.15"}
