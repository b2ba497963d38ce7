// The map, inside its own document. The first picture needs nothing but the data and what paints it. What the reader
// knows and does comes after it, and vis-network last: it takes over in the same place, moves and scales the drawing
// and finds what the pointer is at.

import { asked as askedFor, hashOf, pathOf, readyOf, walk } from "./map-graph.js";
import { followScheme, palette } from "./map-look.js";
import { paint } from "./map-paint.js";
import { around, boxAt, clamp, seenIn, viewOf, within } from "./map-view.js";

const READABLE = 0.8; // titles of 14 pixels are 11.2 on the screen
const MARGIN = 28;

const element = (id) => document.getElementById(id);
const main = element("map");

/** @type {import("./map-paint.js").Data & {redirects: object, options: object}} */
const data = JSON.parse(element("map-data").textContent);
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const redirects = new Map(Object.entries(data.redirects));
const groups = data.lanes.map((lane) => lane.group);

let asked, path, colors, network, nodes;
let progress = { known: new Set(), ready: readyOf(data.nodes, new Set()) };
let shows = () => true;
/** @type {import("./map-graph.js").Step} */
let step = { at: "", among: [] };

// The address decides what is in focus.

const currentId = (id) => (byId.has(id) ? id : byId.has(redirects.get(id)) ? redirects.get(id) : undefined);

/** Ask for a path; a link with an empty hash would scroll the page around the map. */
function ask(focus, goals = asked.goals) {
  history.replaceState(null, "", hashOf({ focus, goals }) || location.pathname);
  dispatchEvent(new Event("hashchange"));
}

const pageOf = (id) => new URL(`../concepts/${id}/`, location.href).href;

function follow() {
  const { unknown, ...rest } = askedFor(location.hash, currentId);
  asked = { ...rest, unknown: unknown.map((id) => ({ id, reason: redirects.get(id)?.reason })) };
  path = pathOf(data.edges, asked);
  if (step.at !== asked.focus) step = { at: asked.focus, among: [] };
}

/** @param {MouseEvent | KeyboardEvent} event with Ctrl, Command or Shift the page opens beside this one */
function open(id, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(pageOf(id), "_blank", "noopener");
  else parent.location.assign(pageOf(id));
}

// The view

const sizeOf = () => ({ width: main.clientWidth, height: main.clientHeight });
const boxOf = (node) => boxAt(node, data.box);

/** @returns {import("./map-view.js").Box} the lanes from the first to the last column */
function whole() {
  const { left, right } = around(data.nodes.map(boxOf), MARGIN);
  return { left, top: data.lanes.at(0).top - MARGIN / 2, right, bottom: data.lanes.at(-1).bottom + MARGIN / 2 };
}

/** @returns {import("./map-view.js").View} the path with its end in sight, or else the map from where it starts */
function standard(readable = READABLE) {
  if (!path) {
    const [box, first] = [whole(), data.nodes[0]];
    return viewOf(box, sizeOf(), { x: box.left, y: first.y }, readable);
  }
  const ids = [...path.here, ...path.before, ...path.after];
  return viewOf(around(ids.map((id) => boxOf(byId.get(id))), MARGIN), sizeOf(), byId.get(asked.focus || asked.goals[0]), readable);
}

function show(view) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  network?.moveTo({ ...view, animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
}

/** Move by pixels and zoom, but not away from the map. */
function shift(x, y, factor = 1) {
  if (!network) return;
  const [at, scale] = [network.getViewPosition(), clamp(network.getScale() * factor, 0.1, 2)];
  const [box, width, height] = [whole(), main.clientWidth / scale, main.clientHeight / scale];
  const position = {
    x: within(box.left, box.right, width, at.x + x / scale),
    y: within(box.top, box.bottom, height, at.y + y / scale),
  };
  network.moveTo({ position, scale });
}

// The drawing

/** @param {import("./map-view.js").View} view */
function draw(pen, view) {
  const seen = seenIn(view, sizeOf());
  paint(pen, data, { colors, focus: asked.focus, path, progress, shows, scale: view.scale, seen });
}

/** @returns {HTMLCanvasElement} the standard view, before vis-network is there */
function firstPicture() {
  const { width, height } = sizeOf();
  const [canvas, ratio, view] = [document.createElement("canvas"), devicePixelRatio || 1, standard()];
  Object.assign(canvas, { className: "map-first", width: Math.round(width * ratio), height: Math.round(height * ratio) });
  main.append(canvas);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.translate(width / 2 - view.position.x * view.scale, height / 2 - view.position.y * view.scale);
  pen.scale(view.scale, view.scale);
  draw(pen, view);
  document.documentElement.dataset.painted = "true";
  return canvas;
}

/** @returns {HTMLElement} as an element, a tooltip is never read as markup */
function tooltip(text) {
  const made = document.createElement("div");
  made.textContent = text;
  return made;
}

/** Let vis-network take over from the first picture. */
function takeOver(first) {
  const shape = { shape: "custom", ctxRenderer: () => ({ drawNode() {}, nodeDimensions: data.box }) };
  nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, ...shape, label: "", title: tooltip(node.title) })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, hidden: true })));
  network = new vis.Network(main, { nodes, edges }, data.options);
  network.moveTo({ ...standard(), animation: false });
  network.on("beforeDrawing", (pen) => draw(pen, { scale: network.getScale(), position: network.getViewPosition() }));
  network.once("afterDrawing", () => {
    first.remove();
    document.documentElement.dataset.ready = "true";
  });
  network.on("click", ({ pointer, event }) => {
    const id = network.getNodeAt(pointer.DOM);
    if (id !== undefined) open(id, event.srcEvent);
  });
  network.on("hoverNode", () => main.classList.add("map-hover"));
  network.on("blurNode", () => main.classList.remove("map-hover"));
  filtered();
}

