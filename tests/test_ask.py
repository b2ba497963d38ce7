"""What asking says of servers that answer in every way; all of them are our own, on this machine."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.ask import Manners, ask
from conceptgraph.links import Answer

PEM = Path(__file__).with_name("localhost.pem")
PATIENT = Manners("tests", seconds=20, pauses=(0, 0), between=0)
HASTY = Manners("tests", seconds=0.5, pauses=(), between=0)
REDIRECTS = {
    "/moved": (301, "/ok"),
    "/moved-too": (308, "/moved"),
    "/found": (302, "/ok"),
    "/found-then-moved": (302, "/moved"),
    "/moved-then-found": (301, "/found"),
    "/moved-then-missing": (301, "/missing"),
    "/circle": (302, "/circle/again"),
    "/circle/again": (302, "/circle"),
    "/to-a-script": (302, "javascript:alert(1)"),
    "/to-a-file": (302, "file:///etc/hostname"),
    "/to-nowhere": (302, "http://[broken"),
    "/to-another-script": (301, "/caf\u00e9 \u202e".encode().decode("latin-1")),
}


class Web(ThreadingHTTPServer):
    """A server that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()

    def handle_error(self, *_: object) -> None:
        """Say nothing: here it is usual that somebody hangs up."""


class Handler(BaseHTTPRequestHandler):
    server: Web

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.asked.append((self.command, self.path))
            self.server.agents.add(self.headers["User-Agent"])
        self.answer()

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self) -> None:
        match self.path.strip("/").split("/"):
            case ["status", code]:
                self.head(int(code))
            case ["no-head", _] if self.command == "HEAD":
                self.head(405)
            case ["hangs-up-on-head"] if self.command == "HEAD":
                pass
            case ["hangs-up"]:
                pass
            case ["recovers"] if len(self.server.asked) < 4:
                self.head(503)
            case ["no-http"]:
                self.wfile.write(b"220 mail.example.org ESMTP\r\n")
            case ["silent"]:
                self.server.over.wait()
            case ["drip"]:
                self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
                self.pour(b".", every=0.05)
            case ["huge"]:
                self.head(200)
                self.pour(b"." * 65536, every=0)
            case ["endless", number]:
                self.head(302, f"/endless/{int(number) + 1}")
            case _:
                self.head(*REDIRECTS.get(self.path, (404 if self.path == "/missing" else 200, None)))

    def head(self, status: int, location: str | None = None) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def pour(self, bytes: bytes, every: float) -> None:
        """Send without an end, until the other side or the test has enough."""
        while not self.server.over.wait(every):
            self.wfile.write(bytes)


def serving(web: Web) -> Iterator[Web]:
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield web
    web.over.set()
    web.shutdown()
    thread.join()
    web.server_close()


@pytest.fixture
def web() -> Iterator[Web]:
    yield from serving(Web())


@pytest.fixture
def secure() -> Iterator[Web]:
    """Return a server whose certificate is its own word only, for the name localhost."""
    web = Web()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    web.socket = context.wrap_socket(web.socket, server_side=True)
    yield from serving(web)


def at(web: Web, path: str, scheme: str = "http", host: str = "127.0.0.1") -> str:
    return f"{scheme}://{host}:{web.server_port}{path}"


def answer(web: Web, path: str, manners: Manners = PATIENT, **where: Any) -> Answer:
    address = at(web, path, **where)
    return ask([address], manners)[address]


@pytest.mark.parametrize("path", ["/ok", "/found", "/no-head/a", "/hangs-up-on-head", "/huge", "/ok?a=b&c"])
def test_what_answers_is_in_order(web: Web, path: str) -> None:
    assert answer(web, path) == Answer(200)


@pytest.mark.parametrize("code", [401, 403, 404, 410, 418, 429, 599])
def test_the_last_word_of_the_server_counts(web: Web, code: int) -> None:
    assert answer(web, f"/status/{code}") == Answer(code)


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/moved", "/ok"),
        ("/moved-too", "/ok"),
        ("/moved-then-found", "/found"),
        ("/found-then-moved", None),
        ("/to-another-script", "/caf\u00e9 \u202e"),
    ],
)
def test_the_new_address_is_where_permanent_redirects_lead(web: Web, path: str, moved: str | None) -> None:
    assert answer(web, path) == Answer(200, moved=at(web, moved) if moved else "")


