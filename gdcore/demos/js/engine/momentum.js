// What a rate and a momentum do: the twin of two functions of gdcore.demos.momentum, and a ball's fate.

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

// Where a ball that starts at rest on the double well ends. Once its energy is far below the
// height of the bump, ¼, it will not cross again.
export function fate(start, lr, beta) {
  let w = start;
  let v = 0;
  let crossed = false;
  for (let t = 0; t < 250; t++) {
    v = v * beta + w * (w * w - 1);
    w -= lr * v;
    if (!(Math.abs(w) < 4)) return "escapes";
    crossed ||= w * start < 0;
    const energy = 0.25 * (w * w - 1) ** 2 + 0.5 * lr * v * v;
    if (energy < 0.1) break;
  }
  if (w * start < 0) return "clears";
  return crossed ? "comes back" : "stays";
}
