"""Read and write lists for the matching worksheet; refuse every column outside the closed list."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from atlas.errors import Fault, PlanError, find_closest
from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.rule import MOST_CHILDREN, MOST_PEOPLE, PEOPLE, check_needs, in_order
from atlas.text import lower_inside, say
from atlas.uploads.read_delimited import read_delimited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from atlas.definitions import Criterion, Refused

MOST_HOUSEHOLDS = 50
OFFER_COLUMNS = ("where", "criterion", "option", "number", "source", "day")
# Separates the entries of one cell; commas may already separate the cells.
PARTS = re.compile(r"[/;+|,]")
WORDS = re.compile(r"[a-z]+")

Needs = dict[str, dict[str, int]]


def read_needs(
    name: str,
    content: bytes,
    criteria: Mapping[str, Criterion],
    refused: Mapping[str, Refused],
) -> list[Needs]:
    """Return the needs of each row of a list, in its order.

    Parameters
    ----------
    name, content
        The file. It is read in memory and never stored.
    criteria
        The closed list; columns are named after a criterion's identity or name.
    refused
        What must never be asked, with the reason for refusing such a column.

    Raises
    ------
    PlanError
        If any heading or answer is outside the closed list: then nothing of the file is read.
        The content of cells is never repeated.
    UploadError
        If the file is not a table.
    """
    cells = read_delimited(name, content).cells
    columns = _read_headings([str(column) for column in cells.columns], criteria, refused)
    if len(cells) > MOST_HOUSEHOLDS:
        what = say("The list has {count} rows.", count=len(cells))
        expected = say("at most {most}, so that a person can look at each", most=MOST_HOUSEHOLDS)
        remedy = say("Split the list.")
        raise PlanError([Fault("list of needs", what, expected=expected, remedy=remedy)])
    faults: list[Fault] = []
    found = [_read_row(number, row, columns, faults) for number, row in enumerate(_rows(cells), 1)]
    if faults:
        raise PlanError(faults)
    for needs in found:
        check_needs(needs, criteria)
    return found


def _rows(cells: pd.DataFrame) -> list[list[str]]:
    return [[str(cell).strip() for cell in row] for row in cells.fillna("").to_numpy().tolist()]


def _read_headings(
    headings: Sequence[str],
    criteria: Mapping[str, Criterion],
    refused: Mapping[str, Refused],
) -> list[Criterion]:
    """Return the criterion of each column, or refuse them all."""
    known = {criterion.id: criterion for criterion in criteria.values()}
    known |= {_key(criterion.name): criterion for criterion in criteria.values()}
    faults, columns = [], []
    for heading in headings:
        criterion = known.get(_key(heading))
        if criterion is None:
            faults.append(_refuse_heading(heading, criteria, refused))
        elif criterion in columns:
            what = say('Two columns are about "{name}".', name=criterion.name)
            remedy = say("Keep one of them.")
            faults.append(Fault(f'column "{heading}"', what, remedy=remedy))
        else:
            columns.append(criterion)
    if faults:
        raise PlanError(faults)
    return columns


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _refuse_heading(
    heading: str, criteria: Mapping[str, Criterion], refused: Mapping[str, Refused]
) -> Fault:
    found = find_refused(heading, refused)
    allowed = ", ".join(criterion.name for criterion in criteria.values())
    if found is not None:
        return Fault(
            f'column "{heading}"',
            say(
                'The column "{heading}" asks for {asked}. {reason}',
                heading=heading,
                asked=lower_inside(found.name),
                reason=found.reason,
            ),
            expected=allowed,
            remedy=say("Take the column out of the file. Nothing of the file was read."),
        )
    return Fault(
        f'column "{heading}"',
        say('The column "{heading}" is not on the list of allowed criteria.', heading=heading),
        expected=allowed,
        remedy=say("Take it out, or call it as the list does. Nothing of the file was read."),
        closest=find_closest(heading, [criterion.name for criterion in criteria.values()]),
    )


def find_refused(heading: str, refused: Mapping[str, Refused]) -> Refused | None:
    """Return what a heading asks for that must never be asked, or None."""
    words = set(WORDS.findall(heading.casefold())) | {_key(heading)}
    return next((entry for entry in refused.values() if words & set(entry.words)), None)


def _read_row(
    number: int, row: Sequence[str], columns: Sequence[Criterion], faults: list[Fault]
) -> Needs:
    needs: Needs = {}
    for criterion, cell in zip(columns, row, strict=True):
        if not cell:
            continue
        amounts = _read_cell(cell, criterion)
        if amounts is None:
            faults.append(
                Fault(
                    f"row {number}, {criterion.name}",
                    say(
                        "In row {number}, {name}, an answer is not on the list.",
                        number=number,
                        name=criterion.name,
                    ),
                    expected=_format_expected(criterion),
                    remedy=say("Correct the cell. Nothing of the file was read."),
                )
            )
        else:
            needs[criterion.id] = amounts
    return needs


def _format_expected(criterion: Criterion) -> str:
    if criterion.rule == "holds":
        return say("a number of people from 1 to {most}", most=MOST_PEOPLE)
    listed = ", ".join(option.id for option in criterion.options)
    if criterion.rule == "enough":
        return say(
            "one or more of {listed}, each with a number up to {most}, separated by /",
            listed=listed,
            most=MOST_CHILDREN,
        )
    return say("one or more of {listed}, separated by /", listed=listed)


def _read_cell(cell: str, criterion: Criterion) -> dict[str, int] | None:
    """Return the answer in a cell, or None where any of it is outside the list."""
    if criterion.rule == "holds":
        return {PEOPLE: int(cell)} if re.fullmatch(r"[1-9]|1[0-2]", cell) else None
    names = {_key(one.id): one.id for one in criterion.options}
    # A name may contain a comma and so be split; the identity never is.
    names |= {_key(one.name): one.id for one in criterion.options}
    found: dict[str, int] = {}
    whole = names.get(_key(cell))
    for part in [cell] if whole else PARTS.split(cell):
        counted = re.fullmatch(r"\s*(.*?)[\s:]*(\d{1,2})?\s*", part)
        option = names.get(_key(part)) or (names.get(_key(counted[1])) if counted else None)
        if option is None:
            return None
        number = int(counted[2]) if counted and counted[2] and criterion.rule == "enough" else 1
        if not 0 < number <= MOST_CHILDREN:
            return None
        found[option] = number
    return found


def write_needs(rows: Iterable[Needs], criteria: Mapping[str, Criterion]) -> bytes:
    """Return needs as a CSV that `read_needs` takes back unchanged."""
    ordered = in_order(criteria)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([criterion.id for criterion in ordered])
    for needs in rows:
        writer.writerow(
            [_write_cell(needs.get(criterion.id, {}), criterion) for criterion in ordered]
        )
    return written.getvalue().encode("utf-8-sig")


def _write_cell(amounts: Mapping[str, int], criterion: Criterion) -> str:
    if criterion.rule == "holds":
        return str(amounts.get(PEOPLE, ""))
    counted = criterion.rule == "enough"
    listed = [option.id for option in criterion.options if option.id in amounts]
    return " / ".join(f"{one} {amounts[one]}" if counted else one for one in listed)


def read_offer(name: str, content: bytes, criteria: Mapping[str, Criterion]) -> list[MatchingOffer]:
    """Return the lines of a council's own list of offers.

    Parameters
    ----------
    name, content
        A table with the columns `OFFER_COLUMNS`, of which criterion and option are required.
        Rows about the same thing are summed.

    Raises
    ------
    PlanError
        With every fault of headings and rows; then nothing of the file is read.
    """
    cells = read_delimited(name, content).cells
    headings = [_key(str(column)) for column in cells.columns]
    faults = [
        Fault(
            f'column "{heading}"',
            say('The list of an offer has no column "{heading}".', heading=heading),
            expected=", ".join(OFFER_COLUMNS),
            remedy=say("Take it out, or call it as the list does. Nothing of the file was read."),
            closest=find_closest(heading, OFFER_COLUMNS),
        )
        for heading in headings
        if heading not in OFFER_COLUMNS
    ]
    faults += [
        Fault("heading", say('The column "{one}" is missing.', one=one), remedy=say("Add it."))
        for one in ("criterion", "option")
        if one not in headings
    ]
    if faults:
        raise PlanError(faults)
    rows = [dict(zip(headings, row, strict=True)) for row in _rows(cells)]
    lines = [_read_offer_row(number, row, criteria, faults) for number, row in enumerate(rows, 1)]
    if faults:
        raise PlanError(faults)
    return _add_up([line for line in lines if line is not None])


def _add_up(lines: Iterable[MatchingOffer]) -> list[MatchingOffer]:
    """Return one line for each thing: rows about it are summed, and the first gives the source."""
    found: dict[tuple[str, str, str], MatchingOffer] = {}
    for line in lines:
        key = (line.where, line.criterion, line.option)
        before = found.get(key)
        number = line.number + (before.number if before else 0)
        found[key] = (before or line).model_copy(update={"number": number})
    return list(found.values())


def _read_offer_row(
    number: int,
    row: Mapping[str, str],
    criteria: Mapping[str, Criterion],
    faults: list[Fault],
) -> MatchingOffer | None:
    where = f"row {number}"
    named = {_key(known.name): known for known in criteria.values()} | dict(criteria)
    criterion = named.get(_key(row["criterion"]))
    if criterion is None:
        what = say(
            'In row {number} there is no criterion "{name}".', number=number, name=row["criterion"]
        )
        closest = find_closest(row["criterion"], list(criteria))
        expected = ", ".join(criteria)
        faults.append(Fault(where, what, expected, say("Correct it."), closest))
        return None
    options = {
        _key(text): option.id for option in criterion.options for text in (option.id, option.name)
    }
    option = options.get(_key(row["option"]))
    if option is None:
        what = say(
            'In row {number}, "{option}" is not on the list of {name}.',
            number=number,
            option=row["option"],
            name=criterion.name,
        )
        expected = ", ".join(option.id for option in criterion.options)
        faults.append(Fault(where, what, expected=expected, remedy=say("Correct it.")))
        return None
    try:
        return MatchingOffer(
            where=row.get("where", ""),
            criterion=criterion.id,
            option=option,
            number=int(row.get("number") or 1),
            source=row.get("source", ""),
            day=date.fromisoformat(row["day"]) if row.get("day") else None,
        )
    except (ValueError, ValidationError):
        what = say("In row {number} the number or the day cannot be read.", number=number)
        expected = say("a whole number such as 4, and a day such as 2026-05-01")
        faults.append(Fault(where, what, expected=expected, remedy=say("Correct it.")))
        return None
