// Browser storage that may refuse at every call, or be missing: here a refusal is an answer, never an exception.

/** @typedef {"" | "full" | "blocked"} Refusal */

export class Shelf {
  #storage;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @returns {{text: string | null} | {refused: Refusal}} */
  read(key) {
    try {
      return { text: this.#storage.getItem(key) };
    } catch {
      return { refused: "blocked" };
    }
  }

  /** @returns {Refusal} */
  write(key, text) {
    try {
      this.#storage.setItem(key, text);
    } catch (error) {
      return /quota/i.test(error?.name) ? "full" : "blocked";
    }
    // Some private modes take everything and keep nothing.
    return this.read(key).text === text ? "" : "blocked";
  }

  /** @returns {Refusal} */
  remove(key) {
    try {
      this.#storage.removeItem(key);
    } catch {
      return "blocked";
    }
    return "";
  }
}

/** How many texts that could not be read are kept beside a key. */
const MOST = 9;

/** @returns {string[]} where texts of a key are put aside */
const asideKeys = (key) => Array.from({ length: MOST }, (_, place) => `${key}.aside${place ? `.${place + 1}` : ""}`);

/** @param {Shelf} shelf @param {string} key @returns {{key: string, text: string}[]} what was put aside */
export function asides(shelf, key) {
  const found = asideKeys(key).map((aside) => ({ key: aside, text: shelf.read(aside).text }));
  return found.filter(({ text }) => typeof text === "string");
}

/** Keep a copy of a text beside its key, over no other. @returns {boolean} whether there is one now */
export function putAside(shelf, key, text) {
  if (asides(shelf, key).some((aside) => aside.text === text)) return true;
  const free = asideKeys(key).find((aside) => shelf.read(aside).text === null);
  if (!free) return false;
  const refused = shelf.write(free, text);
  return refused === "";
}
