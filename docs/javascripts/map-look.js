// The map's colors: all of them come from the stylesheets, so that the map and the pages agree.

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

/**
 * @typedef {{fill: string, border: string, width: number, ink: string, area: string, mark: string}} Look
 * @param {import("./map-graph.js").Node} node @param {"here" | "near" | "far"} place
 * @param {"known" | "ready" | "ahead"} state @param {Palette} colors @returns {Look}
 */
export function nodeLook(node, place, state, { paper, ink, areas }) {
  const { area, ink: mark } = areas.get(node.group);
  if (place === "far") {
    const pale = mix(paper, area, 0.35);
    return { fill: paper, border: pale, width: 1, ink: mix(paper, ink, 0.4), area: pale, mark: mix(paper, ink, 0.7) };
  }
  const border = place === "here" || state === "ready" ? ink : area;
  const width = place === "here" ? 4 : state === "ready" ? 2.5 : 1.5;
  const fill = state === "known" ? paper : mix(paper, area, 0.1);
  return { fill, border, width, ink: state === "known" ? mix(paper, ink, 0.8) : ink, area, mark };
}

/** @param {boolean} on the path @param {boolean} asked whether there is a path @param {Palette} colors */
export function edgeLook(on, asked, { paper, line, accent }) {
  return { color: on ? accent : asked ? mix(paper, line, 0.35) : line, width: on ? 2 : 1 };
}
