// A placement: some twenty questions that find what a reader knows. Pure and repeatable: the same answers give the
// same questions and the same result.
//
// Knowledge is a set of concepts closed under prerequisites; answers may be careless or lucky. The procedure is that of
// knowledge spaces (J.-P. Falmagne and J.-P. Doignon, "A class of stochastic procedures for the assessment of
// knowledge", 1988): weigh the states that a reader may be in, ask what divides them best, weigh again. There are far
// too many states to list, so imagined readers (readers.js) stand for them, weighed by how well they explain the answers.

import { inOrder } from "./graph.js";
import { WAYS, imagined, randomFrom, shapeOf } from "./readers.js";

/**
 * @typedef {"yes" | "no" | "unsure"} Reply
 * @typedef {{shape: import("./readers.js").Shape, rows: Uint8Array, weights: Float64Array, chance: Float64Array,
 *   given: Set<string>, most: number, replies: Map<string, Reply>, before?: State}} State `rows` has what each imagined
 *   reader knows; weights add up to 1; `chance` is that of knowing each concept
 * @typedef {{known: string[], unsure: string[], chance: Map<string, number>}} Placed `unsure` are the doubtful, those
 *   of `known` among them; both in study order
 */

/** The most questions that are asked, unless one wishes otherwise. */
export const MOST = 20;
const READERS = 24000;
const SEED = 1988;
/** How often an answer says the opposite of what an imagined reader would: by slip, by guess, or as nobody is like him. */
const NOISE = 0.07;
/** The share of misplaced concepts, as the model expects it, at which it asks no more. */
const ENOUGH = 0.015;
/** How many concepts, those nearest to even odds, are weighed as the next question, with how many readers. */
const CANDIDATES = 30;
const CROWD = 600;
/** By how many concepts a question must promise more than a more even one; less is chance of the crowd. */
const MARGIN = 0.03;
/** Readers of less weight than this share of the greatest change no sum that matters. */
const FAINT = 1e-6;

/** @type {Map<Reply, {known: number, open: number}>} how likely a reply is; "not sure" says little */
const LIKELIHOODS = new Map([
  ["yes", { known: 1 - NOISE, open: NOISE }],
  ["no", { known: NOISE, open: 1 - NOISE }],
  ["unsure", { known: 0.4, open: 0.6 }],
]);

/**
 * @param {import("./graph.js").Graph} graph
 * @param {{scope?: Iterable<string>, known?: Iterable<string>, most?: number, ways?: typeof WAYS}} [wish] what is to be
 *   placed, all without it; what the reader has marked, which counts as answered with yes; how many questions there
 *   may be; how readers are imagined
 * @returns {State}
 */
export function begin(graph, { scope = graph.order, known = [], most = MOST, ways = WAYS } = {}) {
  const shape = shapeOf(graph, inOrder(graph, scope));
  const rows = imagined(shape, READERS, randomFrom(SEED), ways);
  const given = new Set([...known].filter((id) => shape.place.has(id)));
  let weights = new Float64Array(READERS).fill(1 / READERS);
  for (const id of given) weights = reweighted(shape, rows, weights, shape.place.get(id), LIKELIHOODS.get("yes"));
  return { shape, rows, weights, chance: chances(shape, rows, weights), given, most, replies: new Map() };
}

/** @param {State} state @returns {string | undefined} what to ask; nothing where enough is certain or asked */
export function nextQuestion({ shape, rows, weights, chance, given, most, replies }) {
  const doubt = chance.reduce((sum, share) => sum + Math.min(share, 1 - share), 0);
  if (replies.size >= most || doubt <= ENOUGH * shape.size) return undefined;
  const uneven = (id) => Math.abs(chance[shape.place.get(id)] - 0.5);
  const open = shape.ids.filter((id) => !replies.has(id) && !given.has(id));
  const even = open.sort((a, b) => uneven(a) - uneven(b) || shape.place.get(a) - shape.place.get(b));
  return telling(shape, crowdOf(shape, rows, weights), even.slice(0, CANDIDATES));
}

