"""The map in a real browser: what it shows, what a reader does with it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Frame, FrameLocator, Page, expect

from tests.browser.conftest import PHONE, Faults, concepts, follow
from tests.browser.scripts import Run

COUNTED = """() => {
  window.kept = new Map();
  for (const name of ["addEventListener", "removeEventListener"]) {
    const own = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (type, ...rest) {
      if (this === window && type === "hashchange" && String(new Error().stack).includes("/map.js")) {
        window.kept.set(type, (window.kept.get(type) ?? 0) + (name === "addEventListener" ? 1 : -1));
      }
      return own.call(this, type, ...rest);
    };
  }
}"""
TITLES = """
window.sizes = [];
const own = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  if (text.length > 2) window.sizes.push(parseFloat(this.font.match(/[\\d.]+px/)) * this.getTransform().a);
  return own.call(this, text, ...rest);
};
"""
NODES = [
    {"id": id, "x": x, "y": y, "needs": needs}
    for id, x, y, needs in [
        ("a", 0, 0, []),
        ("b", 0, 9, []),
        ("c", 1, 0, ["a", "b"]),
        ("d", 1, 9, ["b"]),
        ("constructor", 2, 0, ["c"]),
    ]
]
EDGES = [{"from": need, "to": node["id"]} for node in NODES for need in node["needs"]]  # type: ignore[attr-defined]
GRAPH = {"map-graph.js": "asked hashOf pathOf readyOf walk onPath standing"}


def opened(page: Page, address: str) -> FrameLocator:
    """Open a map page and wait until its drawing answers."""
    page.goto(address)
    return drawn(page)


def drawn(page: Page) -> FrameLocator:
    canvas = page.frame_locator("iframe.map-canvas")
    expect(canvas.locator("html")).to_have_attribute("data-ready", "true")
    return canvas


def inside(page: Page) -> Frame:
    return next(frame for frame in page.frames if "canvas.html" in frame.url)


def test_a_path_holds_what_the_goals_rest_on_and_what_the_focus_opens(run: Run) -> None:
    body = """
      const known = (id) => nodes.find((node) => node.id === id)?.id;
      const path = pathOf(edges, asked(hash, known));
      return path && [path.here, path.before, path.after].map((set) => [...set].sort());
    """

    def path(hash: str) -> Any:
        return run(body, GRAPH, edges=EDGES, nodes=NODES, hash=hash)

    assert path("#focus=c") == [["c"], ["a", "b"], ["constructor"]]
    assert path("#goals=c,d") == [["c", "d"], ["a", "b"], []]
    assert path("#focus=b&goals=constructor") == [["b", "constructor"], ["a", "c"], ["d"]]
    assert path("#focus=__proto__") is None


def test_an_address_is_read_as_it_is_written_and_unknown_ids_are_kept_apart(run: Run) -> None:
    known = "(id) => (['a', 'b'].includes(id) ? id : id === 'old' ? 'b' : undefined)"

    def asked(hash: str) -> Any:
        return run(f"const found = asked(hash, {known}); return [found, hashOf(found)];", GRAPH, hash=hash)

    assert asked("#focus=a&goals=b,nope") == [
        {"focus": "a", "goals": ["b"], "unknown": ["nope"]},
        "#focus=a&goals=b",
    ]
    assert asked("#goals=old,a") == [{"focus": "", "goals": ["b", "a"], "unknown": []}, "#goals=b,a"]
    assert asked("") == [{"focus": "", "goals": [], "unknown": []}, ""]


def test_ready_is_what_has_all_that_it_needs(run: Run) -> None:
    body = "return [...readyOf(nodes, new Set(known))]"

    assert run(body, GRAPH, nodes=NODES, known=[]) == ["a", "b"]
    assert run(body, GRAPH, nodes=NODES, known=["b"]) == ["a", "d"]
    assert run(body, GRAPH, nodes=NODES, known=["a", "b", "c"]) == ["d", "constructor"]


def test_arrows_walk_along_edges_and_among_alternatives(run: Run) -> None:
    def walked(at: str, *keys: str) -> str:
        body = "return keys.reduce((step, key) => walk(nodes, edges, step, key), { at, among: [] }).at"
        found: str = run(body, GRAPH, nodes=NODES, edges=EDGES, at=at, keys=[f"Arrow{key}" for key in keys])
        return found

    assert walked("c", "Left") == "a"
    assert walked("c", "Left", "Down") == "b"
    assert walked("c", "Left", "Down", "Down") == "a"
    assert walked("b", "Right") == "d"
    assert walked("b", "Right", "Up") == "c"
    assert walked("c", "Right") == "constructor"
    assert walked("constructor", "Right") == "constructor"
    assert walked("a", "Down") == "b"


def test_the_map_shows_a_path_and_leads_to_its_pages(page: Page, home: str, graph: dict[str, Any]) -> None:
    canvas = opened(page, f"{home}map/#focus=normalizing-flow")
    listed = page.locator(".map-list ol.study-path > li")
    assert concepts(listed) == list(graph)
    expect(canvas.locator("#map-open")).to_have_text("Normalizing flow")
    point = hovered(page)
    page.mouse.click(*point)
    page.wait_for_url("**/concepts/*/")
    assert page.url.rstrip("/").rpartition("/")[2] in graph


def hovered(page: Page) -> tuple[float, float]:
    """Return a point of the drawing at which a concept answers to the pointer."""
    drawing = page.frame_locator("iframe.map-canvas").locator("#map")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    for down in range(30, int(box["height"]), 30):
        for right in range(60, int(box["width"]), 60):
            if answers(page, box["x"] + right, box["y"] + down):
                return box["x"] + right, box["y"] + down
    pytest.fail("no concept of the map answers to the pointer")


def answers(page: Page, x: float, y: float) -> bool:
    """Tell whether a concept of the map answers to the pointer at a point."""
    page.mouse.move(x, y)
    drawing = page.frame_locator("iframe.map-canvas").locator("#map")
    return "map-hover" in (drawing.get_attribute("class") or "")


def test_the_search_and_show_all_change_the_address(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/")
    canvas.get_by_label("Show the path to").fill("jacobian")
    canvas.get_by_label("Show the path to").press("Enter")
    expect(canvas.locator("#map-open")).to_have_text("Jacobian matrix")
    page.wait_for_url("**/map/#focus=jacobian-matrix")
    canvas.get_by_role("button", name="Fit path").click()
    canvas.get_by_role("button", name="Show all").click()
    expect(canvas.locator("#map-open")).to_be_hidden()
    page.wait_for_url("**/map/")


def test_goals_show_their_paths_together_and_an_unknown_id_is_named(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/#goals=gradient,entropy,nonsense")
    said = canvas.get_by_role("status")
    expect(said).to_contain_text("to Gradient, Entropy")
    expect(said).to_contain_text("This map has no concept “nonsense”.")


def test_arrow_keys_walk_and_are_heard_and_enter_opens(page: Page, home: str, graph: dict[str, Any]) -> None:
    canvas = opened(page, f"{home}map/#focus=gradient")
    canvas.locator("#map").press("ArrowLeft")
    expect(canvas.locator("#map-open")).not_to_have_text("Gradient")
    need = inside(page).url.rpartition("#focus=")[2]
    assert need in graph["gradient"]["prerequisites"]
    said = canvas.get_by_role("status")
    expect(said).to_contain_text(graph[need]["title"])
    expect(said).to_contain_text("Analysis")
    expect(said).to_contain_text("further ahead")
    canvas.locator("#map").press("Enter")
    page.wait_for_url(f"**/concepts/{need}/")


def test_a_filtered_area_is_no_longer_shown(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/")
    before = canvas.locator("#map canvas").screenshot()
    with legend(canvas):
        expect(canvas.locator(".map-sheet input")).to_have_count(13)
        canvas.get_by_label("Analysis").uncheck()
        canvas.get_by_label("core").uncheck()
    assert canvas.locator("#map canvas").screenshot() != before
    with legend(canvas):
        canvas.get_by_label("Analysis").check()
        canvas.get_by_label("core").check()
    assert canvas.locator("#map canvas").screenshot() == before


def test_a_filtered_area_no_longer_answers(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/")
    point = hovered(page)
    with legend(canvas):
        for box in canvas.locator("#map-areas input").all():
            box.uncheck()
    assert not answers(page, *point)
    with legend(canvas):
        for box in canvas.locator("#map-areas input").all():
            box.check()
    assert answers(page, *point)


@contextmanager
def legend(canvas: FrameLocator) -> Iterator[None]:
    """Open the legend, which lies over the drawing, and close it again."""
    canvas.get_by_text("Legend and filter").click()
    yield
    canvas.get_by_text("Legend and filter").click()
    expect(canvas.locator(".map-sheet")).to_be_hidden()


def test_a_tick_in_the_list_beside_changes_the_drawing(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/")
    expect(canvas.get_by_role("status")).to_contain_text("240 concepts: 0 known, 3 ready to learn.")
    before = canvas.locator("#map canvas").screenshot()
    page.get_by_label("I know Set", exact=True).check()
    expect(canvas.get_by_role("status")).to_contain_text("1 known")
    assert canvas.locator("#map canvas").screenshot() != before


def test_what_is_in_focus_can_be_marked_on_the_map(page: Page, home: str) -> None:
    canvas = opened(page, f"{home}map/#focus=set")
    box = canvas.get_by_role("checkbox", name="I know Set")
    box.focus()
    page.keyboard.press("Space")
    expect(canvas.locator("#map-said")).to_contain_text("known")
    expect(page.get_by_role("checkbox", name="I know Set").first).to_be_checked()


@pytest.mark.parametrize("hash", ["", "#focus=normalizing-flow", "#goals=transformer,entropy"])
@pytest.mark.parametrize("phone", [False, True])
def test_titles_have_eleven_pixels_or_more_at_every_default_view(
    hash: str, phone: bool, page: Page, home: str
) -> None:
    if phone:
        page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(TITLES)
    opened(page, f"{home}map/{hash}")
    sizes = inside(page).evaluate("[sizes.length, Math.min(...sizes) / devicePixelRatio]")
    assert sizes[0] > 3
    assert sizes[1] >= 11


def test_the_first_picture_is_the_one_that_stays(page: Page, home: str, faults: Faults) -> None:
    faults.expect("Failed to load resource", "vis-network")
    page.route("**/vis-network.min.js", lambda route: route.abort())
    page.goto(f"{home}map/canvas.html#focus=entropy")
    page.wait_for_function("() => document.documentElement.dataset.painted")
    first = page.locator("#map canvas").screenshot()
    page.unroute("**/vis-network.min.js")
    page.goto("about:blank")
    page.goto(f"{home}map/canvas.html#focus=entropy")
    page.wait_for_function("() => document.documentElement.dataset.ready")
    assert page.locator("#map canvas").screenshot() == first


def test_coming_and_going_leaves_nothing_behind(swapping: Page) -> None:
    page = swapping
    page.evaluate(COUNTED)
    for _ in range(3):
        follow(page, "Map", "map/")
        expect(drawn(page).locator("#map canvas")).to_have_count(1)
        assert page.evaluate("window.kept.get('hashchange')") == 1
        assert sum("canvas.html" in frame.url for frame in page.frames) == 1
        follow(page, "Glossary", "glossary/")
        expect(page.locator("iframe")).to_have_count(0)
        page.wait_for_function("() => window.kept.get('hashchange') === 0")
        assert page.evaluate("window.length") == 0
    assert page.evaluate("window.stayed")


def test_every_concept_is_reached_by_tab_under_its_name(page: Page, home: str, graph: dict[str, Any]) -> None:
    page.goto(f"{home}map/")
    reached = page.locator(".map-list li[data-concept] > a").evaluate_all(
        "all => all.map((a) => { a.focus(); return document.activeElement === a && a.textContent; })"
    )
    assert reached == [concept["title"] for concept in graph.values()]
