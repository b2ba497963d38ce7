// What a reader probably knows: a crowd of imagined readers who agree with the answers so far. Each has an ability
// in every area and knows a set of concepts. What has been learned so far says how likely the next concept is, so the
// set of an imagined reader is closed under prerequisites but for a few leaks.

import { hardnessOf, randomFrom, shapeOf } from "./belief-parts.js";

/**
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {import("./belief-parts.js").Shape & {chances: Float64Array, logs: Float64Array, nots: Float64Array}} Model
 *   chances of knowing a concept once all before it is known, by habit, concept and level; their logarithms
 * @typedef {{known: Uint8Array, levels: Uint8Array, bases: Uint8Array, habits: Uint8Array, chance: Float64Array,
 *   seed: number}} Belief `known` and `levels` have a row for each imagined reader; `chance` is of knowing each concept
 * @typedef {{yes: number, no: number}} Likelihood of an answer where the concept is known, and where it is not
 */

export const CROWD = 240;
const LEVELS = 9;
const STEPS = 2;
/** How sharply ability divides what is known from what is not: not at all for those who learned for a goal. */
const HABITS = [0, 7, 20];
/** How far, in levels, the ability in one area strays from the ability as a whole. */
const SPREAD = 2;
/** The chance of knowing something without all that comes before it. */
const LEAK = 0.02;
const PULL = pulls();

/** @param {Graph} graph @param {string[]} ids in study order @returns {Model} */
export function modelOf(graph, ids) {
  const shape = shapeOf(graph, ids);
  const hard = hardnessOf(shape);
  const chances = new Float64Array(HABITS.length * LEVELS * ids.length);
  HABITS.forEach((sharp, habit) => {
    hard.forEach((hardness, c) => {
      const row = (habit * ids.length + c) * LEVELS;
      for (let level = 0; level < LEVELS; level++) {
        chances[row + level] = chanceOf(sharp, level / (LEVELS - 1), hardness);
      }
    });
  });
  return { ...shape, chances, logs: chances.map(Math.log), nots: chances.map((chance) => Math.log(1 - chance)) };
}

function chanceOf(sharp, ability, hardness) {
  const ahead = sharp ? sharp * (1.3 * ability - 0.15 - hardness) : 6 * (ability - 0.5);
  return Math.min(0.985, Math.max(0.015, 1 / (1 + Math.exp(-ahead))));
}

/** @returns {number[][]} by level as a whole, the logarithms of the chances of each level in one area */
function pulls() {
  const levels = [...Array(LEVELS).keys()];
  return levels.map((base) => {
    const weights = levels.map((level) => Math.exp(-((level - base) ** 2) / (2 * SPREAD ** 2)) + 0.02);
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => Math.log(weight / sum));
  });
}

/** @param {Model} model @returns {Belief} before any answer */
export function prior(model, seed) {
  const random = randomFrom(seed);
  const { size, areas } = model;
  const belief = emptyBelief(model);
  for (let one = 0; one < CROWD; one++) {
    belief.habits[one] = one % HABITS.length;
    belief.bases[one] = Math.floor(random() * LEVELS);
    for (let area = 0; area < areas.length; area++) {
      belief.levels[one * areas.length + area] = drawn(PULL[belief.bases[one]], random);
    }
    for (let c = 0; c < size; c++) {
      const ready = model.before[c].every((need) => belief.known[one * size + need]);
      const level = belief.levels[one * areas.length + model.areaOf[c]];
      const chance = ready ? model.chances[(belief.habits[one] * size + c) * LEVELS + level] : LEAK;
      belief.known[one * size + c] = random() < chance ? 1 : 0;
    }
  }
  return { ...belief, seed: random.seed() };
}

const emptyBelief = ({ size, areas }) => ({
  known: new Uint8Array(CROWD * size),
  levels: new Uint8Array(CROWD * areas.length),
  bases: new Uint8Array(CROWD),
  habits: new Uint8Array(CROWD),
  chance: new Float64Array(size),
  seed: 0,
});

/**
 * The crowd after an answer: those who agree with it are copied more often, then everyone changes their mind a little
 * within what all answers allow, so that the crowd stays a crowd.
 * @param {Model} model @param {Belief} belief @param {Float64Array} evidence odds of all answers for each concept
 * @param {number} asked @param {Likelihood} likelihood @returns {Belief}
 */
export function learned(model, belief, evidence, asked, likelihood) {
  const weights = [];
  for (let one = 0; one < CROWD; one++) {
    weights.push(belief.known[one * model.size + asked] ? likelihood.yes : likelihood.no);
  }
  const random = randomFrom(belief.seed);
  const crowd = chosen(model, belief, weights, random());
  return moved(model, crowd, evidence, STEPS, random);
}

