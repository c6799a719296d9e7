"""A download goes on where it broke off, and takes nothing for the file that is not."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import FetchError
from atlas.sources import download as downloading
from atlas.sources import fetch as fetching
from atlas.sources.client import Patience
from atlas.sources.download import Request, download
from atlas.sources.fetch import fetch_files


def test_a_connection_that_drops_is_taken_up_where_it_broke(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["drop 200", "drop 100"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert [asked.range for asked in publisher.asked] == [None, "bytes=200-", "bytes=300-"]
    assert sum(asked.sent for asked in publisher.asked) == len(homes)


def test_a_second_run_goes_on_where_the_first_stopped(
    publisher, source, bring, homes, only_fault, lying_about, on_its_way
):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["drop 150", "drop 50", "drop 0", "drop 0"]
    fault = only_fault(one)
    assert "could not be downloaded in 4 attempts: the connection was lost" in fault.what
    assert "it continues after the 200 bytes that are here" in fault.remedy
    assert lying_about() == []
    assert on_its_way() == 200
    publisher.asked.clear()
    assert (bring(one) / "homes.csv").read_bytes() == homes
    (asked,) = publisher.asked
    assert (asked.range, asked.sent) == ("bytes=200-", len(homes) - 200)
    assert asked.if_range == publisher.etag("/homes.csv")


def test_a_run_that_is_stopped_is_gone_on_with(publisher, source, bring, homes, on_its_way):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["trickle"]

    def stop(_step, done, _total):
        if done >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(one, report=stop)
    here = on_its_way()
    assert here >= 400
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert publisher.asked[-1].range == f"bytes={here}-"


@settings(max_examples=25)
@given(cuts=st.lists(st.integers(0, 400), max_size=3))
def test_any_breaks_give_the_same_bytes_and_none_twice(
    cuts, tmp_path_factory, publisher, source, tiny_definitions, hurried, homes
):
    publisher.asked.clear()
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = [f"drop {cut}" for cut in cuts]
    folder = tmp_path_factory.mktemp("files")
    fetch_files(tiny_definitions, [one], into=folder, patience=hurried)
    assert (folder / "homes.csv").read_bytes() == homes
    assert sum(asked.sent for asked in publisher.asked) == len(homes)


def test_a_server_that_knows_no_ranges_is_asked_for_all_of_it(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["drop 200", "ignores_range"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert [asked.sent for asked in publisher.asked] == [200, len(homes)]


def test_without_a_name_for_the_version_nothing_is_gone_on_from(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["nameless 200", "nameless 400"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert [asked.range for asked in publisher.asked] == [None, None, None]
    assert [asked.sent for asked in publisher.asked] == [200, 400, len(homes)]


@pytest.mark.parametrize("plan", ["", "mixes", "ignores_range"])
def test_a_file_that_changes_between_two_parts_is_never_mixed(
    publisher, source, bring, homes, plan, only_fault
):
    """With "mixes" the server sends the rest of the new file although the old one was meant."""
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["drop 200", "drop 0", "drop 0", "drop 0"]
    only_fault(one)
    later = homes.replace(b"E01990001,40,30", b"E01990001,41,31")
    assert later != homes
    publisher.put("homes.csv", later)
    publisher.plans["/homes.csv"] = [plan]
    assert (bring(one) / "homes.csv").read_bytes() == later


def test_a_file_that_became_shorter_is_fetched_from_its_beginning(
    publisher, source, bring, homes, only_fault
):
    one = source(download=publisher.put("homes.csv", homes + b"\n" * 50))
    publisher.plans["/homes.csv"] = [f"drop {len(homes) + 10}", *["drop 0"] * 3]
    only_fault(one)
    publisher.put("homes.csv", homes)
    publisher.plans["/homes.csv"] = ["mixes"]
    assert (bring(one) / "homes.csv").read_bytes() == homes


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv"])
def test_a_web_page_is_no_table_whatever_it_calls_itself(
    publisher, source, bring, homes, kind, only_fault, lying_about
):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = [f"html {kind}"]
    fault = only_fault(one)
    assert "returned a web page" in fault.what
    assert "sign-in" in fault.remedy
    assert len(publisher.asked) == 1
    assert lying_about() == []
    assert (bring(one) / "homes.csv").read_bytes() == homes


def test_a_server_in_trouble_is_asked_again(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["status 500", "status 503", "status 429"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert len(publisher.asked) == 4


@pytest.mark.parametrize(("code", "said"), [(404, "404 Not Found"), (403, "403 Forbidden")])
def test_a_file_that_is_gone_is_asked_for_once(publisher, source, homes, code, said, only_fault):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = [f"status {code}"] * 2
    fault = only_fault(one)
    assert said in fault.what
    assert "publisher's page" in fault.remedy
    assert len(publisher.asked) == 1


def test_a_server_that_never_answers_is_not_waited_for(publisher, source, homes, only_fault):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["never"] * 4
    assert "nothing arrived for 0.8 seconds" in only_fault(one).what


def test_a_server_that_falls_silent_is_asked_for_the_rest(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["stall 250"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert [asked.range for asked in publisher.asked] == [None, "bytes=250-"]


def test_a_trickle_is_broken_off_in_time_and_gone_on_with(
    publisher, source, tiny_definitions, tmp_path, hurried, homes
):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["trickle"] * 2
    patience = Patience(read=1.0, attempt=0.0, attempts=6, pause=0.01)
    fetch_files(tiny_definitions, [one], into=tmp_path, patience=patience)
    assert (tmp_path / "homes.csv").read_bytes() == homes
    assert publisher.asked[1].range not in (None, "bytes=0-")


def test_a_file_that_had_arrived_when_a_run_was_stopped_is_not_asked_for_again(
    publisher, source, bring, homes, monkeypatch, lying_about
):
    one = source(download=publisher.put("homes.csv", homes))

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "_take", stop)
        with pytest.raises(KeyboardInterrupt):
            bring(one)
    assert lying_about() == []
    publisher.asked.clear()
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert publisher.asked == []


def test_a_host_that_is_not_there_is_tried_once_for_all_its_files(
    source, tiny_definitions, bring, unused_port
):
    address = f"http://127.0.0.1:{unused_port}"
    groups = tiny_definitions.sources["groups"].model_copy(update={"download": f"{address}/g"})
    with pytest.raises(FetchError) as caught:
        bring(source(download=f"{address}/h"), groups)
    first, second = caught.value.faults
    assert "there was no connection" in first.what
    assert second.what == "It does not answer, so 1 more of its files were not requested."
    assert "--from FOLDER" in second.remedy


def test_progress_rises_to_the_whole(publisher, source, bring, homes):
    told = []
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["trickle"]
    bring(one, report=lambda *said: told.append(said))
    step = "1 of 1: Homes by tenure"
    assert told[0] == (step, 0, None)
    assert {(name, total) for name, _, total in told[1:]} == {(step, len(homes))}
    done = [number for _, number, _ in told]
    assert done == sorted(done)
    assert done[-1] == len(homes)


def test_what_was_packed_on_the_way_is_not_gone_on_from(publisher, source, bring, homes):
    """Some servers pack although they were asked not to: then bytes here are not bytes there."""
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["packed 150", "packed 0"]
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert [asked.range for asked in publisher.asked] == [None, None]


@pytest.fixture
def get(tmp_path, hurried):
    """Download from a server that is a function."""

    def run(serve, address="https://example.org/homes.csv"):
        with httpx.Client(transport=httpx.MockTransport(serve), follow_redirects=True) as client:
            request = Request(client, "test", hurried, lambda _done, _total: None)
            return download(address, tmp_path / "a.part", request)

    return run


def test_a_safe_address_that_leads_to_an_unsafe_one_is_refused(get):
    def serve(request):
        if request.url.scheme == "https":
            return httpx.Response(302, headers={"Location": "http://example.org/homes.csv"})
        return httpx.Response(200, content=iter([b"code,All\n"]))

    with pytest.raises(FetchError, match="not encrypted"):
        get(serve)


def test_a_body_without_an_end_does_not_fill_the_disk(get, tmp_path, monkeypatch):
    monkeypatch.setattr(downloading, "LARGEST", 1000)
    with pytest.raises(FetchError, match="more data than a table can have"):
        get(lambda _: httpx.Response(200, content=iter([b"x" * 300] * 10)))
    assert not list(tmp_path.iterdir())


def test_what_is_no_address_is_told(get):
    with pytest.raises(FetchError, match="is not an address"):
        get(lambda _: httpx.Response(200), address="https://example.org:port/x")


def test_a_file_of_no_bytes_is_no_file(get):
    with pytest.raises(FetchError, match="0 bytes arrived"):
        get(lambda _: httpx.Response(200, content=iter([])))


def test_a_server_that_asks_for_time_is_given_it(get, monkeypatch):
    answers = [
        httpx.Response(503, headers={"Retry-After": "7"}),
        httpx.Response(200, content=iter([b"x"])),
    ]
    waited = []
    monkeypatch.setattr(downloading.time, "sleep", waited.append)
    get(lambda _: answers.pop(0))
    assert waited == [7.0]


def test_a_figure_raised_high_is_no_number_of_seconds_or_bytes(get, monkeypatch):
    odd = "\u00b2".encode()
    answers = [
        httpx.Response(503, headers=[(b"Retry-After", odd)]),
        httpx.Response(200, headers=[(b"Content-Length", odd)], content=iter([b"x"])),
    ]
    waited = []
    monkeypatch.setattr(downloading.time, "sleep", waited.append)
    get(lambda _: answers.pop(0))
    assert not answers
    assert all(seconds < 60 for seconds in waited)


def test_a_rest_of_a_longer_file_is_not_put_to_the_part(get, tmp_path):
    """A server that does not say which version it sends still says how long it is."""

    def break_off():
        yield b"code,All\n"
        raise httpx.ReadError("gone")

    told = {"ETag": '"one"', "Content-Length": "20"}
    longer = {"Content-Range": "bytes 9-29/30", "Content-Length": "21"}
    answers = [
        httpx.Response(200, headers=told, content=break_off()),
        httpx.Response(206, headers=longer, content=iter([b"x" * 21])),
        httpx.Response(200, content=iter([b"code,All\nE01990001,7\n"])),
    ]
    get(lambda _: answers.pop(0))
    assert (tmp_path / "a.part").read_bytes() == b"code,All\nE01990001,7\n"
