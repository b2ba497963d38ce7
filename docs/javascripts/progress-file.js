// The file of a reader's progress: text to a value and back. A file may come from anywhere: only what keeps the
// format is taken from it, what is not is named, and fields that this version does not know are kept as they are.
// JSON.parse, Object.fromEntries and the spread of an object all define own properties, so that a field
// `__proto__` stays a field; ids are keys of maps.

/**
 * @typedef {"known" | "learning" | "open"} State `open` is a mark taken back, so that a merge knows which is newer
 * @typedef {{state: State, since: string}} Entry and unknown fields
 * @typedef {{goals: string[], hours?: number, session?: number, until?: string, since: string}} Plan and unknown fields
 * @typedef {{concepts: Map<string, Entry>, plan: Plan | null, archive: Map<string, Entry & {reason: string}>,
 *   rest: object}} Progress frozen; `rest` holds the unknown fields of the whole
 * @typedef {"corrupt" | "newer" | "large"} Fault
 */

export const SCHEMA = 1;
/** The weakest first. @type {State[]} */
export const STATES = ["open", "learning", "known"];
export const PLAN_FIELDS = ["goals", "hours", "session", "until", "since"];
/** What a mark without a date counts as: every other is later. */
export const LONG_AGO = "1970-01-01T00:00:00.000Z";

/** The largest file in characters, its most entries and its deepest nesting. */
export const MAX_SIZE = 1_000_000;
const MAX_ENTRIES = 5_000;
const MAX_DEPTH = 20;
const MAX_REASON = 1_000;
const MAX_ID = 100;
const FIELDS = ["schema", "concepts", "plan", "archive"];

/** @param {Partial<Progress>} parts @returns {Progress} */
export function progressOf({ concepts = new Map(), plan = null, archive = new Map(), rest = {} }) {
  return Object.freeze({ concepts, plan, archive, rest });
}

/** @type {Progress} */
export const EMPTY = progressOf({});

/** @param {unknown} id */
const isId = (id) => typeof id === "string" && id.length <= MAX_ID && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);

/** @returns {boolean} whether a value is made of fields */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @returns {object} the fields of an object but for some */
export function without(object, names) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** @param {Progress} progress @param {number} [indent] @returns {string} the same text for the same value */
export function written({ concepts, plan, archive, rest }, indent) {
  const maps = { concepts: Object.fromEntries(concepts), archive: Object.fromEntries(archive) };
  return JSON.stringify(ordered({ ...rest, ...maps, plan: plan ?? undefined, schema: SCHEMA }), null, indent);
}

/** @returns {unknown} the same value, its fields in the order of the alphabet at every depth */
export function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, ordered(field)]);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a text holds. Problems are what was left out or mended, in words; a fault means that nothing can be taken.
 * @param {string} text @param {string} [now] where given, later dates count as this one
 * @returns {{progress: Progress, problems: string[]} | {fault: Fault, detail: string}}
 */
export function read(text, now) {
  const data = parsed(text);
  const fault = faultOf(data, text);
  if (fault) return fault;
  const problems = [];
  const say = (problem) => problems.push(problem);
  const concepts = entriesOf(data.concepts, "concepts", (entry, id) => entryOf(entry, id, say, now), say);
  const archive = entriesOf(data.archive, "archive", (entry, id) => archivedOf(entry, id, say, now), say);
  const plan = data.plan === undefined ? null : planIn(data.plan, say, now);
  return { progress: progressOf({ concepts, plan, archive, rest: without(data, FIELDS) }), problems };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns {{fault: Fault, detail: string} | undefined} a newer schema first, for what follows may differ in it */
function faultOf(data, text) {
  const fault = (name, detail) => ({ fault: name, detail });
  if (data === undefined) return fault("corrupt", "It is not JSON.");
  if (!isRecord(data) || !Number.isInteger(data.schema) || data.schema < 1) {
    return fault("corrupt", "It is not a file of progress: it does not say its schema.");
  }
  if (data.schema > SCHEMA) {
    return fault("newer", `It has schema ${data.schema}, and this site knows those up to ${SCHEMA}.`);
  }
  if (text.length > MAX_SIZE) return fault("large", `It is longer than ${MAX_SIZE} characters.`);
  if (isDeep(data)) return fault("corrupt", `It is nested deeper than ${MAX_DEPTH} levels.`);
  const count = [data.concepts, data.archive, data.plan?.goals].map((part) => Object.keys(part ?? {}).length);
  if (Math.max(...count) > MAX_ENTRIES) return fault("large", `It has more than ${MAX_ENTRIES} entries.`);
  return undefined;
}

function isDeep(value) {
  let level = [value];
  for (let depth = 0; level.length; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one) => (typeof one === "object" && one ? Object.values(one) : []));
  }
  return false;
}

