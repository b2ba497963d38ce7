// A study plan to take away: a Markdown checklist, a calendar file, JSON. The same text as conceptgraph/takeaway.py
// writes for the same plan; the files of tests/takeaways hold both.

import { duration, heavy, rangeText } from "./schedule.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./guide.js").Plan} Plan
 * @typedef {import("./guide.js").Step} Step
 * @typedef {import("./guide.js").Session} Session
 * @typedef {import("./schedule.js").Part} Part
 */

const NOTHING = "Nothing is left to study for these goals.";
/** How many goals or steps a heading names. */
const NAMED = 3;

/** @param {Plan} plan what `guideOf` returns @returns {string} */
export const json = (plan) => `${JSON.stringify(plan, null, 2)}\n`;

/**
 * A checklist, with links into the site where its address is given.
 * @param {Plan} plan @param {string} [site] ends with a slash @returns {string}
 */
export function markdown(plan, site = "") {
  const goals = plan.goals.map((id, place) => link(plan.titles[place], `concepts/${id}/`, site));
  const lines = [`# Study plan: ${marked(firstOf(plan.titles))}`, "", `Goals: ${goals.join(", ")}.`, ""];
  lines.push([total(plan), ...warning(plan)].join(" "));
  for (const { heading, rows } of groups(plan)) {
    lines.push("", `## ${marked(heading)}`, "");
    for (const { step, part } of rows) {
      const use = useOf(plan, step).map((text) => `: ${marked(text)}`);
      lines.push(`- [ ] ${link(step.title, step.url, site)} (${timeOf(part)})${use.join("")}`);
    }
  }
  const risked = risks(plan);
  if (risked.length) lines.push("", "## Left out", "", ...risked.map((risk) => `- ${marked(risk)}`));
  return `${lines.join("\n")}\n`;
}

/**
 * The sessions of a dated plan as iCalendar (RFC 5545) in floating local time. A session keeps its UID when the plan for
 * the same goals is made anew, so that calendars move it instead of adding another.
 * @param {Plan} plan @param {string} stamp the time of writing in UTC, such as `2026-11-24T12:00:00Z`
 * @param {string} [site] ends with a slash @returns {string}
 */
export function calendar(plan, stamp, site = "") {
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Concept graph//Study plan//EN", "CALSCALE:GREGORIAN"];
  const events = (plan.sessions ?? []).flatMap((session, place) => event(plan, place + 1, session, stamp, site));
  const lines = [...head, ...events, "END:VCALENDAR"].flatMap(folded);
  return lines.map((line) => `${line}\r\n`).join("");
}

/** @returns {{heading: string, rows: {step: Step, part: Part}[]}[]} sessions, or stretches of one area */
function groups(plan) {
  if (plan.sessions) {
    return plan.sessions.map((session, place) => {
      const when = session.day ? `: ${whenOf(session)}` : "";
      const allowed = `${duration(session.minutes)}, allow ${rangeText(session.minutes)}`;
      const heading = `Session ${place + 1} of ${plan.sessions.length}${when} (${allowed})`;
      return { heading, rows: rowsOf(plan, session) };
    });
  }
  const stretches = [];
  for (const step of plan.steps) {
    if (stretches.at(-1)?.heading !== step.area) stretches.push({ heading: step.area, rows: [] });
    stretches.at(-1).rows.push({ step, part: { id: step.id, minutes: step.minutes, part: 1, parts: 1 } });
  }
  return stretches;
}

function rowsOf(plan, session) {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  return session.steps.map((part) => ({ step: steps.get(part.id), part }));
}

function whenOf({ begins, ends }) {
  const [date, time] = begins.split("T");
  return `${date}, ${time} to ${ends.slice(-5)}`;
}

const timeOf = ({ minutes, part, parts }) => duration(minutes) + (parts > 1 ? `, part ${part} of ${parts}` : "");

/** @returns {string[]} what a step is for next, if the plan has it */
function useOf(plan, step) {
  return step.needed_for.slice(0, 1).map(({ id, reason }) => {
    return `for ${plan.steps.find((other) => other.id === id).title}: ${reason}`;
  });
}