def test_a_page_that_moved_and_went_is_missing(web: Web) -> None:
    assert answer(web, "/moved-then-missing").status == 404


@pytest.mark.parametrize("path", ["/circle", "/endless/0"])
def test_redirects_without_an_end_are_followed_for_a_while(web: Web, path: str) -> None:
    assert answer(web, path) == Answer(fault="circle")
    assert len(web.asked) == 10


@pytest.mark.parametrize("path", ["/to-a-script", "/to-a-file", "/to-nowhere"])
def test_what_leads_out_of_the_web_is_not_followed(web: Web, path: str) -> None:
    assert answer(web, path).fault == "address"


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_a_server_that_does_not_come_to_an_end_is_left(web: Web, path: str) -> None:
    assert answer(web, path, HASTY) == Answer(fault="timeout")


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_a_secure_server_that_does_not_come_to_an_end_is_left_too(
    secure: Web, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    assert answer(secure, path, HASTY, scheme="https", host="localhost") == Answer(fault="timeout")


@pytest.mark.parametrize(
    ("path", "detail"), [("/hangs-up", "it hangs up"), ("/no-http", "what it sends is not HTTP")]
)
def test_what_is_no_answer_is_said(web: Web, path: str, detail: str) -> None:
    assert answer(web, path) == Answer(fault="connection", detail=detail)


def test_nobody_there(web: Web) -> None:
    closed = Web()
    closed.server_close()
    assert answer(closed, "/") == Answer(fault="connection", detail="Connection refused")


def test_a_fault_that_passes_is_asked_again(web: Web) -> None:
    assert answer(web, "/recovers") == Answer(200)


def test_a_fault_that_stays_is_asked_three_times(web: Web) -> None:
    assert answer(web, "/status/500") == Answer(500)
    assert web.asked == [("HEAD", "/status/500"), ("GET", "/status/500")] * 3


def test_what_is_missing_is_not_asked_again(web: Web) -> None:
    answer(web, "/missing")
    assert web.asked == [("HEAD", "/missing"), ("GET", "/missing")]


def test_who_asks_too_often_does_not_insist(web: Web) -> None:
    answer(web, "/status/429")
    assert web.asked == [("HEAD", "/status/429")]


def test_an_address_is_asked_once_and_a_host_one_by_one(web: Web) -> None:
    paths = [f"/no-head/{number}" for number in range(10)]
    addresses = [at(web, path) for path in paths]
    assert ask(addresses * 2, PATIENT) == dict.fromkeys(addresses, Answer(200))
    assert web.asked == [(method, path) for path in paths for method in ("HEAD", "GET")]


def test_who_asks_says_who_it_is(web: Web) -> None:
    answer(web, "/ok")
    assert web.agents == {"tests"}


def test_any_character_can_be_asked_for(web: Web) -> None:
    answer(web, "/caf\u00e9 %20\u202e")
    assert web.asked == [("HEAD", "/caf%C3%A9%20%20%E2%80%AE")]


@pytest.mark.parametrize("host", ["a..b", f"{'a' * 80}.example", "host:port", "a b"])
def test_what_is_no_host_has_an_answer_too(host: str) -> None:
    address = f"http://{host}/"
    assert ask([address], PATIENT)[address].fault == "address"


def test_a_certificate_that_nobody_vouches_for(secure: Web) -> None:
    found = answer(secure, "/ok", scheme="https", host="localhost")
    assert (found.fault, found.detail) == ("certificate", "self-signed certificate")


def test_a_certificate_of_another_host(secure: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    found = answer(secure, "/ok", scheme="https")
    assert found.fault == "certificate"
    assert "127.0.0.1" in found.detail


def test_a_certificate_that_holds(secure: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    assert answer(secure, "/ok", scheme="https", host="localhost") == Answer(200)
