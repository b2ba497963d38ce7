// Where the site's root is, and what it serves there.

import { graphOf } from "./graph.js";

/** @typedef {{store: import("./store.js").Store, graph: import("./graph.js").Graph, home: URL}} Site what a view is given */

/** @returns {URL} the site's root, at whatever address it is published */
export const home = () => window.__md_scope;

/** @type {Promise<import("./graph.js").Graph> | undefined} */
let loading;

/** @returns {Promise<import("./graph.js").Graph>} the graph, fetched once; after a failure the next call tries again */
export function loadGraph() {
  loading ??= fetched().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetched() {
  const answer = await fetch(new URL("graph.json", home()));
  if (!answer.ok) throw new Error(`graph.json: ${answer.status}`);
  return graphOf(await answer.json());
}
