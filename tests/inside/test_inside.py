"""What we lean on inside Streamlit is as it was in the releases that we ask for."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from importlib.metadata import requires, version

import pytest
from packaging.requirements import Requirement
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.web import cli
from streamlit.web.server.app_discovery import discover_asgi_app

from atlas import paths
from atlas.ui.inside.chunks import CHUNKS, STATIC
from atlas.ui.inside.head import END, HTML, START
from atlas.ui.inside.query import find_query
from atlas.ui.inside.resume import STREAM

INSIDE = paths.UI / "inside"
TEXT = {".css", ".js", ".py"}
# Names that Streamlit gives to parts of its pages; classes that begin with st-key- are ours.
NAMED = re.compile(r"""data-testid\W+([\w-]+)|\.(st[A-Z]\w+)|["'](st[A-Z][\w-]+)["']""")
MARKS = ("data-stale", "data-test-script-state", "notRunning")
# What is written in Python and read by Streamlit alone is no name of a part.
UNPROMISED = re.compile(
    r"data-testid|data-stale|testScriptState|\.st[A-Z]\w|PopStateEvent"
    r"|streamlit\.(?:runtime|proto|web|elements|config)\b|get_script_run_ctx|_stcore"
)
RELEASE = f"Streamlit {version('streamlit')}"


def test_the_package_asks_for_the_releases_that_these_tests_were_run_with():
    pins = (paths.ROOT / "requirements.txt").read_text(encoding="utf-8")
    told = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (asked,) = [
        Requirement(one)
        for one in told["project"]["dependencies"]
        if Requirement(one).name == "streamlit"
    ]

    assert [one.operator for one in asked.specifier] == ["~="]
    assert asked.specifier.contains(version("streamlit"))
    assert f"streamlit=={version('streamlit')}\n" in pins
    assert requires("streamlit")


def test_nothing_else_leans_on_what_streamlit_does_not_promise():
    own = [path for path in paths.UI.rglob("*") if path.suffix in TEXT]
    found = {
        f"{path.relative_to(paths.UI)}: {match[0]}"
        for path in own
        if not path.is_relative_to(INSIDE)
        for match in UNPROMISED.finditer(path.read_text(encoding="utf-8"))
    }

    assert found == set(), "Put it into atlas/ui/inside, with a test here."


def test_the_page_has_the_head_that_ours_is_put_into():
    page = (STATIC / "index.html").read_bytes()

    for mark in (START, END, HTML):
        assert page.count(mark) == 1, f"{RELEASE} writes {mark!r} otherwise in its index.html."
    assert page.index(HTML) < page.index(START) < page.index(END)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_the_scripts_that_are_asked_for_early_are_there(chunk):
    found = list((STATIC / "static" / "js").glob(f"{chunk}.*.js"))

    assert len(found) == 1, f"{RELEASE} has no script {chunk}; pages ask for it too late."


def test_a_visit_knows_its_address():
    fields = {field.name for field in dataclasses.fields(ScriptRunContext)}

    assert find_query() is None
    assert "query_string" in fields, f"{RELEASE} keeps the address of a visit elsewhere."
    assert callable(add_script_run_ctx)
    assert get_script_run_ctx(suppress_warning=True) is None


def test_messages_between_page_and_server_have_the_parts_that_are_read():
    asked, told = BackMsg(), ForwardMsg()
    asked.rerun_script.fragment_id = "x"
    asked.rerun_script.widget_states.widgets.add(id="x")
    asked.clear_cache = True
    told.script_finished = ForwardMsg.FINISHED_EARLY_FOR_RERUN

    assert BackMsg.FromString(asked.SerializeToString()).HasField("clear_cache")
    assert ForwardMsg.FromString(told.SerializeToString()).HasField("script_finished")
    assert STREAM == "/_stcore/stream"


@pytest.fixture(scope="module")
def scripts():
    """All of the script that Streamlit sends to browsers."""
    files = sorted((STATIC / "static" / "js").glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def list_named():
    """Return every name of a part of Streamlit's pages that our styles and scripts use."""
    texts = [path.read_text(encoding="utf-8") for path in INSIDE.iterdir() if path.suffix in TEXT]
    found = {next(filter(None, match.groups())) for match in NAMED.finditer("".join(texts))}
    return sorted(found)


@pytest.mark.parametrize("name", [*list_named(), *MARKS])
def test_a_part_that_we_name_is_called_so(scripts, name):
    called = re.search(rf"""["'`\s]{re.escape(name)}["'`\s=]""", scripts)

    assert called, f"{RELEASE} calls no part of its pages {name}: see atlas/ui/inside."


@pytest.mark.parametrize("word", ["popstate", STREAM.strip("/")])
def test_pages_listen_where_we_speak(scripts, word):
    assert word in scripts, f"The pages of {RELEASE} do not know {word}: see atlas/ui/inside."


def test_the_command_line_finds_the_app_and_its_settings(monkeypatch):
    app = paths.ROOT / "app.py"
    monkeypatch.setattr(config, "_main_script_path", str(app))
    files = config.get_config_files("config.toml")
    told = tomllib.loads((app.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    known = config.get_config_options()

    assert "run" in cli.main.commands
    assert discover_asgi_app(app).is_asgi_app, f"{RELEASE} does not see st.App in app.py."
    assert str(app.parent / ".streamlit" / "config.toml") in files
    for section, options in told.items():
        for name in options:
            assert f"{section}.{name}" in known, f"{RELEASE} has no setting {section}.{name}."
