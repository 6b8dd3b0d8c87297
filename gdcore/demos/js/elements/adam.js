// <gd-adam>: what Adam keeps for each parameter, and the step that results.

import { objectives, rules, run } from "../engine/engine.js";
import { buttons, choices, handle, labelsOf, sample, slider, table, toggle } from "../kit/controls.js";
import { dots, drawn, number, Plot, path, roundUp, SERIES, shortNumber, svg } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";
import { listenButton } from "../kit/sound.js";

const EXAMPLES = SETTINGS["gd-adam"].examples;
const PLAIN_RATE = 0.02; // the rate of gradient descent in the valley, for comparison
const PATH = SERIES[5].stroke; // Adam's path in the valley: not the colour of a parameter

class Adam extends Demo {
  title = "Adam";
  picture = new Plot();
  steps = new Plot();
  stepTime = 150;

  get lastStep() {
    return Math.max(EXAMPLES[this.state.example].horizon, this.state.steps);
  }

  // ---- the visible elements, made once ----
  build() {
    const plots = this.plots(this.picture, this.steps);
    this.ledger = html("table", { class: "ledger" });
    this.picture.root.after(this.ledger);
    handle(this, this.steps, "step", {
      x: "steps",
      at: ({ steps }) => [steps, this.steps.y[0]],
      text: ({ steps }) => `step ${steps}`,
    });
    const values = readout(this, this.picture, "the parameters", "step", () => this.weights());
    // The map of the valley has no curves over the steps, and so nothing to stop at.
    this.follow(({ example }) => values.setAttribute("tabindex", example === "valley" ? -1 : 0));
    readout(this, this.steps, "the steps in units of η", "step", () => this.directions());
    const listen = listenButton(this);
    this.follow(({ example }) => (listen.hidden = example === "steady")); // where there is no loss
    const rotation = slider(this, "rotation", "valley turned by", {
      step: 1,
      text: (angle) => `${angle} degrees`,
    });
    this.follow(({ example }) => (rotation.hidden = example !== "valley"));
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span", { class: "why" });
    this.placeText = html("p", { class: "place" });
    return [
      choices(this, "example", "gradients of", labelsOf(EXAMPLES)),
      plots,
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      html(
        "div",
        { class: "rates" },
        slider(this, "lr", "learning rate η", { log: true }),
        slider(this, "beta1", "momentum β₁", { nearOne: true }),
        slider(this, "beta2", "memory β₂", { nearOne: true }),
        rotation,
      ),
      buttons(this, toggle(this, "correction", "bias correction"), listen),
      this.placeText,
      table(this, () => this.values()),
      takeAlong(this),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.picture.resize(isWide ? 0.46 * width : width, isWide ? 240 : 200);
    this.steps.resize(width, isWide ? 160 : 140);
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
    const { example } = state;
    // Room for the names at the ends of the lines.
    const right = example === "reddi" ? 70 : 28;
    this.steps.margin.right = right;
    this.picture.margin.right = example === "valley" ? 14 : right;
    example === "valley" ? this.drawValley(state) : this.drawWeights(state);
    const most = Math.max(
      1,
      ...this.tracks.flatMap(({ direction }) => direction.map(Math.abs).filter(Number.isFinite)),
    );
    this.course(
      this.steps,
      [-1, 1].map((sign) => sign * roundUp(1.1 * most)),
      "step / η",
      this.directions(),
    );
    this.steps.root.setAttribute("aria-label", "The steps in units of η");
    this.drawLedger(state);
    this.verdictText.textContent = this.verdict.words;
    this.whyText.textContent = this.verdict.why;
    this.placeText.textContent = this.verdict.place;
  }

  drawValley({ rotation, steps }) {
    const { picture, turn, tracks, plain } = this;
    const [first, second] = EXAMPLES.valley.curvatures;
    // One scale for both axes: the valley that is turned stays the same valley.
    const { margin, width, height } = picture;
    const longer = (width - margin.left - margin.right) / (height - margin.top - margin.bottom);
    picture.setRanges([-2 * longer, 2 * longer], [-2, 2]);
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
        svg(
          "text",
          { x: picture.width - 14, y: 14, "text-anchor": "end" },
          svg("tspan", { style: `fill: ${PATH}` }, "Adam"),
          `, and thin: descent, η = ${PLAIN_RATE}`,
        ),
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
        svg("path", { class: "series", stroke: PATH, d: path(points) }),
        svg("path", { class: "dots", style: `stroke: ${PATH}`, d: dots(points) }),
      ),
    );
    picture.root.setAttribute("aria-label", "The paths of Adam and of gradient descent in the valley");
  }

  // The curves: the values of each parameter, and its steps in units of η.
  weights() {
    const { example, steps } = this.state;
    return example === "valley"
      ? []
      : this.tracks.map((track) => curve(track, track.w.slice(0, steps + 1), 0));
  }

  directions() {
    return this.tracks.map((track) => curve(track, track.direction.slice(0, this.state.steps), 1));
  }

  drawWeights({ example }) {
    const most = Math.max(...this.tracks.flatMap(({ w }) => w.map(Math.abs)));
    const range = EXAMPLES[example].bounds ?? [-roundUp(most), roundUp(most)];
    this.course(
      this.picture,
      range.map((w) => 1.1 * w),
      "w",
      this.weights(),
    );
    this.picture.root.setAttribute("aria-label", "The parameters over the steps");
  }

  // Curves over the steps, with their names.
  course(plot, range, label, curves) {
    plot.setRanges([0, this.lastStep], range);
    plot.setBack(() => [plot.axes("step t", label)], label, plot.x, range, plot.margin.right);
    const lines = curves.map(({ name, points }, series) => ({ label: name, points, series }));
    plot.front.replaceChildren(...drawn(plot, lines));
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
      [`m ← ${beta1}m + ${share(beta1)}g`, "m"],
      [`v ← ${beta2}v + ${share(beta2)}g²`, "v"],
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
    const { words, why, place } = this.verdict;
    return `Step ${steps}.${steps ? kept.join("") : ""} Verdict: ${words}. ${why} ${place}`;
  }

  // The loss and the distance from the best point, where there is one, and the longest step in units of η.
  measures() {
    const { example, steps } = this.state;
    const w = this.tracks.map((track) => track.w[steps]);
    const sizes = this.tracks.map(({ direction }) => Math.abs(direction[steps - 1] ?? 0));
    const place = {
      valley: () => ({ loss: this.f.value(w), distance: Math.hypot(...w), side: w[0] / 2 }),
      steady: () => ({}),
      reddi: () => ({ loss: (w[0] + 1) / 3, distance: w[0] + 1, side: w[0], w: w[0] }),
    };
    return { steps, step_size: Math.max(...sizes), ...place[example]() };
  }
}

