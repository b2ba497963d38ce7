// The page of the reader's progress: where they stand, whether it is saved, and the file to take along.

import { download, keepingFocus, make } from "./dom.js";
import { button } from "./parts.js";
import { EMPTY, MAX_SIZE, written } from "./progress.js";
import { importPart } from "./progress-import.js";
import { standing } from "./progress-standing.js";
import { fileName, savedWords } from "./progress-words.js";

/** @param {HTMLElement} root @param {import("./site.js").Site} site @returns {() => void} what ends it */
export function mount(root, site) {
  const page = new ProgressPage(root, site);
  page.draw();
  return site.store.subscribe(() => page.draw());
}

const keyed = (key, text, press) => button(text, press, { "data-key": key });

class ProgressPage {
  constructor(root, site) {
    Object.assign(this, { root, ...site });
    this.saved = make("p.progress-saved", { role: "status" });
    this.stand = make("div.progress-stand");
    this.message = make("p.progress-message", { role: "status", tabindex: "-1" });
    this.step = make("div.progress-step");
    this.question = make("div");
    this.asides = make("div");
    this.importing = importPart(site, (said, undoable) => this.say(said, undoable));
    const acts = make("div.plan-acts", {}, keyed("export", "Export as a file", () => this.export()), keyed("clear", "Clear my progress", () => this.ask()));
    const note = "All of it stays in this browser, and nothing is sent anywhere. To take it to another device, export it here and import the file there.";
    root.replaceChildren(
      this.saved,
      this.stand,
      make("h2", { id: "file" }, "Your file"),
      make("p", {}, note),
      acts,
      this.question,
      this.importing.element,
      make("div.progress-said", {}, this.message, this.step),
      this.asides,
    );
  }

  draw() {
    keepingFocus(this.root, () => {
      const { store } = this;
      const words = savedWords(store.reason);
      // A live region says again what is set again.
      if (this.saved.textContent !== words) this.saved.textContent = words;
      this.saved.dataset.status = store.status;
      this.stand.replaceChildren(...standing(store.progress, this.graph, this.home));
      this.step.replaceChildren(...this.undoRow(store.undoable));
      this.asides.replaceChildren(...this.asideRows(store));
      this.importing.draw();
    }, () => this.message);
  }

  /** @param {boolean} undoable whether what was done can be taken back: there the keyboard goes on */
  say(text, undoable) {
    this.message.textContent = text;
    if (undoable) this.root.querySelector("[data-key='undo']")?.focus();
  }

  export() {
    const { progress } = this.store;
    const readable = written(progress, 1);
    const name = fileName(new Date());
    download(name, "application/json", readable.length > MAX_SIZE ? written(progress) : readable);
    this.say(`Exported as ${name}.`, false);
  }

  /** Ask in the page, since a browser may not show what a script asks. */
  ask() {
    const keep = () => {
      this.question.replaceChildren();
      this.root.querySelector("[data-key='clear']").focus();
      this.say("Nothing was changed.", false);
    };
    const clear = () => {
      this.question.replaceChildren();
      this.store.update(() => EMPTY, "clearing");
      this.say("All marks and the plan are cleared.", true);
    };
    const title = make("h3", { id: "clear-question", tabindex: "-1" }, "Clear all marks and the plan?");
    const words = "It can be undone, as long as you do not remove that possibility too.";
    const acts = make("div.plan-acts", {}, keyed("clear-yes", "Clear all", clear), keyed("clear-no", "Keep", keep));
    const section = make("section.progress-ask", { "aria-labelledby": title.id }, title, make("p", {}, words), acts);
    this.question.replaceChildren(section);
    title.focus();
  }

  undoRow(step) {
    if (!step) return [];
    const time = new Date(step.when).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
    const undo = () => {
      this.store.undo();
      this.say(`The ${step.label} is undone; what you marked since is kept.`, false);
      this.message.focus();
    };
    const forget = () => {
      this.store.forget();
      this.say("The earlier progress is removed for good.", false);
      this.message.focus();
    };
    const words = make("span", {}, `The last ${step.label}, ${time}, can be undone.`);
    return [words, keyed("undo", "Undo", undo), keyed("forget", "Remove the earlier progress", forget)];
  }

  asideRows(store) {
    const rows = store.asides.map(({ key, text }, place) => {
      const name = `progress-aside-${place + 1}.txt`;
      const remove = () => {
        store.removeAside(key);
        this.say(`Copy ${place + 1} is removed.`, false);
        this.message.focus();
      };
      const newer = key === store.key && store.reason === "newer";
      return make(
        "li",
        {},
        `Copy ${place + 1}, ${text.length} characters`,
        keyed(`aside ${key}`, `Download copy ${place + 1}`, () => download(name, "application/json", text)),
        !newer && keyed(`remove ${key}`, `Remove copy ${place + 1}`, remove),
      );
    });
    if (!rows.length) return [];
    const words = "This was stored here, but this site cannot read it, or not all of it. It is kept until you remove it.";
    return [make("h2", { id: "aside" }, "Put aside"), make("p", {}, words), make("ul.progress-asides", {}, ...rows)];
  }
}
