"""What the side panel says of an area, of several, or of the whole place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
import numpy as np
import pandas as pd
from markupsafe import Markup

from atlas.filtering import MOST_NAMED
from atlas.kept import keep_with_atlas
from atlas.quantities import say_count, say_exactly, say_one_in, say_position
from atlas.text import say, say_counted, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.views.cards import tell_actions
from atlas.views.changes import tell_changes
from atlas.views.moves import tell_moves
from atlas.views.plan_link import link_to_plan
from atlas.views.sentences import (
    show_value,
    subject_value,
    tell_base,
    tell_gap,
    tell_reason,
    tell_sources,
    tell_subject,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("atlas.views"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def say_markup(english: str, **slots: object) -> Markup:
    """Return a text as HTML with its slots filled: what goes into them is escaped."""
    return Markup(say(english)).format(**slots)  # noqa: S704 - the text is ours or a translator's


TEMPLATES.globals["say"] = say_markup
TEMPLATES.globals["say_counted"] = say_counted


STANDINGS = {
    "clear": (to_say("Clear"), to_say("The figures point to this type.")),
    "borderline": (to_say("Borderline"), to_say("Near a bound.")),
    "unclear": (
        to_say("No clear type"),
        to_say("Even the nearest type is far from these figures."),
    ),
    "no_data": (to_say("No type"), to_say("Too many of the figures are missing.")),
}


@dataclass(frozen=True)
class Subject:
    """Whom the panel is about: one area, several, or the whole place.

    Parameters
    ----------
    areas
        Codes of the areas it stands for.
    name
        The name people use.
    kind
        "area", "selection" or "place".
    figures
        One row of published figures.
    """

    areas: tuple[str, ...]
    name: str
    kind: str
    figures: pd.DataFrame


@keep_with_atlas(128)
def make_subject(atlas: Atlas, areas: tuple[str, ...]) -> Subject:
    """Return the subject for selected areas; for none, the whole place."""
    if len(areas) == 1:
        return Subject(
            tuple(areas), atlas.name_of(areas[0]), "area", atlas.store.figures.loc[list(areas)]
        )
    if not areas:
        everything = tuple(str(area) for area in atlas.measures.areas)
        totals = atlas.store.totals.loc[[atlas.store.place]]
        return Subject(everything, atlas.name, "place", totals)
    groups = pd.Series("selection", index=list(areas))
    figures = atlas.measures.roll_up(groups)
    return Subject(tuple(areas), _name_selection(atlas, areas), "selection", figures)


def _name_selection(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return a ward's or neighbourhood's name where the areas are just that, else a count."""
    chosen = set(areas)
    table = atlas.store.areas
    words = {"ward": atlas.words.ward, "neighbourhood": atlas.words.neighbourhood}
    for kind in [kind for kind, word in words.items() if word]:
        codes = [str(code) for code in table.loc[list(areas), f"{kind}_code"].unique()]
        if len(codes) == 1 and set(table.index[table[f"{kind}_code"] == codes[0]]) == chosen:
            row = table.loc[areas[0]]
            return atlas.words.around.format_map(row) if kind == "ward" else str(row[kind])
    return say("{count} {areas} together", count=len(areas), areas=atlas.words.area[1])


@keep_with_atlas(128)
def render_panel(
    atlas: Atlas, areas: tuple[str, ...], compare: str, typology: str, reading: str
) -> tuple[str, str]:
    """Return the panel as HTML in two parts, above and below the strip plot.

    Parameters
    ----------
    atlas
        The place.
    areas
        Areas to tell of, selected or left by the filters; none for the whole place.
    compare, typology, reading
        As in the selection.
    """
    subject = make_subject(atlas, areas)
    # A link that names more areas would be too long to open.
    named = areas if len(areas) <= MOST_NAMED else ()
    content = {
        "subject": _describe(atlas, subject),
        "type": _tell_type(atlas, subject, typology, reading),
        "others": _tell_other_types(atlas, subject, typology),
        "figures": _tell_figures(atlas, subject, compare),
        "changes": tell_changes(atlas, subject),
        "moves": tell_moves(atlas, subject, compare),
        "actions": tell_actions(atlas, subject.areas, planned_for=named),
        "fit": link_to_plan(atlas, named, "fit"),
        "missing": atlas.country.missing if not typology else "",
        "word": atlas.words,
        "compare_name": atlas.comparators[compare] if compare != "none" else "",
        "place_name": atlas.name,
        "alike": _find_alike(atlas, subject),
    }
    above = TEMPLATES.get_template("panel_above.html").render(content)
    below = TEMPLATES.get_template("panel_below.html").render(content)
    return above, below


