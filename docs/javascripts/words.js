// Numbers in words, and days.

/** @param {number} number @param {string} one @param {string} [many] @returns {string} such as "1 concept" and "2 concepts" */
export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** @param {Date} moment @returns {string} its date here, such as "2026-11-24" */
export const dayHere = (moment) =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
