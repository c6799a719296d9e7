"""Migrate the plan's database to the schema of this version of the atlas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from atlas.errors import Fault, PlanError
from atlas.plan.records import migrations
from atlas.plan.records.connect import WRITES
from atlas.plan.records.failures import name_database
from atlas.text import say

if TYPE_CHECKING:
    from sqlalchemy import Engine

# An arbitrary lock number that no other program should use on the same database.
LOCK = 7_274_120_815


def migrate(engine: Engine, *, to: str = "head") -> None:
    """Migrate a database to a revision, by default the newest; an empty one gets its tables.

    All steps are one transaction, so that a database is never left half migrated. Several programs
    may do so at once; all but one wait and then find it done.

    Raises
    ------
    PlanError
        If the database was made by a newer version of the atlas.
    """
    script = ScriptDirectory(str(Path(migrations.__path__[0])))

    def list_steps(current: Any, _: MigrationContext) -> Any:  # noqa: ANN401 - Alembic's own
        return script._upgrade_revs(to, current)  # noqa: SLF001 - as Alembic documents it

    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    if to == "head" and set(current) == set(script.get_heads()):
        return
    known = {step.revision for step in script.walk_revisions()}
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context = MigrationContext.configure(connection, opts={"fn": list_steps})
        if not set(context.get_current_heads()) <= known:
            what = say("It was made by a newer version of the atlas.")
            remedy = say("Update this atlas, or open another database. Nothing was changed.")
            raise PlanError([Fault(name_database(engine.url), what, remedy=remedy)])
        with Operations.context(context):
            context.run_migrations()
