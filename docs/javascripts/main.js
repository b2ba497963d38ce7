// What the site adds to a page for a reader with scripts. Under instant navigation the theme swaps pages without
// loading them anew, so all of it is mounted when a page arrives and taken down when it is left.

import { make } from "./dom.js";
import { moved } from "./progress.js";
import { followSaving } from "./saving.js";
import { home, loadGraph } from "./site.js";
import { siteStore } from "./store.js";
import { addTicks, followTicks } from "./ticks.js";

/** What a part of a page needs, by where it stands; loaded where it does. */
const PARTS = [
  ["[data-page='plan']", async () => (await import("./plan-page.js")).mount],
  ["[data-page='placement']", async () => (await import("./placement-page.js")).mount],
  ["[data-page='progress']", async () => (await import("./progress-page.js")).mount],
  ["[data-page='home']", async () => (await import("./home-page.js")).mount],
  ["[data-marks]", async () => (await import("./concept-page.js")).mount],
  [".checklist-section", async () => (await import("./lists-page.js")).mountSection],
  [".area-list", async () => (await import("./lists-page.js")).mountArea],
];

/** @type {(() => void)[]} */
let ends = [];
let page = 0;

async function arrive() {
  for (const end of ends.splice(0)) end();
  const here = ++page;
  if (here > 1) greet();
  const store = siteStore();
  addTicks(document, store);
  ends.push(followTicks(document, store), followSaving(store, home()));
  const parts = PARTS.flatMap(([where, load]) => [...document.querySelectorAll(where)].map((root) => ({ root, load })));
  try {
    const graph = await loadGraph();
    follow(store, graph);
    for (const { root, load } of parts) {
      const mount = await load();
      if (here === page) ends.push(mount(root, { store, graph, home: home() }));
    }
  } catch (error) {
    for (const { root } of parts) if (root.dataset.page) root.replaceChildren(failed());
    throw error;
  }
}

/** Nothing tells those who hear the page that the theme has swapped it: the keyboard goes to where reading starts. */
function greet() {
  const head = document.querySelector("h1");
  if (!head || location.hash) return;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** Renamed concepts keep the reader's marks. */
function follow(store, graph) {
  if (moved(store.progress, graph) !== store.progress) store.update((progress) => moved(progress, graph));
}

const failed = () =>
  make("p.plan-message", { role: "alert" }, "This part of the page could not be loaded. What you have marked is safe; load the page again.");

if (window.document$) window.document$.subscribe(arrive);
else arrive();
