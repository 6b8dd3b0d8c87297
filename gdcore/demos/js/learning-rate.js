// <gd-learning-rate>: one function of one parameter, a ball, and the rate that decides what it does.

import { objectives, rules, run } from "./engine.js";
import { Plot, dots, hop, number, path, shortNumber, svg, text } from "./draw.js";
import { Demo, define, html } from "./element.js";
import { buttons, choices, handle, slider, table } from "./controls.js";

const PLAY_STEPS = 20; // as many as Play walks at least, and the scale on which "slow" is slow

class LearningRate extends Demo {
  title = "the learning rate";
  functions = SETTINGS["gd-learning-rate"].functions;
  landscape = new Plot();
  losses = new Plot();
  lastStep = PLAY_STEPS;

  domain(name, state) {
    return name === "start" ? this.functions[state.objective].start : super.domain(name, state);
  }

  // ---- what is seen, once ----
  build() {
    const labels = Object.fromEntries(Object.entries(this.functions).map(([name, { label }]) => [name, label]));
    const plots = this.plots(this.landscape, this.losses);
    this.losses.root.setAttribute("role", "img");
    handle(this, this.landscape, "start of the ball", {
      x: "start",
      at: ({ start }) => [start, this.f.value([start])],
      text: ({ start }) => `w = ${shortNumber(start)}`,
    });
    this.ball = svg("circle", { class: "ball", r: 8 });
    this.landscape.root.append(this.ball);
    this.rate = slider(this, "lr", "learning rate η", { text: (lr) => `${shortNumber(lr)}, ${this.verdict.words}` });
    this.rate.classList.add("map");
    this.marks = [1, 2].map((k) => html("span", { class: "mark", "aria-hidden": "true" }, `${k}/λ`));
    this.rate.querySelector(".track").append(...this.marks);
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span", { class: "why" });
    this.placeText = html("p", { class: "place" });
    return [
      choices(this, "objective", "f(w) =", labels),
      plots,
      this.rate,
      buttons(this),
      html("div", { class: "reading" }, html("p", {}, this.verdictText, " ", this.whyText), this.placeText),
      table(this, () => [["step t", "w", "loss"], ...this.trace.loss.slice(0, -1).map((_, t) => [t, ...this.at(t)])]),
    ];
  }

  // Side by side, the two share their vertical scale: the loss is the height of the ball.
  resize(width) {
    const isWide = width > 480;
    this.landscape.resize(isWide ? 0.6 * width : width, isWide ? 320 : 260);
    this.losses.resize(isWide ? 0.4 * width : width, isWide ? 320 : 170);
  }

  // ---- the numbers of a state ----
  compute({ objective, lr, start, steps }) {
    const { kind, options, w, loss } = this.functions[objective];
    this.f = objectives[kind](options);
    this.landscape.setRanges(w, loss);
    this.lastStep = Math.max(this.lastStep, steps);
    this.losses.setRanges([0, this.lastStep], loss);
    // One step more than is shown: Play moves the ball along it.
    this.trace = run(this.f, [start], rules.GradientDescent(), lr, steps + 1);
    this.verdict = judge(this.functions[objective], this.f, start, lr);
    this.lost = this.trace.w.findIndex((_, t) => t <= steps && !this.inPicture(t));
  }

  // Point t on the graph.
  at(t) {
    return [this.trace.w[t][0], this.trace.loss[t]];
  }

  inPicture(t) {
    return this.landscape.contains(this.at(t));
  }

  // ---- the picture of a state ----
  draw({ objective, steps }) {
    const { landscape, losses, verdict } = this;
    landscape.setBack(() => [landscape.axes("parameter w", "loss"), landscape.graph((w) => this.f.value([w]))], objective);
    losses.setBack(() => [losses.axes("step t", "loss")], objective, this.lastStep);
    this.root.dataset.mood = verdict.mood;
    this.marks.forEach((mark, i) => {
      const place = (i + 1) / this.functions[objective].curvature / this.parameters.lr.max;
      this.rate.style.setProperty(["--one", "--two"][i], place);
    });
    this.drawTrail(steps);
    this.drawLosses(steps);
    this.placeBall(0);
    this.verdictText.textContent = verdict.words;
    this.whyText.textContent = verdict.why;
    this.placeText.textContent = this.describePlace();
  }

  drawTrail(steps) {
    const last = this.lost < 0 ? steps : this.lost;
    const place = (t) => this.landscape.point(this.at(t));
    const jumps = [], points = [], numbers = [];
    const numbered = [];
    for (let t = 0; t <= last; t++) {
      const [x, y] = place(t);
      const age = { opacity: (0.65 + (0.35 * t) / Math.max(1, last)).toFixed(2) };
      if (t < last) jumps.push(svg("path", { d: hop([x, y], place(t + 1)).path, ...age }));
      if (t === this.lost) break;
      points.push(svg("circle", { cx: x, cy: y, r: 4, ...age }));
      if (numbered.every(([x_n, y_n]) => Math.hypot(x - x_n, y - y_n) > 18)) {
        numbers.push(text(x, y + 21, t));
        numbered.push([x, y]);
      }
    }
    this.landscape.front.replaceChildren(
      this.level(this.landscape, this.trace.w[steps][0], this.landscape.x[1]),
      this.landscape.inside(svg("g", { class: "jumps" }, ...jumps)),
      svg("g", { class: "trail" }, ...points),
      svg("g", { class: "numbers", "aria-hidden": "true" }, ...numbers),
      ...this.farewell());
  }

