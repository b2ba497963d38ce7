// A placement: some twenty questions that find what a reader knows. Pure and repeatable: the same answers give the
// same questions and the same result.
//
// Knowledge is a set of concepts closed under prerequisites, nearly; answers may be careless or lucky. The procedure is
// that of knowledge spaces (J.-P. Falmagne and J.-P. Doignon, "A class of stochastic procedures for the assessment of
// knowledge", 1988): weigh the states that a reader may be in, ask what divides them best, weigh again. There are far too
// many states to list, so a crowd stands for them, kept alive by resampling and moves (W. Gilks and C. Berzuini,
// "Following a moving target: Monte Carlo inference for dynamic Bayesian models", 2001).

import { CROWD, learned, modelOf, prior, settled } from "./belief.js";
import { inOrder } from "./graph.js";

/**
 * @typedef {"yes" | "no" | "unsure"} Reply
 * @typedef {{model: import("./belief.js").Model, belief: import("./belief.js").Belief, evidence: Float64Array,
 *   given: Set<string>, most: number, replies: Map<string, Reply>, before?: State}} State
 * @typedef {{known: string[], unsure: string[], chance: Map<string, number>}} Placed `unsure` are the doubtful, those
 *   of `known` among them; both in study order
 */

/** The most questions that are asked, unless one wishes otherwise. */
export const MOST = 20;
/** How often an answer says the opposite of the truth, by slip or by guess. */
const NOISE = 0.05;
/** The share of misplaced concepts, as the model expects it, at which it asks no more. */
const ENOUGH = 0.015;
/** How many concepts, those nearest to even odds, are weighed as the next question. */
const CANDIDATES = 30;
const SEED = 1988;
/** Sweeps before the first question. */
const SETTLING = 8;

/** @type {Map<Reply, import("./belief.js").Likelihood>} "not sure" is said a little more often of what is not known */
const LIKELIHOODS = new Map([
  ["yes", { yes: 1 - NOISE, no: NOISE }],
  ["no", { yes: NOISE, no: 1 - NOISE }],
  ["unsure", { yes: 0.4, no: 0.6 }],
]);

/**
 * @param {import("./graph.js").Graph} graph
 * @param {{scope?: Iterable<string>, known?: Iterable<string>, most?: number}} [wish] what is to be placed, all without
 *   it; what the reader has marked, which counts as answered with yes; how many questions there may be
 * @returns {State}
 */
export function begin(graph, { scope = graph.order, known = [], most = MOST } = {}) {
  const model = modelOf(graph, inOrder(graph, scope));
  const given = new Set([...known].filter((id) => model.place.has(id)));
  const evidence = new Float64Array(model.size).fill(1);
  for (const id of given) evidence[model.place.get(id)] = (1 - NOISE) / NOISE;
  const belief = settled(model, prior(model, SEED), evidence, SETTLING);
  return { model, belief, evidence, given, most, replies: new Map() };
}

/** @param {State} state @returns {string | undefined} what to ask; nothing where enough is certain or asked */
export function nextQuestion(state) {
  const { model, belief, replies, given, most } = state;
  const doubt = belief.chance.reduce((sum, chance) => sum + Math.min(chance, 1 - chance), 0);
  if (replies.size >= most || doubt <= ENOUGH * model.size) return undefined;
  return telling(model, belief, model.ids.filter((id) => !replies.has(id) && !given.has(id)));
}

/** @param {State} state @param {string} id @param {Reply} reply @returns {State} */
export function answered(state, id, reply) {
  const { model, belief } = state;
  const asked = model.place.get(id);
  const likelihood = LIKELIHOODS.get(reply);
  const evidence = state.evidence.slice();
  evidence[asked] *= likelihood.yes / likelihood.no;
  return {
    ...state,
    evidence,
    belief: learned(model, belief, evidence, asked, likelihood),
    replies: new Map(state.replies).set(id, reply),
    before: state,
  };
}

/** @param {State} state @returns {State} before the last answer */
export const undone = (state) => state.before ?? state;

/** @param {State} state @returns {Placed} known is what more likely than not is, and so all that it rests on */
export function placed({ model, belief, given }) {
  const known = new Set();
  model.ids.forEach((id, c) => {
    const founded = model.before[c].every((need) => known.has(model.ids[need]));
    if (given.has(id) || (founded && belief.chance[c] >= 0.5)) known.add(id);
  });
  const doubtful = (id, c) => !given.has(id) && belief.chance[c] > 0.25 && belief.chance[c] < 0.75;
  return {
    known: [...known],
    unsure: model.ids.filter(doubtful),
    chance: new Map(model.ids.map((id, c) => [id, belief.chance[c]])),
  };
}

/**
 * The question after which most concepts are expected to be placed right, of those that split the crowd best.
 * @param {string[]} open @returns {string | undefined}
 */
function telling(model, belief, open) {
  const share = shares(model, belief.known, () => true);
  const uneven = (id) => Math.abs(share[model.place.get(id)] - 0.5);
  const even = open.sort((a, b) => uneven(a) - uneven(b) || model.place.get(a) - model.place.get(b));
  let best = { id: undefined, right: 0 };
  for (const id of even.slice(0, CANDIDATES)) {
    const right = rightAfter(model, belief, share, model.place.get(id));
    // A hair more is chance of the crowd; the more even split comes first.
    if (right > best.right + 1e-9) best = { id, right };
  }
  return best.id;
}

/** @returns {number} how many concepts are expected to be placed right after the answer to a question */
function rightAfter(model, belief, share, asked) {
  const both = shares(model, belief.known, (row) => belief.known[row + asked]);
  const yes = NOISE + (1 - 2 * NOISE) * share[asked];
  return both.reduce((sum, together, c) => {
    const agreed = (1 - NOISE) * together + NOISE * (share[c] - together);
    return sum + Math.max(agreed, yes - agreed) + Math.max(share[c] - agreed, 1 - yes - share[c] + agreed);
  }, 0);
}

/** @returns {Float64Array} for each concept the share of the crowd that is counted and knows it */
function shares({ size }, known, counts) {
  const sums = new Float64Array(size);
  for (let row = 0; row < known.length; row += size) {
    if (!counts(row)) continue;
    for (let c = 0; c < size; c++) sums[c] += known[row + c];
  }
  return sums.map((sum) => sum / CROWD);
}
