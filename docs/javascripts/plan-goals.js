// Choosing goals: by typing, by whole area, by section of the checklist; and the goals that are chosen.

import { combobox } from "./combobox.js";
import { make } from "./dom.js";
import { find, inOrder } from "./graph.js";
import { button } from "./parts.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {{label: string, ids: string[]}} Chip one goal, or all of an area or section
 * @typedef {{graph: Graph, goals: string[], change: (goals: string[]) => void}} Choice
 */

/** @returns {{label: string, id: string, ids: string[]}[]} the areas, or the sections of the checklist, that have concepts */
const areasOf = (graph) =>
  [...graph.areas.values()]
    .map(({ id, title }) => ({ id, label: title, ids: graph.order.filter((at) => graph.concepts.get(at).area === id) }))
    .filter(({ ids }) => ids.length);

const sectionsOf = (graph) =>
  graph.sections
    .map(({ id, title, items }) => ({ id, label: title, ids: inOrder(graph, items.flatMap((item) => item.concepts)) }))
    .filter(({ ids }) => ids.length);

/**
 * Goals in as few words as they can be named: all of an area, all of a section, then one by one.
 * @param {Graph} graph @param {string[]} goals @returns {Chip[]}
 */
function chipsOf(graph, goals) {
  const left = new Set(goals);
  const chips = [];
  const groups = [
    ...areasOf(graph).map((area) => ({ ...area, label: `All of ${area.label}` })),
    ...sectionsOf(graph).map((section) => ({ ...section, label: `Checklist, ${section.label}` })),
  ];
  for (const { label, ids } of groups) {
    if (ids.length < 2 || !ids.every((id) => left.has(id))) continue;
    chips.push({ label: `${label} (${ids.length})`, ids });
    for (const id of ids) left.delete(id);
  }
  return [...chips, ...inOrder(graph, left).map((id) => ({ label: graph.concepts.get(id).title, ids: [id] }))];
}

/** @param {Graph} graph @param {(ids: string[]) => void} add @returns {HTMLElement} made once: it keeps what is typed */
export function goalFinder(graph, add) {
  const field = combobox({
    id: "plan-goal",
    label: "What do you want to be able to explain?",
    hint: "Type a concept, such as normalizing flow",
    find: (typed) => find(graph, typed),
    row: (concept) => [concept.title, make("span.combobox-hint", {}, hintOf(graph, concept))],
    pick: (concept) => add([concept.id]),
    none: (typed) => `No concept is called \u201c${typed}\u201d. Try another word, or look into the glossary.`,
  });
  return make("div.plan-finder", {}, field, groupPicker("plan-area", "A whole area", areasOf(graph), add), sectionPicker(graph, add));
}

const sectionPicker = (graph, add) =>
  graph.sections.length ? groupPicker("plan-section", "A section of the checklist", sectionsOf(graph), add) : "";

const hintOf = (graph, { area, aliases }) => [graph.areas.get(area).title, ...aliases].join(", ");

function groupPicker(id, label, groups, add) {
  const options = groups.map(({ label: name, ids }, place) => make("option", { value: place }, `${name} (${ids.length})`));
  const select = make("select", { id, "data-key": id }, make("option", { value: "" }, "Choose"), ...options);
  const take = () => {
    if (select.value) add(groups[Number(select.value)].ids);
    select.value = "";
  };
  const adding = button("Add", take, { "data-key": `${id}-add` });
  return make("div.plan-group", {}, make("label", { for: id }, label), select, adding);
}

/** @param {Choice} choice @returns {HTMLElement} the goals, each with a button that takes it back */
export function goalChips({ graph, goals, change }) {
  if (!goals.length) return make("p.plan-empty", {}, "No goals yet.");
  const chips = chipsOf(graph, goals).map(({ label, ids }) => {
    const gone = new Set(ids);
    const remove = make(
      "button",
      {
        type: "button",
        "data-key": `goal ${ids.join(" ")}`,
        "aria-label": `Remove the goal ${label}`,
        onclick: () => change(goals.filter((id) => !gone.has(id))),
      },
      "\u00d7",
    );
    return make("li", {}, label, " ", remove);
  });
  return make("ul.plan-goals", { "aria-label": counted(goals.length, "goal") }, ...chips);
}
