// The twin of gdcore's Format: numbers with a significand of so many bits, and exponents from low to high.

export function numberFormat({ bits, low, high }) {
  const largest = (2 - 2 ** (1 - bits)) * 2 ** high;
  const spacing = (x) => 2 ** (Math.max(x === 0 ? low : exponentOf(Math.abs(x)), low) + 1 - bits);
  return {
    largest,
    smallest: 2 ** (low + 1 - bits),
    spacing,
    // From a positive number to the next smaller one: below a power of two numbers are closer.
    below: (x) => spacing(x * (1 - Number.EPSILON / 2)),
    round(x) {
      const unit = spacing(x);
      const rounded = nearestEven(x / unit) * unit;
      return Math.abs(rounded) > largest ? Math.sign(x) * Infinity : rounded;
    },
  };
}

// e with 2ᵉ ≤ x < 2ᵉ⁺¹; the logarithm may be off by one near a power of two.
function exponentOf(x) {
  const guess = Math.floor(Math.log2(x));
  return 2 ** guess > x ? guess - 1 : 2 ** (guess + 1) <= x ? guess + 1 : guess;
}

function nearestEven(x) {
  const whole = Math.floor(x);
  const rest = x - whole;
  if (rest !== 0.5) return rest < 0.5 ? whole : whole + 1;
  return whole % 2 === 0 ? whole : whole + 1;
}
