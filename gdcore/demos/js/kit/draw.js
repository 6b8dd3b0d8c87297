// The drawing layer that the demos share: SVG elements, a plot with scales and axes, level lines,
// numbers as text.

import { Memo } from "./memo.js";

// The strokes of lines that are compared, the first, the second, …: told apart by colour and by dashes.
export const SERIES = [
  { stroke: "#3b86dd", "stroke-dasharray": "none" },
  { stroke: "#c27200", "stroke-dasharray": "9 3" },
  { stroke: "#1a9467", "stroke-dasharray": "3 3" },
  { stroke: "#c9479b", "stroke-dasharray": "12 3 3 3" },
  { stroke: "#7d8a1c", "stroke-dasharray": "6 2" },
  { stroke: "#2a93a3", "stroke-dasharray": "14 4" },
  { stroke: "#a468dc", "stroke-dasharray": "2 5" },
  { stroke: "#dd4848", "stroke-dasharray": "9 3 2 3 2 3" },
];

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A plot of `width` × `height` pixels over the ranges x and y; with `log` that of y is logarithmic.
// `across` and `up` turn data into pixels, `under` finds the data under a pointer.
// `back` holds what seldom changes (axes, curves), `front` what is drawn anew for each state.
export class Plot {
  margin = { top: 26, right: 14, bottom: 42, left: 34 };
  back = svg("g");
  front = svg("g");
  root = svg("svg", {}, this.back, this.front);
  memo = new Memo();

  resize(width, height) {
    Object.assign(this, { width, height });
    this.root.setAttribute("width", width);
    this.root.setAttribute("height", height);
  }

  setRanges(x, y, log = false) {
    Object.assign(this, { x, y, log });
  }

  // Draw the back anew if the size, or anything else it depends on, has changed.
  setBack(make, ...causes) {
    this.memo.once("back", [this.width, this.height, ...causes], () => this.back.replaceChildren(...make()));
  }

  across(x) {
    const { left, right } = this.margin;
    return left + share(x, this.x) * (this.width - left - right);
  }

  up(y) {
    const { top, bottom } = this.margin;
    return this.height - bottom - share(y, this.y, this.log) * (this.height - top - bottom);
  }

  point([x, y]) {
    return [this.across(x), this.up(y)];
  }

  // The point under the pointer. A slide shows the plot larger or smaller than it is.
  under(event) {
    const { top, right, bottom, left } = this.margin;
    const box = this.boxDuring(event);
    const scale = box.width / this.width;
    return [
      along(((event.clientX - box.left) / scale - left) / (this.width - left - right), this.x),
      along(((box.bottom - event.clientY) / scale - bottom) / (this.height - top - bottom), this.y, this.log),
    ];
  }

  // Where the plot is on the screen. One event has several listeners, and after what the first one draws,
  // measuring again would have the whole page laid out.
  boxDuring(event) {
    if (this.measuredFor !== event) {
      this.box = this.root.getBoundingClientRect();
      this.measuredFor = event;
    }
    return this.box;
  }

  contains([x, y]) {
    return x >= this.x[0] && x <= this.x[1] && y >= this.y[0] && y <= this.y[1];
  }

  axes(xLabel, yLabel) {
    const [left, right] = this.x.map((x) => this.across(x));
    const [bottom, top] = this.y.map((y) => this.up(y));
    const rows = (this.log ? decades : ticks)(this.y, 4).map((y) => [y, this.up(y)]);
    const columns = ticks(this.x, 6).map((x) => [x, this.across(x)]);
    return svg(
      "g",
      { class: "axes", "aria-hidden": "true" },
      ...rows.map(([, y]) => svg("path", { d: `M${left} ${y}H${right}` })),
      ...rows.map(([tick, y]) => text(left - 8, y + 4, tickText(tick), "end")),
      ...columns.map(([, x]) => svg("path", { d: `M${x} ${bottom}v5` })),
      ...columns.map(([tick, x]) => text(x, bottom + 18, tickText(tick))),
      svg("path", { class: "axis", d: `M${left} ${bottom}H${right}` }),
      text(right, bottom + 36, xLabel, "end"),
      text(left - 8, top - 12, yLabel, "start"),
    );
  }

