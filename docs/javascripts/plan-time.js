// How much time there is: hours in all, the length of a session, the last day.

import { make } from "./dom.js";

const LENGTHS = [25, 45, 60, 90, 120];
const FIELDS = ["hours", "session", "until"];

/**
 * @param {(fields: {hours?: number, session?: number, until?: string}) => void} change
 * @returns {{element: HTMLElement, show: (plan: import("./address.js").Plan) => void}}
 */
export function timeFields(change) {
  const number = (input) => (input.validity.valid && Number(input.value) > 0 ? Number(input.value) : undefined);
  const fields = {
    hours: make("input", { type: "number", min: 0.5, max: 1000, step: 0.5, inputmode: "decimal", placeholder: "no limit" }),
    session: make("select", {}, ...[["", "not planned"], ...LENGTHS.map((at) => [at, `${at} min`])].map(([value, text]) => make("option", { value }, text))),
    until: make("input", { type: "date" }),
  };
  const reading = { hours: number, session: number, until: ({ value }) => value || undefined };
  for (const name of FIELDS) {
    const input = fields[name];
    input.id = `plan-${name}`;
    input.dataset.key = input.id;
    input.addEventListener("change", () => change({ [name]: reading[name](input) }));
  }
  return {
    element: make(
      "div.plan-time",
      {},
      labeled(fields.hours, "Hours you have", "The plan is cut to what serves your goals most in that time."),
      labeled(fields.session, "Length of a session", "Steps are grouped into sessions."),
      labeled(fields.until, "Last day", "For the calendar: sessions are spread evenly until then."),
    ),
    show(plan) {
      for (const name of FIELDS) {
        const value = String(plan[name] ?? "");
        if (name === "session" && value && !LENGTHS.includes(plan.session)) addLength(fields.session, value);
        if (fields[name] !== document.activeElement || fields[name].value === "") fields[name].value = value;
      }
    },
  };
}

/** An address may ask for a length that the list does not offer. */
function addLength(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.append(make("option", { value }, `${value} min`));
}

function labeled(input, text, help) {
  const note = make("small", { id: `${input.id}-help` }, help);
  input.setAttribute("aria-describedby", note.id);
  return make("div.plan-field", {}, make("label", { for: input.id }, text), input, note);
}
