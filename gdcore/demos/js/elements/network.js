// <gd-network>: a small network learns to tell two classes of points apart. Shown are what it says of the
// plane, what each of its units says, its weights, the losses, and the gradient in each layer.

import { datasets, mlp, ruleAndRate } from "../engine/network.js";
import { RandomState } from "../engine/random.js";
import {
  button,
  buttons,
  choices,
  labelsOf,
  seedButton,
  slider,
  table,
  toggle,
  wide,
} from "../kit/controls.js";
import { drawn, number, Plot, shortNumber } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { lessonButtons, lessonWords } from "../kit/lessons.js";
import { readout } from "../kit/readout.js";
import { listenButton } from "../kit/sound.js";
import { Diagram } from "../network/diagram.js";
import { Field, GRID } from "../network/field.js";
import { Run } from "../network/run.js";

const { constants, lessons, rules: RULES, starts } = SETTINGS["gd-network"];
const BUDGET = 3; // milliseconds that a frame may spend on the steps of a long run

const POINT = "Point at a unit or a weight to see its value and its gradient.";

class Network extends Demo {
  title = "a network that learns";
  wordsHeight = { wide: "4.8em", narrow: "9.4em" };
  stepTime = 15;
  field = new Field("what the network says of the plane");
  other = new Field("what the other network says of the plane");
  diagram = new Diagram();
  losses = new Plot();
  norms = new Plot();

  // ---- the visible elements, made once ----
  build() {
    this.verdictText = html("strong", { class: "verdict" });
    this.reasonText = html("span");
    this.placeText = html("p", { class: "place" });
    this.lessonText = lessonWords(this, lessons);
    this.pointed = html("p", { class: "caption pointed" });
    this.diagram.onPoint = (words) => {
      this.pointed.textContent = words || POINT;
    };
    this.diagram.onPoint("");
    for (const plot of [this.losses, this.norms]) {
      plot.root.setAttribute("role", "img");
      Object.assign(plot.margin, { left: 44, right: 74, bottom: 24 });
    }
    this.field.onPress = (x, y) => this.addPoint(x, y);
    const plots = this.plots(this.field, this.other, this.diagram, this.losses, this.norms);
    this.follow(() => this.showWords());
    readout(this, this.losses, "the losses", "step", () => asPoints(this.curves()));
    readout(this, this.norms, "the lengths of the gradient", "step", () => asPoints(this.normCurves()));
    return [
      plots,
      this.pointed,
      html(
        "div",
        { class: "reading" },
        this.placeText,
        html("p", {}, this.verdictText, " ", this.reasonText),
      ),
      html(
        "div",
        { class: "settings" },
        slider(this, "lr", "rate η", { log: true }),
        slider(this, "batch", "batch B", { log: true }),
        wide(choices(this, "start", "start", labelsOf(starts))),
      ),
      buttons(this, this.epochButton(), seedButton(this, "Other start"), listenButton(this)),
      this.onlyWhole(lessonButtons(this, lessons), this.lessonText, this.settings(), this.comparison()),
      table(this, () => this.rows()),
      takeAlong(this),
    ];
  }

  // What the small view leaves out, for a chapter that asks one thing of the network.
  onlyWhole(...parts) {
    const group = html("div", { class: "demo" }, ...parts);
    this.follow(({ view }) => {
      group.hidden = view === "small";
    });
    return group;
  }

  epochButton() {
    return button("Epoch", () => this.goTo(this.state.steps + this.stepsAnEpoch()));
  }

  settings() {
    const ownPoints = html(
      "div",
      { class: "buttons" },
      button("Clear", () => this.take({ points: "", steps: 0 })),
      button("Take back", () => this.take({ points: this.state.points.replace(/[^;]*;$/, ""), steps: 0 })),
      this.classChoice(),
    );
    this.follow(({ data }) => {
      ownPoints.hidden = data !== "own";
    });
    return html(
      "div",
      { class: "settings" },
      wide(choices(this, "rule", "rule", labelsOf(RULES))),
      wide(choices(this, "schedule", "schedule")),
      wide(choices(this, "data", "points", { own: "your own" })),
      wide(ownPoints),
      slider(this, "noise", "noise"),
      slider(this, "width", "units"),
      choices(this, "depth", "hidden layers"),
      choices(this, "activation", "activation"),
    );
  }

