// The map, inside its own document: vis-network draws what the build has placed, and #focus=id in the
// address shows one concept's path. Whatever a contributor wrote stays text.

import { around, clamp, find, pathOf, viewOf, within } from "./map-graph.js";
import { edgeLook, followScheme, nodeLook, palette } from "./map-look.js";
import { drawLanes, drawMarks, drawTitles } from "./map-paint.js";

const READABLE = 0.8; // titles of 14 pixels are 11.2 on the screen
const MARGIN = 28;

const element = (id) => document.getElementById(id);
const main = element("map");

/** @type {{nodes: import("./map-graph.js").Node[], edges: import("./map-graph.js").Edge[],
 *   lanes: import("./map-paint.js").Lane[], options: object}} */
const data = JSON.parse(element("map-data").textContent);
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const { margin, shapeProperties } = data.options.nodes;
const round = shapeProperties.borderRadius;
const strip = margin.left - margin.right; // what the build keeps free for the mark
const groups = data.lanes.map((lane) => lane.group);

let colors, focus, path, nodes, edges, network;

// The address decides what is in focus.

function asked() {
  const id = new URLSearchParams(location.hash.slice(1)).get("focus");
  return byId.has(id) ? id : "";
}

/** Ask for the path of a concept, or for the whole map. */
function ask(id) {
  location.replace(id ? `#focus=${id}` : "#");
}

function follow() {
  focus = asked();
  path = focus ? pathOf(data.edges, focus) : undefined;
  tell();
}

/** Say in words what is in focus. */
function tell() {
  element("map-all").disabled = !focus;
  element("map-state").hidden = !focus;
  element("map-focus").value = byId.get(focus)?.name ?? "";
  if (!focus) return;
  const { before, after } = path;
  element("map-open").textContent = byId.get(focus).name;
  element("map-open").href = pageOf(focus);
  const rests = before.size ? `rests on ${count(before.size)}` : "is a place to start";
  element("map-said").textContent = `${rests} and leads straight to ${after.size ? count(after.size) : "none"}.`;
}

const count = (number) => `${number} ${number === 1 ? "concept" : "concepts"}`;
const pageOf = (id) => new URL(`../concepts/${id}/`, location.href).href;

/** @param {MouseEvent | KeyboardEvent} event with Ctrl, Command or Shift the page opens beside this one */
function open(id, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(pageOf(id), "_blank", "noopener");
  else parent.location.assign(pageOf(id));
}

// The view

/** @returns {import("./map-graph.js").Box} the box of a concept; the library's has its rounding added on each side */
function boxOf(id) {
  const { left, top, right, bottom } = network.getBoundingBox(id);
  return { left: left + round, top: top + round, right: right - round, bottom: bottom - round };
}

function seen() {
  const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
  const { x: right, y: bottom } = network.DOMtoCanvas({ x: main.clientWidth, y: main.clientHeight });
  return { left, top, right, bottom };
}

/** @returns {import("./map-graph.js").Box} the lanes from the first to the last column */
function whole() {
  const { left, right } = around([...byId.keys()].map(boxOf), MARGIN);
  return { left, top: data.lanes.at(0).top - MARGIN / 2, right, bottom: data.lanes.at(-1).bottom + MARGIN / 2 };
}

/** Show the path in focus with its end in sight, or else the map from its start. */
function frame(moving) {
  const box = focus ? around([focus, ...path.before, ...path.after].map(boxOf), MARGIN) : whole();
  const anchor = focus ? byId.get(focus) : { x: box.left, y: box.top };
  const calm = !moving || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const size = { width: main.clientWidth, height: main.clientHeight };
  const animation = calm ? false : { duration: 300, easingFunction: "easeInOutQuad" };
  network.moveTo({ ...viewOf(box, size, anchor, READABLE), animation });
}

