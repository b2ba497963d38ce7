// The result of a placement as boxes to tick: what is taken for known, by area, and the doubtful by themselves.

import { make } from "./dom.js";
import { areaMark, button } from "./parts.js";
import { counted } from "./words.js";

/** @typedef {{take: (ids: string[]) => void, back?: () => void, again: () => void}} Acts */

/**
 * @param {import("./graph.js").Graph} graph @param {import("./placement.js").Placed} result
 * @param {Set<string>} had what the reader had marked, which stays as it is
 * @param {number} answers @param {Acts} acts @returns {HTMLElement}
 */
export function resultPart(graph, { known, unsure }, had, answers, acts) {
  const ticked = new Set(known.filter((id) => !had.has(id)));
  const doubtful = new Set(unsure.filter((id) => !had.has(id)));
  const sure = [...ticked].filter((id) => !doubtful.has(id));
  const count = make("p.placement-count", { role: "status" });
  const take = button("Take over as known", () => acts.take(graph.order.filter((id) => ticked.has(id))));
  take.classList.add("placement-take");
  const recount = () => {
    count.textContent = `${counted(ticked.size, "concept")} ticked`;
    take.disabled = !ticked.size;
  };
  const box = (id) => tickBox(graph, id, ticked, recount);
  const acting = make("div.plan-acts", {}, take, acts.back && button("Back to the last question", acts.back), button("Begin again", acts.again));
  recount();
  return make(
    "section.placement-result",
    {},
    make("h2", { id: "result", tabindex: "-1", "data-first": true }, "What you seem to know"),
    make("p", {}, words(answers, had.size)),
    count,
    acting,
    ...group("Doubtful", "placement-doubtful", [...doubtful], box, "The answers do not settle these. Ticked is what is more likely known than not."),
    ...byArea(graph, sure).flatMap(([area, ids]) => group(area, "", ids, box)),
  );
}

function words(answers, had) {
  const basis = answers ? `A guess from ${counted(answers, "answer")}, by what rests on what.` : "Nothing was left to ask.";
  const before = had ? ` The ${counted(had, "concept")} that you had marked as known stay so and are not listed.` : "";
  return `${basis} Correct it before you take it over: it is wrong here and there.${before}`;
}

/** @returns {[string, string[]][]} titles of areas in reading order, each with its concepts in study order */
function byArea(graph, ids) {
  const groups = new Map([...graph.areas.keys()].map((area) => [area, []]));
  for (const id of ids) groups.get(graph.concepts.get(id).area)?.push(id);
  return [...groups].filter(([, members]) => members.length).map(([area, members]) => [graph.areas.get(area).title, members]);
}

function group(title, kind, ids, box, note) {
  if (!ids.length) return [];
  const list = make("ul.placement-list", {}, ...ids.map(box));
  const name = make("legend", {}, `${title} `, make("span.placement-size", {}, String(ids.length)));
  return [make(`fieldset.placement-group${kind && `.${kind}`}`, {}, name, note && make("p.placement-aside", {}, note), list)];
}

function tickBox(graph, id, ticked, changed) {
  const { title, area } = graph.concepts.get(id);
  const look = graph.areas.get(area);
  const turned = (event) => {
    if (event.target.checked) ticked.add(id);
    else ticked.delete(id);
    changed();
  };
  const input = make("input", { type: "checkbox", checked: ticked.has(id), onchange: turned });
  return make(`li.area-${look?.hue ?? 0}`, { "data-concept": id }, make("label", {}, input, look && areaMark(look), make("span", {}, title)));
}
