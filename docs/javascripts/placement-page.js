// The placement's page: where to begin, one question at a time, the result to be edited and taken over. Nothing is
// saved before that.

import { make } from "./dom.js";
import { withoutDrafts } from "./graph.js";
import { button } from "./parts.js";
import { MOST, answered, begin, nextQuestion, placed, undone } from "./placement.js";
import { questionPart } from "./placement-question.js";
import { resultPart } from "./placement-result.js";
import { learningPath } from "./plan.js";
import { knownOf, marked, planOf } from "./progress.js";
import { counted } from "./words.js";

/** @param {HTMLElement} root @param {import("./site.js").Site} site @returns {() => void} what ends it */
export function mount(root, site) {
  const page = new PlacementPage(root, site);
  page.start();
  return () => page.leave();
}

class PlacementPage {
  /** @type {import("./placement.js").State} */
  state;
  /** What ends the part that is shown. */
  leave = () => {};

  constructor(root, { store, graph, home }) {
    Object.assign(this, { store, home, graph: withoutDrafts(graph) });
    this.status = make("p.placement-status", { role: "status" });
    this.part = make("div");
    root.replaceChildren(this.status, this.part);
  }

  /** @param {HTMLElement} part @param {string} status @param {() => void} [leave] */
  show(part, status, leave = () => {}) {
    this.leave();
    this.leave = leave;
    this.status.textContent = status;
    this.part.replaceChildren(part);
    part.querySelector("[data-first]")?.focus();
  }

  start(returned = false) {
    const scope = learningPath(this.graph, planOf(this.store.progress).goals, new Set());
    const choice = (text, ids) => button(`${text}: ${counted(ids.length, "concept")}`, () => this.begin(ids));
    const part = make(
      "section",
      {},
      make("h2", { id: "begin", tabindex: "-1", "data-first": returned }, "Where shall it look?"),
      make("p", {}, `At most ${MOST} questions, and you can stop after any. Nothing is saved until you take the result over.`),
      make("div.plan-acts", {}, scope.length > 0 && choice("For my goals", scope), choice("For everything", this.graph.order)),
      !scope.length &&
        make("p.placement-aside", {}, "With goals in ", make("a", { href: new URL("plan/", this.home) }, "your plan"), ", it can ask about what leads to them only."),
    );
    this.show(part, "");
  }

  /** @param {string[]} scope */
  begin(scope) {
    this.state = begin(this.graph, { scope, known: knownOf(this.store.progress) });
    this.next();
  }

  next() {
    const { state } = this;
    const id = nextQuestion(state);
    if (id === undefined) return this.finish();
    const number = state.replies.size + 1;
    const { part, leave } = questionPart(this.graph, this.home, id, {
      reply: (reply) => this.go(answered(state, id, reply)),
      back: () => (state.before ? this.go(undone(state)) : this.start(true)),
      stop: number > 1 ? () => this.finish() : undefined,
    });
    this.show(part, `Question ${number} of at most ${Math.min(MOST, state.shape.size)}`, leave);
  }

  go(state) {
    this.state = state;
    this.next();
  }

  finish() {
    const { state } = this;
    const result = resultPart(this.graph, placed(state), knownOf(this.store.progress), state.replies.size, {
      take: (ids) => this.take(ids),
      back: state.before ? () => this.go(undone(state)) : undefined,
      again: () => this.start(true),
    });
    this.show(result, "");
  }

  /** @param {string[]} ids */
  take(ids) {
    const now = new Date();
    const taken = (progress) => ids.reduce((sum, id) => marked(sum, id, "known", now), progress);
    this.store.update(taken, "placement");
    const part = make(
      "section",
      {},
      make("h2", { id: "taken", tabindex: "-1", "data-first": true }, `${counted(ids.length, "concept")} taken over as known`),
      make("p", {}, "Marks can be changed on every page; the whole step can be undone under ", make("a", { href: new URL("progress/", this.home) }, "My progress"), "."),
      make("p", {}, make("a", { href: new URL("plan/", this.home) }, "On to your plan")),
    );
    this.show(part, "");
  }
}
