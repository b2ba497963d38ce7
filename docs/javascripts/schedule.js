// Study time in sessions and days, as conceptgraph/schedule.py has it: plain arithmetic, without clock or time zone.

/**
 * @typedef {{id: string, minutes: number, part: number, parts: number}} Part a step within a session, or one of several
 *   parts of it
 * @typedef {{day: string, begins: string, ends: string, minutes: number}} Slot when a session is: the day that it counts
 *   for, and local times such as `2026-11-24T18:00`
 */

/** Minutes of study a day beyond which a plan should say that it asks for much. */
export const HEAVY = 360;
export const START = "18:00";
const DAY = 24 * 60;

/**
 * How long study may take: from two thirds of the sum to one and a half times it. A convention, not a measurement:
 * minutes are for someone who knows the prerequisites, and people differ.
 * @param {number} minutes @returns {[number, number]}
 */
export const range = (minutes) => [Math.floor((2 * minutes) / 3), Math.ceil((3 * minutes) / 2)];

/** @param {number} minutes @returns {string} a study time as one would say it, such as `45 min` or `6.5 h` */
export function duration(minutes) {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor((minutes + 15) / 30) / 2} h`;
}

/** @param {number} minutes @returns {string} the range of a study time, such as `3 to 6.5 h` or `40 min to 1.5 h` */
export function rangeText(minutes) {
  const [least, most] = range(minutes);
  const [low, high] = [duration(Math.floor(least / 5) * 5), duration(Math.ceil(most / 5) * 5)];
  const [number, unit] = low.split(" ");
  return low === high ? high : `${high.endsWith(unit) ? number : low} to ${high}`;
}

/**
 * Steps in sessions of at most a length, in the same order: a step that no longer fits starts the next session, one
 * longer than a session goes over several.
 * @param {{id: string, minutes: number}[]} steps @param {number} length @returns {Part[][]}
 */
export function sessions(steps, length) {
  const found = [];
  let left = 0;
  for (const part of steps.flatMap((step) => partsOf(step, length))) {
    if (part.minutes > left || (part.parts > 1 && part.part === 1)) {
      found.push([]);
      left = length;
    }
    found.at(-1).push(part);
    left -= part.minutes;
  }
  return found;
}

function partsOf({ id, minutes }, length) {
  const parts = Math.ceil(minutes / length);
  return Array.from({ length: parts }, (_, place) => ({
    id,
    minutes: Math.min(length, minutes - place * length),
    part: place + 1,
    parts,
  }));
}

/**
 * When each session is, spread evenly from the first date to the last, which is one of them; sessions of one day follow
 * each other from the time of day. That there is a day, `dayCount` says.
 * @param {Part[][]} sessions @param {string} first @param {string} last @param {string} [start] @returns {Slot[]}
 */
export function days(sessions, first, last, start = START) {
  const [count, opening, planned] = [dayCount(first, last), minuteOfDay(start) ?? 0, new Map()];
  return sessions.map((session, place) => {
    const offset = Math.floor((place * count) / sessions.length);
    const minutes = session.reduce((sum, part) => sum + part.minutes, 0);
    const before = planned.get(offset) ?? 0;
    planned.set(offset, before + minutes);
    const begins = offset * DAY + opening + before;
    const day = moment(first, offset * DAY).slice(0, 10);
    return { day, begins: moment(first, begins), ends: moment(first, begins + minutes), minutes };
  });
}

/** @param {Slot[]} slots @returns {number} the minutes of the fullest day where they are too many, else 0 */
export function heavy(slots) {
  const planned = new Map();
  for (const { day, minutes } of slots) planned.set(day, (planned.get(day) ?? 0) + minutes);
  const fullest = Math.max(0, ...planned.values());
  return fullest > HEAVY ? fullest : 0;
}

/** @returns {number} how many days there are between two dates, both counted; 0 where one is none */
export function dayCount(first, last) {
  if (!isDate(first) || !isDate(last)) return 0;
  return Math.max((utc(last) - utc(first)) / (DAY * 60000) + 1, 0);
}

/** @returns {boolean} whether a text is a date of the years 1000 to 2999, such as `2026-11-24` */
export function isDate(text) {
  return /^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(text) && new Date(utc(text)).toISOString().startsWith(text);
}

/** @returns {number | null} the minutes that have passed at a time such as `18:00`; null for what is no time */
export function minuteOfDay(text) {
  const found = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

function utc(text) {
  const [year, month, day] = text.split("-").map(Number);
  return Date.UTC(year, month - 1, day);
}

/** @returns {string} the local time that comes some minutes after the start of a date */
const moment = (first, minutes) => new Date(utc(first) + minutes * 60000).toISOString().slice(0, 16);
