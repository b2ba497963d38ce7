"""The published site: swapped in whole or not at all, the same bytes each time, for any graph and target."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conceptgraph.site import MARKS, SiteError, TargetError, broken_links, build_site
from tests.built import CASES, REPO_URL, ROOT, SETTINGS, build, command, tree
from tests.conftest import node, write_graph

SMALL = CASES / "three-concepts/graph"
SITE_URL = "https://learn.example.org/atlas/"
FOREIGN = {
    "areas.yml": "- {id: wine, title: Wine and grapes}\n- {id: baking, title: Baking}\n",
    "wine/grape.yml": node("Grape", resources=None),
    "baking/dough.yml": node("Dough", ["grape"], resources=None),
}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def docs(small_docs: Path, tmp_path: Path) -> Path:
    """Return a docs/ for a test to change."""
    return shutil.copytree(small_docs, tmp_path / "docs")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that has stood before, with a page that no graph of today has."""
    site = tmp_path / "out/site"
    write_graph(site, {**dict.fromkeys(MARKS, ""), "concepts/old/index.html": "old"})
    return site


def run(clone: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a repository as a person would, without any setting."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=clone, env=env)


def sources(repository: Path) -> dict[str, bytes]:
    """Return the files of a repository without what Python leaves there."""
    return {path: content for path, content in tree(repository).items() if "__pycache__" not in path}


def pages(site: Path) -> dict[str, str]:
    """Return what each page of a site says, without the frame around it."""
    texts = {path: content.decode() for path, content in tree(site).items() if path.endswith(".html")}
    return {path: re.sub(r"(?s)^.*<article|</article>.*$", "", text) for path, text in texts.items()}


def test_a_site_is_swapped_in_whole(small_docs: Path, small_site: Path, site: Path) -> None:
    build_site(ROOT / "mkdocs.yml", small_docs, site)
    assert tree(site) == tree(small_site)
    assert (site / "concepts/function/index.html").is_file()
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("page", "text", "complaint"),
    [
        ("how-to.md", "# How to\n\n[away](missing.md)\n", "mkdocs complains:\n.*missing.md"),
        ("how-to.md", "# How to\n\n<a href='../missing/'>away</a>\n", "nowhere:\n  how-to/.*: ../missing/"),
        ("how-to.md", "# How to\n\n<a href='../glossary/#ZZ'>away</a>\n", "nowhere:\n.*glossary/#ZZ"),
        ("how-to.md", "# How to\n\n<img src='missing.png' alt=''>\n", "nowhere:\n.*missing.png"),
    ],
    ids=["complaint of mkdocs", "broken link", "broken anchor", "broken picture"],
)
def test_a_build_that_fails_leaves_the_old_site_as_it_was(
    page: str, text: str, complaint: str, docs: Path, site: Path
) -> None:
    (docs / page).write_text(text, encoding="utf-8")
    before = tree(site)
    with pytest.raises(SiteError, match=f"(?s){complaint}"):
        build_site(ROOT / "mkdocs.yml", docs, site)
    assert tree(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_an_error_in_the_data_leaves_the_old_site_as_it_was(tmp_path: Path, site: Path) -> None:
    graph = shutil.copytree(SMALL, tmp_path / "graph")
    (graph / "analysis/function.yml").write_text("title: Function\nlevel: hard\n", encoding="utf-8")
    before = tree(site)
    done = command("build", "--graph", graph, "--site", site)
    assert done.exit_code == 1
    assert f"{graph}/analysis/function.yml:2:8: error: " in done.output
    assert "nothing was built" in done.output
    assert tree(site) == before


def test_a_fault_of_ours_is_told_from_one_of_the_data(clone: Path, site: Path) -> None:
    broken = shutil.copytree(clone, site.parents[1] / "broken")
    (broken / "docs/how-to.md").write_text("[away](missing.md)", encoding="utf-8")
    before = tree(site)
    done = run(broken, "build_graph.py", "build", "--site", site)
    assert done.returncode == 3
    assert "missing.md" in done.stderr
    assert "not of your data" in done.stderr
    assert tree(site) == before


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        (".", "holds more than a site"),
        ("..", "holds more than a site"),
        ("docs", "holds more than a site"),
        ("docs/site", "lies inside"),
        ("graph", "holds more than a site"),
        ("graph/site", "lies inside"),
        ("conceptgraph", "holds files that are not a site"),
        ("../home", "holds more than a site"),
        ("../link", "is a link"),
        ("mkdocs.yml", "is a file"),
    ],
)
def test_an_odd_target_is_refused(
    target: str, complaint: str, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = docs.parent / "repository"
    write_graph(repository, {"graph/areas.yml": "", "conceptgraph/a.py": "", "mkdocs.yml": "site_name: x"})
    docs.rename(repository / "docs")
    (repository.parent / "home").mkdir()
    (repository.parent / "empty").mkdir()
    (repository.parent / "link").symlink_to(repository.parent / "empty")
    monkeypatch.setenv("HOME", str(repository.parent / "home"))
    before = tree(repository.parent)
    with pytest.raises(TargetError, match=complaint):
        build_site(
            repository / "mkdocs.yml", repository / "docs", repository / target, [repository / "graph"]
        )
    assert tree(repository.parent) == before


@pytest.mark.parametrize("target", ["docs", "graph/site", "conceptgraph/site"])
def test_the_command_refuses_its_own_folders(target: str, clone: Path, tmp_path: Path) -> None:
    own = shutil.copytree(clone, tmp_path / "own")
    # What a plain run leaves in docs/ must not make it look like a site.
    write_graph(own / "docs", dict.fromkeys(MARKS, ""))
    before = sources(own)
    done = run(own, "build_graph.py", "build", "--site", target)
    assert done.returncode == 2
    assert "Name a folder" in done.stderr
    assert sources(own) == before


def test_an_odd_target_is_wrong_usage(tmp_path: Path) -> None:
    write_graph(tmp_path / "thesis", {"chapter.tex": "years of work"})
    done = command("build", "--graph", SMALL, "--site", tmp_path / "thesis")
    assert done.exit_code == 2
    assert "Empty it, or name another folder." in done.output
    assert tree(tmp_path / "thesis") == {"chapter.tex": b"years of work"}


def test_an_empty_folder_is_a_target(small_docs: Path, small_site: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    build_site(ROOT / "mkdocs.yml", small_docs, tmp_path / "site")
    assert tree(tmp_path / "site").keys() == tree(small_site).keys()


def test_what_a_killed_build_has_left_is_mended(docs: Path, site: Path) -> None:
    before = tree(site)
    # Killed between its two renames, which is the worst moment.
    site.rename(site.with_name(".site-old"))
    write_graph(site.with_name(".site-new"), {"half.html": "half a site"})
    (docs / "how-to.md").write_text("[away](missing.md)", encoding="utf-8")
    with pytest.raises(SiteError):
        build_site(ROOT / "mkdocs.yml", docs, site)
    assert tree(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_two_builds_in_two_folders_are_equal(tmp_path: Path) -> None:
    settings = {"REPO_URL": REPO_URL, "SITE_URL": SITE_URL}
    for name, seed in (("one", "1"), ("another/deep", "20")):
        done = subprocess.run(
            [sys.executable, "build_graph.py", "build", "--graph", SMALL, "--site", tmp_path / name],
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **settings, "PYTHONHASHSEED": seed},
        )
        assert done.returncode == 0, done.stderr
    one, other = tree(tmp_path / "one"), tree(tmp_path / "another/deep")
    assert {"search/search_index.json", "sitemap.xml", "sitemap.xml.gz", "graph.json"} <= one.keys()
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []


def test_a_site_holds_no_link(real_site: Path) -> None:
    # What publishes it packs what links lead to.
    assert [path for path in real_site.rglob("*") if path.is_symlink()] == []


def test_broken_links_are_found(tmp_path: Path) -> None:
    write_graph(
        tmp_path,
        {
            "index.html": '<a href="a/">a</a> <a href="a/#here">a</a> <a href="#top">t</a> <h1 id="top">t'
            '</h1><a href="b/">b</a> <a href="a/#there">a</a> <a href="#bottom">b</a> <img src="x.png">'
            '<a href="https://example.org/">out</a> <a href="../index.html">up</a> <a href="x.txt?v=1">x</a>',
            "a/index.html": '<p id="here"><a href="../x.txt">x</a> <a href="x.txt">x</a> <a href="#">t</a>'
            '</p><a href="../index.html#focus=a">f</a> <a href="..">home</a>',
            "x.txt": "x",
        },
    )
    assert list(broken_links(tmp_path)) == [
        ("a/index.html", "x.txt"),
        ("index.html", "b/"),
        ("index.html", "a/#there"),
        ("index.html", "#bottom"),
        ("index.html", "x.png"),
        ("index.html", "../index.html"),
    ]


def test_another_subject_gets_a_navigation_of_its_own(tmp_path: Path) -> None:
    site = build(write_graph(tmp_path / "graph", FOREIGN), tmp_path / "site")
    page = (site / "concepts/dough/index.html").read_text(encoding="utf-8")
    sidebar = page.partition('data-md-type="navigation"')[2].partition("data-md-type")[0]
    links = re.findall(r'<a href="([^"]+)" class="md-nav__link">', sidebar)
    # In the order of areas.yml, not of the file names.
    assert [link for link in links if "areas/" in link] == ["../../areas/wine/", "../../areas/baking/"]
    assert "Wine and grapes" in sidebar
    assert "analysis" not in page
    assert "checklist" not in page


def test_the_repository_is_named_only_where_it_is_set(tmp_path: Path, small_site: Path) -> None:
    site = build(SMALL, tmp_path / "site", REPO_URL="https://code.example.org/x/y")
    with_address, without = tree(site), tree(small_site)
    page = with_address["concepts/function/index.html"].decode()
    assert 'href="https://code.example.org/x/y/edit/main/graph/analysis/function.yml">Correct' in page
    # What every page says of it stands in the header; only a concept has a file to be edited.
    assert "/edit/" not in with_address["glossary/index.html"].decode()
    assert "issues/new" not in with_address["glossary/index.html"].decode()
    assert [path for path, text in without.items() if b"code.example.org" in text] == []
    offers = re.compile(rb"Correct this page|issues/new|new/main")
    assert [path for path, text in without.items() if path.endswith(".html") and offers.search(text)] == []
    assert "md-source" not in without["concepts/function/index.html"].decode()


def test_the_address_of_the_site_makes_canonical_links_and_a_sitemap(
    tmp_path: Path, small_site: Path
) -> None:
    site = build(SMALL, tmp_path / "site", SITE_URL=SITE_URL)
    page = (site / "concepts/function/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{SITE_URL}concepts/function/">' in page
    assert f"<loc>{SITE_URL}concepts/function/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    without = tree(small_site)
    assert b"canonical" not in without["concepts/function/index.html"]
    assert b"<loc>" not in without["sitemap.xml"]


def test_building_another_graph_leaves_the_repository_alone(clone: Path, tmp_path: Path) -> None:
    write_graph(clone / "site", {**dict.fromkeys(MARKS, ""), "index.html": "the site that stands"})
    before = tree(clone)
    graph = write_graph(tmp_path / "graph", FOREIGN)
    # Without __pycache__, which is Python's own.
    done = run(clone, "-B", "build_graph.py", "build", "--graph", graph, "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/concepts/dough/index.html").is_file()
    assert tree(clone) == before


def test_plain_mkdocs_builds_the_same_pages_after_the_first_build(clone: Path, tmp_path: Path) -> None:
    own = shutil.copytree(clone, tmp_path / "own")
    assert run(own, "build_graph.py").returncode == 0
    plain = run(own, "-m", "mkdocs", "build", "-q", "-d", tmp_path / "plain")
    assert plain.returncode == 0, plain.stderr
    built = pages(own / "site")
    assert {
        "index.html",
        "concepts/function/index.html",
        "map/canvas.html",
        "how-to/index.html",
    } <= built.keys()
    assert pages(tmp_path / "plain") == built
