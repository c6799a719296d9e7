"""Fields of an action: what people could do, where it suits, and what it is drawn from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.evidence import Cost, Evidence
from atlas.definitions.model import Condition, Definition, Part, Text


class Citation(Part):
    """A place in a document: its heading, and what of it the action rests on."""

    document: Text
    heading: Text
    note: str = ""


Tier = Literal[
    "district", "county", "unitary", "combined", "health", "police", "parish", "government"
]


class Trigger(Condition):
    """A figure that suggests an action where it lies between the bounds.

    With `context` it makes the action fit better and is no reason by itself: that few people
    moved in does not call for a festival. It is never told as one. `subject` is an identity of
    `layers/subjects`: within a subject the strongest trigger counts once. `people` is how many
    people or homes the figure must be true of in an area, `place_people` in the whole place;
    `country_at_least` is the position in the country that is needed as well, `or_country` the
    one that is enough by itself. What is not given is the subject's, or the rule's.
    """

    context: bool = False
    subject: str = ""
    people: int | None = Field(default=None, ge=0)
    place_people: int | None = Field(default=None, ge=0)
    country_at_least: float | None = Field(default=None, ge=0, le=100)
    or_country: float | None = Field(default=None, ge=0, le=100)


class Means(Part):
    """Money or a law that an action can use: what it is called, and as of when that is known."""

    kind: Literal["money", "law"]
    name: Text
    date: Text
    document: str = ""
    note: str = ""


class Awaited(Part):
    """A figure that would trigger the action if it were published for small areas."""

    figure: Text
    reason: Text


class Action(Definition):
    """One integration action.

    Any one trigger suggests the action and further ones raise it. A trigger on ethnicity or
    faith never suggests an action by itself; it only adds to another. `scope` "place" marks
    what a whole council, college or health board does: it is offered once for the place.
    `outcomes` are the areas in which it may show. `requires` lists groups of subjects: of each
    group at least one must have fired. `least` names figures and of how many people or homes
    each must be true in an area, whatever else speaks for the action. `tier` is who holds the
    power, `lead` the post that leads, `partners` who is needed besides, `means` the money or
    law that it can use, `needs` what it takes to work. `events` of the plan and low `answers`
    of the self-check raise an action of the place; with `after_event` nothing but such an event
    brings it. `cost` is what it costs a place in a year, `evidence` whether it works; both
    stand at the end of the file.
    """

    name: Text
    summary: Text
    why: Text
    theme: Text
    domain: Text
    outcomes: list[Text] = Field(default_factory=list)
    scope: Literal["area", "place"]
    suits: list[Text] = Field(default_factory=list)
    requires: list[list[Text]] = Field(default_factory=list)
    least: dict[Text, int] = Field(default_factory=dict)
    events: list[Text] = Field(default_factory=list)
    after_event: bool = False
    answers: list[Text] = Field(default_factory=list)
    tier: list[Tier] = Field(default_factory=list)
    lead: list[Text] = Field(min_length=1)
    partners: list[Text] = Field(default_factory=list)
    means: list[Means] = Field(default_factory=list)
    needs: str = ""
    effort: Literal["low", "medium", "high"]
    time: Text
    progress: Text
    triggers: list[Trigger] = Field(default_factory=list)
    awaits: list[Awaited] = Field(default_factory=list)
    sources: list[Citation] = Field(min_length=1)
    note: str = ""
    cost: Cost | None = None
    evidence: Evidence | None = None
