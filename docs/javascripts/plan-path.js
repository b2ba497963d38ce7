// The plan as lists: the study path with a reason at each step, and what can be started now.

import { make } from "./dom.js";
import { areaMark } from "./parts.js";
import { chain } from "./plan.js";
import { duration } from "./schedule.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./plan.js").StudyPlan} StudyPlan
 * @typedef {{plan: StudyPlan, home: URL, toggle: (id: string, known: boolean) => void,
 *   heads: Map<string, string>}} Scene `heads` names the session that starts with a step
 */

/** @param {Scene} scene @param {string[]} ids the steps to show, in study order @returns {HTMLElement} */
export function studyPath(scene, ids) {
  const steps = ids.map((id, place) => step(scene, id, ids[place - 1]));
  return make("ol.study-path.plan-path", {}, ...steps);
}

/** @param {Scene} scene */
function step(scene, id, before) {
  const { graph, ready } = scene.plan;
  const concept = graph.concepts.get(id);
  const area = graph.areas.get(concept.area);
  const starts = !before || graph.concepts.get(before).area !== concept.area;
  return make(
    `li.area-${area.hue}${starts ? ".thread-start" : ""}`,
    { "data-concept": id },
    scene.heads.has(id) && make("span.session", {}, scene.heads.get(id)),
    starts && make("span.thread-area", {}, area.title),
    make(
      "div.step",
      {},
      box(scene, id, false),
      areaMark(area),
      link(scene, id),
      " ",
      make("span.minutes", {}, duration(concept.minutes)),
      ready.includes(id) && make("span.ready", {}, "ready"),
      ...why(scene, id),
    ),
  );
}

/** @returns {HTMLElement[]} why a step is there: in one line, and unfolded along the edges to the goal */
function why(scene, id) {
  const { graph, goals, later } = scene.plan;
  if (goals.has(id)) return [make("p.reason", {}, "One of your goals.")];
  const links = chain(later, goals, id);
  const title = (at) => graph.concepts.get(at).title;
  const line = make("p.reason", {}, `For ${title(links[0].id)}: ${links[0].reason}`);
  if (links.length < 2) return [line];
  const steps = links.map((next, place) =>
    make("li", {}, `${title(place ? links[place - 1].id : id)} \u2192 ${title(next.id)}: ${next.reason}`),
  );
  const way = `on the way to ${title(links.at(-1).id)}`;
  return [line, make("details.why", {}, make("summary", { "data-key": `why ${id}` }, way), make("ol", {}, ...steps))];
}

/** @param {Scene} scene @returns {HTMLElement} what can be started now, what opens most first */
export function frontierList(scene) {
  const { graph, ready, opened } = scene.plan;
  return make("ul.frontier", {}, ...ready.map((id) => start(scene, graph.concepts.get(id), opened.get(id))));
}

function start(scene, concept, opened) {
  const area = scene.plan.graph.areas.get(concept.area);
  const opens = opened ? `opens the way to ${counted(opened, "step")}` : "a goal that needs nothing more";
  return make(
    `li.area-${area.hue}`,
    { "data-concept": concept.id },
    box(scene, concept.id, false),
    areaMark(area),
    link(scene, concept.id),
    " ",
    make("span.reason", {}, `${duration(concept.minutes)}, ${opens}`),
  );
}

/** @param {Scene} scene @param {string[]} ids @returns {HTMLElement} concepts that count as known, to be taken back */
export function knownList(scene, ids) {
  const rows = ids.map((id) => {
    const area = scene.plan.graph.areas.get(scene.plan.graph.concepts.get(id).area);
    return make(`li.area-${area.hue}`, { "data-concept": id }, box(scene, id, true), areaMark(area), link(scene, id));
  });
  return make("ul.frontier.plan-known", {}, ...rows);
}

/** The box of a row belongs to the plan that is shown, which may be one that somebody sent. */
function box(scene, id, known) {
  const input = make("input", {
    type: "checkbox",
    "data-key": `${known ? "held" : "tick"} ${id}`,
    "aria-label": `I know ${scene.plan.graph.concepts.get(id).title}`,
    onchange: ({ target }) => scene.toggle(id, target.checked),
  });
  input.checked = known;
  return make("label.tick", {}, input);
}

function link(scene, id) {
  const concept = scene.plan.graph.concepts.get(id);
  return make("a", { href: new URL(concept.url, scene.home).href, "data-key": `open ${id}` }, concept.title);
}