function total({ steps, minutes, deadline }) {
  if (!steps.length) return deadline?.needed ? "No step fits into the time." : NOTHING;
  return `${counted(steps.length, "concept")}, ${duration(minutes)}; allow ${rangeText(minutes)}.`;
}

function warning(plan) {
  const fullest = heavy((plan.sessions ?? []).filter(({ day }) => day));
  return fullest ? [`Up to ${duration(fullest)} of study on one day: that is too much for most people.`] : [];
}

/**
 * In sentences what was left out and what that risks; none where all fits.
 * @param {Plan} plan @returns {string[]}
 */
function risks({ deadline }) {
  if (!deadline?.left_out.steps.length) return [];
  const { steps, goals, items, questions } = deadline.left_out;
  const minutes = duration(steps.reduce((sum, step) => sum + step.minutes, 0));
  const titles = steps.map(({ title }) => title).join(", ");
  const texts = items.map(({ text }) => text).join("; ");
  return [
    `Left out of ${duration(deadline.minutes)}: ${counted(steps.length, "concept")}, ${minutes}: ${titles}.`,
    ...goals.map((goal) => `Goal not reached: ${goal.title}, ${duration(goal.minutes)} short.`),
    ...(items.length ? [`Not fully covered: ${counted(items.length, "item")} of the checklist: ${texts}.`] : []),
    ...(questions ? [`Not prepared: ${counted(questions, "question")}.`] : []),
  ];
}

function firstOf(titles) {
  const more = titles.length - NAMED;
  return titles.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** @returns {string} the text without line breaks and control characters */
const oneLine = (text) => text.replace(/[\0-\x20\x7f-\xa0\u2028\u2029]+/g, " ");

/** @returns {string} text that Markdown shows as it is; GitHub makes links of bare addresses and names */
function marked(text) {
  const escaped = oneLine(text).replace(/[\\`*_[\]<>#&~$|]/g, "\\$&");
  return escaped.replaceAll("://", ":\\//").replace(/@(?=[A-Za-z0-9])/g, "@\u200b").replace(/(www)\./gi, "$1\\.");
}

const link = (title, url, site) => (site ? `[${marked(title)}](${address(site, url)})` : marked(title));

function address(site, url) {
  const percent = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return (site + url).replace(/[\0-\x20()<>\\"]/g, percent);
}

/** @returns {string[]} */
function event(plan, number, session, stamp, site) {
  const rows = rowsOf(plan, session);
  const told = rows.flatMap(({ step, part }) => {
    const use = useOf(plan, step).map((text) => `: ${text}`);
    return [`${step.title} (${timeOf(part)})${use.join("")}`, ...(site ? [address(site, step.url)] : [])];
  });
  told.push(`Allow ${rangeText(session.minutes)}.`);
  const summary = `Study ${number} of ${plan.sessions.length}: ${firstOf(rows.map(({ step }) => step.title))}`;
  return [
    "BEGIN:VEVENT",
    `UID:${digest(plan.goals.join(" "))}-${number}@concept-graph`,
    `DTSTAMP:${bare(stamp)}`,
    `DTSTART:${bare(session.begins)}00`,
    `DTEND:${bare(session.ends)}00`,
    `SUMMARY:${valueOf(summary)}`,
    `DESCRIPTION:${told.map(valueOf).join("\\n")}`,
    "END:VEVENT",
  ];
}

const bare = (moment) => moment.replace(/[-:]/g, "");
const valueOf = (text) => oneLine(text).replace(/[\\;,]/g, "\\$&");

/** @returns {string} the 64-bit FNV-1a hash of a text: short, and the same in every language */
function digest(text) {
  let hashed = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hashed = BigInt.asUintN(64, (hashed ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hashed.toString(16).padStart(16, "0");
}

/** @returns {string[]} a line in pieces of at most 75 bytes, all but the first after a space, no character cut */
function folded(line) {
  const pieces = [];
  let [piece, room] = ["", 75];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (size > room) {
      pieces.push(piece);
      [piece, room] = [" ", 74];
    }
    piece += character;
    room -= size;
  }
  return [...pieces, piece];
}
