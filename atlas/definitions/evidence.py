"""Fields of an action's cost and evidence: studies, doubts, and how to test it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from atlas.definitions.model import DocumentId, OutcomeId, Part, Text, Translated, TranslatedIfAny

Band = Literal["under_10k", "10k_50k", "50k_250k", "over_250k"]
Direction = Literal["works", "works_small", "mixed", "no_effect", "may_harm", "not_known"]
StudyKind = Literal[
    "review", "rct", "comparison", "scoping", "before_after", "case_study", "guidance"
]
# Kinds of study with a comparison group.
COMPARED: tuple[StudyKind, ...] = ("review", "rct", "comparison")


class Cost(Part):
    """The annual cost of an action to a place.

    `per` is the unit, `known` whether the figure was published, derived from published ones, or
    is our estimate; the first two name a `document` in `layers/documents`.
    """

    band: Band
    per: Translated
    known: Literal["published", "worked_out", "our_guess"]
    document: DocumentId = ""


class Study(Part):
    """One study of whether an action works, conclusive or not.

    `kind` "review" is a review of studies with comparison groups, "scoping" one of studies that
    mostly have none. `same` is false for a similar action, `far` true for a setting unlike ours,
    `own` true where a programme surveyed its own participants, `sound` false where the
    comparison is doubtful. `finds` is the direction of the effect, `outcomes` what it is on.
    `where` continues the phrase "a trial": "in England".
    """

    document: DocumentId
    kind: StudyKind
    same: bool = True
    far: bool = False
    own: bool = False
    sound: bool = True
    where: Translated
    year: Text
    size: Translated
    finds: Direction
    outcomes: list[OutcomeId] = Field(default_factory=list)
    effect: Translated
    read: Literal["full", "summary", "abstract", "not_opened"]
    page_seen: date

    @property
    def is_compared(self) -> bool:
        """Whether the study has a comparison group."""
        return self.kind in COMPARED


class Evidence(Part):
    """Whether an action works: strength, direction and outcomes, kept apart.

    `strength` is one of five steps, never above what the studies allow. `gains` ends the
    sentence on the card, `says` is the finding in one sentence, `needs` what the tested version
    had, `against` the strongest doubt, `test` how a place could test it. `searched` are the
    search terms used on the date `looked`; `raters` is the number of people who rated it.
    """

    strength: int = Field(ge=1, le=5)
    direction: Direction
    outcomes: list[OutcomeId] = Field(default_factory=list)
    gains: TranslatedIfAny = ""
    says: Translated
    needs: TranslatedIfAny = ""
    against: TranslatedIfAny = ""
    test: TranslatedIfAny = ""
    searched: list[Text] = Field(default_factory=list)
    looked: date
    raters: int = Field(default=1, ge=1)
    studies: list[Study] = Field(default_factory=list)

    @property
    def is_unproven(self) -> bool:
        """Whether no study shows that it works, or that it does not."""
        return self.strength == 1

    @property
    def is_compared(self) -> bool:
        """Whether this same action was tested with a comparison group."""
        return any(study.same and study.is_compared for study in self.studies)
