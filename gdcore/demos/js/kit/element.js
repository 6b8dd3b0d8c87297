// The base of the demos: a custom element whose state is a few named parameters.
//
// State comes from attributes, from the page's link, from a host in a notebook (which sets
// attributes) and from the reader's hands; the picture is always a function of the state.
// SETTINGS and STYLE are put in front of this script by gdcore/demos/_script.py: the
// parameters and what they may be are defined once, in gdcore/demos/settings.py.
//
// A demo extends Demo and has
//
//   title            read out by screen readers
//   wordsHeight      room for its longest words, so that nothing below them moves; the default is usual
//   build()          makes the visible elements, once, and returns them from top to bottom
//   compute(state)   computes the numbers of a state
//   resize(width)    gives the plots their sizes
//   draw(state)      shows a state; called only once there is a width
//   describe()       says the state in words, which must change with every parameter that a control
//                    changes: a reader who cannot see the picture hears nothing else
//   measures()       the numbers that a goal may be about: steps and loss, and others that the demo names
//
// The controls of controls.js call `update({name: value})` while a hand moves, and `take({name: value})`,
// which also speaks, when the change is complete. Whatever has to change with the state may `follow` it. What
// is costly to compute is made `once` for all that it depends on. A demo with a formula among its parameters
// has `readFormula`, that of engine/formula.js: others need no parser. A page may set a goal, in words and
// as conditions, goal="arrive in 30 steps: loss <= 0.01, steps <= 30": the demo shows the words, or else the
// conditions, and says when it is reached. A demo that plays has a whole parameter `steps`, and may refine
// `lastStep`, `stepTime` and `animate`.

import { Memo } from "./memo.js";

const PAPER = 600; // pixels that a plot may be wide on paper of either usual size

export class Demo extends HTMLElement {
  wordsHeight = { wide: "3.3em", narrow: "6.3em" };
  memo = new Memo();

  connectedCallback() {
    if (!this.shadowRoot) this.begin();
    this.onHashChange = () => this.readLink();
    this.onBeforePrint = () => {
      this.setWidth(PAPER);
      this.show(this.state);
    };
    this.onAfterPrint = () => this.fit();
    window.addEventListener("hashchange", this.onHashChange);
    window.addEventListener("beforeprint", this.onBeforePrint);
    window.addEventListener("afterprint", this.onAfterPrint);
  }

  disconnectedCallback() {
    this.pause();
    window.removeEventListener("hashchange", this.onHashChange);
    window.removeEventListener("beforeprint", this.onBeforePrint);
    window.removeEventListener("afterprint", this.onAfterPrint);
  }

