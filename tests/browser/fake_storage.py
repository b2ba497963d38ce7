"""A storage to test the store with: it takes, throws and forgets as a test wants."""

from __future__ import annotations

from typing import Any

from tests.browser.scripts import Run

MODULES = {
    "store.js": "openStore siteKey",
    "progress.js": "EMPTY marked knownOf learningOf stateOf merged read written",
}
# A storage that counts characters, and refuses whatever is said to it to refuse.
FAKE = """
const fake = (had = {}, room = Infinity) => {
  const kept = new Map(Object.entries(had));
  const refused = new Set();
  const may = (call) => { if (refused.has(call)) throw new DOMException("no", "SecurityError"); };
  const size = () => [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const storage = {
    getItem(key) { may("getItem"); return kept.get(key) ?? null; },
    removeItem(key) { may("removeItem"); kept.delete(key); },
    setItem(key, text) {
      may("setItem");
      const before = kept.get(key);
      kept.set(key, text);
      if (size() <= storage.room) return;
      if (before === undefined) kept.delete(key); else kept.set(key, before);
      throw new DOMException("full", "QuotaExceededError");
    },
    room, kept, refused,
  };
  return storage;
};
const now = () => new Date("2026-03-06T10:00:00Z");
const open = (storage) => openStore({ storage, key: "k", now });
const know = (id) => (progress) => marked(progress, id, "known", "2026-03-02T10:00:00Z");
const known = (store) => [...knownOf(store.progress)].sort();
const said = (store) => [store.status, store.reason];
"""
SET: dict[str, Any] = {
    "schema": 1,
    "concepts": {"set": {"state": "known", "since": "2026-03-02T10:00:00.000Z"}},
    "archive": {},
}
NEWER = '{"schema":2,"concepts":{"set":"seen"}}'


def told(run: Run, body: str, **values: Any) -> Any:
    return run(FAKE + body, MODULES, **values)
