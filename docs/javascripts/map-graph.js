// What the map needs to know about the graph and about its window: pure functions over plain data.

/**
 * @typedef {{id: string, label: string, title: string, group: string, x: number, y: number,
 *   name: string, aliases: string[], mark: string}} Node
 * @typedef {{from: string, to: string}} Edge
 * @typedef {{before: Set<string>, after: Set<string>}} Path
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{x: number, y: number}} Point
 */

/** @param {Edge[]} edges @param {string} id @returns {Path} all that a concept rests on, and what it opens */
export function pathOf(edges, id) {
  /** @type {Map<string, string[]>} */
  const needs = new Map();
  for (const { from, to } of edges) needs.set(to, [...(needs.get(to) ?? []), from]);
  const before = new Set(needs.get(id));
  // A set visits what is added to it on the way.
  for (const here of before) for (const need of needs.get(here) ?? []) before.add(need);
  return { before, after: new Set(edges.filter((edge) => edge.from === id).map((edge) => edge.to)) };
}

/**
 * @param {string} focus the concept in focus, or nothing @param {Path} [path] of it
 * @returns {"here" | "near" | "far"} how a concept stands to the one in focus
 */
export function standing(id, focus, path) {
  if (!focus || path.before.has(id) || path.after.has(id)) return "near";
  return id === focus ? "here" : "far";
}

/** @param {Edge} edge @returns {boolean} whether an edge belongs to the path or leads out of its end */
export function onPath(edge, focus, path) {
  return edge.to === focus || edge.from === focus || path.before.has(edge.to);
}

/** @param {Node[]} nodes @returns {Node | undefined} the one whose title or alias was typed, or begins so, or has it */
export function find(nodes, typed) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return undefined;
  const named = (fits) => nodes.find((node) => [node.name, ...node.aliases].some((name) => fits(name.toLowerCase())));
  return (
    named((name) => name === wanted) ?? named((name) => name.startsWith(wanted)) ?? named((name) => name.includes(wanted))
  );
}

export const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

/**
 * @param {Box} box what should be seen @param {{width: number, height: number}} size of the window in pixels
 * @param {Point} anchor what stays in sight where the whole box would not be readable
 * @param {number} readable the smallest scale at which titles can be read
 */
export function viewOf(box, size, anchor, readable) {
  const fit = Math.min(size.width / (box.right - box.left), size.height / (box.bottom - box.top));
  const scale = clamp(fit, readable, 1);
  const x = within(box.left, box.right, size.width / scale, anchor.x);
  return { scale, position: { x, y: within(box.top, box.bottom, size.height / scale, anchor.y) } };
}

/** @returns {number} where the middle of a window goes: as wanted, but showing nothing beyond the ends */
export function within(from, to, room, wanted) {
  return to - from <= room ? (from + to) / 2 : clamp(wanted, from + room / 2, to - room / 2);
}

/** @param {Box[]} boxes @returns {Box} around them all, with a margin */
export function around(boxes, margin) {
  return {
    left: Math.min(...boxes.map((box) => box.left)) - margin,
    top: Math.min(...boxes.map((box) => box.top)) - margin,
    right: Math.max(...boxes.map((box) => box.right)) + margin,
    bottom: Math.max(...boxes.map((box) => box.bottom)) + margin,
  };
}
