"""Ask for the fields of a record, each by the control that it needs, and keep what was entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import PlanError
from atlas.plan.records.shapes import find_forms
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import act, draw_anew, make_record, save
from atlas.text import day_order
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Kept
    from atlas.plan.ui.drafts import Typed

# A text that may be so long has a box of several lines.
PROSE = 5000


@dataclass(frozen=True, slots=True)
class Form:
    """The controls for the fields of one record, and what is typed into them.

    `begins` says what fields begin with; one that is not named begins as in a new record.
    """

    kind: KindSpec
    typed: Typed
    begins: Mapping[str, Any] = field(default_factory=dict)

    def initial(self, name: str) -> Any:  # noqa: ANN401 - any field's
        """Return what a field begins with before anything is typed."""
        info = self.kind.record.model_fields[name]
        return self.begins.get(name, None if info.is_required() else info.default)

    def ask(
        self,
        name: str,
        label: str = "",
        choices: Mapping[str, str] | None = None,
        **more: Any,  # noqa: ANN401 - what Streamlit takes
    ) -> Any:  # noqa: ANN401 - any field's
        """Draw the control that a field needs; return what it holds.

        The kind says what the field is called and which `choices` it has, if nothing else is given.
        """
        form, words, _ = find_forms(self.kind.record)[name]
        label = label or self.kind.call(name)
        value = self.typed.begin(name, self.initial(name))
        more = self.typed.control(name) | more
        if choices is not None or form == "choice":
            names = choices or {word: self.kind.call(name, word) for word in words}
            return choose_named(label, names, value, **more)
        if form == "day":
            return st.date_input(label, value, format=day_order(), **more)
        if form == "whole":
            return st.number_input(label, value=value, **more)
        if form == "lines":
            text = value if isinstance(value, str) else "\n".join(value)
            return split_lines(st.text_area(label, text, **more))
        metadata = self.kind.record.model_fields[name].metadata
        if any(getattr(one, "max_length", None) == PROSE for one in metadata):
            return st.text_area(label, value or "", max_chars=PROSE, **{"height": 90, **more})
        return st.text_input(label, value or "", **more)

    def held(self, *names: str) -> dict[str, Any]:
        """Return what the controls of some fields hold, inside a callback."""
        return {name: st.session_state[f"{self.typed.key}_{name}"] for name in names}

    def keep(
        self,
        place: str,
        kept: Kept[Any] | None,
        fields: Mapping[str, object],
        then: Callable[[Kept[Any]], object],
    ) -> None:
        """Save the fields as a new record or in place of one, and draw the page anew.

        What cannot be kept is told, and what was entered stays.
        """
        try:
            record = make_record(self.kind, **fields)
        except PlanError as error:
            draw_faults(error.faults)
            return
        saved = save(place, kept, record)
        if saved is None:
            st.rerun()
        self.typed.drop()
        then(saved)
        draw_anew()

    def add(
        self, place: str, emptied: str, fields: Mapping[str, object], stays: Sequence[str] = ()
    ) -> None:
        """Keep the fields as a new record, inside a callback; then one control is `emptied`.

        What others hold `stays` for the next.
        """

        def clear() -> None:
            self.typed.drop()
            held = {name: fields[name] for name in stays} | {emptied: ""}
            st.session_state.update({f"{self.typed.key}_{name}": held[name] for name in held})

        act(lambda: plans().add(place, make_record(self.kind, **fields), by=writer()), then=clear)


def choose_named(
    label: str,
    names: Mapping[str, str],
    value: object = "",
    **more: Any,  # noqa: ANN401 - what Streamlit takes
) -> str:
    """Draw the choice of one of some values by their names; what is kept stays one of them."""
    known = {**names, **({str(value): str(value)} if value and value not in names else {})}
    options = list(known)
    index = options.index(str(value)) if value in known else 0
    return str(st.selectbox(label, options, index, format_func=known.__getitem__, **more))


def choose_view(
    label: str,
    names: Mapping[str, str],
    key: str,
    **more: Any,  # noqa: ANN401 - what Streamlit takes
) -> str:
    """Draw the choice of what to look at, side by side; the first is open."""
    first, call = next(iter(names)), names.__getitem__
    draw = partial(st.segmented_control, format_func=call, default=first, key=key, required=True)
    return str(draw(label, list(names), **more))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, each once, without those that are empty."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
