// What a rate and a momentum do: the twins of functions of gdcore.demos.momentum.

// The factor per step in a direction of curvature λ: the modulus of the larger root of
// r² − (1 + β − ηλ) r + β; product is ηλ.
export function momentumFactor(product, beta) {
  const half = 0.5 * (1 + beta - product);
  const spread = half * half - beta;
  return spread < 0 ? Math.sqrt(beta) : Math.abs(half) + Math.sqrt(spread);
}

export function regime(product, beta) {
  if (product >= 2 * (1 + beta)) return "unstable";
  const distance = beta - (1 - Math.sqrt(product)) ** 2;
  if (Math.abs(distance) < 1e-9) return "critically damped";
  return distance > 0 ? "underdamped" : "overdamped";
}

// A ball whose fate is not decided after so many steps counts for the side that it is on.
export const LONGEST = 250;

// Where a ball that starts at rest on the double well ends, and the step from which this is certain:
// once its energy is far below the height of the bump, ¼, it will not cross again.
export function fate(start, lr, beta) {
  let w = start;
  let v = 0;
  let crossed = false;
  let steps = 0;
  while (steps < LONGEST) {
    steps++;
    v = v * beta + w * (w * w - 1);
    w -= lr * v;
    if (!(Math.abs(w) < 4)) return { end: "escapes", steps };
    crossed ||= w * start < 0;
    const height = w * w - 1;
    const energy = 0.25 * height * height + 0.5 * lr * v * v;
    if (energy < 0.1) break;
  }
  return { end: w * start < 0 ? "clears" : crossed ? "comes back" : "stays", steps };
}
