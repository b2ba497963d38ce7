"""A page that is open while its file is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import SECONDS, served


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
def test_an_open_page_reloads_after_a_change(page: Page, clone: Path, tmp_path: Path) -> None:
    with served(clone, tmp_path / "graph") as server:
        page.goto(f"{server.address()}concepts/function/")
        expect(page.locator("h1")).to_have_text("Function")
        server.edit("title: Function", "title: Rule")
        expect(page.locator("h1")).to_have_text("Rule", timeout=SECONDS * 1000)
        page.goto("about:blank")
        assert server.interrupt() == 0
