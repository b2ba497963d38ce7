// Tells the reader where a mark could not be saved, and what to do.

import { make } from "./dom.js";
import { unsavedWords } from "./progress-words.js";

/** @param {import("./store.js").Store} store @param {URL} home @returns {() => void} what ends it */
export function followSaving(store, home) {
  const text = make("span");
  const link = make("a", { href: new URL("progress/", home).href }, "Export it");
  const line = make("p.plan-message.not-saved", { role: "status", hidden: true }, text, link, " before you leave.");
  document.querySelector(".md-content__inner")?.prepend(line);
  const show = () => {
    // The page of progress says it in its own place.
    line.hidden = store.status === "saved" || document.querySelector("[data-page='progress']") !== null;
    text.textContent = `Not saved: ${unsavedWords(store.reason)}. What you tick counts until you close the page. `;
  };
  if (store.waiting || ["newer", "aside"].includes(store.reason)) show();
  const leave = store.subscribe(show);
  return () => {
    leave();
    line.remove();
  };
}
