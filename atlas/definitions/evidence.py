"""Fields of what an action costs and of whether it works: studies, doubts, and how to test it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from atlas.definitions.model import Part, Text

Band = Literal["under_10k", "10k_50k", "50k_250k", "over_250k"]
Direction = Literal["works", "works_small", "mixed", "no_effect", "may_harm", "not_known"]
StudyKind = Literal[
    "review", "rct", "comparison", "scoping", "before_after", "case_study", "guidance"
]
# Kinds of study that compare with people or places that did without.
COMPARED: tuple[StudyKind, ...] = ("review", "rct", "comparison")


class Cost(Part):
    """What an action costs a place in a year.

    `per` says what for, `known` whether the figure was published, worked out of published ones,
    or is our guess; the first two name a `document` of `layers/documents`.
    """

    band: Band
    per: Text
    known: Literal["published", "worked_out", "our_guess"]
    document: str = ""


class Study(Part):
    """One study that tells whether an action works, or one that was looked at and could not tell.

    `kind` "review" is a review of studies with comparison groups, "scoping" one of studies that
    mostly have none. `same` is false for a near action, `far` true for a setting unlike ours,
    `own` true where those who run the programme asked their own people, `sound` false where
    the comparison itself is doubtful. `finds` and `outcomes` say which way and for what.
    `where` reads on after "a trial": "in England".
    """

    document: Text
    kind: StudyKind
    same: bool = True
    far: bool = False
    own: bool = False
    sound: bool = True
    where: Text
    year: Text
    size: Text
    finds: Direction
    outcomes: list[Text] = Field(default_factory=list)
    effect: Text
    read: Literal["full", "summary", "abstract", "not_opened"]
    page_seen: date

    @property
    def is_compared(self) -> bool:
        """Whether it compares with people or places that did without."""
        return self.kind in COMPARED


class Evidence(Part):
    """Whether an action works: how sure that is, which way, and for what, kept apart.

    `strength` is one of five steps, never above what the studies allow. `gains` ends the
    sentence on the card, `says` is the finding in one sentence, `needs` what the tested version
    had, `against` the strongest doubt, `test` how a place could test it. `searched` are the
    words that were looked for, on the day `looked`; `raters` how many people rated it.
    """

    strength: int = Field(ge=1, le=5)
    direction: Direction
    outcomes: list[Text] = Field(default_factory=list)
    gains: str = ""
    says: Text
    needs: str = ""
    against: str = ""
    test: str = ""
    searched: list[Text] = Field(default_factory=list)
    looked: date
    raters: int = Field(default=1, ge=1)
    studies: list[Study] = Field(default_factory=list)

    @property
    def is_unproven(self) -> bool:
        """Whether nothing tells that it works, or that it does not."""
        return self.strength == 1

    @property
    def is_compared(self) -> bool:
        """Whether this very action was tested with a comparison."""
        return any(one.same and one.is_compared for one in self.studies)