  // Which class a press adds: not part of the state, because it changes no picture.
  classChoice() {
    this.classToAdd = 0;
    const group = html("fieldset", { class: "choices" }, html("legend", {}, "press in the plane to add"));
    ["blue", "orange"].forEach((name, label) => {
      const input = html("input", { type: "radio", name: "class", value: label });
      input.checked = label === 0;
      input.addEventListener("change", () => {
        this.classToAdd = label;
      });
      group.append(html("label", {}, input, html("span", {}, name)));
    });
    return group;
  }

  comparison() {
    const controls = html(
      "div",
      { class: "settings" },
      wide(choices(this, "other_rule", "its rule", labelsOf(RULES))),
      slider(this, "other_lr", "its rate η", { log: true }),
      slider(this, "other_batch", "its batch B", { log: true }),
    );
    this.follow(({ compare }) => {
      controls.hidden = !compare;
    });
    return html("div", {}, toggle(this, "compare", "a second network from the same start"), controls);
  }

  resize(width) {
    const isWide = width > 480;
    this.isWide = isWide;
    const square = isWide ? Math.min(0.4 * width, 270) : Math.min(width, 200);
    this.square = square;
    this.diagram.resize(isWide ? width - square : width, isWide ? square : 150);
    for (const plot of [this.losses, this.norms])
      plot.resize(isWide ? 0.5 * width : width, isWide ? 130 : 104);
  }

  // ---- the numbers of a state ----
  compute(state) {
    const { data, noise, points, width, depth, activation, start, schedule, seed } = state;
    const { n, steps } = constants;
    const sizes = [2, ...new Array(depth).fill(width), 2];
    this.model = this.once("model", [width, depth, activation], () => mlp(sizes, activation));
    this.data = this.once("data", [data, noise, points, seed], () =>
      data === "own" ? ownPoints(points) : split(datasets[data](2 * n, noise, new RandomState(seed)), n),
    );
    const causes = [data, noise, points, width, depth, activation, start, schedule, seed];
    this.weights = this.once("weights", causes, () =>
      this.model.init(new RandomState(1000 + seed), starts[start].scale),
    );
    const run = (rule, lr, batch) =>
      new Run(this.model, {
        ...this.data,
        start: this.weights,
        order: 2000 + seed,
        batch: Math.min(batch, this.data.train.y.length),
        ...ruleAndRate(this.model, { rule, lr, schedule }, steps),
      });
    this.run = this.once("run", [...causes, state.rule, state.lr, state.batch], () =>
      run(state.rule, state.lr, state.batch),
    );
    const others = [state.other_rule, state.other_lr, state.other_batch];
    this.otherRun = state.compare ? this.once("other", [...causes, ...others], () => run(...others)) : null;
    this.advance();
  }

  get isEmpty() {
    return this.data.train.y.length === 0;
  }

  // Go on with the runs for a while, and later if that was not long enough: the page stays quick meanwhile.
  advance() {
    const until = performance.now() + BUDGET;
    const wanted = this.isEmpty ? 0 : this.state.steps;
    this.shown = this.isEmpty ? 0 : this.run.reach(wanted, until);
    this.otherShown = this.otherRun && !this.isEmpty ? this.otherRun.reach(wanted, until) : 0;
    this.hasArrived = this.shown === wanted && (!this.otherRun || this.otherShown === wanted);
    cancelAnimationFrame(this.going);
    if (this.hasArrived) return;
    this.going = requestAnimationFrame(() => {
      this.advance();
      if (this.width) this.draw(this.state);
      this.showWords();
      this.judgeGoal();
    });
  }