def _describe(atlas: Atlas, subject: Subject) -> dict[str, Any]:
    residents = float(atlas.measures.residents.loc[list(subject.areas)].sum())
    facts = [say("{count} residents", count=say_count(residents))]
    if subject.kind == "area":
        facts += [atlas.around(subject.areas[0]), subject.areas[0]]
    else:
        facts.append(atlas.count_areas(len(subject.areas)))
    listed = subject.kind == "selection" and len(subject.areas) <= MOST_NAMED
    names = [atlas.name_of(area) for area in subject.areas] if listed else []
    return {"name": subject.name, "kind": subject.kind, "facts": facts, "names": names}


def _find_alike(atlas: Atlas, subject: Subject) -> dict[str, str]:
    """Return the way to the places like an area or a place: a link costs a change nothing."""
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


def _tell_type(atlas: Atlas, subject: Subject, typology: str, reading: Any) -> dict[str, Any]:  # noqa: ANN401 - a literal
    if not typology:
        return {}
    if subject.kind != "area":
        return _tell_mix(atlas, subject, typology, reading)
    area = subject.areas[0]
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    nearest = str(assignment.nearest[area])
    one = atlas.definitions.type_names[f"{typology}.{nearest}"]
    reasons = atlas.explain(typology, area, reading=reading)
    second = str(assignment.runner_up[area])
    runner_up = atlas.type_name(typology, second) if second else ""
    bars = []
    if definition.method != "rules":
        shares = pd.Series(assignment.membership.loc[area])
        bars = [
            {
                "name": atlas.type_name(typology, str(name)),
                "colour": atlas.definitions.type_names[f"{typology}.{name}"].colour,
                "percent": round(100 * float(share)) if not np.isnan(share) else 0,
                "own": name == nearest,
            }
            for name, share in shares.sort_values(ascending=False, kind="stable").items()
        ]
    return {
        "title": definition.name,
        "name": _type_heading(atlas, typology, area, reading),
        "colour": one.colour,
        "standing": _tell_standing(atlas, typology, area, reading),
        "summary": one.summary,
        "origin": one.origin,
        "bars": bars,
        "bars_mean": say("How near the area comes to each type; the shares add up to 100\u00a0%.")
        if definition.method == "profiles"
        else say("Share of homes in each tenure."),
        "reasons": [
            tell_reason(atlas, reason, unlike=runner_up)
            for reason in reasons
            if reason.speaks == "for"
        ],
        "against": [tell_reason(atlas, reason) for reason in reasons if reason.speaks != "for"],
        "relative": _tell_relative(atlas, typology, area, reading),
        "caution": definition.caution,
    }


def _type_heading(atlas: Atlas, typology: str, area: str, reading: Any) -> str:  # noqa: ANN401 - a literal
    one = str(atlas.types(typology, reading=reading).types[area])
    if one == UNCLEAR:
        return say("No clear type")
    if one == NO_DATA:
        return say("Not enough figures for a type")
    return atlas.type_name(typology, one)


def _tell_standing(atlas: Atlas, typology: str, area: str, reading: Any) -> dict[str, str]:  # noqa: ANN401 - a literal
    """Return how well the type fits: a word and a sentence."""
    assignment = atlas.types(typology, reading=reading)
    standing = str(assignment.standing[area])
    second = str(assignment.runner_up[area])
    runner_up = atlas.type_name(typology, second) if second else ""
    word, sentence = (say(one) for one in STANDINGS[standing])
    if standing == "borderline" and runner_up:
        sentence = say("Almost as near: {type}.", type=runner_up)
    if standing == "clear" and runner_up:
        sentence = say("Next nearest: {type}.", type=runner_up)
    if assignment.repeats:
        kept = round(float(assignment.sureness[area]) * assignment.repeats)
        repeated = say(
            "The type stayed the same in {kept} of {repeats} repeats with a figure left out or "
            "with counts changed a little.",
            kept=kept,
            repeats=assignment.repeats,
        )
        sentence = f"{sentence} {repeated}"
    return {"word": word, "sentence": sentence, "key": standing}


def _tell_relative(atlas: Atlas, typology: str, area: str, reading: str) -> str:
    """Return the other reading of a profile typology in one sentence."""
    if atlas.definitions.typologies[typology].method != "profiles":
        return ""
    if reading != "town":
        other = _type_heading(atlas, typology, area, "town")
        return say(
            "Compared with {place}'s own areas only, it comes nearest to: {type}.",
            place=atlas.name,
            type=other,
        )
    other = _type_heading(atlas, typology, area, atlas.whole.id)
    return say(
        "This reading compares {place}'s areas with each other. Among {whole}'s: {type}.",
        place=atlas.name,
        whole=atlas.whole.name,
        type=other,
    )


