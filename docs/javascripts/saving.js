// Tells the reader where a mark could not be saved, and what to do.

import { make } from "./dom.js";

/** What each reason of the store means to a reader. */
const REASONS = {
  blocked: "this browser keeps nothing for this site, as in a private window",
  full: "this browser's store for this site is full",
  newer: "your progress was written by a newer version of this site, which this one must not overwrite",
  aside: "what is stored cannot be read, and there is no room to put it aside",
};

/** @param {import("./store.js").Store} store @param {URL} home @returns {() => void} what ends it */
export function followSaving(store, home) {
  const text = make("span");
  const link = make("a", { href: new URL("progress/", home).href }, "Export it");
  const line = make("p.plan-message.not-saved", { role: "status", hidden: true }, text, link, " before you leave.");
  document.querySelector(".md-content__inner")?.prepend(line);
  const show = () => {
    line.hidden = store.status === "saved";
    text.textContent = `Not saved: ${REASONS[store.reason] ?? store.reason}. What you tick counts until you close the page. `;
  };
  if (["newer", "aside"].includes(store.reason)) show();
  const leave = store.subscribe(show);
  return () => {
    leave();
    line.remove();
  };
}
