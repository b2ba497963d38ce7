// The plan itself: how long it is, what can be started now, the path, and what the time does not allow.

import { fit, leftOut } from "./deadline.js";
import { counted, make } from "./dom.js";
import { frontier, minutesOf } from "./plan.js";
import { frontierList, studyPath } from "./plan-path.js";
import { dayCount, days, duration, heavy, rangeText, sessions } from "./schedule.js";

/**
 * @typedef {import("./plan-path.js").Scene} Scene
 * @typedef {import("./address.js").Plan} Plan
 * @typedef {{steps: string[], sessions?: import("./schedule.js").Part[][], slots?: import("./schedule.js").Slot[]}} Outcome
 *   what is studied in the time there is, and when
 */

/** @param {Scene} scene @param {Plan} shown @param {string} today such as "2026-11-24" @returns {Outcome} */
export function outcome({ plan }, shown, today) {
  const { graph, path, goals } = plan;
  const steps = shown.hours ? fit(graph, path, goals, Math.floor(shown.hours * 60)) : path;
  if (!shown.session || !steps.length) return { steps };
  const parts = sessions(steps.map((id) => ({ id, minutes: graph.concepts.get(id).minutes })), shown.session);
  if (!shown.until || !dayCount(today, shown.until)) return { steps, sessions: parts };
  return { steps, sessions: parts, slots: days(parts, today, shown.until) };
}

/** @param {Scene} scene @param {Plan} shown @param {Outcome} found @param {string} [ticked] @returns {HTMLElement[]} */
export function result(scene, shown, found, ticked) {
  const undo = ticked && !scene.plan.path.includes(ticked) ? [undoLine(scene, ticked)] : [];
  if (!shown.goals.length) return [...undo, ...withoutGoals(scene)];
  if (!scene.plan.path.length) return [...undo, ...reached()];
  return [...undo, ...ready(scene), ...path(scene, shown, found), ...rest(scene, found)];
}

const title = (id, text) => make("h2", { id }, text);

function undoLine({ plan, toggle }, id) {
  const back = make("button.plan-button", { type: "button", "data-key": "undo", onclick: () => toggle(id, false) }, "Undo");
  return make("p.plan-undo", {}, `${plan.graph.concepts.get(id).title} counts as known. `, back);
}

function withoutGoals(scene) {
  const { graph, known } = scene.plan;
  const ids = frontier(graph, known);
  const opened = new Map(ids.map((id) => [id, graph.dependents.get(id).length]));
  return [
    title("ready", "What you can learn next"),
    make("p", {}, "Without a goal, everything that rests only on what you know. Choose a goal above for a path."),
    frontierList({ ...scene, plan: { ...scene.plan, ready: ids, opened } }),
  ];
}

const reached = () => [
  title("path", "Nothing is left to study"),
  make("p", {}, "You know all that these goals need. Check it: answer the questions on their pages aloud, before you unfold the answers."),
];

const ready = (scene) => [
  title("ready", "Ready now"),
  make("p", {}, "All that these rest on is known. The first opens most of the plan."),
  frontierList(scene),
];

/** @param {Scene} scene @param {Plan} shown @param {Outcome} found */
function path(scene, shown, found) {
  const { graph } = scene.plan;
  const sum = `${counted(found.steps.length, "step")}, ${rangeText(minutesOf(graph, found.steps))}`;
  const inAll = found.sessions ? ` in ${counted(found.sessions.length, "session")} of ${duration(shown.session)}` : "";
  return [
    title("path", "Study path"),
    make("p.plan-sum", {}, `${sum}${inAll}.`),
    ...warnings(shown, found),
    studyPath({ ...scene, heads: heads(found) }, found.steps),
  ];
}

/** @param {Plan} shown @param {Outcome} found @returns {HTMLElement[]} what the reader should know about the time */
function warnings(shown, found) {
  const most = found.slots ? heavy(found.slots) : 0;
  const texts = [
    shown.hours && !found.steps.length && `Not one step fits into ${duration(shown.hours * 60)}.`,
    shown.session && shown.until && found.sessions && !found.slots && "The last day has passed; choose a later one.",
    shown.until && !shown.session && "Choose the length of a session to have them spread until the last day.",
    most && `That means up to ${duration(most)} a day. Give it more days, or fewer hours.`,
  ];
  return texts.filter(Boolean).map((text) => make("p.plan-warning", {}, text));
}

/** @param {Outcome} found @returns {Map<string, string>} by step, the sessions that start with it */
function heads({ sessions: parts = [], slots }) {
  const begun = new Map();
  for (const [place, session] of parts.entries()) {
    const when = slots ? `, ${dayText(slots[place])}` : "";
    const [{ id, part, parts: all }] = session;
    const name = `Session ${place + 1}${when}${part > 1 ? ` (part ${part} of ${all})` : ""}`;
    begun.set(id, begun.has(id) ? `${begun.get(id)}; ${name}` : name);
  }
  return begun;
}

/** @param {import("./schedule.js").Slot} slot @returns {string} in the reader's own language of dates */
function dayText({ day, begins }) {
  const date = new Date(`${day}T00:00:00Z`);
  const said = date.toLocaleDateString("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return `${said}, ${begins.slice(11)}`;
}

/** @param {Scene} scene @param {Outcome} found @returns {HTMLElement[]} what the time does not allow, and what that risks */
function rest(scene, { steps }) {
  const { graph, path: whole, goals } = scene.plan;
  const left = leftOut(graph, whole, steps, goals);
  if (!left.steps.length) return [];
  const titleOf = (id) => graph.concepts.get(id).title;
  const unreached = left.goals.map(({ id, minutes }) => make("li", {}, `${titleOf(id)} is not reached: ${duration(minutes)} more.`));
  return [
    title("left-out", "Left out"),
    make("p", {}, `${counted(left.steps.length, "step")}, ${rangeText(left.minutes)}, do not fit. What that risks:`),
    make("ul.plan-risks", {}, ...unreached, ...risks(left)),
    unfolded(`The ${counted(left.steps.length, "step")} left out`, make("ol.left-out", {}, ...left.steps.map((id) => make("li", { "data-concept": id }, titleOf(id))))),
  ];
}

function risks({ items, questions }) {
  const rows = [];
  if (questions) rows.push(make("li", {}, `${counted(questions, "interview question")} of the pages left out.`));
  if (!items.length) return rows;
  const list = make("ul", {}, ...items.map(({ text }) => make("li", {}, text)));
  return [...rows, make("li", {}, unfolded(`${counted(items.length, "checklist item")} not fully covered`, list))];
}

const unfolded = (summary, inside) => make("details.study", {}, make("summary", { "data-key": summary }, summary), inside);
