// Small parts that several views show: a button, an area's mark, a bar.

import { make } from "./dom.js";

/** @param {string} text @param {() => void} press @param {Record<string, unknown>} [fields] further attributes @returns {HTMLButtonElement} */
export const button = (text, press, fields = {}) => make("button.plan-button", { type: "button", ...fields, onclick: press }, text);

/** @param {{mark: string}} area @returns {HTMLElement} the letters that stand for an area beside its color */
export const areaMark = (area) => make("span.area-mark", { "aria-hidden": "true" }, area.mark);

/** @returns {HTMLElement} how much of a whole, for the eye: the words stand beside it */
export function bar(part = 0, all = 0) {
  const element = make("span.bar", { "aria-hidden": "true" }, make("span"));
  fill(element, part, all);
  return element;
}

/** @param {HTMLElement} element what `bar` made */
export const fill = (element, part, all) => element.style.setProperty("--share", all ? part / all : 0);
