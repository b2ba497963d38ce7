// Numbers in words.

/** @param {number} number @param {string} one @param {string} [many] @returns {string} such as "1 concept" and "2 concepts" */
export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
