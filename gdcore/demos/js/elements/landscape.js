// <gd-landscape>: functions of two parameters from above, and rules that race from one start.

import { objectives, rules, run } from "../engine/engine.js";
import { normals, RandomState } from "../engine/random.js";
import {
  button,
  buttons,
  chips,
  choices,
  handle,
  labelsOf,
  sample,
  seedButton,
  slider,
  table,
} from "../kit/controls.js";
import { contours, dots, number, Plot, path, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";

const { functions: LANDSCAPES, racers: RACERS } = SETTINGS["gd-landscape"];
const NAMES = Object.keys(RACERS);

class Landscape extends Demo {
  title = "rules that race in a landscape";
  map = new Plot();
  losses = new Plot();
  wordsHeight = { wide: "7em", narrow: "13em" };
  stepTime = 50;
  lastStep = 100;

  // ---- the visible elements, made once ----
  build() {
    this.losses.margin.left = 46;
    this.losses.root.setAttribute("role", "img");
    const plots = this.plots(this.map, this.losses);
    handle(this, this.map, "start of the race", {
      x: "x",
      y: "y",
      text: ({ x, y }) => `w = (${shortNumber(x)}, ${shortNumber(y)})`,
    });
    const rates = NAMES.map((name, i) => {
      const rate = slider(this, RACERS[name].rate, `η ${RACERS[name].label}`, { log: true });
      rate.querySelector("label").prepend(sample(i));
      this.follow(() => (rate.hidden = !this.runs.some((run) => run.name === name)));
      return rate;
    });
    const kappa = slider(this, "kappa", "condition number κ", { log: true });
    this.follow(({ objective }) => (kappa.hidden = objective !== "valley"));
    this.noteText = html("p", { class: "place" });
    this.resultText = html("p", {});
    return [
      choices(this, "objective", "landscape", labelsOf(LANDSCAPES)),
      chips(this, "rules", "rules", labelsOf(RACERS)),
      plots,
      html("div", { class: "rates" }, ...rates, slider(this, "noise", "gradient noise σ"), kappa),
      buttons(
        this,
        button("Tune rates", () => this.tune()),
        seedButton(this, "New noise"),
      ),
      html("div", { class: "reading" }, this.resultText, this.noteText),
      table(this, () => this.values()),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.map.resize(isWide ? 0.58 * width : width, isWide ? 380 : 290);
    this.losses.resize(isWide ? 0.42 * width : width, isWide ? 380 : 200);
  }

  // ---- the numbers of a state ----
  compute(state) {
    this.landscape = LANDSCAPES[state.objective];
    const { kind, options } = this.landscape;
    this.f = objectives[kind]({
      ...options,
      ...(kind === "Quadratic" && { curvatures: [1 / state.kappa, 1] }),
    });
    this.shocks = this.once("shocks", [state.seed], () => {
      const rng = new RandomState(state.seed);
      return Array.from({ length: this.parameters.steps.max }, () => normals(2, rng));
    });
    this.lastStep = Math.max(this.lastStep, state.steps);
    const racing = state.rules.split(/\s+/);
    this.runs = NAMES.filter((name) => racing.includes(name)).map((name) => {
      const { w, loss } = this.race(name, state[RACERS[name].rate]);
      return {
        name,
        points: w,
        gaps: loss.map((loss) => loss - this.landscape.floor),
        line: SERIES[NAMES.indexOf(name)],
      };
    });
  }

  // The run of a rule at a rate; the noise is the same for all.
  race(name, lr) {
    const { x, y, noise, steps } = this.state;
    const { value, grad } = this.f;
    let t = 0;
    const noisyGrad = (w) => {
      const shock = this.shocks[t++];
      return grad(w).map((g_i, i) => g_i + noise * shock[i]);
    };
    return run({ value, grad: noise ? noisyGrad : grad }, [x, y], rules[name](), lr, steps);
  }

  // Take for each racing rule the rate of the grid with the lowest mean of log(loss above the minimum).
  tune() {
    const { grid, arrived } = SETTINGS["gd-landscape"];
    const height = (name, lr) => {
      const logs = this.race(name, lr).loss.map((loss) =>
        Math.log(Math.max(loss - this.landscape.floor, arrived)),
      );
      const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
      return Number.isFinite(mean) ? mean : Infinity;
    };
    const change = {};
    for (const { name } of this.runs) {
      const heights = grid.map((lr) => height(name, lr));
      change[RACERS[name].rate] = grid[heights.indexOf(Math.min(...heights))];
    }
    this.take(change);
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
  draw({ objective, kappa }) {
    const { map, losses, landscape } = this;
    map.setRanges(...this.equalScale(landscape.x, landscape.y));
    losses.setRanges([0, this.lastStep], landscape.gap, "y");
    map.setBack(() => [map.axes("w₁", "w₂"), this.drawLevels(kappa)], objective, kappa);
    losses.setBack(() => [losses.axes("step t", "loss above the minimum")], objective, this.lastStep);
    map.front.replaceChildren(
      map.inside(
        ...this.runs.map(({ points, line }) =>
          this.drawRun(
            points.map((w) => map.point(w)),
            line,
          ),
        ),
      ),
    );
    losses.front.replaceChildren(
      losses.inside(
        ...this.runs.map(({ gaps, line }) =>
          svg("path", { class: "series", ...line, d: path(gaps.map((gap, t) => losses.point([t, gap]))) }),
        ),
      ),
    );
    losses.root.setAttribute("aria-label", this.describeRace());
    this.resultText.textContent = this.describeRace();
    this.noteText.textContent = landscape.note;
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
    const crosses = landscape.minima.map((w) =>
      svg("path", { class: "axis", d: "M-6 0H6M0 -6V6", transform: `translate(${map.point(w)})` }),
    );
    if (landscape.kind === "Quadratic")
      return svg("g", { class: "levels" }, map.inside(...this.ellipses(kappa)), ...crosses);
    const levels = Array.from(
      { length: 12 },
      (_, k) => landscape.floor + landscape.levels.top * ((k + 1) / 12) ** landscape.levels.power,
    );
    return svg(
      "g",
      { class: "levels" },
      svg("path", { class: "contours", d: contours(map, (x, y) => this.f.value([x, y]), levels) }),
      ...crosses,
    );
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
    const turned = svg(
      "g",
      { transform: `translate(${map.point([0, 0])}) rotate(${(-180 / Math.PI) * options.rotation})` },
      ...rings,
      svg("path", { class: "eigen", d: "M-999 0H999M0 -999V999" }),
      text(1.9 * scale, -6, `λ = 1/κ = ${number(1 / kappa, 2)}`),
      text(8, -1.55 * scale, "λ = 1", "start"),
    );
    return [turned];
  }

  drawRun(pixels, line) {
    const [x, y] = pixels.at(-1);
    return svg(
      "g",
      { stroke: line.stroke },
      svg("path", { class: "series", ...line, d: path(pixels) }),
      svg("path", { class: "steps", d: dots(pixels) }),
      ...(Number.isFinite(x + y)
        ? [svg("circle", { class: "racer", cx: x, cy: y, r: 7, fill: line.stroke })]
        : []),
    );
  }

  describeRace() {
    const { steps } = this.state;
    if (!this.runs.length) return "No rule is in the race.";
    const ends = this.runs.map(({ name, gaps }) => ({
      label: RACERS[name].label,
      gap: gaps[steps],
      lost: gaps.findIndex((gap) => !Number.isFinite(gap)),
    }));
    ends.sort((a, b) => (a.lost < 0 ? a.gap : Infinity) - (b.lost < 0 ? b.gap : Infinity) || 0);
    const words = ends.map(
      ({ label, gap, lost }) => `${label} ${lost < 0 ? number(gap) : `diverged at step ${lost}`}`,
    );
    return `Step ${steps}. Loss above the minimum: ${words.join("; ")}.`;
  }

  describe() {
    return `${this.describeRace()} ${this.landscape.note}`;
  }
}

define("gd-landscape", Landscape);
