"""Ask for all that an action of the plan needs; what was entered stays until it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.markup import fill_html
from atlas.plan.records.coverage import ALL
from atlas.plan.records.kinds.planned_action import KIND
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.form import Form, split_lines
from atlas.plan.views.fields import name_area_of, name_measure
from atlas.text import say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from atlas.definitions import Action, OutcomeArea
    from atlas.facade import Atlas
    from atlas.plan.records.kinds.planned_action import PlannedAction
    from atlas.plan.records.versions import Kept

# Of a whole country not every area is offered: those that are selected are.
MOST_OFFERED = 1500


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is about, under `about`: a suggestion, or an action of the town's own.

    What is `kept` is changed; a new one begins with the areas. The key tells its controls from
    those of another draft.
    """

    key: str
    action: Action | None
    kept: Kept[PlannedAction] | None
    areas: tuple[str, ...]
    about: str

    @property
    def form(self) -> Form:
        """The controls, which begin with what is kept."""
        action = self.action.id if self.action else ""
        begins = dict(self.kept.record) if self.kept else {"action": action, "areas": self.areas}
        return Form(KIND, Typed(self.about, self.key), begins)


def draw_form(
    atlas: Atlas, place: str, draft: Draft, *, then: Callable[[Kept[Any] | None], object]
) -> None:
    """Draw the form; save what was entered once it is complete, or put it away.

    `then` is called with what was saved, or with None where the form was left.
    """
    form = draft.form
    with st.container(key="atlas_plan_form_box"):
        draw_markup(_head(atlas, draft))
        form.typed.open("note")
        with st.container(key=f"atlas_plan_form_{draft.key}", border=True):
            fields = {
                "action": form.initial("action"),
                **_ask_what(atlas, draft, form),
                **_ask_who(form),
                **_ask_gains(atlas, form),
                "measures": _ask_measures(atlas, draft, form),
                "note": form.ask("note", height=68),
            }
            draw_markup(form.typed.describe())
            with st.container(horizontal=True, gap="small"):
                key = f"{draft.key}_save"
                is_saved = st.button(say("Save in the plan"), type="primary", key=key)
                is_left = st.button(say("Close without saving"), key=f"{draft.key}_leave")
        if is_saved:
            form.keep(place, draft.kept, fields, then)
        if is_left:
            form.typed.drop()
            then(None)


def _head(atlas: Atlas, draft: Draft) -> Markup:
    if draft.action is None:
        title = say("Change this action") if draft.kept else say("An action of your own")
        return fill_html('<div class="ab"><h2>{}</h2></div>', title)
    action = draft.action
    theme = atlas.definitions.themes[action.theme].short
    domain = atlas.definitions.domains[action.domain].name
    return fill_html(
        '<div class="ab"><h2>{}</h2><p>{}</p><p class="pl-summary">{} {}</p></div>',
        action.name,
        action.summary,
        say("Usually led by: {who}.", who=", ".join(action.lead)),
        say("Theme: {theme}. Domain: {domain}.", theme=theme, domain=domain),
    )


def _ask_beside(form: Form, **fields: Mapping[str, Any]) -> dict[str, object]:
    """Ask for fields side by side, each with what `Form.ask` takes."""
    found = {}
    for column, (name, more) in zip(st.columns(len(fields)), fields.items(), strict=True):
        with column:
            found[name] = form.ask(name, **more)
    return found


def _ask_what(atlas: Atlas, draft: Draft, form: Form) -> dict[str, object]:
    """Ask what it is called, for which areas, and how far it is."""
    own = draft.action is None
    called = say("Name of the action") if own else say("Name used here (if different)")
    fields: dict[str, object] = {"title": form.ask("title", called, max_chars=300)}
    if own:
        # No file says where an action of the town's own belongs.
        themes = sorted(atlas.definitions.themes.values(), key=lambda one: one.order)
        domains = sorted(atlas.definitions.domains.values(), key=lambda one: one.order)
        theme = {"": say("Not said")} | {one.id: one.name for one in themes}
        domain = {"": say("Not said")} | {one.id: one.name for one in domains}
        fields |= _ask_beside(form, theme={"choices": theme}, domain={"choices": domain})
    areas = form.typed.begin("areas", form.initial("areas"))
    fields["areas"] = st.multiselect(
        say("Areas it is for (none means all of {place})", place=atlas.name),
        _offer_areas(atlas, areas),
        list(areas),
        format_func=lambda area: name_area_of(atlas, area),
        **form.typed.control("areas"),
        placeholder=say("All of {place}", place=atlas.name),
        select_all=False,
    )
    return fields | _ask_beside(form, status={}, money={})


