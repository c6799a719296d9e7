"""What a network says of the publishers' servers, in words for whoever runs it."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
import trustme

from atlas.errors import FetchError
from atlas.sources.client import Patience, make_context, open_client
from atlas.sources.dated import find_today, name_days
from atlas.sources.download import find_total
from atlas.sources.failures import find_proxy
from atlas.sources.probe import probe_files

PASSWORD = base64.b64encode(b"officer:secret").decode()


@pytest.fixture
def ask(tmp_path, hurried):
    """Ask for some files, and return the answers."""
    return lambda *files: list(probe_files(files, tmp_path / "files", patience=hurried))


@pytest.fixture
def authority():
    """An authority for certificates that nobody trusts."""
    return trustme.CA()


@pytest.fixture
def secure(publisher, authority):
    """The publisher's server with a certificate of that authority; returns its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), publisher.handler)
    server.publisher = publisher
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Gatekeeper(BaseHTTPRequestHandler):
    """A proxy that asks for a name and a password, and forbids one port."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_CONNECT(self):
        """Pass a connection on, or refuse it."""
        self.close_connection = True
        if self.headers.get("Proxy-Authorization") != f"Basic {PASSWORD}":
            self.refuse(407)
            return
        host, _, port = self.path.partition(":")
        if port == "1":
            self.refuse(403)
            return
        with socket.create_connection((host, int(port)), timeout=5) as far:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=pour, args=(far, self.connection), daemon=True)
            back.start()
            pour(self.connection, far)
            back.join(5)

    def refuse(self, code):
        """Refuse a request."""
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()


def pour(source, target):
    """Pass on bytes until there are no more."""
    try:
        while found := source.recv(65536):
            target.sendall(found)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def proxy(monkeypatch):
    """Put a proxy into the environment; returns how to sign in at it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gatekeeper)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    named = f"127.0.0.1:{server.server_port}"
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{named}")

    def sign_in():
        monkeypatch.setenv("HTTPS_PROXY", f"http://officer:secret@{named}")

    sign_in.named = named
    yield sign_in
    server.shutdown()
    server.server_close()


def test_a_file_that_is_there_is_told_with_its_size_and_not_fetched(
    publisher, source, ask, homes, tmp_path
):
    (answer,) = ask(source(download=publisher.put("homes.csv", homes)))
    assert (answer.can_be_fetched, answer.size, answer.is_here) == (True, len(homes), False)
    (asked,) = publisher.asked
    assert asked.range == "bytes=0-0"
    assert asked.sent <= 1
    assert not (tmp_path / "files").exists()


def test_a_server_without_ranges_or_sizes_is_not_made_to_send_the_file(publisher, source, ask):
    great = b"x" * 20_000_000
    one = source(download=publisher.put("homes.csv", great))
    publisher.plans["/homes.csv"] = ["ignores_range"]
    (answer,) = ask(one)
    assert (answer.can_be_fetched, answer.size) == (True, len(great))
    assert find_total(httpx.Response(200)) is None
    assert find_total(httpx.Response(206, headers={"Content-Range": "bytes 0-0/*"})) is None


@pytest.mark.parametrize(
    ("plan", "said", "remedy"),
    [
        ("status 403", "It answers 403 Forbidden.", "this network blocks 127.0.0.1:"),
        ("status 404", "It answers 404 Not Found.", "moved"),
        ("status 503", "It answers 503 Service Unavailable.", "later"),
        ("html text/html", "web page", "sign-in"),
    ],
)
def test_what_is_not_the_file_is_told_with_what_to_do(publisher, source, ask, plan, said, remedy):
    one = source(download=publisher.put("homes.csv", b"1"))
    publisher.plans["/homes.csv"] = [plan]
    (answer,) = ask(one)
    assert not answer.can_be_fetched
    assert answer.answered
    assert said in answer.said
    assert remedy in answer.remedy


def test_a_file_still_being_made_can_be_fetched(publisher, source, ask):
    one = source(download=publisher.put("homes.csv", b"1"))
    publisher.plans["/homes.csv"] = ["status 202"]
    (answer,) = ask(one)
    assert answer.can_be_fetched
    assert "makes the file" in answer.said


def test_the_newest_of_files_named_after_their_days_is_asked_for(publisher, source, ask):
    address = f"{publisher.address}/list{{day}}.csv"
    days = [one.removeprefix(publisher.address) for one in name_days(address, find_today())]
    publisher.files[days[2]] = b"12345"
    for day in days[:2]:
        publisher.files[day] = b""
        publisher.plans[day] = ["status 404"]
    (answer,) = ask(source(download=address))
    assert (answer.can_be_fetched, answer.size) == (True, 5)


