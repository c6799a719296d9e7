"""Where plans are kept, how, and what is said when they cannot be."""

from __future__ import annotations

import pytest
from sqlalchemy import event, make_url

from atlas import paths
from atlas.errors import PlanError
from atlas.plan.records.connect import find_url, make_engine
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.migrate import migrate
from atlas.plan.records.plans import Plans, open_plans

NOBODY_LISTENS = "postgresql://ann:secret@127.0.0.1:1/atlas"


@pytest.fixture
def setting(monkeypatch):
    """A function that sets where plans are kept."""
    return lambda text: monkeypatch.setenv("ATLAS_DATABASE_URL", text)


def test_plans_are_kept_in_the_user_folder_unless_set_otherwise(setting, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "USER_PLANS", tmp_path / "new" / "plans.db")
    setting(" ")
    open_plans().add("tiny", PlannedAction(title="Kept"))
    assert (tmp_path / "new" / "plans.db").exists()


@pytest.mark.parametrize("start", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_may_be_named_as_is_usual(setting, start):
    setting(f"{start}://ann:secret@server/atlas")
    assert find_url() == make_url("postgresql+psycopg://ann:secret@server/atlas")


@pytest.mark.parametrize(
    "text",
    ["plans.db", "mysql://ann:secret@server/x", "sqlite://", "sqlite:///:memory:", "a://b:c"],
)
def test_what_is_no_database_for_plans_is_told_without_its_password(setting, text):
    setting(text)
    with pytest.raises(PlanError, match="ATLAS_DATABASE_URL") as caught:
        open_plans()
    assert "secret" not in str(caught.value)


def test_each_connection_to_sqlite_is_set_up(tmp_path):
    engine = make_engine(find_url(f"sqlite:///{tmp_path / 'plans.db'}"))
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
            assert found == ["wal", 2, 1, 20_000, 1]


def test_the_file_is_for_those_who_run_the_atlas_alone(tmp_path):
    path = tmp_path / "plans.db"
    open_plans(f"sqlite:///{path}").add("tiny", PlannedAction(title="Kept"))
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}


def test_a_save_is_on_the_disk_of_the_server_however_it_is_set_up(postgresql):
    engine = make_engine(postgresql)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET SESSION synchronous_commit TO off")
        connection.commit()
        writing = connection.execution_options(plan_writes=True)
        assert writing.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    engine.dispose()


def test_a_server_that_cannot_be_reached_is_told_without_the_password():
    with pytest.raises(PlanError, match="cannot be reached") as caught:
        open_plans(NOBODY_LISTENS)
    told = str(caught.value)
    assert "atlas on 127.0.0.1" in told
    assert "secret" not in told


def test_a_wrong_database_of_a_server_is_told(postgresql):
    with pytest.raises(PlanError, match='refused: database "nowhere" does not exist'):
        open_plans(postgresql.set(database="nowhere").render_as_string(hide_password=False))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_was_started_anew_is_found_again(postgresql, url, plans):
    kept = plans.add("tiny", PlannedAction(title="Kept"))
    with make_engine(postgresql).connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (url.database,),
        )
    assert plans.find(kept.id) == kept


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PlanError, match="cannot be opened or created: "):
        open_plans(f"sqlite:///{tmp_path / 'file' / 'plans.db'}")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    with pytest.raises(PlanError, match="cannot be opened or created"):
        open_plans(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "plans.db"
    path.write_text("My plans for the summer. " * 100, encoding="utf-8")
    with pytest.raises(PlanError, match="not a database"):
        open_plans(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("My plans")


def fill(plans):
    for _ in range(20):
        plans.add("tiny", PlannedAction(title="Kept", note="x" * 5000))


@pytest.fixture
def hindered(tmp_path):
    """A function that opens plans on a disk that is hindered by a setting of SQLite."""
    url = find_url(f"sqlite:///{tmp_path / 'plans.db'}")
    engine = make_engine(url)
    migrate(engine)
    Plans(engine).add("tiny", PlannedAction(title="Kept before"))
    engine.dispose()

    def open_hindered(setting):
        hindered = make_engine(url)
        event.listen(hindered, "connect", lambda raw, _: raw.execute(f"PRAGMA {setting}"))
        return Plans(hindered)

    return open_hindered


@pytest.mark.parametrize(
    ("setting", "told"),
    [("max_page_count = 1", "disk is full"), ("query_only = on", "not allowed to write to")],
)
def test_what_hinders_a_save_is_told_and_what_was_kept_is_safe(hindered, setting, told):
    plans = hindered(setting)
    with pytest.raises(PlanError, match=told) as caught:
        fill(plans)
    assert "What was saved before is safe" in str(caught.value)
    before = plans.list("tiny", PlannedAction)
    assert before[0].record.title == "Kept before"
    assert len(plans.history("tiny")) == len(before)


def test_a_database_that_another_holds_is_told(hindered, monkeypatch):
    plans, other = hindered("busy_timeout = 50"), hindered("busy_timeout = 50")
    with other._writing.begin(), pytest.raises(PlanError, match="Another program is using"):
        plans.add("tiny", PlannedAction(title="Kept"))
    assert plans.add("tiny", PlannedAction(title="Kept")).version == 1
