// <gd-momentum>: the map of learning rate and momentum, and the run that a point of it stands for:
// in a valley, in the valley by the four forms of momentum, or over a bump.

import { objectives, rules, run } from "../engine/engine.js";
import { Plot, SERIES, dots, number, path, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { button, buttons, choices, handle, sample, slider, table, toggle } from "../kit/controls.js";

const { views: VIEWS, forms: FORMS, drop: DROP } = SETTINGS["gd-momentum"];
const FORMULAS = [
  "v ← βv + g, w ← w − ηv",
  "v ← βv + (1 − β)g, w ← w − ηv",
  "v ← βv + ηg, w ← w − v",
  "w ← w − ηg + β(w − w₋₁)",
];
const CAPTIONS = [
  "On the map, the stronger the blue, the faster. Each line is where its direction is critically damped; the cross is the best point.",
  "On the map: faint, the ball stays on its side; orange, it comes back; blue, it clears the bump; red, it escapes.",
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
  critical = [0, 1].map((i) => svg("path", { class: "series", ...SERIES[i] }));
  cross = svg("path", { class: "best", d: "M-7 0h14M0 -7v14" });
  rings = Array.from({ length: 6 }, () => svg("ellipse", { class: "contours" }));
  stepTime = 100;

  domain(name, state) {
    return VIEWS[state.view]?.[name] ?? super.domain(name, state);
  }

  // Each picture is best seen at a rate and momentum of its own.
  update(change) {
    const { view } = change;
    super.update(view ? { lr: VIEWS[view].lr.default, beta: VIEWS[view].beta.default, ...change } : change);
  }

  // ---- what is seen, once ----
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
      choices(
        this,
        "view",
        "picture",
        Object.fromEntries(Object.entries(VIEWS).map(([name, { label }]) => [name, label])),
      ),
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

  // Wide: the map beside the picture, and under both the course of the run.
  resize(width) {
    const isWide = width > 480;
    for (const plot of [this.map, this.valley, this.bump])
      plot.resize(isWide ? width / 2 : width, isWide ? 300 : 270);
    this.course.resize(width, 190);
  }

  // ---- the numbers ----
  compute(state) {
    const { view, kappa, lr, beta, start } = state;
    this.f = view === "bump" ? well : objectives.Quadratic({ curvatures: [1 / kappa, 1] });
    this.runs = (view === "forms" ? FORMS : FORMS.slice(0, 1)).map((form) => this.run(form, state));
    this.modes = [lr / kappa, lr].map((product) => ({
      product,
      factor: factorOf(product, beta),
      regime: regimeOf(product, beta),
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
    const { view, kappa, start, steps } = state;
    const { map, valley, bump, shades, critical, cross, rings } = this;
    const isBump = view === "bump";
    map.setBack(() => {
      const lines = isBump
        ? []
        : [map.inside(...critical), cross, text(...map.point([3.4, 0.1]), "diverges")];
      return [shades, map.axes("learning rate η", "momentum β"), ...lines];
    }, isBump);
    valley.setBack(() => [valley.axes("flat direction w₁", "steep direction w₂"), valley.inside(...rings)]);
    bump.setBack(() => [bump.axes("parameter w", "loss"), bump.graph((w) => well.value([w]))]);
    const mapped = [map.width, isBump ? `from ${start}` : kappa].join();
    const shade = () =>
      this.state.view === "bump" ? this.mapFates(this.state.start) : this.mapRates(this.state.kappa);
    if (mapped !== this.mapped) this.mapped ? shade() : setTimeout(shade); // the page need not wait for the first
    this.mapped = mapped;
    isBump ? this.drawBall() : this.drawPaths();
    this.drawCourse(view, steps);
    this.drawReading();
  }

  // How fast every rate and momentum is, where each direction is critically damped, and the best point.
  mapRates(kappa) {
    const { map, valley } = this;
    fill(this.shades, map, (lr, beta) => {
      const factor = Math.max(factorOf(lr / kappa, beta), factorOf(lr, beta));
      return factor < 1 ? SHADES[Math.floor(1000 * factor)] : TOO_FAST;
    });
    this.critical.forEach((line, i) => {
      const betaAt = (lr) => (1 - Math.sqrt(lr / [kappa, 1][i])) ** 2;
      line.setAttribute(
        "d",
        path(Array.from({ length: 41 }, (_, k) => map.point([(k / 20) ** 2, betaAt((k / 20) ** 2)]))),
      );
    });
    const { lr, beta } = this.best();
    this.cross.setAttribute("transform", `translate(${map.point([lr, beta])})`);
    this.rings.forEach((ring, i) => {
      const [x, y] = valley.point([0, 0]);
      const size = {
        cx: x,
        cy: y,
        rx: Math.sqrt(kappa) * (valley.across(0.2 * (i + 1)) - x),
        ry: y - valley.up(0.2 * (i + 1)),
      };
      for (const name in size) ring.setAttribute(name, size[name]);
    });
  }

  // Which rates and momenta carry the ball over the bump.
  mapFates(start) {
    fill(this.shades, this.map, (lr, beta) => FATES[fate(start, lr, beta)]);
  }

  drawPaths() {
    const { valley } = this;
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

  drawBall() {
    const { bump } = this;
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

  // Parameters over steps: of the valley both, of its four forms the first, of the bump the only one.
  drawCourse(view, steps) {
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

  // The reason, and if the run has left the picture, when.
  why() {
    const [{ w }] = this.runs;
    const [low, high] = this.course.y;
    const lost = w.findIndex((point) => !point.every((value) => value >= low && value <= high));
    return this.verdict.why + (lost < 0 ? "" : ` The run left the picture at step ${lost}.`);
  }

  describe() {
    const { words, lines } = this.verdict;
    return `Step ${this.state.steps}: ${this.place()}. Verdict: ${words}. ${[this.why(), ...lines].join(" ")}`;
  }

  // Where the first run is now.
  place() {
    const point = this.runs[0].w.at(-1);
    return point.length === 1
      ? `w = ${number(point[0])}`
      : `w₁ = ${number(point[0])}, w₂ = ${number(point[1])}`;
  }
}

// ---- what a rate and a momentum do ----------------------------------------------------

// The factor per step in a direction of curvature λ: the larger root of r² − (1 + β − ηλ) r + β.
function factorOf(product, beta) {
  const half = 0.5 * (1 + beta - product);
  const spread = half * half - beta;
  return spread < 0 ? Math.sqrt(beta) : Math.abs(half) + Math.sqrt(spread);
}

function regimeOf(product, beta) {
  if (product >= 2 * (1 + beta)) return "unstable";
  const distance = beta - (1 - Math.sqrt(product)) ** 2;
  return Math.abs(distance) < 1e-9 ? "critically damped" : distance > 0 ? "underdamped" : "overdamped";
}

// Where a ball on the double well ends that starts at rest. Once its energy is far below the
// height of the bump, ¼, it will not cross again.
function fate(start, lr, beta) {
  let w = start,
    v = 0,
    crossed = false;
  for (let t = 0; t < 250; t++) {
    v = v * beta + w * (w * w - 1);
    w -= lr * v;
    if (!(Math.abs(w) < 4)) return "escapes";
    crossed ||= w * start < 0;
    if (0.25 * (w * w - 1) ** 2 + 0.5 * lr * v * v < 0.1) break;
  }
  return w * start < 0 ? "clears" : crossed ? "comes back" : "stays";
}

function judgeModes({ modes, state }) {
  const factor = Math.max(...modes.map((mode) => mode.factor));
  const does = ({ regime, product, factor }) =>
    ({
      unstable: "grows",
      "critically damped": "comes down fastest for this rate",
      underdamped: `swings, and shrinks by √β = ${number(factor)} per step`,
      overdamped: `${product > 1 ? "hops from side to side" : "creeps"}, and shrinks by ${number(factor)} per step`,
    })[regime];
  const lines = modes.map(
    (mode, i) =>
      `${["flat", "steep"][i]} direction, ηλ = ${shortNumber(+mode.product.toPrecision(3))}: ${mode.regime}; it ${does(mode)}`,
  );
  if (!state.lr) return { words: "stands still", why: "The rate is zero.", mood: "still", lines: [] };
  if (factor >= 1)
    return {
      words: factor > 1 ? "diverges" : "swings for ever",
      why: "From ηλ = 2(1 + β) on, swings do not shrink.",
      mood: "unstable",
      lines,
    };
  const swings = modes.some(({ regime }) => regime === "underdamped");
  return {
    words: swings ? "swings and settles" : "settles",
    why: `In the long run each step multiplies the error by ${number(factor)}: one digit in ${number(perDigit(factor))} steps.`,
    mood: swings ? "swinging" : "calm",
    lines,
  };
}

function judgeForms(demo) {
  const paths = demo.runs.map(({ w }) => w.map(([first]) => first));
  const lines = FORMS.map(
    (form, i) => `${form}: ${FORMULAS[i]}, η = ${number(demo.rate(form))}: w₁ = ${number(paths[i].at(-1))}`,
  );
  if (
    paths.every((path) => path.every((w, t) => Math.abs(w - paths[0][t]) <= 1e-6 * Math.max(1, Math.abs(w))))
  ) {
    return {
      words: "one path",
      why: "The four forms are the same rule, written differently.",
      mood: "calm",
      lines,
    };
  }
  const why = demo.state.rescaled
    ? "When the rate falls, the first two forms slow down at once; the last two coast."
    : "At the same η the average form takes steps 1 − β times as long.";
  return { words: "they part", why, mood: "swinging", lines };
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

// Steps for one more digit.
function perDigit(factor) {
  return -1 / Math.log10(factor);
}

// The moods' colours as a canvas has them in memory: alpha, blue, green, red.
const ink = (rgb) => (opacity) => ((Math.round(255 * Math.max(0.1, opacity)) << 24) | rgb) >>> 0;
const [CALM, SWINGING, UNSTABLE] = [0xdd863b, 0x0072c2, 0x4848dd].map(ink);

// The faster, the darker: a shade for each doubling of the steps that a digit takes, by thousandths of the factor.
const SHADES = Uint32Array.from({ length: 1000 }, (_, i) =>
  CALM(0.85 - 0.1 * Math.floor(Math.log2(perDigit((i + 0.5) / 1000)))),
);
const TOO_FAST = UNSTABLE(0.3);

const FATES = { stays: CALM(0.15), "comes back": SWINGING(0.5), clears: CALM(0.8), escapes: UNSTABLE(0.3) };

// Have an image fill a plot whose ranges begin at 0, its cells coloured by ink(x, y).
function fill(image, plot, ink) {
  const [columns, rows] = [80, 50];
  const canvas = html("canvas", { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(columns, rows);
  const cells = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < cells.length; i++) {
    cells[i] = ink(
      plot.x[1] * (((i % columns) + 0.5) / columns),
      plot.y[1] * (1 - (Math.floor(i / columns) + 0.5) / rows),
    );
  }
  context.putImageData(pixels, 0, 0);
  const [x, y] = plot.point([0, plot.y[1]]);
  const [right, bottom] = plot.point([plot.x[1], 0]);
  const place = { href: canvas.toDataURL(), x, y, width: right - x, height: bottom - y };
  for (const name in place) image.setAttribute(name, place[name]);
}

define("gd-momentum", Momentum);
