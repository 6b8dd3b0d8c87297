// <gd-drill>: loss curves without end; name the cause of each.

import { lossCurve } from "../engine/curves.js";
import { RandomState } from "../engine/random.js";
import { button, buttons, table } from "../kit/controls.js";
import { number, Plot, path, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";

class Drill extends Demo {
  title = "what ails this loss curve?";
  wordsHeight = { wide: "11em", narrow: "19em" };
  plot = new Plot();
  causes = SETTINGS["gd-drill"].causes;
  names = Object.keys(this.causes);

  // ---- the visible elements, made once ----
  build() {
    this.plot.root.setAttribute("role", "img");
    this.plot.margin.left = 44;
    this.knownText = html("p", { class: "known" });
    this.answers = this.names.map((name, i) => {
      const answer = button(name, () => this.choose(name));
      answer.prepend(html("kbd", {}, i + 1));
      return answer;
    });
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span");
    this.changeText = html("p");
    this.otherText = html("p");
    this.scoreText = html("p", { class: "score" });
    this.root.tabIndex = -1; // after a click anywhere in it, it gets the keys
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    this.follow((state) => this.showWords(state));
    return [
      this.plots(this.plot),
      this.knownText,
      html("div", { class: "answers", role: "group", "aria-label": "causes" }, ...this.answers),
      buttons(
        this,
        button("Next curve", () => this.next()),
        button("Clear score", () => this.clear()),
      ),
      this.scoreText,
      html(
        "div",
        { class: "reading" },
        html("p", {}, this.verdictText, " ", this.whyText),
        this.changeText,
        this.otherText,
      ),
      table(this, () => [["step t", "loss"], ...this.curve.losses.map((loss, t) => [t, loss])]),
    ];
  }

  resize(width) {
    this.plot.resize(width, width > 480 ? 280 : 230);
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
    this.take({ seed: Math.floor(Math.random() * (this.parameters.seed.max + 1)), answer: "none" });
  }

  // ---- the score, kept only in this browser, if it allows that ----
  count(right) {
    const { asked, correct, streak } = readScore();
    writeScore({ asked: asked + 1, correct: correct + right, streak: right ? streak + 1 : 0 });
  }

  clear() {
    writeScore(NO_SCORE);
    this.showScore();
    this.say(this.scoreText.textContent);
  }

  showScore() {
    const { asked, correct, streak } = readScore();
    this.scoreText.textContent = asked
      ? `${correct} of ${asked} right, ${streak} in a row.`
      : "No answers yet.";
  }

  // ---- the numbers and the picture of a state ----
  compute({ seed }) {
    const rng = new RandomState(seed);
    this.curve = lossCurve(this.names[Math.floor(this.names.length * rng.random())], rng);
    const { losses } = this.curve;
    this.plot.setRanges([0, losses.length - 1], [0, 1.05 * Math.max(...losses)]);
  }

  draw({ seed }) {
    const { plot, curve } = this;
    const best = plot.up(curve.best);
    const [from, to] = plot.x.map((t) => plot.across(t));
    plot.setBack(() => [plot.axes("step t", "loss")], seed);
    plot.front.replaceChildren(
      svg("path", { class: "level", d: `M${from} ${best}H${to}` }),
      text(to, 14, "dotted: best loss known", "end"),
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
    const [
      why = "Name the cause, by a press or by its number. The key n brings the next curve.",
      change = "",
      other = "",
    ] = this.explain();
    this.whyText.textContent = why;
    this.changeText.textContent = change;
    this.otherText.textContent = other;
    this.showScore();
  }

  verdict() {
    const { answer } = this.state;
    const { cause } = this.curve;
    if (answer === "none") return "What ails it?";
    return answer === cause ? `Right: ${cause}` : `No, it is: ${cause}`;
  }

  // Why it is this cause, what to change, and how the cause that the reader named differs.
  explain() {
    const { answer } = this.state;
    const { cause } = this.curve;
    if (answer === "none") return [];
    const { sign, change } = this.causes[cause];
    if (answer === cause) return [sign, change];
    const pair = ({ 0: one, 1: other }) => [cause, answer].includes(one) && [cause, answer].includes(other);
    const other = this.causes[answer].sign;
    const difference =
      SETTINGS["gd-drill"].differences.find(pair)?.[2] ??
      `Its signs are others: ${other[0].toLowerCase()}${other.slice(1)}`;
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
    const answered = this.state.answer === "none" ? this.describeCurve() : this.explain().join(" ");
    return `${this.verdict()} ${answered}`;
  }
}

const NO_SCORE = { asked: 0, correct: 0, streak: 0 };
let scoreOfPage = NO_SCORE; // used if the browser keeps nothing

function readScore() {
  try {
    return { ...NO_SCORE, ...JSON.parse(localStorage.getItem("gd-drill")) };
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
