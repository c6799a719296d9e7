"""Title and description of every column of a file, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.export.provenance import describe_type_columns
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

# An area's names and the larger areas it lies in, by column: a title, and a sentence.
NAMES = {
    "area": (to_say("Code"), to_say("Code of the area.")),
    "name": (to_say("Name"), to_say("Name of the area.")),
    "neighbourhood_code": (
        to_say("{neighbourhood}, code"),
        to_say("Code of the {neighbourhood} that it lies in."),
    ),
    "neighbourhood": (
        "{neighbourhood}",
        to_say("Name of the {neighbourhood} that it lies in."),
    ),
    "ward_code": (to_say("{ward}, code"), to_say("Code of the {ward} that it lies in.")),
    "ward": ("{ward}", to_say("Name of the {ward} that it lies in.")),
    "authority_code": (
        to_say("authority, code"),
        to_say("Code of the authority that it lies in."),
    ),
    "authority": (to_say("authority"), to_say("Name of the authority that it lies in.")),
}
PARTS = {
    "": "{typology}",
    "_standing": to_say("{typology}: how clear"),
    "_membership": to_say("{typology}: membership"),
    "_runner_up": to_say("{typology}: second"),
    "_sureness": to_say("{typology}: sureness"),
}


def describe_columns(extract: Extract) -> dict[str, tuple[str, str]]:
    """Return the title of every column and a sentence on it, by the column's name."""
    words = extract.geography.words
    called = {"ward": words.ward[0], "neighbourhood": (words.neighbourhood or words.ward)[0]}
    told = {
        name: (say(title, **called), say(sentence, **called))
        for name, (title, sentence) in NAMES.items()
    }
    for typology in extract.typologies:
        titles = {
            f"{typology.id}{end}": say(title, typology=typology.name)
            for end, title in PARTS.items()
        }
        for kind in typology.types:
            told_share = say("{typology}: share, {type}", typology=typology.name, type=kind.name)
            titles[f"{typology.id}_share_{kind.id}"] = told_share
        for name, sentence in describe_type_columns(typology).items():
            told[name] = (titles.get(name, name), sentence)
    for indicator in extract.indicators:
        told[indicator.id] = (indicator.name, indicator.text.short)
    return {name: told[name] for name in ("area", *extract.table.columns)}
