"""Explain in plain words why the plan's database did not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from atlas.errors import Fault, PlanError
from atlas.settings import name_setting
from atlas.text import say, to_say

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.exc import SQLAlchemyError

SETTING = name_setting("database_url")
SAVED = to_say("What was saved before is safe; nothing new was saved.")


class Told(NamedTuple):
    """What happened and what to do."""

    what: str
    remedy: str


# By the prefix of SQLite's result code names; the first match applies.
BUSY = Told(to_say("Another program is using the database."), to_say("Try again in a moment."))
SQLITE = {
    "SQLITE_FULL": Told(
        to_say("The disk is full."), to_say("Free up space on it, then save again.")
    ),
    "SQLITE_READONLY": Told(
        to_say("The atlas is not allowed to write to this file or its folder."),
        to_say("Give the atlas permission to write there, or name another database in {setting}."),
    ),
    "SQLITE_CANTOPEN": Told(
        to_say("This file cannot be opened or created."),
        to_say(
            "Check that its folder exists and can be written to, or name another database in "
            "{setting}."
        ),
    ),
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_NOTADB": Told(
        to_say("This file is not a database."),
        to_say("Move it to another folder, so that a new database can be created."),
    ),
    "SQLITE_CORRUPT": Told(
        to_say("This database is damaged."),
        to_say("Replace it with an earlier copy."),
    ),
    "SQLITE_IOERR": Told(
        to_say("The disk could not be read or written."), to_say("Check the disk.")
    ),
}
# By the prefix of PostgreSQL's SQLSTATE; the first match applies.
POSTGRESQL = {
    "53100": Told(
        to_say("The server's disk is full."),
        to_say("Ask whoever runs the server to free up space."),
    ),
    "53300": Told(
        to_say("The server has reached its limit of connections."), to_say("Try again in a moment.")
    ),
    "25006": Told(
        to_say("The server is not accepting changes at the moment."),
        to_say("Ask whoever runs the server."),
    ),
    "42501": Told(
        to_say("This user is not allowed to do that on the server."),
        to_say("Ask whoever runs the server for permission to create and change tables."),
    ),
    "57": Told(to_say("The server is stopping or starting."), to_say("Try again in a moment.")),
}
UNREACHED = Told(
    to_say("The server cannot be reached."),
    to_say("Check that it is running, and that {setting} has its correct address."),
)


def make_failure(error: SQLAlchemyError, url: URL) -> PlanError:
    """Return a database error as one that a person can act on.

    The transaction has been rolled back. Passwords are never shown.
    """
    original = getattr(error, "orig", None)
    told = None
    if name := getattr(original, "sqlite_errorname", ""):
        told = next((told for start, told in SQLITE.items() if name.startswith(start)), None)
    elif state := getattr(original, "sqlstate", ""):
        told = next((one for start, one in POSTGRESQL.items() if state.startswith(start)), None)
    elif url.get_backend_name() == "postgresql" and original is not None:
        # Before it is connected the server gives no code, only text.
        _, refused, words = str(original).partition("FATAL:")
        if refused:
            what = say("The server refused: {said}.", said=words.strip())
            remedy = say("Correct {setting}, or ask whoever runs the server.", setting=SETTING)
            return _fail(url, what, remedy)
        told = UNREACHED
    if told is not None:
        return _fail(url, say(told.what), say(told.remedy, setting=SETTING))
    lines = str(original or error).strip().splitlines() or [say("It did not answer.")]
    what = say("It answered: {said}", said=lines[0])
    return _fail(url, what, say("Try again. If that does not help, tell us."))


def _fail(url: URL, what: str, remedy: str) -> PlanError:
    return PlanError([Fault(name_database(url), f"{what} {say(SAVED)}", remedy=remedy)])


def name_database(url: URL) -> str:
    """Return the name of a database for messages, without its password.

    Examples
    --------
    >>> from sqlalchemy import make_url
    >>> name_database(make_url("postgresql://ann:secret@db.example.org/atlas"))
    "The plan's database, atlas on db.example.org"
    """
    if url.get_backend_name() == "sqlite":
        return f"The plan's database, {url.database}"
    return f"The plan's database, {url.database} on {url.host or 'this machine'}"
