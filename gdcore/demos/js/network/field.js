// A square of the plane with points of two classes, coloured by what a network says of each place.

import { dots, Plot, svg } from "../kit/draw.js";
import { html } from "../kit/element.js";

export const SIDE = SETTINGS["gd-network"].constants.side;
export const CLASSES = [
  [59, 134, 221],
  [194, 114, 0],
];
const CELLS = 40; // along each side; the browser smooths between them

// The places at the middles of the cells, row by row from the top.
export const GRID = Array.from({ length: CELLS * CELLS }, (_, i) => [
  SIDE * (2 * (((i % CELLS) + 0.5) / CELLS) - 1),
  SIDE * (1 - 2 * ((Math.floor(i / CELLS) + 0.5) / CELLS)),
]).flat();

// Paints numbers, one for each cell, from blue where they are negative to orange, the stronger the farther
// from 0, into a part of a canvas.
export class Paint {
  constructor() {
    this.small = Object.assign(document.createElement("canvas"), { width: CELLS, height: CELLS });
    this.context = this.small.getContext("2d");
    this.image = this.context.createImageData(CELLS, CELLS);
  }

  onto(context, [x, y, width, height], valueAt) {
    const { data } = this.image;
    for (let i = 0; i < CELLS * CELLS; i++) {
      const value = valueAt(i);
      const colour = CLASSES[value > 0 ? 1 : 0];
      for (let channel = 0; channel < 3; channel++) data[4 * i + channel] = colour[channel];
      const size = Math.abs(value);
      data[4 * i + 3] = (190 * size) / (0.5 + size);
    }
    this.context.putImageData(this.image, 0, 0);
    context.drawImage(this.small, x, y, width, height);
  }
}

// A canvas of so many pixels of the page, sharp on every screen; returns its context.
export function sized(canvas, width, height) {
  const density = Math.min(2, window.devicePixelRatio || 1);
  Object.assign(canvas, { width: width * density, height: height * density });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const context = canvas.getContext("2d");
  context.scale(density, density);
  return context;
}

export class Field {
  plot = new Plot();
  canvas = html("canvas", { "aria-hidden": "true" });
  root = html("div", { class: "layers" }, this.canvas, this.plot.root);
  paint = new Paint();
  onPress() {}

  constructor(label) {
    this.plot.margin = { top: 6, right: 8, bottom: 24, left: 30 };
    this.plot.setRanges([-SIDE, SIDE], [-SIDE, SIDE]);
    this.plot.root.setAttribute("role", "img");
    this.label = label;
    this.plot.root.classList.add("pressed");
    this.plot.root.addEventListener("click", (event) => {
      const place = this.plot.under(event);
      if (this.plot.contains(place)) this.onPress(...place);
    });
  }

  resize(width, height) {
    this.plot.resize(width, height);
    this.context = sized(this.canvas, width, height);
  }

  // Colour the plane by how far the second score is ahead of the first, and draw the points. The scores are
  // those of GRID.
  draw(scores, { X, y }) {
    const { plot, context } = this;
    const [left, top] = [plot.across(-SIDE), plot.up(SIDE)];
    const [width, height] = [plot.across(SIDE) - left, plot.up(-SIDE) - top];
    context.clearRect(0, 0, plot.width, plot.height);
    this.paint.onto(context, [left, top, width, height], (i) => (scores[2 * i + 1] - scores[2 * i]) / 2);
    plot.setBack(() => [plot.axes("", "")]);
    const of = (label) => y.map((_, i) => i).filter((i) => y[i] === label);
    const places = (rows) => rows.map((i) => plot.point([X[2 * i], X[2 * i + 1]]));
    plot.front.replaceChildren(
      plot.inside(
        ...[0, 1].flatMap((label) => [
          svg("path", { class: `point rim`, d: dots(places(of(label))) }),
          svg("path", { class: `point class-${label}`, d: dots(places(of(label))) }),
        ]),
      ),
    );
    plot.root.setAttribute("aria-label", `${this.label}, and ${y.length} points of two classes`);
  }
}
