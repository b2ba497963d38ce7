// Keeps the map page's address and the map's own in step: #focus=id and #goals=a,b can be linked, and follow what
// is shown. Under instant navigation it is mounted with the page and taken down when the page is left.

const OURS = /^#(focus|goals)=/;

/** @param {HTMLIFrameElement} frame @returns {() => void} what ends it */
function mount(frame) {
  const ours = () => (OURS.test(location.hash) ? location.hash : "");
  const inner = () => {
    const shown = frame.contentWindow?.location;
    return shown?.href.split("#")[0] === frame.src ? shown : undefined;
  };
  /** Show in the map what the page's address asks for. */
  const toCanvas = () => {
    const shown = inner();
    if (!shown || shown.hash === ours()) return;
    frame.contentWindow.history.replaceState(null, "", ours() || shown.pathname);
    frame.contentWindow.dispatchEvent(new Event("hashchange"));
  };
  /** Show in the page's address what the map shows. */
  const toPage = () => {
    const hash = inner()?.hash ?? "";
    if (hash === location.hash || (!hash && !ours())) return;
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  };
  const attach = () => {
    frame.contentWindow.addEventListener("hashchange", toPage);
    toCanvas();
  };
  frame.addEventListener("load", attach);
  if (!frame.src) frame.src = new URL(frame.dataset.document, location.href).href;
  if (inner() && frame.contentDocument.readyState === "complete") attach();
  addEventListener("hashchange", toCanvas);
  return () => {
    removeEventListener("hashchange", toCanvas);
    frame.removeEventListener("load", attach);
    frame.contentWindow?.removeEventListener("hashchange", toPage);
  };
}

let end = () => {};

function arrive() {
  end();
  const frame = document.querySelector("iframe.map-canvas");
  end = frame ? mount(frame) : () => {};
}

if (window.document$) window.document$.subscribe(arrive);
else if (document.readyState === "loading") addEventListener("DOMContentLoaded", arrive);
else arrive();
