// The plan to take away: a link, a Markdown checklist, a calendar, JSON, paper.

import { announce, download, make } from "./dom.js";
import { button } from "./parts.js";
import { calendar, json, markdown } from "./takeaway.js";

/** @param {import("./guide.js").Plan} guide @param {URL} home @returns {HTMLElement[]} */
export function takeaways(guide, home) {
  const dated = guide.sessions?.some(({ day }) => day);
  const stamp = () => `${new Date().toISOString().slice(0, 19)}Z`;
  const act = (key, text, press) => button(text, press, { "data-key": `take-${key}` });
  const save = (key, text, name, type, write) =>
    act(key, text, () => {
      download(name, type, write());
      announce(`${name} is saved with your downloads.`);
    });
  return [
    make("h2", { id: "take" }, "Take it with you"),
    make(
      "div.plan-acts.plan-take",
      {},
      act("link", "Copy the link", () => copy(location.href)),
      save("markdown", "Markdown checklist", "study-plan.md", "text/markdown", () => markdown(guide, home.href)),
      dated && save("calendar", "Calendar file", "study-plan.ics", "text/calendar", () => calendar(guide, stamp(), home.href)),
      save("json", "JSON", "study-plan.json", "application/json", () => json(guide)),
      act("print", "Print", () => print()),
    ),
    make("p.plan-hint", {}, `The link holds the goals and what counts as known.${dated ? "" : " For a calendar, choose the length of a session and a last day above."}`),
  ];
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce("The link is copied.");
  } catch {
    announce("The link could not be copied; it stands in the address bar.");
  }
}