def test_a_closed_port_is_told_with_what_to_open_and_asked_once(
    source, tiny_definitions, ask, unused_port
):
    address = f"http://127.0.0.1:{unused_port}"
    groups = tiny_definitions.sources["groups"].model_copy(update={"download": f"{address}/g"})
    answers = ask(source(download=f"{address}/h"), groups)
    assert [one.said for one in answers] == [answers[0].said] * 2
    assert f"127.0.0.1:{unused_port} refused it" in answers[0].said
    assert f"Open outgoing connections to 127.0.0.1:{unused_port}" in answers[0].remedy


def test_a_name_that_nobody_knows_is_told_as_such(source, ask):
    (answer,) = ask(source(download="https://no-such-host.invalid/homes.csv"))
    assert "the name no-such-host.invalid is not known here (DNS)" in answer.said
    assert "HTTPS_PROXY" in answer.remedy


def test_a_certificate_that_is_not_trusted_is_told_and_can_be_added(
    secure, publisher, source, ask, homes, authority, tmp_path, monkeypatch
):
    publisher.put("homes.csv", homes)
    one = source(download=f"{secure}/homes.csv")
    (answer,) = ask(one)
    assert "is not trusted here" in answer.said
    assert "SSL_CERT_FILE" in answer.remedy
    authority.cert_pem.write_to_path(tmp_path / "ours.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ours.pem"))
    (answer,) = ask(one)
    assert (answer.can_be_fetched, answer.size) == (True, len(homes))


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_certificates_that_cannot_be_read_is_told(tmp_path, monkeypatch, content):
    path = tmp_path / "ours.pem"
    if content:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with pytest.raises(FetchError, match=r"SSL_CERT_FILE=.*ours\.pem"):
        make_context()


def test_a_proxy_that_asks_for_a_password_is_told_and_can_be_given_one(
    secure, publisher, source, ask, bring, homes, authority, tmp_path, monkeypatch, proxy
):
    authority.cert_pem.write_to_path(tmp_path / "ours.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ours.pem"))
    publisher.put("homes.csv", homes)
    one = source(download=f"{secure}/homes.csv")
    assert find_proxy(one.download) == proxy.named
    (answer,) = ask(one)
    assert f"the proxy {proxy.named} asks for a name and a password" in answer.said
    assert "HTTPS_PROXY=USER:PASSWORD@PROXY:PORT" in answer.remedy
    with pytest.raises(FetchError, match="asks for a name and a password"):
        bring(one)
    proxy()
    assert find_proxy(one.download) == proxy.named
    (answer,) = ask(one)
    assert (answer.can_be_fetched, answer.size) == (True, len(homes))
    assert (bring(one) / "homes.csv").read_bytes() == homes
    (answer,) = ask(source(download="https://127.0.0.1:1/homes.csv"))
    assert (
        f"the proxy {proxy.named} does not let 127.0.0.1:1 through (403 Forbidden)" in answer.said
    )
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert find_proxy(one.download) == ""
    (answer,) = ask(one)
    assert answer.can_be_fetched


def test_a_proxy_that_is_not_there_is_named(source, ask, monkeypatch, unused_port):
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{unused_port}")
    (answer,) = ask(source(download="https://www.example.org/homes.csv"))
    assert f"127.0.0.1:{unused_port} refused it" in answer.said
    assert "proxy in HTTPS_PROXY" in answer.remedy


def test_a_server_that_says_nothing_is_waited_for_and_told(source, ask):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        (answer,) = ask(source(download=f"http://127.0.0.1:{port}/homes.csv"))
    assert "nothing arrived for 0.8 seconds" in answer.said


def test_what_has_no_address_is_told_with_its_page(source, ask):
    (answer,) = ask(source(download=""))
    assert not answer.can_be_fetched
    assert "https://" in answer.remedy


def test_patience_is_short_where_nothing_answers(source, only_fault, unused_port, hurried):
    fault = only_fault(source(download=f"http://127.0.0.1:{unused_port}/h"))
    assert f"in {Patience().knocks} attempts" in fault.what
    assert hurried.attempts > Patience().knocks


@pytest.mark.parametrize(
    "named", ["http://atlas:S3#pw@proxy:8080", "ftp://proxy:21", "http://a:b/c"]
)
def test_a_proxy_whose_address_cannot_be_read_is_told_without_its_password(monkeypatch, named):
    monkeypatch.setenv("HTTPS_PROXY", named)
    with pytest.raises(FetchError) as error:
        open_client(Patience()).close()
    assert "address of the proxy cannot be read" in str(error.value)
    assert "S3" not in str(error.value)
    assert find_proxy("https://www.example.org/") in ("", "proxy:21")