  begin() {
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet()];
    this.notice = html("p", { class: "notice", hidden: "" });
    this.status = html("p", { class: "status", role: "status" });
    this.root = html("div", { class: "demo", role: "group", "aria-label": `Demo: ${this.title}` });
    for (const [page, height] of Object.entries(this.wordsHeight))
      this.root.style.setProperty(`--${page}-words`, height);
    this.followers = [];
    this.state = {};
    this.goal = html("p", { class: "goal", hidden: "" });
    this.root.append(...this.build());
    this.shadowRoot.append(this.notice, this.goal, this.root, this.status);
    this.measure(); // before the first frame, or the page would jump
    this.accept(this.givenAttributes());
    this.readLink();
  }

  attributeChangedCallback(name, _before, text) {
    if (this.root && String(this.state[name]) !== text) this.accept({ [name]: text });
  }

  // ---- for the demos to define: see above ----
  build() {}
  compute(_state) {}
  resize(_width) {}
  draw(_state) {}
  describe() {}
  measures() {
    return {};
  }

  get parameters() {
    return SETTINGS[this.localName].parameters;
  }

  // What a parameter may be in a state: see settings.py.
  domain(name, state) {
    return { ...this.parameters[name], ...this.ownDomains(state)[name] };
  }

  // The domains that come with what is chosen in this state: a function, a view, an example.
  ownDomains(state) {
    const settings = SETTINGS[this.localName];
    const { chooser, table } = settings.varies ?? {};
    return settings[table]?.[state[chooser]]?.parameters ?? {};
  }

  // ---- state ----
  // Take parameters from texts that someone wrote. An invalid value is replaced by
  // the default or by what is shown, and the notice says so.
  accept(texts, fallBackTo = "default") {
    const wrong = Object.keys(texts)
      .filter((name) => !(name in this.parameters))
      .map((name) => `There is no ${name} here.`);
    const state = {};
    for (const name of Object.keys(this.parameters)) {
      const domain = this.domain(name, state);
      const kept = this.isBroughtAlong(name, state) ? domain.default : this.state[name];
      const current = parse(kept, domain, this.readFormula) ?? domain.default;
      state[name] = name in texts ? parse(texts[name], domain, this.readFormula) : current;
      if (state[name] === undefined) {
        state[name] = fallBackTo === "default" ? domain.default : current;
        const wanted = described(domain, texts[name], this.readFormula);
        wrong.push(`${name} = ${texts[name]} is not ${wanted}; this shows ${state[name]}.`);
      }
    }
    this.notice.textContent = wrong.join(" ");
    this.notice.hidden = !wrong.length;
    this.show(state);
  }

  // Whether a choice that differs from what is shown brings a value of its own for this parameter: another
  // landscape, for example, brings its start and rates. The choice is the first of all parameters.
  isBroughtAlong(name, state) {
    const { chooser } = SETTINGS[this.localName].varies ?? {};
    return state[chooser] !== this.state[chooser] && name in this.ownDomains(state);
  }

  // Take parameters from the reader's hands, and tell the host.
  update(change) {
    this.accept(change, "shown");
    this.dispatchEvent(new CustomEvent("gd-change"));
  }

  // The same for a change that is complete: the demo says the result.
  take(change) {
    this.update(change);
    this.sayAll();
  }

  show(state) {
    this.state = state;
    for (const [name, value] of Object.entries(state)) {
      if (this.getAttribute(name) !== String(value)) this.setAttribute(name, value);
    }
    this.compute(state);
    if (this.width) this.draw(state);
    for (const follower of this.followers) follower(state);
    this.judgeGoal();
  }

  // Show the goal that the page sets, if it sets one; a goal that is reached stays so until it is changed.
  judgeGoal() {
    const goal = this.getAttribute("goal");
    this.goal.hidden = !goal;
    if (!goal) return;
    const measures = this.measures();
    const [words, conditions] = parts(goal);
    const isReached = conditions.every(({ name, test }) => test(measures[name]));
    if (isReached && this.reached !== goal) {
      this.reached = goal;
      this.say("You have reached the goal.");
    }
    this.goal.classList.toggle("reached", this.reached === goal);
    this.goal.textContent = this.reached === goal ? `Goal reached: ${words}.` : `Goal: ${words}.`;
  }

  // Have a function called with the state whenever it has changed.
  follow(follower) {
    this.followers.push(follower);
  }

  // What `make` returns, made anew only when one of the causes has changed. Each such thing has a name.
  once(name, causes, make) {
    return this.memo.once(name, causes, make);
  }

  givenAttributes() {
    const names = Object.keys(this.parameters).filter((name) => this.hasAttribute(name));
    return Object.fromEntries(names.map((name) => [name, this.getAttribute(name)]));
  }

  // The row of the plots, which resize with it.
  plots(...plots) {
    const row = html("div", { class: "plots" }, ...plots.map((plot) => plot.root));
    new ResizeObserver(() => this.fit()).observe(row);
    this.row = row;
    return row;
  }

  // Draw the plots at the width of their row, if it is not what it was.
  fit() {
    if (this.measure()) this.show(this.state);
  }

  measure() {
    // Whole pixels, rounded down: plots that are a hair wider than their row would wrap. They are the demo's
    // own pixels, which a slide enlarges.
    const width = this.row && Math.floor(Number.parseFloat(getComputedStyle(this.row).width));
    if (!width || width === this.width) return false;
    this.setWidth(width);
    return true;
  }

  setWidth(width) {
    this.width = width;
    this.resize(width);
  }

  // ---- playing: one step every `stepTime`, and between two steps whatever `animate` shows ----
  stepTime = 420; // milliseconds; if it is shorter than a frame, several steps are taken per frame
  animate(_share) {}

  get lastStep() {
    return this.parameters.steps.max;
  }

  goTo(steps) {
    this.pause();
    this.take({ steps: Math.min(steps, this.parameters.steps.max) });
  }

  play() {
    if (this.state.steps >= this.lastStep) this.update({ steps: 0 });
    this.playing = true;
    this.show(this.state);
    let began = performance.now();
    const frame = (now) => {
      if (!this.playing) return;
      const due = Math.floor((now - began) / this.stepTime);
      if (due > 0) {
        began += due * this.stepTime;
        this.update({ steps: Math.min(this.state.steps + due, this.lastStep) });
        if (this.state.steps === this.lastStep) return this.pause();
      } else if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
        this.animate((now - began) / this.stepTime);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.show(this.state);
    this.sayAll();
  }

  // ---- links: #gd-learning-rate?lr=0.5&steps=3; the second on a page is gd-learning-rate-2 ----
  get linkName() {
    const place = [...document.querySelectorAll(this.localName)].indexOf(this);
    return this.id || this.localName + (place > 0 ? `-${place + 1}` : "");
  }

  readLink() {
    const [name, query] = location.hash.slice(1).split("?");
    if (name !== this.linkName) return;
    this.accept(Object.fromEntries(new URLSearchParams(query)));
    const arrive = () => this.scrollIntoView({ block: "start" });
    document.readyState === "complete" ? arrive() : window.addEventListener("load", arrive, { once: true });
    if (!this.notice.hidden) this.say(this.notice.textContent);
  }

  // Put the state into the address bar and, where the browser allows, on the clipboard.
  async copyLink() {
    history.replaceState(null, "", `#${this.linkName}?${new URLSearchParams(this.state)}`);
    try {
      await navigator.clipboard.writeText(location.href);
      return "Link copied";
    } catch {
      return "Link is in the address bar";
    }
  }

  // ---- speech ----
  say(text) {
    this.status.textContent = text;
  }

  sayAll() {
    this.say(`${this.notice.textContent} ${this.describe()}`.trim());
  }
}

