"""The side panel's text on one area, on several, or on the whole place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from atlas.actions.circumstances import NO_CIRCUMSTANCES
from atlas.cache import cache_per_atlas
from atlas.definitions.roles import read_roles
from atlas.layer.look import UNTYPED
from atlas.markup import render_template
from atlas.prose.changes import describe_changes
from atlas.prose.figures import format_figure
from atlas.prose.moves import describe_moves
from atlas.prose.sentences import (
    describe_base,
    describe_gap,
    describe_sources,
    subject_value,
)
from atlas.prose.subject import Subject, make_subject
from atlas.prose.two_dates import describe_compared
from atlas.prose.types.describe import describe_area_type, describe_type, name_state
from atlas.prose.types.statements import describe_notes
from atlas.quantities import (
    format_count,
    format_exactly,
    format_list,
    format_one_in,
    format_position,
)
from atlas.selection.filtering import MOST_NAMED
from atlas.text import say
from atlas.typology.by_shares import Shares, count_residents
from atlas.views.area_types import list_area_types
from atlas.views.cards import describe_actions, link_to_plan
from atlas.views.smaller import describe_smaller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.actions.circumstances import Circumstances
    from atlas.definitions import Indicator, Typology
    from atlas.facade import Atlas
    from atlas.facade.comparators import Comparator
    from atlas.typology.assign import Assignment

# Stands between the parts of the panel below the strip plot; a reader of the page is shown none.
ACTIONS_BEGIN = "<!-- recommended actions -->"


@cache_per_atlas(128)
def render_panel(
    atlas: Atlas,
    areas: tuple[str, ...],
    compare: tuple[str, ...],
    typology: str,
    reading: str,
    *,
    now: Circumstances = NO_CIRCUMSTANCES,
    is_tested: bool = False,
) -> tuple[Markup, Markup]:
    """Return the panel as HTML in two parts, above and below the strip plot.

    The areas are those selected or left by the filters; none for the whole place. `now` is what
    the plan says at the moment; `is_tested` keeps only actions that were tested with a
    comparison. The part below has `ACTIONS_BEGIN` where the recommended actions begin.
    """
    subject = make_subject(atlas, areas)
    others = atlas.find_comparators(compare)
    # A link with more area codes would be too long to open.
    named = areas if len(areas) <= MOST_NAMED else ()
    content = {
        "subject": _describe(atlas, subject),
        "type": _describe_type(atlas, subject, typology, reading),
        "each": list_area_types(atlas, typology, subject.areas, reading)
        if typology and subject.kind == "selection"
        else {"sum": "", "areas": []},
        "others": _describe_other_types(atlas, subject, typology),
        "figures": [_describe_figure(atlas, subject, name, others) for name in key_figures(atlas)],
        "changes": describe_changes(atlas, subject, others),
        "moves": describe_moves(atlas, subject, compare),
        "actions": describe_actions(
            atlas, subject.areas, planned_for=named, now=now, is_tested=is_tested
        ),
        "is_tested": is_tested,
        "actions_begin": ACTIONS_BEGIN,
        "fit": link_to_plan(atlas, named, "fit"),
        "missing": atlas.country.missing if not typology else "",
        "word": atlas.words,
        "compared": [one.head for one in others],
        "members": [_describe_members(atlas, one) for one in others],
        "place_name": atlas.find_town(subject.areas)[1],
        "place_code": atlas.store.place,
        "alike": _find_alike(atlas, subject),
        "smaller": describe_smaller(atlas, subject),
    }
    above = render_template("views/templates/panel_above.html", **content)
    below = render_template("views/templates/panel_below.html", **content)
    return above, below


def _describe(atlas: Atlas, subject: Subject) -> dict[str, Any]:
    residents = float(atlas.measures.residents.loc[list(subject.areas)].sum())
    facts = [say("{count} residents", count=format_count(residents))]
    if subject.kind == "area":
        facts += [atlas.around(subject.areas[0]), subject.areas[0]]
    else:
        facts.append(atlas.count_areas(len(subject.areas)))
    listed = subject.kind == "selection" and len(subject.areas) <= MOST_NAMED
    names = [_link_to(atlas, area) for area in subject.areas] if listed else []
    return {"name": subject.name, "kind": subject.kind, "facts": facts, "names": names}


def _link_to(atlas: Atlas, area: str) -> dict[str, str]:
    """Return an area's name, and the link that selects it alone and brings it into view."""
    asked = {"place": atlas.store.place, "area": area, "fit": "areas"}
    asked |= {"level": atlas.level} if atlas.level != "area" else {}
    return {"name": atlas.name_of(area), "address": f"./?{urlencode(asked, safe='~')}"}


