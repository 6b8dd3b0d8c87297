// The twin of gdcore.demos.batching: the line to be fitted, its runs by minibatches, and their noise floor.

import { descend, rules } from "./engine.js";
import { line } from "./line.js";
import { normals, RandomState } from "./random.js";

export function batchingProblem({ n, data_seed, slope, bias, noise }) {
  const rng = new RandomState(data_seed);
  const raw = Array.from({ length: n }, () => 2 * rng.random() - 1);
  const centre = mean(raw);
  const x = raw.map((x_i) => x_i - centre); // so that the bowl of the loss lies along the axes
  const y = normals(n, rng).map((normal, i) => slope * x[i] + bias + noise * normal);
  const examples = line(x, y);
  const { minimum } = examples;

  // Along each axis, slope and bias: λ of the loss, and σ² of an example's gradient at the minimum.
  const inputs = [x, x.map(() => 1)];
  const errors = x.map((x_i, i) => x_i * minimum[0] + minimum[1] - y[i]);
  const curvature = inputs.map((input) => mean(input.map((input_i) => input_i ** 2)));
  const variance = inputs.map((input) => mean(input.map((input_i, i) => (input_i * errors[i]) ** 2)));

  // The loss on all examples above its minimum.
  function excess(w) {
    const [bySlope, byBias] = w.map((w_i, i) => 0.5 * curvature[i] * (w_i - minimum[i]) ** 2);
    return bySlope + byBias;
  }

  // The points of a run; its `batches` are the rows of each step.
  function path({ lr, draw, seed }, start, size, steps) {
    const rows = minibatches(n, size, draw, new RandomState(seed));
    const batches = [];
    const gradient = (w) => {
      batches.push(rows.next().value);
      return examples.grad(w, batches.at(-1));
    };
    const walk = descend(gradient, start, rules.GradientDescent(), lr);
    const points = Array.from({ length: steps + 1 }, () => [...walk.next().value]);
    return Object.assign(points, { batches });
  }

  // Where the loss ends by theory, if batches are independent: ½ Σ λ·Var w, with Var w = η/(λ(2 − ηλ)) times
  // the variance of a batch's gradient, averaged over the batches of an epoch.
  function predictedFloor({ batch, lr, draw }) {
    const sizes = Array.from({ length: Math.ceil(n / batch) }, (_, i) => Math.min(batch, n - i * batch));
    const withoutReplacement = (size) => (draw === "dealt" ? (n - size) / (n - 1) : 1);
    const share = mean(sizes.map((size) => withoutReplacement(size) / size));
    const [bySlope, byBias] = curvature.map((lambda, i) => {
      const varianceOfW = (lr / (lambda * (2 - lr * lambda))) * variance[i] * share;
      return 0.5 * lambda * varianceOfW;
    });
    return bySlope + byBias;
  }

  // The mean of the last three quarters of a long run from the minimum.
  function measuredFloor(state) {
    const steps = Math.min(4000, Math.floor(32768 / state.batch));
    return mean(
      path(state, minimum, state.batch, steps)
        .slice(Math.floor(steps / 4))
        .map(excess),
    );
  }

  // The rows of sixty minibatches.
  function cloud({ batch, draw, seed }) {
    const rows = minibatches(n, batch, draw, new RandomState(seed));
    return Array.from({ length: 60 }, () => rows.next().value);
  }

  return { examples, minimum, excess, path, predictedFloor, measuredFloor, cloud };
}

// The rows of one minibatch after another, for ever. The full batch needs no shuffle, which would cost time.
function* minibatches(n, size, draw, rng) {
  const rows = Array.from({ length: n }, (_, i) => i);
  for (;;) {
    let order = rows;
    if (draw === "drawn") order = rows.map(() => Math.floor(n * rng.random()));
    else if (size < n) order = rng.permutation(n);
    for (let start = 0; start < n; start += size) yield order.slice(start, start + size);
  }
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
