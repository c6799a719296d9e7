"""Ask for all that an action of the plan needs; what was entered stays until it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import PlanError
from atlas.markup import fill_html
from atlas.plan.records.coverage import ALL
from atlas.plan.records.shapes import find_forms
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.saving import make_record
from atlas.plan.views.fields import name_area_of, name_measure
from atlas.text import day_order, say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from atlas.definitions import Action, OutcomeArea
    from atlas.facade import Atlas
    from atlas.plan.records.kinds.planned_action import PlannedAction
    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.versions import Kept

# Of a whole country not every area is offered: those that are selected are.
MOST_OFFERED = 1500


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of the form: a record to be saved, or that it was put away."""

    record: Record | None = None
    is_put_away: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is about.

    Parameters
    ----------
    key
        Tells its controls from those of another draft.
    action
        The suggestion it is drawn from, or None for an action of the town's own.
    kept
        What is being changed, or None for a new one.
    areas
        The areas it begins with, where it is new.
    about
        Under what the draft is kept: the place and the action.
    """

    key: str
    action: Action | None
    kept: Kept[PlannedAction] | None
    areas: tuple[str, ...]
    about: str = ""

    @property
    def typed(self) -> Typed:
        """What has been typed into the form."""
        return Typed(self.about, self.key)

    def initial(self, field: str, otherwise: object) -> Any:  # noqa: ANN401 - any field
        """Return what a field of the form begins with."""
        return getattr(self.kept.record, field) if self.kept else otherwise

    def ask(self, draw: Callable[..., Any], field: str, label: str, **more: Any) -> Any:  # noqa: ANN401 - any field
        """Draw a control for a field that begins empty, or with what is kept."""
        empty = None if draw is st.date_input else ""
        return self.typed.ask(draw, field, label, self.initial(field, empty), **more)


def draw_form(atlas: Atlas, kind: KindSpec, draft: Draft) -> Asked:
    """Draw the form; return a record once it is complete and to be saved."""
    with st.container(key="atlas_plan_form_box"):
        draw_markup(_head(atlas, draft))
        draft.typed.open("note")
        with st.container(key=f"atlas_plan_form_{draft.key}", border=True):
            fields = _draw_what(atlas, kind, draft)
            fields |= _draw_who(kind, draft)
            fields |= _draw_gains(atlas, kind, draft)
            fields |= _draw_measures(atlas, draft)
            fields["note"] = draft.ask(
                st.text_area, "note", kind.call("note"), max_chars=5000, height=68
            )
            draw_markup(draft.typed.describe())
            with st.container(horizontal=True, gap="small"):
                is_saved = st.button(
                    say("Save in the plan"), type="primary", key=f"{draft.key}_save"
                )
                is_put_away = st.button(say("Leave without saving"), key=f"{draft.key}_leave")
        if is_saved:
            try:
                return Asked(record=make_record(kind, **fields))
            except PlanError as error:
                draw_faults(error.faults)
    return Asked(is_put_away=is_put_away)


def _head(atlas: Atlas, draft: Draft) -> Markup:
    if draft.action is None:
        title = say("Change this action") if draft.kept else say("An action of your own")
        return fill_html('<div class="ab"><h2>{}</h2></div>', title)
    action = draft.action
    theme = atlas.definitions.themes[action.theme].short
    domain = atlas.definitions.domains[action.domain].name
    lead = say("Usually led by: {who}.", who=", ".join(action.lead))
    place = say("Theme: {theme}. Domain: {domain}.", theme=theme, domain=domain)
    return fill_html(
        '<div class="ab"><h2>{name}</h2><p>{summary}</p><p class="pl-summary">{lead} '
        "{place}</p></div>",
        name=action.name,
        summary=action.summary,
        lead=lead,
        place=place,
    )


def _draw_what(atlas: Atlas, kind: KindSpec, draft: Draft) -> dict[str, object]:
    """Ask what it is called, for which areas, and how far it is."""
    own = draft.action is None
    fields: dict[str, object] = {"action": draft.action.id if draft.action else ""}
    if draft.kept:
        fields["action"] = draft.kept.record.action
    called = say("What it is called") if own else say("What it is called here (if otherwise)")
    fields["title"] = draft.ask(st.text_input, "title", called, max_chars=300)
    if own:
        fields |= _draw_place_in_frameworks(atlas, kind, draft)
    areas = draft.typed.begin("areas", draft.initial("areas", draft.areas))
    fields["areas"] = st.multiselect(
        say("Areas it is for (none means all of {place})", place=atlas.name),
        _offer_areas(atlas, areas),
        list(areas),
        format_func=lambda area: name_area_of(atlas, area),
        **draft.typed.control("areas"),
        placeholder=say("All of {place}", place=atlas.name),
        select_all=False,
    )
    left, right = st.columns(2)
    with left:
        fields["status"] = _draw_choice(kind, draft, "status")
    with right:
        fields["money"] = _draw_choice(kind, draft, "money")
    return fields


def _draw_place_in_frameworks(atlas: Atlas, kind: KindSpec, draft: Draft) -> dict[str, object]:
    """Ask for theme and domain of an action that no file tells of."""
    definitions = atlas.definitions
    themes = sorted(definitions.themes.values(), key=lambda one: one.order)
    domains = sorted(definitions.domains.values(), key=lambda one: one.order)
    left, right = st.columns(2)
    with left:
        theme = _draw_named(kind, draft, "theme", {one.id: one.name for one in themes})
    with right:
        domain = _draw_named(kind, draft, "domain", {one.id: one.name for one in domains})
    return {"theme": theme, "domain": domain}


def _draw_named(kind: KindSpec, draft: Draft, field: str, names: dict[str, str]) -> str:
    """Ask for one of some names, or none."""
    words = ["", *names]
    kept = draft.typed.begin(field, draft.initial(field, ""))
    chosen: str = st.selectbox(
        kind.call(field),
        words,
        index=words.index(kept) if kept in words else 0,
        format_func=lambda word: names[word] if word else say("Not said"),
        **draft.typed.control(field),
    )
    return chosen


def _offer_areas(atlas: Atlas, chosen: Sequence[str]) -> list[str]:
    every = [str(area) for area in atlas.measures.areas]
    if len(every) > MOST_OFFERED:
        return list(chosen)
    return [*every, *(area for area in chosen if area not in set(every))]


def _draw_choice(kind: KindSpec, draft: Draft, field: str) -> object:
    _, words, _ = find_forms(kind.record)[field]
    return st.selectbox(
        kind.call(field),
        words,
        index=words.index(draft.typed.begin(field, draft.initial(field, words[0]))),
        format_func=lambda word: kind.call(field, word),
        **draft.typed.control(field),
    )


def _draw_who(kind: KindSpec, draft: Draft) -> dict[str, object]:
    """Ask who carries it, and when."""
    fields: dict[str, object] = {}
    left, right = st.columns(2)
    with left:
        whose = say("Owner (an office or a group, no person's name)")
        fields["owner"] = draft.ask(st.text_input, "owner", whose, max_chars=300)
    with right:
        lines = "\n".join(draft.initial("partners", ()))
        partners = draft.typed.ask(
            st.text_area, "partners", say("Partners, one in a line"), lines, height=68
        )
    left, right = st.columns(2)
    with left:
        fields["start"] = draft.ask(st.date_input, "start", kind.call("start"), format=day_order())
    with right:
        again = say("Day on which it is looked at again")
        fields["review"] = draft.ask(st.date_input, "review", again, format=day_order())
    fields["partners"] = _read_lines(partners)
    fields["sectors"] = st.pills(
        say("Sectors that own it or take part"),
        list(ALL),
        selection_mode="multi",
        default=list(draft.typed.begin("sectors", draft.initial("sectors", ()))),
        format_func=lambda sector: kind.call("sectors", sector),
        **draft.typed.control("sectors"),
    )
    return fields


def _read_lines(text: str) -> list[str]:
    """Return the lines of a text, each once, without those that are empty."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _draw_gains(atlas: Atlas, kind: KindSpec, draft: Draft) -> dict[str, object]:
    """Ask what each side gains, and which of the Welcoming principles it follows."""
    fields: dict[str, object] = {}
    for field, column in zip(("gains_newcomers", "gains_residents"), st.columns(2), strict=True):
        with column:
            fields[field] = draft.ask(
                st.text_area, field, kind.call(field), max_chars=5000, height=90
            )
    kept = draft.initial("principles", ())
    every = [one for one in atlas.definitions.principles.values() if one.framework == "welcoming"]
    head = say("Which of the Welcoming principles does it follow?")
    draw_html('<div class="ab"><h3>{}</h3></div>', head)
    ticked = [
        one.id
        for one in sorted(every, key=lambda one: one.order)
        if draft.typed.ask(st.checkbox, f"principle_{one.id}", one.question, one.id in kept)
    ]
    known = {one.id for one in every}
    fields["principles"] = [*ticked, *(name for name in kept if name not in known)]
    return fields


