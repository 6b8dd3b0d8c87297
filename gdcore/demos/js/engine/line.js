// The twin of gdcore's LinearRegression with one feature: the line through examples (x, y), as
// w = [slope, bias], and half its mean squared error on some rows, by default on all.

export function line(x, y) {
  const all = x.map((_, i) => i);
  return {
    x,
    y,
    value([slope, bias], rows = all) {
      let sum = 0;
      for (const i of rows) sum += (x[i] * slope + bias - y[i]) ** 2;
      return sum / rows.length / 2;
    },
    grad([slope, bias], rows = all) {
      let [bySlope, byBias] = [0, 0];
      for (const i of rows) {
        const error = x[i] * slope + bias - y[i];
        bySlope += x[i] * error;
        byBias += error;
      }
      return [bySlope / rows.length, byBias / rows.length];
    },

    // The best line: least squares.
    get minimum() {
      const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / x.length;
      const [x_, y_] = [mean(x), mean(y)];
      const slope = mean(x.map((x_i, i) => (x_i - x_) * (y[i] - y_))) / mean(x.map((x_i) => (x_i - x_) ** 2));
      return [slope, y_ - slope * x_];
    },
  };
}