/** @param {State} state @param {string} id @param {Reply} reply @returns {State} */
export function answered(state, id, reply) {
  const { shape, rows } = state;
  const weights = reweighted(shape, rows, state.weights, shape.place.get(id), LIKELIHOODS.get(reply));
  const replies = new Map(state.replies).set(id, reply);
  return { ...state, weights, chance: chances(shape, rows, weights), replies, before: state };
}

/** @param {State} state @returns {State} before the last answer */
export const undone = (state) => state.before ?? state;

/** @param {State} state @returns {Placed} known is what more likely than not is, and so all that it rests on */
export function placed({ shape, chance, given }) {
  const doubtful = (id, c) => !given.has(id) && chance[c] > 0.25 && chance[c] < 0.75;
  return {
    // What a concept rests on is at least as likely known as itself, since the imagined sets are closed.
    known: shape.ids.filter((id, c) => given.has(id) || chance[c] >= 0.5),
    unsure: shape.ids.filter(doubtful),
    chance: new Map(shape.ids.map((id, c) => [id, chance[c]])),
  };
}

function reweighted({ size }, rows, weights, asked, { known, open }) {
  const next = weights.map((weight, one) => weight * (rows[one * size + asked] ? known : open));
  const sum = next.reduce((total, weight) => total + weight, 0);
  return next.map((weight) => weight / sum);
}

/** @returns {Float64Array} for each concept the weight of those who know it */
function chances({ size }, rows, weights) {
  const sums = new Float64Array(size);
  const faint = FAINT * weights.reduce((most, weight) => Math.max(most, weight), 0);
  for (let one = 0; one < weights.length; one++) {
    const weight = weights[one];
    if (weight <= faint) continue;
    for (let c = 0, at = one * size; c < size; c++, at++) sums[c] += weight * rows[at];
  }
  return sums;
}

/** @returns {Uint8Array} readers as many as are weighed quickly, each as often as its weight says */
function crowdOf({ size }, rows, weights) {
  const crowd = new Uint8Array(CROWD * size);
  let from = 0;
  let sum = weights[0];
  for (let one = 0; one < CROWD; one++) {
    while (sum < (one + 0.5) / CROWD && from < weights.length - 1) sum += weights[++from];
    crowd.set(rows.subarray(from * size, (from + 1) * size), one * size);
  }
  return crowd;
}

/** @param {string[]} even by evenness @returns {string | undefined} the one whose answer lets expect most placed right */
function telling(shape, crowd, even) {
  const share = shares(shape, crowd, () => true);
  let best = { id: undefined, right: 0 };
  for (const id of even) {
    const right = rightAfter(shape, crowd, share, shape.place.get(id));
    if (right > best.right + MARGIN) best = { id, right };
  }
  return best.id;
}

/** @returns {number} how many concepts are expected to be placed right after the answer to a question */
function rightAfter(shape, crowd, share, asked) {
  const both = shares(shape, crowd, (row) => crowd[row + asked]);
  const yes = NOISE + (1 - 2 * NOISE) * share[asked];
  return both.reduce((sum, together, c) => {
    const agreed = (1 - NOISE) * together + NOISE * (share[c] - together);
    return sum + Math.max(agreed, yes - agreed) + Math.max(share[c] - agreed, 1 - yes - share[c] + agreed);
  }, 0);
}

/** @returns {Float64Array} for each concept the share of the crowd that is counted and knows it */
function shares({ size }, crowd, counts) {
  const sums = new Float64Array(size);
  for (let row = 0; row < crowd.length; row += size) {
    if (!counts(row)) continue;
    for (let c = 0; c < size; c++) sums[c] += crowd[row + c];
  }
  return sums.map((sum) => sum / CROWD);
}
