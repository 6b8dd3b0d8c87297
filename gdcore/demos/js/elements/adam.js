// <gd-adam>: what Adam keeps for each parameter, and the step that results.

import { objectives, rules, run } from "../engine/engine.js";
import { buttons, choices, handle, labelsOf, sample, slider, table, toggle } from "../kit/controls.js";
import { dots, number, Plot, path, roundUp, SERIES, shortNumber, svg } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";

const EXAMPLES = SETTINGS["gd-adam"].examples;
const PLAIN_RATE = 0.02; // the rate of gradient descent in the valley, for comparison

class Adam extends Demo {
  title = "Adam";
  picture = new Plot();
  steps = new Plot();
  wordsHeight = { wide: "6em", narrow: "9.5em" };
  stepTime = 150;

  get lastStep() {
    return Math.max(EXAMPLES[this.state.example].horizon, this.state.steps);
  }

  // ---- the visible elements, made once ----
  build() {
    const plots = this.plots(this.picture, this.steps);
    this.picture.root.setAttribute("role", "img");
    this.ledger = html("table", { class: "ledger" });
    this.picture.root.after(this.ledger);
    handle(this, this.steps, "step", {
      x: "steps",
      at: ({ steps }) => [steps, 0],
      text: ({ steps }) => `step ${steps}`,
    });
    const rotation = slider(this, "rotation", "valley turned by", {
      step: 1,
      text: (angle) => `${angle} degrees`,
    });
    this.follow(({ example }) => (rotation.hidden = example !== "valley"));
    this.reading = html("p", { class: "reading" });
    return [
      choices(this, "example", "gradients of", labelsOf(EXAMPLES)),
      plots,
      slider(this, "lr", "learning rate η", { log: true }),
      slider(this, "beta1", "momentum β₁"),
      slider(this, "beta2", "memory β₂ of g²", { step: 0.001 }),
      rotation,
      toggle(this, "correction", "bias correction"),
      buttons(this),
      this.reading,
      table(this, () => this.values()),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.picture.resize(isWide ? 0.46 * width : width, 300);
    this.steps.resize(width, 200);
  }

  // ---- the numbers ----
  // A track for each line in the pictures: one per parameter or, if there is only one, one per rule.
  compute(state) {
    const { example, rotation, steps } = state;
    const { curvatures, start, names } = EXAMPLES[example];
    const angle = (rotation * Math.PI) / 180;
    this.turn = ([x, y]) => [
      Math.cos(angle) * x - Math.sin(angle) * y,
      Math.sin(angle) * x + Math.cos(angle) * y,
    ];
    this.f = curvatures && objectives.Quadratic({ curvatures, rotation: angle });
    this.from = this.f ? this.turn(start) : start;
    const walks = example === "reddi" ? [rules.Adam, rules.AMSGrad] : [rules.Adam];
    this.tracks = walks
      .flatMap((rule) => record(rule, this))
      .map((track, i) => ({ ...track, name: names[i] }));
    this.plain = this.f && run(this.f, this.from, rules.GradientDescent(), PLAIN_RATE, steps);
    this.verdict = JUDGES[example](this);
    this.root.dataset.mood = this.verdict.mood;
  }

  values() {
    const kept = ["g", "m", "v", "m̂", "v̂", "step", "w"];
    const heads = this.tracks.flatMap(({ name }) => kept.map((symbol) => `${symbol} (${name})`));
    const row = (t) => [
      t,
      ...this.tracks.flatMap((track) => [
        ...["g", "m", "v", "mHat", "vHat", "step"].map((kept) => track[kept][t - 1]),
        track.w[t],
      ]),
    ];
    return [["step", ...heads], ...Array.from({ length: this.state.steps }, (_, i) => row(i + 1))];
  }

  // ---- the pictures ----
  draw(state) {
    const { example, steps } = state;
    example === "valley" ? this.drawValley(state) : this.drawWeights(state);
    const most = Math.max(
      1,
      ...this.tracks.flatMap(({ direction }) => direction.map(Math.abs).filter(Number.isFinite)),
    );
    this.course(
      this.steps,
      [-1, 1].map((sign) => sign * roundUp(1.1 * most)),
      "step / η",
      this.tracks.map(({ direction }) => direction.slice(0, steps)),
      1,
    );
    this.drawLedger(state);
    this.reading.replaceChildren(
      html("strong", { class: "verdict" }, this.verdict.words),
      ` ${this.verdict.why}`,
    );
  }

  drawValley({ rotation, steps }) {
    const { picture, turn, tracks, plain } = this;
    const [first, second] = EXAMPLES.valley.curvatures;
    picture.setRanges([-2, 2], [-2, 2]);
    const ring = (level) =>
      path(
        Array.from({ length: 65 }, (_, i) => {
          const [x, y] = [Math.cos((i / 32) * Math.PI), Math.sin((i / 32) * Math.PI)];
          return picture.point(turn([(level * x) / Math.sqrt(first), (level * y) / Math.sqrt(second)]));
        }),
      );
    picture.setBack(
      () => [
        picture.axes("w₁", "w₂"),
        picture.inside(
          svg("path", {
            class: "contours",
            d: [1, 2, 3, 4, 6, 8, 10, 12].map((level) => ring(level)).join(""),
          }),
        ),
      ],
      rotation,
    );
    const points = tracks[0].w.slice(0, steps + 1).map((x, t) => picture.point([x, tracks[1].w[t]]));
    const slow = plain.w.map((w) => picture.point(w));
    picture.front.replaceChildren(
      picture.inside(
        svg("path", { class: "plain", d: path(slow) }),
        svg("path", { class: "plain dots", d: dots(slow) }),
        svg("path", { class: "losses", d: path(points) }),
        svg("path", { class: "dots", d: dots(points) }),
      ),
    );
    picture.root.setAttribute("aria-label", `Paths in the valley. ${this.verdict.why}`);
  }

  drawWeights({ example, steps }) {
    const most = Math.max(...this.tracks.flatMap(({ w }) => w.map(Math.abs)));
    const range = EXAMPLES[example].bounds ?? [-roundUp(most), roundUp(most)];
    this.course(
      this.picture,
      range.map((w) => 1.1 * w),
      "w",
      this.tracks.map(({ w }) => w.slice(0, steps + 1)),
      0,
    );
    this.picture.root.setAttribute("aria-label", `The parameters over ${steps} steps. ${this.verdict.why}`);
  }

  // Lines over the steps, the first value of each at step `from`.
  course(plot, range, label, lines, from) {
    plot.setRanges([0, this.lastStep], range);
    plot.setBack(() => [plot.axes("step t", label)], label, plot.x, range);
    plot.front.replaceChildren(
      plot.inside(
        ...lines.map((line, i) =>
          svg("path", {
            class: "series",
            d: path(line.map((value, t) => plot.point([t + from, value]))),
            ...SERIES[i],
          }),
        ),
      ),
    );
  }

  // What is kept after this step, and how it was computed.
  drawLedger({ steps, beta1, beta2, correction }) {
    const share = (beta) => shortNumber(+(1 - beta).toPrecision(6));
    const undone = (symbol, beta) =>
      correction
        ? `${symbol}̂ = ${symbol} / ${number(1 - beta ** steps)}`
        : `${symbol}̂ = ${symbol}, not corrected`;
    const rows = [
      ["gradient g", "g"],
      [`m ← ${beta1} m + ${share(beta1)} g`, "m"],
      [`v ← ${beta2} v + ${share(beta2)} g²`, "v"],
      [undone("m", beta1), "mHat"],
      [undone("v", beta2), "vHat"],
      ["step / η = m̂ / √v̂", "direction"],
    ];
    const cell = (track, kept) => html("td", {}, steps ? number(track[kept][steps - 1]) : "–");
    this.ledger.replaceChildren(
      html(
        "thead",
        {},
        html(
          "tr",
          {},
          html("th", { scope: "col" }, `Step ${steps}`),
          ...this.tracks.map(({ name }, i) => html("th", { scope: "col" }, sample(i), name)),
        ),
      ),
      html(
        "tbody",
        {},
        ...rows.map(([rule, kept]) =>
          html(
            "tr",
            {},
            html("th", { scope: "row" }, rule),
            ...this.tracks.map((track) => cell(track, kept)),
          ),
        ),
      ),
    );
  }

  describe() {
    const { steps } = this.state;
    const kept = this.tracks.map(
      ({ name, g, direction }) =>
        ` ${name}: gradient ${number(g[steps - 1])}, step ${number(direction[steps - 1])} η.`,
    );
    return `Step ${steps}.${steps ? kept.join("") : ""} Verdict: ${this.verdict.words}. ${this.verdict.why}`;
  }
}

// ---- the walk --------------------------------------------------------------------------

// What a rule keeps and does at each step: for each parameter {g, m, v, mHat, vHat, step, direction, w}.
function record(makeRule, { f, from, lastStep, state: { example, lr, beta1, beta2, correction } }) {
  const { gradients, bounds } = EXAMPLES[example];
  const rule = makeRule({ beta1, beta2, bias_correction: correction });
  const w = [...from];
  const kept = rule.init(w);
  const tracks = w.map((w_i) => ({
    g: [],
    m: [],
    v: [],
    mHat: [],
    vHat: [],
    step: [],
    direction: [],
    w: [w_i],
  }));
  for (let t = 1; t <= lastStep; t++) {
    const g = f ? f.grad(w) : gradients[(t - 1) % gradients.length];
    const rate = bounds ? lr / Math.sqrt(t) : lr;
    const step = rule.step(g, kept, t, rate);
    const [first, second] = correction ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
    tracks.forEach((track, i) => {
      w[i] -= step[i];
      if (bounds) w[i] = Math.min(bounds[1], Math.max(bounds[0], w[i]));
      const [m, v] = [kept.m[i], (kept.u ?? kept.v)[i]];
      track.g.push(g[i]);
      track.m.push(m);
      track.v.push(v);
      track.mHat.push(m / first);
      track.vHat.push(v / second);
      track.step.push(step[i]);
      track.direction.push(step[i] / rate);
      track.w.push(w[i]);
    });
  }
  return tracks;
}

// ---- the verdict -----------------------------------------------------------------------

const JUDGES = {
  valley({ f, tracks, plain, state: { steps, rotation } }) {
    const [ours, theirs] = [f.value(tracks.map(({ w }) => w[steps])), plain.loss.at(-1)];
    const reason =
      rotation % 90
        ? "Gradient descent’s path turns with the valley. Adam’s does not: " +
          "each parameter’s own scale cannot undo a mixture."
        : "Each parameter has its own scale, so both move alike.";
    const other = `with gradient descent (η = ${PLAIN_RATE}, thin) ${number(theirs)}`;
    const why = `Loss ${number(ours)}, ${other}. ${reason}`;
    return ours < theirs
      ? { words: "ahead of gradient descent", why, mood: "calm" }
      : { words: "not ahead of gradient descent", why, mood: "swinging" };
  },

  steady({ tracks: [{ direction }], state: { correction } }) {
    const sizes = direction.map(Math.abs);
    const most = Math.max(...sizes);
    if (correction) {
      const why = "Gradients of 4 and of −0.04, and every step is η · sign(g), from the first on.";
      return { words: "steps of one length", why, mood: "calm" };
    }
    const largest = `the largest ${number(most)} η, at step ${sizes.indexOf(most) + 1}`;
    const facts = `The first step is ${number(sizes[0])} η, ${largest}.`;
    if (most > 1.01) {
      const why = `m starts too small, and √v even more so. ${facts}`;
      return { words: "early steps too long", why, mood: "unstable" };
    }
    const why = `m starts too small, and √v less so. ${facts}`;
    return { words: "early steps too short", why, mood: "swinging" };
  },

  reddi({ tracks: [adam, amsgrad], state: { steps } }) {
    const places = `Adam is at ${number(adam.w[steps])}, AMSGrad at ${number(amsgrad.w[steps])}.`;
    const why = `The mean gradient is ⅓, so −1 is best. ${places}`;
    if (!steps) return { words: "at the start", why, mood: "still" };
    return adam.w[steps] > 0
      ? { words: "Adam walks to the worst point", why, mood: "unstable" }
      : { words: "Adam walks to the best point", why, mood: "calm" };
  },
};

define("gd-adam", Adam);
