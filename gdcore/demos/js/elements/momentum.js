// <gd-momentum>: the map of learning rate and momentum, and the run that a point on it stands for:
// in a valley, in the valley by the four forms of momentum, or over a bump.

import { objectives, rules, run } from "../engine/engine.js";
import { fate, LONGEST, momentumFactor, regime } from "../engine/momentum.js";
import { button, buttons, choices, handle, labelsOf, slider, table, toggle } from "../kit/controls.js";
import { dots, drawn, number, Plot, path, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";
import { Ramp, Shades } from "../kit/shades.js";
import { listenButton } from "../kit/sound.js";

const { views: VIEWS, forms: FORMS, drop: DROP, speed, fates } = SETTINGS["gd-momentum"];
const FORMULAS = [
  "v ← βv + g, w ← w − ηv",
  "v ← βv + (1 − β)g, w ← w − ηv",
  "v ← βv + ηg, w ← w − v",
  "w ← w − ηg + β(w − w₋₁)",
];
const CAPTIONS = {
  valley: "On each line of the map its direction is critically damped; the cross is the best point.",
  bump: "On the map a ball is called decided once it is too slow to cross the bump again.",
};
CAPTIONS.forms = CAPTIONS.valley;

// One colour for one thing, in every picture: blue for what happens along the valley, orange for what happens
// across it, the ink of the page for the run as a whole, and four others for the forms.
const DIRECTIONS = ["along", "across"];
const FORM_STROKES = FORMS.map((_, i) => ({
  stroke: SERIES[i + 2].stroke,
  "stroke-dasharray": SERIES[i]["stroke-dasharray"],
}));
const WHOLE = { stroke: "currentColor", "stroke-opacity": 0.3, style: "stroke-width: 6" };
const CASING = { style: "stroke: #fff; stroke-width: 5" };
const CROSS = "M-7-1.5h5.5v-5.5h3v5.5h5.5v3h-5.5v5.5h-3v-5.5h-5.5z";
const BEST = { stroke: "currentColor", "stroke-opacity": 0.6, "stroke-dasharray": "1 4" };

const HORIZON = 100; // steps of the course
const ROOMS = [1.3, 2, 3.2, 6, 12]; // how far the picture of the valley reaches: as far as the run needs
const WELLS = [-2, 2];
const LOSSES = [1e-12, 100];
const KEY = 154; // the length of the bar that says what the colours of the map mean, in pixels
const well = objectives.DoubleWell();

class Momentum extends Demo {
  title = "momentum";
  map = new Plot();
  shades = new Shades(this.map);
  valley = new Plot();
  bump = new Plot();
  course = new Plot();
  stepTime = 100;

  // ---- the visible elements, made once ----
  build() {
    this.map.margin.top = 46;
    this.valley.margin.left = 40;
    this.valley.root.setAttribute("role", "img");
    const run = html("div", {}, this.valley.root, this.bump.root, this.course.root);
    const plots = this.plots(this.shades, { root: run });
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
    readout(this, this.course, "the course of the run", "step", () =>
      this.curves.map(({ label, values }) => ({ name: label, points: [...values.entries()] })),
    );
    this.reading = html("p", { class: "reading" });
    this.places = html("div", { class: "lines" });
    const kappa = slider(this, "kappa", "condition κ", { log: true });
    const best = button("Best point", () => this.take(this.best()));
    const ofForms = this.formSettings();
    const caption = html("p", { class: "caption" });
    this.follow(({ view }) => {
      caption.textContent = CAPTIONS[view];
      kappa.hidden = best.hidden = view === "bump";
      ofForms.hidden = view !== "forms";
      this.bump.root.style.display = view === "bump" ? "" : "none";
      this.valley.root.style.display = view === "bump" ? "none" : "";
    });
    return [
      choices(this, "view", "picture", labelsOf(VIEWS)),
      plots,
      this.reading,
      html(
        "div",
        { class: "sliders" },
        slider(this, "lr", "learning rate η"),
        slider(this, "beta", "momentum β", { nearOne: true }),
        kappa,
      ),
      buttons(this, best, listenButton(this)),
      ofForms,
      this.places,
      caption,
      table(this, () => this.values()),
      takeAlong(this),
    ];
  }

  formSettings() {
    return html(
      "div",
      { class: "buttons" },
      toggle(this, "falls", `the rate falls to a tenth after step ${DROP}`),
      toggle(this, "rescaled", "the average form gets η/(1 − β)"),
    );
  }

  // On a wide page the map stands beside the picture of the run and its course.
  resize(width) {
    const isWide = width > 480;
    const column = isWide ? width / 2 : width;
    this.map.resize(column, isWide ? 364 : 250);
    for (const plot of [this.valley, this.bump]) plot.resize(column, isWide ? 168 : 150);
    this.course.resize(column, isWide ? 196 : 165);
  }

  // ---- the numbers ----
  compute(state) {
    const { view, kappa, lr, beta, steps } = state;
    const isBump = view === "bump";
    this.f = isBump ? well : objectives.Quadratic({ curvatures: [1 / kappa, 1] });
    // The first run goes on to the end of the course, so that the picture has room for what is still to come.
    const whole = (view === "forms" ? FORMS : FORMS.slice(0, 1)).map((form, i) =>
      this.run(form, state, i ? steps : HORIZON),
    );
    this.runs = whole.map(({ w, loss }) => ({ w: w.slice(0, steps + 1), loss: loss.slice(0, steps + 1) }));
    this.modes = [lr / kappa, lr].map((product) => ({
      product,
      factor: momentumFactor(product, beta),
      regime: regime(product, beta),
    }));
    this.map.margin.right = isBump ? 14 : 50; // where the lines of the valley have their names
    this.map.setRanges(isBump ? [0, 1] : [0, 4], [0, 1]);
    this.valley.setRanges(...(isBump ? [WELLS, WELLS] : [0, 1].map((i) => roomFor(whole, i))));
    this.bump.setRanges(WELLS, [-0.1, 1.3]);
    Object.assign(this.course.margin, {
      left: view === "valley" ? 46 : 34,
      right: { valley: 52, forms: 84, bump: 24 }[view],
    });
    if (view === "valley") this.course.setRanges([0, HORIZON], LOSSES, true);
    else this.course.setRanges([0, HORIZON], isBump ? WELLS : this.valley.x);
    this.curves = this.coursesOf(state);
    this.verdict = { valley: judgeModes, forms: judgeForms, bump: judgeFate }[view](this);
    this.root.dataset.mood = this.verdict.mood;
  }

  run(form, { view, beta, falls, start, ...rates }, length = HORIZON) {
    const rate = rateFor(form, { beta, ...rates });
    const schedule = view === "forms" && falls ? (t) => (t <= DROP ? rate : 0.1 * rate) : rate;
    return run(this.f, view === "bump" ? [start] : [1, 1], rules.Momentum({ beta, form }), schedule, length);
  }

  // Polyak's best rate and momentum for the curvatures 1/κ and 1.
  best() {
    const root = Math.sqrt(this.state.kappa);
    return { lr: (2 / (1 / root + 1)) ** 2, beta: ((root - 1) / (root + 1)) ** 2 };
  }

  // The loss along the valley and across it.
  parts([w1, w2]) {
    return [(0.5 * w1 * w1) / this.state.kappa, 0.5 * w2 * w2];
  }

  measures() {
    const { view, steps } = this.state;
    const [{ w, loss }] = this.runs;
    const [first] = w.at(-1);
    const own = view === "bump" ? { w: first } : { factor: slowest(this.modes) };
    return { steps, loss: loss.at(-1), side: first / 2, ...own };
  }

  values() {
    const [{ w, loss }] = this.runs;
    const { view } = this.state;
    if (view === "forms")
      return [["step", ...FORMS], ...w.map((_, t) => [t, ...this.runs.map((run) => run.w[t][0])])];
    if (view === "bump") return [["step", "w", "loss"], ...w.map((point, t) => [t, ...point, loss[t]])];
    const heads = ["step", "w₁", "w₂", ...DIRECTIONS.map((name) => `loss ${name}`), "loss"];
    return [heads, ...w.map((point, t) => [t, ...point, ...this.parts(point), loss[t]])];
  }

  // ---- the map: every rate and momentum, coloured by what it does ----
  draw(state) {
    this.drawMap(state);
    if (state.view === "bump") this.drawBump();
    else this.drawValley(state);
    this.drawCourse(state);
    this.drawWords();
  }

  drawMap({ view, kappa, start }) {
    const { map, shades } = this;
    const isBump = view === "bump";
    map.setBack(() => [map.axes("learning rate η", "momentum β")], isBump);
    const size = [map.width, map.height];
    const fixed = this.once("fixed", [size, isBump], () => (isBump ? this.keyToFates() : this.borders()));
    this.once("landmarks", [size, isBump || kappa], () =>
      map.front.replaceChildren(...fixed, ...(isBump ? [] : this.landmarks(kappa))),
    );
    this.once("shades", [size, isBump, isBump ? start : kappa], () => {
      const range = this.digitRange();
      const factor = (lr, beta) => Math.max(momentumFactor(lr / kappa, beta), momentumFactor(lr, beta));
      shades.paint(
        isBump
          ? (lr, beta) => fateColour(fate(start, lr, beta))
          : (lr, beta) => speedColour(factor(lr, beta), range),
      );
    });
  }

  // The steps per digit that the colours tell apart: from the fewest in this valley to twenty times as many.
  digitRange() {
    const fewest = Math.max(1, stepsPerDigit(Math.sqrt(this.best().beta)));
    return [fewest, 20 * fewest];
  }

  // What does not depend on the valley: where runs diverge, and the line of the direction across it.
  borders() {
    const { map } = this;
    const { width, margin } = map;
    const corners = [
      [2, 0],
      [4, 1],
      [4, 0],
    ].map((place) => map.point(place));
    return [
      svg("path", { class: "beyond", d: `${path(corners)}Z` }),
      text(...map.point([3.4, 0.1]), "diverges"),
      ...this.critical(1, 1),
      SPEED.bar("speed", width - margin.right - KEY, 16, KEY),
    ];
  }

  // The line on which direction i is critically damped, with its name; `inverse` is 1 over its curvature.
  critical(i, inverse) {
    const points = Array.from({ length: 25 }, (_, k) => [
      (k / 12) ** 2,
      (1 - Math.sqrt((k / 12) ** 2 / inverse)) ** 2,
    ]);
    // Where both lines end at the top, the names keep apart.
    const [x, y] = this.map.point(points.at(-1));
    const place = { x: x + 6, y: Math.max(y + 4, this.map.margin.top + 18 - 14 * i) };
    return [
      ...drawn(this.map, [
        { points, stroke: CASING },
        { points, series: i },
      ]),
      svg("text", { ...place, style: `fill: ${SERIES[i].stroke}` }, DIRECTIONS[i]),
    ];
  }

  // What depends on it: the line of the direction along it, the best point, and the numbers at the bar of
  // colours.
  landmarks(kappa) {
    const right = this.map.width - this.map.margin.right;
    const range = this.digitRange();
    const ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500]
      .filter((steps) => steps >= range[0] && steps <= range[1])
      .map((steps) => text(right - KEY * (1 - shareOf(steps, range)), 36, steps));
    const { lr, beta } = this.best();
    const transform = `translate(${this.map.point([lr, beta])})`;
    return [
      ...this.critical(0, kappa),
      svg("path", { class: "best", d: CROSS, transform }),
      svg("g", { class: "key" }, text(right, 11, "steps per digit", "end"), ...ticks),
    ];
  }

  // A bar for each fate.
  keyToFates() {
    const { width } = this.map;
    const widths = [32, 70, 38, 48]; // as long as the words below them
    const names = Object.keys(FATES);
    const lefts = names.map(
      (_, i) => width - 206 + widths.slice(0, i).reduce((sum, bar) => sum + bar + 6, 0),
    );
    return [
      svg(
        "g",
        { class: "key" },
        text(width - 4, 11, "the paler, the later decided", "end"),
        ...names.map((end, i) => text(lefts[i], 36, end, "start")),
      ),
      ...names.map((end, i) => FATES[end].bar(`fate-${i}`, lefts[i], 16, widths[i])),
    ];
  }

  // ---- the pictures of the run ----
  // The paths of the runs, over level lines.
  drawValley({ kappa }) {
    const { valley } = this;
    valley.setBack(() => [valley.axes("along the valley, w₁", "across it, w₂")], valley.x, valley.y);
    const { x, y, width, height } = valley;
    const rings = this.once("rings", [kappa, x, y, width, height], () => {
      const [cx, cy] = valley.point([0, 0]);
      return [1, 2, 3, 4, 5, 6].map((k) => {
        const radius = (k / 6.5) * y[1];
        const [rx, ry] = [Math.sqrt(kappa) * (valley.across(radius) - cx), cy - valley.up(radius)];
        return svg("ellipse", { class: "contours", cx, cy, rx, ry });
      });
    });
    const paths = this.runs.map(({ w }, i) => {
      const points = w.map((point) => valley.point(point));
      return this.runs.length > 1
        ? svg("path", { class: "series", d: path(points), ...FORM_STROKES[i] })
        : svg("g", { class: "thin", style: "--mood: currentColor" }, ...trail(points));
    });
    valley.front.replaceChildren(valley.inside(...rings, ...paths));
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
    bump.front.replaceChildren(bump.inside(...trail(w.map(([x], t) => bump.point([x, loss[t]])))));
  }

  // What is drawn over the steps: the losses in the valley, w₁ by the four forms, w at the bump.
  coursesOf({ view }) {
    const [{ w, loss }] = this.runs;
    if (view === "bump")
      return [{ label: "w", values: w.map(([x]) => x), stroke: { stroke: "var(--mood)" } }];
    if (view === "forms")
      return this.runs.map((run, i) => ({
        label: FORMS[i],
        values: run.w.map(([first]) => first),
        stroke: FORM_STROKES[i],
      }));
    const parts = w.map((point) => this.parts(point));
    return [
      { label: "loss", values: loss, stroke: WHOLE },
      ...DIRECTIONS.map((label, i) => ({ label, values: parts.map((part) => part[i]), series: i })),
    ];
  }

  drawCourse({ view, kappa, steps }) {
    const { course } = this;
    const label = { valley: "loss", forms: "w₁", bump: "w" }[view];
    course.setBack(() => [course.axes("step t", label)], view, course.y);
    const curves = [...this.curves];
    const best = this.verdict.isBest ? "" : "best";
    if (view === "valley") curves.unshift({ label: best, values: this.bestLosses(kappa), stroke: BEST });
    course.front.replaceChildren(
      ...drawn(
        course,
        curves.map((curve) => cutOff(curve, course)),
      ),
    );
    course.root.setAttribute("aria-label", `${label} over ${steps} steps, ending at ${this.place()}.`);
  }

  // What the best rate and momentum would do: no run falls faster in the end.
  bestLosses(kappa) {
    return this.once("best", [kappa], () => this.run(FORMS[0], this.best()).loss);
  }

  // ---- the words ----
  drawWords() {
    this.reading.replaceChildren(html("strong", { class: "verdict" }, this.verdict.words), ` ${this.why()}`);
    const lines = [`Step ${this.state.steps}: ${this.place()}.`, ...this.verdict.lines];
    this.places.replaceChildren(...lines.map((line) => html("p", { class: "place" }, line)));
  }

  // The reason and, if the run has left the picture, when it did.
  why() {
    const [{ w }] = this.runs;
    const { x, y } = this.valley;
    const lost = w.findIndex((point) => !point.every((value, i) => Math.abs(value) <= [x, y][i][1]));
    return this.verdict.why + (lost < 0 ? "" : ` The run left the picture at step ${lost}.`);
  }

  describe() {
    const { words, lines } = this.verdict;
    const reasons = [this.why(), ...lines].join(" ");
    return `Step ${this.state.steps}: ${this.place()}. Verdict: ${words}. ${reasons}`;
  }

  // Where the first run is now.
  place() {
    const { w, loss } = this.runs[0];
    const point = w.at(-1).map((value) => number(value));
    const [first, second] = point;
    const where = point.length === 1 ? `w = ${first}` : `w₁ = ${first}, w₂ = ${second}`;
    return `${where}, loss = ${number(loss.at(-1))}`;
  }
}