export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Two notebook cells may load this script twice on one page; the first stays.
export function define(name, kind) {
  kind.observedAttributes = Object.keys(SETTINGS[name]?.parameters ?? {});
  if (!customElements.get(name)) customElements.define(name, kind);
}

// The words of a goal, "arrive in 30 steps: loss <= 0.01, steps <= 30", and its conditions: the name of a
// measure, and whether a value meets it. Without words of its own it is told by its conditions.
function parts(goal) {
  const [, words, tests] = goal.match(/^(?:(.*): )?(.*)$/);
  const conditions = tests.split(",").map((condition) => {
    const [, name, sign, limit] = condition.trim().match(/^(\w+) (<=|>=|<|>) (\S+)$/) ?? [];
    const test = {
      "<=": (value) => value <= limit,
      ">=": (value) => value >= limit,
      "<": (value) => value < limit,
      ">": (value) => value > limit,
    }[sign];
    return { name, test: test ?? (() => false) };
  });
  return [words ?? tests.replaceAll("<=", "≤").replaceAll(">=", "≥").replaceAll("_", " "), conditions];
}

// The value that a text (or a value) stands for; undefined if it is outside the domain.
function parse(text, { choices, subset, pattern, formula: variables, min, max, whole }, readFormula) {
  text = String(text).trim();
  if (variables) return refusal(text, variables, readFormula) ? undefined : text;
  if (pattern !== undefined) return new RegExp(`^${pattern}$`).test(text) ? text : undefined;
  if (choices) return choices.find((choice) => String(choice) === text);
  if (subset) return text.split(/\s+/).every((word) => !word || subset.includes(word)) ? text : undefined;
  const value = text === "" ? NaN : Number(text);
  return value >= min && value <= max && !(whole && value % 1) ? value : undefined;
}

// Why a text is no formula in these variables; nothing if it is one.
function refusal(text, variables, readFormula) {
  try {
    readFormula(text, variables);
    return "";
  } catch (error) {
    return error.message;
  }
}

function described({ choices, subset, means, formula: variables, min, max, whole }, text, readFormula) {
  if (variables) return `a formula (${refusal(text, variables, readFormula)})`;
  if (means) return means;
  if (choices) return `one of ${choices.join(", ")}`;
  if (subset) return `some of ${subset.join(", ")}`;
  return `a ${whole ? "whole " : ""}number from ${min} to ${max}`;
}

// One style sheet for all demos of a page.
let sharedSheet;
export function sheet() {
  if (!sharedSheet) {
    sharedSheet = new CSSStyleSheet();
    sharedSheet.replaceSync(STYLE);
  }
  return sharedSheet;
}
