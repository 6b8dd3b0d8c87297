// <gd-drill>: loss curves without end; name the cause of each. A cause that was missed comes again, a few
// curves later and then later again, until it is sure: named twice in a row, on different curves.

import { lossCurve } from "../engine/curves.js";
import { RandomState } from "../engine/random.js";
import { button, buttons, table } from "../kit/controls.js";
import { drawn, number, Plot, path, svg } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";

const SOON = 4; // so many curves after a cause was missed, it comes again
const LATER = 8; // and so many after it was then named once
const SURE = 2; // right answers in a row
const BEST = { stroke: "currentColor", "stroke-dasharray": "2 4" };
const START = "Name the cause, by a press or by its number. The key n brings the next curve.";
const QUESTIONS = [
  "Does it go up and down: from step to step, in waves, or without a pattern?",
  "Where does it end: at the best loss, or far above it?",
  "Does it still sink there, or has it come to rest?",
  "And which causes are possible at all with these settings?",
];

class Drill extends Demo {
  title = "what ails this loss curve?";
  plot = new Plot();
  causes = SETTINGS["gd-drill"].causes;
  names = Object.keys(this.causes);

  // ---- the visible elements, made once ----
  build() {
    this.plot.root.setAttribute("role", "img");
    Object.assign(this.plot.margin, { left: 44, right: 66 });
    readout(this, this.plot, "the loss", "step", () => [
      { name: "loss", points: this.curve.losses.map((loss, t) => [t, loss]) },
    ]);
    this.knownText = html("p", { class: "known" });
    this.answers = this.names.map((name, i) => {
      const answer = button(name, () => this.choose(name));
      answer.prepend(html("kbd", {}, i + 1));
      return answer;
    });
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span");
    this.place = html("div", { class: "place" });
    this.scoreText = html("p", { class: "score" });
    this.sureRow = html("p", { class: "caption sure", role: "img" });
    this.root.tabIndex = -1; // after a click anywhere in it, it gets the keys
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    this.follow((state) => this.showWords(state));
    return [
      this.plots(this.plot),
      this.knownText,
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      html("div", { class: "answers", role: "group", "aria-label": "causes" }, ...this.answers),
      buttons(
        this,
        button("Next curve", () => this.next()),
        button("Clear score", () => this.clear()),
      ),
      this.scoreText,
      this.sureRow,
      this.place,
      table(this, () => [["step t", "loss"], ...this.curve.losses.map((loss, t) => [t, loss])]),
      takeAlong(this),
    ];
  }

  resize(width) {
    this.plot.resize(width, width > 480 ? 260 : 230);
  }

