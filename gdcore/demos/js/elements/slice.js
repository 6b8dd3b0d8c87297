// <gd-slice>: the loss of a small network over a plane through the space of its parameters, the path of a run
// in it, and beside it the sharpness and the loss along the run.

import { datasets, mlp, ruleAndRate } from "../engine/network.js";
import { RandomState } from "../engine/random.js";
import { planeOf, randomPlane, sharpestPlane } from "../engine/slice.js";
import { buttons, choices, labelsOf, seedButton, slider, table, wide } from "../kit/controls.js";
import { contours, drawn, number, Plot, path, roundUp, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { lessonButtons, lessonWords } from "../kit/lessons.js";
import { readout } from "../kit/readout.js";
import { CIVIDIS, Shades } from "../kit/shades.js";
import { listenButton } from "../kit/sound.js";
import { Layer, LossField, WholeRun } from "../network/survey.js";

const { constants, lessons, rules: RULES } = SETTINGS["gd-slice"];
const { n: POINTS, noise: NOISE, steps: STEPS, every: EVERY, cells: CELLS, colours: COLOURS } = constants;

// Milliseconds that a frame may spend on what is not computed yet: few while a hand moves something.
const BUDGETS = { moving: 1, playing: 2, resting: 8 };
const REST = 120; // milliseconds after which a hand rests

const LEVELS = Array.from({ length: 27 }, (_, i) => [1, 2, 5][i % 3] * 10 ** (Math.floor(i / 3) - 4));
const KEY = 150; // the length of the bar that says what the colours mean, in pixels
const LATELY = 30; // steps
const RECENT = 6; // of a path that swings, the steps that are drawn strongly
const LOSS = { stroke: SERIES[0].stroke };
const SHARPNESS = { stroke: SERIES[3].stroke };
const EDGE = { stroke: "currentColor", "stroke-dasharray": "5 4" };

const PLANES = {
  run: {
    label: "the run",
    axes: ["first principal direction", "second principal direction"],
    words:
      "The plane in which the run is widest: the two principal directions of its points. It shows where " +
      "the run drifts. What goes to and fro in other directions is not seen, and any walk that drifts, " +
      "even a random one, looks like a smooth curve in such a plane.",
  },
  random: {
    label: "random",
    axes: ["first random direction", "second random direction"],
    words:
      "Two random directions from the end of the run; 1 is a change as large as the weights of each unit. " +
      "They show how the ground is on average. It is steep in a few directions only, which random ones " +
      "miss: narrow valleys look wide, and the path is seen nearly end on.",
  },
  sharpest: {
    label: "gradient and sharpest",
    axes: ["sharpest direction", "rest of the gradient"],
    words:
      "Across, the direction in which the loss curves most at the present point; up, what is left of the " +
      "gradient there. They show why a step overshoots. They belong to this point alone: some steps on " +
      "both have turned, and of the path farther away the slice shows little.",
  },
};

class Slice extends Demo {
  title = "a slice through the loss of a network";
  wordsHeight = { wide: "6.6em", narrow: "12.6em" };
  stepTime = 15;
  plot = new Plot();
  shades = new Shades(this.plot);
  sharpnesses = new Plot();
  losses = new Plot();

  // ---- the visible elements, made once ----
  build() {
    this.verdict = html("strong", { class: "verdict" });
    this.reason = html("span");
    this.view = html("strong", { class: "verdict" });
    this.viewReason = html("span");
    this.place = html("p", { class: "place" });
    this.words = html("p", { class: "caption" });
    this.lesson = lessonWords(this, lessons);
    const pair = seedButton(this, "Another pair", "pair");
    this.follow(({ directions }) => {
      this.showWords();
      pair.hidden = directions !== "random";
      this.words.textContent = PLANES[directions].words;
    });
    return [
      choices(this, "directions", "along", labelsOf(PLANES)),
      this.buildPlots(),
      html(
        "div",
        { class: "reading" },
        html("p", {}, this.verdict, " ", this.reason),
        html("p", {}, this.view, " ", this.viewReason),
      ),
      html(
        "div",
        { class: "sliders" },
        slider(this, "lr", "rate η", { log: true }),
        slider(this, "steps", "step t"),
        slider(this, "reach", "reach", { log: true }),
      ),
      buttons(this, pair, seedButton(this, "Other start"), listenButton(this)),
      lessonButtons(this, lessons),
      this.lesson,
      this.settings(),
      this.place,
      this.words,
      table(this, () => this.rows()),
      takeAlong(this),
    ];
  }

  buildPlots() {
    const { plot, sharpnesses, losses } = this;
    Object.assign(plot.margin, { top: 52, left: 38 });
    Object.assign(sharpnesses.margin, { left: 48, right: 44, bottom: 24 });
    Object.assign(losses.margin, { left: 48, right: 44 });
    for (const { root } of [plot, sharpnesses, losses]) root.setAttribute("role", "img");
    plot.root.setAttribute("aria-label", "The loss over the plane is being computed.");
    const curves = html("div", {}, sharpnesses.root, losses.root);
    const row = this.plots(this.shades, { root: curves });
    readout(this, sharpnesses, "the sharpness", "step", () => [
      { name: "sharpness", points: this.measured() },
    ]);
    readout(this, losses, "the training loss", "step", () => [
      { name: "loss", points: this.lossesShown().map((loss, t) => [t, loss]) },
    ]);
    this.pointed = svg("text", { "aria-hidden": "true", "text-anchor": "end" });
    plot.root.append(svg("g", { class: "values-here" }, this.pointed));
    for (const event of ["pointermove", "pointerdown"])
      plot.root.addEventListener(event, (event) => this.readSlice(plot.under(event)));
    plot.root.addEventListener("pointerleave", () => this.readSlice([NaN, NaN]));
    return row;
  }

  // The loss of the slice under a pointer.
  readSlice(place) {
    const loss = this.seen && this.plot.contains(place) ? this.seen.at(...place) : NaN;
    this.pointed.textContent = Number.isNaN(loss) ? "" : `loss here ${number(loss)}`;
  }

  settings() {
    return html(
      "div",
      { class: "settings" },
      wide(choices(this, "rule", "rule", labelsOf(RULES))),
      wide(choices(this, "data", "points")),
      slider(this, "width", "units"),
      choices(this, "depth", "hidden layers"),
    );
  }

  resize(width) {
    const isWide = width > 480;
    const side = isWide ? Math.min(0.48 * width, 330) : Math.min(width, 270);
    const { top, right, bottom, left } = this.plot.margin;
    const height = side - left - right + top + bottom; // what is within the axes is a square
    const [column, half] = isWide ? [width - side, height / 2] : [width, 106];
    this.plot.resize(side, height);
    this.sharpnesses.resize(column, half - 9);
    this.losses.resize(column, half + 9);
    for (const [key, value] of Object.entries({ x: side - 20, y: this.plot.margin.top + 16 }))
      this.pointed.setAttribute(key, value);
  }

  // ---- the numbers of a state ----
  compute({ rule, lr, directions, reach, pair, data, width, depth, seed, steps }) {
    const sizes = [2, ...new Array(depth).fill(width), 2];
    this.model = this.once("model", sizes, () => mlp(sizes, "tanh"));
    const causes = [data, width, depth, seed, rule, lr];
    this.whole = this.once("whole", causes, () => this.startRun(data, seed, rule, lr));
    // While it plays, the plane through the present point stays where it was laid.
    if (!this.playing || this.laid === undefined) this.laid = steps;
    const through = { run: 0, random: pair, sharpest: this.laid }[directions];
    const ofLayer = [...causes, directions, through];
    this.layer = this.once("layer", ofLayer, () => {
      const { whole, model } = this;
      return new Layer(whole, directions, () => LAY[directions](whole, through, model));
    });
    this.field = this.once("field", [...ofLayer, reach], () => new LossField(this.layer, reach, CELLS));
    this.see();
    this.goOn();
    if (this.isHalfSaid && !this.isBusy) this.sayAll();
  }

  startRun(data, seed, rule, lr) {
    const { X, y } = datasets[data](2 * POINTS, NOISE, new RandomState(seed));
    const task = {
      train: { X: X.slice(0, 2 * POINTS), y: y.slice(0, POINTS) },
      test: { X: [], y: [] },
      start: this.model.init(new RandomState(1000 + seed), 1),
      batch: POINTS,
      ...ruleAndRate(this.model, { rule, lr, schedule: "constant" }, STEPS),
    };
    return new WholeRun(this.model, task, STEPS, EVERY);
  }

  // ---- what takes longer than a frame ----
  // All that is to be computed, in this order.
  get jobs() {
    const { whole, layer, field } = this;
    const [few, ...more] = whole.measuring;
    return [whole.training, layer, field.passes[0], few, ...field.passes.slice(1), ...more];
  }

  get isBusy() {
    return this.jobs.some(({ isDone }) => !isDone);
  }

  // Compute for some milliseconds of each frame, as long as something is to be done; not before the demo
  // has a size, as on a slide that is still to come.
  goOn() {
    if (this.going || !this.isBusy || !this.width) return;
    this.going = requestAnimationFrame((now) => {
      this.going = 0;
      const pace = this.playing ? "playing" : now - this.moved < REST ? "moving" : "resting";
      const until = performance.now() + BUDGETS[pace];
      const waiting = this.jobs.filter(({ isDone }) => !isDone);
      const isDone = waiting.every((job) => job.go(until));
      if (waiting[0]?.isDone) this.showMore(isDone);
      this.goOn();
    });
  }

  // Show what has just been computed; when all of it is there, say it to those who have been told half of it.
  showMore(isAll) {
    this.news = (this.news ?? 0) + 1;
    if (isAll) return this.show(this.state);
    this.see();
    if (this.width) this.draw(this.state);
    this.showWords();
  }

  // What is on screen: a field, the plane that it is of, and its run; older ones until the new are there.
  see() {
    if (this.field.stride) this.seen = this.field;
    this.run = this.seen?.layer.whole ?? this.whole;
    this.shown = Math.min(this.state.steps, this.run.run.points.length - 1);
    this.isStale = this.run !== this.whole;
  }

  update(change) {
    this.moved = performance.now();
    super.update(change);
  }

  sayAll() {
    super.sayAll();
    this.isHalfSaid = this.isBusy;
  }

  // ---- the picture of a state ----
  draw({ reach }) {
    this.row.classList.toggle("stale", this.isStale);
    this.drawSlice(reach);
    this.drawSharpness();
    this.drawLosses();
  }

  drawSlice(reach) {
    const { plot, seen } = this;
    const layer = seen?.layer;
    const half = !seen ? 1 : layer === this.layer ? layer.result.half * reach : seen.half;
    plot.setRanges([-half, half], [-half, half]);
    const names = PLANES[layer?.directions ?? this.state.directions].axes;
    plot.setBack(() => [plot.axes(...names), this.key()], half, names);
    if (!seen) return;
    const loss = (x, y) => seen.at(x, y);
    const causes = [plot.width, half, this.news];
    this.once("shades", causes, () => this.shades.paint((x, y) => colourOf(loss(x, y))));
    const { levels, pixels, whole } = this.once("lines", causes, () => {
      const pixels = layer.places.map((place) => plot.point(place));
      const cells = CELLS / seen.stride;
      const isCurrent = seen.half === half;
      const levels = isCurrent ? contours(plot, loss, LEVELS, cells, cells) : "";
      return { levels, pixels, whole: path(pixels) };
    });
    plot.front.replaceChildren(
      plot.inside(
        svg("path", { class: "levels", d: levels }),
        svg("path", { class: "ahead", d: whole }),
        ...this.drawRoute(pixels, layer.directions),
      ),
    );
    plot.root.setAttribute("aria-label", this.describeView() || "The loss over the plane is being computed.");
  }

  // The path so far, of which only the end is strong where a swing would cover it, and the ball.
  drawRoute(pixels, directions) {
    const recent = directions === "sharpest" ? Math.max(0, this.shown - RECENT) : 0;
    const route = path(pixels.slice(recent, this.shown + 1));
    const [cx, cy] = pixels[this.shown];
    return [
      svg("path", { class: "past", d: path(pixels.slice(0, recent + 1)) }),
      svg("path", { class: "route under", d: route }),
      svg("path", { class: "route", d: route }),
      svg("circle", { class: "ball", r: 7, cx, cy }),
    ];
  }

  // What the colours mean.
  key() {
    const right = this.plot.width - this.plot.margin.right;
    const ticks = [0.03, 0.1, 0.3, 1, 3].map((loss) => text(right - KEY * (1 - shareOf(loss)), 26, loss));
    return svg(
      "g",
      { class: "key" },
      text(right - KEY - 8, 13, "training loss", "end"),
      CIVIDIS.bar("losses", right - KEY, 5, KEY),
      ...ticks,
    );
  }

  drawSharpness() {
    const { sharpnesses: plot, run } = this;
    const { factor, edge } = this.edge();
    const most = Math.max(1e-3, ...run.sharpness.filter(Number.isFinite));
    const top = roundUp(1.1 * (edge < 3 * most ? Math.max(edge, most) : most));
    plot.setRanges([0, STEPS], [0, top]);
    plot.setBack(() => [plot.axes("", "sharpness")], top);
    const line = [0, STEPS].map((t) => [t, edge]);
    const ends = drawn(plot, [
      { points: this.measured(), stroke: SHARPNESS },
      ...(edge < top ? [{ label: `${factor}/η`, points: line, stroke: EDGE }] : []),
    ]);
    const above =
      edge >= top ? [text(plot.width - 4, 14, `${factor}/η = ${number(edge)}, far above`, "end")] : [];
    plot.front.replaceChildren(...ends, ...above);
    const last = this.measured().at(-1)?.[1];
    plot.root.setAttribute(
      "aria-label",
      last ? `Sharpness along the run, at last ${number(last)}` : "Sharpness",
    );
  }

  drawLosses() {
    const { losses: plot, run } = this;
    const all = (run.losses ?? [run.run.points[0].train]).filter((loss) => loss > 0 && loss < Infinity);
    const range = [1 / roundUp(1 / Math.min(...all)), roundUp(1.01 * Math.max(...all))];
    plot.setRanges([0, STEPS], range, true);
    plot.setBack(() => [plot.axes("step t", "training loss")], range);
    const values = this.lossesShown();
    plot.front.replaceChildren(...drawn(plot, [{ values, stroke: LOSS }]));
    plot.root.setAttribute("aria-label", `Training loss, after ${this.shown} steps ${number(values.at(-1))}`);
  }

  lossesShown() {
    return this.run.run.losses("train", this.shown);
  }

  // The sharpness where it is known by now, as [step, value].
  measured() {
    return this.run.sharpness
      .map((value, i) => [i * EVERY, value])
      .filter(([step, value]) => step <= this.shown && Number.isFinite(value));
  }

  // The sharpness beyond which swings grow on a bowl: `factor` over η; NaN for rules without one.
  edge() {
    const { rule, lr } = this.state;
    const { edge } = RULES[rule];
    return edge ? { factor: shortNumber(+edge.toFixed(2)), edge: edge / lr } : { edge: NaN };
  }

  // ---- words ----
  showWords() {
    const { words, reason, mood } = this.judge();
    this.root.dataset.mood = mood;
    // Unseen while something is computed, so that no words move when the right ones come.
    const isWaiting = words === "…";
    this.verdict.closest(".reading").style.visibility = isWaiting ? "hidden" : "";
    this.verdict.textContent = words;
    this.reason.textContent = reason;
    const share = isWaiting ? Number.NaN : this.share();
    this.view.hidden = Number.isNaN(share);
    this.view.textContent = share < 0.5 ? "leaves the slice" : "in the slice";
    this.viewReason.textContent = Number.isNaN(share) ? "" : this.describeView();
    this.place.textContent = `${this.describePlace()}${this.isBusy ? " …" : ""}`;
  }

  judge() {
    const loss = this.lossesShown().at(-1);
    if (this.isStale || this.shown < this.state.steps)
      return { words: "…", reason: "The run is being computed.", mood: "still" };
    if (!Number.isFinite(loss))
      return { words: "diverged", reason: "The loss is not a number.", mood: "unstable" };
    const sharp = this.recentSharpness();
    if (Number.isNaN(sharp)) return { words: "…", reason: "The sharpness is being measured.", mood: "still" };
    return judge(this.state.rule, sharp, this.edge());
  }

  // The mean of what was measured lately: at the edge it may swing from step to step.
  recentSharpness() {
    const recent = this.measured().filter(([step]) => step > this.shown - LATELY);
    return recent.reduce((total, [, value]) => total + value, 0) / recent.length;
  }

  share() {
    return this.seen ? this.seen.layer.share(this.shown) : NaN;
  }

  describeView() {
    const share = this.share();
    if (Number.isNaN(share)) return "";
    const { layer } = this.seen;
    const there = number(layer.loss(layer.places[this.shown]));
    const inside = this.plot.contains(layer.places[this.shown]) ? "" : " The ball is outside the picture.";
    return (
      `The path drawn here is ${Math.round(100 * share)} % as long as the run's own. At the ball the slice ` +
      `shows a loss of ${there}, where the run has ${number(this.lossesShown().at(-1))}.${inside}`
    );
  }

  describePlace() {
    const sharp = this.recentSharpness();
    const known = Number.isNaN(sharp) ? "" : `, sharpness of the last ${LATELY} steps ${number(sharp)}`;
    return `Step ${this.shown}: training loss ${number(this.lossesShown().at(-1))}${known}.`;
  }

  describe() {
    const { words, reason } = this.judge();
    const { rule, lr, directions, reach, pair, data, width, depth, seed } = this.state;
    const slice = `Slice through ${PLANES[directions].label}, reach ${shortNumber(reach)}, pair ${pair}`;
    const network = `${depth} × ${width} units; ${data}, seed ${seed}`;
    const setting = `${RULES[rule].label}, rate ${shortNumber(lr)}; ${network}`;
    const view = `${this.view.textContent}. ${this.viewReason.textContent}`;
    const here = `${this.describePlace()} ${words}. ${reason}`;
    return `${here} ${view} ${slice}; ${setting}. ${this.lesson.textContent}`;
  }

  measures() {
    const sharp = this.recentSharpness();
    const place = this.seen?.layer.places[this.shown];
    return {
      steps: this.shown,
      loss: this.lossesShown().at(-1),
      sharpness: sharp,
      edge: sharp / this.edge().edge,
      share: 100 * this.share(),
      side: place ? place[0] / this.plot.x[1] : 0,
    };
  }

  rows() {
    const { whole, layer } = this;
    whole.training.go();
    layer.go();
    const [across, up] = PLANES[layer.directions].axes;
    const sharp = (t) => (t % EVERY ? "" : number(whole.sharpness[t / EVERY], 4));
    const steps = Array.from({ length: this.state.steps + 1 }, (_, t) => t);
    return [
      ["step t", "training loss", across, up, "sharpness"],
      ...steps.map((t) => [t, whole.losses[t], ...layer.places[t], sharp(t)]),
    ];
  }
}

// How each plane is laid; the second argument says which pair, or at which step.
const LAY = {
  run: ({ path }) => planeOf(path),
  random: ({ path }, pair, model) => randomPlane(model, path.at(-1), new RandomState(3000 + pair)),
  sharpest: ({ path, grad }, step) => sharpestPlane(grad, path[step]),
};

// ---- what a run is doing ----
function judge(rule, sharpness, { factor, edge }) {
  if (Number.isNaN(edge))
    return {
      words: "no such edge",
      reason:
        `${RULES[rule].label} divides by the gradient's size, so 2/η is no limit. ` +
        `Sharpness lately ${number(sharpness)}.`,
      mood: "still",
    };
  const share = sharpness / edge;
  const [words, tail, mood] =
    share < 0.85
      ? ["below the edge", "swings die out", "calm"]
      : share <= 1.15
        ? ["at the edge", "it hovers there", "swinging"]
        : ["beyond the edge", "each swing is larger than the last", "unstable"];
  const percent = Math.round(100 * share);
  const of = `Sharpness lately ${number(sharpness)}, ${percent} % of ${factor}/η = ${number(edge)}`;
  return { words, reason: `${of}: ${tail}.`, mood };
}

// ---- colours ----
function colourOf(loss) {
  return CIVIDIS.at(shareOf(loss));
}

// How far along the colours a loss is.
function shareOf(loss) {
  const [from, to] = COLOURS;
  return Math.log(loss / from) / Math.log(to / from);
}

define("gd-slice", Slice);
