// <gd-batching>: a line fitted by minibatches; the cloud of their gradients, three clocks, the noise floor.

import { batchingProblem } from "../engine/batching.js";
import { buttons, choices, handle, seedButton, slider, table } from "../kit/controls.js";
import { contours, dots, drawn, number, Plot, path, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";
import { listenButton, side } from "../kit/sound.js";

const [OWN, ONE, ALL] = [SERIES[0], SERIES[3], SERIES[2]]; // of this batch size, of 1 and of all examples
const FLOOR = { stroke: OWN.stroke, "stroke-dasharray": "2 4" };

class Batching extends Demo {
  title = "batching";
  settings = SETTINGS["gd-batching"];
  stepTime = 60;
  data = new Plot();
  bowl = new Plot();
  race = new Plot();

  // ---- the visible elements, made once ----
  build() {
    this.problem = batchingProblem(this.settings.constants);
    this.data.setRanges([-1.3, 1.3], [-2.2, 2.8]);
    this.bowl.setRanges([-1.5, 3], [-1.5, 2.5]);
    for (const plot of [this.data, this.race]) plot.root.setAttribute("role", "img");
    Object.assign(this.race.margin, { left: 44, right: 74 });
    const plots = this.plots(this.data, this.bowl, this.race);
    handle(this, this.bowl, "start of the line", {
      x: "slope",
      y: "bias",
      text: ({ slope, bias }) => `slope ${shortNumber(slope)}, bias ${shortNumber(bias)}`,
    });
    const unit = () => ({ steps: "step", epochs: "epoch", time: "time" })[this.state.clock];
    readout(this, this.race, "loss above the minimum", unit, () =>
      this.once("values", this.causesOfPath, () => this.valuesOfRace()),
    );
    this.verdictText = html("strong", { class: "verdict" });
    this.floorText = html("span");
    this.placeText = html("p", { class: "caption place" });
    this.drawText = html("p", { class: "caption draws" });
    this.follow(() => this.showWords());
    return [
      plots,
      html("p", { class: "reading" }, this.verdictText, " ", this.floorText),
      slider(this, "batch", "batch size B", { log: true }),
      slider(this, "lr", "learning rate η", { log: true }),
      buttons(this, seedButton(this, "Other draws"), listenButton(this)),
      html(
        "div",
        { class: "buttons" },
        choices(this, "draw", "batches"),
        choices(this, "clock", "compare after the same"),
      ),
      this.drawText,
      this.placeText,
      table(this, () => [
        ["step t", "slope", "bias", "loss"],
        ...this.path.slice(0, this.state.steps + 1).map((w, t) => [t, ...w, this.problem.examples.value(w)]),
      ]),
      takeAlong(this),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.data.resize(isWide ? 0.42 * width : width, isWide ? 254 : 176);
    this.bowl.resize(isWide ? 0.58 * width : width, isWide ? 254 : 240);
    this.race.resize(width, isWide ? 224 : 200);
  }

  // ---- the numbers of a state ----
  compute(state) {
    const { batch, lr, draw, clock, slope, bias, seed } = state;
    const { problem } = this;
    const { n } = this.settings.constants;
    const walk = (size, steps) => problem.path(state, [slope, bias], size, steps);
    const racer = (size, path) => ({
      size,
      losses: path.slice(0, this.horizon(size) + 1).map(problem.excess),
    });
    // None of this depends on the number of steps shown, and the other racers not on the batch size.
    const common = [lr, draw, clock, slope, bias, seed];
    this.causesOfPath = [...common, batch];
    this.path = this.once("path", this.causesOfPath, () =>
      walk(batch, Math.max(this.parameters.steps.max, this.horizon(batch))),
    );
    const others = this.once("others", common, () =>
      [1, n].map((size) => racer(size, walk(size, this.horizon(size)))),
    );
    this.racers = this.once("racers", this.causesOfPath, () => [
      racer(batch, this.path),
      ...others.filter(({ size }) => size !== batch),
    ]);
    this.cloud = this.once("cloud", [batch, draw, seed], () => problem.cloud(state));
    this.predicted = problem.predictedFloor(state);
    this.once("measured", [batch, lr, draw, seed], () => this.measureLater());
  }

  // How many steps with so many examples are taken before the clock stops.
  horizon(size) {
    return Math.floor(this.settings.clocks[this.state.clock] / this.clockStep(size));
  }

  // Measured in a long run, and therefore only once the hand rests.
  measureLater() {
    this.measured = null;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.measured = this.problem.measuredFloor(this.state);
      this.showWords();
      if (this.status.textContent.includes("…")) this.sayAll(); // spoken before it was known
    }, 150);
  }

  // By how much a step with so many examples moves the clock.
  clockStep(size) {
    const { n, overhead, per_example } = this.settings.constants;
    const costs = { steps: 1, epochs: 1 / Math.ceil(n / size), time: overhead + per_example * size };
    return costs[this.state.clock];
  }

  // ---- the picture of a state ----
  draw({ steps, clock }) {
    this.drawData();
    this.drawBowl();
    this.once("race", [this.width, ...this.causesOfPath], () => this.drawRace(clock));
    const [x, y] = this.race.point([
      steps * this.clockStep(this.state.batch),
      this.problem.excess(this.path[steps]),
    ]);
    this.race.front.replaceChildren(
      ...this.lines,
      this.race.inside(svg("circle", { class: "ball", cx: x, cy: y, r: 7 })),
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
      `64 points, the best line, and the line at step ${steps}: ` +
        `slope ${number(points[steps][0])}, bias ${number(points[steps][1])}.`,
    );
  }

  // Level lines, the path, and where sixty minibatches would lead from the end of it at rate 1.
  drawBowl() {
    const { bowl: plot, problem, path: points } = this;
    const { steps } = this.state;
    plot.setBack(() => [
      plot.axes("slope", "bias"),
      svg("path", {
        class: "contours",
        d: contours(plot, (x, y) => problem.excess([x, y]), [0.01, 0.05, 0.15, 0.3, 0.6, 1, 1.5, 2.2, 3]),
      }),
      plot.inside(plot.cross(problem.minimum)),
      text(plot.across(plot.x[1]), 14, "orange: where sixty batches lead, at rate 1", "end"),
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
    const end = this.settings.clocks[clock];
    plot.setRanges([0, end], [1e-5, 4], true);
    plot.setBack(() => [plot.axes(label, "loss above the minimum")], clock);
    const lines = racers.map(({ size, losses }, i) => ({
      label: `B = ${size}`,
      points: losses.map((loss, t) => [t * this.clockStep(size), loss]),
      stroke: i === 0 ? OWN : size === 1 ? ONE : ALL,
    }));
    const floor = [0, end].map((x) => [x, this.predicted]);
    lines.push({ label: "predicted", points: floor, stroke: FLOOR });
    this.lines = drawn(plot, lines.reverse());
    plot.root.setAttribute("aria-label", this.describeRace());
  }

  // What the pointer reads off the race: at the times of this batch size, the loss that each has by then.
  valuesOfRace() {
    const [own] = this.racers;
    return this.racers.map(({ size, losses }) => ({
      name: `B=${size}`,
      points: own.losses.map((_, t) => {
        const time = t * this.clockStep(own.size);
        const steps = Math.floor(time / this.clockStep(size) + 1e-9);
        return [time, losses[Math.min(steps, losses.length - 1)]];
      }),
    }));
  }

  // `loss_over_floor` is at most 4 where the verdict says that it hovers. `side` is for those who listen.
  measures() {
    const { steps, batch, draw } = this.state;
    const loss = this.problem.excess(this.path[steps]);
    return {
      steps,
      loss,
      batch,
      predicted: this.predicted,
      loss_over_floor: loss / this.predicted,
      drawn: +(draw === "drawn"),
      side: side(this.path[steps][0], this.bowl.x),
    };
  }

  // ---- words ----
  showWords() {
    const { words, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.floorText.textContent = this.describeFloor();
    this.placeText.textContent = this.describePlace();
    this.drawText.textContent = DRAWS[this.state.draw];
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
    const found = measured === null ? "…" : number(measured, 2);
    const words = `Floor of the loss: predicted ${number(predicted, 2)}, measured ${found}.`;
    if (measured === null) return words;
    if (!(measured <= 1.3 * predicted))
      return `${words} The formula takes the noise to be the same everywhere; for so large a rate it is not.`;
    if (draw === "dealt" && measured < 0.9 * predicted)
      return `${words} Dealt batches make up for one another; the formula takes them to be independent.`;
    if (measured < 0.7 * predicted)
      return `${words} For so small a rate the run that measures it is too short.`;
    const { loss_over_floor } = this.measures();
    return `${words} The loss is now ${number(loss_over_floor, 2)} times the predicted floor.`;
  }

  describePlace() {
    const { batch, steps } = this.state;
    const { n, overhead, per_example } = this.settings.constants;
    const [slope, bias] = this.path[steps];
    const epoch = +(steps / Math.ceil(n / batch)).toFixed(2);
    const time = steps * (overhead + per_example * batch);
    const where = this.bowl.contains([slope, bias])
      ? `slope ${number(slope)}, bias ${number(bias)}`
      : "out of the picture";
    return (
      `Step ${steps}, epoch ${shortNumber(epoch)}, ${shortNumber(time)} µs: ` +
      `${where}, loss ${number(this.problem.excess(this.path[steps]))} above the minimum.`
    );
  }

  describeRace() {
    const { clock } = this.state;
    const losses = this.racers.map(({ size, losses }) => `${number(losses.at(-1))} with batches of ${size}`);
    const unit = clock === "time" ? "µs" : clock;
    return `After ${this.settings.clocks[clock]} ${unit} the loss above the minimum is ${losses.join(", ")}.`;
  }

  describe() {
    const floor = this.describeFloor();
    const here = `${this.describePlace()} ${this.judge().words}.`;
    return `${here} ${floor} ${this.describeRace()} ${DRAWS[this.state.draw]}`;
  }
}

const DRAWS = {
  drawn:
    "Drawn: each example by lot, with replacement. The batches are independent of one another, " +
    "as the formula takes them to be.",
  dealt:
    "Dealt: shuffled, then handed out in turn. What one batch of an epoch has too much of, " +
    "the others lack, so their errors nearly cancel.",
};

define("gd-batching", Batching);
