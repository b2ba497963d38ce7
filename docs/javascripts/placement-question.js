// One question of the placement, with what helps to answer it honestly: the summary, and a question of the concept's
// own page with its model answer, both folded.

import { make } from "./dom.js";
import { areaMark, button } from "./parts.js";

/** @typedef {{reply: (reply: import("./placement.js").Reply) => void, back: () => void, stop?: () => void}} Acts */

const REPLIES = [
  ["yes", "Yes, I can", "y"],
  ["no", "Not yet", "n"],
  ["unsure", "Not sure", "u"],
];

/**
 * @param {import("./graph.js").Graph} graph @param {URL} home @param {string} id @param {Acts} acts
 * @returns {{part: HTMLElement, leave: () => void}}
 */
export function questionPart(graph, home, id, acts) {
  const concept = graph.concepts.get(id);
  const area = graph.areas.get(concept.area);
  const check = make("div.placement-check");
  const part = make(
    "section.placement-question",
    { "aria-labelledby": "question", onkeydown: (event) => pressed(event, acts) },
    area && make(`p.placement-area.area-${area.hue}`, {}, areaMark(area), area.title),
    make("h2", { id: "question", tabindex: "-1", "data-first": true }, `Can you explain ${concept.title}?`),
    make("div.placement-replies", {}, ...REPLIES.map(([reply, text, key]) => keyed(text, key, () => acts.reply(reply)))),
    make("details.placement-fold", {}, make("summary", {}, "What is that, in a sentence?"), make("p", {}, concept.summary)),
    check,
    make(
      "div.plan-acts",
      {},
      keyed("Back", "Backspace", acts.back),
      acts.stop && button("Stop and see the result", acts.stop),
    ),
  );
  const controller = new AbortController();
  fillCheck(check, new URL(concept.url, home), controller.signal);
  return { part, leave: () => controller.abort() };
}

function keyed(text, key, press) {
  const shown = key.length === 1 ? key.toUpperCase() : key;
  const element = button(text, press, { "aria-keyshortcuts": shown });
  element.append(" ", make("kbd", { "aria-hidden": "true" }, shown));
  return element;
}

/** The theme has single keys of its own, such as N for the next page: they stay silent where ours are meant. */
function pressed(event, { reply, back }) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  const found = REPLIES.find(([, , letter]) => letter === key);
  if (!found && key !== "backspace") return;
  event.preventDefault();
  event.stopPropagation();
  if (found) reply(found[0]);
  else back();
}

/** Without an answer from the site, the question by its title stands alone. */
async function fillCheck(check, url, signal) {
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = ownQuestion(page, url);
    if (!found || signal.aborted) return;
    const fold = make("details.placement-fold", {}, make("summary", {}, "Check yourself"), make("div.prose", {}, ...found.answer));
    check.append(make("p.placement-aside", {}, "A question from its page"), make("div.prose", {}, ...found.question), fold);
  } catch {
    // Left, or offline.
  }
}

/** @returns {{question: Node[], answer: Node[]} | undefined} the first easy question of a concept's page, made to stand elsewhere */
function ownQuestion(page, url) {
  const items = [...page.querySelectorAll(".questions > li")];
  const item = items.find((one) => one.querySelector(".level-warm-up, .level-core")) ?? items[0];
  const answer = item?.querySelector("details > .prose");
  if (!answer) return undefined;
  for (const element of item.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const link of item.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), url).href;
    link.target = "_blank";
  }
  const question = [...item.children].filter((child) => !child.matches(".level, .assumes, details"));
  return { question: question.map((node) => document.adoptNode(node)), answer: [...answer.childNodes].map((node) => document.adoptNode(node)) };
}