def _find_alike(atlas: Atlas, subject: Subject) -> dict[str, str]:
    """Return the link to the places most like an area or a place."""
    if not atlas.definitions.likeness or subject.kind == "selection":
        return {}
    parameters = {"place": atlas.store.place}
    if subject.kind == "area":
        parameters["area"] = subject.areas[0]
        parameters |= {"level": atlas.level} if atlas.level != "area" else {}
        words = say("Places like this one")
    elif atlas.is_wide:
        return {}
    else:
        words = say("Places like {name}", name=subject.name)
    return {"address": f"./twins?{urlencode(parameters, safe='~')}", "words": words}


def _describe_type(atlas: Atlas, subject: Subject, typology: str, reading: Any) -> dict[str, Any]:  # noqa: ANN401 - a literal
    """Return the type of one small area, or the types that the residents of others live in."""
    if not typology:
        return {}
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    alone, area = subject.kind == "area", subject.areas[0]
    words = describe_area_type(atlas, typology, area, reading=reading) if alone else None
    told: dict[str, Any] = {
        "title": definition.name,
        "name": words.heading if words else "",
        "colour": _find_colour(atlas, typology, str(assignment.types[area])) if words else "",
        "standing": {"word": "", "key": words.standing if words else ""},
        "fit": list(words.fit) if words else [],
        "about": say("About these types"),
        **dict.fromkeys(("summary", "origin", "reasons", "against", "relative"), ""),
        "caution": definition.caution,
        "asks": False,
    }
    if words is None or isinstance(assignment, Shares):
        return told | _describe_shares(atlas, assignment, subject)
    nearest = str(assignment.nearest[area])
    told |= {
        "standing": {"word": words.word, "key": words.standing},
        "fit": [*words.fit, *([words.steady] if words.steady else [])],
        "bars": _draw_bars(atlas, definition, assignment, area),
        "bars_mean": say("How near the area is to each type; the shares add up to 100\u00a0%.")
        if definition.method == "profiles"
        else say("Share of homes in each tenure."),
        "reasons": words.fits,
        "against": words.against,
        "relative": _describe_relative(atlas, typology, area, reading),
        "asks": True,
    }
    if str(assignment.types[area]) == nearest:
        one = atlas.definitions.type_names[f"{typology}.{nearest}"]
        told["about"] = say("What {type} means", type=one.name)
        told["summary"], told["origin"] = describe_type(atlas, typology, nearest), one.origin
    return told


def _draw_bars(
    atlas: Atlas, definition: Typology, assignment: Assignment, area: str
) -> list[dict[str, Any]]:
    """Return how near an area comes to each type; types by rules have no such shares."""
    if definition.method == "rules":
        return []
    shares = pd.Series(assignment.membership.loc[area])
    return [
        {
            "name": atlas.type_name(definition.id, str(name)),
            "colour": _find_colour(atlas, definition.id, str(name)),
            "percent": round(100 * float(share)) if not np.isnan(share) else 0,
            "own": name == str(assignment.nearest[area]),
            "denied": share >= read_roles().thresholds.denied
            and not assignment.allowed.loc[area, str(name)],
        }
        for name, share in shares.sort_values(ascending=False, kind="stable").items()
    ]


def _describe_shares(atlas: Atlas, assignment: Assignment, subject: Subject) -> dict[str, Any]:
    """Return the types of small areas that the residents of areas live in.

    The shares of a place are the same from its small areas and from its larger ones.
    """
    typology, types = assignment.typology, assignment.types
    counts = count_residents(assignment, atlas.measures.residents, subject.areas)
    shared = isinstance(assignment, Shares)
    areas_of = {} if shared else types.loc[list(subject.areas)].value_counts().to_dict()
    own = str(types[subject.areas[0]]) if subject.kind == "area" else ""
    bars = [
        {
            "name": " · ".join(
                [
                    atlas.type_name(typology, str(name)),
                    *([atlas.count_areas(int(areas_of[name]))] if name in areas_of else []),
                ]
            ),
            "colour": _find_colour(atlas, typology, str(name)),
            "percent": round(100 * float(share)),
            "own": str(name) == own,
            "denied": False,
        }
        for name, share in (counts / counts.sum()).items()
    ]
    return {
        "summary": atlas.definitions.typologies[typology].about if shared else "",
        "bars": bars,
        "bars_mean": say("Share of residents who live in areas of each type."),
    }


