// The twin of gdcore's newton_schulz, for matrices as arrays of rows.

export function product(A, B) {
  return A.map((row) => B[0].map((_, j) => row.reduce((sum, a, k) => sum + a * B[k][j], 0)));
}

export function transposed(A) {
  return A[0].map((_, j) => A.map((row) => row[j]));
}

export function rotation(degrees) {
  const [cos, sin] = [Math.cos, Math.sin].map((f) => f((degrees * Math.PI) / 180));
  return [
    [cos, -sin],
    [sin, cos],
  ];
}

const SMALLEST_NORM = 1e-7;

// The matrices X_0 = G / ‖G‖, X_1, …, X_steps of X ← aX + (bA + cA²)X with A = XXᵀ.
export function newtonSchulz(G, steps, coefficients) {
  if (G.length > G[0].length) return newtonSchulz(transposed(G), steps, coefficients).map(transposed);
  const [a, b, c] = coefficients;
  const norm = Math.max(Math.hypot(...G.flat()), SMALLEST_NORM);
  const made = [G.map((row) => row.map((entry) => entry / norm))];
  for (let step = 0; step < steps; step++) {
    const X = made[step];
    const A = product(X, transposed(X));
    const squared = product(A, A);
    const factor = A.map((row, i) => row.map((entry, j) => b * entry + c * squared[i][j]));
    const rest = product(factor, X);
    made.push(X.map((row, i) => row.map((entry, j) => a * entry + rest[i][j])));
  }
  return made;
}
