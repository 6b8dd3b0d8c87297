// The drawing layer that the demos share: SVG elements, a plot with scales and axes, numbers as text.

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A plot of `width` × `height` pixels over the ranges x and y. `across` and `up` turn data into
// pixels. `back` holds what seldom changes (axes, curves), `front` what each state draws anew.
export class Plot {
  margin = { top: 26, right: 10, bottom: 42, left: 34 };
  back = svg("g");
  front = svg("g");
  root = svg("svg", {}, this.back, this.front);

  resize(width, height) {
    Object.assign(this, { width, height });
    this.root.setAttribute("width", width);
    this.root.setAttribute("height", height);
  }

  setRanges(x, y) {
    Object.assign(this, { x, y });
  }

  across(x) {
    const { left, right } = this.margin;
    return left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * (this.width - left - right);
  }

  up(y) {
    const { top, bottom } = this.margin;
    return this.height - bottom - ((y - this.y[0]) / (this.y[1] - this.y[0])) * (this.height - top - bottom);
  }

  contains(x, y) {
    return x >= this.x[0] && x <= this.x[1] && y <= this.y[1];
  }

  // The x under the pointer.
  under(event) {
    const { left, right } = this.margin;
    const pixels = event.clientX - this.root.getBoundingClientRect().left;
    return this.x[0] + ((pixels - left) / (this.width - left - right)) * (this.x[1] - this.x[0]);
  }

  axes(xLabel, yLabel) {
    const [left, right] = this.x.map((x) => this.across(x));
    const [bottom, top] = this.y.map((y) => this.up(y));
    const rows = ticks(this.y, 4).map((y) => [y, this.up(y)]);
    const columns = ticks(this.x, 6).map((x) => [x, this.across(x)]);
    return svg("g", { class: "axes", "aria-hidden": "true" },
      ...rows.map(([, y]) => svg("path", { d: `M${left} ${y}H${right}` })),
      ...rows.map(([tick, y]) => text(left - 8, y + 4, shortNumber(tick), "end")),
      ...columns.map(([, x]) => svg("path", { d: `M${x} ${bottom}v5` })),
      ...columns.map(([tick, x]) => text(x, bottom + 18, shortNumber(tick))),
      svg("path", { class: "axis", d: `M${left} ${bottom}H${right}` }),
      text(right, bottom + 36, xLabel, "end"),
      text(left - 8, top - 12, yLabel, "start"));
  }

  // A layer that shows only what lies within the axes.
  inside(...children) {
    const [x, y] = [this.across(this.x[0]), this.up(this.y[1])];
    const [width, height] = [this.across(this.x[1]) - x, this.up(this.y[0]) - y];
    return svg("svg", { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` }, ...children);
  }

  // The graph of f, as far as it is in the picture.
  graph(f) {
    const [from, to] = this.x;
    const points = Array.from({ length: 161 }, (_, i) => from + (i / 160) * (to - from));
    const visible = points.filter((x) => f(x) <= this.y[1]);
    return svg("path", { class: "graph", d: path(visible.map((x) => [this.across(x), this.up(f(x))])) });
  }
}

export function text(x, y, content, anchor = "middle") {
  return svg("text", { x, y, "text-anchor": anchor }, content);
}

// The path through points given in pixels.
export function path(points) {
  return points.length ? "M" + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L") : "";
}

// One path with a dot at each point: strokes of no length, to be drawn with round caps.
export function dots(points) {
  return points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
}

// A jump from one point to the next, drawn as the hop of a ball: its path, and the point a
// share of the way along.
export function hop([x0, y0], [x1, y1]) {
  const [x, y] = [(x0 + x1) / 2, Math.min(y0, y1) - Math.min(60, 0.3 * Math.abs(x1 - x0))];
  const blend = (a, b, c, share) => (1 - share) ** 2 * a + 2 * share * (1 - share) * b + share ** 2 * c;
  return {
    path: `M${x0} ${y0}Q${x} ${y} ${x1} ${y1}`,
    at: (share) => [blend(x0, x, x1, share), blend(y0, y, y1, share)],
  };
}

// About `count` round numbers within a range.
export function ticks([from, to], count) {
  const raw = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= raw);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

// A number as a person writes it: 0.25, −1.6, 2.4 × 10⁻⁷.
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  if (exponent < -3 || exponent > 4) return minus(mantissa) + " × 10" + superscript(exponent);
  return minus(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

// A number for a tick or a slider: without the zeros that say nothing.
export function shortNumber(value) {
  return minus(String(+value.toPrecision(6)));
}

function minus(text) {
  return text.replace("-", "−");
}

function superscript(exponent) {
  return String(+exponent).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
}
