"""Databases for the tests of plans: a file of SQLite, and a PostgreSQL that is started here."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from atlas.plan.records.connect import find_url, make_engine
from atlas.plan.records.migrate import migrate
from atlas.plan.records.plans import Plans

START = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)
DATABASES = iter(count())


def find_program(name):
    """Return a program of PostgreSQL: Debian keeps them apart by version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    found = shutil.which(name)
    if found is None:
        pytest.fail(
            "PostgreSQL is not on this machine, and plans are kept in it too. On Debian: "
            "apt-get install postgresql. A server that runs already can be named in "
            "ATLAS_TEST_POSTGRESQL, such as postgresql://user:password@localhost/postgres; "
            "databases are made in it and removed again.",
            pytrace=False,
        )
    return Path(found)


def find_free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _as_user():
    """Return what a program is started with so that it is not root: PostgreSQL refuses root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL server, started on loopback for these tests alone."""
    if named := os.environ.get("ATLAS_TEST_POSTGRESQL"):
        yield find_url(named)
        return
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    user = _as_user()
    # Not in a folder of pytest's: those are closed to other users, and root's server is one.
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgresql-"))
    if user:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port, data = find_free_port(), folder / "data"
    options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -p {port}"

    def run(*command):
        settings = {"cwd": folder, "stdout": subprocess.DEVNULL, **user}
        subprocess.run(command, check=True, **settings)

    run(initdb, "-D", data, "-U", "atlas", "-A", "trust", "-E", "UTF8", "--locale=C")
    run(pg_ctl, "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", options, "start")
    try:
        yield find_url(f"postgresql://atlas@127.0.0.1:{port}/postgres")
    finally:
        run(pg_ctl, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database, of SQLite and of PostgreSQL in turn."""
    if request.param == "sqlite":
        yield find_url(f"sqlite:///{tmp_path / 'plans.db'}")
        return
    server = request.getfixturevalue("postgresql")
    name = f"plans_{os.getpid()}_{next(DATABASES)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.set(database=name)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def clock():
    """A clock that goes on by a second each time it is read."""
    seconds = iter(count())
    return lambda: START + timedelta(seconds=next(seconds))


@pytest.fixture
def open_again(url, clock):
    """A function that opens the database once more, as another program would."""
    opened = []

    def open_one(**settings):
        engine = make_engine(url)
        migrate(engine)
        opened.append(Plans(engine, clock=clock, **settings))
        return opened[-1]

    yield open_one
    for plans in opened:
        plans.close()


@pytest.fixture
def plans(open_again):
    """The open database."""
    return open_again()
