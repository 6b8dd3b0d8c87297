// The twin of gdcore.curves: loss curves of known cause, the same numbers from the same RandomState.

import { descend, objectives, rules, run, schedules } from "./engine.js";
import { line } from "./line.js";
import { normals } from "./random.js";

// With momentum 0.9 the largest product of rate and curvature whose ringing is too faint to see.
const CRITICAL = 0.006;

export function lossCurve(cause, rng) {
  const steps = 80 + Math.floor(80 * rng.random());
  const curve = RUNS[cause](steps, rng);
  const unit = 10 ** between(-1, 1, rng);
  const floor = unit * between(0.02, 0.3, rng);
  const inUnits = (loss) => floor + unit * loss;
  const caption = [
    curve.batch ? `batches of ${curve.batch}` : "full batch",
    curve.beta ? `momentum ${curve.beta}` : "plain gradient descent",
    curve.schedule,
  ].join(", ");
  return { cause, caption, losses: curve.losses.map(inUnits), best: inUnits(curve.best) };
}

// How a run with each cause is set up.
const RUNS = {
  "too small"(steps, rng) {
    const beta = oneOf([0, 0.9], rng);
    const distance = between(0.15, 0.5, rng);
    return onBowl([1, between(0.25, 1, rng)], beta, (distance / steps) * (1 - beta), steps);
  },

  good(steps, rng) {
    const way = oneOf(["plain", "momentum", "minibatches"], rng);
    const lr = between(0.4, 1, rng);
    if (way === "minibatches") return onData(oneOf([8, 16, 32], rng), 0, 0.5 * lr, 0.02, steps, rng);
    if (way === "momentum") return onBowl([1, between(0.6, 1, rng)], 0.9, CRITICAL * lr, steps);
    const schedule = oneOf([null, ["÷10", Math.floor((2 * steps) / 3)], ["cosine", steps]], rng);
    return onBowl([1, between(0.15, 0.5, rng)], 0, lr, steps, { schedule });
  },

  oscillating(steps, rng) {
    const start = [between(0, 0.5, rng), between(0.05, 0.6, rng)];
    const trace = run(objectives.Saddle(), start, rules.GradientDescent(), between(1.12, 1.27, rng), steps);
    return {
      losses: trace.loss.map((loss) => loss + 0.25),
      best: 0,
      batch: null,
      beta: 0,
      schedule: "constant rate",
    };
  },

  diverging(steps, rng) {
    const beta = oneOf([0, 0.9], rng);
    const steep = 10 ** between(-4, -1, rng);
    const growth = (10 ** between(0.5, 1.5, rng) / steep) ** (0.5 / steps);
    const lr = (1 + growth) * (1 + beta / growth);
    return onBowl([1, between(0.02, 0.1, rng)], beta, lr, steps, { shares: [steep, 1 - steep] });
  },

  "minibatch noise"(steps, rng) {
    const beta = oneOf([0, 0.9], rng);
    const lr = between(0.05, 0.3, rng) * (1 - beta);
    return onData(oneOf([2, 4, 8], rng), beta, lr, between(0.5, 1, rng), steps, rng);
  },

  "momentum ringing"(steps, rng) {
    const beta = oneOf([0.95, 0.96, 0.97, 0.98], rng);
    const turn = Math.PI / between(8, 16, rng);
    const lr = 1 + beta - 2 * Math.sqrt(beta) * Math.cos(turn);
    return onBowl([1, between(0.75, 1, rng)], beta, lr, steps);
  },

  "ill-conditioned plateau"(steps, rng) {
    const beta = oneOf([0, 0.9], rng);
    const lr = between(0.4, 1, rng) * (beta ? CRITICAL : 1);
    const distance = between(0.05, 0.3, rng);
    const steep = between(0.4, 0.7, rng);
    return onBowl([1, ((distance / steps) * (1 - beta)) / lr], beta, lr, steps, {
      shares: [steep, 1 - steep],
    });
  },

  "decayed too early"(steps, rng) {
    const kind = oneOf(["÷2", "÷10", "cosine"], rng);
    const stage = Math.floor(steps / 12) + Math.floor((steps / 12) * rng.random());
    const stepsInFull = { "÷2": 2, "÷10": 1 / 0.9, cosine: 1 }[kind] * stage;
    const lr = between(0.5, 0.9, rng) / stepsInFull;
    const schedule = [kind, kind === "cosine" ? 2 * stage : stage];
    return onBowl([1, between(0.25, 0.7, rng)], 0, lr, steps, { schedule });
  },
};

function onBowl(curvatures, beta, lr, steps, { shares = [0.5, 0.5], schedule = null } = {}) {
  const start = curvatures.map((curvature, i) => Math.sqrt((2 * shares[i]) / curvature));
  const [lrAt, words] = scheduled(lr, schedule);
  const trace = run(objectives.Quadratic({ curvatures }), start, rules.Momentum({ beta }), lrAt, steps);
  return { losses: trace.loss, best: 0, batch: null, beta, schedule: words };
}

function scheduled(lr, schedule) {
  if (!schedule) return [lr, "constant rate"];
  const [kind, stage] = schedule;
  if (kind === "cosine") return [schedules.cosine(lr, stage, 0), `cosine to 0 at step ${stage}`];
  return [schedules.step_decay(lr, stage, 1 / Number(kind.slice(1))), `rate ${kind} every ${stage} steps`];
}

function onData(batch, beta, lr, noise, steps, rng) {
  const x = normals(64, rng);
  const slope = between(1, 2, rng);
  const bias = between(1, 2, rng);
  const y = normals(64, rng).map((normal, i) => slope * x[i] + bias + noise * normal);
  const model = line(x, y);
  const losses = [];
  let order = [];
  const gradient = (w) => {
    if (!order.length) order = rng.permutation(64);
    const rows = order.splice(0, batch);
    losses.push(model.value(w, rows));
    return model.grad(w, rows);
  };
  const path = descend(gradient, [0, 0], rules.Momentum({ beta }), lr);
  for (let t = 0; t <= steps + 1; t++) path.next();
  return { losses, best: model.value(model.minimum), batch, beta, schedule: "constant rate" };
}

function between(low, high, rng) {
  return low + (high - low) * rng.random();
}

function oneOf(choices, rng) {
  return choices[Math.floor(choices.length * rng.random())];
}
