// On a concept's page: mark it as known or as being learned, add it to the plan, see whether one is ready for it.

import { changeGoals, mark } from "./acts.js";
import { announce, make } from "./dom.js";
import { studyPlan } from "./plan.js";
import { knownOf, planOf, stateOf } from "./progress.js";
import { counted } from "./words.js";

/** @typedef {import("./site.js").Site} Site */

/** @param {HTMLElement} root the place for the buttons @param {Site} site @returns {() => void} what ends it */
export function mount(root, site) {
  const { store } = site;
  const id = root.dataset.marks;
  const title = document.querySelector("h1").firstChild.textContent;
  const buttons = [
    markButton(store, id, title, "known", "I know this"),
    markButton(store, id, title, "learning", "Learning it"),
    planButton(store, id, title),
  ];
  const place = make("p.plan-place");
  root.replaceChildren(make("div.marks", { role: "group", "aria-label": "My progress" }, ...buttons.map(({ element }) => element)), place);
  const ready = readyLine();
  const show = () => {
    for (const button of buttons) button.show();
    ready(store.progress);
    place.replaceChildren(...placeInPlan(site, id));
  };
  show();
  return store.subscribe(show);
}

/** A button that is pressed while its state holds, and takes it back when it is pressed again. */
function markButton(store, id, title, state, text) {
  const press = () => {
    const next = stateOf(store.progress, id) === state ? "open" : state;
    mark(store, id, next);
    announce(`${title}: ${next === "open" ? "no longer marked" : next}.`);
  };
  const element = make("button.mark-button", { type: "button", onclick: press, "data-mark": state }, text);
  return { element, show: () => element.setAttribute("aria-pressed", String(stateOf(store.progress, id) === state)) };
}

function planButton(store, id, title) {
  const isGoal = () => planOf(store.progress).goals.includes(id);
  const press = () => {
    const wanted = !isGoal();
    changeGoals(store, (goals) => [...goals.filter((goal) => goal !== id), ...(wanted ? [id] : [])]);
    announce(`${title} is ${wanted ? "a goal of your plan" : "no goal any more"}.`);
  };
  const element = make("button.mark-button", { type: "button", onclick: press, "data-mark": "goal" });
  return {
    element,
    show() {
      element.setAttribute("aria-pressed", String(isGoal()));
      element.textContent = isGoal() ? "In my plan" : "Add to my plan";
    },
  };
}

/** @returns {(progress: import("./progress.js").Progress) => void} what says how much of the prerequisites is known */
function readyLine() {
  const needs = [...document.querySelectorAll(".prerequisites > li")].map((row) => row.dataset.concept);
  if (!needs.length) return () => undefined;
  const line = make("p.ready-line", { role: "status" });
  document.querySelector(".readiness > p").before(line);
  return (progress) => {
    const known = knownOf(progress);
    const held = needs.filter((id) => known.has(id)).length;
    line.hidden = !known.size;
    line.textContent = held === needs.length ? "You are ready: you know all that this page uses." : `You know ${held} of the ${counted(needs.length, "concept")} that this page uses.`;
  };
}

/** @returns {(Node | string)[]} where the concept stands in the reader's plan, and what comes after it */
function placeInPlan({ store, graph, home }, id) {
  const { goals } = planOf(store.progress);
  const known = knownOf(store.progress);
  const { path } = studyPlan(graph, goals, known);
  const plan = make("a", { href: new URL("plan/", home).href }, "your plan");
  const at = path.indexOf(id);
  const after = graph.concepts.get(at < 0 ? path[0] : path[at + 1]);
  const next = after ? [" Next: ", make("a", { href: new URL(after.url, home).href }, after.title), "."] : [];
  if (at >= 0) return [`Step ${at + 1} of ${path.length} in `, plan, ".", ...next];
  return path.length ? [`${counted(path.length, "step")} left in `, plan, ".", ...next] : [];
}
