"""Title and description of every column of a file, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions import SharedTypology
from atlas.text import say, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.export.extract import Extract

# An area's names and the larger areas it lies in, by column: a title, and a sentence.
NAMES = {
    "area": (to_say("Code"), to_say("Code of the area.")),
    "name": (to_say("Name"), to_say("Name of the area.")),
    "neighbourhood_code": (
        to_say("{neighbourhood}, code"),
        to_say("Code of the {neighbourhood} it is in."),
    ),
    "neighbourhood": (
        "{neighbourhood}",
        to_say("Name of the {neighbourhood} it is in."),
    ),
    "ward_code": (to_say("{ward}, code"), to_say("Code of the {ward} it is in.")),
    "ward": ("{ward}", to_say("Name of the {ward} it is in.")),
    "authority_code": (
        to_say("authority, code"),
        to_say("Code of the authority it is in."),
    ),
    "authority": (to_say("authority"), to_say("Name of the authority it is in.")),
    "region_code": (to_say("region, code"), to_say("Code of the region it is in.")),
    "region": (to_say("region"), to_say("Name of the region it is in.")),
}
# How a typology's columns end: a title, and a sentence.
TYPE_COLUMNS = {
    "": ("{typology}", to_say("{typology}: ID of the type. {caution}")),
    "_standing": (
        to_say("{typology}: how clear"),
        to_say("{typology}, how clear the type is: {words}."),
    ),
    "_membership": (
        to_say("{typology}: membership"),
        to_say("{typology}, membership of the nearest type, 0 to 1."),
    ),
    "_runner_up": (
        to_say("{typology}: second"),
        to_say("{typology}: ID of the second nearest type."),
    ),
    "_sureness": (
        to_say("{typology}: stability"),
        to_say(
            "{typology}, share of repeats with slightly changed figures that give the same type, "
            "0 to 1."
        ),
    ),
}
STANDINGS = to_say(
    "clear, nearest (the nearest type that the figures support, with something missing), "
    "borderline (the next type is almost as near, or small changes in the figures change the "
    "type), unclear (no type is near) or no_data"
)
# The same for shares of residents by type, of larger areas.
SHARED_COLUMNS = {
    "": (
        "{typology}",
        to_say("{typology}: ID of the type of small area that most residents live in. {caution}"),
    ),
    "_standing": (
        to_say("{typology}: how clear"),
        to_say("{typology}, how many residents that is: {words}."),
    ),
}
SHARED_STANDINGS = to_say(
    "clear (more than half of residents), nearest (half or fewer), unclear (most live in small "
    "areas of no clear type) or no_data"
)
SHARE = to_say(
    "{typology}, share of residents who live in small areas of this type, 0 to 1: {type}."
)


def describe_columns(extract: Extract) -> dict[str, tuple[str, str]]:
    """Return the title of every column and a sentence on it, by the column's name."""
    words = extract.geography.words
    called = {"ward": words.ward[0], "neighbourhood": (words.neighbourhood or words.ward)[0]}
    told = {
        name: (say(title, **called), say(sentence, **called))
        for name, (title, sentence) in NAMES.items()
    }
    for typology in extract.typologies:
        told |= describe_type_columns(typology)
    for indicator in extract.indicators:
        told[indicator.id] = (indicator.name, indicator.text.short)
    told |= extract.own_columns
    title = extract.layer.texts.name
    for name, one in extract.compared.items():
        slots = {"layer": title, "place": one.label}
        told[name] = (
            say("{layer}: {place}", **slots),
            say("{layer} of {place}, to compare with: the same in every row.", **slots),
        )
    return {name: told[name] for name in ("area", *extract.table.columns)}


def describe_type_columns(typology: Typology) -> dict[str, tuple[str, str]]:
    """Return the title of each of a typology's columns and a sentence on it."""
    is_shared = isinstance(typology, SharedTypology)
    slots = {
        "typology": typology.name,
        "caution": typology.caution,
        "words": say(SHARED_STANDINGS if is_shared else STANDINGS),
    }
    told = {
        f"{typology.id}{end}": (say(title, **slots), say(sentence, **slots))
        for end, (title, sentence) in (SHARED_COLUMNS if is_shared else TYPE_COLUMNS).items()
    }
    if not is_shared:
        return told
    for kind in typology.types:
        title = say("{typology}: share, {type}", typology=typology.name, type=kind.name)
        sentence = say(SHARE, typology=typology.name, type=kind.name)
        told[f"{typology.id}_share_{kind.id}"] = (title, sentence)
    for key, name in ((UNCLEAR, say("No clear type")), (NO_DATA, say("Not enough data"))):
        column = f"{typology.id}_share_{key}"
        told[column] = (column, say(SHARE, typology=typology.name, type=name))
    return told
