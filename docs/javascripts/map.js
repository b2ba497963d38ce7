// Keeps the map page's address and the map's own in step: #focus=id can be linked, and follows what is shown.

/** @returns {HTMLIFrameElement | null} the map, on the one page that has it */
const canvas = () => document.querySelector("iframe.map-canvas");

/** Show in the map what the page's address asks for. */
function toCanvas() {
  const frame = canvas();
  if (!frame?.src) return;
  const wanted = new URL(frame.src);
  wanted.hash = location.hash.startsWith("#focus=") ? location.hash : "";
  const shown = frame.contentWindow?.location;
  if (shown && shown.pathname === wanted.pathname) {
    if (shown.hash !== wanted.hash) shown.replace(wanted);
  } else if (frame.src !== wanted.href) frame.src = wanted.href;
}

/** @param {HTMLIFrameElement} frame Show in the page's address what the map shows. */
function toPage(frame) {
  const { hash } = frame.contentWindow.location;
  if (hash === location.hash || (!hash && !location.hash.startsWith("#focus="))) return;
  history.replaceState(history.state, "", hash || location.pathname + location.search);
}

function mount() {
  const frame = canvas();
  if (!frame) return;
  frame.addEventListener("load", () => {
    frame.contentWindow.addEventListener("hashchange", () => toPage(frame));
    toCanvas();
  });
  toCanvas();
}

addEventListener("hashchange", toCanvas);
if (window.document$) window.document$.subscribe(mount);
else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
else mount();
