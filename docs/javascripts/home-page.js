// Home: where the reader stands. Before anything is marked or planned, the page stays as it is.

import { mark } from "./acts.js";
import { keepingFocus, make } from "./dom.js";
import { frontier, minutesOf, studyPlan } from "./plan.js";
import { frontierList } from "./plan-path.js";
import { tally } from "./lists-page.js";
import { inOrder } from "./graph.js";
import { knownOf, learningOf, planOf } from "./progress.js";
import { rangeText } from "./schedule.js";
import { counted } from "./words.js";

const SHOWN = 5;

/** @param {HTMLElement} root @param {import("./site.js").Site} site @returns {() => void} what ends it */
export function mount(root, site) {
  const cards = [...document.querySelectorAll(".area-cards > li[data-area]")].map(card);
  const show = () => {
    const known = knownOf(site.store.progress);
    for (const fill of cards) fill(site.graph, known);
    keepingFocus(root, () => root.replaceChildren(...standing(site)), () => root.querySelector(".frontier input"));
  };
  show();
  return site.store.subscribe(show);
}

/** @returns {(graph: import("./graph.js").Graph, known: Set<string>) => void} what fills a card */
function card(row) {
  const { element, show } = tally();
  const line = make("span.tally", {}, ...element.childNodes);
  const size = row.querySelector(".area-size");
  return (graph, known) => {
    const ids = graph.order.filter((id) => graph.concepts.get(id).area === row.dataset.area);
    const held = ids.filter((id) => known.has(id)).length;
    show(held, ids.length, "concept");
    // The words of the bar say how many there are, too.
    size.hidden = known.size > 0;
    if (size.hidden) size.after(line);
    else line.remove();
  };
}

/** @param {import("./site.js").Site} site @returns {HTMLElement[]} */
function standing({ store, graph, home }) {
  const known = knownOf(store.progress);
  const { goals } = planOf(store.progress);
  const learning = inOrder(graph, learningOf(store.progress));
  if (!known.size && !goals.length && !learning.length) return [];
  const plan = studyPlan(graph, goals, known);
  const { element, show } = tally();
  show(inOrder(graph, known).length, graph.order.length, "concept");
  const open = goals.length ? plan : everything(graph, known);
  const toggle = (id, on) => mark(store, id, on ? "known" : "open");
  const list = frontierList({ plan: { ...open, ready: open.ready.slice(0, SHOWN) }, home, toggle });
  return [
    make("h2", { id: "where" }, "Where you are"),
    element,
    ...carryOn({ graph, home }, learning, open.ready),
    ...(goals.length ? [left(home, graph, plan)] : []),
    make("p.frontier-head", {}, goals.length ? "Ready now in your plan:" : "What you can learn next:"),
    list,
    make("p.frontier-head", {}, make("a", { href: new URL("progress/", home).href }, "All that you have marked, and a file of it")),
  ];
}

/** @returns {import("./plan.js").StudyPlan} without goals, all that is ready, what more needs it first */
function everything(graph, known) {
  const opened = new Map(graph.order.map((id) => [id, graph.dependents.get(id).length]));
  const ready = frontier(graph, known).sort((a, b) => opened.get(b) - opened.get(a));
  return { graph, goals: new Set(), known, path: [], later: new Map(), opened, ready };
}

function carryOn({ graph, home }, learning, ready) {
  const id = learning[0] ?? ready[0];
  if (!id) return [];
  const { url, title } = graph.concepts.get(id);
  return [make("p.carry-on", {}, "Continue with ", make("a", { href: new URL(url, home).href }, title), learning.length ? ", which you are learning." : ".")];
}

function left(home, graph, { path }) {
  const link = make("a", { href: new URL("plan/", home).href }, "Your plan");
  return make("p", {}, link, path.length ? `: ${counted(path.length, "step")} left, ${rangeText(minutesOf(graph, path))}.` : ": all that its goals need is known.");
}
