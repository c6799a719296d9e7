"""Fields of an action: what people could do, where it suits, and what it is drawn from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Condition, Definition, Part, Text


class Citation(Part):
    """A place in a document: its heading, and what of it the action rests on."""

    document: Text
    heading: Text
    note: str = ""


class Trigger(Condition):
    """A figure that suggests an action where it lies between the bounds.

    With `context` it makes the action fit better and is no reason by itself: that few people
    moved in does not call for a festival. It is never told as one.
    """

    context: bool = False


class Awaited(Part):
    """A figure that would trigger the action if it were published for small areas."""

    figure: Text
    reason: Text


class Action(Definition):
    """One integration action.

    Any one trigger suggests the action and further ones raise it. A trigger on ethnicity or
    faith never suggests an action by itself; it only adds to another. `scope` "town" marks
    an action of governance, which is offered for the whole town and needs no trigger. `outcomes`
    are the areas in which it may show.
    """

    name: Text
    summary: Text
    why: Text
    theme: Text
    domain: Text
    outcomes: list[Text] = Field(default_factory=list)
    scope: Literal["area", "town"]
    suits: list[Text] = Field(default_factory=list)
    lead: list[Text] = Field(min_length=1)
    effort: Literal["low", "medium", "high"]
    time: Text
    progress: Text
    triggers: list[Trigger] = Field(default_factory=list)
    awaits: list[Awaited] = Field(default_factory=list)
    sources: list[Citation] = Field(min_length=1)
    note: str = ""
