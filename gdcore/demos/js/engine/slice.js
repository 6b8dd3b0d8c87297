// The twin of gdcore/demos/slice.py: planes through the space of a network's parameters, and the sharpness.
// What takes long is a generator that yields every millisecond or so and returns its result in the end.

import { normals, RandomState } from "./random.js";

const EPSILON = 2 ** -52;
const MARGIN = 1.15; // how much farther a slice reaches than what it is made for

// ---- curvature ------------------------------------------------------------------------

// The eigenvalue of the Hessian at w that is largest in size, and its direction, by power iteration until it
// changes by less than `tolerance` of itself: gdcore.sharpness, but from another random start.
export function* sharpness(grad, w, iterations = 200, tolerance = 1e-6) {
  let u = unit(normals(w.length, new RandomState(0)));
  const h = Math.cbrt(EPSILON) * Math.max(1, norm(w));
  let curvature = 0;
  for (let i = 0; i < iterations; i++) {
    const [ahead, behind] = [h, -h].map((step) => grad(w.map((w_i, k) => w_i + step * u[k])));
    const product = ahead.map((g, k) => (g - behind[k]) / (2 * h));
    const previous = curvature;
    curvature = dot(u, product);
    const length = norm(product);
    if (!(length > 0) || Math.abs(curvature - previous) <= tolerance * Math.abs(curvature)) break;
    u = product.map((p) => p / length);
    yield;
  }
  return { curvature, direction: u };
}

// ---- planes: {centre, directions, half} --------------------------------------------------

// The plane in which a path is widest: its middle, the two principal directions, half its extent and more.
export function* planeOf(path) {
  path = path.filter((w) => w.every(Number.isFinite));
  const size = path[0].length;
  const mean = path[0].map((_, i) => path.reduce((total, w) => total + w[i], 0) / path.length);
  const around = path.map((w) => minus(w, mean));
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const w of around) {
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) covariance[i][j] += w[i] * w[j];
    yield;
  }
  const directions = (yield* principal(covariance)).map((direction) =>
    dot(direction, around[0]) > 0 ? direction.map((x) => -x) : direction,
  );
  const places = around.map((w) => directions.map((direction) => dot(direction, w)));
  const ranges = [0, 1].map((k) => {
    const along = places.map((place) => place[k]);
    return [Math.min(...along), Math.max(...along)];
  });
  const middle = ranges.map(([low, high]) => (low + high) / 2);
  const half = (MARGIN * Math.max(...ranges.map(([low, high]) => high - low))) / 2;
  return { centre: pointAt({ centre: mean, directions }, middle), directions, half };
}

// The eigenvectors of the two largest eigenvalues of a positive matrix, by orthogonal iteration.
function* principal(matrix) {
  const size = matrix.length;
  const rng = new RandomState(0);
  let vectors = [normals(size, rng), normals(size, rng)];
  for (let i = 0; i < 3000; i++) {
    const [first, second] = vectors.map((v) => matrix.map((row) => dot(row, v)));
    const one = unit(first);
    const rest = minus(second, one, dot(one, second));
    const other = unit(minus(rest, one, dot(one, rest))); // twice, or what rounding has left of it grows
    const change = Math.max(norm(minus(one, vectors[0])), norm(minus(other, vectors[1])));
    vectors = [one, other];
    if (change < 1e-14) break;
    yield;
  }
  return vectors;
}

// Two random directions from w, normalised by filters: what leads into a unit is as long as in w.
export function randomPlane({ size, layers }, w, rng) {
  const directions = [0, 1].map(() => {
    const direction = normals(size, rng);
    for (const { inputs, outputs, weights, biases } of layers) {
      for (let k = 0; k < outputs; k++) {
        const into = Array.from({ length: inputs }, (_, j) => weights + j * outputs + k);
        const longer = norm(into.map((i) => w[i])) / norm(into.map((i) => direction[i]));
        for (const i of into) direction[i] *= longer;
        direction[biases + k] = 0;
      }
    }
    return direction;
  });
  return { centre: w, directions, half: 1 };
}

// The direction of the largest curvature at w, and the gradient's part that is perpendicular to it.
export function* sharpestPlane(grad, w) {
  const { curvature, direction } = yield* sharpness(grad, w, 1000, 1e-11);
  // Its sign is free, and so the first of the large entries is positive.
  const largest = Math.max(...direction.map(Math.abs));
  const sign = Math.sign(direction.find((x) => Math.abs(x) > largest / 2));
  const sharpest = direction.map((x) => x * sign);
  const slope = grad(w);
  const rest = unit(minus(slope, sharpest, dot(slope, sharpest)));
  return { centre: w, directions: [sharpest, rest], half: Math.sqrt(2 / Math.abs(curvature)) };
}

// The coordinates of the point of a plane that is nearest to w.
export function coordinates({ centre, directions: [a, b] }, w) {
  const from = minus(w, centre);
  const [aa, ab, bb, af, bf] = [dot(a, a), dot(a, b), dot(b, b), dot(a, from), dot(b, from)];
  const determinant = aa * bb - ab * ab;
  return [(bb * af - ab * bf) / determinant, (aa * bf - ab * af) / determinant];
}

// The point of a plane with these coordinates.
export function pointAt({ centre, directions: [a, b] }, [x, y]) {
  return centre.map((c, i) => c + x * a[i] + y * b[i]);
}

// How far each point of a path has come along it: 0 for the first.
export function lengths(path) {
  let total = 0;
  return path.map((w, t) => {
    total += t ? norm(minus(w, path[t - 1])) : 0;
    return total;
  });
}

// The same in a plane for the path through places of it, as long as it is among the parameters.
export function lengthsIn({ directions: [a, b] }, places) {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  let total = 0;
  return places.map(([x, y], t) => {
    const [dx, dy] = t ? [x - places[t - 1][0], y - places[t - 1][1]] : [0, 0];
    total += Math.sqrt(aa * dx * dx + 2 * ab * dx * dy + bb * dy * dy);
    return total;
  });
}

// ---- vectors ---------------------------------------------------------------------------

function dot(u, v) {
  let total = 0;
  for (let i = 0; i < u.length; i++) total += u[i] * v[i];
  return total;
}

function norm(u) {
  return Math.sqrt(dot(u, u));
}

function unit(u) {
  const length = norm(u);
  return u.map((u_i) => u_i / length);
}

// u − times · v
function minus(u, v, times = 1) {
  return u.map((u_i, i) => u_i - times * v[i]);
}