  // A layer that shows only what lies within the axes.
  inside(...children) {
    const [x, y] = [this.across(this.x[0]), this.up(this.y[1])];
    const [width, height] = [this.across(this.x[1]) - x, this.up(this.y[0]) - y];
    return svg("svg", { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` }, ...children);
  }

  // A cross where a minimum is.
  cross(place) {
    const transform = `translate(${this.point(place)})`;
    return svg("path", { class: "minimum", d: "M-6 0H6M0 -6V6", transform });
  }

  // The graph of f, where it is not above the picture.
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

// The path through points given in pixels; points that are not finite are left out.
export function path(points) {
  let d = "";
  for (const [x, y] of points) {
    if (Number.isFinite(x + y)) d += `${d ? "L" : "M"}${tenth(x)} ${tenth(y)}`;
  }
  return d;
}

// One path with a dot at each point: strokes of no length, to be drawn with round caps.
export function dots(points) {
  return finite(points)
    .map(([x, y]) => `M${tenth(x)} ${tenth(y)}h0`)
    .join("");
}

function finite(points) {
  return points.filter(([x, y]) => Number.isFinite(x + y));
}

// The path of the lines f(x, y) = level over a plot, for levels in rising order (marching squares):
// the plot is cut into cells, and a line through a cell is drawn as straight.
export function contours(plot, f, levels, columns = 52, rows = 40) {
  const { margin } = plot;
  const [width, height] = [plot.width - margin.left - margin.right, plot.height - margin.top - margin.bottom];
  // Along each axis the borders between the cells, in pixels and in data.
  const across = Array.from({ length: columns + 1 }, (_, i) => margin.left + (i / columns) * width);
  const down = Array.from({ length: rows + 1 }, (_, j) => margin.top + (j / rows) * height);
  const xs = across.map((_, i) => along(i / columns, plot.x));
  const ys = down.map((_, j) => along(1 - j / rows, plot.y, plot.log));
  let d = "";
  let above = xs.map((x) => f(x, ys[0]));
  for (let j = 0; j < rows; j++) {
    const below = xs.map((x) => f(x, ys[j + 1]));
    for (let i = 0; i < columns; i++) {
      const corners = [
        { x: across[i], y: down[j], value: above[i] },
        { x: across[i + 1], y: down[j], value: above[i + 1] },
        { x: across[i + 1], y: down[j + 1], value: below[i + 1] },
        { x: across[i], y: down[j + 1], value: below[i] },
      ];
      const values = corners.map(({ value }) => value);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      for (const level of levels) {
        if (level > high) break;
        if (level > low) d += crossing(corners, level);
      }
    }
    above = below;
  }
  return d;
}

// The line of a level through a cell whose corners are given in turn, going round. It crosses every
// side with one end below the level and the other not: two sides, or at a saddle all four, in pairs.
function crossing(corners, level) {
  const crossed = [];
  corners.forEach((from, k) => {
    const to = corners[(k + 1) % 4];
    if (from.value < level === to.value < level) return;
    const share = (level - from.value) / (to.value - from.value);
    crossed.push([from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)]);
  });
  return crossed.map(([x, y], k) => `${k % 2 ? "L" : "M"}${tenth(x)} ${tenth(y)}`).join("");
}

// Curves of at most some 300 points each, with their names at their ends. A curve is {label, points, stroke},
// or {label, values, stroke} if it has a value for each step; its stroke is one of SERIES or like them, and
// may be given as the number of one, `series`.
export function drawn(plot, curves) {
  const { top, bottom } = plot.margin;
  const lowest = plot.height - bottom;
  const lines = [];
  const ends = [];
  for (const { label, values, points = withSteps(values), series, stroke = SERIES[series] } of curves) {
    const stride = Math.ceil(points.length / 300);
    const shown = points.filter((_, t) => t % stride === 0 || t === points.length - 1);
    lines.push(svg("path", { class: "series", ...stroke, d: path(shown.map((place) => plot.point(place))) }));
    const last = points.findLast(([, y]) => Number.isFinite(y));
    if (!last || !label) continue;
    const [x, y] = plot.point(last);
    const fill = `fill: ${stroke.stroke}`;
    ends.push({ label, x: x + 6, y: Math.min(lowest - 4, Math.max(top + 4, y + 4)), fill });
  }
  ends.sort((one, other) => one.y - other.y);
  // Names keep apart, from the top down and then, where that went too far, from the bottom up.
  for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + 14);
  for (let i = ends.length - 1, low = lowest - 4; i >= 0; i--, low -= 14)
    ends[i].y = Math.min(ends[i].y, low);
  // Those that stand close below one another stand where the last line of them ends.
  for (let i = 1, first = 0; i <= ends.length; i++) {
    if (ends[i]?.y - ends[i - 1].y < 15) continue;
    const stack = ends.slice(first, i);
    const x = Math.max(...stack.map((end) => end.x));
    for (const end of stack) end.x = x;
    first = i;
  }
  return [
    plot.inside(...lines),
    ...ends.map(({ label, x, y, fill }) => svg("text", { x, y, style: fill }, label)),
  ];
}

function withSteps(values) {
  return values.map((value, t) => [t, value]);
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

// How far along a range a value is, 0 to 1; a value far outside is brought near enough to be drawn.
function share(value, [from, to], isLog) {
  const share = isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.min(1e4, Math.max(-1e4, share));
}

// The value a share of the way along a range.
export function along(share, [from, to], isLog) {
  return isLog ? from * (to / from) ** share : from + share * (to - from);
}

// The round number (1, 2 or 5 times a power of ten) at or above a positive one.
export function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= number);
}

// About `count` round numbers within a range.
function ticks([from, to], count) {
  const step = roundUp((to - from) / count);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

// About `count` powers of ten, or fewer, within a range of positive numbers.
function decades(range, count) {
  const exponents = range.map(Math.log10);
  return ticks(exponents, Math.min(count, Math.max(1, exponents[1] - exponents[0]))).map(
    (exponent) => 10 ** exponent,
  );
}

// A number as a person writes it: 0.25, −1.6, 2.4 × 10⁻⁷.
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  if (exponent < -3 || exponent > 4) return `${minus(mantissa)} × 10${superscript(exponent)}`;
  return minus(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

// A number for a tick or a slider: without trailing zeros.
export function shortNumber(value) {
  return minus(String(+value.toPrecision(6)));
}

function tickText(value) {
  const exponent = +Math.log10(value).toFixed(9);
  return Number.isInteger(exponent) && Math.abs(exponent) > 3
    ? `10${superscript(exponent)}`
    : shortNumber(value);
}

function tenth(pixels) {
  return Math.round(10 * pixels) / 10;
}

function minus(text) {
  return text.replace("-", "−");
}

function superscript(exponent) {
  return String(+exponent).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
}
