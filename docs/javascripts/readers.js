// Imagined readers: sets of concepts that someone may know, each closed under prerequisites, drawn in three ways that
// people come to know things. They stand for the far too many sets that there are.

/**
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {{ids: string[], size: number, place: Map<string, number>, before: number[][], areas: number[][],
 *   areaOf: number[], depth: number[]}} Shape concepts by number, in study order; what is out of scope is left out
 * @typedef {() => number} Random from 0 to 1
 */

/** @param {Graph} graph @param {string[]} ids in study order @returns {Shape} */
export function shapeOf(graph, ids) {
  const place = new Map(ids.map((id, number) => [id, number]));
  const before = ids.map((id) =>
    graph.needs.get(id).map((need) => place.get(need.id)).filter((need) => need !== undefined),
  );
  const groups = new Map();
  ids.forEach((id, number) => {
    const { area } = graph.concepts.get(id);
    groups.set(area, [...(groups.get(area) ?? []), number]);
  });
  const areas = [...groups.values()];
  const areaOf = ids.map(() => 0);
  areas.forEach((members, area) => members.forEach((number) => (areaOf[number] = area)));
  const depths = [];
  before.forEach((needs, number) => (depths[number] = 1 + Math.max(-1, ...needs.map((need) => depths[need]))));
  const deepest = Math.max(...depths) + 1;
  return { ids, size: ids.length, place, before, areas, areaOf, depth: depths.map((depth) => (depth + 0.5) / deepest) };
}

/** Who learned for a few goals, all over or within a few areas: the goals, and all that they rest on. */
export function forGoals({ size, areas, before }, known, random) {
  const liked = random() < 0.5 ? areas : areas.filter(() => random() < 0.3);
  const choice = liked.length ? liked.flat() : areas.flat();
  const goals = 12 ** random();
  for (let goal = 0; goal < goals; goal++) known[choice[Math.floor(random() * choice.length)]] = 1;
  foundUp(before, known, size);
}

/** Who worked through areas from the front, some far and some not at all. */
export function byArea({ size, areas, before, depth }, known, random) {
  const eager = 0.3 + 0.7 * random();
  for (const members of areas) {
    if (random() > eager) continue;
    const far = depth[members[Math.floor(random() * members.length)]];
    const reached = random() < 0.5 ? 0 : Math.ceil(random() * members.length);
    // Up to some depth, or so many in study order.
    members.forEach((c, number) => (known[c] = (reached ? number < reached : depth[c] <= far) ? 1 : 0));
  }
  if (random() < 0.7) foundUp(before, known, size);
  else cutDown(before, known, size);
}

/** Whose ability, which differs by area, exceeds how hard things are, give or take. */
export function byAbility({ size, areas, areaOf, before, depth }, known, random) {
  const ability = 1.3 * random() - 0.1;
  const apart = 0.35 * random();
  const luck = 0.25 * random();
  const shift = areas.map(() => apart * normal(random));
  for (let c = 0; c < size; c++) known[c] = ability + shift[areaOf[c]] + luck * normal(random) > depth[c] ? 1 : 0;
  cutDown(before, known, size);
}

export const WAYS = [forGoals, byArea, byAbility];

/**
 * @param {Shape} shape @param {number} count @param {Random} random @param {typeof WAYS} ways taken in turn
 * @returns {Uint8Array} a row for each reader
 */
export function imagined(shape, count, random, ways = WAYS) {
  const rows = new Uint8Array(count * shape.size);
  for (let one = 0; one < count; one++) {
    ways[one % ways.length](shape, rows.subarray(one * shape.size, (one + 1) * shape.size), random);
  }
  return rows;
}

/** Add what the known rests on. */
function foundUp(before, known, size) {
  for (let c = size - 1; c >= 0; c--) if (known[c]) for (const need of before[c]) known[need] = 1;
}

/** Take away what lacks something before it. */
function cutDown(before, known, size) {
  for (let c = 0; c < size; c++) if (known[c] && !before[c].every((need) => known[need])) known[c] = 0;
}

/** @returns {number} of mean 0 and deviation 1, near enough to a normal one */
const normal = (random) => (random() + random() + random() + random() - 2) * Math.sqrt(3);

/** @returns {Random} the same numbers for the same seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    // A Weyl sequence, its bits mixed by multiplication and shifts.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
