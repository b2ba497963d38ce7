// What a reader does to the progress from any page. The moment is read once, since the store may make a change again
// on what another tab has written in between.

import { marked, planned, planOf } from "./progress.js";

/** @param {import("./store.js").Store} store @param {string} id @param {import("./progress.js").State} state */
export function mark(store, id, state) {
  const when = new Date();
  store.update((progress) => marked(progress, id, state, when));
}

/** @param {import("./store.js").Store} store @param {(goals: string[]) => string[]} change */
export function changeGoals(store, change) {
  const when = new Date();
  store.update((progress) => {
    const plan = planOf(progress);
    return planned(progress, { ...plan, goals: change(plan.goals) }, when);
  });
}
