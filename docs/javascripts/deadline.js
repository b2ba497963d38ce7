// What to study where the time does not suffice, and what is left out: as conceptgraph/deadline.py answers, whose head
// states what is sought. The worth of a concept comes with graph.json.

import { chosen } from "./knapsack.js";

/** @typedef {import("./graph.js").Graph} Graph */

/** What a goal is worth besides, within the plan that leads to it; ten questions of pages. */
export const GOAL = 100;

/**
 * The steps of a learning path to take within a budget of minutes, in study order.
 * @param {Graph} graph @param {string[]} path what `learningPath` returns @param {Iterable<string>} goals
 * @param {number} budget @returns {string[]}
 */
export function fit(graph, path, goals, budget) {
  const aims = new Set(goals);
  const minutes = path.map((id) => graph.concepts.get(id).minutes);
  if (sum(minutes) <= budget) return [...path];
  const values = path.map((id) => graph.concepts.get(id).worth + (aims.has(id) ? GOAL : 0));
  const places = [...path.keys()].filter((at) => aims.has(path[at]));
  return chosen(minutes, values, closures(graph, path), places, budget).map((at) => path[at]);
}

/** @returns {number[][]} for each step the places of all that it rests on within the path, itself the last */
function closures(graph, path) {
  const place = new Map(path.map((id, at) => [id, at]));
  const found = [];
  for (const [at, id] of path.entries()) {
    const below = new Set([at]);
    for (const need of graph.needs.get(id)) for (const other of found[place.get(need.id)] ?? []) below.add(other);
    found.push([...below].sort((a, b) => a - b));
  }
  return found;
}

/**
 * @typedef {{steps: string[], minutes: number, goals: {id: string, minutes: number}[],
 *   items: {key: string, text: string, concepts: string[]}[], questions: number}} LeftOut `goals` are those that are
 *   not reached, with the minutes that each still lacks; `items` those of the checklist that are not fully covered,
 *   with the steps left out that they name; `questions` counts the questions of all that is left out
 */

/**
 * What a plan leaves out of a learning path, goals in its order, items in the checklist's.
 * @param {Graph} graph @param {string[]} path @param {Iterable<string>} kept what `fit` returns
 * @param {Iterable<string>} goals @returns {LeftOut}
 */
export function leftOut(graph, path, kept, goals) {
  const [held, aims] = [new Set(kept), new Set(goals)];
  const steps = path.filter((id) => !held.has(id));
  const missing = new Set(steps);
  const minutesOf = (ids) => sum(ids.filter((id) => missing.has(id)).map((id) => graph.concepts.get(id).minutes));
  const below = closures(graph, path);
  const unreached = [...path.keys()].filter((at) => aims.has(path[at]) && missing.has(path[at]));
  return {
    steps,
    minutes: minutesOf(steps),
    goals: unreached.map((at) => ({ id: path[at], minutes: minutesOf(below[at].map((other) => path[other])) })),
    items: graph.sections.flatMap((section) => section.items).flatMap((item) => uncovered(item, missing)),
    questions: sum(steps.map((id) => graph.concepts.get(id).questions)),
  };
}

function uncovered({ key, text, concepts }, missing) {
  const named = concepts.filter((id) => missing.has(id));
  return named.length ? [{ key, text, concepts: named }] : [];
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
