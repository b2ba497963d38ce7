// What the pages say of progress, in words: pure functions of values to text.

import { counted, dayHere } from "./words.js";

/** @typedef {import("./store.js").Reason} Reason */

/** @type {Map<Reason, string>} */
const UNSAVED = new Map([
  ["blocked", "this browser keeps nothing for this site, as in a private window"],
  ["full", "this browser's store for this site is full"],
  ["newer", "your progress was written by a newer version of this site, which this one must not overwrite; load the page again"],
  ["aside", "what is stored cannot be read, and there is no room to put it aside; download it on the page of your progress, then remove it"],
]);

/** @param {Reason} reason why the store does not save @returns {string} */
export const unsavedWords = (reason) => UNSAVED.get(reason) ?? reason;

/** @param {Reason} reason or nothing where it saves @returns {string} */
export function savedWords(reason) {
  if (!reason) return "Saved in this browser.";
  return `Not saved: ${unsavedWords(reason)}. What you mark lasts as long as this page is open; export it to keep it.`;
}

/** @returns {string} a moment as a date */
export function dateWords(since) {
  if (since.startsWith("1970-01-01")) return "an unknown date";
  return new Date(since).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" });
}

/** @returns {string} what an area's bar shows */
export function areaWords(known, learning, all) {
  return `${known} of ${all} known${learning ? `, ${learning} being learned` : ""}`;
}

/** @param {{from: string, to: string}} change @returns {string} */
export function changeWords({ from, to }) {
  const state = (name) => (name === "open" ? "not marked" : name);
  return from === "open" ? state(to) : `${state(from)} here, ${state(to)} in the file`;
}

/**
 * What a file would do, group by group, those that are empty left out.
 * @param {ReturnType<typeof import("./progress.js").compared>} preview @param {string[]} problems
 * @returns {{text: string, changes?: {id: string, from: string, to: string}[], ids?: string[], lines?: string[]}[]}
 */
export function previewWords(preview, problems) {
  const { added, changed, older, same, onlyMine, unknown, archived } = preview;
  const groups = [
    { number: added.length, text: counted(added.length, "new mark", "new marks"), changes: added },
    { number: changed.length, text: `${counted(changed.length, "mark changes", "marks change")}, for the file is later`, changes: changed },
    { number: older.length, text: `${counted(older.length, "mark differs", "marks differ")}, but yours is later: a merge keeps it`, changes: older },
    { number: same.length, text: `${counted(same.length, "mark is", "marks are")} the same`, ids: same },
    { number: onlyMine.length, text: `${counted(onlyMine.length, "mark is", "marks are")} only here: to replace removes what a merge keeps`, ids: onlyMine },
    { number: unknown.length, text: `${counted(unknown.length, "concept is", "concepts are")} not on this site: kept for one that has it`, ids: unknown },
    { number: archived.length, text: `${counted(archived.length, "retired concept", "retired concepts")} in its archive`, ids: archived },
    { number: problems.length, text: `${counted(problems.length, "thing", "things")} in it cannot be used as it stands`, lines: problems },
  ];
  return [...groups.filter(({ number }) => number), ...planGroup(preview.plan)];
}

function planGroup(plan) {
  if (plan === "new") return [{ text: "Its plan takes the place of yours" }];
  if (plan === "older") return [{ text: "It has another plan, but yours is later: a merge keeps it" }];
  return [];
}

/** @param {ReturnType<typeof import("./progress.js").compared>} preview @returns {string} what was done */
export function mergedWords({ added, changed }) {
  if (!added.length && !changed.length) return "Merged; no mark has changed.";
  return `Merged: ${added.length} new, ${changed.length} changed.`;
}

/** @returns {string} a name for a file, by the day on which it was made */
export function fileName(day) {
  return `progress-${dayHere(day)}.json`;
}
