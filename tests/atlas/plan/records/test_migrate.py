"""The database is brought to the newest form, whole or not at all, and never back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text, update

from atlas.errors import PlanError
from atlas.plan.records import migrations
from atlas.plan.records.connect import make_engine
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.migrate import migrate
from atlas.plan.records.plans import Plans, open_plans
from atlas.plan.records.tables import RecordRow, Table

SCRIPT = ScriptDirectory(str(Path(migrations.__path__[0])))
STEPS = [step.revision for step in SCRIPT.walk_revisions()][::-1]
OLD = {
    "id": "0" * 32,
    "place": "tiny",
    "body": '{"title": "Kept long ago"}',
    "at": "2030-01-01 09:00:00+00:00",
}


@pytest.fixture
def engine(url):
    """An engine on an empty database."""
    engine = make_engine(url)
    yield engine
    engine.dispose()


def test_steps_follow_one_another():
    assert len(SCRIPT.get_heads()) == 1
    assert STEPS[0] == "0001"


def test_the_steps_make_the_tables_that_the_code_describes(engine):
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []


def test_a_difference_between_steps_and_tables_would_be_found(engine):
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_changes_record")
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata)


@pytest.mark.parametrize("step", STEPS)
def test_what_an_older_form_kept_is_read_in_the_newest(engine, step):
    migrate(engine, to=STEPS[0])
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO records (id, kind, place, version, body, added, changed, by) "
                "VALUES (:id, 'planned_action', :place, 1, :body, :at, :at, '')"
            ),
            OLD,
        )
        connection.execute(
            text(
                "INSERT INTO changes (record, version, what, after, at, by) "
                "VALUES (:id, 1, 'added', :body, :at, '')"
            ),
            OLD,
        )
    migrate(engine, to=step)
    migrate(engine)
    plans = Plans(engine)
    (kept,) = plans.list("tiny", PlannedAction)
    assert kept.record == PlannedAction(title="Kept long ago")
    assert plans.change(kept, PlannedAction(title="Now")).version == 2
    assert [change.version for change in plans.history("tiny")] == [2, 1]


def test_bringing_it_to_the_newest_form_twice_changes_nothing(engine):
    migrate(engine)
    Plans(engine).add("tiny", PlannedAction(title="Kept"))
    migrate(engine)
    assert len(Plans(engine).list("tiny", PlannedAction)) == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine, url):
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(PlanError, match=r"(?s)newer version of the atlas.*Nothing was changed"):
        open_plans(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert found == "9999"


def test_a_step_that_fails_leaves_nothing_behind(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE changes (another INTEGER)")
    with pytest.raises(Exception, match="changes"):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"changes"}


def test_many_may_open_an_empty_database_at_once(url):
    address = url.render_as_string(hide_password=False)

    def open_and_add(number):
        plans = open_plans(address)
        plans.add("tiny", PlannedAction(title=f"Number {number}"))
        plans.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_and_add, range(6)))
    plans = open_plans(address)
    assert len(plans.list("tiny", PlannedAction)) == 6
    plans.close()


def test_plans_under_both_words_are_joined_and_their_history_kept(url):
    address = url.render_as_string(hide_password=False)
    plans = open_plans(address)
    first = plans.add("luton", PlannedAction(title="From the town's atlas"), by="AB")
    second = plans.add("E06000032", PlannedAction(title="From the country's"), by="CD")
    second = plans.change(second, PlannedAction(title="Changed there"), by="EF")
    gone = plans.add("E06000032", PlannedAction(title="Removed"), by="GH")
    plans.remove(gone, by="IJ")
    told = plans.history("luton")
    # As an earlier version kept them.
    with plans._writing.begin() as connection:
        under = update(RecordRow).where(RecordRow.id.in_([second.id, gone.id]))
        connection.execute(under.values(place="E06000032"))
    assert [one.id for one in plans.list_all("luton")] == [first.id]
    plans.close()

    again = open_plans(address)
    for name in ("luton", "E06000032"):
        kept = again.list(name, PlannedAction)
        assert [(one.id, one.version, one.by) for one in kept] == [
            (first.id, 1, "AB"),
            (second.id, 2, "EF"),
        ]
        assert [one.stamp for one in kept] == [first.stamp, second.stamp]
        assert again.history(name) == told
    again.undo(told[0])
    assert len(again.list("luton", PlannedAction)) == 3
    again.close()
