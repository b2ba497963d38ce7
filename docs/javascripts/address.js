// A plan in an address: plan/#goals=a,b&known=c,d&hours=10. It can be sent to someone or kept as a bookmark.

import { inOrder, resolve } from "./graph.js";

/**
 * @typedef {{goals: string[], known: string[], hours?: number, session?: number, until?: string}} Plan
 * @typedef {{asked: string, became?: string, retired?: string, unknown?: boolean}} Note an id that is none today
 */

const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * @param {import("./graph.js").Graph} graph @param {string} hash of the address
 * @returns {{plan: Plan, notes: Note[]} | undefined} nothing where the address holds no plan
 */
export function readAddress(graph, hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  if (!fields.has("goals") && !fields.has("known")) return undefined;
  const notes = [];
  const plan = { goals: ids(graph, fields.get("goals"), notes), known: ids(graph, fields.get("known"), notes) };
  for (const name of ["hours", "session"]) {
    const number = Number(fields.get(name));
    if (number > 0 && Number.isFinite(number)) plan[name] = number;
  }
  if (DATE.test(fields.get("until") ?? "")) plan.until = fields.get("until");
  return { plan, notes };
}

/** @returns {string[]} the concepts that a list of ids means, renamed ones followed; whatever else is noted */
function ids(graph, list, notes) {
  const found = new Set();
  for (const asked of (list ?? "").split(",").map((id) => id.trim()).filter(Boolean)) {
    const end = resolve(graph, asked);
    if (end.id) found.add(end.id);
    if (end.id !== asked) notes.push({ asked, ...(end.id ? { became: end.id } : end) });
  }
  return [...found];
}

/**
 * @param {import("./graph.js").Graph} graph @param {Plan} plan
 * @returns {string} such as "#goals=a,b&known=c"; empty for a plan without goals, of which there is nothing to send
 */
export function writeAddress(graph, { goals, known, hours, session, until }) {
  if (!goals.length) return "";
  const fields = [["goals", goals.join(",")]];
  const held = inOrder(graph, known);
  if (held.length) fields.push(["known", held.join(",")]);
  for (const [name, value] of Object.entries({ hours, session, until })) if (value) fields.push([name, value]);
  return `#${fields.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

/**
 * Whether an address says nothing that the reader's own plan does not: the same goals and settings, and nothing
 * known that is not marked. A bookmark of one's own plan is such an address, and the progress since then counts.
 * @param {Plan} plan @param {Plan} own
 */
export function isOwn(plan, own) {
  const same = (a, b) => a.length === b.length && a.every((id) => b.includes(id));
  const held = new Set(own.known);
  const settings = ["hours", "session", "until"].every((name) => plan[name] === own[name]);
  return settings && same(plan.goals, own.goals) && plan.known.every((id) => held.has(id));
}
