"""Fields of names and codes that are not an authority's today: of counties, towns, other years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - a field below is called date
from typing import Self

from pydantic import Field, model_validator

from atlas.definitions.model import Definition, Part, Text, Translated


class PlaceNames(Definition):
    """Names of one kind that stand for whole authorities, such as ceremonial counties or towns.

    `codes` are publishers' codes of some of the `places`, each with the name it stands for.
    """

    noun: tuple[Translated, Translated]
    source: Text
    codes: dict[Text, Text] = Field(default_factory=dict)
    places: dict[Text, list[Text]] = Field(min_length=1)

    @model_validator(mode="after")
    def _knows_its_codes(self) -> Self:
        """Refuse a code of a name that is not listed."""
        unknown = [name for name in self.codes.values() if name not in self.places]
        if unknown:
            message = f"in codes, names that are under places; {unknown[0]} is not"
            raise ValueError(message)
        return self


class FormerAuthority(Part):
    """An authority or county that changed its code or name, or was replaced.

    `after` are the authorities that its area went to on that day: its own code where only the
    name changed. A `county` lay over the districts that are listed beside it.
    """

    code: Text
    name: Text
    after: list[Text] = Field(min_length=1)
    county: bool = False


class Reorganisation(Definition):
    """Changes of authorities' codes and names on one day, by one order."""

    title: Text
    date: Day
    source: Text
    former: list[FormerAuthority] = Field(min_length=1)

    @property
    def year(self) -> int:
        """The year from which the changes are in force."""
        return self.date.year


def list_editions(
    reorganisations: Iterable[Reorganisation], edition: Day | None
) -> list[dict[str, frozenset[str]]]:
    """Return the codes of earlier and later years that each authority of an edition had or gets.

    One table for each day on which codes changed, first those before the edition, newest first.
    An authority is in the tables of its own changes and of all beyond, so that its codes in one
    table are those of one time and together cover it.

    Parameters
    ----------
    edition
        The day as of which the authorities in the look-ups are; None for the present.
    """
    ordered = sorted(reorganisations, key=lambda one: one.date)
    earlier = [one for one in ordered if edition is None or one.date <= edition]
    found, known = [], dict[str, frozenset[str]]()
    for change in reversed(earlier):
        moved = [one for one in change.former if not one.county and one.after != [one.code]]
        for today in {one.after[0] for one in moved}:
            codes = frozenset(one.code for one in moved if one.after[0] == today)
            held = next((code for code, had in known.items() if today in had), today)
            known = {**known, held: (known.get(held, frozenset({today})) - {today}) | codes}
        found.append(known)
    known, joint = {}, set[str]()
    for change in ordered[len(earlier) :]:
        known = dict(known)
        joined = Counter(code for one in change.former for code in one.after)
        for one in change.former:
            held = next((code for code, had in known.items() if one.code in had), one.code)
            known[held] = frozenset(one.after)
            # What is one authority with others by then is not a code of this one.
            if one.code in joint or any(joined[code] > 1 for code in one.after):
                joint.update(one.after)
                del known[held]
        found.append(known)
    return found


def follow_codes(
    reorganisations: Iterable[Reorganisation], edition: Day | None
) -> dict[str, list[str]]:
    """Return the authorities of an edition that each code of another year stands for.

    Codes of earlier years are followed forward. Those of later years are followed back, to all
    the authorities of the edition that went into them.

    Parameters
    ----------
    edition
        The day as of which the authorities in the look-ups are; None for the present.
    """
    ordered = sorted(reorganisations, key=lambda one: one.date)
    earlier = [one for one in ordered if edition is None or one.date <= edition]
    found: dict[str, list[str]] = {}
    for change in reversed(earlier):
        for former in change.former:
            if former.after != [former.code]:
                parts = [part for code in former.after for part in found.get(code, [code])]
                found[former.code] = sorted(set(parts))
    for change in ordered[len(earlier) :]:
        before: dict[str, set[str]] = {}
        for former in change.former:
            for code in former.after:
                before.setdefault(code, set()).update(found.get(former.code, [former.code]))
        found |= {code: sorted(parts) for code, parts in before.items()}
    return found
