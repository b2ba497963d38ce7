// What the map draws around the library's boxes and arrows: the lanes, their titles, the marks of the areas.

import { standing } from "./map-graph.js";
import { mix } from "./map-look.js";

/**
 * @typedef {import("./map-graph.js").Node} Node
 * @typedef {import("./map-graph.js").Box} Box
 * @typedef {{title: string, group: string, top: number, bottom: number}} Lane
 * @typedef {{colors: import("./map-look.js").Palette, focus: string, path?: import("./map-graph.js").Path,
 *   scale: number, seen: Box, boxOf: (id: string) => Box, strip: number, round: number}} Scene
 */

const OVERVIEW = 0.5; // below this scale boxes show their mark only

/** @param {Lane[]} lanes @param {Scene} scene Draw the lanes behind everything, over the whole width. */
export function drawLanes(pen, lanes, { colors, seen }) {
  for (const lane of lanes) {
    pen.fillStyle = mix(colors.paper, colors.areas.get(lane.group).area, 0.06);
    pen.fillRect(seen.left, lane.top, seen.right - seen.left, lane.bottom - lane.top);
  }
}

/** @param {Lane[]} lanes @param {Scene} scene Draw the titles at one size and in sight, however the map is moved. */
export function drawTitles(pen, lanes, { colors, scale, seen }) {
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

/** @param {Node[]} nodes @param {Scene} scene Draw the marks of the concepts in sight. */
export function drawMarks(pen, nodes, scene) {
  const { left, top, right, bottom } = scene.seen;
  Object.assign(pen, { textAlign: "center", textBaseline: "middle" });
  for (const node of nodes) {
    const box = scene.boxOf(node.id);
    if (box.right > left && box.left < right && box.bottom > top && box.top < bottom) drawMark(pen, node, box, scene);
  }
}

/** Draw a mark: a strip at the left of its box, or all of it where titles would be too small. */
function drawMark(pen, node, box, { colors, focus, path, scale, strip, round }) {
  const { area, ink } = colors.areas.get(node.group);
  const far = standing(node.id, focus, path) === "far";
  const whole = scale < OVERVIEW;
  const width = whole ? box.right - box.left : strip;
  pen.fillStyle = far ? mix(colors.paper, area, 0.35) : area;
  pen.beginPath();
  pen.roundRect(box.left, box.top, width, box.bottom - box.top, whole ? round : [round, 0, 0, round]);
  pen.fill();
  pen.fillStyle = far ? mix(colors.paper, colors.ink, 0.7) : ink;
  pen.font = `700 ${whole ? 34 : 13}px ${colors.face}`;
  pen.fillText(node.mark, box.left + width / 2, (box.top + box.bottom) / 2 + 1, width - 6);
}
