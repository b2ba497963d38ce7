// What belief.js is made of: concepts as numbers, how hard each is within its area, and chance that repeats itself.

/**
 * @typedef {{ids: string[], size: number, place: Map<string, number>, before: number[][], after: number[][],
 *   areas: number[][], areaOf: number[]}} Shape concepts by number, in study order; what is out of scope is left out
 */

/** @param {import("./graph.js").Graph} graph @param {string[]} ids in study order @returns {Shape} */
export function shapeOf(graph, ids) {
  const place = new Map(ids.map((id, number) => [id, number]));
  const before = ids.map((id) =>
    graph.needs.get(id).map((need) => place.get(need.id)).filter((need) => need !== undefined),
  );
  const after = ids.map(() => []);
  before.forEach((needs, number) => needs.forEach((need) => after[need].push(number)));
  const groups = new Map();
  ids.forEach((id, number) => {
    const { area } = graph.concepts.get(id);
    groups.set(area, [...(groups.get(area) ?? []), number]);
  });
  const areas = [...groups.values()];
  const areaOf = ids.map(() => 0);
  areas.forEach((members, area) => members.forEach((number) => (areaOf[number] = area)));
  return { ids, size: ids.length, place, before, after, areas, areaOf };
}

/** @param {Shape} shape @returns {number[]} which share of its area is less deep than a concept, from 0 to 1 */
export function hardnessOf({ before, areas, areaOf }) {
  const depths = [];
  before.forEach((needs, number) => (depths[number] = 1 + Math.max(-1, ...needs.map((need) => depths[need]))));
  return depths.map((depth, number) => {
    const members = areas[areaOf[number]];
    const below = members.filter((other) => depths[other] < depth).length;
    const level = members.filter((other) => depths[other] === depth).length;
    return (below + level / 2) / members.length;
  });
}

/** @returns {{(): number, seed(): number}} numbers from 0 to 1, the same for the same seed; `seed` leads on from here */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const random = () => {
    // A Weyl sequence, its bits mixed by multiplication and shifts.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return Object.assign(random, { seed: () => state });
}
