"""Join the plans that one place has under several names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from atlas.plan.records.connect import WRITES
from atlas.plan.records.tables import RecordRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine


def join_places(engine: Engine, identify: Callable[[str], str]) -> None:
    """Assign every record to the one identity of its place.

    Records keep their identity, version, date and author, and changes refer to records: the
    histories of both plans become one. It is done whenever a database is opened,
    since the identity of a place also changes when a file of `layers/places` is added.
    """
    with engine.connect() as connection:
        kept = connection.scalars(select(RecordRow.place).distinct()).all()
    other = {place: identify(place) for place in kept if identify(place) != place}
    if not other:
        return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for before, place in other.items():
            moved = update(RecordRow).where(RecordRow.place == before)
            connection.execute(moved.values(place=place))
