// Where progress is kept. Every change is a function of progress, applied to what is stored at that moment, so that
// two tabs do not undo each other. What cannot be saved is kept in memory, and tried again with the next change.

import { EMPTY, read, undone, written } from "./progress.js";
import { Shelf, asides, putAside } from "./shelf.js";
import { dropStep, keepStep, keptStep } from "./undo-step.js";

/**
 * @typedef {import("./progress.js").Progress} Progress
 * @typedef {(progress: Progress) => Progress} Change pure; it may be applied more than once
 * @typedef {"" | "blocked" | "full" | "newer" | "aside"} Reason why nothing is saved; `aside`: there is no room to put
 *   aside what could not be read, and it is not written over
 */

/**
 * @param {{storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null, key: string, now?: () => Date}} place
 * @returns {Store}
 */
export function openStore({ storage, key, now = () => new Date() }) {
  return new Store(new Shelf(storage), key, now);
}

export class Store {
  #shelf;
  #key;
  #now;
  /** What was last read or written, and its text. */
  #base = EMPTY;
  #text = null;
  /** @type {Change[]} not saved yet */
  #pending = [];
  #progress = EMPTY;
  /** @type {Reason} */
  #reason = "";
  /** @type {import("./undo-step.js").Step | null} one for which storage has no room */
  #step = null;
  #listeners = new Set();

  constructor(shelf, key, now) {
    this.#shelf = shelf;
    this.#key = key;
    this.#now = now;
    this.#look();
  }

  /** @returns {string} where progress stands in storage; what belongs to it stands under keys that begin so */
  get key() {
    return this.#key;
  }

  /** @returns {Progress} */
  get progress() {
    return this.#progress;
  }

  /** @returns {"saved" | "unsaved"} */
  get status() {
    return this.#reason ? "unsaved" : "saved";
  }

  /** @returns {Reason} */
  get reason() {
    return this.#reason;
  }

  /** @returns {boolean} whether there are changes that could not be saved */
  get waiting() {
    return this.#pending.length > 0;
  }

  /**
   * Change what is stored, and tell the listeners.
   * @param {Change} change @param {string} [label] names it where it can be taken back @returns {Progress}
   */
  update(change, label = "") {
    this.#look();
    const before = this.#progress;
    const after = change(before);
    if (after !== before) {
      this.#progress = after;
      this.#pending.push(change);
    }
    this.#save();
    if (label) this.#remember({ label, when: this.#now().toISOString(), before, after });
    this.#tell();
    return after;
  }

  /** Look again at what is stored, for another tab may have written. */
  refresh() {
    this.#look();
    if (this.#pending.length) this.#save();
    this.#tell();
  }

  /** @param {(store: Store) => void} listener @returns {() => void} what ends it */
  subscribe(listener) {
    const own = (store) => listener(store);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  #tell() {
    for (const listener of [...this.#listeners]) {
      try {
        listener(this);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** Bring memory up to what is stored; a text that cannot be read, or only in part, is put aside first. */
  #look() {
    const found = this.#shelf.read(this.#key);
    this.#reason = found.refused ?? "";
    if (this.#reason) return;
    if (found.text === null) this.#stand(EMPTY, null);
    else if (found.text !== this.#text) this.#take(found.text, read(found.text));
  }

  #take(text, { progress, problems, fault }) {
    if (fault === "newer") this.#reason = "newer";
    else if (!fault && !problems.length) this.#stand(progress, text);
    else if (!putAside(this.#shelf, this.#key, text)) this.#reason = "aside";
    else {
      this.#stand(progress ?? this.#base, null);
      this.#put(this.#progress);
    }
  }

  #stand(base, text) {
    this.#base = base;
    this.#text = text;
    this.#progress = this.#pending.reduce((progress, change) => change(progress), base);
  }

  #save() {
    if (this.#reason) return;
    if (this.#progress === this.#base) this.#pending = [];
    else this.#put(this.#progress);
  }

  #put(progress) {
    const text = written(progress);
    // What could not be read again must not be written.
    this.#reason = "fault" in read(text) ? "full" : this.#write(text);
    if (this.#reason) return;
    this.#pending = [];
    this.#stand(progress, text);
  }

  #write(text) {
    const refused = this.#shelf.write(this.#key, text);
    const step = refused === "full" && keptStep(this.#shelf, this.#key);
    if (!step) return refused;
    // What could be taken back makes room for what is.
    this.#step = step;
    dropStep(this.#shelf, this.#key);
    return this.#shelf.write(this.#key, text);
  }

  /** @returns {{key: string, text: string}[]} texts that could not be read, for download; a newer one is among them */
  get asides() {
    const own = this.#reason === "aside" || this.#reason === "newer";
    const text = own && this.#shelf.read(this.#key).text;
    return [...(text ? [{ key: this.#key, text }] : []), ...asides(this.#shelf, this.#key)];
  }

  /** @param {string} key of one of `asides`; what is newer stays */
  removeAside(key) {
    const mine = key !== this.#key || this.#reason === "aside";
    if (mine && this.asides.some((aside) => aside.key === key)) this.#shelf.remove(key);
    this.refresh();
  }

  /** @returns {{label: string, when: string} | null} what `undo` would take back */
  get undoable() {
    const step = this.#lastStep();
    return step && { label: step.label, when: step.when };
  }

  /** Take the last labelled change back, but not what was done since. */
  undo() {
    const step = this.#lastStep();
    if (!step) return;
    this.forget();
    this.update((progress) => undone(progress, step.before, step.after));
  }

  /** Let go of what `undo` would need. */
  forget() {
    this.#step = null;
    dropStep(this.#shelf, this.#key);
    this.#tell();
  }

  #remember(step) {
    this.#step = keepStep(this.#shelf, this.#key, step) ? step : null;
  }

  #lastStep() {
    return keptStep(this.#shelf, this.#key) ?? this.#step;
  }
}

let one;

/** @returns {Store} the one store of this page */
export function siteStore() {
  one ??= wired(openStore({ storage: localStorageOrNone(), key: siteKey(import.meta.url) }));
  return one;
}

/**
 * All project sites of an account share an origin, so the key carries the site's path.
 * @param {string} module the address of a module in javascripts/, whatever page or frame has loaded it
 */
export const siteKey = (module) => `${new URL("..", module).pathname}.concept-graph`;

/** @returns {Storage | null} where storage is blocked, naming it is an error already */
function localStorageOrNone() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function wired(store) {
  // A key of null means that the whole storage was cleared.
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(store.key)) store.refresh();
  });
  // A page that comes back from the browser's memory has missed what other tabs wrote.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) store.refresh();
  });
  return store;
}
