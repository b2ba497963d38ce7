// Progress on the pages that list concepts: the areas, the checklist. What they count stands in the page itself.

import { changeGoals } from "./acts.js";
import { announce, make } from "./dom.js";
import { bar, button, fill } from "./parts.js";
import { knownOf } from "./progress.js";
import { counted } from "./words.js";

/** @param {Element} root a section of the checklist @param {import("./site.js").Site} site @returns {() => void} what ends it */
export function mountSection(root, { store }) {
  const items = [...root.querySelectorAll("[data-item]")].map((row) => ({ row, ids: coversOf(row) }));
  const line = tally();
  root.querySelector(".list-head").replaceChildren(line.element, addButton(store, items.flatMap(({ ids }) => ids), "this section"));
  const show = () => {
    const known = knownOf(store.progress);
    const done = items.filter(({ row, ids }) => {
      const all = ids.length > 0 && ids.every((id) => known.has(id));
      row.dataset.done = String(all);
      return all;
    });
    line.show(done.length, items.length, "item");
  };
  show();
  return store.subscribe(show);
}

/** @param {Element} root the list of an area @param {import("./site.js").Site} site @returns {() => void} what ends it */
export function mountArea(root, { store }) {
  const ids = [...root.querySelectorAll("li[data-concept]")].map((row) => row.dataset.concept);
  const line = tally();
  root.querySelector(".list-head").replaceChildren(line.element, addButton(store, ids, "this area"));
  const show = () => {
    const known = knownOf(store.progress);
    line.show(ids.filter((id) => known.has(id)).length, ids.length, "concept");
  };
  show();
  return store.subscribe(show);
}

/** @returns {string[]} the concepts that cover an item, without those of the items below it */
const coversOf = (row) => [...row.querySelectorAll(":scope > .covers[data-concept]")].map((cover) => cover.dataset.concept);

/** A bar with the words that it stands for. @returns {{element: HTMLElement, show: (part: number, all: number, noun: string) => void}} */
export function tally() {
  const share = bar();
  const text = make("span.bar-text");
  return {
    element: make("p.tally", {}, share, text),
    show(part, all, noun) {
      fill(share, part, all);
      text.textContent = `${part} of ${counted(all, noun)} known`;
    },
  };
}

function addButton(store, ids, what) {
  const add = () => {
    changeGoals(store, (goals) => [...new Set([...goals, ...ids])]);
    announce(`${counted(new Set(ids).size, "concept")} of ${what} are goals of your plan.`);
    adding.textContent = "Added to my plan";
  };
  const adding = button(`Add ${what} to my plan`, add);
  return adding;
}
