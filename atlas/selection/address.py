"""Format a selection as the parameters of an address, and parse and keep them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from atlas.definitions.defined import JOIN
from atlas.definitions.roles import read_roles
from atlas.errors import Fault
from atlas.places.levels import Level
from atlas.selection.compared import (
    NO_COMPARATORS,
    NOTHING,
    KnownComparators,
    keep_compared,
    parse_compared,
)
from atlas.selection.condition_text import (
    OWN_PREFIX,
    format_condition,
    format_digits,
    make_unknown_fault,
    parse_condition,
)
from atlas.selection.query import find_repeated
from atlas.selection.sorting import list_columns
from atlas.text import ENGLISH, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from atlas.definitions import Definitions
    from atlas.definitions.model import Condition

Breaks = Literal["quantiles", "natural", "equal", "deciles"]
Show = Literal["map", "table", "chart"]
# What figures are given for: each ward, or several authorities added up.
By = Literal["ward", "together"]
# The defaults, which an address leaves out.
USUAL = read_roles()
MOST_CONDITIONS = 5
CLASSES = range(3, 10)
VIEW = re.compile(r"^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$")


@dataclass(frozen=True)
class Selection:
    """Everything that determines what is on screen; its only record is the address.

    Parameters
    ----------
    place
        A place, a region, an authority, or several authorities joined by a tilde.
    level
        The kind of area; empty for that which suits the zoom.
    layer
        An indicator's or a typology's identity.
    compare
        Identities of the comparators, in order; empty for nothing else.
    off
        Classes switched off in the legend, numbered from 0.
    types
        Types to keep, as ``typology.type``; several of one typology are alternatives.
    wards, neighbourhoods
        Codes to keep; the two lists are alternatives.
    conditions
        Conditions, all of which must hold.
    helps
        Identity of an action: only areas that it fits are kept.
    areas
        Codes of the selected areas, in the order of selection.
    view
        Longitude, latitude and zoom of the map, or None for the whole place.
    by
        What figures are given for; empty for each area and, where the place is several
        authorities, for each of these.
    sort
        Column of the table, with a leading minus for descending order.
    overlays
        Identities of the point lists over the map.
    language
        Code of the language; empty for English.
    """

    place: str = USUAL.place
    level: Level | Literal[""] = ""
    layer: str = USUAL.layer
    breaks: Breaks = "quantiles"
    classes: int = 5
    off: tuple[int, ...] = ()
    compare: tuple[str, ...] = (USUAL.whole,)
    typology: str = USUAL.typology
    reading: str = USUAL.whole
    types: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    neighbourhoods: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    helps: str = ""
    areas: tuple[str, ...] = ()
    view: tuple[float, float, float] | None = None
    show: Show = "map"
    by: By | Literal[""] = ""
    sort: str = ""
    overlays: tuple[str, ...] = ()
    language: str = ""

    @property
    def has_filters(self) -> bool:
        """Whether any filter is set."""
        larger = self.wards or self.neighbourhoods
        return bool(self.types or larger or self.conditions or self.helps)

    @property
    def is_side_by_side(self) -> bool:
        """Whether the place is several authorities that are shown apart, never added up.

        Examples
        --------
        >>> both = Selection(place="E06000032~E08000016")
        >>> both.is_side_by_side, replace(both, by="together").is_side_by_side
        (True, False)
        """
        return JOIN in self.place and self.by != "together"

    @property
    def shows_own(self) -> bool:
        """Whether the layer or a filter uses uploaded figures.

        Examples
        --------
        >>> Selection(layer="own_53063eb43e").shows_own, Selection().shows_own
        (True, False)
        """
        asked = (self.layer, *(condition.indicator for condition in self.conditions))
        return any(name.startswith(OWN_PREFIX) for name in asked)

    def without_filters(self) -> Selection:
        """Return the selection with every filter cleared."""
        return replace(self, types=(), wards=(), neighbourhoods=(), conditions=(), helps="")


# The fields of a selection by their names in an address.
SHORT = {"types": "type", "wards": "ward", "neighbourhoods": "near", "conditions": "where"}
SHORT |= {"areas": "area", "language": "lang"}
KEYS = {SHORT.get(one.name, one.name): one.name for one in fields(Selection)}


@dataclass(frozen=True)
class Known:
    """The names that an address may use; `place` is the one that is open."""

    definitions: Definitions
    areas: Collection[str]
    wards: Collection[str]
    neighbourhoods: Collection[str]
    comparators: KnownComparators = NO_COMPARATORS
    local: Collection[str] = ()
    scales: tuple[str, ...] = ("value", "town", USUAL.whole)
    place: str = ""
    overlays: Collection[str] = ()
    languages: Collection[str] = ()
    by: Collection[str] = ()


@dataclass
class Reading:
    """The result of parsing an address: the selection, and notes on what was dropped."""

    selection: Selection
    notes: list[Fault] = field(default_factory=list)


def format_selection(selection: Selection, *, whole: bool = False) -> dict[str, str]:
    """Return the selection as the parameters of an address, without defaults.

    With `whole`, only empty fields are left out, so that a stored link shows the same view
    even after the defaults have changed.

    Examples
    --------
    >>> format_selection(Selection(classes=7, wards=("E05014736", "E05014739")))
    {'classes': '7', 'ward': 'E05014736,E05014739'}
    """
    usual = Selection()
    found = {}
    for key, name in KEYS.items():
        value = getattr(selection, name)
        # Compared with nothing is said too: it is not the default.
        is_empty = value in ((), "", None) and name != "compare"
        if is_empty or (value == getattr(usual, name) and not whole):
            continue
        found[key] = _write(name, value) or NOTHING
    return found


def _write(name: str, value: Any) -> str:  # noqa: ANN401 - any field of the selection
    if name == "conditions":
        return ",".join(format_condition(condition) for condition in value)
    if name == "view":
        return ",".join(format_digits(round(number, 6)) for number in value)
    if isinstance(value, tuple):
        return ",".join(str(item) for item in value)
    return str(value)


def parse_selection(parameters: Mapping[str, str], known: Known) -> Reading:
    """Return the selection of an address; unknown values become defaults, with a note.

    Parameters
    ----------
    parameters
        The parameters, each as one text.
    known
        The names that exist.
    """
    reading = Reading(Selection())
    definitions = known.definitions
    layers = definitions.layers
    choices: dict[str, list[str]] = {
        "place": [known.place] if known.place else list(definitions.places),
        "level": list(get_args(Level)),
        "layer": layers,
        "breaks": list(get_args(Breaks)),
        "typology": list(definitions.typologies),
        "reading": ["town", *known.scales[2:]],
        "show": list(get_args(Show)),
        "by": list(get_args(By)),
        "helps": list(definitions.actions),
        "lang": [ENGLISH.code, *known.languages],
    }
    lists: dict[str, list[str]] = {
        "type": list(definitions.type_names),
        "ward": list(known.wards),
        "near": list(known.neighbourhoods),
        "area": list(known.areas),
        "overlays": list(known.overlays),
    }
    changes: dict[str, Any] = {}
    for key, text in parameters.items():
        name = KEYS.get(key)
        if (repeated := find_repeated(key, text)) is not None:
            reading.notes.append(repeated)
        elif name is None:
            what = say('There is no setting "{key}".', key=key)
            reading.notes.append(make_unknown_fault(key, what, key, list(KEYS)))
        elif key in choices:
            text = definitions.identify(text) if key == "place" else text  # noqa: PLW2901
            if key == "helps" and text in definitions.retired:
                reading.notes.append(make_retired_fault(definitions, text))
                held = definitions.find_action(text)
                text = held.id if held else text  # noqa: PLW2901
            if text in choices[key]:
                changes[name] = text
            else:
                what = say('There is no "{name}".', name=text)
                reading.notes.append(make_unknown_fault(key, what, text, choices[key]))
        elif key in lists:
            changes[name] = _parse_list(key, text, lists[key], reading.notes)
        else:
            parsed = (
                parse_compared(text, known.comparators, reading.notes)
                if key == "compare"
                else _parse_other(key, text, known, reading.notes)
            )
            if parsed is not None:
                changes[name] = parsed
    if changes.get("language") == ENGLISH.code:
        del changes["language"]
    reading.selection = replace(Selection(), **changes)
    return reading


def make_retired_fault(definitions: Definitions, name: str) -> Fault:
    """Return a note on a retired action that an address names, with its successor."""
    retired, held = definitions.retired[name], definitions.find_action(name)
    return Fault(
        "address, action",
        say("“{name}” is no longer on the list. {says}", name=retired.name, says=retired.says),
        remedy=say("Below is “{name}”.", name=held.name) if held else "",
    )


def _parse_list(key: str, text: str, choices: list[str], notes: list[Fault]) -> tuple[str, ...]:
    wanted = [name for name in dict.fromkeys(text.split(",")) if name]
    allowed = set(choices)
    notes.extend(
        make_unknown_fault(key, say('There is no "{name}" here.', name=name), name, choices)
        for name in wanted
        if name not in allowed
    )
    return tuple(name for name in wanted if name in allowed)


def _parse_other(key: str, text: str, known: Known, notes: list[Fault]) -> Any:  # noqa: ANN401 - fields differ
    match key:
        case "classes":
            if text.isdecimal() and len(text) == 1 and int(text) in CLASSES:
                return int(text)
            what = say('"{text}" is not a number from 3 to 9.', text=text)
            notes.append(make_unknown_fault(key, what, text, []))
        case "off":
            numbers = [number for number in text.split(",") if number]
            if all(
                number.isdecimal() and len(number) <= 2 and int(number) < 20 for number in numbers
            ):
                return tuple(sorted({int(number) for number in numbers}))
            what = say('"{text}" is not a list of class numbers.', text=text)
            notes.append(make_unknown_fault(key, what, text, []))
        case "view":
            found = VIEW.match(text)
            if found:
                longitude, latitude, zoom = (float(number) for number in found.groups())
                if abs(longitude) <= 180 and abs(latitude) <= 85 and zoom <= 22:
                    return (longitude, latitude, zoom)
            what = say('"{text}" is not a view of the map.', text=text)
            notes.append(make_unknown_fault(key, what, text, []))
        case "sort":
            columns = list_columns(known.definitions)
            if text.removeprefix("-") in columns:
                return text
            what = say('There is no column "{name}".', name=text)
            notes.append(make_unknown_fault(key, what, text, columns))
        case _:
            return _parse_conditions(text, known, notes)
    return None


def _parse_conditions(text: str, known: Known, notes: list[Fault]) -> tuple[Condition, ...]:
    found = []
    for written in [part for part in text.split(",") if part]:
        condition = parse_condition(
            written, known.definitions, notes, local=known.local, scales=known.scales
        )
        if condition is not None:
            found.append(condition)
    if len(found) > MOST_CONDITIONS:
        what = say(
            "There are {count} conditions; only the first {most} are used.",
            count=len(found),
            most=MOST_CONDITIONS,
        )
        notes.append(make_unknown_fault("where", what, "", []))
    return tuple(found[:MOST_CONDITIONS])


def keep_known(selection: Selection, known: Known) -> Selection:
    """Return a selection, perhaps from another place, without the names that a place lacks.

    Required fields, such as the layer, become the place's default.
    """
    definitions = known.definitions
    kinds = sorted(definitions.typologies.values(), key=lambda kind: (kind.order, kind.id))
    typologies = [kind.id for kind in kinds]
    typology = (
        selection.typology if selection.typology in typologies else next(iter(typologies), "")
    )
    layers = definitions.layers
    here, is_town = selection.layer in layers, selection.reading == "town"
    column = selection.sort.removeprefix("-")
    return replace(
        selection,
        layer=selection.layer if here else _usual_layer(definitions),
        off=selection.off if here else (),
        compare=keep_compared(selection.compare, known.comparators),
        typology=typology,
        # Without types the reading has no effect, and its default is left out of the address.
        reading=known.scales[-1] if typologies and not is_town else selection.reading,
        types=_keep(selection.types, definitions.type_names),
        conditions=tuple(
            condition
            for condition in selection.conditions
            if condition.indicator in definitions.indicators and condition.scale in known.scales
        ),
        by=selection.by if selection.by in known.by else "",
        sort=selection.sort if column in list_columns(definitions) else "",
        helps=selection.helps if selection.helps in definitions.actions else "",
        areas=_keep(selection.areas, known.areas),
        wards=_keep(selection.wards, known.wards),
        neighbourhoods=_keep(selection.neighbourhoods, known.neighbourhoods),
        overlays=_keep(selection.overlays, known.overlays),
        language=selection.language if selection.language in known.languages else "",
    )


def _keep(names: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _usual_layer(definitions: Definitions) -> str:
    """Return the place's default layer."""
    indicators = definitions.indicators
    if Selection.layer in indicators:
        return Selection.layer
    return min(
        indicators.values(), key=lambda indicator: (indicator.key_figure or math.inf, indicator.id)
    ).id
