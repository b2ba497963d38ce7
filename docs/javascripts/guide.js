// A study plan for a person: what to study for which goals, why, when, and what was left out. The same value as
// conceptgraph/guide.py makes, which is also its JSON.

import { fit, leftOut } from "./deadline.js";
import { frontier, learningPath, minutesOf, reasons } from "./plan.js";
import { START, days, range, sessions } from "./schedule.js";

/**
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {import("./graph.js").Need} Need
 * @typedef {{id: string, title: string, minutes: number, needed_for: Need[], area: string, url: string}} Step `area` is
 *   the area's title, `url` leads from the site's root
 * @typedef {{minutes: number, steps: import("./schedule.js").Part[], day: string, begins: string, ends: string}} Session
 *   without dates the three times are empty
 * @typedef {{id: string, title: string, minutes: number}} Missed a step left out with its minutes, or a goal not reached
 *   with those that it lacks
 * @typedef {{steps: Missed[], goals: Missed[], items: {key: string, text: string, concepts: string[]}[],
 *   questions: number}} Risk
 * @typedef {{minutes: number, needed: number, left_out: Risk}} Deadline the minutes available, those that the whole path
 *   needs, and what was left out for it
 * @typedef {{path: string[], goals: string[], titles: string[], known: string[], ready: string[], minutes: number,
 *   range: [number, number], steps: Step[], sessions?: Session[], deadline?: Deadline}} Plan `titles` are those of the goals
 * @typedef {{budget?: number, session?: number, first?: string, last?: string, start?: string}} Frame what bounds a plan:
 *   minutes in all, minutes a session, and the dates and the time of day for them
 */

/**
 * The learning path to the goals, or what of it fits. Without drafts, give it the graph without them.
 * @param {Graph} graph @param {string[]} goals @param {string[]} known @param {Frame} [frame] @returns {Plan}
 */
export function guideOf(graph, goals, known, { budget, session, first, last, start = START } = {}) {
  const aims = goals.filter((id) => graph.concepts.has(id));
  const held = new Set(known);
  const path = learningPath(graph, aims, held);
  const kept = budget === undefined ? path : fit(graph, path, aims, budget);
  const ready = new Set(frontier(graph, held));
  const minutes = minutesOf(graph, kept);
  return {
    path: kept,
    goals: aims,
    titles: aims.map((id) => graph.concepts.get(id).title),
    known: [...known],
    ready: kept.filter((id) => ready.has(id)),
    minutes,
    range: range(minutes),
    steps: stepsOf(graph, kept),
    ...(session === undefined ? {} : { sessions: sessionsOf(graph, kept, session, { first, last, start }) }),
    ...(budget === undefined ? {} : { deadline: deadlineOf(graph, path, kept, aims, budget) }),
  };
}

/** @returns {Step[]} */
function stepsOf(graph, kept) {
  const later = reasons(graph, kept);
  return kept.map((id) => {
    const { title, minutes, area, url } = graph.concepts.get(id);
    return { id, title, minutes, needed_for: later.get(id), area: graph.areas.get(area)?.title ?? area, url };
  });
}

/** @returns {Session[]} */
function sessionsOf(graph, kept, length, { first, last, start }) {
  const found = sessions(kept.map((id) => graph.concepts.get(id)), length);
  const slots = last ? days(found, first, last, start) : [];
  return found.map((steps, place) => {
    const minutes = steps.reduce((sum, part) => sum + part.minutes, 0);
    const { day, begins, ends } = slots[place] ?? { day: "", begins: "", ends: "" };
    return { minutes, steps, day, begins, ends };
  });
}

/** @returns {Deadline} */
function deadlineOf(graph, path, kept, goals, budget) {
  const { steps, goals: unreached, items, questions } = leftOut(graph, path, kept, goals);
  const missed = (id, minutes) => ({ id, title: graph.concepts.get(id).title, minutes });
  return {
    minutes: budget,
    needed: minutesOf(graph, path),
    left_out: {
      steps: steps.map((id) => missed(id, graph.concepts.get(id).minutes)),
      goals: unreached.map(({ id, minutes }) => missed(id, minutes)),
      items,
      questions,
    },
  };
}
