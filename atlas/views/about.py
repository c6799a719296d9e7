"""The page about the data: sources, indicators, types, actions and terms, as HTML."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.indicators.compute import find_methods
from atlas.markup import render_template
from atlas.prose.sentences import describe_base, describe_sources
from atlas.prose.types.describe import describe_type
from atlas.quantities import format_count
from atlas.text import ENGLISH, format_number, format_shortly, say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from atlas.definitions import Definitions, Indicator, Typology
    from atlas.definitions.typology import Target
    from atlas.facade import Atlas

DIRECTIONS = {
    "neutral": to_say("Neither high nor low is better."),
    "context": to_say("Helps to read other figures; neither high nor low is better."),
    "need": to_say("Higher means more hardship or more demand for services."),
}
ORIGINS = {
    "described": to_say("described in the sources"),
    "our_reading": to_say("our reading of a name"),
    "local_term": to_say("a local term, with our thresholds"),
    "published": to_say("published category"),
}


@cache_per_atlas(1)
def render_about(atlas: Atlas) -> Markup:
    """Return sources, figures, types, actions, terms and what is not known."""
    definitions, manifest = atlas.definitions, atlas.store.manifest
    counts, actions = manifest["counts"], definitions.actions.values()
    typologies = sorted(definitions.typologies.values(), key=lambda typology: typology.order)
    return render_template(
        "views/templates/about.html",
        place=atlas.name,
        counts=counts,
        areas=format_number(counts["areas"]),
        wards=format_number(counts["wards"]),
        word=atlas.words,
        plural=atlas.geography.plural,
        missing="" if typologies else atlas.country.missing,
        peers=atlas.peers,
        has_profiles=any(typology.method == "profiles" for typology in typologies),
        residents=format_count(counts["residents"]),
        notes=atlas.place.notes if atlas.place else [],
        attributions=manifest["attributions"],
        sources=[describe_source(definitions, source) for source in manifest["sources"]],
        cautions={
            source.id: source.caution
            for source in (*definitions.sources.values(), *definitions.overlays.values())
            if source.caution
        },
        groups=[
            (
                group,
                [
                    _describe_indicator(atlas, one)
                    for one in definitions.in_order()
                    if one.group == group.id
                ],
            )
            for group in sorted(definitions.groups.values(), key=lambda group: group.order)
        ],
        typologies=[_describe_typology(atlas, typology) for typology in typologies],
        themes=sorted(definitions.themes.values(), key=lambda theme: theme.order),
        per_theme=Counter(action.theme for action in actions),
        actions=len(actions),
        awaited=sorted({(one.figure, one.reason) for action in actions for one in action.awaits}),
    )


def describe_source(definitions: Definitions, source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source of a pack's manifest, in the language of the definitions."""
    known = {**definitions.sources, **definitions.overlays}.get(source["id"])
    if known is None or definitions.speech is ENGLISH:
        return dict(source)
    said = {"title": known.title, "describes": known.describes, "published": known.published}
    return {**source, **said}


def _describe_indicator(atlas: Atlas, indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "formula": say(find_methods()[indicator.method].summary),
        "direction": say(DIRECTIONS[indicator.direction]),
        "base": describe_base(atlas, indicator),
        "source": describe_sources(atlas, indicator),
    }


def _describe_typology(atlas: Atlas, typology: Typology) -> dict[str, Any]:
    names = {name: indicator.name for name, indicator in atlas.definitions.indicators.items()}
    used = list(dict.fromkeys(name for kind in typology.types for name in kind.profile))
    return {
        "typology": typology,
        "types": [
            {
                "name": kind.name,
                "summary": describe_type(atlas, typology.id, kind.id),
                "origin": kind.origin,
                "kind": say(ORIGINS[kind.origin_kind]),
                "conditions": [atlas.format_condition(condition) for condition in kind.all],
            }
            for kind in typology.types
        ],
        "profile_rows": [
            (names[name], [_format_target(kind.profile.get(name)) for kind in typology.types])
            for name in used
        ],
    }


def _format_target(target: Target | None) -> str:
    if target is None:
        return ""
    percentile, weight = format_shortly(target.percentile), format_shortly(target.weight)
    return say("{percentile} weight {weight}", percentile=percentile, weight=weight)