function rateFor(form, { lr, beta, rescaled }) {
  return form === "average" && rescaled ? lr / (1 - beta) : lr;
}

// The path of a run through points given in pixels, and a ball at its end.
function trail(points) {
  const [cx, cy] = points.findLast((point) => point.every(Number.isFinite));
  return [
    svg("path", { class: "losses", d: path(points) }),
    svg("path", { class: "dots", d: dots(points) }),
    svg("circle", { class: "ball", r: 6, cx, cy }),
  ];
}

// The range of the picture that holds one parameter of all runs or, if none does, the largest.
function roomFor(runs, i) {
  const farthest = Math.max(...runs.flatMap(({ w }) => w.map((point) => Math.abs(point[i]))));
  const room = ROOMS.find((reach) => farthest <= reach) ?? ROOMS.at(-1);
  return [-room, room];
}

// A curve up to where it leaves the picture for good, so that its name stands there. On a log axis it leaps
// over a zero, of which there is none.
function cutOff({ values, ...rest }, { y: [low, high], log }) {
  const last = values.findLastIndex((value) => value >= low && value <= high);
  const shown = values.slice(0, last + 2);
  return { values: log ? shown.map((value, t) => value || (values[t + 1] ? NaN : 0)) : shown, ...rest };
}

// ---- the verdicts -----------------------------------------------------------------------

