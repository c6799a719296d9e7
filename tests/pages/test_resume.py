"""The line between a page and the server, when the server has forgotten the page's visit."""

from __future__ import annotations

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from atlas.ui.inside.resume import ResumedVisits
from tests.pages.test_serve import run

SCOPE = {"type": "websocket", "path": "/_stcore/stream"}
EARLY, DONE = ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY


def say(**asked):
    """Return a message in which a page asks to be run."""
    told = BackMsg()
    told.rerun_script.query_string = asked.get("query", "area=x")
    told.rerun_script.fragment_id = asked.get("fragment", "")
    if "chosen" in asked:
        told.rerun_script.widget_states.widgets.add(id="show", string_value=asked["chosen"])
    return {"type": "websocket.receive", "bytes": told.SerializeToString()}


def ended(status):
    return {
        "type": "websocket.send",
        "bytes": ForwardMsg(script_finished=status).SerializeToString(),
    }


def drawn(text):
    told = ForwardMsg()
    told.delta.new_element.text.body = text
    return {"type": "websocket.send", "bytes": told.SerializeToString()}


def talk(said, answers=(), scope=SCOPE, count=None):
    """Return what the server hears and the page gets; the server answers once it has heard one."""
    heard, got = [], []
    left = iter(said)

    async def hear():
        return next(left)

    async def tell(message):
        got.append(message)

    async def server(_, receive, send):
        heard.append(await receive())
        for answer in answers:
            await send(answer)
        heard.extend([await receive() for _ in range(1, count or len(said))])

    run(ResumedVisits(server)(scope, hear, tell))
    return heard, got


def read(message):
    told = BackMsg.FromString(message["bytes"]).rerun_script
    return told.fragment_id, [one.string_value for one in told.widget_states.widgets]


def test_a_page_that_was_just_opened_is_left_alone():
    said = [say(), say(fragment="f", chosen="table")]
    answers = [drawn("a"), ended(DONE)]

    assert talk(said, answers) == (said, answers)


def test_a_page_that_asks_for_a_part_first_is_drawn_as_it_stood_and_then_as_asked():
    asked = say(fragment="f", chosen="table")
    answers = [drawn("a"), ended(EARLY), drawn("b"), ended(DONE), drawn("c")]
    heard = []

    async def talk_on():
        got = []

        async def hear():
            return asked

        async def tell(message):
            got.append(message)

        async def server(_, receive, send):
            heard.append(await receive())
            following = asyncio.ensure_future(receive())
            for number, answer in enumerate(answers[:4]):
                await asyncio.sleep(0)
                assert not following.done(), number
                await send(answer)
            heard.append(await following)
            await send(answers[4])

        await ResumedVisits(server)(SCOPE, hear, tell)
        return got

    # What is drawn as it stood is on the page already.
    assert run(talk_on()) == answers[4:]
    assert [read(one) for one in heard] == [("", []), ("", ["table"])]
    assert BackMsg.FromString(heard[0]["bytes"]).rerun_script.query_string == "area=x"


def test_what_was_asked_while_away_is_not_lost():
    heard, _ = talk([say(chosen="chart"), say(fragment="f")], [ended(DONE)])

    assert [read(one) for one in heard] == [("", []), ("", ["chart"])]


@pytest.mark.parametrize("content", [b"\xff\xff", b"", None], ids=["nonsense", "empty", "text"])
def test_what_is_no_message_is_handed_on(content):
    said = [{"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": content}]

    assert talk(said)[0] == said


def test_other_lines_are_left_alone():
    said = [say(fragment="f")]

    assert talk(said, scope={"type": "websocket", "path": "/other"})[0] == said


def test_a_visitor_of_a_read_only_server_cannot_clear_what_is_kept_for_all(monkeypatch, caplog):
    clear = {"type": "websocket.receive", "bytes": BackMsg(clear_cache=True).SerializeToString()}
    assert talk([say(), clear])[0] == [say(), clear]
    monkeypatch.setenv("COHESION_ATLAS_READ_ONLY", "1")

    heard, _ = talk([clear, say(), clear, say()], count=2)

    assert heard == [say(), say()]
    assert "Refused" in caplog.text
