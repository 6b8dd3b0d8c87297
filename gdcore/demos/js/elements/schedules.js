// <gd-schedules>: warm-up, level and decay composed by hand, and what they do to a noisy descent.

import { descend, objectives, rules, schedules } from "../engine/engine.js";
import { normals, RandomState } from "../engine/random.js";
import { button, buttons, choices, handle, seedButton, slider, table } from "../kit/controls.js";
import { drawn, number, Plot, SERIES, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";

const { steps: STEPS, smallest: SMALLEST, curvatures, start } = SETTINGS["gd-schedules"].constants;
const LIMIT = 2 / Math.max(...curvatures);
const [OWN, KEPT] = SERIES; // of the schedule, and of its peak rate kept
const RUN = { stroke: "currentColor", class: "plain" };
const FLOOR = { stroke: OWN.stroke, "stroke-dasharray": "2 4" };

class Schedules extends Demo {
  title = "a schedule by hand";
  rates = new Plot();
  losses = new Plot();
  bowl = objectives.Quadratic({ curvatures });

  // ---- the visible elements, made once ----
  build() {
    for (const plot of [this.rates, this.losses]) Object.assign(plot.margin, { left: 44, right: 76 });
    this.rates.setRanges([0, STEPS], [0, 0.25]);
    this.losses.setRanges([0, STEPS], [1e-4, 1e3], true);
    this.addHandles();
    readout(this, this.rates, "the rate", "step", () => [{ name: "rate", points: this.rateLine }]);
    readout(this, this.losses, "the losses", "step", () => this.lossLines);
    this.codeText = html("code");
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span");
    this.placeText = html("p", { class: "place" });
    this.follow(() => this.showWords());
    return [
      choices(this, "shape", "decay"),
      this.plots(this.rates, this.losses),
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      html(
        "details",
        {},
        html("summary", {}, "The schedule in numbers"),
        slider(this, "peak", "peak rate", { log: true }),
        slider(this, "warmup", "warm-up until"),
        slider(this, "level", "level until"),
        slider(this, "end", "last rate", { step: 0.001 }),
      ),
      buttons(this, seedButton(this, "Other noise"), this.copyButton()),
      html("pre", {}, this.codeText),
      this.placeText,
      table(this, () => [
        ["step t", "rate", "loss of the run", "mean loss"],
        ...Array.from({ length: STEPS / 10 }, (_, i) => 10 * i + 10).map((t) => [
          t,
          this.lrs[t - 1],
          this.run[t],
          this.mean.loss[t],
        ]),
      ]),
      takeAlong(this),
    ];
  }

  // The picture's own controls: everything but the shape can be dragged, or moved by keys.
  addHandles() {
    const spoken = (step, rate) => `step ${step}, rate ${shortNumber(rate)}`;
    handle(this, this.rates, "end of the level stretch", {
      x: "level",
      y: "peak",
      at: ({ peak }) => [this.from, peak],
      text: ({ peak }) => spoken(this.from, peak),
    });
    handle(this, this.rates, "end of the warm-up", {
      x: "warmup",
      y: "peak",
      text: ({ warmup, peak }) => spoken(warmup, peak),
    });
    handle(this, this.rates, "end of the decay", {
      y: "end",
      at: () => [STEPS, this.end],
      text: () => spoken(STEPS, this.end),
    });
  }

  resize(width) {
    this.rates.resize(width, 190);
    this.losses.resize(width, 230);
  }

  copyButton() {
    return button("Copy code", async () => {
      try {
        await navigator.clipboard.writeText(this.code);
        this.say("Code copied");
      } catch {
        getSelection().selectAllChildren(this.codeText);
        this.say("Code selected");
      }
    });
  }

  // ---- the numbers of a state ----
  compute({ peak, warmup, level, shape, end, seed }) {
    this.from = Math.max(level, warmup);
    this.end = Math.min(peak, shape === "cosine" || shape === "linear" ? end : Math.max(end, SMALLEST));
    const [schedule, code] = this.compose(peak, warmup, shape);
    this.code = code;
    this.lrs = Array.from({ length: STEPS }, (_, i) => schedule(i + 1));
    this.mean = meanLoss(this.lrs);
    this.kept = this.once("kept", [peak], () => meanLoss(this.lrs.map(() => peak)).loss);
    // The noise is the same for every schedule.
    const noise = this.once("noise", [seed], () => normals(2 * STEPS, new RandomState(seed)));
    let drawn = 0;
    const noisy = (w) => this.bowl.grad(w).map((slope) => slope + noise[drawn++]);
    const walk = descend(
      noisy,
      curvatures.map(() => start),
      rules.GradientDescent(),
      schedule,
    );
    this.run = Array.from({ length: STEPS + 1 }, () => this.bowl.value(walk.next().value));
  }

  // The schedule as a function of the step, and the same in Python.
  compose(peak, warmup, shape) {
    const [steps, end] = [STEPS - this.from, this.end];
    const share = end / peak;
    let [lr, code] =
      steps === 0
        ? [() => peak, `gd.constant(${peak})`]
        : {
            cosine: () => [
              schedules.cosine(peak, steps, end),
              `gd.cosine(${peak}, steps=${steps}, end=${end})`,
            ],
            linear: () => [
              schedules.polynomial(peak, steps, 1, end),
              `gd.polynomial(${peak}, steps=${steps}, end=${end})`,
            ],
            exponential: () => [
              schedules.exponential(peak, share ** (1 / steps)),
              `gd.exponential(${peak}, factor=(${end} / ${peak}) ** (1 / ${steps}))`,
            ],
            staircase: () => {
              const every = Math.ceil(steps / 4);
              return [
                schedules.step_decay(peak, every, share ** (1 / 3)),
                `gd.step_decay(${peak}, every=${every}, factor=(${end} / ${peak}) ** (1 / 3))`,
              ];
            },
            "inverse time": () => [
              schedules.inverse_time(peak, (peak / end - 1) / steps),
              `gd.inverse_time(${peak}, decay=(${peak} / ${end} - 1) / ${steps})`,
            ],
          }[shape]();
    const level = this.from - warmup;
    if (steps && level) [lr, code] = [schedules.hold(level, lr), `gd.hold(${level}, then=${code})`];
    if (warmup)
      [lr, code] = [schedules.linear_warmup(warmup, lr), `gd.linear_warmup(${warmup}, then=${code})`];
    return [lr, code];
  }

  measures() {
    return {
      steps: STEPS,
      loss: this.mean.loss[STEPS],
      loss_of_this_run: this.run[STEPS],
      peak: this.state.peak,
    };
  }

  // ---- the picture of a state ----
  draw() {
    const { rates, losses } = this;
    rates.setBack(() => {
      const [from, to] = rates.x.map((step) => rates.across(step));
      return [
        rates.axes("step t", "rate"),
        svg("path", { class: "limit", d: `M${from} ${rates.up(LIMIT)}H${to}` }),
        text(to, rates.up(LIMIT) - 6, "2/L: above, it diverges", "end"),
      ];
    });
    losses.setBack(() => [losses.axes("step t", "loss")]);
    this.rateLine = this.lrs.map((lr, i) => [i + 1, lr]);
    this.lossLines = this.lossCurves();
    rates.front.replaceChildren(...drawn(rates, [{ points: this.rateLine, stroke: OWN }]));
    losses.front.replaceChildren(...drawn(losses, this.lossLines));
    losses.root.setAttribute(
      "aria-label",
      `Mean loss from ${number(this.mean.loss[0])} to ${number(this.mean.loss[STEPS])}; ` +
        `at the peak rate all the time ${number(this.kept[STEPS])}.`,
    );
  }

  // The first lies at the bottom. The floor is that of the rate that a step has.
  lossCurves() {
    const floors = [this.lrs[0], ...this.lrs].map(floor);
    return [
      { name: "one run", values: this.run, stroke: RUN },
      { name: "floor", values: floors, stroke: FLOOR },
      { name: "peak kept", values: this.kept, stroke: KEPT },
      { name: "mean", values: this.mean.loss, stroke: OWN },
    ].map(({ name, values, stroke }) => ({
      name,
      label: name,
      points: values.map((loss, t) => [t, loss]),
      stroke,
    }));
  }

  // ---- words ----
  showWords() {
    const { words, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.whyText.textContent = this.explain();
    this.placeText.textContent = this.describePlace();
    this.codeText.textContent = this.code;
  }

  judge() {
    const { distance, noise, loss } = this.mean;
    if (!(loss[STEPS] < loss[0])) return { words: "diverges", mood: "unstable" };
    if (distance[STEPS] > noise[STEPS]) return { words: "stops short", mood: "swinging" };
    if (loss[STEPS] > 0.5 * this.kept[STEPS])
      return { words: "stays on the floor of its peak", mood: "swinging" };
    return { words: "fast, then low", mood: "calm" };
  }

  explain() {
    const { noise, loss } = this.mean;
    const share = Math.round((100 * noise[STEPS]) / loss[STEPS]);
    return (
      `Mean loss at the end ${number(loss[STEPS], 2)}, ` +
      `${share} % noise and ${100 - share} % way still to go; ` +
      `at the peak rate all the time ${number(this.kept[STEPS], 2)}.`
    );
  }

  describePlace() {
    const sum = this.lrs.reduce((sum, lr) => sum + lr);
    return (
      `The rates add up to ${number(sum)}. ` +
      "The mean is that of all runs, and the floor is where each rate would end if it were kept."
    );
  }

  describe() {
    const { peak, warmup, shape } = this.state;
    return (
      `Peak ${shortNumber(peak)} from step ${warmup} to ${this.from}, then ${shape} to ` +
      `${shortNumber(this.end)}. Verdict: ${this.judge().words}. ${this.explain()} ${this.describePlace()}`
    );
  }
}

// The parts of the mean loss that are distance still to go, and noise: E w² ← (1 − ηλ)² E w² + η².
function meanLoss(rates) {
  const [distance, noise] = [0, 1].map(() => new Array(STEPS + 1).fill(0));
  for (const curvature of curvatures) {
    let far = start * start;
    let spread = 0;
    for (let t = 0; t <= STEPS; t++) {
      distance[t] += 0.5 * curvature * far;
      noise[t] += 0.5 * curvature * spread;
      const shrink = (1 - rates[t] * curvature) ** 2;
      far *= shrink;
      spread = shrink * spread + rates[t] ** 2;
    }
  }
  return { distance, noise, loss: distance.map((far, t) => far + noise[t]) };
}

// The loss to which a constant rate leads in the end: ½ Σ η / (2 − ηλ).
function floor(lr) {
  if (lr >= LIMIT) return Infinity;
  return 0.5 * curvatures.reduce((sum, curvature) => sum + lr / (2 - lr * curvature), 0);
}

define("gd-schedules", Schedules);
