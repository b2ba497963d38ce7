// The graph as the planner reads it: graph.json turned into maps by id. Ids come from contributors and from
// readers' files, so they are keys of maps only: `constructor` is an id like any other.

/**
 * @typedef {{id: string, title: string, area: string, level: string, minutes: number, rank: number, depth: number,
 *   prerequisites: string[], reasons: string[], aliases: string[], url: string, summary: string, questions: number,
 *   worth: number, draft?: boolean}} Concept as graph.json has it
 * @typedef {{id: string, title: string, mark: string, hue: number}} Area
 * @typedef {{key: string, text: string, concepts: string[]}} Item
 * @typedef {{id: string, title: string, items: Item[]}} Section of the checklist
 * @typedef {{id: string, reason: string}} Need a concept, and what of it is used
 * @typedef {{concepts: Map<string, Concept>, order: string[], needs: Map<string, Need[]>,
 *   dependents: Map<string, string[]>, areas: Map<string, Area>, sections: Section[],
 *   redirects: Map<string, string | {reason: string}>}} Graph `order` and all lists of ids are in study order
 */

/** @param {object} data what graph.json holds @returns {Graph} */
export function graphOf(data) {
  const concepts = new Map(data.concepts.map((concept) => [concept.id, concept]));
  const needs = new Map(
    data.concepts.map(({ id, prerequisites, reasons }) => [
      id,
      prerequisites.map((need, place) => ({ id: need, reason: reasons[place] })),
    ]),
  );
  return {
    ...linked(concepts, needs),
    areas: new Map(data.areas.map((area) => [area.id, area])),
    sections: data.sections,
    redirects: new Map(Object.entries(data.redirects)),
  };
}

/** @returns {Pick<Graph, "concepts" | "order" | "needs" | "dependents">} */
function linked(concepts, needs) {
  const order = [...concepts.values()].sort((a, b) => a.rank - b.rank).map(({ id }) => id);
  const dependents = new Map(order.map((id) => [id, []]));
  for (const id of order) for (const need of needs.get(id)) dependents.get(need.id)?.push(id);
  return { concepts, order, needs, dependents };
}

/**
 * The graph without its drafts, where what a draft needs passes on to its dependents.
 * @param {Graph} graph @returns {Graph}
 */
export function withoutDrafts(graph) {
  const drafts = [...graph.concepts.values()].filter(({ draft }) => draft).map(({ id }) => id);
  if (!drafts.length) return graph;
  const concepts = new Map(graph.concepts);
  const needs = new Map([...graph.needs].map(([id, list]) => [id, [...list]]));
  for (const draft of drafts.sort()) {
    const reason = `by way of ${concepts.get(draft).title}`;
    const passed = needs.get(draft).map(({ id }) => ({ id, reason }));
    needs.delete(draft);
    concepts.delete(draft);
    for (const [id, list] of needs) {
      if (!list.some((need) => need.id === draft)) continue;
      const kept = list.filter((need) => need.id !== draft);
      const had = new Set(kept.map((need) => need.id));
      needs.set(id, [...kept, ...passed.filter((need) => !had.has(need.id))]);
    }
  }
  return { ...graph, ...linked(concepts, needs) };
}

/** @returns {string[]} ids in study order @param {Graph} graph @param {Iterable<string>} ids those it does not hold are passed over */
export function inOrder(graph, ids) {
  const known = [...new Set(ids)].filter((id) => graph.concepts.has(id));
  return known.sort((a, b) => graph.concepts.get(a).rank - graph.concepts.get(b).rank);
}

/**
 * Where an id leads: to a concept that exists, the renamed ones followed; or why it is gone; or nowhere.
 * @param {Graph} graph @param {string} id
 * @returns {{id: string} | {retired: string} | {unknown: true}}
 */
export function resolve(graph, id) {
  if (graph.concepts.has(id)) return { id };
  const end = graph.redirects.get(id);
  if (typeof end === "string" && graph.concepts.has(end)) return { id: end };
  return end && typeof end === "object" ? { retired: end.reason } : { unknown: true };
}

/**
 * Concepts by what was typed, the study order among equals. @param {Graph} graph @param {string} typed @returns {Concept[]}
 */
export function find(graph, typed) {
  return byName(graph.order.map((id) => graph.concepts.get(id)), typed, ({ title, aliases }) => [title, ...aliases]);
}

/**
 * What goes by a name that was typed: what is called exactly so, then what has a first name that begins so, then an
 * alias that does, then a word that does, then a name with it anywhere; among equals in the order given.
 * @template T @param {T[]} all @param {string} typed @param {(one: T) => string[]} namesOf @returns {T[]}
 */
export function byName(all, typed, namesOf) {
  const wanted = plain(typed);
  if (!wanted) return [];
  const fits = new Map(all.map((one) => [one, fitOf(namesOf(one).map(plain), wanted)]));
  return all.filter((one) => fits.get(one) < FITS.length).sort((one, other) => fits.get(one) - fits.get(other));
}

/** @type {((names: string[], wanted: string) => boolean)[]} the title is the first of the names */
const FITS = [
  (names, wanted) => names.includes(wanted),
  ([title], wanted) => title.startsWith(wanted),
  (names, wanted) => names.some((name) => name.startsWith(wanted)),
  (names, wanted) => names.some((name) => name.includes(` ${wanted}`)),
  (names, wanted) => names.some((name) => name.includes(wanted)),
];

/** @returns {number} how far down the list of fits names stand; behind its end where nothing fits */
function fitOf(names, wanted) {
  const place = FITS.findIndex((fits) => fits(names, wanted));
  return place < 0 ? FITS.length : place;
}

/** @returns {string} text as one types it in a hurry: no accents, hyphens as spaces, lower case */
function plain(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.toLowerCase().replace(/[\s\p{Pd}]+/gu, " ").trim();
}
