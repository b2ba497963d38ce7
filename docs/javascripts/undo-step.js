// The last change that can be taken back, kept beside progress so that it survives a reload, if there is room.

import { read, written } from "./progress.js";

/**
 * @typedef {{label: string, when: string, before: import("./progress.js").Progress,
 *   after: import("./progress.js").Progress}} Step
 * @typedef {import("./shelf.js").Shelf} Shelf
 */

const keyOf = (key) => `${key}.undo`;

/** @param {Shelf} shelf @param {Step} step @returns {import("./shelf.js").Refusal} */
export function keepStep(shelf, key, { label, when, before, after }) {
  shelf.remove(keyOf(key));
  return shelf.write(keyOf(key), JSON.stringify({ label, when, before: written(before), after: written(after) }));
}

/** @param {Shelf} shelf */
export const dropStep = (shelf, key) => shelf.remove(keyOf(key));

/** @param {Shelf} shelf @returns {Step | null} */
export function keptStep(shelf, key) {
  try {
    const { label, when, before, after } = JSON.parse(shelf.read(keyOf(key)).text);
    const [{ progress: was }, { progress: is }] = [read(before), read(after)];
    return was && is ? { label: String(label), when: String(when), before: was, after: is } : null;
  } catch {
    return null;
  }
}