/** @param {number} steps how often everyone changes their mind @returns {Belief} */
export function settled(model, belief, evidence, steps) {
  const copy = chosen(model, belief, Array(CROWD).fill(1), 0.5);
  return moved(model, copy, evidence, steps, randomFrom(belief.seed));
}

/** @returns {Belief} a copy in which each is there as often as its weight says */
function chosen({ size, areas }, belief, weights, start) {
  const crowd = emptyBelief({ size, areas });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let from = 0;
  let sum = weights[0];
  for (let one = 0; one < CROWD; one++) {
    while (sum < ((one + start) / CROWD) * total && from < CROWD - 1) sum += weights[++from];
    crowd.known.set(belief.known.subarray(from * size, (from + 1) * size), one * size);
    crowd.levels.set(belief.levels.subarray(from * areas.length, (from + 1) * areas.length), one * areas.length);
    crowd.bases[one] = belief.bases[from];
    crowd.habits[one] = belief.habits[from];
  }
  return crowd;
}

function moved(model, crowd, evidence, steps, random) {
  const { size, areas, areaOf } = model;
  const missing = new Uint8Array(size);
  const rows = new Int32Array(size);
  for (let one = 0; one < CROWD; one++) {
    const known = crowd.known.subarray(one * size, (one + 1) * size);
    const levels = crowd.levels.subarray(one * areas.length, (one + 1) * areas.length);
    count(model, known, missing);
    for (let step = 0; step < steps; step++) {
      reconsider(model, crowd, one, { known, levels, missing }, random);
      for (let c = 0; c < size; c++) rows[c] = (crowd.habits[one] * size + c) * LEVELS + levels[areaOf[c]];
      // Along the order what is known can grow by a whole chain, against it it can shrink by one.
      sweep(model, { known, missing, rows, evidence, chance: crowd.chance, up: step % 2 === 0 }, random);
    }
  }
  crowd.chance = crowd.chance.map((sum) => sum / (CROWD * steps));
  return { ...crowd, seed: random.seed() };
}

/** Count how many of its prerequisites each concept lacks. */
function count({ size, before }, known, missing) {
  for (let c = 0; c < size; c++) {
    missing[c] = 0;
    for (const need of before[c]) missing[c] += 1 - known[need];
  }
}

/** Draw abilities and habit anew, given what is known; what is not ready says nothing of them. */
function reconsider({ size, areas, areaOf, logs, nots }, crowd, one, { known, levels, missing }, random) {
  const fits = areas.map(() => Float64Array.from(PULL[crowd.bases[one]]));
  for (let c = 0; c < size; c++) {
    if (missing[c]) continue;
    const table = known[c] ? logs : nots;
    const fit = fits[areaOf[c]];
    const row = (crowd.habits[one] * size + c) * LEVELS;
    for (let level = 0; level < LEVELS; level++) fit[level] += table[row + level];
  }
  for (let area = 0; area < areas.length; area++) levels[area] = drawn(fits[area], random);
  crowd.bases[one] = drawn(PULL.map((pull) => levels.reduce((sum, level) => sum + pull[level], 0)), random);
  const habits = new Float64Array(HABITS.length);
  for (let c = 0; c < size; c++) {
    if (missing[c]) continue;
    const table = known[c] ? logs : nots;
    const at = c * LEVELS + levels[areaOf[c]];
    for (let habit = 0; habit < HABITS.length; habit++) habits[habit] += table[habit * size * LEVELS + at];
  }
  crowd.habits[one] = drawn(habits, random);
}

/** Draw anew whether each concept is known, given all others: Gibbs sampling along the order, or against it. */
function sweep({ size, after, chances }, { known, missing, rows, evidence, chance, up }, random) {
  for (let place = 0; place < size; place++) {
    const c = up ? place : size - 1 - place;
    const own = missing[c] ? LEAK : chances[rows[c]];
    let odds = (own / (1 - own)) * evidence[c];
    for (const next of after[c]) {
      if (missing[next] + known[c] > 1) continue;
      const open = chances[rows[next]];
      odds *= known[next] ? open / LEAK : (1 - open) / (1 - LEAK);
    }
    const share = odds / (1 + odds);
    chance[c] += share;
    const knows = random() < share ? 1 : 0;
    if (knows === known[c]) continue;
    known[c] = knows;
    for (const next of after[c]) missing[next] += knows ? -1 : 1;
  }
}

/** @param {ArrayLike<number>} logs logarithms of weights @returns {number} a place, as often as its weight says */
function drawn(logs, random) {
  let top = -Infinity;
  for (const log of logs) top = Math.max(top, log);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - top);
  let rest = random() * sum;
  for (let place = 0; place < logs.length; place++) {
    rest -= Math.exp(logs[place] - top);
    if (rest < 0) return place;
  }
  return logs.length - 1;
}
