"""Sources as readers see them: headings are whole, and no label of a group of places is shown."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.errors import DefinitionError
from tests.conftest import SHARED, read_layers


@pytest.mark.parametrize(
    "heading",
    [
        "The lack of infrastructure for integration and the long",
        "Heritage of place and local identity, in",
        "Funds were secured (by the council",
        "Education as a point of entrance into the",
        "One question allowed people to provide a free text response:",
    ],
)
def test_a_heading_that_breaks_off_is_told(layers_copy, heading):
    path = next((layers_copy / "actions").glob("*.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'^heading = ".*"$', f'heading = "{heading}"', text, flags=re.MULTILINE))
    with pytest.raises(DefinitionError) as caught:
        read_layers(layers_copy)
    fault = caught.value.faults[0]
    assert fault.where.endswith("sources.0.heading")
    assert heading in fault.what


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Hopeful Towns cluster j-strong-national-identity"),
        ("page", "https://www.hopefultowns.co.uk/f-competition-for-resources"),
    ],
)
def test_a_label_of_a_group_of_places_is_no_name(layers_copy, key, value):
    path = layers_copy / "documents" / "doc_a.toml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not re.match(rf"{key}\s*=", line)
    ]
    path.write_text("\n".join([f'{key} = "{value}"', *lines]) + "\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_layers(layers_copy)
    assert [fault.where for fault in caught.value.faults] == [f"layers/documents/doc_a.toml, {key}"]


def squeeze(text):
    """Return a text in one line, without marks of lists and of notes."""
    return re.sub(r"\s+", " ", re.sub(r"[*#•¹²³\u2070-\u2079]", " ", text))


@pytest.mark.official
def test_no_heading_breaks_off_within_a_phrase_of_its_document():
    """Where the document is here, what follows a heading in it begins anew."""
    definitions = read_layers(paths.LAYERS)
    seeds = {path.name: path for path in (SHARED / "seeds").glob("*.txt")}
    told, cut = 0, []
    for action in definitions.actions.values():
        for one in action.sources:
            seed = seeds.get(definitions.documents[one.document].file)
            if seed is None:
                continue
            lines = seed.read_text(encoding="utf-8")
            text = squeeze(lines)
            at = text.lower().find(squeeze(one.heading).lower().strip())
            assert at >= 0, f"{one.document} has no {one.heading!r}"
            told += 1
            rest = text[at + len(squeeze(one.heading).strip()) :]
            # A letter right after it: the heading ends within a word.
            if re.match(r"\w", rest):
                cut.append((action.id, one.heading))
    assert told > 80
    assert cut == []
