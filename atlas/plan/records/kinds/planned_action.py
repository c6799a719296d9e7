"""An action in the plan: what, where, who, when, and what each side gains."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.plan.records.record import Day, KindSpec, Line, Prose, Record
from atlas.text import say, to_say

Sector = Literal["public", "civil_society", "business", "science"]
Status = Literal["idea", "agreed", "running", "done", "stopped"]
Money = Literal["none", "project", "core"]
Principle = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=60)]
Entry = Annotated[str, StringConstraints(pattern=r"^[a-z_]*$", max_length=60)]
# The most that fit into one cell of a workbook.
Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+$", max_length=12)]
Lines = Annotated[tuple[Line, ...], Field(max_length=100)]
TITLES = {
    "action": to_say("Action"),
    "title": to_say("Title"),
    "theme": to_say("Theme"),
    "domain": to_say("Domain"),
    "areas": to_say("Areas"),
    "owner": to_say("Owner"),
    "partners": to_say("Partners"),
    "sectors": to_say("Sectors"),
    "sectors.public": to_say("Public bodies"),
    "sectors.civil_society": to_say("Civil society"),
    "sectors.business": to_say("Business"),
    "sectors.science": to_say("Science"),
    "start": to_say("Start"),
    "review": to_say("Review"),
    "measures": to_say("Measures"),
    "status": to_say("Status"),
    "status.idea": to_say("Idea"),
    "status.agreed": to_say("Agreed"),
    "status.running": to_say("Running"),
    "status.done": to_say("Done"),
    "status.stopped": to_say("Stopped"),
    "money": to_say("Money"),
    "money.none": to_say("None yet"),
    "money.project": to_say("Project money"),
    "money.core": to_say("Core budget"),
    "gains_newcomers": to_say("What newcomers gain"),
    "gains_residents": to_say("What longer-standing residents gain"),
    "principles": to_say("Welcoming principles"),
    "note": to_say("Note"),
}


class PlannedAction(Record):
    """One action of a plan.

    Parameters
    ----------
    action
        Identity of an action of `layers/actions`; empty for one of the town's own.
    title
        Its name in the plan; required for an action of the town's own.
    theme, domain
        Where an action of the town's own belongs, as identities of `layers/themes` and
        `layers/domains`; one of `layers/actions` has its own.
    areas
        Codes of the areas it is for; none means the whole town.
    owner, partners
        Who is responsible, and who takes part: offices and groups, not persons.
    sectors
        The sectors of owner and partners.
    start, review
        Days, or None where not decided.
    measures
        How the town will see that it works: text or identities of indicators.
    status, money
        Its progress, and its funding: nothing yet, project money, or the core budget.
    gains_newcomers, gains_residents
        What each side gains.
    principles
        Identities of the Welcoming principles that it follows.
    note
        Anything else.
    """

    action: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=60)] = ""
    title: Line = ""
    theme: Entry = ""
    domain: Entry = ""
    areas: Annotated[tuple[Area, ...], Field(max_length=2500)] = ()
    owner: Line = ""
    partners: Lines = ()
    sectors: tuple[Sector, ...] = ()
    start: Day | None = None
    review: Day | None = None
    measures: Lines = ()
    status: Status = "idea"
    money: Money = "none"
    gains_newcomers: Prose = ""
    gains_residents: Prose = ""
    principles: Annotated[tuple[Principle, ...], Field(max_length=20)] = ()
    note: Prose = ""

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        if not self.action and not self.title:
            raise ValueError(say("An action that the town adds needs a title."))
        if self.start and self.review and self.review < self.start:
            raise ValueError(say("The review is before the start."))
        for name in ("areas", "partners", "sectors", "measures", "principles"):
            entries = getattr(self, name)
            field = say(TITLES[name])
            if len(set(entries)) < len(entries):
                raise ValueError(say("{field}: the same entry is there twice.", field=field))
            if "" in entries:
                raise ValueError(say("{field}: there is an empty entry.", field=field))
        return self


KIND = KindSpec("planned_action", PlannedAction, to_say("Actions"), order=1, titles=TITLES)
