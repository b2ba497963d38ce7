// Draws the map on a canvas: lanes, edges, boxes with their titles and marks. The first picture and every later
// one, under vis-network's hand, are drawn by these same lines.

import { onPath, standing, stateOf } from "./map-graph.js";
import { edgeLook, mix, nodeLook } from "./map-look.js";
import { boxAt, touch } from "./map-view.js";

/**
 * @typedef {import("./map-graph.js").Node} Node
 * @typedef {import("./map-view.js").Box} Box
 * @typedef {{title: string, group: string, top: number, bottom: number}} Lane
 * @typedef {{width: number, height: number, strip: number, round: number}} Shape of every box
 * @typedef {{nodes: Node[], edges: import("./map-graph.js").Edge[], lanes: Lane[], box: Shape}} Data
 * @typedef {{colors: import("./map-look.js").Palette, focus: string, path?: import("./map-graph.js").Path,
 *   progress: {known: Set<string>, ready: Set<string>}, shows: (node: Node) => boolean,
 *   scale: number, seen: Box}} Scene
 */

const OVERVIEW = 0.5; // below this scale boxes show their mark only
const SIZE = 14; // a title's letters
const LINE = 17;

/** @param {Data} data @param {Scene} scene Draw all that is in sight. */
export function paint(pen, data, scene) {
  const shown = data.nodes.filter(scene.shows);
  drawLanes(pen, data.lanes, scene);
  drawEdges(pen, data, shown, scene);
  for (const node of shown) {
    const box = boxAt(node, data.box);
    if (touch(box, scene.seen)) drawNode(pen, node, box, data.box, scene);
  }
  drawTitles(pen, data.lanes, scene);
}

function drawLanes(pen, lanes, { colors, seen }) {
  for (const lane of lanes) {
    pen.fillStyle = mix(colors.paper, colors.areas.get(lane.group).area, 0.06);
    pen.fillRect(seen.left, lane.top, seen.right - seen.left, lane.bottom - lane.top);
  }
}

/** Draw the titles at one size and in sight, however the map is moved. */
function drawTitles(pen, lanes, { colors, scale, seen }) {
  const x = seen.left + 12 / scale;
  Object.assign(pen, { font: `600 ${12 / scale}px ${colors.face}`, textAlign: "left", textBaseline: "middle" });
  Object.assign(pen, { lineJoin: "round", lineWidth: 4 / scale });
  for (const lane of lanes) {
    const { area } = colors.areas.get(lane.group);
    const y = lane.top + Math.max(14, 8 / scale);
    pen.strokeStyle = mix(colors.paper, area, 0.06);
    pen.fillStyle = mix(area, colors.ink, 0.4);
    pen.strokeText(lane.title, x, y);
    pen.fillText(lane.title, x, y);
  }
}

/** Draw the edges between concepts that are shown, those of the path above the others. */
function drawEdges(pen, { edges, box }, shown, { colors, focus, path, seen }) {
  const at = new Map(shown.map((node) => [node.id, node]));
  const lines = edges.filter(({ from, to }) => at.has(from) && at.has(to));
  for (const wanted of path ? [false, true] : [false]) {
    const { color, width } = edgeLook(wanted, Boolean(path), colors);
    Object.assign(pen, { strokeStyle: color, fillStyle: color, lineWidth: width });
    for (const edge of lines) {
      const [from, to] = [at.get(edge.from), at.get(edge.to)];
      const between = { left: from.x, right: to.x, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) };
      if (onPath(edge, focus, path) === wanted && touch(between, seen)) drawArrow(pen, from, to, box.width / 2);
    }
  }
}

/** Draw a straight line from the right side of one box to the left side of another. */
function drawArrow(pen, from, to, half) {
  const [x1, y1, x2, y2] = [from.x + half, from.y, to.x - half, to.y];
  const [length, angle] = [9, Math.atan2(y2 - y1, x2 - x1)];
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2 - length * 0.8 * Math.cos(angle), y2 - length * 0.8 * Math.sin(angle));
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x2, y2);
  for (const turn of [2.75, -2.75]) {
    pen.lineTo(x2 + length * Math.cos(angle + turn), y2 + length * Math.sin(angle + turn));
  }
  pen.fill();
}

function drawNode(pen, node, box, { strip, round }, { colors, path, progress, scale }) {
  const state = stateOf(node.id, progress);
  const look = nodeLook(node, standing(node.id, path), state, colors);
  const whole = scale < OVERVIEW;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const fill = (wide, corners, color) => {
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(box.left, box.top, wide, height, corners);
    pen.fill();
  };
  fill(width, round, look.fill);
  fill(whole ? width : strip, whole ? round : [round, 0, 0, round], look.area);
  Object.assign(pen, { strokeStyle: look.border, lineWidth: look.width / Math.min(1, scale * 2) });
  pen.beginPath();
  pen.roundRect(box.left, box.top, width, height, round);
  pen.stroke();
  drawMark(pen, node, state, look, whole, { ...box, right: box.left + (whole ? width : strip) }, colors.face);
  if (!whole) drawTitle(pen, node, look, box, strip, colors.face);
}

/** Draw the mark of the area, and the sign of the state beside or under it. */
function drawMark(pen, node, state, look, whole, { left, top, right, bottom }, face) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2 + 1];
  const signed = state !== "ahead";
  Object.assign(pen, { fillStyle: look.mark, textAlign: "center", textBaseline: "middle" });
  pen.font = `700 ${whole ? 34 : 13}px ${face}`;
  pen.fillText(node.mark, signed && whole ? x - 22 : x, signed && !whole ? y - 12 : y, right - left - 6);
  if (signed) drawSign(pen, state, look, whole ? { x: x + 28, y } : { x, y: y + 12 }, whole ? 16 : 7);
}

/** Draw a filled disk with a check for what is known, an open ring for what is ready. */
function drawSign(pen, state, look, { x, y }, radius) {
  Object.assign(pen, { strokeStyle: look.mark, fillStyle: look.mark, lineWidth: radius / 3.5, lineJoin: "round" });
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (state === "ready") return pen.stroke();
  pen.fill();
  pen.strokeStyle = look.area;
  pen.beginPath();
  pen.moveTo(x - radius * 0.5, y);
  pen.lineTo(x - radius * 0.1, y + radius * 0.4);
  pen.lineTo(x + radius * 0.5, y - radius * 0.4);
  return pen.stroke();
}

function drawTitle(pen, node, look, box, strip, face) {
  Object.assign(pen, { fillStyle: look.ink, font: `${SIZE}px ${face}`, textAlign: "left", textBaseline: "middle" });
  const left = box.left + strip + 8;
  const lines = wrapped(pen, node.label, box.right - 8 - left, face);
  const first = (box.top + box.bottom) / 2 - ((lines.length - 1) * LINE) / 2 + 1;
  lines.forEach((line, place) => pen.fillText(line, left, first + place * LINE, box.right - 4 - left));
}

const wraps = new Map();

/** @returns {string[]} at most three lines of a title; the last takes what is left, a little narrower */
function wrapped(pen, label, room, face) {
  const key = `${face}\n${label}`;
  if (wraps.has(key)) return wraps.get(key);
  const lines = [];
  for (const word of label.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && (lines.length === 3 || pen.measureText(longer).width <= room)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  wraps.set(key, lines);
  return lines;
}