const repaint = () => network?.redraw();

/** What is filtered out does not answer to the pointer either. */
function filtered() {
  nodes?.update(data.nodes.map((node) => ({ id: node.id, hidden: !shows(node) })));
  repaint();
}

// What the reader does

function onKey(event) {
  const pan = { ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] };
  const keys = { "+": () => shift(0, 0, 1.25), "-": () => shift(0, 0, 0.8), Enter: () => asked.focus && open(asked.focus, event) };
  if (event.key in pan && (event.shiftKey || !asked.focus)) shift(...pan[event.key]);
  else if (event.key in pan) {
    step = walk(data.nodes.filter(shows), data.edges, step, event.key);
    ask(step.at);
  } else if (event.key in keys) keys[event.key]();
  else return;
  event.preventDefault();
}

/** A plain wheel scrolls the page around the map; with Ctrl, or pinched, it zooms. */
function onWheel(event) {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

/** Take what the reader does. @param {import("./store.js").Store} store */
function listen({ offerFilter, offerSearch, shownBy }, { mark }, store, say) {
  main.addEventListener("wheel", onWheel, { capture: true });
  main.addEventListener("keydown", onKey);
  element("map-all").addEventListener("click", () => ask("", []));
  element("map-know").addEventListener("change", ({ target }) => {
    mark(store, asked.focus, target.checked ? "known" : "open");
  });
  element("map-fit").addEventListener("click", () => show(standard(0.1)));
  element("map-in").addEventListener("click", () => shift(0, 0, 1.25));
  element("map-out").addEventListener("click", () => shift(0, 0, 0.8));
  document.addEventListener("keydown", (event) => event.key === "Escape" && ask("", []));
  addEventListener("hashchange", () => {
    follow();
    say();
    repaint();
    show(standard());
  });
  offerSearch(data.nodes, (id) => ask(id));
  offerFilter(data, (hidden) => {
    shows = shownBy(hidden);
    filtered();
  });
}

/** Bring in the reader: what is known, the search, the filter, the words. */
async function attend(first) {
  const [tools, acts, marks, { siteStore }] = await Promise.all(["./map-tools.js", "./acts.js", "./progress.js", "./store.js"].map((name) => import(name)));
  const store = siteStore();
  const learn = () => {
    const known = new Set([...marks.knownOf(store.progress)].filter((id) => byId.has(id)));
    progress = { known, ready: readyOf(data.nodes, known) };
  };
  const say = () => {
    element("map-focus").value = byId.get(asked.focus)?.name ?? "";
    tools.tell(data, asked, path, progress, pageOf);
  };
  const change = () => {
    learn();
    say();
    repaint();
  };
  learn();
  say();
  listen(tools, acts, store, say);
  const leave = store.subscribe(change);
  addEventListener("pagehide", () => {
    leave();
    network?.destroy();
    network = undefined;
  });
  const library = Object.assign(document.createElement("script"), { src: "vis-network.min.js" });
  library.addEventListener("load", () => takeOver(first));
  document.head.append(library);
}

function start() {
  if (!location.hash && window.frameElement) history.replaceState(null, "", parent.location.hash || location.pathname);
  followScheme(() => {
    colors = palette(groups);
    repaint();
  });
  colors = palette(groups);
  follow();
  const first = firstPicture();
  // The text of the rest alone takes longer to read than the first picture to paint.
  requestAnimationFrame(() => setTimeout(() => attend(first)));
}

start();
