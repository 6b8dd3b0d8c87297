// A plot over a field of colours: a canvas that is painted cell by cell and smoothed by the browser. The
// colours are the same on a light page and on a dark one.

import { along, svg } from "./draw.js";
import { html } from "./element.js";

const [COARSE, FINE] = [5, 2.5]; // the sides of a cell in pixels, while something moves and when it rests
const REST = 100; // milliseconds

export class Shades {
  canvas = html("canvas", { "aria-hidden": "true", hidden: "" }); // or it would jump to its place

  constructor(plot) {
    this.plot = plot;
    this.root = html("div", { class: "layers" }, this.canvas, plot.root);
  }

  // Give the place (x, y) of the plot the colour colourAt(x, y), which is one that a ramp has.
  paint(colourAt) {
    clearTimeout(this.later);
    this.fill(colourAt, COARSE);
    this.canvas.textContent = "…"; // nobody sees it, but there is more to come
    this.later = setTimeout(() => {
      this.fill(colourAt, FINE);
      this.canvas.textContent = "";
    }, REST);
  }

  fill(colourAt, cell) {
    const { plot, canvas } = this;
    const [left, bottom] = plot.point([plot.x[0], plot.y[0]]);
    const [right, top] = plot.point([plot.x[1], plot.y[1]]);
    const [width, height] = [right - left, bottom - top];
    const [columns, rows] = [width, height].map((length) => Math.round(length / cell));
    if (this.image?.width !== columns || this.image.height !== rows) {
      Object.assign(canvas, { width: columns, height: rows });
      this.image = new ImageData(columns, rows);
    }
    const place = { left, top, width, height };
    for (const [name, length] of Object.entries(place)) canvas.style[name] = `${length}px`;
    const pixels = new Uint32Array(this.image.data.buffer);
    const xs = Array.from({ length: columns }, (_, i) => along((i + 0.5) / columns, plot.x));
    for (let row = 0; row < rows; row++) {
      const y = along(1 - (row + 0.5) / rows, plot.y);
      for (let column = 0; column < columns; column++)
        pixels[row * columns + column] = colourAt(xs[column], y);
    }
    canvas.getContext("2d").putImageData(this.image, 0, 0);
    canvas.hidden = false;
  }
}

// The colours from one to the next, evenly spaced, each as "#rrggbb".
export class Ramp {
  constructor(...colours) {
    this.colours = colours;
    const stops = colours.map((colour) => [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16)));
    this.table = Uint32Array.from({ length: 256 }, (_, k) => {
      const place = (k / 255) * (stops.length - 1);
      const from = Math.min(Math.floor(place), stops.length - 2);
      const [red, green, blue] = stops[from].map((start, c) =>
        along(place - from, [start, stops[from + 1][c]]),
      );
      return (255 << 24) | (blue << 16) | (green << 8) | red; // as the bytes of an image lie
    });
  }

  // The colour a share of the way, 0 to 1, as `paint` wants it.
  at(share) {
    return this.table[Math.round(255 * Math.min(1, Math.max(0, share)))];
  }

  // A bar of the colours in a picture, in which its name is its own.
  bar(name, x, y, width) {
    const { colours } = this;
    const stops = colours.map((colour, i) =>
      svg("stop", { offset: i / (colours.length - 1), "stop-color": colour }),
    );
    return svg(
      "g",
      {},
      svg("linearGradient", { id: name }, ...stops),
      svg("rect", { x, y, width, height: 8, fill: `url(#${name})` }),
    );
  }
}

// Dark is low: matplotlib's "cividis", as in the static figures.
export const CIVIDIS = new Ramp(
  "#00224e",
  "#1a386f",
  "#434e6c",
  "#61656f",
  "#7d7c78",
  "#9b9476",
  "#bcae6c",
  "#dec958",
  "#fee838",
);