function judgeModes(demo) {
  const { modes, state } = demo;
  const lines = modes.map((mode, i) => {
    const product = shortNumber(+mode.product.toPrecision(3));
    return `${["Along", "Across"][i]}: ηλ = ${product}, ${mode.regime}; it ${behaviour(mode)}.`;
  });
  if (!state.lr) return { words: "stands still", why: "The rate is zero.", mood: "still", lines };
  const factor = slowest(modes);
  if (factor >= 1) {
    const why = "From ηλ = 2(1 + β) on, swings do not shrink.";
    return { words: factor > 1 ? "diverges" : "swings for ever", why, mood: "unstable", lines };
  }
  const best = Math.sqrt(demo.best().beta);
  const isBest = factor < best + 1e-6;
  const digit = `one digit in ${inSteps(factor)}`;
  const compared = isBest ? "no point of the map is faster" : `at best in ${inSteps(best)}`;
  const why = `In the long run each step multiplies the error by ${number(factor)}: ${digit}; ${compared}.`;
  const isSwinging = modes.some((mode) => mode.regime === "underdamped");
  const [words, mood] = isSwinging ? ["swings and settles", "swinging"] : ["settles", "calm"];
  return { words, why, mood, lines, isBest };
}

// The factor per step in the slower direction.
function slowest(modes) {
  return Math.max(...modes.map((mode) => mode.factor));
}