def _draw_measures(atlas: Atlas, draft: Draft) -> dict[str, object]:
    """Ask how one will see that it works: figures to follow, questions, and the town's own."""
    outcomes = _find_outcomes(atlas, draft.action)
    names = "; ".join(one.name for one in outcomes)
    draw_html(
        '<div class="ab"><h3>{}</h3><p>{}</p></div>',
        say("How will you see that it works?"),
        say("Areas of integration in which it may show: {areas}.", areas=names),
    )
    # What the card says of how to tell is where a new one begins.
    counted, begins = _list_counted(draft.action)
    kept = tuple(draft.initial("measures", begins))
    figures = list(dict.fromkeys(name for one in outcomes for name in one.follows))
    figures = [name for name in figures if name in atlas.definitions.indicators]
    figures += [name for name in kept if name in atlas.definitions.indicators]
    figures = list(dict.fromkeys(figures))
    questions = [question for one in outcomes for question in one.asks]
    questions[:0] = counted
    chosen = []
    if figures:
        chosen += st.multiselect(
            say("Figures that the atlas follows; today's value is kept with the action"),
            figures,
            draft.typed.begin("figures", [name for name in kept if name in figures]),
            format_func=lambda name: name_measure(atlas, name),
            **draft.typed.control("figures"),
            placeholder=say("Choose figures"),
            select_all=False,
        )
    else:
        none = say("No figure that the atlas has tells of these areas: ask, or count.")
        draw_html('<div class="ab"><p>{}</p></div>', none)
    chosen += st.multiselect(
        say("To be counted, or asked in a survey before and after"),
        questions,
        draft.typed.begin("questions", [name for name in kept if name in questions]),
        **draft.typed.control("questions"),
        placeholder=say("Choose what to count or to ask"),
        select_all=False,
    )
    own = [name for name in kept if name not in figures and name not in questions]
    text = draft.typed.ask(
        st.text_area,
        "own_measures",
        say("Measures of your own, one in a line"),
        "\n".join(own),
        height=68,
    )
    return {"measures": list(dict.fromkeys([*chosen, *_read_lines(text)]))}


def _list_counted(action: Action | None) -> tuple[list[str], tuple[str, ...]]:
    """Return what the card says is to be counted, and what of it a new action begins with.

    How to test it is offered wherever the card has it; of what nobody has tested the test is
    a measure from the start.
    """
    if action is None:
        return [], ()
    evidence = action.evidence
    if evidence is None or not evidence.test:
        return [action.progress], (action.progress,)
    counted = [action.progress, evidence.test]
    return counted, tuple(counted if evidence.is_unproven else counted[:1])


def _find_outcomes(atlas: Atlas, action: Action | None) -> list[OutcomeArea]:
    """Return the areas in which an action may show; all of them for one of the town's own."""
    known = sorted(atlas.definitions.outcomes.values(), key=lambda one: one.order)
    return [one for one in known if action is None or one.id in action.outcomes]
