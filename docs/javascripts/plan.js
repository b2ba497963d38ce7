// A learner's questions to the graph, answered as conceptgraph/plan.py answers them: the same lists for the same
// input, which tests/plans and a property test hold both to. Nothing here derives an order: `rank` is the order.

import { inOrder, withoutDrafts } from "./graph.js";

/**
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {{graph: Graph, goals: Set<string>, known: Set<string>, path: string[],
 *   later: Map<string, import("./graph.js").Need[]>, opened: Map<string, number>, ready: string[]}} StudyPlan
 */

/**
 * A plan with all that a reader asks of it; drafts are left out unless one of them is a goal.
 * @param {Graph} whole @param {Iterable<string>} goals @param {Iterable<string>} known @returns {StudyPlan}
 */
export function studyPlan(whole, goals, known) {
  const wanted = new Set(goals);
  const held = new Set(known);
  const graph = [...wanted].some((id) => whole.concepts.get(id)?.draft) ? whole : withoutDrafts(whole);
  const path = learningPath(graph, wanted, held);
  const later = reasons(graph, path);
  const opened = opens(path, later);
  return { graph, goals: wanted, known: held, path, later, opened, ready: readyOf(graph, path, held, opened) };
}

/** @returns {number} the study time of some concepts */
export const minutesOf = (graph, ids) => ids.reduce((sum, id) => sum + graph.concepts.get(id).minutes, 0);

/**
 * What a backward search from the goals meets when it stops at known concepts, in study order. Ids that the graph
 * does not hold ask for nothing.
 * @param {Graph} graph @param {Iterable<string>} goals @param {Set<string>} known @returns {string[]}
 */
export function learningPath(graph, goals, known) {
  const met = new Set();
  const ahead = [...goals].filter((id) => graph.concepts.has(id));
  while (ahead.length) {
    const id = ahead.pop();
    if (known.has(id) || met.has(id)) continue;
    met.add(id);
    for (const need of graph.needs.get(id)) ahead.push(need.id);
  }
  return inOrder(graph, met);
}

/**
 * What is not known while all its prerequisites are, in study order.
 * @param {Graph} graph @param {Set<string>} known @returns {string[]}
 */
export function frontier(graph, known) {
  return graph.order.filter((id) => !known.has(id) && isReady(graph, known, id));
}

/** @returns {boolean} whether all prerequisites of a concept are known */
const isReady = (graph, known, id) => graph.needs.get(id).every((need) => known.has(need.id));

/**
 * For each step of a path the later steps that need it and for what, nearest first.
 * @param {Graph} graph @param {string[]} path @returns {Map<string, import("./graph.js").Need[]>}
 */
export function reasons(graph, path) {
  const later = new Map(path.map((id) => [id, []]));
  for (const id of path) {
    for (const need of graph.needs.get(id)) later.get(need.id)?.push({ id, reason: need.reason });
  }
  return later;
}

/**
 * How many later steps of a path rest on each, directly or not.
 * @param {string[]} path @param {Map<string, import("./graph.js").Need[]>} later what `reasons` returns
 * @returns {Map<string, number>}
 */
export function opens(path, later) {
  const above = new Map();
  for (const id of [...path].reverse()) {
    const reached = new Set();
    for (const next of later.get(id)) {
      reached.add(next.id);
      for (const further of above.get(next.id)) reached.add(further);
    }
    above.set(id, reached);
  }
  return new Map(path.map((id) => [id, above.get(id).size]));
}

/**
 * Why a step stands in a path: the fewest steps from it to a goal, each with what of the one before it uses.
 * @param {Map<string, import("./graph.js").Need[]>} later what `reasons` returns
 * @param {Set<string>} goals @param {string} id
 * @returns {import("./graph.js").Need[]} empty for a goal
 */
export function chain(later, goals, id) {
  if (goals.has(id)) return [];
  const seen = new Set([id]);
  let rows = [{ id, links: [] }];
  while (rows.length) {
    const next = [];
    for (const { id: here, links } of rows) {
      for (const link of later.get(here)) {
        if (seen.has(link.id)) continue;
        if (goals.has(link.id)) return [...links, link];
        seen.add(link.id);
        next.push({ id: link.id, links: [...links, link] });
      }
    }
    rows = next;
  }
  return [];
}

/**
 * What of a path can be started now, what opens most of it first.
 * @param {Graph} graph @param {string[]} path @param {Set<string>} known @param {Map<string, number>} opened
 * @returns {string[]}
 */
export function readyOf(graph, path, known, opened) {
  const ready = path.filter((id) => isReady(graph, known, id));
  return ready.sort((a, b) => opened.get(b) - opened.get(a) || graph.concepts.get(a).rank - graph.concepts.get(b).rank);
}
