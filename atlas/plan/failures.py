"""Tell in plain words why the plan's database did not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from atlas.errors import Fault, PlanError

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.exc import SQLAlchemyError

SETTING = "ATLAS_DATABASE_URL"
SAVED = "What was saved is safe; nothing new was kept."


class Told(NamedTuple):
    """What happened and what to do."""

    what: str
    remedy: str


# By the names that SQLite gives its result codes: the first that the name starts with.
SQLITE = {
    "SQLITE_FULL": Told("The disk is full.", "Make room on it, and save again."),
    "SQLITE_READONLY": Told(
        "This file, or its folder, may not be written to.",
        f"Give the atlas the right to write there, or name another database in {SETTING}.",
    ),
    "SQLITE_CANTOPEN": Told(
        "This file cannot be opened or made.",
        "See that its folder is there and may be written to, "
        f"or name another database in {SETTING}.",
    ),
    "SQLITE_BUSY": Told("Another program holds the database.", "Try again in a moment."),
    "SQLITE_LOCKED": Told("Another program holds the database.", "Try again in a moment."),
    "SQLITE_NOTADB": Told(
        "This file is no database.", "Put it elsewhere, so that a new one can be made."
    ),
    "SQLITE_CORRUPT": Told(
        "This database is damaged.", "Put a copy of it, from before, in its place."
    ),
    "SQLITE_IOERR": Told("The disk could not be read or written.", "See to the disk."),
}
# By PostgreSQL's SQLSTATE: the first that it starts with.
POSTGRESQL = {
    "53100": Told("The server's disk is full.", "Ask who keeps the server to make room."),
    "53300": Told("The server has as many visitors as it takes.", "Try again in a moment."),
    "25006": Told("The server takes no changes at the moment.", "Ask who keeps the server."),
    "42501": Told(
        "This user may not do that on the server.",
        "Ask who keeps the server for the right to make and change tables.",
    ),
    "57": Told("The server is stopping or starting.", "Try again in a moment."),
}
REFUSED = f"Correct {SETTING}, or ask who keeps the server."
UNREACHED = Told(
    "The server cannot be reached.", f"See that it runs, and that {SETTING} names it rightly."
)


def tell_failure(error: SQLAlchemyError, url: URL) -> PlanError:
    """Return what went wrong in a database as what a person can act on.

    Whatever was being done has been rolled back. A password is never told.
    """
    original = getattr(error, "orig", None)
    told = None
    if name := getattr(original, "sqlite_errorname", ""):
        told = next((told for start, told in SQLITE.items() if name.startswith(start)), None)
    elif state := getattr(original, "sqlstate", ""):
        told = next((one for start, one in POSTGRESQL.items() if state.startswith(start)), None)
    elif url.get_backend_name() == "postgresql" and original is not None:
        # Before there is a connection the server gives no code, only words.
        _, refused, words = str(original).partition("FATAL:")
        told = Told(f"The server refused: {words.strip()}.", REFUSED) if refused else UNREACHED
    if told is None:
        lines = str(original or error).strip().splitlines() or ["It did not answer."]
        told = Told(f"It answered: {lines[0]}", "Try again; where that does not help, tell us.")
    return PlanError([Fault(name_database(url), f"{told.what} {SAVED}", remedy=told.remedy)])


def name_database(url: URL) -> str:
    """Return what a database is called in messages, without its password.

    Examples
    --------
    >>> from sqlalchemy import make_url
    >>> name_database(make_url("postgresql://ann:secret@db.example.org/atlas"))
    "The plan's database, atlas on db.example.org"
    """
    if url.get_backend_name() == "sqlite":
        return f"The plan's database, {url.database}"
    return f"The plan's database, {url.database} on {url.host or 'this machine'}"
