// <gd-momentum>: the map of learning rate and momentum, and the run that a point on it stands for:
// in a valley, in the valley by the four forms of momentum, or over a bump.

import { objectives, rules, run } from "../engine/engine.js";
import { fate, momentumFactor, regime } from "../engine/momentum.js";
import {
  button,
  buttons,
  choices,
  handle,
  labelsOf,
  sample,
  slider,
  table,
  toggle,
} from "../kit/controls.js";
import { dots, number, Plot, path, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";

const { views: VIEWS, forms: FORMS, drop: DROP } = SETTINGS["gd-momentum"];
const FORMULAS = [
  "v ← βv + g, w ← w − ηv",
  "v ← βv + (1 − β)g, w ← w − ηv",
  "v ← βv + ηg, w ← w − v",
  "w ← w − ηg + β(w − w₋₁)",
];
const CAPTIONS = [
  "On the map, the stronger the blue, the faster. Each line is where its direction is critically damped; " +
    "the cross is the best point.",
  "On the map: faint, the ball stays on its side; orange, it comes back; blue, it clears the bump; " +
    "red, it escapes.",
];
const BOWL = [-1.3, 1.3]; // the part of the valley that is in the picture
const WELLS = [-2, 2];
const well = objectives.DoubleWell();

class Momentum extends Demo {
  title = "momentum";
  map = new Plot();
  valley = new Plot();
  bump = new Plot();
  course = new Plot();
  shades = svg("image", { preserveAspectRatio: "none" });
  wordsHeight = { wide: "9em", narrow: "15.5em" };
  stepTime = 100;

  // ---- the visible elements, made once ----
  build() {
    for (const plot of [this.valley, this.course]) plot.root.setAttribute("role", "img");
    const plots = this.plots(this.map, this.valley, this.bump, this.course);
    handle(this, this.map, "learning rate and momentum", {
      x: "lr",
      y: "beta",
      text: ({ lr, beta }) =>
        `learning rate ${shortNumber(lr)}, momentum ${shortNumber(beta)}: ${this.verdict.words}`,
    });
    handle(this, this.bump, "start of the ball", {
      x: "start",
      at: ({ start }) => [start, well.value([start])],
      text: ({ start }) => `w = ${shortNumber(start)}`,
    });
    const caption = html("p", { class: "caption" });
    this.reading = html("div", { class: "reading" });
    const kappa = slider(this, "kappa", "condition κ", { log: true });
    const ofForms = html(
      "div",
      { class: "buttons" },
      toggle(this, "falls", `the rate falls to a tenth after step ${DROP}`),
      toggle(this, "rescaled", "the average form gets η/(1 − β)"),
    );
    const best = button("Best point", () => {
      this.take(this.best());
    });
    this.follow(({ view }) => {
      caption.textContent = CAPTIONS[view === "bump" ? 1 : 0];
      kappa.hidden = best.hidden = view === "bump";
      ofForms.hidden = view !== "forms";
      this.bump.root.style.display = view === "bump" ? "" : "none";
      this.valley.root.style.display = view === "bump" ? "none" : "";
    });
    return [
      choices(this, "view", "picture", labelsOf(VIEWS)),
      plots,
      caption,
      slider(this, "lr", "learning rate η"),
      slider(this, "beta", "momentum β"),
      kappa,
      ofForms,
      buttons(this, best),
      this.reading,
      table(this, () => this.values()),
    ];
  }

  // On a wide page the map stands beside the picture, and the course of the run below both.
  resize(width) {
    const isWide = width > 480;
    for (const plot of [this.map, this.valley, this.bump])
      plot.resize(isWide ? width / 2 : width, isWide ? 300 : 270);
    this.course.resize(width, 190);
  }

  // ---- the numbers ----
  compute(state) {
    const { view, kappa, lr, beta } = state;
    this.f = view === "bump" ? well : objectives.Quadratic({ curvatures: [1 / kappa, 1] });
    this.runs = (view === "forms" ? FORMS : FORMS.slice(0, 1)).map((form) => this.run(form, state));
    this.modes = [lr / kappa, lr].map((product) => ({
      product,
      factor: momentumFactor(product, beta),
      regime: regime(product, beta),
    }));
    this.map.setRanges(view === "bump" ? [0, 1] : [0, 4], [0, 1]);
    this.valley.setRanges(BOWL, BOWL);
    this.bump.setRanges(WELLS, [-0.1, 1.3]);
    this.course.setRanges([0, this.lastStep], view === "bump" ? WELLS : BOWL);
    this.verdict = { valley: judgeModes, forms: judgeForms, bump: judgeFate }[view](this);
    this.root.dataset.mood = this.verdict.mood;
  }

  run(form, { view, beta, falls, start, steps }) {
    const rate = this.rate(form);
    const schedule = view === "forms" && falls ? (t) => (t <= DROP ? rate : 0.1 * rate) : rate;
    return run(this.f, view === "bump" ? [start] : [1, 1], rules.Momentum({ beta, form }), schedule, steps);
  }

  rate(form) {
    const { lr, beta, rescaled } = this.state;
    return form === "average" && rescaled ? lr / (1 - beta) : lr;
  }

  // Polyak's best rate and momentum for the curvatures 1/κ and 1.
  best() {
    const root = Math.sqrt(this.state.kappa);
    return { lr: (2 / (1 / root + 1)) ** 2, beta: ((root - 1) / (root + 1)) ** 2 };
  }

  values() {
    const [{ w, loss }] = this.runs;
    const { view } = this.state;
    if (view === "forms")
      return [["step", ...FORMS], ...w.map((_, t) => [t, ...this.runs.map((run) => run.w[t][0])])];
    const names = view === "bump" ? ["w"] : ["w₁", "w₂"];
    return [["step", ...names, "loss"], ...w.map((point, t) => [t, ...point, loss[t]])];
  }

  // ---- the pictures ----
  draw(state) {
    this.drawMap(state);
    if (state.view === "bump") this.drawBump();
    else this.drawValley(state);
    this.drawCourse(state);
    this.drawReading();
  }

  // Every rate and momentum, coloured by what it does.
  drawMap({ view, kappa, start }) {
    const { map, shades } = this;
    const isBump = view === "bump";
    map.setBack(
      () => [shades, map.axes("learning rate η", "momentum β"), ...(isBump ? [] : this.drawLandmarks(kappa))],
      isBump,
      kappa,
    );
    this.once("shades", [map.width, isBump, isBump ? start : kappa], () => {
      if (shades.hasAttribute("href")) this.shadeMap();
      else setTimeout(() => this.shadeMap()); // the page need not wait for the first map
    });
  }

  // Reads the state when it runs, which the first time is later than it was asked for.
  shadeMap() {
    const { view, kappa, start } = this.state;
    const speed = (lr, beta) => shadeOf(Math.max(momentumFactor(lr / kappa, beta), momentumFactor(lr, beta)));
    const end = (lr, beta) => FATES[fate(start, lr, beta)];
    fill(this.shades, this.map, view === "bump" ? end : speed);
  }

  // Where each direction is critically damped, and the best point.
  drawLandmarks(kappa) {
    const { map } = this;
    const inverseCurvatures = [kappa, 1];
    const critical = inverseCurvatures.map((inverse, i) => {
      const points = Array.from({ length: 41 }, (_, k) => {
        const lr = (k / 20) ** 2;
        return map.point([lr, (1 - Math.sqrt(lr / inverse)) ** 2]);
      });
      return svg("path", { class: "series", ...SERIES[i], d: path(points) });
    });
    const { lr, beta } = this.best();
    const place = `translate(${map.point([lr, beta])})`;
    const cross = svg("path", { class: "best", d: "M-7 0h14M0 -7v14", transform: place });
    return [map.inside(...critical), cross, text(...map.point([3.4, 0.1]), "diverges")];
  }

  // The paths of the runs, over level lines.
  drawValley({ kappa }) {
    const { valley } = this;
    valley.setBack(() => {
      const [cx, cy] = valley.point([0, 0]);
      const rings = [0.2, 0.4, 0.6, 0.8, 1, 1.2].map((radius) => {
        const [rx, ry] = [Math.sqrt(kappa) * (valley.across(radius) - cx), cy - valley.up(radius)];
        return svg("ellipse", { class: "contours", cx, cy, rx, ry });
      });
      return [valley.axes("flat direction w₁", "steep direction w₂"), valley.inside(...rings)];
    }, kappa);
    const lines = this.runs.map(({ w }, i) => {
      const points = w.map((point) => valley.point(point));
      return this.runs.length > 1
        ? [svg("path", { class: "series", d: path(points), ...SERIES[i] })]
        : [
            svg("path", { class: "losses", d: path(points) }),
            svg("path", { class: "dots", d: dots(points) }),
          ];
    });
    valley.front.replaceChildren(valley.inside(...lines.flat()));
    valley.root.setAttribute(
      "aria-label",
      `The path in the valley: after ${this.state.steps} steps at ${this.place()}.`,
    );
  }

  // The ball, and its path so far.
  drawBump() {
    const { bump } = this;
    bump.setBack(() => [bump.axes("parameter w", "loss"), bump.graph((w) => well.value([w]))]);
    const [{ w, loss }] = this.runs;
    const points = w.map(([x], t) => bump.point([x, loss[t]]));
    const [x, y] = points.findLast((point) => point.every(Number.isFinite));
    bump.front.replaceChildren(
      bump.inside(
        svg("path", { class: "losses", d: path(points) }),
        svg("path", { class: "dots", d: dots(points) }),
        svg("circle", { class: "ball", r: 8, cx: x, cy: y }),
      ),
    );
  }

  // Parameters over steps: both in the valley, the first for the four forms, the only one at the bump.
  drawCourse({ view, steps }) {
    const { course } = this;
    const label = { valley: "w₁ and w₂", forms: "w₁", bump: "w" }[view];
    const [{ w }] = this.runs;
    const lines =
      view === "valley"
        ? [0, 1].map((i) => w.map((point) => point[i]))
        : this.runs.map((run) => run.w.map(([first]) => first));
    course.setBack(() => [course.axes("step t", label)], label);
    course.front.replaceChildren(
      course.inside(
        ...lines.map((line, i) =>
          svg("path", {
            class: "series",
            d: path(line.map((value, t) => course.point([t, value]))),
            ...SERIES[i],
          }),
        ),
      ),
    );
    course.root.setAttribute("aria-label", `${label} over ${steps} steps, ending at ${this.place()}.`);
  }

  // ---- the words ----
  drawReading() {
    const { words, lines } = this.verdict;
    this.reading.replaceChildren(
      html("p", {}, html("strong", { class: "verdict" }, words), ` ${this.why()}`),
      ...lines.map((line, i) => html("p", {}, sample(i), line)),
    );
  }

  // The reason and, if the run has left the picture, when it did.
  why() {
    const [{ w }] = this.runs;
    const [low, high] = this.course.y;
    const lost = w.findIndex((point) => !point.every((value) => value >= low && value <= high));
    return this.verdict.why + (lost < 0 ? "" : ` The run left the picture at step ${lost}.`);
  }

  describe() {
    const { words, lines } = this.verdict;
    const reasons = [this.why(), ...lines].join(" ");
    return `Step ${this.state.steps}: ${this.place()}. Verdict: ${words}. ${reasons}`;
  }

  // Where the first run is now.
  place() {
    const point = this.runs[0].w.at(-1);
    return point.length === 1
      ? `w = ${number(point[0])}`
      : `w₁ = ${number(point[0])}, w₂ = ${number(point[1])}`;
  }
}

// ---- the verdicts -----------------------------------------------------------------------

function judgeModes({ modes, state }) {
  if (!state.lr) return { words: "stands still", why: "The rate is zero.", mood: "still", lines: [] };
  const lines = modes.map((mode, i) => {
    const product = shortNumber(+mode.product.toPrecision(3));
    return `${["flat", "steep"][i]} direction, ηλ = ${product}: ${mode.regime}; it ${behaviour(mode)}`;
  });
  const factor = Math.max(...modes.map((mode) => mode.factor));
  if (factor >= 1) {
    const why = "From ηλ = 2(1 + β) on, swings do not shrink.";
    return { words: factor > 1 ? "diverges" : "swings for ever", why, mood: "unstable", lines };
  }
  const digit = `one digit in ${number(stepsPerDigit(factor))} steps`;
  const why = `In the long run each step multiplies the error by ${number(factor)}: ${digit}.`;
  return modes.some((mode) => mode.regime === "underdamped")
    ? { words: "swings and settles", why, mood: "swinging", lines }
    : { words: "settles", why, mood: "calm", lines };
}

// What the error does in a direction.
function behaviour({ regime, product, factor }) {
  if (regime === "unstable") return "grows";
  if (regime === "critically damped") return "comes down fastest for this rate";
  if (regime === "underdamped") return `swings, and shrinks by √β = ${number(factor)} per step`;
  const way = product > 1 ? "hops from side to side" : "creeps";
  return `${way}, and shrinks by ${number(factor)} per step`;
}

function judgeForms(demo) {
  const paths = demo.runs.map(({ w }) => w.map(([first]) => first));
  const lines = FORMS.map((form, i) => {
    const end = `w₁ = ${number(paths[i].at(-1))}`;
    return `${form}: ${FORMULAS[i]}, η = ${number(demo.rate(form))}: ${end}`;
  });
  if (paths.every((path) => isSamePath(path, paths[0]))) {
    const why = "The four forms are the same rule, written differently.";
    return { words: "one path", why, mood: "calm", lines };
  }
  const why = demo.state.rescaled
    ? "When the rate falls, the first two forms slow down at once; the last two coast."
    : "At the same η the average form takes steps 1 − β times as long.";
  return { words: "they part", why, mood: "swinging", lines };
}

// Equal up to rounding, of which there is more the farther a path leads.
function isSamePath(path, other) {
  return path.every((w, t) => Math.abs(w - other[t]) <= 1e-6 * Math.max(1, Math.abs(w)));
}

function judgeFate({ state: { start, lr, beta } }) {
  if (!lr || !start)
    return { words: "stands still", why: "The rate or the slope is zero.", mood: "still", lines: [] };
  const words = fate(start, lr, beta);
  const [why, mood] = {
    stays: [
      well.value([start]) < 0.25
        ? "It starts lower than the top of the bump, ¼."
        : "It starts higher than the bump, but loses too much on the way.",
      "still",
    ],
    clears: ["It starts high enough and keeps enough of its speed.", "calm"],
    "comes back": ["It crosses the bump, and has speed enough to cross it again.", "swinging"],
    escapes: ["Each swing is larger than the last.", "unstable"],
  }[words];
  return { words, why, mood, lines: [] };
}

function stepsPerDigit(factor) {
  return -1 / Math.log10(factor);
}

// ---- the map ----------------------------------------------------------------------------

// A cell has the colour of a mood, as in style.css, [red, green, blue], and an opacity from 0 to 1.
const CALM = [0x3b, 0x86, 0xdd];
const SWINGING = [0xc2, 0x72, 0x00];
const UNSTABLE = [0xdd, 0x48, 0x48];

const FATES = {
  stays: [...CALM, 0.15],
  "comes back": [...SWINGING, 0.5],
  clears: [...CALM, 0.8],
  escapes: [...UNSTABLE, 0.3],
};

// The faster, the darker: a shade lighter for each doubling of the steps that a digit takes.
function shadeOf(factor) {
  if (factor >= 1) return [...UNSTABLE, 0.3];
  const opacity = 0.85 - 0.1 * Math.floor(Math.log2(stepsPerDigit(factor)));
  return [...CALM, Math.min(1, Math.max(0.1, opacity))];
}

// Have an image fill a plot whose ranges begin at 0, its cells coloured by colourAt(x, y).
function fill(image, plot, colourAt) {
  const [columns, rows] = [80, 50];
  const canvas = html("canvas", { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    const y = plot.y[1] * (1 - (row + 0.5) / rows);
    for (let column = 0; column < columns; column++) {
      const [red, green, blue, opacity] = colourAt(plot.x[1] * ((column + 0.5) / columns), y);
      pixels.data.set([red, green, blue, 255 * opacity], 4 * (row * columns + column));
    }
  }
  context.putImageData(pixels, 0, 0);
  const [x, y] = plot.point([0, plot.y[1]]);
  const [right, bottom] = plot.point([plot.x[1], 0]);
  const place = { href: canvas.toDataURL(), x, y, width: right - x, height: bottom - y };
  for (const [name, value] of Object.entries(place)) image.setAttribute(name, value);
}

define("gd-momentum", Momentum);