function curve({ name }, values, from) {
  return { name, points: values.map((value, t) => [t + from, value]) };
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
    const step = rule.step(g, kept, t, rate, w);
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

// What Adam is doing at the step that is shown: {words, why, mood}, and what has come of it so far, {place}.
const JUDGES = {
  valley(demo) {
    const { f, tracks, plain, state } = demo;
    const [ours, theirs] = [f.value(tracks.map(({ w }) => w[state.steps])), plain.loss.at(-1)];
    const reason =
      state.rotation % 90
        ? "Its path turns with the valley, Adam’s does not: scales cannot undo a mixture."
        : "Each parameter has a scale of its own, so both move alike.";
    const order = ours < theirs ? "ahead of" : ours > theirs ? "behind" : "level with";
    const place = `Loss ${number(ours)}, ${order} gradient descent with ${number(theirs)}. ${reason}`;
    return { ...doing(demo), place };
  },

  steady(demo) {
    const [{ direction }] = demo.tracks;
    const sizes = direction.map(Math.abs);
    const most = Math.max(...sizes);
    const place = "Gradients of 4 and of −0.04, and both steps are of one length: size does not count.";
    if (demo.state.correction) {
      const why = `Every step is η · sign(g), from the first on. ${corrected(demo)}`;
      return { words: "steps of one length", why, mood: "calm", place };
    }
    const largest = `the largest ${number(most)} η, at step ${sizes.indexOf(most) + 1}`;
    const facts = `The first step is ${number(sizes[0])} η, ${largest}.`;
    if (most > 1.01) {
      const why = `m starts too small, and √v even more so. ${facts}`;
      return { words: "early steps too long", why, mood: "unstable", place };
    }
    const why = `m starts too small, and √v less so. ${facts}`;
    return { words: "early steps too short", why, mood: "swinging", place };
  },

  reddi({ tracks: [adam, amsgrad], state: { steps, beta1 } }) {
    const places = `Adam is at ${number(adam.w[steps])}, AMSGrad at ${number(amsgrad.w[steps])}.`;
    const place = `The mean gradient is ⅓, so −1 is best. ${places}`;
    if (steps < 3)
      return { words: "at the start", why: "A gradient of 3, then two of −1.", mood: "still", place };
    const last = [1, 2, 3].map((back) => ({
      g: adam.g[steps - back],
      way: adam.direction[steps - back],
    }));
    const distance = (gradients) => Math.abs(gradients.reduce((sum, { way }) => sum + way, 0));
    const large = number(distance(last.filter(({ g }) => g > 0)));
    const small = number(distance(last.filter(({ g }) => g < 0)));
    const lastly = `moves w by ${large} η towards −1, the two of −1 move it by ${small} η towards +1`;
    const isWrong = adam.w[steps] > 0;
    const why = beta1
      ? "m mixes the gradient of 3 with those of −1, and v decides what each counts."
      : isWrong
        ? `Divided by √v̂, the last gradient of 3 ${lastly}.`
        : `v still remembers the 3: it ${lastly}.`;
    return isWrong
      ? { words: "Adam walks to the worst point", why, mood: "unstable", place }
      : { words: "Adam walks to the best point", why, mood: "calm", place };
  },
};

// What the sizes of the last steps say, and where they come from.
function doing(demo) {
  const { steps } = demo.state;
  if (!steps) return { words: "at the start", why: "Nothing is remembered yet: m = v = 0.", mood: "still" };
  const here = demo.tracks.map(({ name, g, mHat, vHat, direction }) => ({
    name,
    g: g[steps - 1],
    m: mHat[steps - 1],
    root: Math.sqrt(vHat[steps - 1]),
    size: Math.abs(direction[steps - 1]),
  }));
  const [most, least] = [Math.max, Math.min].map((pick) => pick(...here.map(({ size }) => size)));
  if (most > 1.3) {
    const why = demo.state.correction
      ? "m̂ remembers larger gradients than √v̂ does."
      : "m starts too small, and √v even more so.";
    return { words: `a step of ${number(most)} η`, why, mood: "unstable" };
  }
  if (least > 0.8) {
    const why = `The gradients keep their signs, so m̂ / √v̂ is near ±1. ${corrected(demo)}`;
    return { words: "steps of nearly η", why, mood: "calm" };
  }
  if (here.every(({ g }) => Math.abs(g) < 1e-6))
    return { words: "arrived", why: "There is no gradient left to speak of, and so no step.", mood: "calm" };
  const past = here.find(({ g, m, size }) => g * m < 0 && size > 0.15);
  if (past) {
    const why = "The gradient has changed its sign, but m still points the old way.";
    return { words: `momentum carries ${past.name} on`, why, mood: "swinging" };
  }
  const behind = here.reduce((best, one) => (one.size < best.size ? one : best));
  const gradient = `though the gradient is now ${number(behind.g)}`;
  const remembered = `In ${behind.name}, √v̂ is ${number(behind.root)}, ${gradient}`;
  if (behind.root > 2 * Math.abs(behind.g)) {
    const why = `${remembered}: the step is ${number(behind.size)} η.`;
    return { words: "v remembers larger gradients", why, mood: "calm" };
  }
  const why = "The gradients change their signs, and in m they cancel one another.";
  return { words: `steps of ${number(least, 2)} to ${number(most, 2)} η`, why, mood: "calm" };
}

// What the correction does at this step, as long as it does much.
function corrected({ state: { steps, beta1, beta2, correction } }) {
  const [first, second] = [beta1, beta2].map((beta) => +(1 - beta ** steps).toPrecision(3));
  if (!correction || !steps || second > 0.5) return "";
  return `Bias correction now divides m by ${first} and v by ${second}.`;
}

define("gd-adam", Adam);
