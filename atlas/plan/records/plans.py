"""Add, change, list and undo the records of plans, in one database for all places."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from atlas.errors import Fault, PlanError
from atlas.opening.places import identify
from atlas.permission import log_refused
from atlas.plan.records.connect import WRITES, find_url, make_engine
from atlas.plan.records.failures import make_failure
from atlas.plan.records.migrate import migrate
from atlas.plan.records.record import KindSpec, Record, find_kinds
from atlas.plan.records.tables import (
    LONGEST_BY,
    LONGEST_PLACE,
    ChangeRow,
    RecordRow,
    What,
    check_word,
    note_change,
)
from atlas.plan.records.versions import (
    Change,
    ChangedMeanwhile,
    Kept,
    R,
    describe_change,
    find_word,
    keep_row,
)
from atlas.text import say

if TYPE_CHECKING:
    # Inside the class, `list` is the method.
    import builtins
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Engine, Select

__all__ = ["Change", "ChangedMeanwhile", "Kept", "Plans", "open_plans"]


def find_time() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


class Plans:
    """The plans of all places in one open database; safe to use from several threads.

    A place has one plan, whichever name it is asked for by.
    Every method is one transaction: when it returns, its changes are on the disk, and when it
    raises, nothing was done.

    Parameters
    ----------
    engine
        The database, migrated to the newest schema.
    clock
        Returns the time.
    kinds
        The kinds of record by their words; by default all that are found.
    read_only
        Whether every change is refused.

    Raises
    ------
    PlanError
        By every method: if the database does not answer, or its content cannot be read.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], datetime] = find_time,
        kinds: Mapping[str, KindSpec] | None = None,
        read_only: bool = False,
    ) -> None:
        self._read_only = read_only
        self._engine = engine
        self._writing = engine.execution_options(**{WRITES: True})
        self._clock = clock
        self._kinds = find_kinds() if kinds is None else kinds

    def list(self, place: str, record: type[R]) -> builtins.list[Kept[R]]:
        """Return a place's records of one kind, in the order in which they were added."""
        asked = _select_rows(place).where(RecordRow.kind == find_word(self._kinds, record))
        with self._open() as session:
            return [keep_row(self._kinds, row) for row in session.scalars(asked)]

    def list_all(self, place: str) -> builtins.list[Kept[Any]]:
        """Return all records of a place: kind by kind, each in the order of adding."""
        kinds = [kind.record for kind in self._kinds.values()]
        with self._open() as session:
            kept = [keep_row(self._kinds, row) for row in session.scalars(_select_rows(place))]
        return sorted(kept, key=lambda one: kinds.index(type(one.record)))

    def find(self, identity: str) -> Kept[Any] | None:
        """Return a record by its identity; None where it never existed or was removed."""
        with self._open() as session:
            row = session.scalar(select(RecordRow).where(RecordRow.id == identity))
            return None if row is None or row.body is None else keep_row(self._kinds, row)

    def add(self, place: str, record: R, *, by: str = "") -> Kept[R]:
        """Add a new record."""
        with self._open(writes=True) as session:
            return self._add(session, place, record, by=by)

    def change(self, kept: Kept[R], record: R, *, by: str = "") -> Kept[R]:
        """Replace a record; an unchanged one is not saved again.

        Raises
        ------
        ChangedMeanwhile
            If the record has been changed or removed since `kept` was read. It has their version
            and the one to be saved.
        """
        with self._open(writes=True) as session:
            return self._change(session, kept, record, by=by)

    def remove(self, kept: Kept[Any], *, by: str = "") -> None:
        """Remove a record; its history stays, and the removal can be undone.

        Raises
        ------
        ChangedMeanwhile
            If the record has been changed or removed since `kept` was read.
        """
        with self._open(writes=True) as session:
            self._remove(session, kept, by)

    def erase(self, kept: Kept[Any], *, by: str = "") -> None:
        """Erase a record for good, also from its history; that cannot be undone.

        The history still shows when it was changed, but no longer its content.

        Raises
        ------
        ChangedMeanwhile
            If the record has been changed or removed since `kept` was read.
        """
        with self._open(writes=True) as session:
            self._remove(session, kept, by)
            session.flush()
            said = update(ChangeRow).where(ChangeRow.record == kept.id)
            session.execute(said.values(before=None, after=None))

    def save_together(
        self,
        place: str,
        *,
        added: Iterable[Record] = (),
        brought: Iterable[Kept[Any]] = (),
        changed: Iterable[tuple[Kept[Any], Record]] = (),
        by: str = "",
    ) -> None:
        """Save several records together, all or none.

        Parameters
        ----------
        added
            New records.
        brought
            Records of another database, which keep identity, version, time and author.
        changed
            Stored records, each with its replacement.

        Raises
        ------
        ChangedMeanwhile
            If one of them has been changed or removed since it was read.
        """
        with self._open(writes=True) as session:
            for kept, record in changed:
                self._change(session, kept, record, by=by)
            for one in brought:
                self._add(session, place, one.record, by=by, brought=one)
            for record in added:
                self._add(session, place, record, by=by)

    def history(self, place: str, *, identity: str | None = None) -> builtins.list[Change]:
        """Return the changes of a place, or of one record, newest first."""
        asked = (
            select(ChangeRow, RecordRow.kind)
            .join(RecordRow, RecordRow.id == ChangeRow.record)
            .where(RecordRow.place == identify(place))
            .order_by(ChangeRow.number.desc())
        )
        if identity is not None:
            asked = asked.where(ChangeRow.record == identity)
        with self._open() as session:
            return [describe_change(self._kinds, row, kind) for row, kind in session.execute(asked)]

    def last_change(self) -> int:
        """Return the number of the last change to any plan; it only ever grows, from 0."""
        with self._open() as session:
            return session.scalar(select(func.max(ChangeRow.number))) or 0

    def undo(self, change: Change, *, by: str = "") -> None:
        """Restore a record to its state before a change; that is a change too.

        Raises
        ------
        ChangedMeanwhile
            If the record has been changed since.
        PlanError
            If the record was erased.
        """
        with self._open(writes=True) as session:
            row = _lock_row(session, change.id)
            made = session.get(ChangeRow, change.number)
            if row is None or made is None or row.version != change.version:
                self._refuse(row, ours=change.before)
            if made.before is None and made.after is None:
                what_happened = say("This was deleted permanently and cannot be restored.")
                raise PlanError([Fault("The plan", what_happened)])
            what: What = (
                "removed" if made.before is None else "added" if row.body is None else "changed"
            )
            self._turn(session, row, made.before, what=what, by=by)

    def close(self) -> None:
        """Close the connections; the database is opened again when it is next used."""
        self._engine.dispose()

    def _add(
        self,
        session: Session,
        place: str,
        record: R,
        *,
        by: str,
        brought: Kept[Any] | None = None,
    ) -> Kept[R]:
        place = identify(place)
        if brought and (there := _lock_row(session, brought.id)) is not None:
            if there.place == place:
                self._refuse(there, ours=record)
            # The identity is taken by another place's plan; here the record gets a new one.
            brought = None
        now = self._clock()
        by = check_word("by", by, LONGEST_BY)
        row = RecordRow(
            id=brought.id if brought else uuid4().hex,
            kind=find_word(self._kinds, type(record)),
            place=check_word("place", place, LONGEST_PLACE, least=1),
            version=brought.version if brought else 1,
            body=_to_body(record),
            added=now,
            changed=brought.changed if brought else now,
            by=brought.by if brought else by,
        )
        session.add(row)
        session.flush()
        session.add(note_change(row, before=None, what="added", at=now, by=by))
        return keep_row(self._kinds, row)

    def _change(self, session: Session, kept: Kept[R], record: R, *, by: str) -> Kept[R]:
        if type(record) is not type(kept.record):
            raise TypeError("A record cannot be replaced by one of another kind.")
        row = self._find_unchanged(session, kept, ours=record)
        body = _to_body(record)
        if body != row.body:
            self._turn(session, row, body, what="changed", by=by)
        return keep_row(self._kinds, row)

    def _remove(self, session: Session, kept: Kept[Any], by: str) -> None:
        row = self._find_unchanged(session, kept, ours=None)
        self._turn(session, row, None, what="removed", by=by)

    def _turn(
        self, session: Session, row: RecordRow, body: dict[str, Any] | None, *, what: What, by: str
    ) -> None:
        """Replace the body of a locked row, and note the change."""
        before, row.body = row.body, body
        row.version += 1
        row.changed, row.by = self._clock(), check_word("by", by, LONGEST_BY)
        session.add(note_change(row, before=before, what=what, at=row.changed, by=row.by))

    def _find_unchanged(
        self, session: Session, kept: Kept[Any], *, ours: Record | None
    ) -> RecordRow:
        row = _lock_row(session, kept.id)
        if row is None or row.body is None or row.version != kept.version:
            self._refuse(row, ours=ours)
        return row

    def _refuse(self, row: RecordRow | None, *, ours: Record | None) -> NoReturn:
        theirs = None if row is None or row.body is None else keep_row(self._kinds, row)
        what = (
            say("Somebody else has changed this in the meantime. Nothing was overwritten.")
            if theirs
            else say("Somebody else has removed this in the meantime. Nothing was overwritten.")
        )
        remedy = say("Compare their version with yours, which is still here, and decide.")
        raise ChangedMeanwhile([Fault("The plan", what, remedy=remedy)], theirs=theirs, ours=ours)

    @contextmanager
    def _open(self, *, writes: bool = False) -> Iterator[Session]:
        """Yield a session that is committed when the block ends, and rolled back if it fails."""
        if writes and self._read_only:
            log_refused("change the plan")
            what = say("In this atlas the plan is read-only.")
            raise PlanError([Fault("The plan", what, remedy=say("Change it where it is kept."))])
        engine = self._writing if writes else self._engine
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except (DBAPIError, PoolTimeoutError) as error:
            raise make_failure(error, self._engine.url) from error


