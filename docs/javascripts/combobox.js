// A field that finds by typing, and the list under it: the combobox pattern of the ARIA authoring practices, with a list.

import { make } from "./dom.js";

const SHOWN = 12;

/**
 * @template T
 * @param {{id: string, label: string, hint: string, find: (typed: string) => T[], row: (found: T) => (Node | string)[],
 *   pick: (found: T) => void, none: (typed: string) => string}} options
 * @returns {HTMLElement}
 */
export function combobox({ id, label, hint, find, row, pick, none }) {
  let found = [];
  let at = -1;
  const list = make("ul.combobox-list", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const said = make("p.combobox-said", { id: `${id}-said`, role: "status" });
  const input = make("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: hint,
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "data-key": id,
  });

  const open = () => !list.hidden;
  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function show() {
    const typed = input.value.trim();
    found = find(typed).slice(0, SHOWN);
    list.replaceChildren(...found.map((one, place) => option(one, place)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(open()));
    said.textContent = typed && !found.length ? none(typed) : "";
    move(found.length ? 0 : -1);
  }
  function option(one, place) {
    const made = make("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" }, ...row(one));
    // The field keeps the focus, so that the list does not close before the click arrives.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => choose(place));
    return made;
  }
  function move(to) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const here = list.children[at];
    here?.setAttribute("aria-selected", "true");
    here?.scrollIntoView({ block: "nearest" });
    if (here) input.setAttribute("aria-activedescendant", here.id);
    else input.removeAttribute("aria-activedescendant");
  }
  function choose(place) {
    const chosen = found[place];
    if (!chosen) return;
    input.value = "";
    close();
    pick(chosen);
  }
  const keys = {
    ArrowDown: () => (open() ? move((at + 1) % found.length) : show()),
    ArrowUp: () => (open() ? move((at + found.length - 1) % found.length) : show()),
    Enter: () => (open() ? choose(at) : show()),
    Escape: () => (open() ? close() : (input.value = "")),
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    // The theme has keys of its own, Enter and Escape among them.
    event.stopPropagation();
    keys[event.key]();
  });
  return make("div.combobox", {}, make("label", { for: id }, label), input, list, said);
}
