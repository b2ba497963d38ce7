// The plan itself: how long it is, what can be started now, the path, and what the time does not allow.

import { make } from "./dom.js";
import { guideOf } from "./guide.js";
import { button } from "./parts.js";
import { frontier } from "./plan.js";
import { frontierList, studyPath } from "./plan-path.js";
import { dayCount, duration, heavy, rangeText } from "./schedule.js";
import { takeaways } from "./plan-take.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./plan-path.js").Scene} Scene
 * @typedef {import("./address.js").Plan} Plan
 * @typedef {import("./guide.js").Plan} Guide
 */

/**
 * What is studied in the time there is, and when.
 * @param {import("./plan.js").StudyPlan} plan @param {Plan} shown @param {string} today such as "2026-11-24" @returns {Guide}
 */
export function outcome({ graph, goals, known }, { hours, session, until }, today) {
  const dated = session && until && dayCount(today, until) > 0;
  return guideOf(graph, [...goals], [...known], {
    budget: hours && Math.floor(hours * 60),
    session,
    ...(dated ? { first: today, last: until } : {}),
  });
}

/** @param {Scene} scene @param {Plan} shown @param {Guide} guide @param {string} [ticked] @returns {HTMLElement[]} */
export function result(scene, shown, guide, ticked) {
  const undo = ticked && !scene.plan.path.includes(ticked) ? [undoLine(scene, ticked)] : [];
  if (!shown.goals.length) return [...undo, ...withoutGoals(scene)];
  if (!scene.plan.path.length) return [...undo, ...reached()];
  return [...undo, ...ready(scene), ...path(scene, shown, guide), ...rest(guide), ...takeaways(guide, scene.home)];
}

const title = (id, text) => make("h2", { id }, text);

function undoLine({ plan, toggle }, id) {
  const back = button("Undo", () => toggle(id, false), { "data-key": "undo" });
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

/** @param {Scene} scene @param {Plan} shown @param {Guide} guide */
function path(scene, shown, guide) {
  const { path: steps, minutes, sessions } = guide;
  const inAll = sessions ? ` in ${counted(sessions.length, "session")} of ${duration(shown.session)}` : "";
  return [
    title("path", "Study path"),
    make("p.plan-sum", {}, `${counted(steps.length, "step")}, ${rangeText(minutes)}${inAll}.`),
    ...warnings(shown, guide),
    studyPath({ ...scene, heads: heads(sessions ?? []) }, steps),
  ];
}

/** @param {Plan} shown @param {Guide} guide @returns {HTMLElement[]} what the reader should know about the time */
function warnings({ hours, session, until }, { path: steps, sessions = [] }) {
  const dated = sessions.filter(({ day }) => day);
  const most = heavy(dated);
  const texts = [
    hours && !steps.length && `Not one step fits into ${duration(hours * 60)}.`,
    session && until && steps.length && !dated.length && "The last day has passed; choose a later one.",
    until && !session && "Choose the length of a session to have them spread until the last day.",
    most && `That means up to ${duration(most)} on one day. Give it more days, or fewer hours.`,
  ];
  return texts.filter(Boolean).map((text) => make("p.plan-warning", {}, text));
}

/** @param {import("./guide.js").Session[]} sessions @returns {Map<string, string>} by step, the sessions that start with it */
function heads(sessions) {
  const begun = new Map();
  for (const [place, session] of sessions.entries()) {
    const [{ id, part, parts }] = session.steps;
    const time = `, ${rangeText(session.minutes)}`;
    const name = `Session ${place + 1}${session.day ? `, ${dayText(session)}` : ""}${time}${part > 1 ? `, part ${part} of ${parts}` : ""}`;
    begun.set(id, begun.has(id) ? `${begun.get(id)}; ${name}` : name);
  }
  return begun;
}

/** @param {import("./guide.js").Session} session @returns {string} such as "Tue, Nov 24, 18:00" */
function dayText({ day, begins }) {
  const date = new Date(`${day}T00:00:00Z`);
  const said = date.toLocaleDateString("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return `${said}, ${begins.slice(11)}`;
}

/** @param {Guide} guide @returns {HTMLElement[]} what the time does not allow, and what that risks */
function rest({ deadline }) {
  if (!deadline?.left_out.steps.length) return [];
  const { steps, goals, items, questions } = deadline.left_out;
  const rows = [
    ...goals.map((goal) => make("li", {}, `${goal.title} is not reached: it lacks ${duration(goal.minutes)}.`)),
    questions && make("li", {}, `${counted(questions, "question")} stand on the pages left out.`),
    items.length && make("li", {}, `${counted(items.length, "checklist item")} are not fully covered.`),
  ].filter(Boolean);
  return [
    title("left-out", "Left out"),
    make("p", {}, `${counted(steps.length, "step")}, ${rangeText(steps.reduce((sum, step) => sum + step.minutes, 0))}, do not fit. What that risks:`),
    make("ul.plan-risks", {}, ...rows),
    unfolded("left-steps", `The ${counted(steps.length, "step")} left out`, make("ol.left-out", {}, ...steps.map((step) => make("li", { "data-concept": step.id }, step.title)))),
    ...(items.length ? [unfolded("left-items", "The checklist items not fully covered", make("ul", {}, ...items.map(({ text }) => make("li", {}, text))))] : []),
  ];
}

const unfolded = (key, summary, inside) => make("details.study", {}, make("summary", { "data-key": key }, summary), inside);
