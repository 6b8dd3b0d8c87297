// The controls that the demos share. Each is made for a parameter of a demo and follows it. While the
// hand moves, it changes the parameter by `demo.update`; when the change is complete, by `demo.take`,
// and then the demo speaks. Its range is the parameter's domain.

import { along, number, roundUp, SERIES, shortNumber, svg } from "./draw.js";
import { html } from "./element.js";

// A labelled slider with a number field. With `log` its track is logarithmic, and with `nearOne` so is the
// distance from 1, for momenta: 0.9, 0.99 and 0.999 lie evenly. `text` turns a value into the words that a
// screen reader says.
export function slider(demo, name, label, { step = 0.01, log, nearOne, text = shortNumber } = {}) {
  const range = html("input", { id: name, type: "range", min: 0, max: 1, step: 0.005 });
  const field = html("input", {
    type: "number",
    inputmode: "decimal",
    "aria-label": `${label}, as a number`,
  });
  const { whole } = demo.parameters[name];
  const track = log ? LOG_TRACK : nearOne ? TRACK_NEAR_ONE : null;
  const grain = whole ? 1 : step;
  field.step = track && !whole ? "any" : grain;

  range.addEventListener("input", () => {
    const place = +range.value;
    const value = track ? track.value(place, demo.domain(name, demo.state), demo.state[name]) : place;
    demo.update({ [name]: value });
  });
  range.addEventListener("change", () => demo.sayAll());
  // A touch that turns into scrolling gives back what it has changed.
  let before;
  range.addEventListener("pointerdown", () => {
    before = demo.state;
  });
  range.addEventListener("pointercancel", () => demo.update({ [name]: before[name] }));

  const boxed = (value) => (whole ? String(value) : inBox(value, nearOne));
  // A parameter keeps the digits that its box does not show.
  whenTyped(field, () => demo.take(field.value === boxed(demo.state[name]) ? {} : { [name]: field.value }));

  demo.follow((state) => {
    const value = state[name];
    const { min, max } = demo.domain(name, state);
    if (!track) Object.assign(range, { min, max, step: grain });
    range.value = track ? track.place(value, { min, max }) : value;
    range.setAttribute("aria-valuetext", text(value));
    Object.assign(field, { min, max });
    if (field.value !== boxed(value)) field.value = boxed(value);
  });
  return html(
    "div",
    { class: "slider" },
    html("label", { for: name }, label),
    html("div", { class: "track" }, range),
    field,
  );
}

// Call `take` when the reader leaves a field or presses Enter in it.
function whenTyped(field, take) {
  field.addEventListener("change", take);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // a notebook may do the same, and then there is no change event
    take();
  });
}

// Tracks that are not even: the value at a place, 0 to 1, where `shown` is the value before; and the place of
// a value.
const LOG_TRACK = {
  value(place, { min, max, whole }, shown) {
    const value = along(place, [min, max], true);
    if (!whole) return +value.toPrecision(3);
    const nearest = Math.round(value);
    if (nearest !== shown) return nearest;
    // Neighbouring places may round to the same whole number, but a key must move it all the same.
    return shown + Math.sign(value - shown);
  },
  place: (value, { min, max }) => Math.log(value / min) / Math.log(max / min),
};

// On this one the distance from 1 is logarithmic.
const TRACK_NEAR_ONE = {
  value(place, { min, max }) {
    const distance = along(place, [1 - min, 1 - max], true);
    return Math.min(max, Math.max(min, +(1 - +distance.toPrecision(3)).toFixed(8))); // each key moves it
  },
  place: (value, { min, max }) => Math.log((1 - value) / (1 - min)) / Math.log((1 - max) / (1 - min)),
};

// A number as its box shows it, to so many digits as fit; with `nearOne` those of its distance from 1.
function inBox(value, nearOne) {
  return String(nearOne ? +(1 - +(1 - value).toPrecision(4)).toFixed(8) : +value.toPrecision(5));
}

// The names on screen of a table's entries, by their keys.
export function labelsOf(table) {
  return Object.fromEntries(Object.entries(table).map(([key, { label }]) => [key, label]));
}

// A field for a formula, which is taken when the reader leaves it or presses Enter.
export function formulaField(demo, name, label) {
  const field = html("input", { type: "text", inputmode: "text", spellcheck: "false", autocomplete: "off" });
  whenTyped(field, () => demo.take({ [name]: field.value }));
  demo.follow((state) => {
    if (field.value !== state[name]) field.value = state[name];
  });
  return html("label", { class: "formula" }, label, field);
}

