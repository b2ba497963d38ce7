"""The values that the stages hand on: frozen, and without behavior that reads or writes.

``Node`` is the one definition of every field of a concept's file. The check, the JSON Schema
for editors and the contributor's field table are made from it. The module is long because every
field carries its description and an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64


class Location(NamedTuple):
    """A place in a file: its path as a person would type it, line and column from 1."""

    path: str
    line: int
    column: int

    @property
    def short(self) -> str:
        """File and line, for the inside of a message."""
        return f"{self.path}:{self.line}"


Pointer = tuple[str | int, ...]
"""The keys and list positions that lead to a value, such as ``("prerequisites", 0, "id")``."""

Kind = Literal["scalar", "mapping", "list", "end"]
Token = tuple[Kind, int, int]
"""A key, a value, or the end of a mapping or list, and the offsets where it starts and ends in the text."""


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("The text is empty.")
    return value


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("The text must stand on one line.")
    return value.strip()


def _digits(value: object) -> object:
    # Every scalar arrives as text; 1e2, 4_5 and 45.0 are not how anyone should write a whole number.
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}", value):
        raise ValueError("A whole number belongs here.")
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]+)?", parts.netloc):
        raise ValueError("An address starts with https:// or http:// and a host.")
    if re.search(r"[\s<>\"'`\\{}|^]", value):
        raise ValueError("The address holds a character that must be percent-encoded.")
    return value


Text = Annotated[str, AfterValidator(_not_blank), Field(max_length=20_000)]
Line = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line)]
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_LENGTH)]
ConceptId = Annotated[Id, Field(json_schema_extra={"known": "concepts"})]
"""The id of a concept of this graph: editors suggest those that ``reference`` knows."""
SourceKey = Annotated[Id, Field(json_schema_extra={"known": "sources"})]
Address = Annotated[str, Field(max_length=300), AfterValidator(_address)]
Level = Literal["foundational", "core", "advanced"]
LEVELS: tuple[Level, ...] = ("foundational", "core", "advanced")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Prerequisite(_Frozen):
    """A concept that must be known first, and what of it is used."""

    id: ConceptId = Field(description="The concept that is needed.", examples=["jacobian-matrix"])
    reason: Annotated[Line, Field(max_length=300)] = Field(
        description="What of it is used here: one clause, lower case, no full stop.",
        examples=["the map is replaced locally by its Jacobian"],
    )


class Contrast(_Frozen):
    """A look-alike, and the one line that tells the two apart."""

    id: ConceptId = Field(
        description="The concept that gets confused with this one.", examples=["independence"]
    )
    how: Annotated[Line, Field(max_length=500)] = Field(
        description="One sentence that tells them apart and reads well on both pages.",
        examples=["A pmf sums to one; a density integrates to one and may exceed one."],
    )


class Question(_Frozen):
    """A question with a model answer."""

    level: Literal["warm-up", "core", "deep"] = Field(
        description="warm-up is recall or one step, core explains or derives, deep asks for a proof idea, "
        "a failure case or a comparison.",
        examples=["core"],
    )
    question: Text = Field(
        description="The question as it is asked aloud.",
        examples=["Why do normalizing flows use layers with a triangular Jacobian?"],
    )
    answer: Text = Field(
        description="One to five sentences as one would say them aloud.",
        examples=["The log-determinant is then a sum over the diagonal, which costs $O(n)$."],
    )
    assumes: tuple[ConceptId, ...] = Field(
        default=(),
        description="Concepts beyond this one and its ancestors that the question needs.",
        examples=[["map-estimation"]],
    )


class Resource(_Frozen):
    """Where to read on: a key of sources.yml and the place in it."""

    source: SourceKey = Field(description="A key of `graph/sources.yml`.", examples=["mml"])
    where: Annotated[Line, Field(max_length=200)] = Field(
        description="Chapter, section or paper number that you have checked.", examples=["Section 6.7"]
    )


class Node(_Frozen):
    """One concept as its file states it. The order of the fields is the order in the file."""

    title: Annotated[Line, Field(max_length=120)] = Field(
        description="Plain text on one line, at most 120 characters.",
        examples=["Change of variables for densities"],
    )
    level: Level = Field(
        description="How early in one's studies it is met: foundational, core or advanced.", examples=["core"]
    )
    minutes: Annotated[int, BeforeValidator(_digits)] = Field(
        ge=5,
        le=240,
        description="Honest study time, 5 to 240, for someone who knows the prerequisites.",
        examples=[45],
    )
    aliases: tuple[Annotated[Line, Field(max_length=120)], ...] = Field(
        default=(),
        description="Other names under which readers search.",
        examples=[["change of variables formula"]],
    )
    summary: Annotated[Line, Field(max_length=400)] = Field(
        description="One sentence of at most 35 words that says what the concept is; Markdown and LaTeX "
        "inline only.",
        examples=["The new density is the old one at the preimage, divided by the local stretch of volume."],
    )
    status: Literal["draft"] | None = Field(
        default=None,
        description="`draft` shows a banner and keeps the concept out of plans; all checks still apply.",
        examples=["draft"],
    )
    prerequisites: tuple[Prerequisite, ...] = Field(
        description="What the page uses and does not explain, directly; may be an empty list.",
        examples=[[{"id": "determinant", "reason": "its absolute value is the local volume factor"}]],
    )
    related: tuple[ConceptId, ...] = Field(
        default=(),
        description="Neighbors that are neither ancestors nor descendants; written in one of the two files.",
        examples=[["differential-entropy"]],
    )
    contrasts: tuple[Contrast, ...] = Field(
        default=(),
        description="Look-alikes; written in one of the two files, shown on both pages.",
        examples=[[{"id": "expectation", "how": "The mode of a density moves under a map; ..."}]],
    )
    goals: tuple[Text, ...] = Field(
        default=(),
        description="Two to four things the reader can do afterwards; each starts with a testable verb.",
        examples=[["Derive the one-dimensional formula from the cdf."]],
    )
    intuition: Text | None = Field(
        default=None,
        description="One picture or mechanism in 40 to 90 words.",
        examples=["Probability mass is conserved. ..."],
    )
    definition: Text = Field(
        description="Precise: every symbol introduced, conditions before the formula.",
        examples=["Let $\\mathbf{x}$ have density $p_x$ ..."],
    )
    facts: tuple[Text, ...] = Field(
        default=(),
        description="Three to six true statements with their conditions, most useful first.",
        examples=[["Under composition, log-determinants add."]],
    )
    example: Text | None = Field(
        default=None,
        description="Small numbers, worked to the end, closed by a check that can be done by hand.",
        examples=["Let $X$ be uniform on $(0,1)$ and $Y=X^2$. ..."],
    )
    check: Text | None = Field(
        default=None,
        description="Python (NumPy, SciPy) of at most 15 lines whose asserts verify the page's claim; "
        "the tests run it.",
        examples=["import numpy as np\n\nassert np.isclose(np.sqrt(0.25), 0.5)\n"],
    )
    pitfalls: tuple[Text, ...] = Field(
        default=(),
        description="Two to four errors that candidates make, each with its correction.",
        examples=[["Adding a Jacobian to a pmf. Discrete mass is only relabeled."]],
    )
    questions: tuple[Question, ...] = Field(
        default=(),
        description="Two to four questions with model answers.",
        examples=[[{"level": "warm-up", "question": "What is ...?", "answer": "It is ..."}]],
    )
    resources: tuple[Resource, ...] = Field(
        default=(),
        description="One to four places to read on.",
        examples=[[{"source": "mml", "where": "Section 6.7"}]],
    )


class Concept(Node):
    """A node with what its file name and folder say: the id and the area."""

    id: Id
    area: Id


class Area(_Frozen):
    """A field of study; the areas stand in reading order."""

    id: Id = Field(description="The name of the area's folder.", examples=["linear-algebra"])
    title: Annotated[Line, Field(max_length=80)] = Field(
        description="Plain text on one line.", examples=["Linear algebra"]
    )


class Citation(_Frozen):
    """A book, a series of papers or a documentation site; the only place that holds addresses."""

    title: Annotated[Line, Field(max_length=200)] = Field(
        description="As the work calls itself.", examples=["Mathematics for Machine Learning"]
    )
    url: Address = Field(
        description="Where it can be read or found, with https://.", examples=["https://mml-book.github.io/"]
    )
    good_for: Annotated[Line, Field(max_length=300)] = Field(
        description="What a reader finds there and nowhere better: one clause, lower case, no full stop.",
        examples=["the mathematics behind the first half of this map"],
    )
    authors: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description="Their last names.", examples=["Deisenroth, Faisal, Ong"]
    )
    recommended_by: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None,
        description="Who names it as a further way to learn, beside what the pages cite.",
        examples=["the author of the checklist"],
    )
    prefix: Address | None = Field(
        default=None,
        description="Where set, a `where` that starts with a number links to this address and the number.",
        examples=["https://example.org/abs/"],
    )

    def address(self, where: str) -> str:
        """Return where a place in the source is found."""
        number = re.match(r"[0-9][0-9./v-]*[0-9]", where)
        return f"{self.prefix}{number.group()}" if self.prefix and number else self.url


class Item(_Frozen):
    """One item of the checklist that the site must cover."""

    key: Id = Field(description="A name of the item's own, never shown.", examples=["la-rank"])
    text: Annotated[Line, Field(max_length=300)] = Field(
        description="The item in the words of its source.", examples=["rank of a matrix"]
    )
    term: Annotated[Line, Field(max_length=120)] | None = Field(
        default=None,
        description="The words by which a page of it has it, where neither text nor a concept's name does.",
        examples=["rank"],
    )
    section: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=120)] = Field(
        description="The heading it stands under, lower case with hyphens; a slash leads to one below it.",
        examples=["mathematics/linear-algebra"],
    )
    origin: Literal["bullet", "prose"] = Field(
        description="bullet is an entry of a list in the source, prose is named in its running text.",
        examples=["bullet"],
    )
    parent: Id | None = Field(
        default=None, description="The key of the item above that it is nested under.", examples=["la-matrix"]
    )
    concepts: tuple[ConceptId, ...] = Field(
        default=(), description="The concepts that cover it.", examples=[["rank"]]
    )


class Retired(_Frozen):
    """Why an id went away without a successor."""

    reason: Annotated[Line, Field(max_length=300)] = Field(
        description="One sentence for a reader who comes by an old link.",
        examples=["It was taught as part of another page."],
    )


class Subject(_Frozen):
    """What the graph is about, in the words that the site says of itself; each has a neutral default."""

    name: Annotated[Line, Field(max_length=80)] = Field(
        default="Concept graph", description="The name of the site.", examples=["Concept graph of chess"]
    )
    description: Annotated[Line, Field(max_length=200)] = Field(
        default="What rests on what, and in which order to learn it.",
        description="One sentence for search engines and shared links.",
        examples=["What to study to play chess well, in which order, and why."],
    )
    lead: Annotated[Line, Field(max_length=300)] = Field(
        default="Every concept with what it rests on.",
        description="The first sentence of the home page: what can be studied here.",
        examples=["Every concept of chess, from how the pieces move to the endgame, with what it rests on."],
    )
    # Letters only, for it stands in headings, which are Markdown.
    occasion: Annotated[str, Field(pattern=r"^[a-z]+( [a-z]+)*$", max_length=30)] | None = Field(
        default=None,
        description="What people prepare for, in lower case: it names the questions and the checklist.",
        examples=["exam"],
    )
    ground: Annotated[Line, Field(max_length=120)] | None = Field(
        default=None,
        description="What the first concepts take for granted, as it follows 'These need'.",
        examples=["school mathematics"],
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: plain data of dict, list and str, and where each value and key stands.

    ``name`` is the path inside the graph's folder, ``path`` the one that people are shown.
    """

    path: str
    name: str
    data: object
    values: Mapping[Pointer, Location]
    keys: Mapping[Pointer, Location]
    text: str = field(default="", repr=False)
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    """The file as it is written, in its order; empty where something in it was refused."""
    foreign: str = ""
    """What the bytes had and ``text`` lacks, as a sentence: a byte order mark, other line ends."""

    def at(self, *pointer: str | int) -> Location:
        """Return where the value at ``pointer`` starts, or its nearest parent that exists."""
        while pointer and pointer not in self.values:
            pointer = pointer[:-1]
        return self.values.get(pointer, Location(self.path, 1, 1))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that graph/ says, and the files it came from (for positions)."""

    folder: str = "graph"
    """The graph's folder as people are shown it, for what has no place in any file."""
    areas: tuple[Area, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    checklist: tuple[Item, ...] = ()
    redirects: Mapping[str, str | Retired] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    files: Mapping[str, Source] = field(default_factory=dict)
    """Sources by concept id, and those of the lists by file name (``areas.yml``)."""
    ids: frozenset[str] = frozenset()
    """Ids of all concept files, also of those that could not be read."""
    published: frozenset[str] = frozenset()
    """Ids that readers may already hold in their progress or their links."""
