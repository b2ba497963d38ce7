// Elements from values. Text is only ever set as text, so nothing that a contributor or a file says becomes markup.

/**
 * @param {string} kind such as "p", or "p.summary" with classes
 * @param {Record<string, unknown>} [fields] attributes; `on...` functions listen, false and undefined leave out
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElement}
 */
export function make(kind, fields = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/**
 * Draw again inside `root` without taking the keyboard's place from the reader: what had the focus has it
 * afterwards, found by its `data-key`; where it is gone, `otherwise` names what comes closest.
 */
export function keepingFocus(root, draw, otherwise = () => undefined) {
  const key = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  draw();
  if (!key) return;
  const same = root.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? otherwise(key);
  if (same && same !== document.activeElement) same.focus({ preventScroll: true });
}

const SECONDS = 6;
let leaving;

/** Say something in passing: seen for a few seconds, heard by those who hear the page. */
export function announce(text) {
  const place = document.querySelector("[data-announce]") ?? document.body.appendChild(make("p.announced", { "data-announce": true, role: "status" }));
  place.textContent = text;
  clearTimeout(leaving);
  leaving = setTimeout(() => place.replaceChildren(), SECONDS * 1000);
}

/** Offer a text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  // Some browsers read it only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