// Radio buttons for a parameter with `choices`; `labels` has their names.
export function choices(demo, name, legend, labels = {}) {
  const group = html("fieldset", { class: "choices" }, html("legend", {}, legend));
  for (const value of demo.parameters[name].choices) {
    const input = html("input", { type: "radio", name, value });
    input.addEventListener("change", () => demo.take({ [name]: value }));
    demo.follow((state) => {
      input.checked = state[name] === value;
    });
    group.append(html("label", {}, input, html("span", {}, labels[value] ?? value)));
  }
  return group;
}

// Check boxes for a parameter that is a `subset`; `labels` has their names.
export function chips(demo, name, legend, labels) {
  const { subset } = demo.parameters[name];
  const group = html("fieldset", { class: "choices" }, html("legend", {}, legend));
  const chosen = () => demo.state[name].split(/\s+/);
  for (const value of subset) {
    const input = html("input", { type: "checkbox", value });
    input.addEventListener("change", () => {
      const now = subset.filter((other) => (other === value ? input.checked : chosen().includes(other)));
      demo.take({ [name]: now.join(" ") });
    });
    demo.follow(() => {
      input.checked = chosen().includes(value);
    });
    group.append(html("label", {}, input, html("span", {}, labels[value])));
  }
  return group;
}

// A control that takes a row of its own among others.
export function wide(control) {
  control.classList.add("wide");
  return control;
}

// A short piece of the line of series i, for a legend.
export function sample(i) {
  return svg(
    "svg",
    { class: "sample", width: 26, height: 8, "aria-hidden": "true" },
    svg("path", { d: "M0 4H26", ...SERIES[i] }),
  );
}

// A check box for a parameter that is true or false.
export function toggle(demo, name, label) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => demo.take({ [name]: input.checked }));
  demo.follow((state) => {
    input.checked = state[name];
  });
  return html("label", { class: "toggle" }, input, label);
}

export function button(label, onClick) {
  const button = html("button", {}, label);
  button.addEventListener("click", onClick);
  return button;
}

// A button that draws a demo's random numbers anew: it goes on to the next seed, which is the parameter
// `name`.
export function seedButton(demo, label, name = "seed") {
  const next = () => (demo.state[name] + 1) % (demo.parameters[name].max + 1);
  return button(label, () => demo.take({ [name]: next() }));
}

// The row of buttons: Play, Step and Reset if the demo has steps, then its own, then Copy link.
export function buttons(demo, ...own) {
  const row = html("div", { class: "buttons" });
  if (demo.parameters.steps) {
    const play = button("Play", () => (demo.playing ? demo.pause() : demo.play()));
    play.className = "play";
    demo.follow(() => {
      play.textContent = demo.playing ? "Pause" : "Play";
    });
    row.append(
      play,
      button("Step", () => demo.goTo(demo.state.steps + 1)),
      button("Reset", () => demo.goTo(0)),
    );
  }
  const link = button("Copy link", async () => {
    link.textContent = await demo.copyLink();
    demo.say(link.textContent);
    setTimeout(() => {
      link.textContent = "Copy link";
    }, 2000);
  });
  link.className = "link";
  row.append(...own, link);
  return row;
}

// A point in a plot that is dragged, or moved by the arrow keys. x and y name the parameters that it
// moves, one or both; `at` is where a state has it, `text` the words that a screen reader says.
export function handle(demo, plot, label, { x, y, at = (state) => [state[x], state[y]], text }) {
  plot.handles ??= movePointedAt(demo, plot);
  plot.handles.push(new Handle(demo, plot, label, { x, y, at, text }));
}

// The arrows on a handle, which say where it can be dragged.
const ACROSS = "M-4 -3.5L-8 0L-4 3.5ZM4 -3.5L8 0L4 3.5Z";
const UP = "M-3.5 -4L0 -8L3.5 -4ZM-3.5 4L0 8L3.5 4Z";

// Along which axis a key moves a handle, and how far: with Shift ten times as far.
const KEYS = {
  ArrowLeft: ["x", -1],
  ArrowRight: ["x", 1],
  ArrowDown: ["y", -1],
  ArrowUp: ["y", 1],
  PageDown: ["y", -5],
  PageUp: ["y", 5],
  Home: ["x", -Infinity],
  End: ["x", Infinity],
};