def _tell_mix(atlas: Atlas, subject: Subject, typology: str, reading: Any) -> dict[str, Any]:  # noqa: ANN401 - a literal
    """Return which types the areas of a larger subject have, by residents."""
    definition = atlas.definitions.typologies[typology]
    types = atlas.types(typology, reading=reading).types.loc[list(subject.areas)]
    residents = atlas.measures.residents.loc[list(subject.areas)]
    shares = 100 * residents.groupby(types).sum() / residents.sum()
    counts = types.value_counts()
    bars = []
    for name, share in shares.sort_values(ascending=False, kind="stable").items():
        known = atlas.definitions.type_names.get(f"{typology}.{name}")
        bars.append(
            {
                "name": f"{atlas.type_name(typology, str(name))} · "
                f"{atlas.count_areas(int(counts[str(name)]))}",
                "colour": known.colour if known else "#BBBBBB",
                "percent": round(float(share)),
                "own": False,
            }
        )
    return {
        "title": definition.name,
        "name": "",
        "colour": "",
        "standing": {"word": "", "sentence": "", "key": ""},
        "summary": "",
        "origin": "",
        "bars": bars,
        "bars_mean": say("Share of residents who live in areas of each type."),
        "reasons": [],
        "against": [],
        "relative": "",
        "caution": definition.caution,
    }


def _tell_other_types(atlas: Atlas, subject: Subject, typology: str) -> list[dict[str, str]]:
    if subject.kind != "area":
        return []
    area = subject.areas[0]
    found = []
    for other in sorted(atlas.definitions.typologies.values(), key=lambda one: one.order):
        if other.id == typology:
            continue
        near = atlas.types(other.id).standing[area] == "borderline"
        heading = _type_heading(atlas, other.id, area, atlas.whole.id)
        named = say("{type} (near a bound)", type=heading) if near else heading
        found.append({"title": other.name, "name": named})
    return found


def key_figures(atlas: Atlas) -> list[str]:
    """Return the indicators the panel shows, in their order."""
    chosen = [one for one in atlas.definitions.indicators.values() if one.key_figure]
    return [one.id for one in sorted(chosen, key=lambda one: one.key_figure)]


def _tell_figures(atlas: Atlas, subject: Subject, compare: str) -> list[dict[str, Any]]:
    return [_tell_figure(atlas, subject, name, compare) for name in key_figures(atlas)]


def _tell_figure(atlas: Atlas, subject: Subject, name: str, compare: str) -> dict[str, Any]:
    indicator = atlas.definitions.indicators[name]
    value = float(subject_value(atlas, subject, name))
    totals = atlas.measures.comparators(name)
    row = atlas.comparator_row(compare)
    town = float(totals.get(atlas.store.place, np.nan))
    other = float(totals.get(row, np.nan)) if row else np.nan
    position = ""
    if subject.kind == "area":
        percentile = float(atlas.measures.percentiles(name, scale=atlas.whole.id)[subject.areas[0]])
        position = say_position(percentile, among=atlas.peers, **indicator.ends)
    gap = tell_gap(atlas, subject, indicator) if np.isnan(value) else ""
    one_in = say_one_in(value) if indicator.unit == "percent" else ""
    return {
        "name": indicator.name,
        "value": "" if np.isnan(value) else show_value(indicator, value),
        "gap": gap,
        "town": "" if np.isnan(town) else show_value(indicator, town),
        "other": "" if np.isnan(other) else show_value(indicator, other),
        "sentence": tell_subject(atlas, subject, name),
        "exact": say_exactly(value, indicator.unit, decimals=indicator.decimals),
        "one_in": one_in,
        "position": position,
        "caution": indicator.text.caution,
        "source": tell_sources(atlas, indicator),
        "base": tell_base(atlas, indicator),
        "counts": _tell_counts(atlas, subject, name),
        "year": indicator.year,
        "id": indicator.id,
    }


def _tell_counts(atlas: Atlas, subject: Subject, name: str) -> str:
    indicator = atlas.definitions.indicators[name]
    if indicator.method != "share":
        return ""
    counts = atlas.measures.counts(name, subject.figures).iloc[0]
    if counts.isna().any():
        return ""
    part, whole = say_count(counts["part"]), say_count(counts["whole"])
    return say("{part} of {whole}", part=part, whole=whole)
