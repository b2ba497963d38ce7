// Applies the reader's choice of light or dark before the first paint.
(() => {
  const color = window.__md_get("__palette")?.color;
  if (!color || typeof color !== "object") return;
  for (const [key, value] of Object.entries(color)) {
    if (/^[a-z]+$/.test(key)) document.body.setAttribute(`data-md-color-${key}`, String(value));
  }
})();
