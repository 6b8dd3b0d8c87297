// The controls that the demos share. Each is made for a parameter of a demo and follows it. It
// changes it by `demo.update` while the hand moves, by `demo.take` when it is done, and the demo
// speaks. What it may be is the parameter's domain.

import { SERIES, along, number, roundUp, shortNumber, svg } from "./draw.js";
import { html } from "./element.js";

// A labelled slider with a number field. With `log` its track is logarithmic; `text` is what it
// says of a value to those who do not see it.
export function slider(demo, name, label, { step = 0.01, log = false, text = shortNumber } = {}) {
  const range = html("input", { id: name, type: "range", min: 0, max: 1, step: 0.005 });
  const field = html("input", {
    type: "number",
    inputmode: "decimal",
    "aria-label": `${label}, as a number`,
  });
  const { whole } = demo.parameters[name];
  field.step = log && !whole ? "any" : whole ? 1 : step;

  // Where a value is on the track, and the value of a place there.
  const place = (value, { min, max }) => (log ? Math.log(value / min) / Math.log(max / min) : value);
  const valueAt = (place, { min, max }) => {
    if (!log) return place;
    const value = along(place, [min, max], true);
    if (!whole) return +value.toPrecision(3);
    // Two neighbouring places may mean the same whole number: a key must move it all the same.
    const now = demo.state[name];
    return Math.round(value) === now ? now + Math.sign(value - now) : Math.round(value);
  };
  range.addEventListener("input", () =>
    demo.update({ [name]: valueAt(+range.value, demo.domain(name, demo.state)) }),
  );
  range.addEventListener("change", () => demo.sayAll());
  // A touch that turns into scrolling gives back what it has changed.
  let before;
  range.addEventListener("pointerdown", () => (before = demo.state));
  range.addEventListener("pointercancel", () => demo.update({ [name]: before[name] }));
  field.addEventListener("change", () => demo.take({ [name]: field.value }));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // a notebook may do the same, and then there is no change event
    demo.take({ [name]: field.value });
  });
  demo.follow((state) => {
    const domain = demo.domain(name, state);
    const [value, { min, max }] = [state[name], domain];
    if (!log) Object.assign(range, { min, max, step: whole ? 1 : step });
    Object.assign(field, { min, max });
    range.value = place(value, domain);
    range.setAttribute("aria-valuetext", text(value));
    if (field.value !== String(value)) field.value = value;
  });
  return html(
    "div",
    { class: "slider" },
    html("label", { for: name }, label),
    html("div", { class: "track" }, range),
    field,
  );
}

// Radio buttons for a parameter with `choices`; `labels` has their names.
export function choices(demo, name, legend, labels = {}) {
  const group = html("fieldset", { class: "choices" }, html("legend", {}, legend));
  for (const value of demo.parameters[name].choices) {
    const input = html("input", { type: "radio", name, value });
    input.addEventListener("change", () => demo.take({ [name]: value }));
    demo.follow((state) => (input.checked = state[name] === value));
    group.append(html("label", {}, input, html("span", {}, labels[value] ?? value)));
  }
  return group;
}

// Check boxes for a parameter that is a `subset`; each has the stroke of its line in the picture.
export function chips(demo, name, legend, labels = {}) {
  const { subset } = demo.parameters[name];
  const group = html("fieldset", { class: "choices" }, html("legend", {}, legend));
  const chosen = () => demo.state[name].split(/\s+/);
  subset.forEach((value, i) => {
    const input = html("input", { type: "checkbox", value });
    input.addEventListener("change", () => {
      const now = subset.filter((other) => (other === value ? input.checked : chosen().includes(other)));
      demo.take({ [name]: now.join(" ") });
    });
    demo.follow(() => (input.checked = chosen().includes(value)));
    group.append(html("label", {}, input, html("span", {}, sample(i), labels[value] ?? value)));
  });
  return group;
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
  demo.follow((state) => (input.checked = state[name]));
  return html("label", { class: "toggle" }, input, label);
}

export function button(label, onClick) {
  const button = html("button", {}, label);
  button.addEventListener("click", onClick);
  return button;
}

