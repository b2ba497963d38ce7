"""Addresses -> Answers: asks other people's servers, a few hosts at a time and each of them politely.

Only the head of an answer is read, however long its body is.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from conceptgraph.links import Answer

REDIRECTS = (301, 302, 303, 307, 308)
LASTING = (301, 308)
MOST_HOPS = 10


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask."""

    agent: str
    seconds: float = 20
    """How long one question may take, from the first word to the end of the answer's head."""
    pauses: tuple[float, ...] = (5, 20)
    """How long to wait before each further try, where one may help."""
    between: float = 1
    """How long to leave a host alone after a question."""
    hosts: int = 8


class _Head(NamedTuple):
    status: int
    location: str | None


def ask(addresses: Iterable[str], manners: Manners) -> dict[str, Answer]:
    """Return what came of asking each address; an address that cannot be asked has an answer too."""
    by_host = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_host[address.split("/")[2]].append(address)
    with ThreadPoolExecutor(manners.hosts) as pool:
        answers = pool.map(lambda group: _one_by_one(group, manners), by_host.values())
        return {address: answer for group in answers for address, answer in group.items()}


def _one_by_one(addresses: Iterable[str], manners: Manners) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for address in addresses:
        if answers:
            time.sleep(manners.between)
        answers[address] = _answer(address, manners)
    return answers


def _answer(address: str, manners: Manners) -> Answer:
    answer = _followed(address, manners)
    for pause in manners.pauses:
        if not answer.passing:
            break
        time.sleep(pause)
        answer = _followed(address, manners)
    return answer


def _followed(address: str, manners: Manners) -> Answer:
    """Return the answer at the end of all redirects; it has moved as far as they are permanent."""
    at, moved, lasting = address, "", True
    for _ in range(MOST_HOPS):
        try:
            head = _head(at, manners)
            if head.location is None:
                return Answer(head.status, moved=moved)
            at = urljoin(at, head.location)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _fault(error)
        lasting = lasting and head.status in LASTING
        moved = at if lasting else moved
    return Answer(fault="circle")


def _head(address: str, manners: Manners) -> _Head:
    """Return the head of the answer; of the whole page's where a server does not answer HEAD well."""
    try:
        head = _asked("HEAD", address, manners)
        if head.status < 400 or head.status == 429:
            return head
    except (OSError, http.client.HTTPException):
        pass  # the question for the whole page fails in the same way, or does not
    return _asked("GET", address, manners)


def _asked(method: str, address: str, manners: Manners) -> _Head:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it starts neither with http:// nor with https:// and a host")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=manners.seconds)
    query = f"?{parts.query}" if parts.query else ""
    target = quote(f"{parts.path or '/'}{query}", safe="!#$%&'()*+,/:;=?@[]~")
    try:
        connection.connect()
        with _deadline(connection, manners.seconds):
            connection.request(method, target, headers={"User-Agent": manners.agent, "Accept": "*/*"})
            answer = connection.getresponse()
        location = answer.getheader("Location") if answer.status in REDIRECTS else None
        # Servers send UTF-8, which the library reads as Latin-1.
        return _Head(answer.status, location and location.encode("latin-1").decode("utf-8", "replace"))
    finally:
        connection.close()


@contextmanager
def _deadline(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """End the talk after so long: a server that sends a letter now and then would keep us for ever."""
    over, line = threading.Event(), connection.sock

    def hang_up() -> None:
        over.set()
        with suppress(OSError):  # it may have ended by itself
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError):
        if not over.is_set():
            raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError


def _fault(error: Exception) -> Answer:
    match error:
        case ssl.SSLCertVerificationError():
            return Answer(fault="certificate", detail=error.verify_message)
        case TimeoutError():
            return Answer(fault="timeout")
        case http.client.RemoteDisconnected():
            return Answer(fault="connection", detail="it hangs up")
        case http.client.HTTPException() if not isinstance(error, http.client.InvalidURL):
            return Answer(fault="connection", detail="what it sends is not HTTP")
        case OSError():
            return Answer(fault="connection", detail=error.strerror or type(error).__name__)
        case _:
            return Answer(fault="address", detail=str(error))
