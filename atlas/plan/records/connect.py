"""Connect to the plan's database: an SQLite file, or PostgreSQL where a setting names it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from atlas import paths
from atlas.errors import Fault, PlanError
from atlas.plan.records.failures import SETTING, name_database
from atlas.settings import find_settings
from atlas.text import say

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

# How long a save waits for another to finish, and a page for a server that does not answer.
BUSY_SECONDS, CONNECT_SECONDS = 20, 5
# Marks a connection that will write: see begin_sqlite.
WRITES = "plan_writes"
POSTGRESQL = "postgresql+psycopg"
EXAMPLE = "postgresql://user:password@server/database"


def find_url(url: str | None = None) -> URL:
    """Return the database's address: as given, else as set, else the file in the user folder.

    Raises
    ------
    PlanError
        If it is not the address of a database, or of a kind of database that is not supported.
    """
    text = url or find_settings().database_url.strip()
    if not text:
        return URL.create("sqlite", database=str(paths.USER_PLANS))
    try:
        # Heroku and others still use the old name.
        found = make_url(text.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):
        # The address is not repeated: it may hold a password.
        raise _refuse(say("This is not the address of a database.")) from None
    if found.drivername in ("postgresql", POSTGRESQL):
        return found.set(drivername=POSTGRESQL)
    if found.drivername == "sqlite" and found.database and found.database != ":memory:":
        return found
    what = (
        say("Plans cannot be kept in {database}.", database=found.drivername)
        if found.drivername
        else say("No database is named for the plans.")
    )
    raise _refuse(what)


def _refuse(what: str) -> PlanError:
    expected = say("{example}, or sqlite:///folder/plans.db", example=EXAMPLE)
    remedy = say("Correct the setting, or remove it; plans are then kept in the user folder.")
    return PlanError([Fault(SETTING, what, expected=expected, remedy=remedy)])


def make_engine(url: URL) -> Engine:
    """Return the engine of a database; it connects when it is first used.

    Raises
    ------
    PlanError
        If a file can be neither found nor created.
    """
    as_json = partial(json.dumps, ensure_ascii=False, allow_nan=False)
    if url.get_backend_name() == "postgresql":
        engine = create_engine(
            url,
            json_serializer=as_json,
            # Detects a restarted server before a save instead of during it.
            pool_pre_ping=True,
            # A save that waited for another then reads what that one wrote.
            isolation_level="READ COMMITTED",
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What residents said is for those who run the atlas, not for every user of the machine.
        path.touch(mode=0o600)
    except OSError as error:
        what = say("It cannot be opened or created: {said}.", said=error.strerror)
        remedy = say("Check its folder, or name another database in {setting}.", setting=SETTING)
        raise PlanError([Fault(name_database(url), what, remedy=remedy)]) from None
    engine = create_engine(url, json_serializer=as_json, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
    """Set up one connection: SQLite remembers only the journal mode.

    Write-ahead logging lets readers and a writer work without waiting for each other;
    synchronous FULL writes each save to disk before it is acknowledged.
    """
    # Python's driver would begin by itself, but only before a write; see _begin_sqlite.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Erased content must not remain in the file's free pages.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the lock at once.

    A transaction that reads first and then writes is refused without waiting if another
    wrote in between (SQLITE_BUSY_SNAPSHOT).
    """
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Have the server write each save to disk before acknowledging it, whatever its settings."""
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO on")
