// The map, inside its own document: vis-network draws what the build has placed, and #focus=id in the
// address shows one concept's path. Whatever a contributor wrote stays text.

import { around, clamp, find, pathOf, standing, viewOf, within } from "./map-graph.js";
import { edgeLook, followScheme, mix, nodeLook, palette } from "./map-look.js";

const READABLE = 0.8; // titles of 14 pixels are 11.2 on the screen
const OVERVIEW = 0.5; // below this scale boxes show their mark only
const MARGIN = 28;
const STRIP = 24;
const ROUND = 8;

const element = (id) => document.getElementById(id);
const main = element("map");

/** @type {{nodes: import("./map-graph.js").Node[], edges: import("./map-graph.js").Edge[],
 *   lanes: {title: string, group: string, top: number, bottom: number}[], options: object}} */
const data = JSON.parse(element("map-data").textContent);
const byId = new Map(data.nodes.map((node) => [node.id, node]));
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
  return { left: left + ROUND, top: top + ROUND, right: right - ROUND, bottom: bottom - ROUND };
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

/** Draw the lanes behind everything, over the whole width of the window. */
function drawLanes(pen) {
  const { left, right } = seen();
  for (const lane of data.lanes) {
    pen.fillStyle = mix(colors.paper, colors.areas.get(lane.group).area, 0.06);
    pen.fillRect(left, lane.top, right - left, lane.bottom - lane.top);
  }
}

/** Draw the lanes' titles: at one size and in sight, however the map is moved. */
function drawTitles(pen) {
  const scale = network.getScale();
  const x = seen().left + 12 / scale;
  Object.assign(pen, { font: `600 ${12 / scale}px ${colors.face}`, textAlign: "left", textBaseline: "middle" });
  Object.assign(pen, { lineJoin: "round", lineWidth: 4 / scale });
  for (const lane of data.lanes) {
    const { area } = colors.areas.get(lane.group);
    pen.strokeStyle = mix(colors.paper, area, 0.06);
    pen.fillStyle = mix(area, colors.ink, 0.4);
    const y = lane.top + Math.max(14, 8 / scale);
    pen.strokeText(lane.title, x, y);
    pen.fillText(lane.title, x, y);
  }
}

/** Draw the marks of the concepts in sight. */
function drawMarks(pen) {
  const view = seen();
  Object.assign(pen, { textAlign: "center", textBaseline: "middle" });
  for (const node of data.nodes) {
    const box = boxOf(node.id);
    const inside = box.right > view.left && box.left < view.right && box.bottom > view.top && box.top < view.bottom;
    if (inside) drawMark(pen, node, box, network.getScale() < OVERVIEW);
  }
}

/** Draw a mark: a strip at the left of its box, or all of it where titles would be too small. */
function drawMark(pen, node, box, whole) {
  const { area, ink } = colors.areas.get(node.group);
  const far = standing(node.id, focus, path) === "far";
  const width = whole ? box.right - box.left : STRIP;
  pen.fillStyle = far ? mix(colors.paper, area, 0.35) : area;
  pen.beginPath();
  pen.roundRect(box.left, box.top, width, box.bottom - box.top, whole ? ROUND : [ROUND, 0, 0, ROUND]);
  pen.fill();
  pen.fillStyle = far ? mix(colors.paper, ink, 0.7) : ink;
  pen.font = `700 ${whole ? 34 : 13}px ${colors.face}`;
  pen.fillText(node.mark, box.left + width / 2, (box.top + box.bottom) / 2 + 1, width - 6);
}

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
  network.on("beforeDrawing", drawLanes);
  network.on("afterDrawing", drawMarks);
  network.on("afterDrawing", drawTitles);
  network.once("afterDrawing", () => (document.documentElement.dataset.ready = "true"));
  listen();
  offer();
}

start();
