// The units of a network as small pictures of what they say of the plane, and the weights between them.

import { number, svg } from "../kit/draw.js";
import { html } from "../kit/element.js";
import { CLASSES, GRID, Paint, sized } from "./field.js";

const MARGIN = { top: 22, bottom: 6, side: 6 };
const NAMES = ["x", "y"];

export class Diagram {
  canvas = html("canvas", { "aria-hidden": "true" });
  overlay = svg("svg", { role: "group", "aria-label": "the units of the network" });
  root = html("div", { class: "layers" }, this.canvas, this.overlay);
  paint = new Paint();
  onPoint() {}

  constructor() {
    this.overlay.addEventListener("pointermove", (event) => this.pointAt(event));
    this.overlay.addEventListener("pointerdown", (event) => this.pointAt(event));
    this.overlay.addEventListener("pointerleave", () => this.point(null));
    this.root.addEventListener("focusout", () => this.point(null));
    this.overlay.addEventListener("keydown", (event) => this.onKey(event));
  }

  resize(width, height) {
    Object.assign(this, { width, height });
    this.overlay.setAttribute("width", width);
    this.overlay.setAttribute("height", height);
    this.context = sized(this.canvas, width, height);
    this.shape = "";
  }

  // The outputs are those of each layer on GRID.
  draw(model, w, grad, outputs) {
    Object.assign(this, { model, w, grad, outputs });
    this.arrange();
    this.context.clearRect(0, 0, this.width, this.height);
    this.drawWeights();
    this.drawUnits();
    if (this.pointed) this.point(this.pointed);
  }

  // The places of the units: a column for the inputs, for each hidden layer and for the scores.
  arrange() {
    const { sizes } = this.model;
    if (this.shape === sizes.join()) return;
    this.shape = sizes.join();
    const most = Math.max(...sizes);
    const room = this.height - MARGIN.top - MARGIN.bottom;
    const size = Math.min(40, room / most - 3);
    const gap = (this.width - 2 * MARGIN.side - size) / (sizes.length - 1);
    this.tile = size;
    this.columns = sizes.map((count, column) =>
      Array.from({ length: count }, (_, k) => ({
        column,
        k,
        x: MARGIN.side + column * gap,
        y: MARGIN.top + ((k + 0.5) * room) / count - size / 2,
      })),
    );
    const heads = ["point", ...sizes.slice(1, -1).map((_, l) => `hidden ${l + 1}`), "scores"];
    const names = heads.map((head, column) => {
      const anchor = column === 0 ? "start" : column === heads.length - 1 ? "end" : "middle";
      const x = MARGIN.side + column * gap + { start: 0, middle: size / 2, end: size }[anchor];
      return svg("text", { x, y: 13, "text-anchor": anchor }, head);
    });
    this.frames = this.columns.flat().map((unit) => this.frame(unit));
    this.frames[0]?.setAttribute("tabindex", 0);
    this.overlay.replaceChildren(...names, ...this.frames);
  }

  // What takes the focus for a unit.
  frame(unit) {
    const { x, y } = unit;
    const size = this.tile;
    const frame = svg("rect", {
      class: "unit",
      x,
      y,
      width: size,
      height: size,
      rx: 3,
      tabindex: -1,
      role: "img",
    });
    frame.setAttribute("aria-label", capital(nameOf(unit, this.model))); // until it is pointed at
    frame.addEventListener("focus", () => this.point({ unit }));
    return Object.assign(frame, { unit });
  }

  // What each unit says of the plane; one of the first column says x or y.
  drawUnits() {
    for (const { column, k, x, y } of this.columns.flat()) {
      const values = column === 0 ? GRID : this.outputs[column - 1];
      const count = this.model.sizes[column];
      this.paint.onto(this.context, [x, y, this.tile, this.tile], (i) => values[i * count + k]);
    }
  }