  stepsAnEpoch() {
    return Math.max(1, Math.ceil(this.data.train.y.length / this.state.batch));
  }

  // The weights that are shown; where there are no points, those of the start.
  weightsOf(run, shown) {
    return this.isEmpty ? this.weights : run.points[shown].w;
  }

  // ---- the picture of a state ----
  draw({ compare, view }) {
    const w = this.weightsOf(this.run, this.shown);
    this.other.root.hidden = !compare;
    this.diagram.root.hidden = compare;
    this.pointed.hidden = compare;
    for (const plot of [this.losses, this.norms]) plot.root.style.display = view === "small" ? "none" : "";
    // On a phone two squares lie side by side.
    const side = compare && !this.isWide ? Math.floor(this.width / 2) : this.square;
    this.once("side", [side], () => [this.field, this.other].forEach((field) => field.resize(side, side)));
    const outputs = this.model.forward(w, GRID);
    this.field.draw(outputs.at(-1), this.data.train);
    if (compare) {
      const other = this.weightsOf(this.otherRun, this.otherShown);
      this.other.draw(this.model.forward(other, GRID).at(-1), this.data.train);
    } else this.diagram.draw(this.model, w, this.gradient(w), outputs);
    this.drawLosses();
    this.drawNorms();
  }

  // The gradient on all points that are learned.
  gradient(w) {
    return this.isEmpty
      ? w.map(() => 0)
      : this.model.lossAndGrad(w, this.data.train.X, this.data.train.y).grad;
  }

  curves() {
    if (this.isEmpty) return [];
    const runs = [{ run: this.run, shown: this.shown, labels: ["training", "test"] }];
    if (this.otherRun)
      runs.push({ run: this.otherRun, shown: this.otherShown, labels: ["other", "its test"] });
    return runs.flatMap(({ run, shown, labels }, i) =>
      ["train", "test"].map((kind, k) => ({
        label: labels[k],
        values: run.losses(kind, shown),
        series: 2 * i + k,
      })),
    );
  }

  drawLosses() {
    const plot = this.losses;
    const curves = this.curves().filter(({ values }) => values.some(Number.isFinite));
    const first = this.isEmpty ? 1 : this.run.points[0].train;
    const top = Math.min(1.2 * Math.max(0.8, first), 4);
    plot.setRanges([0, this.lastTick()], [0, top]);
    plot.setBack(() => [plot.axes("", "loss")], top, this.lastTick());
    plot.front.replaceChildren(...drawn(plot, curves));
    plot.root.setAttribute(
      "aria-label",
      curves.map(({ label, values }) => `${label} ${number(values.at(-1))}`).join(", ") || "no points",
    );
  }

  drawNorms() {
    const plot = this.norms;
    plot.setRanges([0, this.lastTick()], [1e-4, 10], true);
    plot.setBack(() => [plot.axes("", "length of the batch's gradient")], this.lastTick());
    const curves = this.normCurves();
    plot.front.replaceChildren(...drawn(plot, curves));
    plot.root.setAttribute(
      "aria-label",
      curves.map(({ label, values }) => `gradient of ${label}: ${number(values.at(-1) ?? NaN)}`).join(", "),
    );
  }

  normCurves() {
    if (this.isEmpty) return [];
    const norms = this.run.losses("norms", this.shown);
    return this.model.layers.map((_, l) => ({
      label: l < this.model.layers.length - 1 ? `hidden ${l + 1}` : "scores",
      values: norms.map((norm) => norm[l]),
      series: l,
    }));
  }

  // The end of the axis of steps: it grows with the run, in a few leaps.
  lastTick() {
    return [50, 100, 200, 400, 1000].find((tick) => this.state.steps <= tick);
  }

