// A box to tick at every concept that a page lists: known or not, the same on all pages and in all tabs.

import { mark } from "./acts.js";
import { make } from "./dom.js";
import { knownOf, learningOf } from "./progress.js";

const LISTED = ":is(.study-path, .prerequisites, .unlocks, .goal-list) > li[data-concept], .covers[data-concept]";

/** Add boxes below `root` where there are none yet. */
export function addTicks(root, store) {
  for (const row of root.querySelectorAll(LISTED)) {
    if (!row.querySelector(":scope > .tick")) row.prepend(tick(row.dataset.concept, titleOf(row)));
  }
  showTicks(root, store.progress);
}

/** @returns {string} what a row calls its concept: its first link that is one */
const titleOf = (row) => row.querySelector(":scope > a[href]")?.textContent ?? row.dataset.concept;

function tick(id, title) {
  const box = make("input", { type: "checkbox", "data-tick": id, "data-key": `tick ${id}`, "aria-label": `I know ${title}` });
  return make("label.tick", {}, box);
}

/** Let boxes and rows say what the reader knows. @param {import("./progress.js").Progress} progress */
function showTicks(root, progress) {
  const known = knownOf(progress);
  const learning = learningOf(progress);
  for (const box of root.querySelectorAll("[data-tick]")) {
    const id = box.dataset.tick;
    box.checked = known.has(id);
    box.closest("[data-concept]").dataset.state = known.has(id) ? "known" : learning.has(id) ? "learning" : "open";
  }
}

/** Keep the boxes of a page and the store in step. @returns {() => void} what ends it */
export function followTicks(root, store) {
  const onChange = ({ target }) => {
    if (!target.matches?.("[data-tick]")) return;
    mark(store, target.dataset.tick, target.checked ? "known" : "open");
  };
  root.addEventListener("change", onChange);
  const leave = store.subscribe(() => showTicks(root, store.progress));
  return () => {
    leave();
    root.removeEventListener("change", onChange);
  };
}
