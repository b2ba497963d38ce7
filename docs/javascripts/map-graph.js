// What the map needs to know about the graph: pure functions over plain data.

import { byName } from "./graph.js";

/**
 * @typedef {{id: string, label: string, title: string, group: string, x: number, y: number,
 *   name: string, aliases: string[], mark: string, area: string, level: string, needs: string[]}} Node
 * @typedef {{from: string, to: string}} Edge
 * @typedef {{here: Set<string>, before: Set<string>, after: Set<string>}} Path
 * @typedef {{focus: string, goals: string[], unknown: string[]}} Asked
 */

/**
 * @param {string} hash such as #focus=a&goals=b,c @param {(id: string) => string | undefined} known
 * @returns {Asked} the concepts it names, and what it names that is none
 */
export function asked(hash, known) {
  const values = new URLSearchParams(hash.slice(1));
  const focus = values.get("focus") ?? "";
  const goals = [...new Set((values.get("goals") ?? "").split(",").filter(Boolean))];
  const unknown = [focus, ...goals].filter((id) => id && !known(id));
  return { focus: known(focus) ?? "", goals: goals.map(known).filter(Boolean), unknown };
}

/** @param {{focus: string, goals: string[]}} asked @returns {string} the hash that asks for it, or nothing */
export function hashOf({ focus, goals }) {
  const parts = [focus && `focus=${encodeURIComponent(focus)}`];
  if (goals.length) parts.push(`goals=${goals.map(encodeURIComponent).join(",")}`);
  const hash = parts.filter(Boolean).join("&");
  return hash && `#${hash}`;
}

/** @param {Edge[]} edges @returns {{before: Map<string, string[]>, after: Map<string, string[]>}} neighbors */
function neighbors(edges) {
  const found = { before: new Map(), after: new Map() };
  for (const { from, to } of edges) {
    found.before.set(to, [...(found.before.get(to) ?? []), from]);
    found.after.set(from, [...(found.after.get(from) ?? []), to]);
  }
  return found;
}

/**
 * @param {Edge[]} edges @param {{focus: string, goals: string[]}} asked
 * @returns {Path | undefined} all that these rest on, and what the one in focus opens; nothing if nothing is asked
 */
export function pathOf(edges, { focus, goals }) {
  const here = new Set([focus, ...goals].filter(Boolean));
  if (!here.size) return undefined;
  const near = neighbors(edges);
  const before = new Set([...here].flatMap((id) => near.before.get(id) ?? []));
  // A set visits what is added to it on the way.
  for (const id of before) for (const need of near.before.get(id) ?? []) before.add(need);
  for (const id of here) before.delete(id);
  const opened = (near.after.get(focus) ?? []).filter((id) => !here.has(id) && !before.has(id));
  return { here, before, after: new Set(opened) };
}

/** @param {Path} [path] @returns {"here" | "near" | "far"} how a concept stands to what is in focus */
export function standing(id, path) {
  if (path?.here.has(id)) return "here";
  return !path || path.before.has(id) || path.after.has(id) ? "near" : "far";
}

/** @param {Edge} edge @param {string} focus @param {Path} [path] @returns {boolean} whether it is part of the path */
export function onPath({ from, to }, focus, path) {
  if (!path) return false;
  return path.here.has(to) || path.before.has(to) || (from === focus && path.after.has(to));
}

/** @param {{known: Set<string>, ready: Set<string>}} progress @returns {"known" | "ready" | "ahead"} */
export function stateOf(id, { known, ready }) {
  return known.has(id) ? "known" : ready.has(id) ? "ready" : "ahead";
}

/** @param {Node[]} nodes @param {Set<string>} known @returns {Set<string>} what can be learned next */
export function readyOf(nodes, known) {
  const open = nodes.filter(({ id, needs }) => !known.has(id) && needs.every((need) => known.has(need)));
  return new Set(open.map(({ id }) => id));
}

/**
 * @typedef {{at: string, among: string[]}} Step where the reader stands, and the alternatives to it
 * @param {Node[]} nodes in sight @param {Edge[]} edges @param {Step} step @param {string} key
 * @returns {Step} after an arrow key: left to a prerequisite, right to a use, up and down among the alternatives
 */
export function walk(nodes, edges, step, key) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const height = (a, b) => byId.get(a).y - byId.get(b).y || byId.get(a).x - byId.get(b).x;
  const here = byId.get(step.at);
  if (!here) return step;
  const inSight = (ids = []) => ids.filter((id) => byId.has(id)).sort(height);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const near = neighbors(edges);
    const among = inSight((key === "ArrowLeft" ? near.before : near.after).get(step.at));
    const distance = (id) => Math.abs(byId.get(id).y - here.y);
    const at = [...among].sort((a, b) => distance(a) - distance(b))[0];
    return at ? { at, among } : step;
  }
  const column = nodes.filter(({ x }) => x === here.x).map(({ id }) => id);
  const kept = inSight(step.among);
  const among = kept.length > 1 && kept.includes(step.at) ? kept : inSight(column);
  const place = among.indexOf(step.at) + (key === "ArrowUp" ? -1 : 1);
  return { at: among.at(place % among.length), among };
}

/** @param {Node[]} nodes @returns {Node | undefined} the one that the planner's finder would name first */
export const find = (nodes, typed) => byName(nodes, typed, ({ name, aliases }) => [name, ...aliases])[0];