  drawWeights() {
    const { context } = this;
    for (const weight of this.weights()) {
      const { from, to, value } = weight;
      if (!value) continue;
      const [red, green, blue] = CLASSES[value > 0 ? 1 : 0];
      context.strokeStyle = `rgb(${red} ${green} ${blue} / ${0.25 + 0.65 * Math.min(1, Math.abs(value))})`;
      context.lineWidth = Math.min(5, 0.4 + 2 * Math.abs(value));
      context.beginPath();
      context.moveTo(from.x + this.tile, from.y + this.tile / 2);
      context.lineTo(to.x, to.y + this.tile / 2);
      context.stroke();
    }
  }

  *weights() {
    for (const [l, { outputs, weights }] of this.model.layers.entries())
      for (const from of this.columns[l])
        for (const to of this.columns[l + 1]) {
          const place = weights + from.k * outputs + to.k;
          yield { from, to, value: this.w[place], slope: this.grad[place] };
        }
  }

  // ---- pointing: at a unit, or at the weight whose line is near ----
  pointAt({ clientX, clientY }) {
    if (!this.columns) return;
    const box = this.overlay.getBoundingClientRect();
    const scale = box.width / this.overlay.getAttribute("width"); // a slide enlarges the demo
    const [x, y] = [(clientX - box.left) / scale, (clientY - box.top) / scale];
    const size = this.tile;
    const unit = this.columns
      .flat()
      .find((one) => x >= one.x && x <= one.x + size && y >= one.y && y <= one.y + size);
    this.point(unit ? { unit } : this.weightNear(x, y));
  }

  weightNear(x, y) {
    let [nearest, least] = [null, 7];
    for (const weight of this.weights()) {
      const [x0, x1] = [weight.from.x + this.tile, weight.to.x];
      if (x < x0 || x > x1) continue;
      const share = (x - x0) / (x1 - x0);
      const distance = Math.abs(y - this.tile / 2 - weight.from.y - share * (weight.to.y - weight.from.y));
      if (distance < least) [nearest, least] = [{ from: weight.from, to: weight.to }, distance];
    }
    return nearest;
  }

  point(pointed) {
    this.pointed = pointed;
    const words = pointed ? this.words(pointed) : "";
    for (const frame of this.frames ?? []) frame.classList.toggle("chosen", frame.unit === pointed?.unit);
    if (pointed?.unit)
      this.frames.find(({ unit }) => unit === pointed.unit).setAttribute("aria-label", words);
    this.onPoint(words);
  }

  words({ unit, from, to }) {
    if (unit?.column === 0) return `The coordinate ${NAMES[unit.k]} of a point.`;
    if (unit) {
      const { biases } = this.model.layers[unit.column - 1];
      const place = biases + unit.k;
      const into = [...this.weights()].filter((weight) => weight.to === unit);
      const weights = into.map((weight) => `${nameOf(weight.from)} ${number(weight.value, 2)}`).join(", ");
      return (
        `${capital(nameOf(unit, this.model))}: bias ${number(this.w[place], 2)}, ` +
        `its gradient ${number(this.grad[place], 2)}; weights: ${weights}.`
      );
    }
    const weight = [...this.weights()].find((one) => one.from === from && one.to === to);
    if (!weight) return "";
    return (
      `Weight from ${nameOf(from)} to ${nameOf(to, this.model)}: ${number(weight.value)}, ` +
      `its gradient ${number(weight.slope)}.`
    );
  }

  // Arrow keys go from unit to unit.
  onKey(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const unit = event.target.unit;
    if (!way || !unit) return;
    event.preventDefault();
    const column = Math.min(this.columns.length - 1, Math.max(0, unit.column + way[0]));
    const last = this.columns[column].length - 1;
    const k = Math.min(last, Math.max(0, unit.k + way[1]));
    for (const frame of this.frames) {
      const isNext = frame.unit === this.columns[column][k];
      frame.setAttribute("tabindex", isNext ? 0 : -1);
      if (isNext) frame.focus();
    }
  }
}

function nameOf({ column, k }, model) {
  if (column === 0) return NAMES[k];
  if (model && column === model.sizes.length - 1) return `the score of ${["blue", "orange"][k]}`;
  return `unit ${k + 1} of hidden layer ${column}`;
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
