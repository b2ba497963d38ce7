// What stands around the drawing: the search, the legend that is also the filter, and what is said in words.

import { make } from "./dom.js";
import { counted } from "./words.js";
import { find, stateOf } from "./map-graph.js";

const element = (id) => document.getElementById(id);

const STATES = { known: "known", ready: "ready to learn", ahead: "further ahead" };

/** @typedef {{areas: Set<string>, levels: Set<string>}} Hidden what the reader has filtered out */

/** @param {Hidden} hidden @returns {(node: import("./map-graph.js").Node) => boolean} whether a concept is shown */
export const shownBy = (hidden) => (node) => !hidden.areas.has(node.group) && !hidden.levels.has(node.level);

/**
 * Fill the filter: a box for each area and level; `changed` is called with what is not wanted any more.
 * @param {import("./map-paint.js").Data} data @param {(hidden: Hidden) => void} changed
 */
export function offerFilter(data, changed) {
  const hidden = { areas: new Set(), levels: new Set() };
  const toggle = (set, value) => (event) => {
    if (event.target.checked) set.delete(value);
    else set.add(value);
    changed(hidden);
  };
  const box = (listener) => make("input", { type: "checkbox", checked: true, onchange: listener });
  const marks = new Map(data.nodes.map(({ group, mark }) => [group, mark]));
  for (const { title, group } of data.lanes) {
    const mark = make(`span.map-mark.${group}`, { "aria-hidden": "true" }, marks.get(group));
    element("map-areas").append(make("label", {}, box(toggle(hidden.areas, group)), mark, title));
  }
  for (const level of ["foundational", "core", "advanced"]) {
    if (!data.nodes.some((node) => node.level === level)) continue;
    element("map-levels").append(make("label", {}, box(toggle(hidden.levels, level)), level));
  }
}

/** Suggest titles and aliases, and ask for what is found. @param {(id: string) => void} ask */
export function offerSearch(nodes, ask) {
  const input = element("map-focus");
  for (const { name, aliases } of nodes) element("map-concepts").append(new Option(aliases.join(", "), name));
  const search = () => {
    const found = find(nodes, input.value);
    input.setAttribute("aria-invalid", String(!found));
    if (found) ask(found.id);
    else element("map-unknown").textContent = input.value.trim() ? `No concept is called “${input.value.trim()}”.` : "";
  };
  input.addEventListener("keydown", ({ key }) => key === "Enter" && search());
  // A suggestion that is picked replaces the text at once, typing does not.
  input.addEventListener("input", ({ inputType = "insertReplacementText" }) => {
    if (inputType === "insertReplacementText") search();
  });
}

/**
 * Say in words what is in focus; the line is read out when it changes.
 * @param {import("./map-paint.js").Data} data @param {import("./map-graph.js").Asked} asked
 * @param {import("./map-graph.js").Path} [path] @param {{known: Set<string>, ready: Set<string>}} progress
 */
export function tell(data, asked, path, progress, pageOf) {
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const node = byId.get(asked.focus);
  element("map-all").disabled = element("map-fit").disabled = !path;
  element("map-unknown").textContent = asked.unknown.map(({ id, reason }) => missing(id, reason)).join(" ");
  const link = element("map-open");
  link.hidden = !node;
  if (node) {
    link.textContent = node.name;
    link.href = pageOf(node.id);
  }
  const box = element("map-know");
  box.parentElement.hidden = !node;
  box.checked = progress.known.has(asked.focus);
  box.setAttribute("aria-label", `I know ${node?.name}`);
  element("map-said").textContent = [node && said(node, path, progress), goals(asked.goals, byId, path)].filter(Boolean).join(" ") || all(data, progress);
}

function all({ nodes }, { known, ready }) {
  return `${counted(nodes.length, "concept")}: ${known.size} known, ${ready.size} ready to learn.`;
}

const missing = (id, reason) => (reason ? `“${id}” was retired: ${reason}` : `This map has no concept “${id}”.`);

function said(node, path, progress) {
  const { before, after } = path;
  const rests = before.size ? `Its path has ${counted(before.size, "concept")} before it` : "It is a place to start";
  const opens = after.size ? `it leads straight to ${after.size}` : "it leads to none";
  return `· ${node.area} · ${STATES[stateOf(node.id, progress)]}. ${rests}; ${opens}.`;
}

function goals(ids, byId, path) {
  if (!ids.length) return "";
  return `Learning path of ${counted(path.before.size + path.here.size, "concept")} to ${ids.map((id) => byId.get(id).name).join(", ")}.`;
}
