"""What every page is made with: the templates, what they may call, the front matter."""

from __future__ import annotations

import html
import re
from functools import lru_cache, partial
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from conceptgraph import markup
from conceptgraph.atlas import Atlas
from conceptgraph.model import Citation, Resource
from conceptgraph.schedule import duration
from conceptgraph.text import TEXTS, Judged
from conceptgraph.words import counted

# Pages that repeat what others say stay out of the search, so that a concept's own page comes first.
LIST: dict[str, Any] = {"search": {"exclude": True}}


def environment(atlas: Atlas) -> Environment:
    """Return the templates, told of a graph."""
    env = Environment(
        loader=PackageLoader("conceptgraph"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "atlas": atlas,
        "concepts": atlas.corpus.concepts,
        "area_title": {area.id: area.title for area in atlas.corpus.areas},
        "duration": duration,
        "counted": lambda number: counted(number, "concept"),
        "html_of": partial(html_of, atlas),
        "inline_summary": partial(_summary, atlas),
        "subject": atlas.corpus.subject,
        "ticks": _ticks,
    }
    return env


def page(env: Environment, template: str, root: str, meta: dict[str, Any], **values: Any) -> str:
    """Return a page by its template; ``root`` leads from it to the top of the site."""
    made = env.get_template(template).render(root=root, front_matter=_front_matter(meta), **values)
    # Markdown ends a raw block at its closing tag and a blank line; more than one says nothing.
    return re.sub(r"\n{3,}", "\n\n", made).rstrip() + "\n"


def _front_matter(meta: dict[str, Any]) -> Markup:
    """Return the YAML head of a page; the theme prints title and description without escaping them."""
    safe = {key: html.escape(value) if isinstance(value, str) else value for key, value in meta.items()}
    return Markup("---\n" + yaml.safe_dump(safe, allow_unicode=True, sort_keys=False) + "---\n")


def html_of(atlas: Atlas, id: str, *pointer: str | int) -> Markup:
    """Return a field of a concept as HTML, for the page of a concept."""
    return _on_a_concept(atlas.prose[id][pointer])


@lru_cache(TEXTS)
def _on_a_concept(judged: Judged) -> Markup:
    return Markup(markup.html(judged, lambda other: f"../{other}/"))


def _summary(atlas: Atlas, id: str, root: str) -> Markup:
    return Markup(markup.html(atlas.prose[id]["summary",], lambda other: f"{root}concepts/{other}/"))


def _ticks(text: str) -> Markup:
    """Return our own text with `code` marked up."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False)))


def citation(source: Citation, resource: Resource) -> dict[str, Any]:
    """Return what a page says of a place to read on."""
    url = source.address(resource.where)
    return {"url": url, "title": source.title, "authors": source.authors, "where": resource.where}