def _offer_areas(atlas: Atlas, chosen: Sequence[str]) -> list[str]:
    every = [str(area) for area in atlas.measures.areas]
    if len(every) > MOST_OFFERED:
        return list(chosen)
    return list(dict.fromkeys([*every, *chosen]))


def _ask_who(form: Form) -> dict[str, object]:
    """Ask who carries it, and when."""
    whose = say("Owner (a team or a group, not a person's name)")
    partners = {"label": say("Partners, one per line"), "height": 68}
    fields = _ask_beside(form, owner={"label": whose, "max_chars": 300}, partners=partners)
    again = say("Date of review")
    fields |= _ask_beside(form, start={}, review={"label": again})
    fields["sectors"] = st.pills(
        say("Sectors that own it or take part"),
        list(ALL),
        selection_mode="multi",
        default=list(form.typed.begin("sectors", form.initial("sectors"))),
        format_func=lambda sector: KIND.call("sectors", sector),
        **form.typed.control("sectors"),
    )
    return fields


def _ask_gains(atlas: Atlas, form: Form) -> dict[str, object]:
    """Ask what each side gains, and which of the Welcoming principles it follows."""
    fields = _ask_beside(form, gains_newcomers={}, gains_residents={})
    kept = form.initial("principles")
    every = [one for one in atlas.definitions.principles.values() if one.framework == "welcoming"]
    head = say("Which of the Welcoming principles does it follow?")
    draw_html('<div class="ab"><h3>{}</h3></div>', head)
    ticked = [
        one.id
        for one in sorted(every, key=lambda one: one.order)
        if form.typed.ask(st.checkbox, f"principle_{one.id}", one.question, one.id in kept)
    ]
    known = {one.id for one in every}
    fields["principles"] = [*ticked, *(name for name in kept if name not in known)]
    return fields


def _ask_measures(atlas: Atlas, draft: Draft, form: Form) -> list[str]:
    """Ask how one will see that it works: figures to follow, questions, and the town's own."""
    outcomes = _find_outcomes(atlas, draft.action)
    names = "; ".join(one.name for one in outcomes)
    draw_html(
        '<div class="ab"><h3>{}</h3><p>{}</p></div>',
        say("How will you know that it works?"),
        say("Areas of integration where it may show: {areas}.", areas=names),
    )
    # What the card says of how to tell is where a new one begins.
    counted, begins = _list_counted(draft.action)
    kept: tuple[str, ...] = form.initial("measures") if draft.kept else begins
    offered = [*(name for one in outcomes for name in one.follows), *kept]
    known = atlas.definitions.indicators
    figures = list(dict.fromkeys(name for name in offered if name in known))
    questions = [*counted, *(question for one in outcomes for question in one.asks)]
    chosen: list[str] = []
    if figures:
        told = say("Figures that the atlas tracks; today's value is saved with the action")
        chosen += _ask_several(atlas, form, "figures", told, figures, kept)
    else:
        none = say("The atlas has no figure for these areas: ask or count.")
        draw_html('<div class="ab"><p>{}</p></div>', none)
    told = say("To be counted, or asked in a survey before and after")
    chosen += _ask_several(atlas, form, "questions", told, questions, kept)
    own = "\n".join(name for name in kept if name not in figures and name not in questions)
    label = say("Your own measures, one per line")
    text = form.typed.ask(st.text_area, "own_measures", label, own, height=68)
    return list(dict.fromkeys([*chosen, *split_lines(text)]))


def _ask_several(
    atlas: Atlas, form: Form, name: str, label: str, offered: list[str], kept: Sequence[str]
) -> list[str]:
    """Ask which of some measures are followed."""
    empty = {"figures": say("Choose figures"), "questions": say("Choose what to count or to ask")}
    return st.multiselect(
        label,
        offered,
        form.typed.begin(name, [one for one in kept if one in offered]),
        format_func=lambda one: name_measure(atlas, one),
        **form.typed.control(name),
        placeholder=empty[name],
        select_all=False,
    )


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
