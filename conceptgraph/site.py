"""docs/ -> the published site, through mkdocs: built beside the target, verified, swapped in whole."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

BUILD_DATE = "946684800"
"""The date that mkdocs writes into what it builds: always the same, or no two builds would be equal."""


MARKS = ("graph.json", "index.html", "sitemap.xml", "404.html")
"""Files by which a folder is known as a site that may be replaced."""


class SiteError(Exception):
    """The site could not be built; the one that stood before still stands."""


class TargetError(SiteError):
    """The site may not be put where it should go; says what to do."""


def build_site(
    config_file: Path,
    docs: Path,
    site: Path,
    sources: Sequence[Path] = (),
    settings: Mapping[str, str] | None = None,
) -> None:
    """Replace the site with one made from docs/; on any error it stays as it was.

    ``sources`` are folders that the site may neither hold nor lie in: replacing it would remove them.
    ``settings`` are those of mkdocs that the graph itself states, such as the site's name.
    """
    _refuse_odd_target(config_file, (docs, *sources), site)
    fresh, old = site.with_name(f".{site.name}-new"), site.with_name(f".{site.name}-old")
    _mend(site, fresh, old)
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        _run_mkdocs(config_file, docs, fresh, settings or {})
        _verify(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_odd_target(config_file: Path, sources: Sequence[Path], site: Path) -> None:
    target = site.resolve()
    if site.is_symlink():
        raise TargetError(f"{site} is a link. Name the folder itself.")
    for held in (config_file.parent, Path.home(), *sources):
        if target in (held.resolve(), *held.resolve().parents):
            raise TargetError(f"{site} holds more than a site. Name a folder of its own.")
    for source in sources:
        if target.is_relative_to(source.resolve()):
            raise TargetError(f"{site} lies inside {source}. Name a folder outside.")
    if site.exists() and not site.is_dir():
        raise TargetError(f"{site} is a file. Name a folder.")
    if site.is_dir() and any(site.iterdir()) and not all((site / name).is_file() for name in MARKS):
        raise TargetError(
            f"{site} holds files that are not a site of ours. Empty it, or name another folder."
        )


def _mend(site: Path, fresh: Path, old: Path) -> None:
    """Clear what a build that was killed has left, and put back a site that it had moved aside."""
    shutil.rmtree(fresh, ignore_errors=True)
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _run_mkdocs(config_file: Path, docs: Path, target: Path, settings: Mapping[str, str]) -> None:
    with _build_date(), _complaints() as complaints:
        try:
            config = load_config(
                str(config_file), docs_dir=str(docs.resolve()), site_dir=str(target.resolve()), **settings
            )
            config.nav = [entry for entry in map(_existing(docs), config.nav or []) if entry]
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            raise SiteError(f"mkdocs: {error}") from error
    if complaints:
        raise SiteError("mkdocs complains:\n" + "\n".join(f"  {text}" for text in complaints))


def _existing(docs: Path) -> Any:
    """Return how an entry of the navigation is cut down to the pages that this graph has."""

    def keep(entry: Any) -> Any:
        if isinstance(entry, str):
            return entry if "://" in entry or (docs / entry).is_file() else None
        [(title, value)] = entry.items()
        if isinstance(value, list):
            kept = [*filter(None, map(keep, value)), *_unlisted_areas(docs, value)]
        else:
            kept = keep(value)
        return {title: kept} if kept else None

    return keep


def _unlisted_areas(docs: Path, entries: list[Any]) -> list[str]:
    """Return the area pages of another subject, which mkdocs.yml cannot know, for the section of areas."""
    listed = {value if isinstance(value, str) else next(iter(value.values())) for value in entries}
    if not any(str(path).startswith("areas/") for path in listed):
        return []
    areas = json.loads((docs / "graph.json").read_text(encoding="utf-8"))["areas"]
    paths = (f"areas/{area['id']}.md" for area in areas)
    return [path for path in paths if path not in listed and (docs / path).is_file()]


@contextlib.contextmanager
def _build_date() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or BUILD_DATE
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what mkdocs logs from warnings up; its own strict mode writes the site first."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


def _verify(site: Path) -> None:
    """Raise where the built site has a link of its own that leads nowhere, or a link instead of a file."""
    broken = [f"  {page}: {target}" for page, target in broken_links(site)]
    if broken:
        raise SiteError("links that lead nowhere:\n" + "\n".join(broken[:20]))
    links = [path for path in site.rglob("*") if path.is_symlink()]
    if links:
        raise SiteError(f"the output holds a link: {links[0]}")


class _Links(HTMLParser):
    """Collects the addresses and anchors of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value is not None:
                self.targets.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def broken_links(site: Path) -> Iterator[tuple[str, str]]:
    """Yield page and address of every relative link of a built site that leads to no file or anchor."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        pages[path] = links = _Links()
        links.feed(path.read_text(encoding="utf-8"))
    for path, links in pages.items():
        for target in links.targets:
            if not _resolves(site, path, target, pages):
                yield path.relative_to(site).as_posix(), target


def _resolves(site: Path, page: Path, target: str, pages: dict[Path, _Links]) -> bool:
    address, _, anchor = target.partition("#")
    address = address.partition("?")[0]
    if "://" in address or address.startswith(("/", "mailto:", "data:")):
        return True
    to = Path(os.path.normpath(page.parent / address)) if address else page
    if to.is_dir():
        to /= "index.html"
    if not to.is_file() or not to.is_relative_to(site):
        return False
    # What follows the anchor of a page with a script, such as map/#focus=id, is the script's to read.
    return not anchor or "=" in anchor or to not in pages or anchor in pages[to].anchors
