"""The map's document and the files beside it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.atlas import HUES, Atlas, atlas
from conceptgraph.draw import CANVAS, map_files
from conceptgraph.graph import concept_graph
from conceptgraph.model import Area, Concept, Corpus, Retired
from tests.conftest import concept

HOSTILE = "</script><script>alert(1)</script><!-- ${alert(1)} {{ 7 * 7 }} \"'` &lt; <img src=//x.example>"

STYLES = Path(__file__).parents[1] / "docs" / "stylesheets"


def charted(*concepts: Concept) -> Atlas:
    areas = (Area(id="a", title="Analysis"), Area(id="b", title="Probability"), Area(id="c", title="Unused"))
    corpus = Corpus(areas=areas, concepts={one.id: one for one in concepts})
    return atlas(corpus, concept_graph(concepts), {})


def document(chart: Atlas) -> str:
    return map_files(chart)["map/canvas.html"].decode()


def data(chart: Atlas) -> dict[str, Any]:
    found = re.search(
        r'<script id="map-data" type="application/json">(.*?)</script>', document(chart), re.DOTALL
    )
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


SMALL = charted(
    concept("set", minutes=20, aliases=["collection"]),
    concept("function", ["set"]),
    concept(
        "density", ["function", "set"], area="b", level="advanced", minutes=45, summary="Mass *per* length."
    ),
)


def test_nodes_carry_title_mark_color_and_tooltip() -> None:
    nodes = {node["id"]: node for node in data(SMALL)["nodes"]}

    assert list(nodes) == ["set", "function", "density"]
    assert nodes["density"]["label"] == "Density"
    assert nodes["density"]["mark"] == "P"
    assert nodes["density"]["group"] == "area-2"
    assert nodes["density"]["title"] == "Density\nProbability · advanced · 45 min\nMass per length."
    assert nodes["set"]["aliases"] == ["collection"]
    assert "color" not in nodes["set"]


def test_nodes_carry_what_the_filter_and_the_states_go_by() -> None:
    density = data(SMALL)["nodes"][2]

    assert (density["area"], density["level"]) == ("Probability", "advanced")
    assert density["needs"] == ["function", "set"]


def test_retired_ids_lead_on_or_say_why_there_is_nothing() -> None:
    areas = (Area(id="a", title="Analysis"),)
    redirects: dict[str, str | Retired] = {
        "old": "set",
        "older": "old",
        "gone": Retired(reason="It was a duplicate."),
    }
    concepts = {"set": concept("set")}
    corpus = Corpus(areas=areas, concepts=concepts, redirects=redirects, ids=frozenset(concepts))
    made = data(atlas(corpus, concept_graph([concept("set")]), {}))

    assert made["redirects"] == {"old": "set", "older": "set", "gone": {"reason": "It was a duplicate."}}


def test_edges_lead_from_a_prerequisite_and_leave_out_what_is_implied() -> None:
    edges = data(SMALL)["edges"]

    assert [(edge["from"], edge["to"], edge["arrows"]) for edge in edges] == [
        ("set", "function", "to"),
        ("function", "density", "to"),
    ]


def test_nothing_is_simulated_and_labels_are_plain() -> None:
    options = data(SMALL)["options"]

    assert options["physics"] == {"enabled": False}
    assert options["edges"]["smooth"] is False
    assert options["nodes"]["font"]["multi"] is False


def test_lanes_are_those_of_areas_with_concepts() -> None:
    lanes = data(SMALL)["lanes"]

    assert [(lane["title"], lane["group"]) for lane in lanes] == [
        ("Analysis", "area-1"),
        ("Probability", "area-2"),
    ]


def test_a_long_title_is_cut_in_its_box_and_whole_elsewhere() -> None:
    (node,) = data(charted(concept("long", title="x" * 120)))["nodes"]

    assert node["label"] == "x" * 53 + "…"
    assert node["name"] == "x" * 120


def test_hostile_text_stays_data() -> None:
    title = HOSTILE[:120]
    chart = charted(concept("evil", title=title, aliases=[title], summary=HOSTILE))
    (node,) = data(chart)["nodes"]
    html = document(chart)

    assert (node["label"], node["name"]) == (title[:53].rstrip() + "…", title)
    assert node["aliases"] == [title]
    assert html.count("<script") == html.count("</script>") == 2
    assert "<!--" not in html
    assert "<img" not in html


def test_the_document_names_no_other_host_and_holds_no_script_of_its_own() -> None:
    html = document(SMALL)

    assert not re.search(r"(https?:)?//", html)
    assert re.findall(r"<script ([^>]*)>", html) == [
        'src="../javascripts/map-canvas.js" type="module"',
        'id="map-data" type="application/json"',
    ]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_the_policy_comes_first_in_the_head() -> None:
    head = document(SMALL).partition("<head>")[2].lstrip()

    assert head.startswith(
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; """
    )


def test_the_library_is_the_one_that_pyvis_ships() -> None:
    made = map_files(SMALL)["map/vis-network.min.js"]
    template = files("pyvis").joinpath("templates/template.html").read_text()

    assert b"@version 9.1.2" in made[:300]
    assert made == files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_bytes()
    assert "lib/vis-9.1.2/vis-network.min.js" in template


def test_the_license_stands_beside_the_library() -> None:
    assert b"The MIT License" in map_files(SMALL)["map/vis-network-license.txt"]


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert map_files(SMALL) == map_files(charted(*list(SMALL.corpus.concepts.values())[::-1]))


def test_the_page_embeds_the_document_that_is_written() -> None:
    assert 'data-document="canvas.html"' in CANVAS
    assert '<a href="#list">' in CANVAS


def luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def area_colors() -> list[tuple[str, str]]:
    style = (STYLES / "areas.css").read_text(encoding="utf-8")
    return re.findall(r"\.area-\d+ \{\s*--area: (#\w{6});\s*--area-ink: (#\w{6});\s*\}", style)


def test_every_hue_has_a_color_of_its_own() -> None:
    assert len(set(area_colors())) == HUES == 10


@pytest.mark.parametrize("paper", ["#ffffff", "#fdfcfa", "#1e2129", "#1c1f26"])
def test_area_colors_stand_out_from_light_and_dark_paper(paper: str) -> None:
    assert min(contrast(area, paper) for area, _ in area_colors()) >= 3


def test_letters_can_be_read_on_area_colors() -> None:
    assert min(contrast(area, ink) for area, ink in area_colors()) >= 4.5
