"""The line on whether an action works: effect, certainty, cost, and when it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from atlas.definitions.certainty import AGREEING, find_step
from atlas.definitions.check_evidence import MONTHS_FRESH, count_months
from atlas.text import format_month, say, to_say

if TYPE_CHECKING:
    from atlas.definitions import Action, Definitions
    from atlas.definitions.evidence import Cost, Evidence, Study

STEPS = 5
OPENS = {
    2: to_say("Weak evidence"),
    3: to_say("Fair evidence"),
    4: to_say("Good evidence"),
    5: to_say("Strong evidence"),
}
WITHIN = {
    2: to_say("weak evidence"),
    3: to_say("fair evidence"),
    4: to_say("good evidence"),
    5: to_say("strong evidence"),
}
SAYS = {
    "works": to_say("{certainty} that it does, {gains} ({found})."),
    "works_small": to_say("{certainty} that it does a little, {gains} ({found})."),
    "mixed": to_say("Mixed: {gains} ({found}; {certainty})."),
    "no_effect": to_say("No effect shown: {gains} ({found}; {certainty})."),
    "may_harm": to_say("It may do harm: {gains} ({found}; {certainty})."),
}
FOUND = {
    "review": to_say("a review of studies {where}"),
    "rct": to_say("a trial {where}"),
    "comparison": to_say("a comparison {where}"),
    "scoping": to_say("a review of studies {where}, most without a comparison"),
    "before_after": to_say("without a comparison, {where}"),
    "case_study": to_say("case studies {where}"),
    "guidance": to_say("advice {where}"),
}
BANDS = {
    "under_10k": ("£", to_say("under £10,000")),
    "10k_50k": ("££", to_say("£10,000 to £50,000")),
    "50k_250k": ("£££", to_say("£50,000 to £250,000")),
    "over_250k": ("££££", to_say("over £250,000")),
}
KNOWN = {
    "published": to_say("published"),
    "worked_out": to_say("worked out from published figures"),
    "our_guess": to_say("our guess"),
}
READ = {
    "full": to_say("read in full"),
    "summary": to_say("read as a summary"),
    "abstract": to_say("read as an abstract"),
    "not_opened": to_say("not opened"),
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """The one line on whether an action works, in its parts.

    Parameters
    ----------
    answer
        One sentence on the effect and its certainty.
    test
        A sentence on how to test an untested action; else empty.
    dots
        How many of five dots are filled: certainty, not size of effect. None for "not proven".
    certainty
        The same in words, for screen readers.
    cost, cost_words
        The cost band in pound signs, and in words.
    checked
        When the evidence was last checked.
    is_warning
        Whether no effect was shown, or it may do harm.
    """

    answer: str
    test: str
    dots: int
    certainty: str
    cost: str
    cost_words: str
    checked: str
    is_warning: bool

    @property
    def brief(self) -> str:
        """The line as short plain text: the dots in words, the cost in pound signs."""
        return f"{self.answer} {self._join(self.cost)}"

    @property
    def plain(self) -> str:
        """The line as full plain text, with how to test an untested action."""
        return " ".join(
            part for part in (self.answer, self.test, self._join(self.cost_words)) if part
        )

    def _join(self, cost: str) -> str:
        # Without dots the certainty, "not proven", is already in the answer.
        parts = [self.certainty if self.dots else "", cost, self.checked]
        text = "; ".join(part for part in parts if part)
        return f"{text[:1].upper()}{text[1:]}."


def describe_evidence(action: Action, today: date | None = None) -> EvidenceLine | None:
    """Return the line on whether an action works; None for an unrated action.

    `today` is compared with the date of the last check.
    """
    evidence = action.evidence
    if evidence is None:
        return None
    is_proven = not evidence.is_unproven
    certainty = say("certainty {step} of {steps}", step=evidence.strength, steps=STEPS)
    return EvidenceLine(
        answer=_answer(evidence),
        test="" if is_proven else say("If you do it, test it: {test}", test=evidence.test),
        dots=evidence.strength if is_proven else 0,
        certainty=certainty if is_proven else say("not proven"),
        cost=BANDS[action.cost.band][0] if action.cost else "",
        cost_words=_describe_cost(action.cost),
        checked=_describe_checked(evidence, today or datetime.now(UTC).date()),
        is_warning=evidence.direction in ("no_effect", "may_harm"),
    )


def _answer(evidence: Evidence) -> str:
    if evidence.is_unproven:
        if any(one.kind == "review" and one.same for one in evidence.studies):
            return say("Not proven: reviews looked for an answer but could not tell.")
        return say("Not proven: no test of it with a comparison was found.")
    opens = OPENS if evidence.direction in ("works", "works_small") else WITHIN
    return say(
        SAYS[evidence.direction],
        certainty=say(opens[evidence.strength]),
        gains=evidence.gains,
        found=_describe_found(evidence),
    )


def _describe_found(evidence: Evidence) -> str:
    """Return the kind and setting of the best study that agrees with the direction."""
    agreeing = [one for one in evidence.studies if one.finds in AGREEING[evidence.direction]]
    best = max(agreeing or evidence.studies, key=find_step)
    found = say(FOUND[best.kind], where=best.where)
    return found if best.same else say("{found}, of a similar action", found=found)


def _describe_cost(cost: Cost | None) -> str:
    if cost is None:
        return ""
    band, per, known = say(BANDS[cost.band][1]), cost.per, say(KNOWN[cost.known])
    return say("cost {band} ({per}; {known})", band=band, per=per, known=known)


def _describe_checked(evidence: Evidence, today: date) -> str:
    month = format_month(evidence.looked)
    if count_months(evidence.looked, today) >= MONTHS_FRESH:
        return say("not checked since {month}", month=month)
    return say("checked {month}", month=month)


@dataclass(frozen=True, slots=True)
class StudyLine:
    """One study in the list of studies: what it is, what it found, and where to read it."""

    title: str
    publisher: str
    page: str
    about: str
    effect: str
    cautions: tuple[str, ...]


def describe_studies(definitions: Definitions, action: Action) -> tuple[StudyLine, ...]:
    """Return the studies behind an action, the strongest first."""
    if action.evidence is None:
        return ()
    studies = sorted(action.evidence.studies, key=lambda one: -find_step(one))
    return tuple(_describe_study(definitions, one) for one in studies)


def _describe_study(definitions: Definitions, study: Study) -> StudyLine:
    document = definitions.documents[study.document]
    about = "; ".join(
        (
            say(FOUND[study.kind], where=study.where),
            study.year if any(sign.isdigit() for sign in study.year) else say("no date"),
            study.size,
            say("with a comparison") if study.is_compared else say("no comparison"),
        )
    )
    cautions = {
        say("of a similar action, not of this one"): not study.same,
        say("in a different setting"): study.far,
        say("reported by those who run it"): study.own,
        say("the comparison is doubtful"): not study.sound,
        say(READ[study.read]): True,
    }
    told = tuple(words for words, holds in cautions.items() if holds)
    return StudyLine(document.title, document.publisher, document.page, about, study.effect, told)


def describe_raters(evidence: Evidence) -> str:
    """Return a sentence on the number of raters; there should be two."""
    if evidence.raters == 1:
        return say(
            "Rated by one person so far; two people should rate it, and the lower step counts."
        )
    return say("Rated by {count} people.", count=evidence.raters)
