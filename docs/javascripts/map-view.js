// What part of the map is seen: pure functions over boxes and points, in the map's own pixels.

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{x: number, y: number}} Point
 * @typedef {{width: number, height: number}} Size
 * @typedef {{scale: number, position: Point}} View the middle of the window, and pixels of the screen to one of the map
 */

export const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

/** @param {Point} center @param {Size} size @returns {Box} */
export function boxAt({ x, y }, { width, height }) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/**
 * @param {Box} box what should be seen @param {Size} size of the window in pixels
 * @param {Point} anchor what stays in sight where the whole box would not be readable
 * @param {number} readable the smallest scale to choose @returns {View}
 */
export function viewOf(box, size, anchor, readable) {
  const fit = Math.min(size.width / (box.right - box.left), size.height / (box.bottom - box.top));
  const scale = clamp(fit, readable, 1);
  const x = within(box.left, box.right, size.width / scale, anchor.x);
  return { scale, position: { x, y: within(box.top, box.bottom, size.height / scale, anchor.y) } };
}

/** @returns {number} where the middle of a window goes: as wanted, but showing nothing beyond the ends */
export function within(from, to, room, wanted) {
  return to - from <= room ? (from + to) / 2 : clamp(wanted, from + room / 2, to - room / 2);
}

/** @param {View} view @param {Size} size @returns {Box} what the window shows */
export function seenIn({ scale, position }, { width, height }) {
  return boxAt(position, { width: width / scale, height: height / scale });
}

/** @param {Box[]} boxes @returns {Box} around them all, with a margin */
export function around(boxes, margin) {
  return {
    left: Math.min(...boxes.map((box) => box.left)) - margin,
    top: Math.min(...boxes.map((box) => box.top)) - margin,
    right: Math.max(...boxes.map((box) => box.right)) + margin,
    bottom: Math.max(...boxes.map((box) => box.bottom)) + margin,
  };
}

/** @param {Box} one @param {Box} other @returns {boolean} whether they have a point in common */
export function touch(one, other) {
  return one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top;
}