// The row of buttons: Play, Step and Reset if the demo has steps, then its own, then Copy link.
export function buttons(demo, ...own) {
  const row = html("div", { class: "buttons" });
  if (demo.parameters.steps) {
    const play = button("Play", () => (demo.playing ? demo.pause() : demo.play()));
    play.className = "play";
    demo.follow(() => (play.textContent = demo.playing ? "Pause" : "Play"));
    row.append(
      play,
      button("Step", () => demo.goTo(demo.state.steps + 1)),
      button("Reset", () => demo.goTo(0)),
    );
  }
  const link = button("Copy link", async () => {
    link.textContent = await demo.copyLink();
    demo.say(link.textContent);
    setTimeout(() => (link.textContent = "Copy link"), 2000);
  });
  link.className = "link";
  row.append(...own, link);
  return row;
}

// A point in a plot to be dragged, or moved by the arrow keys: x and y name the parameters that
// it moves, one or both; `at` is where a state has it, `text` what it says of a state to those who
// do not see it. It goes to where the reader presses.
export function handle(demo, plot, label, { x, y, at = (state) => [state[x], state[y]], text }) {
  const knob = svg(
    "g",
    { class: "handle", tabindex: 0, role: "slider", "aria-label": label },
    svg("circle", { class: "target", r: 22 }),
    svg("circle", { class: "ring", r: 11 }),
  );
  const names = { x, y };

  // Ten of these are a key's way, which is a hundredth of the axis or a little more.
  const grain = (axis) => roundUp((plot[axis][1] - plot[axis][0]) / 100) / 10;
  const rounded = (axis, value) => {
    const { min, max, whole } = demo.domain(names[axis], demo.state);
    const fine = plot.isLog(axis)
      ? value.toPrecision(3)
      : (Math.round(value / grain(axis)) * grain(axis)).toPrecision(12);
    return Math.min(max, Math.max(min, whole ? Math.round(value) : +fine));
  };
  const beyond = (axis, keys) => {
    const value = demo.state[names[axis]];
    if (demo.domain(names[axis], demo.state).whole) return value + keys;
    return plot.isLog(axis)
      ? value * (plot[axis][1] / plot[axis][0]) ** (keys / 100)
      : value + 10 * keys * grain(axis);
  };
  knob.moveTo = (point) => {
    const change = {};
    if (x) change[x] = rounded("x", point[0]);
    if (y) change[y] = rounded("y", point[1]);
    demo.update(change);
  };
  knob.place = () => plot.point(at(demo.state));

  knob.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // a finger on it moves it, not the page
  knob.addEventListener("keydown", (event) => {
    const level = x ?? y,
      upright = y ?? x; // with one parameter, all keys move it
    const [name, keys] =
      {
        ArrowLeft: [level, -1],
        ArrowRight: [level, 1],
        ArrowDown: [upright, -1],
        ArrowUp: [upright, 1],
        PageDown: [upright, -5],
        PageUp: [upright, 5],
        Home: [level, -Infinity],
        End: [level, Infinity],
      }[event.key] ?? [];
    if (!name) return;
    event.preventDefault();
    const axis = name === x ? "x" : "y";
    const { min, max } = demo.domain(name, demo.state);
    const value = Number.isFinite(keys) ? rounded(axis, beyond(axis, keys)) : keys < 0 ? min : max;
    demo.take({ [name]: value });
  });
  demo.follow((state) => {
    if (!plot.width) return;
    const { min, max } = demo.domain(x ?? y, state);
    knob.setAttribute("transform", `translate(${knob.place()})`);
    const spoken = { valuemin: min, valuemax: max, valuenow: state[x ?? y], valuetext: text(state) };
    for (const [name, value] of Object.entries(spoken)) knob.setAttribute(`aria-${name}`, value);
  });
  if (!plot.handles) listen(demo, plot);
  plot.handles.push(knob);
  plot.root.append(knob);
  return knob;
}

// Where the reader presses, there the nearest handle goes; a touch that turns into scrolling takes it back.
function listen(demo, plot) {
  plot.handles = [];
  plot.root.classList.add("pressed");
  let held = null,
    before = null;
  const distance = (knob, [x, y]) => Math.hypot(knob.place()[0] - x, knob.place()[1] - y);
  plot.root.addEventListener("pointerdown", (event) => {
    if (event.button) return; // not the main one
    const point = plot.point(plot.under(event));
    held = plot.handles.reduce((best, knob) => (distance(knob, point) < distance(best, point) ? knob : best));
    before = { ...demo.state };
    plot.root.setPointerCapture(event.pointerId);
    held.moveTo(plot.under(event));
    held.focus({ preventScroll: true });
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
}

// The numbers behind the picture, for who asks: `rows` gives the heads of the columns and then
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
