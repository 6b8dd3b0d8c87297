// <gd-landscape>: functions of two parameters from above, and rules that race from one start.

import { objectives, rules, run } from "../engine/engine.js";
import { formula } from "../engine/formula.js";
import { normals, RandomState } from "../engine/random.js";
import {
  button,
  buttons,
  chips,
  choices,
  formulaField,
  handle,
  labelsOf,
  sample,
  seedButton,
  slider,
  table,
} from "../kit/controls.js";
import { contours, dots, drawn, number, Plot, path, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";
import { listenButton, side } from "../kit/sound.js";

const {
  functions: LANDSCAPES,
  racers: RACERS,
  grid: RATES,
  arrived: ARRIVED,
  horizon: HORIZON,
  survey: SURVEY,
} = SETTINGS["gd-landscape"];
const NAMES = Object.keys(RACERS);
// Up to this condition number plain descent, at its best rate and in a hundred steps, is ahead.
const ALIKE = 30;

class Landscape extends Demo {
  title = "rules that race in a landscape";
  readFormula = formula;
  map = new Plot();
  losses = new Plot();
  stepTime = 50;
  lastStep = HORIZON;

  // ---- the visible elements, made once ----
  build() {
    Object.assign(this.losses.margin, { left: 46, right: 84 });
    const plots = this.plots(this.map, this.losses);
    handle(this, this.map, "start of the race", {
      x: "x",
      y: "y",
      text: ({ x, y }) => `w = (${shortNumber(x)}, ${shortNumber(y)})`,
    });
    readout(this, this.losses, "the losses", "step", () =>
      this.curves().map(({ label, values }) => ({ name: label, points: values.map((gap, t) => [t, gap]) })),
    );
    const own = formulaField(this, "formula", "f(x, y) =");
    this.follow(({ objective }) => (own.hidden = objective !== "own"));
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span", { class: "why" });
    this.placeText = html("p", { class: "place" });
    const landscapes = choices(this, "objective", "f =", labelsOf(LANDSCAPES));
    landscapes.setAttribute("aria-label", "landscape");
    return [
      landscapes,
      own,
      plots,
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      chips(this, "rules", "rules", labelsOf(RACERS)),
      this.sliders(),
      buttons(
        this,
        button("Tune rates", () => this.tune()),
        seedButton(this, "New noise"),
        listenButton(this),
      ),
      this.placeText,
      table(this, () => this.values()),
      takeAlong(this),
    ];
  }

  // The rates of those that race, and what they race in.
  sliders() {
    const rates = NAMES.map((name, i) => {
      const rate = slider(this, RACERS[name].rate, `η ${shortName(name)}`, { log: true });
      rate.querySelector("label").prepend(sample(i));
      this.follow(() => (rate.hidden = !this.runs.some((run) => run.name === name)));
      return rate;
    });
    const kappa = slider(this, "kappa", "condition κ", { log: true });
    this.follow(({ objective }) => (kappa.hidden = objective !== "valley"));
    return html("div", { class: "rates" }, ...rates, kappa, slider(this, "noise", "noise σ"));
  }

  resize(width) {
    const isWide = width > 480;
    this.map.resize(isWide ? 0.56 * width : width, isWide ? 310 : 250);
    this.losses.resize(isWide ? 0.44 * width : width, isWide ? 310 : 160);
  }

  // ---- the numbers of a state ----
  compute(state) {
    const { objective, steps } = state;
    this.isOwn = objective === "own";
    this.f = functionOf(state);
    this.shocks = this.once("shocks", [state.seed], () => {
      const rng = new RandomState(state.seed);
      return Array.from({ length: this.parameters.steps.max }, () => normals(2, rng));
    });
    this.lastStep = Math.max(this.lastStep, steps);
    // Of a reader's own function all steps count, shown or not: see `explored`.
    const length = this.isOwn ? this.parameters.steps.max : steps;
    const racing = state.rules.split(/\s+/);
    const raced = this.once("raced", [{ ...state, steps: length }], () =>
      NAMES.filter((name) => racing.includes(name)).map((name) => ({
        name,
        ...this.race(name, state[RACERS[name].rate], length),
      })),
    );
    this.landscape = this.isOwn ? this.explored(raced) : LANDSCAPES[objective];
    this.runs = raced.map(({ name, w, loss }) => ({
      name,
      points: w.slice(0, steps + 1),
      gaps: loss.slice(0, steps + 1).map((loss) => loss - this.landscape.floor),
      // From here on there is no loss to show, or −1.
      lost: loss.findIndex((loss, t) => t <= steps && !Number.isFinite(loss)),
    }));
    this.standings = this.rank();
    this.verdict = judge(this);
  }

  // The run of a rule at a rate; the noise is the same for all.
  race(name, lr, steps) {
    const { x, y, noise } = this.state;
    const { value, grad } = this.f;
    let t = 0;
    const noisyGrad = (w) => {
      const shock = this.shocks[t++];
      return grad(w).map((g_i, i) => g_i + noise * shock[i]);
    };
    return run({ value, grad: noise ? noisyGrad : grad }, [x, y], rules[name](), lr, steps);
  }

  // The reader's own landscape, as far as it can be known: the lowest value in the picture, on a grid and
  // along the runs, stands in for the minimum.
  explored(raced) {
    const { formula } = this.state;
    const entry = LANDSCAPES.own;
    const surveyed = this.once("survey", [formula], () => survey(this.f, entry));
    let { floor = Infinity, lowest } = surveyed;
    for (const { w, loss } of raced) {
      loss.forEach((loss, t) => {
        if (loss < floor && Number.isFinite(loss) && !isOutside(w[t], entry)) [floor, lowest] = [loss, w[t]];
      });
    }
    return { ...entry, ...surveyed, floor: lowest ? floor : 0, lowest };
  }

  // Take for each racing rule the rate of the grid with the lowest mean of log(loss above the minimum), over
  // the whole race, however much of it is shown.
  tune() {
    const steps = Math.max(HORIZON, this.state.steps);
    const height = (name, lr) => {
      const { w, loss } = this.race(name, lr, steps);
      const gaps = loss.map((loss) => loss - this.landscape.floor);
      // What falls without end, outside the picture of a reader's own function, is not the best.
      if (gaps.some((gap, t) => gap < 0 && isOutside(w[t], this.landscape))) return Infinity;
      const mean = gaps.reduce((sum, gap) => sum + Math.log(Math.max(gap, ARRIVED)), 0) / gaps.length;
      return Number.isFinite(mean) ? mean : Infinity;
    };
    const change = {};
    for (const { name } of this.runs) {
      const heights = RATES.map((lr) => height(name, lr));
      const [best, worst] = [Math.min(...heights), Math.max(...heights)];
      if (best < worst) change[RACERS[name].rate] = RATES[heights.indexOf(best)];
    }
    this.take(change);
  }

  // The racers in the order of their losses.
  rank() {
    const { steps } = this.state;
    const ends = this.runs.map(({ name, points, gaps, lost }) => ({
      name,
      label: RACERS[name].label,
      w: points[steps],
      gap: gaps[steps],
      lost,
      // How it was lost: where it is, the function has no value, or there is no such place.
      how: Math.hypot(...points[Math.max(lost, 0)]) < 1e3 ? "has no value" : "diverged",
      isRunningAway: lost >= 0 || gaps[steps] > Math.max(1000 * gaps[0], this.landscape.gap[1]),
    }));
    const height = ({ lost, gap }) => (lost < 0 ? gap : Infinity);
    return ends.sort((one, other) => height(one) - height(other) || 0);
  }

  // Losses above the minimum; and for those who look for it, in how many valleys the racers are.
  measures() {
    const { standings, landscape, state } = this;
    const standing = standings.filter(({ lost }) => lost < 0);
    const valleys = new Set(standing.map(({ w }) => nearest(landscape.minima, w)));
    const [best] = standing;
    return {
      steps: state.steps,
      loss: best?.gap ?? Infinity,
      ...Object.fromEntries(
        standings.map(({ name, gap, lost }) => [
          `loss_${RACERS[name].rate.slice(3)}`,
          lost < 0 ? gap : Infinity,
        ]),
      ),
      valleys: landscape.minima.length ? valleys.size : undefined,
      side: best ? side(best.w[0], landscape.x) : 0,
    };
  }

  values() {
    const heads = this.runs.flatMap(({ name }) =>
      ["w₁", "w₂", "loss"].map((head) => `${RACERS[name].label}: ${head}`),
    );
    const rows = Array.from({ length: this.state.steps + 1 }, (_, t) => [
      t,
      ...this.runs.flatMap(({ points, gaps }) => [...points[t], gaps[t]]),
    ]);
    return [["step t", ...heads], ...rows];
  }

  // ---- the picture of a state ----
  // The losses as they can be drawn: on a log axis there is nothing below zero.
  curves() {
    return this.runs.map(({ name, gaps, lost }) => ({
      label: shortName(name),
      values: gaps
        .slice(0, lost < 0 ? undefined : lost)
        .map((gap) => (gap < -ARRIVED ? NaN : Math.max(gap, 0))),
      series: NAMES.indexOf(name),
    }));
  }

  get above() {
    return this.isOwn ? "above the lowest found" : "above the minimum";
  }

  draw({ objective, kappa, formula }) {
    const { map, losses, landscape } = this;
    map.setRanges(...this.equalScale(landscape.x, landscape.y));
    losses.setRanges([0, this.lastStep], landscape.gap, true);
    const axes = this.isOwn ? ["x", "y"] : ["w₁", "w₂"];
    map.setBack(() => [map.axes(...axes), this.drawLevels(kappa)], objective, kappa, formula);
    losses.setBack(() => [losses.axes("step t", `loss ${this.above}`)], objective, formula, this.lastStep);
    map.front.replaceChildren(map.inside(...this.runs.map((run) => this.drawRun(run))));
    losses.front.replaceChildren(...drawn(losses, this.curves()));
    losses.root.setAttribute("aria-label", this.describeRace());
    this.root.dataset.mood = this.verdict.mood;
    this.verdictText.textContent = this.verdict.words;
    this.whyText.textContent = this.verdict.why;
    this.placeText.textContent = `${this.describeRace()} ${landscape.note}`;
  }

  // Ranges that contain these two, on one scale for both, so that right angles look right.
  equalScale(x, y) {
    const { margin, width, height } = this.map;
    const sizes = [width - margin.left - margin.right, height - margin.top - margin.bottom];
    const scale = Math.max((x[1] - x[0]) / sizes[0], (y[1] - y[0]) / sizes[1]);
    return [x, y].map(([from, to], i) => [
      (from + to - scale * sizes[i]) / 2,
      (from + to + scale * sizes[i]) / 2,
    ]);
  }

  drawLevels(kappa) {
    const { map, landscape } = this;
    const crosses = landscape.minima.map((w) => map.cross(w));
    if (landscape.kind === "Quadratic") return svg("g", {}, map.inside(this.ellipses(kappa)), ...crosses);
    const { top, power, from = landscape.floor } = landscape.levels;
    const levels = Array.from({ length: 12 }, (_, k) => from + top * ((k + 1) / 12) ** power);
    const height = (x, y) => {
      const value = this.f.value([x, y]);
      return Number.isFinite(value) ? value : NaN; // where there is none, there is no line
    };
    return svg("g", {}, svg("path", { class: "contours", d: contours(map, height, levels) }), ...crosses);
  }

  // Level lines of the quadratic, and its principal axes.
  ellipses(kappa) {
    const { map } = this;
    const { options, levels } = this.landscape;
    const scale = map.across(1) - map.across(0);
    const rings = Array.from({ length: 10 }, (_, k) => {
      const across = scale * Math.sqrt(2 * levels.top) * ((k + 1) / 10);
      return svg("ellipse", { class: "contours", rx: across * Math.sqrt(kappa), ry: across });
    });
    return svg(
      "g",
      { transform: `translate(${map.point([0, 0])}) rotate(${(-180 / Math.PI) * options.rotation})` },
      ...rings,
      svg("path", { class: "eigen", d: "M-999 0H999M0 -999V999" }),
      text(1.9 * scale, -6, `λ = 1/κ = ${number(1 / kappa, 2)}`),
      text(8, -1.55 * scale, "λ = 1", "start"),
    );
  }

  drawRun({ name, points, lost }) {
    const line = SERIES[NAMES.indexOf(name)];
    const pixels = points.slice(0, lost < 0 ? undefined : lost).map((w) => this.map.point(w));
    const [x, y] = this.map.point(points.at(-1));
    return svg(
      "g",
      { stroke: line.stroke },
      svg("path", { class: "series", ...line, d: path(pixels) }),
      svg("path", { class: "steps", d: dots(pixels) }),
      ...(lost < 0 ? [svg("circle", { class: "racer", cx: x, cy: y, r: 7, fill: line.stroke })] : []),
    );
  }

  // ---- words ----
  describeRace() {
    if (!this.runs.length) return "No rule is in the race.";
    const words = this.standings.map(
      ({ label, gap, lost, how }) => `${label} ${lost < 0 ? number(gap) : `${how} at step ${lost}`}`,
    );
    return `Step ${this.state.steps}. Loss ${this.above}: ${words.join("; ")}.`;
  }

  describe() {
    const { words, why } = this.verdict;
    const rates = this.runs.map(({ name }) => shortNumber(this.state[RACERS[name].rate])).join(", ");
    return `${this.describeRace()} Verdict: ${words}. ${why} Rates ${rates}. ${this.landscape.note}`;
  }
}

function functionOf({ objective, formula: text, kappa }) {
  if (objective === "own") return formula(text, ["x", "y"]);
  const { kind, options } = LANDSCAPES[objective];
  return objectives[kind](kind === "Quadratic" ? { ...options, curvatures: [1 / kappa, 1] } : options);
}

// What stands at the end of a line: descent, momentum.
function shortName(name) {
  return RACERS[name].label.split(" ").at(-1);
}

function isOutside([x, y], landscape) {
  return !(x >= landscape.x[0] && x <= landscape.x[1] && y >= landscape.y[0] && y <= landscape.y[1]);
}

function distance(one, other) {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

function nearest(points, w) {
  return points.reduce((best, point) => (distance(point, w) < distance(best, w) ? point : best), points[0]);
}

// ---- the reader's own function --------------------------------------------------------

// What its values on a grid tell: the lowest and where it is, level lines for nine tenths of the picture, of
// which as many lie below the middle value as above, and the range of the losses.
function survey(f, { x, y }) {
  const places = ([from, to]) =>
    Array.from({ length: SURVEY }, (_, i) => from + (i / (SURVEY - 1)) * (to - from));
  const known = places(x)
    .flatMap((x_i) => places(y).map((y_j) => ({ w: [x_i, y_j], value: f.value([x_i, y_j]) })))
    .filter(({ value }) => Number.isFinite(value));
  known.sort((one, other) => one.value - other.value);
  const at = (share) => known[Math.floor(share * (known.length - 1))]?.value ?? 0;
  const from = at(0);
  const range = at(0.9) - from;
  const top = range > 1e-290 ? Math.min(range, 1e290) : 1; // so that its powers of ten can be drawn
  const middle = (at(0.45) - from) / top || 0.5;
  const highest = 10 ** Math.ceil(Math.log10(top));
  return {
    floor: known[0]?.value,
    lowest: known[0]?.w,
    levels: { from, top, power: Math.min(6, Math.max(1, -Math.log2(middle))) },
    gap: [1e-8 * highest, highest],
  };
}

// ---- the verdict -----------------------------------------------------------------------

// Who is ahead, and why: {words, why, mood}.
function judge(demo) {
  const { standings, isOwn, state } = demo;
  const [first] = standings;
  if (!first) return { words: "no race", why: "Choose at least one rule.", mood: "still" };
  if (first.lost === 0)
    return { words: "no value here", why: "Where the race starts the function has none.", mood: "still" };
  const away = standings.find(({ isRunningAway }) => isRunningAway);
  const mood = away ? "unstable" : state.steps ? "calm" : "still";
  const why = away ? ranAway(away) : reason(demo);
  if (first.lost > 0) return { words: "none is left in the race", why, mood };
  if (standings.length === 1) return { words: `${first.label} alone`, why, mood };
  if (!state.steps) return { words: "at the start", why: `Press Play. ${why}`, mood };
  if (isOwn && first.gap < -ARRIVED)
    return {
      words: `${first.label} has left the picture`,
      why: "Outside, the function is lower than anywhere inside.",
      mood: "unstable",
    };
  const names = leading(standings).map(({ label }) => label);
  const words = names.length > 2 ? `${names.length} rules` : names.join(" and ");
  return { words: `${words} ${names.length > 1 ? "have arrived" : "is ahead"}`, why, mood };
}

function ranAway({ label, lost, how }) {
  const event = lost < 0 ? "is running away" : `${how} at step ${lost}`;
  return `${capital(label)} ${event}: its rate is too high.`;
}

function leading(standings) {
  const [first] = standings;
  return standings.filter(({ gap, lost }) => lost < 0 && gap <= Math.max(first.gap, ARRIVED));
}

// Why plain descent leads or lags: above all because of the curvatures at the nearest minimum.
function reason({ standings, landscape, f, isOwn, state: { steps, noise } }) {
  if (steps && noise) return "The noise keeps each rule at a distance, and the more so the higher its rate.";
  const [first] = standings;
  const kappa = conditionNumber(f, isOwn ? landscape.lowest : nearest(landscape.minima, first.w));
  const place = isOwn ? "Where it is lowest" : "At the minimum";
  if (!(kappa < 1e9)) return `${place} the function does not curve upward in every direction.`;
  const descent = standings.find(({ name }) => name === "GradientDescent");
  const leads = steps && leading(standings).includes(descent);
  if (steps && descent && !leads && Math.hypot(...f.grad(descent.w)) < 1e-6) {
    const above = number(descent.gap);
    return `Gradient descent rests ${above} above the lowest place: there, too, the slope is zero.`;
  }
  const fact = `${place} ${describeCurvatures(kappa)}`;
  if (!steps || !descent || standings.length === 1) return fact; // nobody to compare with
  return `${fact} ${leads ? whyDescentLeads(kappa) : whyDescentLags(kappa, first)}`;
}

function describeCurvatures(kappa) {
  const value = number(kappa, kappa < 100 ? 2 : 3);
  if (kappa > ALIKE) return `one curvature is ${value} times the other.`;
  const likeness = kappa < 5 ? "alike" : "not far apart";
  return `the curvatures are ${likeness} (κ = ${value}): one rate suits all directions.`;
}

function whyDescentLeads(kappa) {
  return kappa > ALIKE
    ? "The steep direction is done first; along the flat one, plain descent will crawl."
    : "Where κ is large, plain descent loses.";
}

function whyDescentLags(kappa, first) {
  if (kappa <= ALIKE) return "Plain descent is behind because of its rate or of the way there.";
  const hasMemory = ["Momentum", "Nesterov", "Adam"].includes(first.name);
  return `One rate for both crawls along the flat one${hasMemory ? "; memory gathers speed" : ""}.`;
}

// The ratio of the two curvatures at a place, from differences of the gradient.
function conditionNumber(f, w) {
  const h = 1e-4;
  const [[a, b], [, d]] = [0, 1].map((i) => {
    const [before, after] = [-h, h].map((shift) => f.grad(w.map((w_j, j) => w_j + (i === j ? shift : 0))));
    return after.map((g_j, j) => (g_j - before[j]) / (2 * h));
  });
  const [mean, half] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  return mean > half ? (mean + half) / (mean - half) : NaN;
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

define("gd-landscape", Landscape);
