// A knapsack with precedence: which steps to take where each rests on others and the minutes are limited. Step by step
// what conceptgraph/knapsack.py does, whose head says what is sought; integers only, ties by place.

/** From how many goals the search starts, and of how many from every two. */
const [SINGLES, PAIRS] = [24, 8];

/**
 * The places to take: closed, within the budget, reaching a goal if one can be, worth much.
 * @param {number[]} minutes @param {number[]} values @param {number[][]} below for each place all that it rests on,
 *   itself among them @param {number[]} goals @param {number} budget @returns {number[]}
 */
export function chosen(minutes, values, below, goals, budget) {
  const nothing = new Choice(minutes, values, below, goals, budget);
  const best = exchanged(bestOf(starts(nothing)));
  return [...best.taken.keys()].filter((at) => best.taken[at]);
}

/** A closed set of steps by place, with what the closure of every step still costs and would add. */
class Choice {
  constructor(minutes, values, below, goals, budget) {
    Object.assign(this, { minutes, values, below, goals, left: budget, worth: 0 });
    this.above = below.map(() => []);
    for (const [at, closure] of below.entries()) for (const other of closure) this.above[other].push(at);
    const sum = (numbers) => Int32Array.from(below, (closure) => closure.reduce((all, at) => all + numbers[at], 0));
    this.taken = new Uint8Array(below.length);
    this.cost = sum(minutes);
    this.gain = sum(values);
  }

  /** @returns {boolean} whether this choice is the better one */
  beats(other) {
    const reaches = (choice) => choice.goals.some((goal) => choice.taken[goal]);
    return (reaches(this) - reaches(other) || this.worth - other.worth || this.left - other.left) > 0;
  }

  copy() {
    const twin = Object.assign(Object.create(Choice.prototype), this);
    for (const name of ["taken", "cost", "gain"]) twin[name] = this[name].slice();
    return twin;
  }

  /** Add a step with all that it rests on. */
  take(step) {
    for (const at of this.below[step]) if (!this.taken[at]) this.flip(at, 1);
    return this;
  }

  /** Remove a step with all that rests on it. */
  drop(step) {
    for (const at of this.above[step]) if (this.taken[at]) this.flip(at, -1);
    return this;
  }

  /** Add the closure of best worth per minute that still fits, until none does. */
  fill(barred = new Set()) {
    for (let best = this.best(barred); best >= 0; best = this.best(barred)) this.take(best);
    return this;
  }

  /** Remove the step of least worth per minute that nothing taken rests on, until all fits. */
  prune(kept) {
    while (this.left < 0) {
      const least = this.least(kept);
      if (least < 0) break;
      this.flip(least, -1);
    }
    return this;
  }

  flip(at, sign) {
    const [minutes, value] = [sign * this.minutes[at], sign * this.values[at]];
    this.taken[at] = sign > 0;
    this.left -= minutes;
    this.worth += value;
    for (const other of this.above[at]) {
      this.cost[other] -= minutes;
      this.gain[other] -= value;
    }
  }

  /** @returns {number} -1 where nothing fits */
  best(barred) {
    const { taken, cost, gain, left } = this;
    let best = -1;
    for (let at = 0; at < cost.length; at++) {
      if (taken[at] || cost[at] > left || barred.has(at)) continue;
      if (best < 0 || gain[at] * cost[best] > gain[best] * cost[at]) best = at;
    }
    return best;
  }

  /** @returns {number} -1 where all is kept */
  least(kept) {
    const { taken, values, minutes, above } = this;
    let least = -1;
    for (let at = 0; at < values.length; at++) {
      if (!taken[at] || kept.has(at) || above[at].some((other) => other !== at && taken[other])) continue;
      if (least < 0 || values[at] * minutes[least] < values[least] * minutes[at]) least = at;
    }
    return least;
  }
}

/** @returns {Choice} the first of those that none beats */
function bestOf(choices) {
  let best;
  for (const choice of choices) if (!best || choice.beats(best)) best = choice;
  return best;
}

/** What comes of filling up nothing, the closure of a goal, and those of two. */
function* starts(nothing) {
  const { cost, gain } = nothing;
  yield nothing.copy().fill();
  const ranked = nothing.goals
    .filter((goal) => cost[goal] <= nothing.left)
    .sort((a, b) => gain[b] * cost[a] - gain[a] * cost[b] || a - b);
  for (const goal of ranked.slice(0, SINGLES)) yield nothing.copy().take(goal).fill();
  for (const [place, one] of ranked.slice(0, PAIRS).entries()) {
    for (const other of ranked.slice(place + 1, PAIRS)) {
      const both = nothing.copy().take(one).take(other);
      if (both.left >= 0) yield both.fill();
    }
  }
}

/** What exchanges make of a choice: each step in turn, until none of them betters it. */
function exchanged(choice) {
  const size = choice.taken.length;
  for (let at = 0, idle = 0; idle < size; at = (at + 1) % size) {
    const other = exchange(choice, at);
    idle = other.left >= 0 && other.beats(choice) ? 0 : idle + 1;
    if (!idle) choice = other;
  }
  return choice;
}

/** The choice without a taken step, filled up again, or with another one forced in. */
function exchange(choice, at) {
  if (choice.taken[at]) return choice.copy().drop(at).fill(new Set(choice.above[at])).fill();
  const forced = choice.copy().take(at).prune(new Set(choice.below[at]));
  return forced.left >= 0 ? forced.fill() : forced;
}