def _find_colour(atlas: Atlas, typology: str, name: str) -> str:
    known = atlas.definitions.type_names.get(f"{typology}.{name}")
    return known.colour if known else UNTYPED


def _describe_relative(atlas: Atlas, typology: str, area: str, reading: str) -> str:
    """Return the other reading of a profile typology in one sentence."""
    if atlas.definitions.typologies[typology].method != "profiles":
        return ""
    other = atlas.whole.id if reading == "town" else "town"
    named = atlas.type_name(typology, str(atlas.types(typology, reading=other).types[area]))
    if other == "town":
        return say(
            "Compared only with {place}'s own areas, it is nearest to: {type}.",
            place=atlas.name,
            type=named,
        )
    return say(
        "This reading compares {place}'s areas with each other. Among {whole}'s: {type}.",
        place=atlas.name,
        whole=atlas.whole.name,
        type=named,
    )


def _describe_other_types(atlas: Atlas, subject: Subject, typology: str) -> list[dict[str, Any]]:
    if subject.kind != "area":
        return []
    area = subject.areas[0]
    found = []
    for other in sorted(atlas.definitions.typologies.values(), key=lambda kind: kind.order):
        if other.id == typology:
            continue
        assignment = atlas.types(other.id)
        found.append(
            {
                "title": other.name,
                "name": name_state(atlas, assignment, area),
                "notes": describe_notes(atlas, other.id, area),
            }
        )
    return found


def key_figures(atlas: Atlas) -> list[str]:
    """Return the indicators the panel shows, in their order."""
    chosen = [
        indicator for indicator in atlas.definitions.indicators.values() if indicator.key_figure
    ]
    return [one.id for one in sorted(chosen, key=lambda one: one.key_figure)]


def _describe_figure(
    atlas: Atlas, subject: Subject, name: str, others: Sequence[Comparator]
) -> dict[str, Any]:
    indicator = atlas.definitions.indicators[name]
    value = float(subject_value(atlas, subject, name))
    own = atlas.find_town(subject.areas)[0]
    town = float(atlas.measures.comparators(name).get(own, np.nan))
    position = ""
    if subject.kind == "area":
        percentile = float(atlas.measures.percentiles(name, scale=atlas.whole.id)[subject.areas[0]])
        position = format_position(percentile, among=atlas.peers, **indicator.ends)
    gap = describe_gap(atlas, subject, indicator) if np.isnan(value) else ""
    one_in = format_one_in(value) if indicator.unit == "percent" else ""
    return {
        "name": indicator.name,
        "value": "" if np.isnan(value) else format_figure(indicator, value),
        "gap": gap,
        "town": "" if np.isnan(town) else format_figure(indicator, town),
        "others": _describe_others(atlas, indicator, others),
        "sentence": describe_compared(atlas, subject, name, others),
        "exact": format_exactly(value, indicator.unit, decimals=indicator.decimals),
        "one_in": one_in,
        "position": position,
        "caution": indicator.text.caution,
        "source": describe_sources(atlas, indicator),
        "base": describe_base(atlas, indicator),
        "counts": _describe_counts(atlas, subject, name),
        "year": indicator.year,
        "id": indicator.id,
    }


def _describe_others(
    atlas: Atlas, indicator: Indicator, others: Sequence[Comparator]
) -> list[dict[str, str]]:
    return [
        {
            "name": one.head,
            "value": "" if np.isnan(value) else format_figure(indicator, value),
            "gap": atlas.find_gap(one, indicator.id) if np.isnan(value) else "",
        }
        for one, value in zip(others, atlas.compare(others, indicator.id), strict=True)
    ]


def _describe_members(atlas: Atlas, one: Comparator) -> str:
    """Return which authorities or areas a comparator consists of; empty where its name says it."""
    names = atlas.name_members(one)
    return say("{name}: {members}.", name=one.label, members=format_list(names)) if names else ""


def _describe_counts(atlas: Atlas, subject: Subject, name: str) -> str:
    indicator = atlas.definitions.indicators[name]
    if indicator.method != "share":
        return ""
    counts = atlas.measures.counts(name, subject.figures).iloc[0]
    if counts.isna().any():
        return ""
    part, whole = format_count(counts["part"]), format_count(counts["whole"])
    return say("{part} of {whole}", part=part, whole=whole)
