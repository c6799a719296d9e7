"""Read and write lists for the matching worksheet; refuse every column outside the closed list."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from atlas.errors import Fault, PlanError, find_closest
from atlas.export.cells import write_worksheet
from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.rule import MOST_CHILDREN, MOST_PEOPLE, PEOPLE, in_order
from atlas.tables.read_delimited import read_delimited
from atlas.text import lower_inside, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from atlas.definitions import Criterion, Refused

MOST_HOUSEHOLDS = 50
OFFER_COLUMNS = ("where", "criterion", "option", "number", "source", "day")
# Separates the entries of one cell; commas may already separate the cells.
PARTS = re.compile(r"[/;+|,]")
WORDS = re.compile(r"[a-z]+")

Needs = dict[str, dict[str, int]]
T = TypeVar("T")


def read_needs(
    name: str, content: bytes, criteria: Mapping[str, Criterion], refused: Mapping[str, Refused]
) -> list[Needs]:
    """Return the needs of each row of a list, in its order; the file is never stored.

    Columns are named after the identity or the name of one of the `criteria`. What is `refused`
    must never be asked, and such a column says why.

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
        expected = say("at most {most}, so that a person can check each one", most=MOST_HOUSEHOLDS)
        remedy = say("Split the list.")
        raise PlanError([Fault("list of needs", what, expected=expected, remedy=remedy)])
    return _read_rows(cells, partial(_read_needs_row, columns))


def _read_rows(cells: pd.DataFrame, read: Callable[[int, list[str]], T]) -> list[T]:
    """Return what each row says; if any is faulty, none is read, and all faults are told."""
    found, faults = [], []
    for number, row in enumerate(cells.fillna("").to_numpy().tolist(), 1):
        try:
            found.append(read(number, [str(cell).strip() for cell in row]))
        except PlanError as error:
            faults += error.faults
    if faults:
        raise PlanError(faults)
    return found


def _read_headings(
    headings: Sequence[str], criteria: Mapping[str, Criterion], refused: Mapping[str, Refused]
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
            what = say('There are two columns for "{name}".', name=criterion.name)
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
    names = [criterion.name for criterion in criteria.values()]
    if found is None:
        what = say(
            'The column "{heading}" is not on the list of allowed criteria.', heading=heading
        )
        return _refuse_column(heading, what, names)
    what = say(
        'The column "{heading}" asks for {asked}. {reason}',
        heading=heading,
        asked=lower_inside(found.name),
        reason=found.reason,
    )
    remedy = say("Remove the column from the file. Nothing in the file was read.")
    return Fault(f'column "{heading}"', what, expected=", ".join(names), remedy=remedy)


def _refuse_column(heading: str, what: str, known: Sequence[str]) -> Fault:
    return Fault(
        f'column "{heading}"',
        what,
        expected=", ".join(known),
        remedy=say("Remove it, or use its name from the list. Nothing in the file was read."),
        closest=find_closest(heading, known),
    )


def find_refused(heading: str, refused: Mapping[str, Refused]) -> Refused | None:
    """Return what a heading asks for that must never be asked, or None."""
    words = set(WORDS.findall(heading.casefold())) | {_key(heading)}
    return next((entry for entry in refused.values() if words & set(entry.words)), None)


def _read_needs_row(columns: Sequence[Criterion], number: int, row: Sequence[str]) -> Needs:
    needs: Needs = {}
    faults = []
    for criterion, cell in zip(columns, row, strict=True):
        amounts = _read_cell(cell, criterion) if cell else {}
        if amounts is None:
            name = criterion.name
            what = say(
                "In row {number}, {name}, an answer is not on the list.", number=number, name=name
            )
            remedy = say("Correct the cell. Nothing in the file was read.")
            expected = _format_expected(criterion)
            faults.append(Fault(f"row {number}, {name}", what, expected=expected, remedy=remedy))
        elif amounts:
            needs[criterion.id] = amounts
    if faults:
        raise PlanError(faults)
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
    cells = ([_write_cell(needs.get(one.id, {}), one) for one in ordered] for needs in rows)
    return write_worksheet([[one.id for one in ordered], *cells])


def _write_cell(amounts: Mapping[str, int], criterion: Criterion) -> str:
    if criterion.rule == "holds":
        return str(amounts.get(PEOPLE, ""))
    counted = criterion.rule == "enough"
    listed = [option.id for option in criterion.options if option.id in amounts]
    return " / ".join(f"{one} {amounts[one]}" if counted else one for one in listed)


def read_offer(name: str, content: bytes, criteria: Mapping[str, Criterion]) -> list[MatchingOffer]:
    """Return the lines of a council's own list of offers; rows about the same thing are summed.

    It has the columns `OFFER_COLUMNS`, of which criterion and option are required.

    Raises
    ------
    PlanError
        With every fault of headings and rows; then nothing of the file is read.
    """
    cells = read_delimited(name, content).cells
    headings = [_key(str(column)) for column in cells.columns]
    faults = [
        _refuse_column(
            heading,
            say('The list of an offer has no column "{heading}".', heading=heading),
            OFFER_COLUMNS,
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
    # Rows about one thing are summed, and the first gives the source.
    found: dict[tuple[str, str, str], MatchingOffer] = {}
    for line in _read_rows(cells, partial(_read_offer_row, criteria, headings)):
        key = (line.where, line.criterion, line.option)
        before = found.get(key)
        number = line.number + (before.number if before else 0)
        found[key] = (before or line).model_copy(update={"number": number})
    return list(found.values())


def _read_offer_row(
    criteria: Mapping[str, Criterion], headings: Sequence[str], number: int, cells: Sequence[str]
) -> MatchingOffer:
    row = dict(zip(headings, cells, strict=True))
    named = {_key(known.name): known for known in criteria.values()} | dict(criteria)
    criterion = named.get(_key(row["criterion"]))
    if criterion is None:
        name = row["criterion"]
        what = say('In row {number} there is no criterion "{name}".', number=number, name=name)
        raise _refuse_row(number, what, ", ".join(criteria), find_closest(name, list(criteria)))
    options = {_key(text): one.id for one in criterion.options for text in (one.id, one.name)}
    option = options.get(_key(row["option"]))
    if option is None:
        what = say(
            'In row {number}, "{option}" is not on the list of {name}.',
            number=number,
            option=row["option"],
            name=criterion.name,
        )
        raise _refuse_row(number, what, ", ".join(one.id for one in criterion.options))
    try:
        return MatchingOffer(
            where=row.get("where", ""),
            criterion=criterion.id,
            option=option,
            number=int(row.get("number") or 1),
            source=row.get("source", ""),
            day=date.fromisoformat(row["day"]) if row.get("day") else None,
        )
    except ValueError:
        what = say("In row {number}, the number or the date cannot be read.", number=number)
        expected = say("a whole number such as 4, and a date such as 2026-05-01")
        raise _refuse_row(number, what, expected) from None


def _refuse_row(number: int, what: str, expected: str, closest: tuple[str, ...] = ()) -> PlanError:
    return PlanError([Fault(f"row {number}", what, expected, say("Correct it."), closest)])