def _select_rows(place: str) -> Select[RecordRow]:
    here = (RecordRow.place == identify(place), RecordRow.body.is_not(None))
    return select(RecordRow).where(*here).order_by(RecordRow.number)


def _lock_row(session: Session, identity: str) -> RecordRow | None:
    """Return a row that nobody else changes until the session ends, as it was saved last.

    On PostgreSQL others wait for the row; on SQLite they wait to begin.
    """
    return session.scalar(select(RecordRow).where(RecordRow.id == identity).with_for_update())


def _to_body(record: Record) -> dict[str, Any]:
    # Results of model_construct or model_copy have not been validated.
    return type(record).model_validate(record.model_dump()).model_dump(mode="json")


def open_plans(url: str | None = None, *, read_only: bool = False) -> Plans:
    """Open the database of plans, migrate it, and join the plans of one place.

    Parameters
    ----------
    url
        Its address; by default that of ATLAS_DATABASE_URL, else ``plans.db`` in the user
        folder.
    read_only
        Whether every change is refused.

    Raises
    ------
    PlanError
        If it cannot be opened, or was made by a newer version of the atlas.
    """
    engine = make_engine(find_url(url))
    try:
        migrate(engine)
        if not read_only:
            _join_places(engine)
    except DBAPIError as error:
        raise make_failure(error, engine.url) from error
    return Plans(engine, read_only=read_only)


def _join_places(engine: Engine) -> None:
    """Assign every record to the one identity of its place, and so join plans and histories.

    Whenever a database is opened, since the identity of a place also changes when a file of
    `layers/places` is added.
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
