"""Define the plan's database: one table of records, one of changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from atlas.errors import Fault, PlanError
from atlas.text import say

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

What = Literal["added", "changed", "removed"]
LONGEST_PLACE, LONGEST_BY = 1000, 120


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC; SQLite has no time zones and would lose it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy calls it so
    ) -> datetime | None:
        """Return the time in UTC; one without a zone is a programming error."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a time zone cannot be saved.")
        return value and value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy calls it so
    ) -> datetime | None:
        """Return the time with its zone."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


# SQLite numbers rows by itself only in a column of type INTEGER.
COUNT = BigInteger().with_variant(Integer, "sqlite")
# A missing body is NULL, not the JSON word null.
BODY = JSON(none_as_null=True)


class Table(DeclarativeBase):
    """What both tables have in common: the names of their constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RecordRow(Table):
    """One record. A removed one stays as a row without a body.

    So its version keeps counting when the removal is undone, and nobody with an older version
    can overwrite it unnoticed.
    """

    __tablename__ = "records"

    number: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    version: Mapped[int] = mapped_column(Integer)
    body: Mapped[dict[str, Any] | None] = mapped_column(BODY)
    added: Mapped[datetime] = mapped_column(UtcTime)
    changed: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(String(LONGEST_BY))

    __table_args__ = (Index(None, "place", "kind"), {"sqlite_autoincrement": True})


class ChangeRow(Table):
    """One change of one record: what it was before and after."""

    __tablename__ = "changes"

    number: Mapped[int] = mapped_column(COUNT, primary_key=True, autoincrement=True)
    record: Mapped[str] = mapped_column(ForeignKey("records.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, Any] | None] = mapped_column(BODY)
    after: Mapped[dict[str, Any] | None] = mapped_column(BODY)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(String(LONGEST_BY))

    __table_args__ = (
        CheckConstraint("what IN ('added', 'changed', 'removed')", name="what"),
        {"sqlite_autoincrement": True},
    )


def note_change(
    row: RecordRow, *, before: dict[str, Any] | None, what: What, at: datetime, by: str
) -> ChangeRow:
    """Return the change of a record to its new state, for the list of changes."""
    return ChangeRow(
        record=row.id, version=row.version, what=what, before=before, after=row.body, at=at, by=by
    )


def check_word(name: str, text: str, longest: int, *, least: int = 0) -> str:
    """Return a text that fits into a column, or refuse it."""
    plain = " ".join(text.replace("\x00", "").split())
    if least <= len(plain) <= longest:
        return plain
    what = say("This has {count} characters.", count=len(plain))
    expected = say("{least} to {most} characters", least=least, most=longest)
    remedy = say("Shorten it.")
    raise PlanError([Fault(f"The plan, {name}", what, expected=expected, remedy=remedy)])
