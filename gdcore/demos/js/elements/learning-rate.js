// <gd-learning-rate>: one function of one parameter, a ball, and the rate that decides what it does.

import { objectives, rules, run } from "../engine/engine.js";
import { formula } from "../engine/formula.js";
import { buttons, choices, formulaField, handle, labelsOf, slider, table, toggle } from "../kit/controls.js";
import { dots, hop, number, Plot, path, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";
import { listenButton, side } from "../kit/sound.js";

const PLAY_STEPS = 20; // Play takes at least these, and the verdict calls a run slow or fast by them
const LOG_RANGE = [1e-10, 1e4];

class LearningRate extends Demo {
  title = "the learning rate";
  functions = SETTINGS["gd-learning-rate"].functions;
  readFormula = formula;
  landscape = new Plot();
  losses = new Plot();
  lastStep = PLAY_STEPS;
  wordsHeight = { wide: "3.2em", narrow: "6.2em" };

  // ---- the visible elements, made once ----
  build() {
    const plots = this.plots(this.landscape, this.losses);
    this.losses.root.setAttribute("role", "img");
    handle(this, this.landscape, "start of the ball", {
      x: "start",
      at: ({ start }) => [start, this.f.value([start])],
      text: ({ start }) => `w = ${shortNumber(start)}`,
    });
    this.discs = ["ball other", "ball"].map((name) => svg("circle", { class: name, r: 8 }));
    this.landscape.root.append(...this.discs);
    this.discs.reverse(); // the first lies on top
    readout(this, this.losses, "the loss", "step", () =>
      this.balls.map(({ points }, i) => ({
        name: i ? "second loss" : "loss",
        points: points.slice(0, this.state.steps + 1).map(([, loss], t) => [t, loss]),
      })),
    );
    const rates = [
      this.rateSlider("lr", "learning rate η", 0),
      this.rateSlider("other_lr", "second rate η₂", 1),
    ];
    rates[1].classList.add("other");
    this.follow(({ compare }) => (rates[1].hidden = !compare));
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span", { class: "why" });
    this.placeText = html("p", { class: "place" });
    const own = formulaField(this, "formula", "f(w) =");
    this.follow(({ objective }) => (own.hidden = objective !== "own"));
    return [
      choices(this, "objective", "f(w) =", labelsOf(this.functions)),
      own,
      plots,
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      ...rates,
      buttons(
        this,
        toggle(this, "log", "log axis"),
        toggle(this, "compare", "second ball"),
        listenButton(this),
      ),
      this.placeText,
      table(this, () => this.values()),
      takeAlong(this),
    ];
  }

  rateSlider(name, label, i) {
    const rate = slider(this, name, label, {
      text: (lr) => `${shortNumber(lr)}, ${this.balls[i]?.verdict.words}`,
    });
    rate.classList.add("map");
    rate
      .querySelector(".track")
      .append(...[1, 2].map((k) => html("span", { class: "mark", "aria-hidden": "true" }, `${k}/λ`)));
    return rate;
  }

  // Side by side, the two plots share their vertical scale: the loss is the height of the ball.
  resize(width) {
    const isWide = width > 480;
    this.landscape.resize(isWide ? 0.6 * width : width, isWide ? 320 : 260);
    this.losses.resize(isWide ? 0.4 * width : width, isWide ? 320 : 170);
  }

  // ---- the numbers of a state ----
  compute({ objective, formula: text, lr, start, steps, log, compare, other_lr }) {
    const { kind, options, ...known } = this.functions[objective];
    this.f = objective === "own" ? formula(text, ["w"]) : objectives[kind](options);
    const { w, loss, curvature, floor } =
      objective === "own" ? surveyed(this.f, known.w) : { ...known, floor: 0 };
    Object.assign(this, { curvature, floor });
    this.landscape.setRanges(w, loss);
    this.lastStep = Math.max(this.lastStep, steps);
    this.losses.margin.left = log ? 46 : 34;
    this.losses.setRanges([0, this.lastStep], log ? LOG_RANGE : loss, log);
    this.balls = (compare ? [lr, other_lr] : [lr]).map((rate) => {
      // One step more than is shown: Play moves the ball along it.
      const trace = run(this.f, [start], rules.GradientDescent(), rate, steps + 1);
      const points = trace.w.map(([w], t) => [w, trace.loss[t]]);
      const lost = points.findIndex((point, t) => t <= steps && !this.landscape.contains(point));
      const verdict =
        objective === "own"
          ? judgeOwn(this.f, start, rate, curvature)
          : judge(this.functions[objective], this.f, start, rate);
      return { points, lost, verdict };
    });
  }

  // The factor is that of the error in a step, where the function is lowest.
  measures() {
    const { steps, lr } = this.state;
    const [w, loss] = this.balls[0].points[steps];
    return { steps, loss, factor: round(1 - lr * this.curvature), side: side(w, this.landscape.x) };
  }

  values() {
    const heads = ["w", "loss", "w, second", "loss, second"];
    const steps = Array.from({ length: this.state.steps + 1 }, (_, t) => [
      t,
      ...this.balls.flatMap(({ points }) => points[t]),
    ]);
    return [["step t", ...heads.slice(0, 2 * this.balls.length)], ...steps];
  }

  // ---- the picture of a state ----
  draw({ objective, steps, log }) {
    const { landscape, losses, balls } = this;
    const causes = [objective, this.state.formula];
    landscape.setBack(
      () => [landscape.axes("parameter w", "loss"), landscape.graph((w) => this.f.value([w]))],
      ...causes,
    );
    const lossName = log && this.floor ? "loss above the lowest" : "loss";
    losses.setBack(() => [losses.axes("step t", lossName)], ...causes, this.lastStep, log);
    this.root.dataset.mood = balls[0].verdict.mood;
    this.root.style.setProperty("--one", Math.min(1, 1 / this.curvature / this.parameters.lr.max));
    this.root.style.setProperty("--two", Math.min(1, 2 / this.curvature / this.parameters.lr.max));
    landscape.front.replaceChildren(
      this.level(landscape, balls[0].points[steps][0], landscape.x[1]),
      ...this.eachBall(this.trail),
    );
    losses.front.replaceChildren(this.level(losses, 0, steps), ...this.eachBall(this.lossLine));
    const [first, last] = [0, steps].map((t) => number(balls[0].points[t][1]));
    losses.root.setAttribute("aria-label", `Loss after each of ${steps} steps: from ${first} to ${last}.`);
    this.animate(0);
    this.verdictText.textContent = balls[0].verdict.words;
    this.whyText.textContent = balls[0].verdict.why;
    this.placeText.textContent = this.describePlace();
  }

  // A layer for each ball, the first on top.
  eachBall(draw) {
    return this.balls
      .map((ball, i) => svg("g", { class: i ? "other" : "" }, ...draw.call(this, ball, i)))
      .reverse();
  }

  trail({ points, lost }, i) {
    const last = lost < 0 ? this.state.steps : lost;
    const pixels = points.slice(0, last + 1).map((point) => this.landscape.point(point));
    const [jumps, marks, numbered] = [[], [], []];
    pixels.forEach(([x, y], t) => {
      const age = { opacity: (0.65 + (0.35 * t) / Math.max(1, last)).toFixed(2) };
      if (t < last) jumps.push(svg("path", { d: hop([x, y], pixels[t + 1]).path, ...age }));
      if (t === lost) return;
      marks.push(svg("circle", { cx: x, cy: y, r: 4, ...age }));
      if (numbered.every(([, x_n, y_n]) => Math.hypot(x - x_n, y - y_n) > 18)) numbered.push([t, x, y]);
    });
    return [
      this.landscape.inside(svg("g", { class: "jumps" }, ...jumps)),
      svg("g", { class: "trail" }, ...marks),
      svg(
        "g",
        { class: "numbers", "aria-hidden": "true" },
        ...numbered.filter(() => !i).map(([t, x, y]) => text(x, y + 21, t)),
      ),
      ...(lost < 0 ? [] : this.farewell(points[lost], lost, i)),
    ];
  }

  // An arrow at the edge where a ball has left the picture, and words.
  farewell([w, loss], step, i) {
    const { x, y } = this.landscape;
    const [left, top] = this.landscape.point([Math.min(x[1], Math.max(x[0], w)), Math.min(y[1], loss)]);
    const turn = w < x[0] ? 180 : w > x[1] ? 0 : -90;
    return [
      svg("path", {
        class: "leaving",
        d: "M-7 -7L7 0L-7 7Z",
        transform: `translate(${left} ${top}) rotate(${turn})`,
      }),
      text(
        this.landscape.across(x[1]) - 12,
        14 + 16 * i,
        `${i ? "second " : ""}left the picture at step ${step} (w = ${number(w)})`,
        "end",
      ),
    ];
  }

  // On a log axis the line goes on after the ball has left the landscape.
  lossLine({ points, lost }) {
    const { losses: plot } = this;
    const { steps, log } = this.state;
    const shown = points
      .slice(0, (lost < 0 || log ? steps : lost) + 1)
      .map(([, loss], t) => [t, log ? loss - this.floor : loss]);
    return [
      plot.inside(svg("path", { class: "losses", d: path(shown.map((point) => plot.point(point))) })),
      svg("path", {
        class: "dots",
        d: dots(shown.filter((point) => plot.contains(point)).map((point) => plot.point(point))),
      }),
    ];
  }

  // A line at the height of the ball, from it across both plots to its loss.
  level(plot, from, to) {
    const { points, lost } = this.balls[0];
    if (lost >= 0 || this.state.log) return "";
    const y = plot.up(points[this.state.steps][1]);
    return svg("path", { class: "level", d: `M${plot.across(from)} ${y}H${plot.across(to)}` });
  }

  // The balls at a share of the time to the next step: they fly for most of it, then rest.
  animate(share) {
    const { steps } = this.state;
    this.discs.forEach((disc, i) => {
      const { points, lost } = this.balls[i] ?? { lost: 0 };
      disc.style.display = lost < 0 ? "" : "none";
      if (lost >= 0) return;
      const [from, to] = [steps, steps + 1].map((t) => this.landscape.point(points[t]));
      disc.setAttribute("transform", `translate(${hop(from, to).at(Math.min(1, 1.4 * share))})`);
    });
  }

  describePlace() {
    return this.balls.map((ball, i) => this.describeBall(ball, i)).join(" ");
  }

  describeBall({ points, lost, verdict }, i) {
    const { steps } = this.state;
    const [w, loss] = points[steps].map((value) => number(value));
    const left = lost < 0 ? "" : `; it left the picture at step ${lost}`;
    const which = i ? `Second ball, ${verdict.words}` : `Step ${steps}`;
    return `${which}: w = ${w}, loss = ${loss}${left}.`;
  }

  describe() {
    const { words, why } = this.balls[0].verdict;
    return `${this.describePlace()} Verdict: ${words}. ${why}`;
  }
}

// ---- the verdict ---------------------------------------------------------------------

// What the rate does: {words, why, mood}. On a quadratic ηλ decides everything; in the double
// well it decides near the bottom of a well, and the start decides which well, if any.
function judge({ curvature, wells }, f, start, lr) {
  const product = round(lr * curvature);
  const factor = round(1 - product);
  const signed = unbroken(`1 − ηλ = ${shortNumber(factor)}`);
  const size = unbroken(`|1 − ηλ| = ${shortNumber(Math.abs(factor))}`);
  const effect = `each step multiplies the error by ${signed}, its size by ${size}`;
  const why = `ηλ = ${shortNumber(product)}: ${effect}.`;
  if (lr === 0) return { words: "stands still", why, mood: "still" };
  if (f.grad([start])[0] === 0)
    return { words: "stands still", why: "The slope at the start is zero.", mood: "still" };
  if (!wells) return { ...judgeProduct(product), why };
  return {
    ...judgeJourney(f, start, lr, product),
    why: `Near the bottom of a well λ = ${curvature} and ${why}`,
  };
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

// Up to ηλ = 2 every run that does not escape ends in a well, if perhaps not within the 400 steps
// that are tried; beyond, the bottoms repel, and what remains is a cycle or chaos.
function judgeJourney(f, start, lr, product) {
  const w = run(f, [start], rules.GradientDescent(), lr, 400).w.map(([w]) => w);
  const late = w.slice(-100);
  const last = late.at(-1);
  if (!(Math.abs(last) < 10)) return { words: "escapes: each step is larger", mood: "unstable" };
  if (last === 0) return { words: "stops on the hilltop", mood: "still" };
  const well = last < 0 ? "left" : "right";
  if (product <= 2) return { words: `settles in the ${well} well`, mood: product <= 1 ? "calm" : "swinging" };
  const where =
    late.some((w) => w < 0) && late.some((w) => w > 0) ? "between the wells" : `in the ${well} well`;
  const cycle = Math.abs(last - late.at(-3)) < 1e-3;
  return { words: cycle ? `two-cycle ${where}` : `wanders ${where}`, mood: "unstable" };
}

// A function of the reader's: how high its picture is, where it is lowest in it, and its curvature there.
function surveyed(f, w) {
  const across = Array.from({ length: 241 }, (_, i) => w[0] + (i / 240) * (w[1] - w[0]));
  const known = across.map((w_i) => [w_i, f.value([w_i])]).filter(([, loss]) => Number.isFinite(loss));
  const heights = known.map(([, loss]) => loss).sort((one, other) => one - other);
  const [lowest, high] = heights.length ? [heights[0], heights[Math.floor(0.9 * heights.length)]] : [0, 1];
  const room = Math.max(high - lowest, 1e-6);
  const [bottom] = known.find(([, loss]) => loss === lowest) ?? [0];
  const slopes = [-1e-4, 1e-4].map((h) => f.grad([bottom + h])[0]);
  const curvature = (slopes[1] - slopes[0]) / 2e-4;
  return {
    w,
    loss: [lowest - 0.15 * room, high + 0.15 * room],
    floor: lowest,
    curvature: curvature > 1e-6 ? curvature : NaN,
  };
}

// What the rate does on a function that nobody has looked at: found by walking on.
function judgeOwn(f, start, lr, curvature) {
  const here = Number.isNaN(curvature)
    ? "Where it is lowest in the picture it has no curvature."
    : `Where it is lowest λ = ${number(curvature)}: above 2/λ = ${number(2 / curvature)} no ball stays.`;
  if (lr === 0 || f.grad([start])[0] === 0) return { words: "stands still", why: here, mood: "still" };
  const w = run(f, [start], rules.GradientDescent(), lr, 400).w.map(([w]) => w);
  const [before, last] = [w.at(-2), w.at(-1)];
  if (!(Math.abs(last) < 1e3)) return { words: "escapes: each step is larger", why: here, mood: "unstable" };
  const near = (one, other) => Math.abs(one - other) < 1e-3 * (1 + Math.abs(one));
  const turns = w.slice(2, 22).filter((w_t, i) => (w_t - w[i + 1]) * (w[i + 1] - w[i]) < 0).length;
  if (near(last, before)) {
    const words = `settles at w = ${number(last)}`;
    return { words, why: here, mood: turns > 5 ? "swinging" : "calm" };
  }
  const words = near(last, w.at(-3)) ? "two-cycle for ever" : "wanders";
  return { words, why: here, mood: "unstable" };
}

function unbroken(formula) {
  return formula.replaceAll(" ", "\u00a0");
}

// 2 × 0.35 is 0.7, not 0.7000000000000001.
function round(number) {
  return +number.toFixed(10);
}

define("gd-learning-rate", LearningRate);
