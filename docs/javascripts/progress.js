// What a reader knows, is learning and plans: pure functions over a frozen value. Its file is progress-file.js,
// where it is kept is store.js.

import { resolve } from "./graph.js";
import { LONG_AGO, PLAN_FIELDS, STATES, isRecord, ordered, progressOf, without, written } from "./progress-file.js";

export { EMPTY, MAX_SIZE, SCHEMA, read, written } from "./progress-file.js";

/**
 * @typedef {import("./progress-file.js").Progress} Progress
 * @typedef {import("./progress-file.js").State} State
 * @typedef {import("./progress-file.js").Entry} Entry
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {{goals: string[], hours?: number, session?: number, until?: string}} Wish a plan without its date
 * @typedef {{id: string, from: State, to: State}} Change
 */

/** @param {Progress} progress @param {string} id @returns {State} */
export const stateOf = (progress, id) => progress.concepts.get(id)?.state ?? "open";

/** @param {Progress} progress @param {string} id @returns {string | undefined} when it was last marked */
export const sinceOf = (progress, id) => progress.concepts.get(id)?.since;

/** @param {Progress} progress @returns {Set<string>} */
export const knownOf = (progress) => inState(progress, "known");

/** @param {Progress} progress @returns {Set<string>} */
export const learningOf = (progress) => inState(progress, "learning");

function inState({ concepts }, state) {
  return new Set([...concepts].filter(([, entry]) => entry.state === state).map(([id]) => id));
}

/** @returns {Progress} the same one where the mark says so already @param {State} state @param {Date | string} when */
export function marked(progress, id, state, when) {
  if (stateOf(progress, id) === state) return progress;
  const entry = Object.freeze({ ...progress.concepts.get(id), state, since: new Date(when).toISOString() });
  return progressOf({ ...progress, concepts: new Map(progress.concepts).set(id, entry) });
}

/** @param {Progress} progress @returns {Wish} */
export function planOf({ plan }) {
  if (!plan) return { goals: [] };
  const known = PLAN_FIELDS.filter((name) => name !== "since" && plan[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, plan[name]]));
}

/** @param {Progress} progress @param {Wish} wish @param {Date | string} when @returns {Progress} */
export function planned(progress, wish, when) {
  const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const kept = without(progress.plan ?? {}, PLAN_FIELDS);
  const plan = Object.freeze({ ...kept, ...said, goals: [...said.goals], since: new Date(when).toISOString() });
  return progressOf({ ...progress, plan });
}

/**
 * Two devices' progress as one: of each mark and of the plan the later; of two at one moment the stronger mark.
 * @param {Progress} mine @param {Progress} theirs @returns {Progress}
 */
export function merged(mine, theirs) {
  return progressOf({
    concepts: united(mine.concepts, theirs.concepts),
    plan: onePlan(mine.plan, theirs.plan),
    archive: united(mine.archive, theirs.archive),
    rest: joined(mine.rest, theirs.rest),
  });
}

function united(mine, theirs) {
  const all = new Map(mine);
  for (const [id, entry] of theirs) all.set(id, combined(all.get(id), entry));
  return all;
}

/** @param {Entry} [mine] @param {Entry} theirs @returns {Entry} the one that wins, with what only the other says */
function combined(mine, theirs) {
  if (!mine) return theirs;
  const later = theirs.since === mine.since ? strength(theirs) > strength(mine) : theirs.since > mine.since;
  return Object.freeze(later ? joined(theirs, mine) : joined(mine, theirs));
}

const strength = ({ state }) => STATES.indexOf(state);

function onePlan(mine, theirs) {
  if (!mine || !theirs) return mine ?? theirs;
  const [later, other] = theirs.since > mine.since ? [theirs, mine] : [mine, theirs];
  // A later plan without an end has none, whatever the earlier one said.
  return Object.freeze(joined(later, without(other, PLAN_FIELDS)));
}

/** @returns {object} the fields of both; where both have one that is not made of fields itself, the first's */
function joined(first, second) {
  const fields = new Map(Object.entries(first));
  for (const [name, value] of Object.entries(second)) {
    const had = fields.get(name);
    if (!fields.has(name)) fields.set(name, value);
    else if (isRecord(had) && isRecord(value)) fields.set(name, joined(had, value));
  }
  return Object.fromEntries(fields);
}

