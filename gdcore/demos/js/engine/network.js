// The twin of gdcore's MLP on points in the plane, of the sets of points, and of a training run.

import { lion, muon } from "./beyond_adam.js";
import { rules, schedules } from "./engine.js";
import { normals, RandomState } from "./random.js";

// ---- points in the plane, as gdcore.data makes them: X has two numbers for each point -----

export const datasets = {
  moons(n, noise, rng) {
    const y = inTurn(n, 2);
    const angles = y.map((y_i) => Math.PI * (rng.random() + y_i));
    const points = angles.map((angle, i) => {
      const side = y[i] === 0 ? -1 : 1;
      return [(Math.cos(angle) + side * 0.5) / 1.5, (Math.sin(angle) + side * 0.25) / 1.5];
    });
    return { X: withNoise(points, noise, rng), y };
  },

  rings(n, noise, rng) {
    const y = inTurn(n, 2);
    const angles = y.map(() => 2 * Math.PI * rng.random());
    const points = angles.map((angle, i) => {
      const radius = y[i] === 0 ? 0.35 : 0.9;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    return { X: withNoise(points, noise, rng), y };
  },

  xor(n, noise, rng) {
    const coordinate = () => {
      const x = 2 * rng.random() - 1;
      return (x + 0.1 * Math.sign(x)) / 1.1; // a gap along the axes
    };
    const points = Array.from({ length: n }, () => [coordinate(), coordinate()]);
    const y = points.map(([x1, x2]) => (x1 * x2 < 0 ? 1 : 0));
    return { X: withNoise(points, noise, rng), y };
  },

  spirals(n, noise, rng) {
    const y = inTurn(n, 2);
    const radii = y.map(() => 0.1 + 0.9 * rng.random());
    const points = normals(n, rng).map((normal, i) => {
      const angle = 2 * Math.PI * (radii[i] + y[i] / 2) + noise * normal;
      return [radii[i] * Math.cos(angle), radii[i] * Math.sin(angle)];
    });
    return { X: points.flat(), y };
  },
};

function inTurn(n, classes) {
  return Array.from({ length: n }, (_, i) => i % classes);
}

function withNoise(points, noise, rng) {
  return points.flat().map((x) => x + noise * rng.standard_normal());
}

// ---- the network ----------------------------------------------------------------------
// All parameters lie in one flat array, layer by layer: the weights by their inputs, then the biases.

// What a hidden unit makes of its sum, and the slope of that in terms of its output.
const ACTIVATIONS = {
  relu: { apply: (z) => Math.max(0, z), slope: (a) => Math.sign(a) },
  tanh: { apply: Math.tanh, slope: (a) => 1 - a * a },
  linear: { apply: (z) => z, slope: () => 1 },
};

// A network with so many inputs, units in each hidden layer, and classes.
export function mlp(sizes, activation) {
  const { apply, slope } = ACTIVATIONS[activation];
  let size = 0;
  const layers = sizes.slice(1).map((outputs, l) => {
    const layer = { inputs: sizes[l], outputs, weights: size, biases: size + sizes[l] * outputs };
    size = layer.biases + outputs;
    return layer;
  });
  const last = layers.length - 1;
  const classes = sizes.at(-1);

  // He's start, times `scale`.
  function init(rng, scale) {
    const w = new Array(size).fill(0);
    for (const { inputs, outputs, weights } of layers) {
      const spread = scale * Math.sqrt(2 / inputs);
      for (let i = 0; i < inputs * outputs; i++) w[weights + i] = rng.standard_normal() * spread;
    }
    return w;
  }

  // What each layer gives out for the points X: the hidden units' activations, then the scores.
  function forward(w, X) {
    const n = X.length / sizes[0];
    let x = X;
    return layers.map(({ inputs, outputs, weights, biases }, l) => {
      const out = new Float64Array(n * outputs);
      for (let row = 0; row < n; row++) {
        const first = row * outputs;
        for (let j = 0; j < inputs; j++) {
          const x_j = x[row * inputs + j];
          const from = weights + j * outputs; // the weights of one input lie side by side
          for (let k = 0; k < outputs; k++) out[first + k] += x_j * w[from + k];
        }
        for (let k = 0; k < outputs; k++) {
          const z = out[first + k] + w[biases + k];
          out[first + k] = l < last ? apply(z) : z;
        }
      }
      x = out;
      return out;
    });
  }

  // The logarithms of the classes' probabilities, in place of their scores.
  function logSoftmax(scores) {
    for (let first = 0; first < scores.length; first += classes) {
      let most = -Infinity;
      for (let k = 0; k < classes; k++) most = Math.max(most, scores[first + k]);
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += Math.exp(scores[first + k] - most);
      const logSum = Math.log(sum);
      for (let k = 0; k < classes; k++) scores[first + k] = scores[first + k] - most - logSum;
    }
    return scores;
  }

  function crossEntropy(logP, y) {
    let total = 0;
    for (let row = 0; row < y.length; row++) total -= logP[row * classes + y[row]];
    return total / y.length;
  }

  function loss(w, X, y) {
    return crossEntropy(logSoftmax(forward(w, X).at(-1)), y);
  }

  function lossAndGrad(w, X, y) {
    const outputs = forward(w, X);
    const logP = logSoftmax(outputs.at(-1));
    const grad = new Array(size).fill(0);
    let error = logP.map((log) => Math.exp(log) / y.length);
    y.forEach((label, row) => {
      error[row * classes + label] -= 1 / y.length;
    });
    for (let l = last; l >= 0; l--) {
      const layer = layers[l];
      const x = l > 0 ? outputs[l - 1] : X;
      addGrad(layer, x, error, grad, y.length);
      if (l > 0) error = errorBelow(layer, w, x, error, y.length);
    }
    return { loss: crossEntropy(logP, y), grad };
  }

  function addGrad({ inputs, outputs, weights, biases }, x, error, grad, n) {
    for (let row = 0; row < n; row++) {
      for (let k = 0; k < outputs; k++) {
        const e = error[row * outputs + k];
        for (let j = 0; j < inputs; j++) grad[weights + j * outputs + k] += x[row * inputs + j] * e;
        grad[biases + k] += e;
      }
    }
  }

  function errorBelow({ inputs, outputs, weights }, w, x, error, n) {
    const below = new Float64Array(n * inputs);
    for (let row = 0; row < n; row++) {
      for (let j = 0; j < inputs; j++) {
        let sum = 0;
        for (let k = 0; k < outputs; k++) sum += error[row * outputs + k] * w[weights + j * outputs + k];
        below[row * inputs + j] = sum * slope(x[row * inputs + j]);
      }
    }
    return below;
  }

  return { sizes, layers, size, init, forward, loss, lossAndGrad };
}

// ---- a training run ---------------------------------------------------------------------

// The steps of a run, one after another: w, the losses on all training and all test points, and the norm of
// the batch's gradient in each layer, at the point that it leads away from.
export function* training(model, { train, test, start, rule, rate, batch, order }) {
  const w = [...start];
  const state = rule.init(w);
  const rows = batches(train.y.length, batch, order);
  for (let t = 1; ; t++) {
    const some = take(train, rows.next().value);
    const { grad } = model.lossAndGrad(w, some.X, some.y);
    const norms = model.layers.map((layer) => normOf(grad, layer));
    yield { w: [...w], train: model.loss(w, train.X, train.y), test: model.loss(w, test.X, test.y), norms };
    const step = rule.step(grad, state, t, rate(t), w);
    for (let i = 0; i < w.length; i++) w[i] -= step[i];
  }
}

// The rule for a network and the schedule of these names.
export function ruleAndRate(model, { rule, lr, schedule }, steps) {
  const rates = {
    constant: () => lr,
    cosine: schedules.cosine(lr, steps, 0),
    "warm-up and cosine": schedules.linear_warmup(steps / 20, schedules.cosine(lr, steps - steps / 20, 0)),
  };
  const made = { ...rules, Lion: lion, Muon: () => muon(model) }[rule]();
  return { rule: made, rate: rates[schedule] };
}

// The rows of one minibatch after another, each epoch in a new order. All of them need no shuffle.
function* batches(n, size, seed) {
  const rng = new RandomState(seed);
  const all = Array.from({ length: n }, (_, i) => i);
  for (;;) {
    const order = size < n ? rng.permutation(n) : all;
    for (let start = 0; start < n; start += size) yield order.slice(start, start + size);
  }
}

function take({ X, y }, rows) {
  return { X: rows.flatMap((row) => [X[2 * row], X[2 * row + 1]]), y: rows.map((row) => y[row]) };
}

function normOf(grad, { weights, biases, outputs }) {
  let squares = 0;
  for (let i = weights; i < biases + outputs; i++) squares += grad[i] ** 2;
  return Math.sqrt(squares);
}