  // ---- what the reader does ----
  addPoint(x, y) {
    const points = this.state.data === "own" ? this.state.points : asText(this.data.train);
    if (points.split(";").length > 500) {
      this.notice.textContent = "There are 500 points already, and that is as many as fit.";
      this.notice.hidden = false;
      this.say(this.notice.textContent);
      return;
    }
    this.take({ data: "own", points: `${points}${round(x)},${round(y)},${this.classToAdd};`, steps: 0 });
  }

  // ---- words ----
  // The verdict waits until the run has arrived, because words that change with every frame cannot be read.
  showWords() {
    this.placeText.textContent = this.describePlace();
    if (!this.hasArrived) return;
    const { words, reason, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.reasonText.textContent = reason;
  }

  judge() {
    if (this.isEmpty) return { words: "no points", reason: "Press in the plane to add some.", mood: "still" };
    return judge(this.model, this.run, this.shown, this.data.train, this.state);
  }

  describePlace() {
    if (this.isEmpty) return "";
    const { train, test } = this.run.points[this.shown];
    const epoch = +(this.shown / this.stepsAnEpoch()).toFixed(1);
    const own = `Step ${this.shown}, epoch ${shortNumber(epoch)}: training loss ${number(train)}`;
    const onTest = Number.isNaN(test) ? "" : `, test loss ${number(test)}`;
    const other = this.otherRun ? `; the other's ${number(this.otherRun.points[this.otherShown].train)}` : "";
    return `${own}${onTest}${other}.`;
  }

  describe() {
    const { words, reason } = this.judge();
    const { state } = this;
    const rate = shortNumber(state.lr);
    const settings = `${state.rule}, rate ${rate}, batches of ${state.batch}, ${state.schedule}`;
    const start = starts[state.start].label;
    const network = `${state.depth} × ${state.width} ${state.activation} units, ${start} start`;
    const points = `${state.data} with noise ${state.noise}, seed ${state.seed}`;
    const other = state.compare
      ? ` The other: ${state.other_rule}, rate ${state.other_lr}, batches of ${state.other_batch}.`
      : "";
    const here = `${this.describePlace()} ${words}. ${reason}`;
    return `${here} ${settings}; ${network}; ${points}.${other} ${this.lessonText.textContent}`;
  }

  measures() {
    if (this.isEmpty) return {};
    const { train, test, w } = this.run.points[this.shown];
    const dead = deadUnits(this.model, w, this.data.train.X, this.state.activation);
    return { steps: this.shown, loss: train, test_loss: test, dead: sum(dead) };
  }

  rows() {
    const heads = [
      "step t",
      "training loss",
      "test loss",
      ...this.model.layers.map((_, l) => `gradient in layer ${l + 1}`),
    ];
    if (this.isEmpty) return [heads];
    this.run.reach(this.state.steps);
    const points = this.run.points.slice(0, this.state.steps + 1);
    return [heads, ...points.map(({ train, test, norms }, t) => [t, train, test, ...norms])];
  }
}

function asPoints(curves) {
  return curves.map(({ label, values }) => ({ name: label, points: values.map((value, t) => [t, value]) }));
}

// ---- what a run is doing ----
function judge(model, run, step, { X, y }, { activation, width, batch }) {
  const { w } = run.points[step];
  const [losses, tests] = ["train", "test"].map((kind) => run.losses(kind, step));
  const broken = losses.findIndex((loss) => !Number.isFinite(loss));
  if (broken >= 0) return verdict("diverged", `Since step ${broken} the loss is not a number.`, "unstable");
  if (width > 1 && unitsAreOne(model, w))
    return verdict(
      "all units are one",
      "They hold the same weights and get the same gradient, so they stay the same.",
      "unstable",
    );
  const dead = deadUnits(model, w, X, activation);
  const whole = dead.findIndex((count, l) => count === model.layers[l].outputs);
  if (whole >= 0)
    return verdict(
      "dead",
      `No unit of hidden layer ${whole + 1} responds to any point, so nothing behind it can learn.`,
      "unstable",
    );
  const silent = sum(dead);
  const note = silent ? `${silent} of its units ${silent === 1 ? "responds" : "respond"} to no point.` : "";
  if (step === 0) return verdict("at the start", note, "calm");
  const accuracy = shareRight(model, w, X, y);
  const learned = `${Math.round(100 * accuracy)} % of the points are right. ${note}`;
  const best = Math.min(...tests);
  if (accuracy > 0.97 && losses[step] < 0.12 && !(tests[step] > 1.5 * best + 0.05))
    return verdict("has learned", learned, "calm");
  if (tests[step] > 1.3 * best + 0.05 && losses[step] < 0.9 * losses[tests.indexOf(best)])
    return verdict(
      "overfitting",
      `The training loss falls while the test loss, once ${number(best)}, has risen. ${learned}`,
      "swinging",
    );
  if (goesUpAndDown(losses))
    return batch < y.length
      ? verdict("jitters", `Each batch of ${batch} pulls its own way. ${learned}`, "swinging")
      : verdict("swings", `The rate is too high for the ground it is on. ${learned}`, "swinging");
  if (isOnPlateau(losses))
    return verdict(
      "on a plateau",
      `In the last sixty steps the loss has hardly changed. ${learned}`,
      "swinging",
    );
  return verdict("learning", learned, "calm");
}

function goesUpAndDown(losses) {
  const recent = losses.slice(-41);
  const ups = recent.filter((loss, i) => loss > recent[i - 1]).length;
  const spread = (Math.max(...recent) - Math.min(...recent)) / Math.max(recent.at(-1), 0.02);
  return recent.length > 20 && ups > 0.3 * recent.length && spread > 0.5;
}

function isOnPlateau(losses) {
  const [before, loss] = [losses.at(-61), losses.at(-1)];
  return loss > 0.25 && before - loss < 0.02 * before; // before step 60 there is no `before`
}

function verdict(words, reason, mood) {
  return { words, reason: reason.trim(), mood };
}

// Whether all units of the first hidden layer hold the same weights.
function unitsAreOne({ layers: [{ inputs, outputs, weights, biases }] }, w) {
  for (let k = 1; k < outputs; k++) {
    if (w[biases + k] !== w[biases]) return false;
    for (let j = 0; j < inputs; j++)
      if (w[weights + j * outputs + k] !== w[weights + j * outputs]) return false;
  }
  return true;
}

// How many units of each hidden layer give 0 for every point; only a ReLU can.
function deadUnits(model, w, X, activation) {
  if (activation !== "relu") return [];
  const hidden = model.forward(w, X).slice(0, -1);
  return hidden.map((layer, l) => {
    const { outputs } = model.layers[l];
    const responds = new Array(outputs).fill(false);
    layer.forEach((a, i) => {
      if (a > 0) responds[i % outputs] = true;
    });
    return responds.filter((alive) => !alive).length;
  });
}

function sum(numbers) {
  return numbers.reduce((total, x) => total + x, 0);
}

function shareRight(model, w, X, y) {
  const scores = model.forward(w, X).at(-1);
  return y.filter((label, i) => scores[2 * i + 1] > scores[2 * i] === (label === 1)).length / y.length;
}

// ---- points ----
function split({ X, y }, n) {
  return { train: { X: X.slice(0, 2 * n), y: y.slice(0, n) }, test: { X: X.slice(2 * n), y: y.slice(n) } };
}

// The reader's own points, "x,y,class;" for each: all of them are learned.
function ownPoints(text) {
  const points = text
    .split(";")
    .slice(0, -1)
    .map((point) => point.split(",").map(Number));
  const train = { X: points.flatMap((point) => point.slice(0, 2)), y: points.map(([, , label]) => label) };
  return { train, test: { X: [], y: [] } };
}

function asText({ X, y }) {
  return y.map((label, i) => `${round(X[2 * i])},${round(X[2 * i + 1])},${label};`).join("");
}

function round(x) {
  return +Math.min(1.299, Math.max(-1.299, x)).toFixed(3);
}

define("gd-network", Network);