  // Where the ball left the picture: an arrow at the edge, and words.
  farewell() {
    if (this.lost < 0) return [];
    const { x, y } = this.landscape;
    const [w, loss] = this.at(this.lost);
    const [left, top] = this.landscape.point([Math.min(x[1], Math.max(x[0], w)), Math.min(y[1], loss)]);
    const turn = w < x[0] ? 180 : w > x[1] ? 0 : -90;
    const words = `left the picture at step ${this.lost} (w = ${number(w)})`;
    return [
      svg("path", { class: "leaving", d: "M-7 -7L7 0L-7 7Z", transform: `translate(${left} ${top}) rotate(${turn})` }),
      text(this.landscape.across(x[1]), 14, words, "end"),
    ];
  }

  drawLosses(steps) {
    const { losses: plot, trace } = this;
    const end = this.lost < 0 ? steps : this.lost;
    const points = trace.loss.slice(0, end + 1).map((loss, t) => plot.point([t, loss]));
    plot.front.replaceChildren(
      this.level(plot, 0, steps),
      plot.inside(svg("path", { class: "losses", d: path(points) })),
      svg("path", { class: "dots", d: dots(points.filter((_, t) => this.inPicture(t))) }));
    plot.root.setAttribute("aria-label", `Loss after each of ${steps} steps: from ${number(trace.loss[0])} to ${number(trace.loss[steps])}.`);
  }

  // From the ball across both plots to its loss: a line at its height.
  level(plot, from, to) {
    if (this.lost >= 0) return "";
    const y = plot.up(this.trace.loss[this.state.steps]);
    return svg("path", { class: "level", d: `M${plot.across(from)} ${y}H${plot.across(to)}` });
  }

  // The ball flies for most of a step's time, then rests.
  animate(share) {
    this.placeBall(Math.min(1, 1.4 * share));
  }

  // The ball, a share of the way along its next jump.
  placeBall(share) {
    const { steps } = this.state;
    const gone = this.lost >= 0;
    this.ball.style.display = gone ? "none" : "";
    if (gone) return;
    const [from, to] = [steps, steps + 1].map((t) => this.landscape.point(this.at(t)));
    this.ball.setAttribute("transform", `translate(${hop(from, to).at(share)})`);
  }

  describePlace() {
    const { steps } = this.state;
    const here = `Step ${steps}: w = ${number(this.trace.w[steps][0])}, loss = ${number(this.trace.loss[steps])}`;
    return this.lost < 0 ? `${here}.` : `${here}; it left the picture at step ${this.lost}.`;
  }

  describe() {
    return `${this.describePlace()} Verdict: ${this.verdict.words}. ${this.verdict.why}`;
  }
}

// ---- the verdict ---------------------------------------------------------------------

// What the rate does: {words, why, mood}. On a quadratic ηλ decides all of it; in the double
// well ηλ decides near the bottom of a well, and the start decides which well, if any.
function judge({ curvature, wells }, f, start, lr) {
  const product = round(lr * curvature);
  const factor = `1\u00a0−\u00a0ηλ\u00a0=\u00a0${shortNumber(round(1 - product))}`;
  const why = `ηλ = ${shortNumber(product)}: each step multiplies the error by ${factor}.`;
  if (lr === 0) return { words: "stands still", why, mood: "still" };
  if (f.grad([start])[0] === 0) return { words: "stands still", why: "The slope at the start is zero.", mood: "still" };
  if (!wells) return { ...judgeProduct(product), why };
  return { ...judgeJourney(f, start, lr, product), why: `Near the bottom of a well λ = ${curvature} and ${why}` };
}

function judgeProduct(product) {
  if (product < 1) {
    const slow = (1 - product) ** PLAY_STEPS > 0.01; // more than 1 % of the error is left
    return { words: slow ? "slow, from one side" : "fast, from one side", mood: "calm" };
  }
  if (product === 1) return { words: "lands in one step", mood: "calm" };
  if (product < 2) return { words: "oscillates and settles", mood: "swinging" };
  if (product === 2) return { words: "two-cycle for ever", mood: "unstable" };
  return { words: "diverges", mood: "unstable" };
}

// Up to ηλ = 2 every run that does not escape ends in a well, at most more slowly than the
// 400 steps looked at; beyond, the bottoms repel and what remains is a cycle or chaos.
function judgeJourney(f, start, lr, product) {
  const w = run(f, [start], rules.GradientDescent(), lr, 400).w.map(([w]) => w);
  const late = w.slice(-100);
  const last = late.at(-1);
  if (!(Math.abs(last) < 10)) return { words: "escapes: each step is larger", mood: "unstable" };
  if (last === 0) return { words: "stops on the hilltop", mood: "still" };
  const well = last < 0 ? "left" : "right";
  if (product <= 2) return { words: `settles in the ${well} well`, mood: product <= 1 ? "calm" : "swinging" };
  const where = late.some((w) => w < 0) && late.some((w) => w > 0) ? "between the wells" : `in the ${well} well`;
  const cycle = Math.abs(last - late.at(-3)) < 1e-3;
  return { words: cycle ? `two-cycle ${where}` : `wanders ${where}`, mood: "unstable" };
}

// 2 × 0.35 is 0.7, not 0.7000000000000001.
function round(number) {
  return +number.toFixed(10);
}

define("gd-learning-rate", LearningRate);
