// The map's colors: all of them come from the stylesheets, so that the map and the pages agree.

import { onPath, standing } from "./map-graph.js";

/**
 * @typedef {{paper: string, ink: string, line: string, accent: string, face: string,
 *   areas: Map<string, {area: string, ink: string}>}} Palette every color as #rrggbb
 */

/** What the map takes over from the page around it. */
const TAKEN = ["--md-default-bg-color", "--md-default-fg-color", "--cg-line", "--cg-accent", "--md-text-font-family"];

/** Keep to the page's scheme of colors, or to the system's where there is no page; call back when it changes. */
export function followScheme(changed) {
  const page = window.frameElement?.ownerDocument.body;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const adopt = () => {
    document.body.dataset.mdColorScheme = page?.dataset.mdColorScheme ?? (dark.matches ? "slate" : "default");
    for (const name of page ? TAKEN : []) {
      document.body.style.setProperty(name, getComputedStyle(page).getPropertyValue(name));
    }
  };
  const again = () => {
    adopt();
    changed();
  };
  adopt();
  dark.addEventListener("change", again);
  if (!page) return;
  const observer = new MutationObserver(again);
  observer.observe(page, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("pagehide", () => observer.disconnect());
}

/** @param {Iterable<string>} groups the classes of the areas @returns {Palette} */
export function palette(groups) {
  const pen = document.createElement("canvas").getContext("2d");
  const color = (style, name) => {
    pen.fillStyle = style.getPropertyValue(name).trim();
    return pen.fillStyle;
  };
  const own = getComputedStyle(document.body);
  const [paper, ink, line, accent] = ["paper", "ink", "line", "accent"].map((name) => color(own, `--map-${name}`));
  const probe = document.body.appendChild(document.createElement("i"));
  const areas = new Map();
  for (const group of groups) {
    probe.className = group;
    const style = getComputedStyle(probe);
    areas.set(group, { area: color(style, "--area"), ink: color(style, "--area-ink") });
  }
  probe.remove();
  return { paper, ink, line, accent, face: own.fontFamily, areas };
}

/** @returns {string} the color that stands `share` of the way from one to another */
export function mix(from, to, share) {
  const part = (color, at) => parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** @param {Palette} colors @returns {object} how vis-network shall draw a concept: faded, plain, or with a thick border */
export function nodeLook(node, focus, path, colors) {
  const { paper, ink } = colors;
  const { area } = colors.areas.get(node.group);
  const place = standing(node.id, focus, path);
  const far = place === "far";
  const hover = { background: mix(paper, area, 0.25), border: ink };
  const border = place === "here" ? ink : far ? mix(paper, area, 0.35) : area;
  return {
    id: node.id,
    color: { background: far ? paper : mix(paper, area, 0.1), border, hover },
    font: { color: far ? mix(paper, ink, 0.4) : ink, face: colors.face },
    borderWidth: place === "here" ? 3 : far ? 1 : focus ? 2 : 1.5,
  };
}

/** @param {Palette} colors @returns {object} how vis-network shall draw an edge */
export function edgeLook(edge, focus, path, colors) {
  const on = Boolean(focus) && onPath(edge, focus, path);
  const color = on ? colors.accent : focus ? mix(colors.paper, colors.line, 0.35) : colors.line;
  return { color: { color, hover: colors.accent }, width: on ? 2 : 1 };
}
