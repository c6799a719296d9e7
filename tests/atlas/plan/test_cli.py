"""A plan from the command line: shown, exported, brought back, looked through, undone."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.errors import AtlasError, PlanError
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans

TABLE = PlannedAction(title="A table for all", partners=("Library", "Club"))


@pytest.fixture
def url(tmp_path, monkeypatch):
    """A database of plans of its own."""
    address = f"sqlite:///{tmp_path / 'plans.db'}"
    monkeypatch.setenv("ATLAS_DATABASE_URL", address)
    return address


@pytest.fixture
def plans(url):
    """The database, open beside the commands."""
    plans = open_plans(url)
    yield plans
    plans.close()


@pytest.fixture
def run(url):
    """A function that runs a command of plan."""
    return lambda *words: CliRunner().invoke(app, ["plan", *map(str, words)])


def test_a_plan_is_shown_in_words_and_as_json(run, plans):
    assert "The plan of luton is empty." in run("show").stderr
    kept = plans.add("luton", TABLE, by="A")
    shown = run("show").stdout
    assert f"Actions: A table for all [{kept.id}]" in shown
    assert "   Partners: Library; Club" in shown
    (told,) = json.loads(run("show", "--json").stdout)
    assert (told["id"], told["version"], told["by"]) == (kept.id, 1, "A")
    assert PlannedAction.model_validate(told["record"]) == TABLE


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_file_is_shown_first_and_kept_when_asked(run, plans, tmp_path, ending):
    plans.add("luton", TABLE)
    out = tmp_path / f"plan.{ending}"
    done = run("export", "--out", out)
    assert done.exit_code == 0
    assert "1 entries." in done.stdout
    plans.remove(plans.list("luton", PlannedAction)[0])
    shown = run("import", out)
    assert "A table for all: conflict" in shown.stdout
    assert "Nothing was changed" in shown.stdout
    assert plans.list("luton", PlannedAction) == []
    assert isinstance(run("import", out, "--keep").exception, PlanError)
    kept = run("import", out, "--keep", "--conflicts", "ours", "--by", "A")
    assert kept.exit_code == 0
    (back,) = plans.list("luton", PlannedAction)
    assert (back.record, back.by) == (TABLE, "A")


def test_faults_of_a_file_are_told_where_they_are(run, tmp_path):
    path = tmp_path / "plan.json"
    content = {"format": "cohesion-atlas-plan", "version": 1, "records": []}
    content["records"] = [{"kind": "planned_action", "record": {"title": "A", "status": "dreamt"}}]
    path.write_text(json.dumps(content), encoding="utf-8")
    done = run("import", path)
    assert done.exit_code == 0
    assert "Record 1, Status" in done.stdout
    assert "1 cannot be read." in done.stdout


def test_history_tells_each_change_and_undo_takes_it_back(run, plans):
    assert "Nothing has been changed" in run("history").stderr
    kept = plans.add("luton", TABLE, by="A")
    plans.change(kept, TABLE.model_copy(update={"status": "done"}), by="B")
    told = run("history", "--record", kept.id).stdout
    assert "by B: changed A table for all" in told
    assert "Status: Idea → Done" in told
    newest = plans.history("luton")[0].number
    assert run("undo", newest, "--by", "C").exit_code == 0
    assert plans.find(kept.id).record == TABLE
    again = run("undo", newest)
    assert isinstance(again.exception, AtlasError)
    assert "changed this in the meantime" in str(again.exception)
    assert "no change 99" in str(run("undo", 99).exception)


def test_what_cannot_be_opened_is_told(run, tmp_path, monkeypatch):
    assert "cannot be read" in str(run("import", tmp_path / "none.json").exception)
    assert 'no "pdf"' in str(run("export", "--out", tmp_path / "plan.pdf").exception)
    missing = tmp_path / "none" / "plan.json"
    assert "no folder" in str(run("export", "--out", missing).exception)
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://ann:secret@127.0.0.1:1/atlas")
    told = str(run("show").exception)
    assert "cannot be reached" in told
    assert "secret" not in told


def test_the_rest_of_the_atlas_works_without_its_database(monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://ann:secret@127.0.0.1:1/atlas")
    done = CliRunner().invoke(app, ["actions", "E01015760"])
    assert done.exit_code == 0
