// The planner's page: what the reader says, and where it goes. The plan shown is the reader's own, kept in the
// store, or one that the address brings along; a sent plan changes nothing in the store until it is taken over.

import { mark } from "./acts.js";
import { isOwn, readAddress, writeAddress } from "./address.js";
import { announce, keepingFocus, make } from "./dom.js";
import { inOrder } from "./graph.js";
import { studyPlan } from "./plan.js";
import { goalChips, goalFinder } from "./plan-goals.js";
import { addressNotes, heldPart, sentNote } from "./plan-notes.js";
import { outcome, result } from "./plan-result.js";
import { timeFields } from "./plan-time.js";
import { knownOf, marked, planned, planOf } from "./progress.js";
import { counted, dayHere } from "./words.js";

/**
 * @typedef {import("./site.js").Site} Site
 * @typedef {import("./address.js").Plan} Plan
 */

/** @param {HTMLElement} root @param {Site} site @returns {() => void} what ends it */
export function mount(root, site) {
  const page = new PlanPage(root, site);
  const follow = () => page.follow();
  const unsubscribe = site.store.subscribe(() => page.draw());
  addEventListener("hashchange", follow);
  page.follow();
  return () => {
    unsubscribe();
    removeEventListener("hashchange", follow);
  };
}

class PlanPage {
  /** @type {Plan | undefined} the plan of the address, while it is another than the reader's own */
  sent;
  /** @type {import("./address.js").Note[]} */
  notes = [];
  /** @type {string | undefined} what was ticked last, to be taken back */
  ticked;

  constructor(root, { store, graph, home }) {
    Object.assign(this, { root, store, graph, home });
    const part = (id, title, ...inside) => make("section.plan-part", {}, make("h2", { id }, title), ...inside);
    this.time = timeFields((fields) => this.change(fields));
    this.note = make("div.plan-note");
    this.chips = make("div.plan-chips");
    this.held = heldPart(home);
    this.result = make("div.plan-result");
    const goals = part("goals", "Your goals", goalFinder(graph, (ids) => this.addGoals(ids)), this.chips);
    const said = make("div.plan-said", {}, goals, part("known", "What you know", this.held.element), part("time", "Your time", this.time.element));
    root.replaceChildren(this.note, said, this.result);
  }

  /** @returns {Plan} */
  get own() {
    const plan = planOf(this.store.progress);
    return { ...plan, goals: inOrder(this.graph, plan.goals), known: inOrder(this.graph, knownOf(this.store.progress)) };
  }

  /** @returns {Plan} */
  get shown() {
    return this.sent ?? this.own;
  }

  /** Read the address: a plan that says nothing new is the reader's own. */
  follow() {
    const found = readAddress(this.graph, location.hash);
    this.notes = found?.notes ?? [];
    this.sent = found && !isOwn(found.plan, this.own) ? found.plan : undefined;
    this.draw();
  }

  /** @param {Partial<Plan>} fields Change the plan that is shown. */
  change(fields) {
    if (this.sent) {
      this.sent = { ...this.sent, ...fields };
      this.draw();
    } else {
      const when = new Date();
      this.store.update((progress) => {
        const plan = { ...planOf(progress), ...fields };
        return planned(progress, { ...plan, goals: [...plan.goals, ...this.foreign(progress, plan.goals)] }, when);
      });
    }
  }

  /** @returns {string[]} goals that this site does not know, and does not show: a newer one may, so they stay */
  foreign(progress, goals) {
    return planOf(progress).goals.filter((id) => !this.graph.concepts.has(id) && !goals.includes(id));
  }

  addGoals(ids) {
    const { goals } = this.shown;
    this.change({ goals: inOrder(this.graph, [...goals, ...ids]) });
    announce(`${counted(this.shown.goals.length, "goal")} in the plan.`);
  }

  /** Count a concept as known, or no longer. */
  toggle(id, known) {
    this.ticked = known ? id : undefined;
    if (this.sent) {
      const others = this.sent.known.filter((other) => other !== id);
      this.change({ known: known ? [...others, id] : others });
    } else mark(this.store, id, known ? "known" : "open");
    const { title } = this.graph.concepts.get(id);
    announce(`${title}: ${known ? "known" : "not known"}. ${counted(this.steps.length, "step")} left.`);
  }

  /** Make the sent plan the reader's own; what is marked already stays as it is. */
  takeOver() {
    const { known, ...settings } = this.sent;
    this.forget();
    const when = new Date();
    this.store.update((progress) => {
      const held = knownOf(progress);
      const fresh = known.filter((id) => !held.has(id));
      return fresh.reduce((marks, id) => marked(marks, id, "known", when), planned(progress, settings, when));
    }, "taking over of a plan");
    announce("This is your plan now. The page of your progress can undo it.");
  }

  forget() {
    this.sent = undefined;
    this.notes = [];
  }

  draw() {
    const { shown, graph, home } = this;
    const plan = studyPlan(graph, shown.goals, shown.known);
    const scene = { plan, home, toggle: (id, known) => this.toggle(id, known) };
    const guide = outcome(plan, shown, dayHere(new Date()));
    keepingFocus(this.root, () => {
      this.note.replaceChildren(...this.messages());
      this.chips.replaceChildren(goalChips({ graph, goals: shown.goals, change: (goals) => this.change({ goals }) }));
      this.held.show(scene, shown.known);
      this.time.show(shown);
      this.result.replaceChildren(...result(scene, shown, guide, this.ticked));
    }, () => this.nextBox());
    history.replaceState(history.state, "", writeAddress(graph, shown) || location.pathname);
    this.steps = plan.path;
  }

  /** @returns {HTMLElement | null} the box of the step that has moved up to where the last one was ticked */
  nextBox() {
    const place = this.steps?.indexOf(this.ticked) ?? -1;
    const boxes = this.result.querySelectorAll(".study-path .tick input");
    return boxes[Math.min(Math.max(place, 0), boxes.length - 1)] ?? null;
  }

  messages() {
    const notes = addressNotes(this.graph, this.notes);
    if (!this.sent) return notes;
    const leave = () => {
      this.forget();
      this.draw();
    };
    return [...notes, sentNote(this.graph, this.sent, this.own, { takeOver: () => this.takeOver(), leave })];
  }
}
