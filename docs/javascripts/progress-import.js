// A file of progress, looked at before anything changes: chosen or dropped, shown in words, then merged, taken
// instead, or left alone.

import { make } from "./dom.js";
import { button } from "./parts.js";
import { MAX_SIZE, compared, merged, moved, read } from "./progress.js";
import { changeWords, mergedWords, previewWords } from "./progress-words.js";

/** What a character may take in a file. */
const BYTES = 4;
/** How many entries a list in the preview names. */
const SHOWN = 100;

/**
 * The part of the page that takes a file.
 * @param {import("./site.js").Site} site
 * @param {(said: string, undoable: boolean) => void} done says what came of it
 * @returns {{element: HTMLElement, draw: () => void}} `draw` shows the preview against what is stored now
 */
export function importPart(site, done) {
  const input = make("input", { type: "file", id: "progress-file", accept: ".json,application/json" });
  const place = make("div.progress-preview");
  let draw = () => undefined;

  const close = () => {
    draw = () => undefined;
    place.replaceChildren();
    input.value = "";
  };
  const cancel = () => {
    close();
    input.focus();
    done("Nothing was changed.", false);
  };
  const take = (change, label, words) => {
    close();
    site.store.update(change, label);
    done(words, true);
  };
  const open = async (file) => {
    const found = await opened(file);
    if (found.fault) {
      close();
      return done(`This file cannot be imported. ${found.detail} Nothing was changed.`, false);
    }
    const preview = previewOf(file.name, found, site, { take, cancel });
    draw = preview.draw;
    place.replaceChildren(preview.element);
    return preview.element.querySelector("h3").focus();
  };

  input.addEventListener("change", () => input.files.length && open(input.files[0]));
  const label = make("label", { for: input.id }, "Import a file: choose it, or drop it here");
  const zone = make("div.progress-drop", {}, label, input);
  acceptDrops(zone, open);
  return { element: make("div", {}, zone, place), draw: () => draw() };
}

/** @returns {Promise<ReturnType<typeof read>>} */
async function opened(file) {
  if (file.size > MAX_SIZE * BYTES) return { fault: "large", detail: "It is too large for a file of progress." };
  try {
    return read(await file.text(), new Date().toISOString());
  } catch {
    return { fault: "corrupt", detail: "The browser could not read it." };
  }
}

function acceptDrops(zone, open) {
  const over = (on) => zone.classList.toggle("progress-over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  });
}

/** @returns {{element: HTMLElement, draw: () => void}} */
function previewOf(name, { progress, problems }, { store, graph }, { take, cancel }) {
  const theirs = moved(progress, graph);
  const now = () => compared(store.progress, theirs, graph);
  const groups = make("ul.progress-groups");
  const draw = () => groups.replaceChildren(...previewWords(now(), problems).map((group) => groupRow(group, graph)));
  const merge = () => take((mine) => merged(mine, theirs), "import", mergedWords(now()));
  const replace = () => take(() => theirs, "replacement", "Replaced by what the file holds.");
  const element = make(
    "section.progress-ask",
    { "aria-labelledby": "preview" },
    make("h3", { id: "preview", tabindex: "-1" }, `What ${name} would do`),
    groups,
    make("p", {}, "Nothing has changed yet. A merge takes the later of each two marks; to replace takes the file as it is. Both can be undone."),
    make("div.plan-acts", {}, button("Merge", merge), button("Replace", replace), button("Cancel", cancel)),
  );
  draw();
  return { element, draw };
}

function groupRow({ text, changes, ids, lines }, graph) {
  const title = (id) => graph.concepts.get(id)?.title ?? id;
  const rows = lines ?? ids?.map(title) ?? changes?.map((change) => `${title(change.id)}: ${changeWords(change)}`);
  if (!rows) return make("li", {}, `${text}.`);
  const more = rows.length > SHOWN ? [`and ${rows.length - SHOWN} more`] : [];
  const list = [...rows.slice(0, SHOWN), ...more].map((row) => make("li", {}, row));
  return make("li", {}, make("details", {}, make("summary", {}, text), make("ul", {}, ...list)));
}
