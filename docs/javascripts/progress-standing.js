// Where the reader stands, as elements: what is known in each area, what is being learned, what the graph has lost.

import { make } from "./dom.js";
import { inOrder } from "./graph.js";
import { areaMark, bar } from "./parts.js";
import { knownOf, learningOf, sinceOf } from "./progress.js";
import { areaWords, dateWords } from "./progress-words.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./progress.js").Progress} Progress
 * @typedef {import("./graph.js").Graph} Graph
 */

/** @param {Progress} progress @param {Graph} graph @param {URL} home @returns {HTMLElement[]} */
export function standing(progress, graph, home) {
  return [
    whole(progress, graph),
    areaList(progress, graph, home),
    ...learningPart(progress, graph, home),
    ...archivePart(progress),
    ...unknownPart(progress, graph),
  ];
}

function whole(progress, graph) {
  const known = inOrder(graph, knownOf(progress)).length;
  const all = graph.order.length;
  const words = make("p.progress-figure", {}, make("strong", {}, String(known)), ` of ${counted(all, "concept")} known`);
  const start = "Mark a concept as known on its page, or tick it in a list.";
  return make("div.progress-whole", {}, words, bar(known, all), progress.concepts.size ? "" : make("p", {}, start));
}

function areaList(progress, graph, home) {
  const [known, learning] = [knownOf(progress), learningOf(progress)];
  const rows = [...graph.areas.values()].map((area) => {
    const ids = graph.order.filter((id) => graph.concepts.get(id).area === area.id);
    const [knows, learns] = [known, learning].map((set) => ids.filter((id) => set.has(id)).length);
    return make(
      `li.area-${area.hue}`,
      {},
      areaMark(area),
      ids.length ? make("a", { href: new URL(`areas/${area.id}/`, home).href, "data-key": `area ${area.id}` }, area.title) : area.title,
      bar(knows, ids.length),
      make("span.bar-text", {}, areaWords(knows, learns, ids.length)),
    );
  });
  return make("ul.progress-areas", { "aria-label": "By area" }, ...rows);
}

function learningPart(progress, graph, home) {
  const ids = inOrder(graph, learningOf(progress));
  if (!ids.length) return [];
  const rows = ids.map((id) => {
    const { title, url, area } = graph.concepts.get(id);
    const look = graph.areas.get(area);
    const link = make("a", { href: new URL(url, home).href, "data-key": `learning ${id}` }, title);
    const since = make("span.reason", {}, ` since ${dateWords(sinceOf(progress, id))}`);
    return make(`li.area-${look.hue}`, {}, areaMark(look), link, since);
  });
  return [make("h2", { id: "learning" }, "Being learned"), make("ul.progress-learning", {}, ...rows)];
}

/** Marks of concepts that were retired; ids that were goals only are named too. */
function archivePart({ archive }) {
  const told = [...archive].filter(([, { state, goal }]) => state !== "open" || goal === true);
  if (!told.length) return [];
  const rows = told.map(([id, { state, since, reason }]) => {
    const was = state === "open" ? "was a goal" : `marked ${state} on ${dateWords(since)}`;
    return make("li", {}, make("code", {}, id), ` ${was}. `, make("span.reason", {}, reason));
  });
  const words = "These concepts were retired, with the reason. Your marks are kept in the file, and come back if they do.";
  return [make("h2", { id: "archive" }, "Retired concepts"), make("p", {}, words), make("ul.progress-ids", {}, ...rows)];
}

function unknownPart({ concepts }, graph) {
  const marks = [...concepts].filter(([id, { state }]) => !graph.concepts.has(id) && state !== "open");
  if (!marks.length) return [];
  const rows = marks.map(([id, { state }]) => make("li", {}, make("code", {}, id), ` ${state}`));
  const words = "This version of the site does not have these concepts; a newer one may. The marks are kept.";
  return [make("h2", { id: "unknown" }, "Not on this site"), make("p", {}, words), make("ul.progress-ids", {}, ...rows)];
}
