// What the theme expects from its inline script in the head: a store of its own per site.
// It stands in a file so that the Content-Security-Policy needs no exception.
(() => {
  const scope = new URL(document.currentScript.dataset.base, location.href);
  const name = (key, base) => `${base.pathname}.${key}`;

  window.__md_scope = scope;
  // The theme says so at the end of the body, too late for a page that keeps room for what scripts add.
  document.documentElement.classList.replace("no-js", "js");
  // Before it swaps pages, the theme sets the address of every element to itself; a link in a drawing would throw.
  const { get } = Object.getOwnPropertyDescriptor(SVGAElement.prototype, "href");
  Object.defineProperty(SVGAElement.prototype, "href", { get, set() {}, configurable: true, enumerable: true });
  window.__md_hash = (text) => {
    let hash = 0;
    for (const letter of text) hash = (hash << 5) - hash + letter.charCodeAt(0);
    return hash;
  };
  // A store that is blocked, or holds what nobody wrote, is an empty one.
  window.__md_get = (key, store, base = scope) => {
    try {
      return JSON.parse((store ?? localStorage).getItem(name(key, base)));
    } catch {
      return null;
    }
  };
  window.__md_set = (key, value, store, base = scope) => {
    try {
      (store ?? localStorage).setItem(name(key, base), JSON.stringify(value));
    } catch {
      // The choice then lasts as long as the page.
    }
  };
})();