/**
 * Progress after the graph has changed: renamed ids have followed, retired ones are in the archive with the reason,
 * and those that have come back are out of it. Ids that the graph never heard of stay: a newer site may know them.
 * @param {Progress} progress @param {Graph} graph @returns {Progress} the same one where nothing moves
 */
export function moved(progress, graph) {
  const concepts = new Map();
  const archive = new Map();
  const put = (to, id, entry) => to.set(id, combined(to.get(id), entry));
  const retire = (id, entry, reason) => put(archive, id, Object.freeze({ ...entry, reason }));
  for (const [id, entry] of progress.concepts) {
    const end = resolve(graph, id);
    if (end.retired === undefined) put(concepts, end.id ?? id, entry);
    else retire(id, entry, end.retired);
  }
  for (const [id, entry] of progress.archive) {
    const end = resolve(graph, id);
    if (end.id === undefined) put(archive, id, entry);
    else put(concepts, end.id, Object.freeze(without(entry, ["reason"])));
  }
  const plan = followed(progress.plan, graph, retire);
  const next = progressOf({ ...progress, concepts, archive, plan });
  return written(next) === written(progress) ? progress : next;
}

function followed(plan, graph, retire) {
  if (!plan) return plan;
  const ends = plan.goals.map((id) => ({ old: id, ...resolve(graph, id) }));
  const gone = ends.filter((end) => end.retired !== undefined);
  for (const { old, retired } of gone) retire(old, { state: "open", since: LONG_AGO, goal: true }, retired);
  const goals = ends.filter((end) => !gone.includes(end)).map((end) => end.id ?? end.old);
  return Object.freeze({ ...plan, goals: [...new Set(goals)] });
}

/** @returns {boolean} whether two parts of progress say the same */
const alike = (one, other) => one === other || JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

/**
 * Take one change back, but not what was done since.
 * @param {Progress} now @param {Progress} before it @param {Progress} after it @returns {Progress}
 */
export function undone(now, before, after) {
  const part = (name) => (alike(now[name], after[name]) ? before[name] : now[name]);
  const entries = (name) => {
    const back = new Map(before[name]);
    for (const id of new Set([...now[name].keys(), ...after[name].keys()])) {
      if (alike(now[name].get(id), after[name].get(id))) continue;
      if (now[name].has(id)) back.set(id, now[name].get(id));
      else back.delete(id);
    }
    return back;
  };
  return progressOf({ concepts: entries("concepts"), archive: entries("archive"), plan: part("plan"), rest: part("rest") });
}

/**
 * What a merge would do, by what a reader sees of it: marks, not their dates. `older` are those where mine is later.
 * @param {Progress} mine @param {Progress} theirs both after `moved` @param {Graph} graph
 * @returns {{added: Change[], changed: Change[], same: string[], older: Change[], onlyMine: string[],
 *   unknown: string[], archived: string[], plan: "none" | "same" | "new" | "older"}}
 */
export function compared(mine, theirs, graph) {
  const both = merged(mine, theirs);
  const marks = [...theirs.concepts].map(([id, { state }]) => ({ id, from: stateOf(mine, id), to: state }));
  const wins = ({ id, to }) => stateOf(both, id) === to;
  const other = marks.filter(({ from, to }) => from !== to);
  return {
    added: other.filter((mark) => wins(mark) && mark.from === "open"),
    changed: other.filter((mark) => wins(mark) && mark.from !== "open"),
    older: other.filter((mark) => !wins(mark)),
    same: marks.filter(({ from, to }) => from === to && to !== "open").map(({ id }) => id),
    onlyMine: [...mine.concepts.keys()].filter((id) => stateOf(mine, id) !== "open" && !theirs.concepts.has(id)),
    unknown: [...theirs.concepts.keys()].filter((id) => !graph.concepts.has(id)),
    archived: [...theirs.archive.keys()],
    plan: planCompared(mine, theirs, both),
  };
}

function planCompared(mine, theirs, both) {
  const said = ({ plan }) => plan && planOf({ plan });
  if (!theirs.plan) return "none";
  if (alike(said(mine), said(theirs))) return "same";
  return alike(said(both), said(theirs)) ? "new" : "older";
}