// What the error does in a direction.
function behaviour({ regime, product, factor }) {
  if (!product) return "stays";
  if (regime === "unstable") return "grows";
  if (regime === "critically damped") return "is fastest for this rate";
  if (regime === "underdamped") return `swings, shrinking by √β = ${number(factor)} a step`;
  const way = product > 1 ? "hops to and fro" : "creeps";
  return `${way}, shrinking by ${number(factor)} a step`;
}

function judgeForms(demo) {
  const paths = demo.runs.map(({ w }) => w.map(([first]) => first));
  const lines = FORMS.map((form, i) => {
    const end = `w₁ = ${number(paths[i].at(-1))}`;
    return `${form}: ${FORMULAS[i]}, η = ${number(rateFor(form, demo.state))}: ${end}`;
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
  const { end: words, steps } = fate(start, lr, beta);
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
  return { words, why: `${why} Decided at step ${steps}.`, mood, lines: [] };
}

function stepsPerDigit(factor) {
  return -1 / Math.log10(factor);
}

function inSteps(factor) {
  return factor ? `${number(stepsPerDigit(factor))} steps` : "a single step";
}

// ---- the colours of the map -------------------------------------------------------------

const SPEED = new Ramp(...speed);
const FATES = Object.fromEntries(Object.entries(fates).map(([end, colours]) => [end, new Ramp(...colours)]));
const DECISION = [2, LONGEST]; // steps until a fate is decided

function speedColour(factor, range) {
  return SPEED.at(factor < 1 ? shareOf(stepsPerDigit(factor), range) : 1);
}

function fateColour({ end, steps }) {
  return FATES[end].at(shareOf(steps, DECISION));
}

// How far along a logarithmic range a number is, which is 0 to 1 within it.
function shareOf(value, [from, to]) {
  return Math.log(value / from) / Math.log(to / from);
}

define("gd-momentum", Momentum);
