// <gd-batching>: a line fitted by minibatches; the cloud of their gradients, three clocks, the noise floor.

import { descend, rules } from "../engine/engine.js";
import { Plot, SERIES, contours, dots, number, path, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { button, buttons, choices, handle, sample, slider, table } from "../kit/controls.js";
import { line } from "../engine/line.js";
import { RandomState, normals } from "../engine/random.js";

class Batching extends Demo {
  title = "batching";
  settings = SETTINGS["gd-batching"];
  stepTime = 60;
  data = new Plot();
  bowl = new Plot();
  race = new Plot();
  lines = svg("g");

  // ---- what is seen, once ----
  build() {
    this.problem = batchingProblem(this.settings.constants);
    this.data.setRanges([-1.3, 1.3], [-2.2, 2.8]);
    this.bowl.setRanges([-1.5, 3], [-1.5, 2.5]);
    for (const plot of [this.data, this.race]) plot.root.setAttribute("role", "img");
    this.race.margin.left = 44;
    const plots = this.plots(this.data, this.bowl, this.race);
    handle(this, this.bowl, "start of the line", {
      x: "slope",
      y: "bias",
      text: ({ slope, bias }) => `slope ${shortNumber(slope)}, bias ${shortNumber(bias)}`,
    });
    this.verdictText = html("strong", { class: "verdict" });
    this.floorText = html("span");
    this.placeText = html("p", { class: "place" });
    this.legend = html("p", { class: "caption legend" });
    this.follow(() => this.showWords());
    return [
      slider(this, "batch", "batch size B", { log: true }),
      slider(this, "lr", "learning rate η", { log: true }),
      choices(this, "draw", "batches", {
        dealt: "dealt: shuffle, then in turn",
        drawn: "drawn: with replacement",
      }),
      plots,
      html(
        "p",
        { class: "caption" },
        "Orange: where each of sixty minibatches would send the line from here, at rate 1.",
      ),
      choices(this, "clock", "compare after the same", { steps: "steps", epochs: "epochs", time: "time" }),
      this.legend,
      buttons(
        this,
        button("Other draws", () => this.drawAnew()),
      ),
      html("div", { class: "reading" }, html("p", {}, this.verdictText, " ", this.floorText), this.placeText),
      table(this, () => [
        ["step t", "slope", "bias", "loss"],
        ...this.path.slice(0, this.state.steps + 1).map((w, t) => [t, ...w, this.problem.examples.value(w)]),
      ]),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.data.resize(isWide ? 0.45 * width : width, isWide ? 290 : 220);
    this.bowl.resize(isWide ? 0.55 * width : width, isWide ? 290 : 260);
    this.race.resize(width, isWide ? 230 : 210);
  }

  drawAnew() {
    this.take({ seed: (this.state.seed + 1) % (this.parameters.seed.max + 1) });
  }

  // ---- the numbers of a state: computed anew unless only the steps have changed ----
  compute(state) {
    const { batch, slope, bias } = state;
    const key = Object.values({ ...state, steps: 0 }).join();
    if (key === this.key) return;
    this.key = key;
    const { problem, settings } = this;
    const horizon = (size) => Math.floor(settings.clocks[state.clock] / this.clockStep(size));
    const walk = (size, steps) => problem.path(state, [slope, bias], size, steps);
    const racer = (size, path) => ({ size, losses: path.slice(0, horizon(size) + 1).map(problem.excess) });
    const othersKey = Object.values({ ...state, steps: 0, batch: 0 }).join();
    if (othersKey !== this.othersKey)
      this.others = [1, settings.constants.n].map((size) => racer(size, walk(size, horizon(size))));
    this.othersKey = othersKey;
    this.path = walk(batch, Math.max(this.parameters.steps.max, horizon(batch)));
    this.racers = [racer(batch, this.path), ...this.others.filter(({ size }) => size !== batch)];
    this.cloud = problem.cloud(state);
    this.predicted = problem.predictedFloor(state);
    this.measureLater();
  }

  // A long run: once the hand rests.
  measureLater() {
    this.measured = null;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.measured = this.problem.measuredFloor(this.state);
      this.showWords();
      if (this.status.textContent.includes("…")) this.sayAll(); // it was said before it was known
    }, 150);
  }

  // By how much a step of so many examples moves the clock.
  clockStep(size) {
    const { n, overhead, per_example } = this.settings.constants;
    return { steps: 1, epochs: 1 / Math.ceil(n / size), time: overhead + per_example * size }[
      this.state.clock
    ];
  }

  // ---- the picture of a state ----
  draw({ steps, clock }) {
    this.drawData();
    this.drawBowl();
    const drawn = [this.key, this.width].join();
    if (drawn !== this.drawn) this.drawRace(clock);
    this.drawn = drawn;
    const [x, y] = this.race.point([
      steps * this.clockStep(this.state.batch),
      this.problem.excess(this.path[steps]),
    ]);
    this.race.front.replaceChildren(
      this.race.inside(this.lines, svg("circle", { class: "ball", cx: x, cy: y, r: 7 })),
    );
  }

  drawData() {
    const { data: plot, problem, path: points } = this;
    const { x, y } = problem.examples;
    const { steps } = this.state;
    const place = (rows) => rows.map((i) => plot.point([x[i], y[i]]));
    const drawLine = ([slope, bias]) => path(plot.x.map((x) => plot.point([x, slope * x + bias])));
    plot.setBack(() => [
      plot.axes("x", "y"),
      svg("path", { class: "plain dots", d: dots(place(x.map((_, i) => i))) }),
      plot.inside(svg("path", { class: "plain", d: drawLine(problem.minimum) })),
    ]);
    plot.front.replaceChildren(
      svg("path", { class: "dots", d: dots(place(steps ? points.batches[steps - 1] : [])) }),
      plot.inside(svg("path", { class: "losses", d: drawLine(points[steps]) })),
    );
    plot.root.setAttribute(
      "aria-label",
      `64 points, the best line, and the line at step ${steps}: slope ${number(points[steps][0])}, bias ${number(points[steps][1])}.`,
    );
  }

  // Level lines, the path, and where sixty minibatches would lead from its end at rate 1.
  drawBowl() {
    const { bowl: plot, problem, path: points } = this;
    const { steps } = this.state;
    plot.setBack(() => [
      plot.axes("slope", "bias"),
      svg("path", {
        class: "contours",
        d: contours(plot, (x, y) => problem.excess([x, y]), [0.01, 0.05, 0.15, 0.3, 0.6, 1, 1.5, 2.2, 3]),
      }),
      plot.inside(svg("path", { class: "best", d: `M${cross(plot.point(problem.minimum))}` })),
    ]);
    const w = points[steps];
    const ends = this.cloud.map((rows) => {
      const [bySlope, byBias] = problem.examples.grad(w, rows);
      return plot.point([w[0] - bySlope, w[1] - byBias]);
    });
    const shown = points.slice(0, steps + 1).map((w) => plot.point(w));
    const [cx, cy] = plot.point(w);
    plot.front.replaceChildren(
      plot.inside(
        svg("path", { class: "cloud", d: dots(ends) }),
        svg("path", { class: "losses", d: path(shown) }),
        svg("circle", { class: "ball", cx, cy, r: 6 }),
      ),
    );
  }

  drawRace(clock) {
    const { race: plot, racers } = this;
    const label = {
      steps: "steps",
      epochs: "epochs",
      time: `time, µs: a step costs ${this.settings.constants.overhead} + B`,
    }[clock];
    plot.setRanges([0, this.settings.clocks[clock]], [1e-5, 4], "y");
    plot.setBack(() => [plot.axes(label, "loss above the minimum")], clock);
    const lines = racers.map(({ size, losses }, i) => {
      const [step, stride] = [this.clockStep(size), Math.ceil(losses.length / 210)];
      const points = losses
        .filter((_, t) => t % stride === 0)
        .map((loss, i) => plot.point([i * stride * step, loss]));
      return svg("path", { class: "series", ...SERIES[i], d: path(points) });
    });
    const [from, to] = plot.x.map((x) => plot.across(x));
    this.lines.replaceChildren(
      svg("path", { class: "level", d: `M${from} ${plot.up(this.predicted)}H${to}` }),
      ...lines.reverse(),
    );
    plot.root.setAttribute(
      "aria-label",
      racers
        .map(
          ({ size, losses }) =>
            `Batches of ${size}: loss above the minimum ${number(losses.at(-1))} at the end.`,
        )
        .join(" "),
    );
    const names = racers.map(({ size }) => `B = ${size}`);
    if (names.join() === this.named) return;
    this.named = names.join();
    this.legend.replaceChildren(
      ...names.map((name, i) => html("span", {}, sample(i), name)),
      html("span", {}, "dotted: the predicted floor"),
    );
  }

  // ---- words ----
  showWords() {
    const { words, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.floorText.textContent = this.describeFloor();
    this.placeText.textContent = this.describePlace();
  }

  judge() {
    const { batch, draw, steps } = this.state;
    const here = this.problem.excess(this.path[steps]);
    if (!(this.racers[0].losses.at(-1) < 3)) return { words: "diverges", mood: "unstable" };
    if (batch === 64 && draw === "dealt") return { words: "no noise, no floor", mood: "calm" };
    if (here > 4 * this.predicted) return { words: "on the way down", mood: "calm" };
    return { words: "hovers at its noise floor", mood: "swinging" };
  }

  describeFloor() {
    const { batch, draw } = this.state;
    const { predicted, measured } = this;
    if (batch === 64 && draw === "dealt") return "The full batch has no noise.";
    const words = `Noise floor of the loss: predicted ${number(predicted, 2)}, measured ${measured === null ? "…" : number(measured, 2)}.`;
    if (measured === null) return words;
    if (measured > 1.3 * predicted)
      return `${words} The formula takes the noise to be the same everywhere; for so large a rate it is not.`;
    if (measured < 0.7 * predicted)
      return `${words} The formula takes draws to be independent; the errors of the batches dealt in an epoch cancel.`;
    return words;
  }

  describePlace() {
    const { batch, steps } = this.state;
    const { n, overhead, per_example } = this.settings.constants;
    const [slope, bias] = this.path[steps];
    return (
      `Step ${steps}, epoch ${shortNumber(+(steps / Math.ceil(n / batch)).toFixed(2))}, ` +
      `${shortNumber(steps * (overhead + per_example * batch))} µs: slope ${number(slope)}, bias ${number(bias)}, ` +
      `loss ${number(this.problem.excess(this.path[steps]))} above the minimum.`
    );
  }

  describe() {
    return `${this.describePlace()} ${this.judge().words}. ${this.describeFloor()}`;
  }
}

// ---- the twin of gdcore.demos.batching -------------------------------------------------

function batchingProblem({ n, data_seed, slope, bias, noise }) {
  const rng = new RandomState(data_seed);
  const raw = Array.from({ length: n }, () => 2 * rng.random() - 1);
  const mean = raw.reduce((sum, x) => sum + x) / n;
  const x = raw.map((x) => x - mean);
  const examples = line(
    x,
    normals(n, rng).map((normal, i) => slope * x[i] + bias + noise * normal),
  );
  const { minimum } = examples;
  const means = (f) => [0, 1].map((axis) => x.reduce((sum, _, i) => sum + f(axis ? 1 : x[i], i), 0) / n);
  const curvature = means((input) => input ** 2);
  const error = x.map((_, i) => x[i] * minimum[0] + minimum[1] - examples.y[i]);
  const variance = means((input, i) => (input * error[i]) ** 2);
  const excess = (w) =>
    0.5 * (curvature[0] * (w[0] - minimum[0]) ** 2 + curvature[1] * (w[1] - minimum[1]) ** 2);

  // The points of a run; its `batches` are the rows of each step.
  function runPath({ lr, draw, seed }, start, size, steps) {
    const rows = minibatches(n, size, draw, new RandomState(seed));
    const batches = [];
    const gradient = (w) => {
      batches.push(rows.next().value);
      return examples.grad(w, batches.at(-1));
    };
    const walk = descend(gradient, start, rules.GradientDescent(), lr);
    return Object.assign(
      Array.from({ length: steps + 1 }, () => [...walk.next().value]),
      { batches },
    );
  }

  return {
    examples,
    minimum,
    excess,
    path: runPath,

    // By theory, for independent batches: ½ Σ λ·Var w.
    predictedFloor({ batch, lr, draw }) {
      const sizes = Array.from({ length: Math.ceil(n / batch) }, (_, i) => Math.min(batch, n - i * batch));
      const shares = sizes.map((size) => (draw === "dealt" ? (n - size) / (n - 1) / size : 1 / size));
      const share = shares.reduce((sum, share) => sum + share) / sizes.length;
      const [slope, bias] = curvature.map(
        (curvature, i) => (0.5 * lr * variance[i] * share) / (2 - lr * curvature),
      );
      return slope + bias;
    },

    // The mean of a long run from the minimum.
    measuredFloor(state) {
      const steps = Math.min(4000, Math.floor(32768 / state.batch));
      const late = runPath(state, minimum, state.batch, steps).slice(Math.floor(steps / 4));
      return late.reduce((sum, w) => sum + excess(w), 0) / late.length;
    },

    // The rows of sixty minibatches.
    cloud({ batch, draw, seed }) {
      const rows = minibatches(n, batch, draw, new RandomState(seed));
      return Array.from({ length: 60 }, () => rows.next().value);
    },
  };
}

// The rows of one minibatch after another, for ever. All rows need no shuffling, which takes its time.
function* minibatches(n, size, draw, rng) {
  const rows = Array.from({ length: n }, (_, i) => i);
  for (;;) {
    const order =
      draw === "drawn" ? rows.map(() => Math.floor(n * rng.random())) : size < n ? rng.permutation(n) : rows;
    for (let start = 0; start < n; start += size) yield order.slice(start, start + size);
  }
}

function cross([x, y]) {
  return `${x - 6} ${y}h12M${x} ${y - 6}v12`;
}

define("gd-batching", Batching);
