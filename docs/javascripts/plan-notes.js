// What the planner has to say before the plan: where it came from, which ids it could not take, what counts as known.

import { make } from "./dom.js";
import { inOrder } from "./graph.js";
import { button } from "./parts.js";
import { knownList } from "./plan-path.js";
import { counted } from "./words.js";

/** @param {import("./address.js").Note[]} notes @returns {HTMLElement[]} what became of ids that are none today */
export function addressNotes(graph, notes) {
  if (!notes.length) return [];
  const rows = notes.map(({ asked, became, retired }) => {
    if (became) return `${asked} is called ${graph.concepts.get(became).title} now, and was taken so.`;
    return retired ? `${asked} was retired: ${retired}` : `There is no concept ${asked}; it was left out.`;
  });
  const list = make("ul", {}, ...rows.map((row) => make("li", {}, row)));
  return [make("div.plan-message", { role: "status", "data-notes": true }, make("p", {}, "About the address of this plan:"), list)];
}

/**
 * @param {import("./address.js").Plan} sent @param {import("./address.js").Plan} own
 * @param {{takeOver: () => void, leave: () => void}} acts
 */
export function sentNote(graph, sent, own, { takeOver, leave }) {
  const held = new Set(own.known);
  const extra = sent.known.filter((id) => !held.has(id)).length;
  const missing = own.known.length - (sent.known.length - extra);
  const counts = [
    extra && `counts ${counted(extra, "concept")} as known that you have not marked`,
    missing && `leaves out ${counted(missing, "concept")} that you have marked`,
  ].filter(Boolean);
  const text = `This plan comes from its address${counts.length ? `. It ${counts.join(", and ")}` : ""}. Your own stays as it is.`;
  const act = (label, press, key) => button(label, press, { "data-key": key });
  return make(
    "div.plan-message",
    { role: "status", "data-sent": true },
    make("p", {}, text),
    make("p.plan-acts", {}, act("Make it my plan", takeOver, "take-over"), act("Show my own plan", leave, "leave")),
  );
}

/**
 * What counts as known. Made once, so that a list that the reader has unfolded stays so.
 * @param {URL} home @returns {{element: HTMLElement, show: (scene: import("./plan-path.js").Scene, known: string[]) => void}}
 */
export function heldPart(home) {
  const link = (path, text) => make("a", { href: new URL(path, home).href, "data-key": path }, text);
  const said = make("p", {}, "Tick what you can explain: here, on any list, or on a concept's page. Not sure? ",
    link("placement/", "Find out in twenty questions"), ". It stays in this browser; ", link("progress/", "take it along as a file"), ".");
  const summary = make("summary", { "data-key": "held" });
  const list = make("details.study", {}, summary);
  return {
    element: make("div.plan-held", {}, said, list),
    show(scene, known) {
      const ids = inOrder(scene.plan.graph, known);
      list.hidden = !ids.length;
      summary.textContent = `${counted(ids.length, "concept")} known`;
      list.replaceChildren(summary, knownList(scene, ids));
    },
  };
}