/** @returns {Map<string, Entry>} those that `make` makes something of */
function entriesOf(data, part, make, say) {
  if (data === undefined) return new Map();
  if (!isRecord(data)) {
    say(`“${part}” is not a list of marks; it is left out.`);
    return new Map();
  }
  const made = Object.entries(data).map(([id, entry]) => {
    if (isId(id)) return [id, make(entry, id)];
    say(`“${shown(id)}” cannot be the id of a concept; its mark is left out.`);
    return [id, undefined];
  });
  return new Map(made.filter(([, entry]) => entry));
}

/** @returns {Entry | undefined} */
function entryOf(data, id, say, now) {
  if (!isRecord(data) || !STATES.includes(data.state)) {
    say(`“${id}” has no mark that this site knows; it is left out.`);
    return undefined;
  }
  return Object.freeze({ ...data, since: sinceIn(data.since, `“${id}”`, say, now) });
}

function archivedOf(data, id, say, now) {
  const entry = entryOf(data, id, say, now);
  if (!entry) return undefined;
  const reason = typeof entry.reason === "string" ? entry.reason.slice(0, MAX_REASON) : "";
  return Object.freeze({ ...entry, reason });
}

/** @returns {string} a moment that can be compared as text */
function sinceIn(since, whose, say, now) {
  const moment = momentOf(since);
  if (!moment) say(`${whose} has no date that is one; it counts as the oldest.`);
  else if (now && moment > now) say(`${whose} has a date in the future; it counts as of today.`);
  else return moment;
  return moment ? now : LONG_AGO;
}

/** @returns {string} or nothing where it is no moment; browsers disagree on 31 February */
function momentOf(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return "";
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== text.slice(0, 19) ? "" : date.toISOString();
}

/** @returns {Plan | null} */
function planIn(data, say, now) {
  if (!isRecord(data) || !Array.isArray(data.goals)) {
    say("The plan names no goals; it is left out.");
    return null;
  }
  const fits = {
    hours: (value) => typeof value === "number" && value > 0 && value <= 1000,
    session: (value) => typeof value === "number" && value > 0 && value <= 1440,
    until: (value) => typeof value === "string" && momentOf(`${value}T00:00:00Z`) !== "",
  };
  const bad = Object.keys(fits).filter((name) => data[name] !== undefined && !fits[name](data[name]));
  for (const name of bad) say(`“${name}” of the plan is not what it should be; it is left out.`);
  const wrong = data.goals.filter((id) => !isId(id));
  for (const id of wrong) say(`“${shown(String(id))}” cannot be a goal; it is left out.`);
  const goals = [...new Set(data.goals.filter(isId))];
  return Object.freeze({ ...without(data, bad), goals, since: sinceIn(data.since, "The plan", say, now) });
}

/** @returns {string} a stranger's text for a message: short, on one line, nothing invisible in it */
function shown(text) {
  const plain = [...text.slice(0, 100).replace(/[\p{C}\p{Z}]+/gu, " ")];
  return plain.length > 40 ? `${plain.slice(0, 40).join("")}…` : plain.join("");
}