  // ---- what the reader does ----
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") this.next();
    else if (this.names[event.key - 1]) this.choose(this.names[event.key - 1]);
    else return;
    event.preventDefault();
  }

  // The first answer to a curve counts; after it, the reader may look at the others.
  choose(answer) {
    if (this.state.answer === "none") this.count(answer === this.curve.cause);
    this.take({ answer });
  }

  next() {
    this.take({ seed: this.nextSeed(), answer: "none" });
  }

  // ---- what comes next ----
  // It depends on nothing but the curve that is shown and what the browser keeps. If a missed cause is due,
  // it comes. Otherwise one comes that is not waiting, and a sure one a third as often as another.
  nextSeed() {
    const { asked, causes } = readScore();
    const rng = new RandomState((this.state.seed + 7919 * asked) % 2 ** 32);
    const waiting = this.names.filter((name) => causes[name]?.due);
    waiting.sort((one, other) => causes[one].due - causes[other].due);
    const [first] = waiting;
    const isDue = first && (causes[first].due <= asked + 1 || waiting.length === this.names.length);
    const mayCome = (cause) => {
      if (isDue) return cause === first;
      if (waiting.includes(cause)) return false;
      return !isSure(causes[cause]) || rng.random() < 1 / 3;
    };
    for (;;) {
      const seed = Math.floor(rng.random() * (this.parameters.seed.max + 1));
      if (mayCome(this.causeOf(new RandomState(seed)))) return seed;
    }
  }

  causeOf(rng) {
    return this.names[Math.floor(this.names.length * rng.random())];
  }

  // ---- the score, kept only in this browser, if it allows that ----
  // Of each cause it has `row`, the right answers in a row, to different curves; `due`, the number of the
  // curve at which it comes again, if it was missed; and `seed`, its last curve.
  count(right) {
    const { asked, correct, streak, causes } = readScore();
    const { cause } = this.curve;
    const { seed } = this.state;
    const { row = 0, due, seed: last } = causes[cause] ?? {};
    const kept = { row: right ? row + (seed !== last) : 0, seed };
    if (!right) kept.due = asked + 1 + SOON;
    else if (due && !isSure(kept)) kept.due = asked + 1 + LATER;
    writeScore({
      asked: asked + 1,
      correct: correct + right,
      streak: right ? streak + 1 : 0,
      causes: { ...causes, [cause]: kept },
    });
  }

  clear() {
    writeScore(NO_SCORE);
    this.reached = null; // a goal begins anew
    this.show(this.state);
    this.say(this.scoreText.textContent);
  }

  showScore() {
    const { asked, correct, streak, causes } = readScore();
    this.scoreText.textContent = asked
      ? `${correct} of ${asked} right, ${streak} in a row.`
      : "No answers yet.";
    const mark = (name) => {
      const { row, due } = causes[name] ?? {};
      return isSure(causes[name]) ? "●" : due ? "↻" : row ? "◐" : "○";
    };
    const { sure } = this.measures();
    this.sureRow.setAttribute("aria-label", this.describeSure());
    this.sureRow.replaceChildren(
      html("span", {}, `Sure of ${sure} of ${this.names.length}:`),
      ...this.names.map((name) => html("span", {}, html("span", { class: "how" }, mark(name)), name)),
    );
  }

  describeSure() {
    const { causes } = readScore();
    const sure = this.names.filter((name) => isSure(causes[name]));
    const again = this.names.filter((name) => causes[name]?.due);
    const words = sure.length ? `Sure of ${sure.join(", ")}.` : "Sure of no cause yet.";
    return again.length ? `${words} To come again: ${again.join(", ")}.` : words;
  }

  measures() {
    const { asked, correct, streak, causes } = readScore();
    const { losses } = this.curve;
    const sure = this.names.filter((name) => isSure(causes[name])).length;
    return {
      steps: losses.length - 1,
      loss: losses.at(-1),
      asked,
      right: correct,
      right_in_a_row: streak,
      sure,
    };
  }

  // ---- the numbers and the picture of a state ----
  compute({ seed }) {
    const rng = new RandomState(seed);
    this.curve = lossCurve(this.causeOf(rng), rng);
    const { losses } = this.curve;
    this.plot.setRanges([0, losses.length - 1], [0, 1.05 * Math.max(...losses)]);
  }

  draw({ seed }) {
    const { plot, curve } = this;
    plot.setBack(() => [plot.axes("step t", "loss")], seed);
    plot.front.replaceChildren(
      ...drawn(plot, [{ label: "best loss", points: plot.x.map((t) => [t, curve.best]), stroke: BEST }]),
      svg("path", { class: "losses", d: path(curve.losses.map((loss, t) => plot.point([t, loss]))) }),
    );
    plot.root.setAttribute("aria-label", this.describeCurve());
  }

  showWords({ answer }) {
    const { curve } = this;
    this.root.dataset.mood = answer === "none" ? "still" : answer === curve.cause ? "calm" : "unstable";
    this.knownText.textContent = `Known: ${curve.caption}.`;
    this.answers.forEach((button, i) => {
      const isRight = this.names[i] === curve.cause;
      const isChosen = this.names[i] === answer;
      button.dataset.mark = answer === "none" ? "" : isRight ? "✓" : isChosen ? "✗" : "";
      button.setAttribute("aria-pressed", isChosen);
    });
    this.verdictText.textContent = this.verdict();
    const [why, ...more] = this.explain();
    this.whyText.textContent = why;
    this.place.replaceChildren(...more.map((words) => html("p", {}, words)));
    this.showScore();
  }

  verdict() {
    const { answer } = this.state;
    const { cause } = this.curve;
    if (answer === "none") return "What ails it?";
    return answer === cause ? `Right: ${cause}` : `No, it is: ${cause}`;
  }

  // Why it is this cause, what to change, and how the cause that the reader named differs, or one that might
  // have been; before an answer, what to look at.
  explain() {
    const { answer, seed } = this.state;
    const { cause } = this.curve;
    if (answer === "none") return [START, ...QUESTIONS];
    const { sign, change } = this.causes[cause];
    const pairs = SETTINGS["gd-drill"].differences.filter((pair) => pair.slice(0, 2).includes(cause));
    if (answer === cause) {
      const [one, other, difference] = pairs[seed % pairs.length];
      return [sign, change, `Not to be mistaken for ${cause === one ? other : one}: ${difference}`];
    }
    const other = this.causes[answer].sign;
    const difference =
      pairs.find((pair) => pair.slice(0, 2).includes(answer))?.[2] ??
      `Its signs are different: ${other[0].toLowerCase()}${other.slice(1)}`;
    return [sign, change, `Why not ${answer}? ${difference}`];
  }

  describeCurve() {
    const { losses, best, caption } = this.curve;
    const up = losses.filter((loss, t) => loss > losses[t - 1]).length / (losses.length - 1);
    const at = (share) => number(losses[Math.floor(share * (losses.length - 1))]);
    return (
      `Loss over ${losses.length - 1} steps: ${at(0)} at first, ${at(0.1)} after a tenth, ` +
      `${at(0.5)} in the middle, ${at(0.75)} after three quarters, ${at(1)} at the end; ` +
      `best loss known ${number(best)}. ` +
      `It goes up in ${Math.round(100 * up)} % of the steps. Known: ${caption}.`
    );
  }

  describe() {
    if (this.state.answer === "none") return `${this.verdict()} ${this.describeCurve()}`;
    return `${this.verdict()} ${this.explain().join(" ")} ${this.describeSure()}`;
  }
}

function isSure(kept) {
  return kept?.row >= SURE;
}

const NO_SCORE = { asked: 0, correct: 0, streak: 0, causes: {} };
let scoreOfPage = NO_SCORE; // used if the browser keeps nothing

// Older versions have kept nothing about causes.
function readScore() {
  try {
    const score = { ...NO_SCORE, ...JSON.parse(localStorage.getItem("gd-drill")) };
    return { ...score, causes: Object(score.causes) };
  } catch {
    return scoreOfPage;
  }
}

function writeScore(score) {
  scoreOfPage = score;
  try {
    localStorage.setItem("gd-drill", JSON.stringify(score));
  } catch {}
}

define("gd-drill", Drill);
