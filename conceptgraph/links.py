"""The links that lead out of the site: where they stand, and what came of asking them.

What is found here depends on other people's servers, so it is no rule of the check, and no pull request
waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.client import responses
from typing import Literal

from conceptgraph.escape import markdown
from conceptgraph.model import Corpus, Location
from conceptgraph.problem import Problem
from conceptgraph.words import counted

BROKEN, MOVED, REFUSED = "link-broken", "link-moved", "link-refused"
CLOSED_TO_PROGRAMS = (401, 403, 429)
"""Answers that say more about who asks than about the page."""
SHOWN_ROWS = 200

_ADDRESS = re.compile(r"""https?://(?:[^\s<>"'`()\[\]{}|\\]|\([^\s<>"'`()\[\]{}|\\]*\))+""")
_NOBODY = re.compile(r"(?:.*\.)?(?:localhost|example|example\.(?:com|net|org))|127\.0\.0\.1")

Fault = Literal["timeout", "connection", "certificate", "circle", "address"]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An address of another site, and the place that names it."""

    location: Location
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking an address: a status or a fault, and where it has moved for good."""

    status: int = 0
    fault: Fault | None = None
    detail: str = ""
    moved: str = ""

    @property
    def passing(self) -> bool:
        """Tell whether the next try may end otherwise."""
        return self.fault in ("timeout", "connection") or self.status >= 500


def graph_links(corpus: Corpus) -> Iterator[Link]:
    """Yield the address of every source, and those that its prefix makes with the places cited."""
    for key, citation in corpus.citations.items():
        yield Link(corpus.files["sources.yml"].at(key, "url"), citation.url)
    for id, concept in corpus.concepts.items():
        for index, resource in enumerate(concept.resources):
            citation = corpus.citations[resource.source]
            address = citation.address(resource.where)
            if address != citation.url:
                yield Link(corpus.files[id].at("resources", index, "where"), address)


def document_links(path: str, text: str) -> Iterator[Link]:
    """Yield the addresses in a document, without those that stand for anyone's or for this machine's."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _ADDRESS.finditer(line):
            address = match.group().rstrip(".,:;!?*_")
            if not _NOBODY.fullmatch(address.split("/")[2].partition(":")[0]):
                yield Link(Location(path, number, match.start() + 1), address)


def asked(link: Link) -> str:
    """Return the address as servers get it: what follows the # stays with the browser."""
    return link.address.partition("#")[0]


def findings(links: Iterable[Link], answers: Mapping[str, Answer]) -> list[Problem]:
    """Return what is wrong, at every place that names such an address; errors are broken links."""
    judged = (_judged(link, answers[asked(link)]) for link in links)
    return sorted(problem for problem in judged if problem)


def result(problems: Iterable[Problem], count: int) -> str:
    """Return in words what came of asking."""
    broken = sum(problem.severity == "error" for problem in problems)
    return f"{counted(count, 'page')} of other sites asked for, {counted(broken, 'broken link')}"


def table(problems: Iterable[Problem], count: int) -> str:
    """Return the findings as Markdown, broken links first."""
    rows = sorted(problems, key=lambda problem: (problem.severity == "warning", problem))
    lines = [f"## Links to other sites\n\n{result(rows, count)}.\n"]
    if rows:
        lines += ["| place | finding | what to do |", "|---|---|---|"]
    lines += [
        f"| {markdown(row.location.short)} | {markdown(row.message)} | {markdown(row.hint)} |"
        for row in rows[:SHOWN_ROWS]
    ]
    if len(rows) > SHOWN_ROWS:
        lines.append(f"\n... and {len(rows) - SHOWN_ROWS} more: see the log.")
    return "\n".join(lines) + "\n"


def _judged(link: Link, answer: Answer) -> Problem | None:
    address = link.address
    if answer.fault:
        said, hint = _FAULTS[answer.fault]
        message = said.format(address=address, detail=answer.detail)
        return Problem(link.location, BROKEN, message, hint, "error")
    if answer.status in CLOSED_TO_PROGRAMS:
        message = f"{address} could not be asked: it answers {_status(answer)}."
        return Problem(link.location, REFUSED, message, "open it in a browser", "warning")
    if answer.status >= 400:
        hint = "wait for the next run" if answer.passing else "look for the page's new address"
        message = f"{address} answers {_status(answer)}."
        return Problem(link.location, BROKEN, message, f"{hint}, or cite another source", "error")
    if answer.moved:
        message = f"{address} has moved for good."
        return Problem(link.location, MOVED, message, f"write {answer.moved}", "warning")
    return None


def _status(answer: Answer) -> str:
    phrase = responses.get(answer.status)
    return f"{answer.status} ({phrase})" if phrase else str(answer.status)


_FAULTS: dict[Fault, tuple[str, str]] = {
    "timeout": ("{address} does not answer in time.", "wait for the next run, or cite another source"),
    "connection": ("{address} cannot be reached: {detail}.", "wait for the next run, or cite another source"),
    "certificate": (
        "{address} has a certificate that does not hold: {detail}.",
        "browsers warn of it too: look whether the site has moved; http:// instead is no way out",
    ),
    "circle": (
        "{address} is redirected without an end.",
        "open it in a browser, and write the address where it ends",
    ),
    "address": ("{address} leads to what is no address of a page: {detail}.", "write the whole address"),
}