class Handle {
  constructor(demo, plot, label, { x, y, at, text }) {
    Object.assign(this, { demo, plot, x, y, at, text });
    this.root = svg(
      "g",
      { class: "handle", tabindex: 0, role: "slider", "aria-label": label },
      svg("circle", { class: "target", r: 22 }),
      svg("circle", { class: "ring", r: 11 }),
      svg("path", { class: "arrows", d: (x ? ACROSS : "") + (y ? UP : "") }),
    );
    // A finger on it moves it, and not the page.
    this.root.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    plot.root.append(this.root);
    demo.follow((state) => this.show(state));
  }

  // Where it is, in pixels.
  get place() {
    return this.plot.point(this.at(this.demo.state));
  }

  moveTo([x, y]) {
    const change = {};
    if (this.x) change[this.x] = this.nearest("x", x);
    if (this.y) change[this.y] = this.nearest("y", y);
    this.demo.update(change);
  }

  onKey(event) {
    const [way, count] = KEYS[event.key] ?? [];
    if (!way) return;
    event.preventDefault();
    const axis = this[way] ? way : way === "x" ? "y" : "x"; // with one parameter, all keys move it
    const presses = event.shiftKey ? 10 * count : count;
    this.demo.take({ [this[axis]]: this.nearest(axis, this.beyond(axis, presses)) });
  }

  domain(axis) {
    return this.demo.domain(this[axis], this.demo.state);
  }

  // Dragging rounds to this, which is a tenth of what a key press moves. A key press moves a round number,
  // 1 to 2.5 % of the axis.
  grain(axis) {
    const [from, to] = this.plot[axis];
    return roundUp((to - from) / 100) / 10;
  }

  // The value to which so many presses of a key lead, from where the handle is seen.
  beyond(axis, count) {
    const value = this.at(this.demo.state)[axis === "x" ? 0 : 1];
    if (this.domain(axis).whole) return value + count;
    return value + count * 10 * this.grain(axis);
  }

  // The value, rounded as its axis is drawn and brought within its domain.
  nearest(axis, value) {
    const { min, max, whole } = this.domain(axis);
    const grain = this.grain(axis);
    const rounded = whole ? Math.round(value) : +(Math.round(value / grain) * grain).toPrecision(12);
    return Math.min(max, Math.max(min, rounded));
  }

  show(state) {
    if (!this.plot.width) return;
    const name = this.x ?? this.y;
    const { min, max } = this.demo.domain(name, state);
    this.root.setAttribute("transform", `translate(${this.place})`);
    const spoken = { valuemin: min, valuemax: max, valuenow: state[name], valuetext: this.text(state) };
    for (const [key, value] of Object.entries(spoken)) this.root.setAttribute(`aria-${key}`, value);
  }
}

// Make the nearest handle go to where the reader presses, and take it back when a touch turns into scrolling.
// Returns the list of handles, which is empty yet.
function movePointedAt(demo, plot) {
  const handles = [];
  plot.root.classList.add("pressed");
  let held = null;
  let before = null;
  const nearestTo = (event) => {
    const [x, y] = plot.point(plot.under(event));
    const distance = ({ place }) => Math.hypot(place[0] - x, place[1] - y);
    return handles.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  };
  plot.root.addEventListener("pointerdown", (event) => {
    if (event.button) return; // not the main one
    held = nearestTo(event);
    before = { ...demo.state };
    plot.root.setPointerCapture(event.pointerId);
    held.moveTo(plot.under(event));
    held.root.focus({ preventScroll: true });
    event.preventDefault();
  });
  plot.root.addEventListener("pointermove", (event) => held?.moveTo(plot.under(event)));
  plot.root.addEventListener("pointerup", () => {
    if (held) demo.sayAll();
    held = null;
  });
  plot.root.addEventListener("pointercancel", () => {
    if (held) demo.update(before);
    held = null;
  });
  return handles;
}

// The numbers behind the picture, for those who ask: `rows` gives the heads of the columns and then
// the rows. Each number is there in full, as the value of its <data>.
export function table(demo, rows) {
  const body = html("div", { class: "values", tabindex: 0, role: "region", "aria-label": "table of values" });
  const details = html("details", {}, html("summary", {}, "Table of values"), body);
  const cell = (value) => (typeof value === "number" ? html("data", { value }, number(value, 6)) : value);
  const fill = () => {
    if (!details.open) return;
    const [heads, ...lines] = rows();
    body.replaceChildren(
      html(
        "table",
        {},
        html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", { scope: "col" }, head)))),
        html(
          "tbody",
          {},
          ...lines.map((line) => html("tr", {}, ...line.map((value) => html("td", {}, cell(value))))),
        ),
      ),
    );
  };
  details.addEventListener("toggle", fill);
  demo.follow(fill);
  return details;
}