/** Move by pixels and zoom, but not away from the map. */
function shift(x, y, factor = 1) {
  const [at, scale] = [network.getViewPosition(), clamp(network.getScale() * factor, 0.1, 2)];
  const [box, width, height] = [whole(), main.clientWidth / scale, main.clientHeight / scale];
  const position = {
    x: within(box.left, box.right, width, at.x + x / scale),
    y: within(box.top, box.bottom, height, at.y + y / scale),
  };
  network.moveTo({ position, scale });
}

const zoom = (factor) => shift(0, 0, factor);

// The drawing

/** @returns {HTMLElement} as an element, a tooltip is never read as markup */
function tooltip(text) {
  const made = document.createElement("div");
  made.textContent = text;
  return made;
}

const nodeLooks = () => data.nodes.map((node) => nodeLook(node, focus, path, colors));
const edgeLooks = () => data.edges.map((edge, id) => ({ id, ...edgeLook(edge, focus, path, colors) }));

function paint() {
  colors = palette(groups);
  nodes.update(nodeLooks());
  edges.update(edgeLooks());
}

/** @returns {import("./map-paint.js").Scene} what is to be drawn now */
const scene = () => ({ colors, focus, path, scale: network.getScale(), seen: seen(), boxOf, strip, round });

// What the reader does

function onKey(event) {
  const step = 90;
  const keys = {
    ArrowLeft: () => shift(-step, 0),
    ArrowRight: () => shift(step, 0),
    ArrowUp: () => shift(0, -step),
    ArrowDown: () => shift(0, step),
    "+": () => zoom(1.25),
    "-": () => zoom(0.8),
    Enter: () => focus && open(focus, event),
  };
  if (!(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
}

/** A plain wheel scrolls the page around the map; with Ctrl, or pinched, it zooms. */
function onWheel(event) {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

/** @param {HTMLInputElement} input whose text names the concept to show */
function search(input) {
  const found = find(data.nodes, input.value);
  input.setAttribute("aria-invalid", String(!found));
  if (found) ask(found.id);
}

function listenToSearch(input) {
  input.addEventListener("keydown", (event) => event.key === "Enter" && search(input));
  // A suggestion that is picked replaces the text at once, typing does not.
  input.addEventListener("input", ({ inputType = "insertReplacementText" }) => {
    if (inputType === "insertReplacementText") search(input);
  });
}

function listen() {
  network.on("click", ({ pointer, event }) => {
    const id = network.getNodeAt(pointer.DOM);
    if (id) open(id, event.srcEvent);
  });
  network.on("hoverNode", () => main.classList.add("map-hover"));
  network.on("blurNode", () => main.classList.remove("map-hover"));
  main.addEventListener("wheel", onWheel, { capture: true });
  main.addEventListener("keydown", onKey);
  listenToSearch(element("map-focus"));
  element("map-all").addEventListener("click", () => ask(""));
  element("map-in").addEventListener("click", () => zoom(1.25));
  element("map-out").addEventListener("click", () => zoom(0.8));
  document.addEventListener("keydown", (event) => event.key === "Escape" && ask(""));
  addEventListener("hashchange", () => {
    follow();
    paint();
    frame(true);
  });
}

function offer() {
  const list = element("map-concepts");
  for (const { name, aliases } of data.nodes) list.append(new Option(aliases.join(", "), name));
}

function start() {
  followScheme(() => paint());
  colors = palette(groups);
  follow();
  const looks = nodeLooks();
  nodes = new vis.DataSet(data.nodes.map((node, i) => ({ ...node, ...looks[i], title: tooltip(node.title) })));
  const lines = edgeLooks();
  edges = new vis.DataSet(data.edges.map((edge, i) => ({ ...edge, ...lines[i] })));
  network = new vis.Network(main, { nodes, edges }, data.options);
  frame(false);
  network.on("beforeDrawing", (pen) => drawLanes(pen, data.lanes, scene()));
  network.on("afterDrawing", (pen) => {
    drawMarks(pen, data.nodes, scene());
    drawTitles(pen, data.lanes, scene());
  });
  network.once("afterDrawing", () => (document.documentElement.dataset.ready = "true"));
  listen();
  offer();
}

start();
