"""The site's own modules, called from Python in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from tests.built import ROOT

Run: TypeAlias = Callable[..., Any]
"""Takes the body of a function and values for it by name; returns what the body returns."""


@pytest.fixture(scope="session")
def blank(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Page]:
    """Yield an empty page beside the modules of docs/javascripts; tests leave nothing in it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serve(ROOT / 'docs/javascripts')}blank")
        yield page


@pytest.fixture(scope="session")
def run(blank: Page) -> Run:
    """Return how to run a few lines of JavaScript on values that JSON can hold.

    ``modules`` names what the lines may use by name: ``{"plan.js": "learningPath frontier"}``.
    """

    def call(body: str, modules: dict[str, str], **values: Any) -> Any:
        imports = "".join(
            f"const {{ {', '.join(names.split())} }} = await import('./{module}');"
            for module, names in modules.items()
        )
        return blank.evaluate(f"async ({{ {', '.join(values)} }}) => {{ {imports} {body} }}", values)

    return call
